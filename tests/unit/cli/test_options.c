
#include "cli/options.h"

#include "cli/output.h"
#include "unit/capture.h"

#include <string.h>

enum { MOST_WORDS = 12 };

/* What became of a command line; `out` and `reported` are what it printed to stdout and stderr.
 */
struct given {
    const char *key, *list, *threads;
    bool json, quiet;
    bool good, helped;
    const char *words[MOST_WORDS]; /* which are not options */
    size_t word_count;
    char out[4096], reported[4096];
};

static const struct command_help help = {
    .name = "issue",
    .usage = "kualik issue",
    .about = "Issues.",
    .statuses = {"done", [2] = "failed"},
};

/* Reads the words between spaces as the arguments of `kualik issue`. */
static struct given give(const char *line)
{
    struct given given = {0};
    const struct option_spec specs[] = {
        {"list", 'r', "FILE", "the list", &given.list, NULL},
        {"key-file", 0, "FILE", "the key's file", &given.key, NULL},
        {"key", 'k', "FILE", "the key", &given.key, NULL},
        {"threads", 'j', "N", "how many threads", &given.threads, NULL},
        {"quiet", 'q', NULL, "say less", NULL, &given.quiet},
        {0}};
    struct options_given read;
    static char words[1024];
    struct error err;
    char *argv[MOST_WORDS + 2] = {(char[]){"issue"}};
    int argc = 1;
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    struct capture out = capture_begin(stdout), reported = capture_begin(stderr);
    given.good = options_read(&help, specs, argc, argv, &read, &err);
    if (!given.good)
        output_error(&err);
    capture_end(&reported, given.reported, sizeof given.reported);
    capture_end(&out, given.out, sizeof given.out);
    given.json = read.json;
    given.helped = read.helped;
    while (given.good && !given.helped && given.word_count < read.count) {
        given.words[given.word_count] = read.words[given.word_count];
        given.word_count++;
    }
    return given;
}

static void refused(const char *line, const char *reported)
{
    struct given given = give(line);
    assert_false(given.good);
    assert_string_equal(given.reported, reported);
    assert_string_equal(given.out, "");
}

static void test_long_options(void **state)
{
    (void)state;
    struct given given = give("--list a.csv --key=b.p12 --json");
    assert_true(given.good);
    assert_false(given.helped);
    assert_string_equal(given.list, "a.csv");
    assert_string_equal(given.key, "b.p12");
    assert_true(given.json);
    assert_false(given.quiet);
    assert_int_equal(given.word_count, 0);
    assert_string_equal(given.reported, "");
    assert_string_equal(give("--threads=").threads, "");
    assert_string_equal(give("--key==x").key, "=x");
}

static void test_short_options(void **state)
{
    (void)state;
    struct given given = give("-qj4 -r a.csv -kb");
    assert_true(given.good);
    assert_true(given.quiet);
    assert_string_equal(given.threads, "4");
    assert_string_equal(given.list, "a.csv");
    assert_string_equal(given.key, "b");
}

static void test_words_that_are_not_options(void **state)
{
    (void)state;
    struct given given = give("a.pdf --json b.pdf -q -- --key -x");
    assert_true(given.good);
    assert_true(given.json);
    assert_true(given.quiet);
    assert_null(given.key);
    assert_int_equal(given.word_count, 4);
    assert_string_equal(given.words[0], "a.pdf");
    assert_string_equal(given.words[1], "b.pdf");
    assert_string_equal(given.words[2], "--key");
    assert_string_equal(given.words[3], "-x");
    given = give("- x");
    assert_int_equal(given.word_count, 2);
    assert_string_equal(given.words[0], "-");
}

static void test_unknown_option_names_the_nearest(void **state)
{
    (void)state;
    refused("--lsit a.csv",
            "kualik: kualik issue has no option --lsit. Did you mean --list?\n");
    refused("--jsn=yes", "kualik: kualik issue has no option --jsn. Did you mean --json?\n");
    refused("-lsit", "kualik: kualik issue has no option -lsit. Did you mean --list?\n");
    refused("--hlep", "kualik: kualik issue has no option --hlep. Did you mean --help?\n");
    refused("--кey x", "kualik: kualik issue has no option --кey. Did you mean --key?\n");
    refused("--something", "kualik: kualik issue has no option --something. `kualik issue "
                           "--help` shows all options.\n");
}

/* The letter is told, not the word before the cluster or the cluster. */
static void test_unknown_letter(void **state)
{
    (void)state;
    const char *reported = "kualik: kualik issue has no option -x. `kualik issue --help` shows "
                           "all options.\n";
    refused("-x", reported);
    refused("-x --json", reported);
    refused("--json -xq", reported);
    refused("-qx", reported);
    refused("--list a -qxj4", reported);
    const char *latin = "kualik: The letter of a short option is Latin. `kualik issue --help` "
                        "shows all options.\n";
    refused("-к b.p12", latin);
    refused("-\xFF", latin);
}

static void test_bytes_that_are_no_text(void **state)
{
    (void)state;
    assert_false(give("--k\xFFy").good);
}

static void test_missing_argument(void **state)
{
    (void)state;
    refused("--key", "kualik: --key needs an argument: --key FILE\n");
    refused("-k", "kualik: --key needs an argument: --key FILE\n");
    refused("-qj", "kualik: --threads needs an argument: --threads N\n");
    refused("--key-file", "kualik: --key-file needs an argument: --key-file FILE\n");
    refused("--key=", "kualik: --key needs an argument: --key FILE\n"); /* no file's name */
}

/* Which of two is meant, nobody but the user knows. */
static void test_an_argument_twice(void **state)
{
    (void)state;
    refused("--list a --list b", "kualik: --list was given twice; give it once.\n");
    refused("-r a --json --list=a", "kualik: --list was given twice; give it once.\n");
    refused("-j4 -j4", "kualik: --threads was given twice; give it once.\n");
    assert_true(give("--json -q --json -q").good);
}

static void test_argument_too_many(void **state)
{
    (void)state;
    refused("--json=yes", "kualik: --json takes no argument, but has «yes».\n");
    refused("--help=me", "kualik: --help takes no argument, but has «me».\n");
}

static void test_help(void **state)
{
    (void)state;
    struct given given = give("--json --help --nonsense");
    assert_true(given.good);
    assert_true(given.helped);
    assert_string_equal(given.reported, "");
    assert_string_equal(
        given.out,
        "usage: kualik issue\n\nIssues.\n\nExit status:\n  0  done\n  2  failed\n\n"
        "  -r, --list FILE                the list\n"
        "      --key-file FILE            the key's file\n"
        "  -k, --key FILE                 the key\n"
        "  -j, --threads N                how many threads\n"
        "  -q, --quiet                    say less\n"
        "      --json                     print lines of JSON, for programs\n"
        "      --ui-lang LANG             of messages: kk, ru or en; default: by the "
        "locale\n"
        "      --help                     show this text\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_options),
        cmocka_unit_test(test_short_options),
        cmocka_unit_test(test_words_that_are_not_options),
        cmocka_unit_test(test_unknown_option_names_the_nearest),
        cmocka_unit_test(test_unknown_letter),
        cmocka_unit_test(test_bytes_that_are_no_text),
        cmocka_unit_test(test_missing_argument),
        cmocka_unit_test(test_an_argument_twice),
        cmocka_unit_test(test_argument_too_many),
        cmocka_unit_test(test_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
