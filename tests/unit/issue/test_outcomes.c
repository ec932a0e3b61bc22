#include "issue/outcomes.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* All that a listener is told, a word each. */
struct log {
    struct buf told, progress;
};

static void on_progress(void *context, size_t done, size_t total)
{
    struct log *log = context;
    buf_printf(&log->progress, "%zu/%zu ", done, total);
}

static void on_outcome(void *context, const struct outcome *outcome)
{
    static const char *const words[] = {"written", "kept", "failed"};
    struct log *log = context;
    buf_printf(&log->told, "%zu:%zu %s", outcome->row, outcome->line, words[outcome->status]);
    if (*outcome->who)
        buf_printf(&log->told, " who=%s", outcome->who);
    if (*outcome->file)
        buf_printf(&log->told, " file=%s", outcome->file);
    if (*outcome->message)
        buf_printf(&log->told, " message=%s", outcome->message);
    buf_putc(&log->told, '\n');
}

static struct tally *new_tally(struct log *log)
{
    *log = (struct log){0};
    return tally_new(&(struct listener){on_progress, on_outcome, log});
}

static void release(struct tally *tally, struct log *log)
{
    tally_free(tally);
    buf_free(&log->told);
    buf_free(&log->progress);
}

static struct digest name(const char *text)
{
    return digest_of(&(struct span){text, strlen(text)}, 1);
}

/* Notes a sound row: index 0 is row 2 on line 20. */
static void note(struct tally *tally, size_t index, bool selected, const char *file)
{
    tally_note(tally, index,
               &(struct finding_of_row){.row = index + 2,
                                        .line = 20 + index,
                                        .selected = selected,
                                        .sound = true,
                                        .file = name(file)});
}

static void note_bad(struct tally *tally, size_t index, const char *who, const char *message)
{
    tally_note(tally, index,
               &(struct finding_of_row){.row = index + 2,
                                        .line = 20 + index,
                                        .selected = true,
                                        .who = who,
                                        .message = message});
}

static void finish(struct tally *tally, size_t index, enum outcome_status status,
                   const char *who, const char *message)
{
    tally_finish(tally, index,
                 &(struct outcome){status, index + 2, 20 + index, who, "f.pdf", message});
}

static void test_told_in_the_order_of_the_list(void **state)
{
    (void)state;
    struct log log;
    struct tally *tally = new_tally(&log);
    note(tally, 2, true, "c");
    note(tally, 0, true, "a");
    note(tally, 1, true, "b");
    finish(tally, 2, OUTCOME_WRITTEN, "Үміт", "");
    assert_string_equal(buf_text(&log.told), "");
    finish(tally, 0, OUTCOME_KEPT, "Әлия", "");
    assert_string_equal(buf_text(&log.told), "2:20 kept who=Әлия file=f.pdf\n");
    finish(tally, 1, OUTCOME_FAILED, "Бөрі", "the disk is full.");
    assert_string_equal(buf_text(&log.told),
                        "2:20 kept who=Әлия file=f.pdf\n"
                        "3:21 failed who=Бөрі file=f.pdf message=the disk is full.\n"
                        "4:22 written who=Үміт file=f.pdf\n");
    assert_string_equal(buf_text(&log.progress), "1/3 2/3 3/3 ");
    size_t count;
    const size_t *failed = tally_failed(tally, &count);
    assert_int_equal(count, 1);
    assert_int_equal(failed[0], 3);
    release(tally, &log);
}

/* Rows that the survey refused are told in their place; progress does not wait for them. */
static void test_unsound_rows(void **state)
{
    (void)state;
    struct log log;
    struct tally *tally = new_tally(&log);
    note_bad(tally, 0, "Әлия", "the field «n» is empty.");
    note(tally, 1, true, "b");
    note_bad(tally, 2, NULL, "3 fields, but the headings have 4.");
    assert_false(tally_wanted(tally, 0));
    assert_true(tally_wanted(tally, 1));
    assert_false(tally_wanted(tally, 3));
    finish(tally, 1, OUTCOME_WRITTEN, "", "");
    tally_close(tally);
    assert_string_equal(buf_text(&log.told),
                        "2:20 failed who=Әлия message=the field «n» is empty.\n"
                        "3:21 written file=f.pdf\n"
                        "4:22 failed message=3 fields, but the headings have 4.\n");
    assert_string_equal(buf_text(&log.progress), "1/1 ");
    assert_int_equal(tally_selected(tally), 3);
    size_t count;
    const size_t *failed = tally_failed(tally, &count);
    assert_int_equal(count, 2);
    assert_int_equal(failed[0], 2);
    assert_int_equal(failed[1], 4);
    release(tally, &log);
}

