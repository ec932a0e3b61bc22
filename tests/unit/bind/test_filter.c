#include "bind/filter.h"

#include "lang/column_kind.h"
#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Passes the text through one filter after another; a failure's sentence is the result. */
static void expect(const char *language, const char *text, const struct filter_use *uses,
                   size_t count, const char *wanted)
{
    struct arena arena = {0};
    struct filter_context context = {.arena = &arena,
                                     .grammar = lang,
                                     .lang = language,
                                     .gender = {.stated = "", .heading = "Пол"}};
    const char *result;
    struct error err;
    assert_string_equal(
        filter_apply(&context, uses, count, text, &result, &err) ? result : words_of(&err),
        wanted);
    arena_free(&arena);
}

static const struct filter_use upper = {"upper", ""};
static const struct filter_use or_dash = {"or", "жоқ"};

static void test_upper(void **state)
{
    (void)state;
    expect("kk", "Әлия Іңкәрқызы", &upper, 1, "ӘЛИЯ ІҢКӘРҚЫЗЫ");
    expect("ru", "ёлка й ﬁ", &upper, 1, "ЁЛКА Й FI");
    expect("kk", "", &upper, 1, "");
    expect("kk", "Jiğit", &upper, 1, "JİĞİT");
    expect("kk", "Smith", &upper, 1, "SMITH");
    static const struct filter_use title = {"title", ""};
    expect("kk", "ӘЛИЯ ІҢКӘРҚЫЗЫ", &title, 1, "Әлия Іңкәрқызы");
    expect("kk", "JİĞİT", &title, 1, "Jiğit");
    expect("kk", "", &title, 1, "");
}

static void test_then(void **state)
{
    (void)state;
    static const struct filter_use then = {"then", "телнұсқа"};
    expect("kk", "duplicate", &then, 1, "телнұсқа");
    expect("kk", "", &then, 1, "");
}

static void test_parts_of_a_full_name(void **state)
{
    (void)state;
    static const struct filter_use surname = {"surname", ""}, given = {"given", ""},
                                   initials = {"initials", ""};
    const char *name = "Имашев Әділ Мәжитұлы";
    expect("kk", name, &surname, 1, "Имашев");
    expect("kk", name, &given, 1, "Әділ Мәжитұлы");
    expect("kk", name, &initials, 1, "Ә. Имашев");
    expect("kk", "Имашев", &surname, 1, "Имашев");
    expect("kk", "Имашев", &initials, 1, "Имашев");
    expect("kk", "", &given, 1, "");
    static const struct {
        const char *name, *surname, *given, *initials;
    } cases[] = {
        {"Иванова (Сидорова) Анна Петровна", "Иванова", "Анна Петровна", "А. Иванова"},
        {"Ван дер Берг Ян", "Ван дер Берг", "Ян", "Я. Ван дер Берг"},
        {"А.Б. Ахметов", "Ахметов", "А.Б.", "А.Б. Ахметов"},
        {"Ахметов А. Б.", "Ахметов", "А. Б.", "А. Б. Ахметов"},
        {"Асқар Болатұлы", "Болатұлы", "Асқар Болатұлы", "А. Болатұлы"},
        {"Анна Петровна Иванова", "Иванова", "Анна Петровна", "А. Иванова"},
        {"Серік Айгүл Ерлан қызы", "Серік", "Айгүл Ерлан қызы", "А. Серік"},
        {"Мамедов Эльчин Гасан оглы", "Мамедов", "Эльчин Гасан оглы", "Э. Мамедов"},
        {"Бакир уулу Нурбек", "Бакир уулу", "Нурбек Бакир уулу", "Н. Бакир уулу"},
        {"Smith John", "Smith", "John", "J. Smith"},
        {"Аян Ержанов", "Ержанов", "Аян", "А. Ержанов"},
        {"Оспан Аян", "Оспан", "Аян", "А. Оспан"},
        {"Калинина Жансая", "Калинина", "Жансая", "Ж. Калинина"},
        {"Нурбек", "Нурбек", "Нурбек", "Нурбек"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect("kk", cases[i].name, &surname, 1, cases[i].surname);
        expect("kk", cases[i].name, &given, 1, cases[i].given);
        expect("kk", cases[i].name, &initials, 1, cases[i].initials);
    }
}

/* Of two bare names the first is taken for the surname, and that is said unless an ending or a
 * name that is no surname shows it. */
static void test_bare_names_have_a_note(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool note;
    } cases[] = {{"Нұрлан Дәулет", true},   {"Ким Ли", true},        {"Ерлан Серік", true},
                 {"Ерлан Виктор", false},   {"Оспан Аян", true},     {"Аян Ержанов", false},
                 {"Пак Виктор", false},     {"Имашев Берік", false}, {"Берік Имашев", false},
                 {"Берік Мәжитұлы", false}, {"Нурбек", false}};
    static const char *const filters[] = {"surname", "given", "initials"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t k = 0; k < sizeof filters / sizeof *filters; k++) {
            struct arena arena = {0};
            struct error err;
            struct filter_context context = {.arena = &arena,
                                             .grammar = lang,
                                             .lang = "kk",
                                             .gender = {.stated = "", .heading = "Пол"}};
            const struct filter_use use = {filters[k], ""};
            const char *result;
            assert_true(filter_apply(&context, &use, 1, cases[i].name, &result, &err));
            if ((context.note == note_find("bare")) != cases[i].note)
                fail_msg("%s: %s", filters[k], cases[i].name);
            arena_free(&arena);
        }
}

