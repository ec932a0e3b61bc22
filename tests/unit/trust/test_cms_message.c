/* Messages are made by OpenSSL's command line, and taken apart. */
#include "trust/cms_message.h"

#include "trust/cms_algorithm.h"
#include "unit/messages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <openssl/cms.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <cmocka.h>

static int set_up(void **state)
{
    return keys_make(state, "chain stranger");
}

static struct buf sign(void **state, const char *options)
{
    char command[1500];
    snprintf(command, sizeof command,
             "cd '%s' && printf '%s' >content && openssl cms -sign -binary -in content "
             "-signer chain.pem -inkey chain.key -outform DER -out made %s 2>/dev/null",
             (char *)*state, keys_content, options);
    assert_int_equal(system(command), 0);
    return keys_load(state, "made");
}

/* Takes the message apart and checks it, with the text or with its digest alone; says what is
 * wrong. */
static enum cms_verdict judge(const struct buf *der, const char *text, bool whole,
                              const char **why)
{
    struct cms_message message;
    struct error err = {0};
    const struct span part = {text, strlen(text)};
    const struct digest digest = hash_of(&part, 1);
    const struct cms_content content = {.parts = whole ? &part : NULL,
                                        .count = whole ? 1 : 0,
                                        .digest = whole ? NULL : &digest};
    enum cms_verdict found =
        cms_message_read(der->data, der->size, NID_pkcs7_data, &message, &err);
    found = found == CMS_VALID ? cms_message_check(&message, &content, &err) : found;
    cms_message_free(&message);
    *why = words_of(&err);
    return found;
}

static void a_true_one_is_valid(void **state)
{
    const char *why;
    struct buf der = sign(state, "-md sha256 -cades");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_VALID);
    assert_int_equal(judge(&der, keys_content, false, &why), CMS_VALID);
    assert_int_equal(judge(&der, "something else", true, &why), CMS_INVALID);
    assert_string_equal(why,
                        "The document was changed after it was signed: its digest differs.");
    buf_free(&der);
}

/* Of a document that is too large to keep, only its SHA-256 is known. */
static void another_digest_needs_the_text(void **state)
{
    const char *why;
    struct buf der = sign(state, "-md sha512");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_VALID);
    assert_int_not_equal(judge(&der, keys_content, false, &why), CMS_VALID);
    buf_free(&der);
    der = sign(state, "-md sha1");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_non_null(strstr(why, "digest is sha1, which is not known or no longer safe"));
    buf_free(&der);
}

static void what_is_not_all_of_it_proves_nothing(void **state)
{
    const char *why;
    struct buf der = sign(state, "-md sha256");
    buf_putc(&der, '\0');
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_string_equal(why,
                        "The signature is damaged: it is not a CMS message in strict DER.");
    der.size -= 2;
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    buf_free(&der);
    der = sign(state, "-md sha256 -nodetach");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_string_equal(why, "The signature is not detached from what it signs.");
    buf_free(&der);
    der = sign(state, "-md sha256 -nocerts");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_string_equal(why, "The signer's certificate is not in the signature.");
    buf_free(&der);
}

/* Signs `content` without signed attributes. */
static struct buf sign_bare(void **state, const char *content, const char *options)
{
    char command[1500];
    snprintf(command, sizeof command,
             "cd '%s' && printf '%%s' '%s' >bare && openssl cms -sign -binary -noattr -in bare "
             "-signer chain.pem -inkey chain.key -outform DER -out made %s 2>/dev/null",
             (char *)*state, content, options);
    assert_int_equal(system(command), 0);
    return keys_load(state, "made");
}

/* It is legal for a PDF; of anything else nothing says whether it is what was signed, or
 * attributes of something else. */
static void without_attributes_only_a_pdf_is_taken(void **state)
{
    static const char absent[] =
        "The signature has no signed attributes: it does not say what it is a signature of.";
    static const char pdf[] = "%PDF-1.7 and so on";
    const char *why;
    struct buf der = sign_bare(state, pdf, "-md sha256");
    assert_int_equal(judge(&der, pdf, true, &why), CMS_VALID);
    assert_int_equal(judge(&der, "%PDF-1.7 and so forth", true, &why), CMS_INVALID);
    assert_non_null(strstr(why, "The signature is not of this document"));
    assert_int_equal(judge(&der, pdf, false, &why), CMS_UNKNOWN); /* it cannot be seen */
    assert_string_equal(why, absent);
    der.data[der.size - 9] ^= 1;
    assert_int_equal(judge(&der, pdf, true, &why), CMS_INVALID);
    buf_free(&der);
    der = sign_bare(state, keys_content, "-md sha256");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_string_equal(why, absent);
    buf_free(&der);
    der = sign_bare(state, pdf, "-md sha1");
    assert_int_equal(judge(&der, pdf, true, &why), CMS_UNKNOWN);
    buf_free(&der);
    der = sign_bare(state, pdf, "-md sha256 -keyopt rsa_padding_mode:pss");
    assert_int_equal(judge(&der, pdf, true, &why), CMS_INVALID);
    buf_free(&der);
}

/* F. Strenzke's attack: whoever takes the signed attributes away is left with a true signature
 * of their DER. */
