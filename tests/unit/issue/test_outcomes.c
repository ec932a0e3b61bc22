#include "issue/outcomes.h"

#include "base/buf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* All that a listener is told, a word each. */
struct log {
    struct listener listener;
    struct buf reported, progress;
};

static void on_progress(void *context, size_t done, size_t total)
{
    struct log *log = context;
    buf_printf(&log->progress, "%zu/%zu ", done, total);
}

static void on_outcome(void *context, const struct outcome *outcome)
{
    static const char *const words[] = {"written", "kept",    "refused",
                                        "failed",  "waiting", "stopped"};
    struct log *log = context;
    buf_printf(&log->reported, "%zu:%zu %s", outcome->row, outcome->line,
               words[outcome->status]);
    if (*outcome->who)
        buf_printf(&log->reported, " who=%s", outcome->who);
    if (*outcome->file)
        buf_printf(&log->reported, " file=%s", outcome->file);
    if (outcome->error)
        buf_printf(&log->reported, " message=%s", words_of(outcome->error));
    buf_putc(&log->reported, '\n');
}

static struct outcomes *new_tally(struct log *log)
{
    *log = (struct log){.listener = {on_progress, on_outcome, log}};
    return outcomes_new(&log->listener, 1);
}

static void release(struct outcomes *outcomes, struct log *log)
{
    outcomes_free(outcomes);
    buf_free(&log->reported);
    buf_free(&log->progress);
}

/* Notes a sound row: index 0 is row 2 on line 20. */
static void note(struct outcomes *outcomes, size_t index, bool selected, const char *file)
{
    outcomes_note(outcomes, index,
                  &(struct finding_of_row){.row = index + 2,
                                           .line = 20 + index,
                                           .selected = selected,
                                           .sound = true,
                                           .file = file});
}

/* An error of that sentence; "" for none. Lent until the next call. */
static const struct error *error_of(const char *sentence)
{
    static struct error err;
    error_set(&err, "test", "%s", sentence);
    return *sentence ? &err : NULL;
}

static void note_bad(struct outcomes *outcomes, size_t index, const char *who,
                     const char *message)
{
    outcomes_note(outcomes, index,
                  &(struct finding_of_row){.row = index + 2,
                                           .line = 20 + index,
                                           .selected = true,
                                           .who = who,
                                           .error = error_of(message)});
}

static void finish(struct outcomes *outcomes, size_t index, enum outcome_status status,
                   const char *who, const char *message)
{
    outcomes_finish(outcomes, index,
                    &(struct outcome){.status = status,
                                      .row = index + 2,
                                      .line = 20 + index,
                                      .who = who,
                                      .file = "f.pdf",
                                      .number = "7",
                                      .error = error_of(message)});
}

static void test_told_in_the_order_of_the_list(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    note(outcomes, 2, true, "c");
    note(outcomes, 0, true, "a");
    note(outcomes, 1, true, "b");
    finish(outcomes, 2, OUTCOME_WRITTEN, "Үміт", "");
    assert_string_equal(buf_text(&log.reported), "");
    finish(outcomes, 0, OUTCOME_KEPT, "Әлия", "");
    assert_string_equal(buf_text(&log.reported), "2:20 kept who=Әлия file=f.pdf\n");
    finish(outcomes, 1, OUTCOME_FAILED, "Бөрі", "the disk is full.");
    assert_string_equal(buf_text(&log.reported),
                        "2:20 kept who=Әлия file=f.pdf\n"
                        "3:21 failed who=Бөрі file=f.pdf message=the disk is full.\n"
                        "4:22 written who=Үміт file=f.pdf\n");
    assert_string_equal(buf_text(&log.progress), "1/3 2/3 3/3 ");
    size_t count;
    const size_t *failed = outcomes_failed(outcomes, &count);
    assert_int_equal(count, 1);
    assert_int_equal(failed[0], 3);
    release(outcomes, &log);
}

