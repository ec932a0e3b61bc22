
#include "unit/fixture.h"

#include "check/page_check.h"

/* Says what is told of the boxes when all rows of the list have been laid out. */
static void reported(const char *template, const char *list, const char *wanted)
{
    struct fixture fixture;
    struct arena arena = {0};
    struct shape_room *room = shape_room_new();
    fixture_open(&fixture);
    fixture_sound(&fixture, template, list);
    const struct job *job = &fixture.job;
    report_free(&fixture.findings);

    struct page_check *page_check = page_check_new(job->binding, job->faces, job->layout);
    struct row row;
    struct error err;
    for (size_t i = 0; roster_next(job->roster, &row, &err) == ROSTER_ROW; i++) {
        struct card card;
        struct row_pages row_pages;
        assert_true(card_bind(job->binding, &row, &arena, &card, &fixture.findings));
        assert_true(layout_card(job->layout, &card, room, &arena, LAYOUT_CHECK, &row_pages,
                                &fixture.findings));
        page_check_row(page_check, i, &card, &row_pages);
        row_pages_free(&row_pages);
    }
    page_check_report(page_check, &fixture.findings);
    assert_string_equal(fixture_reported(&fixture), wanted);
    page_check_free(page_check);
    shape_room_free(room);
    arena_free(&arena);
    fixture_close(&fixture);
}

#define SMALL                                                                                  \
    BEGINNING "[text a]\nbox = 20mm 20mm 30mm 8mm\nfont = text\nsize = 12pt\nleast = 4pt\n"    \
              "text = {t}\n"

static void texts_that_fit_are_not_told(void **state)
{
    (void)state;
    reported(SMALL, "n,t\n1,short\n2,\n", "");
}

static void the_row_that_shrank_most_stands_for_all(void **state)
{
    (void)state;
    reported(
        SMALL,
        "n,t\n1,also rather a long text\n2,this must be the longest of all the texts\n3,x\n",
        "list.csv:3: note: 2: [text a]: the text is set in 8.5 pt instead of 12 pt to fit its "
        "box (the worst of 2 rows; next: 2).\n");
}

static void of_equally_bad_rows_the_first_is_told(void **state)
{
    (void)state;
    reported(SMALL, "n,t\n1,x\n2,also rather a long text\n3,also rather a long text\n",
             "list.csv:3: note: 2: [text a]: the text is set in 9.4 pt instead of 12 pt to fit "
             "its box (the worst of 2 rows; next: 4).\n");
}

/* Who mends the list must find them all, or at least the worst. */
static void the_next_rows_are_told(void **state)
{
    (void)state;
    struct buf list = {0};
    buf_puts(&list, "n,t\n1,also rather a long text\n2,x\n"
                    "3,this must be the longest of all the texts\n4,also rather a long text\n");
    reported(SMALL, list.data,
             "list.csv:4: note: 3: [text a]: the text is set in 8.5 pt instead of 12 pt to fit "
             "its box (the worst of 3 rows; next: 2, 5).\n");
    for (size_t i = 5; i <= 30; i++)
        buf_printf(&list, "%zu,also rather a long text\n", i);
    reported(SMALL, list.data,
             "list.csv:4: note: 3: [text a]: the text is set in 8.5 pt instead of 12 pt to fit "
             "its box (the worst of 29 rows; next: 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, "
             "16, 17, 18, 19, 20, 21, 22, …).\n");
    buf_free(&list);
}

/* A Kazakh text and the Russian one beside it, smaller and behind. */
#define TWO(kazakh, russian, kk, ru)                                                           \
    BEGINNING "[text " kazakh "]\nbox = 80mm 20mm 40mm 8mm\nfont = text\nlang = kk\n"          \
              "size = 10pt\ntext = " kk "\n[text " russian "]\nbox = 20mm 20mm 40mm 8mm\n"     \
              "font = text\nlang = ru\nsize = 12pt\ntext = " ru "\n"

