#include "pdf/xmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct xmp example = {.title = "Сертификат: «A» <&>",
                                   .author = "",
                                   .subject = "",
                                   .keywords = "куәлік, сертификат",
                                   .creator = "kualik",
                                   .producer = "kualik 1.0",
                                   .part = 2,
                                   .time = "2017-10-05T12:00:00+06:00"};

static void both_standards_are_declared(void **state)
{
    (void)state;
    struct buf out = {0};
    xmp_packet(&example, &out);
    assert_memory_equal(out.data, "<?xpacket begin=\"\xEF\xBB\xBF\"", 19);
    assert_non_null(strstr(out.data, "<pdfaid:part>2</pdfaid:part>"));
    assert_non_null(strstr(out.data, "<pdfaid:conformance>A</pdfaid:conformance>"));
    assert_non_null(strstr(out.data, "<pdfuaid:part>1</pdfuaid:part>"));
    assert_non_null(strstr(out.data, "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"));
    assert_string_equal(out.data + out.size - strlen("<?xpacket end=\"r\"?>"),
                        "<?xpacket end=\"r\"?>");
    buf_free(&out);
}

static void texts_are_escaped_and_empty_ones_left_out(void **state)
{
    (void)state;
    struct buf out = {0};
    xmp_packet(&example, &out);
    assert_non_null(strstr(out.data, ">Сертификат: «A» &lt;&amp;&gt;</rdf:li>"));
    assert_non_null(strstr(out.data, "<pdf:Keywords>куәлік, сертификат</pdf:Keywords>"));
    assert_null(strstr(out.data, "dc:creator"));
    assert_null(strstr(out.data, "dc:description"));
    buf_free(&out);
}

static void xml_cannot_hold_everything(void **state)
{
    (void)state;
    assert_true(xmp_holds(""));
    assert_true(xmp_holds("Ә\tә\n"));
    assert_false(xmp_holds("a\rb"));
    assert_false(xmp_holds("\x01"));
    assert_false(xmp_holds("a\xEF\xBF\xBF"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_standards_are_declared),
        cmocka_unit_test(texts_are_escaped_and_empty_ones_left_out),
        cmocka_unit_test(xml_cannot_hold_everything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
