/* A moment as PDF and XMP write it: the same instant with the same offset from UTC in both,
 * which PDF/A wants, and without the C library's idea of the local time. */
#ifndef KUALIK_STAMP_H
#define KUALIK_STAMP_H

#include <stdint.h>

enum { STAMP_SIZE = 32 };

/* Write `time` (seconds since 1970) in a zone `offset` minutes east of UTC. */
void stamp_pdf(int64_t time, int offset, char out[STAMP_SIZE]); /* D:20171005120000+05'00' */
void stamp_xmp(int64_t time, int offset, char out[STAMP_SIZE]); /* 2017-10-05T12:00:00+05:00 */

#endif
