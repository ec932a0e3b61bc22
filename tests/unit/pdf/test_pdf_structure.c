#include "pdf/pdf_structure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Objects 1 to 9 are other things; the elements are 100, 101, … */
static const size_t page_numbers[] = {7};
static const struct pdf_structure_numbers numbers = {.parent = 1,
                                                     .top_type = "Document",
                                                     .top = 3,
                                                     .first = 100,
                                                     .pages = page_numbers,
                                                     .field = 9};

static const struct item item = {.kind = ITEM_PATH};

static struct part part_of(enum role role, const char *lang, size_t row, bool fixed)
{
    return (struct part){.tag = {.role = role, .lang = lang, .row = row},
                         .alt = "",
                         .box = {10, 20, 30, 40},
                         .fixed = fixed,
                         .items = &item,
                         .count = 1};
}

/* A page of the parts, and all objects of its tree as text. */
struct outcome {
    struct pdf_structure *tree;
    struct buf text;
};

static struct outcome write(const struct part *list, size_t count, bool has_field)
{
    const struct part *parts[20];
    for (size_t i = 0; i < count; i++)
        parts[i] = &list[i];
    struct page page = {.height = 100, .bleed = 5, .parts = parts, .count = count};
    struct outcome outcome = {.tree = pdf_structure_new(&page, 1, has_field, NULL)};
    struct pdf_structure_numbers all = numbers;
    if (!has_field)
        all.field = 0;
    struct pdf_object *set = pdf_object_new();
    size_t offsets[200];
    struct error err;
    pdf_structure_add(outcome.tree, &page, false, &all, set);
    pdf_structure_put_parents(outcome.tree, &page, 0, false, 100,
                              pdf_dict_array(pdf_object_dict(set, 2), "Nums"));
    assert_true(pdf_object_write(set, &outcome.text, offsets, &err));
    pdf_object_free(set);
    return outcome;
}

static void put_away(struct outcome *outcome)
{
    pdf_structure_free(outcome->tree);
    buf_free(&outcome->text);
}

static void assert_says(const struct outcome *outcome, const char *words)
{
    if (!strstr(outcome->text.data, words))
        fail_msg("%s\nis not in\n%s", words, outcome->text.data);
}

static void order_of_parts_is_order_of_reading(void **state)
{
    (void)state;
    struct part parts[] = {part_of(ROLE_ARTIFACT, NULL, 0, true),
                           part_of(ROLE_H1, "kk", 0, true), part_of(ROLE_P, "ru", 0, false),
                           part_of(ROLE_P, NULL, 0, true)};
    struct outcome outcome = write(parts, 4, false);
    assert_int_equal(pdf_structure_count(outcome.tree), 3);
    assert_says(&outcome, "100 0 obj\n<<\n/S /H1\n/P 3 0 R\n/Pg 7 0 R\n/K 0\n/Lang (kk)\n>>");
    assert_says(&outcome, "101 0 obj\n<<\n/S /P\n/P 3 0 R\n/Pg 7 0 R\n/K 1\n/Lang (ru)\n>>");
    assert_says(&outcome, "102 0 obj\n<<\n/S /P\n/P 3 0 R\n/Pg 7 0 R\n/K 2\n>>");
    assert_says(&outcome,
                "3 0 obj\n<<\n/S /Document\n/P 1 0 R\n/K [ 100 0 R 101 0 R 102 0 R ]");
    assert_says(&outcome, "/Nums [ 100 0 R 101 0 R 102 0 R ]");

    struct buf out = {0};
    pdf_structure_begin(outcome.tree, 0, 0, NULL, &out);
    pdf_structure_begin(outcome.tree, 0, 2, NULL, &out);
    pdf_structure_begin(outcome.tree, 0, 1, "A", &out);
    assert_string_equal(out.data, "/Artifact BMC\n/P<</MCID 1>>BDC\n"
                                  "/Span<</MCID 0/ActualText<FEFF0041>>>BDC\n");
    buf_free(&out);
    put_away(&outcome);
}

static void empty_parts_leave_a_gap(void **state)
{
    (void)state;
    struct part parts[] = {part_of(ROLE_P, NULL, 0, false), part_of(ROLE_P, NULL, 0, true)};
    parts[0].count = 0;
    struct outcome outcome = write(parts, 2, false);
    assert_says(&outcome, "/Nums [ null 101 0 R ]");
    assert_says(&outcome, "/K [ 101 0 R ]");
    assert_null(strstr(outcome.text.data, "100 0"));
    put_away(&outcome);
}

