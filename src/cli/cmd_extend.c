#include "base/json.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/level_options.h"
#include "cli/moment.h"
#include "cli/options.h"
#include "cli/output.h"
#include "issue/extend.h"

#include <libintl.h>
#include <stdio.h>

static const char usage[] =
    N_("usage: kualik extend FILE… --tsa URL [--level LEVEL] [OPTION…]");

static const char about[] = N_(
    "Raises the level of signed certificates, or renews the time-stamp of those at the last\n"
    "one: adds certificates, proofs that they were not revoked, and a time-stamp behind each\n"
    "file, whose bytes stay as they are. A file is changed as a whole or not at all.\n"
    "Without --level the level is B-LTA.\n"
    "Exit status: 0 all are at the level, 1 some failed and are as they were, 2 none could\n"
    "be raised, 3 stopped before the end, 4 this report could not be written.");

struct extend_request {
    struct level_options level;
    bool json;
};

/* How many files came to what. */
struct extend_counts {
    size_t raised, kept, failed, left;
};

static void tell(const char *path, bool changed, const struct error *err, bool json)
{
    struct buf line = {0};
    if (json) {
        json_text(&line, "file", path);
        json_text(&line, "status", err ? "failed" : changed ? "extended" : "kept");
        json_error(&line, err);
        json_end(&line);
        fputs(buf_text(&line), stdout);
    }
    if (err)
        output_error(err);
    buf_free(&line);
}

static void summarise(const struct extend_counts *counts, enum pades_level level, bool json)
{
    struct buf line = {0};
    output_add(&line,
               ngettext("%zu file was extended to %s.", "%zu files were extended to %s.",
                        counts->raised),
               counts->raised, pades_level_name(level));
    if (counts->kept)
        output_add(&line, ngettext("%zu lacked nothing.", "%zu lacked nothing.", counts->kept),
                   counts->kept);
    if (counts->failed)
        output_add(&line,
                   ngettext("%zu failed and is as it was.", "%zu failed and are as they were.",
                            counts->failed),
                   counts->failed);
    if (counts->left)
        output_add(&line, ngettext("%zu was not begun.", "%zu were not begun.", counts->left),
                   counts->left);
    output_line(json ? stderr : stdout, buf_text(&line));
    buf_free(&line);
}

static int judge(const struct extend_counts *counts)
{
    if (counts->left)
        return EXIT_STOPPED;
    if (!counts->failed)
        return EXIT_DONE;
    return counts->raised + counts->kept > 0 ? EXIT_SOME : EXIT_UNUSABLE;
}

static int extend_all(char **paths, size_t count, const struct signature_level *level,
                      bool json)
{
    const atomic_bool *stop = interrupt_watch();
    struct extend_counts counts = {0};
    for (size_t i = 0; i < count; i++) {
        struct error err;
        bool changed = false;
        if (atomic_load(stop)) {
            counts.left = count - i;
            break;
        }
        bool extended = extend_file(paths[i], level, &changed, &err);
        counts.failed += !extended;
        counts.raised += extended && changed;
        counts.kept += extended && !changed;
        tell(paths[i], changed, extended ? NULL : &err, json);
    }
    summarise(&counts, level->level, json);
    return judge(&counts);
}

static bool open_level(const struct extend_request *request, struct signature_level *level)
{
    struct moment now;
    struct error err;
    struct signature_level_source source = request->level.source;
    if (!source.level)
        source.level = pades_level_name(PADES_LTA);
    if (!moment_get(&now))
        return false;
    if (!signature_level_open(&source, NULL, NULL, now.time, level, &err)) {
        output_error(&err);
        return false;
    }
    if (level->level != PADES_B)
        return true;
    signature_level_close(level);
    return output_fail("level-lowest", "Every signed file is at the level B-B at least.");
}

int cmd_extend(int argc, char **argv)
{
    struct extend_request request = {0};
    const struct option_spec specs[] = {
        LEVEL_OPTIONS(&request.level),
        {"json", 0, NULL, N_("print a line of JSON for each file"), NULL, &request.json},
        {0},
    };
    struct signature_level level;
    int first;
    bool helped;
    if (!options_read("extend", usage, about, specs, argc, argv, &first, &helped))
        return EXIT_UNUSABLE;
    if (helped)
        return EXIT_DONE;
    if (first == argc) {
        output_fail("files-missing", "Which files? %s", usage);
        return EXIT_UNUSABLE;
    }
    if (!level_options_check(&request.level) || !open_level(&request, &level))
        return EXIT_UNUSABLE;
    int status = extend_all(argv + first, (size_t)(argc - first), &level, request.json);
    signature_level_close(&level);
    return status;
}
