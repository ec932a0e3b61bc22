#include "files/single_file.h"

#include "base/file.h"
#include "unit/fixture.h"
#include "unit/words.h"

#include <dirent.h>

static bool begins_with_k(const struct buf *there)
{
    return there->size && buf_text(there)[0] == 'k';
}

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

static struct single_file *begin(const char *path)
{
    struct error err;
    struct single_file *file = single_file_new(path, begins_with_k, &err);
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
    struct single_file *file = begin(path);
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
    struct single_file *file = begin(path);
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
    assert_null(single_file_new(path, begins_with_k, &err));
    assert_non_null(strstr(words_of(&err), "that this command has not made"));
    assert_int_equal(unlink(path), 0);

    struct single_file *file = begin(path);
    assert_true(single_file_add(file, "k", 1, &err));
    assert_string_equal(fixture_write(&fixture, "form.pdf", "theirs", 6), path);
    assert_false(single_file_publish(file, &err));
    single_file_free(file);
    assert_holds(path, "theirs");
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_become_a_file_in_the_place_of_ours),
        cmocka_unit_test(half_a_file_leaves_nothing),
        cmocka_unit_test(another_file_is_not_written_over),
    };
    return cmocka_run_group_tests_name("single_file", tests, NULL, NULL);
}
