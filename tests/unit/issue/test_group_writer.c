
#include "unit/fixture.h"

#include "issue/group_writer.h"
#include "unit/words.h"

#include <errno.h>
#include <sys/syscall.h>

enum { MOST = 100 };

/* What the disk was told to do; these stand before the C library's own functions. */
static struct {
    size_t unsynced, named_unsynced;
    bool full, no_sync; /* fails when told to */
} disk;

ssize_t write(int fd, const void *bytes, size_t size)
{
    if (disk.full) {
        errno = ENOSPC;
        return -1;
    }
    disk.unsynced++;
    return syscall(SYS_write, fd, bytes, size);
}

int syncfs(int fd)
{
    if (disk.no_sync) {
        errno = EIO;
        return -1;
    }
    disk.unsynced = 0;
    return (int)syscall(SYS_syncfs, fd);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    disk.named_unsynced += disk.unsynced > 0;
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

/* A folder, and what was told of each row. */
struct port {
    struct fixture fixture;
    const char *path;
    struct folder *folder;
    struct outcomes *outcomes;
    struct group_writer *group_writer;
    struct listener listener;
    size_t reported;
    enum outcome_status status[MOST];
    char file[MOST][32], who[MOST][32], message[MOST][200];
};

static void on_outcome(void *context, const struct outcome *outcome)
{
    struct port *port = context;
    size_t i = port->reported++;
    port->status[i] = outcome->status;
    snprintf(port->file[i], sizeof port->file[i], "%s", outcome->file);
    snprintf(port->who[i], sizeof port->who[i], "%s", outcome->who);
    snprintf(port->message[i], sizeof port->message[i], "%s",
             outcome->error ? words_of(outcome->error) : "");
}

static struct port *open_port(size_t rows)
{
    struct error err;
    struct port *port = calloc(1, sizeof *port);
    assert_non_null(port);
    fixture_open(&port->fixture);
    port->path = arena_printf(&port->fixture.arena, "%s/out", port->fixture.folder);
    port->folder = folder_open(port->path, &err);
    assert_non_null(port->folder);
    port->listener = (struct listener){.outcome = on_outcome, .context = port};
    port->outcomes = outcomes_new(&port->listener, 1);
    for (size_t i = 0; i < rows; i++)
        outcomes_note(port->outcomes, i,
                      &(struct finding_of_row){
                          .row = i + 2, .line = i + 2, .selected = true, .sound = true});
    port->group_writer = group_writer_new(port->folder, NULL, port->outcomes);
    return port;
}

static void close_port(struct port *port, const char *const *names, size_t count)
{
    struct error err;
    group_writer_free(port->group_writer);
    outcomes_free(port->outcomes);
    assert_true(folder_close(port->folder, &err));
    for (size_t i = 0; i < count; i++)
        assert_int_equal(
            unlink(arena_printf(&port->fixture.arena, "%s/%s", port->path, names[i])), 0);
    unlink(arena_printf(&port->fixture.arena, "%s/.kualik-lock", port->path));
    assert_int_equal(rmdir(port->path), 0);
    fixture_close(&port->fixture);
    free(port);
}

/* The texts are gone when this returns, as a row's are when the next one is read. */
static bool add_whole(struct port *port, size_t index, const char *name, const char *bytes,
                      bool replace)
{
    char file[300], who[32];
    struct error err;
    snprintf(file, sizeof file, "%s", name);
    snprintf(who, sizeof who, "Person %zu", index);
    struct outcome outcome = {
        .row = index + 2, .line = index + 2, .who = who, .file = file, .number = "7"};
    struct buf pdf = {0};
    buf_puts(&pdf, bytes);
    const struct row_files files = {&pdf, NULL, replace};
    const struct ledger_facts facts = {.fields = ""};
    bool good = group_writer_add(port->group_writer, index, &outcome, &files, &facts, &err);
    buf_free(&pdf);
    memset(file, 'x', sizeof file - 1);
    memset(who, 'x', sizeof who - 1);
    return good;
}

static void add(struct port *port, size_t index, const char *name, const char *bytes,
                bool replace)
{
    assert_true(add_whole(port, index, name, bytes, replace));
}

static void flush(struct port *port)
{
    struct error err;
    assert_true(group_writer_flush(port->group_writer, &err));
}

static void assert_holds(const struct port *port, const char *name, const char *bytes)
{
    struct buf buf = {0};
    struct error err;
    assert_true(folder_read(port->folder, name, 1000, &buf, &err));
    assert_string_equal(buf_text(&buf), bytes);
    buf_free(&buf);
}

static void files_come_when_they_are_flushed(void **state)
{
    (void)state;
    struct port *port = open_port(2);
    add(port, 0, "a.pdf", "first", false);
    add(port, 1, "b.pdf", "second", false);
    assert_false(folder_has(port->folder, "a.pdf"));
    assert_int_equal(port->reported, 0);

    flush(port);
    assert_holds(port, "a.pdf", "first");
    assert_holds(port, "b.pdf", "second");
    assert_int_equal(port->reported, 2);
    assert_int_equal(port->status[1], OUTCOME_WRITTEN);
    assert_string_equal(port->file[0], "a.pdf");
    assert_string_equal(port->who[1], "Person 1");
    assert_string_equal(port->message[1], "");

    flush(port);
    assert_int_equal(port->reported, 2);
    close_port(port, (const char *const[]){"a.pdf", "b.pdf"}, 2);
}

/* A power cut must not leave a file that has its name and not its bytes. */
static void files_are_on_the_disk_before_they_have_names(void **state)
{
    (void)state;
    struct port *port = open_port(2);
    disk.unsynced = disk.named_unsynced = 0;
    add(port, 0, "a.pdf", "first", false);
    add(port, 1, "b.pdf", "second", false);
    assert_int_equal(disk.unsynced, 2);
    flush(port);
    assert_int_equal(port->reported, 2);
    assert_int_equal(disk.named_unsynced, 0);
    assert_int_equal(disk.unsynced, 0);
    close_port(port, (const char *const[]){"a.pdf", "b.pdf"}, 2);
}

/* A long run shows its certificates on the way, not all at the end. */
static void many_files_come_in_groups(void **state)
{
    (void)state;
    enum { ROWS = 80 };
    char names[ROWS][16];
    const char *list[ROWS];
    struct port *port = open_port(ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        snprintf(names[i], sizeof names[i], "%zu.pdf", i);
        list[i] = names[i];
        add(port, i, names[i], names[i], false);
    }
    assert_in_range(port->reported, 1, ROWS - 1);
    flush(port);
    assert_int_equal(port->reported, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(port->status[i], OUTCOME_WRITTEN);
        assert_string_equal(port->file[i], names[i]);
        assert_holds(port, names[i], names[i]);
    }
    close_port(port, list, ROWS);
}

static void put(struct port *port, const char *name, const char *bytes)
{
    FILE *file = fopen(arena_printf(&port->fixture.arena, "%s/%s", port->path, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, strlen(bytes), file), strlen(bytes));
    assert_int_equal(fclose(file), 0);
}

static void another_file_is_replaced_only_when_asked(void **state)
{
    (void)state;
    struct port *port = open_port(2);
    put(port, "a.pdf", "old");
    put(port, "b.pdf", "old");
    add(port, 0, "a.pdf", "new", false);
    add(port, 1, "b.pdf", "new", true);
    flush(port);
    assert_int_equal(port->status[0], OUTCOME_FAILED);
    assert_non_null(strstr(port->message[0], "a.pdf"));
    assert_holds(port, "a.pdf", "old");
    assert_int_equal(port->status[1], OUTCOME_WRITTEN);
    assert_holds(port, "b.pdf", "new");
    close_port(port, (const char *const[]){"a.pdf", "b.pdf"}, 2);
}

static void one_that_fails_stops_no_other(void **state)
{
    (void)state;
    struct port *port = open_port(3);
    add(port, 0, "a.pdf", "first", false);
    add(port, 1, "../b.pdf", "second", false);
    add(port, 2, "c.pdf", "third", false);
    flush(port);
    assert_int_equal(port->reported, 3);
    assert_int_equal(port->status[0], OUTCOME_WRITTEN);
    assert_int_equal(port->status[1], OUTCOME_FAILED);
    assert_true(port->message[1][0]);
    assert_int_equal(port->status[2], OUTCOME_WRITTEN);
    assert_holds(port, "c.pdf", "third");
    size_t failed;
    assert_int_equal(outcomes_failed(port->outcomes, &failed)[0], 3);
    assert_int_equal(failed, 1);
    close_port(port, (const char *const[]){"a.pdf", "c.pdf"}, 2);
}

/* A folder that takes no more files takes none of the next row either. */
static void a_full_disk_is_an_end(void **state)
{
    (void)state;
    struct port *port = open_port(3);
    add(port, 0, "a.pdf", "first", false);
    disk.full = true;
    assert_false(add_whole(port, 1, "b.pdf", "second", false));
    disk.full = false;
    flush(port);
    assert_int_equal(port->reported, 2);
    assert_int_equal(port->status[0], OUTCOME_WRITTEN);
    assert_int_equal(port->status[1], OUTCOME_FAILED);
    assert_non_null(strstr(port->message[1], "the disk is full"));
    assert_holds(port, "a.pdf", "first");
    assert_false(folder_has(port->folder, "b.pdf"));
    close_port(port, (const char *const[]){"a.pdf"}, 1);
}

/* What is not surely on the disk gets no name. */
static void a_failed_sync_names_nothing(void **state)
{
    (void)state;
    struct error err;
    struct port *port = open_port(2);
    add(port, 0, "a.pdf", "first", false);
    add(port, 1, "b.pdf", "second", false);
    disk.no_sync = true;
    assert_false(group_writer_flush(port->group_writer, &err));
    disk.no_sync = false;
    assert_int_equal(port->reported, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(port->status[i], OUTCOME_FAILED);
        assert_non_null(strstr(port->message[i], "the disk reports a fault"));
    }
    close_port(port, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_when_they_are_flushed),
        cmocka_unit_test(files_are_on_the_disk_before_they_have_names),
        cmocka_unit_test(many_files_come_in_groups),
        cmocka_unit_test(another_file_is_replaced_only_when_asked),
        cmocka_unit_test(one_that_fails_stops_no_other),
        cmocka_unit_test(a_full_disk_is_an_end),
        cmocka_unit_test(a_failed_sync_names_nothing),
    };
    return cmocka_run_group_tests_name("delivery", tests, NULL, NULL);
}
