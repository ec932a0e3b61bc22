/* Forms laid out: what stands on which page, in reading order. */
#include "unit/fixture.h"

#include "form/form_document.h"

struct laid {
    struct fixture fixture;
    struct form *form;
    struct roster *roster;
    struct font_set *faces;
    struct binding *binding;
    struct form_values values;
    struct form_rows rows;
    struct shape_room *room;
    struct arena arena;
    struct document document;
    bool *begins; /* by page: whether it is the first of a chapter */
    bool made;
    struct buf shown;
};

static void read_rows(struct laid *laid)
{
    struct row row;
    struct error err;
    while (roster_next(laid->roster, &row, &err) == ROSTER_ROW) {
        struct place place = card_place(laid->binding, &row, &laid->arena);
        form_rows_add(&laid->rows, laid->form, laid->binding, FORM_ROW_PERSON, &row, &place,
                      &laid->fixture.findings);
    }
    form_rows_sort(&laid->rows, laid->form);
}

/* Brings the pages of all documents together. */
static void gather_pages(struct laid *laid, struct form_documents *documents)
{
    size_t all = form_documents_pages(documents);
    struct page *pages = arena_new(&laid->arena, all, sizeof *pages);
    struct document document;
    bool begins;
    laid->begins = arena_new(&laid->arena, all, sizeof *laid->begins);
    laid->document = form_documents_whole(documents, &laid->arena);
    laid->document.pages = pages;
    while (form_documents_next(documents, &laid->arena, &document, &begins)) {
        assert_int_equal(document.page_count, 1);
        assert_in_range(laid->document.page_count, 0, all - 1);
        laid->begins[laid->document.page_count] = begins;
        pages[laid->document.page_count++] = document.pages[0];
    }
}

/* Lays out the form for the list; faults are the fixture's findings. */
static void lay(struct laid *laid, const char *form, const char *list)
{
    struct batch_words words = {.signer = "", .time = ""};
    struct report *findings = &laid->fixture.findings;
    struct error err;
    *laid = (struct laid){.room = shape_room_new()};
    fixture_open(&laid->fixture);
    form_values_init(&laid->values);
    words.values = laid->values.list;
    words.value_count = VALUE_END;
    const char *path = fixture_write(&laid->fixture, "list.csv", list, strlen(list));
    laid->form = form_read(fixture_write(&laid->fixture, "form.ini", form, strlen(form)), NULL,
                           false, findings);
    if (!laid->form)
        return;
    assert_true(roster_open(path, NULL, &laid->roster, &err));
    laid->faces = font_set_new(laid->form->template, NULL, findings);
    laid->binding = binding_new(laid->form->template, laid->roster, &words, NULL, findings);
    if (!laid->faces || !laid->binding)
        return;
    read_rows(laid);
    const struct form_source source = {
        .form = laid->form,
        .binding = laid->binding,
        .faces = laid->faces,
        .values = &laid->values,
        .rows = &laid->rows,
        .days = (const char *const *)laid->form->table.days,
        .day_count = laid->form->table.day_count,
        .empty = laid->form->table.empty,
    };
    struct form_documents *documents = form_documents_new(&source, laid->room, findings);
    if (documents)
        gather_pages(laid, documents);
    laid->made = documents && form_documents_sound(documents);
    form_documents_free(documents);
}

static void put_away(struct laid *laid)
{
    shape_room_free(laid->room);
    form_rows_free(&laid->rows);
    binding_free(laid->binding);
    font_set_free(laid->faces);
    if (laid->roster)
        roster_close(laid->roster);
    form_free(laid->form);
    arena_free(&laid->arena);
    buf_free(&laid->shown);
    fixture_close(&laid->fixture);
}

static void show_part(struct buf *out, const struct part *part)
{
    static const char *const roles[] = {[ROLE_ARTIFACT] = "-",
                                        [ROLE_P] = "p",
                                        [ROLE_H1] = "h1",
                                        [ROLE_TH] = "th",
                                        [ROLE_TD] = "td"};
    buf_printf(out, "%s:", roles[part->tag.role]);
    for (size_t i = 0; i < part->count; i++)
        if (part->items[i].kind == ITEM_RUN)
            buf_printf(out, " %s", part->items[i].run.text);
}

/* Returns what stands on a page: a line for each row, `|` between parts; its lines and fills
 * are left out. */
static const char *shown(struct laid *laid, size_t number)
{
    if (!laid->made)
        fail_msg("%s", fixture_reported(&laid->fixture));
    const struct page *page = &laid->document.pages[number];
    buf_clear(&laid->shown);
    for (size_t i = 1; i < page->count; i++) {
        const struct tag *tag = &page->parts[i]->tag;
        if (i > 1)
            buf_puts(&laid->shown,
                     tag->row && tag->row == page->parts[i - 1]->tag.row ? " | " : "\n");
        show_part(&laid->shown, page->parts[i]);
    }
    return buf_text(&laid->shown);
}

