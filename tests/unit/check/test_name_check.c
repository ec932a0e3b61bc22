#include "check/name_check.h"

#include "base/sign_name.h"
#include "base/utf8.h"
#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct check_words *words;
static struct kazakh_spelling *spelling;
static struct check_rules rules;

static int set_up(void **state)
{
    struct error err;
    words = check_words_new(&err);
    spelling = kazakh_spelling_new(&err);
    if (!words || !spelling || set_up_lang(state))
        return -1;
    rules = (struct check_rules){.lang = lang, .words = words, .spelling = spelling};
    return 0;
}

static int tear_down(void **state)
{
    check_words_free(words);
    kazakh_spelling_free(spelling);
    return tear_down_lang(state);
}

static const struct column name = {
    .heading = "Аты", .personal = true, .named = true, .given = true};
static const struct column whole = {.heading = "Аты-жөні", .personal = true, .named = true};
static const struct column required = {
    .heading = "ФИО", .personal = true, .named = true, .required = true};
static const struct column participant = {
    .heading = "Участник", .personal = true, .named = true, .inferred = true, .required = true};
static const struct column beside = {.heading = "Код", .personal = true};
static const struct column patronymic = {
    .heading = "Әкесінің аты", .personal = true, .named = true, .patronymic = true};

/* Says which findings there are, all of the column; warnings without their level. */
static void assert_reported(const struct column *column, const char *text, const char *expected)
{
    struct arena arena = {0};
    struct report findings = {0};
    struct buf reported = {0};
    const struct field field = {column,    text, {.column = "C"}, &rules, &arena,
                                &findings, false};
    name_check(&field);
    for (size_t i = 0; i < findings.count; i++) {
        const struct finding *finding = &findings.list[i];
        assert_string_equal(finding->place.column, "C");
        static const char *const levels[] = {"note: ", "", "error: "};
        buf_printf(&reported, "%s%s%s %s", i ? "\n" : "", levels[finding->level], WHAT(finding),
                   ADVICE(finding));
    }
    if (strcmp(buf_text(&reported), expected) != 0)
        fail_msg("of «%s» is told «%s», not «%s»", text, buf_text(&reported), expected);
    buf_free(&reported);
    report_free(&findings);
    arena_free(&arena);
}

/* The same; `expected` has the text once. */
static void assert_about(const struct column *column, const char *text, const char *expected)
{
    char said[256];
    snprintf(said, sizeof said, "%.*s%s%s", (int)strcspn(expected, "%"), expected, text,
             strchr(expected, '%') + 2);
    assert_reported(column, text, said);
}

#define STOPGAP "«%s» is not a name, but would be printed as one. "

static void words_for_nothing_are_no_names(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Нет", "ЖОҚ", "жок",          "NULL", "None", "N/A", "б/О",
        "б/и", "Н/Д", "ОТСУТСТВУЕТ",  "#N/A", "#н/д", "-",   "—",
        ".",   "***", "Без отчества", "()",   "’",    "\n",  "№"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_about(&name, texts[i], STOPGAP "Fill in the name.");
        assert_about(&patronymic, texts[i], STOPGAP "Leave the field empty.");
    }
    assert_about(&name, "пусто", STOPGAP "Fill in the name.");
    assert_about(&name, "Көрсетілмеген", STOPGAP "Fill in the name.");
    static const char *const names[] = {"Пустов", "Нетов", "Жоқанов", "Нета",
                                        "Нуль",   "Бо",    "Ли",      "Ә"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_reported(&name, names[i], "");
}

/* What stands under a table, or heads a group of it, would be printed as somebody's name. */
static void posts_and_places_are_no_names(void **state)
{
    (void)state;
    static const char *const posts[] = {
        "Начальник отдела",        "Ауданы",        "мектеп директоры",
        "информатика мұғалімдері", "Участник",      "Админ",
        "Пользователь Zoom",       "Учителя химии", "Студенттер"};
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        assert_about(
            &name, posts[i],
            "«%s» is a post or a place, not a name. Delete the row, or fill in the name.");
    assert_reported(&name, "Начальник Асқар", "");
    assert_reported(&beside, "Начальник отдела", "");
}

