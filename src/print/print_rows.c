#include "print/print_rows.h"

#include "base/buf.h"
#include "base/mem.h"
#include "lang/collation.h"
#include "print/print_changes.h"
#include "roster/roster.h"
#include "search/column_search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The columns that are asked for. */
struct print_columns {
    struct column_value where;
    bool has_where, found_where; /* some row has that value */
    size_t *order;
    size_t order_count;
    size_t group;
    bool has_group;
    struct print_changes changes;
};

static bool find_columns(const struct job *job, const struct print_filter *filter,
                         struct arena *arena, struct print_columns *columns, struct error *err)
{
    *columns = (struct print_columns){.has_where = filter->where != NULL,
                                      .has_group = filter->group != NULL};
    if (filter->where && !column_search_where(job->roster, job->template, filter->where, arena,
                                              &columns->where, err))
        return false;
    if (filter->group && !column_search_find(job->roster, job->template, filter->group, arena,
                                             &columns->group, err))
        return false;
    if (!filter->order)
        return true;
    columns->order = arena_new(arena, strlen(filter->order) + 1, sizeof *columns->order);
    for (const char *at = filter->order; at;) {
        size_t size = strcspn(at, ",");
        if (!column_search_find(job->roster, job->template, arena_copy(arena, at, size), arena,
                                &columns->order[columns->order_count++], err))
            return false;
        at = at[size] ? at + size + 1 : NULL;
    }
    return true;
}

/* What a bad row says nobody knows: it is asked for if its number is. */
static bool is_wanted(const struct job *job, const struct print_filter *filter,
                      struct print_columns *columns, size_t index, const struct row *row,
                      struct arena *arena)
{
    bool fits = !columns->has_where ||
                (row->fields && column_search_fits(&columns->where, row->fields, arena));
    columns->found_where |= fits;
    if (filter->changed && !print_changes_has(&columns->changes, index))
        return false;
    const char *who = card_place(job->binding, row, arena).who;
    return (!filter->only || selection_takes(filter->only, row, who)) && fits;
}

static void add_row(struct print_rows *rows, const struct print_columns *columns, size_t index,
                    const struct row *row, struct arena *arena)
{
    const char *key = "", *part = NULL;
    for (size_t i = 0; i < columns->order_count; i++) {
        const char *value = row->fields ? row->fields[columns->order[i]] : "";
        part = i ? part : value;
        key = arena_printf(arena, "%s%s%s", key, i ? "\x01" : "",
                           collation_key(arena, value, false));
    }
    if (columns->has_group)
        part = row->fields ? row->fields[columns->group] : "";
    rows->list = mem_grow(rows->list, rows->count, &rows->room, sizeof *rows->list);
    rows->list[rows->count++] = (struct print_row){
        .index = index,
        .number = row->number,
        .key = arena_text(&rows->keys, key),
        .part = part ? byte_set_add(&rows->parts, &rows->arena, part, strlen(part)) : NULL};
}

