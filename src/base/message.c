#include "base/message.h"

#include "base/sign_name.h"

#include <libintl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { SPEC_SIZE = 24 };

/* A conversion of a format: %-5.1f, %zu, %.*s, %lc, or in a translation %2$s. */
struct conversion {
    char flags[SPEC_SIZE]; /* flags, width and precision, as written */
    size_t position;       /* of its argument, from 1; 0: the next */
    bool star;             /* the precision is an argument */
    bool size;             /* modifier z */
    char kind;             /* 'C' of %lc */
};

/* Reads the conversion that begins behind '%' and returns what follows it. */
static const char *read_conversion(const char *at, struct conversion *conversion)
{
    *conversion = (struct conversion){0};
    size_t digits = strspn(at, "0123456789");
    if (digits && at[digits] == '$') {
        for (; *at != '$'; at++)
            conversion->position = conversion->position * 10 + (size_t)(*at - '0');
        at++;
    }
    size_t size = strspn(at, "-+ 0#123456789.");
    if (size < SPEC_SIZE - 4)
        memcpy(conversion->flags, at, size);
    at += size;
    conversion->star = *at == '*';
    at += conversion->star;
    conversion->size = *at == 'z';
    at += conversion->size;
    bool wide = strncmp(at, "lc", 2) == 0;
    at += wide;
    conversion->kind = *at;
    if (wide)
        conversion->kind = 'C';
    return *at ? at + 1 : at;
}

static const char *next_conversion(const char *at, struct conversion *conversion)
{
    while ((at = strchr(at, '%'))) {
        at = read_conversion(at + 1, conversion);
        if (conversion->kind != '%')
            return at;
    }
    return NULL;
}

size_t message_keep(struct message_texts *texts, const char *text, size_t size)
{
    if (texts->size == texts->room)
        return texts->room - 1;
    static const char cut[] = "…";
    size_t offset = texts->size, room = texts->room - texts->size - 1, mark = 0;
    if (size > room) {
        mark = room < strlen(cut) ? 0 : strlen(cut);
        size = room - mark;
        while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
            size--;
    }
    memcpy(texts->data + offset, text, size);
    memcpy(texts->data + offset + size, cut, mark);
    texts->data[offset + size + mark] = '\0';
    texts->size = offset + size + mark + 1;
    return offset;
}

void message_take(struct message *message, struct message_texts *texts, va_list args)
{
    struct conversion conversion;
    const char *at = message->format;
    for (size_t i = 0; i < MESSAGE_ARGS && (at = next_conversion(at, &conversion)); i++) {
        union message_arg *arg = &message->args[i];
        int precision = conversion.star ? va_arg(args, int) : -1;
        const char *text;
        switch (conversion.kind) {
        case 's':
            text = va_arg(args, const char *);
            arg->text = message_keep(
                texts, text, precision < 0 ? strlen(text) : strnlen(text, (size_t)precision));
            if (strcmp(conversion.flags, "-") == 0)
                message->words |= 1u << i;
            break;
        case 'f':
        case 'g':
            arg->real = va_arg(args, double);
            break;
        case 'd':
        case 'c':
            arg->integer = va_arg(args, int);
            break;
        default:
            arg->size = conversion.size ? va_arg(args, size_t) : va_arg(args, unsigned);
            break;
        }
    }
}

void message_copy(const struct message *from, const char *from_texts, struct message *to,
                  struct message_texts *texts)
{
    struct conversion conversion;
    const char *at = from->format;
    *to = *from;
    for (size_t i = 0; at && i < MESSAGE_ARGS && (at = next_conversion(at, &conversion)); i++)
        if (conversion.kind == 's') {
            const char *text = from_texts + from->args[i].text;
            to->args[i].text = message_keep(texts, text, strlen(text));
        }
}

static bool arg_equal(char kind, const union message_arg *a, const char *a_texts,
                      const union message_arg *b, const char *b_texts)
{
    switch (kind) {
    case 's':
        return strcmp(a_texts + a->text, b_texts + b->text) == 0;
    case 'f':
    case 'g':
        return a->real == b->real;
    case 'd':
    case 'c':
        return a->integer == b->integer;
    default:
        return a->size == b->size;
    }
}

bool message_equal(const struct message *a, const char *a_texts, const struct message *b,
                   const char *b_texts)
{
    struct conversion conversion;
    if (strcmp(a->code, b->code) != 0 || strcmp(a->format, b->format) != 0)
        return false;
    const char *at = a->format;
    for (size_t i = 0; i < MESSAGE_ARGS && (at = next_conversion(at, &conversion)); i++) {
        if (!arg_equal(conversion.kind, &a->args[i], a_texts, &b->args[i], b_texts))
            return false;
    }
    return true;
}

static void print_arg(const struct conversion *conversion, const union message_arg *arg,
                      const char *texts, struct buf *out)
{
    char spec[SPEC_SIZE + 4];
    const char *modifier = strchr("sfgc", conversion->kind) ? "" : "j";
    snprintf(spec, sizeof spec, "%%%.*s%s%c",
             (int)strlen(conversion->flags) - (conversion->star ? 1 : 0), conversion->flags,
             modifier, conversion->kind);
    switch (conversion->kind) {
    case 's':
        buf_printf(out, spec, texts + arg->text);
        break;
    case 'f':
    case 'g':
        buf_printf(out, spec, arg->real);
        break;
    case 'c':
        buf_printf(out, spec, (int)arg->integer);
        break;
    default:
        buf_printf(out, spec, arg->size);
        break;
    }
}

/* Appends what fills the gap, in the language of the sentence. */
static void fill_gap(const struct message *message, size_t index, const char *texts,
                     const struct conversion *conversion, bool english, struct buf *out)
{
    const union message_arg *arg = &message->args[index];
    const char *words = message->words >> index & 1u ? texts + arg->text : "";
    if (*words)
        buf_puts(out, gettext(words));
    else if (conversion->kind == 'C')
        sign_name_print((uint32_t)arg->size, english, out);
    else
        print_arg(conversion, arg, texts, out);
}

static const char *form(const struct message *message)
{
    return message->plural ? ngettext(message->format, message->plural, message->number)
                           : gettext(message->format);
}

void message_print(const struct message *message, const char *texts, struct buf *out)
{
    struct conversion conversion;
    size_t next = 0;
    const char *at = form(message);
    bool english = at == message->format || (message->plural && at == message->plural);
    while (*at) {
        size_t plain = strcspn(at, "%");
        buf_add(out, at, plain);
        at += plain;
        if (!*at)
            break;
        at = read_conversion(at + 1, &conversion);
        if (conversion.kind == '%') {
            buf_putc(out, '%');
            continue;
        }
        size_t index = conversion.position ? conversion.position - 1 : next++;
        if (index < MESSAGE_ARGS)
            fill_gap(message, index, texts, &conversion, english, out);
    }
}
