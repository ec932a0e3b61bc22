#include "numbering/coverage.h"

#include <string.h>

bool coverage_is_complete(const struct numbering *numbering)
{
    for (size_t i = 0; i < numbering_count(numbering); i++) {
        const struct numbered_row *row = numbering_row(numbering, i);
        bool given = row->seq && row->selected && !row->excluded;
        bool refused = row->kind == NUMBERED_REFUSED && !row->number_id;
        if (row->kind == NUMBERED_NOT || refused || (!row->number && !given))
            return false;
    }
    return true;
}

bool coverage_knows(const struct numbering *numbering, const size_t *rows, size_t count)
{
    size_t known = 0;
    for (size_t i = 0; i < numbering_count(numbering) && known < count; i++)
        known += numbering_row(numbering, i)->row == rows[known] &&
                 numbering_row(numbering, i)->number_id;
    return known == count;
}

/* A refused row is of the number that its own text says, and of whoever has its name. */
static bool may_be(const struct numbered_row *row, const struct registry_record *record)
{
    if (row->number_id == record->number_id)
        return true;
    return row->kind == NUMBERED_REFUSED &&
           ((row->number && strcmp(row->number, record->number) == 0) ||
            (record->has_person &&
             memcmp(row->person.bytes, record->person.bytes, DIGEST_SIZE) == 0));
}

bool coverage_lists(const struct numbering *numbering, const struct registry_record *record)
{
    for (size_t i = 0; i < numbering_count(numbering); i++)
        if (may_be(numbering_row(numbering, i), record))
            return true;
    return false;
}

bool coverage_has_known(const struct numbering *numbering)
{
    for (size_t i = 0; i < numbering_count(numbering); i++)
        if (numbering_row(numbering, i)->number_id)
            return true;
    return false;
}

static bool is_given_now(const struct numbered_row *row)
{
    return row->kind == NUMBERED_NEW && row->selected && !row->excluded;
}

bool coverage_gives(const struct numbering *numbering)
{
    for (size_t i = 0; i < numbering_count(numbering); i++)
        if (is_given_now(numbering_row(numbering, i)))
            return true;
    return false;
}

bool coverage_counts_on(const struct numbering *numbering)
{
    for (size_t i = 0; i < numbering_count(numbering); i++) {
        const struct numbered_row *row = numbering_row(numbering, i);
        if (is_given_now(row) && !row->number)
            return true;
    }
    return false;
}
