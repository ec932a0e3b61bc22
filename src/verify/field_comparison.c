#include "verify/field_comparison.h"

#include <stdlib.h>

static bool refuse_field(struct comparison *work)
{
    return comparison_refuse(work, "field-changed", "A form field was changed after signing.");
}

static bool refuse_fields(struct comparison *work)
{
    return comparison_refuse(work, "fields-changed",
                             "The fields of the form were changed after signing.");
}

static bool refuse_new(struct comparison *work)
{
    return comparison_refuse(
        work, "field-added",
        "A form field or an annotation was added after signing that is not "
        "just a signature.");
}

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

static bool has_appearance(const struct pdf_reader *pdf, const struct pdf_lexer_value *widget)
{
    struct pdf_lexer_value appearance;
    struct error ignored;
    return !pdf_reader_find(pdf, widget, "AP", &appearance, &ignored) ||
           !pdf_lexer_is_absent(&appearance);
}

/* Says whether the widget has a place on a page; one without a rectangle has where it has an
 * appearance. */
static bool has_place(struct comparison *work, const struct pdf_lexer_value *widget,
                      bool has_look)
{
    struct pdf_lexer_value rectangle;
    struct error ignored;
    if (!pdf_reader_get(work->same.after, widget, "Rect", &rectangle, &ignored) ||
        pdf_lexer_is_absent(&rectangle))
        return has_look;
    return has_area(work, &rectangle);
}

/* ---- a field or a widget that there was not before -------------------------------------- */

/* Reads the object, if there was none of its number and nothing else has taken it. */
static bool read_new(struct comparison *work, const struct pdf_lexer_value *reference,
                     struct pdf_lexer_value *value)
{
    const struct pdf_reader *pdf = work->same.after;
    struct pdf_lexer_value old;
    uint64_t number;
    if (!pdf_reader_number(pdf, reference, &number) || number >= pdf->table.count ||
        !pdf_reader_object(work->same.before, number, &old, work->err) ||
        !pdf_lexer_is_absent(&old) || !pdf_reader_object(pdf, number, value, work->err) ||
        value->kind != PDF_LEXER_DICTIONARY || work->marks[number])
        return false;
    work->marks[number] = COMPARISON_SEEN | COMPARISON_WIDGET;
    return true;
}

/* Says whether the dictionary has no other keys than a place for a signature may have. */
static bool has_plain_keys(const struct pdf_reader *pdf, const struct pdf_lexer_value *value)
{
    static const char *const keys[] = {"Type",   "Subtype", "FT",     "T",  "TU",   "TM",
                                       "V",      "F",       "Rect",   "P",  "AP",   "MK",
                                       "Kids",   "DR",      "DA",     "Ff", "Lock", "SV",
                                       "Border", "BS",      "Parent", "NM", "H",    NULL};
    struct same_pair *pairs = NULL;
    size_t count = 0;
    bool plain = same_value_pairs(pdf, value, &pairs, &count);
    for (size_t i = 0; plain && i < count; i++)
        plain = is_key(&pairs[i], keys);
    free(pairs);
    return plain;
}

/* Says whether it is a signature field, perhaps with its widget in one; or a widget alone. */
static bool is_signature_place(struct comparison *work, const struct pdf_lexer_value *value,
                               bool field)
{
    const struct pdf_reader *pdf = work->same.after;
    struct pdf_lexer_value type, subtype;
    if (!get(work, pdf, value, "FT", &type) || !get(work, pdf, value, "Subtype", &subtype))
        return false;
    return (field ? pdf_lexer_is_name(pdf->bytes, &type, "Sig") : pdf_lexer_is_absent(&type)) &&
           (pdf_lexer_is_absent(&subtype) || pdf_lexer_is_name(pdf->bytes, &subtype, "Widget"));
}

static bool take_new(struct comparison *work, const struct pdf_lexer_value *reference,
                     bool field);

/* Takes the widgets of a field, if it has any of its own. */
static bool take_kids(struct comparison *work, const struct pdf_lexer_value *value, bool field)
{
    const struct pdf_reader *pdf = work->same.after;
    struct pdf_lexer_value kids, kid = {0};
    if (!get(work, pdf, value, "Kids", &kids))
        return false;
    if (pdf_lexer_is_absent(&kids))
        return true;
    while (field && pdf_reader_next(pdf, &kids, &kid, work->err)) {
        if (kid.kind == PDF_LEXER_MISSING)
            return true;
        if (!take_new(work, &kid, false))
            return false;
    }
    return false;
}