/* The number of a certificate may stand beside names, but not where a name goes. */
static void numbers_are_no_names(void **state)
{
    (void)state;
    static const char *const numbers[] = {"0", "-1", "1.5", "0,0", "1 2", "2017-10-05", "№ 5"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_about(&patronymic, numbers[i], STOPGAP "Leave the field empty.");
        assert_reported(&beside, numbers[i], "");
    }
    assert_about(&name, "5", STOPGAP "Fill in the name.");
    assert_about(&required, "0",
                 "error: " STOPGAP
                 "Fill in the name; a formula that points at an empty cell gives 0.");
    assert_about(&required, "-", "error: " STOPGAP "Fill in the name.");
    assert_about(&required, "Нет", STOPGAP "Fill in the name.");
    assert_reported(&beside, "№ 5/17: KZ_a - #1+2", "");
}

/* Where a name is required, digits in it keep the row back. */
static void digits_in_a_name_are_told(void **state)
{
    (void)state;
    static const char *const numbered[] = {"1. Ахметов Асқар", "Ахметов Асқар 1985", "Асан1",
                                           "Ахметов (8 701 123 45 67)", "2 чел."};
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
        assert_about(&name, numbered[i],
                     "«%s» has a number besides the name. Leave only the name in this field.");
        assert_about(
            &required, numbered[i],
            "error: «%s» has a number besides the name. Leave only the name in this field.");
    }
    assert_reported(
        &name, "Оспан0ва",
        "«Оспан0ва» has the digit «0» in a word of the name. Type the letter that is meant.");
    assert_reported(&required, "Оспан0ва",
                    "error: «Оспан0ва» has the digit «0» in a word of the name. Type the "
                    "letter that is meant.");
    assert_reported(&beside, "Ахметов 17", "");
}

/* The heading of a group. */
static void a_place_is_no_name(void **state)
{
    (void)state;
    static const char *const places[][2] = {{"Ақтөбе облысы", "облысы"},
                                            {"город Астана", "город"},
                                            {"г. Караганда", "г."},
                                            {"Екінші топ", "топ"},
                                            {"Ахметов Асқар қ.Алматы", "қ."}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct arena arena = {0};
        assert_reported(&name, places[i][0],
                        arena_printf(&arena,
                                     "«%s» has the word «%s», which stands for a place or a "
                                     "school: is it a name? Leave only the name in this field, "
                                     "or delete the row.",
                                     places[i][0], places[i][1]));
        arena_free(&arena);
    }
    assert_reported(&name, "Городецкий Асқар", "");
    assert_reported(&name, "Г. Иванов", "");
}

/* A column that is only taken for one of names may be of schools, which have numbers. */
static void a_school_may_have_a_number(void **state)
{
    (void)state;
    assert_about(
        &participant, "Ахметов 5",
        "error: «%s» has a number besides the name. Leave only the name in this field.");
    assert_about(&participant, "Школа 5",
                 "«%s» has a number besides the name. Leave only the name in this field.");
    assert_about(&participant, "№ 5 мектеп-лицей",
                 "«%s» has a number besides the name. Leave only the name in this field.");
    assert_about(
        &required, "Школа 5",
        "error: «%s» has a number besides the name. Leave only the name in this field.");
}

#define ALONE "Leave only the name in this field."

