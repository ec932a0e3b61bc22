#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/trust_option.h"
#include "cli/verify_options.h"
#include "scan/seal_scan.h"
#include "seal/seal.h"
#include "seal/seal_list.h"
#include "vouch/seal_statement.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* As of verify without --seal. */
enum seal_status {
    SEALED_GOOD = 0,
    SEALED_FORGED = 1,
    SEALED_UNTRUSTED = 2,
    SEALED_NOT = 3,
    SEALED_UNABLE = 4,
};

enum {
    PATIENCE = 30, /* seconds that a page may take to be drawn, and a picture to be read */
    KEY_LIMIT = 1 << 16,
    LIST_LIMIT = 256 << 20,
};

static const struct command_help help = {
    .name = "verify --seal",
    .usage = N_("kualik verify --seal WHAT… --seal-key seal.pem [--trust CA.pem] [OPTION…]"),
    .about = N_("Checks the seal of a sheet of paper and shows what the sheet should say. WHAT "
                "is a photo or a scan of it (PNG, JPEG, TIFF, HEIC, PDF), or the text of its "
                "code. seal.pem is the issuer's key of seals; with --trust, the statement "
                "seal.p7s beside it must be of somebody whom one of the authorities in CA.pem "
                "vouches for, at the time of its time-stamp (of an authority in CA.pem, too) "
                "or else now. --seal-list tells what has been revoked since."),
    .statuses = {[0] = N_("all good"),
                 [1] = N_("one is forged or not valid any more"),
                 [2] = N_("the key is not trusted"),
                 [3] = N_("there is no seal"),
                 [4] = N_("something cannot be read")},
};

struct seal_request {
    const char *key_path, *trust, *list_path, *at;
    struct options_given given;
    bool seal;
    int64_t now; /* as of which the statement is judged; seconds since 1970 */
    struct seal_key *key;
    char voucher[256];     /* who vouches for the key, "" where nobody was asked */
    bool unrevoked;        /* … and whose certificate was proven not to be revoked */
    struct arena arena;    /* of the list, and of names of files */
    struct seal_list list; /* its event is NULL: none was given */
    struct program_terms terms;
};

/* ---- the key ---------------------------------------------------------------------------- */

/* A statement that is too old may be renewed, or have been good on another day. */
static void advise_on_age(const struct cms_report *report, struct error *err)
{
    if (report->proven > report->signer.ends)
        error_advise(err, "Get a newer seal.p7s from the issuer (`kualik seal-key --renew` "
                          "makes it), or judge as of an earlier day with --at.");
}

/* What is true and of nobody who is trusted, or about another key, makes the key untrusted. */
static enum seal_status judge_statement(struct seal_request *request, const struct buf *der,
                                        const struct buf *pem, const struct anchors *anchors,
                                        struct error *err)
{
    struct cms_report report = {0};
    seal_statement_judge(der, pem, anchors, request->now, &report);
    snprintf(request->voucher, sizeof request->voucher, "%s", report.signer.name);
    request->unrevoked = report.revocation == REVOCATION_NONE;
    if (report.verdict == CMS_VALID)
        return SEALED_GOOD;
    *err = report.why;
    advise_on_age(&report, err);
    return report.verdict == CMS_UNKNOWN ? SEALED_UNABLE : SEALED_UNTRUSTED;
}

static enum seal_status check_statement(struct seal_request *request, const struct buf *pem,
                                        struct error *err)
{
    struct buf der = {0};
    struct anchors *anchors;
    enum seal_status status = SEALED_UNABLE;
    const char *path = seal_statement_path(request->key_path, &request->arena);
    if (trust_option_read(request->trust, &anchors, err) &&
        file_read(path, SEAL_STATEMENT_LIMIT, &der, err)) {
        status = judge_statement(request, &der, pem, anchors, err);
        if (status != SEALED_GOOD)
            error_at(err, (struct place){.file = path});
    }
    buf_free(&der);
    anchors_free(anchors);
    return status;
}

static enum seal_status load_key(struct seal_request *request, struct error *err)
{
    struct buf pem = {0};
    enum seal_status status = SEALED_UNABLE;
    bool loaded = file_read(request->key_path, KEY_LIMIT, &pem, err);
    if (loaded && !(request->key = seal_key_read(&pem, err)))
        loaded = error_at(err, (struct place){.file = request->key_path});
    if (loaded)
        status = request->trust ? check_statement(request, &pem, err) : SEALED_GOOD;
    buf_free(&pem);
    return status;
}

static bool load_list(struct seal_request *request, struct error *err)
{
    struct buf script = {0};
    bool loaded =
        file_read(request->list_path, LIST_LIMIT, &script, err) &&
        (seal_list_read(&script, request->key, &request->arena, &request->list, err) ||
         error_at(err, (struct place){.file = request->list_path}));
    buf_free(&script);
    return loaded;
}

/* ---- one seal --------------------------------------------------------------------------- */

