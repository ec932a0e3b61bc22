#include "existing.h"

#include "digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

/* The least file that has an /ID whose second part is the digest of what stands before it. */
static struct buf unsigned_file(void)
{
    struct buf pdf = {0};
    buf_puts(&pdf, "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    size_t table = pdf.size;
    buf_puts(&pdf, "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
                   "trailer\n<< /Size 2 /Root 1 0 R /ID [");
    put_hex(&pdf, id);
    struct digest digest = digest_of(&(struct span){pdf.data, pdf.size}, 1);
    put_hex(&pdf, digest.bytes);
    buf_printf(&pdf, "] >>\nstartxref\n%zu\n%%%%EOF\n", table);
    return pdf;
}

static void test_the_same_and_whole(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    assert_int_equal(existing_compare(&pdf, id, false, 0), EXISTING_SAME);
    buf_free(&pdf);
}

static void test_another_one(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    const uint8_t other[16] = "another one's";
    assert_int_equal(existing_compare(&pdf, other, false, 0), EXISTING_OTHER);
    buf_clear(&pdf);
    assert_int_equal(existing_compare(&pdf, id, false, 0), EXISTING_OTHER);
    buf_puts(&pdf, "no PDF at all");
    assert_int_equal(existing_compare(&pdf, id, false, 0), EXISTING_OTHER);
    buf_free(&pdf);
}

static void test_every_changed_byte_is_noticed(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    for (size_t i = 0; i + strlen("\n%%EOF\n") < pdf.size; i++) {
        pdf.data[i] ^= 1;
        if (existing_compare(&pdf, id, false, 0) == EXISTING_SAME)
            fail_msg("byte %zu of %zu was changed, and nobody noticed", i, pdf.size);
        pdf.data[i] ^= 1;
    }
    buf_free(&pdf);
}

static void test_a_signed_one_needs_its_signature(void **state)
{
    (void)state;
    struct buf pdf = unsigned_file();
    assert_int_equal(existing_compare(&pdf, id, true, 0), EXISTING_DAMAGED);
    buf_free(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_and_whole),
        cmocka_unit_test(test_another_one),
        cmocka_unit_test(test_every_changed_byte_is_noticed),
        cmocka_unit_test(test_a_signed_one_needs_its_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
