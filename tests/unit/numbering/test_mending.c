#include "numbering/mending.h"

#include "register/registry_write.h"
#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* A file holds its own name. Reserves the next certificate of a number (0: a new one); `issued`
 * if it is there. */
static struct registry_record enter(const char *number, int64_t number_id, const char *file,
                                    const char *archived, bool issued)
{
    struct registry_record record = issued_record(number, file);
    record.number_id = number_id;
    bool done = registry_begin(registry, &err) && registry_reserve(registry, &record, &err) &&
                (!issued || registry_publish(registry, record.id, archived, &err));
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
    return record;
}

static bool describe(void *context, const struct registry_record *record)
{
    buf_printf(context, "%s.%zu %s%s %s; ", record->number, record->version,
               registry_state_word(record->state), record->current ? "!" : "", record->file);
    return true;
}

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

/* The same, and what the register holds then. */
static void assert_mended(const char *told, const char *holds)
{
    struct buf text = {0};
    const struct registry_search search = {.key = REGISTRY_ALL};
    assert_told(folder, told);
    assert_true(registry_find(registry, &search, describe, &text, &err));
    assert_string_equal(buf_text(&text), holds);
    buf_free(&text);
}

#define CUT_OFF "out: warning: The last run was cut off; "

static void a_file_that_has_its_name_is_issued(void **state)
{
    (void)state;
    enter("№ 1", 0, "1.pdf", NULL, false);
    put_file("1.pdf", "1.pdf");
    assert_mended(CUT_OFF
                  "1 certificate that it had written is entered in the register now: № 1.",
                  "№ 1.1 issued! 1.pdf; ");
    assert_mended("", "№ 1.1 issued! 1.pdf; ");
}

static void a_number_without_a_file_is_free_again(void **state)
{
    (void)state;
    enter("№ 1", 0, "1.pdf", NULL, true);
    enter("№ 2", 0, "2.pdf", NULL, false);
    put_file("1.pdf", "1.pdf");
    assert_mended(CUT_OFF "1 number that nobody has got is free again: № 2.",
                  "№ 1.1 issued! 1.pdf; ");
}

/* A file of that name that is another is not the certificate. */
static void another_file_of_the_name_does_not_count(void **state)
{
    (void)state;
    enter("№ 1", 0, "1.pdf", NULL, false);
    put_file("1.pdf", "somebody's");
    assert_mended(CUT_OFF "1 number that nobody has got is free again: № 1.", "");
    assert_true(folder_has(folder, "1.pdf"));
}

/* The old file had been put away when the run was cut off before the new one had its name. */
static void what_was_to_be_superseded_comes_back(void **state)
{
    (void)state;
    struct registry_record first = enter("№ 1", 0, "old.pdf", NULL, true);
    enter("№ 1", first.number_id, "new.pdf", NULL, false);
    assert_int_equal(mkdir(in_scratch("out/archive"), 0700), 0);
    put_file("archive/old.v1.pdf", "archive/old.v1.pdf");
    assert_mended(CUT_OFF "1 certificate is back from the archive: № 1.",
                  "№ 1.1 issued! old.pdf; ");
    assert_true(folder_has(folder, "old.pdf"));
    assert_false(folder_has(folder, "archive/old.v1.pdf"));
}

static void what_has_been_superseded_stays_in_the_archive(void **state)
{
    (void)state;
    struct registry_record first = enter("№ 1", 0, "old.pdf", NULL, true);
    enter("№ 1", first.number_id, "new.pdf", NULL, false);
    assert_int_equal(mkdir(in_scratch("out/archive"), 0700), 0);
    put_file("archive/old.v1.pdf", "archive/old.v1.pdf");
    put_file("new.pdf", "new.pdf");
    assert_mended(CUT_OFF
                  "1 certificate that it had written is entered in the register now: № 1.",
                  "№ 1.1 superseded archive/old.v1.pdf; № 1.2 issued! new.pdf; ");
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

/* A run that writes nothing says what is to be done, and leaves it to others. */
static void what_was_cut_off_is_foretold(void **state)
{
    (void)state;
    struct report findings = {0};
    struct buf said = {0};
    const struct register_place place = {registry, folder, "out"};
    cut_off("№ 1", "1.pdf", true);
    cut_off("№ 2", "2.pdf", false);
    assert_true(mending_foretell(&place, &findings, &err));
    put_findings(&findings, &said);
    assert_string_equal(buf_text(&said),
                        CUT_OFF "2 certificates were on their way: № 1, № 2. Run kualik "
                                "issue, which puts right what is left undone.");
    buf_free(&said);
    report_free(&findings);
    assert_mended(CUT_OFF "1 certificate that it had written is entered in the register now: "
                          "№ 1. " CUT_OFF "1 number that nobody has got is free again: № 2.",
                  "№ 1.1 issued! 1.pdf; ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_issued, discard_issued)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_has_its_name_is_issued),
        TEST(a_number_without_a_file_is_free_again),
        TEST(another_file_of_the_name_does_not_count),
        TEST(what_was_to_be_superseded_comes_back),
        TEST(what_has_been_superseded_stays_in_the_archive),
        TEST(what_was_cut_off_is_foretold),
        TEST(what_was_cut_off_is_brought_to_its_end_and_told_once),
        TEST(without_a_folder_to_change_nothing_is),
    };
    return cmocka_run_group_tests_name("mending", tests, NULL, NULL);
}
