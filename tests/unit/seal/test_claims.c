#include "seal/claims.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct seal_claims claims = {
    .number = "ОСК-029",
    .name_kk = "Әбдірахманова Жанаргүл Сәкенқызы",
    .name_ru = "Абдрахманова Жанаргуль Сакенкызы",
    .event = "osk-2017",
    .date = {2017, 10, 5},
};

static bool read(const struct buf *bytes, size_t size, struct arena *arena,
                 struct seal_claims *back, struct error *err)
{
    return claims_read(&(struct span){bytes->data, size}, arena, back, err);
}

static void what_is_claimed_comes_back(void **state)
{
    (void)state;
    struct buf bytes = {0};
    struct arena arena = {0};
    struct seal_claims back;
    struct error err = {0};
    claims_write(&claims, &bytes);
    assert_true(read(&bytes, bytes.size, &arena, &back, &err));
    assert_string_equal(back.number, claims.number);
    assert_string_equal(back.name_kk, claims.name_kk);
    assert_string_equal(back.name_ru, claims.name_ru);
    assert_string_equal(back.event, claims.event);
    assert_int_equal(back.date.year, 2017);
    assert_int_equal(back.date.month, 10);
    assert_int_equal(back.date.day, 5);
    arena_free(&arena);
    buf_free(&bytes);
}

static void the_day_is_the_claim_issued_at(void **state)
{
    (void)state;
    struct buf bytes = {0};
    claims_write(&claims, &bytes);
    /* {6: 1507161600, …}: midnight in UTC (date -u -d 2017-10-05 +%s) */
    assert_memory_equal(bytes.data, "\xa3\x06\x1a\x59\xd5\x76\x00\x18\xa9\xa3\x01", 11);
    buf_free(&bytes);
}

static void a_part_of_claims_is_none(void **state)
{
    (void)state;
    struct buf bytes = {0};
    struct arena arena = {0};
    struct seal_claims back;
    claims_write(&claims, &bytes);
    for (size_t size = 0; size < bytes.size; size++) {
        struct error err = {0};
        assert_false(read(&bytes, size, &arena, &back, &err));
        assert_non_null(strstr(words_of(&err), "newer version"));
    }
    buf_putc(&bytes, '\0'); /* and neither is more than all */
    struct error err = {0};
    assert_false(read(&bytes, bytes.size, &arena, &back, &err));
    arena_free(&arena);
    buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_claimed_comes_back),
        cmocka_unit_test(the_day_is_the_claim_issued_at),
        cmocka_unit_test(a_part_of_claims_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
