#include "lang/kazakh.h"
#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

extern const unsigned char kazakh_rules[];
extern const size_t kazakh_rules_size;

struct example {
    const char *text, *form;
};

static void check(const struct example *examples, size_t count, enum name_part part,
                  enum kazakh_case form)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        struct declined declined;
        struct error err;
        assert_true(kazakh_decline(lang->kazakh, &arena, examples[i].text, part, form,
                                   &declined, &err));
        assert_string_equal(declined.text, examples[i].form);
    }
    arena_free(&arena);
}

#define CHECK(part, form, ...)                                                                 \
    check((const struct example[]){__VA_ARGS__},                                               \
          sizeof((const struct example[]){__VA_ARGS__}) / sizeof(struct example), part, form)

static void given_names_go_by_harmony_and_the_last_sound(void **state)
{
    (void)state;
    CHECK(NAME_FIRST, KAZAKH_BARYS, {"Асқар", "Асқарға"}, {"Ерлан", "Ерланға"},
          {"Дәурен", "Дәуренге"}, {"Алмаз", "Алмазға"}, {"Айгүл", "Айгүлге"},
          {"Болат", "Болатқа"}, {"Серік", "Серікке"}, {"Айдос", "Айдосқа"},
          {"Махмұд", "Махмұдқа"}, {"Динара", "Динараға"}, {"Сәуле", "Сәулеге"},
          {"Әлия", "Әлияға"}, {"Абай", "Абайға"}, {"Медеу", "Медеуге"}, {"Айсұлу", "Айсұлуға"},
          {"Әли", "Әлиге"}, {"Дмитрий", "Дмитрийге"}, {"Күләш", "Күләшқа"}, {"Марк", "Маркке"},
          {"Игорь", "Игорьге"}, {"Нұр-Сұлтан", "Нұр-Сұлтанға"}, {"АСҚАР", "АСҚАРҒА"},
          {"ӘСЕЛ", "ӘСЕЛГЕ"});
    CHECK(NAME_FIRST, KAZAKH_ILIK, {"Айсұлу", "Айсұлудың"}, {"Әли", "Әлидің"},
          {"Күләш", "Күләштің"}, {"Ерлан", "Ерланның"}, {"Алмаз", "Алмаздың"});
    CHECK(NAME_FIRST, KAZAKH_TABYS, {"Ерлан", "Ерланды"}, {"Динара", "Динараны"},
          {"Серік", "Серікті"});
    CHECK(NAME_FIRST, KAZAKH_JATYS, {"Асқар", "Асқарда"}, {"Серік", "Серікте"});
    CHECK(NAME_FIRST, KAZAKH_SHYGYS, {"Ерлан", "Ерланнан"}, {"Әсел", "Әселден"});
    CHECK(NAME_FIRST, KAZAKH_KOMEKTES, {"Алмаз", "Алмазбен"}, {"Серік", "Серікпен"},
          {"Асқар", "Асқармен"});
}

static void surnames_go_by_their_root(void **state)
{
    (void)state;
    CHECK(NAME_LAST, KAZAKH_BARYS, {"Ахметов", "Ахметовке"}, {"Мәсімов", "Мәсімовке"},
          {"Әлиев", "Әлиевке"}, {"Қалиев", "Қалиевке"}, {"Оспанов", "Оспановқа"},
          {"Назарбаев", "Назарбаевқа"}, {"Тоқаев", "Тоқаевқа"}, {"Ахметова", "Ахметоваға"},
          {"Шевченко", "Шевченкоға"}, {"Сейфуллин", "Сейфуллинге"}, {"Аққұлы", "Аққұлыға"},
          {"Долгих", "Долгихке"}, {"Саин", "Саинға"}, {"Гоголь", "Гогольге"},
          {"Ковальчук", "Ковальчукқа"}, {"Сердюк", "Сердюкке"});
}

static void the_last_word_of_a_full_name_declines(void **state)
{
    (void)state;
    CHECK(NAME_FULL, KAZAKH_BARYS, {"Ахметов Асқар Болатұлы", "Ахметов Асқар Болатұлына"},
          {"Ахметов Асқар", "Ахметов Асқарға"},
          {"Ахметова Айгүл Серікқызы", "Ахметова Айгүл Серікқызына"},
          {"АХМЕТОВ БЕРІК БОЛАТҰЛЫ", "АХМЕТОВ БЕРІК БОЛАТҰЛЫНА"},
          {"Серік Мәжитұлы", "Серік Мәжитұлына"}, {"Болат Ерлан ұлы", "Болат Ерлан ұлына"});
    CHECK(NAME_PATRONYMIC, KAZAKH_SHYGYS, {"Болатұлы", "Болатұлынан"},
          {"Серікқызы", "Серікқызынан"});
    CHECK(NAME_PATRONYMIC, KAZAKH_TABYS, {"Болатұлы", "Болатұлын"});
    CHECK(NAME_PATRONYMIC, KAZAKH_KOMEKTES, {"Болатұлы", "Болатұлымен"});
}

