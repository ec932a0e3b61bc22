#include "verify/same_value.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { PAIR_LIMIT = 256, DEPTH_LIMIT = 40 };

bool same_pair_is(const struct same_pair *pair, const char *key)
{
    return pdf_lexer_is_name(pair->bytes, &pair->key, key);
}

static bool is_same_name(const char *left, const struct pdf_lexer_value *a, const char *right,
                         const struct pdf_lexer_value *b)
{
    size_t size = a->end - a->at;
    if (size == b->end - b->at && memcmp(left + a->at, right + b->at, size) == 0)
        return true;
    if (!memchr(left + a->at, '#', size) && !memchr(right + b->at, '#', b->end - b->at))
        return false;
    struct buf first = {0}, second = {0};
    pdf_lexer_name(left, a, &first);
    pdf_lexer_name(right, b, &second);
    bool same = buf_equal(&first, &second);
    buf_free(&first);
    buf_free(&second);
    return same;
}

/* Finds the pair of that key; the search begins where it most likely is. */
static const struct same_pair *find_pair(const struct same_pair *wanted,
                                         const struct same_pair *pairs, size_t count,
                                         size_t from)
{
    for (size_t i = 0; i < count; i++) {
        const struct same_pair *pair = &pairs[(from + i) % count];
        if (is_same_name(wanted->bytes, &wanted->key, pair->bytes, &pair->key))
            return pair;
    }
    return NULL;
}

bool same_value_pairs(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                      struct same_pair **pairs, size_t *count)
{
    struct error ignored;
    size_t room = 0;
    struct pdf_lexer scan =
        pdf_lexer_of(pdf->bytes, dictionary->at + 2, dictionary->end - 2, &ignored);
    *pairs = NULL;
    *count = 0;
    for (pdf_lexer_space(&scan); pdf_lexer_more(&scan); pdf_lexer_space(&scan)) {
        struct same_pair pair = {.bytes = pdf->bytes};
        if (*count == PAIR_LIMIT || !pdf_lexer_value(&scan, &pair.key) ||
            !pdf_lexer_value(&scan, &pair.value) || find_pair(&pair, *pairs, *count, 0))
            return false;
        *pairs = mem_grow(*pairs, *count, &room, sizeof **pairs);
        (*pairs)[(*count)++] = pair;
    }
    return true;
}

/* ---- numbers ---------------------------------------------------------------------------- */

/* A number taken apart: without sign, and without zeros that mean nothing. */
struct figure {
    bool negative;
    const char *whole, *fraction;
    size_t whole_size, fraction_size;
};

static struct figure figure_of(const char *bytes, const struct pdf_lexer_value *value)
{
    const char *at = bytes + value->at, *end = bytes + value->end;
    struct figure figure = {.negative = *at == '-'};
    at += *at == '-' || *at == '+';
    while (at < end && *at == '0')
        at++;
    const char *point = memchr(at, '.', (size_t)(end - at));
    figure.whole = at;
    figure.whole_size = (size_t)((point ? point : end) - at);
    figure.fraction = point ? point + 1 : end;
    while (end > figure.fraction && end[-1] == '0')
        end--;
    figure.fraction_size = (size_t)(end - figure.fraction);
    if (!figure.whole_size && !figure.fraction_size)
        figure.negative = false;
    return figure;
}

static bool is_same_number(const char *left, const struct pdf_lexer_value *a, const char *right,
                           const struct pdf_lexer_value *b)
{
    struct figure first = figure_of(left, a), second = figure_of(right, b);
    return first.negative == second.negative && first.whole_size == second.whole_size &&
           first.fraction_size == second.fraction_size &&
           memcmp(first.whole, second.whole, first.whole_size) == 0 &&
           memcmp(first.fraction, second.fraction, first.fraction_size) == 0;
}

/* ---- values ----------------------------------------------------------------------------- */

static bool is_same_string(const char *left, const struct pdf_lexer_value *a, const char *right,
                           const struct pdf_lexer_value *b)
{
    struct buf first = {0}, second = {0};
    pdf_lexer_string(left, a, &first);
    pdf_lexer_string(right, b, &second);
    bool same = buf_equal(&first, &second);
    buf_free(&first);
    buf_free(&second);
    return same;
}

