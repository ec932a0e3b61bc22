#include "check/file_order.h"

#include <string.h>

static const char digits[] = "0123456789";

/* FNV-1a goes on with these bytes. */
static uint64_t hash_on(uint64_t hash, const char *text, size_t size)
{
    static const uint64_t prime = 0x100000001B3;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * prime;
    return hash;
}

/* Returns where the beginning of that hash is in the list, or would be. */
static size_t find(const struct file_beginnings *all, uint64_t hash)
{
    size_t first = 0, end = all->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (all->list[middle].hash < hash)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* Where the list is full, the greatest hash goes: it can never be among the least again, so
 * what is kept has been counted from its first name on. */
static void count_number(struct file_beginnings *all, uint64_t hash, size_t size)
{
    size_t at = find(all, hash);
    struct file_beginning *beginning = &all->list[at];
    if (at == FILE_BEGINNINGS)
        return;
    if (at == all->count || beginning->hash != hash) {
        all->count += all->count < FILE_BEGINNINGS;
        memmove(beginning + 1, beginning, (all->count - at - 1) * sizeof *beginning);
        *beginning = (struct file_beginning){.hash = hash, .shortest = size, .longest = size};
    }
    beginning->names++;
    if (size < beginning->shortest)
        beginning->shortest = size;
    if (size > beginning->longest)
        beginning->longest = size;
}

void file_order_count(struct file_order *order, const char *name)
{
    uint64_t hash = 0; /* so that a number which comes first is always among the least */
    order->names++;
    for (size_t i = 0; i < FILE_NUMBERS; i++) {
        size_t before = strcspn(name, digits), size = strspn(name + before, digits);
        if (!size)
            return;
        hash = hash_on(hash, name, before);
        count_number(&order->numbers[i], hash, size);
        hash = hash_on(hash, name + before, size);
        name += before + size;
    }
}

/* Returns the beginning that most names have, NULL if there is none. */
static const struct file_beginning *find_common(const struct file_order *order, size_t number)
{
    const struct file_beginnings *all = &order->numbers[number];
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].names > order->names / 2)
            return &all->list[i];
    return NULL;
}

bool file_order_breaks(const struct file_order *order, size_t *shortest, size_t *longest)
{
    for (size_t i = 0; i < FILE_NUMBERS; i++) {
        const struct file_beginning *common = find_common(order, i);
        if (!common)
            return false;
        *shortest = common->shortest;
        *longest = common->longest;
        if (*shortest != *longest)
            return true;
    }
    return false;
}
