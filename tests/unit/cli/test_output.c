#include "cli/output.h"

#include "unit/capture.h"

#include <string.h>

static void test_findings_are_printed(void **state)
{
    (void)state;
    struct report findings = {0};
    char reported[512];
    report_add(&findings, LEVEL_ERROR,
               (struct place){.file = "list.csv", .line = 17, .row = 17, .who = "Әлия"},
               "field-empty", "the field «%s» is empty.", "n");
    report_advise(&findings, "Fill it.");
    report_add(&findings, LEVEL_NOTE, (struct place){.file = "list.csv", .line = 18, .row = 18},
               "so", "so.");
    struct capture capture = capture_begin(stderr);
    output_findings(stderr, &findings, LEVEL_NOTE);
    output_findings(stderr, &findings, LEVEL_WARNING);
    capture_end(&capture, reported, sizeof reported);
    assert_string_equal(reported, "list.csv:17: Әлия: the field «n» is empty. Fill it.\n"
                                  "list.csv:18: note: so.\n"
                                  "list.csv:17: Әлия: the field «n» is empty. Fill it.\n");
    report_free(&findings);
}

/* Neither a list nor a file's name can steer the terminal, or seem to say something else. */
static void test_lines_are_harmless(void **state)
{
    (void)state;
    char reported[512];
    struct capture capture = capture_begin(stderr);
    output_line(stderr, "a\nb\tc\x1B[2J\xC2\x9B\x7F\r\u202Efdp\u2066\u200F\u2028");
    output_fail("file-odd", "%s: «%s»", "Ә\xFF.pdf", "\x1B]0;x\x07");
    capture_end(&capture, reported, sizeof reported);
    assert_string_equal(reported, "a b c<U+001B>[2J<U+009B><U+007F><U+000D><U+202E>fdp<U+2066>"
                                  "<U+200F><U+2028>\n"
                                  "kualik: Ә<U+FFFD>.pdf: «<U+001B>]0;x<U+0007>»\n");
}

/* A program finds the place, the code, the sentence and the exit status. */
static void test_failures_are_json_too(void **state)
{
    (void)state;
    char printed[1024], reported[512];
    struct error err;
    error_set(&err, "key-missing", "The key \"%s\" is missing.", "файл");
    error_advise(&err, "Add it.");
    error_at(&err, (struct place){.file = "t.ini", .line = 3, .section = "document"});
    struct capture out = capture_begin(stdout), told = capture_begin(stderr);
    output_failure(&err, 2, true);
    output_failure(&err, 2, false);
    capture_end(&told, reported, sizeof reported);
    capture_end(&out, printed, sizeof printed);
    assert_string_equal(
        printed,
        "{\"status\":\"error\",\"line\":3,\"row\":0,\"file\":\"t.ini\",\"who\":\"\","
        "\"section\":\"document\",\"key\":\"\",\"column\":\"\",\"placeholder\":\"\","
        "\"cell\":\"\",\"code\":\"key-missing\",\"what\":\"The key \\\"файл\\\" is missing.\","
        "\"advice\":\"Add it.\",\"message\":\"t.ini:3: [document]: The key \\\"файл\\\" is "
        "missing. Add it.\",\"exit\":2}\n");
    assert_string_equal(reported,
                        "kualik: t.ini:3: [document]: The key \"файл\" is missing. Add it.\n"
                        "kualik: t.ini:3: [document]: The key \"файл\" is missing. Add it.\n");
}

/* What does not end a command has no exit status. */
static void test_warnings_are_json_too(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "{\"status\":\"warning\",\"line\":0,\"row\":0,",
        "{\"status\":\"warning\",\"line\":4,\"row\":3,\"file\":\"list.csv\",",
        "{\"status\":\"note\",", "{\"status\":\"warning\",", "{\"status\":\"error\","};
    char printed[2048], reported[512];
    struct error err;
    struct report report = {0};
    const struct place place = {.file = "list.csv", .line = 4, .row = 3};
    error_set(&err, "t-stray", "A file is nobody's.");
    report_add(&report, LEVEL_NOTE, place, "t-note", "A note.");
    report_add(&report, LEVEL_WARNING, place, "t-warning", "A warning.");
    report_add(&report, LEVEL_ERROR, place, "t-error", "An error.");
    struct capture out = capture_begin(stdout), told = capture_begin(stderr);
    output_warning(&err, true);
    output_warning(&err, false);
    output_json_warnings(&report);
    output_faults(&report, LEVEL_NOTE, 1, true);
    output_faults(&report, LEVEL_WARNING, 1, false);
    capture_end(&told, reported, sizeof reported);
    capture_end(&out, printed, sizeof printed);
    const char *at = printed;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_memory_equal(at, lines[i], strlen(lines[i]));
        const char *end = strchr(at, '\n'), *exit = strstr(at, "\"exit\":1");
        assert_true((exit && exit < end) == (i == 4));
        at = end + 1;
    }
    assert_string_equal(at, "");
    assert_non_null(strstr(printed, "\"code\":\"t-stray\",\"what\":\"A file is nobody's.\","));
    assert_non_null(strstr(reported, "kualik: warning: A file is nobody's.\n"));
    report_free(&report);
}

/* What stands on one line are sentences with spaces between. */
static void test_sentences_on_a_line(void **state)
{
    (void)state;
    struct buf line = {0};
    output_add(&line, "%d is there.", 1);
    output_add(&line, "None is missing.");
    assert_string_equal(line.data, "1 is there. None is missing.");
    buf_free(&line);
}

static void test_where_errors_begin(void **state)
{
    (void)state;
    struct error err;
    char reported[512];
    error_set(&err, "bad", "It is bad.");
    error_advise(&err, "Fix it.");
    error_at(&err, (struct place){.file = "list.csv", .line = 17, .row = 17, .who = "Әлия"});
    struct capture capture = capture_begin(stderr);
    output_error(&err);
    output_warning(&err, false);
    output_fault(&err);
    assert_false(output_fail("worse", "It is %s.", "worse"));
    capture_end(&capture, reported, sizeof reported);
    assert_string_equal(reported, "kualik: list.csv:17: Әлия: It is bad. Fix it.\n"
                                  "kualik: warning: list.csv:17: Әлия: It is bad. Fix it.\n"
                                  "list.csv:17: Әлия: It is bad. Fix it.\n"
                                  "kualik: It is worse.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_findings_are_printed),
        cmocka_unit_test(test_lines_are_harmless),
        cmocka_unit_test(test_failures_are_json_too),
        cmocka_unit_test(test_warnings_are_json_too),
        cmocka_unit_test(test_sentences_on_a_line),
        cmocka_unit_test(test_where_errors_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
