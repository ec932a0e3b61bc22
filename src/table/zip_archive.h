/* Reads the parts of a ZIP file that is held in memory: that of a workbook. Its names are
 * looked up and never used as paths. What could fill the memory or the day is refused: parts
 * larger than ZIP_ARCHIVE_PART, or that were packed more than ZIP_ARCHIVE_RATIO times smaller;
 * encrypted ones; other packing than deflate. The only user of libzip, whose header is called
 * zip.h. */
#ifndef KUALIK_ZIP_ARCHIVE_H
#define KUALIK_ZIP_ARCHIVE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZIP_ARCHIVE_FILE  ((size_t)64 << 20)    /* the most bytes a file may have */
#define ZIP_ARCHIVE_PART  ((uint64_t)512 << 20) /* and a part, unpacked */
#define ZIP_ARCHIVE_SMALL ((uint64_t)1 << 20)   /* a part below this may be packed at any … */
#define ZIP_ARCHIVE_RATIO 200                   /* … and one above it at no greater ratio */

struct zip_archive;

/* Takes the bytes of the file, and leaves `bytes` empty. Returns NULL on failure; close with
 * zip_archive_free. Errors here and below do not name the file, but its part. */
struct zip_archive *zip_archive_new(struct buf *bytes, struct error *err);

/* Says whether the part is there; upper and lower case make no difference. */
bool zip_archive_has(const struct zip_archive *zip, const char *name);

/* Opens a part. Returns NULL on failure; close with zip_part_close before the file is freed. */
struct zip_part *zip_part_open(struct zip_archive *zip, const char *name, struct error *err);

/* Reads at most `room` bytes; `*size` says how many, 0 at the end, where the checksum has been
 * found right. */
bool zip_part_next(struct zip_part *part, void *bytes, size_t room, size_t *size,
                   struct error *err);

/* NULL is allowed for both. */
void zip_part_close(struct zip_part *part);
void zip_archive_free(struct zip_archive *zip);

#endif
