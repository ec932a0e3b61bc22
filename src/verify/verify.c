#include "verify/verify.h"

#include "base/hash.h"
#include "base/mem.h"
#include "parse/pdf_text.h"
#include "trust/ber.h"
#include "verify/byte_ranges.h"
#include "verify/claim_check.h"
#include "verify/message_text.h"
#include "verify/revisions.h"
#include "verify/security_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file whose signatures are being judged. */
struct judgement {
    const struct pdf_reader *pdf;
    const struct verify_request *request;
    const struct revisions *revisions;
    const struct validation_store *evidence;
    struct cms_memory *memory;
    struct verification *verification;
    int64_t time;      /* at which what is judged next surely existed … */
    const char *clock; /* … by whose clock; NULL: now */
};

/* ---- what cannot be read ---------------------------------------------------------------- */

static size_t count_word(const struct buf *file, size_t from, const char *word)
{
    size_t count = 0;
    const char *at = buf_text(file) + from, *end = buf_text(file) + file->size;
    while ((at = memmem(at, (size_t)(end - at), word, strlen(word)))) {
        at += strlen(word);
        count++;
    }
    return count;
}

/* Whether a file that cannot be read as a whole can be up to where its first /ByteRange ends,
 * and goes on behind that: it is what was added that spoils it. */
static bool was_spoilt(const struct buf *file)
{
    struct byte_range range;
    struct pdf_reader read;
    struct error ignored;
    size_t at = 0;
    if (!byte_ranges_next(buf_text(file), file->size, &at, &range) || range.end >= file->size ||
        !pdf_reader_open(&read, buf_text(file), (size_t)range.end, &ignored))
        return false;
    pdf_reader_close(&read);
    return true;
}

static void set_verdict(struct verification *verification, enum verdict verdict,
                        const struct error *why)
{
    verification->verdict = verdict;
    verification->why = *why;
}

static void judge_joined(const struct buf *file, struct verification *verification)
{
    struct error err;
    error_set(&err, "several-signatures",
              "The file holds %zu signatures, as when several certificates are joined into one "
              "file; a signature holds only for the file that was issued.",
              count_word(file, 0, "/ByteRange"));
    error_advise(&err, "Verify the certificates one by one, as they were issued.");
    set_verdict(verification, VERDICT_CHANGED, &err);
}

static void judge_unreadable(const struct buf *file, const struct error *why,
                             struct verification *verification)
{
    struct error err = *why;
    size_t signatures = count_word(file, 0, "/ByteRange");
    if (byte_ranges_clash(file)) {
        judge_joined(file, verification);
    } else if (!was_spoilt(file) || signatures > 1) {
        set_verdict(verification, VERDICT_UNREADABLE, &err); /* what was added may be signed */
    } else {
        error_set(&err, "added-after-signing",
                  "Something was added to the file after it was signed.");
        set_verdict(verification, VERDICT_CHANGED, &err);
    }
}

/* ---- the messages ----------------------------------------------------------------------- */

static enum verdict verdict_of(enum cms_verdict found)
{
    static const enum verdict verdicts[] = {
        [CMS_VALID] = VERDICT_GOOD,
        [CMS_UNTRUSTED] = VERDICT_UNTRUSTED,
        [CMS_INVALID] = VERDICT_CHANGED,
        [CMS_UNKNOWN] = VERDICT_UNJUDGED,
    };
    return verdicts[found];
}

/* Notes when the signature surely existed, and by whose clock; NULL: now, by ours. */
static void set_clock(struct signature_report *report, int64_t time, const char *clock)
{
    report->is_proven = clock != NULL;
    report->proven = time;
    snprintf(report->clock, sizeof report->clock, "%s", clock ? clock : "");
}

static void judge_stamp(struct judgement *judgement, const struct buf *der,
                        const struct cms_content *content, struct signature_report *report)
{
    struct stamp_report stamp;
    time_stamp_check(buf_text(der), der->size, content, judgement->request->anchors,
                     judgement->evidence, judgement->time, &stamp);
    report->verdict = verdict_of(stamp.verdict);
    report->why = stamp.why;
    report->signer = stamp.authority;
    report->revocation = stamp.revocation;
    report->has_time = stamp.verdict == CMS_VALID || stamp.verdict == CMS_UNTRUSTED;
    report->time = stamp.time;
    set_clock(report, judgement->time, judgement->clock);
    if (stamp.verdict == CMS_VALID && stamp.time <= judgement->time) {
        judgement->time = stamp.time;
        judgement->clock = report->signer.name;
    }
}

