#include "sign/pkcs12.h"

#include "sign/key_policy.h"

#include <limits.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

enum {
    OID_ROOM = 128,
    /* Rounds of a password's hash: some seconds. OpenSSL writes 2,048, the NUC RK less. */
    ROUNDS_MAX = 5000000,
};

/* The legacy ciphers are for this file alone, so they live in a context of their own,
 * which is made for files that need it: it takes its time. */
struct library {
    OSSL_LIB_CTX *context;
    OSSL_PROVIDER *standard, *legacy;
};

static struct library library_open(void)
{
    struct library library = {.context = OSSL_LIB_CTX_new()};
    library.standard = OSSL_PROVIDER_load(library.context, "default");
    library.legacy = OSSL_PROVIDER_load(library.context, "legacy");
    return library;
}

static void library_close(struct library *library)
{
    if (library->legacy)
        OSSL_PROVIDER_unload(library->legacy);
    if (library->standard)
        OSSL_PROVIDER_unload(library->standard);
    OSSL_LIB_CTX_free(library->context);
}

/* What a file holds, gathered bag by bag. */
struct content {
    const struct library *library;
    const char *password;
    PKCS8_PRIV_KEY_INFO *key; /* the first */
    size_t keys;
    struct stack_st_X509 *certificates;
    bool slow;   /* some part would take too long to decrypt */
    bool closed; /* some part cannot be decrypted with these ciphers */
};

/* Returns the number of rounds; a large one if it cannot be read. */
static uint64_t number_of(const ASN1_INTEGER *rounds)
{
    uint64_t number;
    return rounds && ASN1_INTEGER_get_uint64(&number, rounds) ? number : UINT64_MAX;
}

static bool has_few_rounds(const X509_ALGOR *algorithm);

/* The parameters of PBES2, and of the functions that derive its key (RFC 8018, A.2, A.4; RFC
 * 7914, 7). */
static bool has_few_rounds_2(int type, const ASN1_STRING *value)
{
    bool few = true;
    PBE2PARAM *scheme = NULL;
    PBKDF2PARAM *hash = NULL;
    SCRYPT_PARAMS *scrypt = NULL;
    if (type == NID_pbes2 && (scheme = ASN1_item_unpack(value, ASN1_ITEM_rptr(PBE2PARAM))))
        few = has_few_rounds(scheme->keyfunc);
    if (type == NID_id_pbkdf2 && (hash = ASN1_item_unpack(value, ASN1_ITEM_rptr(PBKDF2PARAM))))
        few = number_of(hash->iter) <= ROUNDS_MAX;
    if (type == NID_id_scrypt &&
        (scrypt = ASN1_item_unpack(value, ASN1_ITEM_rptr(SCRYPT_PARAMS)))) {
        uint64_t cost = number_of(scrypt->costParameter), size = number_of(scrypt->blockSize);
        uint64_t lanes = number_of(scrypt->parallelizationParameter);
        few = cost <= ROUNDS_MAX && size <= ROUNDS_MAX / cost &&
              lanes <= ROUNDS_MAX / cost / size;
    }
    PBE2PARAM_free(scheme);
    PBKDF2PARAM_free(hash);
    SCRYPT_PARAMS_free(scrypt);
    return few;
}

/* Says whether the password is hashed so few times that one can wait for it. What cannot be
 * read is left to OpenSSL, which does not begin then. */
static bool has_few_rounds(const X509_ALGOR *algorithm)
{
    const ASN1_OBJECT *oid;
    int kind;
    const void *value;
    X509_ALGOR_get0(&oid, &kind, &value, algorithm);
    int type = OBJ_obj2nid(oid);
    if (kind != V_ASN1_SEQUENCE)
        return true;
    if (type == NID_pbes2 || type == NID_id_pbkdf2 || type == NID_id_scrypt)
        return has_few_rounds_2(type, value);
    PBEPARAM *scheme = ASN1_item_unpack(value, ASN1_ITEM_rptr(PBEPARAM));
    bool few = !scheme || number_of(scheme->iter) <= ROUNDS_MAX;
    PBEPARAM_free(scheme);
    return few;
}

static bool fail_of_rounds(struct error *err)
{
    return error_set(err, "key-file-too-slow",
                     "Opening the file would take too long: it has the password hashed more "
                     "than %d times. Export the key again with fewer iterations.",
                     (int)ROUNDS_MAX);
}

