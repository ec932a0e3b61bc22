/* Puts a further signature behind a signed PDF, into a field that was left empty (ISO 32000-1,
 * 12.8.1): the bytes that are there stay, so that earlier signatures hold. */
#ifndef KUALIK_ADD_SIGNATURE_H
#define KUALIK_ADD_SIGNATURE_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/signer.h"
#include "sign/tsa.h"

#include <stdbool.h>
#include <stddef.h>

/* What a signature shows: objects as they stand in the file, one after another; the first is
 * its appearance. */
struct added_look {
    const void *bytes;
    size_t size;
    const size_t *offsets; /* by object, in `bytes` */
    size_t count;
};

/* What is wanted; texts are lent for the call. */
struct added_signature {
    const char *field; /* its name; NULL: the only one that is empty */
    const char *time;  /* of signing, as PDF spells it: "D:20171005120000+05'00'" */
    const struct signer *signer;
    struct tsa *tsa; /* gives it a time-stamp; NULL: nobody does */
    /* Makes the look, whose objects are numbered from `first`; what it returns is lent as long
     * as `context`. NULL: the field goes on to look as it does. */
    bool (*look)(void *context, size_t first, struct added_look *look, struct error *err);
    void *context;
};

/* Signs all of `pdf`. Fails, with `pdf` as it was, when the field is not there or signed
 * already, the file cannot be read or added to, or somebody who is asked fails. */
bool add_signature(const struct added_signature *wanted, struct buf *pdf, struct error *err);

#endif
