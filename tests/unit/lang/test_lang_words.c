#include "lang/lang_words.h"
#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *value(const struct word_list *list, const char *word)
{
    const struct word_entry *entry = word_list_find(list, word, strlen(word));
    if (!entry || !entry->values[0])
        fail_msg("«%s» has no value", word);
    return entry->values[0];
}

/* Whoever writes a date or reads a number aloud looks up each of these. */
static void no_month_year_or_numeral_is_missing(void **state)
{
    (void)state;
    for (int i = LANG_KAZAKH; i < LANG_COUNT; i++) {
        for (int month = 1; month <= 12; month++) {
            char number[16];
            snprintf(number, sizeof number, "%d", month);
            value(lang->words->months[i], number);
        }
        value(lang->words->years[i], "official");
        value(lang->words->years[i], "short");
    }
    for (size_t i = 0; i < LANG_COUNT; i++) {
        for (int digit = 0; digit <= 9; digit++) {
            char number[16];
            snprintf(number, sizeof number, "%d", digit);
            value(lang->words->numerals[i], number);
            snprintf(number, sizeof number, "%d", digit ? digit * 10 : 100);
            value(lang->words->numerals[i], number);
        }
        value(lang->words->numerals[i], "1000");
        value(lang->words->numerals[i], "1000000");
    }
    value(lang->words->numerals[LANG_KAZAKH], "1000000000");
    value(lang->words->numerals[LANG_KAZAKH], "1000000000000");
}

static void a_gender_is_m_or_f(void **state)
{
    (void)state;
    assert_string_equal(value(lang->words->gender, "ер"), "m");
    assert_string_equal(value(lang->words->gender, "жен"), "f");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_month_year_or_numeral_is_missing),
        cmocka_unit_test(a_gender_is_m_or_f),
    };
    return cmocka_run_group_tests_name("lang_words", tests, set_up_lang, tear_down_lang);
}
