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
    size_t common = 0, size;
    if (first) {
        order->name = mem_copy(name);
        order->common = strlen(name);
    }
    while (common < order->common && name[common] == order->name[common])
        common++;
    order->common = common;
    for (size_t i = 0; i < FILE_NUMBERS; i++, name += size) {
        name = next_number(name, &size);
        if (first || size < order->shortest[i])
            order->shortest[i] = size;
        if (first || size > order->longest[i])
            order->longest[i] = size;
    }
}

bool file_order_breaks(const struct file_order *order, size_t *shortest, size_t *longest)
{
    const char *at = order->name ? order->name : "";
    size_t size;
    for (size_t i = 0; i < FILE_NUMBERS; i++, at += size) {
        at = next_number(at, &size);
        if (!size || (size_t)(at - order->name) > order->common)
            return false;
        *shortest = order->shortest[i];
        *longest = order->longest[i];
        if (*shortest && *shortest != *longest)
            return true;
    }
    return false;
}

void file_order_free(struct file_order *order)
{
    free(order->name);
    *order = (struct file_order){0};
}
