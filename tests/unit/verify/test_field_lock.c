/* What a lock is on: judged as ISO 32000 says, and for all fields where it cannot be read. */

#include "verify/field_lock.h"

#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Opens a document whose object 4 is the signature and object 5 the lock; release both. */
static struct field_lock open_lock(const char *signature, const char *lock, struct buf *bytes,
                                   struct pdf_reader *pdf)
{
    struct tiny tiny;
    struct error err = {0};
    struct field_lock found = {0};
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, signature);
    tiny_object(&tiny, lock);
    tiny_object(&tiny, "(B)");
    tiny_end(&tiny, tiny_trailer);
    *bytes = tiny.pdf;
    assert_true(pdf_reader_open(pdf, bytes->data, bytes->size, &err));
    assert_true(pdf_reader_object(pdf, 4, &found.signature, &err));
    assert_true(pdf_reader_object(pdf, 5, &found.field, &err));
    return found;
}

static bool covers(const char *signature, const char *lock, const char *field)
{
    struct buf bytes, name = {0};
    struct pdf_reader pdf;
    struct field_lock found = open_lock(signature, lock, &bytes, &pdf);
    buf_puts(&name, field);
    bool covered = field_lock_covers(&pdf, &found, &name);
    buf_free(&name);
    pdf_reader_close(&pdf);
    buf_free(&bytes);
    return covered;
}

static void a_lock_is_on_the_fields_that_it_names(void **state)
{
    static const struct {
        const char *lock;
        bool covers;
    } cases[] = {
        {"<</Action/All>>", true},
        {"<</Action/Include/Fields[(A)(B)]>>", true},
        {"<</Action/Include/Fields[6 0 R]>>", true},
        {"<</Action/Include/Fields[<FEFF0042>]>>", true},
        {"<</Action/Include/Fields[(B.C)]>>", true},
        {"<</Action/Include/Fields[(B.C.D)(A)(C)(BC)(B.)]>>", false},
        {"<</Action/Include/Fields[]>>", false},
        {"<</Action/Exclude/Fields[(B.C)]>>", false},
        {"<</Action/Exclude/Fields[(B)]>>", false},
        {"<</Action/Exclude/Fields[(A)]>>", true},
        {"<</Action/Exclude/Fields[]>>", true},
        {"<</Action/Odd/Fields[(B)]>>", true},
        {"<</Fields[(A)]>>", true},
        {"<</Action/Include>>", true},
        {"<</Action/Include/Fields[(A) 9]>>", true},
        {"<</Action/Include/Fields(A)>>", true},
        {"[]", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char signature[200];
        snprintf(signature, sizeof signature,
                 "<</Reference[<</TransformMethod/DocMDP>><</TransformMethod/FieldMDP"
                 "/TransformParams %s>>]>>",
                 cases[i].lock);
        if (covers("<<>>", cases[i].lock, "B.C") != cases[i].covers)
            fail_msg("the field's %s", cases[i].lock);
        if (covers(signature, "null", "B.C") != cases[i].covers)
            fail_msg("the signature's %s", cases[i].lock);
    }
    assert_false(covers("<<>>", "null", "B"));
    assert_true(covers("<</Reference(odd)>>", "null", "B"));
    assert_true(covers("<</Reference[(odd)]>>", "null", "B"));
}

static void a_lock_may_be_the_last_word(void **state)
{
    static const struct {
        const char *lock;
        bool is_final;
    } cases[] = {
        {"null", false},
        {"<</Action/All>>", false},
        {"<</Action/All/P 3>>", false},
        {"<</Action/All/P 2>>", false},
        {"<</Action/All/P 1>>", true},
        {"<</Action/All/P(odd)>>", true},
        {"(odd)", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf bytes;
        struct pdf_reader pdf;
        struct field_lock found = open_lock("<<>>", cases[i].lock, &bytes, &pdf);
        if (field_lock_is_final(&pdf, &found) != cases[i].is_final)
            fail_msg("%s", cases[i].lock);
        pdf_reader_close(&pdf);
        buf_free(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_is_on_the_fields_that_it_names),
        cmocka_unit_test(a_lock_may_be_the_last_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
