#include "check/column_check.h"

#include "base/mem.h"
#include "check/capitals.h"
#include "check/file_order.h"
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
    struct file_order files;
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

void column_check_count(struct column_check *check, const struct row *row, const char *file,
                        const bool *stripped, struct arena *arena)
{
    const struct columns *columns = check->columns;
    struct column_counts *counts = arena_new(arena, columns->count, sizeof *counts);
    for (size_t i = 0; i < columns->count; i++)
        counts[i] = look_at(&columns->list[i], row->fields[i], stripped && stripped[i]);
    pthread_mutex_lock(&check->lock);
    if (file)
        file_order_count(&check->files, file);
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
static void report_order(const struct column_check *check, const char *list,
                         struct report *findings)
{
    size_t shortest, longest;
    const struct columns *columns = check->columns;
    if (!columns->file_name || !file_order_breaks(&check->files, &shortest, &longest))
        return;
    report_add(findings, LEVEL_WARNING, (struct place){.file = list}, "file-order",
               "the files are named after numbers of %zu to %zu digits; sorted by their names, "
               "10 comes before 2.",
               shortest, longest);
    report_advise(findings,
                  "So that the certificates keep the order of the list, write the numbers with "
                  "zeros in front (002, 010); where they are nothing but digits, the template "
                  "can do it: {%s|pad:%zu}.",
                  columns->file_name, longest);
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
    report_order(check, list, findings);
    for (size_t i = 0; i < columns->count; i++) {
        const struct place place = {.file = list, .column = columns->list[i].heading};
        const struct column_counts *counts = &check->counts[i];
        report_letters(counts, place, findings);
        capitals_report(counts->capitals, counts->filled, place, findings);
    }
}
