#include "lang/russian_word.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

/* What is tested here is what is done with a rule, so the rules are the test's own. */
static const char rules_text[] = "let consonant = бвгджзклмнпрстфх\n"
                                 "[name]\n"
                                 "али      = = = = =\n"
                                 "лев      -льва -льву -льва -львом -льве !last\n"
                                 "пав|ел   -ла -лу -ла -лом -ле\n"
                                 "дом|а    -ов -ам - -ами -ах\n"
                                 "-<consonant>|  -а -у -а -ом -е\n";

struct desk {
    struct arena arena;
    struct rules *rules;
    const struct rule_section *names;
    struct error err;
};

static int set_up(void **state)
{
    static struct desk desk;
    desk = (struct desk){0};
    desk.rules = rules_new("x.rules", rules_text, strlen(rules_text), &desk.err);
    if (desk.rules)
        desk.names = section_of(desk.rules, "name", RUSSIAN_CASES, &desk.err);
    *state = &desk;
    return desk.names ? 0 : -1;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    rules_free(desk->rules);
    arena_free(&desk->arena);
    return 0;
}

static struct declining work_of(struct desk *desk, enum russian_case form)
{
    return (struct declining){.arena = &desk->arena, .form = form, .err = &desk->err};
}

/* Says that the last part of the word is `part`, behind the sign `sign`. */
static void parted(const char *word, const char *part, const char *sign)
{
    size_t size = strlen(word), start = russian_last_part(word, size);
    assert_string_equal(word + start, part);
    size_t length = russian_sign_size(word, start);
    assert_int_equal(length, strlen(sign));
    assert_memory_equal(word + start - length, sign, length);
}

static void a_part_begins_behind_the_last_sign(void **state)
{
    (void)state;
    parted("Римский-Корсаков", "Корсаков", "-");
    parted("Санкт‑Петербург", "Петербург", "‑");
    parted("О'Коннор", "Коннор", "'");
    parted("О’Коннор", "Коннор", "’");
    parted("О‘Коннор", "Коннор", "‘");
    parted("Оʻткиров", "ткиров", "ʻ");
    parted("Оʼ", "", "ʼ");
    parted("Нур-О’Коннор-Али", "Али", "-");
    parted("-Али", "Али", "-");
    parted("Б.М.Имашев", "Имашев", ".");
    parted("’Али", "Али", "’");
}

static void other_signs_part_no_word(void **state)
{
    (void)state;
    assert_int_equal(russian_last_part("", 0), 0);
    assert_int_equal(russian_last_part("Аскар", strlen("Аскар")), 0);
    assert_int_equal(russian_last_part("Али—Али", strlen("Али—Али")), 0); /* a dash */
    assert_int_equal(russian_last_part("Али.", strlen("Али.")), 0);
}

/* Words are stretches of a longer text: what stands behind them is not theirs. */
static void signs_behind_the_word_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(russian_last_part("Али-Гирей", strlen("Али")), 0);
    for (size_t cut = 0; cut < strlen("’"); cut++)
        assert_int_equal(russian_last_part("Али’", strlen("Али") + cut), 0);
    assert_int_equal(russian_last_part("Али’", strlen("Али’")), strlen("Али’"));
}

