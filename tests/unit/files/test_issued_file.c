#include "files/issued_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Sends a file of that name to the archive and asks for its name there. */
static const char *and_back(const char *name, struct arena *arena)
{
    struct registry_record record = {.file = name, .version = 12};
    record.file = issued_file_archived(&record, arena);
    record.version++; /* the record that stands for the number now is another */
    return issued_file_unarchived(&record, arena);
}

static void a_file_gets_its_name_back(void **state)
{
    (void)state;
    static const char *const names[] = {"1.pdf", "ОСК-0001_Ә.v1.pdf", "a.v.pdf", ".v2.pdf"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(and_back(names[i], &arena), names[i]);
    arena_free(&arena);
}

static void a_name_that_was_cut_is_not_guessed(void **state)
{
    (void)state;
    struct arena arena = {0};
    char name[256] = "";
    memset(name, 'a', 250);
    strncat(name, ".pdf", 5);
    assert_null(and_back(name, &arena));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_gets_its_name_back),
        cmocka_unit_test(a_name_that_was_cut_is_not_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
