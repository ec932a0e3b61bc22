#include "base/json.h"

#include "base/utf8.h"

#include <string.h>

static void put_string(struct buf *line, const char *text)
{
    buf_putc(line, '"');
    for (const char *end = text + strlen(text); text < end;) {
        char bytes[4];
        uint32_t letter = utf8_next(&text, end);
        if (letter == '"' || letter == '\\')
            buf_putc(line, '\\');
        if (utf8_is_control(letter) || utf8_is_turn(letter))
            buf_printf(line, "\\u%04x", (unsigned)letter);
        else
            buf_add(line, bytes, utf8_put(letter, bytes));
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

void json_words(struct buf *line, const char *key, const struct message *message,
                const char *texts)
{
    struct buf words = {0};
    if (message->code)
        message_print(message, texts, &words);
    json_text(line, key, buf_text(&words));
    buf_free(&words);
}

void json_error(struct buf *line, const struct error *err)
{
    struct buf words = {0};
    if (err)
        error_print_words(err, &words);
    json_text(line, "code", err ? err->what.code : "");
    json_text(line, "message", buf_text(&words));
    buf_free(&words);
}

void json_count(struct buf *line, const char *key, size_t count)
{
    put_key(line, key);
    buf_printf(line, "%zu", count);
}

void json_decimal(struct buf *line, const char *key, double number)
{
    put_key(line, key);
    buf_printf(line, "%.4f", number);
}

void json_flag(struct buf *line, const char *key, bool flag)
{
    put_key(line, key);
    buf_puts(line, flag ? "true" : "false");
}

void json_list_add(struct buf *list, const struct buf *object)
{
    if (list->size)
        buf_putc(list, ',');
    buf_add(list, object->data, object->size);
    buf_putc(list, '}');
}

void json_list_text(struct buf *list, const char *text)
{
    if (list->size)
        buf_putc(list, ',');
    put_string(list, text);
}

void json_list(struct buf *line, const char *key, const struct buf *list)
{
    put_key(line, key);
    buf_printf(line, "[%s]", buf_text(list));
}

void json_object_member(struct buf *line, const char *key, const struct buf *object)
{
    put_key(line, key);
    buf_printf(line, "%s}", object->size ? buf_text(object) : "{");
}

void json_end(struct buf *line)
{
    buf_puts(line, "}\n");
}
