#define ZLIB_CONST /* its input is const */

#include "pdf/flate.h"

#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct flate {
    z_stream stream;
};

struct flate *flate_new(enum flate_effort effort)
{
    /* Resetting costs as much as the tables are large; a small window suits small streams. */
    static const struct {
        int level, window_bits, memory_level;
    } efforts[] = {
        [FLATE_FAST] = {2, 12, 5},
        [FLATE_MEDIUM] = {6, 15, 9},
        [FLATE_SMALL] = {9, 15, 9},
    };
    struct flate *flate = mem_new(1, sizeof *flate);
    if (deflateInit2(&flate->stream, efforts[effort].level, Z_DEFLATED,
                     efforts[effort].window_bits, efforts[effort].memory_level,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    return flate;
}

void flate_add(struct flate *flate, const void *bytes, size_t size, struct buf *out)
{
    z_stream *stream = &flate->stream;
    if (size > INT_MAX)
        abort();
    uLong bound = deflateBound(stream, (uLong)size);
    stream->next_in = bytes;
    stream->avail_in = (uInt)size;
    stream->next_out = (Bytef *)buf_reserve(out, bound);
    stream->avail_out = (uInt)bound;
    if (deflate(stream, Z_FINISH) != Z_STREAM_END)
        abort();
    out->size += bound - stream->avail_out;
    out->data[out->size] = '\0';
    deflateReset(stream);
}

void flate_free(struct flate *flate)
{
    if (!flate)
        return;
    deflateEnd(&flate->stream);
    free(flate);
}
