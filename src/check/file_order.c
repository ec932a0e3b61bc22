#include "check/file_order.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char digits[] = "0123456789";

/* Returns the next number from there on, and how many digits it has: none at the end. */
static const char *next_number(const char *text, size_t *size)
{
    text += strcspn(text, digits);
    *size = strspn(text, digits);
    return text;
}

/* Counts the i-th number of a name, which begins there. */
static void count_number(struct file_order *order, size_t i, size_t begin, size_t size)
{
    bool earlier = !order->longest[i] || begin < order->begin[i];
    order->lacking[i] |= !size;
    if (!size || (!earlier && begin > order->begin[i]))
        return;
    order->begin[i] = begin;
    if (earlier || size < order->shortest[i])
        order->shortest[i] = size;
    if (earlier || size > order->longest[i])
        order->longest[i] = size;
}

void file_order_count(struct file_order *order, const char *name)
{
    const char *at = name;
    size_t common = 0, size;
    if (!order->name) {
        order->name = mem_copy(name);
        order->common = strlen(name);
    }
    while (common < order->common && name[common] == order->name[common])
        common++;
    order->common = common;
    for (size_t i = 0; i < FILE_NUMBERS; i++, at += size) {
        at = next_number(at, &size);
        count_number(order, i, (size_t)(at - name), size);
    }
}

bool file_order_breaks(const struct file_order *order, size_t *shortest, size_t *longest)
{
    for (size_t i = 0; i < FILE_NUMBERS && order->name; i++) {
        if (order->lacking[i] || order->begin[i] > order->common)
            return false;
        *shortest = order->shortest[i];
        *longest = order->longest[i];
        if (*shortest != *longest)
            return true;
    }
    return false;
}

void file_order_free(struct file_order *order)
{
    free(order->name);
    *order = (struct file_order){0};
}