/* Without it, her given name would be taken for the surname. */
static void test_the_gender_shows_the_surname(void **state)
{
    (void)state;
    static const struct filter_use surname = {"surname", ""}, initials = {"initials", ""};
    struct arena arena = {0};
    struct error err;
    struct filter_context context = {.arena = &arena,
                                     .grammar = lang,
                                     .lang = "kk",
                                     .gender = {.stated = "ж", .heading = "Пол"}};
    const char *result;
    assert_true(filter_apply(&context, &initials, 1, "Сымбат Ерлан", &result, &err));
    assert_string_equal(result, "С. Ерлан");
    assert_null(context.note);
    assert_true(filter_apply(&context, &surname, 1, "Ерлан Сымбат", &result, &err));
    assert_string_equal(result, "Ерлан");
    context.gender.stated = "so and so";
    assert_true(filter_apply(&context, &surname, 1, "Сымбат Ерлан", &result, &err));
    assert_string_equal(result, "Сымбат");
    assert_ptr_equal(context.note, note_find("bare"));
    arena_free(&arena);
}

static void test_pad(void **state)
{
    (void)state;
    static const struct filter_use pad = {"pad", "3"};
    expect("kk", "7", &pad, 1, "007");
    expect("kk", "1234", &pad, 1, "1234");
    expect("kk", "7-а", &pad, 1, "7-а");
    expect("kk", "", &pad, 1, "");
}

static void test_or(void **state)
{
    (void)state;
    expect("kk", "", &or_dash, 1, "жоқ");
    expect("kk", "бар", &or_dash, 1, "бар");
}

static void test_filters_follow_each_other(void **state)
{
    (void)state;
    expect("kk", "", (struct filter_use[]){or_dash, upper}, 2, "ЖОҚ");
    expect("kk", "", (struct filter_use[]){upper, or_dash}, 2, "жоқ");
    expect("kk", "text", NULL, 0, "text");
}

/* What filter_check says of a filter with that argument; "" if it takes it. */
static void expect_fit(const char *name, const char *arg, const char *wanted)
{
    struct filter_use use = {name, arg};
    struct error err;
    assert_string_equal(filter_check(lang, &use, NULL, &err) ? "" : words_of(&err), wanted);
}

static void test_wrong_use_is_told(void **state)
{
    (void)state;
    expect_fit("upper", "", "");
    expect_fit("or", "x", "");
    expect_fit("барыс", "noun", "");
    expect_fit("pad", "3", "");
    expect_fit("pad", "", "the filter pad takes a number up to 20, not «».");
    expect_fit("pad", "99", "the filter pad takes a number up to 20, not «99».");
    expect_fit("upper", "x", "the filter upper takes no argument, but has «x».");
    expect_fit("uppper", "", "there is no filter «uppper». Did you mean «upper»?");
    expect_fit("Upper", "", "there is no filter «Upper». Did you mean «upper»?");
    expect_fit("somethingelse", "",
               "there is no filter «somethingelse». templates/README.md, «Filters», lists what "
               "there is.");
    expect_fit("dat", "name",
               "the filter dat takes full, last, first, patronymic or noun, not «name».");
    expect_fit("gender", "прошёл",
               "the filter gender takes two words with a slash between, such as "
               "прошёл/прошла, not «прошёл».");
    expect_fit("date", "long", "the filter date takes official or short, not «long».");
    expect_fit("dative", "", "there is no filter «dative». Did you mean «dat»?");
    expect_fit("barus", "", "there is no filter «barus». Did you mean «barys»?");
    struct error err;
    const struct filter_use date = {"date", ""};
    assert_true(filter_check(lang, &date, "kk-Cyrl", &err));
    assert_false(filter_check(lang, &date, "en", &err));
    assert_string_equal(words_of(&err),
                        "the filter date writes Kazakh and Russian, but the text is "
                        "in «en». Type the date out.");
    expect_fit("count", "час,часа",
               "the filter count takes three words with commas between, such as "
               "час,часа,часов, not «час,часа».");
}

