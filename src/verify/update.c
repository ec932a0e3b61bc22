#include "verify/update.h"

#include "base/mem.h"
#include "verify/description.h"
#include "verify/same_value.h"

#include <stdlib.h>
#include <string.h>

enum {
    READING_LIMIT = 8, /* times the file's size that the objects may have in all */
    READING_FLOOR = 1 << 16,
};

/* What is known of the object of a number. */
enum { SEEN = 1, WIDGET = 2 /* of a signature field that is new */ };

struct comparison {
    struct same_value same; /* must be the first member */
    struct update *changes;
    struct error *err;
    unsigned char *marks;
    uint32_t *queue; /* objects to compare */
    size_t queued, read;
    bool signing; /* the field that is compared was signed since */
};

static struct comparison *comparison_of(struct same_value *same)
{
    return (struct comparison *)(void *)same;
}

/* An object that both refer to is compared once, when its turn comes. */
static void enqueue(struct same_value *same, uint64_t number)
{
    struct comparison *work = comparison_of(same);
    if (number >= same->after->table.count || work->marks[number] & SEEN)
        return;
    work->marks[number] |= SEEN;
    work->queue[work->queued++] = (uint32_t)number;
}

/* The first reason counts: it is the nearest to what was changed. */
static bool refuse_change(struct comparison *work, const char *code, const char *sentence)
{
    return !work->err->what.code && error_set_sentence(work->err, code, sentence);
}

static bool refuse_field(struct comparison *work)
{
    return refuse_change(work, "field-changed", "A form field was changed after signing.");
}

static bool refuse_fields(struct comparison *work)
{
    return refuse_change(work, "fields-changed",
                         "The fields of the form were changed after signing.");
}

static bool refuse_new(struct comparison *work)
{
    return refuse_change(work, "field-added",
                         "A form field or an annotation was added after signing that is not "
                         "just a signature.");
}

static bool refuse_annotation(struct comparison *work)
{
    return refuse_change(work, "annotation-changed",
                         "An annotation was added, changed or removed after signing.");
}

/* ---- signature fields ------------------------------------------------------------------- */

static bool is_key(const struct same_pair *pair, const char *const *keys)
{
    for (; *keys; keys++)
        if (same_pair_is(pair, *keys))
            return true;
    return false;
}

static bool get(struct comparison *work, const struct pdf_reader *pdf,
                const struct pdf_lexer_value *dictionary, const char *key,
                struct pdf_lexer_value *value)
{
    return pdf_reader_get(pdf, dictionary, key, value, work->err);
}

/* A rectangle without width or height shows nothing. */
static bool has_area(struct comparison *work, struct pdf_lexer_value *rectangle)
{
    const struct pdf_reader *pdf = work->same.after;
    struct pdf_lexer_value side[4], value = {0};
    struct error ignored;
    struct same_value within = work->same; /* one side is compared with the other */
    within.before = pdf;
    for (size_t i = 0; i < 4; i++) {
        if (rectangle->kind != PDF_LEXER_ARRAY ||
            !pdf_reader_next(pdf, rectangle, &value, &ignored) ||
            value.kind == PDF_LEXER_MISSING)
            return true;
        side[i] = value;
    }
    return !same_value(&within, &side[0], &side[2]) && !same_value(&within, &side[1], &side[3]);
}

/* Says whether the widget shows something on a page. For one that is new and has no appearance
 * some viewers draw their own. */
static bool is_visible(struct comparison *work, const struct pdf_lexer_value *widget,
                       bool fresh)
{
    const struct pdf_reader *pdf = work->same.after;
    struct pdf_lexer_value appearance, rectangle;
    struct error ignored;
    bool dressed = !pdf_reader_find(pdf, widget, "AP", &appearance, &ignored) ||
                   !pdf_lexer_is_absent(&appearance);
    if (!pdf_reader_get(pdf, widget, "Rect", &rectangle, &ignored) ||
        pdf_lexer_is_absent(&rectangle))
        return dressed;
    return (dressed || fresh) && has_area(work, &rectangle);
}