static void take_findings(const struct cms_report *found, struct signature_report *report)
{
    report->verdict = verdict_of(found->verdict);
    report->why = found->why;
    report->signer = found->signer;
    report->stamp = found->stamp;
    memcpy(report->unknown, found->unknown, sizeof report->unknown);
    report->revocation = found->revocation;
    report->has_time = found->has_time;
    report->time = found->time;
}

/* Returns whose clock proves the time of a signature: that of its own time-stamp, else the
 * clock that proves it for what stands around it. */
static const char *clock_of(const struct cms_report *found, const char *around)
{
    return found->stamp.present && found->stamp.verdict == CMS_VALID
               ? found->stamp.authority.name
               : around;
}

static void judge_person(struct judgement *judgement, const struct revision *revision,
                         const struct buf *der, bool is_der, const struct cms_content *content,
                         struct signature_report *report)
{
    const struct cms_request request = {
        .der = buf_text(der),
        .size = der->size,
        .content = *content,
        .pades = revision->signature.kind == SIGNATURE_PADES,
        .anchors = judgement->request->anchors,
        .evidence = judgement->evidence,
        .now = judgement->time,
    };
    struct cms_report found;
    cms_verify(&request, judgement->clock ? NULL : judgement->memory, &found);
    take_findings(&found, report);
    if (revision->signature.has_time) {
        report->has_time = true;
        report->time = revision->signature.time;
    }
    set_clock(report, found.proven, clock_of(&found, judgement->clock));
    report->level =
        request.pades && is_der && report->verdict <= VERDICT_UNTRUSTED ? PADES_B : PADES_NONE;
    if (report->verdict == VERDICT_GOOD &&
        !claim_check(judgement->request, report, false, &report->why))
        report->verdict = VERDICT_UNTRUSTED;
}

static void judge_message(struct judgement *judgement, const struct revision *revision,
                          struct signature_report *report)
{
    const struct signature *signature = &revision->signature;
    const char *bytes = judgement->pdf->bytes;
    const struct span parts[] = {
        {bytes, signature->contents_at},
        {bytes + signature->contents_end, signature->end - signature->contents_end},
    };
    const struct cms_content content = {parts, 2, NULL};
    struct buf der = {0};
    bool is_der;
    if (!signature_message(judgement->pdf, signature, &der, &is_der, &report->why))
        report->verdict = VERDICT_CHANGED;
    else if (report->is_stamp)
        judge_stamp(judgement, &der, &content, report);
    else
        judge_person(judgement, revision, &der, is_der, &content, report);
    buf_free(&der);
}

/* Judges one signature; those after it have been judged before. */
static void judge_signature(struct judgement *judgement, size_t at)
{
    const struct revision *revision = &judgement->revisions->list[at];
    struct signature_report *report = &judgement->verification->signatures[at];
    report->level = PADES_NONE;
    report->is_stamp = revision->signature.kind == SIGNATURE_STAMP;
    report->is_whole = revision->signature.end == judgement->pdf->size;
    report->after.evidence = revision->after.evidence;
    report->after.stamps = revision->after.stamps;
    report->after.signatures = revision->after.signatures;
    report->after.visible = revision->after.visible;
    int64_t time = judgement->time;
    const char *clock = judgement->clock;
    if (revision->signature.end > 0)
        judge_message(judgement, revision, report);
    if (report->verdict == VERDICT_CHANGED)
        report->is_whole = false; /* a signature of something else covers nothing here */
    if (revision->state == REVISION_WHOLE)
        return;
    report->verdict = revision->state == REVISION_CHANGED ? VERDICT_CHANGED : VERDICT_UNJUDGED;
    report->why = revision->why;
    judgement->time = time; /* a stamp on something else proves nothing of this */
    judgement->clock = clock;
}

/* ---- the file --------------------------------------------------------------------------- */

