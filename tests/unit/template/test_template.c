
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "template/template.h"
#include "unit/words.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN "tests/golden/templates"

/* Reads tests/golden/templates/NAME.ini and appends its findings to `told`, one a line. */
static struct template *load(const char *name, struct buf *reported)
{
    char path[512];
    snprintf(path, sizeof path, GOLDEN "/%s.ini", name);
    struct report findings = {0};
    struct template *template = template_read(path, &findings);
    if (findings.errors > 0) {
        template_free(template);
        template = NULL;
    }
    report_sort(&findings);
    for (size_t i = 0; i < findings.count; i++) {
        finding_print(&findings.list[i], reported);
        buf_putc(reported, '\n');
    }
    report_free(&findings);
    return template;
}

/* `make golden` writes the golden files anew, for review. */
static bool compare_golden(const char *name, const struct buf *reported)
{
    char path[512];
    snprintf(path, sizeof path, GOLDEN "/%s.err", name);
    const char *golden = getenv("GOLDEN");
    if (golden && strcmp(golden, "write") == 0) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(buf_text(reported), 1, reported->size, file), reported->size);
        assert_int_equal(fclose(file), 0);
    }
    struct buf wanted = {0};
    struct error err;
    if (!file_read(path, 1 << 20, &wanted, &err))
        fail_msg("%s", words_of(&err));
    bool same = strcmp(buf_text(&wanted), buf_text(reported)) == 0;
    if (!same)
        print_error("%s: wanted\n%s\nbut it says\n%s\n", path, buf_text(&wanted),
                    buf_text(reported));
    buf_free(&wanted);
    return same;
}

/* Every NAME.ini says what is in NAME.err. */
static void test_golden_messages(void **state)
{
    (void)state;
    DIR *folder = opendir(GOLDEN);
    assert_non_null(folder);
    size_t count = 0, different = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".ini") != 0)
            continue;
        *dot = '\0';
        struct buf reported = {0};
        template_free(load(entry->d_name, &reported));
        different += !compare_golden(entry->d_name, &reported);
        buf_free(&reported);
        count++;
    }
    closedir(folder);
    assert_int_equal(different, 0);
    assert_true(count > 30);
}

static int set_up(void **state)
{
    struct buf reported = {0};
    *state = load("good", &reported);
    buf_free(&reported);
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    template_free(*state);
    return 0;
}

static const struct element *find(const struct template *template, const char *section)
{
    for (size_t i = 0; i < template->element_count; i++)
        if (strcmp(template->elements[i].section, section) == 0)
            return &template->elements[i];
    fail_msg("no [%s]", section);
    return NULL;
}

static void assert_mm(double points, double millimetres)
{
    if (fabs(points - millimetres * POINTS_PER_MM) > 1e-9)
        fail_msg("%g points are not %g mm", points, millimetres);
}

static void assert_points(double points, double wanted)
{
    if (fabs(points - wanted) > 1e-9)
        fail_msg("%g points, not %g", points, wanted);
}

static void test_document(void **state)
{
    const struct template *template = *state;
    assert_string_equal(template->path, GOLDEN "/good.ini");
    assert_string_equal(template->folder, GOLDEN);
    assert_string_equal(template->title.source, "Сертификат: {name_kk}");
    assert_string_equal(template->author.source, "Орталық");
    assert_string_equal(template->lang, "kk");
    assert_string_equal(template->file.pieces[2].filters[0].name, "upper");
    assert_int_equal(template->required_count, 2);
    assert_string_equal(template->required[1], "first_kk");
    assert_int_equal(template->column_count, 2);
    assert_string_equal(template->columns[0].heading, "Тегі");
    assert_int_equal(template->define_count, 2);
    assert_string_equal(template->defines[1].name, "greeting");
}

