#include "template/schema_value.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The struct of any section. */
union target {
    struct template template;
    struct template_page page;
    struct template_font font;
    struct element element;
};

static const struct schema_key *key_of(const char *kind, const char *name)
{
    const struct schema_key *key = schema_key(schema_section(schema_certificate(), kind), name);
    if (!key)
        fail_msg("[%s] %s", kind, name);
    return key;
}

/* Reads a value that must be sound. */
static void set(struct arena *arena, const char *kind, const char *name, const char *text,
                union target *target)
{
    struct error err;
    if (!schema_value_read(key_of(kind, name), text, target, arena, &err))
        fail_msg("[%s] %s = %s: %s", kind, name, text, words_of(&err));
}

static double number_at(const union target *target, const struct schema_key *key)
{
    double number;
    memcpy(&number, (const char *)target + key->at, sizeof number);
    return number;
}

/* Whether the key's member of the target holds what was written for it. */
static bool holds(const union target *target, const struct schema_key *key)
{
    const void *member = (const char *)target + key->at;
    const struct box box = {1, 2, 3, 4};
    switch (key->type) {
    case SCHEMA_TEXT:
    case SCHEMA_LANG:
        return strcmp(*(const char *const *)member, "ru") == 0;
    case SCHEMA_PATTERN:
    case SCHEMA_RICH:
        return strcmp(((const struct pattern *)member)->source, "a {b}") == 0;
    case SCHEMA_COLOR:
        return memcmp(((const struct color *)member)->parts, "\x12\x34\x56", 3) == 0;
    case SCHEMA_BOX:
        return memcmp(member, &box, sizeof box) == 0;
    case SCHEMA_YES:
        return *(const bool *)member;
    case SCHEMA_PAPER:
        return target->page.width == 300 && target->page.height == 400;
    case SCHEMA_LENGTH:
    case SCHEMA_LEADING:
    case SCHEMA_NUMBER:
        return number_at(target, key) > 0;
    case SCHEMA_COUNT:
        return *(const size_t *)member == 1;
    case SCHEMA_WORD:
    case SCHEMA_LIST:
    case SCHEMA_DAYS:
    case SCHEMA_WIDTH:
    case SCHEMA_PAGE:
    case SCHEMA_FONT:
    case SCHEMA_STYLE:
        break;
    }
    return true;
}

static const char *sample_of(const struct schema_key *key)
{
    static const char *const samples[] = {
        [SCHEMA_TEXT] = "ru",       [SCHEMA_LIST] = "a, b", [SCHEMA_PATTERN] = "a {b}",
        [SCHEMA_RICH] = "a {b}",    [SCHEMA_LANG] = "ru",   [SCHEMA_LEADING] = "1.5",
        [SCHEMA_NUMBER] = "10",     [SCHEMA_COUNT] = "1",   [SCHEMA_BOX] = "1pt 2pt 3pt 4pt",
        [SCHEMA_COLOR] = "#123456", [SCHEMA_YES] = "yes",   [SCHEMA_PAPER] = "300pt 400pt",
        [SCHEMA_PAGE] = "1",        [SCHEMA_FONT] = "text", [SCHEMA_STYLE] = "text",
    };
    if (key->type == SCHEMA_LENGTH)
        return key->to; /* within its bounds, and more than nothing */
    return key->type == SCHEMA_WORD ? key->choices[0].word : samples[key->type];
}

static void every_key_is_read_to_its_member(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct schema_section *sections = schema_certificate()->sections;
    size_t count = schema_certificate()->count, keys = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sections[i].count; j++, keys++) {
            const struct schema_key *key = &sections[i].keys[j];
            union target target = {.element.text.size = 10};
            set(&arena, sections[i].kind, key->name, sample_of(key), &target);
            if (!holds(&target, key))
                fail_msg("[%s] %s", sections[i].kind, key->name);
        }
    assert_true(keys > 80);
    arena_free(&arena);
}

static void every_word_stands_for_its_own_value(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct schema_section *sections = schema_certificate()->sections;
    size_t count = schema_certificate()->count;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sections[i].count; j++) {
            const struct schema_key *key = &sections[i].keys[j];
            const struct schema_choice *choice = key->choices;
            for (; key->type == SCHEMA_WORD && choice->word; choice++) {
                union target target = {0};
                unsigned value;
                set(&arena, sections[i].kind, key->name, choice->word, &target);
                memcpy(&value, (const char *)&target + key->at, sizeof value);
                assert_int_equal(value, choice->value);
                for (const struct schema_choice *other = key->choices; other < choice; other++)
                    assert_int_not_equal(value, other->value);
            }
        }
    arena_free(&arena);
}

