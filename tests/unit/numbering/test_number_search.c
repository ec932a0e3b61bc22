#include "numbering/number_search.h"

#include "register/registry_write.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct registry *registry;
static struct error err;

static int make(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    registry = registry_open(in_scratch("register"), REGISTRY_CREATE, NULL, &err);
    return registry && registry_claim(registry, "Семинар", 0, 0, &err) ? 0 : -1;
}

static int discard(void **state)
{
    registry_close(registry);
    return remove_scratch(state);
}

static void enter(size_t seq, const char *number)
{
    struct registry_record record = {
        .seq = seq, .number = number, .who = "", .fields = "", .file = "", .reason = "spare"};
    assert_true(registry_begin(registry, &err) &&
                registry_end(registry, registry_reserve(registry, &record, &err), &err));
}

static void assert_fails(const char *number, const char *wanted)
{
    err = (struct error){0};
    assert_false(number_search_check(registry, number, &err));
    assert_string_equal(words_of(&err), wanted);
}

static void what_the_register_has_is_told(void **state)
{
    (void)state;
    assert_fails("О-1", "The register has no number О-1.");
    enter(1, "О-001");
    enter(2, "О-002");
    enter(3, "О-150");
    assert_true(number_search_check(registry, "О-002", &err));
    assert_fails("О-003", "The register has no number О-003. The nearest: О-001, О-002.");
    assert_fails("О-15", "The register has no number О-15. The nearest: О-150.");
    assert_fails("Имашев",
                 "The register has no number Имашев. Its first is О-001, its last О-150.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_the_register_has_is_told, make, discard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