static const char *verdict_code(enum seal_verdict verdict)
{
    static const char *const codes[] = {[SEAL_GOOD] = "good",
                                        [SEAL_FORGED] = "forged",
                                        [SEAL_KEY_MISSING] = "untrusted",
                                        [SEAL_UNREADABLE] = "unreadable"};
    return codes[verdict];
}

static enum seal_status status_of(enum seal_verdict verdict)
{
    static const enum seal_status statuses[] = {[SEAL_GOOD] = SEALED_GOOD,
                                                [SEAL_FORGED] = SEALED_FORGED,
                                                [SEAL_KEY_MISSING] = SEALED_UNTRUSTED,
                                                [SEAL_UNREADABLE] = SEALED_NOT};
    return statuses[verdict];
}

static const char *date_text(struct arena *arena, const struct date *date)
{
    return arena_printf(arena, "%02d.%02d.%04d", date->day, date->month, date->year);
}

static void print_json(const char *given, const struct seal_request *request,
                       const struct seal_reading *reading, enum seal_standing standing,
                       struct arena *arena)
{
    const struct seal_claims *claims = &reading->claims;
    struct buf line = {0};
    json_text(&line, "seal", given);
    json_text(&line, "verdict",
              standing == SEAL_FELL ? "invalid" : verdict_code(reading->verdict));
    if (reading->verdict != SEAL_UNREADABLE) {
        json_text(&line, "name_kk", claims->name_kk);
        json_text(&line, "name_ru", claims->name_ru);
        json_text(&line, "event", claims->event);
        json_text(&line, "date",
                  arena_printf(arena, "%04d-%02d-%02d", claims->date.year, claims->date.month,
                               claims->date.day));
        json_text(&line, "number", claims->number);
    }
    if (request->list.event && reading->verdict == SEAL_GOOD)
        json_flag(&line, "listed", standing != SEAL_UNLISTED);
    json_text(&line, "voucher", request->voucher);
    json_error(&line, reading->why.what.code ? &reading->why : NULL);
    output_object(&line);
}

static void print_list(const struct seal_request *request, enum seal_standing standing,
                       struct arena *arena)
{
    if (!request->list.event) {
        output_line(stdout, gettext("Whether it was revoked since was not checked; --seal-list "
                                    "does."));
        return;
    }
    struct date day = calendar_time(request->list.time, 0).date;
    const char *words =
        standing == SEAL_UNLISTED
            ? gettext("The list of %s does not know this sheet: it was issued since, or the "
                      "list is that of another event. Whether it was revoked is not known.")
            : gettext("It is not in the list of what was revoked until %s.");
    output_line(stdout, arena_printf(arena, words, date_text(arena, &day)));
}

/* What the paper should say comes first, in the order in which one reads a certificate: that
 * the code is sound says nothing of the sheet around it. */
