/* Numbers, text, paths and bytes as SVG spells them (SVG 2, XML 1.0, RFC 4648), the same in
 * every locale. */
#ifndef KUALIK_SVG_TOKEN_H
#define KUALIK_SVG_TOKEN_H

#include "base/buf.h"
#include "page/page.h"

#include <stddef.h>

/* Appends the number with at most `decimals` decimals, up to 6. What is no number, or too
 * large for a page, is brought into range. */
void svg_token_number(struct buf *out, double number, unsigned decimals);

/* Appends the text for an attribute in double quotes or between two tags. Characters that XML
 * cannot hold (XML 1.0, 2.2), and bytes that are not UTF-8, become U+FFFD. */
void svg_token_text(struct buf *out, const char *text);

/* Appends the steps as path data (SVG 2, 9.3), points multiplied with `across` and `down` and
 * rounded to `decimals` decimals, up to 3. */
void svg_token_path(struct buf *out, const struct path_step *steps, size_t count, double across,
                    double down, unsigned decimals);

#endif
