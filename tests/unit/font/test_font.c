
#include "font/font.h"

#include "base/arena.h"
#include "font/font_find.h"
#include "unit/font_seal.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char scratch[256]; /* a folder */
static char path[300];    /* the file in it that is written and read */

static int make_scratch(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(scratch, sizeof scratch, "%s/font-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(scratch))
        return -1;
    snprintf(path, sizeof path, "%s/font.ttf", scratch);
    return 0;
}

static int remove_scratch(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(scratch);
}

static struct font *load(const char *family, const char *style)
{
    struct arena arena = {0};
    struct font_file file;
    struct error err;
    struct font_find *find = font_find_new(NULL);
    if (!font_find_get(find, family, style, &arena, &file, &err))
        fail_msg("%s", words_of(&err));
    struct font *font = font_load(file.path, file.index, &err);
    if (!font)
        fail_msg("%s", words_of(&err));
    font_find_free(find);
    arena_free(&arena);
    return font;
}

/* PT Serif's bytes, to be spoilt; the caller frees them. */
static struct buf bytes_of_font(void)
{
    struct font *font = load("PT Serif", "Regular");
    struct buf bytes = {0};
    buf_add(&bytes, font->data.data, font->data.size);
    font_free(font);
    return bytes;
}

static struct font *load_bytes(struct buf *bytes, struct error *err)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(buf_text(bytes), 1, bytes->size, file), bytes->size);
    fclose(file);
    buf_free(bytes);
    return font_load(path, 0, err);
}

static void assert_refused(struct buf *bytes, const char *why)
{
    struct error err = {0};
    struct buf expected = {0};
    buf_printf(&expected, "%s: %s", path, why);
    assert_null(load_bytes(bytes, &err));
    assert_string_equal(words_of(&err), expected.data);
    buf_free(&expected);
}

/* Returns the entry of a table in the file's directory. */
static char *entry_of(struct buf *bytes, const char *tag)
{
    size_t count = (unsigned char)bytes->data[5];
    for (size_t i = 0; i < count; i++)
        if (!memcmp(bytes->data + 12 + 16 * i, tag, 4))
            return bytes->data + 12 + 16 * i;
    fail_msg("no table %s", tag);
    return NULL;
}

static char *table_of(struct buf *bytes, const char *tag)
{
    const unsigned char *entry = (const unsigned char *)entry_of(bytes, tag);
    return bytes->data + ((size_t)entry[8] << 24 | (size_t)entry[9] << 16 |
                          (size_t)entry[10] << 8 | entry[11]);
}

static void test_measures(void **state)
{
    (void)state;
    struct font *font = load("PT Serif", "Regular");
    assert_string_equal(font->name, "PTSerif-Regular");
    assert_string_equal(font->family, "PT Serif");
    assert_false(font->cff);
    assert_int_equal(font->units, 1000);
    assert_int_equal(font->cap_height, 700);
    assert_int_equal(font->x_height, 500);
    assert_true(font->ascender > font->cap_height && font->descender < 0);
    assert_true(font->box[0] < font->box[2] && font->box[1] < font->box[3]);
    assert_int_equal(font->weight, 400);
    assert_true(font->serif);
    assert_false(font->italic || font->fixed_pitch);
    assert_true(font->italic_angle >= 0 && font->italic_angle <= 0);
    font_free(font);
}

static void test_styles(void **state)
{
    (void)state;
    struct font *font = load("PT Serif", "Bold Italic");
    assert_true(font->italic);
    assert_true(font->italic_angle < 0);
    assert_int_equal(font->weight, 700);
    font_free(font);
    font = load("PT Mono", "Regular");
    assert_true(font->fixed_pitch);
    font_free(font);
    font = load("Noto Sans", "Regular");
    assert_false(font->serif || font->fixed_pitch);
    font_free(font);
}

static struct buf with_licence(unsigned bits)
{
    struct buf bytes = bytes_of_font();
    char *os2 = table_of(&bytes, "OS/2");
    os2[8] = (char)(bits >> 8);
    os2[9] = (char)(bits & 0xFF);
    font_seal(&bytes);
    return bytes;
}

