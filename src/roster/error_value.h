/* Texts of a list that are no value but say that there is none: the error of a formula, «#Н/Д»,
 * the formula itself, and the «#####» of a column too narrow for its number. A workbook marks
 * errors, as long as they are not copied as text; CSV has nothing but the text. */
#ifndef KUALIK_ERROR_VALUE_H
#define KUALIK_ERROR_VALUE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Immutable once made, so threads share it. */
struct error_values;

/* Reads those that the program knows; NULL on failure. Release with error_values_free, which
 * allows NULL. */
struct error_values *error_values_new(struct error *err);
void error_values_free(struct error_values *values);

/* Fails with what the text shows if it is one of them; a text with anything beside it is not.
 */
bool error_values_check(const struct error_values *values, const char *text, struct error *err);

/* Returns the error of a formula that stands beside other words of the text, «Школа #Н/Д», with
 * its bytes in `*size`; NULL if there is none. */
const char *error_values_beside(const struct error_values *values, const char *text,
                                size_t *size);

#endif
