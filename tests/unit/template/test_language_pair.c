#include "template/language_pair.h"
#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 8 };

/* An element as a test writes it. */
struct sketch {
    const char *name, *content;
    const char *pair;
    size_t page;
    enum element_kind kind;
};

/* Says which is whose counterpart: each line of `expected` has the number of an element that
 * has none of its own number. */
static void assert_counterparts(const struct sketch *sketches, size_t count,
                                const size_t *expected)
{
    struct arena arena = {0};
    struct element elements[MOST] = {{0}};
    struct error err;
    assert_in_range(count, 1, MOST);
    for (size_t i = 0; i < count; i++) {
        const char *content = sketches[i].content ? sketches[i].content : "";
        elements[i] = (struct element){.kind = sketches[i].kind,
                                       .name = sketches[i].name,
                                       .page = sketches[i].page,
                                       .pair = sketches[i].pair};
        assert_true(pattern_read(&arena, content, true, &elements[i].content, &err));
    }
    const struct template template = {.elements = elements, .element_count = count};
    for (size_t i = 0; i < count; i++)
        if (language_pair_of(lang->words, &template, i) != expected[i])
            fail_msg("of «%s», number %zu, it is %zu, not %zu", sketches[i].name, i,
                     language_pair_of(lang->words, &template, i), expected[i]);
    arena_free(&arena);
}

#define ELEMENTS(...) ((const struct sketch[]){__VA_ARGS__})
#define ARE(...)      ((const size_t[]){__VA_ARGS__})

/* Two texts, which go together or do not; the Russian one has no counterpart itself. */
static void assert_two(struct sketch kazakh, struct sketch russian, bool together)
{
    assert_counterparts(ELEMENTS(kazakh, russian), 2, ARE(together ? 1 : 0, 1));
    assert_counterparts(ELEMENTS(russian, kazakh), 2, ARE(0, together ? 0 : 1));
}

static void names_differ_in_the_language_alone(void **state)
{
    (void)state;
    static const char *const twins[][2] = {
        {"title-kk", "title-ru"},  {"title_kk", "title-ru"},
        {"kz-title", "rus-title"}, {"kaz", "ru"},
        {"a-kaz-1", "a-rus-1"},    {"атауы_каз", "атауы_рус"},
        {"атауы-қаз", "атауы-ru"}, {"kk-title-kk", "ru-title-ru"},
        {"kk-kk", "kk-ru"},
    };
    static const char *const others[][2] = {
        {"title-kk", "title-ru-2"},   {"title", "title-ru"},
        {"title-kk", "title"},        {"titlekk", "titleru"},
        {"title-k", "title-r"},       {"title-kkk", "title-ru"},
        {"title-KK", "title-RU"},     {"title-kk", "tit-ru"},
        {"title-kk-1", "title-ru-2"}, {"title-en", "title-ru"},
        {"title-kk", "title-en"},     {"kk-ru", "ru-kk"},
        {"title", "title"},           {"", "ru"},
    };
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
        assert_two((struct sketch){.name = twins[i][0]}, (struct sketch){.name = twins[i][1]},
                   true);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_two((struct sketch){.name = others[i][0]}, (struct sketch){.name = others[i][1]},
                   false);
}

static void columns_differ_in_the_language_alone(void **state)
{
    (void)state;
    static const char *const twins[][2] = {
        {"{a_kk}", "{a_ru}"},
        {"«{a_kk}» облысы,\\n**{b_kk}**", "{a_ru|upper} и {b_ru}"},
        {"{date} {a_kk}", "{date} {a_ru}"},
        {"{kaz}", "{rus}"},
    };
    static const char *const others[][2] = {
        {"{a_kk}", "{b_ru}"},        {"{a_kk} {b_kk}", "{b_ru} {a_ru}"},
        {"{a_kk} {b_kk}", "{a_ru}"}, {"{a_kk}", "{a_ru} {date}"},
        {"{date}", "{date}"},        {"аты", "имя"},
        {"{a_kk}", "имя"},           {"", "{a_ru}"},
        {"{a_kk}", "{a_kk}"},        {"{a_kk} {b_ru}", "{a_ru} {b_kk}"},
        {"{{a_kk}}", "{{a_ru}}"},
    };
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
        assert_two((struct sketch){"one", twins[i][0], NULL, 0, ELEMENT_TEXT},
                   (struct sketch){"two", twins[i][1], NULL, 0, ELEMENT_TEXT}, true);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_two((struct sketch){"one", others[i][0], NULL, 0, ELEMENT_TEXT},
                   (struct sketch){"two", others[i][1], NULL, 0, ELEMENT_TEXT}, false);
}

