#include "base/error.h"

#include "base/file.h"
#include "base/utf8.h"
#include "unit/speak.h"
#include "unit/words.h"

#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_sentence_with_its_place(void **state)
{
    (void)state;
    struct error err;
    assert_false(error_set(&err, "fields", "%d fields, but the headings have %d.", 3, 5));
    assert_string_equal(words_of(&err), "3 fields, but the headings have 5.");
    assert_false(error_at(&err, (struct place){.file = "trainers.csv", .line = 17}));
    assert_string_equal(words_of(&err), "trainers.csv:17: 3 fields, but the headings have 5.");
    error_at(&err, (struct place){.file = "other.csv", .line = 9, .row = 18, .who = "Әлия"});
    assert_string_equal(words_of(&err), "trainers.csv:17: row 18: Әлия: 3 fields, but the "
                                        "headings have 5.");
    assert_int_equal(error_place(&err).row, 18);
    assert_string_equal(err.what.code, "fields");
}

/* A picture has no lines: the template's line, on which it is named, is not the picture's. */
static void a_line_stays_with_its_file(void **state)
{
    (void)state;
    struct error err;
    error_set(&err, "size", "It is too large.");
    error_at(&err, (struct place){.file = "seal.png"});
    error_at(&err, (struct place){.file = "seminar.ini", .line = 12, .section = "image seal"});
    assert_string_equal(words_of(&err), "seal.png: [image seal]: It is too large.");
    error_set(&err, "size", "It is too large.");
    error_at(&err, (struct place){.line = 7, .cell = "B7"});
    error_at(&err, (struct place){.file = "list.xlsx", .line = 1, .column = "ФИО"});
    assert_string_equal(words_of(&err), "list.xlsx:7: cell B7: «ФИО»: It is too large.");
}

/* However much is said, and wherever else it stands. */
static void a_path_is_kept_whole(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *path = arena_printf(&arena, "/%0*d", PATH_MAX - 2, 7);
    const char *said = arena_printf(&arena, "%0*d", 3 * PATH_MAX, 7);
    struct error err;
    error_set(&err, "fields", "«%s» is too much.", said);
    error_advise(&err, "Write less than «%s».", said);
    error_at(&err, (struct place){.who = said, .column = said});
    error_at(&err, (struct place){.file = path, .cell = "B7"});
    assert_string_equal(error_place(&err).file, path);
    const char *who = error_place(&err).who;
    assert_string_equal(who + strlen(who) - strlen("…"), "…");
    arena_free(&arena);
}

static void what_to_do_comes_last(void **state)
{
    (void)state;
    struct error err;
    error_set(&err, "format", "There is no filter «%s».", "uper");
    assert_false(error_advise(&err, "Did you mean %s?", "upper"));
    error_advise(&err, "The first advice counts.");
    error_at(&err, (struct place){.placeholder = "last_kk"});
    assert_string_equal(words_of(&err),
                        "{last_kk}: There is no filter «uper». Did you mean upper?");
    struct error copy = err;
    error_set(&err, "other", "Something else.");
    assert_string_equal(words_of(&copy),
                        "{last_kk}: There is no filter «uper». Did you mean upper?");
    assert_string_equal(words_of(&err), "Something else.");
}

static void a_number_chooses_the_form(void **state)
{
    (void)state;
    struct error err;
    for (size_t rows = 0; rows < 3; rows++) {
        error_set_plural(&err, "hidden", rows, "%zu row is hidden.", "%zu rows are hidden.",
                         rows);
        assert_string_equal(words_of(&err), rows == 1   ? "1 row is hidden."
                                            : rows == 0 ? "0 rows are hidden."
                                                        : "2 rows are hidden.");
    }
}

static void assert_cut_well(const struct error *err, size_t room)
{
    size_t bad;
    assert_in_range(err->size, room - 4, room);
    assert_true(utf8_valid(words_of(err), strlen(words_of(err)), &bad));
}

