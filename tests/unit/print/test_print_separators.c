/* Separators laid out: whose certificates follow, on whose paper, in which faces. */
#include "print/print_separators.h"

#include "unit/fixture.h"
#include "unit/words.h"

#define FORM                                                                                   \
    "[document]\ntitle = T\n[page]\nsize = A4\nleft = 20mm\nright = 20mm\ntop = 20mm\n"        \
    "bottom = 20mm\n[font text]\nfamily = PT Serif\n"                                          \
    "[style s]\nfont = text\nsize = 10pt\nleading = 10mm\n"                                    \
    "[heading g]\ntext_kk = {group_kk}\ntext_ru = {group_ru}: {count}\nstyle = s\n"            \
    "[table]\npadding = 0mm\n[head]\nstyle = s\n"                                              \
    "[column n]\nheading = N\ntext = {n} {city}{spare}\nstyle = s\n"

#define LIST                                                                                   \
    "n;region_kk;region_ru;city\n"                                                             \
    "Бота;Ақмола;Акмолинская;Көкшетау\n"                          \
    "Әлия;Ақмола;Акмолинская;Абай\n"

static const char template[] = BEGINNING TEXT("a", "{n} {region_kk} {region_ru}");

struct separated {
    struct fixture fixture;
    struct report findings;
    struct error err;
    struct print_separators *separators;
    struct document document;
};

static void open_form(struct separated *separated, const char *form, const char *column)
{
    *separated = (struct separated){0};
    struct fixture *fixture = &separated->fixture;
    fixture_open(fixture);
    fixture_sound(fixture, template, LIST);
    const char *path = fixture_write(fixture, "form.ini", form, strlen(form));
    separated->separators = print_separators_new(&fixture->job, path, NULL, column,
                                                 &separated->findings, &separated->err);
}

/* Makes the separator of both rows. */
static void make(struct separated *separated)
{
    struct fixture *fixture = &separated->fixture;
    struct row rows[2];
    struct error err;
    assert_true(roster_rewind(fixture->job.roster, &err));
    for (size_t i = 0; i < 2; i++) {
        struct row row;
        assert_int_equal(roster_next(fixture->job.roster, &row, &err), ROSTER_ROW);
        const char **fields = arena_new(&fixture->arena, 4, sizeof *fields);
        for (size_t k = 0; k < 4; k++)
            fields[k] = arena_text(&fixture->arena, row.fields[k]);
        rows[i] = (struct row){
            .line = row.line, .number = row.number, .fields = fields, .registered = {"", ""}};
    }
    assert_true(print_separators_make(separated->separators, rows, 2, &fixture->arena,
                                      &separated->document, &separated->findings));
}

/* Returns the texts of the first page, `|` between parts. */
static const char *shown(struct separated *separated)
{
    const struct page *page = &separated->document.pages[0];
    const char *text = "";
    for (size_t i = 0; i < page->count; i++)
        for (size_t k = 0; k < page->parts[i]->count; k++)
            if (page->parts[i]->items[k].kind == ITEM_RUN)
                text = arena_printf(&separated->fixture.arena, "%s%s|", text,
                                    page->parts[i]->items[k].run.text);
    return text;
}

static void put_away(struct separated *separated)
{
    print_separators_free(separated->separators);
    report_free(&separated->findings);
    fixture_close(&separated->fixture);
}

static void a_group_is_named_in_both_languages_and_counted(void **state)
{
    (void)state;
    struct separated separated;
    open_form(&separated, FORM, "region_kk");
    assert_non_null(separated.separators);
    make(&separated);
    assert_string_equal(shown(&separated), "Ақмола|Акмолинская: 2|N|1 Көкшетау|2 Абай|");
    make(&separated); /* again, as a file needs it */
    assert_string_equal(shown(&separated), "Ақмола|Акмолинская: 2|N|1 Көкшетау|2 Абай|");
    put_away(&separated);
}

/* What they are the form says, as it knows that they are spares. */
static void spares_are_a_group_of_their_own(void **state)
{
    (void)state;
    static const char *const numbers[] = {"043", "044", "045"};
    struct separated separated;
    char form[2000];
    snprintf(form, sizeof form, "%s%s", FORM,
             "[heading s]\ntext = {spare|then:Spares} {spare}\nstyle = s\n");
    open_form(&separated, form, "region_kk");
    assert_non_null(separated.separators);
    assert_true(print_separators_make_spares(separated.separators, numbers, 3,
                                             &separated.fixture.arena, &separated.document,
                                             &separated.findings));
    assert_string_equal(shown(&separated), ": 3|Spares 043–045|N|1 043|2 044|3 045|");
    make(&separated);
    assert_string_equal(shown(&separated), "Ақмола|Акмолинская: 2|N|1 Көкшетау|2 Абай|");
    put_away(&separated);
}

static void what_has_no_counterpart_is_said_once(void **state)
{
    (void)state;
    struct separated separated;
    open_form(&separated, FORM, "city");
    assert_non_null(separated.separators);
    make(&separated);
    assert_string_equal(shown(&separated), "Көкшетау|: 2|N|1 Көкшетау|2 Абай|");
    put_away(&separated);
}

static void it_is_on_the_paper_and_in_the_faces_of_the_file(void **state)
{
    (void)state;
    struct separated separated;
    size_t count, own;
    open_form(&separated, FORM, "region_kk");
    assert_non_null(separated.separators);
    make(&separated);
    struct arena *arena = &separated.fixture.arena;
    const struct document blank = layout_blank(separated.fixture.job.layout, arena);
    const struct page *page = &separated.document.pages[0];
    assert_true(page->width > page->height); /* A4 landscape, whatever the form says */
    own = separated.fixture.job.faces->count;
    const struct face *faces =
        print_separators_faces(separated.separators, &blank, arena, &count);
    assert_true(count > own);
    for (size_t i = 1; i < page->count; i++)
        for (size_t k = 0; k < page->parts[i]->count; k++)
            assert_in_range(page->parts[i]->items[k].run.face, own, count - 1);
    assert_string_equal(faces[own].name, "PTSerif-Regular");
    put_away(&separated);
}

static void a_column_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct separated separated;
    open_form(&separated, FORM, "region_k");
    assert_null(separated.separators);
    assert_non_null(strstr(words_of(&separated.err), "Did you mean «region_kk»?"));
    put_away(&separated);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_is_named_in_both_languages_and_counted),
        cmocka_unit_test(spares_are_a_group_of_their_own),
        cmocka_unit_test(what_has_no_counterpart_is_said_once),
        cmocka_unit_test(it_is_on_the_paper_and_in_the_faces_of_the_file),
        cmocka_unit_test(a_column_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests_name("print_separators", tests, NULL, NULL);
}