static void cells_are_grouped(void **state)
{
    (void)state;
    /* An artifact between the cells, such as a line, does not end the table. */
    struct part parts[] = {
        part_of(ROLE_TH, NULL, 1, true),       part_of(ROLE_TH, NULL, 1, true),
        part_of(ROLE_ARTIFACT, NULL, 0, true), part_of(ROLE_TH, NULL, 2, true),
        part_of(ROLE_TD, NULL, 2, true),       part_of(ROLE_P, NULL, 0, true),
        part_of(ROLE_TD, NULL, 2, true)};
    struct outcome outcome = write(parts, 7, false);
    assert_says(&outcome, "100 0 obj\n<<\n/S /Table\n/P 3 0 R\n/K [ 101 0 R 104 0 R ]");
    assert_says(&outcome, "101 0 obj\n<<\n/S /TR\n/P 100 0 R\n/K [ 102 0 R 103 0 R ]");
    assert_says(&outcome,
                "/S /TH\n/P 101 0 R\n/Pg 7 0 R\n/K 0\n/A <<\n/O /Table\n/Scope /Column");
    assert_says(&outcome, "/S /TH\n/P 104 0 R\n/Pg 7 0 R\n/K 2\n/A <<\n/O /Table\n/Scope /Row");
    assert_says(&outcome, "/S /Document\n/P 1 0 R\n/K [ 100 0 R 107 0 R 108 0 R ]");
    put_away(&outcome);
}

static void a_row_keeps_its_empty_cells(void **state)
{
    (void)state;
    struct part parts[] = {part_of(ROLE_TD, NULL, 1, false), part_of(ROLE_TD, NULL, 1, true),
                           part_of(ROLE_TD, NULL, 2, false), part_of(ROLE_TD, NULL, 2, false)};
    parts[0].count = parts[2].count = parts[3].count = 0;
    struct outcome outcome = write(parts, 4, false);
    assert_says(&outcome, "/S /Table\n/P 3 0 R\n/K [ 101 0 R ]");
    assert_says(&outcome, "102 0 obj\n<<\n/S /TD\n/P 101 0 R\n>>");
    assert_says(&outcome, "103 0 obj\n<<\n/S /TD\n/P 101 0 R\n/Pg 7 0 R\n/K 1\n>>");
    assert_says(&outcome, "/Nums [ null 103 0 R null null ]");
    put_away(&outcome);
}

/* Returns the objects as text, and empties the set; released by the caller. */
static char *text_of(struct pdf_object *set)
{
    struct buf text = {0};
    size_t offsets[200];
    struct error err;
    assert_true(pdf_object_write(set, &text, offsets, &err));
    pdf_object_clear(set);
    return text.data ? text.data : calloc(1, 1);
}

/* A document adds what is not as in the whole one, which has nothing empty and no words of a
 * row. */
static void only_what_differs_is_added(void **state)
{
    (void)state;
    struct part cell = part_of(ROLE_TD, NULL, 1, false), code = cell, all = cell;
    struct part title = part_of(ROLE_H1, NULL, 0, true);
    code.tag.role = ROLE_FIGURE;
    code.alt = "A row's";
    cell.count = 0;
    const struct part *const blank[] = {&title, &cell, &code}, *const full[] = {&title, &all,
                                                                                &code};
    const struct page pages[] = {{.parts = blank, .count = 3}, {.parts = full, .count = 3}};
    struct pdf_structure *tree = pdf_structure_new(&pages[0], 1, false, NULL);
    struct pdf_object *set = pdf_object_new();
    assert_false(pdf_structure_is_whole(tree, &pages[0]));
    assert_true(pdf_structure_is_whole(tree, &pages[1]));

    pdf_structure_add(tree, &pages[0], true, &numbers, set);
    pdf_structure_put_parents(tree, &pages[0], 0, true, 100,
                              pdf_dict_array(pdf_object_dict(set, 2), "Nums"));
    char *shared = text_of(set);
    assert_non_null(strstr(shared, "/S /Document\n/P 1 0 R\n/K [ 100 0 R 101 0 R 104 0 R ]"));
    assert_non_null(strstr(shared, "/S /TD\n/P 102 0 R\n/Pg 7 0 R\n/K 1"));
    assert_non_null(strstr(shared, "/Nums [ 100 0 R 103 0 R 104 0 R ]"));
    assert_null(strstr(shared, "A row's"));

    pdf_structure_add_own(tree, &pages[1], &numbers, set);
    char *own = text_of(set);
    assert_memory_equal(own, "104 0 obj\n<<\n/S /Figure", 23);
    assert_non_null(strstr(own, "/Alt (A row's)"));
    assert_null(strstr(own, "/Document"));

    pdf_structure_add_own(tree, &pages[0], &numbers, set);
    char *less = text_of(set);
    assert_non_null(strstr(less, "/S /Document\n/P 1 0 R\n/K [ 100 0 R 104 0 R ]"));
    assert_null(strstr(less, "/S /H1"));
    free(shared);
    free(own);
    free(less);
    pdf_object_free(set);
    pdf_structure_free(tree);
}

