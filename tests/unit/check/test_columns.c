
#include "unit/fixture.h"

#include "check/columns.h"

/* The columns of a template and the headings of a list. */
struct found {
    struct fixture fixture;
    struct columns columns;
};

static void find(struct found *found, const char *template, const char *headings)
{
    fixture_open(&found->fixture);
    fixture_sound(&found->fixture, template,
                  arena_printf(&found->fixture.arena, "%s\n", headings));
    found->columns = columns_of(found->fixture.job.binding, found->fixture.job.roster,
                                &found->fixture.arena);
}

static const struct column *column(const struct found *found, const char *heading)
{
    for (size_t i = 0; i < found->columns.count; i++)
        if (strcmp(found->columns.list[i].heading, heading) == 0)
            return &found->columns.list[i];
    fail_msg("%s", heading);
    return NULL;
}

#define WHO(text) "[document]\ntitle = x\nfile = {number}\nwho = " text "\n"
#define SHEET     PAGE FONT

static void the_same_in_two_languages_is_a_pair(void **state)
{
    (void)state;
    struct found found;
    find(&found, WHO("{last_kk}") SHEET, "number,last_kk,last_ru,first_kk,kk,x_kz,region-ru");
    assert_int_equal(column(&found, "last_kk")->language, LANGUAGE_KAZAKH);
    assert_int_equal(column(&found, "last_ru")->language, LANGUAGE_RUSSIAN);
    assert_int_equal(column(&found, "last_kk")->pair, 2);
    assert_int_equal(column(&found, "last_ru")->pair, 1);
    assert_int_equal(column(&found, "first_kk")->language, LANGUAGE_KAZAKH);
    assert_int_equal(column(&found, "first_kk")->pair, NO_COLUMN);
    assert_int_equal(column(&found, "region-ru")->language, LANGUAGE_RUSSIAN);
    assert_int_equal(column(&found, "kk")->language, LANGUAGE_OTHER);
    assert_int_equal(column(&found, "x_kz")->language, LANGUAGE_OTHER);
    assert_int_equal(column(&found, "number")->pair, NO_COLUMN);
    fixture_close(&found.fixture);
}

static void what_a_text_shows_is_used(void **state)
{
    (void)state;
    struct found found;
    find(&found,
         WHO("{whole}") SHEET "[define]\nwhole = {a} {b}\n" TEXT(
             "t", "{c|upper}") "[qr q]\n"
                               "box = 20mm 100mm 30mm 30mm\ntext = {d}\nalt = {e}\n",
         "number,a,b,c,d,e,f");
    const char *const used[] = {"number", "a", "b", "c", "d", "e"};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++)
        assert_true(column(&found, used[i])->used);
    assert_false(column(&found, "f")->used);
    /* A person's name is what `who` is made of. */
    assert_true(column(&found, "a")->personal);
    assert_true(column(&found, "b")->personal);
    assert_false(column(&found, "c")->personal);
    assert_false(column(&found, "number")->personal);
    fixture_close(&found.fixture);
}

