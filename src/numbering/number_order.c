#include "numbering/number_order.h"

#include "base/mem.h"
#include "bind/card.h"
#include "lang/collation.h"

#include <stdlib.h>
#include <string.h>

struct sorted_row {
    const char *key;
    size_t index;
};

struct number_order {
    const struct binding *binding;
    struct sorted_row *rows;
    size_t count, room;
    struct arena keys; /* until they are sorted */
};

struct number_order *number_order_new(const struct binding *binding)
{
    struct number_order *order = mem_new(1, sizeof *order);
    order->binding = binding;
    return order;
}

void number_order_free(struct number_order *order)
{
    if (!order)
        return;
    arena_free(&order->keys);
    free(order->rows);
    free(order);
}

static const char *sort_key(const struct binding *binding, const struct row *row,
                            struct arena *arena)
{
    const struct template_register *registry = &binding->template->registry;
    const char *key = "";
    for (size_t i = 0; i < registry->order_count; i++)
        key = arena_printf(arena, "%s%s%s", key, i ? "\x01" : "",
                           collation_key(arena,
                                         card_value(binding, row, registry->order[i], arena),
                                         registry->alphabet == ALPHABET_RUSSIAN));
    return key;
}

void number_order_add(struct number_order *order, size_t index, const struct row *row,
                      struct arena *arena)
{
    order->rows = mem_grow(order->rows, order->count, &order->room, sizeof *order->rows);
    order->rows[order->count++] = (struct sorted_row){
        arena_text(&order->keys, sort_key(order->binding, row, arena)), index};
}

static int by_key(const void *left, const void *right)
{
    const struct sorted_row *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

void number_order_sort(struct number_order *order)
{
    if (order->count)
        qsort(order->rows, order->count, sizeof *order->rows, by_key);
    for (size_t i = 0; i < order->count; i++)
        order->rows[i].key = NULL;
    arena_free(&order->keys);
}

size_t number_order_count(const struct number_order *order)
{
    return order->count;
}

size_t number_order_at(const struct number_order *order, size_t i)
{
    return order->rows[i].index;
}
