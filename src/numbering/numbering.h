/* Which number each row of a list has, or would get: the register knows whom it has given one,
 * and the others get the next free ones, in the order that the template says. Nothing is
 * given by this module, but what a run that was cut off has left is brought to its end.
 *
 *     numbering_open → (survey → numbering_settle) until it settles → numbering_close
 */
#ifndef KUALIK_NUMBERING_H
#define KUALIK_NUMBERING_H

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/report.h"
#include "bind/binding.h"
#include "numbering/clock_check.h"
#include "numbering/row_identity.h"
#include "register/registry.h"
#include "roster/roster.h"
#include "search/selection.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Somebody who knows says that a row is the person of a number, whatever the names say … */
struct numbering_choice {
    size_t row;
    const char *number; /* … or that it is somebody new (NULL) */
};

struct numbering_source {
    const char *path;   /* of the register; NULL: register.db beside the list */
    bool write;         /* certificates will be issued, not only looked at */
    bool foretells;     /* nothing is written, and told what a run that writes would tell */
    const char *out;    /* the folder that they go to, or would; NULL where nobody has said */
    bool reissue;       /* those whose files are gone are issued anew */
    bool replace;       /* so are those that say something else */
    int year;           /* of {year} */
    struct clock clock; /* when that is */
    size_t first, last; /* numbers that this register gives out; 0 and 0: all */
    struct selection *selection;            /* rows that get numbers, NULL: all */
    const struct numbering_choice *choices; /* `choice_count` of them */
    size_t choice_count;
    void (*waits)(void); /* called before the register of another run is waited for */
};

struct moved_person;

/* What a row has. */
enum numbered {
    NUMBERED_NOT,     /* it is bad, or not asked for */
    NUMBERED_NEW,     /* a number that nobody had */
    NUMBERED_KNOWN,   /* the person's number */
    NUMBERED_REFUSED, /* `fault` says why */
};

struct numbered_row {
    enum numbered kind;
    bool selected;
    bool excluded;   /* it is new and cannot be issued, so it gets no number */
    bool changed;    /* the certificate of its number says something else */
    bool renamed;    /* the register has the number under another name */
    bool newcomer;   /* somebody has said that it is nobody of the register, … */
    bool chosen;     /* … or whose number it is */
    bool keyed;      /* by more than names: row_identity_is_keyed */
    bool recognised; /* the number is the person's own, though it may be revoked */
    enum registry_duplicate duplicate;
    size_t candidates; /* people of the register with this name */
    size_t row;
    int64_t number_id; /* of a known one, or of the one for which it is refused */
    size_t seq; /* of a new one, or of the form that the template gives numbers, else 0 */
    const char *number; /* of a known one, or as the list has it */
    struct digest person;
    uint64_t fields;  /* the beginning of their digest */
    const char *said; /* they, where the register may have others for the person, else NULL */
    const struct moved_person *moved; /* whose fields are all others; NULL: they are not */
    const struct error *fault;
};

struct numbering;

/* Opens the register, if there is one, and reads the list once; `binding` and `roster` must
 * outlive it. From then on `roster` gives its rows their numbers. Fails on a register that
 * cannot be used, is that of another event, or has not enough numbers; returns NULL. What was
 * put right goes to `findings`. Close with numbering_close. */
struct numbering *numbering_open(const struct numbering_source *source,
                                 const struct binding *binding, struct roster *roster,
                                 struct report *findings, struct error *err);
void numbering_close(struct numbering *numbering);

/* Reports what keeps the row of that index from having a number; false if something does. */
bool numbering_check(const struct numbering *numbering, size_t index, struct place place,
                     struct report *findings);

/* Takes the numbers of new rows back for which `sound` says that they cannot be issued. Returns
 * true when all others have kept theirs: then these are the numbers. */
bool numbering_settle(struct numbering *numbering,
                      bool (*sound)(const void *context, size_t index), const void *context,
                      bool *settled, struct error *err);

/* Leaves numbers only to the row of that index and to new ones that come before it: all that is
 * asked for is its number, which depends on no others. */
void numbering_narrow(struct numbering *numbering, size_t index);

/* Says whether the row of that index could have a number, but is not asked for. */
bool numbering_passes(const struct numbering *numbering, size_t index);

/* Returns the places in the sequence of the spare numbers that are still to be reserved, after
 * all others: `*count` of them, to be freed; `*lacking` are those for which the register has no
 * numbers left. NULL on failure. */
size_t *numbering_spares(const struct numbering *numbering, size_t *count, size_t *lacking,
                         struct error *err);

/* Returns the number of a place in the sequence. */
const char *numbering_write(const struct numbering *numbering, size_t seq, struct arena *arena);

/* Lend what is known: how many rows there are, the row of an index, its number, the register
 * (NULL: there is none yet), the folder of the certificates (NULL: nobody has said, and the
 * register remembers none with them in it), what rows are known by. */
size_t numbering_count(const struct numbering *numbering);
const struct numbered_row *numbering_row(const struct numbering *numbering, size_t index);
const char *numbering_number(const struct numbering *numbering, size_t index,
                             struct arena *arena);
struct registry *numbering_registry(const struct numbering *numbering);
const char *numbering_folder(const struct numbering *numbering);
const struct row_identity *numbering_identity(const struct numbering *numbering);

#endif
