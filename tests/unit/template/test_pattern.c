#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "template/pattern.h"
#include "unit/words.h"

#include <string.h>

/* A pattern as one line: literals in quotes, placeholders in braces, with * for italic and
 * ** for bold in front, and before that the language; or the error. */
static const char *show(struct arena *arena, const char *source, bool rich)
{
    struct pattern pattern;
    struct error err = {0};
    if (!pattern_read(arena, source, rich, &pattern, &err))
        return arena_text(arena, words_of(&err));
    assert_string_equal(pattern.source, source);
    struct buf out = {0};
    for (size_t i = 0; i < pattern.count; i++) {
        const struct piece *piece = &pattern.pieces[i];
        buf_puts(&out, i ? " " : "");
        if (piece->lang)
            buf_printf(&out, "%s:", piece->lang);
        buf_puts(&out, piece->style & STYLE_BOLD ? "**" : "");
        buf_puts(&out, piece->style & STYLE_ITALIC ? "*" : "");
        if (piece->text)
            buf_printf(&out, "\"%s\"", piece->text);
        else
            buf_printf(&out, "{%s}", piece->column);
        for (size_t j = 0; j < piece->filter_count; j++)
            buf_printf(&out, "|%s(%s)", piece->filters[j].name, piece->filters[j].arg);
    }
    const char *text = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

static void expect(const char *source, bool rich, const char *shown)
{
    struct arena arena = {0};
    assert_string_equal(show(&arena, source, rich), shown);
    arena_free(&arena);
}

static void expect_error(const char *source, const char *part)
{
    struct arena arena = {0};
    const char *text = show(&arena, source, true);
    if (!strstr(text, part))
        fail_msg("\"%s\" lacks \"%s\"", text, part);
    arena_free(&arena);
}

static void test_placeholders(void **state)
{
    (void)state;
    expect("", true, "");
    expect("Осы сертификат {name_kk} берілді", true,
           "\"Осы сертификат \" {name_kk} \" берілді\"");
    expect("{a}{b}", true, "{a} {b}");
    expect("{ Аты-жөні }", true, "{Аты-жөні}");
}

static void test_filters(void **state)
{
    (void)state;
    expect("{name|upper}", true, "{name}|upper()");
    expect("{name | барыс | or: — }", true, "{name}|барыс()|or( — )");
    expect("{v|by:прошёл/прошла|upper}", true, "{v}|by(прошёл/прошла)|upper()");
    expect("{v|or:a\\|b \\{c\\} \\\\ \\d}", true, "{v}|or(a|b {c} \\ \\d)");
    expect("{v|or:}", true, "{v}|or()");
    expect("{v|or:10:30}", true, "{v}|or(10:30)");
}

static void test_characters_themselves(void **state)
{
    (void)state;
    expect("{{name}} = {name}", true, "\"{name} = \" {name}");
    expect("{{{name}}}", true, "\"{\" {name} \"}\"");
    expect("2 \\* 2 = 4\\\\5", true, "\"2 * 2 = 4\\5\"");
    expect("бір\\nекі", true, "\"бір\nекі\"");
}

static void test_styles(void **state)
{
    (void)state;
    expect("a **b** *c* d", true, "\"a \" **\"b\" \" \" *\"c\" \" d\"");
    expect("**a *b* c**", true, "**\"a \" ***\"b\" **\" c\"");
    expect("***{x}***", true, "***{x}");
    expect("*a **b***", true, "*\"a \" ***\"b\"");
    expect("**{x}** {y}", true, "**{x} \" \" {y}");
    expect("***a* b**", true, "***\"a\" **\" b\"");
}

static void test_languages(void **state)
{
    (void)state;
    expect("Қол қойды \\ru{Подписал {who|upper} в} \\en{A}", true,
           "\"Қол қойды \" ru:\"Подписал \" ru:{who}|upper() ru:\" в\" \" \" en:\"A\"");
    expect("a\\n\\kk{**b** }}c}", true, "\"a\n\" kk:**\"b\" kk:\" }c\"");
    expect("\\nru{a}", true, "\"\nru\" {a}");
    expect_error("a \\ru{b",
                 "At letter 3, \"\\ru{b\": the language that begins here never ends");
    expect_error("\\ru{a \\kk{b}}",
                 "At letter 7, \"\\kk{b}}\": a language cannot begin inside");
    expect_error("\\de{a}", "a backslash stands only before");
}

static void test_plain_patterns_have_no_styles(void **state)
{
    (void)state;
    expect("**a** *{b}*", false, "\"**a** *\" {b} \"*\"");
    expect("\\*", false, "\"*\"");
}

static void test_faults_say_where(void **state)
{
    (void)state;
    expect_error("Құрметті {name", "At letter 10, \"{name\": the brace is not closed");
    expect_error("{a {b}", "At letter 1, \"{a {b}\": the brace is not closed");
    expect_error("{a|or:{b}}", "not closed");
    expect_error("a } b", "At letter 3, \"} b\": this brace closes nothing");
    expect_error("{}", "names no column");
    expect_error("{ |upper}", "names no column");
    expect_error("{a|}", "a filter's name is missing");
    expect_error("{a|:b}", "a filter's name is missing");
    expect_error("ә **b", "At letter 3, \"**b\": the style that begins here never ends");
    expect_error("*a **b** c", "At letter 1, \"*a **b** c\": the style");
    expect_error("****", "enclose nothing");
    expect_error("a ******", "enclose nothing");
    expect_error("C:\\dir", "At letter 3, \"\\dir\": a backslash stands only before");
    expect_error("a\\", "a backslash stands only before");
    expect_error("{0123456789012345678901234567890", "\"{01234567890123456789012…\"");
}

static void test_sizes_are_limited(void **state)
{
    (void)state;
    struct buf source = {0};
    for (size_t i = 0; i < 1000; i++)
        buf_puts(&source, "{a}");
    struct arena arena = {0};
    struct pattern pattern;
    struct error err = {0};
    assert_true(pattern_read(&arena, source.data, false, &pattern, &err));
    assert_int_equal(pattern.count, 1000);
    buf_puts(&source, "{a}");
    assert_false(pattern_read(&arena, source.data, false, &pattern, &err));
    buf_free(&source);
    arena_free(&arena);
    expect_error("{a|1|2|3|4|5|6|7|8|9|a|b|c|d|e|f|g|h}", "no more than 16 filters");
}

static void test_fixed(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pattern pattern;
    struct error err = {0};
    assert_true(pattern_read(&arena, "**СЕРТИФИКАТ** {{x}}", true, &pattern, &err));
    assert_true(pattern_fixed(&pattern));
    assert_true(pattern_read(&arena, "№ {number}", true, &pattern, &err));
    assert_false(pattern_fixed(&pattern));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_characters_themselves),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_plain_patterns_have_no_styles),
        cmocka_unit_test(test_faults_say_where),
        cmocka_unit_test(test_sizes_are_limited),
        cmocka_unit_test(test_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