/* The ending follows the reading. */
static void abbreviations_end_as_they_are_read(void **state)
{
    (void)state;
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"ҚР ОСК", "ҚР ОСК-ға"}, {"ҚР ІІМ", "ҚР ІІМ-ге"},
          {"АҚ", "АҚ-ға"}, {"«Қазпошта» АҚ", "«Қазпошта» АҚ-ға"}, {"ЖШС", "ЖШС-ге"},
          {"КММ", "КММ-ге"}, {"ҰБТ", "ҰБТ-ға"}, {"ЖОО", "ЖОО-ға"}, {"АҚШ", "АҚШ-қа"},
          {"ТМД", "ТМД-ға"}, {"АӨК", "АӨК-ге"}, {"МӘМС", "МӘМС-ке"}, {"ОПЕК", "ОПЕК-ке"},
          {"ШЫҰ", "ШЫҰ-ға"});
    CHECK(NAME_NOUN, KAZAKH_ILIK, {"АҚ", "АҚ-ның"}, {"ЖШС", "ЖШС-нің"}, {"ҚР", "ҚР-ның"},
          {"ІІМ", "ІІМ-нің"}, {"ҰҚК", "ҰҚК-нің"}, {"КМК", "КМК-ның"}, {"ҚазҰУ", "ҚазҰУ-дың"},
          {"ЖІӨ", "ЖІӨ-нің"}, {"АҚШ", "АҚШ-тың"});
    CHECK(NAME_NOUN, KAZAKH_TABYS, {"ЭЦҚ", "ЭЦҚ-ны"}, {"ЖСН", "ЖСН-ді"}, {"АӨК", "АӨК-ні"});
    CHECK(NAME_NOUN, KAZAKH_SHYGYS, {"ІІМ", "ІІМ-ден"}, {"ҚХР", "ҚХР-дан"}, {"ЖЭО", "ЖЭО-дан"},
          {"ҰҚК", "ҰҚК-ден"});
    CHECK(NAME_NOUN, KAZAKH_KOMEKTES, {"ЭЦҚ", "ЭЦҚ-мен"}, {"ҚҚС", "ҚҚС-пен"});
}

/* In a heading in capitals, too, what is known or has vowels that no word has together. */
static void abbreviations_in_a_heading_take_a_hyphen(void **state)
{
    (void)state;
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"«ӨРЛЕУ» БАҰО", "«ӨРЛЕУ» БАҰО-ға"},
          {"«БОЛАШАҚ» БАҚО", "«БОЛАШАҚ» БАҚО-ға"},
          {"АСТАНА ҚАЛАСЫ ББ ӘӨО", "АСТАНА ҚАЛАСЫ ББ ӘӨО-ға"},
          {"АҚТӨБЕ ОБЛЫСТЫҚ АСК", "АҚТӨБЕ ОБЛЫСТЫҚ АСК-ға"},
          {"АУДАНДЫҚ УСК", "АУДАНДЫҚ УСК-ға"},
          {"АҚТӨБЕ ОБЛЫСТЫҚ ОАСК", "АҚТӨБЕ ОБЛЫСТЫҚ ОАСК-ға"},
          {"АЛМАТЫ ҚАЛАСЫ ТИК", "АЛМАТЫ ҚАЛАСЫ ТИК-ке"}, {"«ЖАСТАР» ӘҒҰО", "«ЖАСТАР» ӘҒҰО-ға"},
          {"«ЖАСТАР» ОҚҚО", "«ЖАСТАР» ОҚҚО-ға"}, {"ҚАЛАЛЫҚ РАДИО", "ҚАЛАЛЫҚ РАДИОҒА"},
          {"АУДАНДЫҚ ОҚУ", "АУДАНДЫҚ ОҚУҒА"}, {"ҚАЛАЛЫҚ ДЕПО", "ҚАЛАЛЫҚ ДЕПОҒА"});
}