/* A row of fields: name, value, name, value, … */
static const char *pair_field(void *row, const char *name)
{
    for (const char *const *pair = row; *pair; pair += 2)
        if (strcmp(pair[0], name) == 0)
            return pair[1];
    return NULL;
}

/* Puts `text`, the field `column`, into the form that the filter names. */
static void expect_form(const char *const *row, const char *column, const char *name,
                        const char *arg, const char *text, const char *wanted)
{
    struct arena arena = {0};
    struct error err;
    struct lang *grammar = lang_new(&err);
    assert_non_null(grammar);
    const char *copy[16];
    size_t count = 0;
    for (; row[count]; count++)
        copy[count] = row[count];
    copy[count] = NULL;
    struct gender_text clues[8];
    size_t clue_count = 0;
    for (size_t i = 0; i < count; i += 2)
        if (column_kind_is(grammar->words, HEADING_PATRONYMIC, row[i]) ||
            column_kind_is(grammar->words, HEADING_PERSON, row[i]))
            clues[clue_count++] = (struct gender_text){
                row[i + 1], column_kind_is(grammar->words, HEADING_PERSON, row[i])
                                ? NAME_FULL
                                : NAME_PATRONYMIC};
    struct filter_context context = {
        .arena = &arena,
        .grammar = grammar,
        .gender = {.stated = count && column_kind_is(grammar->words, HEADING_GENDER, row[0])
                                 ? row[1]
                                 : "",
                   .heading = "Пол",
                   .clues = clues,
                   .clue_count = clue_count},
        .lang = strncmp(column + strlen(column) - 2, "kk", 2) == 0 ? "kk" : "ru",
        .column = column,
        .field = pair_field,
        .row = copy,
    };
    const struct filter_use use = {name, arg};
    const char *result;
    assert_string_equal(
        filter_apply(&context, &use, 1, text, &result, &err) ? result : words_of(&err), wanted);
    lang_free(grammar);
    arena_free(&arena);
}

static const char *const nobody[] = {NULL};
static const char *const man[] = {"gender", "m", NULL};
static const char *const woman[] = {"gender", "f", NULL};

static void test_kazakh_forms(void **state)
{
    (void)state;
    expect_form(nobody, "name_kk", "barys", "", "Ахметов Асқар Болатұлы",
                "Ахметов Асқар Болатұлына");
    expect_form(nobody, "first_kk", "ілік", "", "Айгүл", "Айгүлдің");
    expect_form(nobody, "region_kk", "jatys", "noun", "Ақмола облысы", "Ақмола облысында");
    expect_form(nobody, "name_kk", "barys", "", "", "");
}

