/* People of the register of whom the list has no row. A new row beside them may be one of them
 * under another name: much like one it is refused until somebody says who it is, and else it is
 * told that there are such people.
 *
 *     missing_people_find → missing_people_ask, for each new row → missing_people_tell
 */
#ifndef KUALIK_MISSING_PEOPLE_H
#define KUALIK_MISSING_PEOPLE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "numbering/numbering.h"
#include "register/registry.h"

#include <stddef.h>

struct missing_people;

/* Finds them, at most a thousand, and as many of those whose rows have changed, who may not be
 * the people of these rows; `rows` are the `count` of the list, of which the known ones have
 * the ids of their numbers, and must outlive it. Returns NULL on failure; release with
 * missing_people_free. */
struct missing_people *missing_people_find(struct registry *registry, struct numbered_row *rows,
                                           size_t count, struct error *err);
void missing_people_free(struct missing_people *missing);
size_t missing_people_count(const struct missing_people *missing);

/* Refuses the new row if it is much like one of them: in the letters of the name, or in its
 * words and those of the other fields; so is a changed row that may be the same person. `who`
 * and `fields` are row_identity's; the fault is the arena's. */
void missing_people_ask(struct missing_people *missing, struct numbered_row *row,
                        const char *who, const char *fields, struct arena *arena);

/* Tells those of whom no row was asked, where the list has new rows, and people of the
 * register, so that it is not the list of others. */
void missing_people_tell(const struct missing_people *missing, const struct numbered_row *rows,
                         size_t count, struct place place, struct report *findings);

#endif