/* Takes a field or a widget that there was not before: nothing but a place for a signature. */
static bool take_new(struct comparison *work, const struct pdf_lexer_value *reference,
                     bool field)
{
    static const char *const keys[] = {"Type",   "Subtype", "FT",     "T",  "TU",   "TM",
                                       "V",      "F",       "Rect",   "P",  "AP",   "MK",
                                       "Kids",   "DR",      "DA",     "Ff", "Lock", "SV",
                                       "Border", "BS",      "Parent", "NM", "H",    NULL};
    const struct pdf_reader *pdf = work->same.after;
    struct pdf_lexer_value value, old, type, subtype, kids, kid = {0};
    struct same_pair *pairs = NULL;
    uint64_t number;
    size_t count = 0;
    if (!pdf_reader_number(pdf, reference, &number) || number >= pdf->table.count ||
        !pdf_reader_object(work->same.before, number, &old, work->err) ||
        !pdf_lexer_is_absent(&old) || !pdf_reader_object(pdf, number, &value, work->err) ||
        value.kind != PDF_LEXER_DICTIONARY || work->marks[number])
        return refuse_new(work);
    work->marks[number] = SEEN | WIDGET;
    bool plain = same_pairs_read(pdf, &value, &pairs, &count);
    for (size_t i = 0; plain && i < count; i++)
        plain = is_key(&pairs[i], keys);
    free(pairs);
    if (!plain || !get(work, pdf, &value, "FT", &type) ||
        !get(work, pdf, &value, "Subtype", &subtype) || !get(work, pdf, &value, "Kids", &kids))
        return refuse_new(work);
    if (field ? !pdf_lexer_is_name(pdf->bytes, &type, "Sig") : !pdf_lexer_is_absent(&type))
        return refuse_new(work);
    if (!pdf_lexer_is_absent(&subtype) && !pdf_lexer_is_name(pdf->bytes, &subtype, "Widget"))
        return refuse_new(work);
    work->changes->signatures = true;
    work->changes->visible = work->changes->visible || is_visible(work, &value, true);
    while (!pdf_lexer_is_absent(&kids) && pdf_reader_next(pdf, &kids, &kid, work->err)) {
        if (kid.kind == PDF_LEXER_MISSING)
            return true;
        if (!field || !take_new(work, &kid, false))
            return refuse_new(work);
    }
    return pdf_lexer_is_absent(&kids);
}

/* A key of a field that was there before. */
static bool field_key(struct same_value *same, const struct same_pair *pair,
                      const struct pdf_lexer_value *before, const struct pdf_lexer_value *after)
{
    static const char *const with_signature[] = {"V",  "AP",   "F",       "P",
                                                 "MK", "Type", "Subtype", NULL};
    struct comparison *work = comparison_of(same);
    if (work->signing && is_key(pair, with_signature))
        return true;
    return same_value(same, before, after);
}

/* Says whether the field looks as it did: only what it refers to is compared in its turn. */
static bool looks_the_same(struct comparison *work, const struct pdf_lexer_value *before,
                           const struct pdf_lexer_value *after)
{
    struct pdf_lexer_value was, is;
    struct error ignored;
    return pdf_reader_find(work->same.before, before, "AP", &was, &ignored) &&
           pdf_reader_find(work->same.after, after, "AP", &is, &ignored) &&
           same_value(&work->same, &was, &is);
}

/* Compares a field that was there before: it may have been signed since. */
static bool compare_field(struct comparison *work, const struct pdf_lexer_value *before,
                          const struct pdf_lexer_value *after)
{
    const struct pdf_reader *old = work->same.before, *new = work->same.after;
    struct pdf_lexer_value was, is, type, was_signed, is_signed;
    uint64_t number = 0, other = 0;
    if (!pdf_reader_number(old, before, &number) || !pdf_reader_number(new, after, &other) ||
        number != other || number >= new->table.count)
        return same_value(&work->same, before, after) || refuse_field(work);
    if (pdf_reader_same_place(old, new, number)) {
        enqueue(&work->same, number);
        return true;
    }
    if (!pdf_reader_object(old, number, &was, work->err) ||
        !pdf_reader_object(new, number, &is, work->err) || work->marks[number] & SEEN)
        return refuse_field(work);
    work->marks[number] |= SEEN;
    if (was.kind != PDF_LEXER_DICTIONARY || is.kind != PDF_LEXER_DICTIONARY ||
        pdf_reader_is_stream(new, &is) || !get(work, old, &was, "FT", &type) ||
        !get(work, old, &was, "V", &was_signed) || !get(work, new, &is, "V", &is_signed))
        return refuse_field(work);
    work->signing = pdf_lexer_is_name(old->bytes, &type, "Sig") &&
                    pdf_lexer_is_absent(&was_signed) && !pdf_lexer_is_absent(&is_signed);
    bool same = same_dictionary(&work->same, &was, &is, field_key);
    work->changes->signatures = work->changes->signatures || work->signing;
    if (work->signing && is_visible(work, &is, false) && !looks_the_same(work, &was, &is))
        work->changes->visible = true;
    return same || refuse_field(work);
}

