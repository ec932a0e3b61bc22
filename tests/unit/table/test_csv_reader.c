#include "table/csv_reader.h"

#include "base/buf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Gives `text` in parts of `part` bytes, and fails at its end if `breaks`. */
struct tape {
    const char *text;
    size_t size, at, part;
    bool breaks;
};

static bool read_tape(void *self, void *bytes, size_t room, size_t *size, struct error *err)
{
    struct tape *tape = self;
    size_t left = tape->size - tape->at;
    if (!left && tape->breaks)
        return error_set(err, "?", "the tape broke.");
    *size = left < tape->part ? left : tape->part;
    *size = *size < room ? *size : room;
    if (*size)
        memcpy(bytes, tape->text + tape->at, *size);
    tape->at += *size;
    return true;
}

/* Prints records as `LINE[-LAST]: field|field` and bad ones as `LINE: !what`. */
static void print_records(struct tape *tape, char separator, struct buf *out)
{
    const struct csv_source source = {.read = read_tape, .self = tape};
    struct csv_reader *csv = csv_reader_new(source, separator);
    struct error err = {0};
    struct record record;
    for (;;) {
        enum record_result result = csv_reader_next(csv, &record, &err);
        if (result == RECORD_END)
            break;
        buf_printf(out, "%zu", record.line);
        if (result == RECORD_READ && record.last != record.line)
            buf_printf(out, "-%zu", record.last);
        buf_puts(out, result == RECORD_READ ? ":" : ": !");
        for (size_t i = 0; result == RECORD_READ && i < record.count; i++)
            buf_printf(out, "%s%s", i ? "|" : " ", record.fields[i]);
        buf_printf(out, "%s\n", result == RECORD_READ ? "" : words_of(&err));
        if (result == RECORD_FAILED)
            assert_int_equal(csv_reader_next(csv, &record, &err), RECORD_END);
    }
    csv_reader_free(csv);
}

static void check(const char *text, char separator, const char *expected)
{
    const size_t parts[] = {1, 2, 3, 7, 1000000};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct tape tape = {.text = text, .size = strlen(text), .part = parts[i]};
        struct buf out = {0};
        print_records(&tape, separator, &out);
        assert_string_equal(buf_text(&out), expected);
        buf_free(&out);
    }
}

/* As `check`, with only the part of the first bad record's text that matters. */
static void check_bad(const char *text, const char *expected, const char *says)
{
    struct tape tape = {.text = text, .size = strlen(text), .part = 5};
    struct buf out = {0};
    print_records(&tape, ',', &out);
    if (!strstr(buf_text(&out), says))
        fail_msg("«%s» does not say «%s»", buf_text(&out), says);
    char *bang = strchr(out.data, '!');
    char *rest = strchr(bang, '\n');
    memmove(bang + 1, rest, strlen(rest) + 1);
    assert_string_equal(out.data, expected);
    buf_free(&out);
}

static void line_ends(void **state)
{
    (void)state;
    check("a,b\nc,d\n", ',', "1: a|b\n2: c|d\n");
    check("a,b\r\nc,d\r\n", ',', "1: a|b\n2: c|d\n");
    check("a,b\rc,d\r", ',', "1: a|b\n2: c|d\n");
    check("a,b\nc,d", ',', "1: a|b\n2: c|d\n");
    check("a\r\n\r\n\nb", ',', "1: a\n2:\n3:\n4: b\n");
    check("", ',', "");
    check("\n", ',', "1:\n");
}

static void quotes(void **state)
{
    (void)state;
    check("\"a,b\",\"c \"\"d\"\"\"\n", ',', "1: a,b|c \"d\"\n");
    check("\"a\r\nb\",c\r\nd,e\r\n", ',', "1-2: a\nb|c\n3: d|e\n");
    check("\"a\rb\n\nc\",\"\nd\"\nlast", ',', "1-5: a\nb\n\nc|\nd\n6: last\n");
    check("\"\",,\"\"\n", ',', "1: ||\n");
    check("a,\"b\" ,c\n", ',', "1: a|b|c\n");
}

static void byte_order_mark(void **state)
{
    (void)state;
    check("\xEF\xBB\xBF\"a\",b\nc,d\n", 0, "1: a|b\n2: c|d\n");
    check("\xEF\xBB\xBF", 0, "");
    check("\xEF\xBB", ',', "1: \xEF\xBB\n");
}

