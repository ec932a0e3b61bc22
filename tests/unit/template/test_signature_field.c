#include "template/signature_field.h"

#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BEGINNING "[document]\ntitle = t\nfile = {n}\nwho = {n}\n[page 1]\nsize = A4\n"

/* Finds the field of that name; what is found, or what is said. */
static const char *find(const char *fields, const char *name)
{
    static char said[600];
    struct report findings = {0}, faults = {0};
    struct buf text = {0};
    buf_printf(&text, BEGINNING "%s", fields);
    put("t.ini", text.data);
    struct template *template = template_read(in_scratch("t.ini"), &faults);
    assert_non_null(template);
    const struct element *element = signature_field_find(template, name, &findings);
    buf_clear(&text);
    put_findings(&findings, &text);
    const char *words = buf_text(&text), *file = strstr(words, "t.ini: ");
    snprintf(said, sizeof said, "%s", element ? element->name : file ? file : words);
    assert_int_equal(findings.count, !element && *name);
    buf_free(&text);
    report_free(&findings);
    report_free(&faults);
    template_free(template);
    return said;
}

static void a_field_is_found_by_its_name(void **state)
{
    (void)state;
    static const char two[] =
        "[signature left]\nvisible = no\n[signature right]\nvisible = no\n";
    assert_string_equal(find(two, "right"), "right");
    assert_string_equal(find(two, "left"), "left");
    assert_string_equal(find(two, ""), "left");
    assert_string_equal(find("", ""), "");
}

static void those_that_there_are_are_named(void **state)
{
    (void)state;
    assert_string_equal(
        find("[signature left]\nvisible = no\n[signature right]\nvisible = no\n", "middle"),
        "t.ini: The template has no [signature middle] to be signed (--field). It has these: "
        "left, right.");
    assert_string_equal(find("[signature]\nvisible = no\n", "left"),
                        "t.ini: The template has no [signature left] to be signed (--field). "
                        "Leave --field out, or name its [signature].");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_field_is_found_by_its_name, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(those_that_there_are_are_named, make_scratch,
                                        remove_scratch),
    };
    return cmocka_run_group_tests_name("signature_field", tests, NULL, NULL);
}
