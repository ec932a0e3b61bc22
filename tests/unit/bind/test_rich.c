#include "bind/rich.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Says what comes of the pieces, with a bar after each span: "Осы |Асқар|". */
static void assert_made(const char *const *pieces, size_t count, const char *expected)
{
    struct arena arena = {0};
    struct rich_maker maker = {0};
    for (size_t i = 0; i < count; i++)
        rich_add(&maker, pieces[i], (unsigned)i, i % 2 ? "ru" : NULL);
    struct rich rich = rich_end(&maker, &arena);
    struct buf shown = {0};
    size_t at = 0;
    for (size_t i = 0; i < rich.count; i++) {
        buf_add(&shown, rich.text + at, rich.spans[i].size);
        buf_putc(&shown, '|');
        at += rich.spans[i].size;
        if (rich.spans[i].style % 2)
            assert_string_equal(rich.spans[i].lang, "ru");
        else
            assert_null(rich.spans[i].lang);
    }
    assert_int_equal(at, rich.size);
    assert_int_equal(strlen(rich.text), rich.size);
    assert_string_equal(buf_text(&shown), expected);
    buf_free(&shown);
    arena_free(&arena);
}

#define MADE(expected, ...)                                                                    \
    assert_made((const char *const[]){__VA_ARGS__},                                            \
                sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), expected)

static void pieces_keep_their_style(void **state)
{
    (void)state;
    MADE("Осы |Асқар|", "Осы ", "Асқар");
    MADE("|x|", "", "x");
    struct arena arena = {0};
    struct rich_maker maker = {0};
    struct rich nothing = rich_end(&maker, &arena);
    assert_string_equal(nothing.text, "");
    assert_int_equal(nothing.count, 0);
    arena_free(&arena);
}

/* An empty field leaves no gap. */
static void spaces_do_not_add_up(void **state)
{
    (void)state;
    MADE("Имашев |Берік|", "Имашев ", " Берік");
    MADE("Имашев |||Берік|", "Имашев ", "", " ", "Берік");
    MADE("Имашев|", "Имашев  ");
    MADE("x|", " x ");
    MADE("x||", " x", "  ", " ");
}

static void no_line_begins_or_ends_with_a_space(void **state)
{
    (void)state;
    MADE("a\nb|", "a \n b ");
    MADE("a|\nb|", "a", " \nb");
    MADE("a|\nb|", "a ", "\n b");
    MADE("|\nb|", "  ", "\nb");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_keep_their_style),
        cmocka_unit_test(spaces_do_not_add_up),
        cmocka_unit_test(no_line_begins_or_ends_with_a_space),
    };
    return cmocka_run_group_tests_name("rich", tests, NULL, NULL);
}
