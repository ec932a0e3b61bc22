#include "check/mojibake.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define ALPHABET                                                                               \
    "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"     \
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

static void recode(const char *from, const char *to, const char *in, size_t size, char *out,
                   size_t room, size_t *written)
{
    iconv_t convert = iconv_open(to, from);
    assert_true(convert != (iconv_t)-1);
    char copy[1024], *start = copy, *end = out;
    assert_in_range(size, 0, sizeof copy - 1);
    memcpy(copy, in, size);
    size_t left = size, space = room - 1;
    assert_int_equal(iconv(convert, &start, &left, &end, &space), 0);
    *end = '\0';
    *written = (size_t)(end - out);
    iconv_close(convert);
}

/* What a program shows that takes bytes of encoding `is` for bytes of `taken`. */
static void damage(const char *text, const char *is, const char *taken, char *out, size_t room)
{
    char bytes[1024];
    size_t size;
    recode("UTF-8", is, text, strlen(text), bytes, sizeof bytes, &size);
    recode(taken, "UTF-8", bytes, size, out, room, &size);
}

static void assert_undone(const char *text, const char *is, const char *taken,
                          enum mojibake kind)
{
    struct arena arena = {0};
    char shown[2048];
    damage(text, is, taken, shown, sizeof shown);
    if (mojibake_find(shown) != kind)
        fail_msg("«%s» is kind %d", shown, (int)mojibake_find(shown));
    assert_string_equal(mojibake_undo(&arena, shown, kind), text);
    arena_free(&arena);
}

static void test_each_damage_is_known_and_undone(void **state)
{
    (void)state;
    assert_undone("Серік", "UTF-8", "CP1251", MOJIBAKE_UTF8_AS_1251);
    assert_undone("Сағындық Төлеген", "UTF-8", "CP1251", MOJIBAKE_UTF8_AS_1251);
    assert_undone("Қайрат", "RK1048", "CP1251", MOJIBAKE_KZ1048_AS_1251);
    assert_undone("Даниял", "CP1251", "CP1252", MOJIBAKE_1251_AS_1252);
    assert_undone("Әсел", "RK1048", "CP1252", MOJIBAKE_KZ1048_AS_1252);
    assert_undone("Гүл", "RK1048", "CP1252", MOJIBAKE_KZ1048_AS_1252);
}

