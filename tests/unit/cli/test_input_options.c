
#include "cli/input_options.h"

#include "unit/fixture.h"

/* What became of a command line; `told` is what it printed to stderr. */
struct given {
    struct input_options args;
    bool good;
    char reported[1024];
};

static int begin_capture(FILE *file)
{
    int kept = dup(fileno(stderr));
    assert_true(kept >= 0);
    fflush(stderr);
    assert_true(dup2(fileno(file), fileno(stderr)) >= 0);
    return kept;
}

static void end_capture(FILE *file, int kept, char *text, size_t room)
{
    fflush(stderr);
    dup2(kept, fileno(stderr));
    close(kept);
    rewind(file);
    text[fread(text, 1, room - 1, file)] = '\0';
    fclose(file);
}

/* Reads the words, up to a NULL, as the arguments of `kualik issue`, and judges them. */
static struct given give(char *const *words)
{
    struct given given = {0};
    const struct option_spec specs[] = {SOURCEARGS_OPTIONS(&given.args), {0}};
    char *argv[16] = {(char[]){"issue"}};
    int argc = 1, first = 0;
    bool helped;
    while (words[argc - 1]) {
        argv[argc] = words[argc - 1];
        argc++;
    }
    FILE *file = tmpfile();
    assert_non_null(file);
    int kept = begin_capture(file);
    given.good = command_options("issue", "Usage: kualik issue", "Issues.", specs, argc, argv,
                                 &first, &helped) &&
                 input_options_check(&given.args, "issue", first < argc ? argv[first] : NULL);
    end_capture(file, kept, given.reported, sizeof given.reported);
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
    struct batch_words words = {"Б. Имашев", "2017-10-05 12:00 UTC+06:00"};
    struct job_source source = input_options_source(&given.args, words);
    assert_string_equal(source.template_path, "t.ini");
    assert_string_equal(source.list_path, "list.ods");
    assert_string_equal(source.fonts, "/");
    assert_int_equal(source.separator, '\t');
    assert_string_equal(source.encoding, "kz-1048");
    assert_string_equal(source.sheet, "Тізім");
    assert_string_equal(source.words.signer, words.signer);
    assert_string_equal(source.words.time, words.time);
    assert_int_equal(given.args.thread_count, 3);
}

static void what_is_not_given_is_found(void **state)
{
    (void)state;
    struct given given = GIVE(NEEDED);
    assert_true(given.good); /* though there may be no folder fonts here */
    assert_string_equal(given.reported, "");
    struct job_source source =
        input_options_source(&given.args, (struct batch_words){NULL, NULL});
    assert_string_equal(source.fonts, "fonts");
    assert_int_equal(source.separator, '\0');
    assert_null(source.encoding);
    assert_null(source.sheet);
    assert_true(given.args.thread_count >= 1);
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
static void a_word_that_is_no_option_is_told_first(void **state)
{
    (void)state;
    REFUSED("«list.csv» is no option of kualik issue; the list is given with -r.", "list.csv");
    REFUSED("«b.csv» is no option of kualik issue; the list is given with -r.", NEEDED, "b.csv",
            "c.csv");
    REFUSED("«-x» is no option of kualik issue; the list is given with -r.", NEEDED, "--",
            "-x");
    REFUSED("«» is no option of kualik issue; the list is given with -r.", NEEDED, "");
    REFUSED("«<U+001B>[2J» is no option of kualik issue; the list is given with -r.", NEEDED,
            "\x1B[2J");
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
    static const char *const reasons[] = {
        "",
        "a part of this path is a file, not a folder",
        "there is no such file or folder",
        "a part of this path is a file, not a folder",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct given given = GIVE(NEEDED, "--fonts", paths[i]);
        assert_int_equal(given.good, !*reasons[i]);
        assert_string_equal(
            given.reported,
            *reasons[i]
                ? arena_printf(&fixture.arena, "kualik: --fonts %s: %s\n", paths[i], reasons[i])
                : "");
    }
    fixture_close(&fixture);
}

static void threads_are_a_number_within_reason(void **state)
{
    (void)state;
    assert_int_equal(GIVE(NEEDED, "-j1").args.thread_count, 1);
    assert_int_equal(GIVE(NEEDED, "-j", "256").args.thread_count, 256);
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
    assert_int_equal(GIVE(NEEDED, "--separator", ",").args.field_separator, ',');
    assert_int_equal(GIVE(NEEDED, "--separator", ";").args.field_separator, ';');
    assert_int_equal(GIVE(NEEDED, "--separator", "\t").args.field_separator, '\t');
    REFUSED("--separator takes «,», «;» or «tab», not «|».", NEEDED, "--separator", "|");
    REFUSED("--separator takes «,», «;» or «tab», not «,;».", NEEDED, "--separator", ",;");
    REFUSED("--separator takes «,», «;» or «tab», not «».", NEEDED, "--separator", "");
    REFUSED("--separator takes «,», «;» or «tab», not «Tab».", NEEDED, "--separator", "Tab");
}

static void other_options_may_be_missing_too(void **state)
{
    (void)state;
    char reported[256];
    FILE *file = tmpfile();
    assert_non_null(file);
    int kept = begin_capture(file);
    bool good = input_options_missing("check", "-o FOLDER", "it takes what is made");
    end_capture(file, kept, reported, sizeof reported);
    assert_false(good);
    assert_string_equal(reported,
                        "kualik: -o FOLDER is missing: it takes what is made. `kualik "
                        "check --help` shows all options.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_option_comes_to_its_place),
        cmocka_unit_test(what_is_not_given_is_found),
        cmocka_unit_test(a_template_and_a_list_are_needed),
        cmocka_unit_test(a_word_that_is_no_option_is_told_first),
        cmocka_unit_test(fonts_that_were_asked_for_must_be_a_folder),
        cmocka_unit_test(threads_are_a_number_within_reason),
        cmocka_unit_test(separators_are_three),
        cmocka_unit_test(other_options_may_be_missing_too),
    };
    return cmocka_run_group_tests_name("sourceargs", tests, NULL, NULL);
}
