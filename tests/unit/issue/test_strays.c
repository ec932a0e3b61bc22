#include "issue/strays.h"

#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct listener nobody = {0};

static struct outcomes *rows_of(const char *const *files, size_t count, bool sound)
{
    struct outcomes *outcomes = outcomes_new(&nobody, 1);
    for (size_t i = 0; i < count; i++)
        outcomes_note(outcomes, i,
                      &(struct finding_of_row){.row = i + 2,
                                               .line = i + 2,
                                               .selected = true,
                                               .sound = sound,
                                               .who = "Әлия",
                                               .file = files[i]});
    return outcomes;
}

static void note(void *context, const struct stray *stray)
{
    buf_printf(context, "%s%s ", stray->file, stray->doubtful ? "?" : "");
}

/* Says which files are nobody's, with ? for those that may be somebody's. */
static void assert_strays(bool sound, const char *wanted)
{
    struct buf found = {0};
    struct outcomes *outcomes = rows_of((const char *[]){"1.pdf", "Әлия.pdf"}, 2, sound);
    strays_find(folder, outcomes, NULL, note, &found);
    assert_string_equal(buf_text(&found), wanted);
    outcomes_free(outcomes);
    buf_free(&found);
}

static void files_of_rows_and_of_other_kinds_are_none(void **state)
{
    (void)state;
    put_file("1.pdf", "");
    put_file("Әлия.pdf", "");
    put_file("notes.txt", "");
    put_file(".waiting-0.pdf.x", "");
    assert_strays(true, "");
}

static void those_of_no_row_are_told_by_name(void **state)
{
    (void)state;
    put_file("1.pdf", "");
    put_file("3.pdf", "");
    put_file("2.pdf", "");
    assert_strays(true, "2.pdf 3.pdf ");
    assert_strays(false, "2.pdf? 3.pdf? "); /* they may be those of the row that failed */
}

/* Some file systems keep the old letters of a name whose case has changed: alone it is that of
 * the row, beside the right one it is nobody's. */
static void letter_case_is_looked_through(void **state)
{
    (void)state;
    put_file("ӘЛИЯ.pdf", "");
    assert_strays(true, "");
    put_file("Әлия.pdf", "");
    assert_strays(true, "ӘЛИЯ.pdf ");
}

static void a_signature_without_its_file_is_one(void **state)
{
    (void)state;
    put_file("1.pdf", "");
    put_file("1.pdf.cms", "");
    put_file("Әлия.pdf.cms", "");
    assert_strays(true, "Әлия.pdf.cms ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_of_rows_and_of_other_kinds_are_none, make_issued,
                                        discard_issued),
        cmocka_unit_test_setup_teardown(those_of_no_row_are_told_by_name, make_issued,
                                        discard_issued),
        cmocka_unit_test_setup_teardown(letter_case_is_looked_through, make_issued,
                                        discard_issued),
        cmocka_unit_test_setup_teardown(a_signature_without_its_file_is_one, make_issued,
                                        discard_issued),
    };
    return cmocka_run_group_tests_name("strays", tests, NULL, NULL);
}
