#include "parse/pdf_lexer.h"

#include "base/mem.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const enum pdf_lexer_kind FAULT = PDF_LEXER_MISSING;

/* Reads one object from a copy that ends where the text does, so that a sanitizer sees a step
 * too far. Says its kind, FAULT if it is none, and in `*rest` how many bytes are left. */
static enum pdf_lexer_kind scan_bytes(const char *text, size_t size, size_t *rest)
{
    struct error err = {0};
    char *bytes = mem_new(size, 1);
    if (size)
        memcpy(bytes, text, size);
    struct pdf_lexer scan = pdf_lexer_of(bytes, 0, size, &err);
    struct pdf_lexer_value value;
    bool read = pdf_lexer_value(&scan, &value);
    assert_in_range(scan.at, 0, size);
    if (read) {
        assert_int_equal(value.end, scan.at);
        assert_true(value.at < value.end);
        assert_string_equal(words_of(&err), "");
    } else
        assert_non_null(strstr(words_of(&err), "Byte "));
    *rest = size - scan.at;
    free(bytes);
    return read ? value.kind : FAULT;
}

static void objects_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum pdf_lexer_kind kind;
        size_t rest;
    } cases[] = {
        {"null", PDF_LEXER_NULL, 0},
        {"true ", PDF_LEXER_BOOLEAN, 1},
        {"false]", PDF_LEXER_BOOLEAN, 1},
        {"12", PDF_LEXER_INTEGER, 0},
        {"-12/A", PDF_LEXER_INTEGER, 2},
        {"+7", PDF_LEXER_INTEGER, 0},
        {"-.5", PDF_LEXER_REAL, 0},
        {"4.", PDF_LEXER_REAL, 0},
        {"12 0 R", PDF_LEXER_REFERENCE, 0},
        {"12\n%between\r\n0\tR>>", PDF_LEXER_REFERENCE, 2},
        {"12 0 Rx", PDF_LEXER_INTEGER, 5},
        {"12 0", PDF_LEXER_INTEGER, 2},
        {"12 -1 R", PDF_LEXER_INTEGER, 5},
        {"120 R", PDF_LEXER_INTEGER, 2},
        {"/Name[", PDF_LEXER_NAME, 1},
        {"/", PDF_LEXER_NAME, 0},
        {"(a(b)c)d", PDF_LEXER_TEXT, 1},
        {"(\\()", PDF_LEXER_TEXT, 0},
        {"(%)", PDF_LEXER_TEXT, 0},
        {"<4 1>", PDF_LEXER_HEX, 0},
        {"<>", PDF_LEXER_HEX, 0},
        {"[]", PDF_LEXER_ARRAY, 0},
        {"[1 0 R(])[<3e>]/]] ", PDF_LEXER_ARRAY, 2},
        {"<</A<</B 1>>/C[2]>>>", PDF_LEXER_DICTIONARY, 1},
        {"<</A/B/C 1 0 R%>>\n>>", PDF_LEXER_DICTIONARY, 0},
        {" %comment\r\f null", PDF_LEXER_NULL, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t rest;
        if (scan_bytes(cases[i].text, strlen(cases[i].text), &rest) != cases[i].kind ||
            rest != cases[i].rest)
            fail_msg("%s", cases[i].text);
    }
}

static void what_is_no_object_is_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {
        "",     " ",      "%",       "nul",     "nullx",    "True",       "-",  ".",    "1.2.3",
        "1-2",  "12x",    "(",       "(()",     "(\\)",     "(\\",        "<4", "<4g>", "<",
        "[",    "[1",     "[>>",     "[1)]",    "]",        ">>",         ">",  "{}",   "<<",
        "<</A", "<</A>>", "<</A 1>", "<<1 2>>", "<<(A)1>>", "<</A 1/B>>", "R",  ")",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t rest;
        if (scan_bytes(wrong[i], strlen(wrong[i]), &rest) != FAULT)
            fail_msg("%s", wrong[i]);
    }
}

static void the_fault_is_told_with_its_byte(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"  <</A 1 2 3>>", "Byte 9: a dictionary has a key that is not a name."},
        {"[1 2", "Byte 4: an object breaks off or is too large."},
        {"[ 1 x]", "Byte 4: this is not a PDF object."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err;
        struct pdf_lexer scan = pdf_lexer_of(cases[i][0], 0, strlen(cases[i][0]), &err);
        struct pdf_lexer_value value;
        assert_false(pdf_lexer_value(&scan, &value));
        assert_string_equal(words_of(&err), cases[i][1]);
    }
}

/* A million brackets must not use up the stack. */
static void nesting_has_a_limit(void **state)
{
    (void)state;
    enum { MANY = 1000000 };
    char *text = mem_new(MANY, 2);
    size_t rest;
    memset(text, '[', MANY);
    memset(text + MANY, ']', MANY);
    assert_int_equal(scan_bytes(text, 2 * (size_t)MANY, &rest), FAULT);
    assert_int_equal(scan_bytes(text + MANY - 32, 64, &rest), PDF_LEXER_ARRAY);
    assert_int_equal(scan_bytes(text + MANY - 33, 66, &rest), FAULT);
    free(text);

    struct buf dictionaries = {0};
    for (size_t i = 0; i < 1000; i++)
        buf_puts(&dictionaries, "<</A");
    assert_int_equal(scan_bytes(dictionaries.data, dictionaries.size, &rest), FAULT);
    buf_free(&dictionaries);
}

