#include "check/note_group.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEW_NOTES = 3,    /* rows besides the first, from which on notes are worth joining, … */
    FEW_WARNINGS = 9, /* … and warnings */
    LISTED = 20,      /* ranges of those that go */
};

/* Warnings that tell what became of a whole column, if many rows have them. */
static const char *const of_columns[] = {"name-in-capitals",    "name-without-capital",
                                         "name-mixes-capitals", "names-of-two-people",
                                         "names-swapped",       "names-reordered"};

static int compare(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* Orders by kind: the message, and where in the template or the list it belongs. */
static int by_kind(const struct finding *a, const struct finding *b)
{
    const char *const keys[][2] = {{a->what.code, b->what.code},
                                   {a->what.format, b->what.format},
                                   {a->place.file, b->place.file},
                                   {a->place.section, b->place.section},
                                   {a->place.placeholder, b->place.placeholder},
                                   {a->place.column, b->place.column}};
    int order = (a->level > b->level) - (a->level < b->level);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && !order; i++)
        order = compare(keys[i][0], keys[i][1]);
    return order;
}

static int by_kind_and_place(const void *left, const void *right)
{
    const struct finding *a = *(struct finding *const *)left;
    const struct finding *b = *(struct finding *const *)right;
    int order = by_kind(a, b);
    return order ? order : a < b ? -1 : a > b;
}

static void report_rows(struct report *report, const struct finding *first, const size_t *rows,
                        size_t count)
{
    struct buf list = {0};
    number_ranges(&list, rows, count, LISTED);
    if (first->level == LEVEL_NOTE)
        report_add(report, LEVEL_NOTE, first->place, "note-repeated",
                   "%zu more rows have a note of this kind (%s).", count, buf_text(&list));
    else
        report_add(report, LEVEL_WARNING, first->place, "warning-repeated",
                   "%zu more rows have a warning of this kind (%s).", count, buf_text(&list));
    buf_free(&list);
}

/* Adds what is to be taken out; false if that is on few rows, and stays. */
static bool report_rest(struct report *report, struct finding *const *findings, size_t count)
{
    const size_t few = findings[0]->level == LEVEL_NOTE ? FEW_NOTES : FEW_WARNINGS;
    size_t *rows = mem_new(count, sizeof *rows), row_count = 0;
    for (size_t i = 1; i < count; i++)
        if (findings[i]->place.row != findings[i - 1]->place.row)
            rows[row_count++] = findings[i]->place.row;
    if (row_count >= few)
        report_rows(report, findings[0], rows, row_count);
    free(rows);
    return row_count >= few;
}

/* Drops the findings that are marked with a code of NULL; what is added later comes after them.
 */
static void drop(struct report *report)
{
    size_t kept = 0;
    for (size_t i = 0; i < report->count; i++)
        if (report->list[i].what.code) {
            report->list[kept] = report->list[i];
            report->list[kept].order = kept;
            kept++;
        }
    report->count = kept;
}

static bool can_be_joined(const struct finding *finding)
{
    if (finding->level == LEVEL_WARNING && finding->what.code)
        for (size_t i = 0; i < sizeof of_columns / sizeof *of_columns; i++)
            if (strcmp(finding->what.code, of_columns[i]) == 0)
                return finding->place.row;
    return finding->level == LEVEL_NOTE && finding->place.row && finding->what.code;
}

/* Lists the findings that can be joined, those of one kind side by side. */
static size_t list_joinable(struct report *report, struct finding **list)
{
    size_t count = 0;
    for (size_t i = 0; i < report->count; i++)
        if (can_be_joined(&report->list[i]))
            list[count++] = &report->list[i];
    if (count)
        qsort(list, count, sizeof *list, by_kind_and_place);
    return count;
}

/* The findings of one row, which stand together. */
struct row_findings {
    struct finding *list;
    size_t count;
};

static struct finding *find_code(const struct row_findings *row, const char *code)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->list[i].what.code && strcmp(row->list[i].what.code, code) == 0)
            return &row->list[i];
    return NULL;
}

/* Marks the findings of that code, to be dropped. */
static void mark(struct report *report, const struct row_findings *row, const char *code)
{
    for (struct finding *found; (found = find_code(row, code));) {
        report->errors -= found->level == LEVEL_ERROR;
        found->what.code = NULL;
    }
}

/* Whether an error says that there is no name, or no sound one. */
static bool lacks_name(const struct row_findings *row)
{
    static const char *const codes[] = {"name-stopgap", "name-number", "name-digit",
                                        "letters-lost", "encoding-wrong"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const struct finding *found = find_code(row, codes[i]);
        if (found && found->level == LEVEL_ERROR)
            return true;
    }
    return false;
}

/* Of two rows whose files would have one name, that name is made of their numbers or names; a
 * row with one field lacks the others; what is no name has no gender; two people may be a man
 * and a woman. */
static void mark_implied(struct report *report, const struct row_findings *row)
{
    struct finding *lonely = find_code(row, "row-lonely");
    if (find_code(row, "file-name-twice")) {
        mark(report, row, "same-number");
        mark(report, row, "same-name");
    }
    if (lonely && find_code(row, "field-empty")) {
        report->errors += lonely->level != LEVEL_ERROR;
        lonely->level = LEVEL_ERROR;
        mark(report, row, "field-empty");
    }
    if (lacks_name(row))
        mark(report, row, "form-gender-missing");
    if (find_code(row, "gender-contradicts") || find_code(row, "names-of-two-people"))
        mark(report, row, "gender-contradicted");
}

static void mark_rows(struct report *report)
{
    struct row_findings row = {.list = report->list};
    for (size_t i = 0; i < report->count; i++) {
        row.count++;
        if (i + 1 < report->count && row.list->place.row == report->list[i + 1].place.row)
            continue;
        if (row.list->place.row)
            mark_implied(report, &row);
        row = (struct row_findings){.list = &report->list[i + 1]};
    }
}

void note_group(struct report *report)
{
    mark_rows(report);
    struct finding **list = mem_new(report->count, sizeof(struct finding *));
    struct report rest = {0};
    size_t count = list_joinable(report, list);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && by_kind(list[first], list[next]) == 0; next++)
            ;
        if (!report_rest(&rest, list + first, next - first))
            continue;
        for (size_t i = first + 1; i < next; i++)
            if (list[i]->place.row != list[first]->place.row)
                list[i]->what.code = NULL;
    }
    free(list);
    drop(report);
    for (size_t i = 0; i < rest.count; i++)
        report_copy(report, &rest.list[i]);
    report_free(&rest);
    report_sort(report);
}
