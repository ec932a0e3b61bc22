#include "template/element_pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct template template = {.lang = "kk"};

static size_t patterns_of(enum element_kind kind, bool ground, const char *lang,
                          struct element_pattern patterns[ELEMENT_PATTERNS])
{
    const struct element element = {.kind = kind, .ground = ground, .tag = {.lang = lang}};
    return element_patterns(&template, &element, patterns);
}

static void every_kind_names_its_keys(void **state)
{
    (void)state;
    static const struct {
        enum element_kind kind;
        bool ground;
        const char *key;
    } cases[] = {{ELEMENT_TEXT, false, "text"},
                 {ELEMENT_QR, false, "text"},
                 {ELEMENT_IMAGE, false, "file"},
                 {ELEMENT_IMAGE, true, "image"}};
    struct element_pattern patterns[ELEMENT_PATTERNS];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(patterns_of(cases[i].kind, cases[i].ground, NULL, patterns), 2);
        assert_string_equal(patterns[0].key, cases[i].key);
        assert_string_equal(patterns[0].lang, "kk");
        assert_string_equal(patterns[1].key, "alt");
    }
}

static void a_seal_speaks_two_languages(void **state)
{
    (void)state;
    struct element_pattern patterns[ELEMENT_PATTERNS];
    static const char *const keys[] = {"url",     "alt",  "number", "name_kk",
                                       "name_ru", "date", "event"};
    static const char *const langs[] = {"ru", "ru", "ru", "kk", "ru", "ru", "ru"};
    assert_int_equal(patterns_of(ELEMENT_SEAL, false, "ru", patterns), ELEMENT_PATTERNS);
    for (size_t i = 0; i < ELEMENT_PATTERNS; i++) {
        assert_string_equal(patterns[i].key, keys[i]);
        assert_string_equal(patterns[i].lang, langs[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_names_its_keys),
        cmocka_unit_test(a_seal_speaks_two_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
