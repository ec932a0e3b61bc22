#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_ROOM = 256 }; /* of smaller steps the first would be paid again and again */

char *buf_reserve(struct buf *buf, size_t size)
{
    size_t need = buf->size + size + 1;
    if (need < size)
        mem_exhausted();
    if (need > buf->room) {
        size_t room = buf->room ? buf->room * 2 : LEAST_ROOM;
        buf->room = room > need ? room : need;
        buf->data = mem_resize(buf->data, buf->room, 1);
        buf->data[buf->size] = '\0';
    }
    return buf->data + buf->size;
}

void buf_add(struct buf *buf, const void *bytes, size_t size)
{
    char *end = buf_reserve(buf, size);
    if (size)
        memcpy(end, bytes, size);
    end[size] = '\0';
    buf->size += size;
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    enum { USUAL = 64 }; /* for more it is done twice */
    va_list again;
    va_copy(again, args);
    char *end = buf_reserve(buf, USUAL);
    size_t room = buf->room - buf->size;
    int size = vsnprintf(end, room, format, args);
    if (size >= 0 && (size_t)size >= room) {
        end = buf_reserve(buf, (size_t)size);
        vsnprintf(end, (size_t)size + 1, format, again);
    }
    buf->size += size > 0 ? (size_t)size : 0;
    va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

bool buf_equal(const struct buf *one, const struct buf *other)
{
    return one->size == other->size && memcmp(buf_text(one), buf_text(other), one->size) == 0;
}

void buf_clear(struct buf *buf)
{
    buf->size = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void buf_free(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){0};
}
