/* The order in which new people get their numbers: that of the list, or by what the template's
 * [register] names under `order`.
 *
 *     number_order_new → number_order_add, for each row → number_order_sort → number_order_at
 */
#ifndef KUALIK_NUMBER_ORDER_H
#define KUALIK_NUMBER_ORDER_H

#include "base/arena.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stddef.h>

struct number_order;

/* `binding` must outlive it; release with number_order_free. */
struct number_order *number_order_new(const struct binding *binding);
void number_order_free(struct number_order *order);

/* Adds the row of that index in the list, of which nothing is kept but what it is sorted by;
 * `arena` is for what is needed meanwhile. */
void number_order_add(struct number_order *order, size_t index, const struct row *row,
                      struct arena *arena);

/* Brings all that were added into their order; of equals the first of the list comes first. */
void number_order_sort(struct number_order *order);

/* Return how many rows there are, and the index of the i-th in that order, from 0. */
size_t number_order_count(const struct number_order *order);
size_t number_order_at(const struct number_order *order, size_t i);

#endif
