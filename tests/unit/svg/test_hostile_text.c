/* SVG of hostile texts: the fuzzer of tests/fuzz on a set of inputs that is always the same. */

#define LLVMFuzzerTestOneInput fuzz_svg
#include "fuzz/fuzz_svg.c"
#undef LLVMFuzzerTestOneInput

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ROUNDS = 3000 };

static uint32_t draw(uint32_t *state, size_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % (uint32_t)below;
}

/* Puts bytes that mean something to XML, or are no text, in any place. */
static void feed(const char *path)
{
    static const char bites[] = "<>&\"'/;\n\r\t\x01\x1B\x7F\xFF\xD0\x80\xEF\xBF\xBE ]-!?#x0";
    struct buf seed = {0}, bytes = {0};
    struct error err;
    uint32_t state = 2017;
    assert_true(file_read(path, 1 << 16, &seed, &err));
    for (int i = 0; i < ROUNDS; i++) {
        buf_clear(&bytes);
        buf_add(&bytes, seed.data, seed.size);
        for (int k = 0; k < i % 12; k++)
            bytes.data[draw(&state, bytes.size)] = bites[draw(&state, sizeof bites - 1)];
        assert_int_equal(fuzz_svg((const uint8_t *)bytes.data, bytes.size), 0);
    }
    buf_free(&seed);
    buf_free(&bytes);
}

static void any_text_gives_sound_xml(void **state)
{
    (void)state;
    feed("tests/fuzz/seeds/svg/hostile");
    feed("tests/fuzz/seeds/svg/markup");
    assert_int_equal(fuzz_svg((const uint8_t *)"", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_text_gives_sound_xml)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