/* A name and its line below are shown twice in each language. */
static void texts_of_the_same_columns_go_in_their_order(void **state)
{
    (void)state;
    static const struct sketch kk = {.name = "x", .content = "{a_kk}"},
                               ru = {.name = "y", .content = "{a_ru}"},
                               other = {.name = "z", .content = "{b_kk}"};
    assert_counterparts(ELEMENTS(kk, other, kk, ru, ru), 5, ARE(3, 1, 4, 3, 4));
    assert_counterparts(ELEMENTS(ru, kk, ru, kk), 4, ARE(0, 0, 2, 2));
    assert_counterparts(ELEMENTS(kk, ru, kk, kk), 4, ARE(1, 1, 2, 3));
}

static void a_name_goes_before_columns(void **state)
{
    (void)state;
    assert_counterparts(ELEMENTS({"t-kk", .content = "{a_kk}"}, {"b", .content = "{a_ru}"},
                                 {"t-ru", .content = "{c}"}, {"t-rus", .content = "{c}"}),
                        4, ARE(2, 1, 2, 3));
}

/* Of a pair the template says itself how its boxes go together. */
static void a_pair_is_left_alone(void **state)
{
    (void)state;
    static const struct sketch kk = {.name = "t-kk", .pair = "p"},
                               ru = {.name = "t-ru", .pair = "p"};
    assert_two(kk, ru, false);
    assert_two(kk, (struct sketch){.name = "t-ru", .pair = "q"}, true);
    assert_two(kk, (struct sketch){.name = "t-ru"}, true);
    assert_two((struct sketch){.name = "t-kk"}, ru, true);

    static const struct sketch shown = {.name = "x", .content = "{a_kk}"},
                               shown_too = {.name = "y", .content = "{a_ru}"},
                               paired = {.name = "x", .content = "{a_kk}", .pair = "p"},
                               paired_too = {.name = "y", .content = "{a_ru}", .pair = "p"};
    assert_two(paired, paired_too, false);
    assert_two(paired, shown_too, false);
    assert_two(shown, paired_too, false);
    assert_counterparts(ELEMENTS(paired, paired_too, shown, shown_too), 4, ARE(0, 1, 3, 3));
}

/* Columns on another page are of another text; one name is one text on all of them. */
static void pages_part_columns_but_not_names(void **state)
{
    (void)state;
    assert_two((struct sketch){.name = "x", .content = "{a_kk}"},
               (struct sketch){.name = "y", .content = "{a_ru}", .page = 1}, false);
    assert_two((struct sketch){.name = "t-kk", .content = "{a_kk}"},
               (struct sketch){.name = "t-ru", .content = "{b}", .page = 1}, true);
    assert_counterparts(ELEMENTS({"x", "{a_kk}", NULL, 0, ELEMENT_TEXT},
                                 {"x", "{a_kk}", NULL, 1, ELEMENT_TEXT},
                                 {"y", "{a_ru}", NULL, 1, ELEMENT_TEXT}),
                        3, ARE(0, 2, 2));
}

static void only_texts_have_counterparts(void **state)
{
    (void)state;
    for (enum element_kind kind = ELEMENT_TEXT; kind <= ELEMENT_SIGNATURE; kind++) {
        struct sketch kk = {"t-kk", "{a_kk}", NULL, 0, kind},
                      ru = {"t-ru", "{a_ru}", NULL, 0, kind};
        struct sketch text_kk = kk, text_ru = ru;
        text_kk.kind = text_ru.kind = ELEMENT_TEXT;
        assert_two(kk, ru, kind == ELEMENT_TEXT);
        assert_two(text_kk, ru, kind == ELEMENT_TEXT);
        assert_two(kk, text_ru, kind == ELEMENT_TEXT);
    }
    assert_counterparts(ELEMENTS({.name = "t-kk"}), 1, ARE(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_differ_in_the_language_alone),
        cmocka_unit_test(columns_differ_in_the_language_alone),
        cmocka_unit_test(texts_of_the_same_columns_go_in_their_order),
        cmocka_unit_test(a_name_goes_before_columns),
        cmocka_unit_test(a_pair_is_left_alone),
        cmocka_unit_test(pages_part_columns_but_not_names),
        cmocka_unit_test(only_texts_have_counterparts),
    };
    return cmocka_run_group_tests(tests, set_up_lang, tear_down_lang);
}
