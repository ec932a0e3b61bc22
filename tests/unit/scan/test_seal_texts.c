/* Which words are taken for seals. */
#include "scan/seal_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Appends `text` and so many digits. */
static void put(struct buf *words, const char *text, size_t digits)
{
    buf_puts(words, text);
    for (size_t i = 0; i < digits; i++)
        buf_putc(words, (char)('0' + i % 10));
}

static void a_word_with_many_digits_behind_a_hash_or_alone_is_a_seal(void **state)
{
    (void)state;
    struct buf words = {0}, texts = {0};
    put(&words, "see https://a.kz/k#", 100);
    put(&words, "\r\n", 120);
    put(&words, "\tx", 150);
    put(&words, " https://a.kz/k#", 99);
    assert_true(seal_texts_add(buf_text(&words), &texts));
    struct buf wanted = {0};
    put(&wanted, "https://a.kz/k#", 100);
    put(&wanted, "\n", 120);
    buf_putc(&wanted, '\n');
    assert_string_equal(buf_text(&texts), buf_text(&wanted));
    buf_free(&words);
    buf_free(&texts);
    buf_free(&wanted);
}

static void the_same_one_is_found_again_and_kept_once(void **state)
{
    (void)state;
    struct buf words = {0}, texts = {0};
    put(&words, "#", 100);
    assert_true(seal_texts_add(buf_text(&words), &texts));
    assert_true(seal_texts_add(buf_text(&words), &texts));
    assert_int_equal(texts.size, words.size + 1);
    assert_false(seal_texts_add("no seal 12345", &texts));
    buf_free(&words);
    buf_free(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_with_many_digits_behind_a_hash_or_alone_is_a_seal),
        cmocka_unit_test(the_same_one_is_found_again_and_kept_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
