#include "numbering/ledger.h"

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

/* The numbers that were put right, and what the register holds then. */
static void assert_mended(const char *completed, const char *taken_back, const char *restored,
                          const char *holds)
{
    struct ledger_mended mended = {0};
    struct buf text = {0};
    const struct registry_search search = {.key = REGISTRY_ALL};
    if (!ledger_mend(registry, folder, &mended, &err))
        fail_msg("%s", words_of(&err));
    assert_string_equal(buf_text(&mended.completed.text), completed);
    assert_string_equal(buf_text(&mended.taken_back.text), taken_back);
    assert_string_equal(buf_text(&mended.restored.text), restored);
    ledger_mended_free(&mended);
    assert_true(registry_find(registry, &search, describe, &text, &err));
    assert_string_equal(buf_text(&text), holds);
    buf_free(&text);
}

static void a_file_that_has_its_name_is_issued(void **state)
{
    (void)state;
    enter("№ 1", 0, "1.pdf", NULL, false);
    put_file("1.pdf", "1.pdf");
    assert_mended("№ 1", "", "", "№ 1.1 issued! 1.pdf; ");
    assert_mended("", "", "", "№ 1.1 issued! 1.pdf; ");
}

static void a_number_without_a_file_is_free_again(void **state)
{
    (void)state;
    enter("№ 1", 0, "1.pdf", NULL, true);
    enter("№ 2", 0, "2.pdf", NULL, false);
    put_file("1.pdf", "1.pdf");
    assert_mended("", "№ 2", "", "№ 1.1 issued! 1.pdf; ");
}

/* A file of that name that is another is not the certificate. */
static void another_file_of_the_name_does_not_count(void **state)
{
    (void)state;
    enter("№ 1", 0, "1.pdf", NULL, false);
    put_file("1.pdf", "somebody's");
    assert_mended("", "№ 1", "", "");
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
    assert_mended("", "", "№ 1", "№ 1.1 issued! old.pdf; ");
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
    assert_mended("№ 1", "", "",
                  "№ 1.1 superseded archive/old.v1.pdf; № 1.2 issued! new.pdf; ");
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
