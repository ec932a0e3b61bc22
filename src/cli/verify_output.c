#include "cli/verify_output.h"

#include "base/json.h"
#include "cli/moment.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

/* Writes what digest the certificate has, "" where none was found. */
static void print_fingerprint(const struct digest *digest, char out[DIGEST_HEX_SIZE])
{
    static const struct digest none = {{0}};
    *out = '\0';
    if (memcmp(digest, &none, sizeof none) != 0)
        digest_hex(digest, out);
}

/* ---- for people ------------------------------------------------------------------------- */

static const char *word_of(enum verdict verdict)
{
    static const char *const words[] = {
        [VERDICT_GOOD] = N_("good"),
        [VERDICT_UNTRUSTED] = N_("untrusted"),
        [VERDICT_UNSIGNED] = N_("unsigned"),
        [VERDICT_UNJUDGED] = N_("cannot be judged"),
        [VERDICT_UNREADABLE] = N_("cannot be read"),
        [VERDICT_CHANGED] = N_("changed"),
    };
    return gettext(words[verdict]);
}

static void add_line(struct buf *out, const char *text)
{
    buf_printf(out, "    %s\n", text);
}

static void plain_level(struct buf *out, const struct signature_report *report)
{
    static const char *const names[] = {
        [PADES_B] = "PAdES B-B",
        [PADES_T] = "PAdES B-T",
        [PADES_LT] = "PAdES B-LT",
        [PADES_LTA] = "PAdES B-LTA",
    };
    if (report->level != PADES_NONE)
        add_line(out, names[report->level]);
}

static void plain_times(struct buf *out, const struct signature_report *report)
{
    char time[CERTIFICATE_TIME_SIZE];
    struct buf line = {0};
    if (report->has_time) {
        certificate_time(report->time, time);
        if (report->is_stamp)
            buf_printf(&line, gettext("It says that the document existed on %s."), time);
        else
            buf_printf(&line, gettext("The signer claims to have signed on %s."), time);
        add_line(out, line.data);
    }
    buf_clear(&line);
    if (report->is_proven && !report->is_stamp) {
        certificate_time(report->proven, time);
        buf_printf(&line, gettext("It existed on %s, by the clock of %s."), time,
                   report->clock);
        add_line(out, line.data);
    }
    buf_free(&line);
}

/* What proves nothing must not look as if it had not been there. */
static void plain_stamp(struct buf *out, const struct signature_report *report)
{
    struct buf line = {0};
    if (!report->stamp.present || report->stamp.verdict != CMS_UNTRUSTED)
        return;
    buf_printf(&line, "%s ", gettext("It has a time-stamp that proves no time."));
    error_print(&report->stamp.why, &line);
    add_line(out, buf_text(&line));
    buf_free(&line);
}

static void plain_coverage(struct buf *out, const struct signature_report *report)
{
    if (report->is_whole)
        add_line(out, gettext("It covers the whole file."));
    if (report->after.evidence)
        add_line(out, gettext("After it came evidence about the signers."));
    if (report->after.stamps)
        add_line(out, gettext("After it came a time-stamp."));
    if (report->after.signatures)
        add_line(out, report->after.visible
                          ? gettext("After it somebody else signed, which shows on a page.")
                          : gettext("After it somebody else signed."));
}

static void plain_unknown(struct buf *out, const struct signature_report *report)
{
    struct buf line = {0};
    if (*report->unknown) {
        buf_printf(
            &line,
            gettext("Its signer signed something besides whose meaning is not known here "
                    "(attribute %s)."),
            report->unknown);
        add_line(out, buf_text(&line));
    }
    buf_free(&line);
}

/* Those who have not signed yet are told as well: the certificate may need them. */
static void plain_empty(struct buf *out, const struct verification *verification)
{
    const struct buf *empty = &verification->empty;
    struct buf names = {0};
    for (const char *at = buf_text(empty); at < buf_text(empty) + empty->size;
         at += strlen(at) + 1)
        buf_printf(&names, "%s%s", names.size ? ", " : "", at);
    if (names.size) {
        buf_puts(out, "  ");
        buf_printf(out, gettext("Fields for signatures that are still empty: %s."),
                   buf_text(&names));
        buf_putc(out, '\n');
    }
    buf_free(&names);
}

static void plain_signature(struct buf *out, size_t number,
                            const struct signature_report *report, bool is_only)
{
    char fingerprint[DIGEST_HEX_SIZE];
    struct buf why = {0};
    print_fingerprint(&report->signer.fingerprint, fingerprint);
    buf_puts(out, "  ");
    if (!*fingerprint)
        buf_printf(out, gettext("Signature %zu"), number);
    else if (report->is_stamp)
        buf_printf(out, gettext("Time-stamp %zu: %s, serial number %s, SHA-256 %s"), number,
                   report->signer.name, report->signer.serial, fingerprint);
    else
        buf_printf(out, gettext("Signature %zu: %s, serial number %s, SHA-256 %s"), number,
                   report->signer.name, report->signer.serial, fingerprint);
    buf_printf(out, ": %s\n", word_of(report->verdict));
    if (report->verdict != VERDICT_GOOD && !is_only) {
        error_print(&report->why, &why);
        add_line(out, buf_text(&why));
    }
    plain_level(out, report);
    plain_times(out, report);
    plain_stamp(out, report);
    if (report->revocation == REVOCATION_NONE && !report->is_stamp)
        add_line(out, gettext("Its certificate was not revoked then."));
    plain_unknown(out, report);
    plain_coverage(out, report);
    if (*report->field && !report->is_stamp && !is_only) {
        buf_clear(&why);
        buf_printf(&why, gettext("It stands in the field «%s»."), report->field);
        add_line(out, buf_text(&why));
    }
    buf_free(&why);
}

