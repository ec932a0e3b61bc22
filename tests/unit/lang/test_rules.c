
#include "lang/rules.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The section of that name, whose rules have so many values; NULL: `err` says why not. */
static const struct rule_section *section_of(const struct rules *rules, const char *name,
                                             size_t values, struct error *err)
{
    const struct rule_section *section = NULL;
    const struct rule_wanted wanted = {&section, name, values};
    return rules_find(rules, &wanted, 1, err) ? section : NULL;
}

static struct rules *read(const char *text, struct error *err)
{
    return rules_new("x.rules", text, strlen(text), err);
}

/* The first value of the rule that the word finds in [a], or "-". */
static const char *value(const struct rules *rules, const char *text)
{
    struct error err;
    struct cyrillic word;
    const struct rule_section *section = section_of(rules, "a", 1, &err);
    assert_non_null(section);
    assert_true(cyrillic_read(text, strlen(text), &word));
    const struct rule *rule = rule_find(section, &word, word.count);
    return rule ? rule->values[0] : "-";
}

static void the_first_rule_that_matches_wins(void **state)
{
    (void)state;
    struct error err;
    struct rules *rules = read("let vowel = аеи\nlet hard = бв <vowel>\n"
                               "[b]\n-г last # comment\n"
                               "[a]\nлев whole\n-[ео]в ending\n-<vowel><hard>*б class\n"
                               "use b\n",
                               &err);
    assert_non_null(rules);
    assert_string_equal(value(rules, "Лев"), "whole");
    assert_string_equal(value(rules, "Ставлев"), "ending");
    assert_string_equal(value(rules, "ЛЁВ"), "whole");
    assert_string_equal(value(rules, "прибвб"), "class");
    assert_string_equal(value(rules, "каб"), "class");
    assert_string_equal(value(rules, "прб"), "-");
    assert_string_equal(value(rules, "прг"), "last");
    rules_free(rules);
}

/* Many write е for ё, nobody ё for е. */
static void yo_matches_ye_and_itself(void **state)
{
    (void)state;
    struct error err;
    struct rules *rules = read("[a]\n-лёк yo\n-лек ye\n-[ё]н yo\n", &err);
    assert_non_null(rules);
    assert_string_equal(value(rules, "Королёк"), "yo");
    assert_string_equal(value(rules, "КОРОЛЁК"), "yo");
    assert_string_equal(value(rules, "Королек"), "ye");
    assert_string_equal(value(rules, "Семён"), "yo");
    assert_string_equal(value(rules, "Семен"), "-");
    rules_free(rules);
}

static void the_bar_says_what_is_replaced(void **state)
{
    (void)state;
    struct error err;
    struct cyrillic word;
    struct rules *rules = read("[a]\n-[мн]|ок x\n-ий x\n-[аб]*в x\n", &err);
    assert_non_null(rules);
    const struct rule_section *section = section_of(rules, "a", 1, &err);
    assert_true(cyrillic_read("щенок", strlen("щенок"), &word));
    assert_int_equal(rule_find(section, &word, word.count)->tail, 2);
    assert_int_equal(rule_find(section, &word, word.count)->line, 2);
    assert_true(cyrillic_read("гений", strlen("гений"), &word));
    assert_int_equal(rule_find(section, &word, word.count)->tail, 2);
    assert_true(cyrillic_read("баб", strlen("баб"), &word));
    assert_null(rule_find(section, &word, word.count));
    rules_free(rules);
}

static void notes_go_with_their_rule(void **state)
{
    (void)state;
    struct error err;
    struct cyrillic word;
    struct rules *rules = read("[a]\n-ь = !soft\n", &err);
    assert_non_null(rules);
    assert_true(cyrillic_read("соль", strlen("соль"), &word));
    const struct rule *rule = rule_find(section_of(rules, "a", 1, &err), &word, word.count);
    assert_ptr_equal(rule->note, note_find("soft"));
    assert_int_equal(rule->count, 1);
    rules_free(rules);
}

