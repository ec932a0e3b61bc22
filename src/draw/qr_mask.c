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

static unsigned count_bits(uint64_t word)
{
    return (unsigned)__builtin_popcountll(word);
}

/* Returns word `i` of the line with each module moved `by` places towards its beginning. What
 * follows the line is light. */
static uint64_t ahead(const struct qr_line *line, size_t i, unsigned by)
{
    uint64_t next = i + 1 < QR_GRID_WORDS ? line->words[i + 1] : 0;
    return line->words[i] >> by | next << (64 - by);
}

/* The same towards its end. */
static uint64_t behind(const struct qr_line *line, size_t i, unsigned by)
{
    uint64_t before = i > 0 ? line->words[i - 1] : 0;
    return line->words[i] << by | before >> (64 - by);
}

/* Runs of five modules and more of one colour: where five begin, a run has one module more. */
static unsigned weigh_runs(const struct qr_line *line, size_t side)
{
    unsigned penalty = 0;
    struct qr_line fives = {{0}};
    for (size_t i = 0; i * 64 < side; i++) {
        uint64_t all = line->words[i], any = all;
        for (unsigned by = 1; by < 5; by++) {
            uint64_t other = ahead(line, i, by);
            all &= other;
            any |= other;
        }
        fives.words[i] = (all | ~any) & modules_of(side, i, 4);
        uint64_t begins = fives.words[i] & ~behind(&fives, i, 1);
        penalty += count_bits(fives.words[i]) + (WEIGHT_RUN - 1) * count_bits(begins);
    }
    return penalty;
}

/* What looks like a finder pattern: 1:1:3:1:1 modules, with four light ones before or behind;
 * around the symbol all is light. */
static unsigned weigh_finders(const struct qr_line *line, size_t side)
{
    unsigned count = 0;
    for (size_t i = 0; i * 64 < side; i++) {
        uint64_t finder = line->words[i] & ~ahead(line, i, 1) & ahead(line, i, 2) &
                          ahead(line, i, 3) & ahead(line, i, 4) & ~ahead(line, i, 5) &
                          ahead(line, i, 6);
        if (!finder)
            continue;
        uint64_t before =
            behind(line, i, 1) | behind(line, i, 2) | behind(line, i, 3) | behind(line, i, 4);
        uint64_t after =
            ahead(line, i, 7) | ahead(line, i, 8) | ahead(line, i, 9) | ahead(line, i, 10);
        count += count_bits(finder & (~before | ~after));
    }
    return count * WEIGHT_FINDER;
}

/* Blocks of two by two modules of one colour. */
static unsigned weigh_blocks(const struct qr_line *line, const struct qr_line *next,
                             size_t side)
{
    unsigned count = 0;
    for (size_t i = 0; i * 64 < side; i++) {
        uint64_t upper = line->words[i] ^ ahead(line, i, 1);
        uint64_t lower = next->words[i] ^ ahead(next, i, 1);
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
    unsigned penalty = weigh_share(grid);
    for (size_t i = 0; i < grid->side; i++) {
        const struct qr_line *row = &grid->rows[i], *column = &grid->columns[i];
        penalty += weigh_runs(row, grid->side) + weigh_runs(column, grid->side) +
                   weigh_finders(row, grid->side) + weigh_finders(column, grid->side);
        if (i > 0)
            penalty += weigh_blocks(row - 1, row, grid->side);
    }
    return penalty;
}
