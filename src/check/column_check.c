#include "check/column_check.h"

#include "base/mem.h"
#include "check/capitals.h"
#include "lang/script.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_TEXTS = 5 }; /* too few to speak of a column's letters */

/* In how many rows a column … */
struct column_counts {
    size_t filled;   /* … says something, … */
    size_t kazakh;   /* … has a Kazakh letter, … */
    size_t stripped; /* … seems to lack one, … */
    size_t capitals; /* … and has a name in capitals */
};

struct column_check {
    pthread_mutex_t lock;
    const struct columns *columns;
    struct column_counts *counts; /* by column */
    size_t shortest, longest;     /* digits of what files are named after, … */
    bool odd;                     /* … which in some row is no number */
};

struct column_check *column_check_new(const struct columns *columns)
{
    struct column_check *check = mem_new(1, sizeof *check);
    pthread_mutex_init(&check->lock, NULL);
    check->columns = columns;
    check->counts = mem_new(columns->count, sizeof *check->counts);
    return check;
}

void column_check_free(struct column_check *check)
{
    if (!check)
        return;
    pthread_mutex_destroy(&check->lock);
    free(check->counts);
    free(check);
}

/* ---- counting --------------------------------------------------------------------------- */

/* Looks at one field. */
static struct column_counts look_at(const struct column *column, const char *text,
                                    bool stripped)
{
    return (struct column_counts){
        .filled = *text != '\0',
        .kazakh = column->language == LANGUAGE_KAZAKH && script_has_kazakh(text),
        .stripped = stripped,
        .capitals = column->named && !column->recased && capitals_in(text),
    };
}

static void add(struct column_counts *sum, const struct column_counts *one)
{
    sum->filled += one->filled;
    sum->kazakh += one->kazakh;
    sum->stripped += one->stripped;
    sum->capitals += one->capitals;
}

/* Counts the digits of what the row's file is named after. */
static void count_number(struct column_check *check, const struct row *row)
{
    size_t column = check->columns->file;
    const char *text = column == NO_COLUMN ? "" : row->fields[column];
    size_t digits = strspn(text, "0123456789");
    check->odd |= !digits || text[digits];
    if (!check->shortest || digits < check->shortest)
        check->shortest = digits;
    if (digits > check->longest)
        check->longest = digits;
}

void column_check_count(struct column_check *check, const struct row *row, const bool *stripped,
                        struct arena *arena)
{
    const struct columns *columns = check->columns;
    struct column_counts *counts = arena_new(arena, columns->count, sizeof *counts);
    for (size_t i = 0; i < columns->count; i++)
        counts[i] = look_at(&columns->list[i], row->fields[i], stripped && stripped[i]);
    pthread_mutex_lock(&check->lock);
    count_number(check, row);
    for (size_t i = 0; i < columns->count; i++)
        add(&check->counts[i], &counts[i]);
    pthread_mutex_unlock(&check->lock);
}

/* ---- reporting -------------------------------------------------------------------------- */

/* A column without a Kazakh letter though some of its texts should have one. */
static void report_letters(const struct column_counts *counts, struct place place,
                           struct report *findings)
{
    if (counts->filled < FEW_TEXTS || counts->kazakh || counts->stripped < 2)
        return;
    report_add(findings, LEVEL_WARNING, place, "kazakh-letters-absent",
               "none of the %zu texts has a Kazakh letter, though %zu look as if they should "
               "have one.",
               counts->filled, counts->stripped);
    report_advise(
        findings,
        "Check whether the column holds Russian, or Kazakh typed with Russian letters.");
}

/* Numbers of several lengths, after which files are named. */
static void report_order(const struct column_check *check, struct place place,
                         struct report *findings)
{
    if (check->odd || check->shortest == check->longest)
        return;
    report_add(findings, LEVEL_WARNING, place, "file-order",
               "the files are named after numbers of %zu to %zu digits; sorted by their names, "
               "10 comes before 2.",
               check->shortest, check->longest);
    report_advise(findings, "Write the numbers with zeros in front (002, 010), so that the "
                            "certificates keep the order of the list.");
}

/* Without a name that is known to be one, most of the checks have nothing to look at. */
static void report_unknown(const struct columns *columns, const char *list,
                           struct report *findings)
{
    if (columns->unknown_name == NO_COLUMN)
        return;
    const struct column *column = &columns->list[columns->unknown_name];
    report_add(findings, LEVEL_NOTE, (struct place){.file = list}, "column-of-names",
               "no column that the certificates show is known to hold people's names, so that "
               "none is checked as a name.");
    report_advise(findings,
                  "If «%s» holds them, write who = {%s} under [document] in the "
                  "template.",
                  column->heading, column->name);
}

void column_check_report(const struct column_check *check, const char *list,
                         struct report *findings)
{
    const struct columns *columns = check->columns;
    report_unknown(columns, list, findings);
    for (size_t i = 0; i < columns->count; i++) {
        const struct place place = {.file = list, .column = columns->list[i].heading};
        const struct column_counts *counts = &check->counts[i];
        report_letters(counts, place, findings);
        capitals_report(counts->capitals, counts->filled, place, findings);
        if (i == columns->file)
            report_order(check, place, findings);
    }
}
