/* Whether the certificates' files, sorted by their names as folders show them, keep the order
 * of the numbers in those names: 10 comes before 2. What is found does not depend on the order
 * in which they are counted. */
#ifndef KUALIK_FILE_ORDER_H
#define KUALIK_FILE_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FILE_NUMBERS = 4,    /* of a name that are looked at */
    FILE_BEGINNINGS = 64 /* that are told apart: those with the least hashes, whatever comes
                          * first */
};

/* The names that are alike up to a number. */
struct file_beginning {
    uint64_t hash;            /* of what stands before the number */
    size_t names;             /* that begin so */
    size_t shortest, longest; /* digits of the number */
};

struct file_beginnings {
    struct file_beginning list[FILE_BEGINNINGS]; /* sorted by hash */
    size_t count;
};

/* Zeroed before the first name. */
struct file_order {
    size_t names;
    struct file_beginnings numbers[FILE_NUMBERS];
};

/* Counts the name of a file. */
void file_order_count(struct file_order *order, const char *name);

/* Says whether a number, before which most names are alike, has fewer digits in some of these
 * than in others, and how many. */
bool file_order_breaks(const struct file_order *order, size_t *shortest, size_t *longest);

#endif
