#include "verify/fields.h"

#include "unit/read_pdf.h"
#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The document of a form with these fields; objects from 3 on are `objects`, up to NULL. */
struct form {
    struct buf bytes;
    struct pdf_reader pdf;
    struct fields found;
    struct error err;
};

static bool find(struct form *form, const char *fields, const char *const *objects)
{
    struct tiny tiny;
    char catalog[4096];
    *form = (struct form){0};
    snprintf(catalog, sizeof catalog, "<</Type/Catalog/Pages 2 0 R%s>>", fields);
    tiny_begin(&tiny);
    tiny_object(&tiny, catalog);
    tiny_object(&tiny, tiny_pages);
    while (objects && *objects)
        tiny_object(&tiny, *objects++);
    tiny_end(&tiny, "/Root 1 0 R");
    form->bytes = tiny.pdf;
    read_pdf_open(&form->pdf, &form->bytes);
    return fields_find(&form->pdf, &form->found, &form->err);
}

static void close_form(struct form *form)
{
    pdf_reader_close(&form->pdf);
    buf_free(&form->bytes);
}

static void assert_text(const struct form *form, const struct pdf_lexer_value *value,
                        const char *text)
{
    assert_int_equal(value->end - value->at, strlen(text));
    assert_memory_equal(form->bytes.data + value->at, text, strlen(text));
}

static void assert_refused(const char *fields, const char *const *objects, bool damaged,
                           const char *why)
{
    struct form form;
    assert_false(find(&form, fields, objects));
    assert_string_equal(words_of(&form.err), why);
    assert_int_equal(form.found.damaged, damaged);
    close_form(&form);
}

static void a_document_may_have_no_form(void **state)
{
    (void)state;
    struct form form;
    assert_true(find(&form, "", NULL));
    assert_int_equal(form.found.count + form.found.empty_count, 0);
    close_form(&form);
}

/* Kids inherit the type; other fields are passed over. */
static void signatures_are_told_from_empty_fields(void **state)
{
    (void)state;
    struct form form;
    const char *const objects[] = {"<</FT/Sig/Kids[4 0 R 5 0 R]>>", "<</T(right)>>",
                                   "<</T(left)/V 6 0 R>>",          "<</Type/Sig>>",
                                   "<</FT/Tx/T(text)/V(Әлия)>>",    NULL};
    assert_true(find(&form, "/AcroForm<</Fields[3 0 R 7 0 R]>>", objects));
    assert_int_equal(form.found.count, 1);
    assert_text(&form, &form.found.names[0], "(left)");
    assert_text(&form, &form.found.signatures[0], "<</Type/Sig>>");
    assert_int_equal(form.found.empty_count, 1);
    assert_text(&form, &form.found.empty[0], "(right)");
    close_form(&form);
}

static void a_full_name_is_of_all_that_a_field_stands_in(void **state)
{
    (void)state;
    struct form form;
    struct buf name = {0};
    const char *const objects[] = {"<</FT/Sig/T(Signatures)/Kids[4 0 R]>>",
                                   "<</Kids[5 0 R 6 0 R]>>",
                                   "<</T<FEFF04D8>/V 7 0 R/Lock 8 0 R>>",
                                   "<</T(empty)>>",
                                   "<</Type/Sig>>",
                                   "<</Action/All>>",
                                   NULL};
    assert_true(find(&form, "/AcroForm<</Fields[3 0 R]>>", objects));
    assert_int_equal(form.found.count, 1);
    fields_full_name(&form.pdf, &form.found, 0, &name);
    assert_string_equal(buf_text(&name), "Signatures.Ә");
    assert_text(&form, &form.found.locks[0], "<</Action/All>>");
    buf_free(&name);
    close_form(&form);
}

static void a_shared_signature_is_refused(void **state)
{
    (void)state;
    const char *const objects[] = {"<</FT/Sig/T(a)/V 5 0 R>>", "<</FT/Sig/T(b)/V 5 0 R>>",
                                   "<</Type/Sig>>", NULL};
    assert_refused("/AcroForm<</Fields[3 0 R 4 0 R]>>", objects, true,
                   "Two fields share a signature.");
}

/* Fields that contain each other have no end. */
static void a_form_has_bounds(void **state)
{
    (void)state;
    const char *const circle[] = {"<</T(a)/Kids[3 0 R]>>", NULL};
    assert_refused("/AcroForm<</Fields[3 0 R]>>", circle, false,
                   "The form's fields are nested too deeply.");
    const char *const field[] = {"<<>>", NULL};
    char many[4096] = "/AcroForm<</Fields[";
    for (size_t i = 0; i < 257; i++)
        strcat(many, "3 0 R ");
    assert_refused(strcat(many, "]>>"), field, false, "The form has more than 256 fields.");
}

static void one_object_cannot_be_read_for_ever(void **state)
{
    (void)state;
    char large[2000] = "<</T(a)/Kids[", few[200] = "/AcroForm<</Fields[";
    for (size_t i = 0; i < 16; i++)
        strcat(few, "3 0 R ");
    for (size_t i = 0; i < 8; i++)
        strcat(large, "4 0 R ");
    strcat(large, "]/Pad(");
    memset(large + strlen(large), 'x', 1500);
    strcat(large, ")>>");
    const char *const objects[] = {large, "<<>>", NULL};
    assert_refused(strcat(few, "]>>"), objects, false,
                   "The objects of the form are together more than 8 times as large as the "
                   "file.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_may_have_no_form),
        cmocka_unit_test(signatures_are_told_from_empty_fields),
        cmocka_unit_test(a_full_name_is_of_all_that_a_field_stands_in),
        cmocka_unit_test(a_shared_signature_is_refused),
        cmocka_unit_test(a_form_has_bounds),
        cmocka_unit_test(one_object_cannot_be_read_for_ever),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
