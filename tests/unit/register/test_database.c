#include "register/database.h"

#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char *path;
static struct error err;

static int make_file(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    put("register.db", "");
    path = in_scratch("register.db");
    return 0;
}

static struct database *open_file(enum database_mode mode)
{
    struct database *database = database_open(path, mode, &err);
    if (!database)
        fail_msg("%s", words_of(&err));
    return database;
}

static void test_values_come_back(void **state)
{
    (void)state;
    struct database *database = open_file(DATABASE_WRITE);
    struct arena arena = {0};
    struct digest digest = hash_of(&(struct span){"x", 1}, 1), back;
    size_t changed;
    assert_true(database_script(database, "CREATE TABLE t (i, t, b)", &err));
    assert_true(database_run(database, &changed, &err, "INSERT INTO t VALUES (?1, ?2, ?3)",
                             "itb", (int64_t)-7, "Әлия", &digest));
    assert_int_equal(changed, 1);
    assert_true(database_run(database, NULL, &err,
                             "INSERT INTO t VALUES (1, CAST(x'FF41' AS TEXT), ?1)", "b",
                             (const struct digest *)NULL));
    struct query *query = database_query(database, &err, "SELECT i, t, b FROM t", "");
    assert_int_equal(query_next(query, &err), QUERY_ROW);
    assert_int_equal(query_integer(query, 0), -7);
    assert_string_equal(query_text(query, 1, &arena), "Әлия");
    assert_true(query_digest(query, 2, &back));
    assert_memory_equal(back.bytes, digest.bytes, DIGEST_SIZE);
    assert_int_equal(query_next(query, &err), QUERY_ROW);
    assert_string_equal(query_text(query, 1, &arena), ""); /* it is not UTF-8 */
    assert_false(query_digest(query, 2, &back));
    assert_int_equal(query_next(query, &err), QUERY_END);
    query_close(query);
    database_close(database);
    arena_free(&arena);
}

static void asks(struct query *query, int64_t wanted)
{
    assert_int_equal(query_next(query, &err), QUERY_ROW);
    assert_int_equal(query_integer(query, 0), wanted);
}

/* Statements of the same words are used again: with other values, from the beginning, and at
 * the same time. */
static void test_the_same_words_again(void **state)
{
    (void)state;
    static const char words[] = "SELECT i FROM t WHERE i > ifnull(?1, 7) ORDER BY i";
    struct database *database = open_file(DATABASE_WRITE);
    assert_true(database_script(database, "CREATE TABLE t (i)", &err));
    for (int64_t i = 1; i < 10; i++)
        assert_true(database_run(database, NULL, &err, "INSERT INTO t VALUES (?1)", "i", i));
    struct query *first = database_query(database, &err, words, "i", (int64_t)2);
    asks(first, 3);
    struct query *second = database_query(database, &err, words, "i", (int64_t)5);
    asks(second, 6);
    asks(first, 4);
    query_close(first);
    asks(second, 7);
    first = database_query(database, &err, words, "");
    asks(first, 8);
    query_close(first);
    query_close(second);
    database_close(database);
}

static void test_another_program_has_the_register(void **state)
{
    (void)state;
    struct database *other = open_file(DATABASE_WRITE), *database = open_file(DATABASE_WRITE);
    assert_true(database_script(other, "BEGIN EXCLUSIVE", &err));
    assert_false(database_script(database, "CREATE TABLE t (x)", &err));
    assert_string_equal(ERROR_WHAT(&err), "Another program is working with the register.");
    assert_string_equal(error_place(&err).file, path);
    assert_true(database_script(other, "COMMIT", &err));
    assert_true(database_script(database, "CREATE TABLE t (x)", &err));
    database_close(database);
    database_close(other);
}

static void test_what_is_open_for_reading_is_not_written(void **state)
{
    (void)state;
    struct database *database = open_file(DATABASE_READ);
    assert_false(database_script(database, "CREATE TABLE t (x)", &err));
    assert_string_equal(ERROR_WHAT(&err), "Nothing can be written to the register.");
    database_close(database);
}

/* A page in the middle that is overwritten is found out, and nothing is believed of it. */
static void test_a_damaged_file_is_told_from_a_foreign_one(void **state)
{
    (void)state;
    struct database *database = open_file(DATABASE_WRITE);
    assert_true(database_script(database,
                                "CREATE TABLE t (x); WITH RECURSIVE c (n) AS (SELECT 1 UNION "
                                "ALL SELECT n + 1 FROM c WHERE n < 2000) INSERT INTO t SELECT "
                                "printf('%0100d', n) FROM c",
                                &err));
    database_close(database);
    FILE *file = fopen(path, "r+b");
    char noise[3 * 4096];
    memset(noise, 0xA5, sizeof noise);
    assert_int_equal(fseek(file, 4096, SEEK_SET), 0);
    assert_int_equal(fwrite(noise, 1, sizeof noise, file), sizeof noise);
    fclose(file);
    database = open_file(DATABASE_READ);
    struct query *query = database_query(database, &err, "SELECT count(x) FROM t", "");
    assert_non_null(query);
    assert_int_equal(query_next(query, &err), QUERY_FAILED);
    assert_string_equal(ERROR_WHAT(&err), "The register is damaged.");
    query_close(query);
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values_come_back, make_file, remove_scratch),
        cmocka_unit_test_setup_teardown(test_the_same_words_again, make_file, remove_scratch),
        cmocka_unit_test_setup_teardown(test_another_program_has_the_register, make_file,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_what_is_open_for_reading_is_not_written, make_file,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_a_damaged_file_is_told_from_a_foreign_one,
                                        make_file, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
