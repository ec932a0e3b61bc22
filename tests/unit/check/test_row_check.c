#include "check/row_check.h"
#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LAST_KK, LAST_RU, PATRONYMIC, GENDER, REGION, COUNT };

static const char *const regions[] = {"Ақмола облысы", "Ақтөбе облысы"};

static struct column list[COUNT] = {
    [LAST_KK] = {.name = "last_kk",
                 .heading = "Тегі",
                 .language = LANGUAGE_KAZAKH,
                 .used = true,
                 .personal = true,
                 .named = true,
                 .pair = LAST_RU},
    [LAST_RU] = {.name = "last_ru",
                 .heading = "Фамилия",
                 .language = LANGUAGE_RUSSIAN,
                 .used = true,
                 .personal = true,
                 .named = true,
                 .pair = LAST_KK},
    [PATRONYMIC] = {.name = "patronymic",
                    .heading = "Отчество",
                    .used = true,
                    .personal = true,
                    .named = true,
                    .patronymic = true,
                    .pair = NO_COLUMN},
    [GENDER] = {.name = "gender", .heading = "Пол", .pair = NO_COLUMN},
    [REGION] = {.name = "region",
                .heading = "Облыс",
                .used = true,
                .pair = NO_COLUMN,
                .values = regions,
                .value_count = 2},
};

static struct kazakh_spelling *spelling;
static struct check_words *words;
static struct name_match *match;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    spelling = kazakh_spelling_new(&err);
    words = check_words_new(&err);
    match = name_match_new(&err);
    return spelling && words && match ? set_up_lang(state) : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tear_down_lang(state);
    kazakh_spelling_free(spelling);
    check_words_free(words);
    name_match_free(match);
    return 0;
}

/* Says what is told of a row, a finding a line. */
static void reported(const char *const fields[COUNT], const char *wanted)
{
    const struct columns columns = {
        .list = list, .count = COUNT, .gender = GENDER, .number = NO_COLUMN};
    const struct check_rules rules = {lang, words, spelling, match};
    const struct row row = {.line = 7, .number = 7, .fields = fields};
    struct arena arena = {0};
    struct report findings = {0};
    struct buf out = {0};
    row_check(&rules, &columns, &row,
              (struct place){.file = "list.csv", .line = 7, .row = 7, .who = "X"}, &arena,
              &findings);
    for (size_t i = 0; i < findings.count; i++) {
        finding_print(&findings.list[i], &out);
        buf_putc(&out, '\n');
    }
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    report_free(&findings);
    arena_free(&arena);
}

#define ROW(...) ((const char *const[COUNT]){__VA_ARGS__})

static void a_sound_row_has_nothing_to_tell(void **state)
{
    (void)state;
    reported(ROW("Құнанбаев", "Кунанбаев", "Иванович", "м", "Ақмола облысы"), "");
    reported(ROW("", "", "", "", ""), "");
}

static void only_known_values_are_taken(void **state)
{
    (void)state;
    reported(ROW("Құнанбаев", "Кунанбаев", "", "", "Ақмола облыс"),
             "list.csv:7: X: «Облыс»: «Ақмола облыс» is not one of the template's [values]. "
             "Did you mean «Ақмола облысы»?\n");
    reported(ROW("Құнанбаев", "Кунанбаев", "", "", "Мәскеу"),
             "list.csv:7: X: «Облыс»: «Мәскеу» is not one of the template's [values]. Correct "
             "it, or add it to the template's [values].\n");
}

/* Of whatever column: a formula that points at nothing gives 0. A number may be 0. */
static void what_must_be_filled_says_something(void **state)
{
    (void)state;
    const struct column region = list[REGION];
    list[REGION] = (struct column){.name = "topic",
                                   .heading = "Тақырып",
                                   .used = true,
                                   .required = true,
                                   .pair = NO_COLUMN};
    reported(
        ROW("", "", "", "", "0"),
        "list.csv:7: X: «Тақырып»: «0» says nothing, but the field must be filled. Fill it "
        "in; a formula that points at an empty cell gives 0.\n");
    reported(ROW("", "", "", "", "—"), "list.csv:7: X: «Тақырып»: «—» says nothing, but the "
                                       "field must be filled. Fill it in.\n");
    reported(ROW("", "", "", "", "10"), "");
    list[REGION].count = true;
    reported(ROW("", "", "", "", "0"), "");
    list[REGION].count = list[REGION].required = false;
    reported(ROW("", "", "", "", "0"), "");
    list[REGION] = region;
}

/* A field that may be empty is printed as it is. */
static void what_says_nothing_is_not_printed(void **state)
{
    (void)state;
    const struct column region = list[REGION];
    list[REGION] =
        (struct column){.name = "topic", .heading = "Тақырып", .used = true, .pair = NO_COLUMN};
    static const char *const nothing[] = {"-", "—", "--", "...", "***"};
    static const char *const truth[] = {"TRUE", "False", "ИСТИНА", "ЛОЖЬ"};
    static const char *const sound[] = {"Истина", "ложь", "C++", "+", "5-6", "№ 5", "✓"};
    char wanted[256];
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        snprintf(wanted, sizeof wanted,
                 "list.csv:7: warning: X: «Тақырып»: «%s» says nothing, but would be printed. "
                 "Leave the field empty, unless it is meant so.\n",
                 nothing[i]);
        reported(ROW("", "", "", "", nothing[i]), wanted);
    }
    for (size_t i = 0; i < sizeof truth / sizeof *truth; i++) {
        snprintf(wanted, sizeof wanted,
                 "list.csv:7: warning: X: «Тақырып»: «%s» is what a workbook shows for yes or "
                 "no, but would be printed. Type what it should say.\n",
                 truth[i]);
        reported(ROW("", "", "", "", truth[i]), wanted);
    }
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        reported(ROW("", "", "", "", sound[i]), "");
    list[REGION].used = false;
    reported(ROW("", "", "", "", "-"), "");
    reported(ROW("", "", "", "", "TRUE"), "");
    list[REGION] = region;
}