static void signed_attributes_are_no_content(void **state)
{
    static const struct message_parts parts = {"chain", NID_sha256, NID_sha256WithRSAEncryption,
                                               NULL};
    struct buf whole = message_build(state, &parts, false),
               stripped = message_build(state, &parts, true), attributes = {0}, content = {0};
    const char *why;
    assert_int_equal(judge(&whole, keys_content, true, &why), CMS_VALID);
    message_attributes(&parts, &attributes);
    message_wrap(&content, 0x31, &attributes);
    struct cms_message message;
    struct error err = {0};
    const struct span part = {content.data, content.size};
    assert_int_equal(
        cms_message_read(stripped.data, stripped.size, NID_pkcs7_data, &message, &err),
        CMS_VALID);
    assert_true(cms_algorithm_holds_of(message.info, message.signer, NID_sha256, &part, 1));
    assert_int_equal(cms_message_check(&message, &(struct cms_content){&part, 1, NULL}, &err),
                     CMS_UNKNOWN);
    assert_string_equal(err.what.code, "signature-attributes-absent");
    cms_message_free(&message);
    buf_free(&whole);
    buf_free(&stripped);
    buf_free(&content);
}

/* What is signed besides does no harm; what is not signed anybody may have added. */
static void an_attribute_without_known_meaning_is_told(void **state)
{
    struct buf text = {0}, attribute = {0};
    struct cms_message message;
    struct error err = {0};
    struct digest digest = keys_content_digest();
    const struct cms_content content = {.digest = &digest};
    static const char value[] = "\x13\x01X"; /* a PrintableString */
    buf_puts(&text, value);
    message_attribute(&attribute, NID_pkcs9_challengePassword, &text);
    const struct message_parts parts = {"chain", NID_sha256, NID_sha256WithRSAEncryption,
                                        &attribute};
    struct buf der = message_make(state, &parts);
    assert_int_equal(cms_message_read(der.data, der.size, NID_pkcs7_data, &message, &err),
                     CMS_VALID);
    assert_int_equal(cms_message_check(&message, &content, &err), CMS_VALID);
    assert_string_equal(message.unknown, "1.2.840.113549.1.9.7");
    assert_true(CMS_unsigned_add1_attr_by_NID(message.info, NID_pkcs9_challengePassword,
                                              V_ASN1_PRINTABLESTRING, "X", 1) == 1);
    assert_int_equal(cms_message_check(&message, &content, &err), CMS_UNKNOWN);
    assert_string_equal(err.what.code, "attribute-unknown");
    cms_message_free(&message);
    buf_free(&der);
    buf_free(&attribute);
}

/* The certificate is there, and it is told what is wrong with how it is named. */
static void a_signer_is_not_named_by_a_key_identifier(void **state)
{
    const char *why;
    struct buf der = sign(state, "-md sha256 -keyid");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_non_null(strstr(why, "names its signer by an identifier of the key"));
    buf_free(&der);
}

static void another_form_is_not_called_damaged(void **state)
{
    const char *why;
    struct buf der = sign(state, "-md sha256 -outform PEM");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_non_null(strstr(why, "is in PEM form; it is to be in DER."));
    buf_free(&der);
}

static void a_second_signer_is_one_too_many(void **state)
{
    const char *why;
    struct buf der = sign(state, "-md sha256 -signer stranger.pem -inkey stranger.key");
    assert_int_equal(judge(&der, keys_content, true, &why), CMS_UNKNOWN);
    assert_string_equal(why, "The signature does not have exactly one signer.");
    buf_free(&der);
}

/* Whoever travels along without need could be taken for the signer. */
static void only_the_chain_may_travel_along(void **state)
{
    static const struct {
        const char *options;
        bool alone;
    } cases[] = {
        {"-md sha256", true},
        {"-md sha256 -certfile between.pem", false}, /* the chain below is the signer alone */
        {"-md sha256 -certfile stranger.pem", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cms_message message;
        struct error err = {0};
        struct buf der = sign(state, cases[i].options);
        assert_int_equal(cms_message_read(der.data, der.size, NID_pkcs7_data, &message, &err),
                         CMS_VALID);
        STACK_OF(X509) *chain = sk_X509_new_null();
        sk_X509_push(chain, message.signer);
        assert_int_equal(cms_message_has_no_strangers(&message, chain), cases[i].alone);
        sk_X509_free(chain);
        cms_message_free(&message);
        buf_free(&der);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_true_one_is_valid),
        cmocka_unit_test(another_digest_needs_the_text),
        cmocka_unit_test(what_is_not_all_of_it_proves_nothing),
        cmocka_unit_test(without_attributes_only_a_pdf_is_taken),
        cmocka_unit_test(signed_attributes_are_no_content),
        cmocka_unit_test(an_attribute_without_known_meaning_is_told),
        cmocka_unit_test(a_signer_is_not_named_by_a_key_identifier),
        cmocka_unit_test(another_form_is_not_called_damaged),
        cmocka_unit_test(a_second_signer_is_one_too_many),
        cmocka_unit_test(only_the_chain_may_travel_along),
    };
    return cmocka_run_group_tests_name("cms_message", tests, set_up, keys_remove);
}
