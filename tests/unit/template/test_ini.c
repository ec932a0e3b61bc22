
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "template/ini.h"
#include "unit/words.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file of the test's own in a folder of its own, and what is read from it. */
struct fixture {
    char *folder, *path;
    struct ini ini;
    struct report findings;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    const char *temporary = getenv("TMPDIR");
    if (!fixture ||
        asprintf(&fixture->folder, "%s/kualik-ini-XXXXXX", temporary ? temporary : "/tmp") <
            0 ||
        !mkdtemp(fixture->folder) || asprintf(&fixture->path, "%s/t.ini", fixture->folder) < 0)
        return -1;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    ini_free(&fixture->ini);
    report_free(&fixture->findings);
    unlink(fixture->path);
    rmdir(fixture->folder);
    free(fixture->path);
    free(fixture->folder);
    free(fixture);
    return 0;
}

static bool read_bytes(struct fixture *fixture, const void *bytes, size_t size)
{
    ini_free(&fixture->ini);
    report_free(&fixture->findings);
    FILE *file = fopen(fixture->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return ini_read(fixture->path, &fixture->ini, &fixture->findings);
}

static bool read_text(struct fixture *fixture, const char *text)
{
    return read_bytes(fixture, text, strlen(text));
}

/* The value of k in [s]. */
static const char *value(struct fixture *fixture, const char *text)
{
    assert_true(read_text(fixture, text));
    if (fixture->findings.count)
        fail_msg("%s: %s", text, WHAT(&fixture->findings.list[0]));
    const struct ini_entry *entry = ini_get(ini_find(&fixture->ini, "s"), "k");
    assert_non_null(entry);
    return entry->value;
}

static void expect_fault(struct fixture *fixture, const char *text, size_t line,
                         const char *part)
{
    assert_true(read_text(fixture, text));
    if (!fixture->findings.errors)
        fail_msg("accepted: %s", text);
    const struct finding *finding = &fixture->findings.list[0];
    assert_string_equal(finding->place.file, fixture->path);
    assert_int_equal(finding->place.line, line);
    if (!strstr(WHAT(finding), part))
        fail_msg("\"%s\" lacks \"%s\"", WHAT(finding), part);
}

static void test_values(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(value(fixture, "[s]\nk = v\n"), "v");
    assert_string_equal(value(fixture, "[s]\nk=v"), "v");
    assert_string_equal(value(fixture, "[s]\n\t k\t=  бір екі \t\n"), "бір екі");
    assert_string_equal(value(fixture, "[s]\nk = \"#1A3C6E\"\n"), "#1A3C6E");
    assert_string_equal(value(fixture, "[s]\nk = \"a; b\" ; note\n"), "a; b");
    assert_string_equal(value(fixture, "[s]\nk = \"  a \"\n"), "  a ");
    assert_string_equal(value(fixture, "[s]\nk = 'a \"b\" c' # note\n"), "a \"b\" c");
    assert_string_equal(value(fixture, "[s]\nk = \"it's\"\n"), "it's");
    assert_string_equal(value(fixture, "[s]\nk = a \"b\" 'c'\n"), "a \"b\" 'c'");
    assert_string_equal(value(fixture, "[s]\nk = a = b == c\n"), "a = b == c");
    assert_string_equal(value(fixture, "[s]\nk = 100 % \\n %s {x}\n"), "100 % \\n %s {x}");
    assert_string_equal(value(fixture, "[s]\nk =\n"), "");
    assert_string_equal(value(fixture, "[s]\nk = \"\"\n"), "");
    assert_string_equal(value(fixture, "[s]\nk = '' # empty\n"), "");
    assert_string_equal(value(fixture, "[s]\r\nk = v\r\n\r\n"), "v");
    assert_string_equal(value(fixture, "[s]\nk = [x]\n"), "[x]");
}

static void test_continued_lines(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(value(fixture, "[s]\nk = бір \\\nекі \\  \nүш\n"), "бір екі үш");
    assert_string_equal(value(fixture, "[s]\r\nk = a\\\r\nb\r\n"), "ab");
    assert_string_equal(value(fixture, "[s]\nk = \"a; \\\nb\"\n"), "a; b");
    assert_string_equal(value(fixture, "[s]\nk = a\\\n\nl = b\n"), "a");
    assert_int_equal(ini_get(ini_find(&fixture->ini, "s"), "l")->line, 4);
}

static void test_lines_and_order(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_text(fixture, "# first\n\n[document]\ntitle = T\n; more\n"
                                   "[text name-kk]\nsize = 1\\\n2\nbox = x\n[signature]\n"));
    const struct ini *ini = &fixture->ini;
    assert_int_equal(fixture->findings.count, 0);
    assert_int_equal(ini->count, 3);
    assert_string_equal(ini->sections[1].kind, "text");
    assert_string_equal(ini->sections[1].own, "name-kk");
    assert_string_equal(ini->sections[2].kind, "signature");
    assert_string_equal(ini->sections[2].own, "");
    const struct ini_section *text = ini_find(ini, "text name-kk");
    assert_int_equal(text->line, 6);
    assert_int_equal(ini_get(text, "size")->line, 7);
    assert_int_equal(ini_get(text, "box")->line, 9);
    assert_null(ini_get(text, "title"));
    assert_null(ini_get(NULL, "title"));
    assert_null(ini_find(ini, "text"));
}

