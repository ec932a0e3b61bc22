#include "seal/seal_list.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct digest files[] = {{{1, 2, 3}}, {{4, 5, 6}}};
static const struct digest seals[] = {{{7}}, {{8}}, {{9}}};
static struct seal_list_entry entries[] = {
    {"ОСК-003", SEAL_LIST_REVOKED, "", NULL, 0, NULL, 0},
    {"ОСК-017", SEAL_LIST_REPLACED, "Әлімбетова Гауһар Төлегенқызы", seals, 1, files, 2},
};
static const struct seal_list list = {
    .time = 1507161600,
    .event = "ОСК семинары",
    .entries = entries,
    .entry_count = 2,
    .files = files,
    .file_count = 2,
    .seals = seals + 1,
    .seal_count = 2,
    .unknown = 3,
};

static struct buf write(const struct seal_key *key)
{
    struct buf script = {0};
    struct error err = {0};
    assert_true(seal_list_write(&list, key, &script, &err));
    return script;
}

static void what_is_listed_comes_back(void **state)
{
    (void)state;
    struct error err = {0};
    struct arena arena = {0};
    struct seal_list back;
    struct seal_key *key = seal_key_new(&err);
    struct buf script = write(key);
    assert_true(seal_list_is_one(&script));
    assert_true(seal_list_read(&script, key, &arena, &back, &err));
    assert_true(back.time == list.time);
    assert_string_equal(back.event, list.event);
    assert_int_equal(back.entry_count, 2);
    assert_int_equal(back.file_count, 2);
    assert_memory_equal(back.files, files, sizeof files);
    assert_int_equal(back.seal_count, 2);
    assert_memory_equal(back.seals, seals + 1, 2 * sizeof *seals);
    assert_int_equal(back.unknown, 3);
    assert_int_equal(back.entries[0].reason, SEAL_LIST_REVOKED);
    assert_int_equal(back.entries[0].seal_count + back.entries[0].file_count, 0);
    assert_string_equal(back.entries[1].who, entries[1].who);
    assert_memory_equal(back.entries[1].seals, seals, sizeof *seals);
    assert_memory_equal(back.entries[1].files, files, sizeof files);
    arena_free(&arena);
    buf_free(&script);
    seal_key_free(key);
}

static void assert_refused(const struct buf *script, const struct seal_key *key,
                           const char *words)
{
    struct error err = {0};
    struct arena arena = {0};
    struct seal_list back;
    assert_false(seal_list_read(script, key, &arena, &back, &err));
    if (!strstr(words_of(&err), words))
        fail_msg("%s", words_of(&err));
    arena_free(&arena);
}

static void another_list_is_refused(void **state)
{
    (void)state;
    struct error err = {0};
    struct seal_key *key = seal_key_new(&err), *other = seal_key_new(&err);
    struct buf script = write(key);
    assert_refused(&script, other, "not signed with the key of seals");
    for (size_t i = 0; i < script.size; i++) {
        char byte = script.data[i];
        script.data[i] = byte == 'A' ? 'B' : 'A';
        assert_refused(&script, key, "");
        script.data[i] = byte;
    }
    script.size -= 3;
    assert_refused(&script, key, "damaged");
    buf_clear(&script);
    assert_refused(&script, key, "damaged");
    buf_free(&script);
    seal_key_free(key);
    seal_key_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_listed_comes_back),
        cmocka_unit_test(another_list_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
