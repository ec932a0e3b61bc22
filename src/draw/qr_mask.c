#include "draw/qr_mask.h"

/* Table 11. */
enum { WEIGHT_RUN = 3, WEIGHT_BLOCK = 3, WEIGHT_FINDER = 40, WEIGHT_SHARE = 10 };

/* After so many lines, and so many modules of a line, each mask begins again. */
enum { PERIOD = 12 };

/* The modules that each mask covers (Table 10), of the first rows … */
static const uint16_t covered_rows[QR_MASKS][PERIOD] = {
    {0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA},
    {0xFFF, 0x000, 0xFFF, 0x000, 0xFFF, 0x000, 0xFFF, 0x000, 0xFFF, 0x000, 0xFFF, 0x000},
    {0x249, 0x249, 0x249, 0x249, 0x249, 0x249, 0x249, 0x249, 0x249, 0x249, 0x249, 0x249},
    {0x249, 0x924, 0x492, 0x249, 0x924, 0x492, 0x249, 0x924, 0x492, 0x249, 0x924, 0x492},
    {0x1C7, 0x1C7, 0xE38, 0xE38, 0x1C7, 0x1C7, 0xE38, 0xE38, 0x1C7, 0x1C7, 0xE38, 0xE38},
    {0xFFF, 0x041, 0x249, 0x555, 0x249, 0x041, 0xFFF, 0x041, 0x249, 0x555, 0x249, 0x041},
    {0xFFF, 0x1C7, 0x6DB, 0x555, 0xB6D, 0xC71, 0xFFF, 0x1C7, 0x6DB, 0x555, 0xB6D, 0xC71},
    {0x555, 0xE38, 0xC71, 0xAAA, 0x1C7, 0x38E, 0x555, 0xE38, 0xC71, 0xAAA, 0x1C7, 0x38E},
};

/* … and of the first columns. */
static const uint16_t covered_columns[QR_MASKS][PERIOD] = {
    {0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA, 0x555, 0xAAA},
    {0x555, 0x555, 0x555, 0x555, 0x555, 0x555, 0x555, 0x555, 0x555, 0x555, 0x555, 0x555},
    {0xFFF, 0x000, 0x000, 0xFFF, 0x000, 0x000, 0xFFF, 0x000, 0x000, 0xFFF, 0x000, 0x000},
    {0x249, 0x924, 0x492, 0x249, 0x924, 0x492, 0x249, 0x924, 0x492, 0x249, 0x924, 0x492},
    {0x333, 0x333, 0x333, 0xCCC, 0xCCC, 0xCCC, 0x333, 0x333, 0x333, 0xCCC, 0xCCC, 0xCCC},
    {0xFFF, 0x041, 0x249, 0x555, 0x249, 0x041, 0xFFF, 0x041, 0x249, 0x555, 0x249, 0x041},
    {0xFFF, 0x1C7, 0x6DB, 0x555, 0xB6D, 0xC71, 0xFFF, 0x1C7, 0x6DB, 0x555, 0xB6D, 0xC71},
    {0x555, 0xE38, 0xC71, 0xAAA, 0x1C7, 0x38E, 0x555, 0xE38, 0xC71, 0xAAA, 0x1C7, 0x38E},
};

/* Returns word `i` of a line that is made of its first modules again and again. */
static uint64_t repeat(unsigned first, size_t i)
{
    const uint64_t every_twelfth = 0x1001001001001001;
    size_t shift = i * 64 % PERIOD; /* the word begins so many modules further on */
    return ((first >> shift | first << (PERIOD - shift)) & ((1u << PERIOD) - 1)) *
           every_twelfth;
}

/* Returns which modules of word `i` there are, `but` the last ones. */
static uint64_t modules_of(size_t side, size_t i, size_t but)
{
    size_t end = side > but + i * 64 ? side - but - i * 64 : 0;
    return end >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << end) - 1;
}

static void cover(const uint16_t covered[PERIOD], const struct qr_line *reserved,
                  struct qr_line *lines, size_t side)
{
    for (size_t w = 0; w * 64 < side; w++) {
        uint64_t inside = modules_of(side, w, 0), words[PERIOD];
        for (size_t k = 0; k < PERIOD; k++)
            words[k] = repeat(covered[k], w) & inside;
        for (size_t i = 0, k = 0; i < side; i++, k = k + 1 < PERIOD ? k + 1 : 0)
            lines[i].words[w] ^= words[k] & ~reserved[i].words[w];
    }
}

void qr_mask_apply(unsigned number, const struct qr_grid *reserved, struct qr_grid *grid)
{
    cover(covered_rows[number], reserved->rows, grid->rows, grid->side);
    cover(covered_columns[number], reserved->columns, grid->columns, grid->side);
}

/* ---- the penalty ------------------------------------------------------------------------ */

