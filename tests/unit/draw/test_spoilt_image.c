/* Pictures that are spoilt: the fuzzers of tests/fuzz on a set of inputs that
 * is the same every time. */
#define LLVMFuzzerTestOneInput fuzz_image
#include "fuzz/fuzz_image.c"

#include "unit/feed.h"

static void spoilt_image(void **state)
{
    (void)state;
    feed(fuzz_image, "tests/fuzz/seeds/image", 1500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