/* The fields that there were come first; behind them are new ones. */
static bool compare_fields(struct comparison *work, const struct pdf_lexer_value *before,
                           const struct pdf_lexer_value *after)
{
    struct pdf_lexer_value was = {0}, is = {0};
    if (after->kind != PDF_LEXER_ARRAY)
        return pdf_lexer_is_absent(before) && pdf_lexer_is_absent(after) ? true
                                                                         : refuse_fields(work);
    bool more = before->kind == PDF_LEXER_ARRAY;
    while (pdf_reader_next(work->same.after, after, &is, work->err)) {
        if (more && !pdf_reader_next(work->same.before, before, &was, work->err))
            return refuse_fields(work);
        more = more && was.kind != PDF_LEXER_MISSING;
        if (is.kind == PDF_LEXER_MISSING)
            return !more || refuse_fields(work);
        if (more ? !compare_field(work, &was, &is) : !take_new(work, &is, true))
            return false;
    }
    return refuse_fields(work);
}

/* ---- the catalog, the form, pages ------------------------------------------------------- */

static bool both(struct comparison *work, const struct pdf_lexer_value *before,
                 const struct pdf_lexer_value *after, struct pdf_lexer_value *was,
                 struct pdf_lexer_value *is)
{
    *was = *before;
    *is = *after;
    return pdf_reader_resolve(work->same.before, was, work->err) &&
           pdf_reader_resolve(work->same.after, is, work->err);
}

static bool form_key(struct same_value *same, const struct same_pair *pair,
                     const struct pdf_lexer_value *before, const struct pdf_lexer_value *after)
{
    struct comparison *work = comparison_of(same);
    struct pdf_lexer_value was, is;
    if (same_pair_is(pair, "Fields"))
        return both(work, before, after, &was, &is) && compare_fields(work, &was, &is);
    if (same_pair_is(pair, "SigFlags"))
        return after->kind == PDF_LEXER_INTEGER;
    if ((same_pair_is(pair, "DR") || same_pair_is(pair, "DA")) && pdf_lexer_is_absent(before))
        return true; /* what text fields would look like, which do not change */
    return same_value(same, before, after);
}

/* Evidence says nothing that anybody sees: it is judged where it is used. */
static bool take_evidence(struct comparison *work, const struct pdf_lexer_value *before,
                          const struct pdf_lexer_value *after)
{
    uint64_t was, is;
    bool same = pdf_reader_number(work->same.before, before, &was) &&
                pdf_reader_number(work->same.after, after, &is) && was == is &&
                pdf_reader_same_place(work->same.before, work->same.after, is);
    work->changes->evidence = work->changes->evidence || !same;
    return !pdf_lexer_is_absent(after);
}

/* The document's description is no part of any page: it may be written anew, or come where
 * there was none. Whatever else refers to the same object has it compared. */
static bool take_description(struct comparison *work, const struct pdf_lexer_value *before,
                             const struct pdf_lexer_value *after)
{
    struct pdf_lexer_value old;
    uint64_t was = 0, is;
    bool there = pdf_reader_number(work->same.before, before, &was);
    if (!pdf_reader_number(work->same.after, after, &is) ||
        (!there && !pdf_lexer_is_absent(before)))
        return same_value(&work->same, before, after);
    if (there && was == is && pdf_reader_same_place(work->same.before, work->same.after, is))
        return true;
    bool is_new =
        pdf_reader_object(work->same.before, is, &old, work->err) && pdf_lexer_is_absent(&old);
    work->changes->description = true;
    return ((there && was == is) || is_new) &&
           description_shows_the_same(work->same.before, was, work->same.after, is);
}