static void separator_of_the_headings(void **state)
{
    (void)state;
    check("a;b\nc,d;e,f,g\n", 0, "1: a|b\n2: c,d|e,f,g\n");
    check("a\tb\n c\t\t\n", 0, "1: a|b\n2:  c||\n");
    check("a,b;c,d\n", 0, "1: a|b;c|d\n");
    check("\"a,b,c\";d\n", 0, "1: a,b,c|d\n");
    check("\"a\n,,\";d\n1;2\n", 0, "1-2: a\n,,|d\n3: 1|2\n");
    check("a, b;c\n", 0, "1: a, b|c\n");
    check("\n \r\na;b\n", 0, "1:\n2:  \n3: a|b\n");
    check("a;b\n", ',', "1: a;b\n");
}

/* Google writes tabs without quoting; Excel quotes what needs it, and some programs quote all.
 */
static void quotes_among_tabs(void **state)
{
    (void)state;
    check("no\tname\n1\t\"Ak\"\n2\tA \"B\"\n3\t\"A \"\"B\"\"\"\n4\t\"A, B\"\n", 0,
          "1: no|name\n2: 1|\"Ak\"\n3: 2|A \"B\"\n4: 3|A \"B\"\n5: 4|A, B\n");
    check("no\tname\n1\t\"Ak\nB\"\n2\tC\n", 0, "1: no|name\n2-3: 1|Ak\nB\n4: 2|C\n");
    check("\"no\"\t\"name\"\n\"1\"\t\"Ak\"\n", 0, "1: no|name\n2: 1|Ak\n");
    check("no;name\n1;\"Ak\"\n", 0, "1: no|name\n2: 1|Ak\n");
}

static void one_column_has_no_separator(void **state)
{
    (void)state;
    check("name\nIvanov, Ivan; x\ty\n", 0, "1: name\n2: Ivanov, Ivan; x\ty\n");
    check("name\n\"a\nb\"\n", 0, "1: name\n2-3: a\nb\n");
    check("name", 0, "1: name\n");
}

static void bad_quotes_spoil_one_record(void **state)
{
    (void)state;
    check_bad("a,b\nc,d \"e\"\nf,g\n", "1: a|b\n2: !\n3: f|g\n",
              "there is a quotation mark inside field 2");
    check_bad("a,\"b\"c\nd,e\n", "1: !\n2: d|e\n", "field 2 begins with a quotation mark");
    check_bad("a,\"b\" \"c\nd,e\n", "1: !\n2: d|e\n", "field 2 begins with a quotation mark");
}

/* The rows behind the lost quotation mark are read as if nothing had been. */
static void a_lost_quote_spoils_one_line(void **state)
{
    (void)state;
    check_bad("a,\"b\nc,d\ne,f\n", "1: !\n2: c|d\n3: e|f\n",
              "opens field 2 in line 1 is never closed");
    check_bad("a,\"b\nc,d\ne,\"f,g\"\n", "1: !\n2: c|d\n3: e|f,g\n",
              "field 2 begins with a quotation mark in line 1 and goes on after the closing "
              "one in line 3");
    check_bad("x\n\"a\nb\",\"c\nd,e\nf\n", "1: x\n2: !\n4: d|e\n5: f\n",
              "opens field 2 in line 3 is never closed");
    check_bad("\"", "1: !\n", "opens field 1 in line 1 is never closed");
}

/* Memory must not grow with what a lost quotation mark takes in. */
static void a_lost_quote_in_a_long_list(void **state)
{
    (void)state;
    struct buf text = {0}, out = {0};
    buf_puts(&text, "a,b\n\"c,d\n");
    for (int i = 0; i < 20000; i++)
        buf_puts(&text, "Әлия,Мұқанқызы\r\n");
    struct tape tape = {.text = text.data, .size = text.size, .part = 1000000};
    print_records(&tape, 0, &out);
    assert_non_null(strstr(out.data, "\n2: !the quotation mark that opens field 1 in line 2"));
    assert_non_null(strstr(out.data, "\n3: Әлия|Мұқанқызы\n"));
    assert_non_null(strstr(out.data, "\n20002: Әлия|Мұқанқызы\n"));
    buf_free(&text);
    buf_free(&out);
}

/* The fault is told when it is seen to be one, not at the end of a long file. */
static void a_lost_quote_is_told_soon(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_puts(&text, "\"c,d\n");
    while (text.size < 8 * (size_t)CSV_READER_FIELD_SIZE)
        buf_puts(&text, "Әлия,Мұқанқызы\r\n");
    struct tape tape = {.text = text.data, .size = text.size, .part = 4096};
    const struct csv_source source = {.read = read_tape, .self = &tape};
    struct csv_reader *csv = csv_reader_new(source, ',');
    struct record record;
    struct error err;
    assert_int_equal(csv_reader_next(csv, &record, &err), RECORD_BAD);
    assert_true(tape.at < 2 * (size_t)CSV_READER_FIELD_SIZE);
    csv_reader_free(csv);
    buf_free(&text);
}

