#include "verify/revisions.h"

#include "verify/additions.h"
#include "verify/byte_ranges.h"
#include "verify/field_lock.h"

enum { COVERED_LIMIT = 320 * 1024 * 1024 }; /* bytes, of all revisions together */

/* Marks a revision, for the first reason that there is. */
static void mark(struct revision *revision, const struct error *why)
{
    if (revision->state != REVISION_WHOLE)
        return;
    revision->state = REVISION_CHANGED;
    revision->why = *why;
}

/* Whether a signature is of a kind that is not read, so that nobody knows what it covers. */
static bool has_unknown(const struct revisions *revisions)
{
    for (size_t i = 0; i < revisions->count; i++)
        if (revisions->list[i].state == REVISION_UNKNOWN &&
            revisions->list[i].signature.end == 0)
            return true;
    return false;
}

/* A field that was added later, and shows nothing, may be that signature's: nothing is proven
 * of all before it. */
static void doubt_up_to(struct revisions *revisions, size_t last)
{
    struct error why;
    error_set(&why, "field-unjudged",
              "A form field was added after signing, with a signature of a kind that is not "
              "read.");
    for (size_t i = 0; i <= last; i++) {
        bool whole = revisions->list[i].state == REVISION_WHOLE;
        mark(&revisions->list[i], &why);
        if (whole)
            revisions->list[i].state = REVISION_UNKNOWN;
    }
}

/* What was changed at one time is changed for all that signed before it. */
static void mark_up_to(struct revisions *revisions, size_t last, const struct error *why)
{
    for (size_t i = 0; i <= last; i++)
        mark(&revisions->list[i], why);
}

static void insert(struct revisions *revisions, const struct revision *revision)
{
    size_t at = revisions->count++;
    for (; at > 0 && revisions->list[at - 1].signature.end > revision->signature.end; at--)
        revisions->list[at] = revisions->list[at - 1];
    revisions->list[at] = *revision;
}

static struct field_lock lock_of(const struct fields *fields, size_t found)
{
    return (struct field_lock){fields->signatures[found], fields->locks[found]};
}

static void read_places(const struct pdf_reader *pdf, const struct fields *fields,
                        struct revisions *revisions)
{
    for (size_t i = 0; i < fields->count; i++) {
        struct revision revision = {.field = fields->names[i], .found = i};
        struct field_lock lock = lock_of(fields, i);
        if (!signature_read(pdf, &fields->signatures[i], &revision.signature, &revision.why))
            revision.state =
                revision.signature.understood ? REVISION_CHANGED : REVISION_UNKNOWN;
        if (field_lock_is_final(pdf, &lock))
            revision.signature.certified = SIGNATURE_NO_CHANGES;
        insert(revisions, &revision);
    }
}

/* Says whether a signature stands in a field of the revision that it covers: one that is put
 * into a field later signs something that nobody saw. */
static bool stands_there(const struct pdf_reader *state, const struct signature *signature,
                         struct error *err)
{
    struct fields fields;
    if (!fields_find(state, &fields, err))
        return false;
    for (size_t i = 0; i < fields.count; i++)
        if (fields.signatures[i].at == signature->dictionary.at ||
            signature->dictionary.at >= state->size) /* packed: it cannot be, see signature.c */
            return true;
    return error_set(err, "signature-put-later",
                     "The signature was put into a field after what it signs was finished.");
}

static bool has_items(const struct pdf_reader *state, const struct pdf_lexer_value *store,
                      const char *key)
{
    struct error ignored;
    struct pdf_lexer_value list, item = {0};
    return pdf_reader_get(state, store, key, &list, &ignored) && list.kind == PDF_LEXER_ARRAY &&
           pdf_reader_next(state, &list, &item, &ignored) && item.kind != PDF_LEXER_MISSING;
}

static bool has_store(const struct pdf_reader *state)
{
    struct error ignored;
    struct pdf_lexer_value catalog, store;
    return pdf_reader_get(state, &state->table.trailer, "Root", &catalog, &ignored) &&
           pdf_reader_get(state, &catalog, "DSS", &store, &ignored) &&
           store.kind == PDF_LEXER_DICTIONARY &&
           (has_items(state, &store, "OCSPs") || has_items(state, &store, "CRLs"));
}

/* Opens the file as it was when the signature was made. */
static bool open_state(const struct pdf_reader *pdf, struct revision *revision,
                       struct pdf_reader *state)
{
    struct error err = {0};
    if (!pdf_reader_open(state, pdf->bytes, revision->signature.end, &err)) {
        error_set(&err, "not-all-signed",
                  "/ByteRange does not end where a revision of the file does.");
        mark(revision, &err);
        return false;
    }
    if (!stands_there(state, &revision->signature, &err))
        mark(revision, &err);
    revision->has_store = has_store(state);
    return true;
}

/* Anybody can have anything time-stamped. */
static bool is_stamp(const struct revision *next)
{
    return next && next->signature.kind == SIGNATURE_STAMP;
}

/* Behind a certification or a lock that allows no changes only proofs may come. */
static void check_certified(struct revision *revision, const struct update *changes,
                            const struct revision *next)
{
    struct error err;
    if (revision->signature.certified != SIGNATURE_NO_CHANGES)
        return;
    if (next && !is_stamp(next)) {
        error_set(&err, "changed-after-signing",
                  "Somebody signed after a signature that allows no changes.");
        mark(revision, &err);
    } else if (changes->description) {
        error_set(&err, "changed-after-signing",
                  "The document's description was changed after a signature that allows no "
                  "changes.");
        mark(revision, &err);
    } else if (changes->fonts) {
        error_set(&err, "changed-after-signing",
                  "The form was changed after a signature that allows no changes.");
        mark(revision, &err);
    }
}