static void long_texts_are_cut_between_letters(void **state)
{
    (void)state;
    char name[2500];
    for (size_t shift = 0; shift < 4; shift++) {
        struct error err;
        memset(name, 'x', shift);
        for (size_t i = shift; i + 2 < sizeof name; i += 2)
            memcpy(name + i, "ә", 3);
        error_set(&err, "long", "№ %zu: %s", shift, name);
        assert_cut_well(&err, ERROR_WORDS_SIZE);
        assert_memory_equal(words_of(&err), "№ ", 4);
        error_at(&err, (struct place){.file = "a.csv", .who = name});
        error_advise(&err, "Shorten «%s».", name);
        assert_cut_well(&err, ERROR_TEXT_SIZE);
    }
}

static void a_sentence_from_elsewhere_has_no_gaps(void **state)
{
    (void)state;
    struct error err = {0};
    assert_false(error_set_sentence(&err, "some-code", "It is as it is."));
    assert_string_equal(err.what.code, "some-code");
    assert_string_equal(words_of(&err), "It is as it is.");
}

static void assert_said(const char *language, const struct error *err, const char *expected)
{
    speak(language);
    assert_string_equal(words_of(err), expected);
    speak("en");
}

/* The error is made before anybody is asked for a language, and then told in each. */
static void an_error_is_told_in_any_language(void **state)
{
    (void)state;
    struct error err;
    error_set(&err, "file-not-written", "A file cannot be written: %-s.", file_reason(EROFS));
    error_at(&err, (struct place){.file = "1.pdf"});
    assert_said("en", &err,
                "1.pdf: A file cannot be written: the disk can only be read; choose another "
                "folder.");
    assert_said("ru", &err,
                "1.pdf: Файл не записывается: диск доступен только для чтения; выберите другую "
                "папку.");
    assert_said("kk", &err,
                "1.pdf: Файл жазылмайды: дискіні тек оқуға болады; басқа бума таңдаңыз.");
}

/* What the system says is nobody's sentence; an empty text is none either. */
static void foreign_words_stay_as_they_are(void **state)
{
    (void)state;
    struct error err;
    error_set(&err, "file-not-written", "A file cannot be written: %-s.", file_reason(EPROTO));
    assert_said("ru", &err, "Файл не записывается: «Protocol error».");
    error_set(&err, "file-not-written", "A file cannot be written: %-s.", "");
    assert_said("ru", &err, "Файл не записывается: .");
}

/* A sign is named where the language has a name for it, and the sentence is whole without. */
static void signs_are_named_in_the_language(void **state)
{
    (void)state;
    struct error err;
    error_set(&err, "sign", "«%s» has %lc, which does not belong in a name.", "Ян", 0xA0);
    assert_said("en", &err, "«Ян» has U+00A0 NO-BREAK SPACE, which does not belong in a name.");
    assert_said("ru", &err,
                "в «Ян» есть знак U+00A0 «неразрывный пробел», которого в имени не бывает.");
    error_set(&err, "sign", "«%s» has %lc, which does not belong in a name.", "Ян", 0x263A);
    assert_said("en", &err,
                "«Ян» has U+263A WHITE SMILING FACE, which does not belong in a name.");
    assert_said("ru", &err, "в «Ян» есть знак U+263A, которого в имени не бывает.");
    assert_said("kk", &err, "«Ян» ішінде аты-жөнге жатпайтын U+263A таңбасы бар.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_with_its_place),
        cmocka_unit_test(a_line_stays_with_its_file),
        cmocka_unit_test(a_path_is_kept_whole),
        cmocka_unit_test(what_to_do_comes_last),
        cmocka_unit_test(a_number_chooses_the_form),
        cmocka_unit_test(a_sentence_from_elsewhere_has_no_gaps),
        cmocka_unit_test(long_texts_are_cut_between_letters),
        cmocka_unit_test(an_error_is_told_in_any_language),
        cmocka_unit_test(foreign_words_stay_as_they_are),
        cmocka_unit_test(signs_are_named_in_the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
