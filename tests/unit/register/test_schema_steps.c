#include "register/schema_steps.h"

#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const char *path; /* of an empty file */

static int make_file(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    put("register", "");
    path = in_scratch("register");
    return 0;
}

static struct database *open_file(void)
{
    struct error err;
    struct database *database = database_open(path, DATABASE_WRITE, &err);
    if (!database)
        fail_msg("%s", words_of(&err));
    return database;
}

static int64_t count(struct database *database, const char *sql)
{
    struct error err;
    struct query *query = database_query(database, &err, sql, "");
    assert_non_null(query);
    assert_int_equal(query_next(query, &err), QUERY_ROW);
    int64_t number = query_integer(query, 0);
    query_close(query);
    return number;
}

static void test_a_new_register_is_of_the_newest_version(void **state)
{
    (void)state;
    struct buf image = {0};
    struct error err;
    size_t version = 0;
    assert_true(schema_steps_image(&image, &err));
    FILE *file = fopen(path, "wb");
    assert_int_equal(fwrite(image.data, 1, image.size, file), image.size);
    fclose(file);
    buf_free(&image);
    struct database *database = open_file();
    assert_true(schema_steps_check(database, &version, &err));
    assert_int_equal(version, 2);
    assert_int_equal(count(database, "SELECT count(*) FROM records"), 0);
    database_close(database);
}

static void test_an_empty_file_is_not_a_register(void **state)
{
    (void)state;
    struct database *database = open_file();
    struct error err;
    size_t version;
    assert_false(schema_steps_check(database, &version, &err));
    assert_string_equal(err.what.code, "register-empty");
    database_close(database);
}

static const char *const steps[] = {
    "CREATE TABLE a (x); INSERT INTO a VALUES (1), (2);",
    "CREATE TABLE b AS SELECT x * 10 AS x FROM a;",
    "DROP TABLE a; CREATE TABLE nothing (x, x);",
};

static void test_an_older_version_is_brought_to_the_newest(void **state)
{
    (void)state;
    struct database *database = open_file();
    struct error err;
    assert_true(schema_steps_run(database, steps, 0, 1, &err));
    assert_int_equal(count(database, "PRAGMA user_version"), 1);
    assert_true(schema_steps_run(database, steps, 1, 2, &err));
    assert_int_equal(count(database, "PRAGMA user_version"), 2);
    assert_int_equal(count(database, "SELECT sum(x) FROM b"), 30);
    assert_int_equal(count(database, "SELECT count(*) FROM a"), 2);
    database_close(database);
}

static void test_a_migration_that_fails_changes_nothing(void **state)
{
    (void)state;
    struct database *database = open_file();
    struct error err;
    assert_true(schema_steps_run(database, steps, 0, 1, &err));
    assert_false(schema_steps_run(database, steps, 1, 3, &err));
    assert_int_equal(count(database, "PRAGMA user_version"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM a"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM sqlite_schema"), 1);
    database_close(database);
}

static void assert_refused(const char *sql, const char *words)
{
    struct database *database = open_file();
    struct error err;
    size_t version;
    assert_true(database_script(database, sql, &err));
    assert_false(schema_steps_check(database, &version, &err));
    assert_string_equal(words_of(&err), words);
    database_close(database);
}

static void test_other_databases_and_newer_registers_are_refused(void **state)
{
    (void)state;
    assert_refused("CREATE TABLE bookmarks (url)",
                   "The file is not a register of certificates. Give the path of the register "
                   "with --register.");
    assert_refused("PRAGMA application_id = 1263881291; PRAGMA user_version = 7",
                   "The register is of version 7, made by a newer kualik; this one knows "
                   "version 2. Use the newer kualik.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_new_register_is_of_the_newest_version, make_file,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_an_empty_file_is_not_a_register, make_file,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_an_older_version_is_brought_to_the_newest,
                                        make_file, remove_scratch),
        cmocka_unit_test_setup_teardown(test_a_migration_that_fails_changes_nothing, make_file,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_other_databases_and_newer_registers_are_refused,
                                        make_file, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
