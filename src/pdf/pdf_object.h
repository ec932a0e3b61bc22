/* PDF objects (ISO 32000-1, 7.3), made and written by libharu's object layer: the only user
 * of libharu.
 *
 * A set gathers numbered dictionaries and writes them all. Numbers are the caller's, so
 * that objects can refer to each other before they are made and to objects of other sets.
 * Whatever goes wrong inside libharu is remembered and told by pdf_object_write. */
#ifndef KUALIK_PDF_OBJECT_H
#define KUALIK_PDF_OBJECT_H

#include "base/buf.h"
#include "base/error.h"
#include "base/flate.h"
#include "pdf/pdf_xref.h"
#include "sign/placeholder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_object;
struct pdf_dict;  /* belongs to its set, as do … */
struct pdf_array; /* … and both are gone after pdf_object_clear */

/* Returns the first of `count` new numbers; `*last` is the last one in use. */
size_t pdf_object_take(size_t *last, size_t count);

/* Returns an empty set of objects, for one thread at a time. Release with pdf_object_free,
 * which allows NULL. */
struct pdf_object *pdf_object_new(void);
void pdf_object_free(struct pdf_object *set);

/* Empties the set for the next document. */
void pdf_object_clear(struct pdf_object *set);

/* Makes object `number`, an empty dictionary. */
struct pdf_dict *pdf_object_dict(struct pdf_object *set, size_t number);

/* Turns the newest dictionary of the set into a stream of `size` bytes, lent until they are
 * written. Its entries, but for /Length, are the caller's. */
void pdf_object_stream(struct pdf_object *set, const void *bytes, size_t size);

/* The same with bytes that the set takes over, leaving `bytes` empty. */
void pdf_object_keep(struct pdf_object *set, struct buf *bytes);

/* The same with the compressed form of the bytes, which the set keeps; adds /Filter. */
void pdf_object_deflate(struct pdf_object *set, struct flate *flate, const struct buf *bytes);

/* Appends every object to `out` and notes in `offsets`, by number, where each begins. */
bool pdf_object_write(struct pdf_object *set, struct buf *out, size_t *offsets,
                      struct error *err);

/* Appends every object to `out`, whose first byte stands at offset `base` of the file: streams
 * and the signature's dictionary as they are, all others compressed together as object stream
 * `number` (7.5.7). Notes in `xref` where they are. */
bool pdf_object_pack(struct pdf_object *set, size_t number, struct flate *flate, size_t base,
                     struct buf *out, struct pdf_xref *xref, struct error *err);

/* Add an entry to a dictionary. Texts are copied. */
void pdf_dict_name(struct pdf_dict *dict, const char *key, const char *name);
void pdf_dict_integer(struct pdf_dict *dict, const char *key, int32_t number);
void pdf_dict_bool(struct pdf_dict *dict, const char *key, bool truth);
void pdf_dict_ref(struct pdf_dict *dict, const char *key, size_t number);
/* UTF-8 for people to read: UTF-16 with a byte order mark unless it is all ASCII. */
void pdf_dict_text(struct pdf_dict *dict, const char *key, const char *text);
struct pdf_dict *pdf_dict_dict(struct pdf_dict *dict, const char *key);
struct pdf_array *pdf_dict_array(struct pdf_dict *dict, const char *key);
/* Four numbers: left, bottom, right and top. */
void pdf_dict_box(struct pdf_dict *dict, const char *key, const double box[4]);

/* Adds /ByteRange and /Contents of a signature, both blank: `contents_size` bytes from '<'
 * to '>'. The dictionary is the newest of its set. Writing the set says in `placeholder` where
 * they are. */
void pdf_dict_placeholder(struct pdf_dict *dict, size_t contents_size,
                          struct placeholder *placeholder);

/* Append an element to an array. */
void pdf_array_integer(struct pdf_array *array, int32_t number);
void pdf_array_ref(struct pdf_array *array, size_t number);
void pdf_array_name(struct pdf_array *array, const char *name);
/* As pdf_dict_text. */
void pdf_array_text(struct pdf_array *array, const char *text);
void pdf_array_null(struct pdf_array *array);
struct pdf_array *pdf_array_array(struct pdf_array *array);

#endif
