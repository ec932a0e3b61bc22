#include "draw/qr_symbol.h"

#include "draw/qr_mask.h"

#include <stdlib.h>
#include <string.h>

enum {
    CODEWORDS_MOST = 3706, /* of a symbol */
    CHECKS_MOST = 30,      /* of a block, of error correction */
    TIMING = 6,            /* row and column of the timing patterns */
    FORMAT = 8,            /* row and column of the format information */
    FORMAT_BITS = 15,
    VERSION_BITS = 18,
    FIRST_WITH_VERSION = 7,
    FIRST_WITH_LONG_COUNT = 10,   /* the number of bytes takes two of them … */
    FIRST_WITH_LONGER_COUNT = 27, /* … and that of digits more bits once more */
};

/* How many bytes a symbol of each version holds in byte mode, by level (Table 7). */
static const size_t capacity[QR_LEVELS][QR_VERSIONS] = {
    {17,   32,   53,   78,   106,  134,  154,  192,  230,  271,  321,  367,  425,  458,
     520,  586,  644,  718,  792,  858,  929,  1003, 1091, 1171, 1273, 1367, 1465, 1528,
     1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953},
    {14,   26,   42,   62,   84,   106,  122,  152,  180,  213,  251,  287,  331,  362,
     412,  450,  504,  560,  624,  666,  711,  779,  857,  911,  997,  1059, 1125, 1190,
     1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331},
    {11,  20,  32,   46,   60,   74,   86,   108,  130,  151,  177,  203, 241, 258,
     292, 322, 364,  394,  442,  482,  509,  565,  611,  661,  715,  751, 805, 868,
     908, 982, 1030, 1112, 1168, 1228, 1283, 1351, 1423, 1499, 1579, 1663},
    {7,   14,  24,  34,  44,  58,  64,  84,   98,   119,  137,  155, 177, 194,
     220, 250, 280, 310, 338, 382, 403, 439,  461,  511,  535,  593, 625, 658,
     698, 742, 790, 842, 898, 958, 983, 1051, 1093, 1139, 1219, 1273},
};

/* Into how many blocks its codewords are divided, by level (Table 9). */
static const uint8_t blocks[QR_LEVELS][QR_VERSIONS] = {
    {1, 1, 1, 1,  1,  2,  2,  2,  2,  4,  4,  4,  4,  4,  6,  6,  6,  6,  7,  8,
     8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25},
    {1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,  10, 10, 11, 13, 14, 16,
     17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49},
    {1,  1,  2,  2,  4,  4,  6,  6,  8,  8,  8,  10, 12, 16, 12, 17, 16, 18, 21, 20,
     23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68},
    {1,  1,  2,  4,  4,  4,  5,  6,  8,  8,  11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
     25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81},
};

size_t qr_symbol_capacity(size_t version, int level)
{
    return capacity[level][version - 1];
}

size_t qr_symbol_side(size_t version)
{
    return 17 + 4 * version;
}

/* A symbol in the making. */
struct symbol {
    struct qr_grid *grid;
    struct qr_grid reserved; /* modules that no codeword and no mask may change */
    size_t version;
    int level;
};

/* ---- patterns (6.3) --------------------------------------------------------------------- */

static void reserve(struct symbol *symbol, size_t x, size_t y, bool dark)
{
    qr_grid_set(symbol->grid, x, y, dark);
    qr_grid_set(&symbol->reserved, x, y, true);
}

/* Puts rings around a module, whose colours are the bits of `rings` from the middle on; what
 * lies outside of the symbol is left out. */
static void put_rings(struct symbol *symbol, size_t x, size_t y, int radius, unsigned rings)
{
    long side = (long)symbol->grid->side;
    for (int dy = -radius; dy <= radius; dy++)
        for (int dx = -radius; dx <= radius; dx++) {
            long at_x = (long)x + dx, at_y = (long)y + dy;
            int ring = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
            if (at_x >= 0 && at_y >= 0 && at_x < side && at_y < side)
                reserve(symbol, (size_t)at_x, (size_t)at_y, rings >> ring & 1);
        }
}