static void test_pages(void **state)
{
    const struct template *template = *state;
    assert_int_equal(template->page_count, 2);
    assert_mm(template->pages[0].width, 297);
    assert_mm(template->pages[0].height, 210);
    assert_mm(template->pages[0].bleed, 3);
    assert_true(template->pages[0].has_background);
    assert_int_equal(template->pages[0].background.parts[2], 0xF5);
    assert_mm(template->pages[1].width, 210);
    assert_false(template->pages[1].has_background);

    const struct element *paper = &template->elements[0];
    assert_int_equal(paper->kind, ELEMENT_IMAGE);
    assert_int_equal(paper->tag.role, ROLE_ARTIFACT);
    assert_string_equal(paper->content.source, "paper.png");
    assert_mm(paper->box.x, -3);
    assert_mm(paper->box.width, 303);
}

static void test_text(void **state)
{
    const struct template *template = *state;
    const struct element *name = find(template, "text name");
    assert_int_equal(name->kind, ELEMENT_TEXT);
    assert_string_equal(name->name, "name");
    assert_int_equal(name->text.font, 1);
    assert_points(name->text.size, 30);
    assert_points(name->text.least, 14);
    assert_points(name->text.line_height, 36);
    assert_points(name->text.tracking, 60);
    assert_int_equal(name->text.align, ALIGN_CENTER);
    assert_int_equal(name->text.valign, VALIGN_BASELINE);
    assert_int_equal(name->tag.role, ROLE_H1);
    assert_null(name->tag.lang);
    assert_null(name->pair);
}

static void test_style(void **state)
{
    const struct template *template = *state;
    const struct element *reason = find(template, "text reason-kk");
    assert_points(reason->text.size, 11.5);
    assert_points(reason->text.least, 9);
    assert_points(reason->text.line_height, 16);
    assert_string_equal(reason->pair, "reason");
    assert_string_equal(reason->content.source,
                        "Осы сертификат **{name_kk}** берілді\\nАстана");

    const struct element *cell = find(template, "text cell");
    assert_points(cell->text.size, 10);
    assert_points(cell->text.least, 9);
    assert_int_equal(cell->page, 1);
    assert_int_equal(cell->tag.role, ROLE_TD);
    assert_int_equal(cell->tag.row, 1);
    assert_string_equal(cell->tag.lang, "ru");
}

static void test_drawings(void **state)
{
    const struct template *template = *state;
    const struct element *frame = find(template, "guilloche frame");
    assert_int_equal(frame->tag.role, ROLE_ARTIFACT);
    assert_mm(frame->guilloche.band, 8);
    assert_int_equal(frame->guilloche.color.parts[0], 0xB0);
    assert_int_equal(frame->guilloche.second.parts[0], 0xB0);
    assert_true(frame->guilloche.rosettes);
    assert_mm(find(template, "line rule")->stroke, 0.2);
    assert_true(find(template, "rect card")->has_fill);
    assert_mm(find(template, "rect card")->radius, 2);
    assert_int_equal(find(template, "ornament band")->band, BAND_KOSHKAR);
    assert_int_equal(find(template, "image photo")->fit, FIT_COVER);
    assert_int_equal(find(template, "image photo")->tag.role, ROLE_FIGURE);
    assert_int_equal(find(template, "image seal")->tag.role, ROLE_ARTIFACT);
    assert_int_equal(find(template, "qr check")->level, QR_Q);
    assert_int_equal(find(template, "qr check")->tag.role, ROLE_FIGURE);
    assert_int_equal(find(template, "signature")->tag.role, ROLE_FORM);
    assert_string_equal(find(template, "signature")->name, "");
}

static void test_lines(void **state)
{
    const struct template *template = *state;
    assert_int_equal(template_line(template, "document", "title"), 3);
    assert_int_equal(template_line(template, "document", "nothing"), 2);
    assert_int_equal(template_line(template, "text nobody", "size"), 0);
    const struct element *name = find(template, "text name");
    assert_int_equal(template_line(template, "text name", "box"), name->line + 1);
}

static void test_no_file(void **state)
{
    (void)state;
    struct buf reported = {0};
    assert_null(load("no-such-template", &reported));
    assert_non_null(strstr(buf_text(&reported), "no-such-template.ini"));
    buf_free(&reported);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_messages),
        cmocka_unit_test_setup_teardown(test_document, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_style, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_drawings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines, set_up, tear_down),
        cmocka_unit_test(test_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