/* Capitals alone make no abbreviation: a heading may have signs and figures in it. */
static void words_in_capitals_are_words(void **state)
{
    (void)state;
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"«НҰРЛЫ ЖОЛ» МЕКТЕБІ", "«НҰРЛЫ ЖОЛ» МЕКТЕБІНЕ"},
          {"№ 25 МЕКТЕБІ", "№ 25 МЕКТЕБІНЕ"}, {"№ 12 ОРТА МЕКТЕП", "№ 12 ОРТА МЕКТЕПКЕ"},
          {"«АЙГӨЛЕК» БАЛАБАҚШАСЫ", "«АЙГӨЛЕК» БАЛАБАҚШАСЫНА"},
          {"Ы. АЛТЫНСАРИН АТЫНДАҒЫ МЕКТЕП", "Ы. АЛТЫНСАРИН АТЫНДАҒЫ МЕКТЕПКЕ"},
          {"2-МЕКТЕП", "2-МЕКТЕПКЕ"}, {"№ 5 ГИМНАЗИЯ", "№ 5 ГИМНАЗИЯҒА"},
          {"№ 5 МЕКТЕП-ЛИЦЕЙ", "№ 5 МЕКТЕП-ЛИЦЕЙГЕ"}, {"ОРАЛ", "ОРАЛҒА"}, {"АУЫЛ", "АУЫЛҒА"},
          {"ҚАЛА", "ҚАЛАҒА"}, {"ОҚУ", "ОҚУҒА"}, {"АҚ ЖОЛ", "АҚ ЖОЛҒА"},
          {"«Нұрлы жол» МЕКТЕБІ", "«Нұрлы жол» МЕКТЕБІНЕ"},
          {"Абай атындағы САРАЙ", "Абай атындағы САРАЙҒА"},
          {"Нұрлы БОЛАШАҚ", "Нұрлы БОЛАШАҚҚА"}, {"ҚР БІЛІМ", "ҚР БІЛІМГЕ"},
          {"KASPI БАНК", "KASPI БАНККЕ"}, {"ПРОГРАММА", "ПРОГРАММАҒА"}, {"ФИЛЬМ", "ФИЛЬМГЕ"},
          {"СПОРТ КЕШЕНІ", "СПОРТ КЕШЕНІНЕ"});
}

/* … and long words may be abbreviations: those that are known, and what no word looks like. */
static void long_abbreviations_take_a_hyphen(void **state)
{
    (void)state;
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"ҚР ЦДИАӨМ", "ҚР ЦДИАӨМ-ге"}, {"ЦДИАӨМ", "ЦДИАӨМ-ге"},
          {"ҚСАЕК", "ҚСАЕК-ға"}, {"ҚР ТЖМ АҚҚДК", "ҚР ТЖМ АҚҚДК-ға"},
          {"ҚР ЖИЦДМ", "ҚР ЖИЦДМ-ге"}, {"НЗМ", "НЗМ-ге"}, {"МТСЗН", "МТСЗН-ға"},
          {"Қ. И. СӘТБАЕВ АТЫНДАҒЫ ҚАЗҰТЗУ", "Қ. И. СӘТБАЕВ АТЫНДАҒЫ ҚАЗҰТЗУ-ға"},
          {"Облыстық МИИЦР", "Облыстық МИИЦР-ға"},
          {"АСТАНА ҚАЛАСЫ ҚБТУ", "АСТАНА ҚАЛАСЫ ҚБТУ-ға"}, {"№ 5 АРУ", "№ 5 АРУ-ға"});
}

static void nouns_know_the_possessive(void **state)
{
    (void)state;
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"акт", "актіге"}, {"объект", "объектіге"},
          {"съезд", "съезге"}, {"поезд", "поезге"}, {"диск", "дискке"});
    CHECK(NAME_NOUN, KAZAKH_ILIK, {"акт", "актінің"}, {"съезд", "съездің"});
    CHECK(NAME_FULL, KAZAKH_BARYS, {"О’Коннор", "О’Коннорға"}, {"Оʻткиров", "Оʻткировке"},
          {"Оʼткиров", "Оʼткировке"}, {"О‘Коннор", "О‘Коннорға"},
          {"Б.М.Имашев", "Б.М.Имашевқа"});
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"Ақмола облысы", "Ақмола облысына"},
          {"Астана қаласы", "Астана қаласына"}, {"Төраға", "Төрағаға"}, {"хатшы", "хатшыға"},
          {"Бас хатшы", "Бас хатшыға"}, {"Бурабай ауданы", "Бурабай ауданына"},
          {"комиссия төрағасы", "комиссия төрағасына"}, {"адам", "адамға"},
          {"АҚМОЛА ОБЛЫСЫ", "АҚМОЛА ОБЛЫСЫНА"}, {"«Болашақ» қоры", "«Болашақ» қорына"},
          {"оқу-әдістеме кешені", "оқу-әдістеме кешеніне"}, {"тарих", "тарихқа"});
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"Іле Алатауы", "Іле Алатауына"}, {"дамуы", "дамуына"},
          {"семинарға қатысуы", "семинарға қатысуына"}, {"елдің көркеюі", "елдің көркеюіне"});
    CHECK(NAME_NOUN, KAZAKH_JATYS, {"2017 жылғы 3 қазан", "2017 жылғы 3 қазанда"},
          {"сәуір", "сәуірде"}, {"тамыз", "тамызда"});
    CHECK(NAME_NOUN, KAZAKH_LYQ, {"16 сағат", "16 сағаттық"}, {"3 күн", "3 күндік"},
          {"2 ай", "2 айлық"});
}

