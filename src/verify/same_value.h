/* Whether two values in two revisions of a PDF are the same, however they are spelt. */
#ifndef KUALIK_SAME_VALUE_H
#define KUALIK_SAME_VALUE_H

#include "parse/pdf_reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct same_value {
    const struct pdf_reader *before, *after;
    /* Told of each object that both refer to by its number: it is for the caller to compare. */
    void (*refer)(struct same_value *same, uint64_t number);
    size_t budget;  /* bytes of objects that may be read here: few can stand in many places */
    unsigned depth; /* for same_value.c */
};

/* A key and its value. */
struct same_pair {
    const char *bytes; /* of the text */
    struct pdf_lexer_value key, value;
};

/* Says whether the pair's key is that name, without its slash. */
bool same_pair_is(const struct same_pair *pair, const char *key);

/* Reads the pairs of a dictionary, at most 256; the caller frees the list. Returns false
 * if there are more, or a key stands there twice. */
bool same_value_pairs(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                      struct same_pair **pairs, size_t *count);

/* Says whether the values are the same. A value may have become an object of its own. */
bool same_value(struct same_value *same, const struct pdf_lexer_value *before,
                const struct pdf_lexer_value *after);

/* Judges the values of one key, PDF_LEXER_MISSING where one has none. */
typedef bool same_value_key(struct same_value *same, const struct same_pair *pair,
                            const struct pdf_lexer_value *before,
                            const struct pdf_lexer_value *after);

/* Says whether `key` finds all pairs of the two dictionaries the same. */
bool same_value_dictionary(struct same_value *same, const struct pdf_lexer_value *before,
                           const struct pdf_lexer_value *after, same_value_key *key);

#endif
