#include "print/waiting_rows.h"

#include "base/byte_set.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct waiting_row {
    const struct print_row *place;
    size_t index, line;
    const char *const *fields;
    struct registered registered;
};

struct waiting_rows {
    struct arena arena;
    struct byte_set texts;
    size_t columns;
    struct waiting_row *list;
    size_t count;
};

struct waiting_rows *waiting_rows_new(size_t columns, size_t most)
{
    struct waiting_rows *rows = mem_new(1, sizeof *rows);
    rows->columns = columns;
    rows->list = mem_new(most + 1, sizeof *rows->list);
    return rows;
}

void waiting_rows_free(struct waiting_rows *rows)
{
    if (!rows)
        return;
    byte_set_free(&rows->texts);
    arena_free(&rows->arena);
    free(rows->list);
    free(rows);
}

static const char *keep(struct waiting_rows *rows, const char *text)
{
    return text ? byte_set_add(&rows->texts, &rows->arena, text, strlen(text)) : NULL;
}

void waiting_rows_add(struct waiting_rows *rows, const struct row_task *row_task,
                      const struct print_row *place)
{
    const struct row *row = &row_task->row;
    const char **fields = arena_new(&rows->arena, rows->columns, sizeof *fields);
    for (size_t i = 0; i < rows->columns; i++)
        fields[i] = keep(rows, row->fields[i]);
    rows->list[rows->count++] = (struct waiting_row){
        .place = place,
        .index = row_task->index,
        .line = row->line,
        .fields = fields,
        .registered = {keep(rows, row->registered.number),
                       keep(rows, row->registered.duplicate)},
    };
}

/* Places stand in one list, in the order of printing. */
static int by_place(const void *left, const void *right)
{
    const struct waiting_row *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

void waiting_rows_sort(struct waiting_rows *rows)
{
    if (rows->count)
        qsort(rows->list, rows->count, sizeof *rows->list, by_place);
}

size_t waiting_rows_count(const struct waiting_rows *rows)
{
    return rows->count;
}

struct row_task waiting_rows_task(const struct waiting_rows *rows, size_t i)
{
    static const struct report nothing;
    const struct waiting_row *waiting = &rows->list[i];
    return (struct row_task){.index = waiting->index,
                             .row = {.line = waiting->line,
                                     .number = waiting->place->number,
                                     .fields = waiting->fields,
                                     .registered = waiting->registered,
                                     .faults = &nothing}};
}

const struct print_row *waiting_rows_place(const struct waiting_rows *rows, size_t i)
{
    return rows->list[i].place;
}