/* In halves that are added up, pairs of bits first: where no instruction may be counted on, the
 * compiler's own function looks each byte up. */
static unsigned count_bits(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return (unsigned)(word * 0x0101010101010101 >> 56);
}

/* Returns word `i` of a line; around the symbol all is light. */
static uint64_t word_of(const struct qr_line *lines, size_t side, size_t line, size_t i)
{
    return line < side ? lines[line].words[i] : 0;
}

/* Returns which modules are as the next line has them. */
static uint64_t same_below(const struct qr_line *lines, size_t line, size_t i)
{
    return ~(lines[line].words[i] ^ lines[line + 1].words[i]);
}

/* Runs across the lines of five modules and more of one colour: where five begin, a run has one
 * module more. */
static unsigned weigh_runs(const struct qr_line *lines, size_t side)
{
    enum { LEAST = 5 };
    unsigned penalty = 0;
    for (size_t i = 0; i * 64 < side; i++) {
        uint64_t inside = modules_of(side, i, 0), before = 0;
        uint64_t second = same_below(lines, 1, i), third = same_below(lines, 2, i);
        uint64_t two = same_below(lines, 0, i) & second, next_two = second & third;
        for (size_t line = 0; line + LEAST <= side; line++) {
            uint64_t fourth = same_below(lines, line + 3, i), last_two = third & fourth;
            uint64_t fives = two & last_two & inside;
            penalty += count_bits(fives) + (WEIGHT_RUN - 1) * count_bits(fives & ~before);
            before = fives;
            two = next_two;
            next_two = last_two;
            third = fourth;
        }
    }
    return penalty;
}

/* Returns whether there is a dark module in any of four lines. */
static uint64_t any_of_four(const struct qr_line *lines, size_t side, size_t first, size_t i)
{
    return word_of(lines, side, first, i) | word_of(lines, side, first + 1, i) |
           word_of(lines, side, first + 2, i) | word_of(lines, side, first + 3, i);
}

/* What looks across the lines like a finder pattern: 1:1:3:1:1 modules, with four light ones
 * before or behind. */
static unsigned weigh_finders(const struct qr_line *lines, size_t side)
{
    enum { SIZE = 7, MARGIN = 4 };
    unsigned count = 0;
    for (size_t i = 0; i * 64 < side; i++)
        for (size_t first = 0; first + SIZE <= side; first++) {
            const struct qr_line *line = lines + first;
            uint64_t finder = line[0].words[i] & ~line[1].words[i] & line[2].words[i] &
                              line[3].words[i] & line[4].words[i] & ~line[5].words[i] &
                              line[6].words[i];
            if (!finder)
                continue;
            uint64_t before = any_of_four(lines, side, first - MARGIN, i);
            uint64_t after = any_of_four(lines, side, first + SIZE, i);
            count += count_bits(finder & (~before | ~after));
        }
    return count * WEIGHT_FINDER;
}

/* Returns word `i` of the line with each module moved one place towards its beginning. */
static uint64_t next_modules(const struct qr_line *line, size_t i)
{
    uint64_t next = i + 1 < QR_GRID_WORDS ? line->words[i + 1] : 0;
    return line->words[i] >> 1 | next << 63;
}

/* Blocks of two by two modules of one colour. */
static unsigned weigh_blocks(const struct qr_line *line, const struct qr_line *next,
                             size_t side)
{
    unsigned count = 0;
    for (size_t i = 0; i * 64 < side; i++) {
        uint64_t upper = line->words[i] ^ next_modules(line, i);
        uint64_t lower = next->words[i] ^ next_modules(next, i);
        uint64_t across = line->words[i] ^ next->words[i];
        count += count_bits(~(upper | lower | across) & modules_of(side, i, 1));
    }
    return count * WEIGHT_BLOCK;
}

/* Ten for each five per cent by which the share of dark modules is away from a half. */
static unsigned weigh_share(const struct qr_grid *grid)
{
    size_t dark = 0, all = grid->side * grid->side;
    for (size_t y = 0; y < grid->side; y++)
        for (size_t i = 0; i * 64 < grid->side; i++)
            dark += count_bits(grid->rows[y].words[i]);
    if (all == 0)
        return 0;
    size_t away = dark * 2 > all ? dark * 2 - all : all - dark * 2;
    return (unsigned)(away * 10 / all) * WEIGHT_SHARE;
}

unsigned qr_mask_penalty(const struct qr_grid *grid)
{
    size_t side = grid->side;
    unsigned penalty = weigh_share(grid) + weigh_runs(grid->rows, side) +
                       weigh_runs(grid->columns, side) + weigh_finders(grid->rows, side) +
                       weigh_finders(grid->columns, side);
    for (size_t i = 1; i < side; i++)
        penalty += weigh_blocks(&grid->rows[i - 1], &grid->rows[i], side);
    return penalty;
}
