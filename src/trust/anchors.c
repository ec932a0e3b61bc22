#include "trust/anchors.h"

#include "base/mem.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>

struct anchors {
    X509_STORE *store;
};

/* An encrypted PEM file must not make OpenSSL ask on the terminal. */
static int no_password(char *password, int size, int writing, void *data)
{
    (void)password, (void)size, (void)writing, (void)data;
    return -1;
}

/* Adds the certificate of a file in DER form, as authorities hand them out (.cer). */
static bool add_der(struct anchors *anchors, const struct buf *der)
{
    const unsigned char *at = (const unsigned char *)buf_text(der);
    X509 *certificate = der->size < LONG_MAX ? d2i_X509(NULL, &at, (long)der->size) : NULL;
    bool added = certificate && (const char *)at == der->data + der->size &&
                 X509_STORE_add_cert(anchors->store, certificate) == 1;
    X509_free(certificate);
    ERR_clear_error();
    return added;
}

bool anchors_add(struct anchors *anchors, const struct buf *bytes, const char *path,
                 struct error *err)
{
    BIO *text =
        BIO_new_mem_buf(buf_text(bytes), bytes->size < INT_MAX ? (int)bytes->size : INT_MAX);
    size_t count = 0;
    X509 *certificate;
    while (text && (certificate = PEM_read_bio_X509(text, NULL, no_password, NULL))) {
        count += X509_STORE_add_cert(anchors->store, certificate) == 1;
        X509_free(certificate);
    }
    bool whole = count && ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    BIO_free(text);
    ERR_clear_error();
    if (whole || (!count && add_der(anchors, bytes)))
        return true;
    if (count)
        error_set(err, "authority-damaged", "One of the certificates is damaged.");
    else
        error_set(err, "authority-not-pem",
                  "The file holds no certificate, neither in PEM form (-----BEGIN "
                  "CERTIFICATE-----) nor in DER form (.cer).");
    return error_at(err, (struct place){.file = path});
}

struct anchors *anchors_new(const struct buf *bytes, const char *path, struct error *err)
{
    struct anchors *anchors = mem_new(1, sizeof *anchors);
    anchors->store = X509_STORE_new();
    if (anchors_add(anchors, bytes, path, err))
        return anchors;
    anchors_free(anchors);
    return NULL;
}

void anchors_free(struct anchors *anchors)
{
    if (!anchors)
        return;
    X509_STORE_free(anchors->store);
    free(anchors);
}

struct x509_store_st *anchors_store(const struct anchors *anchors)
{
    return anchors->store;
}
