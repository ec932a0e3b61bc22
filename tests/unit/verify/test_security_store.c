/* Certificates come from tests/pki.sh. */
#include "verify/security_store.h"

#include "unit/keys.h"
#include "unit/read_pdf.h"
#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/x509.h>

#include <cmocka.h>

static int set_up(void **state)
{
    return keys_make(state, "rsa2048");
}

/* A document with that entry in its catalog. Object 3 is a stream that holds no certificate, 4
 * a text, 5 a stream that holds `der`. Returns how many certificates are read, -1 for no store.
 */
static int certificates_of(const char *entry, const struct buf *der)
{
    struct tiny tiny;
    struct buf text = {0};
    struct pdf_reader pdf;
    struct validation_store *evidence;
    struct error err = {0};
    tiny_begin(&tiny);
    buf_printf(&text, "<</Type/Catalog/Pages 2 0 R%s>>", entry);
    tiny_object(&tiny, text.data);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, "<</Length 4>>\nstream\nnone\nendstream");
    tiny_object(&tiny, "(text)");
    tiny.offsets[tiny.count] = tiny.pdf.size;
    buf_printf(&tiny.pdf, "%zu 0 obj\n<</Length %zu>>\nstream\n", tiny.count++, der->size);
    buf_add(&tiny.pdf, der->data, der->size);
    buf_puts(&tiny.pdf, "\nendstream\nendobj\n");
    tiny_end(&tiny, "/Root 1 0 R");
    read_pdf_open(&pdf, &tiny.pdf);
    if (!security_store_read(&pdf, 0, &evidence, &err))
        fail_msg("%s", words_of(&err));
    int count = evidence ? sk_X509_num(validation_store_certificates(evidence)) : -1;
    validation_store_free(evidence);
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);
    buf_free(&text);
    return count;
}

static struct buf certificate(void **state)
{
    char command[600];
    snprintf(command, sizeof command,
             "cd '%s' && openssl x509 -in rsa2048.pem -outform DER -out der", (char *)*state);
    assert_int_equal(system(command), 0);
    return keys_load(state, "der");
}

static void a_document_may_have_none(void **state)
{
    struct buf der = certificate(state);
    assert_int_equal(certificates_of("", &der), -1);
    assert_int_equal(certificates_of("/DSS null", &der), -1);
    assert_int_equal(certificates_of("/DSS[1]", &der), -1);
    assert_int_equal(certificates_of("/DSS<<>>", &der), 0);
    buf_free(&der);
}

/* What cannot be read proves nothing, and keeps nothing else from being read. */
static void what_is_damaged_is_left_out(void **state)
{
    struct buf der = certificate(state);
    assert_int_equal(certificates_of("/DSS<</Certs[3 0 R 4 0 R 9 0 R 5 0 R]>>", &der), 1);
    assert_int_equal(certificates_of("/DSS<</Certs 5 0 R>>", &der), 0);
    assert_int_equal(certificates_of("/DSS<</CRLs[5 0 R]>>", &der), 0);
    der.size--;
    assert_int_equal(certificates_of("/DSS<</Certs[5 0 R]>>", &der), 0);
    buf_free(&der);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_may_have_none),
        cmocka_unit_test(what_is_damaged_is_left_out),
    };
    return cmocka_run_group_tests_name("security_store", tests, set_up, keys_remove);
}