static void both_languages_are_filled_or_none(void **state)
{
    (void)state;
    reported(ROW("", "Кунанбаев", "", "", ""),
             "list.csv:7: warning: X: «Тегі»: the field is empty, but «Фамилия» says "
             "«Кунанбаев». Fill in both, or none.\n");
    reported(ROW("Құнанбаев", "", "", "", ""),
             "list.csv:7: warning: X: «Фамилия»: the field is empty, but «Тегі» says "
             "«Құнанбаев». Fill in both, or none.\n");
}

static void the_gender_agrees_with_the_patronymic(void **state)
{
    (void)state;
    reported(ROW("", "", "Иванович", "Ж", ""),
             "list.csv:7: warning: X: «Отчество»: «Иванович» is the name of a man, but «Пол» "
             "says «Ж». Correct whichever is wrong.\n");
    reported(ROW("", "", "Ивановна", "ер", ""),
             "list.csv:7: warning: X: «Отчество»: «Ивановна» is the name of a woman, but «Пол» "
             "says «ер». Correct whichever is wrong.\n");
    reported(ROW("", "", "", "да", ""),
             "list.csv:7: warning: X: «Пол»: «да» is not a gender. Write m or f.\n");
}

static void a_kazakh_name_is_written_with_kazakh_letters(void **state)
{
    (void)state;
    reported(ROW("Нурлан", "Нурлан", "", "", ""),
             "list.csv:7: warning: X: «Тегі»: «нурл» in «Нурлан» is written «нұрл» in Kazakh. "
             "Write the name with its Kazakh letters, unless the person's document has it like "
             "this.\n");
    reported(ROW("Султан", "Султан", "", "", ""),
             "list.csv:7: note: X: «Тегі»: «султан» in «Султан» is written «сұлтан» in Kazakh. "
             "Write it so, if the name is Kazakh.\n");
    reported(ROW("Султан", "Султан", "Болатұлы", "", ""),
             "list.csv:7: warning: X: «Тегі»: «султан» in «Султан» is written «сұлтан» in "
             "Kazakh. Write the name with its Kazakh letters, unless the person's document has "
             "it like this.\n");
    reported(ROW("Султан", "Султан", "Иванович", "", ""), "");
    reported(ROW("Серік кызы", "Серик кызы", "", "", ""),
             "list.csv:7: warning: X: «Тегі»: «кызы» in «кызы» is written «қызы» in Kazakh. "
             "Write the name with its Kazakh letters, unless the person's document has it like "
             "this.\n");
}

static void nobody_is_without_a_name(void **state)
{
    (void)state;
    list[LAST_KK].needed = list[LAST_RU].needed = true;
    reported(
        ROW("", "", "Иванович", "", ""),
        "list.csv:7: warning: X: the fields «Тегі», «Фамилия» are empty. Fill in the name.\n");
    list[LAST_RU].needed = false;
    reported(ROW("", "", "", "", ""),
             "list.csv:7: warning: X: the field «Тегі» is empty. Fill in the name.\n");
    reported(ROW("", "Ли", "", "", ""), "list.csv:7: warning: X: «Тегі»: the field is empty, "
                                        "but «Фамилия» says «Ли». Fill in both, or none.\n");
    list[LAST_KK].needed = false;
}

/* Which texts lack their Kazakh letters is counted for the whole column. */
/* Whoever lacks what tells people apart is told, as long as nothing else does. */
static void who_is_known_by_name_alone_is_told(void **state)
{
    (void)state;
    list[PATRONYMIC].uses = list[REGION].uses = USE_IDENTITY;
    reported(
        ROW("Құнанбаев", "Кунанбаев", "", "", ""),
        "list.csv:7: warning: X: the fields «Отчество», «Облыс» are empty, so the register "
        "knows this person by name alone. Fill it in before certificates are issued.\n");
    reported(ROW("Құнанбаев", "Кунанбаев", "", "", "Ақмола облысы"), "");
    list[PATRONYMIC].uses = list[REGION].uses = 0;
}

static void stripped_texts_are_marked(void **state)
{
    (void)state;
    const struct columns columns = {
        .list = list, .count = COUNT, .gender = GENDER, .number = NO_COLUMN};
    const struct check_rules rules = {lang, words, spelling, match};
    const struct row row = {.fields = ROW("Нурлан", "Нурлан", "", "", "")};
    struct arena arena = {0};
    struct report findings = {0};
    const bool *stripped =
        row_check(&rules, &columns, &row, (struct place){0}, &arena, &findings);
    assert_true(stripped[LAST_KK]);
    assert_false(stripped[LAST_RU]);
    report_free(&findings);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_row_has_nothing_to_tell),
        cmocka_unit_test(only_known_values_are_taken),
        cmocka_unit_test(what_must_be_filled_says_something),
        cmocka_unit_test(what_says_nothing_is_not_printed),
        cmocka_unit_test(both_languages_are_filled_or_none),
        cmocka_unit_test(the_gender_agrees_with_the_patronymic),
        cmocka_unit_test(a_kazakh_name_is_written_with_kazakh_letters),
        cmocka_unit_test(nobody_is_without_a_name),
        cmocka_unit_test(who_is_known_by_name_alone_is_told),
        cmocka_unit_test(stripped_texts_are_marked),
    };
    return cmocka_run_group_tests_name("row_check", tests, set_up, tear_down);
}
