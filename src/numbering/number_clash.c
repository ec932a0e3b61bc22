#include "numbering/number_clash.h"

#include "base/mem.h"
#include "base/number.h"
#include "register/registry_mark.h"

#include <stdlib.h>
#include <string.h>

struct number_rows {
    struct person_match *match;
    struct numbered_row **rows; /* that have one, as by_number sorts them */
    size_t count;
    struct error *err; /* of what fails on the way */
    bool failed;
};

static int by_number(const void *left, const void *right)
{
    const struct numbered_row *const *a = left, *const *b = right;
    int order = number_compare((*a)->number, (*b)->number);
    if (order == 0)
        order = strcmp((*a)->number, (*b)->number);
    return order ? order : (*a)->row < (*b)->row ? -1 : 1;
}

/* Gathers the rows with a number, of which `only_new` wants those that the register has not. */
static struct number_rows gather(struct person_match *match, bool only_new)
{
    struct number_rows numbers = {match, mem_new(match->count + 1, sizeof *numbers.rows), 0,
                                  NULL, false};
    for (size_t i = 0; i < match->count; i++) {
        struct numbered_row *row = &match->rows[i];
        bool wanted = only_new ? row->kind == NUMBERED_NEW : row->kind != NUMBERED_NOT;
        if (wanted && row->number)
            numbers.rows[numbers.count++] = row;
    }
    qsort(numbers.rows, numbers.count, sizeof *numbers.rows, by_number);
    return numbers;
}

/* ---- the register ----------------------------------------------------------------------- */

/* `own` is the number that the row's person has, NULL: none. */
static void refuse_zeros(struct person_match *match, struct numbered_row *row,
                         const struct registry_record *record, const char *own)
{
    struct error *fault = person_match_refuse(match, row);
    row->number_id = record->number_id;
    if (own && strcmp(own, record->number) != 0) {
        error_set(fault, "number-zeros",
                  "number %s differs from number %s of the register in zeros alone, and this "
                  "person's is %s.",
                  row->number, record->number, own);
        error_advise(fault, "Give the row the number %s back.", own);
        return;
    }
    if (record->has_person)
        error_set(fault, "number-zeros",
                  "number %s differs from number %s, that of «%s» in the register, in zeros "
                  "alone.",
                  row->number, record->number, record->who);
    else
        error_set(fault, "number-zeros",
                  "number %s differs from the spare number %s of the register in zeros alone.",
                  row->number, record->number);
    error_advise(fault,
                 "If it is that number, write %s into the list, in a cell of text, so that no "
                 "zeros are lost; else give the row another number.",
                 record->number);
}

/* The rows are sorted: those that have the record's number are side by side. */
static bool take_record(void *context, const struct registry_record *record)
{
    struct number_rows *numbers = context;
    const char *own;
    size_t first = 0, end = numbers->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (number_compare(numbers->rows[middle]->number, record->number) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    for (; first < numbers->count &&
           number_compare(numbers->rows[first]->number, record->number) == 0;
         first++) {
        struct numbered_row *row = numbers->rows[first];
        if (row->kind != NUMBERED_NEW)
            continue;
        if (!registry_number_of(numbers->match->registry, &row->person, numbers->match->arena,
                                &own, numbers->err))
            return !(numbers->failed = true);
        refuse_zeros(numbers->match, row, record, own);
    }
    return true;
}

bool number_clash_register(struct person_match *match, struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    struct number_rows numbers = gather(match, true);
    numbers.err = err;
    bool done = numbers.count == 0 ||
                (registry_find(match->registry, &search, take_record, &numbers, err) &&
                 !numbers.failed);
    free(numbers.rows);
    return done;
}

/* ---- the list --------------------------------------------------------------------------- */

/* What was issued as two numbers stays so. */
static bool same_number(const struct numbered_row *row, const struct numbered_row *other)
{
    bool issued = row->number_id && other->number_id && row->number_id != other->number_id;
    return !issued && number_compare(row->number, other->number) == 0;
}

static void refuse_twice(struct person_match *match, struct numbered_row *row,
                         const struct numbered_row *other)
{
    const struct numbered_row *first = row->row < other->row ? row : other;
    const struct numbered_row *second = first == row ? other : row;
    struct error *fault = person_match_refuse(match, row);
    if (strcmp(first->number, second->number) == 0)
        error_set(fault, "number-twice", "rows %zu and %zu would both have the number %s.",
                  first->row, second->row, first->number);
    else
        error_set(fault, "number-twice",
                  "rows %zu and %zu would have the numbers %s and %s, which differ in zeros "
                  "alone.",
                  first->row, second->row, first->number, second->number);
    if (match->own)
        error_advise(fault, "Correct it in the list.");
    else
        error_advise(fault, "Only one of them can have it: correct what --same says.");
}

void number_clash_rows(struct person_match *match)
{
    struct number_rows numbers = gather(match, false);
    for (size_t i = 0; i < numbers.count; i++) {
        struct numbered_row *row = numbers.rows[i];
        if (i > 0 && same_number(numbers.rows[i - 1], row))
            refuse_twice(match, row, numbers.rows[i - 1]);
        else if (i + 1 < numbers.count && same_number(row, numbers.rows[i + 1]))
            refuse_twice(match, row, numbers.rows[i + 1]);
    }
    free(numbers.rows);
}
