#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "fixture.h"

#include "boxcheck.h"

/* Says what is told of the boxes when all rows of the list have been laid out. */
static void told(const char *template, const char *list, const char *wanted)
{
    struct fixture fixture;
    struct arena arena = {0};
    struct shape_room *room = shape_room_new();
    fixture_open(&fixture);
    fixture_sound(&fixture, template, list);
    const struct edition *edition = &fixture.edition;
    findings_free(&fixture.findings);

    struct boxcheck *boxcheck = boxcheck_new(edition->binding, edition->faces, edition->layout);
    struct row row;
    struct err err;
    for (size_t i = 0; roster_next(edition->roster, &row, &err) == ROSTER_ROW; i++) {
        struct card card;
        struct laid laid;
        assert_true(card_bind(edition->binding, &row, &arena, &card, &fixture.findings));
        assert_true(layout_card(edition->layout, &card, room, &arena, LAY_SURVEY, &laid,
                                &fixture.findings));
        boxcheck_row(boxcheck, i, &card, &laid);
        laid_free(&laid);
    }
    boxcheck_tell(boxcheck, &fixture.findings);
    assert_string_equal(fixture_told(&fixture), wanted);
    boxcheck_free(boxcheck);
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
    told(SMALL, "n,t\n1,short\n2,\n", "");
}

static void the_row_that_shrank_most_stands_for_all(void **state)
{
    (void)state;
    told(SMALL,
         "n,t\n1,also rather a long text\n2,this must be the longest of all the texts\n3,x\n",
         "list.csv:3: note: 2: [text a]: the text is set in 8.5 pt instead of 12 pt to fit its "
         "box (the worst of 2).\n");
}

static void of_equally_bad_rows_the_first_is_told(void **state)
{
    (void)state;
    told(SMALL, "n,t\n1,x\n2,also rather a long text\n3,also rather a long text\n",
         "list.csv:3: note: 2: [text a]: the text is set in 9.4 pt instead of 12 pt to fit its "
         "box (the worst of 2).\n");
}

static void codes_that_are_too_dense_are_told(void **state)
{
    (void)state;
    const char *template =
        BEGINNING "[qr q]\nbox = 60mm 100mm 12mm 12mm\ntext = {t}\nalt = QR\n";
    told(template, "n,t\n1,12345\n", "");
    told(template,
         "n,t\n1,0123456789012345678901234567890123456789012345678901234567890123456789\n",
         "list.csv:2: warning: 1: [qr q]: the modules of the QR code would be 0.26 mm wide; "
         "what is less than 0.33 mm is hard to scan. Make the box 15 mm wide and high, shorten "
         "the text, or lower the level.\n");
}

static void texts_near_the_edge_are_told(void **state)
{
    (void)state;
    told(BEGINNING "[text b]\nbox = 2mm 60mm 100mm 8mm\nfont = text\ntext = {t}\n",
         "n,t\n1,\n2,x\n",
         "list.csv:3: warning: 2: [text b]: the text comes as near as 2 mm to the edge of the "
         "page. Office printers leave 5 mm white; move the box inwards.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_fit_are_not_told),
        cmocka_unit_test(the_row_that_shrank_most_stands_for_all),
        cmocka_unit_test(of_equally_bad_rows_the_first_is_told),
        cmocka_unit_test(codes_that_are_too_dense_are_told),
        cmocka_unit_test(texts_near_the_edge_are_told),
    };
    return cmocka_run_group_tests_name("boxcheck", tests, NULL, NULL);
}
