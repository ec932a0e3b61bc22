
#include "issue/existing.h"

#include "base/file.h"
#include "base/hash.h"
#include "sign/cms_sign.h"
#include "sign/pades.h"
#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t id[16] = "0123456789abcde";

static void put_hex(struct buf *out, const uint8_t bytes[16])
{
    buf_putc(out, '<');
    for (size_t i = 0; i < 16; i++)
        buf_printf(out, "%02X", bytes[i]);
    buf_putc(out, '>');
}

/* The least file that has an /ID whose second part is the digest of all else. */
static struct buf unsigned_file(void)
{
    struct buf pdf = {0};
    buf_puts(&pdf, "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    size_t table = pdf.size;
    buf_puts(&pdf, "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
                   "trailer\n<< /Size 2 /Root 1 0 R /ID [");
    put_hex(&pdf, id);
    struct buf end = {0};
    buf_printf(&end, "] >>\nstartxref\n%zu\n%%%%EOF\n", table);
    const struct span others[] = {{pdf.data, pdf.size}, {end.data, end.size}};
    struct digest digest = hash_of(others, 2);
    put_hex(&pdf, digest.bytes);
    buf_add(&pdf, end.data, end.size);
    buf_free(&end);
    return pdf;
}

static void test_the_same_and_whole(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    assert_int_equal(existing_compare(&pdf, id, NULL, 0, NULL), EXISTING_SAME);
    buf_free(&pdf);
}

static void test_another_one(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    const uint8_t other[16] = "another one's";
    assert_int_equal(existing_compare(&pdf, other, NULL, 0, NULL), EXISTING_OTHER);
    pdf.size -= 9;
    assert_int_equal(existing_compare(&pdf, id, NULL, 0, NULL), EXISTING_DAMAGED);
    buf_clear(&pdf);
    assert_int_equal(existing_compare(&pdf, id, NULL, 0, NULL), EXISTING_DAMAGED);
    buf_puts(&pdf, "no PDF at all");
    assert_int_equal(existing_compare(&pdf, id, NULL, 0, NULL), EXISTING_DAMAGED);
    buf_free(&pdf);
}

static void test_every_changed_byte_is_noticed(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    for (size_t i = 0; i + strlen("\n%%EOF\n") < pdf.size; i++) {
        pdf.data[i] ^= 1;
        if (existing_compare(&pdf, id, NULL, 0, NULL) == EXISTING_SAME)
            fail_msg("byte %zu of %zu was changed, and nobody noticed", i, pdf.size);
        pdf.data[i] ^= 1;
    }
    buf_free(&pdf);
}

static void test_a_signed_one_needs_its_signature(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    const struct digest identity = {{1}};
    assert_int_equal(existing_compare(&pdf, id, &identity, 0, NULL), EXISTING_UNSIGNED);
    buf_free(&pdf);
}

enum { NOW = 1507183200 }; /* 5 October 2017 */

static struct signer *open_key(const char *folder, const char *name)
{
    char path[300];
    struct buf key = {0};
    struct error err = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(file_read(path, 1 << 20, &key, &err));
    struct signer *signer = cms_sign_open(&key, "demo-2017", name, NOW, &err);
    assert_non_null(signer);
    buf_free(&key);
    return signer;
}

/* The /ID is for all to see: whoever puts it into a file of their own can sign that, too. */
static void test_a_forged_one_has_another_signer(void **state)
{
    (void)state;
    const uint8_t tiny_id[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const char *temporary = getenv("TMPDIR");
    char folder[200], command[600];
    snprintf(folder, sizeof folder, "%s/kualik-existing-XXXXXX",
             temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command, "sh tests/pki.sh '%s' rsa2048 stranger >/dev/null 2>&1",
             folder);
    assert_int_equal(system(command), 0);
    struct signer *ours = open_key(folder, "rsa2048.p12");
    struct signer *stranger = open_key(folder, "stranger.p12");
    struct signer *const signers[] = {ours, stranger};
    for (size_t i = 0; i < 2; i++) {
        struct tiny tiny;
        struct error err;
        struct pades_signature signature = {0};
        tiny_new(&tiny, pades_room(signers[i]));
        assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, signers[i], &signature, &err));
        assert_int_equal(existing_compare(&tiny.pdf, tiny_id, &ours->identity, NOW, NULL),
                         i ? EXISTING_FOREIGN : EXISTING_SAME);
        assert_int_equal(existing_compare(&tiny.pdf, id, &ours->identity, NOW, NULL),
                         i ? EXISTING_FOREIGN : EXISTING_OTHER);
        assert_int_equal(existing_compare(&tiny.pdf, tiny_id, NULL, NOW, NULL),
                         EXISTING_SIGNED);
        buf_free(&signature.der);
        buf_free(&tiny.pdf);
    }
    ours->free(ours);
    stranger->free(stranger);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_and_whole),
        cmocka_unit_test(test_another_one),
        cmocka_unit_test(test_every_changed_byte_is_noticed),
        cmocka_unit_test(test_a_signed_one_needs_its_signature),
        cmocka_unit_test(test_a_forged_one_has_another_signer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