/* Takes a field, or a widget of one: nothing but a place for a signature. */
static bool take_new(struct comparison *work, const struct pdf_lexer_value *reference,
                     bool field)
{
    struct pdf_lexer_value value;
    if (!read_new(work, reference, &value) || !has_plain_keys(work->same.after, &value) ||
        !is_signature_place(work, &value, field) || !take_kids(work, &value, field))
        return refuse_new(work);
    work->changes->signatures = true;
    /* Where it has no appearance, some viewers draw their own. */
    bool has_look = has_appearance(work->same.after, &value);
    work->changes->visible = work->changes->visible || has_place(work, &value, has_look);
    return true;
}

/* ---- a field that was there before ------------------------------------------------------- */

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

/* Reads what the flags of an annotation say of how it is shown (12.5.3). */
static bool read_flags(const struct pdf_reader *pdf, const struct pdf_lexer_value *widget,
                       uint64_t *flags)
{
    static const uint64_t of_editing = 1 << 6 | 1 << 7 | 1 << 9; /* read-only or locked */
    struct pdf_lexer_value value;
    struct error ignored;
    *flags = 0;
    if (!pdf_reader_get(pdf, widget, "F", &value, &ignored))
        return false;
    bool read = pdf_lexer_is_absent(&value) || pdf_lexer_number(pdf->bytes, &value, flags);
    *flags &= ~of_editing;
    return read;
}

/* Says whether the field looks as it did. What its appearance refers to is compared in its
 * turn; a viewer that draws its own takes colours and words from /MK. */
static bool looks_the_same(struct comparison *work, const struct pdf_lexer_value *before,
                           const struct pdf_lexer_value *after)
{
    static const char *const keys[] = {"AP", "MK", "Subtype"};
    const struct pdf_reader *old = work->same.before, *new = work->same.after;
    struct pdf_lexer_value was, is;
    struct error ignored;
    uint64_t flags, other;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!pdf_reader_find(old, before, keys[i], &was, &ignored) ||
            !pdf_reader_find(new, after, keys[i], &is, &ignored) ||
            !same_value(&work->same, &was, &is))
            return false;
    return read_flags(old, before, &flags) && read_flags(new, after, &other) && flags == other;
}

/* What signing made of a field: its signature may show itself. */
static void note_signing(struct comparison *work, const struct pdf_lexer_value *before,
                         const struct pdf_lexer_value *after)
{
    bool has_look =
        has_appearance(work->same.before, before) || has_appearance(work->same.after, after);
    work->changes->signatures = true;
    if (has_place(work, after, has_look) && !looks_the_same(work, before, after))
        work->changes->visible = true;
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
        comparison_enqueue(&work->same, number);
        return true;
    }
    if (!pdf_reader_object(old, number, &was, work->err) ||
        !pdf_reader_object(new, number, &is, work->err) ||
        work->marks[number] & COMPARISON_SEEN)
        return refuse_field(work);
    work->marks[number] |= COMPARISON_SEEN;
    if (was.kind != PDF_LEXER_DICTIONARY || is.kind != PDF_LEXER_DICTIONARY ||
        pdf_reader_is_stream(new, &is) || !get(work, old, &was, "FT", &type) ||
        !get(work, old, &was, "V", &was_signed) || !get(work, new, &is, "V", &is_signed))
        return refuse_field(work);
    work->signing = pdf_lexer_is_name(old->bytes, &type, "Sig") &&
                    pdf_lexer_is_absent(&was_signed) && !pdf_lexer_is_absent(&is_signed);
    bool same = same_value_dictionary(&work->same, &was, &is, field_key);
    if (work->signing)
        note_signing(work, &was, &is);
    return same || refuse_field(work);
}

/* ---- all of them ------------------------------------------------------------------------- */

/* The fields that there were come first; behind them are new ones. */
bool field_comparison_run(struct comparison *work, const struct pdf_lexer_value *before,
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
