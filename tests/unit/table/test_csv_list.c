
#include "table/csv_list.h"

#include "unit/fixture.h"
#include "unit/words.h"

/* Appends the records as `NUMBER/LINE: field|field`. */
static void put_records(struct reader *reader, struct buf *out)
{
    struct record record;
    struct report faults = {0};
    struct error err = {0};
    enum record_result result;
    while ((result = reader->next(reader, &record, &faults, &err)) != RECORD_END) {
        buf_printf(out, "%zu/%zu:%s", record.number, record.line,
                   result == RECORD_BAD ? " !" : "");
        for (size_t i = 0; result == RECORD_READ && i < record.count; i++)
            buf_printf(out, "%s%s", i ? "|" : " ", record.fields[i]);
        buf_putc(out, '\n');
        assert_int_not_equal(result, RECORD_FAILED);
        assert_int_equal(faults.count > 0, result == RECORD_BAD);
        report_free(&faults);
    }
}

/* Says what is told of a list of these bytes and what its records are; reads them twice. */
static void assert_list(const char *bytes, size_t size, const enum encoding *encoding,
                        const char *expected)
{
    static const char *const levels[] = {
        [LEVEL_NOTE] = "note", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
    struct fixture fixture;
    struct buf out = {0}, again = {0};
    struct error err = {0};
    fixture_open(&fixture);
    struct report *notes = &fixture.findings;
    struct file *file = file_open(fixture_write(&fixture, "list", bytes, size), &err);
    struct reader *reader = csv_list_open(file, 0, encoding, notes, &err);
    for (size_t i = 0; i < notes->count; i++)
        buf_printf(&out, "%s: %s%s%s\n", levels[notes->list[i].level], WHAT(&notes->list[i]),
                   *ADVICE(&notes->list[i]) ? " " : "", ADVICE(&notes->list[i]));
    size_t reported = out.size;
    buf_puts(&out, words_of(&err));
    if (reader) {
        put_records(reader, &out);
        assert_true(reader->rewind(reader, &err));
        put_records(reader, &again);
        assert_string_equal(buf_text(&out) + reported, buf_text(&again));
        reader->free(reader);
    }
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
    buf_free(&again);
    file_close(file);
    fixture_close(&fixture);
}

#define LIST(bytes, expected) assert_list(bytes, sizeof(bytes) - 1, NULL, expected)

static void nothing_is_told_of_utf8(void **state)
{
    (void)state;
    LIST("", "");
    LIST("a,b\nӘлия,Мұқан\n", "1/1: a|b\n2/2: Әлия|Мұқан\n");
    LIST("\xEF\xBB\xBF"
         "a;b\r\nӘ;1",
         "1/1: a|b\n2/2: Ә|1\n");
    LIST("only ASCII", "1/1: only ASCII\n");
}

static void what_an_encoding_was_found_by_is_told(void **state)
{
    (void)state;
    LIST("\xFF\xFE"
         "a\0\n\0\xD8\x04",
         "note: the list is in UTF-16LE.\n1/1: a\n2/2: Ә\n");
    LIST("\xFE\xFF\0a\0\n\x04\xD8", "note: the list is in UTF-16BE.\n1/1: a\n2/2: Ә\n");
    LIST("a\n\xD1\xE5\xF0\xE3\xE5\xE9 \xCC\xE0\xF0\xE0\xF2\xEE\xE2\n",
         "note: the list is in Windows-1251: so it reads «Сергей».\n"
         "1/1: a\n2/2: Сергей Маратов\n");
    LIST("a\n\xD1\xBC\xEA\xE5\xED \x8D\xE0\xE9\xF0\xE0\xF2\n",
         "note: the list is in KZ-1048: so it reads «Сәкен», not «Сјкен».\n"
         "1/1: a\n2/2: Сәкен Қайрат\n");
}

static void what_is_not_sure_is_a_warning(void **state)
{
    (void)state;
    LIST("a\n\xC8\xE2\xE0\xED\xEE\xE2\n",
         "warning: the list is assumed to be in Windows-1251: so it reads «Иванов». If that is "
         "wrong, use --encoding.\n1/1: a\n2/2: Иванов\n");
    LIST("a\n\xCB\xE8\n",
         "warning: the list is assumed to be in Windows-1251. If that is wrong, "
         "use --encoding.\n1/1: a\n2/2: Ли\n");
    LIST("a\n\xD1\xBC\xEA\xE5\xED\n",
         "warning: the list is assumed to be in KZ-1048: so it reads «Сәкен», not «Сјкен». If "
         "that is wrong, use --encoding.\n1/1: a\n2/2: Сәкен\n");
    LIST("a\n\xD1?\xEA\xE5\xED\n",
         "warning: the list is in Windows-1251; letters that it does not have were lost: "
         "«С?кен». "
         "Save the original list again as «CSV UTF-8».\n1/1: a\n2/2: С?кен\n");
}

static void what_cannot_be_told_is_asked(void **state)
{
    (void)state;
    LIST("a\n\xF3\xE5\xF2\xE7\xE5\xEA \xE9\xD7\xC1\xCE\xCF\xD7 \xEB\xC9\xCD\n",
         "the list is in none of the encodings that are known here: it is not UTF-8, and in "
         "Windows-1251 "
         "it would read «уетзек»; open it in the program that it comes from, and save it "
         "as «CSV UTF-8 (comma delimited)».");
    LIST("a\nӘә\n\xC8\xE2\n",
         "some of this is UTF-8 and some is not; save the list as «CSV UTF-8 (comma "
         "delimited)», or use --encoding.");
}

/* Whoever names the encoding is believed. */
static void a_given_encoding_is_used_without_a_word(void **state)
{
    (void)state;
    static const struct {
        enum encoding encoding;
        const char *bytes;
        size_t size;
        const char *expected;
    } lists[] = {
        {ENCODING_UTF8, "a\nӘ\n", 5, "1/1: a\n2/2: Ә\n"},
        {ENCODING_UTF8, "a\n\xD1\n", 4, "1/1: a\n2/2: \xD1\n"},
        {ENCODING_1251, "a\n\xD1\xBC\n", 5, "1/1: a\n2/2: Сј\n"},
        {ENCODING_KZ1048, "a\n\xD1\xBC\n", 5, "1/1: a\n2/2: Сә\n"},
        {ENCODING_KZ1048, "a\n\xD1\x98\n", 5, "1/1: a\n2/2: С\uFFFD\n"},
        {ENCODING_1251, "Ә\n", 3, "1/1: У\uFFFD\n"},
        {ENCODING_UTF16LE, "a\0\n\0\xD9\x04", 6, "1/1: a\n2/2: ә\n"},
        {ENCODING_UTF16BE, "\0a\0\n\x04\xD9", 6, "1/1: a\n2/2: ә\n"},
        {ENCODING_UTF16LE, "a\0\n\0x", 5, "1/1: a\n2/2: \uFFFD\n"},
        {ENCODING_UTF16BE, "\0a\0\n\xD8\x3D", 6, "1/1: a\n2/2: \uFFFD\n"},
        {ENCODING_UTF16LE, "", 0, ""},
        {ENCODING_UTF16LE, "\xFF\xFE", 2, ""},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_list(lists[i].bytes, lists[i].size, &lists[i].encoding, lists[i].expected);
}

static void records_are_counted_with_those_that_are_bad(void **state)
{
    (void)state;
    LIST("a;b\n\n\"1\n2\";3\n4\"5;6\n7;8\n", "1/1: a|b\n2/2:\n3/3: 1\n2|3\n4/5: !\n5/6: 7|8\n");
}

static void the_separator_is_told(void **state)
{
    (void)state;
    static const struct {
        char asked;
        const char *bytes;
        char found;
        size_t fields;
    } lists[] = {{0, "a;b,c;d\n", ';', 3}, {0, "a\tb\n", '\t', 2}, {',', "a;b,c;d\n", ',', 2}};
    struct fixture fixture;
    struct error err;
    struct record record;
    fixture_open(&fixture);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *path =
            fixture_write(&fixture, "list", lists[i].bytes, strlen(lists[i].bytes));
        struct file *file = file_open(path, &err);
        struct reader *reader =
            csv_list_open(file, lists[i].asked, NULL, &fixture.findings, &err);
        for (int pass = 0; pass < 2; pass++) {
            assert_int_equal(reader->next(reader, &record, &fixture.findings, &err),
                             RECORD_READ);
            assert_int_equal(reader->separator, lists[i].found);
            assert_int_equal(record.count, lists[i].fields);
            assert_true(reader->rewind(reader, &err));
        }
        reader->free(reader);
        file_close(file);
    }
    fixture_close(&fixture);
}

/* The file is decoded in parts of 64 KB: wherever a letter of four bytes lies, it comes whole,
 * and so do those around it. */
static void letters_lie_across_the_border_of_parts(void **state)
{
    (void)state;
    enum { BORDER = 64 * 1024, LINE = 200 };
    const enum encoding encoding = ENCODING_UTF16LE;
    for (size_t start = BORDER - 8; start <= BORDER + 4; start += 2) {
        struct buf bytes = {0}, expected = {0};
        size_t line = 1;
        buf_puts(&expected, "1/1: ");
        while (bytes.size < start) {
            bool end = bytes.size % LINE == LINE - 2;
            buf_add(&bytes, end ? "\n" : "\xD8\x04", 1 + !end);
            if (end)
                buf_putc(&bytes, '\0');
            line += end;
            if (end)
                buf_printf(&expected, "\n%zu/%zu: ", line, line);
            else
                buf_puts(&expected, "Ә");
        }
        buf_add(&bytes, "\x3D\xD8\x0A\xDE\xD9\x04", 6);
        buf_puts(&expected, "\U0001F60Aә\n");
        assert_list(bytes.data, bytes.size, &encoding, expected.data);
        buf_free(&bytes);
        buf_free(&expected);
    }
}

/* Adds lines of letters up to that size, and to `expected` what is told of them. */
static void add_lines(struct buf *bytes, size_t size, struct buf *expected)
{
    enum { LINE = 200 };
    size_t line = 1;
    buf_puts(bytes, "Ә");
    buf_puts(expected, "1/1: Ә");
    while (bytes->size < size) {
        bool end = bytes->size % LINE == LINE - 1;
        buf_putc(bytes, end ? '\n' : 'a');
        line += end;
        if (end)
            buf_printf(expected, "\n%zu/%zu: ", line, line);
        else
            buf_putc(expected, 'a');
    }
}

/* Whether a list is UTF-8 is seen in parts of 64 KB, too: no letter on their border hides it.
 */
static void utf8_is_known_across_the_border_of_parts(void **state)
{
    (void)state;
    enum { BORDER = 64 * 1024 };
    static const char spoilt[] =
        "some of this is UTF-8 and some is not; save the list as «CSV UTF-8 (comma "
        "delimited)», or use --encoding.";
    static const char *const good[] = {"Ә\n", "\U0001F60A\n"};
    static const char *const bad[] = {"\xD3\n", "\xF0\x9F\x98\n", "\x98\n", "\xD3"};
    for (size_t start = BORDER - 5; start <= BORDER + 1; start++) {
        struct buf bytes = {0}, expected = {0};
        add_lines(&bytes, start, &expected);
        size_t told = expected.size;
        for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
            bytes.size = start;
            expected.size = told;
            buf_puts(&bytes, good[i]);
            buf_puts(&expected, good[i]);
            assert_list(bytes.data, bytes.size, NULL, expected.data);
        }
        for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
            bytes.size = start;
            buf_puts(&bytes, bad[i]);
            assert_list(bytes.data, bytes.size, NULL, spoilt);
        }
        buf_free(&bytes);
        buf_free(&expected);
    }
}