/* What iniparser would turn into something else without a word. */
static void test_silent_corruptions(void **state)
{
    struct fixture *fixture = *state;
    expect_fault(fixture, "[s]\nk = #003366\n", 2, "What follows # ");
    expect_fault(fixture, "[s]\nk = a; b\n", 2, "What follows ; ");
    expect_fault(fixture, "[s]\nk = \"a\n", 2, "does not end with it");
    expect_fault(fixture, "[s]\nk = \"\n", 2, "does not end with it");
    expect_fault(fixture, "[s]\nk = \"a\" b\n", 2, "would be lost: b");
    expect_fault(fixture, "[s]\nk = \"\"\"\"\n", 2, "would be lost");
    expect_fault(fixture, "[s]\nk = 'a'b'\n", 2, "would be lost: b'");
    expect_fault(fixture, "[s]\nk = 1\nl = 2\nk = 3\n", 4, "the first is on line 2");
    expect_fault(fixture, "[s]\nk = 1\n[t]\n[s]\nl = 2\n", 4, "the first is on line 1");
    expect_fault(fixture, "[s]\nKey = 1\n", 2, "capital letters");
    expect_fault(fixture, "[S]\nk = 1\n", 1, "capital letters");
    expect_fault(fixture, "[s]\n# c \\\nk = 1\n", 2, "next line part of it");
    expect_fault(fixture, "[s]\nk = a\\\\\nl = b\n", 2, "two backslashes");
    expect_fault(fixture, "[s]\nk = a \\\n  b\n", 2, "line 3 would stand in the text");
    expect_fault(fixture, "[s]\nk = a\\\n", 2, "as if another one followed");
    expect_fault(fixture, "[s]\nk = a\rl = b\n", 2, "U+000D");
    expect_fault(fixture, "[s]\nk = a\vb\n", 2, "U+000B");
    expect_fault(fixture, "k = 1\n[s]\n", 1, "above all headings");
}

static void test_form(void **state)
{
    struct fixture *fixture = *state;
    expect_fault(fixture, "[s]\nword\n", 2, "no =");
    expect_fault(fixture, "[s]\n = 1\n", 2, "no key");
    expect_fault(fixture, "[s]\nk:l = 1\n", 2, "\"k:l\" is not a key");
    expect_fault(fixture, "[s]\nТүс = 1\n", 2, "\"Түс\" is not a key");
    expect_fault(fixture, "[s", 1, "not closed");
    expect_fault(fixture, "[s] # note", 1, "Something follows");
    expect_fault(fixture, "[s]]", 1, "Something follows");
    expect_fault(fixture, "[]", 1, "words");
    expect_fault(fixture, "[ s ]", 1, "words");
    expect_fault(fixture, "[s  t]", 1, "words");
    expect_fault(fixture, "[s t u]", 1, "words");
    expect_fault(fixture, "[s:t]", 1, "words");
    expect_fault(fixture, "[аты]", 1, "words");
    static const char marked[] = "\xEF\xBB\xBF[s]\nk = 1\n"; /* as Notepad saves it */
    assert_true(read_bytes(fixture, marked, sizeof marked - 1));
    assert_int_equal(fixture->findings.errors, 0);
    assert_string_equal(ini_get(ini_find(&fixture->ini, "s"), "k")->value, "1");
}

/* iniparser takes a line of so many bytes and no more; a value is read all the same. */
static void test_longest_line(void **state)
{
    enum { MOST = 1022 };
    struct fixture *fixture = *state;
    struct buf text = {0};
    for (size_t size = MOST - 1; size <= MOST + 1; size++) {
        buf_clear(&text);
        buf_puts(&text, "[s]\nk = ");
        while (text.size < strlen("[s]\n") + size)
            buf_putc(&text, 'a');
        buf_puts(&text, "\nl = 1\n");
        assert_int_equal(strlen(value(fixture, text.data)), size - strlen("k = "));
        assert_string_equal(ini_get(ini_find(&fixture->ini, "s"), "l")->value, "1");
    }
    buf_free(&text);
}

