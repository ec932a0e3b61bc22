#include "check/stems.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/kazakh_spelling.h"
#include "lang/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define OR "» or «"

#define EACH_STEM(group, stem)                                                                 \
    for (const struct stem_group *group = stems_groups; group->stems; group++)                 \
        for (const struct stem *stem = group->stems; stem < group->stems + group->count; stem++)

/* Says whether the text, which is not empty, is in small letters of the alphabet; a hyphen may
 * join two parts. */
static bool is_small(struct arena *arena, const char *text, bool (*in)(uint32_t),
                     const char *lang)
{
    bool small = *text && strcmp(utf8_lower(arena, text, lang), text) == 0;
    for (const char *end = text + strlen(text), *at = text; small && at < end;) {
        bool first = at == text;
        uint32_t letter = utf8_next(&at, end);
        small = in(letter) || (letter == '-' && !first && at < end);
    }
    return small;
}

/* Takes the next of the spellings; NULL at the end. */
static const char *next_spelling(struct arena *arena, const char **kazakh)
{
    if (!*kazakh)
        return NULL;
    const char *text = *kazakh, *other = strstr(text, OR);
    *kazakh = other ? other + strlen(OR) : NULL;
    return other ? arena_copy(arena, text, (size_t)(other - text)) : text;
}

/* A capital among the stems would keep a name from ever being told, and so would a Latin
 * letter. */
static void stems_are_small_letters_of_their_language(void **state)
{
    (void)state;
    struct arena arena = {0};
    EACH_STEM(group, stem)
    {
        if (!is_small(&arena, stem->russian, script_in_russian, "ru"))
            fail_msg("«%s»", stem->russian);
        const char *rest = stem->kazakh;
        for (const char *one; (one = next_spelling(&arena, &rest));)
            if (!is_small(&arena, one, script_in_kazakh, "kk"))
                fail_msg("«%s» of «%s»", one, stem->russian);
    }
    arena_free(&arena);
}

/* Else there would be nothing to mend in the name. */
static void kazakh_spellings_have_a_kazakh_letter(void **state)
{
    (void)state;
    struct arena arena = {0};
    EACH_STEM(group, stem)
    {
        const char *rest = stem->kazakh;
        for (const char *one; (one = next_spelling(&arena, &rest));)
            if (!script_has_kazakh(one))
                fail_msg("«%s» of «%s»", one, stem->russian);
        assert_false(script_has_kazakh(stem->russian));
    }
    arena_free(&arena);
}

/* Writes a Kazakh text with the letters that Russian has in their stead. */
static const char *fold(struct arena *arena, const char *kazakh)
{
    struct buf out = {0};
    for (const char *end = kazakh + strlen(kazakh); kazakh < end;) {
        uint32_t letter = utf8_next(&kazakh, end), meant = script_russian_meant(letter);
        char bytes[4];
        buf_add(&out, bytes, utf8_put(meant ? meant : letter, bytes));
    }
    const char *text = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

/* A line that took its neighbour's spelling would tell people to write another name. */
static void both_spellings_are_of_one_word(void **state)
{
    (void)state;
    struct arena arena = {0};
    EACH_STEM(group, stem)
    {
        const char *rest = stem->kazakh;
        bool renamed = strcmp(stem->russian, "усть-каменогор") == 0;
        for (const char *one; !renamed && (one = next_spelling(&arena, &rest));)
            if (utf8_distance(fold(&arena, one), stem->russian) > utf8_length(one) / 2)
                fail_msg("«%s» of «%s»", one, stem->russian);
    }
    arena_free(&arena);
}

/* Says whether the first of two stems tells all that the second one would. */
static bool hides(const struct stem *one, const struct stem *other, enum stem_place place)
{
    const char *at = strstr(other->russian, one->russian);
    size_t behind = at ? strlen(at) - strlen(one->russian) : 0;
    switch (place) {
    case STEM_ANYWHERE:
        return at;
    case STEM_BEGINS:
        return at == other->russian;
    case STEM_ENDS:
        return at && !behind;
    case STEM_WHOLE:
        break;
    }
    return at == other->russian && !behind;
}

static void no_stem_of_a_group_is_in_vain(void **state)
{
    (void)state;
    EACH_STEM(group, stem)
    for (const struct stem *one = group->stems; one < stem; one++)
        if (hides(one, stem, group->place))
            fail_msg("«%s» hides «%s»", one->russian, stem->russian);
}

/* What the groups are for: each is found in a name or a place that is spelt like that. */
static void each_kind_does_what_it_says(void **state)
{
    (void)state;
    struct arena arena = {0};
    bool seen[STEM_APART + 1] = {false};
    EACH_STEM(group, stem)
    {
        bool ends = group->place == STEM_ENDS;
        const char *word = arena_printf(&arena, "%s%s", ends ? "ай" : "", stem->russian);
        enum origin origin = spelling_origin(&arena, word);
        seen[group->kind] = true;
        if (group->kind == STEM_SOUND)
            continue;
        if (group->kind == STEM_PLACE && !spelling_is_stripped(&arena, word))
            fail_msg("«%s» is no place", word);
        if (group->kind == STEM_SURE && origin != ORIGIN_KAZAKH)
            fail_msg("«%s» is not Kazakh", word);
        if (group->kind != STEM_PLACE && !spelling_suspect(&arena, word, word, false).stem)
            fail_msg("«%s» is not suspect", word);
    }
    for (enum stem_kind kind = STEM_SURE; kind <= STEM_APART; kind++)
        assert_int_equal(seen[kind], kind <= STEM_PLACE); /* the others are not for here */
    arena_free(&arena);
}

static void fathers_are_no_kazakhs(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count = 0;
    for (; stems_fathers[count]; count++) {
        const char *father = stems_fathers[count];
        if (!is_small(&arena, father, script_in_russian, "ru"))
            fail_msg("«%s»", father);
        for (size_t i = 0; i < count; i++)
            if (strcmp(stems_fathers[i], father) == 0)
                fail_msg("«%s» stands twice", father);
        EACH_STEM(group, stem)
        if (group->kind == STEM_SURE && group->place == STEM_BEGINS &&
            strncmp(father, stem->russian, strlen(stem->russian)) == 0)
            fail_msg("«%s» begins like «%s»", father, stem->russian);
        const char *child = arena_printf(&arena, "%sович", father);
        if (spelling_origin(&arena, child) != ORIGIN_RUSSIAN)
            fail_msg("«%s»", child);
    }
    assert_in_range(count, 1, SIZE_MAX);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stems_are_small_letters_of_their_language),
        cmocka_unit_test(kazakh_spellings_have_a_kazakh_letter),
        cmocka_unit_test(both_spellings_are_of_one_word),
        cmocka_unit_test(no_stem_of_a_group_is_in_vain),
        cmocka_unit_test(each_kind_does_what_it_says),
        cmocka_unit_test(fathers_are_no_kazakhs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