static void put_finders(struct symbol *symbol)
{
    enum { RADIUS = 4, RINGS = 0x0B }; /* the outermost ring is the separator */
    size_t far = symbol->grid->side - 4;
    put_rings(symbol, 3, 3, RADIUS, RINGS);
    put_rings(symbol, far, 3, RADIUS, RINGS);
    put_rings(symbol, 3, far, RADIUS, RINGS);
}

static void put_timing(struct symbol *symbol)
{
    for (size_t i = 0; i < symbol->grid->side; i++) {
        reserve(symbol, i, TIMING, i % 2 == 0);
        reserve(symbol, TIMING, i, i % 2 == 0);
    }
}

/* The middles of alignment patterns are spread evenly, at an even distance, but for the first
 * (Annex E). */
static void put_alignment(struct symbol *symbol)
{
    enum { RADIUS = 2, RINGS = 0x05, IRREGULAR = 32 };
    size_t version = symbol->version, count = version / 7 + 2, last = symbol->grid->side - 7;
    size_t gaps = count - 1, distance = (last - TIMING + 2 * gaps - 1) / (2 * gaps) * 2;
    if (version == IRREGULAR)
        distance = 26;
    for (size_t i = 0; version > 1 && i < count * count; i++) {
        size_t row = i / count, column = i % count;
        size_t x = column ? last - (gaps - column) * distance : TIMING;
        size_t y = row ? last - (gaps - row) * distance : TIMING;
        bool at_finder =
            (row == 0 && (column == 0 || column == gaps)) || (row == gaps && column == 0);
        if (!at_finder)
            put_rings(symbol, x, y, RADIUS, RINGS);
    }
}

/* Appends to the bits of `data` the remainder of their division by the generator, of `degree`.
 */
static uint32_t with_remainder(uint32_t data, uint32_t generator, unsigned degree)
{
    uint32_t rest = data << degree;
    for (unsigned bit = 31; bit >= degree; bit--)
        if (rest >> bit & 1)
            rest ^= generator << (bit - degree);
    return data << degree | rest;
}

/* Puts 15 bits in two places, and what is always dark beside them (7.9). */
static void put_format(struct qr_grid *grid, uint32_t bits)
{
    size_t side = grid->side;
    for (size_t i = 0; i < FORMAT_BITS; i++) {
        bool dark = bits >> i & 1;
        size_t near = i < 6 ? i : i < 8 ? i + 1 : FORMAT_BITS - 1 - i + (i == 8);
        size_t far = i < 8 ? side - 1 - i : side - FORMAT_BITS + i;
        if (i < 8) {
            qr_grid_set(grid, FORMAT, near, dark);
            qr_grid_set(grid, far, FORMAT, dark);
        } else {
            qr_grid_set(grid, near, FORMAT, dark);
            qr_grid_set(grid, FORMAT, far, dark);
        }
    }
    qr_grid_set(grid, FORMAT, side - 8, true);
}

/* Returns what the symbol says of its level and mask. */
static uint32_t format_of(const struct symbol *symbol, unsigned mask)
{
    static const unsigned levels[QR_LEVELS] = {1, 0, 3, 2};
    return with_remainder(levels[symbol->level] << 3 | mask, 0x537, 10) ^ 0x5412;
}

/* The version, in two places (7.10). */
static void put_version(struct symbol *symbol)
{
    if (symbol->version < FIRST_WITH_VERSION)
        return;
    uint32_t bits = with_remainder((uint32_t)symbol->version, 0x1F25, 12);
    for (size_t i = 0; i < VERSION_BITS; i++) {
        size_t across = symbol->grid->side - 11 + i % 3, along = i / 3;
        reserve(symbol, across, along, bits >> i & 1);
        reserve(symbol, along, across, bits >> i & 1);
    }
}

/* ---- codewords (7.4, 7.5) --------------------------------------------------------------- */

struct codewords {
    uint8_t bytes[CODEWORDS_MOST];
    size_t size;
};

static void append(struct codewords *list, unsigned codeword)
{
    list->bytes[list->size++] = (uint8_t)codeword;
}

/* Bits on their way into codewords. */
struct bit_writer {
    struct codewords *codewords;
    unsigned waiting; /* the last bits, … */
    size_t count;     /* … and how many of them are not yet in a codeword */
};

