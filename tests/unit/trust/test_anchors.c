#include "trust/anchors.h"

#include "unit/keys.h"

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 stranger");
}

static void anchors_must_be_certificates(void **state)
{
    struct error err = {0};
    struct buf pem = keys_load(state, "rsa2048.p12");
    assert_null(anchors_new(&pem, "trust.pem", &err));
    assert_string_equal(
        words_of(&err),
        "trust.pem: The file holds no certificate, neither in PEM form (-----BEGIN "
        "CERTIFICATE-----) nor in DER form (.cer).");
    buf_free(&pem);
    pem = keys_load(state, "ca.pem");
    buf_puts(&pem, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assert_null(anchors_new(&pem, "trust.pem", &err));
    assert_string_equal(words_of(&err), "trust.pem: One of the certificates is damaged.");
    buf_free(&pem);
}

static void files_add_up(void **state)
{
    struct error err = {0};
    struct buf one = keys_load(state, "ca.pem"), other = keys_load(state, "other.pem");
    struct anchors *anchors = anchors_new(&one, "ca.pem", &err);
    assert_non_null(anchors);
    assert_true(anchors_add(anchors, &other, "other.pem", &err));
    other.size = 40;
    other.data[40] = '\0';
    assert_false(anchors_add(anchors, &other, "other.pem", &err));
    assert_non_null(strstr(words_of(&err), "other.pem: The file holds no certificate"));
    anchors_free(anchors);
    buf_free(&one);
    buf_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anchors_must_be_certificates),
        cmocka_unit_test(files_add_up),
    };
    return cmocka_run_group_tests_name("anchors", tests, set_up, keys_remove);
}