/* Rewinding forgets what was decoded and not asked for, and half a letter. */
static void rewinding_begins_anew_in_the_middle(void **state)
{
    (void)state;
    static const char bytes[] = "a\0\n\0b\0\n\0x";
    const enum encoding encoding = ENCODING_UTF16LE;
    struct fixture fixture;
    struct error err;
    struct record record;
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "list", bytes, sizeof bytes - 1);
    struct file *file = file_open(path, &err);
    struct reader *reader = csv_list_open(file, ',', &encoding, &fixture.findings, &err);
    for (size_t count = 0; count <= 4; count++) {
        for (size_t i = 0; i < count && i < 3; i++) {
            static const char *const fields[] = {"a", "b", "\uFFFD"};
            assert_int_equal(reader->next(reader, &record, &fixture.findings, &err),
                             RECORD_READ);
            assert_int_equal(record.number, i + 1);
            assert_int_equal(record.line, i + 1);
            assert_string_equal(record.fields[0], fields[i]);
        }
        if (count == 4)
            assert_int_equal(reader->next(reader, &record, &fixture.findings, &err),
                             RECORD_END);
        assert_true(reader->rewind(reader, &err));
    }
    reader->free(reader);
    file_close(file);
    fixture_close(&fixture);
}

static void a_changed_file_is_not_read_on(void **state)
{
    (void)state;
    const enum encoding encodings[] = {ENCODING_UTF8, ENCODING_KZ1048, ENCODING_UTF16LE};
    struct fixture fixture;
    struct error err = {0};
    struct record record;
    fixture_open(&fixture);
    for (size_t i = 0; i < 3; i++) {
        const char *path = fixture_write(&fixture, "list", i < 2 ? "abc\n" : "a\0\n\0", 4);
        struct file *file = file_open(path, &err);
        struct reader *reader =
            csv_list_open(file, ',', &encodings[i], &fixture.findings, &err);
        fixture_write(&fixture, "list", i < 2 ? "abc\ndd" : "a\0\n\0b\0", 6);
        enum record_result result = reader->next(reader, &record, &fixture.findings, &err);
        while (result == RECORD_READ || result == RECORD_BAD)
            result = reader->next(reader, &record, &fixture.findings, &err);
        assert_int_equal(result, RECORD_FAILED);
        assert_non_null(
            strstr(words_of(&err), "/list: the file was changed while it was in use"));
        assert_int_equal(reader->next(reader, &record, &fixture.findings, &err), RECORD_END);
        assert_false(reader->rewind(reader, &err));
        reader->free(reader);
        assert_null(csv_list_open(file, ',', NULL, &fixture.findings, &err));
        file_close(file);
    }
    assert_int_equal(fixture.findings.count, 0);
    fixture_close(&fixture);
}

