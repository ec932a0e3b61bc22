#include "print/print_title.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_title(const char *title, const char *event, const char *wanted)
{
    struct arena arena = {0};
    struct template template = {.registry = {.event = event}};
    struct error err;
    if (!pattern_read(&arena, title, false, &template.title, &err))
        fail_msg("%s", words_of(&err));
    assert_string_equal(print_title(&template, &arena), wanted);
    arena_free(&arena);
}

static void sheets_are_called_by_their_event(void **state)
{
    (void)state;
    assert_title("Сертификат № {number}", "Семинар",
                 "Семинар: басып шығаруға арналған парақтар / листы для печати");
}

static void or_by_what_the_title_begins_with(void **state)
{
    (void)state;
    assert_title("Сертификат № {number}: {name_kk}", NULL,
                 "Сертификат: басып шығаруға арналған парақтар / листы для печати");
    assert_title("Алғыс хат", "",
                 "Алғыс хат: басып шығаруға арналған парақтар / листы для печати");
    assert_title("{name_kk}", NULL, "Басып шығаруға арналған парақтар / Листы для печати");
    assert_title("№ {number}", NULL, "Басып шығаруға арналған парақтар / Листы для печати");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_are_called_by_their_event),
        cmocka_unit_test(or_by_what_the_title_begins_with),
    };
    return cmocka_run_group_tests_name("print_title", tests, NULL, NULL);
}