/* Rows that the survey refused are told in their place; progress does not wait for them. */
static void test_unsound_rows(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    note_bad(outcomes, 0, "Әлия", "the field «n» is empty.");
    note(outcomes, 1, true, "b");
    note_bad(outcomes, 2, NULL, "3 fields, but the headings have 4.");
    assert_false(outcomes_wanted(outcomes, 0));
    assert_true(outcomes_wanted(outcomes, 1));
    assert_false(outcomes_wanted(outcomes, 3));
    finish(outcomes, 1, OUTCOME_WRITTEN, "", "");
    outcomes_close(outcomes, OUTCOME_FAILED, error_of("the list ended."));
    assert_string_equal(buf_text(&log.reported),
                        "2:20 refused who=Әлия message=the field «n» is empty.\n"
                        "3:21 written file=f.pdf\n"
                        "4:22 refused message=3 fields, but the headings have 4.\n");
    assert_string_equal(buf_text(&log.progress), "1/1 ");
    assert_int_equal(outcomes_selected(outcomes), 3);
    size_t count;
    const size_t *failed = outcomes_failed(outcomes, &count);
    assert_int_equal(count, 2);
    assert_int_equal(failed[0], 2);
    assert_int_equal(failed[1], 4);
    release(outcomes, &log);
}

/* When the list ends early, nobody who was to get a certificate is left unmentioned. */
static void test_rows_that_were_never_done(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    for (size_t i = 0; i < 4; i++)
        note(outcomes, i, i != 2, &"abcd"[i]);
    finish(outcomes, 0, OUTCOME_WRITTEN, "Әлия", "");
    outcomes_close(outcomes, OUTCOME_FAILED, error_of("the list ended."));
    assert_string_equal(buf_text(&log.reported), "2:20 written who=Әлия file=f.pdf\n"
                                                 "3:21 failed message=the list ended.\n"
                                                 "5:23 failed message=the list ended.\n");
    size_t count;
    const size_t *failed = outcomes_failed(outcomes, &count);
    assert_int_equal(count, 2);
    assert_int_equal(failed[0], 3);
    assert_int_equal(failed[1], 5);
    release(outcomes, &log);
}

static void test_nothing_to_finish(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    outcomes_close(outcomes, OUTCOME_FAILED, error_of("the list ended."));
    note_bad(outcomes, 0, "", "no.");
    outcomes_close(outcomes, OUTCOME_FAILED, error_of("the list ended."));
    outcomes_close(outcomes, OUTCOME_FAILED, error_of("the list ended."));
    assert_string_equal(buf_text(&log.reported), "2:20 refused message=no.\n");
    release(outcomes, &log);
}

static void test_only_what_is_selected(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    note(outcomes, 0, false, "a");
    note(outcomes, 1, true, "b");
    note(outcomes, 2, false, "c");
    assert_false(outcomes_wanted(outcomes, 0));
    assert_true(outcomes_wanted(outcomes, 1));
    assert_int_equal(outcomes_selected(outcomes), 1);
    for (size_t row = 1; row < 6; row++)
        assert_int_equal(outcomes_takes(outcomes, row), row == 3);
    assert_int_equal(outcomes_last_row(outcomes), 4);
    finish(outcomes, 1, OUTCOME_WRITTEN, "", "");
    outcomes_close(outcomes, OUTCOME_FAILED, error_of("the list ended."));
    assert_string_equal(buf_text(&log.reported), "3:21 written file=f.pdf\n");
    assert_string_equal(buf_text(&log.progress), "1/1 ");
    release(outcomes, &log);
}

