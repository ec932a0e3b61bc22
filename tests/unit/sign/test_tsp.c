/* Requests and what is no answer to them; OpenSSL's own authority answers in
 * tests/e2e/timestamps.sh. */
#include "sign/tsp.h"

#include <openssl/ts.h>
#include <openssl/x509.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct digest imprint = {{1, 2, 3}};

static void a_request_tells_digest_nonce_and_policy(void **state)
{
    struct error err;
    struct buf der = {0}, other = {0};
    (void)state;
    struct TS_req_st *request = tsp_request(&imprint, "1.2.398.3.3.2.6.4", &err);
    assert_non_null(request);
    assert_true(tsp_encode(request, &der, &err));
    tsp_request_free(request);

    const unsigned char *at = (const unsigned char *)der.data;
    TS_REQ *read = d2i_TS_REQ(NULL, &at, (long)der.size);
    assert_non_null(read);
    const ASN1_OCTET_STRING *digest = TS_MSG_IMPRINT_get_msg(TS_REQ_get_msg_imprint(read));
    char policy[64];
    OBJ_obj2txt(policy, sizeof policy, TS_REQ_get_policy_id(read), 1);
    assert_int_equal(TS_REQ_get_version(read), 1);
    assert_int_equal(ASN1_STRING_length(digest), DIGEST_SIZE);
    assert_memory_equal(ASN1_STRING_get0_data(digest), imprint.bytes, DIGEST_SIZE);
    assert_string_equal(policy, "1.2.398.3.3.2.6.4");
    assert_true(TS_REQ_get_cert_req(read));
    assert_non_null(TS_REQ_get_nonce(read));
    TS_REQ_free(read);

    request = tsp_request(&imprint, "1.2.398.3.3.2.6.4", &err);
    assert_true(tsp_encode(request, &other, &err));
    assert_true(other.size != der.size || memcmp(other.data, der.data, der.size) != 0);
    tsp_request_free(request);
    buf_free(&der);
    buf_free(&other);
}

static void a_policy_is_a_number(void **state)
{
    struct error err;
    (void)state;
    assert_null(tsp_request(&imprint, "emailProtection", &err));
    assert_string_equal(err.what.code, "tsa-policy-invalid");
    assert_null(tsp_request(&imprint, "1.x", &err));
}

/* TimeStampResp ::= SEQUENCE { PKIStatusInfo, … } */
static void what_holds_no_time_stamp_is_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *code;
    } answers[] = {
        {"", 0, "timestamp-damaged"},
        {"nonsense", 8, "timestamp-damaged"},
        {"\x30\x05\x30\x03\x02\x01\x02", 7, "timestamp-refused"},  /* rejection */
        {"\x30\x05\x30\x03\x02\x01\x00", 7, "timestamp-damaged"},  /* granted, and nothing */
        {"\x30\x05\x30\x03\x02\x01\x02x", 8, "timestamp-damaged"}, /* something behind */
    };
    struct error err;
    struct buf token = {0};
    (void)state;
    struct TS_req_st *request = tsp_request(&imprint, NULL, &err);
    X509_STORE *anchors = X509_STORE_new();
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct buf der = {0};
        buf_add(&der, answers[i].bytes, answers[i].size);
        assert_false(tsp_accept(request, &der, anchors, NULL, &token, &err));
        assert_string_equal(err.what.code, answers[i].code);
        buf_free(&der);
    }
    assert_int_equal(token.size, 0);
    X509_STORE_free(anchors);
    tsp_request_free(request);
}

static void without_a_signature_there_is_nothing_to_stamp(void **state)
{
    struct error err;
    struct digest digest;
    struct buf der = {0}, token = {0};
    (void)state;
    buf_puts(&der, "nonsense");
    assert_false(tsp_imprint(&der, &digest, &err));
    assert_false(tsp_attach(&der, &token, &err));
    assert_string_equal(buf_text(&der), "nonsense");
    buf_free(&der);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_tells_digest_nonce_and_policy),
        cmocka_unit_test(a_policy_is_a_number),
        cmocka_unit_test(what_holds_no_time_stamp_is_refused),
        cmocka_unit_test(without_a_signature_there_is_nothing_to_stamp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