static bool is_same_array(struct same_value *same, const struct pdf_lexer_value *before,
                          const struct pdf_lexer_value *after)
{
    struct error ignored;
    struct pdf_lexer_value was = {0}, is = {0};
    while (pdf_lexer_next(same->before->bytes, before, &was, &ignored) &&
           pdf_lexer_next(same->after->bytes, after, &is, &ignored)) {
        if (was.kind == PDF_LEXER_MISSING || is.kind == PDF_LEXER_MISSING)
            return was.kind == is.kind;
        if (!same_value(same, &was, &is))
            return false;
    }
    return false;
}

static bool is_number(const struct pdf_lexer_value *value)
{
    return value->kind == PDF_LEXER_INTEGER || value->kind == PDF_LEXER_REAL;
}

static bool is_string(const struct pdf_lexer_value *value)
{
    return value->kind == PDF_LEXER_TEXT || value->kind == PDF_LEXER_HEX;
}

static bool by_default(struct same_value *same, const struct same_pair *pair,
                       const struct pdf_lexer_value *before,
                       const struct pdf_lexer_value *after)
{
    (void)pair;
    return same_value(same, before, after);
}

static bool is_same_content(struct same_value *same, const struct pdf_lexer_value *before,
                            const struct pdf_lexer_value *after)
{
    const char *left = same->before->bytes, *right = same->after->bytes;
    if (pdf_lexer_is_absent(before) || pdf_lexer_is_absent(after))
        return pdf_lexer_is_absent(before) && pdf_lexer_is_absent(after);
    if (is_number(before) && is_number(after))
        return is_same_number(left, before, right, after);
    if (is_string(before) && is_string(after))
        return is_same_string(left, before, right, after);
    if (before->kind != after->kind)
        return false;
    switch (before->kind) {
    case PDF_LEXER_NAME:
        return is_same_name(left, before, right, after);
    case PDF_LEXER_ARRAY:
        return is_same_array(same, before, after);
    case PDF_LEXER_DICTIONARY:
        return same_value_dictionary(same, before, after, by_default);
    default: /* true, false */
        return before->end - before->at == after->end - after->at &&
               memcmp(left + before->at, right + after->at, before->end - before->at) == 0;
    }
}

/* An object that became, or was, a part of another one; streams never do. */
static bool is_same_elsewhere(struct same_value *same, const struct pdf_lexer_value *before,
                              const struct pdf_lexer_value *after)
{
    struct error ignored;
    struct pdf_lexer_value was = *before, is = *after;
    if (!pdf_reader_resolve(same->before, &was, &ignored) ||
        !pdf_reader_resolve(same->after, &is, &ignored))
        return false;
    size_t read = was.end - was.at + is.end - is.at;
    if (read > same->budget)
        return false;
    same->budget -= read;
    return !pdf_reader_is_stream(same->before, &was) &&
           !pdf_reader_is_stream(same->after, &is) && is_same_content(same, &was, &is);
}

bool same_value(struct same_value *same, const struct pdf_lexer_value *before,
                const struct pdf_lexer_value *after)
{
    uint64_t was, is;
    bool equal;
    if (++same->depth > DEPTH_LIMIT) {
        equal = false;
    } else if (pdf_reader_number(same->before, before, &was) &&
               pdf_reader_number(same->after, after, &is) && was == is) {
        same->refer(same, was);
        equal = true;
    } else if (before->kind == PDF_LEXER_REFERENCE || after->kind == PDF_LEXER_REFERENCE) {
        equal = is_same_elsewhere(same, before, after);
    } else {
        equal = is_same_content(same, before, after);
    }
    same->depth--;
    return equal;
}

bool same_value_dictionary(struct same_value *same, const struct pdf_lexer_value *before,
                           const struct pdf_lexer_value *after, same_value_key *key)
{
    static const struct pdf_lexer_value missing = {0};
    struct same_pair *was = NULL, *is = NULL;
    size_t was_count = 0, is_count = 0;
    bool equal = before->kind == PDF_LEXER_DICTIONARY && after->kind == PDF_LEXER_DICTIONARY &&
                 same_value_pairs(same->before, before, &was, &was_count) &&
                 same_value_pairs(same->after, after, &is, &is_count);
    for (size_t i = 0; equal && i < is_count; i++) {
        const struct same_pair *old = find_pair(&is[i], was, was_count, i);
        equal = key(same, &is[i], old ? &old->value : &missing, &is[i].value);
    }
    for (size_t i = 0; equal && i < was_count; i++)
        if (!find_pair(&was[i], is, is_count, i))
            equal = key(same, &was[i], &was[i].value, &missing);
    free(was);
    free(is);
    return equal;
}