static void note_after(struct revisions *revisions, size_t last, const struct update *changes,
                       const struct revision *next)
{
    for (size_t i = 0; i <= last; i++) {
        struct revision *revision = &revisions->list[i];
        bool stamp = is_stamp(next);
        revision->after.evidence = revision->after.evidence || changes->evidence;
        revision->after.visible = revision->after.visible || changes->visible;
        revision->after.stamps = revision->after.stamps || stamp;
        revision->after.signatures = revision->after.signatures || (next && !stamp);
        check_certified(revision, changes, next);
    }
}

/* Compares the revision with what follows: the next one that is signed, or the whole file. */
static void compare(struct revisions *revisions, size_t at, const struct pdf_reader *before,
                    const struct pdf_reader *after, const struct revision *next)
{
    struct update changes;
    struct error err = {0};
    size_t end = revisions->list[at].signature.end;
    if (after->table.trailer.at < end || (next && next->signature.end == end)) {
        error_set(&err, "added-after-signing",
                  "Something was added to the file after it was signed.");
        mark_up_to(revisions, at, &err);
    } else if (!update_compare(before, after, &changes, &err) ||
               !additions_are_listed(before, after, &err)) {
        mark_up_to(revisions, at, &err);
    } else if (!next && changes.signatures && !changes.visible && has_unknown(revisions)) {
        doubt_up_to(revisions, at);
    } else if (!next && changes.signatures) {
        error_set(&err, "field-added",
                  "A form field was added after signing, and nobody signed it.");
        mark_up_to(revisions, at, &err);
    } else if (is_stamp(next) && changes.visible) {
        error_set(&err, "stamp-visible",
                  "A time-stamp that changes how a page looks was added after signing.");
        mark_up_to(revisions, at, &err);
    } else {
        note_after(revisions, at, &changes, next);
    }
}

static bool is_placed(const struct revision *revision)
{
    return revision->signature.end > 0;
}

/* Marks what was signed with a lock on a field that somebody signed later. */
static void check_locks(const struct pdf_reader *pdf, const struct fields *fields,
                        struct revisions *revisions)
{
    struct buf name = {0};
    struct error err;
    error_set(&err, "locked-field-signed",
              "Somebody signed in a field that an earlier signature locks.");
    for (size_t later = 1; later < revisions->count; later++) {
        if (!is_placed(&revisions->list[later]) || is_stamp(&revisions->list[later]))
            continue;
        buf_clear(&name);
        fields_full_name(pdf, fields, revisions->list[later].found, &name);
        for (size_t i = 0; i < later; i++) {
            struct field_lock lock = lock_of(fields, revisions->list[i].found);
            if (is_placed(&revisions->list[i]) && field_lock_covers(pdf, &lock, &name))
                mark(&revisions->list[i], &err);
        }
    }
    buf_free(&name);
}

/* Says whether that place is in a signature that stands in a field. */
static bool is_of_signature(const struct revisions *revisions, size_t place)
{
    for (size_t i = 0; i < revisions->count; i++) {
        const struct pdf_lexer_value *dictionary = &revisions->list[i].signature.dictionary;
        if (dictionary->at <= place && place < dictionary->end)
            return true;
    }
    return false;
}

/* Marks what was signed before a signature that an update took out of its field again: it still
 * stands in the file. */
static void check_removed(const struct pdf_reader *pdf, struct revisions *revisions)
{
    struct byte_range ignored;
    struct error err;
    size_t first = 0;
    while (first < revisions->count && !is_placed(&revisions->list[first]))
        first++;
    if (first == revisions->count)
        return;
    size_t at = revisions->list[first].signature.end;
    error_set(&err, "signature-removed",
              "A signature or a time-stamp was removed from the document after signing.");
    while (byte_ranges_next(pdf->bytes, pdf->size, &at, &ignored)) {
        if (is_of_signature(revisions, at))
            continue;
        for (size_t i = first; i < revisions->count && revisions->list[i].signature.end < at;
             i++)
            mark(&revisions->list[i], &err);
    }
}

static bool check_size(const struct revisions *revisions, struct error *err)
{
    size_t covered = 0;
    for (size_t i = 0; i < revisions->count; i++)
        covered += revisions->list[i].signature.end;
    return covered <= COVERED_LIMIT ||
           error_set(err, "pdf-too-large",
                     "The signatures of the file together cover more than %d MB.",
                     COVERED_LIMIT >> 20);
}

bool revisions_read(const struct pdf_reader *pdf, const struct fields *fields,
                    struct revisions *revisions, struct error *err)
{
    struct pdf_reader states[2] = {0}; /* the one that is compared, and the next */
    bool open[2] = {false, false};
    *revisions = (struct revisions){0};
    read_places(pdf, fields, revisions);
    if (!check_size(revisions, err))
        return false;
    for (size_t i = 0; i < revisions->count; i++) {
        struct revision *revision = &revisions->list[i];
        struct revision *next = i + 1 < revisions->count ? revision + 1 : NULL;
        size_t now = i % 2, then = 1 - now;
        if (!is_placed(revision))
            continue;
        if (!open[now])
            open[now] = open_state(pdf, revision, &states[now]);
        if (next)
            open[then] = open_state(pdf, next, &states[then]);
        if (open[now] && (next ? open[then] : revision->signature.end < pdf->size))
            compare(revisions, i, &states[now], next ? &states[then] : pdf, next);
        else if (open[now] && next)
            mark_up_to(revisions, i, &next->why);
        if (open[now])
            pdf_reader_close(&states[now]);
        open[now] = false;
    }
    check_locks(pdf, fields, revisions);
    check_removed(pdf, revisions);
    return true;
}