/* Whatever is cut off or changed, the scan stays inside and comes to an end. */
static void damage_anywhere_is_survived(void **state)
{
    (void)state;
    static const char sound[] =
        "<</Type/Sig /Contents<00 fF>/M(D:\\(20\\051\\\r\n)/A[1 0 R -.5 "
        "true null[]%x\n]/#41B<</C 12>>>>";
    static const char bad[] = {'\0', '(', ')', '<', '>', '[', ']', '/', '%', '\\', '9', '\xFF'};
    const size_t size = sizeof sound - 1;
    size_t rest;
    assert_int_equal(scan_bytes(sound, size, &rest), PDF_LEXER_DICTIONARY);
    for (size_t cut = 0; cut < size; cut++)
        assert_int_equal(scan_bytes(sound, cut, &rest), FAULT);
    for (size_t at = 0; at < size; at++)
        for (size_t i = 0; i < sizeof bad; i++) {
            char changed[sizeof sound];
            memcpy(changed, sound, sizeof sound);
            changed[at] = bad[i];
            scan_bytes(changed, size, &rest);
        }
}

static struct pdf_lexer_value value_of(const char *text)
{
    struct error err;
    struct pdf_lexer scan = pdf_lexer_of(text, 0, strlen(text), &err);
    struct pdf_lexer_value value;
    assert_true(pdf_lexer_value(&scan, &value));
    return value;
}

static void strings_stand_for_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *meant;
        size_t size;
    } cases[] = {
        {"(a(b)c)", "a(b)c", 5},
        {"()", "", 0},
        {"(\\(\\)\\\\)", "()\\", 3},
        {"(\\n\\r\\t\\b\\f)", "\n\r\t\b\f", 5},
        {"(\\101\\1018\\7z\\08)", "AA8\7z\0008", 7},
        {"(\\x)", "x", 1},
        {"(a\r\nb\rc\nd)", "a\nb\nc\nd", 7},
        {"(a\\\r\nb\\\rc\\\nd)", "abcd", 4},
        {"<48 65\n6C6c6F>", "Hello", 5},
        {"<414>", "A@", 2},
        {"<>", "", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_lexer_value value = value_of(cases[i].text);
        struct buf out = {0};
        assert_true(pdf_lexer_string(cases[i].text, &value, &out));
        assert_int_equal(out.size, cases[i].size);
        assert_memory_equal(buf_text(&out), cases[i].meant, cases[i].size);
        buf_free(&out);
    }
    struct pdf_lexer_value name = value_of("/Name");
    struct buf out = {0};
    assert_false(pdf_lexer_string("/Name", &name, &out));
    assert_int_equal(out.size, 0);
    buf_free(&out);
}

static void a_name_is_one_however_it_is_spelt(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
        bool same;
    } cases[] = {
        {"/Type", "Type", true},     {"/#54ype", "Type", true}, {"/Typ#65", "Type", true},
        {"/T#79pE", "Type", false},  {"/Typ", "Type", false},   {"/Types", "Type", false},
        {"/Typ#", "Typ#", true},     {"/Typ#6", "Type", false}, {"/Typ#6g", "Typ#6g", true},
        {"/Type#00", "Type", false}, {"/#00", "", false},       {"/", "", true},
        {"(Type)", "Type", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_lexer_value value = value_of(cases[i].text);
        if (pdf_lexer_is_name(cases[i].text, &value, cases[i].name) != cases[i].same)
            fail_msg("%s", cases[i].text);
    }
}

static void numbers_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    uint64_t number = 7;
    struct pdf_lexer_value value = value_of("18446744073709551615");
    assert_true(pdf_lexer_number("18446744073709551615", &value, &number));
    assert_true(number == UINT64_MAX);
    const char *const wrong[] = {"18446744073709551616",
                                 "99999999999999999999999",
                                 "-1",
                                 "+1",
                                 "1.0",
                                 "1 0 R",
                                 "/1",
                                 "(1)"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        value = value_of(wrong[i]);
        assert_false(pdf_lexer_number(wrong[i], &value, &number));
    }
}

static void a_word_stands_on_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
        bool found;
    } cases[] = {
        {"obj", "obj", true},           {"obj<<", "obj", true}, {"obj ", "obj", true},
        {"object", "obj", false},       {"ob", "obj", false},   {"", "obj", false},
        {"stream\r\n", "stream", true}, {">>x", ">>", true},    {" obj", "obj", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_lexer scan = pdf_lexer_of(cases[i].text, 0, strlen(cases[i].text), NULL);
        assert_int_equal(pdf_lexer_word(&scan, cases[i].word), cases[i].found);
        assert_int_equal(scan.at, cases[i].found ? strlen(cases[i].word) : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_told_apart),
        cmocka_unit_test(what_is_no_object_is_refused),
        cmocka_unit_test(the_fault_is_told_with_its_byte),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(damage_anywhere_is_survived),
        cmocka_unit_test(strings_stand_for_bytes),
        cmocka_unit_test(a_name_is_one_however_it_is_spelt),
        cmocka_unit_test(numbers_that_do_not_fit_are_refused),
        cmocka_unit_test(a_word_stands_on_its_own),
    };
    return cmocka_run_group_tests_name("pdfscan", tests, NULL, NULL);
}
