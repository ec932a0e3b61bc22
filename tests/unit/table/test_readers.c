/* The readers of lists against spoilt lists: the fuzzers of tests/fuzz on a set of inputs that
 * is always the same. What a reader says of them is tested elsewhere; here it must end, and
 * touch no memory that is not its own. */

#define LLVMFuzzerTestOneInput fuzz_csv
#include "fuzz/fuzz_csv.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_xlsx
#include "fuzz/fuzz_xlsx.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_ods
#include "fuzz/fuzz_ods.c"

#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_format
#include "fuzz/fuzz_format.c"
#undef LLVMFuzzerTestOneInput

#include "unit/feed.h"

static void spoilt_csv(void **state)
{
    (void)state;
    feed(fuzz_csv, "tests/fuzz/seeds/csv", 400);
}

static void spoilt_xlsx(void **state)
{
    (void)state;
    feed(fuzz_xlsx, "tests/fuzz/seeds/xlsx", 400);
}

static void spoilt_ods(void **state)
{
    (void)state;
    feed(fuzz_ods, "tests/fuzz/seeds/ods", 400);
}

static void spoilt_formats(void **state)
{
    (void)state;
    feed(fuzz_format, "tests/fuzz/seeds/format", 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_csv),
        cmocka_unit_test(spoilt_xlsx),
        cmocka_unit_test(spoilt_ods),
        cmocka_unit_test(spoilt_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
