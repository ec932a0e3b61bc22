#include "sign/pem_key.h"

#include "sign/certificate_file.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>

static const char begin[] = "-----BEGIN ", key_end[] = "PRIVATE KEY-----";

bool pem_key_is_one(const struct buf *bytes)
{
    return bytes->size && bytes->size <= INT_MAX &&
           memchr(bytes->data, '\0', bytes->size) == NULL && strstr(bytes->data, begin) != NULL;
}

static bool fail_of_no_key(struct error *err)
{
    return error_set(err, "key-file-without-key",
                     "The file holds no private key; export it again, together with its key.");
}

bool pem_key_is_there(const struct buf *bytes, struct error *err)
{
    struct stack_st_X509 *certificates = sk_X509_new_null();
    struct error unread;
    bool bare = pem_key_is_one(bytes)
                    ? !strstr(bytes->data, key_end)
                    : certificates && certificate_file_read(bytes, certificates, &unread);
    sk_X509_pop_free(certificates, X509_free);
    return !bare || fail_of_no_key(err);
}

bool pem_key_is_encrypted(const struct buf *bytes)
{
    return strstr(bytes->data, "-----BEGIN ENCRYPTED PRIVATE KEY-----") ||
           strstr(bytes->data, "Proc-Type: 4,ENCRYPTED");
}

/* Gives the password to OpenSSL; without this it would ask on the terminal. */
static int give_password(char *out, int room, int writing, void *password)
{
    size_t size = strlen(password);
    (void)writing;
    if (size > (size_t)room)
        return -1;
    memcpy(out, password, size);
    return (int)size;
}

/* Counts the headings of private keys, whatever their kind. */
static size_t count_keys(const struct buf *bytes)
{
    size_t count = 0;
    for (const char *at = bytes->data; (at = strstr(at, begin)); at += strlen(begin)) {
        const char *end = strstr(at, key_end);
        count += end && end < at + strcspn(at, "\r\n");
    }
    return count;
}

static bool read_key(const struct buf *bytes, const char *password, EVP_PKEY **key,
                     struct error *err)
{
    BIO *bio = BIO_new_mem_buf(bytes->data, (int)bytes->size);
    /* OpenSSL hands the password through as it came. */
    *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, give_password, (void *)(uintptr_t)password)
               : NULL;
    BIO_free(bio);
    if (*key)
        return true;
    if (!strstr(bytes->data, key_end))
        return fail_of_no_key(err);
    if (pem_key_is_encrypted(bytes))
        return error_set(
            err, "password-wrong",
            "The password is wrong. It was tried once; correct it and start again.");
    return error_set(
        err, "key-damaged",
        "The file's private key is damaged or of an unknown kind; export it again, or "
        "use an RSA key.");
}

bool pem_key_open(const struct buf *bytes, const char *password, int64_t now,
                  struct identity *identity, struct error *err)
{
    struct stack_st_X509 *certificates = sk_X509_new_null();
    *identity = (struct identity){0};
    size_t keys = count_keys(bytes);
    bool opened = certificates && (keys < 2 || identity_fail_of_several(keys, err)) &&
                  read_key(bytes, password, &identity->key, err) &&
                  certificate_file_read_pem(bytes, certificates) &&
                  identity_take(identity, &certificates, now, err);
    if (!opened)
        identity_free(identity);
    sk_X509_pop_free(certificates, X509_free);
    ERR_clear_error();
    return opened;
}
