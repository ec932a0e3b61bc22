#include "draw/qr_symbol.h"

#include "draw/qr_mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <qrencode.h>

/* Bytes that differ from symbol to symbol, letters of two bytes among them. */
static void make_bytes(uint8_t *bytes, size_t size, unsigned seed)
{
    for (size_t i = 0; i < size; i++) {
        seed = seed * 1103515245 + 12345;
        bytes[i] = (uint8_t)(seed >> 16);
    }
}

static bool is_same(const struct qr_grid *grid, const QRcode *code)
{
    for (size_t y = 0; y < grid->side; y++)
        for (size_t x = 0; x < grid->side; x++)
            if (qr_grid_is_dark(grid, x, y) != (code->data[y * grid->side + x] & 1) ||
                qr_grid_is_dark(grid, x, y) != (grid->columns[x].words[y / 64] >> y % 64 & 1))
                return false;
    return true;
}

static QRcode *encode(const struct qr_text *text, size_t version, int level)
{
    QRinput *input = QRinput_new2((int)version, (QRecLevel)level);
    assert_int_equal(QRinput_append(input, QR_MODE_8, (int)text->size, text->bytes), 0);
    if (text->digits)
        assert_int_equal(
            QRinput_append(input, QR_MODE_NUM, (int)text->digits, text->bytes + text->size), 0);
    QRcode *code = QRcode_encodeInput(input);
    QRinput_free(input);
    assert_non_null(code);
    return code;
}

/* libqrencode makes the same symbol of the same text; which mask it prefers is its own affair.
 */
static void assert_symbol(size_t size, size_t digits, size_t version, int level)
{
    static struct qr_grid grid;
    uint8_t bytes[2953];
    make_bytes(bytes, size + digits, (unsigned)(version * 4) + (unsigned)level);
    for (size_t i = size; i < size + digits; i++)
        bytes[i] = '0' + bytes[i] % 10;
    const struct qr_text text = {bytes, size, digits};
    QRcode *code = encode(&text, version, level);
    assert_int_equal(code->version, version);
    assert_int_equal(qr_symbol_side(version), code->width);
    unsigned same = 0;
    for (unsigned mask = 0; mask < QR_MASKS; mask++) {
        qr_symbol_make_masked(&grid, &text, version, level, mask);
        same += is_same(&grid, code);
    }
    if (same != 1)
        fail_msg("version %zu, level %d: %u masks give it", version, level, same);
    QRcode_free(code);
}

static void test_full_symbols_are_as_others_make_them(void **state)
{
    (void)state;
    for (size_t version = 1; version <= QR_VERSIONS; version++)
        for (int level = 0; level < QR_LEVELS; level++)
            assert_symbol(qr_symbol_capacity(version, level), 0, version, level);
}

static void test_what_is_left_is_padded(void **state)
{
    (void)state;
    for (size_t size = 1; size < 20; size++)
        assert_symbol(size, 0, 2, 1);
    assert_symbol(1, 0, 9, 3);
    assert_symbol(1, 0, 10, 3);
    assert_symbol(300, 0, 27, 0);
}

/* At level M version 5 has room for 688 bits, which 41 bytes and 100 digits fill. */
static void test_digits_stand_behind_the_bytes(void **state)
{
    (void)state;
    for (size_t digits = 1; digits < 30; digits++)
        assert_symbol(20, digits, 5, 1);
    for (size_t digits = 94; digits <= 100; digits++)
        assert_symbol(41, digits, 5, 1);
    assert_symbol(90, 400, 26, 3);
    assert_symbol(90, 400, 27, 3);
}

static void test_the_mask_is_the_best(void **state)
{
    (void)state;
    static struct qr_grid made, masked;
    for (unsigned seed = 0; seed < 40; seed++) {
        uint8_t bytes[60];
        const struct qr_text text = {bytes, 20 + seed, 0};
        unsigned same = 0;
        make_bytes(bytes, text.size, seed);
        qr_symbol_make(&made, &text, 5, 1);
        for (unsigned mask = 0; mask < QR_MASKS; mask++) {
            qr_symbol_make_masked(&masked, &text, 5, 1, mask);
            assert_true(qr_mask_penalty(&made) <= qr_mask_penalty(&masked));
            same += memcmp(&made, &masked, sizeof made) == 0;
        }
        assert_int_equal(same, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_symbols_are_as_others_make_them),
        cmocka_unit_test(test_what_is_left_is_padded),
        cmocka_unit_test(test_digits_stand_behind_the_bytes),
        cmocka_unit_test(test_the_mask_is_the_best),
    };
    return cmocka_run_group_tests_name("qr_symbol", tests, NULL, NULL);
}