#define REPORTED(kazakh, russian)                                                              \
    "t.ini:9: warning: [text " kazakh                                                          \
    "]: the Kazakh text is set 2 pt smaller than the Russian one in [text " russian            \
    "]. Give both boxes one `pair`: the Law on Languages wants letters of one size (article "  \
    "21).\nt.ini:10: warning: [text " kazakh                                                   \
    "]: the Kazakh text comes after the Russian one in [text " russian                         \
    "]. The Law on Languages wants Kazakh left or above (article 21).\n"

static void counterparts_are_found(void **state)
{
    (void)state;
    const char *list = "n,t_kk,t_ru\n1,аты,имя\n";
    reported(TWO("a-kk", "a-ru", "аты", "имя"), list, REPORTED("a-kk", "a-ru"));
    reported(TWO("a_kk", "a_ru", "аты", "имя"), list, REPORTED("a_kk", "a_ru"));
    reported(TWO("kk-a", "ru-a", "аты", "имя"), list, REPORTED("kk-a", "ru-a"));
    reported(TWO("kaz", "rus", "аты", "имя"), list, REPORTED("kaz", "rus"));
    reported(TWO("one", "two", "«{t_kk}»", "{t_ru}"), list, REPORTED("one", "two"));
    reported(TWO("one", "two", "аты {n}", "имя {n}"), list, "");
    reported(TWO("a-kk", "b-ru", "аты", "имя"), list, "");
    reported(TWO("one", "two", "{t_kk} {n}", "{t_ru}"), list, "");
}

/* The same columns twice, large and small: each goes with its own size. */
static void counterparts_keep_their_order(void **state)
{
    (void)state;
#define PART(name, y, size, text)                                                              \
    "[text " name "]\nbox = 20mm " y " 40mm 8mm\nfont = text\nsize = " size "\ntext = " text   \
    "\n"
    reported(BEGINNING PART("one", "20mm", "12pt", "{t_kk}")
                 PART("two", "80mm", "8pt", "{t_kk}") PART("three", "40mm", "12pt", "{t_ru}")
                     PART("four", "100mm", "8pt", "{t_ru}"),
             "n,t_kk,t_ru\n1,аты,имя\n", "");
}

static void codes_that_are_too_dense_are_told(void **state)
{
    (void)state;
    const char *template =
        BEGINNING "[qr q]\nbox = 60mm 100mm 12mm 12mm\ntext = {t}\nalt = QR\n";
    reported(template, "n,t\n1,12345\n", "");
    reported(template,
             "n,t\n1,0123456789012345678901234567890123456789012345678901234567890123456789\n",
             "list.csv:2: warning: 1: [qr q]: the modules of the QR code would be 0.26 mm "
             "wide; what is less than 0.33 mm is hard to scan. Make the box 15 mm wide and "
             "high, shorten the text, or lower the level.\n");
}

static void texts_near_the_edge_are_told(void **state)
{
    (void)state;
    reported(BEGINNING "[text b]\nbox = 2mm 60mm 100mm 8mm\nfont = text\ntext = {t}\n",
             "n,t\n1,\n2,x\n",
             "list.csv:3: warning: 2: [text b]: the text comes as near as 2 mm to the edge of "
             "the page. Office printers leave 5 mm white; move the box inwards.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_fit_are_not_told),
        cmocka_unit_test(the_row_that_shrank_most_stands_for_all),
        cmocka_unit_test(of_equally_bad_rows_the_first_is_told),
        cmocka_unit_test(the_next_rows_are_told),
        cmocka_unit_test(counterparts_are_found),
        cmocka_unit_test(counterparts_keep_their_order),
        cmocka_unit_test(codes_that_are_too_dense_are_told),
        cmocka_unit_test(texts_near_the_edge_are_told),
    };
    return cmocka_run_group_tests_name("boxcheck", tests, NULL, NULL);
}
