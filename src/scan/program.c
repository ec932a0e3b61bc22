#include "scan/program.h"

#include "base/process.h"

#include <string.h>

static bool fail_missing(const struct program *program, struct error *err)
{
    error_set(err, "seal-program-missing", "The program %s, which this needs, is missing.",
              program->argv[0]);
    return error_advise(err, "Install it: sudo apt install %s. Or give the seal's text.",
                        program->package);
}

bool program_run(const struct program *program, const struct program_terms *terms,
                 struct buf *output, int *status, struct error *err)
{
    const struct process_request request = {
        .argv = program->argv,
        .environment = terms->environment,
        .input = program->input,
        .input_count = program->input_count,
        .limit = program->limit,
        .timeout = terms->timeout,
        .stop = terms->stop,
        .status = status,
    };
    if (process_run(&request, output, err))
        return true;
    if (strcmp(err->what.code, "program-not-started") == 0)
        return fail_missing(program, err);
    if (strcmp(err->what.code, "stopped") != 0)
        error_advise_instead(err, "Give a sharp picture of the code and the white around it.");
    return false;
}
