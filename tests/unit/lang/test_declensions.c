/* What holds of both languages' case forms, whatever the name. */
#include "base/buf.h"
#include "base/utf8.h"
#include "lang/kazakh.h"
#include "lang/russian.h"
#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 4000 };

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 12) % limit;
}

/* Makes a text of letters, and here and there of what ends names and of what no name has. */
static char *random_name(struct arena *arena, uint32_t *seed)
{
    static const uint32_t letters[] =
        U"аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘБҒКҚНҢӨТҰҮИЙЮЯ";
    static const uint32_t odd[] = U" -- '’.«»aZé5№?\u0301\u0306ҳӀѵаж";
    static const char *const endings[] = {"ов",   "ова",  "ұлы",  " қызы", "ий",  "ия",
                                          "ович", "овна", "-бек", "ский",  "ая",  "ь",
                                          "иев",  "енко", "ых",   "ек",    "лла", ""};
    struct buf name = {0};
    for (size_t i = 1 + random_below(seed, 12); i > 0; i--) {
        bool strange = random_below(seed, 8) == 0;
        uint32_t letter =
            strange ? odd[random_below(seed, sizeof odd / sizeof *odd - 1)]
                    : letters[random_below(seed, sizeof letters / sizeof *letters - 1)];
        char bytes[4];
        buf_add(&name, bytes, utf8_put(letter, bytes));
    }
    buf_puts(&name, endings[random_below(seed, sizeof endings / sizeof *endings)]);
    char *text = utf8_nfc(arena, buf_text(&name));
    buf_free(&name);
    return text;
}

/* What came of it. */
struct outcome {
    bool given;
    struct declined declined;
    struct error err;
};

/* A form is text in NFC with a reason to look at it or none; without one there is a reason. */
static void assert_outcome(struct arena *arena, const char *name, const struct outcome *one,
                           const struct outcome *other)
{
    const char *text = one->given ? one->declined.text : words_of(&one->err);
    const char *again = other->given ? other->declined.text : words_of(&other->err);
    size_t bad;
    if (one->given != other->given || strcmp(text, again) != 0)
        fail_msg("«%s»: «%s», «%s»", name, text, again);
    if (!*text || !utf8_valid(text, strlen(text), &bad) ||
        strcmp(utf8_nfc(arena, text), text) != 0)
        fail_msg("«%s»: «%s»", name, text);
}

static void any_name_in_kazakh(void **state)
{
    (void)state;
    struct arena arena = {0};
    uint32_t seed = 11;
    size_t given = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        const char *name = random_name(&arena, &seed);
        enum name_part part = (enum name_part)random_below(&seed, NAME_NOUN + 1);
        for (enum kazakh_case form = KAZAKH_ILIK; form <= KAZAKH_INSHI; form++) {
            struct outcome outcomes[2];
            for (size_t i = 0; i < 2; i++)
                outcomes[i].given = kazakh_decline(lang->kazakh, &arena, name, part, form,
                                                   &outcomes[i].declined, &outcomes[i].err);
            assert_outcome(&arena, name, &outcomes[0], &outcomes[1]);
            given += outcomes[0].given;
        }
        arena_reset(&arena);
    }
    assert_true(given > ROUNDS);
    arena_free(&arena);
}

static void any_name_in_russian(void **state)
{
    (void)state;
    struct arena arena = {0};
    uint32_t seed = 12;
    size_t given = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        const char *name = random_name(&arena, &seed);
        enum name_part part = (enum name_part)random_below(&seed, NAME_NOUN + 1);
        enum gender gender = (enum gender)random_below(&seed, GENDER_FEMALE + 1);
        for (enum russian_case form = RUSSIAN_GEN; form <= RUSSIAN_PREP; form++) {
            struct outcome outcomes[2];
            for (size_t i = 0; i < 2; i++)
                outcomes[i].given =
                    russian_decline(lang->russian, &arena, name, part, gender, form,
                                    &outcomes[i].declined, &outcomes[i].err);
            assert_outcome(&arena, name, &outcomes[0], &outcomes[1]);
            given += outcomes[0].given;
        }
        arena_reset(&arena);
    }
    assert_true(given > ROUNDS);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_name_in_kazakh),
        cmocka_unit_test(any_name_in_russian),
    };
    return cmocka_run_group_tests_name("declensions", tests, set_up_lang, tear_down_lang);
}