static void faults_are_named_with_their_line(void **state)
{
    (void)state;
    const char *const faults[][2] = {
        {"[a", "x.rules:1: A bracket is not closed: «[a»."},
        {"# x\n-а =", "x.rules:2: A rule stands before the first [section]: «-а»."},
        {"[a]\n-<b> =", "x.rules:2: No `let` has named these letters: «<b>»."},
        {"[a]\n-q =", "x.rules:2: This is not a Cyrillic letter: «q»."},
        {"[a]\n-[ab =", "x.rules:2: This is not a Cyrillic letter: «ab»."},
        {"[a]\n-[аб =", "x.rules:2: A bracket is not closed: «[аб»."},
        {"[a]\n-а = !b", "x.rules:2: There is no note with this name: «b»."},
        {"[a]\n-а|б* =", "x.rules:2: There can be no star after a bar: «-а|б*»."},
        {"[a]\n-а*а*а*а* =", "x.rules:2: This pattern has too many stars: «-а*а*а*а*»."},
        {"[a]\nuse a", "x.rules:2: No earlier section has this name: «a»."},
        {"[a]\n[a]", "x.rules:2: This section is there twice: «a»."},
        {"let a", "x.rules:1: NAME = … is expected here: «a»."},
        {"[a]\n-а 1 2 3 4 5 6 7 8 9", "x.rules:2: This rule has too many values: «9»."},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct error err = {0};
        assert_null(read(faults[i][0], &err));
        assert_string_equal(words_of(&err), faults[i][1]);
    }
}

static void sections_have_rules_of_one_form(void **state)
{
    (void)state;
    struct error err;
    struct rules *rules = read("[a]\n-а x\n-б x y\n", &err);
    assert_non_null(rules);
    assert_null(section_of(rules, "b", 1, &err));
    assert_string_equal(words_of(&err), "x.rules: The section [b] is missing.");
    assert_null(section_of(rules, "a", 1, &err));
    assert_string_equal(words_of(&err),
                        "x.rules:3: A rule of [a] has 2 values where 1 are wanted.");
    rules_free(rules);
}

static void bytes_that_are_not_text_are_refused(void **state)
{
    (void)state;
    struct error err;
    assert_null(rules_new("x.rules", "\xFF", 1, &err));
    assert_null(rules_new("x.rules", "a\0b", 3, &err));
}

static void letters_keep_their_case(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct cyrillic word;
    assert_true(cyrillic_read("Пётр", strlen("Пётр"), &word));
    assert_string_equal(cyrillic_end(&arena, &word, 0, "петру"), "Петру");
    assert_true(cyrillic_read("ӘЛІ", strlen("ӘЛІ"), &word));
    assert_true(word.upper);
    assert_string_equal(cyrillic_end(&arena, &word, 3, "ғқңәіөұүһё"), "ӘЛІҒҚҢӘІӨҰҮҺЁ");
    assert_true(cyrillic_read("Я", strlen("Я"), &word));
    assert_false(word.upper);
    assert_false(cyrillic_read("", 0, &word));
    assert_false(cyrillic_read("Iван", strlen("Iван"), &word));
    assert_false(cyrillic_read("и\xCC\x86", 4, &word));
    arena_free(&arena);
}

/* The rule files, made part of the program by the build. */
extern const unsigned char russian_rules[], kazakh_rules[];
extern const size_t russian_rules_size, kazakh_rules_size;

static const struct {
    const char *name;
    const unsigned char *text;
    const size_t *size;
} files[] = {
    {"russian.rules", russian_rules, &russian_rules_size},
    {"kazakh.rules", kazakh_rules, &kazakh_rules_size},
};

/* Copies the next line without its comment to `line`; returns what follows it, or NULL. */
static const char *next_line(const char *text, char *line, size_t room)
{
    size_t size = strcspn(text, "\n"), kept = strcspn(text, "#\n");
    assert_true(kept < room);
    memcpy(line, text, kept);
    line[kept] = '\0';
    return text[size] ? text + size + 1 : NULL;
}

/* Whatever number of values the section's rules have. */
static const struct rule_section *any_section(const struct rules *rules, const char *name)
{
    const struct rule_section *section = NULL;
    struct error err;
    for (size_t values = 1; !section && values <= RULE_VALUES; values++)
        section = section_of(rules, name, values, &err);
    return section;
}

/* Says whether some word finds the rule of that line: the letters of its pattern, which for an
 * ending may stand behind others. */
