/* The fields of a form (ISO 32000-1, 12.7.3), walked in search of signatures. */
#ifndef KUALIK_FIELDS_H
#define KUALIK_FIELDS_H

#include "base/buf.h"
#include "base/error.h"
#include "parse/pdf_reader.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    FIELDS_SIGNATURES = 32, /* how many a document may have */
    FIELDS_DEPTH = 9,       /* of fields in fields */
};

struct fields {
    struct pdf_lexer_value signatures[FIELDS_SIGNATURES]; /* their values, in no order */
    struct pdf_lexer_value names[FIELDS_SIGNATURES];      /* of the fields, by signature */
    struct pdf_lexer_value locks[FIELDS_SIGNATURES];      /* /Lock of the fields */
    struct pdf_lexer_value paths[FIELDS_SIGNATURES][FIELDS_DEPTH]; /* names from the top down */
    size_t count;
    struct pdf_lexer_value empty[FIELDS_SIGNATURES]; /* names of those that nobody signed */
    size_t empty_count;
    bool damaged; /* the search failed where there is a signature */
};

/* Finds the values of all signature fields, and the names of those that are empty: at most
 * FIELDS_SIGNATURES of them. Fails when the form cannot be read: also when its
 * objects together have many times the file's size, or two fields share a value. */
bool fields_find(const struct pdf_reader *pdf, struct fields *fields, struct error *err);

/* Appends the full name of the field of signature `at`, UTF-8: the names of the fields that it
 * stands in and its own, with dots between them. */
void fields_full_name(const struct pdf_reader *pdf, const struct fields *fields, size_t at,
                      struct buf *name);

#endif