static PKCS8_PRIV_KEY_INFO *key_of(const PKCS12_SAFEBAG *bag, struct content *content)
{
    const X509_ALGOR *algorithm;
    if (PKCS12_SAFEBAG_get_nid(bag) == NID_keyBag)
        return ASN1_item_dup(ASN1_ITEM_rptr(PKCS8_PRIV_KEY_INFO),
                             PKCS12_SAFEBAG_get0_p8inf(bag));
    X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, NULL);
    if ((content->slow = !has_few_rounds(algorithm)))
        return NULL;
    return PKCS12_decrypt_skey_ex(bag, content->password, -1, content->library->context, NULL);
}

static bool add_key(const PKCS12_SAFEBAG *bag, struct content *content)
{
    PKCS8_PRIV_KEY_INFO *key = key_of(bag, content);
    if (!key)
        return false;
    if (content->keys++)
        PKCS8_PRIV_KEY_INFO_free(key);
    else
        content->key = key;
    return true;
}

static bool add_certificate(const PKCS12_SAFEBAG *bag, struct content *content)
{
    if (PKCS12_SAFEBAG_get_bag_nid(bag) != NID_x509Certificate)
        return true;
    X509 *certificate = PKCS12_SAFEBAG_get1_cert(bag);
    if (certificate && sk_X509_push(content->certificates, certificate) > 0)
        return true;
    X509_free(certificate);
    return false;
}

static bool add_bag(const PKCS12_SAFEBAG *bag, struct content *content)
{
    switch (PKCS12_SAFEBAG_get_nid(bag)) {
    case NID_keyBag:
    case NID_pkcs8ShroudedKeyBag:
        return add_key(bag, content);
    case NID_certBag:
        return add_certificate(bag, content);
    default:
        return true;
    }
}

static bool add_safe(PKCS7 *safe, struct content *content)
{
    STACK_OF(PKCS12_SAFEBAG) *bags = NULL;
    if (PKCS7_type_is_data(safe))
        bags = PKCS12_unpack_p7data(safe);
    else if (PKCS7_type_is_encrypted(safe) &&
             !(content->slow = !has_few_rounds(safe->d.encrypted->enc_data->algorithm)))
        bags = PKCS12_unpack_p7encdata(safe, content->password, -1);
    bool added = bags != NULL;
    for (int i = 0; added && i < sk_PKCS12_SAFEBAG_num(bags); i++)
        added = add_bag(sk_PKCS12_SAFEBAG_value(bags, i), content);
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
    return added;
}

static bool gather(PKCS12 *file, struct content *content, struct error *err)
{
    STACK_OF(PKCS7) *safes = PKCS12_unpack_authsafes(file);
    bool added = safes != NULL;
    for (int i = 0; added && i < sk_PKCS7_num(safes); i++)
        added = add_safe(sk_PKCS7_value(safes, i), content);
    sk_PKCS7_pop_free(safes, PKCS7_free);
    if (added)
        return true;
    if (content->slow)
        return fail_of_rounds(err);
    content->closed = true;
    if (content->library->legacy)
        return error_set(
            err, "key-file-not-decrypted",
            "The file cannot be decrypted: the password is wrong, or the file's encryption is "
            "unknown to OpenSSL. Correct the password, or export the key again.");
    return error_set(
        err, "key-file-not-decrypted",
        "The file cannot be decrypted: it is damaged, or encrypted in an old way for which "
        "OpenSSL's module legacy.so is missing. Export the key again, or install that module.");
}

/* Without a wrong try: the password either opens the file's seal (its MAC) or is wrong. */
static bool check_password(PKCS12 *file, const char *password, struct error *err)
{
    if (!PKCS12_mac_present(file))
        return true;
    const X509_ALGOR *algorithm;
    const ASN1_OBJECT *oid;
    const ASN1_INTEGER *rounds;
    PKCS12_get0_mac(NULL, &algorithm, NULL, &rounds, file);
    X509_ALGOR_get0(&oid, NULL, NULL, algorithm);
    if (OBJ_obj2nid(oid) == NID_undef)
        return error_set(err, "key-file-seal-unknown",
                         "The file is protected with a digest that OpenSSL does not know; "
                         "export the key again.");
    if (rounds && number_of(rounds) > ROUNDS_MAX)
        return fail_of_rounds(err);
    /* An empty password has two forms in PKCS#12. */
    if (PKCS12_verify_mac(file, password, -1) ||
        (!*password && PKCS12_verify_mac(file, NULL, 0)))
        return true;
    return error_set(err, "password-wrong",
                     "The password is wrong. It was tried once; correct it and start again.");
}

