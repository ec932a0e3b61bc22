#include "lang/date_words.h"
#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void dates_are_written_as_in_documents(void **state)
{
    (void)state;
    const char *const cases[][5] = {
        {"2017-10-03", "2017 жылғы 3 қазан", "3 октября 2017 года", "2017 ж. 3 қазан",
         "3 октября 2017 г."},
        {"2017-10-03/2017-10-05", "2017 жылғы 3–5 қазан", "3–5 октября 2017 года",
         "2017 ж. 3–5 қазан", "3–5 октября 2017 г."},
        {"2017-09-28/2017-10-02", "2017 жылғы 28 қыркүйек – 2 қазан",
         "28 сентября – 2 октября 2017 года", "2017 ж. 28 қыркүйек – 2 қазан",
         "28 сентября – 2 октября 2017 г."},
        {"2017-12-28/2018-01-03", "2017 жылғы 28 желтоқсан – 2018 жылғы 3 қаңтар",
         "28 декабря 2017 года – 3 января 2018 года", "2017 ж. 28 желтоқсан – 2018 ж. 3 қаңтар",
         "28 декабря 2017 г. – 3 января 2018 г."},
        {"03.10.2017", "2017 жылғы 3 қазан", "3 октября 2017 года", "2017 ж. 3 қазан",
         "3 октября 2017 г."},
        {"3.1.2017 г.", "2017 жылғы 3 қаңтар", "3 января 2017 года", "2017 ж. 3 қаңтар",
         "3 января 2017 г."},
        {"03.10.2017–05.10.2017", "2017 жылғы 3–5 қазан", "3–5 октября 2017 года",
         "2017 ж. 3–5 қазан", "3–5 октября 2017 г."},
        {"03.10.2017 - 05.10.2017 ж.", "2017 жылғы 3–5 қазан", "3–5 октября 2017 года",
         "2017 ж. 3–5 қазан", "3–5 октября 2017 г."},
        {"15–16.05.2025", "2025 жылғы 15–16 мамыр", "15–16 мая 2025 года",
         "2025 ж. 15–16 мамыр", "15–16 мая 2025 г."},
        {"28.09—02.10.2017", "2017 жылғы 28 қыркүйек – 2 қазан",
         "28 сентября – 2 октября 2017 года", "2017 ж. 28 қыркүйек – 2 қазан",
         "28 сентября – 2 октября 2017 г."},
        {"2016-02-29/2016-02-29", "2016 жылғы 29 ақпан", "29 февраля 2016 года",
         "2016 ж. 29 ақпан", "29 февраля 2016 г."},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dates dates;
        struct error err;
        assert_true(date_words_read(lang->words, cases[i][0], &dates, &err));
        assert_string_equal(date_words_kazakh(lang->words, &arena, &dates, DATE_OFFICIAL),
                            cases[i][1]);
        assert_string_equal(date_words_russian(lang->words, &arena, &dates, DATE_OFFICIAL),
                            cases[i][2]);
        assert_string_equal(date_words_kazakh(lang->words, &arena, &dates, DATE_SHORT),
                            cases[i][3]);
        assert_string_equal(date_words_russian(lang->words, &arena, &dates, DATE_SHORT),
                            cases[i][4]);
    }
    arena_free(&arena);
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {
        "",
        "2017",
        "03.10.17",
        "3.10",
        "3–5",
        "3.2017",
        "03.10.2017–",
        "–03.10.2017",
        "03.10.2017 x",
        "31.09.2017",
        "5–3.10.2017",
        "03.10.2017–5",
        "2017-10-3",
        "2017-10-03 ",
        "2017-13-01",
        "2017-02-29",
        "1900-02-29",
        "2017-00-10",
        "2017-10-00",
        "2017-10-03/",
        "2017-10-05/2017-10-03",
        "0000-01-01",
        "2017-10-03-",
        "2017-10-03/2017-10-32",
        "-017-10-03",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct dates dates;
        struct error err = {0};
        assert_false(date_words_read(lang->words, wrong[i], &dates, &err));
        assert_true(words_of(&err)[0] != 0);
    }
    struct dates dates;
    struct error err;
    assert_false(date_words_read(lang->words, "13.13.2017", &dates, &err));
    assert_string_equal(words_of(&err),
                        "«13.13.2017» has a day or a month that does not exist.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_written_as_in_documents),
        cmocka_unit_test(what_is_no_date_is_refused),
    };
    return cmocka_run_group_tests_name("date", tests, set_up_lang, tear_down_lang);
}