#define BEGIN                                                                                  \
    "[document]\ntitle = T\nwho = {n_kk}\n[font text]\nfamily = PT Serif\n"                    \
    "[style s]\nfont = text\nsize = 10pt\nleading = 10mm\n[head]\nstyle = s\n"
#define PAGE_OF(height)                                                                        \
    "[page]\nsize = 100mm " height "\nleft = 10mm\nright = 10mm\ntop = 10mm\nbottom = 10mm\n"
#define COLUMNS                                                                                     \
    "[column n]\nwidth = 10mm\nheading = №\ntext = {n}\nstyle = s\n"                              \
    "[column name]\nheading_kk = Аты\nheading_ru = Имя\ntext_kk = {n_kk}\nstyle = s\nrole = " \
    "th\n"
#define TABLE  "[table]\npadding = 0mm\n"
#define GROUP  "[group]\nby = {g}\ntext = {g}\nstyle = s\n"
#define SUM    "[subtotal]\ntext = {count}\nstyle = s\n"
#define TOTAL  "[total]\ntext = all {count}\nstyle = s\n"
#define PEOPLE "n_kk;g\nӘлия;а\nБек;а\nВера;б\n"

static void groups_have_headings_and_sums_that_add_up(void **state)
{
    (void)state;
    struct laid laid;
    lay(&laid, BEGIN PAGE_OF("200mm") TABLE GROUP COLUMNS SUM TOTAL, PEOPLE);
    assert_string_equal(shown(&laid, 0), "th: № | th: Аты | th: Имя\n"
                                         "th: а\n"
                                         "td: 1 | th: Әлия\n"
                                         "td: 2 | th: Бек\n"
                                         "td: 2\n"
                                         "th: б\n"
                                         "td: 3 | th: Вера\n"
                                         "td: 1\n"
                                         "td: all 3");
    assert_int_equal(laid.document.page_count, 1);
    assert_int_equal(laid.document.pages[0].parts[4]->tag.columns, 2);
    put_away(&laid);
}

static void a_page_begins_with_the_head_again_and_a_group_with_a_row(void **state)
{
    (void)state;
    struct laid laid;
    /* 80 mm of room: 20 for the head, then the band, two rows and the sum of the first group;
     * the second band would be alone. */
    lay(&laid,
        BEGIN PAGE_OF("90mm") TABLE GROUP COLUMNS SUM "[foot]\ntext = {page}/{pages}\n"
                                                      "style = s\n",
        PEOPLE);
    assert_string_equal(shown(&laid, 0), "th: № | th: Аты | th: Имя\n"
                                         "th: а\n"
                                         "td: 1 | th: Әлия\n"
                                         "td: 2 | th: Бек\n"
                                         "td: 2\n"
                                         "-: 1/2");
    assert_string_equal(shown(&laid, 1), "-: №\n-: Аты\n-: Имя\n"
                                         "th: б\n"
                                         "td: 3 | th: Вера\n"
                                         "td: 1\n"
                                         "-: 2/2");
    put_away(&laid);
}

static void a_group_goes_on_under_its_heading(void **state)
{
    (void)state;
    struct laid laid;
    /* 80 mm of room: the head, the band and four rows of a group of six; its count is known
     * above the rest, too. */
    lay(&laid, BEGIN PAGE_OF("90mm") TABLE GROUP "again = {g}, on: {count}\n" COLUMNS SUM TOTAL,
        "n_kk;g\nӘлия;а\nБек;а\nВера;а\nГүл;а\nДана;а\nЕрлан;а\n");
    assert_string_equal(shown(&laid, 1), "-: №\n-: Аты\n-: Имя\n-: а, on: 6\n"
                                         "td: 5 | th: Дана\n"
                                         "td: 6 | th: Ерлан\n"
                                         "td: 6\n"
                                         "td: all 6");
    assert_int_equal(laid.document.page_count, 2);
    assert_true(laid.begins[0] && !laid.begins[1]);
    put_away(&laid);
}

static void a_subtotal_is_never_alone_on_a_page(void **state)
{
    (void)state;
    struct laid laid;
    lay(&laid, BEGIN PAGE_OF("75mm") TABLE GROUP COLUMNS SUM, "n_kk;g\nӘлия;а\nБек;а\n");
    assert_int_equal(laid.document.page_count, 2);
    assert_string_equal(shown(&laid, 1), "-: №\n-: Аты\n-: Имя\ntd: 2 | th: Бек\ntd: 2");
    put_away(&laid);
}

static void long_names_wrap_and_rows_are_not_torn(void **state)
{
    (void)state;
    struct laid laid;
    lay(&laid, BEGIN PAGE_OF("90mm") TABLE COLUMNS,
        "n_kk\nӘлия\nБек\nНұрмұхамедова-Әбдірахманова Мағрипабану Мұхамедғалиқызы "
        "Өтегенқызы Ғабитқызы\n");
    assert_int_equal(laid.document.page_count, 1);
    const struct page *page = &laid.document.pages[0];
    assert_true(page->parts[page->count - 1]->count >= 2); /* lines */
    put_away(&laid);

    lay(&laid, BEGIN PAGE_OF("75mm") TABLE COLUMNS,
        "n_kk\nӘлия\nБек\nНұрмұхамедова-Әбдірахманова Мағрипабану Мұхамедғалиқызы "
        "Өтегенқызы Ғабитқызы\n");
    assert_int_equal(laid.document.page_count, 2);
    put_away(&laid);
}