static bool catalog_key(struct same_value *same, const struct same_pair *pair,
                        const struct pdf_lexer_value *before,
                        const struct pdf_lexer_value *after)
{
    struct comparison *work = comparison_of(same);
    struct pdf_lexer_value was, is;
    if (same_pair_is(pair, "DSS"))
        return take_evidence(work, before, after);
    if (same_pair_is(pair, "Extensions") || same_pair_is(pair, "Version"))
        return !pdf_lexer_is_absent(after);
    if (same_pair_is(pair, "Metadata"))
        return take_description(work, before, after);
    if (!same_pair_is(pair, "AcroForm"))
        return same_value(same, before, after);
    if (!both(work, before, after, &was, &is))
        return false;
    if (pdf_lexer_is_absent(&was) && pdf_lexer_is_absent(&is))
        return true;
    return was.kind == PDF_LEXER_DICTIONARY && is.kind == PDF_LEXER_DICTIONARY &&
           same_dictionary(same, &was, &is, form_key);
}

/* Behind the annotations that there were, only the places of new signatures. */
static bool compare_annotations(struct comparison *work, const struct pdf_lexer_value *before,
                                const struct pdf_lexer_value *after)
{
    struct pdf_lexer_value was = {0}, is = {0};
    const struct pdf_reader *pdf = work->same.after;
    uint64_t number;
    if (pdf_lexer_is_absent(before) && pdf_lexer_is_absent(after))
        return true;
    if (after->kind != PDF_LEXER_ARRAY ||
        (!pdf_lexer_is_absent(before) && before->kind != after->kind))
        return refuse_annotation(work);
    bool more = before->kind == PDF_LEXER_ARRAY;
    while (pdf_reader_next(pdf, after, &is, work->err)) {
        if (more && !pdf_reader_next(work->same.before, before, &was, work->err))
            return false;
        more = more && was.kind != PDF_LEXER_MISSING;
        if (is.kind == PDF_LEXER_MISSING)
            return !more || refuse_annotation(work);
        bool fits = more ? same_value(&work->same, &was, &is)
                         : pdf_reader_number(pdf, &is, &number) && number < pdf->table.count &&
                               work->marks[number] & WIDGET;
        if (!fits)
            return refuse_annotation(work);
    }
    return false;
}

static bool page_key(struct same_value *same, const struct same_pair *pair,
                     const struct pdf_lexer_value *before, const struct pdf_lexer_value *after)
{
    struct comparison *work = comparison_of(same);
    struct pdf_lexer_value was, is;
    if (same_pair_is(pair, "Annots"))
        return both(work, before, after, &was, &is) && compare_annotations(work, &was, &is);
    return same_value(same, before, after);
}

/* When and by what program the file was last written. */
static bool information_key(struct same_value *same, const struct same_pair *pair,
                            const struct pdf_lexer_value *before,
                            const struct pdf_lexer_value *after)
{
    if (same_pair_is(pair, "ModDate") || same_pair_is(pair, "Producer"))
        return after->kind == PDF_LEXER_TEXT || after->kind == PDF_LEXER_HEX;
    return same_value(same, before, after);
}

/* ---- the walk --------------------------------------------------------------------------- */

static bool is_page(const struct pdf_reader *pdf, const struct pdf_lexer_value *value)
{
    struct error ignored;
    struct pdf_lexer_value type;
    return value->kind == PDF_LEXER_DICTIONARY &&
           pdf_lexer_find(pdf->bytes, value, "Type", &type, &ignored) &&
           pdf_lexer_is_name(pdf->bytes, &type, "Page");
}

/* What stands in the same place is the same, and so are the numbers that it refers to. */
static void enqueue_references(struct comparison *work, const struct pdf_lexer_value *value)
{
    struct pdf_lexer_value reference;
    uint64_t number;
    struct pdf_lexer scan = pdf_lexer_of(work->same.after->bytes, value->at, value->end, NULL);
    while (pdf_lexer_reference(&scan, &reference))
        if (pdf_reader_number(work->same.after, &reference, &number) ||
            pdf_reader_number(work->same.before, &reference, &number))
            enqueue(&work->same, number);
}

