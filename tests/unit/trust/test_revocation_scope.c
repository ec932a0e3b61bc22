/* A certificate that has ended is dropped from lists and answers. */
#include "trust/revocation_scope.h"

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

enum { DAY = 24 * 60 * 60, END = 1600000000 };

static X509 *certificate_ending(time_t end)
{
    X509 *certificate = X509_new();
    assert_non_null(certificate);
    assert_non_null(ASN1_TIME_set(X509_getm_notAfter(certificate), end));
    return certificate;
}

/* Says whether a list of that time, which keeps those that ended since `kept` (0: it does not
 * say), speaks of the certificate. */
static bool list_speaks(const X509 *certificate, time_t given, time_t kept)
{
    X509_CRL *list = X509_CRL_new();
    ASN1_TIME *time = ASN1_TIME_set(NULL, given);
    assert_true(list && X509_CRL_set1_lastUpdate(list, time));
    if (kept) {
        unsigned char *der = NULL;
        ASN1_GENERALIZEDTIME *since = ASN1_GENERALIZEDTIME_set(NULL, kept);
        ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new();
        ASN1_OBJECT *kind = OBJ_txt2obj("2.5.29.60", 1);
        int size = i2d_ASN1_GENERALIZEDTIME(since, &der);
        assert_true(size > 0 && ASN1_OCTET_STRING_set(value, der, size));
        X509_EXTENSION *extension = X509_EXTENSION_create_by_OBJ(NULL, kind, 0, value);
        assert_true(X509_CRL_add_ext(list, extension, -1));
        X509_EXTENSION_free(extension);
        ASN1_OBJECT_free(kind);
        ASN1_OCTET_STRING_free(value);
        ASN1_GENERALIZEDTIME_free(since);
        OPENSSL_free(der);
    }
    bool speaks = revocation_scope_of_list(list, certificate);
    ASN1_TIME_free(time);
    X509_CRL_free(list);
    return speaks;
}

/* The same of an answer. */
static bool answer_speaks(const X509 *certificate, time_t given, time_t kept)
{
    OCSP_BASICRESP *answer = OCSP_BASICRESP_new();
    X509_NAME *name = X509_NAME_new();
    ASN1_BIT_STRING *key = ASN1_BIT_STRING_new();
    ASN1_INTEGER *serial = ASN1_INTEGER_new();
    OCSP_CERTID *id = OCSP_cert_id_new(EVP_sha1(), name, key, serial);
    ASN1_TIME *time = ASN1_TIME_set(NULL, given);
    OCSP_SINGLERESP *single =
        OCSP_basic_add1_status(answer, id, V_OCSP_CERTSTATUS_GOOD, 0, NULL, time, NULL);
    assert_non_null(single);
    if (kept) {
        ASN1_GENERALIZEDTIME *since = ASN1_GENERALIZEDTIME_set(NULL, kept);
        assert_true(OCSP_SINGLERESP_add1_ext_i2d(single, NID_id_pkix_OCSP_archiveCutoff, since,
                                                 0, X509V3_ADD_DEFAULT));
        ASN1_GENERALIZEDTIME_free(since);
    }
    bool speaks = revocation_scope_of_answer(single, certificate);
    ASN1_TIME_free(time);
    OCSP_CERTID_free(id);
    X509_NAME_free(name);
    ASN1_BIT_STRING_free(key);
    ASN1_INTEGER_free(serial);
    OCSP_BASICRESP_free(answer);
    return speaks;
}

static void what_comes_before_the_end_speaks_of_it(void **state)
{
    (void)state;
    X509 *certificate = certificate_ending(END);
    assert_true(list_speaks(certificate, END, 0));
    assert_false(list_speaks(certificate, END + 1, 0));
    assert_true(answer_speaks(certificate, END, 0));
    assert_false(answer_speaks(certificate, END + 1, 0));
    X509_free(certificate);
}

static void so_does_what_keeps_those_that_have_ended(void **state)
{
    (void)state;
    X509 *certificate = certificate_ending(END);
    assert_true(list_speaks(certificate, END + 30 * DAY, END - DAY));
    assert_false(list_speaks(certificate, END + 30 * DAY, END + DAY));
    assert_true(answer_speaks(certificate, END + 30 * DAY, END - DAY));
    assert_false(answer_speaks(certificate, END + 30 * DAY, END + DAY));
    X509_free(certificate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_before_the_end_speaks_of_it),
        cmocka_unit_test(so_does_what_keeps_those_that_have_ended),
    };
    return cmocka_run_group_tests_name("revocation_scope", tests, NULL, NULL);
}
