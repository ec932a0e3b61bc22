/* Which algorithms of signed messages are accepted, and that a signature by them is checked. */
#include "trust/cms_algorithm.h"

#include "trust/cms_message.h"
#include "unit/messages.h"

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 p256 ed25519 ed448 pss");
}

/* Takes the message apart and checks it against keys_content; says what is wrong. */
static enum cms_verdict judge(struct buf *der, const char **why)
{
    struct cms_message message;
    struct error err = {0};
    const struct span part = {keys_content, strlen(keys_content)};
    const struct cms_content content = {.parts = &part, .count = 1};
    enum cms_verdict found =
        cms_message_read(der->data, der->size, NID_pkcs7_data, &message, &err);
    found = found == CMS_VALID ? cms_message_check(&message, &content, &err) : found;
    cms_message_free(&message);
    *why = words_of(&err);
    return found;
}

static void each_has_its_digest(void **state)
{
    static const struct {
        struct message_parts parts;
        enum cms_verdict verdict;
        const char *why;
    } cases[] = {
        {{"rsa2048", NID_sha256, NID_sha256WithRSAEncryption, NULL}, CMS_VALID, ""},
        {{"rsa2048", NID_sha384, NID_rsaEncryption, NULL}, CMS_VALID, ""},
        {{"rsa2048", NID_sha3_256, NID_RSA_SHA3_256, NULL}, CMS_VALID, ""},
        {{"p256", NID_sha256, NID_ecdsa_with_SHA256, NULL}, CMS_VALID, ""},
        {{"p256", NID_sha3_256, NID_ecdsa_with_SHA3_256, NULL}, CMS_VALID, ""},
        {{"p256", NID_sha3_384, NID_ecdsa_with_SHA3_384, NULL}, CMS_VALID, ""},
        {{"p256", NID_sha3_512, NID_ecdsa_with_SHA3_512, NULL}, CMS_VALID, ""},
        {{"ed25519", NID_sha512, NID_ED25519, NULL}, CMS_VALID, ""},
        {{"ed448", NID_shake256, NID_ED448, NULL}, CMS_VALID, ""},
        {{"p256", NID_sha256, NID_ecdsa_with_SHA3_256, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (ecdsa_with_SHA3-256) is not accepted together with the "
         "digest sha256."},
        {{"ed25519", NID_sha256, NID_ED25519, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (ED25519) is not accepted together with the digest "
         "sha256."},
        {{"ed448", NID_sha512, NID_ED448, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (ED448) is not accepted together with the digest sha512."},
        {{"p256", NID_sha1, NID_ecdsa_with_SHA1, NULL},
         CMS_UNKNOWN,
         "The signature's digest is sha1, which is not known or no longer safe: such a "
         "signature proves nothing."},
        {{"p256", NID_sha512, NID_ED25519, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (ED25519) is not one of the signer's key, which is of the "
         "kind id-ecPublicKey."},
        {{"ed448", NID_sha512, NID_ED25519, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (ED25519) is not one of the signer's key, which is of the "
         "kind ED448."},
        {{"p256", NID_sha256, NID_sha256WithRSAEncryption, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (sha256WithRSAEncryption) is not one of the signer's key, "
         "which is of the kind id-ecPublicKey."},
        {{"rsa2048", NID_sha256, NID_ecdsa_with_SHA256, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (ecdsa-with-SHA256) is not one of the signer's key, which "
         "is of the kind rsaEncryption."},
        {{"pss", NID_sha256, NID_sha256WithRSAEncryption, NULL},
         CMS_UNKNOWN,
         "The signature's algorithm (sha256WithRSAEncryption) is not one of the signer's key, "
         "which is of the kind rsassaPss."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why;
        struct buf der = message_make(state, &cases[i].parts);
        enum cms_verdict found = judge(&der, &why);
        assert_string_equal(why, cases[i].why);
        assert_int_equal(found, cases[i].verdict);
        buf_free(&der);
    }
}

static void another_byte_in_a_signature_is_seen(void **state)
{
    static const struct message_parts kinds[] = {
        {"ed25519", NID_sha512, NID_ED25519, NULL},
        {"ed448", NID_shake256, NID_ED448, NULL},
        {"p256", NID_sha3_256, NID_ecdsa_with_SHA3_256, NULL},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *why;
        struct buf der = message_make(state, &kinds[i]);
        der.data[der.size - 30] ^= 1;
        assert_int_equal(judge(&der, &why), CMS_INVALID);
        assert_string_equal(why,
                            "The signature is false: it was not made with the signer's key.");
        buf_free(&der);
    }
}

/* Signs with OpenSSL's command. */
static struct buf sign(void **state, const char *key, const char *options)
{
    char command[1500];
    snprintf(command, sizeof command,
             "cd '%s' && printf '%s' >content && openssl cms -sign -binary -in content -md "
             "sha256 -signer %s.pem -inkey %s.key -outform DER -out made %s 2>/dev/null",
             (char *)*state, keys_content, key, key, options);
    assert_int_equal(system(command), 0);
    return keys_load(state, "made");
}

static void of_pss_the_parameters_must_fit(void **state)
{
    static const struct {
        const char *key, *options, *why;
    } cases[] = {
        {"rsa2048", "-keyopt rsa_padding_mode:pss", ""},
        {"rsa2048", "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:20", ""},
        {"pss", "-keyopt rsa_padding_mode:pss", ""},
        {"rsa2048", "-keyopt rsa_padding_mode:pss -keyopt rsa_mgf1_md:sha512",
         "The parameters of RSASSA-PSS name the digests sha256 and sha512 (of the mask), where "
         "the signature has sha256: whoever signs so uses one digest alone."},
        {"rsa2048", "-keyopt rsa_padding_mode:pss -keyopt rsa_mgf1_md:sha1",
         "The parameters of RSASSA-PSS name the digests sha256 and sha1 (of the mask), where "
         "the signature has sha256: whoever signs so uses one digest alone."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why;
        struct buf der = sign(state, cases[i].key, cases[i].options);
        enum cms_verdict found = judge(&der, &why);
        assert_string_equal(why, cases[i].why);
        assert_int_equal(found, *why ? CMS_UNKNOWN : CMS_VALID);
        buf_free(&der);
    }
}

/* The attribute cMSAlgorithmProtection (RFC 6211) with these algorithms. */
static void protect(int digest, int algorithm, int tag, struct buf *attribute)
{
    struct buf both = {0}, value = {0}, set = {0};
    ASN1_OBJECT *type = OBJ_txt2obj("1.2.840.113549.1.9.52", 1);
    unsigned char *der = NULL;
    int size = i2d_ASN1_OBJECT(type, &der);
    message_algorithm(&both, 0x30, digest);
    message_algorithm(&both, tag, algorithm);
    message_wrap(&value, 0x30, &both);
    buf_add(&set, der, (size_t)size);
    OPENSSL_free(der);
    ASN1_OBJECT_free(type);
    message_wrap(&set, 0x31, &value);
    message_wrap(attribute, 0x30, &set);
}

static void protected_algorithms_are_compared(void **state)
{
    static const struct {
        int digest, algorithm, tag;
        enum cms_verdict verdict;
    } cases[] = {
        {NID_sha256, NID_ecdsa_with_SHA256, 0xA1, CMS_VALID},
        {NID_sha384, NID_ecdsa_with_SHA256, 0xA1, CMS_INVALID},
        {NID_sha256, NID_ecdsa_with_SHA384, 0xA1, CMS_INVALID},
        {NID_sha256, NID_ecdsa_with_SHA256, 0xA2, CMS_INVALID}, /* as of a MAC */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why;
        struct buf attribute = {0};
        protect(cases[i].digest, cases[i].algorithm, cases[i].tag, &attribute);
        struct buf der =
            message_make(state, &(struct message_parts){"p256", NID_sha256,
                                                        NID_ecdsa_with_SHA256, &attribute});
        assert_int_equal(judge(&der, &why), cases[i].verdict);
        assert_string_equal(why, cases[i].verdict == CMS_VALID
                                     ? ""
                                     : "The signature's algorithms are not those that its "
                                       "signer protected from being exchanged.");
        buf_free(&attribute);
        buf_free(&der);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_has_its_digest),
        cmocka_unit_test(another_byte_in_a_signature_is_seen),
        cmocka_unit_test(protected_algorithms_are_compared),
        cmocka_unit_test(of_pss_the_parameters_must_fit),
    };
    return cmocka_run_group_tests_name("cms_algorithm", tests, set_up, keys_remove);
}
