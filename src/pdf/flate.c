#include "pdf/flate.h"

#include "base/mem.h"

#include <libdeflate.h>
#include <stdlib.h>

struct flate {
    struct libdeflate_compressor *compressor;
};

struct flate *flate_new(enum flate_effort effort)
{
    /* Below 3 much is lost, and above 4 the time doubles; from 8 on pictures take ten times as
     * long for a hundredth less. */
    static const int levels[] = {[FLATE_FAST] = 3, [FLATE_MEDIUM] = 7, [FLATE_SMALL] = 12};
    struct flate *flate = mem_new(1, sizeof *flate);
    flate->compressor = libdeflate_alloc_compressor(levels[effort]);
    if (!flate->compressor)
        abort();
    return flate;
}

void flate_add(struct flate *flate, const void *bytes, size_t size, struct buf *out)
{
    size_t bound = libdeflate_zlib_compress_bound(flate->compressor, size);
    char *end = buf_reserve(out, bound);
    size_t used = libdeflate_zlib_compress(flate->compressor, bytes, size, end, bound);
    if (!used)
        abort();
    end[used] = '\0';
    out->size += used;
}

void flate_free(struct flate *flate)
{
    if (!flate)
        return;
    libdeflate_free_compressor(flate->compressor);
    free(flate);
}
