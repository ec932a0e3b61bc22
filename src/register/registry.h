/* The register of certificates: one file that says which number was given to whom, and what
 * became of each certificate. Numbers are never given twice and records never go; only what was
 * reserved and came to nothing is taken back.
 *
 *     registry_open → registry_claim → registry_find → registry_close
 *
 * What is written into it is in registry_write.h. */
#ifndef KUALIK_REGISTRY_H
#define KUALIK_REGISTRY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum registry_state {
    REGISTRY_RESERVED,   /* the number is given, the certificate is on its way, or a spare */
    REGISTRY_ISSUED,     /* … is there */
    REGISTRY_DUPLICATE,  /* … is there, in the place of one that was lost */
    REGISTRY_SUPERSEDED, /* a later record of the number stands in its place */
    REGISTRY_SPOILED,    /* the number is nobody's any more */
    REGISTRY_REVOKED,    /* the person has it, and it is not valid */
};

enum registry_duplicate { DUPLICATE_NONE, DUPLICATE_ASKED, DUPLICATE_MADE };

/* One certificate; texts are never NULL. */
struct registry_record {
    int64_t id, number_id;
    size_t seq; /* what {seq} is of the number; 0: the list brought it */
    size_t version;
    enum registry_state state;
    bool current;                      /* it stands for the number */
    enum registry_duplicate duplicate; /* of the number */
    bool has_person;                   /* false: a spare */
    bool has_sha256, has_signer, has_seal;
    struct digest person, sha256, signer;
    struct digest seal; /* of what the sheet's seal says (seal.h) */
    int64_t time;       /* of issue, seconds since 1970; 0: not issued */
    const char *number, *who, *fields, *file, *reason;
};

enum registry_mode { REGISTRY_READ, REGISTRY_WRITE, REGISTRY_CREATE };

struct database;
struct registry;

/* Opens the register at `path`. For writing one process has it at a time: the next waits until
 * the first closes it, and `waits` (NULL: nobody) is called before. A file of an older version
 * is brought to this one. Fails where the file is missing (unless REGISTRY_CREATE), is not a
 * register, is of a newer version, or cannot be read or written. */
struct registry *registry_open(const char *path, enum registry_mode mode, void (*waits)(void),
                               struct error *err);

/* Says whether a run could open it for writing, or make it where it is missing, without
 * changing anything; fails as registry_open would. */
bool registry_foretell(const char *path, struct error *err);

/* Closes it. A file that registry_open has made, and in which no number stands, is removed. */
void registry_close(struct registry *registry);

/* Returns whose register it is, "" where nobody has claimed it yet; lent. */
const char *registry_event(const struct registry *registry);

/* Returns the path that it was opened by; lent. */
const char *registry_path(const struct registry *registry);

/* Returns where its files are, as registry_set_place has said; "" where nobody has; lent. */
const char *registry_place(const struct registry *registry);
bool registry_set_place(struct registry *registry, const char *place, struct error *err);

/* Find and note the digest of the template, called `name`, by which the certificates of a whole
 * list were issued last; `*found` says whether any was noted. */
bool registry_find_template(struct registry *registry, const char *name, struct digest *digest,
                            bool *found, struct error *err);
bool registry_set_template(struct registry *registry, const char *name,
                           const struct digest *digest, struct error *err);

/* Return which numbers it gives out, 0 and 0: all. */
size_t registry_first(const struct registry *registry);
size_t registry_last(const struct registry *registry);

/* Says that the register is that of `event`, and gives out the numbers from `first` to `last`
 * (0 and 0: what it says already, or all). Of a register that is opened for reading nothing is
 * written. Fails when it says something else. Where registry_end takes it back, the register is
 * to be closed. */
bool registry_claim(struct registry *registry, const char *event, size_t first, size_t last,
                    struct error *err);

/* All that is written between them is written, or nothing is. registry_end ends well when
 * `good` and the disk has taken it; otherwise nothing has changed. */
bool registry_begin(struct registry *registry, struct error *err);
bool registry_end(struct registry *registry, bool good, struct error *err);

/* Which records are looked for, each in the order of numbers and versions. */
enum registry_key {
    REGISTRY_ALL,
    REGISTRY_PERSON,    /* current ones of the person of that digest */
    REGISTRY_NUMBER,    /* of that text */
    REGISTRY_NUMBER_ID, /* of that id */
    REGISTRY_CURRENT,   /* those that stand for a number */
    REGISTRY_PENDING,   /* reserved for a person */
    REGISTRY_SPARES,    /* reserved for nobody */
    REGISTRY_FILE,      /* whose file has that name */
    REGISTRY_INVALID,   /* that stand for a number and are spoiled or revoked */
    REGISTRY_NAMESAKES, /* that stand for another number than that of the id, and have, or had,
                         * a name that this one has, or had */
    REGISTRY_ARCHIVED,  /* that stand for a number and are valid, with a file in a folder */
    REGISTRY_NAMES,     /* that stand for a person's number which is not spoiled, and its others
                         * with names that the person had before */
};

struct registry_search {
    enum registry_key key;
    const char *number, *file;
    int64_t number_id;
    const struct digest *person;
};

/* Calls `found` for each, until it returns false; its texts are lent for the call. */
bool registry_find(struct registry *registry, const struct registry_search *search,
                   bool (*found)(void *context, const struct registry_record *record),
                   void *context, struct error *err);

/* All that is found between them is as it was at the first moment, and many searches are
 * faster: the file is looked at once. Others wait with writing, and nothing may be written
 * meanwhile. */
bool registry_hold(struct registry *registry, struct error *err);
void registry_release(struct registry *registry);

/* Returns the numbers' `seq` that are given, ascending: `*count` of them, to be freed. NULL on
 * failure. */
size_t *registry_given(struct registry *registry, size_t *count, struct error *err);

/* Puts in `*time` when the newest certificate was issued, seconds since 1970; 0: none was. */
bool registry_newest(struct registry *registry, int64_t *time, struct error *err);

/* Lends the database, to registry_write.c. */
struct database *registry_database(struct registry *registry);

/* Says whether the record's certificate is valid: issued, and not spoiled, revoked or replaced
 * by another one since. */
bool registry_is_valid(const struct registry_record *record);

/* Returns the state's word in files and on the command line. */
const char *registry_state_word(enum registry_state state);

#endif