static void test_collisions_name_both_rows(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    note(outcomes, 0, true, "a");
    note(outcomes, 1, true, "b");
    note(outcomes, 2, true, "a");
    note(outcomes, 3, true, "a");
    assert_int_equal(outcomes_collide(outcomes), 3);
    const size_t others[] = {4, 0, 2, 2, 0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(outcomes_collision(outcomes, i), others[i]);
    assert_false(outcomes_wanted(outcomes, 0));
    assert_true(outcomes_wanted(outcomes, 1));
    assert_false(outcomes_wanted(outcomes, 2));
    outcomes_blame(outcomes, 0, "Әлия", error_of("the same as row 4."));
    outcomes_blame(outcomes, 2, "", error_of("the same as row 2."));
    finish(outcomes, 1, OUTCOME_WRITTEN, "", "");
    outcomes_close(outcomes, OUTCOME_FAILED, error_of("the list ended."));
    assert_string_equal(buf_text(&log.reported),
                        "2:20 refused who=Әлия message=the same as row 4.\n"
                        "3:21 written file=f.pdf\n"
                        "4:22 refused message=the same as row 2.\n"
                        "5:23 refused\n");
    assert_string_equal(buf_text(&log.progress), "1/1 ");
    release(outcomes, &log);
}

/* A row that is not asked for today would take the name tomorrow; one that cannot be written
 * takes none. */
static void test_collisions_with_other_rows(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    note(outcomes, 0, false, "a");
    note(outcomes, 1, true, "a");
    note(outcomes, 2, true, "b");
    note_bad(outcomes, 3, "", "no.");
    note_bad(outcomes, 4, "", "no.");
    note(outcomes, 5, false, "c"); /* of these two nobody is told */
    note(outcomes, 6, false, "c");
    assert_int_equal(outcomes_collide(outcomes), 2);
    assert_int_equal(outcomes_collision(outcomes, 6), 0);
    assert_int_equal(outcomes_collision(outcomes, 1), 2);
    assert_false(outcomes_wanted(outcomes, 1));
    assert_true(outcomes_wanted(outcomes, 2));
    release(outcomes, &log);
}

/* What was not done because the batch was stopped has not failed. */
static void test_stopped_rows(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    note(outcomes, 0, true, "a");
    note(outcomes, 1, true, "b");
    finish(outcomes, 0, OUTCOME_WRITTEN, "", "");
    outcomes_close(outcomes, OUTCOME_STOPPED, error_of("stopped."));
    assert_string_equal(buf_text(&log.reported),
                        "2:20 written file=f.pdf\n3:21 stopped message=stopped.\n");
    size_t count;
    outcomes_failed(outcomes, &count);
    assert_int_equal(count, 0);
    release(outcomes, &log);
}

static void test_listeners_are_told_in_their_order(void **state)
{
    (void)state;
    struct log first = {0}, second = {0};
    const struct listener listeners[] = {
        {NULL, on_outcome, &first},
        {on_progress, NULL, &second},
        {on_progress, on_outcome, &first},
    };
    struct outcomes *outcomes = outcomes_new(listeners, 3);
    note(outcomes, 0, true, "a");
    finish(outcomes, 0, OUTCOME_KEPT, "", "");
    assert_string_equal(buf_text(&first.reported),
                        "2:20 kept file=f.pdf\n2:20 kept file=f.pdf\n");
    assert_string_equal(buf_text(&first.progress), "1/1 ");
    assert_string_equal(buf_text(&second.reported), "");
    assert_string_equal(buf_text(&second.progress), "1/1 ");
    release(outcomes, &first);
    buf_free(&second.progress);
}

static void test_names_of_files(void **state)
{
    (void)state;
    struct log log;
    struct outcomes *outcomes = new_tally(&log);
    bool spelt;
    assert_int_equal(outcomes_find_file(outcomes, "a.pdf", &spelt), OUTCOMES_NO_ROW);
    assert_true(outcomes_all_sound(outcomes));
    outcomes_free(outcomes);
    outcomes = new_tally(&log);
    note(outcomes, 0, true, "Әлия.pdf");
    assert_true(outcomes_all_sound(outcomes));
    note(outcomes, 1, false, "b.pdf");
    assert_false(outcomes_all_sound(outcomes));
    note_bad(outcomes, 2, "", "no.");
    outcomes_note(outcomes, 3, &(struct finding_of_row){.row = 5, .file = "faulty.pdf"});
    assert_true(outcomes_same(outcomes, 0, 0, "әлия.pdf"));
    assert_false(outcomes_same(outcomes, 0, 0, "b.pdf"));
    assert_false(outcomes_same(outcomes, 0, 1, "әлия.pdf"));
    assert_false(outcomes_same(outcomes, 2, 0, ""));
    static const struct {
        const char *file;
        size_t row;
        bool spelt;
    } there[] = {{"Әлия.pdf", 0, true},
                 {"ӘЛИЯ.pdf", 0, false},
                 {"b.pdf", 1, true},
                 {"faulty.pdf", 3, true},
                 {"Алия.pdf", OUTCOMES_NO_ROW, false},
                 {"", OUTCOMES_NO_ROW, false}};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++) {
        assert_int_equal(outcomes_find_file(outcomes, there[i].file, &spelt), there[i].row);
        assert_int_equal(spelt, there[i].spelt);
    }
    release(outcomes, &log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told_in_the_order_of_the_list),
        cmocka_unit_test(test_unsound_rows),
        cmocka_unit_test(test_rows_that_were_never_done),
        cmocka_unit_test(test_nothing_to_finish),
        cmocka_unit_test(test_only_what_is_selected),
        cmocka_unit_test(test_collisions_name_both_rows),
        cmocka_unit_test(test_collisions_with_other_rows),
        cmocka_unit_test(test_stopped_rows),
        cmocka_unit_test(test_listeners_are_told_in_their_order),
        cmocka_unit_test(test_names_of_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
