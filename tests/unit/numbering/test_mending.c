#include "numbering/mending.h"

#include "register/registry_write.h"
#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* As a run leaves it that was cut off before its file got its name, or `named` after that. */
static void cut_off(const char *number, const char *file, bool named)
{
    struct registry_record record = issued_record(number, file);
    if (!registry_end(
            registry,
            registry_begin(registry, &err) && registry_reserve(registry, &record, &err), &err))
        fail_msg("%s", words_of(&err));
    if (named)
        put_file(file, file);
}

/* Brings both together and says what is told, without the place. */
static void assert_told(struct folder *changed, const char *wanted)
{
    struct report findings = {0};
    struct buf said = {0};
    const struct register_place place = {registry, folder, "out"};
    if (!mending_run(&place, changed, &findings, &err))
        fail_msg("%s", words_of(&err));
    put_findings(&findings, &said);
    assert_string_equal(buf_text(&said), wanted);
    buf_free(&said);
    report_free(&findings);
}

static void what_was_cut_off_is_brought_to_its_end_and_told_once(void **state)
{
    (void)state;
    cut_off("№ 1", "1.pdf", true);
    cut_off("№ 2", "2.pdf", false);
    cut_off("№ 3", "3.pdf", true);
    assert_told(folder,
                "out: warning: The last run was cut off; 2 certificates that it had "
                "written are entered in the register now: № 1, № 3. out: warning: The "
                "last run was cut off; 1 number that nobody has got is free again: № 2.");
    assert_told(folder, "");
}

/* To look at a register changes nothing. */
static void without_a_folder_to_change_nothing_is(void **state)
{
    (void)state;
    cut_off("№ 1", "1.pdf", true);
    assert_told(NULL, "");
    assert_told(folder, "out: warning: The last run was cut off; 1 certificate that it had "
                        "written is entered in the register now: № 1.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_cut_off_is_brought_to_its_end_and_told_once,
                                        make_issued, discard_issued),
        cmocka_unit_test_setup_teardown(without_a_folder_to_change_nothing_is, make_issued,
                                        discard_issued),
    };
    return cmocka_run_group_tests_name("mending", tests, NULL, NULL);
}
