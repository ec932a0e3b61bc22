
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

enum { NOW = 1507183200 }; /* 5 October 2017 */

static const uint8_t id[16] = "0123456789abcde";
/* … and that of tiny_pdf.h. */
static const uint8_t tiny_id[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

static void put_hex(struct buf *out, const uint8_t bytes[16])
{
    buf_putc(out, '<');
    for (size_t i = 0; i < 16; i++)
        buf_printf(out, "%02X", bytes[i]);
    buf_putc(out, '>');
}

/* The least file that has an /ID whose second part is the digest of all else, or, as it was
 * before objects were packed, of all before it. */
static struct buf digested_file(bool earlier)
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
    struct digest digest = hash_of(others, earlier ? 1 : 2);
    put_hex(&pdf, digest.bytes);
    buf_add(&pdf, end.data, end.size);
    buf_free(&end);
    return pdf;
}

static struct buf unsigned_file(void)
{
    return digested_file(false);
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

/* Changes every `step`th byte in turn: the file must never be what it was. */
static void change_every_byte(struct buf *pdf, const uint8_t there[16],
                              const struct digest *identity, size_t step, enum existing was)
{
    assert_int_equal(existing_compare(pdf, there, identity, NOW, NULL), was);
    for (size_t i = 0; i < pdf->size; i += step) {
        pdf->data[i] ^= 1;
        if (existing_compare(pdf, there, identity, NOW, NULL) == was)
            fail_msg("byte %zu of %zu was changed, and nobody noticed", i, pdf->size);
        pdf->data[i] ^= 1;
    }
}

static void test_every_changed_byte_is_noticed(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    change_every_byte(&pdf, id, NULL, 1, EXISTING_SAME);
    buf_free(&pdf);
}

static void test_one_of_an_earlier_version(void **state)
{
    (void)state;
    const struct digest identity = {{1}};
    struct buf pdf = digested_file(true);
    assert_int_equal(existing_compare(&pdf, id, &identity, NOW, NULL), EXISTING_EARLIER);
    change_every_byte(&pdf, id, NULL, 1, EXISTING_EARLIER);
    buf_puts(&pdf, "\n");
    assert_int_equal(existing_compare(&pdf, id, NULL, NOW, NULL), EXISTING_DAMAGED);
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

static struct signer *open_key(const char *folder, const char *name)
{
    char path[300];
    struct buf key = {0};
    struct error err = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(file_read(path, 1 << 20, &key, &err));
    struct signer *signer = cms_sign_open(
        &(struct key_source){.bytes = &key, .password = "demo-2017", .path = name}, NOW, &err);
    assert_non_null(signer);
    buf_free(&key);
    return signer;
}

static struct buf sign_tiny(const struct signer *signer)
{
    struct tiny tiny;
    struct error err;
    struct pades_signature signature = {0};
    tiny_new(&tiny, pades_room(signer, NULL) + 20); /* ten bytes more than it needs */
    assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, signer, &signature, &err));
    buf_free(&signature.der);
    return tiny.pdf;
}

/* The /ID is for all to see: whoever puts it into a file of their own can sign that, too. */
static void forge(const struct signer *ours, const struct signer *stranger)
{
    struct buf own = sign_tiny(ours), forged = sign_tiny(stranger);
    const struct digest *identity = &ours->identity;
    assert_int_equal(existing_compare(&own, tiny_id, identity, NOW, NULL), EXISTING_SAME);
    assert_int_equal(existing_compare(&own, id, identity, NOW, NULL), EXISTING_OTHER);
    assert_int_equal(existing_compare(&own, tiny_id, NULL, NOW, NULL), EXISTING_SIGNED);
    assert_int_equal(existing_compare(&forged, tiny_id, identity, NOW, NULL), EXISTING_FOREIGN);
    assert_int_equal(existing_compare(&forged, tiny_id, NULL, NOW, NULL), EXISTING_SIGNED);
    buf_free(&own);
    buf_free(&forged);
}

/* Of 16,000 bytes nearly all are the signature's: they are changed by turns. */
static void damage(const struct signer *ours)
{
    struct buf own = sign_tiny(ours);
    change_every_byte(&own, tiny_id, &ours->identity, 17, EXISTING_SAME);
    buf_puts(&own, "\n");
    assert_int_equal(existing_compare(&own, tiny_id, &ours->identity, NOW, NULL),
                     EXISTING_DAMAGED);
    buf_free(&own);
}

/* A certificate that shows the words of a signature's dictionary has them before that. */
static void mislead(const struct signer *ours)
{
    struct tiny tiny;
    struct error err;
    struct pades_signature signature = {0};
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<<>>"
                       "/Annots[4 0 R]/Tabs(/ByteRange[0 20 22 400])>>");
    tiny_object(&tiny, tiny_field);
    tiny_signature(&tiny, pades_room(ours, NULL));
    tiny_end(&tiny, tiny_trailer);
    assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, ours, &signature, &err));
    assert_int_equal(existing_compare(&tiny.pdf, tiny_id, &ours->identity, NOW, NULL),
                     EXISTING_SAME);
    buf_free(&signature.der);
    buf_free(&tiny.pdf);
}

static void test_signed_ones(void **state)
{
    (void)state;
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
    forge(ours, stranger);
    damage(ours);
    mislead(ours);
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
        cmocka_unit_test(test_one_of_an_earlier_version),
        cmocka_unit_test(test_a_signed_one_needs_its_signature),
        cmocka_unit_test(test_signed_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