/* What stands beside the name would be printed with it. */
static void what_stands_beside_a_name_is_told(void **state)
{
    (void)state;
    static const char *const signs[][2] = {
        {"Ахметов Асқар,", ","},        {"Ахметов Асқар, Ким Ли", ","},
        {"Ахметов Асқар; Ким Л", ";"},  {"Ахметов, Асқар", ","},
        {"Тренер: Ахметов Асқар", ":"}, {"Ахметова /Ким/ Анна", "/"},
        {"Ахметов | Асқар", "|"},       {"Са/На", "/"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        char wanted[256];
        snprintf(
            wanted, sizeof wanted,
            "«%%s» has «%s» in it: is there something besides the name, or a second person? "
            "Leave only one person's name in this field.",
            signs[i][1]);
        assert_about(&name, signs[i][0], wanted);
    }
    assert_about(&name, "ахметов@mail.kz",
                 "«%s» has an e-mail address in the name's place. " ALONE);
    assert_about(&name, "Ахметов +7 701", "«%s» has a number besides the name. " ALONE);
    assert_reported(&name, "Ахметов Асқар - опоздал",
                    "«Ахметов Асқар - опоздал» has a hyphen without a part of the name on each "
                    "side. Join the parts with it, or delete it.\n"
                    "«опоздал» in «Ахметов Асқар - опоздал» is a remark, not part of the "
                    "name. " ALONE);
    assert_reported(&name, "Иванов И.И. и др.",
                    "«и др» in «Иванов И.И. и др.» is a remark, not part of the name. " ALONE);
    assert_reported(&name, "Жаңа қатысушы",
                    "«қатысушы» in «Жаңа қатысушы» is a remark, not part of the name. " ALONE);
    assert_reported(&name, "Ким Ли гость.",
                    "«гость» in «Ким Ли гость.» is a remark, not part of the name. " ALONE);
    assert_reported(&name, "Ким Ли ауырып жатыр",
                    "«ауырып жатыр» in «Ким Ли ауырып жатыр» is a remark, not part of the "
                    "name. " ALONE);
    assert_reported(&name, "ДИРЕКТОР Ахметов Асқар",
                    "«ДИРЕКТОР» in «ДИРЕКТОР Ахметов Асқар» is a title, not part of the "
                    "name. " ALONE);
    assert_reported(&name, "МЫРЗА Асқар", "«МЫРЗА» is in capitals. Write «Мырза Асқар».");
    assert_reported(&name, "Ким Ли (келмеді)",
                    "«Ким Ли (келмеді)» has something in brackets besides the name. " ALONE);
    assert_reported(&name, "Иванова (Сидорова) Анна",
                    "note: «Иванова (Сидорова) Анна» has something in brackets besides the "
                    "name. Leave it, if it is another name of the person's.");
    assert_reported(&name, "Ахметов Асқар.",
                    "«Ахметов Асқар.» ends in a full stop. Delete it.");
    assert_reported(&name, "г-н Ахметов",
                    "«г-н» in «г-н Ахметов» is a title, not part of the name. " ALONE);
    assert_reported(&name, "Ахметов, мұғалім",
                    "«мұғалім» in «Ахметов, мұғалім» is a title, not part of the name. " ALONE);
    assert_reported(
        &name, "д.э.н., проф. Иванов Иван",
        "«д.э.н.» in «д.э.н., проф. Иванов Иван» is a title, not part of the name. " ALONE);
    assert_reported(&name, "Проф. Иванов",
                    "«Проф.» in «Проф. Иванов» is a title, not part of the name. " ALONE);
    assert_reported(&name, "КЕЛМЕДІ",
                    "«КЕЛМЕДІ» is a remark, not a name. Delete the row, or fill in the name.");
    static const char *const names[] = {"Ахметов А.Б.", "Имашев Б.",  "Проф Иван", "Дж. Ли",
                                        "Ли Дж.",       "Анна Гость", "Жаңа Оқушы"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_reported(&name, names[i], "");
}

/* Two people joined by a word, which stands in names, too. */
static void a_second_person_is_told(void **state)
{
    (void)state;
    static const char *const joined[][2] = {{"Иванов Иван Иванович и Петров Петр", "и"},
                                            {"Ахметов Асқар және Ким Ли", "және"},
                                            {"Ахметов Асқар мен Ким Ли", "мен"},
                                            {"Ахметов Асқар бен Ким Ли", "бен"},
                                            {"Ахметов + Ким", "+"},
                                            {"Иванов & Петров", "&"},
                                            {"Иван и Мария", "и"},
                                            {"ИВАНОВ ИВАН И ПЕТРОВ ПЁТР", "И"},
                                            {"ахметов асқар мен ким ли", "мен"}};
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        char wanted[256];
        snprintf(
            wanted, sizeof wanted,
            "«%%s» has «%s» in it: is there something besides the name, or a second person? "
            "Leave only one person's name in this field.",
            joined[i][1]);
        assert_about(&whole, joined[i][0], wanted);
    }
    static const char *const names[] = {
        "Мен Светлана",         "И Сын Ман",      "Ким И",        "Хосе Ортега и Гассет",
        "Ортега и Гассет Хосе", "Ортега и Мария", "Али бен Юсуф", "Бен Юсуф Али",
        "Тё Мен Сук",           "Пен Виктор"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_reported(&whole, names[i], "");
    assert_reported(&whole, "КИМ И СУН", "«КИМ И СУН» is in capitals. Write «Ким И Сун».");
}

/* A post before a whole name is no surname, though some are. */
static void a_post_before_a_name_is_told(void **state)
{
    (void)state;
    static const char *const posts[][2] = {{"Спикер Каримов Аслан", "Спикер"},
                                           {"Учитель Абдуллаев Айбек", "Учитель"},
                                           {"Модератор Ким Ли", "Модератор"},
                                           {"Ержанова Самал PhD", "PhD"},
                                           {"Айгуль апай", "апай"},
                                           {"Исаев Паша староста", "староста"}};
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        struct arena arena = {0};
        assert_reported(&whole, posts[i][0],
                        arena_printf(&arena,
                                     "«%s» in «%s» is a title, not part of the name. " ALONE,
                                     posts[i][1], posts[i][0]));
        arena_free(&arena);
    }
    static const char *const names[] = {"Учитель Ефим Юльевич", "Начальник Асқар",
                                        "Доктор Иван", "Апа Болат", "Староста Анна"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_reported(&whole, names[i], "");
}

/* Behind surname and given name a small word that is no name may be a remark. */
static void a_small_word_behind_a_name_may_be_a_remark(void **state)
{
    (void)state;
    assert_reported(&whole, "Исаев Паша дежурный",
                    "«дежурный» has no capital. If it is a remark, delete it; if it is part of "
                    "the name, write «Исаев Паша Дежурный».");
    assert_reported(&whole, "Ахметов Асқар болатұлы",
                    "«болатұлы» has no capital. Write «Ахметов Асқар Болатұлы».");
    assert_reported(&whole, "Асқар Болатұлы ахметов",
                    "«ахметов» has no capital. Write «Асқар Болатұлы Ахметов».");
    assert_reported(
        &whole, "Садыков Арсен прошёл",
        "«прошёл» in «Садыков Арсен прошёл» is a remark, not part of the name. " ALONE);
    static const char *const remarks[] = {"см. приложение", "то же"};
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
        assert_about(&whole, remarks[i],
                     "«%s» is a remark, not a name. Delete the row, or fill in the name.");
}

static void a_full_stop_in_place_of_a_space_is_told(void **state)
{
    (void)state;
    static const char *const stops[] = {"Исаев.Роман", "Ким Анна.Сергеевна", "проф.Иванов"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        assert_about(&whole, stops[i],
                     "«%s» has a full stop between two words. Type a space in its place.");
    assert_reported(&whole, "Б.М.Имашев", "");
    assert_reported(&whole, "Дж.Смит", "");
}

/* Zoom and Teams write them behind names. */
static void what_a_video_meeting_writes_is_told(void **state)
{
    (void)state;
    static const char *const marks[] = {"Guest",    "гость",       "Гость", "қонақ", "Host",
                                        "Host, me", "организатор", "you",   "Вы",    "Сіз"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char text[64], wanted[256];
        snprintf(text, sizeof text, "Ким Ли (%s)", marks[i]);
        snprintf(wanted, sizeof wanted,
                 "«%s» has «(%s)», which the program of a video meeting wrote there. Delete "
                 "it, and its brackets.",
                 text, marks[i]);
        assert_reported(&name, text, wanted);
    }
    static const char *const names[] = {"Гость Анна", "Вы Сергей", "Мен Светлана", "Сіз Асқар"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_reported(&name, names[i], "");
}

/* A small word alone may be a name or a remark that nobody has listed. */
static void a_small_word_alone_may_be_a_remark(void **state)
{
    (void)state;
    assert_reported(&name, "болеет",
                    "«болеет» is a remark, not a name. Delete the row, or fill in the name.");
    assert_reported(&name, "(болеет)",
                    "«(болеет)» is a remark, not a name. Delete the row, or fill in the name.");
    assert_reported(&required, "асқар",
                    "«асқар» has no capital. If it is a name, write «Асқар»; if it is a "
                    "remark, fill in the name or delete the row.");
    assert_reported(&name, "асқар", "«асқар» has no capital. Write «Асқар».");
    assert_reported(&required, "Болеев Резерват", "");
}

static void what_a_workbook_says_of_yes_and_no_is_no_name(void **state)
{
    (void)state;
    static const char *const texts[] = {"TRUE", "ИСТИНА", "ЛОЖЬ", "False", "undefined"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_about(&name, texts[i], STOPGAP "Fill in the name.");
    assert_reported(&name, "Истина Анна", "");
    assert_reported(&name, "Истинов Ложкин", "");
}

static void a_line_break_is_told(void **state)
{
    (void)state;
    assert_reported(&name, "Әлия\nМұқанқызы",
                    "there is a line break in the name. Delete it, unless the name is meant to "
                    "be set on two lines.");
}

/* `expected` is what is wrong with the sign in a name: all of the sentence, with the sign's
 * code and name for the second %s; "" for nothing. */
static void assert_sign(uint32_t letter, const char *expected)
{
    struct arena arena = {0};
    char bytes[5] = {0};
    utf8_put(letter, bytes);
    struct buf sign = {0};
    sign_name_print(letter, true, &sign);
    const char *text = arena_printf(&arena, "Са%sНа", bytes);
    const char *rest = strstr(expected, "SIGN");
    assert_reported(
        &name, text,
        rest ? arena_printf(&arena, "«%s» has %s%s", text, buf_text(&sign), rest + 4) : "");
    buf_free(&sign);
    arena_free(&arena);
}

static void signs_are_known_to_their_limits(void **state)
{
    (void)state;
    static const struct {
        const char *reported;
        const uint32_t *letters;
    } kinds[] = {
        {"SIGN in place of a hyphen. Type the hyphen of the keyboard, «-».",
         U"\u2010\u2011\u2014\u2015\u2212\uFE63\uFF0D"},
        {"SIGN, which cannot be seen, but keeps the name from being found. Delete this sign.",
         U"\u200C\u200D\u2061\u2064"},
        {"SIGN as a mark separate from its letter. Type the letter with its mark as one.",
         U"\u0300\u036F"},
        {"SIGN, which does not belong in a name. Delete it, or type the letter that is meant.",
         U"#_@\x7F\u2016\u201A\uE000\uFFFD\U0001F600\U0010FFFF"},
        /* What turns the direction of writing is reported elsewhere, as an error. */
        {"", U"'\u2018\u2019\u02BB\u02BC\u200E\u202E\u2069"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (const uint32_t *letter = kinds[i].letters; *letter; letter++)
            assert_sign(*letter, kinds[i].reported);
}

/* One slip of the hand that is made all over a name is told once. */
static void each_kind_of_sign_is_told_once(void **state)
{
    (void)state;
    assert_reported(&name, "Ли- Са\u2013На!\u2013А&- Й?",
                    "«Ли- Са\u2013На!\u2013А&- Й?» has a hyphen without a part of the name on "
                    "each side. Join the parts with it, or delete it.\n"
                    "«Ли- Са\u2013На!\u2013А&- Й?» has U+2013 EN DASH in place of a hyphen. "
                    "Type the hyphen of the keyboard, «-».\n"
                    "«Ли- Са\u2013На!\u2013А&- Й?» has U+0021 EXCLAMATION MARK, which does not "
                    "belong in a name. Delete it, or type the letter that is meant.");
}

static void a_hyphen_joins_two_parts(void **state)
{
    (void)state;
    static const char *const loose[] = {"-Асан", "Асан -Ли", "Асан--Ли"};
    for (size_t i = 0; i < sizeof loose / sizeof *loose; i++)
        assert_about(&name, loose[i],
                     "«%s» has a hyphen without a part of the name on each side. Join the "
                     "parts with it, or delete it.");
    assert_reported(&name, "Асан-Ли", "");
    assert_reported(&beside, "Асан - 17", "");
}

static void what_may_be_written_so_is_not_told(void **state)
{
    (void)state;
    static const char *const names[] = {"А",
                                        "Ә.Б.Ли",
                                        "А. Ә.",
                                        "Людовик XIV",
                                        "Пётр ІХ",
                                        "XX",
                                        "DeLaCruz",
                                        "Дж. Ли",
                                        "ახმედ",
                                        "أحمد",
                                        "д'Артаньян",
                                        "Асан Құли",
                                        "Гасан оглы",
                                        "Нұр-оғлы",
                                        "Ван дер Ваальс",
                                        "Аль-Фараби",
                                        "Әубәкір әл-Фараби",
                                        "Азамат Курманбек уулу",
                                        "Мавлуда Ғайрат қизи",
                                        "To'xtayev O'tkir G'ayrat o'g'li",
                                        "Toʻxtayev Oʻtkir Gʻayrat oʻgʻli",
                                        "O’Connor",
                                        "О’Нил",
                                        "Мар'яна"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_reported(&name, names[i], "");
    assert_reported(&name,
                    "Асан фон ван де дер ден да ди дель ла ле аль эль ибн бен бин оглы оглу "
                    "оғлы угли улы ұлы кызы қызы кизи заде паша бей и",
                    "");
}

/* What is told is what to write instead, the whole name. */
static void capitals_are_corrected(void **state)
{
    (void)state;
    assert_reported(&name, "а", "«а» has no capital. Write «А».");
    assert_reported(&name, "ЛИ", "«ЛИ» is in capitals. Write «Ли».");
    assert_reported(&name, "ӘЛІ ҮІІІ ҺӘМ",
                    "«ӘЛІ ҮІІІ ҺӘМ» is in capitals. Write «Әлі Үііі Һәм».");
    assert_reported(&name, "Д’АНЖЕЛО", "«Д’АНЖЕЛО» is in capitals. Write «Д’Анжело».");
    assert_reported(&name, "БОЛАТ ҰЛЫ", "«БОЛАТ ҰЛЫ» is in capitals. Write «Болат ұлы».");
    assert_reported(&name, "ИВАН IV", "«ИВАН IV» is in capitals. Write «Иван IV».");
    assert_reported(&name, "ван дер сар", "«ван дер сар» has no capital. Write «ван дер Сар».");
    assert_reported(&name, "smith", "«smith» has no capital. Write «Smith».");
    assert_reported(&name, "цой ЛИ", "«цой» has no capital. Write «Цой Ли».");
    assert_reported(&name, "Цой лИ", "«лИ» mixes capitals and small letters. Write «Цой Ли».");
    assert_reported(&name, "В.И. ИВАНОВ", "«В.И. ИВАНОВ» is in capitals. Write «В.И. Иванов».");
    assert_reported(&beside, "ахмет 17", "");
    assert_reported(&name, "YILMAZ IŞIK", "«YILMAZ IŞIK» is in capitals. Write «Yılmaz Işık».");
    assert_reported(&name, "TO'XTAYEV", "«TO'XTAYEV» is in capitals. Write «To'xtayev».");
    assert_reported(&name, "O'TKIR", "«O'TKIR» is in capitals. Write «O'tkir».");
    assert_reported(&name, "O'CONNOR",
                    "«O'CONNOR» is in capitals. Write each part of the name with one capital.");
    assert_reported(&name, "iPhone",
                    "«iPhone» mixes capitals and small letters. Write each part of the name "
                    "with one capital.");
}

/* A sign that stands for a letter does not separate words. */
static void a_wrong_sign_is_part_of_its_word(void **state)
{
    (void)state;
    assert_reported(&name, "Ас&ан Бо`лат",
                    "«Ас&ан Бо`лат» has U+0026 AMPERSAND, which does not belong in a name. "
                    "Delete it, or type the letter that is meant.");
    assert_reported(&name, "Ас\u200Dан",
                    "«Ас\u200Dан» has U+200D ZERO WIDTH JOINER, which cannot be seen, but "
                    "keeps the name from being found. Delete this sign.");
    assert_reported(&name, "Са_ан",
                    "«Са_ан» has U+005F LOW LINE, which does not belong in a name. Delete it, "
                    "or type the letter that is meant.\n"
                    "«ан» has no capital. Write «Са_Ан».");
}

/* With signs around them, twice, or beside others. */
static void words_for_nothing_may_be_several(void **state)
{
    (void)state;
    static const char *const texts[] = {"(пусто)", "«нет»",      "нет.",
                                        "нет нет", "нет данных", "мәлімет жоқ",
                                        "ххх",     "тест",       "Тестов Тест Тестович",
                                        "TEST",    "бос бос"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_about(&name, texts[i], STOPGAP "Fill in the name.");
    assert_reported(&name, "Тестов", "");
    assert_reported(&name, "Тестова Анна", "");
    assert_reported(&name, "Нетёсов Бос", "");
}

static void headings_are_no_names(void **state)
{
    (void)state;
    static const char *const others[] = {"email", "E-mail", "Эл. почта", "Пән"};
    char wanted[256];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        snprintf(wanted, sizeof wanted,
                 "«%s» is the heading of a column, not a name. Delete the row, or fill in the "
                 "name.",
                 others[i]);
        assert_reported(&name, others[i], wanted);
    }
    assert_reported(
        &required, "ФИО",
        "error: «ФИО» is the heading of a column, not a name. Delete the row, or fill "
        "in the name.");
    assert_reported(
        &name, "Аты-жөні",
        "«Аты-жөні» is the heading of a column, not a name. Delete the row, or fill in "
        "the name.");
    assert_reported(
        &name, "Тел.",
        "«Тел.» is the heading of a column, not a name. Delete the row, or fill in the name.");
    assert_reported(&beside, "Имя", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_for_nothing_are_no_names),
        cmocka_unit_test(words_for_nothing_may_be_several),
        cmocka_unit_test(headings_are_no_names),
        cmocka_unit_test(posts_and_places_are_no_names),
        cmocka_unit_test(numbers_are_no_names),
        cmocka_unit_test(digits_in_a_name_are_told),
        cmocka_unit_test(a_place_is_no_name),
        cmocka_unit_test(a_school_may_have_a_number),
        cmocka_unit_test(what_stands_beside_a_name_is_told),
        cmocka_unit_test(a_second_person_is_told),
        cmocka_unit_test(a_post_before_a_name_is_told),
        cmocka_unit_test(a_small_word_behind_a_name_may_be_a_remark),
        cmocka_unit_test(a_full_stop_in_place_of_a_space_is_told),
        cmocka_unit_test(what_a_video_meeting_writes_is_told),
        cmocka_unit_test(a_small_word_alone_may_be_a_remark),
        cmocka_unit_test(what_a_workbook_says_of_yes_and_no_is_no_name),
        cmocka_unit_test(a_line_break_is_told),
        cmocka_unit_test(signs_are_known_to_their_limits),
        cmocka_unit_test(each_kind_of_sign_is_told_once),
        cmocka_unit_test(a_hyphen_joins_two_parts),
        cmocka_unit_test(what_may_be_written_so_is_not_told),
        cmocka_unit_test(capitals_are_corrected),
        cmocka_unit_test(a_wrong_sign_is_part_of_its_word),
    };
    return cmocka_run_group_tests_name("name_check", tests, set_up, tear_down);
}