static bool visit(struct comparison *work, uint64_t number)
{
    struct pdf_lexer_value was, is;
    if (!pdf_reader_object(work->same.before, number, &was, work->err) ||
        !pdf_reader_object(work->same.after, number, &is, work->err))
        return false;
    work->read += is.end - is.at + was.end - was.at;
    if (work->read / READING_LIMIT > work->same.after->size + READING_FLOOR)
        return error_set(work->err, "pdf-too-large",
                         "The objects of the file are together more than %d times as large as "
                         "the file.",
                         (int)READING_LIMIT);
    bool pages = is_page(work->same.before, &was) && is_page(work->same.after, &is);
    if (pages && !pdf_reader_is_stream(work->same.after, &is))
        return same_dictionary(&work->same, &was, &is, page_key) ||
               refuse_change(work, "page-changed", "A page was changed after signing.");
    if (pdf_reader_same_place(work->same.before, work->same.after, number)) {
        enqueue_references(work, &is);
        return true;
    }
    bool streams = pdf_reader_is_stream(work->same.before, &was) ||
                   pdf_reader_is_stream(work->same.after, &is);
    return (!streams && same_value(&work->same, &was, &is)) ||
           error_set(work->err, "object-changed",
                     "Object %zu of the file was changed after signing.", (size_t)number);
}

static bool compare_information(struct comparison *work)
{
    struct pdf_lexer_value before, after, was, is;
    if (!pdf_reader_find(work->same.before, &work->same.before->table.trailer, "Info", &before,
                         work->err) ||
        !pdf_reader_find(work->same.after, &work->same.after->table.trailer, "Info", &after,
                         work->err) ||
        !both(work, &before, &after, &was, &is))
        return false;
    if (pdf_lexer_is_absent(&was) || pdf_lexer_is_absent(&is))
        return pdf_lexer_is_absent(&was) == pdf_lexer_is_absent(&is) ||
               refuse_change(work, "information-changed",
                             "The document's information was changed after signing.");
    return same_dictionary(&work->same, &was, &is, information_key) ||
           refuse_change(work, "information-changed",
                         "The document's information was changed after signing.");
}

static bool compare_catalogs(struct comparison *work)
{
    struct pdf_lexer_value before, after, was, is;
    uint64_t number, other;
    if (!pdf_reader_find(work->same.before, &work->same.before->table.trailer, "Root", &before,
                         work->err) ||
        !pdf_reader_find(work->same.after, &work->same.after->table.trailer, "Root", &after,
                         work->err))
        return false;
    if (!pdf_reader_number(work->same.before, &before, &number) ||
        !pdf_reader_number(work->same.after, &after, &other) || number != other ||
        number >= work->same.after->table.count || !both(work, &before, &after, &was, &is))
        return refuse_change(work, "document-replaced",
                             "Another document was put behind the one that was signed.");
    work->marks[number] |= SEEN;
    return same_dictionary(&work->same, &was, &is, catalog_key) ||
           refuse_change(work, "catalog-changed",
                         "The document's catalog was changed after signing.");
}

bool update_compare(const struct pdf_reader *before, const struct pdf_reader *after,
                    struct update *changes, struct error *err)
{
    struct error why = {0};
    size_t count = after->table.count;
    struct comparison work = {
        .same = {.before = before,
                 .after = after,
                 .refer = enqueue,
                 .budget = READING_LIMIT * after->size + READING_FLOOR},
        .changes = changes,
        .err = &why,
        .marks = mem_new(count + 1, sizeof *work.marks),
        .queue = mem_new(count + 1, sizeof *work.queue),
    };
    *changes = (struct update){0};
    bool same = before->table.count <= count ||
                refuse_change(&work, "objects-removed",
                              "Objects of the file were removed after signing.");
    same = same && compare_catalogs(&work) && compare_information(&work);
    for (size_t next = 0; same && next < work.queued; next++)
        same = visit(&work, work.queue[next]);
    free(work.marks);
    free(work.queue);
    if (!same)
        *err = why;
    return same;
}