static void test_licences(void **state)
{
    (void)state;
    struct buf bytes = with_licence(0x0002);
    assert_refused(&bytes, "its licence forbids embedding (fsType 0x0002); use another font.");
    bytes = with_licence(0x0100);
    assert_refused(
        &bytes,
        "its licence forbids embedding a part of it (fsType 0x0100); use another font.");
    bytes = with_licence(0x0200);
    assert_refused(&bytes,
                   "its licence allows bitmaps only (fsType 0x0200); use another font.");

    static const unsigned allowed[] = {0x0000, 0x0004, 0x0008, 0x000A};
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        struct error err = {0};
        bytes = with_licence(allowed[i]);
        struct font *font = load_bytes(&bytes, &err);
        assert_non_null(font);
        assert_string_equal(words_of(&err), "");
        font_free(font);
    }
}

static void test_variable_fonts_are_refused(void **state)
{
    (void)state;
    static const char axes[] = "\0\1\0\0\0\20\0\2\0\1\0\24\0\0\0\10" /* one, behind this */
                               "wght\0\144\0\0\1\220\0\0\3\204\0\0\0\0\1\0";
    struct buf bytes = bytes_of_font();
    memcpy(table_of(&bytes, "GSUB"), axes, sizeof axes - 1);
    memcpy(entry_of(&bytes, "GSUB"), "fvar", 4);
    memcpy(entry_of(&bytes, "GPOS"), "gvar", 4);
    assert_refused(&bytes, "this is a variable font; use the file of a single style.");
}

static void test_fonts_without_unicode_are_refused(void **state)
{
    (void)state;
    struct buf bytes = bytes_of_font();
    char *cmap = table_of(&bytes, "cmap");
    for (int i = 0; i < cmap[3]; i++) /* platform, encoding: Macintosh, Arabic */
        memcpy(cmap + 4 + 8 * i, "\0\1\0\4", 4);
    assert_refused(&bytes, "the font has no Unicode character map; use another one.");
}

static void test_what_is_no_font(void **state)
{
    (void)state;
    static const char why[] = "this is not a TrueType or OpenType font, or it is damaged. "
                              "Install the font again, or use another one.";
    struct buf bytes = {0};
    assert_refused(&bytes, why);
    buf_puts(&bytes, "Dear Sir or Madam,");
    assert_refused(&bytes, why);

    bytes = bytes_of_font();
    bytes.size = 1000;
    assert_refused(&bytes, why);
    bytes = bytes_of_font();
    memcpy(bytes.data, "wOFF", 4);
    assert_refused(&bytes, why);

    struct error err = {0};
    assert_null(font_load(scratch, 0, &err));
    assert_memory_equal(words_of(&err), scratch, strlen(scratch));
    unlink(path);
    assert_null(font_load(path, 0, &err));
    assert_memory_equal(words_of(&err), path, strlen(path));
}

/* A font cut or spoilt anywhere is refused or read; it never harms. */
static void test_damaged_fonts_do_no_harm(void **state)
{
    (void)state;
    for (size_t i = 0; i < 40; i++) {
        struct error err;
        struct buf bytes = bytes_of_font();
        memset(bytes.data + 8 * i, (int)(i * 37), 16);
        font_free(load_bytes(&bytes, &err));
        bytes = bytes_of_font();
        bytes.size = bytes.size / 40 * i;
        font_free(load_bytes(&bytes, &err));
    }
}

static void test_a_damaged_font_is_told_as_such(void **state)
{
    (void)state;
    struct buf bytes = bytes_of_font();
    table_of(&bytes, "glyf")[5000] ^= 1;
    assert_refused(&bytes, "the font is damaged: its table «glyf» does not have its checksum. "
                           "Install the font again, or use another one.");
}

static void test_the_name_fits_a_pdf(void **state)
{
    (void)state;
    struct error err;
    struct buf bytes = bytes_of_font();
    for (char *at = bytes.data; at + 30 < bytes.data + bytes.size; at++) {
        if (!memcmp(at, "PTSerif-Regular", 15))
            at[7] = '/';
        if (!memcmp(at, "P\0T\0S\0e\0r\0i\0f\0-\0R", 17))
            at[14] = '/';
    }
    font_seal(&bytes);
    struct font *font = load_bytes(&bytes, &err);
    assert_non_null(font);
    assert_string_equal(font->name, "PTSerif");
    font_free(font);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measures),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_licences),
        cmocka_unit_test(test_variable_fonts_are_refused),
        cmocka_unit_test(test_fonts_without_unicode_are_refused),
        cmocka_unit_test(test_what_is_no_font),
        cmocka_unit_test(test_damaged_fonts_do_no_harm),
        cmocka_unit_test(test_a_damaged_font_is_told_as_such),
        cmocka_unit_test(test_the_name_fits_a_pdf),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
