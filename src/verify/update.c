#include "verify/update.h"

#include "base/mem.h"
#include "verify/comparison.h"
#include "verify/description.h"
#include "verify/field_comparison.h"
#include "verify/form_style.h"

#include <stdlib.h>
#include <string.h>

enum {
    READING_LIMIT = 8, /* times the file's size that the objects may have in all */
    READING_FLOOR = 1 << 16,
};

static bool refuse_annotation(struct comparison *work)
{
    return comparison_refuse(work, "annotation-changed",
                             "An annotation was added, changed or removed after signing.");
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
        return both(work, before, after, &was, &is) && field_comparison_run(work, &was, &is);
    if (same_pair_is(pair, "SigFlags"))
        return after->kind == PDF_LEXER_INTEGER;
    if (same_pair_is(pair, "DR") || same_pair_is(pair, "DA"))
        return form_style_compare(work, pair, before, after);
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

/* Whether the new value is of that kind, and there. */
static bool is_plain(const struct comparison *work, const struct pdf_lexer_value *value,
                     enum pdf_lexer_kind kind)
{
    struct error ignored;
    struct pdf_lexer_value is = *value;
    return pdf_reader_resolve(work->same.after, &is, &ignored) && is.kind == kind;
}

static bool catalog_key(struct same_value *same, const struct same_pair *pair,
                        const struct pdf_lexer_value *before,
                        const struct pdf_lexer_value *after)
{
    struct comparison *work = comparison_of(same);
    struct pdf_lexer_value was, is;
    if (same_pair_is(pair, "DSS"))
        return take_evidence(work, before, after);
    if (same_pair_is(pair, "Version"))
        return is_plain(work, after, PDF_LEXER_NAME);
    if (same_pair_is(pair, "Extensions"))
        return is_plain(work, after, PDF_LEXER_DICTIONARY);
    if (same_pair_is(pair, "Metadata"))
        return take_description(work, before, after);
    if (!same_pair_is(pair, "AcroForm"))
        return same_value(same, before, after);
    if (!both(work, before, after, &was, &is))
        return false;
    if (pdf_lexer_is_absent(&was) && pdf_lexer_is_absent(&is))
        return true;
    work->redrawn = form_style_is_used(same->after, &is);
    return was.kind == PDF_LEXER_DICTIONARY && is.kind == PDF_LEXER_DICTIONARY &&
           same_value_dictionary(same, &was, &is, form_key);
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
                               work->marks[number] & COMPARISON_WIDGET;
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
            comparison_enqueue(&work->same, number);
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
    if (work->changes->fonts && form_style_makes(work->same.after, &is))
        return comparison_refuse(work, "field-changed",
                                 "A form field was changed after signing.");
    bool pages = is_page(work->same.before, &was) && is_page(work->same.after, &is);
    if (pages && !pdf_reader_is_stream(work->same.after, &is))
        return same_value_dictionary(&work->same, &was, &is, page_key) ||
               comparison_refuse(work, "page-changed", "A page was changed after signing.");
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
    bool same = pdf_lexer_is_absent(&was) || pdf_lexer_is_absent(&is)
                    ? pdf_lexer_is_absent(&was) == pdf_lexer_is_absent(&is)
                    : same_value_dictionary(&work->same, &was, &is, information_key);
    return same || comparison_refuse(work, "information-changed",
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
        return comparison_refuse(work, "document-replaced",
                                 "Another document was put behind the one that was signed.");
    work->marks[number] |= COMPARISON_SEEN;
    return same_value_dictionary(&work->same, &was, &is, catalog_key) ||
           comparison_refuse(work, "catalog-changed",
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
                 .refer = comparison_enqueue,
                 .budget = READING_LIMIT * after->size + READING_FLOOR},
        .changes = changes,
        .err = &why,
        .marks = mem_new(count + 1, sizeof *work.marks),
        .queue = mem_new(count + 1, sizeof *work.queue),
    };
    *changes = (struct update){0};
    bool same = before->table.count <= count ||
                comparison_refuse(&work, "objects-removed",
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