static void only_cyrillic_words_have_rules(void **state)
{
    const struct desk *desk = *state;
    static const char *const others[] = {"",        "Smith", "Ивaнов", "Али2",
                                         "Али-Али", "Али.",  "\xD0",   "Иванов\xD0"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(russian_find(desk->names, others[i], strlen(others[i])));
    assert_null(russian_find(desk->names, "Ия", strlen("Ия"))); /* no rule fits */
    assert_non_null(russian_find(desk->names, "АЛИ", strlen("АЛИ")));
    assert_non_null(russian_find(desk->names, "Аскар Али", strlen("Аскар")));
}

static void a_word_may_have_as_many_letters_as_fit(void **state)
{
    struct desk *desk = *state;
    char word[2 * (CYRILLIC_MOST + 1) + 1] = "";
    for (size_t i = 0; i <= CYRILLIC_MOST; i++)
        memcpy(word + 2 * i, "к", 3);
    assert_non_null(russian_find(desk->names, word, 2 * CYRILLIC_MOST));
    assert_null(russian_find(desk->names, word, 2 * (CYRILLIC_MOST + 1)));

    struct declining work = work_of(desk, RUSSIAN_DAT);
    const char *form = russian_end(&work, desk->names, word, 2 * CYRILLIC_MOST);
    assert_non_null(form);
    assert_int_equal(strlen(form), 2 * (CYRILLIC_MOST + 1)); /* and an ending more */
    assert_string_equal(form + 2 * CYRILLIC_MOST, "у");
}

static void every_case_has_its_value(void **state)
{
    struct desk *desk = *state;
    static const char *const forms[RUSSIAN_CASES][4] = {
        {"Али", "Льва", "ПАВЛА", "Аскара"}, {"Али", "Льву", "ПАВЛУ", "Аскару"},
        {"Али", "Льва", "ПАВЛА", "Аскара"}, {"Али", "Львом", "ПАВЛОМ", "Аскаром"},
        {"Али", "Льве", "ПАВЛЕ", "Аскаре"},
    };
    static const char *const words[] = {"Али", "Лев", "ПАВЕЛ", "Аскар"};
    for (int form = 0; form < RUSSIAN_CASES; form++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            struct declining work = work_of(desk, (enum russian_case)form);
            const char *made = russian_end(&work, desk->names, words[i], strlen(words[i]));
            assert_non_null(made);
            assert_string_equal(made, forms[form][i]);
        }
}

static void an_ending_may_fall_away(void **state)
{
    struct desk *desk = *state;
    struct declining work = work_of(desk, RUSSIAN_ACC);
    assert_string_equal(russian_end(&work, desk->names, "Дома", strlen("Дома")), "Дом");
}

/* A part like «№1» before a hyphen has no ending that could be exchanged. */
static void what_is_no_word_keeps_its_form(void **state)
{
    struct desk *desk = *state;
    struct declining work = work_of(desk, RUSSIAN_DAT);
    const struct rule *rule = russian_find(desk->names, "лев", strlen("лев"));
    assert_string_equal(russian_form(&work, "Лев №1", strlen("Лев №1"), rule, "-льву"),
                        "Лев №1");
    assert_string_equal(russian_form(&work, "Лев №1", strlen("Лев"), rule, "="), "Лев");
}

static void what_has_no_form_is_told_by_its_word(void **state)
{
    struct desk *desk = *state;
    struct declining work = work_of(desk, RUSSIAN_DAT);
    assert_null(russian_end(&work, desk->names, "Smith-Али", strlen("Smith")));
    assert_string_equal(words_of(&desk->err),
                        "«Smith» has signs that are not Cyrillic letters. "
                        "Write its case form into the list.");
    assert_null(russian_end(&work, desk->names, "Ия", strlen("Ия")));
    assert_string_equal(words_of(&desk->err), "«Ия» has an ending for which there is no rule. "
                                              "Write its case form into the list.");
    assert_null(russian_end(&work, desk->names, "", 0));
    assert_string_equal(words_of(&desk->err), "«» has signs that are not Cyrillic letters. "
                                              "Write its case form into the list.");
    assert_false(russian_refuse(&work, "Али Ия", strlen("Али"), "test", "«%s» is not wanted."));
    assert_string_equal(words_of(&desk->err),
                        "«Али» is not wanted. Write its case form into the list.");
}

static void a_doubt_outlasts_the_words_behind_it(void **state)
{
    struct desk *desk = *state;
    struct declining work = work_of(desk, RUSSIAN_DAT);
    russian_end(&work, desk->names, "Аскар", strlen("Аскар"));
    assert_null(work.note);
    russian_end(&work, desk->names, "Лев", strlen("Лев"));
    assert_ptr_equal(work.note, note_find("last"));
    russian_end(&work, desk->names, "Аскар", strlen("Аскар"));
    assert_ptr_equal(work.note, note_find("last"));
}

static void the_answer_is_made_word_by_word(void **state)
{
    struct desk *desk = *state;
    struct declining work = work_of(desk, RUSSIAN_DAT);
    assert_true(words_split("Лев Б. Али", &work.words, &desk->err));
    assert_true(russian_set(&work, 0, "Льву"));
    assert_false(russian_set(&work, 2, NULL));
    assert_string_equal(words_join(&desk->arena, &work.words), "Льву Б. Али");
    assert_true(russian_set(&work, 2, ""));
    assert_string_equal(words_join(&desk->arena, &work.words), "Льву Б. ");
}

static void initials_end_in_a_full_stop(void **state)
{
    struct desk *desk = *state;
    static const bool initials[] = {true, true, false, true, false};
    struct words words;
    assert_true(words_split("Б. Б.М. Б.Имашев . Имашев", &words, &desk->err));
    for (size_t i = 0; i < sizeof initials / sizeof *initials; i++)
        assert_int_equal(russian_is_initials(&words, i), initials[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_begins_behind_the_last_sign),
        cmocka_unit_test(other_signs_part_no_word),
        cmocka_unit_test(signs_behind_the_word_do_not_count),
        cmocka_unit_test(only_cyrillic_words_have_rules),
        cmocka_unit_test(a_word_may_have_as_many_letters_as_fit),
        cmocka_unit_test(every_case_has_its_value),
        cmocka_unit_test(an_ending_may_fall_away),
        cmocka_unit_test(what_is_no_word_keeps_its_form),
        cmocka_unit_test(what_has_no_form_is_told_by_its_word),
        cmocka_unit_test(a_doubt_outlasts_the_words_behind_it),
        cmocka_unit_test(the_answer_is_made_word_by_word),
        cmocka_unit_test(initials_end_in_a_full_stop),
    };
    return cmocka_run_group_tests_name("russian_word", tests, set_up, tear_down);
}
