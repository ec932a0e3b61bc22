#include "trust/ess.h"

#include "unit/messages.h"

static int set_up(void **state)
{
    return keys_make(state, "chain stranger");
}

static X509 *load(void **state, const char *name)
{
    struct buf pem = keys_load(state, name);
    BIO *text = BIO_new_mem_buf(pem.data, (int)pem.size);
    X509 *x509 = PEM_read_bio_X509(text, NULL, NULL, NULL);
    BIO_free(text);
    buf_free(&pem);
    assert_non_null(x509);
    return x509;
}

/* Appends an ESSCertID, or an ESSCertIDv2 that names its digest if that is not SHA-256; issuer
 * and serial number are those of `issued`, if there is one. */
static void put_id(struct buf *ids, X509 *certificate, int kind, X509 *issued)
{
    unsigned char *der = NULL, digest[64];
    unsigned count = sizeof digest;
    struct buf id = {0}, octets = {0}, both = {0}, names = {0}, name = {0};
    int size = i2d_X509(certificate, &der);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_get_digestbynid(kind), NULL);
    EVP_DigestUpdate(context, der, (size_t)size);
    if (kind == NID_shake256)
        EVP_DigestFinalXOF(context, digest, count);
    else
        EVP_DigestFinal_ex(context, digest, &count);
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    if (kind != NID_sha256 && kind != NID_sha1)
        message_algorithm(&id, 0x30, kind);
    buf_add(&octets, digest, count);
    message_wrap(&id, 0x04, &octets);
    if (issued) {
        der = NULL;
        size = i2d_X509_NAME(X509_get_issuer_name(issued), &der);
        buf_add(&name, der, (size_t)size);
        OPENSSL_free(der);
        message_wrap(&names, 0xA4, &name);
        message_wrap(&both, 0x30, &names);
        der = NULL;
        size = i2d_ASN1_INTEGER(X509_get_serialNumber(issued), &der);
        buf_add(&both, der, (size_t)size);
        OPENSSL_free(der);
        message_wrap(&id, 0x30, &both);
    }
    message_wrap(ids, 0x30, &id);
}

/* Says whether the IDs, which are released, name `signer` with `between` travelling along. */
static bool names(struct buf *ids, enum ess_version version, X509 *signer, X509 *between)
{
    struct buf list = {0}, value = {0};
    message_wrap(&list, 0x30, ids);
    message_wrap(&value, 0x30, &list);
    STACK_OF(X509) *others = sk_X509_new_null();
    sk_X509_push(others, signer);
    sk_X509_push(others, between);
    bool named = ess_names(value.data, value.size, version, signer, others);
    sk_X509_free(others);
    buf_free(&value);
    return named;
}

static void the_first_is_the_signers(void **state)
{
    static const int kinds[] = {NID_sha256, NID_sha384, NID_sha512, NID_sha3_256, NID_shake256};
    X509 *signer = load(state, "chain.pem"), *between = load(state, "between.pem");
    struct buf ids = {0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        put_id(&ids, signer, kinds[i], NULL);
        assert_true(names(&ids, ESS_V2, signer, between));
        put_id(&ids, signer, kinds[i], signer);
        assert_true(names(&ids, ESS_V2, signer, between));
        put_id(&ids, signer, kinds[i], between);
        assert_false(names(&ids, ESS_V2, signer, between));
        put_id(&ids, between, kinds[i], NULL);
        assert_false(names(&ids, ESS_V2, signer, between));
    }
    put_id(&ids, signer, NID_sha1, signer);
    assert_true(names(&ids, ESS_V1, signer, between));
    put_id(&ids, signer, NID_sha1, NULL);
    assert_false(names(&ids, ESS_V2, signer, between));
    assert_false(names(&ids, ESS_V2, signer, between)); /* nobody is named */
    X509_free(signer);
    X509_free(between);
}

static void the_others_must_travel_along(void **state)
{
    X509 *signer = load(state, "chain.pem"), *between = load(state, "between.pem"),
         *stranger = load(state, "stranger.pem");
    struct buf ids = {0};
    put_id(&ids, signer, NID_sha256, signer);
    put_id(&ids, between, NID_sha384, between);
    assert_true(names(&ids, ESS_V2, signer, between));
    put_id(&ids, between, NID_sha256, between);
    put_id(&ids, signer, NID_sha256, signer);
    assert_false(names(&ids, ESS_V2, signer, between));
    put_id(&ids, signer, NID_sha256, signer);
    put_id(&ids, stranger, NID_sha256, stranger);
    assert_false(names(&ids, ESS_V2, signer, between));
    X509_free(signer);
    X509_free(between);
    X509_free(stranger);
}

/* However it breaks off, it is not read behind its end. */
static void what_breaks_off_names_nobody(void **state)
{
    X509 *signer = load(state, "chain.pem");
    struct buf ids = {0}, list = {0}, value = {0};
    put_id(&ids, signer, NID_sha384, signer);
    message_wrap(&list, 0x30, &ids);
    message_wrap(&value, 0x30, &list);
    STACK_OF(X509) *nobody = sk_X509_new_null();
    for (size_t size = 0; size <= value.size; size++) {
        char *copy = malloc(size + !size);
        memcpy(copy, value.data, size);
        assert_int_equal(ess_names(copy, size, ESS_V2, signer, nobody), size == value.size);
        free(copy);
    }
    sk_X509_free(nobody);
    buf_free(&value);
    X509_free(signer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_is_the_signers),
        cmocka_unit_test(the_others_must_travel_along),
        cmocka_unit_test(what_breaks_off_names_nobody),
    };
    return cmocka_run_group_tests_name("ess", tests, set_up, keys_remove);
}