static void print_claims(const struct seal_reading *reading, enum seal_standing standing,
                         struct arena *arena)
{
    const struct seal_claims *claims = &reading->claims;
    const char *lines[] = {
        standing == SEAL_FELL ? gettext("The seal is that of this sheet:")
                              : gettext("The seal is sound. The sheet must say exactly this:"),
        arena_printf(arena, "  %s", claims->name_kk),
        arena_printf(arena, "  %s", claims->name_ru),
        arena_printf(arena, gettext("  event %s, %s"), claims->event,
                     date_text(arena, &claims->date)),
        arena_printf(arena, gettext("  number %s"), claims->number),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        output_line(stdout, lines[i]);
}

static void print_trust(const struct seal_request *request, struct arena *arena)
{
    if (*request->voucher)
        output_line(stdout,
                    arena_printf(arena,
                                 request->unrevoked
                                     ? gettext("%s vouches for the key of seals, with a "
                                               "certificate that was not revoked then.")
                                     : gettext("%s vouches for the key of seals."),
                                 request->voucher));
    else
        output_line(stdout, gettext("Whose key it is was not checked; --trust CA.pem does."));
}

/* Says why the sheet is not valid any more. */
static void set_reason(const struct seal_list_entry *entry, struct error *why)
{
    const char *number = entry->number;
    switch (entry->reason) {
    case SEAL_LIST_REVOKED:
        error_set(why, "seal-revoked",
                  "The issuer has revoked the certificate with the number %s.", number);
        break;
    case SEAL_LIST_SPOILED:
        error_set(why, "seal-spoiled",
                  "The issuer has declared the sheet with the number %s to be spoiled.",
                  number);
        break;
    case SEAL_LIST_REPLACED:
        error_set(why, "seal-replaced",
                  "The number %s is that of a corrected certificate now, which is for «%s».",
                  number, entry->who);
        break;
    }
    error_advise(why, "The sheet is not valid any more.");
}

/* How a good seal's sheet stands by the list, if one was given. */
static enum seal_standing look_up(const struct seal_request *request,
                                  struct seal_reading *reading)
{
    const struct seal_list_entry *entry = NULL;
    enum seal_standing standing = SEAL_STANDS;
    if (request->list.event && reading->verdict == SEAL_GOOD)
        standing = seal_list_judge(&request->list, reading, &entry);
    if (standing == SEAL_FELL)
        set_reason(entry, &reading->why);
    return standing;
}

static void print_plain(const struct seal_request *request, const struct seal_reading *reading,
                        enum seal_standing standing, struct arena *arena)
{
    if (reading->verdict == SEAL_GOOD)
        print_claims(reading, standing, arena);
    if (reading->verdict == SEAL_GOOD && standing != SEAL_FELL) {
        print_trust(request, arena);
        print_list(request, standing, arena);
        return;
    }
    fflush(stdout); /* the verdict comes behind what it is about */
    output_error(&reading->why);
}

static enum seal_status worse(enum seal_status a, enum seal_status b)
{
    static const int weight[] = {[SEALED_GOOD] = 0,
                                 [SEALED_UNTRUSTED] = 1,
                                 [SEALED_NOT] = 2,
                                 [SEALED_UNABLE] = 3,
                                 [SEALED_FORGED] = 4};
    return weight[a] > weight[b] ? a : b;
}

static void tell(const struct seal_request *request, const char *given,
                 const struct seal_reading *reading, enum seal_standing standing,
                 struct arena *arena)
{
    if (request->given.json)
        print_json(given, request, reading, standing, arena);
    else
        print_plain(request, reading, standing, arena);
}

/* Judges a seal that was found in what was given. */
static enum seal_status judge_seal(const struct seal_request *request, const char *given,
                                   const char *text)
{
    const struct seal_key *keys[] = {request->key};
    struct arena arena = {0};
    struct seal_reading reading = {.verdict = SEAL_UNREADABLE};
    seal_read(text, keys, 1, &arena, &reading);
    enum seal_standing standing = look_up(request, &reading);
    tell(request, given, &reading, standing, &arena);
    arena_free(&arena);
    return standing == SEAL_FELL ? SEALED_FORGED : status_of(reading.verdict);
}

static size_t count_lines(const char *text)
{
    size_t count = 0;
    while ((text = strchr(text, '\n'))) {
        text++;
        count++;
    }
    return count;
}

/* Judges all seals in what was given: each is of a sheet. */
static enum seal_status verify_one(const struct seal_request *request, const char *given)
{
    struct buf texts = {0};
    struct arena arena = {0};
    struct seal_reading missing = {.verdict = SEAL_UNREADABLE};
    enum seal_status status = SEALED_GOOD;
    bool scanned = seal_scan(given, &request->terms, &texts, &missing.why);
    size_t count = count_lines(buf_text(&texts)), number = 0;
    for (char *text = texts.data, *end; text && (end = strchr(text, '\n')); text = end + 1) {
        *end = '\0';
        number++;
        if (count > 1 && !request->given.json)
            output_line(stdout,
                        arena_printf(&arena, gettext("Seal %zu of %zu:"), number, count));
        status = worse(status, judge_seal(request, given, text));
    }
    if (!scanned) {
        bool none = strcmp(missing.why.what.code, "seal-not-found") == 0;
        tell(request, given, &missing, SEAL_STANDS, &arena);
        status = worse(status, none ? SEALED_NOT : SEALED_UNABLE);
    }
    buf_free(&texts);
    arena_free(&arena);
    return status;
}

/* ---- the command ------------------------------------------------------------------------ */

int cmd_verify_seal(int argc, char **argv, struct error *err)
{
    struct seal_request request = {.now = time(NULL),
                                   .terms = {environ, PATIENCE, interrupt_watch()}};
    const struct option_spec specs[] = {
        {"seal", 0, NULL, N_("check seals of sheets of paper"), NULL, &request.seal},
        {"seal-key", 0, "FILE", N_("the issuer's key of seals (seal.pem)"), &request.key_path,
         NULL},
        {"seal-list", 0, "FILE", N_("what has been revoked since (seal-list.js)"),
         &request.list_path, NULL},
        {"trust", 0, "FILE", N_("authorities that are trusted (PEM, DER)"), &request.trust,
         NULL},
        {"at", 0, "TIME", N_("judge seal.p7s as of that day or time, not as of now"),
         &request.at, NULL},
        {0},
    };
    if (!options_read(&help, specs, argc, argv, &request.given, err))
        return SEALED_UNABLE;
    if (request.given.helped)
        return SEALED_GOOD;
    if (request.given.count == 0 || !request.key_path) {
        error_set(err, "seal-usage", "Which seal, and with which key? The usage is: %s",
                  gettext(help.usage));
        return SEALED_UNABLE;
    }
    if (request.at && !verify_options_time(request.at, request.now, &request.now, err))
        return SEALED_UNABLE;
    enum seal_status status = load_key(&request, err);
    if (status == SEALED_GOOD && request.list_path && !load_list(&request, err))
        status = SEALED_UNABLE;
    else if (status == SEALED_GOOD)
        for (size_t i = 0; i < request.given.count && !atomic_load(request.terms.stop); i++)
            status = worse(status, verify_one(&request, request.given.words[i]));
    seal_key_free(request.key);
    arena_free(&request.arena);
    return (int)status;
}
