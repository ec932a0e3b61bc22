/* A section of a cross-reference table as a stream (ISO 32000-1, 7.5.8), whose dictionary is
 * the trailer. */
#ifndef KUALIK_STREAM_SECTION_H
#define KUALIK_STREAM_SECTION_H

#include "parse/pdf_section.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads the stream's dictionary; `count` is its /Size. */
bool stream_section_read_trailer(struct pdf_section *section, uint64_t *count);

/* Reads the whole stream, enters what it says, and steps over its object. */
bool stream_section_read(struct pdf_section *section);

#endif