static void a_possessive_has_its_possessor_in_its_phrase(void **state)
{
    (void)state;
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"Қазақстан, Бұлақты", "Қазақстан, Бұлақтыға"},
          {"а. Бұлақты", "а. Бұлақтыға"}, {"Астана – Бұлақты", "Астана – Бұлақтыға"},
          {"Астана-Бұлақты", "Астана-Бұлақтыға"},
          {"Астана мен Бұлақты", "Астана мен Бұлақтыға"}, {"жаңа  ауданы ", "жаңа  ауданына"});
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"қ. Алматы", "қ. Алматыға"}, {"Алматы", "Алматыға"},
          {"Ескі Алматы", "Ескі Алматыға"}, {"Астана-Қарағанды", "Астана-Қарағандыға"});
}

static void numbers_and_abbreviations_take_a_hyphen(void **state)
{
    (void)state;
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"15", "15-ке"}, {"3", "3-ке"}, {"4", "4-ке"},
          {"70", "70-ке"}, {"1", "1-ге"}, {"2", "2-ге"}, {"7", "7-ге"}, {"8", "8-ге"},
          {"50", "50-ге"}, {"80", "80-ге"}, {"100", "100-ге"}, {"0", "0-ге"}, {"6", "6-ға"},
          {"9", "9-ға"}, {"10", "10-ға"}, {"20", "20-ға"}, {"30", "30-ға"}, {"90", "90-ға"},
          {"1000", "1000-ға"}, {"40", "40-қа"}, {"60", "60-қа"}, {"ТМД", "ТМД-ға"},
          {"АҚШ", "АҚШ-қа"}, {"ЮНЕСКО", "ЮНЕСКО-ға"}, {"ТӨРАҒА", "ТӨРАҒАҒА"});
    CHECK(NAME_NOUN, KAZAKH_BARYS, {"ҚазҰУ", "ҚазҰУ-ға"}, {"ҚазАгро", "ҚазАгроға"},
          {"Абай атындағы ҚазҰПУ", "Абай атындағы ҚазҰПУ-ға"});
    CHECK(NAME_NOUN, KAZAKH_INSHI, {"15", "15-ші"}, {"6", "6-шы"}, {"20", "20-шы"});
    CHECK(NAME_NOUN, KAZAKH_LYQ, {"10 000", "10 000-дық"}, {"1\u00A0000", "1\u00A0000-дық"},
          {"саны 1\u202F000\u202F000", "саны 1\u202F000\u202F000-дық"}, {"1 100", "1 100-дік"},
          {"2017-2018", "2017-2018-дік"}, {"16\u00A0сағат", "16\u00A0сағаттық"});
}

static const struct note *note(const char *text, enum name_part part)
{
    struct arena arena = {0};
    struct declined declined;
    struct error err;
    assert_true(
        kazakh_decline(lang->kazakh, &arena, text, part, KAZAKH_BARYS, &declined, &err));
    arena_free(&arena);
    return declined.note;
}

static void doubtful_classes_have_a_note(void **state)
{
    (void)state;
    const char *const classes[][2] = {
        {"Әли", "final -и"},       {"Күләш", "ә in"},      {"Сабит", "with и"},
        {"Абрамович", "with и"},   {"Долгих", "with и"},   {"Саин", "with и"},
        {"Ахметов", "in -ов"},     {"Мудряк", "-к or"},    {"Ковальчук", "-к or"},
        {"Чук", "-к or"},          {"Рауль", "final -ь"},  {"Лазарь", "final -ь"},
        {"Игорь", "final -ь"},     {"Айгуль", "final -ь"}, {"Русь", "final -ь"},
        {"Астрахань", "final -ь"}, {"Исмаиль", "with и"},  {"Аққұлы", "patronymic"},
        {"Минск", "final -ск"},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const struct note *said = note(classes[i][0], NAME_LAST);
        assert_non_null(said);
        assert_non_null(strstr(said->format, classes[i][1]));
    }
    const char *const doubtful[] = {"ҰҚК",    "ЕҰУ",        "ҚБТУ",         "ҚСАЕК", "АҚҚДК",
                                    "ауданы", "қ. Бұлақты", "Ескі Бұлақты", "диск"};
    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++)
        assert_non_null(note(doubtful[i], NAME_NOUN));
}

