#include "seal/base64url.h"
#include "seal/key_script.h"
#include "seal/seal.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct seal_claims claims = {
    .number = "029",
    .name_kk = "Айтмұхамбетов-Байдәулетов Мұхамедрахым Сұлтанмахмұтұлы",
    .name_ru = "Айтмухамбетов-Байдаулетов Мухамедрахим Султанмахмутович",
    .event = "osk-2017",
    .date = {2017, 10, 5},
};

static struct buf make(const struct seal_key *key, const char *url)
{
    struct buf text = {0};
    struct error err = {0};
    assert_true(seal_make(key, url, &claims, &text, &err));
    return text;
}

static enum seal_verdict judge(const char *text, const struct seal_key *key, const char *words)
{
    struct arena arena = {0};
    struct seal_reading reading;
    seal_read(text, &key, 1, &arena, &reading);
    if (!strstr(words_of(&reading.why), words))
        fail_msg("%s", words_of(&reading.why));
    if (reading.verdict == SEAL_GOOD) { /* then it says this and nothing else */
        assert_string_equal(reading.claims.number, claims.number);
        assert_string_equal(reading.claims.name_kk, claims.name_kk);
        assert_string_equal(reading.claims.name_ru, claims.name_ru);
        assert_string_equal(reading.claims.event, claims.event);
        assert_memory_equal(&reading.claims.date, &claims.date, sizeof claims.date);
    }
    arena_free(&arena);
    return reading.verdict;
}

static void a_seal_is_a_url_of_digits(void **state)
{
    (void)state;
    struct error err = {0};
    struct seal_key *key = seal_key_new(&err);
    struct buf text = make(key, "https://example.kz/k"),
               hash = make(key, "https://example.kz/#");
    assert_int_equal(strncmp(text.data, "https://example.kz/k#", 21), 0);
    assert_int_equal(strspn(text.data + 21, "0123456789"), text.size - 21);
    assert_int_equal(strncmp(hash.data, "https://example.kz/#", 20), 0);
    assert_int_equal(strspn(hash.data + 20, "0123456789"), hash.size - 20);
    assert_in_range(text.size - 21, 300, 627); /* version 12 at level M, with a URL of 24 */
    assert_int_equal(judge(text.data, key, ""), SEAL_GOOD);
    assert_int_equal(judge(text.data + 21, key, ""), SEAL_GOOD); /* without its URL */
    assert_int_equal(judge(hash.data, key, ""), SEAL_GOOD);
    buf_free(&text);
    buf_free(&hash);
    seal_key_free(key);
}

static void another_key_proves_nothing(void **state)
{
    (void)state;
    struct error err = {0};
    struct seal_key *key = seal_key_new(&err), *other = seal_key_new(&err);
    struct buf text = make(key, "https://example.kz/k");
    assert_int_equal(judge(text.data, other, "proves nothing"), SEAL_KEY_MISSING);
    buf_free(&text);
    seal_key_free(key);
    seal_key_free(other);
}

/* The bits behind the end of the deflate stream, the last of its last byte, say nothing. */
static void no_digit_can_be_changed(void **state)
{
    (void)state;
    struct error err = {0};
    struct seal_key *key = seal_key_new(&err);
    struct buf text = make(key, "u");
    size_t good = 0;
    for (size_t i = 2; i < text.size; i++) {
        char digit = text.data[i];
        text.data[i] = digit == '9' ? '1' : (char)(digit + 1);
        good += judge(text.data, key, "") == SEAL_GOOD;
        text.data[i] = digit;
    }
    assert_in_range(good, 0, 2);
    char end = text.data[text.size - 1];
    text.data[text.size - 1] = '\0';
    assert_int_equal(judge(text.data, key, "damaged"), SEAL_UNREADABLE);
    text.data[text.size - 1] = end;
    buf_free(&text);
    seal_key_free(key);
}

static void other_texts_are_no_seals(void **state)
{
    (void)state;
    struct error err = {0};
    struct seal_key *key = seal_key_new(&err);
    static const char *const texts[] = {"",
                                        "#",
                                        "https://example.kz/k#",
                                        "123",
                                        "#65791",
                                        "001 Әлия Мұқанқызы",
                                        "https://example.kz/k#12a4"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(judge(texts[i], key, "not a seal"), SEAL_UNREADABLE);
    seal_key_free(key);
}

static void the_page_is_told_the_key(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf script = {0}, id = {0};
    struct seal_key *key = seal_key_new(&err);
    key_script_write(key, &script);
    base64url_add(&id, seal_key_id(key), SEAL_KEY_ID_SIZE);
    assert_non_null(strstr(script.data, "globalThis.sealKeys = ["));
    assert_non_null(strstr(script.data, "\"crv\": \"P-256\""));
    assert_non_null(strstr(script.data, id.data));
    buf_free(&script);
    buf_free(&id);
    seal_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seal_is_a_url_of_digits),
        cmocka_unit_test(another_key_proves_nothing),
        cmocka_unit_test(no_digit_can_be_changed),
        cmocka_unit_test(other_texts_are_no_seals),
        cmocka_unit_test(the_page_is_told_the_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