static void put_bits(struct bit_writer *writer, unsigned bits, size_t count)
{
    writer->waiting = writer->waiting << count | bits;
    for (writer->count += count; writer->count >= 8; writer->count -= 8)
        append(writer->codewords, writer->waiting >> (writer->count - 8) & 0xFF);
}

/* Three digits take ten bits, two take seven and one takes four. */
static void put_digits(struct bit_writer *writer, const uint8_t *digits, size_t count)
{
    static const size_t sizes[] = {0, 4, 7, 10};
    for (size_t i = 0, group; i < count; i += group) {
        unsigned number = 0;
        group = count - i < 3 ? count - i : 3;
        for (size_t k = 0; k < group; k++)
            number = number * 10 + (digits[i + k] - '0');
        put_bits(writer, number, sizes[group]);
    }
}

/* Fills `data` to `size`: of each segment the mode, the number of its characters and these, and
 * behind the last what ends it, and padding. */
static void put_data(struct codewords *data, const struct qr_text *text, size_t version,
                     size_t size)
{
    enum { BYTE_MODE = 4, DIGIT_MODE = 1, MODE_SIZE = 4 };
    struct bit_writer writer = {.codewords = data};
    put_bits(&writer, BYTE_MODE, MODE_SIZE);
    put_bits(&writer, (unsigned)text->size, version < FIRST_WITH_LONG_COUNT ? 8 : 16);
    for (size_t i = 0; i < text->size; i++)
        put_bits(&writer, text->bytes[i], 8);
    if (text->digits) {
        put_bits(&writer, DIGIT_MODE, MODE_SIZE);
        put_bits(&writer, (unsigned)text->digits,
                 version < FIRST_WITH_LONG_COUNT     ? 10
                 : version < FIRST_WITH_LONGER_COUNT ? 12
                                                     : 14);
        put_digits(&writer, text->bytes + text->size, text->digits);
    }
    size_t left = (size - data->size) * 8 - writer.count;
    put_bits(&writer, 0, left < MODE_SIZE ? left : MODE_SIZE);
    put_bits(&writer, 0, (8 - writer.count) % 8);
    for (unsigned pad = 0xEC; data->size < size; pad ^= 0xEC ^ 0x11)
        append(data, pad);
}

/* The field of 256 elements (a Galois field) whose numbers the codewords are. */
struct galois_field {
    uint8_t powers[510], logarithms[256];
};

static void make_field(struct galois_field *field)
{
    unsigned power = 1;
    for (unsigned i = 0; i < 255; i++) {
        field->powers[i] = field->powers[i + 255] = (uint8_t)power;
        field->logarithms[power] = (uint8_t)i;
        power <<= 1;
        if (power & 0x100)
            power ^= 0x11D;
    }
}

static uint8_t multiply(const struct galois_field *field, uint8_t a, uint8_t b)
{
    return a && b ? field->powers[field->logarithms[a] + field->logarithms[b]] : 0;
}

/* Makes the polynomial of degree `count` whose roots are the first powers (Annex A), without
 * its leading coefficient, which is 1; of the others, none of which is 0, the logarithms. */
static void make_generator(const struct galois_field *field, uint8_t *generator, size_t count)
{
    memset(generator, 0, count);
    generator[count - 1] = 1;
    for (size_t root = 0; root < count; root++)
        for (size_t i = 0; i < count; i++)
            generator[i] = multiply(field, generator[i], field->powers[root]) ^
                           (i + 1 < count ? generator[i + 1] : 0);
    for (size_t i = 0; i < count; i++)
        generator[i] = field->logarithms[generator[i]];
}

/* Puts the block's `count` codewords of error correction into `checks`. */
static void put_checks(const struct galois_field *field, const uint8_t *generator, size_t count,
                       const uint8_t *data, size_t size, uint8_t *checks)
{
    memset(checks, 0, count);
    for (size_t i = 0; i < size; i++) {
        uint8_t factor = data[i] ^ checks[0];
        memmove(checks, checks + 1, count - 1);
        checks[count - 1] = 0;
        const uint8_t *powers = field->powers + field->logarithms[factor];
        for (size_t k = 0; factor && k < count; k++)
            checks[k] ^= powers[generator[k]];
    }
}

/* Mixes the blocks, first their data and then their error correction; the last ones are longer
 * by one where the data cannot be divided evenly (7.6). */