/* Raises the levels: a time that is proven, then evidence that nobody was revoked, then a
 * time-stamp over that. */
static void set_levels(const struct judgement *judgement)
{
    struct verification *verification = judgement->verification;
    bool stamped_store = false;
    for (size_t i = verification->count; i-- > 0;) {
        struct signature_report *report = &verification->signatures[i];
        if (report->is_stamp && report->verdict == VERDICT_GOOD)
            stamped_store = stamped_store || judgement->revisions->list[i].has_store;
        if (report->level != PADES_B || report->verdict != VERDICT_GOOD || !report->is_proven)
            continue;
        report->level = PADES_T;
        if (judgement->evidence && report->revocation == REVOCATION_NONE)
            report->level = stamped_store ? PADES_LTA : PADES_LT;
    }
}

/* Says whether the verdict of a signature counts for the file. A time-stamp that nobody vouches
 * for proves no time, and does no harm. */
static bool counts(const struct signature_report *report)
{
    return !report->is_stamp || report->verdict > VERDICT_UNTRUSTED;
}

static void name_fields(const struct pdf_reader *pdf, const struct fields *fields,
                        const struct revisions *revisions, struct verification *verification)
{
    for (size_t i = 0; i < revisions->count; i++) {
        struct buf name = {0};
        struct signature_report *report = &verification->signatures[i];
        pdf_text_read(pdf, &revisions->list[i].field, &name);
        if (name.size < sizeof report->field)
            memcpy(report->field, buf_text(&name), name.size + 1);
        buf_free(&name);
    }
    for (size_t i = 0; i < fields->empty_count; i++)
        if (pdf_text_read(pdf, &fields->empty[i], &verification->empty))
            buf_putc(&verification->empty, '\0');
}

static void sum_up(struct verification *verification)
{
    struct error err;
    const struct signature_report *worst = NULL;
    for (size_t i = 0; i < verification->count; i++) {
        const struct signature_report *report = &verification->signatures[i];
        if (!report->is_stamp && !verification->main)
            verification->main = report;
        if (counts(report) && (!worst || report->verdict > worst->verdict))
            worst = report;
    }
    if (worst && (verification->main || worst->verdict > VERDICT_UNTRUSTED)) {
        set_verdict(verification, worst->verdict, &worst->why);
    } else if (verification->count) {
        error_set(&err, "only-stamped", "The document is time-stamped, but nobody signed it.");
        set_verdict(verification, VERDICT_UNSIGNED, &err);
    } else {
        error_set(&err, "not-signed", "The document is not signed.");
        set_verdict(verification, VERDICT_UNSIGNED, &err);
    }
}

static void judge_signatures(struct judgement *judgement, const struct revisions *revisions)
{
    struct verification *verification = judgement->verification;
    verification->count = revisions->count;
    verification->signatures = mem_new(revisions->count + 1, sizeof *verification->signatures);
    for (size_t i = revisions->count; i-- > 0;)
        judge_signature(judgement, i);
    set_levels(judgement);
    sum_up(verification);
}

/* Whether no signature covers what it says, and what they say is of several files. */
static bool is_joined(const struct buf *file, const struct revisions *revisions)
{
    for (size_t i = 0; i < revisions->count; i++)
        if (revisions->list[i].signature.end > 0)
            return false;
    return revisions->count > 1 && byte_ranges_clash(file);
}

static void judge_file(const struct buf *file, const struct pdf_reader *pdf,
                       const struct verify_request *request, struct cms_memory *memory,
                       struct verification *verification)
{
    struct fields fields;
    struct error err = {0};
    struct validation_store *evidence = NULL;
    struct revisions *revisions = mem_new(1, sizeof *revisions);
    if (!fields_find(pdf, &fields, &err)) {
        set_verdict(verification, fields.damaged ? VERDICT_CHANGED : VERDICT_UNREADABLE, &err);
    } else {
        struct judgement judgement = {
            .pdf = pdf,
            .request = request,
            .revisions = revisions,
            .memory = memory,
            .verification = verification,
            .time = request->now,
        };
        if (revisions_read(pdf, &fields, revisions, &err) &&
            security_store_read(pdf, request->now, &evidence, &err)) {
            judgement.evidence = evidence;
            judge_signatures(&judgement, revisions);
            name_fields(pdf, &fields, revisions, verification);
            if (is_joined(file, revisions))
                judge_joined(file, verification);
        } else {
            set_verdict(verification, VERDICT_UNREADABLE, &err);
        }
    }
    validation_store_free(evidence);
    free(revisions);
}

