#include "table/cell_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const kinds[] = {
    [CELL_NUMBER] = "number",
    [CELL_DATE] = "date",
    [CELL_TIME] = "time",
    [CELL_SPAN] = "span",
    [CELL_DATE_TIME] = "date and time",
};

/* `expected` is NULL where the number is none, and nothing must be appended. */
static void assert_put(const char *text, struct cell_format format, bool since_1904,
                       const char *expected)
{
    struct buf out = {0};
    buf_puts(&out, "=");
    assert_int_equal(cell_value_put(text, format, since_1904, &out) != CELL_UNUSABLE,
                     expected != NULL);
    if (strcmp(out.data + 1, expected ? expected : "") != 0)
        fail_msg("«%s» as a %s became «%s», not «%s»", text, kinds[format.kind], out.data + 1,
                 expected ? expected : "");
    buf_free(&out);
}

/* Takes the next of texts that are parted by bars; false at the end. */
static bool take(const char **texts, char text[64])
{
    size_t size = strcspn(*texts, "|");
    if (!**texts)
        return false;
    snprintf(text, 64, "%.*s", (int)size, *texts);
    *texts += size + ((*texts)[size] == '|');
    return true;
}

static void assert_number(const char *text, const char *expected)
{
    assert_put(text, (struct cell_format){CELL_NUMBER, NULL}, false, expected);
}

static void numbers_have_fifteen_digits_and_no_exponent(void **state)
{
    (void)state;
    const char *numbers =
        "0=0|-0=0|0.000=0|0E999=0|7=7|+7=7|-7.50=-7.5|.5=0.5|5.=5|0012=12|1e2=100|"
        "1.5E+3=1500|12345E-2=123.45|1.0000000000000001E-2=0.01|"
        "0.30000000000000004=0.3|2.9999999999999996=3|-9.9999999999999999=-10|"
        "999999999999999=999999999999999|999999999999999.4=999999999999999|"
        "1E-30=0.000000000000000000000000000001";
    for (char text[64]; take(&numbers, text);) {
        char *equals = strchr(text, '=');
        *equals = '\0';
        assert_number(text, equals + 1);
    }
}

/* A double keeps no more, and a registration number must be whole. */
static void longer_numbers_are_refused(void **state)
{
    (void)state;
    assert_number("999999999999999", "999999999999999");
    assert_number("1234567890123454", NULL);
    assert_number("12345678901234549", NULL);
    assert_number("1E29", NULL);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",    " ",     ".",     "-",     "+",     "--1",    "-+1",           "e5",   "1e",
        "1e+", "1e5.5", "1 ",    " 1",    "1,5",   "1x",     "0x1",           "1e5x", "NaN",
        "INF", "1E30",  "1.2.3", "1E400", "1E-32", "1E-400", "1E99999999999", "١",    "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (enum cell_kind kind = CELL_NUMBER; kind <= CELL_DATE_TIME; kind++)
            assert_put(bad[i], (struct cell_format){kind, NULL}, false, NULL);
}

/* Zeros by the thousand neither move the point nor pass the room for digits. */
static void long_numbers_are_read_to_their_end(void **state)
{
    (void)state;
    char text[400];
    memset(text, '0', sizeof text);
    memcpy(text + sizeof text - 4, "7.5", 4);
    assert_number(text, "7.5");
    memset(text, '9', sizeof text);
    text[sizeof text - 1] = '\0';
    assert_number(text, NULL);
    text[1] = '.';
    assert_number(text, "10");
}

static void numbers_are_filled_with_zeros(void **state)
{
    (void)state;
    const struct cell_format three = cell_value_format("000");
    assert_put("7", three, false, "007");
    assert_put("0", three, false, "000");
    assert_put("-7", three, false, "-007");
    assert_put("123", three, false, "123");
    assert_put("1234", three, false, "1234");
    assert_put("1E2", three, false, "100");
    assert_put("1", cell_value_format("000000000000000"), false, "000000000000001");
    assert_put("1", cell_value_format("0"), false, "1");
}

static void assert_kinds(const char *codes, enum cell_kind kind)
{
    for (char code[64]; take(&codes, code);)
        if (cell_value_format(code).kind != kind)
            fail_msg("«%s» is a %s, not a %s", code, kinds[cell_value_format(code).kind],
                     kinds[kind]);
}

