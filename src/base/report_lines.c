#include "base/report_lines.h"

#include "base/mem.h"
#include "base/number.h"

#include <libintl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEW_ROWS = 2,      /* that say the same each with the person's name */
    MOST = 10,         /* lines of a kind that are all told; … */
    EXAMPLES = 3,      /* … of more, so many */
    MOST_NOTES = 3,    /* of notes, which are less urgent: of more, one */
    NOTE_RANGES = 100, /* of the rows of a note, in one line */
};

/* A line to be told. */
struct line {
    const struct finding
        *finding; /* the only one, or the first; of a rest, the one before it */
    size_t *rows; /* ascending; NULL: the finding is told by itself */
    size_t row_count;
    bool rest;           /* it tells how many more there are */
    const char *columns; /* several, of which it says the same, as they are shown; or NULL */
};

struct lines {
    struct arena arena;
    struct line *list;
    size_t count, room;
};

/* ---- what belongs together -------------------------------------------------------------- */

static int compare_texts(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a ? a : "", b ? b : "");
}

static int by_kind(const struct finding *a, const struct finding *b)
{
    const char *const keys[][2] = {
        {a->words->what.code, b->words->what.code},
        {a->words->what.format, b->words->what.format},
        {a->place.file, b->place.file},
        {a->place.section, b->place.section},
        {a->place.key, b->place.key},
        {a->place.placeholder, b->place.placeholder},
        {a->place.column, b->place.column},
    };
    int order = (a->level > b->level) - (a->level < b->level);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && !order; i++)
        order = compare_texts(keys[i][0], keys[i][1]);
    return order;
}

/* Findings of one report that say the same share their words; in which order they come does not
 * matter. */
static int by_kind_and_words(const void *left, const void *right)
{
    const struct finding *a = *(struct finding *const *)left;
    const struct finding *b = *(struct finding *const *)right;
    int order = by_kind(a, b);
    if (!order && a->words != b->words)
        order = a->words < b->words ? -1 : 1;
    return order ? order : a < b ? -1 : a > b;
}

static int by_position(const void *left, const void *right)
{
    const struct line *a = left, *b = right;
    if (a->finding != b->finding)
        return a->finding < b->finding ? -1 : 1;
    return a->rest - b->rest;
}

static int by_number(const void *left, const void *right)
{
    const size_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* ---- lines ------------------------------------------------------------------------------- */

static void add_line(struct lines *lines, struct line line)
{
    lines->list = mem_grow(lines->list, lines->count, &lines->room, sizeof *lines->list);
    lines->list[lines->count++] = line;
}

/* Sorts the numbers, and leaves each once. */
static size_t sort_rows(size_t *rows, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(rows, count, sizeof *rows, by_number);
    for (size_t i = 0; i < count; i++)
        if (!kept || rows[kept - 1] != rows[i])
            rows[kept++] = rows[i];
    return kept;
}

/* Adds the findings that say the same, in the order of the report. */
static void add_alike(struct lines *lines, const struct finding *const *list, size_t count)
{
    size_t *rows = arena_new(&lines->arena, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = list[i]->place.row;
    size_t row_count = sort_rows(rows, count);
    if (list[0]->place.row && row_count > FEW_ROWS)
        add_line(lines, (struct line){list[0], rows, row_count, .rest = false});
    else
        for (size_t i = 0; i < count; i++)
            add_line(lines, (struct line){.finding = list[i]});
}

/* Puts one line in the place of those from `first` on, if they are of several rows. */
static void add_rest(struct lines *lines, size_t first)
{
    size_t count = 0, all = 0;
    for (size_t i = first; i < lines->count; i++)
        all += lines->list[i].rows ? lines->list[i].row_count : 1;
    size_t *rows = arena_new(&lines->arena, all, sizeof *rows);
    for (size_t i = first; i < lines->count; i++) {
        const struct line *line = &lines->list[i];
        const size_t *own = line->rows ? line->rows : &line->finding->place.row;
        size_t own_count = line->rows ? line->row_count : 1;
        memcpy(rows + count, own, own_count * sizeof *own);
        count += own_count;
    }
    count = sort_rows(rows, count);
    if (count <= FEW_ROWS)
        return;
    lines->count = first;
    add_line(lines, (struct line){lines->list[first - 1].finding, rows, count, .rest = true});
}

/* Adds the findings of one kind, those that say the same side by side. */
static void add_kind(struct lines *lines, const struct finding *const *list, size_t count)
{
    bool note = list[0]->level == LEVEL_NOTE;
    size_t most = note ? MOST_NOTES : MOST, examples = note ? 1 : EXAMPLES;
    size_t first = lines->count;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && list[end]->words == list[i]->words; end++)
            continue;
        add_alike(lines, list + i, end - i);
    }
    if (lines->count - first <= most || !list[0]->place.row)
        return;
    qsort(lines->list + first, lines->count - first, sizeof *lines->list, by_position);
    add_rest(lines, first + examples);
}