static void usual_headings_are_known(void **state)
{
    (void)state;
    struct found found;
    find(&found, WHO("{number}") SHEET, "number,ФИО,Отчество,Пол,last_ru,note");
    assert_true(column(&found, "ФИО")->personal);
    assert_false(column(&found, "ФИО")->patronymic);
    assert_true(column(&found, "Отчество")->patronymic);
    assert_true(column(&found, "Отчество")->personal);
    assert_true(column(&found, "last_ru")->personal);
    assert_false(column(&found, "note")->personal);
    assert_int_equal(found.columns.gender, 3);
    fixture_close(&found.fixture);

    static const char *const names[] = {"Ф.И.О.",     "фамилия", "ИМЯ",       "Аты-жөні (қаз.)",
                                        "Тегі",       "Аты",     "Full name", "full_name",
                                        "First Name", "name",    "Name_kk",   "NAME EN",
                                        "ФИО рус",    "Т.А.Ә.",  "surname",   "Last-Name"};
    static const char *const others[] = {"Имя файла", "Атауы",      "name_of_firm",
                                         "lastly",    "Фамилияның", "first prize"};
    struct buf headings = {0};
    buf_puts(&headings, "number,Әкесінің аты");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        buf_printf(&headings, ",%s", names[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        buf_printf(&headings, ",%s", others[i]);
    find(&found, WHO("{number}") SHEET, headings.data);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!column(&found, names[i])->named || column(&found, names[i])->patronymic)
            fail_msg("%s", names[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (column(&found, others[i])->personal)
            fail_msg("%s", others[i]);
    assert_true(column(&found, "Әкесінің аты")->patronymic);
    fixture_close(&found.fixture);
    buf_free(&headings);

    find(&found, WHO("{number}") SHEET, "number,note");
    assert_int_equal(found.columns.gender, NO_COLUMN);
    fixture_close(&found.fixture);
}

/* Messages speak of the list's headings, the template of its own names. */
static void names_and_headings_are_kept_apart(void **state)
{
    (void)state;
    struct found found;
    find(&found,
         "[document]\ntitle = x\nfile = {number}\nwho = {last_kk}\nrequired = last_kk\n" SHEET
         "[columns]\nlast_kk = Тегі\nlast_ru = Фамилия\n"
         "[values]\nregion = Ақмола облысы, Ақтөбе облысы\n",
         "number,Тегі,Фамилия,region");
    assert_string_equal(column(&found, "Тегі")->name, "last_kk");
    assert_int_equal(column(&found, "Тегі")->pair, 2);
    assert_true(column(&found, "Тегі")->required);
    assert_false(column(&found, "Фамилия")->required);
    assert_int_equal(column(&found, "region")->value_count, 2);
    assert_string_equal(column(&found, "region")->values[1], "Ақтөбе облысы");
    assert_int_equal(column(&found, "Тегі")->value_count, 0);
    fixture_close(&found.fixture);
}

/* The heading tells what the template's own name does not. */
static void a_heading_says_that_it_is_a_name(void **state)
{
    (void)state;
    struct found found;
    find(&found, WHO("{number}") SHEET "[columns]\nperson = ФИО\n" TEXT("t", "{person}"),
         "number,ФИО");
    assert_true(column(&found, "ФИО")->named);
    assert_true(column(&found, "ФИО")->needed);
    fixture_close(&found.fixture);
}

/* Nobody has no name, but some have no patronymic, and few a Latin one beside theirs. */
static void names_are_needed(void **state)
{
    (void)state;
    struct found found;
    find(&found,
         WHO("{number}")
             SHEET TEXT("t", "{last_kk} {patronymic_kk} {last_ru} {last_en} {note} {number}"),
         "number,last_kk,patronymic_kk,last_ru,last_en,note,first_kk");
    assert_true(column(&found, "last_kk")->needed);
    assert_true(column(&found, "last_ru")->needed);
    assert_false(column(&found, "patronymic_kk")->needed);
    assert_false(column(&found, "last_en")->needed);
    assert_false(column(&found, "note")->needed);
    assert_false(column(&found, "first_kk")->needed); /* no text shows it */
    fixture_close(&found.fixture);
}

/* One column for each language, told by the texts that show it. */
static void names_are_paired_by_the_texts_that_show_them(void **state)
{
    (void)state;
    struct found found;
    find(&found,
         WHO("{a}") SHEET "[columns]\na = ФИО\nb = Аты-жөні\n" TEXT(
             "r", "{a}") "lang = ru\n" TEXT("k", "{b}") "lang = kk\n",
         "number,ФИО,Аты-жөні");
    assert_int_equal(column(&found, "ФИО")->language, LANGUAGE_RUSSIAN);
    assert_int_equal(column(&found, "Аты-жөні")->language, LANGUAGE_KAZAKH);
    assert_int_equal(column(&found, "ФИО")->pair, 2);
    assert_int_equal(column(&found, "Аты-жөні")->pair, 1);
    fixture_close(&found.fixture);
    find(&found,
         WHO("{a}") SHEET "[columns]\na = ФИО\nb = Аты-жөні\n" TEXT(
             "r", "{a} {b}") "lang = ru\n" TEXT("k", "{b}") "lang = kk\n",
         "number,ФИО,Аты-жөні");
    assert_int_equal(column(&found, "Аты-жөні")->language, LANGUAGE_OTHER);
    fixture_close(&found.fixture);
}

/* Whatever it is called, what stands for the person is a name, unless another column is called
 * one; a number is none. */
static void what_stands_for_the_person_is_a_name(void **state)
{
    (void)state;
    struct found found;
    find(&found, WHO("{guest}") SHEET, "number,guest");
    assert_true(column(&found, "guest")->named);
    fixture_close(&found.fixture);
    find(&found, WHO("{number}") SHEET, "number,guest");
    assert_false(column(&found, "number")->named);
    fixture_close(&found.fixture);
    find(&found, WHO("{number} {guest}") SHEET, "number,guest");
    assert_false(column(&found, "number")->named);
    assert_true(column(&found, "guest")->named);
    fixture_close(&found.fixture);
    find(&found, WHO("{name_kk}, {town_kk}") SHEET, "number,name_kk,town_kk,town_ru");
    assert_true(column(&found, "name_kk")->named);
    assert_false(column(&found, "town_kk")->named);
    assert_false(column(&found, "town_ru")->named);
    fixture_close(&found.fixture);
}

#define COLUMNS(texts) "[columns]\n" texts

/* Says whether the column of that heading is one of names in this template. */
static void assert_named(const char *template, const char *headings, const char *heading,
                         bool named)
{
    struct found found;
    find(&found, template, headings);
    if (column(&found, heading)->named != named)
        fail_msg("%s: %d", heading, !named);
    fixture_close(&found.fixture);
}

/* «Участник» is whom the list is of, unless another column is called a name. */
static void a_participant_is_a_name_where_nothing_else_is(void **state)
{
    (void)state;
    static const char template[] =
        WHO("{number}") SHEET COLUMNS("p = Участник\n") TEXT("t", "{p}");
    assert_named(template, "number,Участник,Город", "Участник", true);
    assert_named(template, "number,Участник,ФИО", "Участник", true); /* which nothing shows */
    assert_named(WHO("{number}") SHEET COLUMNS("p = Участник\n") TEXT("t", "{ФИО}: {p}"),
                 "number,Участник,ФИО", "Участник", false);
    assert_named(WHO("{number}") SHEET COLUMNS("p = Участник\n") TEXT("t", "x"),
                 "number,Участник", "Участник", false);
    assert_named(WHO("{number}") SHEET COLUMNS("p = Участник\n")
                     TEXT("t", "{p}") "[values]\n"
                                      "p = да, нет\n",
                 "number,Участник", "Участник", false);
}

/* What is declined like a name, or cut like one, is one. */
static void what_filters_take_for_a_name_is_one(void **state)
{
    (void)state;
    static const char *const filters[] = {"dat",      "barys",     "surname",
                                          "initials", "ilik:full", "gender:прошёл/прошла"};
    static const char *const others[] = {"dat:noun", "lyq", "inshi", "upper", "or:x", "pad:3"};
    char template[1024];
    for (size_t i = 0; i < 12; i++) {
        snprintf(template, sizeof template,
                 "%s[columns]\ng = Бірінші\nt = Школа\n[define]\nd = {g}\n%s"
                 "text = {d|%s} {t|%s}\n",
                 WHO("{number}") SHEET, "[text t]\nbox = 10mm 10mm 100mm 20mm\nfont = text\n",
                 i < 6 ? filters[i] : others[i - 6], i < 6 ? filters[i] : others[i - 6]);
        assert_named(template, "number,Бірінші,Школа", "Бірінші", i < 6);
        assert_named(template, "number,Бірінші,Школа", "Школа", false);
    }
}

#define PAIRED(name, top, text, lang, pair)                                                    \
    "[text " name "]\nbox = 20mm " top " 200mm 30mm\nfont = text\ntext = " text                \
    "\nlang = " lang "\npair = " pair "\n"

/* Boxes of a pair say the same in two languages. */
static void what_pairs_with_a_name_is_one(void **state)
{
    (void)state;
    static const char template[] =
        WHO("{a}") SHEET COLUMNS("a = Бірінші\nb = Второй\nc = Үшінші\nd = Четвёртый\n")
            PAIRED("k", "20mm", "Осы {a} берілді", "kk", "p")
                PAIRED("r", "60mm", "{b}", "ru", "p") PAIRED("x", "100mm", "{c}", "kk", "q")
                    PAIRED("y", "140mm", "{d}", "ru", "q");
    struct found found;
    find(&found, template, "number,Бірінші,Второй,Үшінші,Четвёртый");
    assert_true(column(&found, "Второй")->named);
    assert_int_equal(column(&found, "Бірінші")->pair, 2);
    assert_int_equal(column(&found, "Второй")->language, LANGUAGE_RUSSIAN);
    assert_false(column(&found, "Үшінші")->named);
    assert_false(column(&found, "Четвёртый")->named);
    fixture_close(&found.fixture);
}

static void parts_of_names_are_paired_by_the_texts_that_show_them(void **state)
{
    (void)state;
    struct found found;
    find(&found,
         WHO("{number}") SHEET COLUMNS("a = Тегі\nb = Аты\nc = Фамилия\nd = Имя\n")
             TEXT("k", "{a} {b}") "lang = kk\n" TEXT("r", "{c} {d}") "lang = ru\n",
         "number,Тегі,Аты,Фамилия,Имя");
    assert_int_equal(column(&found, "Тегі")->pair, 3);
    assert_int_equal(column(&found, "Имя")->pair, 2);
    fixture_close(&found.fixture);
}

/* Where nothing else tells, the largest headline of a row's own is the name. */
static void the_headline_is_a_name_where_nothing_else_is(void **state)
{
    (void)state;
    static const char small[] = TEXT("s", "{y}") "size = 10pt\n";
    char template[1024];
    snprintf(template, sizeof template, "%s%s%s", WHO("{number}") SHEET,
             TEXT("t", "{x}") "size = 30pt\nrole = h1\n", small);
    assert_named(template, "number,x,y", "x", true);
    assert_named(template, "number,x,y", "y", false);
    snprintf(template, sizeof template, "%s%s%s", WHO("{number}") SHEET,
             TEXT("t", "{topic}") "size = 30pt\nrole = h1\n", small);
    assert_named(template, "number,topic,y", "topic", false);
    snprintf(template, sizeof template, "%s%s", WHO("{number}") SHEET,
             TEXT("t", "{x}") "size = 30pt\n");
    assert_named(template, "number,x", "x", false);
    struct found found;
    find(&found, template, "number,x");
    assert_int_equal(found.columns.unknown_name, 1);
    fixture_close(&found.fixture);
    find(&found, WHO("{last_kk}") SHEET TEXT("t", "{x}"), "number,x,last_kk");
    assert_int_equal(found.columns.unknown_name, NO_COLUMN);
    fixture_close(&found.fixture);
}

static void the_number_and_the_files_name_are_found(void **state)
{
    (void)state;
    struct found found;
    find(&found, WHO("{last_kk}") SHEET, "№,last_kk,number,first_ru");
    assert_int_equal(found.columns.number, 2);
    assert_string_equal(found.columns.file_name, "number");
    assert_true(column(&found, "last_kk")->surname);
    assert_true(column(&found, "first_ru")->given);
    fixture_close(&found.fixture);
    find(&found, "[document]\ntitle = x\nfile = no-{number|upper}\nwho = {last_kk}\n" SHEET,
         "number,last_kk");
    assert_string_equal(found.columns.file_name, "number");
    fixture_close(&found.fixture);
    find(&found,
         "[document]\ntitle = x\nfile = no-{id}\nwho = {last_kk}\n" SHEET
         "[define]\nid = {town}-{last_kk}\n",
         "town,last_kk");
    assert_string_equal(found.columns.file_name, "town");
    assert_int_equal(found.columns.number, NO_COLUMN);
    fixture_close(&found.fixture);
}

/* What the register tells people apart by is of use, whether a text shows it or not. */
static void what_people_are_told_apart_by_is_used(void **state)
{
    (void)state;
    struct found found;
    find(&found,
         WHO("{a}") SHEET "[define]\nwhole = {b}\n[register]\nevent = x\nperson = iin, whole\n",
         "number,a,b,iin,c");
    assert_true(column(&found, "b")->uses & USE_IDENTITY);
    assert_true(column(&found, "iin")->uses & USE_IDENTITY);
    assert_false(found.columns.unused[3]);
    assert_true(found.columns.unused[4]);
    fixture_close(&found.fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_in_two_languages_is_a_pair),
        cmocka_unit_test(what_people_are_told_apart_by_is_used),
        cmocka_unit_test(what_a_text_shows_is_used),
        cmocka_unit_test(usual_headings_are_known),
        cmocka_unit_test(names_and_headings_are_kept_apart),
        cmocka_unit_test(a_heading_says_that_it_is_a_name),
        cmocka_unit_test(names_are_needed),
        cmocka_unit_test(names_are_paired_by_the_texts_that_show_them),
        cmocka_unit_test(what_stands_for_the_person_is_a_name),
        cmocka_unit_test(a_participant_is_a_name_where_nothing_else_is),
        cmocka_unit_test(what_filters_take_for_a_name_is_one),
        cmocka_unit_test(what_pairs_with_a_name_is_one),
        cmocka_unit_test(parts_of_names_are_paired_by_the_texts_that_show_them),
        cmocka_unit_test(the_headline_is_a_name_where_nothing_else_is),
        cmocka_unit_test(the_number_and_the_files_name_are_found),
    };
    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