static void test_nothing_to_finish(void **state)
{
    (void)state;
    struct log log;
    struct tally *tally = new_tally(&log);
    tally_close(tally);
    note_bad(tally, 0, "", "no.");
    tally_close(tally);
    tally_close(tally);
    assert_string_equal(buf_text(&log.told), "2:20 failed message=no.\n");
    release(tally, &log);
}

static void test_only_what_is_selected(void **state)
{
    (void)state;
    struct log log;
    struct tally *tally = new_tally(&log);
    note(tally, 0, false, "a");
    note(tally, 1, true, "b");
    note(tally, 2, false, "c");
    assert_false(tally_wanted(tally, 0));
    assert_true(tally_wanted(tally, 1));
    assert_int_equal(tally_selected(tally), 1);
    assert_true(tally_has_row(tally, 2));
    assert_true(tally_has_row(tally, 4));
    assert_false(tally_has_row(tally, 1));
    assert_false(tally_has_row(tally, 5));
    finish(tally, 1, OUTCOME_WRITTEN, "", "");
    tally_close(tally);
    assert_string_equal(buf_text(&log.told), "3:21 written file=f.pdf\n");
    assert_string_equal(buf_text(&log.progress), "1/1 ");
    release(tally, &log);
}

static void test_collisions_name_both_rows(void **state)
{
    (void)state;
    struct log log;
    struct tally *tally = new_tally(&log);
    note(tally, 0, true, "a");
    note(tally, 1, true, "b");
    note(tally, 2, true, "a");
    note(tally, 3, true, "a");
    assert_int_equal(tally_collide(tally), 3);
    const size_t others[] = {4, 0, 2, 2, 0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(tally_collision(tally, i), others[i]);
    assert_false(tally_wanted(tally, 0));
    assert_true(tally_wanted(tally, 1));
    assert_false(tally_wanted(tally, 2));
    tally_blame(tally, 0, "Әлия", "the same as row 4.");
    tally_blame(tally, 2, "", "the same as row 2.");
    finish(tally, 1, OUTCOME_WRITTEN, "", "");
    tally_close(tally);
    assert_string_equal(buf_text(&log.told), "2:20 failed who=Әлия message=the same as row 4.\n"
                                             "3:21 written file=f.pdf\n"
                                             "4:22 failed message=the same as row 2.\n"
                                             "5:23 failed\n");
    assert_string_equal(buf_text(&log.progress), "1/1 ");
    release(tally, &log);
}

/* A row that is not asked for today would take the name tomorrow; one that cannot be written
 * takes none. */
static void test_collisions_with_other_rows(void **state)
{
    (void)state;
    struct log log;
    struct tally *tally = new_tally(&log);
    note(tally, 0, false, "a");
    note(tally, 1, true, "a");
    note(tally, 2, true, "b");
    note_bad(tally, 3, "", "no.");
    note_bad(tally, 4, "", "no.");
    assert_int_equal(tally_collide(tally), 2);
    assert_int_equal(tally_collision(tally, 1), 2);
    assert_false(tally_wanted(tally, 1));
    assert_true(tally_wanted(tally, 2));
    release(tally, &log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told_in_the_order_of_the_list),
        cmocka_unit_test(test_unsound_rows),
        cmocka_unit_test(test_nothing_to_finish),
        cmocka_unit_test(test_only_what_is_selected),
        cmocka_unit_test(test_collisions_name_both_rows),
        cmocka_unit_test(test_collisions_with_other_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