static bool refuse_gost(const ASN1_OBJECT *algorithm, struct error *err)
{
    char oid[OID_ROOM];
    OBJ_obj2txt(oid, sizeof oid, algorithm, 1);
    const char *name = key_policy_gost_name(oid);
    return !name || error_set(err, "key-is-gost",
                              "The key is of %s (%s), which OpenSSL cannot sign with. Ask the "
                              "NUC RK for an RSA key: its file is named RSA256_….p12.",
                              name, oid);
}

static bool refuse_gost_certificates(const struct content *content, struct error *err)
{
    for (int i = 0; i < sk_X509_num(content->certificates); i++) {
        X509_PUBKEY *key = X509_get_X509_PUBKEY(sk_X509_value(content->certificates, i));
        ASN1_OBJECT *algorithm;
        X509_PUBKEY_get0_param(&algorithm, NULL, NULL, NULL, key);
        if (!refuse_gost(algorithm, err))
            return false;
    }
    return true;
}

static bool take_key(const struct content *content, EVP_PKEY **key, struct error *err)
{
    if (content->keys == 0)
        return refuse_gost_certificates(content, err) &&
               error_set(
                   err, "key-file-without-key",
                   "The file holds no private key; export it again, together with its key.");
    if (content->keys > 1)
        return identity_fail_of_several(content->keys, err);
    const ASN1_OBJECT *algorithm;
    PKCS8_pkey_get0(&algorithm, NULL, NULL, NULL, content->key);
    if (!refuse_gost(algorithm, err))
        return false;
    *key = EVP_PKCS82PKEY(content->key);
    return *key || error_set(err, "key-damaged",
                             "The file's private key is damaged or of an unknown kind; export "
                             "it again, or use an RSA key.");
}

static PKCS12 *decode(const struct buf *bytes, const struct library *library)
{
    const unsigned char *at = (const unsigned char *)bytes->data;
    PKCS12 *file = PKCS12_init_ex(NID_pkcs7_data, library->context, NULL);
    if (!at || bytes->size > LONG_MAX || !d2i_PKCS12(&file, &at, (long)bytes->size)) {
        PKCS12_free(file);
        return NULL;
    }
    return file;
}

static bool read_content(PKCS12 *file, struct content *content, int64_t now,
                         struct identity *identity, struct error *err)
{
    return check_password(file, content->password, err) && gather(file, content, err) &&
           take_key(content, &identity->key, err) &&
           identity_take(identity, &content->certificates, now, err);
}

/* Opens the file with the ciphers of the library; `*closed` says that these are not enough. */
static bool open_with(const struct library *library, const struct buf *bytes,
                      const char *password, int64_t now, struct identity *identity,
                      bool *closed, struct error *err)
{
    struct content content = {
        .library = library,
        .password = password,
        .certificates = sk_X509_new_null(),
    };
    *identity = (struct identity){0};
    PKCS12 *file = decode(bytes, library);
    bool read = file ? read_content(file, &content, now, identity, err)
                     : error_set(err, "key-file-not-pkcs12",
                                 "This is not a PKCS#12 file; give the file of the key, whose "
                                 "name usually ends in .p12 or .pfx.");
    if (!read)
        identity_free(identity);
    PKCS12_free(file);
    PKCS8_PRIV_KEY_INFO_free(content.key);
    sk_X509_pop_free(content.certificates, X509_free);
    *closed = content.closed;
    return read;
}

bool pkcs12_open(const struct buf *bytes, const char *password, int64_t now,
                 struct identity *identity, struct error *err)
{
    struct library library = {0}; /* OpenSSL's own context */
    struct error fault;
    bool closed;
    bool read = open_with(&library, bytes, password, now, identity, &closed, &fault);
    if (closed) {
        library = library_open();
        read = open_with(&library, bytes, password, now, identity, &closed, &fault);
        library_close(&library);
    }
    if (!read)
        *err = fault;
    return read;
}
