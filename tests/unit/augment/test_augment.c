/* Files from outside are only added to when that leaves them whole: spoilt ones, byte by byte,
 * are refused or extended, and never crash. tests/e2e/levels.sh extends good ones. */
#include "augment/augment.h"
#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct validator *nobody(void)
{
    struct error err;
    struct validator *validator =
        validation_new(&(struct validation_options){.timeout = 1}, &err);
    assert_non_null(validator);
    return validator;
}

static void a_signature_that_is_none_is_told(void **state)
{
    struct validator *validator = nobody();
    const struct augmenter augmenter = {.validation = validator};
    struct tiny tiny;
    struct error err;
    bool changed;
    (void)state;
    tiny_new(&tiny, 100);
    size_t size = tiny.pdf.size;
    assert_false(augment(&augmenter, PADES_LTA, &tiny.pdf, &changed, &err));
    assert_string_equal(err.what.code, "signature-damaged-message");
    assert_int_equal(tiny.pdf.size, size);
    assert_false(changed);
    buf_free(&tiny.pdf);
    validation_free(validator);
}

static void spoilt_files_stay_as_they_are(void **state)
{
    struct validator *validator = nobody();
    const struct augmenter augmenter = {.validation = validator};
    struct tiny tiny;
    (void)state;
    tiny_new(&tiny, 100);
    for (size_t i = 0; i < tiny.pdf.size; i++) {
        static const char spoilers[] = {'\0', '9', '/', '<', 'R'};
        for (size_t j = 0; j < sizeof spoilers; j++) {
            struct error err;
            bool changed;
            struct buf spoilt = {0};
            buf_add(&spoilt, tiny.pdf.data, tiny.pdf.size);
            spoilt.data[i] = spoilers[j];
            assert_false(augment(&augmenter, PADES_LTA, &spoilt, &changed, &err));
            assert_int_equal(spoilt.size, tiny.pdf.size);
            buf_free(&spoilt);
        }
    }
    buf_free(&tiny.pdf);
    validation_free(validator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_that_is_none_is_told),
        cmocka_unit_test(spoilt_files_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
