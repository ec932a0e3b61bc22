#include "base/flate.h"

#include "base/mem.h"

#include <libdeflate.h>
#include <stdlib.h>

struct flate {
    struct libdeflate_compressor *compressor;
};

struct flate *flate_new(enum flate_effort effort)
{
    /* Level 3 takes half as long again as 1, for three hundredths of the size less; from 8 on
     * pictures take ten times as long for a hundredth less, and so does everything else from 10
     * on. */
    static const int levels[] = {[FLATE_QUICK] = 1, [FLATE_MEDIUM] = 7, [FLATE_SMALL] = 9};
    struct flate *flate = mem_new(1, sizeof *flate);
    flate->compressor = libdeflate_alloc_compressor(levels[effort]);
    if (!flate->compressor)
        mem_exhausted();
    return flate;
}

void flate_add(struct flate *flate, const void *bytes, size_t size, struct buf *out)
{
    size_t bound = libdeflate_zlib_compress_bound(flate->compressor, size);
    char *end = buf_reserve(out, bound);
    size_t used = libdeflate_zlib_compress(flate->compressor, bytes, size, end, bound);
    if (!used)
        mem_exhausted();
    end[used] = '\0';
    out->size += used;
}

bool flate_check(const void *bytes, size_t size, size_t unpacked)
{
    enum { LEVEL_AT = 1, LEVEL_SHIFT = 6, LEVEL_FASTEST = 0 }; /* RFC 1950, 2.2 */
    size_t used = 0, made = 0;
    if (size < 2 || ((const unsigned char *)bytes)[LEVEL_AT] >> LEVEL_SHIFT == LEVEL_FASTEST)
        return false;
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor)
        mem_exhausted();
    char *out = mem_new(unpacked + 1, 1);
    enum libdeflate_result result =
        libdeflate_zlib_decompress_ex(decompressor, bytes, size, out, unpacked, &used, &made);
    libdeflate_free_decompressor(decompressor);
    free(out);
    return result == LIBDEFLATE_SUCCESS && used == size && made == unpacked;
}

void flate_pack(const void *bytes, size_t size, struct buf *out)
{
    enum { SMALLEST = 9 };
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(SMALLEST);
    if (!compressor)
        mem_exhausted();
    size_t bound = libdeflate_deflate_compress_bound(compressor, size);
    char *end = buf_reserve(out, bound);
    size_t used = libdeflate_deflate_compress(compressor, bytes, size, end, bound);
    end[used] = '\0';
    out->size += used;
    libdeflate_free_compressor(compressor);
}

bool flate_unpack(const void *bytes, size_t size, size_t limit, struct buf *out)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor)
        mem_exhausted();
    size_t used = 0, made = 0;
    char *end = buf_reserve(out, limit);
    enum libdeflate_result result =
        libdeflate_deflate_decompress_ex(decompressor, bytes, size, end, limit, &used, &made);
    libdeflate_free_decompressor(decompressor);
    bool whole = result == LIBDEFLATE_SUCCESS && used == size;
    out->size += whole ? made : 0;
    out->data[out->size] = '\0';
    return whole;
}

uint32_t flate_crc(const void *bytes, size_t size)
{
    return libdeflate_crc32(0, bytes, size);
}

void flate_free(struct flate *flate)
{
    if (!flate)
        return;
    libdeflate_free_compressor(flate->compressor);
    free(flate);
}
