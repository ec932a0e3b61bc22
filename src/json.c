#include "json.h"

static void put_string(struct buf *line, const char *text)
{
    buf_putc(line, '"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buf_putc(line, '\\');
        if (byte < 0x20)
            buf_printf(line, "\\u%04x", byte);
        else
            buf_putc(line, *text);
    }
    buf_putc(line, '"');
}

static void put_key(struct buf *line, const char *key)
{
    buf_putc(line, line->size ? ',' : '{');
    put_string(line, key);
    buf_putc(line, ':');
}

void json_text(struct buf *line, const char *key, const char *text)
{
    put_key(line, key);
    put_string(line, text);
}

void json_count(struct buf *line, const char *key, size_t count)
{
    put_key(line, key);
    buf_printf(line, "%zu", count);
}

void json_end(struct buf *line)
{
    buf_puts(line, "}\n");
}