static void empty_rows_have_numbers_and_cells(void **state)
{
    (void)state;
    struct laid laid;
    lay(&laid, BEGIN PAGE_OF("200mm") TABLE "empty = 2\n" COLUMNS, "n_kk\nӘлия\n");
    assert_string_equal(shown(&laid, 0), "th: № | th: Аты | th: Имя\ntd: 1 | th: Әлия\n"
                                         "td: 2 | th:\ntd: 3 | th:");
    put_away(&laid);
}

static void each_day_and_each_group_may_have_a_page(void **state)
{
    (void)state;
    struct laid laid;
    lay(&laid,
        BEGIN PAGE_OF(
            "200mm") "[heading h]\ntext = {g} {day} {count}\nstyle = s\nrole = h1\n" TABLE
                     "days = 1, 2\n[group]\nby = {g}\npage = yes\n" COLUMNS
                     "[closing c]\ntext = {pages} sheets\nstyle = s\nline = 30mm\n",
        PEOPLE);
    assert_int_equal(laid.document.page_count, 4);
    assert_string_equal(shown(&laid, 3), "h1: б 2 1\nth: № | th: Аты | th: Имя\n"
                                         "td: 1 | th: Вера\np: 2 sheets");
    assert_true(laid.begins[1] && laid.begins[3]);
    put_away(&laid);
}

static void rows_and_groups_follow_the_kazakh_alphabet(void **state)
{
    (void)state;
    struct laid laid;
    lay(&laid,
        BEGIN PAGE_OF("200mm") TABLE "sort = {n_kk}\n[group]\nby = {g}\nsorted = yes\n" COLUMNS,
        "n_kk;g\nЯна;қ\nӨмір;қ\nПётр;қ\nӘлия;л\nБек;л\nАйша;к\n");
    assert_string_equal(shown(&laid, 0), "th: № | th: Аты | th: Имя\ntd: 1 | th: Айша\n"
                                         "td: 2 | th: Өмір\ntd: 3 | th: Пётр\ntd: 4 | th: Яна\n"
                                         "td: 5 | th: Әлия\ntd: 6 | th: Бек");
    put_away(&laid);
}

static void assert_refused(const char *form, const char *list, const char *words)
{
    struct laid laid;
    lay(&laid, form, list);
    assert_false(laid.made);
    assert_string_equal(fixture_reported(&laid.fixture), words);
    put_away(&laid);
}

static void what_does_not_fit_is_told_with_its_place(void **state)
{
    (void)state;
    struct laid laid;
    lay(&laid, BEGIN PAGE_OF("200mm") TABLE COLUMNS,
        "n_kk\nАйша\nАқмоласолтүстікқазақстанмаңғыстауқызылордажамбылтүркістанұлытау\n");
    assert_true(laid.made);
    assert_string_equal(
        fixture_reported(&laid.fixture),
        "list.csv:3: warning: Ақмоласолтүстікқазақстанмаңғыстауқызылордажамбылтүркістанұлытау: "
        "[column "
        "name]: a word is wider than its column and is broken: "
        "«Ақмоласолтүстікқазақстанмаңғыстау"
        "қызылордажамбылтүркістанұлытау». Correct it if it is wrong, or make the column "
        "wider.\n");
    put_away(&laid);
    assert_refused(
        BEGIN PAGE_OF("45mm") TABLE COLUMNS, "n_kk\nАйша Бек Вера Гүл Дана Ержан Жан\n",
        "list.csv:2: Айша Бек Вера Гүл Дана Ержан Жан: [column n]: it is higher than "
        "a page. Make columns wider or letters smaller, or shorten the text.\n");
    assert_refused(
        BEGIN PAGE_OF("200mm") TABLE COLUMNS "[total]\ntext_kk = {n_kk}\nstyle = s\n",
        "n_kk\nАйша\n",
        "form.ini:32: [total] text_kk: This text stands for many rows and can show "
        "nothing of a single one. {count}, {day}, {page} and {pages} can stand here; "
        "with page = yes in [group], what its rows have in common, too, but not in "
        "[foot].\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_have_headings_and_sums_that_add_up),
        cmocka_unit_test(a_page_begins_with_the_head_again_and_a_group_with_a_row),
        cmocka_unit_test(a_group_goes_on_under_its_heading),
        cmocka_unit_test(a_subtotal_is_never_alone_on_a_page),
        cmocka_unit_test(long_names_wrap_and_rows_are_not_torn),
        cmocka_unit_test(empty_rows_have_numbers_and_cells),
        cmocka_unit_test(each_day_and_each_group_may_have_a_page),
        cmocka_unit_test(rows_and_groups_follow_the_kazakh_alphabet),
        cmocka_unit_test(what_does_not_fit_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
