#include "pdf/pdf_xref.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

static const struct pdf_trailer trailer = {
    .catalog = 3, .info = 4, .id = {0xAB}, .revision = {0xCD}};

/* Unpacks the rows of a section and undoes their differences. */
static void read_rows(const struct buf *out, uint8_t *rows, size_t row_size, size_t count)
{
    uint8_t packed[400];
    uLongf size = sizeof packed;
    const char *stream = strstr(out->data, "\nstream\n") + 8;
    assert_int_equal(uncompress(packed, &size, (const Bytef *)stream,
                                (uLong)(out->data + out->size - stream)),
                     Z_OK);
    assert_int_equal(size, count * (1 + row_size));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(packed[i * (1 + row_size)], 2);
        for (size_t k = 0; k < row_size; k++)
            rows[i * row_size + k] = (uint8_t)(packed[i * (1 + row_size) + 1 + k] +
                                               (i ? rows[(i - 1) * row_size + k] : 0));
    }
}

static void rows_say_where_objects_stand(void **state)
{
    (void)state;
    static const uint8_t wanted[] = {0, 0, 0,    0, 1, 0x01, 0x2C, 0, /* 0 and 1 */
                                     2, 0, 1,    0, 2, 0,    1,    1, /* 3 and 4, packed */
                                     1, 1, 0x90, 0};                  /* itself, at 400 */
    struct pdf_xref xref = {0};
    struct flate *flate = flate_new(FLATE_QUICK);
    struct buf out = {0};
    uint8_t rows[sizeof wanted];
    pdf_xref_add(&xref, (struct pdf_xref_entry){.number = 4, .stream = 1, .place = 1});
    pdf_xref_add(&xref, (struct pdf_xref_entry){.number = 1, .place = 200});
    pdf_xref_add(&xref, (struct pdf_xref_entry){.number = 3, .stream = 1, .place = 0});
    pdf_xref_add(&xref, (struct pdf_xref_entry){.number = 1, .place = 300}); /* the later */
    pdf_xref_write(&xref, 5, 400, &trailer, flate, &out);
    assert_memory_equal(out.data, "5 0 obj\n<</Type/XRef/Size 6/Index[0 2 3 3]/W[1 2 1]", 50);
    assert_non_null(strstr(out.data, "/Root 3 0 R/Info 4 0 R"));
    assert_non_null(strstr(out.data, "/ID[<AB000000000000000000000000000000>"
                                     "<CD000000000000000000000000000000>]"));
    assert_non_null(strstr(out.data, "/DecodeParms<</Predictor 12/Columns 4>>"));
    assert_null(strstr(out.data, "/Prev"));
    read_rows(&out, rows, 4, 5);
    assert_memory_equal(rows, wanted, sizeof wanted);
    buf_clear(&out);
    pdf_xref_end(&xref, &out);
    assert_string_equal(out.data, "startxref\n400\n%%EOF\n");
    buf_free(&out);
    flate_free(flate);
    pdf_xref_free(&xref);
}

/* A long file remembers its sections by the one before alone. */
static void a_section_leads_to_the_one_before(void **state)
{
    (void)state;
    struct pdf_xref xref = {0};
    struct flate *flate = flate_new(FLATE_QUICK);
    struct buf out = {0};
    pdf_xref_write(&xref, 5, 400, &trailer, flate, &out);
    buf_clear(&out);
    pdf_xref_add(&xref, (struct pdf_xref_entry){.number = 6, .place = 70000});
    pdf_xref_write(&xref, 7, 80000, &trailer, flate, &out);
    assert_memory_equal(out.data, "7 0 obj\n<</Type/XRef/Size 8/Index[6 2]/W[1 3 1]", 46);
    assert_non_null(strstr(out.data, "/Prev 400/"));
    buf_free(&out);
    flate_free(flate);
    pdf_xref_free(&xref);
}

static void a_short_section_is_written_as_it_is(void **state)
{
    (void)state;
    static const char wanted[] = "/Length 12>>\nstream\n"
                                 "\0\0\0\0\1\1\x2C\0\1\1\x90\0"
                                 "\nendstream\nendobj\n";
    struct pdf_xref xref = {0};
    struct buf out = {0};
    pdf_xref_add(&xref, (struct pdf_xref_entry){.number = 1, .place = 300});
    pdf_xref_write(&xref, 2, 400, &trailer, NULL, &out);
    assert_null(strstr(out.data, "/Filter"));
    assert_true(out.size > sizeof wanted);
    assert_memory_equal(out.data + out.size - (sizeof wanted - 1), wanted, sizeof wanted - 1);
    buf_free(&out);
    pdf_xref_free(&xref);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_say_where_objects_stand),
        cmocka_unit_test(a_section_leads_to_the_one_before),
        cmocka_unit_test(a_short_section_is_written_as_it_is),
    };
    return cmocka_run_group_tests_name("pdf_xref", tests, NULL, NULL);
}
