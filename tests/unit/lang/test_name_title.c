#include "lang/name_title.h"

#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const char *text, const char *language, const char *title)
{
    struct arena arena = {0};
    assert_string_equal(name_title(lang->words, &arena, text, language), title);
    arena_free(&arena);
}

static void each_word_gets_one_capital(void **state)
{
    (void)state;
    expect("ӘБДІРАХМАНОВА ЖАНАРГҮЛ СӘКЕНҚЫЗЫ", "kk", "Әбдірахманова Жанаргүл Сәкенқызы");
    expect("АЙТМҰХАМБЕТОВ-БАЙДӘУЛЕТОВ", "kk", "Айтмұхамбетов-Байдәулетов");
    expect("ахметов асқар", "kk", "Ахметов Асқар");
    expect("О'НИЛ ШОН", "ru", "О'Нил Шон");
    expect("О'ТКИР", "ru", "О'ткир");
    expect("YİĞİT", "tr", "Yiğit");
    expect("АХМЕТОВ А.Б.", "kk", "Ахметов А.Б.");
    expect("", "kk", "");
}

static void particles_have_none(void **state)
{
    (void)state;
    expect("АЛИЕВ МУРАД РАШИД ОГЛЫ", "ru", "Алиев Мурад Рашид оглы");
    expect("фон НЕЙМАН", "ru", "фон Нейман");
    expect("СЕРІК ҚЫЗЫ АЙГҮЛ", "kk", "Серік қызы Айгүл");
    expect("ПАША", "ru", "Паша");
}

static void what_is_written_with_care_stays(void **state)
{
    (void)state;
    expect("МакАртур Асқар", "kk", "МакАртур Асқар");
    expect("АХМЕТОВ Асқар", "kk", "Ахметов Асқар");
    expect("Иоанн Павел II", "ru", "Иоанн Павел II");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_word_gets_one_capital),
        cmocka_unit_test(particles_have_none),
        cmocka_unit_test(what_is_written_with_care_stays),
    };
    return cmocka_run_group_tests(tests, set_up_lang, tear_down_lang);
}
