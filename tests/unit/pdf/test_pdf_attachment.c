#include "pdf/pdf_attachment.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct attachment row = {
    .name = "row.json",
    .type = "application/json",
    .about = "Куәлік деректері",
    .bytes = {"{\"name\":\"Әлия\"}", 19},
};

static void write_objects(struct pdf_object *set, struct buf *out)
{
    size_t offsets[9];
    struct error err = {0};
    if (!pdf_object_write(set, out, offsets, &err))
        fail_msg("%s", words_of(&err));
    pdf_object_free(set);
}

static void assert_has(const struct buf *out, const char *text)
{
    if (!strstr(buf_text(out), text))
        fail_msg("«%s» is not in %s", text, buf_text(out));
}

/* Both ways lead to it: the list of files that viewers show, and what PDF/A-3 wants (6.8). */
static void the_catalog_names_it_as_data(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    pdf_attachment_add(&row, 5, 6, pdf_object_dict(set, 1), set);
    write_objects(set, &out);
    assert_has(&out, "/EmbeddedFiles <<\n/Names [ (row.json) 5 0 R ]");
    assert_has(&out, "/AF [ 5 0 R ]");
    assert_has(&out, "5 0 obj\n<<\n/Type /Filespec\n/F (row.json)\n/UF (row.json)\n/Desc ");
    assert_has(&out, "/AFRelationship /Data");
    assert_has(&out, "/F 6 0 R\n/UF 6 0 R");
    buf_free(&out);
}

static void the_file_has_its_type_time_and_size(void **state)
{
    (void)state;
    const struct pdf_origin origin = {.time = 1507183200, .offset = 360};
    struct pdf_object *set = pdf_object_new();
    struct flate *flate = flate_new(FLATE_QUICK);
    struct buf out = {0};
    pdf_attachment_add_file(&row, 6, &origin, flate, set);
    write_objects(set, &out);
    assert_has(&out, "/Type /EmbeddedFile\n/Subtype /application#2Fjson\n");
    assert_has(&out, "/Size 19");
    assert_has(&out, "/ModDate (D:20171005120000+06'00')");
    assert_has(&out, "/Filter /FlateDecode");
    flate_free(flate);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalog_names_it_as_data),
        cmocka_unit_test(the_file_has_its_type_time_and_size),
    };
    return cmocka_run_group_tests_name("pdf_attachment", tests, NULL, NULL);
}
