#include "cli/watch.h"

#include "unit/fixture.h"
#include "unit/words.h"

#include <signal.h>
#include <sys/stat.h>

static atomic_bool stopped;

static void stop(int signal)
{
    (void)signal;
    atomic_store(&stopped, true);
}

/* Watched files in a folder; a signal that ends the waiting is on its way whenever nothing has
 * changed, so that no test waits. */
struct watching {
    struct fixture fixture;
    struct watch *watch;
    sigset_t before;
};

static void begin(struct watching *it)
{
    struct error err;
    sigset_t blocked;
    fixture_open(&it->fixture);
    it->watch = watch_new(&err);
    assert_non_null(it->watch);
    signal(SIGUSR1, stop);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, &it->before);
}

static void end(struct watching *it)
{
    watch_free(it->watch);
    sigprocmask(SIG_SETMASK, &it->before, NULL);
    fixture_close(&it->fixture);
}

static const char *path_of(struct watching *it, const char *name)
{
    return arena_printf(&it->fixture.arena, "%s/%s", it->fixture.folder, name);
}

static void write_file(struct watching *it, const char *name)
{
    FILE *file = fopen(path_of(it, name), "w");
    assert_non_null(file);
    fputs("x", file);
    fclose(file);
}

static void remove_file(struct watching *it, const char *name)
{
    assert_int_equal(remove(path_of(it, name)), 0);
}

/* Says whether what is watched has changed. */
static bool has_changed(struct watching *it)
{
    sigset_t none;
    atomic_store(&stopped, false);
    raise(SIGUSR1);
    bool changed = watch_wait(it->watch, &stopped, &it->before);
    if (changed) { /* the signal has not come through yet */
        sigemptyset(&none);
        sigsuspend(&none);
    }
    assert_true(atomic_load(&stopped));
    return changed;
}

static void what_is_saved_is_seen(void **state)
{
    (void)state;
    struct watching it;
    begin(&it);
    write_file(&it, "a");
    watch_file(it.watch, path_of(&it, "a"));
    assert_false(has_changed(&it));
    write_file(&it, "a");
    assert_true(has_changed(&it));
    assert_false(has_changed(&it));
    write_file(&it, "b");
    assert_false(has_changed(&it));
    assert_int_equal(rename(path_of(&it, "b"), path_of(&it, "a")), 0);
    assert_true(has_changed(&it));
    remove_file(&it, "a");
    end(&it);
}

static void what_is_not_there_yet_is_seen_when_it_comes(void **state)
{
    (void)state;
    struct watching it;
    begin(&it);
    watch_file(it.watch, path_of(&it, "a"));
    watch_file(it.watch, path_of(&it, "folder/b"));
    write_file(&it, "a");
    assert_true(has_changed(&it));
    assert_int_equal(mkdir(path_of(&it, "folder"), 0700), 0);
    assert_true(has_changed(&it));
    watch_file(it.watch, path_of(&it, "folder/b"));
    write_file(&it, "folder/b");
    assert_true(has_changed(&it));
    remove_file(&it, "folder/b");
    remove_file(&it, "folder");
    remove_file(&it, "a");
    end(&it);
}

static void links_are_seen_through(void **state)
{
    (void)state;
    struct watching it;
    begin(&it);
    assert_int_equal(mkdir(path_of(&it, "real"), 0700), 0);
    write_file(&it, "real/a");
    assert_int_equal(symlink(path_of(&it, "real/a"), path_of(&it, "link")), 0);
    watch_file(it.watch, path_of(&it, "link"));
    write_file(&it, "real/a");
    assert_true(has_changed(&it));
    remove_file(&it, "link");
    remove_file(&it, "real/a");
    remove_file(&it, "real");
    end(&it);
}

static void all_of_a_folder_is_seen(void **state)
{
    (void)state;
    struct watching it;
    begin(&it);
    assert_int_equal(mkdir(path_of(&it, "fonts"), 0700), 0);
    watch_folder(it.watch, path_of(&it, "fonts"));
    write_file(&it, "fonts/any");
    assert_true(has_changed(&it));
    write_file(&it, "beside");
    assert_false(has_changed(&it));
    remove_file(&it, "beside");
    remove_file(&it, "fonts/any");
    remove_file(&it, "fonts");
    end(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_saved_is_seen),
        cmocka_unit_test(what_is_not_there_yet_is_seen_when_it_comes),
        cmocka_unit_test(links_are_seen_through),
        cmocka_unit_test(all_of_a_folder_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
