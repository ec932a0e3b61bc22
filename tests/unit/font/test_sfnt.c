#include "font/sfnt.h"

#include "base/arena.h"
#include "base/file.h"
#include "font/font_find.h"
#include "unit/font_seal.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define REPAIR " Install the font again, or use another one."

/* One font of each kind of outlines. */
static struct buf truetype, postscript;

static void read_font(const char *family, struct buf *bytes)
{
    struct arena arena = {0};
    struct font_file file;
    struct error err;
    struct font_find *find = font_find_new(NULL);
    if (!font_find_get(find, family, "Regular", &arena, &file, &err) ||
        !file_read(file.path, 8 << 20, bytes, &err))
        fail_msg("%s", words_of(&err));
    font_find_free(find);
    arena_free(&arena);
}

static int read_fonts(void **state)
{
    (void)state;
    read_font("PT Serif", &truetype);
    read_font("Linux Libertine O", &postscript);
    return 0;
}

static int free_fonts(void **state)
{
    (void)state;
    buf_free(&truetype);
    buf_free(&postscript);
    return 0;
}

static struct buf copy_of(const struct buf *font)
{
    struct buf copy = {0};
    buf_add(&copy, font->data, font->size);
    return copy;
}

static char *entry_of(const struct buf *font, const char *tag)
{
    for (size_t i = 0; i < (unsigned char)font->data[5]; i++)
        if (memcmp(font->data + 12 + 16 * i, tag, 4) == 0)
            return font->data + 12 + 16 * i;
    fail_msg("no table %s", tag);
    return NULL;
}

static char *table_of(const struct buf *font, const char *tag)
{
    return font->data + font_get_32(entry_of(font, tag) + 8);
}

/* Frees the font. */
static void assert_damaged(struct buf *font, const char *why)
{
    struct error err = {0};
    assert_false(sfnt_check(font, 0, &err));
    assert_string_equal(err.what.code, "font-damaged");
    assert_string_equal(words_of(&err), why);
    buf_free(font);
}

static void whole_fonts_pass(void **state)
{
    (void)state;
    struct error err;
    assert_true(sfnt_check(&truetype, 0, &err));
    assert_true(sfnt_check(&postscript, 0, &err));
}

/* A generator of our own, so that every run spoils the same bytes. */
static uint32_t seed;
static uint32_t chance(size_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (uint32_t)((seed >> 8) % below);
}

static void spoil(struct buf *font, unsigned kind)
{
    size_t at = chance(font->size), size = 1 + chance(200), other = chance(font->size);
    size = size < font->size - at ? size : font->size - at;
    size = size < font->size - other ? size : font->size - other;
    switch (kind) {
    case 0: /* one bit */
        font->data[at] = (char)(font->data[at] ^ 1 << chance(8));
        break;
    case 1: /* a hole */
        memset(font->data + at, 0, size);
        break;
    case 2: /* a part in the wrong place */
        memmove(font->data + at, font->data + other, size);
        break;
    case 3: /* the list of tables */
        font->data[chance(12 + 16 * (size_t)font->data[5])] ^= (char)(1 + chance(255));
        break;
    default: /* cut */
        font->size = at;
        break;
    }
}

static void every_accident_is_seen(void **state)
{
    (void)state;
    const struct buf *fonts[] = {&truetype, &postscript};
    seed = 2017;
    for (unsigned i = 0; i < 1000; i++) {
        const struct buf *font = fonts[i % 2];
        struct buf spoilt = copy_of(font);
        struct error err;
        spoil(&spoilt, i / 2 % 5);
        bool changed =
            spoilt.size != font->size || memcmp(spoilt.data, font->data, font->size) != 0;
        if (sfnt_check(&spoilt, 0, &err) == changed)
            fail_msg("damage %u passes", i);
        buf_free(&spoilt);
    }
}

/* What follows has the right checksums. */

static void tables_lie_inside_the_file(void **state)
{
    (void)state;
    static const char why[] =
        "the font is damaged: its list of tables does not fit the file." REPAIR;
    struct buf font = copy_of(&truetype);
    font_put_32(entry_of(&font, "glyf") + 12, (uint32_t)font.size);
    font_seal(&font);
    assert_damaged(&font, why);
    font = copy_of(&truetype);
    font_put_32(entry_of(&font, "glyf") + 8, 0xFFFFFFF0);
    assert_damaged(&font, why);
    font = copy_of(&truetype);
    font.size = 40;
    assert_damaged(&font, why);
    font = copy_of(&truetype);
    font.data[4] = 1;
    assert_damaged(&font, why);
    font.size = 0;
    assert_damaged(&font, why);
}

