
#include "font/font_find.h"

#include "base/buf.h"
#include "font/font.h"
#include "unit/words.h"

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define EMPTY "<?xml version=\"1.0\"?><fontconfig><dir>/dev/null/fonts</dir></fontconfig>"

/* A computer of our own: a few of Debian's fonts in a folder, which is all that fontconfig
 * is told of, and a project whose folder holds one more copy of one of them. */
static struct {
    char root[256];
    char project[300];
    struct arena arena;
} home;

static const char *in_home(const char *name)
{
    return arena_printf(&home.arena, "%s/%s", home.root, name);
}

static void write_file(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(in_home(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void copy_font(const struct font_find *find, const char *family, const char *style,
                      const char *name)
{
    struct font_file file;
    struct error err;
    if (!font_find_get(find, family, style, &home.arena, &file, &err))
        fail_msg("%s", words_of(&err));
    struct font *font = font_load(file.path, file.index, &err);
    assert_non_null(font);
    write_file(name, font->data.data, font->data.size);
    font_free(font);
}

/* Makes a copy that calls itself the same and has no letters: its map of them is renamed. */
static void copy_without_letters(const char *from, const char *to)
{
    struct error err;
    struct font *font = font_load(in_home(from), 0, &err);
    assert_non_null(font);
    char *entry = font->data.data + 12;
    for (int tables = font->data.data[5]; tables; tables--, entry += 16)
        if (!memcmp(entry, "cmap", 4) || !memcmp(entry, "post", 4))
            entry[0] = 'x';
    write_file(to, font->data.data, font->data.size);
    font_free(font);
}

static void configure(const char *cache)
{
    const char *text = arena_printf(&home.arena,
                                    "<?xml version=\"1.0\"?><fontconfig><dir>%s/system</dir>"
                                    "<cachedir>%s</cachedir></fontconfig>",
                                    home.root, cache);
    write_file("fonts.conf", text, strlen(text));
    setenv("FONTCONFIG_FILE", in_home("fonts.conf"), 1);
}

static int make_home(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(home.root, sizeof home.root, "%s/fontfind-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(home.root))
        return -1;
    snprintf(home.project, sizeof home.project, "%s/project", home.root);
    mkdir(home.project, 0700);
    mkdir(in_home("project/serif"), 0700);
    mkdir(in_home("system"), 0700);

    struct font_find *find = font_find_new(NULL);
    copy_font(find, "PT Serif", "Regular", "system/regular.ttf");
    copy_font(find, "PT Serif", "Regular", "system/copy.ttf");
    copy_font(find, "PT Serif", "Italic", "system/italic.ttf");
    copy_font(find, "DejaVu Sans", "Condensed", "system/condensed.ttf");
    copy_font(find, "DejaVu Sans", "ExtraLight", "system/light.ttf");
    copy_font(find, "PT Serif", "Regular", "project/serif/own.ttf");
    copy_font(find, "Noto Looped Lao", "Regular", "system/lao.ttf");
    font_find_free(find);
    copy_without_letters("system/copy.ttf", "system/bare.ttf");
    write_file("project/README.txt", "no font", 7);
    configure(in_home("cache"));
    return 0;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
    (void)status;
    (void)type;
    (void)ftw;
    return remove(path);
}

static int remove_home(void **state)
{
    (void)state;
    nftw(home.root, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(&home.arena);
    return 0;
}

/* Returns the path within home of what is found. */
static const char *found(const char *project, const char *family, const char *style)
{
    struct font_file file = {0};
    struct error err = {0};
    struct font_find *find = font_find_new(project);
    bool got = font_find_get(find, family, style, &home.arena, &file, &err);
    font_find_free(find);
    if (!got)
        return NULL;
    assert_string_equal(words_of(&err), "");
    assert_int_equal(file.index, 0);
    assert_memory_equal(file.path, home.root, strlen(home.root));
    return file.path + strlen(home.root) + 1;
}

static const char *complaint(const char *family, const char *style)
{
    struct font_file file;
    struct error err = {0};
    struct font_find *find = font_find_new(home.project);
    assert_false(font_find_get(find, family, style, &home.arena, &file, &err));
    font_find_free(find);
    return arena_text(&home.arena, words_of(&err));
}

static void test_the_project_comes_first(void **state)
{
    (void)state;
    assert_string_equal(found(home.project, "PT Serif", "Regular"), "project/serif/own.ttf");
    assert_string_equal(found(home.project, "PT Serif", "Italic"), "system/italic.ttf");
    assert_string_equal(found(NULL, "PT Serif", "Regular"), "system/copy.ttf");
    assert_string_equal(found(in_home("nowhere"), "PT Serif", "Regular"), "system/copy.ttf");
}

static void test_case_and_spaces_do_not_count(void **state)
{
    (void)state;
    assert_string_equal(found(NULL, " ptSERIF", "ITALIC "), "system/italic.ttf");
    assert_string_equal(found(NULL, "PT  Serif", "regular"), "system/copy.ttf");
}

static void test_styles_have_other_names(void **state)
{
    (void)state;
    assert_string_equal(found(NULL, "PT Serif", "Book"), "system/copy.ttf");
    assert_string_equal(found(NULL, "PT Serif", "Normal"), "system/copy.ttf");
    assert_string_equal(found(NULL, "PT Serif", "Oblique"), "system/italic.ttf");
    assert_string_equal(found(NULL, "PT Serif", "Book Oblique"), "system/italic.ttf");
}

static void test_the_two_names_of_a_face_are_not_mixed(void **state)
{
    (void)state;
    assert_string_equal(found(NULL, "DejaVu Sans", "ExtraLight"), "system/light.ttf");
    assert_string_equal(found(NULL, "DejaVu Sans", "Condensed"), "system/condensed.ttf");
    assert_string_equal(found(NULL, "DejaVu Sans Condensed", "Book"), "system/condensed.ttf");
    assert_null(found(NULL, "DejaVu Sans", "Book"));
}

static void test_two_families_may_share_a_style(void **state)
{
    (void)state;
    assert_string_equal(found(NULL, "Noto Looped Lao", "Regular"), "system/lao.ttf");
    assert_string_equal(found(NULL, "Noto Looped Lao Regular", "Regular"), "system/lao.ttf");
}

/* Of three files of one name the first by path, but for the one that lacks letters. */
static void test_a_file_with_every_kazakh_letter_is_better(void **state)
{
    (void)state;
    struct error err;
    assert_null(font_load(in_home("system/bare.ttf"), 0, &err));
    assert_string_equal(found(NULL, "PT Serif", "Regular"), "system/copy.ttf");
}

static void test_nothing_is_substituted(void **state)
{
    (void)state;
    assert_null(found(NULL, "PT", "Regular"));
    assert_null(found(NULL, "PT Serif", "Bold"));
    assert_null(found(NULL, "PT Serif", ""));
    assert_null(found(NULL, "", "Regular"));
    assert_null(found(NULL, "Serif", "Regular"));
}

static void test_a_missing_style_names_the_others(void **state)
{
    (void)state;
    assert_string_equal(complaint("PT Serif", "Bold"),
                        "the font family «PT Serif» has no style «Bold»; its styles are "
                        "Italic, Regular.");
    assert_string_equal(complaint("DejaVu Sans", "Bold"),
                        "the font family «DejaVu Sans» has no style «Bold»; its styles are "
                        "Condensed, ExtraLight. More of them are in the package "
                        "fonts-dejavu-extra.");
}

static void test_a_family_that_is_not_free_names_its_twin(void **state)
{
    (void)state;
    assert_string_equal(
        complaint("times new roman", "Regular"),
        "the font family «times new roman» is not on this computer. «Liberation "
        "Serif» has the same widths; it is in the package fonts-liberation2.");
    assert_string_equal(complaint("Cambria", "Regular"),
                        "the font family «Cambria» is not on this computer. «Caladea» of the "
                        "package fonts-crosextra-caladea has the same widths, but not the "
                        "Kazakh letters; «PT Serif» of the package fonts-paratype has them.");
}

static void test_a_missing_family_names_package_and_others(void **state)
{
    (void)state;
    assert_string_equal(complaint("vollkorn", "Bold"),
                        "the font family «vollkorn» is not on this computer. Install the "
                        "package fonts-vollkorn.");
    assert_string_equal(complaint("PT Sefir", "Bold"),
                        "the font family «PT Sefir» is not on this computer. Did you mean "
                        "«PT Serif»? Families here that have every Kazakh letter: DejaVu "
                        "Sans, PT Serif.");
}

/* Runs with stderr in a file and returns what was written there. */
static const char *stderr_of(const char *family)
{
    static char words[512];
    int old = dup(STDERR_FILENO);
    int file = open(in_home("stderr"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(old >= 0 && file >= 0);
    dup2(file, STDERR_FILENO);
    const char *path = found(NULL, family, "Italic");
    dup2(old, STDERR_FILENO);
    ssize_t size = pread(file, words, sizeof words - 1, 0);
    close(file);
    close(old);
    assert_non_null(path);
    words[size > 0 ? size : 0] = '\0';
    return words;
}

static void test_fontconfig_keeps_silent(void **state)
{
    (void)state;
    configure("/dev/null/nowhere");
    assert_string_equal(stderr_of("PT Serif"), "");
    configure(in_home("cache"));
}

static void test_a_computer_without_fonts(void **state)
{
    (void)state;
    setenv("FONTCONFIG_FILE", in_home("missing.conf"), 1);
    assert_null(found(NULL, "PT Serif", "Regular"));
    assert_string_equal(found(home.project, "PT Serif", "Regular"), "project/serif/own.ttf");

    struct font_file file;
    struct error err;
    struct font_find *find = font_find_new(NULL);
    assert_false(font_find_get(find, "PT Serif", "Regular", &home.arena, &file, &err));
    assert_string_equal(words_of(&err),
                        "the font family «PT Serif» is not on this computer. The system's "
                        "fonts are not known: fontconfig's configuration is missing, damaged "
                        "or names no folder; `fc-list` shows what it says.");
    font_find_free(find);

    mkdir(in_home("empty"), 0700);
    write_file("empty.conf", EMPTY, strlen(EMPTY));
    setenv("FONTCONFIG_FILE", in_home("empty.conf"), 1);
    find = font_find_new(NULL);
    assert_false(font_find_get(find, "PT Serif", "Regular", &home.arena, &file, &err));
    assert_string_equal(words_of(&err),
                        "the font family «PT Serif» is not on this computer. Install "
                        "the package fonts-paratype.");
    assert_false(font_find_get(find, "PT Sefir", "Regular", &home.arena, &file, &err));
    assert_string_equal(
        words_of(&err),
        "the font family «PT Sefir» is not on this computer. No family here has "
        "every Kazakh letter; the packages fonts-paratype and fonts-noto-core "
        "hold some.");
    font_find_free(find);
    configure(in_home("cache"));
}

/* Fontconfig passes over a font that it cannot read, and so does what looks for pipes. */
static void test_what_cannot_be_read_is_named(void **state)
{
    (void)state;
    struct font_file file;
    struct error err;
    mkdir(in_home("spoilt"), 0700);
    mkfifo(in_home("spoilt/a.ttf"), 0600);
    write_file("spoilt/b.ttf", "no font", 7);
    struct font_find *find = font_find_new(in_home("spoilt"));
    assert_true(font_find_get(find, "PT Serif", "Regular", &home.arena, &file, &err));
    assert_false(font_find_get(find, "Vollkorn", "Regular", &home.arena, &file, &err));
    assert_string_equal(
        words_of(&err),
        arena_printf(&home.arena,
                     "the font family «Vollkorn» is not on this computer. «%s/spoilt/b.ttf» is "
                     "damaged or not a font; if it is a font, get it again.",
                     home.root));
    font_find_free(find);
}

static void test_a_folder_of_other_things_is_refused(void **state)
{
    (void)state;
    struct font_file file;
    struct error err;
    struct font_find *find = font_find_new("/proc");
    assert_false(font_find_get(find, "PT Serif", "Regular", &home.arena, &file, &err));
    assert_string_equal(words_of(&err),
                        "the folder of fonts, «/proc», holds more than 10000 files; name one "
                        "that holds nothing but the fonts of your templates.");
    font_find_free(find);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_project_comes_first),
        cmocka_unit_test(test_case_and_spaces_do_not_count),
        cmocka_unit_test(test_styles_have_other_names),
        cmocka_unit_test(test_the_two_names_of_a_face_are_not_mixed),
        cmocka_unit_test(test_two_families_may_share_a_style),
        cmocka_unit_test(test_a_file_with_every_kazakh_letter_is_better),
        cmocka_unit_test(test_nothing_is_substituted),
        cmocka_unit_test(test_a_missing_style_names_the_others),
        cmocka_unit_test(test_a_family_that_is_not_free_names_its_twin),
        cmocka_unit_test(test_a_missing_family_names_package_and_others),
        cmocka_unit_test(test_fontconfig_keeps_silent),
        cmocka_unit_test(test_a_computer_without_fonts),
        cmocka_unit_test(test_what_cannot_be_read_is_named),
        cmocka_unit_test(test_a_folder_of_other_things_is_refused),
    };
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
