/* Key files that are spoilt: the fuzzers of tests/fuzz on a set of inputs that
 * is the same every time. */
#define LLVMFuzzerTestOneInput fuzz_pkcs12
#include "fuzz/fuzz_pkcs12.c"

#include "unit/feed.h"

static void spoilt_pkcs12(void **state)
{
    (void)state;
    feed(fuzz_pkcs12, "tests/fuzz/seeds/pkcs12", 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_pkcs12),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
