/* The bytes that updates added to a PDF (ISO 32000-1, 7.5.6). A program that finds a fault in
 * the tables of a file searches its bytes for objects, and takes those that no table has. So an
 * update may hold nothing else than what its tables have, and must have no such fault. */
#ifndef KUALIK_ADDITIONS_H
#define KUALIK_ADDITIONS_H

#include "base/error.h"
#include "parse/pdf_reader.h"

#include <stdbool.h>

/* Accounts for each byte of `after` behind `before`, which is its beginning: objects where the
 * tables have them, and nowhere else, whose references point at objects; the tables, of which
 * each continues the one before; white space and comments. Fails, and says what it was, when
 * there is something else. Takes time in proportion to the file's size. */
bool additions_are_listed(const struct pdf_reader *before, const struct pdf_reader *after,
                          struct error *err);

#endif
