/* Keys come from tests/pki.sh; OpenSSL's own command judges the statement, too. */

#include "vouch/seal_statement.h"

#include "unit/keys.h"

/* The text of a key is anything here. */
static const char *const own = keys_content, *const other = "another key";

static int set_up(void **state)
{
    return keys_make(state, "p256");
}

static struct buf text(const char *bytes)
{
    struct buf buf = {0};
    buf_puts(&buf, bytes);
    return buf;
}

/* The statement of p256.p12 about `own`. */
static struct buf make_statement(void **state)
{
    struct signer *signer = keys_signer(state, "p256.p12");
    struct signature_level level = {.level = PADES_B};
    const struct voucher voucher = {.signer = signer, .time = KEYS_NOW, .level = &level};
    struct buf pem = text(own), der = {0};
    struct error err = {0};
    assert_true(seal_statement_make(&voucher, &pem, &der, &err));
    buf_free(&pem);
    signer->free(signer);
    return der;
}

static struct cms_report judge(const struct buf *der, const char *key,
                               const struct anchors *anchors)
{
    struct cms_report report = {.verdict = CMS_UNKNOWN};
    struct buf pem = text(key);
    seal_statement_judge(der, &pem, anchors, KEYS_NOW, &report);
    buf_free(&pem);
    return report;
}

static void a_statement_is_about_its_key_alone(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    struct buf der = make_statement(state);
    assert_int_equal(judge(&der, own, anchors).verdict, CMS_VALID);
    assert_int_equal(judge(&der, own, NULL).verdict, CMS_UNTRUSTED);
    struct cms_report report = judge(&der, other, anchors);
    assert_int_equal(report.verdict, CMS_INVALID);
    assert_string_equal(words_of(&report.why),
                        "The statement is about another key of seals than this one. Get it "
                        "from the issuer, with the key.");
    der.data[der.size - 1] ^= 1; /* of the signature's value */
    report = judge(&der, own, anchors);
    assert_int_equal(report.verdict, CMS_INVALID);
    assert_null(strstr(words_of(&report.why), "another key"));
    buf_free(&der);
    anchors_free(anchors);
}

static void openssl_agrees(void **state)
{
    struct buf der = make_statement(state);
    keys_openssl_agrees(state, &der);
    buf_free(&der);
}

static void it_stands_beside_the_key(void **state)
{
    (void)state;
    static const char *const places[][2] = {
        {"keys/seal.pem", "keys/seal.p7s"},
        {"seal.2026.pem", "seal.2026.p7s"},
        {"keys.d/seal", "keys.d/seal.p7s"},
        {"мөр/кілт.pem", "мөр/кілт.p7s"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_string_equal(seal_statement_path(places[i][0], &arena), places[i][1]);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_is_about_its_key_alone),
        cmocka_unit_test(openssl_agrees),
        cmocka_unit_test(it_stands_beside_the_key),
    };
    return cmocka_run_group_tests_name("seal_statement", tests, set_up, keys_remove);
}
