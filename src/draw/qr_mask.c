#include "draw/qr_mask.h"

/* Table 11. */
enum { WEIGHT_RUN = 3, WEIGHT_BLOCK = 3, WEIGHT_FINDER = 40, WEIGHT_SHARE = 10 };

static bool is_covered(unsigned number, unsigned row, unsigned column)
{
    unsigned sum = row + column, product = row * column;
    switch (number) {
    case 0:
        return sum % 2 == 0;
    case 1:
        return row % 2 == 0;
    case 2:
        return column % 3 == 0;
    case 3:
        return sum % 3 == 0;
    case 4:
        return (row / 2 + column / 3) % 2 == 0;
    case 5:
        return product % 2 + product % 3 == 0;
    case 6:
        return (product % 2 + product % 3) % 2 == 0;
    default:
        return (sum % 2 + product % 3) % 2 == 0;
    }
}

/* Repeats the first modules of a line all along. */
static struct qr_line repeat(unsigned first)
{
    const uint64_t every_twelfth = 0x1001001001001001;
    struct qr_line line;
    for (size_t i = 0; i < QR_GRID_WORDS; i++) {
        line.words[i] = first * every_twelfth;
        unsigned shift = 64 % QR_MASK_PERIOD; /* by which the next word begins further on */
        first =
            (first >> shift | first << (QR_MASK_PERIOD - shift)) & ((1u << QR_MASK_PERIOD) - 1);
    }
    return line;
}

void qr_mask_make(struct qr_mask *mask, unsigned number)
{
    unsigned rows[QR_MASK_PERIOD] = {0}, columns[QR_MASK_PERIOD] = {0};
    for (unsigned row = 0; row < QR_MASK_PERIOD; row++)
        for (unsigned column = 0; column < QR_MASK_PERIOD; column++) {
            bool covered = is_covered(number, row, column);
            rows[row] |= (unsigned)covered << column;
            columns[column] |= (unsigned)covered << row;
        }
    for (size_t i = 0; i < QR_MASK_PERIOD; i++) {
        mask->rows[i] = repeat(rows[i]);
        mask->columns[i] = repeat(columns[i]);
    }
}

/* Returns which modules of word `i` there are, `but` the last ones. */
static uint64_t modules_of(size_t side, size_t i, size_t but)
{
    size_t end = side > but + i * 64 ? side - but - i * 64 : 0;
    return end >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << end) - 1;
}

static void cover(const struct qr_line period[QR_MASK_PERIOD], const struct qr_line *reserved,
                  struct qr_line *lines, size_t side)
{
    for (size_t w = 0; w * 64 < side; w++) {
        uint64_t inside = modules_of(side, w, 0);
        for (size_t i = 0, k = 0; i < side; i++, k = k + 1 < QR_MASK_PERIOD ? k + 1 : 0)
            lines[i].words[w] ^= period[k].words[w] & ~reserved[i].words[w] & inside;
    }
}

void qr_mask_apply(const struct qr_mask *mask, const struct qr_grid *reserved,
                   struct qr_grid *grid)
{
    cover(mask->rows, reserved->rows, grid->rows, grid->side);
    cover(mask->columns, reserved->columns, grid->columns, grid->side);
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

/* Runs across the lines of five modules and more of one colour: where five begin, a run has one
 * module more. */
static unsigned weigh_runs(const struct qr_line *lines, size_t side)
{
    enum { LEAST = 5 };
    unsigned penalty = 0;
    for (size_t i = 0; i * 64 < side; i++) {
        uint64_t inside = modules_of(side, i, 0), before = 0;
        for (size_t line = 0; line + LEAST <= side; line++) {
            uint64_t all = inside, any = 0;
            for (size_t k = line; k < line + LEAST; k++) {
                all &= lines[k].words[i];
                any |= lines[k].words[i];
            }
            uint64_t fives = (all | ~any) & inside;
            penalty += count_bits(fives) + (WEIGHT_RUN - 1) * count_bits(fives & ~before);
            before = fives;
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
