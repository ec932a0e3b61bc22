
#include "issue/worker_pool.h"

#include "unit/fixture.h"
#include "unit/words.h"

#include <pthread.h>
#include <stdatomic.h>

enum { ROWS = 400, MOST_WORKERS = 8 };

/* What the hands saw: how often each row, and anything wrong. */
struct watch {
    atomic_size_t seen[ROWS], bad, wrong;
    atomic_size_t busy[MOST_WORKERS]; /* a hand is one thread: never two tasks at once */
    pthread_barrier_t *meeting;       /* where two hands wait, so that both have a row */
};

/* Row i (from 0) has the fields i and "Әлия i"; every tenth has a field too many. */
static struct roster *open_list(struct fixture *fixture)
{
    struct buf list = {0};
    struct roster *roster = NULL;
    struct error err;
    fixture_open(fixture);
    buf_puts(&list, "n,who\n");
    for (size_t i = 0; i < ROWS; i++)
        buf_printf(&list, "%zu,Әлия %zu%s\n", i, i, i % 10 ? "" : ",");
    const char *path = fixture_write(fixture, "list.csv", list.data, list.size);
    if (!roster_open(path, 0, &roster, &err))
        fail_msg("%s", words_of(&err));
    buf_free(&list);
    return roster;
}

static bool work(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct watch *watch = context;
    bool wrong = row_task->index >= ROWS || worker->number >= MOST_WORKERS || !worker->room;
    if (wrong) {
        watch->wrong++;
        return true;
    }
    watch->wrong += watch->busy[worker->number]++ != 0;
    watch->seen[row_task->index]++;
    if (watch->meeting)
        pthread_barrier_wait(watch->meeting);
    watch->wrong += row_task->row.number != row_task->index + 2 ||
                    row_task->row.line != row_task->index + 2;
    if (row_task->bad) {
        watch->bad++;
        watch->wrong += row_task->index % 10 != 0 || row_task->row.faults->count != 1 ||
                        row_task->row.faults->list[0].words->what.args[0].size != 3;
    } else {
        /* The row is the hand's own, whatever the reader does meanwhile. */
        char *number = arena_printf(&worker->arena, "%zu", row_task->index);
        char *who = arena_printf(&worker->arena, "Әлия %zu", row_task->index);
        watch->wrong += strcmp(row_task->row.fields[0], number) != 0;
        watch->wrong += strcmp(row_task->row.fields[1], who) != 0;
    }
    watch->busy[worker->number]--;
    return true;
}

static void run_with(size_t workers)
{
    struct fixture fixture;
    struct roster *roster = open_list(&fixture);
    struct watch watch = {0};
    struct error err;
    size_t rows;
    pthread_barrier_t meeting;
    pthread_barrier_init(&meeting, NULL, 2);
    watch.meeting = workers == 2 ? &meeting : NULL;
    for (size_t pass = 1; pass <= 2; pass++) {
        assert_true(worker_pool_run(roster, workers, work, &watch, &rows, &err));
        assert_int_equal(rows, ROWS);
        for (size_t i = 0; i < ROWS; i++)
            assert_int_equal(watch.seen[i], pass);
        assert_true(roster_rewind(roster, &err));
    }
    assert_int_equal(watch.bad, 2 * ROWS / 10);
    assert_int_equal(watch.wrong, 0);
    pthread_barrier_destroy(&meeting);
    roster_close(roster);
    fixture_close(&fixture);
}

static void test_one_hand(void **state)
{
    (void)state;
    run_with(1);
}

static void test_two_hands(void **state)
{
    (void)state;
    run_with(2);
}

static void test_eight_hands(void **state)
{
    (void)state;
    run_with(8);
}

/* What has been read before is not given out again. */
static void test_rest_of_the_list(void **state)
{
    (void)state;
    struct fixture fixture;
    struct roster *roster = open_list(&fixture);
    struct row row;
    struct error err;
    struct watch watch = {0};
    while (roster_next(roster, &row, &err) != ROSTER_END)
        ;
    size_t rows;
    assert_true(worker_pool_run(roster, 2, work, &watch, &rows, &err));
    assert_int_equal(rows, 0);
    roster_close(roster);
    fixture_close(&fixture);
}

static bool work_until_20(void *context, struct worker *worker, const struct row_task *row_task)
{
    work(context, worker, row_task);
    return row_task->index < 20;
}

/* A row that somebody has already is done; then no more are given out. */
static void test_stopped(void **state)
{
    (void)state;
    struct fixture fixture;
    struct roster *roster = open_list(&fixture);
    struct error err;
    struct watch watch = {0};
    size_t rows, seen = 0;
    assert_true(worker_pool_run(roster, 3, work_until_20, &watch, &rows, &err));
    assert_in_range(rows, 21, 23);
    for (size_t i = 0; i < ROWS; i++)
        seen += watch.seen[i];
    assert_int_equal(seen, rows);
    assert_int_equal(watch.wrong, 0);
    roster_close(roster);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_hand),    cmocka_unit_test(test_two_hands),
        cmocka_unit_test(test_eight_hands), cmocka_unit_test(test_rest_of_the_list),
        cmocka_unit_test(test_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