static bool can_win(const struct rule_section *section, const char *pattern, size_t line)
{
    static const char *const before[] = {"",    "а",   "б",   "аб",  "аба",
                                         "абб", "ббб", "аьа", "абаб"};
    bool ending = *pattern == '-';
    for (size_t i = 0; i < (ending ? sizeof before / sizeof *before : 1); i++) {
        char text[96];
        struct cyrillic word;
        size_t size = (size_t)snprintf(text, sizeof text, "%s", before[i]);
        for (const char *letter = pattern + ending; *letter; letter++)
            if (*letter != '|')
                text[size++] = *letter;
        if (!cyrillic_read(text, size, &word))
            return true; /* an empty ending */
        const struct rule *rule = rule_find(section, &word, word.count);
        if (rule && rule->line == line)
            return true;
    }
    return false;
}

/* Reads a rule file line by line, and says which of its rules can never win. */
static size_t count_dead_rules(const char *name, const char *text, size_t size)
{
    struct error err;
    struct rules *rules = rules_new(name, text, size, &err);
    const struct rule_section *section = NULL;
    char line[512];
    size_t dead = 0;
    assert_non_null(rules);
    for (size_t number = 1; text; number++) {
        text = next_line(text, line, sizeof line);
        if (*line == '[') {
            line[strcspn(line, "]")] = '\0';
            section = any_section(rules, line + 1);
            assert_non_null(section);
            continue;
        }
        line[strcspn(line, " ")] = '\0';
        bool plain = section && *line && strcmp(line, "use") != 0 && !strpbrk(line, "<[*");
        if (plain && !can_win(section, line, number)) {
            print_error("%s:%zu: another rule always wins over %s\n", name, number, line);
            dead++;
        }
    }
    rules_free(rules);
    return dead;
}

static void every_rule_can_win(void **state)
{
    (void)state;
    size_t dead = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *text = strndup((const char *)files[i].text, *files[i].size);
        dead += count_dead_rules(files[i].name, text, *files[i].size);
        free(text);
    }
    assert_int_equal(dead, 0);
}

/* Says whether a rule of one of the files has the note. */
static bool is_used(const char *name)
{
    char sign[66];
    size_t size = (size_t)snprintf(sign, sizeof sign, "!%s", name);
    bool used = false;
    for (size_t i = 0; !used && i < sizeof files / sizeof *files; i++) {
        char *all = strndup((const char *)files[i].text, *files[i].size);
        for (const char *at = strstr(all, sign); at && !used; at = strstr(at + 1, sign))
            used = strchr(" \r\n", at[size]);
        free(all);
    }
    return used;
}

/* But for the last six, which no single word shows. */
static void every_note_is_used(void **state)
{
    (void)state;
    size_t unused = 0;
    for (size_t i = 0; note_at(i); i++)
        if (!is_used(note_at(i)->name))
            unused++;
    assert_int_equal(unused, 6);
}

/* Says whether the comment begins with one of the sources that the head of the file tells, in
 * lines such as "#   R   Rosenthal". */
static bool is_source(const char *all, const char *comment)
{
    char reported[16];
    comment += strspn(comment, "# ");
    int size = (int)strcspn(comment, " ,:(\n");
    snprintf(reported, sizeof reported, "\n#   %.*s ", size, comment);
    const char *at = size > 0 && size < 4 ? strstr(all, reported) : NULL;
    return at && at < strstr(all, "\nlet ");
}

static void every_rule_has_a_source(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *all = strndup((const char *)files[i].text, *files[i].size), line[512];
        bool section = false, source = false;
        for (const char *text = all; text;) {
            const char *start = text;
            size_t comment = strcspn(start, "#\n");
            text = next_line(text, line, sizeof line);
            bool heading = *line == '[';
            section |= heading;
            source &= !heading;
            source |= start[comment] == '#' && is_source(all, start + comment);
            if (section && *line && !heading && strncmp(line, "use ", 4) != 0 && !source)
                fail_msg("%s: no source of %s", files[i].name, line);
        }
        free(all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_rule_that_matches_wins),
        cmocka_unit_test(yo_matches_ye_and_itself),
        cmocka_unit_test(the_bar_says_what_is_replaced),
        cmocka_unit_test(notes_go_with_their_rule),
        cmocka_unit_test(faults_are_named_with_their_line),
        cmocka_unit_test(sections_have_rules_of_one_form),
        cmocka_unit_test(bytes_that_are_not_text_are_refused),
        cmocka_unit_test(letters_keep_their_case),
        cmocka_unit_test(every_rule_can_win),
        cmocka_unit_test(every_note_is_used),
        cmocka_unit_test(every_rule_has_a_source),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
