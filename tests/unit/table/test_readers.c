/* The readers of lists against spoilt lists: the fuzzers of tests/fuzz on a set of inputs that
 * is always the same. What a reader says of them is tested elsewhere; here it must end, and
 * touch no memory that is not its own. */

#define LLVMFuzzerTestOneInput fuzz_csv
#include "fuzz/fuzz_csv.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_xlsx
#include "fuzz/fuzz_xlsx.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_ods
#include "fuzz/fuzz_ods.c"
#undef LLVMFuzzerTestOneInput

#include "base/file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { ROUNDS = 400, MOST_CHANGES = 4, SEED_LIMIT = 1 << 20 };

static uint32_t draw(uint32_t *state, size_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % (uint32_t)below;
}

/* Changes a byte, takes some out, doubles some, or cuts the end. */
static void spoil(struct buf *bytes, uint32_t *state)
{
    static const char bites[] = "<>&\"'/;,\n\r\t\0\xFF\xD0\x80 9AZ=:-";
    size_t at = draw(state, bytes->size), left = bytes->size - at;
    size_t size = 1 + draw(state, left < 40 ? left : 40);
    struct buf kept = {0};
    buf_add(&kept, bytes->data + at, size);
    switch (draw(state, 8)) {
    case 0:
        memmove(bytes->data + at, bytes->data + at + size, left - size);
        bytes->size -= size;
        break;
    case 1:
        buf_add(bytes, kept.data, kept.size);
        break;
    case 2:
        bytes->size = at + 1;
        break;
    case 3:
        memcpy(bytes->data + draw(state, bytes->size - size + 1), kept.data, size);
        break;
    default:
        bytes->data[at] = bites[draw(state, sizeof bites - 1)];
        break;
    }
    buf_free(&kept);
}

static void feed(int (*fuzz)(const uint8_t *bytes, size_t size), const char *path)
{
    struct buf seed = {0}, bytes = {0};
    struct error err;
    uint32_t state = 2017;
    assert_true(file_read(path, SEED_LIMIT, &seed, &err));
    fuzz((const uint8_t *)seed.data, seed.size);
    for (int i = 0; i < ROUNDS; i++) {
        buf_clear(&bytes);
        buf_add(&bytes, seed.data, seed.size);
        for (uint32_t k = draw(&state, MOST_CHANGES) + 1; k > 0 && bytes.size > 1; k--)
            spoil(&bytes, &state);
        fuzz((const uint8_t *)bytes.data, bytes.size);
    }
    buf_free(&seed);
    buf_free(&bytes);
}

static void feed_all(int (*fuzz)(const uint8_t *bytes, size_t size), const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), fed = 0;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            feed(fuzz, path);
            fed++;
        }
        free(entries[i]);
    }
    free(entries);
    assert_true(fed > 0);
}

static void spoilt_csv(void **state)
{
    (void)state;
    feed_all(fuzz_csv, "tests/fuzz/seeds/csv");
}

static void spoilt_xlsx(void **state)
{
    (void)state;
    feed_all(fuzz_xlsx, "tests/fuzz/seeds/xlsx");
}

static void spoilt_ods(void **state)
{
    (void)state;
    feed_all(fuzz_ods, "tests/fuzz/seeds/ods");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_csv),
        cmocka_unit_test(spoilt_xlsx),
        cmocka_unit_test(spoilt_ods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
