/* An incremental update of a PDF (ISO 32000-1, 7.5.6): what is added behind a file whose bytes
 * stay as they are. Objects that are there already are changed by replacing parts of their
 * text; new ones are written out by whoever adds them.
 *
 *     pdf_update_begin → pdf_update_set, pdf_update_open … pdf_update_close, in any order →
 *     pdf_update_end → pdf_update_free
 */
#ifndef KUALIK_PDF_UPDATE_H
#define KUALIK_PDF_UPDATE_H

#include "base/buf.h"
#include "base/error.h"
#include "parse/pdf_reader.h"
#include "sign/placeholder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An object of the file, in which a value stands: itself, or a part of it. */
struct pdf_holder {
    uint64_t number, generation;
    struct pdf_lexer_value object;
};

/* A value, and where it stands. */
struct pdf_part {
    struct pdf_lexer_value value; /* never a reference */
    struct pdf_holder holder;
};

/* A part of an object's text that is replaced. */
struct pdf_change {
    struct pdf_holder holder;
    size_t at, end; /* as a value's */
    struct buf text;
};

struct pdf_update_entry {
    uint64_t number, generation;
    size_t offset; /* in the file */
};

struct pdf_update {
    const struct pdf_reader *pdf;
    struct buf out; /* what is added */
    uint64_t next;  /* number of the next new object */
    struct pdf_change *changes;
    size_t change_count, change_room;
    struct pdf_update_entry *entries;
    size_t entry_count, entry_room;
};

/* Begins an update of the file that `pdf` reads, which must outlive it. */
bool pdf_update_begin(struct pdf_update *update, const struct pdf_reader *pdf,
                      struct error *err);
void pdf_update_free(struct pdf_update *update);

/* Finds the value of a key in the dictionary `from` (NULL: in the trailer), and the object that
 * it stands in. Missing and null values are PDF_LEXER_MISSING, in the object of `from`. */
bool pdf_update_find(const struct pdf_update *update, const struct pdf_part *from,
                     const char *key, struct pdf_part *part, struct error *err);

/* Steps through the array `from`: `at` is {0} before the first call; `part` is
 * PDF_LEXER_MISSING after the last element. */
bool pdf_update_next(const struct pdf_update *update, const struct pdf_part *from,
                     struct pdf_lexer_value *at, struct pdf_part *part, struct error *err);

/* Gives `key` of the dictionary `from` that value, whatever it was. */
bool pdf_update_set(struct pdf_update *update, const struct pdf_part *from, const char *key,
                    const char *text, struct error *err);

/* Adds an element to the array of `key` in the dictionary `from`, which may be missing. */
bool pdf_update_append(struct pdf_update *update, const struct pdf_part *from, const char *key,
                       const char *text, struct error *err);

/* Returns the number of a new object. */
uint64_t pdf_update_take(struct pdf_update *update);

/* Begins a new object, whose text goes to `update->out`, and ends it. */
void pdf_update_open(struct pdf_update *update, uint64_t number);
void pdf_update_close(struct pdf_update *update);

/* Appends a text string to the object that is open. */
void pdf_update_text(struct pdf_update *update, const char *text);

/* Appends /ByteRange and /Contents to the dictionary that is open, both blank: `contents_size`
 * bytes from '<' to '>'. Says in `placeholder` where they will be in the file. */
void pdf_update_placeholder(struct pdf_update *update, size_t contents_size,
                            struct placeholder *placeholder);

/* Adds `count` objects that are written out already, with the numbers that come next: `offsets`
 * says where each begins in `bytes`. */
void pdf_update_objects(struct pdf_update *update, const void *bytes, size_t size,
                        const size_t *offsets, size_t count);

/* Adds a stream of those bytes as they are, and returns its number. */
uint64_t pdf_update_stream(struct pdf_update *update, const void *bytes, size_t size);

/* Writes the changed objects, the cross-reference table (of the kind that the file has) and the
 * trailer; afterwards `update->out` is all that is to be added. */
bool pdf_update_end(struct pdf_update *update, struct error *err);

#endif
