#include "base/file.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/options.h"
#include "cli/output.h"
#include "trust/cms_verify.h"
#include "verify/verify.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Not the statuses of the other commands: scripts ask this one a question. */
enum verify_status {
    VERIFY_GOOD = 0,
    VERIFY_INVALID = 1,
    VERIFY_UNTRUSTED = 2,
    VERIFY_UNSIGNED = 3,
    VERIFY_UNABLE = 4, /* usage, or a file that cannot be read */
};

enum { FILE_LIMIT = 256 << 20, ANCHORS_LIMIT = 16 << 20 };

static const char usage[] = N_("usage: kualik verify FILE… --trust CA.pem [--json]");

static const char about[] =
    N_("Checks that each file's signature covers all of it, is sound, and comes from somebody\n"
       "whom one of the authorities in CA.pem vouches for. Revocation is not checked.\n"
       "Exit status: 0 all good, 1 one is invalid, 2 one is not trusted, 3 one is unsigned,\n"
       "4 one cannot be read. Of several, the first in the order 1, 4, 3, 2 counts.");

/* What one file comes to. */
struct result {
    enum verify_status status;
    const char *code; /* for --json */
    const char *word; /* for people */
};

static struct result result_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_VALID:
        return (struct result){VERIFY_GOOD, "good", N_("good")};
    case VERDICT_UNTRUSTED:
        return (struct result){VERIFY_UNTRUSTED, "untrusted", N_("untrusted")};
    case VERDICT_UNSIGNED:
        return (struct result){VERIFY_UNSIGNED, "unsigned", N_("unsigned")};
    case VERDICT_UNREADABLE:
        return (struct result){VERIFY_UNABLE, "unreadable", N_("cannot be read")};
    case VERDICT_INVALID:
        break;
    }
    return (struct result){VERIFY_INVALID, "invalid", N_("invalid")};
}

static enum verify_status worse(enum verify_status a, enum verify_status b)
{
    static const int weight[] = {
        [VERIFY_GOOD] = 0,   [VERIFY_UNTRUSTED] = 1, [VERIFY_UNSIGNED] = 2,
        [VERIFY_UNABLE] = 3, [VERIFY_INVALID] = 4,
    };
    return weight[a] > weight[b] ? a : b;
}

static void print_json(const char *path, const struct result *result,
                       const struct verification *verification)
{
    struct buf line = {0};
    json_text(&line, "file", path);
    json_text(&line, "verdict", result->code);
    json_text(&line, "signer", verification->signer);
    json_text(&line, "issuer", verification->issuer);
    json_text(&line, "time", verification->time);
    json_error(&line, verification->why.what.code ? &verification->why : NULL);
    json_end(&line);
    fputs(line.data, stdout);
    buf_free(&line);
}

static void print_plain(const char *path, const struct result *result,
                        const struct verification *verification)
{
    struct buf line = {0};
    buf_printf(&line, "%s: %s: ", path, gettext(result->word));
    if (verification->verdict == VERDICT_VALID)
        buf_printf(&line, gettext("signed by %s (vouched for by %s)"), verification->signer,
                   verification->issuer);
    else
        error_print(&verification->why, &line);
    output_line(stdout, line.data);
    buf_free(&line);
}

static enum verify_status verify_file(const char *path, const struct anchors *anchors,
                                      int64_t now, struct cms_memory *memory, bool json)
{
    struct buf bytes = {0};
    struct verification verification = {0};
    bool opened = file_read(path, FILE_LIMIT, &bytes, &verification.why);
    if (opened)
        verify_pdf(&bytes, anchors, now, memory, &verification);
    else
        verification.verdict = VERDICT_UNREADABLE;
    if (!opened && !json)
        output_error(&verification.why);
    struct result result = result_of(verification.verdict);
    buf_free(&bytes);
    if (json)
        print_json(path, &result, &verification);
    else if (opened)
        print_plain(path, &result, &verification);
    return result.status;
}

static bool load_anchors(const char *path, struct anchors **anchors)
{
    struct buf pem = {0};
    struct error err;
    *anchors = NULL;
    if (!path)
        return true;
    if (file_read(path, ANCHORS_LIMIT, &pem, &err))
        *anchors = anchors_new(&pem, path, &err);
    buf_free(&pem);
    if (!*anchors)
        output_error(&err);
    return *anchors != NULL;
}

static void summarise(size_t good, size_t count)
{
    struct buf line = {0};
    if (good == count)
        output_add(&line,
                   ngettext("%zu signature is good.", "All %zu signatures are good.", count),
                   count);
    else
        output_add(
            &line,
            ngettext("%zu of %zu signature is good.", "%zu of %zu signatures are good.", count),
            good, count);
    output_add(&line, "%s", gettext("Revocation was not checked."));
    output_line(stdout, buf_text(&line));
    buf_free(&line);
}

int cmd_verify(int argc, char **argv)
{
    const char *trust = NULL;
    bool json = false, helped;
    const struct option_spec specs[] = {
        {"trust", 0, "FILE", N_("authorities that are trusted (PEM, DER)"), &trust, NULL},
        {"json", 0, NULL, N_("print a line of JSON for each file"), NULL, &json},
        {0},
    };
    struct anchors *anchors;
    int first;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--seal") == 0)
            return cmd_verify_seal(argc, argv);
    if (!options_read("verify", usage, about, specs, argc, argv, &first, &helped))
        return VERIFY_UNABLE;
    if (helped)
        return VERIFY_GOOD;
    if (first == argc) {
        output_fail("files-missing", "Which files? %s", usage);
        return VERIFY_UNABLE;
    }
    if (!load_anchors(trust, &anchors))
        return VERIFY_UNABLE;
    enum verify_status status = VERIFY_GOOD;
    size_t good = 0;
    int64_t now = time(NULL);
    struct cms_memory *memory = cms_memory_new();
    for (int i = first; i < argc; i++) {
        enum verify_status one = verify_file(argv[i], anchors, now, memory, json);
        good += one == VERIFY_GOOD;
        status = worse(status, one);
    }
    if (!json)
        summarise(good, (size_t)(argc - first));
    cms_memory_free(memory);
    anchors_free(anchors);
    return (int)status;
}
