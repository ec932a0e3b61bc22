/* What stands in a PDF that was just written, for tests: read as strictly as a signature's
 * verifier reads it. */
#ifndef KUALIK_READ_PDF_H
#define KUALIK_READ_PDF_H

#include "parse/pdf_reader.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline void read_pdf_open(struct pdf_reader *pdf, const struct buf *bytes)
{
    struct error err = {0};
    if (!pdf_reader_open(pdf, bytes->data, bytes->size, &err))
        fail_msg("%s", words_of(&err));
}

/* Follows a path of keys, and numbers of elements, from the trailer, as "Root Pages Kids 0". */
static inline struct pdf_lexer_value read_pdf_find(const struct pdf_reader *pdf,
                                                   const char *path)
{
    struct pdf_lexer_value value = pdf->table.trailer;
    struct error err = {0};
    char keys[200];
    snprintf(keys, sizeof keys, "%s", path);
    for (char *rest = keys, *key; (key = strsep(&rest, " ")) != NULL;) {
        struct pdf_lexer_value found = {0};
        bool read = true;
        if (value.kind == PDF_LEXER_ARRAY)
            for (size_t i = 0, last = strtoul(key, NULL, 10); read && i <= last; i++)
                read = pdf_reader_next(pdf, &value, &found, &err);
        else
            read = pdf_reader_find(pdf, &value, key, &found, &err);
        if (!read || !pdf_reader_resolve(pdf, &found, &err))
            fail_msg("%s of %s: %s", key, path, words_of(&err));
        value = found;
    }
    return value;
}

/* The same as text, "" for what is not there; lent until the next call. */
static inline const char *read_pdf(const struct pdf_reader *pdf, const char *path)
{
    static char text[1 << 15];
    struct pdf_lexer_value value = read_pdf_find(pdf, path);
    if (value.kind == PDF_LEXER_MISSING)
        return "";
    snprintf(text, sizeof text, "%.*s", (int)(value.end - value.at), pdf->bytes + value.at);
    return text;
}

#endif