static void codes_of_dates_are_known(void **state)
{
    (void)state;
    assert_kinds("dd/mm/yyyy|yyyy\\-mm\\-dd|DD.MM.YYYY|d|mmm|mmmm yyyy|[Red]dd.mm.yy|[>=5]mm|"
                 "[$-43F]d mmmm yyyy\" ж.\"|[$-419]d mmm;@|[$-F800]dddd|\"h:s\"yyyy|\\h\\sd|"
                 "yyyy;[h]:mm",
                 CELL_DATE);
    assert_kinds("h:mm|hh:mm:ss|mm:ss|ss|h:mm AM/PM|[$-F400]h:mm:ss|\"date\" h|h:mm;yyyy",
                 CELL_TIME);
    assert_kinds("[h]:mm:ss|[mm]:ss|[ss]|[HH]:MM|[s]", CELL_SPAN);
    assert_kinds("dd.mm.yyyy hh:mm|yyyy-mm-dd\\Thh:mm:ss|m/d/yy h:mm AM/PM|d [h]|"
                 "[$-43F]d mmmm yyyy, hh:mm",
                 CELL_DATE_TIME);
}

/* Letters that are shown as they stand make no date of a number, nor does a colour, a
 * condition, a currency, or a quotation mark or bracket that nothing closes. */
static void codes_of_numbers_are_no_dates(void **state)
{
    (void)state;
    assert_kinds("General|@|0.00|#,##0|0%|0.00E+00|# ?/?|0\" days\"|0\\d|0_d|0*d|0\\|0;yyyy|"
                 "[Red]0|[Yellow]0|[Cyan]0|[<=9999999]###\\-####|[$$-409]#,##0|000;000|"
                 "#,##0.00\\ [$₸-43F]|0\"days|[dd|\"|[|\\|0000000000000000",
                 CELL_NUMBER);
    static const char *const plain[] = {"", "General", "0.00", "000;000", "0000000000000000"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        assert_int_equal(cell_value_format(plain[i]).kind, CELL_NUMBER);
    }
}

static void numbers_of_formats_are_those_of_excel(void **state)
{
    (void)state;
    static const struct {
        size_t first, last;
        enum cell_kind kind;
    } formats[] = {{0, 13, CELL_NUMBER},     {14, 17, CELL_DATE},   {18, 21, CELL_TIME},
                   {22, 22, CELL_DATE_TIME}, {23, 26, CELL_NUMBER}, {27, 31, CELL_DATE},
                   {37, 44, CELL_NUMBER},    {45, 45, CELL_TIME},   {46, 46, CELL_SPAN},
                   {47, 47, CELL_TIME},      {48, 49, CELL_NUMBER}, {50, 54, CELL_DATE},
                   {57, 58, CELL_DATE},      {59, 200, CELL_NUMBER}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        for (size_t number = formats[i].first; number <= formats[i].last; number++) {
            assert_int_equal(cell_value_own_format(number).kind, formats[i].kind);
        }
    assert_int_equal(cell_value_own_format(SIZE_MAX).kind, CELL_NUMBER);
}

/* Excel counts a 29 February 1900 that never was: its number is no date. */
static void days_are_counted_from_1900_or_1904(void **state)
{
    (void)state;
    static const struct {
        const char *number, *since_1900, *since_1904;
    } days[] = {{"0", NULL, "1904-01-01"},
                {"1", "1900-01-01", "1904-01-02"},
                {"31", "1900-01-31", "1904-02-01"},
                {"59", "1900-02-28", "1904-02-29"},
                {"60", NULL, "1904-03-01"},
                {"61", "1900-03-01", "1904-03-02"},
                {"366", "1900-12-31", "1905-01-01"},
                {"367", "1901-01-01", "1905-01-02"},
                {"36585", "2000-02-29", "2004-03-01"},
                {"36586", "2000-03-01", "2004-03-02"},
                {"4.3011E4", "2017-10-03", "2021-10-04"},
                {"43011.99999", "2017-10-03", "2021-10-04"},
                {"73109", "2100-02-28", "2104-03-01"},
                {"73110", "2100-03-01", "2104-03-02"},
                {"2957003", "9995-12-30", "9999-12-31"},
                {"2957004", "9995-12-31", NULL},
                {"2958465", "9999-12-31", NULL},
                {"2958466", NULL, NULL},
                {"-1", NULL, NULL},
                {"1E20", NULL, NULL},
                {"99999999999", NULL, NULL}};
    const struct cell_format date = {CELL_DATE, NULL};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_put(days[i].number, date, false, days[i].since_1900);
        assert_put(days[i].number, date, true, days[i].since_1904);
    }
}

