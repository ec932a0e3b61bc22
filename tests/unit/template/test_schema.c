#include "template/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* No two keys of a section have one name, or write to one place. */
static void keys_do_not_meet(void **state)
{
    (void)state;
    const struct schema_section *sections = schema_certificate()->sections;
    size_t count = schema_certificate()->count;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sections[i].count; j++)
            for (size_t k = 0; k < j; k++) {
                const struct schema_key *a = &sections[i].keys[j], *b = &sections[i].keys[k];
                if (strcmp(a->name, b->name) == 0 || (a->at && a->at == b->at))
                    fail_msg("[%s] %s, %s", sections[i].kind, a->name, b->name);
            }
}

static void unknown_kinds_and_keys_are_not_found(void **state)
{
    (void)state;
    assert_null(schema_section(schema_certificate(), "texts"));
    assert_null(schema_section(schema_certificate(), ""));
    assert_null(schema_key(schema_section(schema_certificate(), "text"), "sise"));
    assert_null(schema_key(schema_section(schema_certificate(), "columns"), "name"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_do_not_meet),
        cmocka_unit_test(unknown_kinds_and_keys_are_not_found),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
