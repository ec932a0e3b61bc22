/* Certificates and signatures that are spoilt: the fuzzers of tests/fuzz on a set of inputs
 * that is the same every time. */
#define LLVMFuzzerTestOneInput fuzz_pdf
#include "fuzz/fuzz_pdf.c"

#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_cms
#include "fuzz/fuzz_cms.c"

#include "unit/feed.h"

static void spoilt_pdf(void **state)
{
    (void)state;
    feed(fuzz_pdf, "tests/fuzz/seeds/pdf", 400);
}

static void spoilt_cms(void **state)
{
    (void)state;
    feed(fuzz_cms, "tests/fuzz/seeds/cms", 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_pdf),
        cmocka_unit_test(spoilt_cms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
