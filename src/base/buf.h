/* Growable bytes. `{0}` is an empty buffer; whoever holds the struct owns its bytes and
 * gives them back with buf_free. `data` is NUL-terminated whenever it is not NULL, so a
 * buffer of text can be read as a string. */
#ifndef KUALIK_BUF_H
#define KUALIK_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct buf {
    char *data;
    size_t size; /* bytes in use, the closing NUL not counted */
    size_t room; /* bytes allocated */
};

/* Makes room for `size` more bytes and returns where they start, uninitialised; the caller
 * writes them and adds what it wrote to `size`. */
char *buf_reserve(struct buf *buf, size_t size);

/* Appends `size` bytes. */
void buf_add(struct buf *buf, const void *bytes, size_t size);

/* Appends a NUL-terminated string. */
static inline void buf_puts(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

/* Appends one byte. */
static inline void buf_putc(struct buf *buf, char byte)
{
    if (buf->size + 1 >= buf->room)
        buf_reserve(buf, 1);
    buf->data[buf->size++] = byte;
    buf->data[buf->size] = '\0';
}

/* Appends formatted text, as printf in the "C" locale's numbers. */
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

/* The same for functions that take the arguments themselves. */
void buf_vprintf(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0), nonnull(2)));

/* Returns the text, "" for a buffer that was never written to; lent until the next call. */
const char *buf_text(const struct buf *buf);

/* Says whether both hold the same bytes. */
bool buf_equal(const struct buf *one, const struct buf *other);

/* Empties the buffer and keeps its memory for the next use. */
void buf_clear(struct buf *buf);

/* Releases the bytes; the buffer is empty and usable again. */
void buf_free(struct buf *buf);

#endif
