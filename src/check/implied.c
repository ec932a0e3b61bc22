#include "check/implied.h"

#include <stdbool.h>
#include <string.h>

/* Drops the findings that are marked by having no words. */
static void drop(struct report *report)
{
    size_t kept = 0;
    for (size_t i = 0; i < report->count; i++)
        if (report->list[i].words) {
            report->list[kept] = report->list[i];
            report->list[kept].order = kept;
            kept++;
        }
    report->count = kept;
}

/* The findings of one row, which stand together. */
struct row_findings {
    struct finding *list;
    size_t count;
};

static struct finding *find_code(const struct row_findings *row, const char *code)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->list[i].words && strcmp(row->list[i].words->what.code, code) == 0)
            return &row->list[i];
    return NULL;
}

/* Marks the findings of that code, to be dropped. */
static void mark(struct report *report, const struct row_findings *row, const char *code)
{
    for (struct finding *found; (found = find_code(row, code));) {
        report->errors -= found->level == LEVEL_ERROR;
        found->words = NULL;
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

static bool same_column(const struct finding *a, const struct finding *b)
{
    return a->place.column && b->place.column && strcmp(a->place.column, b->place.column) == 0;
}

/* A formula that points at nothing is the reason of all that is said of its 0. Where that would
 * be printed as a name, this says so, and more. */
static void mark_zero(const struct row_findings *row)
{
    for (size_t i = 0; i < row->count; i++) {
        struct finding *zero = &row->list[i];
        if (!zero->words || strcmp(zero->words->what.code, "cell-formula-zero") != 0)
            continue;
        for (size_t k = 0; k < row->count; k++) {
            struct finding *other = &row->list[k];
            if (k == i || !other->words || !same_column(zero, other))
                continue;
            bool name = strcmp(other->words->what.code, "name-stopgap") == 0 ||
                        strcmp(other->words->what.code, "field-nothing") == 0;
            struct finding *implied = name ? zero : other;
            if (implied->level != LEVEL_ERROR)
                implied->words = NULL;
            if (name)
                break;
        }
    }
}

/* A row with one field lacks the others, and what is made of them. */
static void mark_lacking(struct report *report, const struct row_findings *row,
                         struct finding *lonely)
{
    static const char *const codes[] = {"field-empty", "file-name-empty", "title-empty",
                                        "name-missing"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const struct finding *lacking = find_code(row, codes[i]);
        if (lacking && lacking->level == LEVEL_ERROR && lonely->level != LEVEL_ERROR) {
            report->errors++;
            lonely->level = LEVEL_ERROR;
        }
        mark(report, row, codes[i]);
    }
}

/* Of two rows whose files would have one name, that name is made of their numbers or names; one
 * without a name has it of fields that say nothing; a row with one field lacks the others; what
 * a video meeting wrote may be in Latin letters; what is no name has no gender; two people may
 * be a man and a woman. */
static void mark_implied(struct report *report, const struct row_findings *row)
{
    struct finding *lonely = find_code(row, "row-lonely");
    mark_zero(row);
    if (find_code(row, "file-name-twice")) {
        mark(report, row, "same-number");
        mark(report, row, "same-name");
    }
    if (find_code(row, "file-name-empty"))
        mark(report, row, "field-nothing");
    if (lonely)
        mark_lacking(report, row, lonely);
    if (find_code(row, "name-meeting"))
        mark(report, row, "script-not-cyrillic");
    if (lacks_name(row))
        mark(report, row, "gender-missing");
    if (find_code(row, "gender-contradicts") || find_code(row, "names-of-two-people"))
        mark(report, row, "gender-contradicted");
}

/* Of texts under wrong headings nothing else is worth saying. Returns whether they are. */
static bool mark_shifted(struct report *report, const struct row_findings *row)
{
    const struct finding *shifted = find_code(row, "row-shifted");
    if (!shifted || shifted->level != LEVEL_ERROR)
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (row->list[i].words && &row->list[i] != shifted)
            mark(report, row, row->list[i].words->what.code);
    return true;
}

static void mark_rows(struct report *report)
{
    struct row_findings row = {.list = report->list};
    for (size_t i = 0; i < report->count; i++) {
        row.count++;
        if (i + 1 < report->count && row.list->place.row == report->list[i + 1].place.row)
            continue;
        if (row.list->place.row && !mark_shifted(report, &row))
            mark_implied(report, &row);
        row = (struct row_findings){.list = &report->list[i + 1]};
    }
}

void implied_drop(struct report *report)
{
    mark_rows(report);
    drop(report);
}
