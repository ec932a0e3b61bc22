/* Keys come from tests/pki.sh; OpenSSL's own command judges the signatures. */

#include "sign/cms_sign.h"

#include "base/mem.h"
#include "unit/keys.h"

#include <pthread.h>

static int set_up(void **state)
{
    return keys_make(state,
                     "rsa2048 rsa3072 rsa4096 p256 p384 p521 chain nuc expired rsa1024 k256 "
                     "explicit encipher policy future pem");
}

static struct signer *open_at(void **state, const char *name, const char *password, int64_t now,
                              struct error *err)
{
    struct buf bytes = keys_load(state, name);
    struct signer *signer = cms_sign_open(
        &(struct key_source){.bytes = &bytes, .password = password, .path = name}, now, err);
    buf_free(&bytes);
    return signer;
}

static void refuses(void **state, const char *name, const char *sentence)
{
    struct error err = {0};
    assert_null(open_at(state, name, keys_password, KEYS_NOW, &err));
    assert_string_equal(words_of(&err), sentence);
}

/* Every kind of key that may sign: its signature holds for OpenSSL. */
static void signs_with_every_kind_of_key(void **state)
{
    static const char *const names[] = {"rsa2048.p12", "rsa3072.p12", "rsa4096.p12", "p256.p12",
                                        "p384.p12",    "p521.p12",    "chain.p12",   "nuc.p12"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct signer *signer = keys_signer(state, names[i]);
        assert_string_equal(signer->name, "ҮЛГІ Әлия Мұқанқызы");
        struct buf der = keys_sign(signer);
        keys_openssl_agrees(state, &der);
        buf_free(&der);
        signer->free(signer);
    }
}

static void attributes_are_those_of_pades(void **state)
{
    char command[1000], out[16] = "";
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct buf der = keys_sign(signer);
    keys_store(state, "s.cms", der.data, der.size);
    snprintf(command, sizeof command,
             "openssl cms -cmsout -print -noout -inform DER -in '%s/s.cms' | "
             "sed -n '/signedAttrs/,/signatureAlgorithm/p' | grep -c 'object:'",
             (char *)*state);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(out, sizeof out, pipe));
    pclose(pipe);
    assert_int_equal(atoi(out), 3);
    snprintf(command, sizeof command,
             "openssl cms -cmsout -print -noout -inform DER -in '%s/s.cms' | "
             "grep -q signingTime",
             (char *)*state);
    assert_int_not_equal(system(command), 0);
    buf_free(&der);
    signer->free(signer);
}

/* Content of which the first signature, made when the key is opened, knows nothing. */
static void each_signature_is_of_its_own_content(void **state)
{
    struct signer *signer = keys_signer(state, "chain.p12");
    struct buf der = keys_sign(signer), both = {0};
    struct error err = {0};
    const struct signed_content other = {.digest = {{1}}};
    assert_int_equal(der.size, signer->room);
    keys_openssl_agrees(state, &der);
    buf_puts(&both, "before");
    assert_true(signer->sign(signer, &other, &both, &err));
    assert_int_equal(both.size, 6 + der.size);
    assert_memory_equal(both.data, "before\x30", 7);
    assert_non_null(memmem(both.data, both.size, other.digest.bytes, DIGEST_SIZE));
    assert_memory_not_equal(both.data + both.size - 256, der.data + der.size - 256, 256);
    buf_free(&der);
    buf_free(&both);
    signer->free(signer);
}

static void rsa_signatures_are_always_the_same_bytes(void **state)
{
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct buf first = keys_sign(signer), second = keys_sign(signer);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.data, second.data, first.size);
    buf_free(&first);
    buf_free(&second);
    signer->free(signer);
}

static void ecdsa_signatures_always_fit(void **state)
{
    struct signer *signer = keys_signer(state, "p256.p12");
    for (int i = 0; i < 100; i++) {
        struct buf der = keys_sign(signer);
        buf_free(&der);
    }
    signer->free(signer);
}

static void *sign_in_a_thread(void *signer)
{
    struct buf *der = mem_new(1, sizeof *der);
    for (int i = 0; i < 20; i++) {
        buf_free(der);
        *der = keys_sign(signer);
    }
    return der;
}

static void threads_sign_together(void **state)
{
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct buf alone = keys_sign(signer);
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, sign_in_a_thread, signer), 0);
    for (size_t i = 0; i < 4; i++) {
        void *made;
        pthread_join(threads[i], &made);
        struct buf *der = made;
        assert_int_equal(der->size, alone.size);
        assert_memory_equal(der->data, alone.data, alone.size);
        buf_free(der);
        free(der);
    }
    buf_free(&alone);
    signer->free(signer);
}

