#include "roster/normalize.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char alphabet[] = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
                               "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

#define EDGES "white space around «x» was removed.\n"
#define RUN   "more than one space in a row became one in «x».\n"

/* Appends the changes, a sentence each, as those of a text «x». */
static void put_changes(const struct changes *changes, struct buf *out)
{
    struct report notes = {0};
    for (size_t i = 0; i < changes->count; i++) {
        normalize_report(&changes->list[i], "x", (struct place){0}, &notes);
        assert_int_equal(notes.list[i].level, LEVEL_NOTE);
        buf_printf(out, "%s\n", WHAT(&notes.list[i]));
    }
    report_free(&notes);
}

/* Says what becomes of the text and what is told of it, and that a second time finds nothing
 * more to do. */
static void assert_tidied(const char *text, const char *expected, const char *reported)
{
    struct arena arena = {0};
    struct changes changes = {0}, again = {0};
    struct buf out = {0};
    struct error err = {0};
    const char *result = normalize(&arena, text, 0, &changes, &err);
    assert_non_null(result);
    assert_string_equal(result, expected);
    put_changes(&changes, &out);
    assert_string_equal(buf_text(&out), reported);
    assert_string_equal(normalize(&arena, result, 0, &again, &err), expected);
    assert_int_equal(again.count, 0);
    assert_string_equal(words_of(&err), "");
    buf_free(&out);
    arena_free(&arena);
}

static void what_is_tidy_is_lent_as_it_is(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",    alphabet, "Әлия Мұқанқызы", "бірінші\nекінші", "«Ақжол» – №1, 50 % (б. т.)…",
        "A1?", "\u0451",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena = {0};
        struct changes changes = {0};
        struct error err = {0};
        assert_ptr_equal(normalize(&arena, texts[i], 0, &changes, &err), texts[i]);
        assert_int_equal(changes.count, 0);
        assert_null(arena.blocks);
    }
    assert_int_equal(strlen(alphabet), 2 * 2 * 42);
}

static void white_space_at_the_edges_goes(void **state)
{
    (void)state;
    assert_tidied(" Әлия", "Әлия", EDGES);
    assert_tidied("Әлия ", "Әлия", EDGES);
    assert_tidied("\nӘлия\n\n", "Әлия", EDGES);
    assert_tidied("  Әлия \n ", "Әлия", EDGES);
    assert_tidied(" ", "", EDGES);
    assert_tidied(" \n ", "", EDGES);
    assert_tidied("а \n  б", "а\nб", EDGES);
    assert_tidied("а\n б", "а\nб", EDGES);
}

/* An empty line may be wanted; a space in it is not. */
static void line_breaks_inside_stay(void **state)
{
    (void)state;
    assert_tidied("а\n\nб", "а\n\nб", "");
    assert_tidied("а\n \nб", "а\n\nб", EDGES);
}

static void runs_become_one_space(void **state)
{
    (void)state;
    assert_tidied("а  б", "а б", RUN);
    assert_tidied("а  б    в", "а б в", RUN);
    assert_tidied("а \u00AD б", "а б",
                  "U+00AD SOFT HYPHEN, which cannot be seen, was removed from «x».\n" RUN);
}

static void every_other_space_becomes_an_ordinary_one(void **state)
{
    (void)state;
    static const struct {
        const char *space, *name;
    } spaces[] = {
        {"\t", "a tab"},
        {"\u00A0", "U+00A0 NO-BREAK SPACE"},
        {"\u1680", "U+1680 OGHAM SPACE MARK"},
        {"\u2000", "U+2000 EN QUAD"},
        {"\u2003", "U+2003 EM SPACE"},
        {"\u2007", "U+2007 FIGURE SPACE"},
        {"\u2009", "U+2009 THIN SPACE"},
        {"\u200A", "U+200A HAIR SPACE"},
        {"\u2028", "U+2028 LINE SEPARATOR"},
        {"\u202F", "U+202F NARROW NO-BREAK SPACE"},
        {"\u205F", "U+205F MEDIUM MATHEMATICAL SPACE"},
        {"\u3000", "U+3000 IDEOGRAPHIC SPACE"},
    };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        char text[16], reported[128];
        snprintf(text, sizeof text, "а%sб", spaces[i].space);
        snprintf(reported, sizeof reported, "%s became an ordinary space in «x».\n",
                 spaces[i].name);
        assert_tidied(text, "а б", reported);
    }
    assert_tidied("а \u00A0б", "а б",
                  "U+00A0 NO-BREAK SPACE became an ordinary space in «x».\n" RUN);
}

