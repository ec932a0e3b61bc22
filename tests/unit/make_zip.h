/* ZIP files made in memory, for the tests of what reads workbooks. */
#ifndef KUALIK_MAKE_ZIP_H
#define KUALIK_MAKE_ZIP_H

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* A part: its name, and its text or, if `size` is not 0, so many bytes. */
struct zip_text {
    const char *name, *text;
    size_t size;
};

/* Appends to `out` a ZIP file of the parts, which end with an empty one, packed by `method`. */
static void make_zip(const struct zip_text *parts, zip_int32_t method, struct buf *out)
{
    zip_error_t error;
    zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(file);
    zip_t *zip = zip_open_from_source(file, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!zip)
        abort();
    for (; parts->name; parts++) {
        size_t size = parts->size ? parts->size : strlen(parts->text);
        zip_source_t *text = zip_source_buffer(zip, parts->text, size, 0);
        zip_int64_t index = zip_file_add(zip, parts->name, text, 0);
        zip_set_file_compression(zip, (zip_uint64_t)index, method, 9);
        zip_file_set_mtime(zip, (zip_uint64_t)index, 1507000000, 0);
    }
    if (zip_close(zip) < 0 || zip_source_open(file) < 0)
        abort();
    char bytes[4096];
    zip_int64_t size;
    while ((size = zip_source_read(file, bytes, sizeof bytes)) > 0)
        buf_add(out, bytes, (size_t)size);
    zip_source_close(file);
    zip_source_free(file);
}

#endif
