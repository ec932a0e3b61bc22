#include "pdf/pdf_metadata.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

static const struct pdf_origin origin = {
    .producer = "kualik 1.0", .time = 1507183200, .offset = 360};

static struct document titled(const char *title)
{
    return (struct document){
        .title = title, .author = "", .subject = "", .keywords = "", .lang = "kk"};
}

/* Unpacks the stream behind `object` into `text`. */
static size_t unpack(const char *object, const char *end, char *text, size_t size)
{
    const char *stream = strstr(object, "\nstream\n") + 8;
    uLongf unpacked = (uLongf)size - 1;
    assert_int_equal(
        uncompress((Bytef *)text, &unpacked, (const Bytef *)stream, (uLong)(end - stream)),
        Z_OK);
    text[unpacked] = '\0';
    return unpacked;
}

static void info_and_xmp_say_the_same(void **state)
{
    (void)state;
    struct document document = titled("A & B");
    document.author = "Author";
    struct flate *flate = flate_new(FLATE_QUICK);
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t offsets[3];
    struct error err;
    char xmp[4096];
    pdf_metadata_add(&document, &origin, 1, 2, flate, set);
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_non_null(strstr(out.data, "1 0 obj\n<<\n/Title (A & B)\n/Author (Author)\n"
                                     "/Creator (kualik 1.0)\n/Producer (kualik 1.0)\n"
                                     "/CreationDate (D:20171005120000+06'00')\n"));
    assert_non_null(strstr(out.data, "/Type /Metadata\n/Subtype /XML\n"));
    unpack(out.data + offsets[2], out.data + out.size, xmp, sizeof xmp);
    assert_non_null(strstr(xmp, ">A &amp; B<"));
    assert_non_null(strstr(xmp, ">Author<"));
    assert_non_null(strstr(xmp, "<pdf:Producer>kualik 1.0<"));
    assert_non_null(strstr(xmp, "<xmp:CreateDate>2017-10-05T12:00:00+06:00<"));
    buf_free(&out);
    pdf_object_free(set);
    flate_free(flate);
}

static void colours_mean_srgb(void **state)
{
    (void)state;
    struct flate *flate = flate_new(FLATE_QUICK);
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t offsets[8];
    struct error err;
    char profile[4096];
    assert_true(pdf_metadata_add_intent(5, flate, set, &err));
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_non_null(strstr(out.data, "5 0 obj\n<<\n/Type /OutputIntent\n/S /GTS_PDFA1\n"));
    assert_non_null(strstr(out.data, "/DestOutputProfile 6 0 R\n"));
    assert_non_null(strstr(out.data + offsets[6], "/N 3\n"));
    assert_true(unpack(out.data + offsets[6], out.data + out.size, profile, sizeof profile) >
                128);
    assert_memory_equal(profile + 12, "mntrRGB XYZ ", 12);
    buf_free(&out);
    pdf_object_free(set);
    flate_free(flate);
}

static void the_catalog_leads_to_all_else(void **state)
{
    (void)state;
    const struct pdf_catalog catalog = {
        .number = 1, .pages = 2, .metadata = 3, .structure = 4, .intent = 5, .lang = "kk"};
    struct pdf_object *set = pdf_object_new();
    struct pdf_dict *preferences;
    struct buf out = {0};
    size_t offsets[2];
    struct error err;
    pdf_dict_ref(pdf_catalog_add(&catalog, set, &preferences), "Outlines", 6);
    pdf_dict_name(preferences, "PrintScaling", "None");
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_string_equal(
        out.data, "1 0 obj\n<<\n/Type /Catalog\n/Pages 2 0 R\n/Metadata 3 0 R\n/Lang (kk)\n"
                  "/MarkInfo <<\n/Marked true\n>>\n/StructTreeRoot 4 0 R\n"
                  "/ViewerPreferences <<\n/DisplayDocTitle true\n/PrintScaling /None\n>>\n"
                  "/OutputIntents [ 5 0 R ]\n/Outlines 6 0 R\n>>\nendobj\n");
    buf_free(&out);
    pdf_object_free(set);
}

static void what_metadata_cannot_hold_is_refused(void **state)
{
    (void)state;
    struct error err = {0};
    struct document document = titled("");
    assert_false(pdf_metadata_check(&document, &origin, &err));
    assert_string_equal(words_of(&err), "The document has no title, which PDF/UA demands. Give "
                                        "it one: title in [document] of the template.");
    document = titled("A");
    assert_true(pdf_metadata_check(&document, &origin, &err));
    document.subject = "A\x01";
    assert_false(pdf_metadata_check(&document, &origin, &err));
    assert_non_null(strstr(words_of(&err), "subject has a control character"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(info_and_xmp_say_the_same),
        cmocka_unit_test(colours_mean_srgb),
        cmocka_unit_test(the_catalog_leads_to_all_else),
        cmocka_unit_test(what_metadata_cannot_hold_is_refused),
    };
    return cmocka_run_group_tests_name("pdf_metadata", tests, NULL, NULL);
}
