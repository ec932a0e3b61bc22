/* A signature dictionary of a PDF (ISO 32000-1, 12.8.1): what it is, and what it covers. */
#ifndef KUALIK_SIGNATURE_H
#define KUALIK_SIGNATURE_H

#include "base/buf.h"
#include "base/error.h"
#include "parse/pdf_reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum signature_kind {
    SIGNATURE_PADES, /* ETSI.CAdES.detached */
    SIGNATURE_CMS,   /* adbe.pkcs7.detached */
    SIGNATURE_STAMP, /* ETSI.RFC3161: a document time-stamp */
};

/* How much a signature lets be changed after it (DocMDP, 12.8.2.2). */
enum { SIGNATURE_UNCERTIFIED = 0, SIGNATURE_NO_CHANGES = 1 };

struct signature {
    struct pdf_lexer_value dictionary;
    enum signature_kind kind;
    bool understood;                  /* `kind` is one of these, and what follows is known */
    size_t contents_at, contents_end; /* of /Contents in the file, with < and > */
    size_t end;                       /* of the revision that it covers but for /Contents */
    uint64_t certified;               /* DocMDP's /P, 0: none */
    bool has_time;                    /* /M claims … */
    int64_t time;                     /* … this time, seconds since 1970 */
};

/* Reads all but the message. Fails when it covers something else than the beginning of the file
 * up to the end of a revision; when it fails with `understood` unset, it is of a kind that is
 * not known. */
bool signature_read(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                    struct signature *signature, struct error *err);

/* Appends what /Contents holds as DER, without the zeros that fill the rest of its place;
 * `*is_der`: it is DER there, too, as it should be (ISO 32000-1, 12.8.3.3.1). */
bool signature_message(const struct pdf_reader *pdf, const struct signature *signature,
                       struct buf *der, bool *is_der, struct error *err);

#endif