static void tables_lie_apart_and_in_order(void **state)
{
    (void)state;
    static const char why[] =
        "the font is damaged: its list of tables does not fit the file." REPAIR;
    struct buf font = copy_of(&truetype);
    memcpy(entry_of(&font, "hmtx") + 8, entry_of(&font, "glyf") + 8, 4);
    font_seal(&font);
    assert_damaged(&font, why);
    font = copy_of(&truetype);
    memcpy(entry_of(&font, "maxp"), "zzzz", 4);
    font_seal(&font);
    assert_damaged(&font, why);
}

static void what_draws_glyphs_is_there(void **state)
{
    (void)state;
    struct buf font = copy_of(&truetype);
    memcpy(entry_of(&font, "hmtx"), "hmty", 4);
    font_seal(&font);
    assert_damaged(&font, "the font is damaged: its table «hmtx» is missing, or does not fit "
                          "the others." REPAIR);
    font = copy_of(&truetype);
    memcpy(entry_of(&font, "glyf"), "glyg", 4);
    font_seal(&font);
    assert_damaged(&font, "the font is damaged: its table «glyf» is missing, or does not fit "
                          "the others." REPAIR);
}

static void tables_agree_with_each_other(void **state)
{
    (void)state;
    static const char loca[] = "the font is damaged: its table «loca» is missing, or does not "
                               "fit the others." REPAIR;
    struct buf font = copy_of(&truetype);
    table_of(&font, "maxp")[4] = 0x7F; /* 32,000 glyphs and more */
    font_seal(&font);
    assert_damaged(&font, "the font is damaged: its table «hmtx» is missing, or does not fit "
                          "the others." REPAIR);
    font = copy_of(&truetype);
    memset(table_of(&font, "loca") + 8, 0xFF, 4); /* far behind the glyphs */
    font_seal(&font);
    assert_damaged(&font, loca);
    font = copy_of(&truetype);
    memset(table_of(&font, "loca") + 400, 0, 4); /* and backwards */
    font_seal(&font);
    assert_damaged(&font, loca);
    font = copy_of(&truetype);
    table_of(&font, "head")[12] = 0;
    font_seal(&font);
    assert_damaged(&font, "the font is damaged: its table «head» is missing, or does not fit "
                          "the others." REPAIR);
}

static void glyphs_have_widths_and_sound_outlines(void **state)
{
    (void)state;
    struct buf font = copy_of(&truetype);
    memset(table_of(&font, "hmtx"), 0, font_get_32(entry_of(&font, "hmtx") + 12));
    font_seal(&font);
    assert_damaged(&font, "the font is damaged: its table «hmtx» is missing, or does not fit "
                          "the others." REPAIR);
    font = copy_of(&truetype);
    memset(table_of(&font, "glyf") + 5000, 0x55, 400);
    font_seal(&font);
    assert_damaged(&font, "the font is damaged: its table «glyf» is missing, or does not fit "
                          "the others." REPAIR);
}

/* The offset of a face's tables in a collection, and no more faces than there are. */
static void collections_have_a_list_for_each_face(void **state)
{
    (void)state;
    static const char head[] = "ttcf\0\1\0\0\0\0\0\1\0\0\0\20";
    struct error err;
    struct buf font = {0};
    buf_add(&font, head, 16);
    buf_add(&font, truetype.data, truetype.size);
    for (size_t i = 0; i < (unsigned char)truetype.data[5]; i++) {
        char *entry = font.data + 16 + 12 + 16 * i;
        font_put_32(entry + 8, font_get_32(entry + 8) + 16);
    }
    assert_true(sfnt_check(&font, 0, &err));
    assert_false(sfnt_check(&font, 1, &err));
    font_put_32(font.data + 12, (uint32_t)font.size - 4);
    assert_false(sfnt_check(&font, 0, &err));
    buf_free(&font);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_fonts_pass),
        cmocka_unit_test(every_accident_is_seen),
        cmocka_unit_test(tables_lie_inside_the_file),
        cmocka_unit_test(tables_lie_apart_and_in_order),
        cmocka_unit_test(what_draws_glyphs_is_there),
        cmocka_unit_test(tables_agree_with_each_other),
        cmocka_unit_test(glyphs_have_widths_and_sound_outlines),
        cmocka_unit_test(collections_have_a_list_for_each_face),
    };
    return cmocka_run_group_tests_name("sfnt", tests, read_fonts, free_fonts);
}