static void what_is_certain_has_no_note(void **state)
{
    (void)state;
    const char *const names[] = {"Асқар", "Оспанов", "Әлия", "Болатұлы", "Асель", "Сердюк"};
    const char *const nouns[] = {
        "АҚ",        "ЖШС",    "ҰБТ",   "ІІМ",           "ҚазҰУ",  "акт",
        "съезд",     "ТМД",    "АҚШ",   "ЮНЕСКО",        "10 000", "Алматы",
        "Қарағанды", "Текелі", "Ембі",  "Қазалы",        "дамуы",  "тарих",
        "ЦДИАӨМ",    "ОРАЛ",   "ҚАЛА",  "№ 25 МЕКТЕБІ",  "НЗМ",    "№ 5 ГИМНАЗИЯ",
        "жалақы",    "сенбі",  "Шиелі", "Ақтөбе ауданы", "дамуы",  "ескі Алматы",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_null(note(names[i], NAME_LAST));
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        assert_null(note(nouns[i], NAME_NOUN));
}

static void what_cannot_be_read_is_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"", "Smith", "Асқар (Б.)", "Брр", "  ", "-", "Аsқар"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct declined declined;
        struct error err = {0};
        assert_false(kazakh_decline(lang->kazakh, &arena, wrong[i], NAME_FULL, KAZAKH_BARYS,
                                    &declined, &err));
        assert_true(words_of(&err)[0] != 0);
    }
    arena_free(&arena);
}

static void a_refusal_names_the_whole_word(void **state)
{
    (void)state;
    const char *const wrong[][2] = {{"саны 1,5", "«1,5»"},
                                    {"Нұр-", "«Нұр-»"},
                                    {"Имашев Б.М.", "«Б.М.» is an abbreviation"},
                                    {"Астана қ.", "«қ.» is an abbreviation"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct declined declined;
        struct error err = {0};
        assert_false(kazakh_decline(lang->kazakh, &arena, wrong[i][0], NAME_NOUN, KAZAKH_BARYS,
                                    &declined, &err));
        assert_non_null(strstr(words_of(&err), wrong[i][1]));
    }
    arena_free(&arena);
}

static void spaces_around_do_not_matter(void **state)
{
    (void)state;
    CHECK(NAME_FULL, KAZAKH_BARYS, {"Асқар ", "Асқарға"}, {"  Асқар", "Асқарға"},
          {"\tАхметов Асқар\u00A0", "Ахметов Асқарға"});
}

static void cases_have_names_in_both_alphabets(void **state)
{
    (void)state;
    enum kazakh_case form;
    assert_true(kazakh_case_read(lang->words, "барыс", &form));
    assert_int_equal(form, KAZAKH_BARYS);
    assert_true(kazakh_case_read(lang->words, "komektes", &form));
    assert_int_equal(form, KAZAKH_KOMEKTES);
    assert_false(kazakh_case_read(lang->words, "dat", &form));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(given_names_go_by_harmony_and_the_last_sound),
        cmocka_unit_test(surnames_go_by_their_root),
        cmocka_unit_test(the_last_word_of_a_full_name_declines),
        cmocka_unit_test(abbreviations_end_as_they_are_read),
        cmocka_unit_test(abbreviations_in_a_heading_take_a_hyphen),
        cmocka_unit_test(words_in_capitals_are_words),
        cmocka_unit_test(long_abbreviations_take_a_hyphen),
        cmocka_unit_test(nouns_know_the_possessive),
        cmocka_unit_test(a_possessive_has_its_possessor_in_its_phrase),
        cmocka_unit_test(numbers_and_abbreviations_take_a_hyphen),
        cmocka_unit_test(doubtful_classes_have_a_note),
        cmocka_unit_test(what_is_certain_has_no_note),
        cmocka_unit_test(what_cannot_be_read_is_refused),
        cmocka_unit_test(a_refusal_names_the_whole_word),
        cmocka_unit_test(spaces_around_do_not_matter),
        cmocka_unit_test(cases_have_names_in_both_alphabets),
    };
    return cmocka_run_group_tests_name("kazakh", tests, set_up_lang, tear_down_lang);
}
