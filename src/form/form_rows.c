#include "form/form_rows.h"

#include "base/mem.h"
#include "bind/card.h"
#include "lang/collation.h"

#include <stdlib.h>
#include <string.h>

/* Copies what a form shows of the row: its fields. */
static struct row copy_row(const struct row *row, size_t columns, struct arena *arena)
{
    const char **fields = arena_new(arena, columns, sizeof *fields);
    for (size_t i = 0; i < columns; i++)
        fields[i] = arena_text(arena, row->fields[i]);
    struct row copy = {.line = row->line, .number = row->number, .fields = fields};
    copy.registered.number = arena_text(arena, row->registered.number);
    copy.registered.duplicate = arena_text(arena, row->registered.duplicate);
    return copy;
}

/* Returns the text of an element that is only compared, which lasts until the next row. */
static const char *key_of(struct form_rows *rows, const struct binding *binding,
                          const struct form_row *row, size_t element, struct report *findings)
{
    if (element == NO_ELEMENT)
        return "";
    return card_bind_text(binding, &row->row, &row->place, element, &rows->scratch, findings)
        .text;
}

/* Returns the name of the row's group, which lasts; that of the row before is often the same.
 */
static const char *keep_name(struct form_rows *rows, const struct form_row *row,
                             const char *name)
{
    if (!*name)
        return "";
    if (row->order > 0 && strcmp(row[-1].by, name) == 0)
        return row[-1].by;
    return arena_text(&rows->arena, name);
}

struct form_row *form_rows_add(struct form_rows *rows, const struct form *form,
                               const struct binding *binding, enum form_row_kind kind,
                               const struct row *row, const struct place *place,
                               struct report *findings)
{
    rows->list = mem_grow(rows->list, rows->count, &rows->room, sizeof *rows->list);
    struct form_row *added = &rows->list[rows->count];
    *added = (struct form_row){
        .kind = kind,
        .row = rows->lent ? *row : copy_row(row, binding->column_count, &rows->arena),
        .place = *place,
        .order = rows->count++,
    };
    if (place->who)
        added->place.who = arena_text(&rows->arena, place->who);
    arena_reset(&rows->scratch);
    added->by = keep_name(rows, added, key_of(rows, binding, added, form->by, findings));
    const char *sort = key_of(rows, binding, added, form->sort, findings);
    added->key = *sort ? collation_key(&rows->arena, sort, false) : "";
    if (form->by != NO_ELEMENT && !*added->by && !binding_lacks(binding, &form->group.by)) {
        report_add(findings, LEVEL_WARNING, added->place, "form-group-empty",
                   "the row belongs to no group: «%s» is empty.", form->group.by.source);
        report_advise(findings, "Fill the fields in the list.");
    }
    return added;
}

/* The groups in the order in which the list names them. */
struct groups {
    const char **names; /* by group */
    size_t count, room;
};

static size_t find_group(struct groups *groups, const char *name)
{
    for (size_t i = groups->count; i-- > 0;)
        if (strcmp(groups->names[i], name) == 0)
            return i;
    groups->names = mem_grow(groups->names, groups->count, &groups->room, sizeof(char *));
    groups->names[groups->count] = name;
    return groups->count++;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Numbers the groups anew, by the alphabet. */
static void sort_groups(struct form_rows *rows, const struct groups *groups)
{
    const char **keys = arena_new(&rows->arena, groups->count, sizeof *keys);
    const char **sorted = arena_new(&rows->arena, groups->count, sizeof *sorted);
    for (size_t i = 0; i < groups->count; i++)
        sorted[i] = keys[i] = collation_key(&rows->arena, groups->names[i], false);
    qsort(sorted, groups->count, sizeof *sorted, compare_texts);
    for (size_t i = 0; i < rows->count; i++) {
        size_t place = 0;
        while (sorted[place] != keys[rows->list[i].group])
            place++;
        rows->list[i].group = place;
    }
}

/* Spares follow all others, whatever number a late arrival has: groups of nothing else are the
 * last. */
static void move_spares(struct form_rows *rows, size_t groups)
{
    bool *people = arena_new(&rows->arena, groups + 1, sizeof *people);
    for (size_t i = 0; i < rows->count; i++)
        people[rows->list[i].group] |= rows->list[i].kind != FORM_ROW_SPARE;
    for (size_t i = 0; i < rows->count; i++)
        if (!people[rows->list[i].group])
            rows->list[i].group += groups;
}

static int compare_rows(const void *one, const void *other)
{
    const struct form_row *a = one, *b = other;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    int keys = strcmp(a->key, b->key);
    if (keys)
        return keys;
    return a->order < b->order ? -1 : a->order > b->order;
}

void form_rows_sort(struct form_rows *rows, const struct form *form)
{
    struct groups groups = {0};
    for (size_t i = 0; i < rows->count; i++)
        rows->list[i].group = find_group(&groups, rows->list[i].by);
    if (form->group.sorted)
        sort_groups(rows, &groups);
    move_spares(rows, groups.count);
    free(groups.names);
    if (rows->count)
        qsort(rows->list, rows->count, sizeof *rows->list, compare_rows);
}

size_t form_rows_group_end(const struct form_rows *rows, size_t first)
{
    size_t end = first;
    while (end < rows->count && rows->list[end].group == rows->list[first].group)
        end++;
    return end;
}

size_t form_rows_count(const struct form_rows *rows, size_t first, size_t end,
                       enum form_row_kind kind)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        count += rows->list[i].kind == kind;
    return count;
}

void form_rows_free(struct form_rows *rows)
{
    free(rows->list);
    arena_free(&rows->arena);
    arena_free(&rows->scratch);
    *rows = (struct form_rows){0};
}