static void times_are_told_to_the_second(void **state)
{
    (void)state;
    const struct cell_format time = {CELL_TIME, NULL}, both = {CELL_DATE_TIME, NULL};
    assert_put("0", time, false, "00:00");
    assert_put("0.5", time, false, "12:00");
    assert_put("0.39583333333333331", time, true, "09:30");
    assert_put("1.1574074074074073E-5", time, false, "00:00:01");
    assert_put("0.99998842592592596", time, false, "23:59:59");
    assert_put("1E-29", time, false, "00:00");
    /* A span of days is no time of day, and a day without a time is none either. */
    assert_put("1", time, false, NULL);
    assert_put("1.25", time, false, NULL);
    assert_put("-0.5", time, false, NULL);
    assert_put("43011", both, false, "2017-10-03");
    assert_put("43011.39583333333", both, false, "2017-10-03T09:30");
    assert_put("43011.39584490741", both, false, "2017-10-03T09:30:01");
    assert_put("41549.5", both, true, "2017-10-03T12:00");
    assert_put("43465.9999999", both, false, "2019-01-01");
    assert_put("0.5", both, false, NULL);
    assert_put("60.5", both, false, NULL);
    assert_put("2958466.5", both, false, NULL);
}

static void iso_dates_lose_their_zeros(void **state)
{
    (void)state;
    const char *texts =
        "2017-10-03=2017-10-03|2017-10-03T00:00:00=2017-10-03|"
        "2017-10-03T00:00:00.000=2017-10-03|2017-10-03T00:00=2017-10-03|"
        "2017-10-03T09:30:00=2017-10-03T09:30|2017-10-03T09:30=2017-10-03T09:30|"
        "2017-10-03T09:00=2017-10-03T09:00|2017-10-03T00:00:30=2017-10-03T00:00:30|"
        "2017-10-03T20:00:00=2017-10-03T20:00|2017-10-03T09:30:10=2017-10-03T09:30:10|"
        "T=T";
    for (char text[64]; take(&texts, text);) {
        struct buf out = {0};
        char *equals = strchr(text, '=');
        *equals = '\0';
        cell_value_put_iso(text, CELL_NUMBER, &out);
        assert_string_equal(buf_text(&out), equals + 1);
        buf_free(&out);
    }
}

/* A time is a fraction of a day, and some programs write what is left of that. */
static void iso_times_are_rounded_to_seconds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum cell_kind kind;
        const char *expected;
    } times[] = {
        {"09:30:00", CELL_NUMBER, "09:30"},
        {"09:29:59.9999998", CELL_TIME, "09:30"},
        {"T09:30:15.4999", CELL_TIME, "09:30:15"},
        {"00:00:00.000", CELL_TIME, "00:00"},
        {"23:59:59.7", CELL_TIME, "00:00"},
        {"1899-12-30T09:30:00.0000001", CELL_TIME, "09:30"},
        {"1899-12-30T00:00:00", CELL_TIME, "00:00"},
        {"2017-10-03T09:29:59.9999998Z", CELL_DATE_TIME, "2017-10-03T09:30"},
        {"2017-10-03T09:29:59.9999998Z", CELL_DATE, "2017-10-03"},
        {"2017-10-03T23:59:59.9999998", CELL_DATE_TIME, "2017-10-04"},
        {"2017-10-31T23:59:59.5", CELL_NUMBER, "2017-11-01"},
        {"2016-02-28T23:59:59.5", CELL_NUMBER, "2016-02-29"},
        {"2017-12-31T23:59:59.5", CELL_NUMBER, "2018-01-01"},
        {"2017-10-03T23:59:59.9999998", CELL_DATE, "2017-10-03"},
        {"9999-12-31T23:59:59.9", CELL_NUMBER, "9999-12-31"},
        {"2017-10-03T24:00:00", CELL_NUMBER, "2017-10-03T24:00:00"},
        {"2017-10-03T9:30", CELL_NUMBER, "2017-10-03T9:30"},
        {"Time: 9", CELL_NUMBER, "Time: 9"},
    };
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct buf out = {0};
        cell_value_put_iso(times[i].text, times[i].kind, &out);
        assert_string_equal(buf_text(&out), times[i].expected);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_fifteen_digits_and_no_exponent),
        cmocka_unit_test(longer_numbers_are_refused),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(long_numbers_are_read_to_their_end),
        cmocka_unit_test(numbers_are_filled_with_zeros),
        cmocka_unit_test(codes_of_dates_are_known),
        cmocka_unit_test(codes_of_numbers_are_no_dates),
        cmocka_unit_test(numbers_of_formats_are_those_of_excel),
        cmocka_unit_test(days_are_counted_from_1900_or_1904),
        cmocka_unit_test(times_are_told_to_the_second),
        cmocka_unit_test(iso_dates_lose_their_zeros),
        cmocka_unit_test(iso_times_are_rounded_to_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
