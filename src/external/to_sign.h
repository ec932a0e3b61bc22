/* What waits for signatures that come later, and the signatures: two files in JSON (RFC 8259),
 * which docs/manual.md describes. What they say is hostile until it is checked against the
 * documents. */
#ifndef KUALIK_TO_SIGN_H
#define KUALIK_TO_SIGN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/signer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A prepared document. Signed are all its bytes but those of /Contents. */
struct to_sign_document {
    const char *file;                  /* what it will be called; UTF-8 */
    const char *prepared;              /* what it is called until then */
    uint8_t id[16];                    /* the first part of its /ID */
    struct digest digest;              /* SHA-256 of what is signed */
    enum sub_filter sub_filter;        /* that it promises */
    size_t size;                       /* of the whole, in bytes */
    size_t contents_at, contents_size; /* bytes that are not signed */
};

struct to_sign {
    struct arena arena;   /* of the texts */
    struct digest signer; /* SHA-256 of the certificate of whoever shall sign, and … */
    const char *name;     /* … their name */
    struct to_sign_document *list;
    size_t count, room;
};

/* Appends the file of them. */
void to_sign_write(const struct to_sign *to_sign, struct buf *out);

/* Reads such a file; `path` is for messages. Release with to_sign_free, whatever it returns. */
bool to_sign_read(const struct buf *bytes, const char *path, struct to_sign *to_sign,
                  struct error *err);
void to_sign_free(struct to_sign *to_sign);

/* A signature that has come: a CMS in DER, of which nothing is known. */
struct answer {
    const char *file; /* the document's `file` */
    struct buf cms;
};

struct answers {
    struct arena arena;
    struct answer *list; /* sorted by file */
    size_t count;
};

/* Reads the file of answers. Release with answers_free, whatever it returns. */
bool answers_read(const struct buf *bytes, const char *path, struct answers *answers,
                  struct error *err);
void answers_free(struct answers *answers);

/* Lends the CMS for the document of that name, NULL if there is none. */
const struct buf *answers_find(const struct answers *answers, const char *file);

#endif
