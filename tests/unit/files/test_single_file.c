#include "files/single_file.h"

#include "base/file.h"
#include "unit/fixture.h"
#include "unit/words.h"

#include <dirent.h>
#include <sys/stat.h>

static bool begins_with_k(const struct buf *there)
{
    return there->size && buf_text(there)[0] == 'k';
}

static void say_theirs(const struct buf *there, struct error *err)
{
    error_set(err, "place-theirs", "It begins with %c.", buf_text(there)[0]);
}

static const struct single_file_kind ours = {.is_ours = begins_with_k},
                                     own_words = {.is_ours = begins_with_k,
                                                  .refuse = say_theirs},
                                     replaces_none = {0};

/* Counts what is in the folder, hidden files too. */
static size_t count_files(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2; /* . and .. */
}

static void assert_holds(const char *path, const char *text)
{
    struct buf bytes = {0};
    struct error err;
    assert_true(file_read(path, 100, &bytes, &err));
    assert_string_equal(buf_text(&bytes), text);
    buf_free(&bytes);
}

static struct single_file *begin(const char *path, const struct single_file_kind *kind)
{
    struct error err;
    struct single_file *file = single_file_new(path, kind, &err);
    if (!file)
        fail_msg("%s", words_of(&err));
    return file;
}

static void parts_become_a_file_in_the_place_of_ours(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "form.pdf", "k old", 5);
    struct single_file *file = begin(path, &ours);
    assert_true(single_file_add(file, "k n", 3, &err));
    assert_true(single_file_add(file, "ew", 2, &err));
    assert_holds(path, "k old");
    assert_true(single_file_publish(file, &err));
    single_file_free(file);
    assert_holds(path, "k new");
    assert_int_equal(count_files(fixture.folder), 1);
    fixture_close(&fixture);
}

static void half_a_file_leaves_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "form.pdf", "k old", 5);
    struct single_file *file = begin(path, &ours);
    assert_true(single_file_add(file, "half", 4, &err));
    single_file_free(file);
    assert_holds(path, "k old");
    assert_int_equal(count_files(fixture.folder), 1);
    single_file_free(NULL);
    fixture_close(&fixture);
}

/* … neither before the file is made nor meanwhile. */
static void another_file_is_not_written_over(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "form.pdf", "theirs", 6);
    assert_null(single_file_new(path, &ours, &err));
    assert_non_null(strstr(words_of(&err), "that this command has not made"));
    assert_null(single_file_new(path, &own_words, &err));
    assert_non_null(strstr(words_of(&err), "form.pdf: It begins with t."));
    assert_int_equal(unlink(path), 0);

    struct single_file *file = begin(path, &ours);
    assert_true(single_file_add(file, "k", 1, &err));
    assert_string_equal(fixture_write(&fixture, "form.pdf", "theirs", 6), path);
    assert_false(single_file_publish(file, &err));
    single_file_free(file);
    assert_holds(path, "theirs");
    assert_int_equal(count_files(fixture.folder), 1);
    fixture_close(&fixture);
}

/* … or none of its kind either. */
static void a_kind_may_replace_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "form.pdf", "k old", 5);
    assert_null(single_file_new(path, &replaces_none, &err));
    assert_int_equal(unlink(path), 0);
    struct single_file *file = begin(path, &replaces_none);
    assert_true(single_file_publish(file, &err));
    single_file_free(file);
    assert_holds(path, "");
    fixture_close(&fixture);
}

static void why_nothing_can_be_written_is_told(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    assert_null(single_file_new("/nowhere/form.pdf", &ours, &err));
    assert_string_equal(words_of(&err),
                        "/nowhere/form.pdf: The folder of this file does not exist. Make the "
                        "folder, or give -o another one.");
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "file", "", 0);
    path = arena_printf(&fixture.arena, "%s/form.pdf", path);
    assert_null(single_file_new(path, &ours, &err));
    assert_non_null(strstr(words_of(&err), "file/form.pdf: A file cannot be written: a part of "
                                           "this path is a file"));
    fixture_close(&fixture);
}

/* Nobody asked to read a folder, a pipe, or a link to nothing or to itself. */
static void what_cannot_be_read_is_not_written_over(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    fixture_open(&fixture);
    const char *path = arena_printf(&fixture.arena, "%s/form.pdf", fixture.folder);
    for (int kind = 0; kind < 4; kind++) {
        int made = kind == 0   ? mkdir(path, 0777)
                   : kind == 1 ? mkfifo(path, 0666)
                   : kind == 2 ? symlink("nowhere", path)
                               : symlink("form.pdf", path);
        assert_int_equal(made, 0);
        assert_null(single_file_new(path, &own_words, &err));
        assert_non_null(strstr(words_of(&err), "form.pdf: There is something of this name "
                                               "already that this command has not made"));
        assert_non_null(strstr(words_of(&err), "Give -o another name"));
        assert_int_equal(remove(path), 0);
    }
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_become_a_file_in_the_place_of_ours),
        cmocka_unit_test(half_a_file_leaves_nothing),
        cmocka_unit_test(another_file_is_not_written_over),
        cmocka_unit_test(a_kind_may_replace_nothing),
        cmocka_unit_test(why_nothing_can_be_written_is_told),
        cmocka_unit_test(what_cannot_be_read_is_not_written_over),
    };
    return cmocka_run_group_tests_name("single_file", tests, NULL, NULL);
}
