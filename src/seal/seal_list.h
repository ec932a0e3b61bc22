/* What has become of certificates since they were sealed: a signed list in one static file,
 * which the page that reads seals has beside it. It knows a sheet by the digest of what its
 * seal says (seal.h), since sheets of two events, and the corrected sheet and the one before,
 * may have one number. It also has the digests of the files, by which anybody tells whether a
 * PDF is the issued one. */
#ifndef KUALIK_SEAL_LIST_H
#define KUALIK_SEAL_LIST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "seal/seal.h"
#include "seal/seal_key.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why a sheet of a number is not to be believed; the numbers are those of the file. */
enum seal_list_reason {
    SEAL_LIST_REVOKED = 1,
    SEAL_LIST_SPOILED = 2,  /* the number is nobody's */
    SEAL_LIST_REPLACED = 3, /* a corrected one was issued: only that is good */
};

struct seal_list_entry {
    const char *number;
    enum seal_list_reason reason;
    const char *who;            /* who has the number now, "" where nobody has */
    const struct digest *seals; /* of the sheets in question; none: all of that number, … */
    size_t seal_count;          /* … but those that `seals` of the list knows */
    const struct digest *files; /* SHA-256 of the files in question */
    size_t file_count;
};

struct seal_list {
    int64_t time; /* seconds since 1970, when it was made */
    const char *event;
    struct seal_list_entry *entries;
    size_t entry_count;
    const struct digest *files; /* SHA-256 of the issued files that are good */
    size_t file_count;
    const struct digest *seals; /* of the sheets that are good … */
    size_t seal_count;
    size_t unknown; /* … and how many good ones are not among them: issued before seals were
                     * registered */
};

/* Appends the list as a script, signed. */
bool seal_list_write(const struct seal_list *list, const struct seal_key *key,
                     struct buf *script, struct error *err);

/* Says whether a file was made by seal_list_write, of whatever list. */
bool seal_list_is_one(const struct buf *script);

/* Reads a list; texts are the arena's. Fails when it is not one, or not the key's. */
bool seal_list_read(const struct buf *script, const struct seal_key *key, struct arena *arena,
                    struct seal_list *list, struct error *err);

enum seal_standing {
    SEAL_STANDS,   /* the list has nothing against the sheet */
    SEAL_FELL,     /* it is not to be believed any more: the entry says why */
    SEAL_UNLISTED, /* the list knows nothing of it: it is older, or of another event */
};

/* Says how the sheet with that seal, which is good (seal_read), stands; `*entry` is lent. */
enum seal_standing seal_list_judge(const struct seal_list *list,
                                   const struct seal_reading *reading,
                                   const struct seal_list_entry **entry);

#endif