void verify_output_plain(struct buf *out, const char *path,
                         const struct verification *verification)
{
    buf_printf(out, "%s: %s: ", path, word_of(verification->verdict));
    if (verification->verdict == VERDICT_GOOD)
        buf_printf(out, gettext("signed by %s (vouched for by %s)"),
                   verification->main->signer.name, verification->main->signer.issuer);
    else
        error_print(&verification->why, out);
    buf_putc(out, '\n');
    for (size_t i = 0; i < verification->count; i++)
        plain_signature(out, i + 1, &verification->signatures[i],
                        verification->count == 1 && verification->main);
    plain_empty(out, verification);
}

/* ---- for programs ----------------------------------------------------------------------- */

static const char *code_of(enum verdict verdict)
{
    static const char *const codes[] = {
        [VERDICT_GOOD] = "good",         [VERDICT_UNTRUSTED] = "untrusted",
        [VERDICT_UNSIGNED] = "unsigned", [VERDICT_UNJUDGED] = "unjudged",
        [VERDICT_CHANGED] = "changed",   [VERDICT_UNREADABLE] = "unreadable",
    };
    return codes[verdict];
}

static void json_time(struct buf *line, const char *key, bool known, int64_t seconds)
{
    char time[MOMENT_UTC_SIZE] = "";
    if (known)
        moment_utc(seconds, time);
    json_text(line, key, time);
}

static void json_signer(struct buf *line, const struct signature_report *report,
                        enum pades_level level)
{
    static const char *const levels[] = {[PADES_B] = "PAdES-B-B",
                                         [PADES_T] = "PAdES-B-T",
                                         [PADES_LT] = "PAdES-B-LT",
                                         [PADES_LTA] = "PAdES-B-LTA"};
    static const char *const revocations[] = {"unknown", "none", "revoked"};
    char fingerprint[DIGEST_HEX_SIZE];
    print_fingerprint(&report->signer.fingerprint, fingerprint);
    json_text(line, "signer", report->signer.name);
    json_text(line, "issuer", report->signer.issuer);
    json_text(line, "subject", report->signer.subject);
    json_text(line, "serial", report->signer.serial);
    json_text(line, "fingerprint", fingerprint);
    json_time(line, "time", report->has_time, report->time);
    json_time(line, "proven", report->is_proven, report->proven);
    json_text(line, "clock", report->clock);
    json_text(line, "level", level == PADES_NONE ? "" : levels[level]);
    json_text(line, "revocation", revocations[report->revocation]);
    json_text(line, "unknown_attribute", report->unknown);
}

/* The best of the time-stamps in a signature; without members if it has none. */
static void json_stamp(struct buf *line, const struct stamp_report *stamp)
{
    static const char *const verdicts[] = {[CMS_VALID] = "good",
                                           [CMS_UNTRUSTED] = "untrusted",
                                           [CMS_INVALID] = "changed",
                                           [CMS_UNKNOWN] = "unjudged"};
    struct buf object = {0};
    if (stamp->present) {
        json_text(&object, "verdict", verdicts[stamp->verdict]);
        json_text(&object, "authority", stamp->authority.name);
        json_time(&object, "time", stamp->verdict <= CMS_UNTRUSTED, stamp->time);
        json_error(&object, stamp->why.what.code ? &stamp->why : NULL);
    }
    json_object_member(line, "time_stamp", &object);
    buf_free(&object);
}

static void json_signature(struct buf *list, const struct signature_report *report)
{
    struct buf object = {0};
    json_text(&object, "kind", report->is_stamp ? "time-stamp" : "signature");
    json_text(&object, "field", report->field);
    json_text(&object, "verdict", code_of(report->verdict));
    json_signer(&object, report, report->level);
    json_stamp(&object, &report->stamp);
    json_flag(&object, "whole", report->is_whole);
    json_flag(&object, "evidence_after", report->after.evidence);
    json_flag(&object, "stamp_after", report->after.stamps);
    json_flag(&object, "signature_after", report->after.signatures);
    json_flag(&object, "visible_after", report->after.visible);
    json_error(&object, report->why.what.code ? &report->why : NULL);
    json_list_add(list, &object);
    buf_free(&object);
}

/* What can be said of the file as a whole: no more than of the weakest of its signatures. */
static enum pades_level lowest_level(const struct verification *verification)
{
    enum pades_level lowest = verification->main ? verification->main->level : PADES_NONE;
    for (size_t i = 0; i < verification->count; i++) {
        const struct signature_report *report = &verification->signatures[i];
        if (!report->is_stamp && report->level < lowest)
            lowest = report->level;
    }
    return lowest;
}

void verify_output_json(struct buf *out, const char *path,
                        const struct verification *verification)
{
    static const struct signature_report nobody = {0};
    struct buf line = {0}, list = {0};
    json_text(&line, "file", path);
    json_text(&line, "verdict", code_of(verification->verdict));
    json_signer(&line, verification->main ? verification->main : &nobody,
                lowest_level(verification));
    json_error(&line, verification->why.what.code ? &verification->why : NULL);
    for (size_t i = 0; i < verification->count; i++)
        json_signature(&list, &verification->signatures[i]);
    json_list(&line, "signatures", &list);
    buf_clear(&list);
    for (const char *at = buf_text(&verification->empty), *end = at + verification->empty.size;
         at < end; at += strlen(at) + 1)
        json_list_text(&list, at);
    json_list(&line, "empty_fields", &list);
    json_end(&line);
    buf_add(out, line.data, line.size);
    buf_free(&line);
    buf_free(&list);
}
