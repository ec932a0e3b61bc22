/* Fields of a row for tests, of which the last ones may be left out. */
#ifndef KUALIK_TEST_ROW_FIELDS_H
#define KUALIK_TEST_ROW_FIELDS_H

#include <stddef.h>

/* Fills what is left out. */
static inline const char *const *row_fields_fill(const char **fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!fields[i])
            fields[i] = "";
    return fields;
}

#define ROW(...) row_fields_fill((const char *[COUNT]){__VA_ARGS__}, COUNT)

#endif