/* The whole of what the parts refuse is in test_pkcs12.c and test_key_policy.c. */
static void refuses_what_must_not_sign_by_its_file(void **state)
{
    refuses(state, "ca.pem",
            "ca.pem: The file holds no private key; export it again, together with its key.");
    refuses(
        state, "rsa1024.p12",
        "rsa1024.p12: The RSA key has only 1024 bits, which is no longer safe. Use an RSA key "
        "of 2048 bits or more.");
    refuses(state, "k256.p12",
            "k256.p12: The key is on the curve secp256k1, which is not supported. Use a key on "
            "P-256, P-384 or P-521, or an RSA key.");
    refuses(state, "explicit.p12",
            "explicit.p12: The key's curve is written out by its numbers and not by its name, "
            "which most programs refuse to read. Use a key on P-256, P-384 or P-521, or an RSA "
            "key.");
    refuses(state, "encipher.p12",
            "encipher.p12: The certificate of ҮЛГІ Әлия Мұқанқызы is not for signing: its key "
            "usage has neither digitalSignature nor nonRepudiation. Use another key.");
    refuses(state, "policy.p12",
            "policy.p12: The certificate of ҮЛГІ Әлия Мұқанқызы is for logging in "
            "(authentication), not for signing. Take the key made for signing: the NUC RK "
            "names its file RSA256_….p12, not AUTH_RSA256_….p12.");
    refuses(state, "future.p12",
            "future.p12: The certificate of ҮЛГІ Әлия Мұқанқызы is not yet valid: it begins on "
            "2045-01-01.");
}

static void refuses_an_expired_certificate_by_date(void **state)
{
    struct error err = {0};
    assert_null(open_at(state, "expired.p12", keys_password, 1514764801, &err));
    assert_string_equal(words_of(&err),
                        "expired.p12: The certificate of ҮЛГІ Әлия Мұқанқызы expired on "
                        "2018-01-01; ask its authority for a new one.");
    struct signer *signer = keys_signer(state, "expired.p12"); /* still good in 2017 */
    signer->free(signer);
}

/* Of the other file only what stands above the key's certificate is put into the signatures. */
static void a_chain_from_another_file_is_the_keys_own(void **state)
{
    static const char *const strangers[] = {"colleague2.pem", "ca.pem", "between.pem"};
    struct error err = {0};
    struct buf key = keys_load(state, "chain.key"), leaf = keys_load(state, "chain.pem");
    struct buf chain = {0};
    buf_add(&key, leaf.data, leaf.size);
    for (size_t i = 0; i < 3; i++) {
        struct buf one = keys_load(state, strangers[i]);
        buf_add(&chain, one.data, one.size);
        buf_free(&one);
    }
    struct key_source source = {
        .bytes = &key, .password = "", .path = "key", .chain = &chain, .chain_path = "chain"};
    struct signer *signer = cms_sign_open(&source, KEYS_NOW, &err);
    struct signer *whole = keys_signer(state, "chain.p12");
    assert_non_null(signer);
    struct buf der = keys_sign(signer), expected = keys_sign(whole);
    assert_int_equal(der.size, expected.size);
    assert_memory_equal(der.data, expected.data, der.size);
    buf_clear(&chain);
    buf_puts(&chain, "no certificate");
    assert_null(cms_sign_open(&source, KEYS_NOW, &err));
    assert_int_equal(strncmp(words_of(&err), "chain: The file holds no certificate", 36), 0);
    signer->free(signer);
    whole->free(whole);
    buf_free(&der);
    buf_free(&expected);
    buf_free(&key);
    buf_free(&leaf);
    buf_free(&chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_with_every_kind_of_key),
        cmocka_unit_test(attributes_are_those_of_pades),
        cmocka_unit_test(each_signature_is_of_its_own_content),
        cmocka_unit_test(rsa_signatures_are_always_the_same_bytes),
        cmocka_unit_test(ecdsa_signatures_always_fit),
        cmocka_unit_test(threads_sign_together),
        cmocka_unit_test(refuses_what_must_not_sign_by_its_file),
        cmocka_unit_test(refuses_an_expired_certificate_by_date),
        cmocka_unit_test(a_chain_from_another_file_is_the_keys_own),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
