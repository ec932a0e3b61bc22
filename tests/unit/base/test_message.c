#include "base/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static char store[256];

static struct message take(const char *format, ...) __attribute__((format(printf, 1, 2)));

static struct message take(const char *format, ...)
{
    struct message message = {.code = "test", .format = format};
    struct message_texts texts = {store, 0, sizeof store};
    va_list args;
    va_start(args, format);
    message_take(&message, &texts, args);
    va_end(args);
    return message;
}

static void assert_prints(const struct message *message, const char *expected)
{
    struct buf out = {0};
    message_print(message, store, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void every_conversion_is_as_printf_has_it(void **state)
{
    (void)state;
    struct message message =
        take("%s|%.*s|%5d|%zu|%u|100 %%|%04X|", "әлия", 4, "Серік", -7, (size_t)150, 3u, 0xABu);
    assert_prints(&message, "әлия|Се|   -7|150|3|100 %|00AB|");
    message = take("%.1f|%g|%c|%-4s|", 12.34, 0.5, 'x', "ab");
    assert_prints(&message, "12.3|0.5|x|ab  |");
    message = take("nothing to fill, 5 %%");
    assert_prints(&message, "nothing to fill, 5 %");
}

/* What was given may be gone when the sentence is made. */
static void texts_are_copied(void **state)
{
    (void)state;
    char name[] = "Әлия";
    struct message message = take("«%s» is empty.", name);
    memset(name, 'x', sizeof name - 1);
    assert_prints(&message, "«Әлия» is empty.");
}

/* A translation may need the arguments in another order. */
static void arguments_are_taken_by_number(void **state)
{
    (void)state;
    struct message message = take("%s is in row %zu.", "Әлия", (size_t)17);
    message.format = "%2$zu-жолда %1$s тұр.";
    assert_prints(&message, "17-жолда Әлия тұр.");
}

static void a_format_that_asks_for_more_is_harmless(void **state)
{
    (void)state;
    struct message message = take("%s.", "Әлия");
    message.format = "%99$s%";
    assert_prints(&message, "");
}

static void texts_without_room_are_cut_between_letters(void **state)
{
    (void)state;
    char small[7];
    struct message_texts texts = {small, 0, sizeof small};
    assert_int_equal(message_keep(&texts, "әлия", strlen("әлия")), 0);
    assert_string_equal(small, "ә…");
    assert_int_equal(texts.size, 6);
    assert_string_equal(small + message_keep(&texts, "more", 4), "");
    assert_string_equal(small + message_keep(&texts, "more", 4), "");
}

static void equal_messages_say_the_same(void **state)
{
    (void)state;
    char others[sizeof store];
    struct message a = take("%s has %zu.", "Әлия", (size_t)2);
    memcpy(others, store, sizeof store);
    struct message b = take("%s has %zu.", "Әлия", (size_t)2);
    assert_true(message_equal(&a, others, &b, store));
    b = take("%s has %zu.", "Әлия", (size_t)3);
    assert_false(message_equal(&a, others, &b, store));
    b = take("%s has %zu.", "Әли", (size_t)2);
    assert_false(message_equal(&a, others, &b, store));
    b = take("%s had %zu.", "Әлия", (size_t)2);
    assert_false(message_equal(&a, others, &b, store));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_conversion_is_as_printf_has_it),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(arguments_are_taken_by_number),
        cmocka_unit_test(a_format_that_asks_for_more_is_harmless),
        cmocka_unit_test(texts_without_room_are_cut_between_letters),
        cmocka_unit_test(equal_messages_say_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
