/* What iniparser reads where ini.c has read before it: the values come from there, and whatever
 * the two read otherwise is told. This module is iniparser's only user. */
#ifndef KUALIK_INI_PARSER_H
#define KUALIK_INI_PARSER_H

#include "base/buf.h"
#include "base/report.h"
#include "template/ini.h"

enum { INI_PARSER_LINE = 1022 }; /* bytes that its line buffer holds, joined lines together */

/* Takes the values of all entries out of `text`, the file without lines that are longer (of
 * those, the values stay as they are). An entry of another value gets a finding, and so does a
 * file with other sections or keys. */
void ini_parser_read(struct ini *ini, const struct buf *text, struct report *findings);

#endif
