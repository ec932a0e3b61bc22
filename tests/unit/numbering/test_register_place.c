#include "numbering/register_place.h"

#include "register/registry_write.h"
#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A file holds its own name. Enters a certificate, as issued or as one on its way. */
static void enter(const char *number, const char *file, bool issued)
{
    struct registry_record record = issued_record(number, file);
    bool done = registry_begin(registry, &err) && registry_reserve(registry, &record, &err) &&
                (!issued || registry_publish(registry, record.id, NULL, &err));
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
}

/* Returns why the certificates are not in the folder; "" if they are. */
static const char *why_elsewhere(const struct folder *looked_at, const char *out)
{
    const struct register_place place = {registry, looked_at, out};
    const struct registry_search all = {.key = REGISTRY_CURRENT};
    bool here;
    if (!register_place_check(&place, &all, 1, &here, &err))
        fail_msg("%s", words_of(&err));
    return here ? "" : err.what.code;
}

static void note(void)
{
    if (!register_place_note(registry, folder, &err))
        fail_msg("%s", words_of(&err));
}

static void where_nothing_was_issued_every_folder_will_do(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf", false);
    assert_string_equal(why_elsewhere(folder, in_scratch("out")), "");
    assert_string_equal(why_elsewhere(NULL, "nowhere"), "");
}

static void one_file_tells_the_folder(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf", true);
    enter("№ 2", "2.pdf", true);
    assert_string_equal(why_elsewhere(folder, in_scratch("out")), "register-elsewhere");
    put_file("2.pdf", "somebody's");
    assert_string_equal(why_elsewhere(folder, in_scratch("out")), "register-elsewhere");
    put_file("2.pdf", "2.pdf");
    assert_string_equal(why_elsewhere(folder, in_scratch("out")), "");
}

/* A run that is cut off may have put the only file away. */
static void a_file_that_was_put_away_tells_it_too(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf", true);
    assert_int_equal(mkdir(in_scratch("out/archive"), 0700), 0);
    put_file("archive/1.v1.pdf", "1.pdf");
    assert_string_equal(why_elsewhere(folder, in_scratch("out")), "");
}

static void the_folder_is_remembered_from_that_of_the_register(void **state)
{
    (void)state;
    struct buf wanted = {0};
    note();
    assert_string_equal(registry_place(registry), "out");
    enter("№ 1", "1.pdf", true);
    assert_string_equal(why_elsewhere(NULL, "nowhere"), "register-elsewhere");
    buf_printf(&wanted, "the last run wrote to the folder %s.", in_scratch("out"));
    assert_non_null(strstr(words_of(&err), buf_text(&wanted)));
    assert_string_equal(why_elsewhere(NULL, in_scratch("out")), "register-elsewhere");
    assert_null(strstr(words_of(&err), "the last run"));
    buf_free(&wanted);
}

/* What a run has left half done is seen only in its own folder, for as long as that is there.
 */
static void what_was_cut_off_is_looked_after_in_its_folder(void **state)
{
    (void)state;
    const struct register_place here = {registry, folder, in_scratch("out")},
                                there = {registry, NULL, "nowhere"};
    note();
    assert_true(register_place_check_pending(&there, &err));
    enter("№ 1", "1.pdf", false);
    assert_true(register_place_check_pending(&here, &err));
    assert_false(register_place_check_pending(&there, &err));
    assert_string_equal(err.what.code, "register-unfinished");
    assert_int_equal(rename(in_scratch("out"), in_scratch("moved")), 0);
    assert_true(register_place_check_pending(&there, &err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_issued, discard_issued)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(where_nothing_was_issued_every_folder_will_do),
        TEST(one_file_tells_the_folder),
        TEST(a_file_that_was_put_away_tells_it_too),
        TEST(the_folder_is_remembered_from_that_of_the_register),
        TEST(what_was_cut_off_is_looked_after_in_its_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
