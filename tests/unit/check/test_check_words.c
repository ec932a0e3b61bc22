#include "check/check_words.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_lists_are_read(void **state)
{
    (void)state;
    struct error err;
    struct check_words *words = check_words_new(&err);
    assert_non_null(words);
    assert_non_null(word_list_find(words->stopgap, "нет", strlen("нет")));
    assert_non_null(word_list_find(words->title, "г-н", strlen("г-н")));
    assert_non_null(word_list_find(words->remark, "келмеді", strlen("келмеді")));
    assert_non_null(word_list_begins(words->total, "итого: 5"));
    assert_string_equal(word_list_ends(words->surname_ending, "ахметова")->values[0], "f");
    assert_non_null(word_list_find(words->common_noun, "область", strlen("область")));
    check_words_free(words);
}

/* Words are looked up in small letters: a capital in the file would never be found. A name of
 * both genders would warn of right rows. */
static void every_word_is_in_small_letters_and_once(void **state)
{
    (void)state;
    static const char *const paths[] = {"src/lang/rules/check_words.rules",
                                        "src/lang/rules/given_names.rules"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct buf text = {0};
        struct error err;
        const char *names[512];
        size_t count = 0;
        assert_true(file_read(paths[i], 1 << 20, &text, &err));
        for (char *line = strtok(text.data, "\n"); line; line = strtok(NULL, "\n")) {
            if (*line == '#')
                continue;
            if (*line == '[')
                count = 0;
            const char *word = arena_copy(&arena, line, strcspn(line, "="));
            if (strcmp(utf8_lower(&arena, word, "kk"), word) != 0)
                fail_msg("«%s»", line);
            for (size_t k = 0; k < count; k++)
                if (strcmp(names[k], word) == 0)
                    fail_msg("«%s» stands twice", word);
            assert_true(count < sizeof names / sizeof *names);
            names[count++] = word;
        }
        buf_free(&text);
    }
    arena_free(&arena);
}

/* Says whether a copy that keeps the text would be told of it. */
static bool is_sample(const struct check_words *words, const char *text)
{
    return word_list_within(words->sample_event, text) ||
           word_list_within(words->sample_date, text) ||
           word_list_within(words->sample_organiser, text) ||
           word_list_within(words->sample_signer, text);
}

/* What a template asks to be changed: the lines below its mark. */
static void assert_sample(const struct check_words *words, const char *path)
{
    struct arena arena = {0};
    struct buf text = {0};
    struct error err;
    assert_true(file_read(path, 1 << 20, &text, &err));
    char *marked = strstr(text.data, ">>> change these:\n");
    size_t count = 0;
    for (char *line = marked ? strtok(strchr(marked, '\n'), "\n") : NULL;
         line && strchr(line, '='); line = strtok(NULL, "\n")) {
        const char *value = utf8_lower(&arena, line, "kk");
        for (; value[strlen(value) - 1] == '\\';
             value = arena_printf(&arena, "%s%s", value, line))
            line = strtok(NULL, "\n");
        if (!is_sample(words, value))
            fail_msg("%s: «%s»", path, value);
        count++;
    }
    assert_true(!marked || count);
    buf_free(&text);
    arena_free(&arena);
}

static void what_templates_ask_to_be_changed_is_known(void **state)
{
    (void)state;
    struct error err;
    struct check_words *words = check_words_new(&err);
    glob_t templates;
    assert_non_null(words);
    assert_int_equal(glob("templates/*.ini", 0, NULL, &templates), 0);
    for (size_t i = 0; i < templates.gl_pathc; i++)
        assert_sample(words, templates.gl_pathv[i]);
    globfree(&templates);
    check_words_free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lists_are_read),
        cmocka_unit_test(every_word_is_in_small_letters_and_once),
        cmocka_unit_test(what_templates_ask_to_be_changed_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
