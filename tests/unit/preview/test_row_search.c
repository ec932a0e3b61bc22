#include "preview/row_search.h"

#include "unit/fixture.h"
#include "unit/words.h"

#define LIST                                                                                   \
    "number;name;region\n"                                                                     \
    "001;Ахметова Айгүл;Астана\n"                                           \
    "002;Ли Ян;Алматы\n"                                                             \
    "017;Ахметов Асқар Болатұлы;Абай облысы\n"                   \
    "170;Серік Ан;Абай облысы\n"

#define TEMPLATE                                                                               \
    "[document]\ntitle = {name}\nfile = {number}\nwho = {name}\n" PAGE FONT                    \
    "[text a]\nbox = 20mm 20mm 60mm 8mm\nfont = text\nsize = 14pt\nleast = 9pt\n"              \
    "text = {name}\n"                                                                          \
    "[text b]\nbox = 20mm 40mm 60mm 8mm\nfont = text\nsize = 14pt\ntext = {region}\n"

/* Says which rows are found, or why none is. */
static void assert_found_in(const char *template, const char *list, struct wanted wanted,
                            const char *expected)
{
    struct fixture fixture;
    struct matches matches = {0};
    struct error err;
    struct buf found = {0};
    fixture_open(&fixture);
    fixture_sound(&fixture, template, list);
    bool done = row_search(&fixture.job, &wanted, 3, &matches, &err);
    for (size_t i = 0; done && i < matches.count; i++)
        buf_printf(&found, "%s%zu %zu %s (%s)", i ? "; " : "", matches.list[i].index,
                   matches.list[i].row, matches.list[i].who, matches.list[i].region);
    const char *words = done ? buf_text(&found) : strstr(words_of(&err), ": ") + 2;
    assert_string_equal(words, expected);
    buf_free(&found);
    row_search_free(&matches);
    fixture_close(&fixture);
}

static void assert_found(enum wanted_kind kind, const char *text, const char *expected)
{
    assert_found_in(TEMPLATE, LIST, (struct wanted){kind, 0, text}, expected);
}

static void one_row_is_found(void **state)
{
    (void)state;
    assert_found(WANTED_FIRST, NULL, "0 2 Ахметова Айгүл (Астана)");
    assert_found(WANTED_NAME, "айг", "0 2 Ахметова Айгүл (Астана)");
    assert_found(WANTED_NAME, "Ахметов, Аскар", "2 4 Ахметов Асқар Болатұлы (Абай облысы)");
    assert_found(WANTED_NAME, "ахметова астана", "0 2 Ахметова Айгүл (Астана)");
    assert_found(WANTED_NAME, "Алматы", "1 3 Ли Ян (Алматы)");
    assert_found(WANTED_NAME, "болат асқ", "2 4 Ахметов Асқар Болатұлы (Абай облысы)");
    assert_found_in(TEMPLATE, LIST, (struct wanted){WANTED_ROW, 3, NULL}, "1 3 Ли Ян (Алматы)");
}

static void a_number_may_lack_its_zeros(void **state)
{
    (void)state;
    assert_found(WANTED_NUMBER, "017", "2 4 Ахметов Асқар Болатұлы (Абай облысы)");
    assert_found(WANTED_NUMBER, "17", "2 4 Ахметов Асқар Болатұлы (Абай облысы)");
    assert_found(WANTED_NUMBER, "170", "3 5 Серік Ан (Абай облысы)");
}

static void several_are_listed(void **state)
{
    (void)state;
    assert_found(WANTED_NAME, "Ахмет",
                 "0 2 Ахметова Айгүл (Астана); 2 4 Ахметов Асқар Болатұлы (Абай облысы)");
}

static void extremes_are_the_first_of_their_length(void **state)
{
    (void)state;
    assert_found(WANTED_LONGEST, NULL, "2 4 Ахметов Асқар Болатұлы (Абай облысы)");
    assert_found(WANTED_SHORTEST, NULL, "1 3 Ли Ян (Алматы)");
    assert_found_in(TEMPLATE, "number;name;region\n1;Аа;x\n2;Бб;x\n3;Вв;x\n",
                    (struct wanted){WANTED_LONGEST, 0, NULL}, "0 2 Аа (x)");
}

/* The name of row 4 shrinks; without it, the fuller line counts, whichever text it is. */
static void the_tightest_shrinks_or_is_fullest(void **state)
{
    (void)state;
    assert_found(WANTED_TIGHTEST, NULL, "2 4 Ахметов Асқар Болатұлы (Абай облысы)");
    assert_found_in(TEMPLATE, "number;name;region\n1;Аа;x\n2;Бб;Алматы облысы\n3;Вв;x\n",
                    (struct wanted){WANTED_TIGHTEST, 0, NULL}, "1 3 Бб (Алматы облысы)");
}

static void none_names_the_nearest(void **state)
{
    (void)state;
    assert_found(WANTED_NAME, "Ахметва",
                 "No row of the list has «Ахметва». The nearest, with their "
                 "rows: Ахметова Айгүл (2), Ахметов Асқар Болатұлы (4).");
    assert_found(WANTED_NAME, "Жұмабаев", "No row of the list has «Жұмабаев».");
    assert_found(WANTED_NUMBER, "171",
                 "The list has nobody with the number «171». The nearest, with their rows: "
                 "017 (4), 170 (5).");
    assert_found_in(TEMPLATE, LIST, (struct wanted){WANTED_ROW, 9, NULL},
                    "There is no row 9. Rows are counted as a spreadsheet does: the headings "
                    "are row 1. The last row here is 5.");
}

static void what_cannot_be_looked_for_is_said(void **state)
{
    (void)state;
    static const char template[] =
        "[document]\ntitle = {a}\nfile = {row}\n" PAGE FONT TEXT("a", "{a}");
    assert_found_in(template, "a\nx\n", (struct wanted){WANTED_LONGEST, 0, NULL},
                    "The template does not say what a person's name is. Give its [document] a "
                    "`who`, such as who = {name_kk}.");
    assert_found_in(template, "a\nx\n", (struct wanted){WANTED_NUMBER, 0, "1"},
                    "The list has no column of numbers. Use --row or --name, or say under "
                    "[columns] of the template which column is `number`.");
    assert_found_in(template, "a\n", (struct wanted){WANTED_FIRST, 0, NULL},
                    "The list has headings, but not a single row under them.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_row_is_found),
        cmocka_unit_test(a_number_may_lack_its_zeros),
        cmocka_unit_test(several_are_listed),
        cmocka_unit_test(extremes_are_the_first_of_their_length),
        cmocka_unit_test(the_tightest_shrinks_or_is_fullest),
        cmocka_unit_test(none_names_the_nearest),
        cmocka_unit_test(what_cannot_be_looked_for_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
