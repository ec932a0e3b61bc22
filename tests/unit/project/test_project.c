#include "project/project.h"

#include "base/buf.h"
#include "base/file.h"
#include "unit/fixture.h"
#include "unit/words.h"

static void write_text(struct fixture *fixture, const char *name, const char *text)
{
    fixture_write(fixture, name, text, strlen(text));
}

static const char *path_of(struct fixture *fixture, const char *name)
{
    return arena_printf(&fixture->arena, "%s/%s", fixture->folder, name);
}

static const char *in_english(const char *english)
{
    return english;
}

/* Makes a project in the folder "p" from the template and the list; its list is the result. */
static const char *made_list(struct fixture *fixture, const char *template, const char *list)
{
    struct error err;
    struct buf text = {0};
    write_text(fixture, "t.ini", template);
    write_text(fixture, "l.csv", list);
    write_text(fixture, "r.txt", "Go on.\n");
    struct project_source source = {.template_path = path_of(fixture, "t.ini"),
                                    .list_path = path_of(fixture, "l.csv"),
                                    .readme_path = path_of(fixture, "r.txt"),
                                    .translate = in_english};
    const char *folder = path_of(fixture, "p");
    if (!project_new(folder, &source, &err))
        fail_msg("%s", words_of(&err));
    static const char *const names[] = {PROJECT_TEMPLATE, PROJECT_README, PROJECT_LIST};
    const char *read = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = arena_printf(&fixture->arena, "%s/%s", folder, names[i]);
        buf_clear(&text);
        assert_true(file_read(path, 1 << 20, &text, &err));
        read = arena_copy(&fixture->arena, buf_text(&text), text.size);
        if (i == 0)
            assert_string_equal(read, template);
        unlink(path);
    }
    rmdir(folder);
    buf_free(&text);
    return read;
}

/* What attendance sheets and proof lists show is kept though no text of the template does. */
static void test_columns_of_the_forms_are_kept(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    assert_string_equal(made_list(&fixture, BEGINNING TEXT("a", "{name}"),
                                  "name;last_ru;region_kk;region_ru;post_kk\nА;Б;В;Г;Д\n"),
                        "\xEF\xBB\xBFname;last_ru;region_kk;region_ru\r\nА;Б;В;Г\r\n");
    fixture_close(&fixture);
}

#define LIST "n;name;gender;x;photo\n1;Ахметов;m;a;p.png\n2;Ким;f;b;\n"

/* Columns of texts, of definitions, of file names and of `required` are kept, and the gender;
 * Excel wants the mark and the line ends. */
static void test_columns_that_are_kept(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    assert_string_equal(made_list(&fixture, BEGINNING TEXT("a", "{name|upper}"), LIST),
                        "\xEF\xBB\xBFn;name;gender\r\n1;Ахметов;m\r\n2;Ким;f\r\n");
    assert_string_equal(
        made_list(&fixture,
                  "[document]\ntitle = t\nfile = {row}\nrequired = x\n" PAGE FONT
                  "[define]\nwho = {name}\n[image i]\nbox = 0mm 0mm 9mm 9mm\n"
                  "file = a.png\nalt = {photo}\n",
                  LIST),
        "\xEF\xBB\xBFname;gender;x;photo\r\nАхметов;m;a;p.png\r\nКим;f;b;\r\n");
    assert_string_equal(
        made_list(&fixture, "[columns]\nname = ФИО\n" BEGINNING TEXT("a", "{name}"), LIST),
        "\xEF\xBB\xBFn;ФИО;gender\r\n1;Ахметов;m\r\n2;Ким;f\r\n");
    fixture_close(&fixture);
}

static void assert_refused(struct fixture *fixture, const struct project_source *source,
                           const char *part)
{
    struct error err;
    assert_false(project_new(path_of(fixture, "p"), source, &err));
    if (!strstr(words_of(&err), part))
        fail_msg("%s", words_of(&err));
    assert_int_equal(access(path_of(fixture, "p"), F_OK), -1);
}

static void test_sources_that_cannot_be_read(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    write_text(&fixture, "t.ini", BEGINNING "[texd a]\n");
    write_text(&fixture, "l.csv", LIST);
    struct project_source source = {.template_path = path_of(&fixture, "t.ini"),
                                    .list_path = path_of(&fixture, "l.csv"),
                                    .readme_path = path_of(&fixture, "none.txt")};
    assert_refused(&fixture, &source, "none.txt");
    source.readme_path = source.list_path;
    assert_refused(&fixture, &source, "texd");
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_that_are_kept),
        cmocka_unit_test(test_columns_of_the_forms_are_kept),
        cmocka_unit_test(test_sources_that_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
