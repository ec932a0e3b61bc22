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

/* ---- masks ------------------------------------------------------------------------------ */

/* Where bit `bit` of the format stands (7.9.1, Figure 25), in the first or the second copy. */
static void find_format(size_t side, size_t copy, size_t bit, size_t *x, size_t *y)
{
    if (copy == 0) {
        *x = bit < 8 ? 8 : bit == 8 ? 7 : 14 - bit;
        *y = bit < 6 ? bit : bit < 8 ? bit + 1 : 8;
    } else {
        *x = bit < 8 ? side - 1 - bit : 8;
        *y = bit < 8 ? 8 : side - 15 + bit;
    }
}

/* Returns level and mask with the BCH code behind them (Annex C). */
static unsigned format_of(int level, unsigned mask)
{
    static const unsigned levels[QR_LEVELS] = {1, 0, 3, 2};
    unsigned data = levels[level] << 3 | mask, rest = data;
    for (int i = 0; i < 10; i++)
        rest = rest << 1 ^ (rest >> 9) * 0x537;
    return (data << 10 | rest) ^ 0x5412;
}

/* Returns the mask that the symbol says that it has, in both places. */
static unsigned mask_of(const struct qr_grid *grid, int level)
{
    unsigned formats[2] = {0}, mask = 0;
    for (size_t i = 0; i < 30; i++) {
        size_t x, y;
        find_format(grid->side, i / 15, i % 15, &x, &y);
        formats[i / 15] |= (unsigned)qr_grid_is_dark(grid, x, y) << i % 15;
    }
    while (mask < QR_MASKS && format_of(level, mask) != formats[0])
        mask++;
    assert_in_range(mask, 0, QR_MASKS - 1);
    assert_int_equal(formats[0], formats[1]);
    return mask;
}

/* Gives the symbol, which libqrencode has made, too, another mask. */
static void put_mask(struct qr_grid *grid, const QRcode *code, int level, unsigned number)
{
    static struct qr_grid reserved;
    reserved = (struct qr_grid){.side = grid->side};
    for (size_t i = 0; i < grid->side * grid->side; i++)
        if (code->data[i] & 0x80) /* it is not of the data */
            qr_grid_set(&reserved, i % grid->side, i / grid->side, true);
    qr_mask_apply(mask_of(grid, level), &reserved, grid);
    qr_mask_apply(number, &reserved, grid);
    for (size_t i = 0; i < 30; i++) {
        size_t x, y;
        find_format(grid->side, i / 15, i % 15, &x, &y);
        qr_grid_set(grid, x, y, format_of(level, number) >> i % 15 & 1);
    }
}

static unsigned mask_of_code(const QRcode *code, int level)
{
    static struct qr_grid grid;
    grid = (struct qr_grid){.side = (size_t)code->width};
    for (size_t i = 0; i < grid.side * grid.side; i++)
        if (code->data[i] & 1)
            qr_grid_set(&grid, i % grid.side, i / grid.side, true);
    return mask_of(&grid, level);
}

/* ---- symbols ---------------------------------------------------------------------------- */

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
    qr_symbol_make(&grid, &text, version, level);
    put_mask(&grid, code, level, mask_of_code(code, level));
    if (!is_same(&grid, code))
        fail_msg("version %zu, level %d is another symbol", version, level);
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
        make_bytes(bytes, text.size, seed);
        qr_symbol_make(&made, &text, 5, 1);
        QRcode *code = encode(&text, 5, 1);
        for (unsigned mask = 0; mask < QR_MASKS; mask++) {
            masked = made;
            put_mask(&masked, code, 1, mask);
            assert_true(qr_mask_penalty(&made) <= qr_mask_penalty(&masked));
            assert_int_equal(memcmp(&made, &masked, sizeof made) == 0,
                             mask == mask_of(&made, 1));
        }
        QRcode_free(code);
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