/* What holds without a key could be written for it too. */
static void every_fallback_can_be_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct schema_section *sections = schema_certificate()->sections;
    size_t count = schema_certificate()->count;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sections[i].count; j++) {
            const struct schema_key *key = &sections[i].keys[j];
            union target target = {.element.text.size = 10};
            assert_false(key->required && key->fallback);
            if (key->fallback)
                set(&arena, sections[i].kind, key->name, key->fallback, &target);
            if (key->as)
                assert_int_equal(key_of(sections[i].kind, key->as)->type, key->type);
        }
    arena_free(&arena);
}

static void near_values_are_what_they_say(void **state)
{
    (void)state;
    struct arena arena = {0};
    union target it = {0};
    set(&arena, "page", "size", "A4", &it);
    assert_float_equal(it.page.width, 210 * POINTS_PER_MM, 1e-6);
    assert_float_equal(it.page.height, 297 * POINTS_PER_MM, 1e-6);
    set(&arena, "page", "size", "A5 landscape", &it);
    assert_float_equal(it.page.width, 210 * POINTS_PER_MM, 1e-6);
    assert_float_equal(it.page.height, 148 * POINTS_PER_MM, 1e-6);

    it = (union target){0};
    set(&arena, "style", "size", "20pt", &it);
    set(&arena, "style", "leading", "1.5", &it);
    assert_float_equal(it.element.text.line_height, 30, 1e-6);
    set(&arena, "style", "leading", "24pt", &it);
    assert_float_equal(it.element.text.line_height, 24, 1e-6);
    set(&arena, "text", "lang", "kk-Cyrl-KZ", &it);
    assert_string_equal(it.element.tag.lang, "kk-Cyrl-KZ");
    set(&arena, "guilloche", "rosettes", "no", &it);
    assert_false(it.element.guilloche.rosettes);
    arena_free(&arena);
}

static void a_wrong_value_is_answered_with_what_to_write(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *name, *text, *what, *advice;
    } cases[] = {
        {"style", "size", "11", "\"11\" is not a length.",
         "Write a number with its unit, such as 25mm, 2.5cm or 11pt."},
        {"style", "size", "0.5pt", "\"0.5pt\" is out of bounds.",
         "It may be from 1pt to 500pt."},
        {"style", "size", "501pt", "\"501pt\" is out of bounds.",
         "It may be from 1pt to 500pt."},
        {"style", "leading", "0.4", "\"0.4\" is out of bounds.",
         "It may be from 0.5 to 5 times the size."},
        {"style", "leading", "51pt", "\"51pt\" is out of bounds.",
         "It may be from 0.5 to 5 times the size."},
        {"style", "align", "centre", "\"centre\" is not known.",
         "Write one of: left, center, right."},
        {"style", "color", "red", "\"red\" is not a colour.",
         "Write it as \"#RRGGBB\", in double quotes."},
        {"guilloche", "rosettes", "ja", "\"ja\" is not known.", "Write one of: yes, no."},
        {"page", "size", "А4",
         "\"А4\" has a Cyrillic letter, «А», in the place of a Latin one.",
         "Type it again in Latin letters."},
        {"guilloche", "curves", "25", "\"25\" is out of bounds.", "It may be from 1 to 24."},
        {"guilloche", "curves", "-1", "\"-1\" is not a whole number.", "Write digits only."},
        {"text", "lang", "kz", "\"kz\" is the country.", "The language Kazakh is kk."},
        {"text", "lang", "kazakh", "\"kazakh\" is not a language.",
         "Write a tag such as kk, ru or en."},
        {"text", "lang", "kk-", "\"kk-\" is not a language.",
         "Write a tag such as kk, ru or en."},
        {"text", "box", "1mm 2mm 3mm", "\"1mm 2mm 3mm\" is not a box.",
         "Write four lengths, x y width height, such as 24mm 30mm 249mm 18mm."},
        {"style", "tracking", "1e999", "\"1e999\" is not a number.",
         "Write a number such as 120 or -2.5."},
        {"font", "family", "", "Nothing follows the =.",
         "Write something, or take the key out."},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        union target target = {.element.text.size = 10};
        struct error err;
        char wanted[256];
        assert_false(schema_value_read(key_of(cases[i].kind, cases[i].name), cases[i].text,
                                       &target, &arena, &err));
        snprintf(wanted, sizeof wanted, "%s %s", cases[i].what, cases[i].advice);
        assert_string_equal(words_of(&err), wanted);
    }
    const char *const papers[] = {
        "",          "A7",           "A4 lying",       "A4landscape",  "297mm",
        "5mm 100mm", "100mm 6000mm", "A4 landscape x", "210mm 297mm x"};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        union target target = {0};
        struct error err;
        if (schema_value_read(key_of("page", "size"), papers[i], &target, &arena, &err))
            fail_msg("%s", papers[i]);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_read_to_its_member),
        cmocka_unit_test(every_word_stands_for_its_own_value),
        cmocka_unit_test(every_fallback_can_be_read),
        cmocka_unit_test(near_values_are_what_they_say),
        cmocka_unit_test(a_wrong_value_is_answered_with_what_to_write),
    };
    return cmocka_run_group_tests_name("schema_value", tests, NULL, NULL);
}