/* Says whether both are of the same rows, or the same row. */
static bool of_same_rows(const struct line *a, const struct line *b)
{
    if (!a->rows || !b->rows)
        return !a->rows && !b->rows && a->finding->place.row == b->finding->place.row;
    return a->row_count == b->row_count &&
           memcmp(a->rows, b->rows, a->row_count * sizeof *a->rows) == 0;
}

/* Says whether both say the same of the same rows, if of two columns. */
static bool differs_by_column(const struct line *a, const struct line *b)
{
    const struct finding *one = a->finding, *other = b->finding;
    return !a->rest && !b->rest && one->words == other->words && one->level == other->level &&
           one->place.column && other->place.column && !one->place.cell == !other->place.cell &&
           compare_texts(one->place.file, other->place.file) == 0 &&
           compare_texts(one->place.section, other->place.section) == 0 && of_same_rows(a, b);
}

/* Joins the lines that differ by their column alone. */
static void join_columns(struct lines *lines)
{
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->list[i];
        size_t same = 0;
        while (same < kept && !differs_by_column(&lines->list[same], line))
            same++;
        if (same == kept) {
            lines->list[kept++] = *line;
            continue;
        }
        struct line *first = &lines->list[same];
        if (!first->columns)
            first->columns = arena_printf(&lines->arena, "«%s»", first->finding->place.column);
        first->columns = arena_printf(&lines->arena, "%s, «%s»", first->columns,
                                      line->finding->place.column);
    }
    lines->count = kept;
}

static void find_lines(const struct report *report, enum level least, struct lines *lines)
{
    const struct finding **list = mem_new(report->count, sizeof(struct finding *));
    size_t count = 0;
    for (size_t i = 0; i < report->count; i++)
        if (report->list[i].level >= least)
            list[count++] = &report->list[i];
    if (count)
        qsort(list, count, sizeof *list, by_kind_and_words);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && by_kind(list[end], list[i]) == 0; end++)
            continue;
        add_kind(lines, list + i, end - i);
    }
    free(list);
    if (lines->count)
        qsort(lines->list, lines->count, sizeof *lines->list, by_position);
    join_columns(lines);
}

/* ---- words ------------------------------------------------------------------------------- */

static void print_count(const struct line *line, struct buf *out)
{
    static const char *const sentences[] = {
        [LEVEL_NOTE] = N_("%zu more rows have a note of this kind."),
        [LEVEL_WARNING] = N_("%zu more rows have a warning of this kind."),
        [LEVEL_ERROR] = N_("%zu more rows have an error of this kind.")};
    buf_printf(out, gettext(sentences[line->finding->level]), line->row_count);
}

/* Begins as a single finding does, with many rows in the place of one and its person. */
static void print_rows(const struct line *line, struct buf *out)
{
    struct buf rows = {0}, level = {0};
    struct place place = line->finding->place;
    size_t most = line->finding->level == LEVEL_NOTE ? NOTE_RANGES : SIZE_MAX;
    number_ranges(&rows, line->rows, line->row_count, most);
    if (place.file)
        buf_printf(out, gettext("%s: rows %s: "), place.file, buf_text(&rows));
    else
        buf_printf(out, gettext("rows %s: "), buf_text(&rows));
    place.file = place.who = place.cell = NULL;
    if (line->columns)
        place.column = NULL;
    place.line = place.row = 0;
    finding_print_level(line->finding, &level);
    place_print(&place, buf_text(&level), out);
    if (line->columns)
        buf_printf(out, "%s: ", line->columns);
    buf_free(&rows);
    buf_free(&level);
}

/* Prints a finding, with all its columns. */
static void print_single(const struct line *line, struct buf *out)
{
    struct finding finding = *line->finding;
    struct buf level = {0};
    if (!line->columns) {
        finding_print(&finding, out);
        return;
    }
    finding.place.column = finding.place.cell = NULL;
    finding_print_level(&finding, &level);
    place_print(&finding.place, buf_text(&level), out);
    buf_printf(out, "%s: ", line->columns);
    finding_print_words(&finding, out);
    buf_free(&level);
}

void report_lines(const struct report *report, enum level least,
                  void (*line)(void *context, const char *text), void *context)
{
    struct lines lines = {0};
    struct buf out = {0};
    find_lines(report, least, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *told = &lines.list[i];
        buf_clear(&out);
        if (told->rows)
            print_rows(told, &out);
        if (told->rest)
            print_count(told, &out);
        else if (told->rows)
            finding_print_words(told->finding, &out);
        else
            print_single(told, &out);
        line(context, buf_text(&out));
    }
    buf_free(&out);
    free(lines.list);
    arena_free(&lines.arena);
}
