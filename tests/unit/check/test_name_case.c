#include "check/name_case.h"

#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct check_words *words;
static struct check_rules rules;

static int set_up(void **state)
{
    struct error err;
    words = check_words_new(&err);
    if (!words || set_up_lang(state) != 0)
        return -1;
    rules = (struct check_rules){.lang = lang, .words = words};
    return 0;
}

static int tear_down(void **state)
{
    check_words_free(words);
    return tear_down_lang(state);
}

/* Says what is reported of the name: its one code and advice, "" and "" for none. */
static void assert_case(const char *text, const char *code, const char *advice)
{
    static const struct column name = {.heading = "Аты", .personal = true, .named = true};
    struct arena arena = {0};
    struct report findings = {0};
    const struct field field = {&name,     text, {.column = "Аты"}, &rules, &arena,
                                &findings, false};
    name_case_check(&field);
    assert_int_equal(findings.count, *code ? 1 : 0);
    if (findings.count) {
        assert_string_equal(findings.list[0].words->what.code, code);
        assert_string_equal(ADVICE(&findings.list[0]), advice);
        assert_int_equal(findings.list[0].level, LEVEL_WARNING);
    }
    report_free(&findings);
    arena_free(&arena);
}

/* A filter of the template writes the capitals. */
static void what_a_filter_writes_is_not_looked_at(void **state)
{
    (void)state;
    static const struct column name = {.personal = true, .named = true, .recased = true};
    static const char *const texts[] = {"АХМЕТОВ", "ахметов", "аХМЕТОВ"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena = {0};
        struct report findings = {0};
        const struct field field = {&name, texts[i], {0}, &rules, &arena, &findings, false};
        name_case_check(&field);
        assert_int_equal(findings.count, i == 2);
        report_free(&findings);
        arena_free(&arena);
    }
}

