#include "lang/note.h"

#include "base/error.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Rules name them, and --json shows their codes: both tell one from another. */
static void each_note_is_found_by_its_name(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct note *note; (note = note_at(count)); count++) {
        assert_ptr_equal(note_find(note->name), note);
        for (size_t i = 0; i < count; i++)
            assert_string_not_equal(note_at(i)->code, note->code);
    }
    assert_true(count > 10);
    assert_null(note_at(count + 1));
    assert_null(note_find("nothing of the kind"));
    assert_null(note_find(""));
}

/* The form is the one thing that fills a sentence. */
static void each_note_shows_the_form(void **state)
{
    (void)state;
    const struct note *note;
    for (size_t i = 0; (note = note_at(i)); i++) {
        struct error err;
        error_set(&err, note->code, note->format, "Асельге");
        const char *words = words_of(&err);
        assert_non_null(strstr(words, "«Асельге»"));
        assert_null(strchr(words, '%'));
        assert_int_equal(words[strlen(words) - 1], '.');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_note_is_found_by_its_name),
        cmocka_unit_test(each_note_shows_the_form),
    };
    return cmocka_run_group_tests_name("note", tests, NULL, NULL);
}
