
#include "cli/input_options.h"

#include "cli/output.h"
#include "unit/capture.h"
#include "unit/fixture.h"

/* What became of a command line; `reported` is what it printed to stderr. */
struct given {
    struct input_options input;
    bool good;
    char reported[1024];
};

/* Reads the words, up to a NULL, as the arguments of `kualik issue`, and judges them. */
static struct given give(char *const *words)
{
    struct given given = {0};
    const struct option_spec specs[] = {INPUT_OPTIONS(&given.input), {0}};
    char *argv[16] = {(char[]){"issue"}};
    struct options_given read;
    int argc = 1;
    struct error err;
    const struct command_help help = {.name = "issue"};
    while (words[argc - 1]) {
        argv[argc] = words[argc - 1];
        argc++;
    }
    struct capture capture = capture_begin(stderr);
    given.good = options_read(&help, specs, argc, argv, &read, &err) &&
                 input_options_check(&given.input, "issue", *read.words, &err);
    if (!given.good)
        output_error(&err);
    capture_end(&capture, given.reported, sizeof given.reported);
    return given;
}

#define GIVE(...) give((char *const[]){__VA_ARGS__, NULL})

#define REFUSED(sentence, ...)                                                                 \
    do {                                                                                       \
        struct given given = GIVE(__VA_ARGS__);                                                \
        assert_false(given.good);                                                              \
        assert_string_equal(given.reported, "kualik: " sentence "\n");                         \
    } while (0)

/* What every good command line has. */
#define NEEDED "-t", "t.ini", "-r", "list.csv"

static void each_option_comes_to_its_place(void **state)
{
    (void)state;
    struct given given =
        GIVE("--template=t.ini", "--roster", "list.ods", "--separator", "tab", "--encoding",
             "kz-1048", "--sheet", "Тізім", "--fonts", "/", "--threads=3");
    assert_string_equal(given.reported, "");
    assert_true(given.good);
    struct job_source source = given.input.source;
    assert_string_equal(source.template_path, "t.ini");
    assert_string_equal(source.list_path, "list.ods");
    assert_string_equal(source.fonts, "/");
    assert_int_equal(source.list.separator, '\t');
    assert_string_equal(source.list.encoding, "kz-1048");
    assert_string_equal(source.list.sheet, "Тізім");
    assert_int_equal(given.input.threads, 3);
}

static void what_is_not_given_is_found(void **state)
{
    (void)state;
    struct given given = GIVE(NEEDED);
    assert_true(given.good); /* though there may be no folder fonts here */
    assert_string_equal(given.reported, "");
    struct job_source source = given.input.source;
    assert_string_equal(source.fonts, "fonts");
    assert_int_equal(source.list.separator, '\0');
    assert_null(source.list.encoding);
    assert_null(source.list.sheet);
    assert_true(given.input.threads >= 1);
}

static void a_template_and_a_list_are_needed(void **state)
{
    (void)state;
    REFUSED("-t TEMPLATE.ini is missing: the template says how a certificate looks. `kualik "
            "issue --help` shows all options.",
            "-r", "list.csv", "-j", "none");
    REFUSED("-r LIST.csv is missing: the list says who gets one. `kualik issue --help` shows "
            "all options.",
            "-t", "t.ini", "-j", "none");
}

/* Who forgets -r finds that out by the list's own name, not by a missing template. */
static void a_word_that_is_not_an_option_is_told_first(void **state)
{
    (void)state;
    REFUSED("«list.csv» is not an option of kualik issue. The list is given with -r.",
            "list.csv");
    REFUSED("«b.csv» is not an option of kualik issue. The list is given with -r.", NEEDED,
            "b.csv", "c.csv");
    REFUSED("«-x» is not an option of kualik issue. The list is given with -r.", NEEDED, "--",
            "-x");
    REFUSED("«» is not an option of kualik issue. The list is given with -r.", NEEDED, "");
    REFUSED("«<U+001B>[2J» is not an option of kualik issue. The list is given with -r.",
            NEEDED, "\x1B[2J");
}

static void fonts_that_were_asked_for_must_be_a_folder(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    const char *file = fixture_write(&fixture, "font.ttf", "", 0);
    char *const paths[] = {
        fixture.folder,
        arena_text(&fixture.arena, file),
        arena_printf(&fixture.arena, "%s/none", fixture.folder),
        arena_printf(&fixture.arena, "%s/fonts", file),
    };
    assert_true(GIVE(NEEDED, "--fonts", paths[0]).good);
    for (size_t i = 1; i < sizeof paths / sizeof *paths; i++) {
        struct given given = GIVE(NEEDED, "--fonts", paths[i]);
        assert_false(given.good);
        assert_string_equal(given.reported,
                            arena_printf(&fixture.arena,
                                         "kualik: «%s» is not a folder that can be opened. "
                                         "--fonts takes a folder of fonts.\n",
                                         paths[i]));
    }
    fixture_close(&fixture);
}

static void threads_are_a_number_within_reason(void **state)
{
    (void)state;
    assert_int_equal(GIVE(NEEDED, "-j1").input.threads, 1);
    assert_int_equal(GIVE(NEEDED, "-j", "256").input.threads, 256);
    REFUSED("-j takes a number from 1 to 256, not «0».", NEEDED, "-j0");
    REFUSED("-j takes a number from 1 to 256, not «257».", NEEDED, "-j257");
    REFUSED("-j takes a number from 1 to 256, not «-1».", NEEDED, "--threads=-1");
    REFUSED("-j takes a number from 1 to 256, not «two».", NEEDED, "-j", "two");
    REFUSED("-j takes a number from 1 to 256, not «99999999999999999999».", NEEDED, "-j",
            "99999999999999999999");
    REFUSED("-j takes a number from 1 to 256, not «».", NEEDED, "-j", "");
}

static void separators_are_three(void **state)
{
    (void)state;
    assert_int_equal(GIVE(NEEDED, "--separator", ",").input.source.list.separator, ',');
    assert_int_equal(GIVE(NEEDED, "--separator", ";").input.source.list.separator, ';');
    assert_int_equal(GIVE(NEEDED, "--separator", "\t").input.source.list.separator, '\t');
    REFUSED("--separator takes «,», «;» or «tab», not «|».", NEEDED, "--separator", "|");
    REFUSED("--separator takes «,», «;» or «tab», not «,;».", NEEDED, "--separator", ",;");
    REFUSED("--separator takes «,», «;» or «tab», not «».", NEEDED, "--separator", "");
    REFUSED("--separator takes «,», «;» or «tab», not «Tab».", NEEDED, "--separator", "Tab");
}

static void other_options_may_be_missing_too(void **state)
{
    (void)state;
    struct error err;
    struct buf words = {0};
    error_set(&err, "output-missing", "-o FOLDER is missing.");
    assert_false(options_advise("check", &err));
    error_print(&err, &words);
    assert_string_equal(words.data,
                        "-o FOLDER is missing. `kualik check --help` shows all options.");
    buf_free(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_option_comes_to_its_place),
        cmocka_unit_test(what_is_not_given_is_found),
        cmocka_unit_test(a_template_and_a_list_are_needed),
        cmocka_unit_test(a_word_that_is_not_an_option_is_told_first),
        cmocka_unit_test(fonts_that_were_asked_for_must_be_a_folder),
        cmocka_unit_test(threads_are_a_number_within_reason),
        cmocka_unit_test(separators_are_three),
        cmocka_unit_test(other_options_may_be_missing_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