static void a_capital_at_each_head_is_right(void **state)
{
    (void)state;
    static const char *const names[] = {"Әлия Мұқанқызы", "Ахметова-Сейітова", "О’Коннор",
                                        "МакАртур Джон",  "Ә. Мұқанова",       ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_case(names[i], "", "");
}

static void other_capitals_are_told_with_the_name_as_it_should_be(void **state)
{
    (void)state;
    assert_case("ӘЛИЯ МҰҚАНҚЫЗЫ", "name-in-capitals", "Write «Әлия Мұқанқызы».");
    assert_case("әлия мұқанқызы", "name-without-capital", "Write «Әлия Мұқанқызы».");
    assert_case("аХМЕТОВ", "name-mixes-capitals", "Write «Ахметов».");
    assert_case("д.ф.-м.н. Иванов", "name-without-capital",
                "Leave only the name in this field.");
    assert_case("петров-водкин", "name-without-capital", "Write «Петров-Водкин».");
}

/* «мл.» and what stands at a hyphen are small in the middle of a name. */
static void some_parts_stay_small(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Ким мл. Сергей", "Ли-младший",     "Иванов Иван ст.", "Абу-ль-Фарадж Иоанн",
        "Салах ад-Дин",   "Гарун ар-Рашид", "Kim Lee jr.",     "Сейітов Асқар кіші",
        "ас-Сулами Али",  "Старший Иван",   "Ан Ирина",        "Ан-Наим Али",
        "Пак Чи-сун",     "О Сын-хван",     "Абу-л-Фарадж",    "Дюма-отец"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_case(names[i], "", "");
    assert_case("КИМ-МЛАДШИЙ", "name-in-capitals", "Write «Ким-младший».");
    assert_case("АБУ-ЛЬ-ФАРАДЖ", "name-in-capitals", "Write «Абу-ль-Фарадж».");
    assert_case("СТАРШИЙ ИВАН", "name-in-capitals", "Write «Старший Иван».");
    assert_case("АН ИРИНА", "name-in-capitals", "Write «Ан Ирина».");
    assert_case("Ким Анна-мария", "name-without-capital", "Write «Ким Анна-Мария».");
    assert_case("Ахметов Нұр-али", "name-without-capital", "Write «Ахметов Нұр-Али».");
    assert_case("пак чи-сун", "name-without-capital", "Write «Пак Чи-Сун».");
    assert_case("ким мл.", "name-without-capital", "Write «Ким мл.».");
    assert_case("старший иван", "name-without-capital", "Write «Старший Иван».");
}

static void titles_become_small(void **state)
{
    (void)state;
    assert_case("Г-Н ИВАНОВ ИВАН", "name-in-capitals", "Write «г-н Иванов Иван».");
    assert_case("Г-ЖА ПЕТРОВА", "name-in-capitals", "Write «г-жа Петрова».");
    assert_case("ПРОФ. ИВАНОВ", "name-in-capitals", "Write «проф. Иванов».");
}

/* Posts, regions and schools have one capital; which of their other words are names, nobody
 * knows. */
static void what_is_no_person_has_a_capital_at_its_head_only(void **state)
{
    (void)state;
    const char *unknown = "Write capitals only at the beginning and at the head of names.";
    assert_case("КОСТАНАЙСКАЯ ОБЛАСТЬ", "name-in-capitals", "Write «Костанайская область».");
    assert_case("қостанай облысы", "name-without-capital", "Write «Қостанай облысы».");
    assert_case("ДИРЕКТОР ШКОЛЫ", "name-in-capitals", "Write «Директор школы».");
    assert_case("ГОРОД АЛМАТЫ", "name-in-capitals", unknown);
    assert_case("ДИРЕКТОР ИВАНОВ", "name-in-capitals", unknown);
    assert_case("Костанайская область", "", "");
    assert_case("Школа искусств", "", "");
    assert_case("ШКОЛЬНИКОВ ДИРЕКТ", "name-in-capitals", "Write «Школьников Директ».");
}

/* In Uzbek Oʻ and Gʻ are letters; in Irish a name begins behind them. */
static void behind_an_apostrophe_uzbek_names_go_on_small(void **state)
{
    (void)state;
    assert_case("ОʻТКИР", "name-in-capitals", "Write «Оʻткир».");
    assert_case("OʻKTAM Karimov", "name-in-capitals", "Write «Oʻktam Karimov».");
    assert_case("O'TKIR", "name-in-capitals", "Write «O'tkir».");
    assert_case("G’AYRAT", "name-in-capitals", "Write «G’ayrat».");
    assert_case("OʼTKIR OʻGʻLI", "name-in-capitals", "Write «Oʼtkir oʻgʻli».");
    assert_case("MAʼMURA", "name-in-capitals", "Write «Maʼmura».");
    assert_case("О'НИЛ", "name-in-capitals", "Write «О'Нил».");
    assert_case("O'CONNOR", "name-in-capitals",
                "Write each part of the name with one capital.");
    assert_case("Oʻtkir", "", "");
    assert_case("OʻTkir", "name-mixes-capitals", "Write «Oʻtkir».");
}

/* In brackets or after a comma stands a remark, and before a name a title. */
static void what_is_no_name_is_not_looked_at(void **state)
{
    (void)state;
    assert_case("Әлия Мұқанқызы (ЖОҒАРЫ САНАТ)", "", "");
    assert_case("Ахметов Болат, директор", "", "");
    assert_case("г-н Ахметов", "", "");
}

static void a_title_ends_behind_its_full_stop(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
    } titles[] = {{"г-н Ахметов", sizeof "г-н" - 1},
                  {"Г-Н Ахметов", sizeof "Г-Н" - 1},
                  {"проф. Ахметов", sizeof "проф." - 1},
                  {"Проф. Ахметов", sizeof "Проф." - 1},
                  {"Проф Ахметов", 0},
                  {"Ахметов", 0},
                  {"", 0}};
    struct arena arena = {0};
    const struct field field = {.rules = &rules, .arena = &arena};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        assert_int_equal(name_case_title(&field, titles[i].text) - titles[i].text,
                         titles[i].size);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_capital_at_each_head_is_right),
        cmocka_unit_test(what_a_filter_writes_is_not_looked_at),
        cmocka_unit_test(other_capitals_are_told_with_the_name_as_it_should_be),
        cmocka_unit_test(some_parts_stay_small),
        cmocka_unit_test(titles_become_small),
        cmocka_unit_test(what_is_no_person_has_a_capital_at_its_head_only),
        cmocka_unit_test(behind_an_apostrophe_uzbek_names_go_on_small),
        cmocka_unit_test(what_is_no_name_is_not_looked_at),
        cmocka_unit_test(a_title_ends_behind_its_full_stop),
    };
    return cmocka_run_group_tests_name("name_case", tests, set_up, tear_down);
}
