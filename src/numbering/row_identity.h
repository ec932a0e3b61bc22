/* What a row of the list says of a person, as the register keeps it: who it is, and every field
 * that the certificate shows. */
#ifndef KUALIK_ROW_IDENTITY_H
#define KUALIK_ROW_IDENTITY_H

#include "base/arena.h"
#include "base/hash.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

struct row_identity;

/* Both must outlive it; release with row_identity_free. */
struct row_identity *row_identity_new(const struct binding *binding,
                                      const struct roster *roster);
void row_identity_free(struct row_identity *identity);

/* Returns how messages call the person. */
const char *row_identity_who(const struct row_identity *identity, const struct row *row,
                             struct arena *arena);

/* Returns the digest of what tells people apart, letter case aside: the template's `person`, or
 * what `who` shows where there is none or all of it is empty. */
struct digest row_identity_person(const struct row_identity *identity, const struct row *row,
                                  struct arena *arena);

/* Says whether that is more than names: a field of the template's `person`, such as an identity
 * number, by which nobody is taken for somebody else of the same name. */
bool row_identity_is_keyed(const struct row_identity *identity, const struct row *row,
                           struct arena *arena);

/* Returns the fields that the certificate depends on, `heading=text` in a line each; then, with
 * a plus sign before it, each other name and region, which a journal shows. */
const char *row_identity_fields(const struct row_identity *identity, const struct row *row,
                                struct arena *arena);

/* Returns how many bytes at the beginning of such fields are those that the certificate depends
 * on. */
size_t row_identity_size(const char *fields);

/* Returns the headings of the fields that the certificate depends on, that both have and in
 * which they differ, with commas between them, or NULL. */
const char *row_identity_differences(const char *before, const char *now, struct arena *arena);

/* Returns what such fields say under that heading, in the arena, or NULL. */
const char *row_identity_text(const char *fields, const char *heading, struct arena *arena);

/* One of such fields; its texts are lent, and not ended by a zero. */
struct row_field {
    const char *heading, *text;
    size_t heading_size, text_size;
    bool kept; /* the certificate does not depend on it */
};

/* Takes the field that `*at` begins with, and moves on to the next; false: there is none. */
bool row_identity_next_field(const char **at, struct row_field *field);

/* Finds what `fields` say under the heading of `like`; false: nothing. */
bool row_identity_find_field(const char *fields, const struct row_field *like,
                             struct row_field *found);

#endif