/* The shortest names there are, whose letters look like quotes behind Р. */
static void test_short_names(void **state)
{
    (void)state;
    static const char *const names[] = {"Ли",  "Гали", "Вали", "Дали", "Гиви", "Билл",
                                        "Эль", "А.",   "Ю",    "Жи",   "Ги"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_undone(names[i], "UTF-8", "CP1251", MOJIBAKE_UTF8_AS_1251);
    static const char *const latin[] = {"Ли", "Ким", "Цой", "Пак", "Юн", "Ян", "ИП Цой"};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        assert_undone(latin[i], "CP1251", "CP1252", MOJIBAKE_1251_AS_1252);
}

/* The soft hyphen that made Э of Р is gone when the text comes here; what is sound stays. */
static void test_damage_in_part(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char *const texts[][2] = {
        {"РР»СЊ", "Эль"}, {"Р“Р°Р»Рё Ли", "Гали Ли"}, {"Р?РІР°РЅ", "…?ван"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(mojibake_find(texts[i][0]), MOJIBAKE_UTF8_AS_1251);
        assert_string_equal(mojibake_undo(&arena, texts[i][0], MOJIBAKE_UTF8_AS_1251),
                            texts[i][1]);
    }
    assert_int_equal(mojibake_find("Öîé Ян"), MOJIBAKE_1251_AS_1252);
    assert_string_equal(mojibake_undo(&arena, "Öîé Ян", MOJIBAKE_1251_AS_1252), "Цой Ян");
    arena_free(&arena);
}

/* A letter of KZ-1048 may as well be one of a neighbour's name: the likelier reading holds. */
static void test_names_of_neighbours(void **state)
{
    (void)state;
    static const char *const neighbours[] = {"Євген",   "Їжакевич",  "Ґалаґан",
                                             "Каратаў", "Јовановић", "Андрій Ковальчук Їжак"};
    for (size_t i = 0; i < sizeof neighbours / sizeof *neighbours; i++)
        if (mojibake_find(neighbours[i]) != MOJIBAKE_MAYBE_AS_1251)
            fail_msg("«%s» is kind %d", neighbours[i], (int)mojibake_find(neighbours[i]));
    static const char *const kazakh[] = {"Қайрат", "Әлия",  "Ғалым", "Өмір", "Күләш",
                                         "Айгүл",  "Мұқан", "Әсел",  "Таңат"};
    for (size_t i = 0; i < sizeof kazakh / sizeof *kazakh; i++)
        assert_undone(kazakh[i], "RK1048", "CP1251", MOJIBAKE_KZ1048_AS_1251);
}

/* Windows-1252 has no five of the bytes; programs let them through as they are. */
static void test_utf8_as_1252(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *shown = "\u00d0\u00a1\u00d0\u00b5\u00d1\u20ac\u00d1\u2013\u00d0\u00ba";
    assert_int_equal(mojibake_find(shown), MOJIBAKE_UTF8_AS_1252);
    assert_string_equal(mojibake_undo(&arena, shown, MOJIBAKE_UTF8_AS_1252), "Серік");
    arena_free(&arena);
}

/* Each Kazakh letter by itself gives the damage away, but for those in whose place Uzbek,
 * Ukrainian and Serbian words have theirs. */
static void test_kz1048_letters(void **state)
{
    (void)state;
    static const char *const words[] = {"Ән", "Ғани", "Қан", "Таң", "Өт", "КҮН",
                                        "ән", "ғани", "қан", "аң",  "өр", "күн"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_undone(words[i], "RK1048", "CP1251", MOJIBAKE_KZ1048_AS_1251);
    static const char *const doubtful[] = {"Үр", "үр", "Һам", "һам",
                                           "Өр", "Ұр", "ұр",  "Нұрлан"};
    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++)
        assert_undone(doubtful[i], "RK1048", "CP1251", MOJIBAKE_MAYBE_AS_1251);
}

static void test_lost_letters(void **state)
{
    (void)state;
    assert_int_equal(mojibake_find("К?л?ш"), MOJIBAKE_LOST);
    assert_int_equal(mojibake_find("?абит?ызы"), MOJIBAKE_LOST);
    assert_int_equal(mojibake_find("????"), MOJIBAKE_LOST);
    assert_int_equal(mojibake_find("Кул\uFFFDш"), MOJIBAKE_LOST);
    struct arena arena = {0};
    assert_null(mojibake_undo(&arena, "К?л?ш", MOJIBAKE_LOST));
    arena_free(&arena);
}

static void test_good_text_is_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        ALPHABET,
        "Сізге, Тілек", /* С, Т and і behind them look like bytes of UTF-8 */
        "Тіркеу нөмірі № 5",
        "ТОО «Рассвет», г. Алматы – центр",
        "Р. Ё. Ёлшина",
        "Қатыса ма?",
        "Núñez, Óscar; Ångström",
        "Müller Françoise",
        "35 °C",
        "АО «КТЖ СССР», КСР–РФ, ҚР–РФ, «Р»",
        "С–П, У.Т’ Т® «Т» Р»",
        "à É. Öööl Þór Žižka",
        "Сіз РІС ТІЛ",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (mojibake_find(texts[i]) != MOJIBAKE_NONE)
            fail_msg("«%s» is no damage", texts[i]);
}

/* Whatever comes, what is undone is text, and no damaged text is found twice. */
static void test_any_text(void **state)
{
    (void)state;
    struct arena arena = {0};
    uint32_t seed = 1;
    for (size_t round = 0; round < 3000; round++) {
        struct buf text = {0};
        for (size_t i = 0; i < 12; i++) {
            static const uint32_t starts[] = {0x20, 0x80, 0x400, 0x2010, 0x4A0, 0xC0, 0x300};
            seed = seed * 1103515245u + 12345u;
            uint32_t letter = starts[(seed >> 16) % 7] + (seed >> 20) % 0x50;
            char bytes[4];
            buf_add(&text, bytes, utf8_put(letter, bytes));
        }
        enum mojibake kind = mojibake_find(text.data);
        const char *undone = mojibake_undo(&arena, text.data, kind);
        size_t bad;
        assert_true(!undone || utf8_valid(undone, strlen(undone), &bad));
        assert_true(!undone || strcmp(utf8_nfc(&arena, undone), undone) == 0);
        assert_int_equal(!undone, kind == MOJIBAKE_NONE || kind == MOJIBAKE_LOST);
        buf_free(&text);
    }
    arena_free(&arena);
}

static void letters_that_1251_has_not(void **state)
{
    (void)state;
    assert_true(mojibake_not_1251("Ғайрат ўғли"));
    assert_true(mojibake_not_1251("Ҳасанов"));
    assert_false(mojibake_not_1251("Ўткир Їжак"));
    assert_false(mojibake_not_1251("Müller"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_that_1251_has_not),
        cmocka_unit_test(test_each_damage_is_known_and_undone),
        cmocka_unit_test(test_short_names),
        cmocka_unit_test(test_damage_in_part),
        cmocka_unit_test(test_names_of_neighbours),
        cmocka_unit_test(test_utf8_as_1252),
        cmocka_unit_test(test_kz1048_letters),
        cmocka_unit_test(test_lost_letters),
        cmocka_unit_test(test_good_text_is_left_alone),
        cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