static void signs_that_are_not_seen_go(void **state)
{
    (void)state;
    assert_tidied("Мұ\u00ADқан", "Мұқан",
                  "U+00AD SOFT HYPHEN, which cannot be seen, was removed from «x».\n");
    assert_tidied("\u200BМұқан", "Мұқан",
                  "U+200B ZERO WIDTH SPACE, which cannot be seen, was removed from «x».\n");
    assert_tidied("Мұқан\u2060", "Мұқан",
                  "U+2060 WORD JOINER, which cannot be seen, was removed from «x».\n");
    assert_tidied(
        "\uFEFF", "",
        "U+FEFF ZERO WIDTH NO-BREAK SPACE, which cannot be seen, was removed from «x».\n");
    /* What changes how a text reads is for a person to judge. */
    assert_tidied("а\u200Dб\u200Cв\u200Eг", "а\u200Dб\u200Cв\u200Eг", "");
}

static void letters_and_their_marks_become_one(void **state)
{
    (void)state;
    assert_tidied("и\u0306од", "\u0439од",
                  "a letter and its mark became one letter, «\u0439» (U+0439), in «x».\n");
    assert_tidied("И\u0306", "\u0419",
                  "a letter and its mark became one letter, «\u0419» (U+0419), in «x».\n");
    assert_tidied("Се\u0308мин", "С\u0451мин",
                  "a letter and its mark became one letter, «\u0451» (U+0451), in «x».\n");
    assert_tidied("Zoe\u0308", "Zo\u00EB",
                  "a letter and its mark became one letter, «\u00EB» (U+00EB), in «x».\n");
    assert_tidied("и\u00AD\u0306", "\u0439",
                  "U+00AD SOFT HYPHEN, which cannot be seen, was removed from «x».\n"
                  "a letter and its mark became one letter, «\u0439» (U+0439), in «x».\n");
    assert_tidied("Ә\u0301", "Ә\u0301", "");
}

static void a_change_is_told_once_for_each_column(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct changes changes = {0};
    struct error err;
    struct buf out = {0};
    assert_string_equal(normalize(&arena, " а  б\u00A0в\u00A0 г д\n", 3, &changes, &err),
                        "а б в г д");
    assert_string_equal(normalize(&arena, "а\u00A0б", 3, &changes, &err), "а б");
    assert_string_equal(normalize(&arena, "\u00A0а", 8, &changes, &err), "а");
    for (size_t i = 0; i < changes.count; i++)
        buf_printf(&out, "%zu:%d:%04X ", changes.list[i].column, (int)changes.list[i].kind,
                   (unsigned)changes.list[i].letter);
    assert_string_equal(out.data, "3:0:0020 3:1:0020 3:2:00A0 8:2:00A0 8:0:00A0 ");
    buf_free(&out);
    arena_free(&arena);
}

/* More changes than a row has at first room for; the copy outlives what it was made from. */
static void many_changes_are_kept_and_copied(void **state)
{
    (void)state;
    enum { COLUMNS = 100 };
    struct arena row = {0}, other = {0};
    struct changes changes = {0};
    struct error err;
    for (size_t i = 0; i < COLUMNS; i++)
        assert_string_equal(normalize(&row, "а  б", i, &changes, &err), "а б");
    struct changes copy = normalize_copy(&changes, &other);
    arena_free(&row);
    assert_int_equal(copy.count, COLUMNS);
    for (size_t i = 0; i < COLUMNS; i++) {
        assert_int_equal(copy.list[i].column, i);
        assert_int_equal(copy.list[i].kind, CHANGE_RUN);
    }
    arena_free(&other);
    assert_int_equal(normalize_copy(&(struct changes){0}, &other).count, 0);
}

static void assert_refused(const char *text, const char *expected)
{
    struct arena arena = {0};
    struct changes changes = {0};
    struct error err = {0};
    assert_null(normalize(&arena, text, 0, &changes, &err));
    assert_string_equal(words_of(&err), expected);
    assert_int_equal(changes.count, 0);
    arena_free(&arena);
}

static void texts_that_cannot_be_used_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80", "а\xD3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", " \xFF ", "\xCA\xF3",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_refused(bad[i], "this is not UTF-8; save the list as «CSV UTF-8 (comma "
                               "delimited)».");
    for (uint32_t letter = 1; letter < 0xA0; letter++) {
        char text[16] = " ", said[64];
        if (letter == '\t' || letter == '\n' || (letter >= 0x20 && letter < 0x7F))
            continue;
        utf8_put(letter, text + 1);
        snprintf(said, sizeof said, "there is a control character, U+%04X; remove it.",
                 (unsigned)letter);
        assert_refused(text, said);
    }
    assert_refused("К\uFFFDл\uFFFDш", "a letter was lost here when the list was saved (U+FFFD "
                                      "stands for it); type it again.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_tidy_is_lent_as_it_is),
        cmocka_unit_test(white_space_at_the_edges_goes),
        cmocka_unit_test(line_breaks_inside_stay),
        cmocka_unit_test(runs_become_one_space),
        cmocka_unit_test(every_other_space_becomes_an_ordinary_one),
        cmocka_unit_test(signs_that_are_not_seen_go),
        cmocka_unit_test(letters_and_their_marks_become_one),
        cmocka_unit_test(a_change_is_told_once_for_each_column),
        cmocka_unit_test(many_changes_are_kept_and_copied),
        cmocka_unit_test(texts_that_cannot_be_used_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
