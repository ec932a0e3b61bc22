#include "lang/word_list.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct word_lists *read(const char *text, struct error *err)
{
    return word_lists_new("x.rules", text, strlen(text), err);
}

static const char text[] = "# words\n\n[a]\nкара  # a comment\nкар = қар\n"
                           "без отчества\nка = қа, кә\n\n[b]\r\nгул = гүл\r\nбек\n[empty]\n";

static const char *word(const struct word_entry *entry)
{
    return entry ? entry->word : "-";
}

static void a_section_is_looked_up(void **state)
{
    (void)state;
    struct error err;
    struct word_lists *lists = read(text, &err);
    assert_non_null(lists);
    const struct word_list *a = word_lists_section(lists, "a", &err);
    assert_string_equal(word(word_list_find(a, "карабай", strlen("кара"))), "кара");
    assert_string_equal(word(word_list_find(a, "карабай", strlen("карабай"))), "-");
    assert_string_equal(word(word_list_find(a, "без отчества", strlen("без отчества"))),
                        "без отчества");
    assert_string_equal(word(word_list_find(a, "к", strlen("к"))), "-");
    assert_string_equal(word(word_list_begins(a, "карабай")), "кара");
    assert_string_equal(word(word_list_begins(a, "карсак")), "кар");
    assert_string_equal(word(word_list_begins(a, "калым")), "ка");
    assert_string_equal(word(word_list_begins(a, "к")), "-");
    assert_string_equal(word(word_list_begins(a, "алия")), "-");
    assert_string_equal(word(word_list_within(a, "аскар")), "кар");
    const struct word_entry *two = word_list_find(a, "ка", strlen("ка"));
    assert_string_equal(two->values[0], "қа");
    assert_string_equal(two->values[1], "кә");
    assert_null(two->values[2]);
    assert_null(word_list_find(a, "кара", strlen("кара"))->values[0]);
    word_lists_free(lists);
}

/* Words that differ only far behind, one inside the other, and others between them. */
static void long_words_are_told_apart(void **state)
{
    (void)state;
    static const char words[] = "[a]\nучаст\nучастковая\nучастковый\nучастник\nучастника\n"
                                "участницы\nу\n";
    struct error err;
    struct word_lists *lists = read(words, &err);
    assert_non_null(lists);
    const struct word_list *a = word_lists_section(lists, "a", &err);
    static const struct {
        const char *text, *begins, *found;
    } cases[] = {
        {"участника", "участника", "участника"},
        {"участнику", "участник", "-"},
        {"участник", "участник", "участник"},
        {"участковых", "участ", "-"},
        {"участковый", "участковый", "участковый"},
        {"участь", "участ", "-"},
        {"участницы", "участницы", "участницы"},
        {"учас", "у", "-"},
        {"уч", "у", "-"},
        {"яучаст", "-", "-"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *wanted = cases[i].text;
        assert_string_equal(word(word_list_begins(a, wanted)), cases[i].begins);
        assert_string_equal(word(word_list_find(a, wanted, strlen(wanted))), cases[i].found);
    }
    word_lists_free(lists);
}

static void what_a_word_ends_in_has_something_before_it(void **state)
{
    (void)state;
    struct error err;
    struct word_lists *lists = read(text, &err);
    assert_non_null(lists);
    const struct word_list *b = word_lists_section(lists, "b", &err);
    assert_string_equal(word(word_list_ends(b, "айгул")), "гул");
    assert_string_equal(word(word_list_ends(b, "гул")), "-");
    assert_string_equal(word(word_list_ends(b, "айгуль")), "-");
    const struct word_list *empty = word_lists_section(lists, "empty", &err);
    assert_null(word_list_begins(empty, "айгул"));
    assert_null(word_list_find(empty, "", 0));
    word_lists_free(lists);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"кара\n", "x.rules:1: a word stands before the first [section]: «кара»."},
        {"[a]\n[b\n", "x.rules:2: a section needs its «]»: «[b»."},
        {"[a]\n = б\n", "x.rules:2: a word or its value is missing."},
        {"[a]\nа =\n", "x.rules:2: a word or its value is missing."},
        {"[a]\nа = 1, 2, 3, 4, 5\n", "x.rules:2: «а» has more than 4 values."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = {0};
        assert_null(read(cases[i].text, &err));
        assert_string_equal(words_of(&err), cases[i].words);
    }
    struct error err = {0};
    struct word_lists *lists = read("[a]\nа\n", &err);
    assert_null(word_lists_section(lists, "b", &err));
    assert_string_equal(words_of(&err), "x.rules: the section [b] is missing.");
    word_lists_free(lists);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_is_looked_up),
        cmocka_unit_test(long_words_are_told_apart),
        cmocka_unit_test(what_a_word_ends_in_has_something_before_it),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
