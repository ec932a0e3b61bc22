#include "preview/preview.h"

#include "files/single_file.h"
#include "unit/fixture.h"
#include "unit/words.h"

#include <sys/stat.h>

#define NAMED "[document]\ntitle = {n}\nfile = {row}\nwho = {n}\nrequired = n\n" PAGE FONT

struct drawn {
    bool done;
    struct buf file;
    struct report findings;
    struct error err;
};

static struct drawn draw(struct fixture *fixture, size_t index, struct preview_options options)
{
    struct drawn drawn = {0};
    options.producer = "test";
    options.time = 1507204800;
    drawn.done =
        preview_draw(&fixture->job, index, &options, &drawn.file, &drawn.findings, &drawn.err);
    return drawn;
}

static void release(struct drawn *drawn)
{
    buf_free(&drawn->file);
    report_free(&drawn->findings);
}

static bool has(const struct buf *file, const char *text)
{
    return memmem(file->data, file->size, text, strlen(text)) != NULL;
}

static const enum preview_format formats[] = {PREVIEW_PDF, PREVIEW_PNG, PREVIEW_SVG};
enum { FORMATS = sizeof formats / sizeof *formats };

/* Each format is that file, knows itself for a preview, and is the same whenever it is drawn.
 */
static void previews_know_themselves(void **state)
{
    (void)state;
    static const char *const beginnings[] = {
        [PREVIEW_PDF] = "%PDF-1.7", [PREVIEW_PNG] = "\x89PNG", [PREVIEW_SVG] = "<svg "};
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture, NAMED TEXT("a", "{n}"), "n\nӘлия\nБолат\n");
    for (size_t i = 0; i < FORMATS; i++) {
        const char *beginning = beginnings[formats[i]];
        struct preview_options options = {.format = formats[i], .dpi = 96};
        struct drawn drawn = draw(&fixture, 1, options), again = draw(&fixture, 1, options);
        assert_true(drawn.done);
        assert_memory_equal(drawn.file.data, beginning, strlen(beginning));
        assert_true(preview_is_ours(&drawn.file));
        assert_int_equal(drawn.file.size, again.file.size);
        assert_memory_equal(drawn.file.data, again.file.data, drawn.file.size);
        assert_int_equal(drawn.findings.errors, 0);
        release(&drawn);
        release(&again);
    }
    fixture_close(&fixture);
}

static void the_row_that_was_asked_for_is_drawn(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture, NAMED TEXT("a", "{n}"), "n\nӘлия\nБолат\n");
    struct drawn drawn = draw(&fixture, 1, (struct preview_options){.format = PREVIEW_SVG});
    assert_true(has(&drawn.file, "aria-label=\"Болат\""));
    assert_true(has(&drawn.file, "data-row=\"3\""));
    assert_true(has(&drawn.file, "data-section=\"preview mark\""));
    assert_false(has(&drawn.file, "Әлия"));
    release(&drawn);
    fixture_close(&fixture);
}

static void a_page_may_be_chosen(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture, NAMED "[page 2]\nsize = A5\n" TEXT("a", "{n}"), "n\nӘлия\n");
    struct preview_options options = {.format = PREVIEW_SVG};
    struct drawn both = draw(&fixture, 0, options);
    options.page = 2;
    struct drawn second = draw(&fixture, 0, options);
    options.page = 3;
    struct drawn third = draw(&fixture, 0, options);
    assert_true(has(&both.file, "width=\"453mm\" height=\"210mm\""));
    assert_true(has(&second.file, "width=\"148mm\" height=\"210mm\""));
    assert_false(third.done);
    assert_string_equal(words_of(&third.err),
                        "There is no page 3. The template's last page is 2.");
    release(&both);
    release(&second);
    release(&third);
    fixture_close(&fixture);
}

/* A row that issue keeps back is drawn if it can be, and its faults are told. */
static void faults_of_the_row_are_told(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture,
                  NAMED "[text a]\nbox = 20mm 20mm 20mm 8mm\nfont = text\ntext = {n}\n",
                  "n\nК?л?ш\nӘлияӘлияӘлияӘлияӘлияӘлия\nБолат\n");
    struct drawn lost = draw(&fixture, 0, (struct preview_options){.format = PREVIEW_SVG});
    assert_true(lost.done);
    assert_int_equal(lost.findings.errors, 1);
    struct drawn wide = draw(&fixture, 1, (struct preview_options){.format = PREVIEW_SVG});
    assert_false(wide.done);
    assert_non_null(strstr(WHAT(&wide.findings.list[0]), "does not fit"));
    assert_int_equal(wide.file.size, 0);
    struct drawn good = draw(&fixture, 2, (struct preview_options){.format = PREVIEW_SVG});
    assert_true(good.done);
    assert_int_equal(good.findings.count, 0);
    release(&lost);
    release(&wide);
    release(&good);
    fixture_close(&fixture);
}

static void a_preview_replaces_only_previews(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    struct stat before, after;
    const struct single_file_kind kind = {.is_ours = preview_is_ours};
    fixture_open(&fixture);
    fixture_sound(&fixture, NAMED TEXT("a", "{n}"), "n\nӘлия\n");
    struct drawn drawn = draw(&fixture, 0, (struct preview_options){.format = PREVIEW_SVG});
    const char *path = fixture_write(&fixture, "p.svg", "<svg ", 5);
    assert_false(single_file_write(path, &drawn.file, &kind, &err));
    assert_non_null(strstr(words_of(&err), "this command has not made"));
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(before.st_size, 5);
    unlink(path);
    assert_true(single_file_write(path, &drawn.file, &kind, &err));
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(before.st_size, drawn.file.size);
    assert_true(single_file_write(path, &drawn.file, &kind, &err));
    assert_int_equal(stat(path, &after), 0);
    assert_int_not_equal(before.st_ino, after.st_ino);
    assert_false(single_file_write("/nowhere/at/all.svg", &drawn.file, &kind, &err));
    release(&drawn);
    fixture_close(&fixture);
}

static void other_files_are_not_ours(void **state)
{
    (void)state;
    static const char *const files[] = {
        "",        "%PDF-1.7\n",        "<svg xmlns=\"x\">", "kualik preview",
        "\x89PNG", "# kualik preview\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf file = {0};
        buf_puts(&file, files[i]);
        assert_false(preview_is_ours(&file));
        buf_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(previews_know_themselves),
        cmocka_unit_test(the_row_that_was_asked_for_is_drawn),
        cmocka_unit_test(a_page_may_be_chosen),
        cmocka_unit_test(faults_of_the_row_are_told),
        cmocka_unit_test(a_preview_replaces_only_previews),
        cmocka_unit_test(other_files_are_not_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