/* A cell of a table that goes on from page to page. */
static struct part cell_of(enum role role, size_t section, size_t row, size_t cell)
{
    struct part part = part_of(role, NULL, row, true);
    part.tag.table = 1;
    part.tag.section = section;
    part.tag.cell = cell;
    return part;
}

static void a_table_has_sections_and_wide_cells(void **state)
{
    (void)state;
    struct part parts[] = {cell_of(ROLE_TH, 1, 1, 0), cell_of(ROLE_TH, 1, 1, 0),
                           cell_of(ROLE_TH, 2, 2, 0), cell_of(ROLE_TH, 2, 3, 0),
                           cell_of(ROLE_TD, 2, 3, 0)};
    parts[2].tag.columns = 2;
    struct outcome outcome = write(parts, 5, false);
    assert_says(&outcome, "100 0 obj\n<<\n/S /Table\n/P 3 0 R\n/K [ 101 0 R 105 0 R ]");
    assert_says(&outcome, "101 0 obj\n<<\n/S /THead\n/P 100 0 R\n/K [ 102 0 R ]");
    assert_says(&outcome, "105 0 obj\n<<\n/S /TBody\n/P 100 0 R\n/K [ 106 0 R 108 0 R ]");
    assert_says(&outcome, "/S /TH\n/P 106 0 R\n/Pg 7 0 R\n/K 2\n/A <<\n/O /Table\n"
                          "/Scope /Column\n/ColSpan 2");
    assert_says(&outcome, "/S /TH\n/P 108 0 R\n/Pg 7 0 R\n/K 3\n/A <<\n/O /Table\n/Scope /Row");
    put_away(&outcome);
}

static void a_cell_may_have_paragraphs(void **state)
{
    (void)state;
    struct part parts[] = {cell_of(ROLE_TH, 1, 1, 1), cell_of(ROLE_TH, 1, 1, 1),
                           cell_of(ROLE_TH, 1, 1, 2), cell_of(ROLE_TH, 1, 1, 2)};
    parts[0].tag.lang = "kk";
    parts[2].count = parts[3].count = 0;
    struct outcome outcome = write(parts, 4, false);
    assert_says(&outcome, "102 0 obj\n<<\n/S /TR\n/P 101 0 R\n/K [ 103 0 R 106 0 R ]");
    assert_says(&outcome, "103 0 obj\n<<\n/S /TH\n/P 102 0 R\n/K [ 104 0 R 105 0 R ]\n/A <<\n"
                          "/O /Table\n/Scope /Column");
    assert_says(&outcome, "104 0 obj\n<<\n/S /P\n/P 103 0 R\n/Pg 7 0 R\n/K 0\n/Lang (kk)\n>>");
    assert_says(&outcome, "106 0 obj\n<<\n/S /TH\n/P 102 0 R\n/K [ ]\n/A");
    put_away(&outcome);
}

static void a_table_goes_on_on_the_next_page(void **state)
{
    (void)state;
    const struct part head = cell_of(ROLE_TH, 1, 1, 0), first = cell_of(ROLE_TD, 2, 2, 0);
    const struct part second = cell_of(ROLE_TD, 2, 3, 0);
    const struct part *const one[] = {&head, &first}, *const two[] = {&second};
    struct page pages[] = {{.parts = one, .count = 2}, {.parts = two, .count = 1}};
    struct pdf_structure *tree = pdf_structure_new(pages, 2, false, NULL);
    /* Table, THead, TR, TH, TBody, TR, TD and of the second page TR and TD. */
    assert_int_equal(pdf_structure_count(tree), 9);
    pdf_structure_free(tree);

    struct part plain = part_of(ROLE_TD, NULL, 1, true);
    const struct part *const cells[] = {&plain};
    struct page alike[] = {{.parts = cells, .count = 1}, {.parts = cells, .count = 1}};
    tree = pdf_structure_new(alike, 2, false, NULL);
    assert_int_equal(pdf_structure_count(tree), 6); /* two tables */
    pdf_structure_free(tree);
}

