/* Whether the certificates' files, sorted by their names as folders show them, keep the order
 * of the numbers in those names: 10 comes before 2. What is found does not depend on the order
 * in which they are counted. */
#ifndef KUALIK_FILE_ORDER_H
#define KUALIK_FILE_ORDER_H

#include <stdbool.h>
#include <stddef.h>

enum { FILE_NUMBERS = 4 }; /* of a name that are looked at */

/* Zeroed before the first name. */
struct file_order {
    char *name;                 /* the first one that was counted */
    size_t common;              /* bytes with which all begin alike */
    bool lacking[FILE_NUMBERS]; /* a name has no such number */
    size_t begin[FILE_NUMBERS]; /* where it stands first in a name … */
    size_t shortest[FILE_NUMBERS], longest[FILE_NUMBERS]; /* … and how many digits those have */
};

/* Counts the name of a file. */
void file_order_count(struct file_order *order, const char *name);

/* Says whether a number, before which all names are alike, has fewer digits in some than in
 * others, and how many. Names that have it in another place are no reason, nor are they against
 * it. */
bool file_order_breaks(const struct file_order *order, size_t *shortest, size_t *longest);

/* Releases what was counted. */
void file_order_free(struct file_order *order);

#endif
