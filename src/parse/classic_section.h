/* A section of a cross-reference table in its first form (ISO 32000-1, 7.5.4): lines of digits,
 * and a trailer behind them. */
#ifndef KUALIK_CLASSIC_SECTION_H
#define KUALIK_CLASSIC_SECTION_H

#include "parse/pdf_section.h"

#include <stdbool.h>
#include <stddef.h>

/* Fails since the section is damaged at that byte. */
bool classic_section_broken(struct pdf_section *section, size_t at);

/* Steps over the subsections, which begin here, and reads the trailer behind them. */
bool classic_section_read_trailer(struct pdf_section *section);

/* Enters the subsections, which begin at `at`, when the trailer is read and the table has room;
 * stays where it is. */
bool classic_section_enter(struct pdf_section *section, size_t at);

#endif