static void mix_blocks(const struct codewords *data, size_t block_count, size_t total,
                       struct codewords *mixed)
{
    struct galois_field field = {{0}, {0}};
    uint8_t generator[CHECKS_MOST], checks[81][CHECKS_MOST];
    size_t check_count = (total - data->size) / block_count;
    size_t shorter = data->size / block_count, longer = data->size % block_count;
    const uint8_t *starts[81];
    make_field(&field);
    make_generator(&field, generator, check_count);
    const uint8_t *at = data->bytes;
    for (size_t b = 0; b < block_count; b++) {
        size_t size = shorter + (b >= block_count - longer);
        starts[b] = at;
        put_checks(&field, generator, check_count, at, size, checks[b]);
        at += size;
    }
    for (size_t i = 0; i <= shorter; i++)
        for (size_t b = i < shorter ? 0 : block_count - longer; b < block_count; b++)
            append(mixed, starts[b][i]);
    for (size_t i = 0; i < check_count; i++)
        for (size_t b = 0; b < block_count; b++)
            append(mixed, checks[b][i]);
}

/* ---- the symbol ------------------------------------------------------------------------- */

/* Puts the bits into the modules that are not reserved: two columns at a time from the right,
 * up and down in turn (7.7.3). What is left over stays light. */
static void place(struct symbol *symbol, const struct codewords *codewords)
{
    size_t side = symbol->grid->side, bit = 0;
    for (size_t pair = 0; pair < side / 2; pair++) {
        size_t right = side - 1 - 2 * pair - (side - 1 - 2 * pair <= TIMING);
        for (size_t i = 0; i < side * 2; i++) {
            size_t x = right - i % 2, y = pair % 2 ? i / 2 : side - 1 - i / 2;
            if (qr_grid_is_dark(&symbol->reserved, x, y) || bit == codewords->size * 8)
                continue;
            qr_grid_set(symbol->grid, x, y, codewords->bytes[bit / 8] >> (7 - bit % 8) & 1);
            bit++;
        }
    }
}

static void put_patterns(struct symbol *symbol)
{
    put_timing(symbol);
    put_finders(symbol);
    put_alignment(symbol);
    put_format(&symbol->reserved, ~(uint32_t)0); /* every module of it */
    put_version(symbol);
}

/* Returns how many codewords there is room for. */
static size_t codewords_of(const struct symbol *symbol)
{
    size_t side = symbol->grid->side, reserved = 0;
    for (size_t y = 0; y < side; y++)
        for (size_t i = 0; i < QR_GRID_WORDS; i++)
            reserved += (size_t)__builtin_popcountll(symbol->reserved.rows[y].words[i]);
    return (side * side - reserved) / 8;
}

/* Makes everything but the mask. */
static void begin(struct symbol *symbol, struct qr_grid *grid, const struct qr_text *text,
                  size_t version, int level)
{
    struct codewords data = {.size = 0}, mixed = {.size = 0};
    size_t most = capacity[level][version - 1];
    *symbol = (struct symbol){.grid = grid, .version = version, .level = level};
    *grid = (struct qr_grid){.side = qr_symbol_side(version)};
    symbol->reserved.side = grid->side;
    put_patterns(symbol);
    /* Half a codeword for the mode, one or two for the number of bytes, half a one to end. */
    put_data(&data, text, version, most + (version < FIRST_WITH_LONG_COUNT ? 2 : 3));
    mix_blocks(&data, blocks[level][version - 1], codewords_of(symbol), &mixed);
    place(symbol, &mixed);
}

void qr_symbol_make(struct qr_grid *grid, const struct qr_text *text, size_t version, int level)
{
    struct symbol symbol;
    unsigned best = 0, least = 0;
    begin(&symbol, grid, text, version, level);
    for (unsigned i = 0; i < QR_MASKS; i++) {
        qr_mask_apply(i, &symbol.reserved, grid);
        put_format(grid, format_of(&symbol, i));
        unsigned penalty = qr_mask_penalty(grid);
        qr_mask_apply(i, &symbol.reserved, grid);
        if (i == 0 || penalty < least) {
            least = penalty;
            best = i;
        }
    }
    qr_mask_apply(best, &symbol.reserved, grid);
    put_format(grid, format_of(&symbol, best));
}
