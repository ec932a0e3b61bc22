/* Templates and patterns that are spoilt: the fuzzers of tests/fuzz on a set of inputs that
 * is the same every time. */
#define LLVMFuzzerTestOneInput fuzz_template
#include "fuzz/fuzz_template.c"

#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_pattern
#include "fuzz/fuzz_pattern.c"

#include "unit/feed.h"

static void spoilt_template(void **state)
{
    (void)state;
    feed(fuzz_template, "tests/fuzz/seeds/template", 300);
}

static void spoilt_pattern(void **state)
{
    (void)state;
    feed(fuzz_pattern, "tests/fuzz/seeds/pattern", 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_template),
        cmocka_unit_test(spoilt_pattern),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
