#include "sign/certificate_file.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

/* An encrypted block must not make OpenSSL ask on the terminal. */
static int no_password(char *password, int size, int writing, void *data)
{
    (void)password, (void)size, (void)writing, (void)data;
    return -1;
}

static bool push(struct stack_st_X509 *certificates, X509 *certificate)
{
    if (sk_X509_push(certificates, certificate) > 0)
        return true;
    X509_free(certificate);
    return false;
}

bool certificate_file_read_pem(const struct buf *bytes, struct stack_st_X509 *certificates)
{
    static const char head[] = "-----BEGIN";
    if (!memmem(buf_text(bytes), bytes->size, head, strlen(head)))
        return true; /* OpenSSL would look at every line */
    BIO *bio = bytes->size <= INT_MAX ? BIO_new_mem_buf(bytes->data, (int)bytes->size) : NULL;
    X509 *certificate;
    bool read = bio != NULL;
    while (read && (certificate = PEM_read_bio_X509(bio, NULL, no_password, NULL)))
        read = push(certificates, certificate);
    BIO_free(bio);
    ERR_clear_error();
    return read;
}

bool certificate_file_read(const struct buf *bytes, struct stack_st_X509 *certificates,
                           struct error *err)
{
    int before = sk_X509_num(certificates);
    const unsigned char *der = (const unsigned char *)bytes->data;
    if (bytes->size && certificate_file_read_pem(bytes, certificates) &&
        sk_X509_num(certificates) > before)
        return true;
    X509 *certificate =
        bytes->size && bytes->size <= INT_MAX ? d2i_X509(NULL, &der, (long)bytes->size) : NULL;
    ERR_clear_error();
    return (certificate && push(certificates, certificate)) ||
           error_set(err, "certificate-unreadable",
                     "The file holds no certificate, neither in PEM form (-----BEGIN "
                     "CERTIFICATE-----) nor in DER form (.cer).");
}