static void test_russian_forms_need_a_gender(void **state)
{
    (void)state;
    static const char *const by_patronymic[] = {"patronymic_kk", "Қайратқызы", NULL};
    static const char *const torn[] = {"gender", "m", "patronymic_ru", "Ивановна", NULL};
    static const char *const twins[] = {"patronymic_ru", "Иванович", "patronymic_kk",
                                        "Серікқызы", NULL};
    static const char *const kazakh[] = {"name_kk", "Ахметова Жібек Серікқызы", NULL};
    static const char *const heading[] = {"Пол", "Ж", NULL};
    static const char *const odd[] = {"gender", "x", NULL};
    expect_form(man, "name_ru", "dat", "", "Ким Виктор", "Киму Виктору");
    expect_form(woman, "last_ru", "dat", "", "Ким", "Ким");
    expect_form(by_patronymic, "first_ru", "dat", "", "Динара", "Динаре");
    expect_form(
        torn, "last_ru", "dat", "", "Иванов",
        "the gender is «m», but «Ивановна» is the name of a woman. Correct whichever is "
        "wrong.");
    expect_form(twins, "name_ru", "gender", "ер/әйел", "Ахметова Жибек",
                "«Иванович» is the name of a man, but «Серікқызы» is that of a woman. Correct "
                "whichever is wrong.");
    expect_form(
        woman, "name_ru", "gender", "ер/әйел", "Иванов Иван Иванович",
        "the gender is «f», but «Иванович» is the name of a man. Correct whichever is wrong.");
    expect_form(kazakh, "name_ru", "dat", "", "Ахметова Жибек", "Ахметовой Жибек");
    expect_form(heading, "name_ru", "dat", "", "Ахметова Жибек", "Ахметовой Жибек");
    expect_form(odd, "last_ru", "dat", "", "Иванов",
                "the gender «x» is not understood. Write m or f.");
    expect_form(nobody, "region_ru", "prep", "noun", "Акмолинская область",
                "Акмолинской области");
}

static void test_a_column_of_its_own_wins(void **state)
{
    (void)state;
    static const char *const own[] = {"name_ru_dat", "Ким Виктору", "name_kk_barys", "", NULL};
    expect_form(own, "name_ru", "dat", "", "Ким Виктор", "Ким Виктору");
    expect_form(own, "name_kk", "барыс", "", "Асқар", "Асқарға");
    static const char *const kazakh[] = {"name_kk_барыс", "Асқарға-ай", NULL};
    expect_form(kazakh, "name_kk", "барыс", "", "Асқар", "Асқарға-ай");
    expect_form(kazakh, "name_kk", "barys", "", "Асқар", "Асқарға-ай");
}

static void test_words_by_gender(void **state)
{
    (void)state;
    expect_form(man, "name_ru", "gender", "прошёл/прошла", "", "прошёл");
    expect_form(woman, "name_ru", "gender", "прошёл/прошла", "", "прошла");
    expect_form(nobody, "name_ru", "gender", "прошёл/прошла", "Ким Жанар",
                "the names alone do not say for certain whether this is a man or a woman. "
                "Write m or f into a column "
                "«Пол» of the list, or fill in a patronymic.");
    expect_form(nobody, "name_ru", "dat", "", "Ким Жанар",
                "the names alone do not say for certain whether this is a man or a woman. "
                "Write m or f into a column "
                "«Пол» of the list, or fill in a patronymic.");
}

static void test_dates_and_numbers(void **state)
{
    (void)state;
    expect_form(nobody, "held_kk", "date", "", "2017-10-03/2017-10-05", "2017 жылғы 3–5 қазан");
    expect_form(nobody, "held_ru", "date", "short", "2017-10-03", "3 октября 2017 г.");
    expect_form(nobody, "hours_ru", "count", "час,часа,часов", "21", "21 час");
    expect_form(nobody, "hours_kk", "lyq", "noun", "16 сағат", "16 сағаттық");
    static const struct filter_use plain = {"words", ""},
                                   counted = {"words", "лист,листа,листов"};
    expect("kk", "21", &plain, 1, "21 (жиырма бір)");
    expect("ru", "21", &counted, 1, "21 (двадцать один) лист");
    expect("ru", "", &counted, 1, "");
    expect("ru", "x", &plain, 1, "«x» is not a whole number up to 999999999.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_upper),
        cmocka_unit_test(test_then),
        cmocka_unit_test(test_parts_of_a_full_name),
        cmocka_unit_test(test_bare_names_have_a_note),
        cmocka_unit_test(test_the_gender_shows_the_surname),
        cmocka_unit_test(test_pad),
        cmocka_unit_test(test_or),
        cmocka_unit_test(test_filters_follow_each_other),
        cmocka_unit_test(test_wrong_use_is_told),
        cmocka_unit_test(test_kazakh_forms),
        cmocka_unit_test(test_russian_forms_need_a_gender),
        cmocka_unit_test(test_a_column_of_its_own_wins),
        cmocka_unit_test(test_words_by_gender),
        cmocka_unit_test(test_dates_and_numbers),
    };
    return cmocka_run_group_tests(tests, set_up_lang, tear_down_lang);
}
