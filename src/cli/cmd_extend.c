#include "cli/changed_files.h"
#include "cli/commands.h"
#include "cli/level_options.h"
#include "cli/moment.h"
#include "cli/options.h"
#include "cli/output.h"
#include "issue/extend.h"
#include "issue/signed_file.h"

#include <libintl.h>

static const struct command_help help = {
    .name = "extend",
    .usage = N_("kualik extend FILE… --tsa URL [--level LEVEL] [OPTION…]"),
    .about = N_("Raises the level of signed certificates, or renews the time-stamp of those at "
                "the last one: adds certificates, proofs that they were not revoked, and a "
                "time-stamp behind each file, whose bytes stay as they are. A file is changed "
                "as a whole or not at all; one that was changed after it was signed, or whose "
                "signature has lost its certificate and has no time-stamp from before, is left "
                "as it is.\nWithout --level the level is B-LTA."),
    .statuses = {[0] = N_("all are at the level"),
                 [1] = N_("some were not raised and are as they were"),
                 [2] = N_("none could be raised"),
                 [3] = N_("stopped before the end"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

struct extend_request {
    struct level_options level;
    const char *registry;
    struct options_given given;
};

static bool extend_one(const void *context, const char *path, bool *changed, struct error *err)
{
    return extend_file(path, context, changed, err);
}

static int extend_all(const struct options_given *given, const struct extension_plan *plan)
{
    const struct file_change change = {extend_one, plan, "extended", given->json};
    struct changed_files counts = changed_files_run(&change, given->words, given->count);
    struct buf line = {0};
    output_add(&line,
               ngettext("%zu file was extended to %s.", "%zu files were extended to %s.",
                        counts.changed),
               counts.changed, pades_level_name(plan->level->level));
    return changed_files_finish(&counts, &line, given->json);
}

static bool open_level(const struct extend_request *request, const struct moment *now,
                       struct signature_level *level, struct error *err)
{
    struct signature_level_source source = request->level.source;
    if (!source.level)
        source.level = pades_level_name(PADES_LTA);
    if (!signature_level_open(&source, NULL, NULL, now->time, level, err))
        return false;
    if (level->level != PADES_B)
        return true;
    signature_level_close(level);
    return error_set(err, "level-lowest", "Every signed file is at the level B-B at least.");
}

static int run_request(const struct extend_request *request, struct error *err)
{
    struct moment now;
    struct signature_level level;
    struct signed_file_judge judge;
    int status = EXIT_UNUSABLE;
    if (!moment_get(&now, err) || !open_level(request, &now, &level, err))
        return EXIT_UNUSABLE;
    if (signed_file_judge_open(request->level.source.trust, now.time, &judge, err)) {
        const struct extension_plan plan = {
            &level,
            &judge,
            {request->registry, output_waiting,
             request->given.json ? output_json_warning : output_plain_warning}};
        status = extend_all(&request->given, &plan);
    }
    signed_file_judge_close(&judge);
    signature_level_close(&level);
    return status;
}

int cmd_extend(int argc, char **argv, struct error *err)
{
    struct extend_request request = {0};
    const struct option_spec specs[] = {
        LEVEL_OPTIONS(&request.level),
        {"register", 0, "FILE",
         N_("the register that has the files; default: register.db beside them"),
         &request.registry, NULL},
        {0},
    };
    if (!options_read(&help, specs, argc, argv, &request.given, err))
        return EXIT_UNUSABLE;
    if (request.given.helped)
        return EXIT_DONE;
    if (request.given.count == 0) {
        options_fail_of_files(&help, err);
        return EXIT_UNUSABLE;
    }
    return level_options_check(&request.level, err) ? run_request(&request, err)
                                                    : EXIT_UNUSABLE;
}