static void test_long_text_in_joined_lines(void **state)
{
    struct fixture *fixture = *state;
    struct buf text = {0};
    buf_puts(&text, "[s]\nk = \"");
    for (size_t i = 0; i < 100000; i++)
        buf_puts(&text, i % 100 == 99 ? "ә\\\n" : "ә");
    buf_puts(&text, "\"\nl = 1\n");
    assert_int_equal(strlen(value(fixture, text.data)), 200000);
    assert_int_equal(ini_get(ini_find(&fixture->ini, "s"), "l")->line, 1003);
    buf_free(&text);
}

static void test_long_heading(void **state)
{
    struct fixture *fixture = *state;
    struct buf text = {0};
    buf_puts(&text, "[");
    for (size_t i = 0; i < 1022; i++)
        buf_putc(&text, 'a');
    buf_puts(&text, "]\nl = 1\n");
    expect_fault(fixture, text.data, 1, "more than 1022 bytes");
    buf_free(&text);
}

static void test_faults_are_told_together(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_text(fixture, "[s]\nk = #1\nl = \"2\n[T]\nm\n"));
    assert_int_equal(fixture->findings.errors, 4);
    assert_true(ini_get(ini_find(&fixture->ini, "s"), "k")->reported);
    assert_string_equal(ini_get(ini_find(&fixture->ini, "s"), "k")->value, "#1");
    assert_true(ini_find(&fixture->ini, "t")->reported);
}

static void expect_hopeless(struct fixture *fixture, const void *bytes, size_t size,
                            size_t line, const char *part)
{
    assert_false(read_bytes(fixture, bytes, size));
    assert_int_equal(fixture->findings.errors, 1);
    assert_int_equal(fixture->findings.list[0].place.line, line);
    assert_non_null(strstr(WHAT(&fixture->findings.list[0]), part));
}

static void test_what_is_no_text(void **state)
{
    struct fixture *fixture = *state;
    expect_hopeless(fixture, "[s]\nk = \xC8\xEC\xFF\n", 12, 2, "not UTF-8 (byte 0xC8)");
    expect_hopeless(fixture, "[s]\nk = a\0b\n", 12, 2, "not UTF-8 (byte 0x00)");
    expect_hopeless(fixture, "PK\3\4\x14\0\6\0\n", 9, 1, "a document of an office program");
    assert_false(read_bytes(fixture, "\xEF\xBB\xBF\n\xFF", 5));
    assert_int_equal(fixture->findings.errors, 1);
    assert_int_equal(fixture->findings.list[0].place.line, 2);
}

static void test_sizes_are_limited(void **state)
{
    struct fixture *fixture = *state;
    struct buf text = {0};
    for (size_t i = 0; i <= 10000; i++)
        buf_printf(&text, "[s%zu]\n", i);
    assert_false(read_text(fixture, text.data));
    assert_non_null(strstr(WHAT(&fixture->findings.list[0]), "more than 10000"));

    memset(buf_reserve(&text, 1 << 20), '\n', 1 << 20);
    text.size += 1 << 20;
    assert_false(read_bytes(fixture, text.data, text.size));
    assert_int_equal(fixture->findings.errors, 1);
    buf_free(&text);
}

static void test_no_file(void **state)
{
    struct fixture *fixture = *state;
    assert_false(ini_read(fixture->path, &fixture->ini, &fixture->findings));
    assert_int_equal(fixture->findings.errors, 1);
    assert_string_equal(fixture->findings.list[0].place.file, fixture->path);
    assert_null(strstr(WHAT(&fixture->findings.list[0]), fixture->path));
}

/* iniparser asks the locale what a letter is; in one of single bytes it would spoil UTF-8. */
static void test_any_locale(void **state)
{
    static const char *const locales[] = {"ru_RU.CP1251", "ru_RU.KOI8-R", "kk_KZ", "tr_TR",
                                          "en_US.ISO-8859-1"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        if (!setlocale(LC_ALL, locales[i]))
            continue;
        assert_string_equal(value(fixture, "[s]\nk = Әлия ҚЫЗЫ Р\n"), "Әлия ҚЫЗЫ Р");
    }
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_continued_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_and_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_silent_corruptions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_longest_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_text_in_joined_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_heading, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults_are_told_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sizes_are_limited, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_any_locale, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
