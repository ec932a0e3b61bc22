#include "font/font_package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void families_are_sorted_and_have_packages(void **state)
{
    (void)state;
    const struct font_package *package, *before = NULL;
    for (size_t i = 0; (package = font_package_at(i)); i++, before = package) {
        assert_true(!before || strcmp(before->family, package->family) < 0);
        assert_int_equal(strncmp(package->package, "fonts-", 6), 0);
        assert_true(!package->styles || strcmp(package->styles, package->package) != 0);
    }
    assert_non_null(before);
}

/* A twin that is advised for Kazakh texts is one that could be installed by its name, too. */
static void twins_with_kazakh_are_known_families(void **state)
{
    (void)state;
    const struct font_twin *twin;
    for (size_t i = 0; (twin = font_twin_at(i)); i++) {
        const struct font_package *package;
        size_t k = 0;
        while ((package = font_package_at(k)) && strcmp(package->family, twin->twin) != 0)
            k++;
        assert_int_equal(package != NULL, twin->kazakh);
        if (package)
            assert_string_equal(package->package, twin->package);
    }
    assert_true(font_twin_at(0) != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_are_sorted_and_have_packages),
        cmocka_unit_test(twins_with_kazakh_are_known_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