static bool read_rows(const struct job *job, const struct print_filter *filter,
                      struct print_columns *columns, struct print_rows *rows, size_t *last,
                      struct error *err)
{
    struct arena arena = {0};
    struct row row;
    enum roster_result result = ROSTER_FAILED;
    bool begun = roster_rewind(job->roster, err);
    for (size_t i = 0; begun; i++) {
        result = roster_next(job->roster, &row, err);
        if (result == ROSTER_END || result == ROSTER_FAILED)
            break;
        *last = row.number;
        if (is_wanted(job, filter, columns, i, &row, &arena))
            add_row(rows, columns, i, &row, &arena);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return result == ROSTER_END;
}

static int by_key(const void *left, const void *right)
{
    const struct print_row *a = left, *b = right;
    int order = a->group == b->group ? strcmp(a->key, b->key) : a->group < b->group ? -1 : 1;
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Brings whoever has the same part together; the rows are in their order. */
static void group(struct print_rows *rows)
{
    const char **names = mem_new(rows->count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct print_row *row = &rows->list[i];
        size_t known = count;
        while (known > 0 && strcmp(names[known - 1], row->part) != 0)
            known--;
        if (!known)
            names[count++] = row->part;
        row->group = known ? known : count;
    }
    free(names);
    qsort(rows->list, rows->count, sizeof *rows->list, by_key);
}

/* Leaves the first or the last ones. */
static void cut(struct print_rows *rows, const struct print_filter *filter)
{
    size_t first = filter->first ? filter->first : SIZE_MAX;
    size_t last = filter->last ? filter->last : SIZE_MAX;
    if (first < rows->count)
        rows->count = first;
    if (last < rows->count) {
        memmove(rows->list, rows->list + rows->count - last, last * sizeof *rows->list);
        rows->count = last;
    }
}

/* `last` is the number of the last row, 0 where there is none. */
static bool fail_nobody(const struct job *job, const struct print_filter *filter, size_t last,
                        struct error *err)
{
    int conditions = (filter->only != NULL) + (filter->where != NULL) + filter->changed;
    if (!last)
        job_fail_without_rows(err);
    else if (conditions == 1 && filter->changed)
        error_set(err, "nothing-changed-since",
                  "No certificate of this list has been issued, or issued anew, since then.");
    else
        error_set(err, "nobody-to-print", "Nobody in the list is asked for.");
    if (conditions > 1)
        error_advise(err,
                     "Whoever is printed fits --only, --where and --changed-since at once: "
                     "leave one of them out.");
    return error_at(err, (struct place){.file = roster_path(job->roster)});
}

static bool check_only(const struct job *job, const struct selection *only, size_t last,
                       struct error *err)
{
    return selection_check(only, last, err) ||
           error_at(err, (struct place){.file = roster_path(job->roster)});
}

bool print_rows_find(const struct job *job, const struct print_filter *filter,
                     struct print_rows *rows, struct error *err)
{
    struct arena arena = {0};
    struct print_columns columns;
    size_t last = 0;
    bool found =
        find_columns(job, filter, &arena, &columns, err) &&
        (!filter->changed ||
         print_changes_find(job->numbering, filter->since, &columns.changes, err)) &&
        (!filter->only || selection_find(filter->only, job->binding, job->roster, err)) &&
        read_rows(job, filter, &columns, rows, &last, err) &&
        (!columns.has_where || columns.found_where ||
         column_search_nowhere(job->roster, &columns.where, err)) &&
        (!filter->only || check_only(job, filter->only, last, err)) &&
        (rows->count || fail_nobody(job, filter, last, err));
    arena_free(&arena);
    print_changes_free(&columns.changes);
    if (!found)
        return false;
    qsort(rows->list, rows->count, sizeof *rows->list, by_key);
    if (filter->group)
        group(rows);
    arena_free(&rows->keys);
    cut(rows, filter);
    return true;
}

void print_rows_free(struct print_rows *rows)
{
    free(rows->list);
    arena_free(&rows->keys);
    byte_set_free(&rows->parts);
    arena_free(&rows->arena);
    *rows = (struct print_rows){0};
}

static int by_number(const void *left, const void *right)
{
    const size_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

struct selection *print_rows_select(const struct print_rows *rows)
{
    struct buf text = {0};
    size_t *numbers = mem_new(rows->count + 1, sizeof *numbers);
    for (size_t i = 0; i < rows->count; i++)
        numbers[i] = rows->list[i].number;
    qsort(numbers, rows->count, sizeof *numbers, by_number);
    for (size_t i = 0, end; i < rows->count; i = end) {
        for (end = i + 1; end < rows->count && numbers[end] == numbers[end - 1] + 1;)
            end++;
        buf_printf(&text, "%s%zu-%zu", i ? "," : "", numbers[i], numbers[end - 1]);
    }
    free(numbers);
    struct selection *selection = selection_new(buf_text(&text));
    buf_free(&text);
    return selection;
}