static void figures_have_a_text_and_a_place(void **state)
{
    (void)state;
    struct part part = part_of(ROLE_FIGURE, "ru", 0, true);
    part.alt = "Seal";
    struct outcome outcome = write(&part, 1, false);
    assert_says(&outcome, "/S /Figure\n/P 3 0 R\n/Pg 7 0 R\n/K 0\n/Lang (ru)\n/Alt (Seal)\n"
                          "/A <<\n/O /Layout\n/BBox [ 15 45 45 85 ]\n/Placement /Block\n>>");
    put_away(&outcome);
}

static void the_field_is_in_the_tree(void **state)
{
    (void)state;
    struct part parts[] = {part_of(ROLE_FORM, NULL, 0, false), part_of(ROLE_P, NULL, 0, true)};
    struct outcome outcome = write(parts, 2, true);
    assert_says(&outcome, "100 0 obj\n<<\n/S /Form\n/P 3 0 R\n/K <<\n/Type /OBJR\n/Obj 9 0 R\n"
                          "/Pg 7 0 R\n>>\n>>");
    assert_says(&outcome, "/Nums [ 101 0 R ]");
    assert_int_equal(pdf_structure_field(outcome.tree, 0), 0);
    put_away(&outcome);

    outcome = write(parts, 2, false); /* unsigned: the part is left out */
    assert_null(strstr(outcome.text.data, "Form"));
    put_away(&outcome);

    outcome = write(parts + 1, 1, true); /* signed without a place of its own */
    assert_says(&outcome, "101 0 obj\n<<\n/S /Form");
    assert_says(&outcome, "/Nums [ 100 0 R ]");
    assert_int_equal(pdf_structure_field(outcome.tree, 0), 1);
    put_away(&outcome);
}

/* Whoever signs later must change nothing that the tree leads to. */
static void a_hidden_field_that_is_empty_is_left_out(void **state)
{
    (void)state;
    struct part parts[] = {part_of(ROLE_FORM, NULL, 0, false),
                           part_of(ROLE_FORM, NULL, 0, false),
                           part_of(ROLE_FORM, NULL, 0, false)};
    const struct part *list[] = {&parts[0], &parts[1], &parts[2]};
    const struct page page = {.width = 100, .height = 100, .parts = list, .count = 3};
    parts[0].name = "signature a";
    parts[1].name = "signature b";
    parts[2].name = "signature c";
    parts[0].box = parts[2].box = (struct box){0};
    parts[1].box = (struct box){10, 10, 10, 10};
    struct pdf_structure *tree = pdf_structure_new(&page, 1, true, NULL);
    assert_int_equal(pdf_structure_field(tree, 0), 0); /* it is signed now */
    assert_int_equal(pdf_structure_field(tree, 1), 1);
    assert_int_equal(pdf_structure_field(tree, 2), SIZE_MAX);
    pdf_structure_free(tree);
    tree = pdf_structure_new(&page, 1, true, "signature c");
    assert_int_equal(pdf_structure_field(tree, 0), SIZE_MAX);
    assert_int_equal(pdf_structure_field(tree, 1), 0);
    assert_int_equal(pdf_structure_field(tree, 2), 1);
    pdf_structure_free(tree);
}

static void the_root_leads_to_elements_and_back(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t offsets[2];
    struct error err;
    pdf_structure_add_root(set, 1, 3, 2, 4);
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_string_equal(out.data, "1 0 obj\n<<\n/Type /StructTreeRoot\n/K 3 0 R\n"
                                  "/ParentTree 2 0 R\n/ParentTreeNextKey 4\n>>\nendobj\n");
    buf_free(&out);
    pdf_object_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_of_parts_is_order_of_reading),
        cmocka_unit_test(empty_parts_leave_a_gap),
        cmocka_unit_test(cells_are_grouped),
        cmocka_unit_test(a_row_keeps_its_empty_cells),
        cmocka_unit_test(only_what_differs_is_added),
        cmocka_unit_test(a_table_has_sections_and_wide_cells),
        cmocka_unit_test(a_cell_may_have_paragraphs),
        cmocka_unit_test(a_table_goes_on_on_the_next_page),
        cmocka_unit_test(figures_have_a_text_and_a_place),
        cmocka_unit_test(the_field_is_in_the_tree),
        cmocka_unit_test(a_hidden_field_that_is_empty_is_left_out),
        cmocka_unit_test(the_root_leads_to_elements_and_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
