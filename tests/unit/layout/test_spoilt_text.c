/* Texts as nobody writes them: the fuzzers of tests/fuzz on a set of inputs that
 * is the same every time. */
#define LLVMFuzzerTestOneInput fuzz_typeset
#include "fuzz/fuzz_typeset.c"

#include "unit/feed.h"

static void spoilt_typeset(void **state)
{
    (void)state;
    feed(fuzz_typeset, "tests/fuzz/seeds/typeset", 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_typeset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
