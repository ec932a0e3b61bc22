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

void file_order_count(struct file_order *order, const char *name)
{
    bool first = !order->name;
    const char *at = name;
    size_t common = 0, size;
    if (first) {
        order->name = mem_copy(name);
        order->common = strlen(name);
    }
    while (common < order->common && name[common] == order->name[common])
        common++;
    order->common = common;
    for (size_t i = 0, begins; i < FILE_NUMBERS; i++, at += size) {
        at = next_number(at, &size);
        begins = (size_t)(at - name);
        if (first || begins > order->latest[i])
            order->latest[i] = begins;
        if (first || size < order->shortest[i])
            order->shortest[i] = size;
        if (first || size > order->longest[i])
            order->longest[i] = size;
    }
}

bool file_order_breaks(const struct file_order *order, size_t *shortest, size_t *longest)
{
    for (size_t i = 0; i < FILE_NUMBERS && order->shortest[i]; i++) {
        if (order->latest[i] > order->common)
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
