/* What is written into the register: each certificate from its number to what became of it.
 *
 *     registry_begin → registry_reserve → registry_end, then the file is written, then
 *     registry_begin → registry_publish, or registry_take_back → registry_end
 */
#ifndef KUALIK_REGISTRY_WRITE_H
#define KUALIK_REGISTRY_WRITE_H

#include "base/error.h"
#include "base/hash.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stdint.h>

/* Reserves a certificate: a new number if `number_id` is 0, else the next version of that one;
 * a reserved one of the number is used again. Takes number, seq, person, who, fields, file,
 * sha256, signer, seal, time and reason; gives id, number_id and version. */
bool registry_reserve(struct registry *registry, struct registry_record *record,
                      struct error *err);

/* The reserved certificate of that id has come into being: it stands for its number now. The
 * one that did before becomes superseded and is in the file `archived` (NULL: nowhere). */
bool registry_publish(struct registry *registry, int64_t id, const char *archived,
                      struct error *err);

/* The reserved certificate comes to nothing; a number without another record is free. */
bool registry_take_back(struct registry *registry, const struct registry_record *record,
                        struct error *err);

/* Says that the certificate of that id is in another file now. */
bool registry_move(struct registry *registry, int64_t id, const char *file, struct error *err);

/* Says what the fields of the record's row are now, where its certificate stays the same. */
bool registry_set_fields(struct registry *registry, int64_t id, const char *fields,
                         struct error *err);

/* Says what the seal of the record's sheet says. */
bool registry_set_seal(struct registry *registry, int64_t id, const struct digest *seal,
                       struct error *err);

/* Say what has become of the record's certificate, and that a duplicate is to be made, whether
 * that makes sense or not: registry_mark.h knows. */
bool registry_set_state(struct registry *registry, int64_t id, enum registry_state state,
                        const char *reason, struct error *err);
bool registry_ask_duplicate(struct registry *registry, int64_t id, const char *reason,
                            struct error *err);

/* Lets no duplicate of the record's certificate be made that was asked for: the certificate
 * goes on as a new record of the number; that of `id`, which says why one was asked for, stays
 * behind it as superseded. */
bool registry_unask_duplicate(struct registry *registry, int64_t id, const char *reason,
                              struct error *err);

/* Lets the number's certificate be again what it was before it was spoiled or revoked, as a new
 * record of the number; that of `id` stays behind it, and says so for ever. */
bool registry_restore(struct registry *registry, int64_t id, const char *reason,
                      struct error *err);

/* Adds a record of another register as it is, to the number of that id, or a new one if it is
 * 0; it stands in the place of one of its version. */
bool registry_copy(struct registry *registry, int64_t number_id,
                   const struct registry_record *record, struct error *err);

#endif