/* A file without lines is refused before all of it is read. */
static void endless_lines_are_refused(void **state)
{
    (void)state;
    enum { LINE = 5 * 1024 * 1024 };
    struct buf text = {0};
    buf_puts(&text, "name\nIvanov\n");
    memset(buf_reserve(&text, LINE), 'x', LINE);
    text.size += LINE;
    assert_list(text.data, text.size, NULL,
                "line 3 has more than 4194304 bytes, which no list has; check that this is the "
                "right file.");
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(endless_lines_are_refused),
        cmocka_unit_test(nothing_is_told_of_utf8),
        cmocka_unit_test(what_an_encoding_was_found_by_is_told),
        cmocka_unit_test(what_is_not_sure_is_a_warning),
        cmocka_unit_test(what_cannot_be_told_is_asked),
        cmocka_unit_test(a_given_encoding_is_used_without_a_word),
        cmocka_unit_test(records_are_counted_with_those_that_are_bad),
        cmocka_unit_test(the_separator_is_told),
        cmocka_unit_test(letters_lie_across_the_border_of_parts),
        cmocka_unit_test(utf8_is_known_across_the_border_of_parts),
        cmocka_unit_test(rewinding_begins_anew_in_the_middle),
        cmocka_unit_test(a_changed_file_is_not_read_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
