#include "parse/inflate.h"

#include "base/mem.h"

#include <libdeflate.h>

enum { FIRST_GUESS = 8 }; /* times as much as the compressed bytes */

bool inflate_add(const void *bytes, size_t size, size_t limit, struct buf *out)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    size_t room = size < limit / FIRST_GUESS ? size * FIRST_GUESS : limit, made = 0, used = 0;
    if (!decompressor)
        mem_exhausted();
    for (;; room = room < limit / 2 ? room * 2 : limit) {
        char *end = buf_reserve(out, room);
        result =
            libdeflate_zlib_decompress_ex(decompressor, bytes, size, end, room, &used, &made);
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == limit)
            break;
    }
    libdeflate_free_decompressor(decompressor);
    bool whole = result == LIBDEFLATE_SUCCESS && used == size;
    if (out->room > out->size)
        out->data[out->size + (whole ? made : 0)] = '\0';
    out->size += whole ? made : 0;
    return whole;
}
