/* PDF objects (ISO 32000-1, 7.3), made and written by libharu's object layer: the only user
 * of libharu.
 *
 * A set gathers numbered dictionaries and writes them all. Numbers are the caller's, so
 * that objects can refer to each other before they are made and to objects of other sets.
 * Whatever goes wrong inside libharu is remembered and told by pdfobj_write. */
#ifndef KUALIK_PDFOBJ_H
#define KUALIK_PDFOBJ_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/placeholder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdfobj;
struct pdfdict;  /* belongs to its set, as do … */
struct pdfarray; /* … and both are gone after pdfobj_clear */

struct pdfobj *pdfobj_new(void);
void pdfobj_free(struct pdfobj *set);

/* Empties the set for the next document. */
void pdfobj_clear(struct pdfobj *set);

/* Makes object `number`, an empty dictionary. */
struct pdfdict *pdfobj_dict(struct pdfobj *set, size_t number);

/* Turns the newest dictionary of the set into a stream of `size` bytes, lent until they are
 * written. Its entries, but for /Length, are the caller's. */
void pdfobj_stream(struct pdfobj *set, const void *bytes, size_t size);

/* Appends every object to `out` and notes in `offsets`, by number, where each begins. */
bool pdfobj_write(struct pdfobj *set, struct buf *out, size_t *offsets, struct err *err);

/* Add an entry to a dictionary. Texts are copied. */
void pdfdict_name(struct pdfdict *dict, const char *key, const char *name);
void pdfdict_integer(struct pdfdict *dict, const char *key, int32_t number);
void pdfdict_bool(struct pdfdict *dict, const char *key, bool truth);
void pdfdict_ref(struct pdfdict *dict, const char *key, size_t number);
/* UTF-8 for people to read: UTF-16 with a byte order mark unless it is all ASCII. */
void pdfdict_text(struct pdfdict *dict, const char *key, const char *text);
struct pdfdict *pdfdict_dict(struct pdfdict *dict, const char *key);
struct pdfarray *pdfdict_array(struct pdfdict *dict, const char *key);
/* Four numbers: left, bottom, right and top. */
void pdfdict_box(struct pdfdict *dict, const char *key, const double box[4]);

/* Adds /ByteRange and /Contents of a signature, both blank: `contents_size` bytes from '<'
 * to '>'. Writing the set says in `hole` where they are. */
void pdfdict_hole(struct pdfdict *dict, size_t contents_size, struct hole *hole);

/* Append an element to an array. */
void pdfarray_name(struct pdfarray *array, const char *name);
void pdfarray_integer(struct pdfarray *array, int32_t number);
void pdfarray_ref(struct pdfarray *array, size_t number);
void pdfarray_null(struct pdfarray *array);
struct pdfdict *pdfarray_dict(struct pdfarray *array);
struct pdfarray *pdfarray_array(struct pdfarray *array);

#endif