static void check_huge(struct buf *text, const char *says, const char *ends)
{
    struct buf out = {0};
    struct tape tape = {.text = text->data, .size = text->size, .part = 1000000};
    print_records(&tape, ',', &out);
    if (!strstr(out.data, says))
        fail_msg("«%.200s» does not say «%s»", out.data, says);
    assert_true(out.size > strlen(ends));
    assert_string_equal(out.data + out.size - strlen(ends), ends);
    buf_free(&out);
    buf_free(text);
}

static void limits(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < CSV_READER_FIELDS; i++)
        buf_puts(&text, ",");
    buf_puts(&text, "\na,b\n");
    check_huge(&text, "1: !the row has more than 1000 fields", "\n2: a|b\n");

    memset(buf_reserve(&text, 70000), 'x', 70000);
    text.size = 70000;
    buf_puts(&text, ",\"y\nz\"\na,b\n");
    check_huge(&text, "1: !field 1 has more than 65536 bytes; shorten it.\n3: a|b\n",
               "\n3: a|b\n");

    memset(buf_reserve(&text, 3000000), 'x', 3000000);
    text.size = 3000000;
    buf_puts(&text, "\r\na,b\n");
    check_huge(&text, "1: !the row has more than 1048576 bytes", "\n2: a|b\n");

    for (int i = 0; i < 300; i++) {
        memset(buf_reserve(&text, 5000), 'x', 5000);
        text.data[text.size] = '"';
        text.size += 5000;
        buf_puts(&text, "\n\",");
    }
    buf_puts(&text, "\na,b\n");
    check_huge(&text, "1: !the row has more than 1048576 bytes", ": a|b\n");
}

static void nul_is_not_text(void **state)
{
    (void)state;
    struct buf out = {0};
    struct tape tape = {.text = "a,b\nc\0,d\ne,f\n", .size = 13, .part = 4};
    print_records(&tape, 0, &out);
    assert_non_null(strstr(out.data, "2: !there is a byte of value 0"));
    assert_non_null(strstr(out.data, "\n3: e|f\n"));
    buf_free(&out);
}

static void a_failing_source_ends_it(void **state)
{
    (void)state;
    struct buf out = {0};
    struct tape tape = {.text = "a,b\nc,", .size = 6, .part = 4, .breaks = true};
    print_records(&tape, 0, &out);
    assert_string_equal(out.data, "1: a|b\n2: !the tape broke.\n");
    buf_clear(&out);
    tape = (struct tape){.text = "", .part = 4, .breaks = true};
    print_records(&tape, 0, &out);
    assert_string_equal(out.data, "1: !the tape broke.\n");
    buf_free(&out);
}

/* Whatever the bytes: no crash, lines only go up, and the text is passed to its end. */
static void any_bytes(void **state)
{
    (void)state;
    static const char alphabet[] = "\"\"\",,;\t\n\n\r ab\xD3\x99";
    uint32_t seed = 1;
    char text[64];
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = alphabet[(seed >> 16) % sizeof alphabet];
        }
        struct tape tape = {.text = text, .size = seed % sizeof text, .part = 1 + seed % 9};
        const struct csv_source source = {.read = read_tape, .self = &tape};
        struct csv_reader *csv = csv_reader_new(source, 0);
        struct error err;
        struct record record;
        size_t line = 0;
        while (csv_reader_next(csv, &record, &err) != RECORD_END) {
            assert_true(record.line > line);
            line = record.line;
        }
        assert_int_equal(tape.at, tape.size);
        csv_reader_free(csv);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends),
        cmocka_unit_test(quotes),
        cmocka_unit_test(byte_order_mark),
        cmocka_unit_test(separator_of_the_headings),
        cmocka_unit_test(quotes_among_tabs),
        cmocka_unit_test(one_column_has_no_separator),
        cmocka_unit_test(bad_quotes_spoil_one_record),
        cmocka_unit_test(a_lost_quote_spoils_one_line),
        cmocka_unit_test(a_lost_quote_in_a_long_list),
        cmocka_unit_test(a_lost_quote_is_told_soon),
        cmocka_unit_test(limits),
        cmocka_unit_test(nul_is_not_text),
        cmocka_unit_test(a_failing_source_ends_it),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
