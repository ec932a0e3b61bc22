/* The seals of a batch: the key that makes them, and what each of a card's says. */
#ifndef KUALIK_SEALING_H
#define KUALIK_SEALING_H

#include "base/arena.h"
#include "base/report.h"
#include "bind/binding.h"
#include "bind/card.h"

#include <stdbool.h>

struct sealing_source {
    const char *key_path; /* of the private key, NULL: none is given */
    bool needed; /* the sheets are for people: without a key they would prove nothing */
};

struct sealing;

/* Reads the key if the template has a seal. Without one, where none is needed, a key is made
 * that lives as long as the run: its seals look like all others and are nobody's. Faults go to
 * `findings`; returns NULL if there is one. Immutable once made, so threads share it; release
 * with sealing_close. */
struct sealing *sealing_open(const struct sealing_source *source, const struct binding *binding,
                             struct report *findings);

/* NULL is allowed. */
void sealing_close(struct sealing *sealing);

/* Digests what the card's seal, the first of the template, says (seal.h): so the register knows
 * the sheet. Returns false if there is none, or it can say nothing. */
bool sealing_digest(const struct sealing *sealing, const struct card *card,
                    struct digest *digest);

/* Fills in what the seals of a card say; memory is the arena's. What is wrong goes to
 * `findings` under the card's place; returns false if something is. */
bool sealing_seal(const struct sealing *sealing, const struct card *card, struct arena *arena,
                  struct report *findings);

#endif