void verify_pdf(const struct buf *pdf, const struct verify_request *request,
                struct cms_memory *memory, struct verification *verification)
{
    struct pdf_reader read;
    struct error err = {0};
    *verification = (struct verification){0};
    if (!pdf_reader_open(&read, buf_text(pdf), pdf->size, &err)) {
        judge_unreadable(pdf, &err, verification);
        return;
    }
    if (count_word(pdf, read.table.trailer.end, "%PDF-") && was_spoilt(pdf))
        judge_unreadable(pdf, &err, verification); /* another file stands behind its table */
    else
        judge_file(pdf, &read, request, memory, verification);
    pdf_reader_close(&read);
}

void verify_detached(const struct buf *signature, const struct buf *content,
                     const struct verify_request *request, struct cms_memory *memory,
                     struct verification *verification)
{
    const struct span part = {buf_text(content), content->size};
    struct buf read = {0}, converted = {0};
    size_t used;
    const struct buf *given = message_text_read(signature, &read) ? &read : signature;
    bool whole =
        ber_to_der(buf_text(given), given->size, &used, &converted) && used == given->size;
    const struct cms_request message = {
        .der = buf_text(whole ? &converted : given),
        .size = whole ? converted.size : given->size,
        .content = {&part, 1, NULL},
        .anchors = request->anchors,
        .now = request->now,
    };
    struct cms_report found;
    struct signature_report *report = mem_new(1, sizeof *report);
    *verification = (struct verification){.signatures = report, .count = 1};
    cms_verify(&message, memory, &found);
    take_findings(&found, report);
    report->level = PADES_NONE;
    report->is_whole = report->verdict <= VERDICT_UNTRUSTED;
    set_clock(report, found.proven, clock_of(&found, NULL));
    if (report->verdict == VERDICT_GOOD && !claim_check(request, report, true, &report->why))
        report->verdict = VERDICT_UNTRUSTED;
    buf_free(&read);
    buf_free(&converted);
    sum_up(verification);
}

void verification_free(struct verification *verification)
{
    buf_free(&verification->empty);
    free(verification->signatures);
    verification->signatures = NULL;
    verification->count = 0;
}

/* Takes all but what the first /ByteRange leaves out, a hexadecimal string, for what was
 * signed. */
static bool find_contents(const struct buf *file, struct signature *signature)
{
    struct byte_range range;
    size_t at = 0;
    if (!byte_ranges_next(buf_text(file), file->size, &at, &range) || range.end != file->size ||
        range.on - range.hole < strlen("<>"))
        return false;
    signature->contents_at = (size_t)range.hole;
    signature->contents_end = (size_t)range.on;
    return file->data[range.hole] == '<' && file->data[range.on - 1] == '>';
}

bool verify_is_signed_by(const struct buf *pdf, const struct digest *certificate, int64_t now,
                         struct cms_memory *memory)
{
    const struct pdf_reader text = {.bytes = buf_text(pdf), .size = pdf->size};
    struct signature signature = {0};
    struct cms_report report = {.verdict = CMS_INVALID};
    struct buf der = {0};
    bool is_der;
    struct error ignored;
    if (find_contents(pdf, &signature) &&
        signature_message(&text, &signature, &der, &is_der, &ignored)) {
        const struct span parts[] = {
            {pdf->data, signature.contents_at},
            {pdf->data + signature.contents_end, pdf->size - signature.contents_end},
        };
        const struct cms_request request = {.der = der.data,
                                            .size = der.size,
                                            .content = {parts, 2, NULL},
                                            .pades = true,
                                            .now = now};
        cms_verify(&request, memory, &report);
    }
    buf_free(&der);
    return (report.verdict == CMS_VALID || report.verdict == CMS_UNTRUSTED) &&
           memcmp(&report.signer.fingerprint, certificate, sizeof *certificate) == 0;
}
