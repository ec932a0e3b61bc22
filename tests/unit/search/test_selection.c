#include "search/selection.h"

#include "bind/card.h"
#include "unit/fixture.h"
#include "unit/words.h"

#define TEMPLATE                                                                               \
    "[document]\ntitle = {name}\nfile = {row}\nwho = {name}\n" PAGE FONT TEXT("a", "{name}")

/* From row 2; of row 5 nobody knows anything. */
#define LIST                                                                                        \
    "number,name,name_ru,region,post\n"                                                             \
    "К-1,Ахметов Асқар,Ахметов Аскар,Абай облысы,төраға\n" \
    "К-2,Ахметова Әлия,Ахметова Алия,Алматы,мүше\n"              \
    "К-17,Ким Ли,Ким Ли,Алматы,Ахметовтың көмекшісі\n"          \
    "x,x,x,x,x,x,x\n"                                                                               \
    "К-170,Ли-Сан Ән,Ли-Сан Ан,Ёлкино,мүше\n"

enum { LAST = 6 };

static bool is_taken(struct selection *selection, const struct job *job, const struct row *row)
{
    struct arena arena = {0};
    bool taken = selection_takes(selection, row, card_place(job->binding, row, &arena).who);
    arena_free(&arena);
    return taken;
}

/* Writes the numbers of the rows that are taken, and what is wrong, to `line`. */
static void take(struct selection *selection, const struct job *job, struct buf *line)
{
    struct error err;
    struct row row;
    bool found = selection_find(selection, job->binding, job->roster, &err);
    assert_true(roster_rewind(job->roster, &err) || !found);
    while (found && roster_next(job->roster, &row, &err) != ROSTER_END)
        if (is_taken(selection, job, &row))
            buf_printf(line, "%zu ", row.number);
    if (!found || !selection_check(selection, LAST, &err))
        buf_printf(line, "%s: %s", err.what.code, words_of(&err));
}

static void assert_takes(struct selection *selection, const char *wanted)
{
    struct fixture fixture;
    struct buf line = {0};
    assert_non_null(selection);
    fixture_open(&fixture);
    fixture_sound(&fixture, TEMPLATE, LIST);
    take(selection, &fixture.job, &line);
    char *at;
    while ((at = strstr(buf_text(&line), fixture.folder))) /* the place of a failure */
        memmove(at, at + strlen(fixture.folder), strlen(at + strlen(fixture.folder)) + 1);
    assert_string_equal(buf_text(&line), wanted);
    buf_free(&line);
    selection_free(selection);
    fixture_close(&fixture);
}

static void takes(const char *text, const char *wanted)
{
    assert_takes(selection_new(text), wanted);
}

static void rows_are_taken_by_number(void **state)
{
    (void)state;
    takes("2", "2 ");
    takes(" 6 , 2,2", "2 6 ");
    takes("3-5", "3 4 5 ");
    takes("2-3,5-6", "2 3 5 6 ");
    takes("4-4", "4 ");
}

/* What says which rows failed can be given back as it stands. */
static void ranges_are_read_as_they_are_printed(void **state)
{
    (void)state;
    takes("2, 4–6", "2 4 5 6 ");
    takes("2 – 4", "2 3 4 ");
    takes("2—3", "2 3 ");
}

static void people_are_taken_by_parts_of_their_name(void **state)
{
    (void)state;
    takes("Әлия", "3 ");
    takes("ахметов", "2 3 ");
    takes("АСҚАР Ахметов", "2 ");
    takes("Ли,5", "4 5 6 ");
    takes("Ән Сан", "6 ");
}

/* In the other language as well, and without Kazakh letters. */
static void a_name_may_be_written_otherwise(void **state)
{
    (void)state;
    takes("Алия", "3 ");
    takes("Аскар", "2 ");
    takes("Ли Ан", "6 ");
    takes("Асқар ахметов, алия", "2 3 ");
}

/* Whoever has it in the name is meant; else what the row says counts. */
static void people_are_taken_by_what_their_row_says(void **state)
{
    (void)state;
    takes("алматы", "3 4 ");
    takes("алматы КИМ", "4 ");
    takes("мүше", "3 6 ");
    takes("муше", "3 6 ");
    takes("елкино", "6 ");
    takes("К-17", "4 ");
    takes("Ким,Алматы", "3 4 ");
    assert_takes(selection_of_words("Ким, Алматы"), "4 ");
}

#define ROWS_ARE_COUNTED "Rows are counted as a spreadsheet does: the headings are row 1."

static void what_is_not_in_the_list_is_told(void **state)
{
    (void)state;
    takes("7", "row-not-there: There is no row 7. " ROWS_ARE_COUNTED);
    takes("0", "row-not-there: There is no row 0. " ROWS_ARE_COUNTED);
    takes("1", "row-not-there: There is no row 1. " ROWS_ARE_COUNTED);
    takes("2,5-7", "2 5 6 row-not-there: There is no row 7. " ROWS_ARE_COUNTED);
}

#define NOBODY(text) "name-not-there: /list.csv: No row of the list has «" text "»."

static void the_nearest_are_named(void **state)
{
    (void)state;
    takes("Жұмабаев,6", NOBODY("Жұмабаев"));
    takes("2,Ахметва", NOBODY("Ахметва") " The nearest, with their rows: Ахметова Әлия (3), "
                                         "Ахметов Асқар (2).");
    takes("Ахметова Абай", NOBODY("Ахметова Абай") " The nearest, with their rows: Ахметов "
                                                   "Асқар (2), Ахметова Әлия (3).");
    takes("Аско Нетакого", NOBODY("Аско Нетакого"));
    takes("Асқар Нетакого", NOBODY("Асқар Нетакого") " The nearest, with their rows: Ахметов "
                                                     "Асқар (2).");
    takes("К-18", NOBODY("К-18") " The nearest, with their rows: К-1 (2), К-17 (4).");
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",      ",",     "2,,3",   "2,",
                                        "4-2",   "2-",    "-2",     "2x",
                                        "1.5",   "2-3-4", "2;3",    "99999999999999999999",
                                        "\xFF",  "016",   "2-016x", "016,Ахметова",
                                        "2-016", "02-16", "2–016",  "002-016"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_null(selection_new(texts[i]));
    assert_null(selection_of_words(" , "));
    assert_null(selection_of_words("\xFF"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_taken_by_number),
        cmocka_unit_test(ranges_are_read_as_they_are_printed),
        cmocka_unit_test(people_are_taken_by_parts_of_their_name),
        cmocka_unit_test(a_name_may_be_written_otherwise),
        cmocka_unit_test(people_are_taken_by_what_their_row_says),
        cmocka_unit_test(what_is_not_in_the_list_is_told),
        cmocka_unit_test(the_nearest_are_named),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
