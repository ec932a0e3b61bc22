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
    struct flate *flate = mem_new(1, sizeof *flate);
    /* Resetting costs as much as the tables are large; a small window suits small streams. */
    int result = effort == FLATE_FAST
                     ? deflateInit2(&flate->stream, 2, Z_DEFLATED, 12, 5, Z_DEFAULT_STRATEGY)
                     : deflateInit2(&flate->stream, 9, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY);
    if (result != Z_OK)
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
