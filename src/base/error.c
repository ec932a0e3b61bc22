#include "base/error.h"

#include <libintl.h>
#include <stdarg.h>
#include <string.h>

/* Begins with a byte that no offset of a place can name. */
static void clear(struct error *err)
{
    *err = (struct error){.size = 1};
}

/* Returns where texts are put: before the file's path is among them, there stays room for it.
 */
static struct message_texts texts_of(struct error *err, bool with_path)
{
    return (struct message_texts){err->texts, err->size,
                                  with_path ? ERROR_TEXT_SIZE : ERROR_WORDS_SIZE};
}

static void take(struct error *err, struct message *message, va_list args)
{
    struct message_texts texts = texts_of(err, err->place[0]);
    message_take(message, &texts, args);
    err->size = texts.size;
}

bool error_set(struct error *err, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error_setv(err, code, format, args);
    va_end(args);
    return false;
}

bool error_setv(struct error *err, const char *code, const char *format, va_list args)
{
    clear(err);
    err->what = (struct message){.code = code, .format = format};
    take(err, &err->what, args);
    return false;
}

bool error_set_sentence(struct error *err, const char *code, const char *sentence)
{
    clear(err);
    err->what = (struct message){.code = code, .format = sentence};
    return false;
}

bool error_set_plural(struct error *err, const char *code, size_t number, const char *format,
                      const char *plural, ...)
{
    va_list args;
    clear(err);
    err->what =
        (struct message){.code = code, .format = format, .plural = plural, .number = number};
    va_start(args, plural);
    take(err, &err->what, args);
    va_end(args);
    return false;
}

static void advise(struct error *err, const char *format, va_list args)
{
    err->advice = (struct message){.code = err->what.code, .format = format};
    take(err, &err->advice, args);
}

bool error_advise(struct error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!err->advice.code)
        advise(err, format, args);
    va_end(args);
    return false;
}

bool error_advise_sentence(struct error *err, const char *sentence)
{
    if (!err->advice.code)
        err->advice = (struct message){.code = err->what.code, .format = sentence};
    return false;
}

bool error_advise_instead(struct error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    advise(err, format, args);
    va_end(args);
    return false;
}

/* The texts of a place, in the order of their offsets in an error. */
static const char **place_text(struct place *place, size_t index)
{
    const char **const texts[PLACE_TEXTS] = {&place->file,  &place->who,  &place->section,
                                             &place->key,   &place->cell, &place->placeholder,
                                             &place->column};
    return texts[index];
}

bool error_internal(struct error *err)
{
    return error_advise(
        err, "This is a fault of kualik itself, not of your files: please report it, "
             "with the template and, if you may show it, the list.");
}

bool error_at(struct error *err, struct place place)
{
    if (!err->place[0] && !err->line)
        err->line = place.line;
    if (!err->row)
        err->row = place.row;
    for (size_t i = 0; i < PLACE_TEXTS; i++) {
        const char *text = *place_text(&place, i);
        if (err->place[i] || !text)
            continue;
        struct message_texts texts = texts_of(err, i == 0 || err->place[0]);
        err->place[i] = message_keep(&texts, text, strlen(text));
        err->size = texts.size;
    }
    return false;
}

struct place error_place(const struct error *err)
{
    struct place place = {.line = err->line, .row = err->row};
    for (size_t i = 0; i < PLACE_TEXTS; i++)
        if (err->place[i])
            *place_text(&place, i) = err->texts + err->place[i];
    return place;
}

void place_print(const struct place *place, const char *level, struct buf *out)
{
    if (place->file)
        buf_puts(out, place->file);
    if (place->file && place->line)
        buf_printf(out, ":%zu", place->line);
    if (place->file)
        buf_puts(out, ": ");
    if (place->row && place->row != place->line)
        buf_printf(out, gettext("row %zu: "), place->row);
    buf_puts(out, level);
    if (place->who && *place->who)
        buf_printf(out, "%s: ", place->who);
    if (place->section && place->key)
        buf_printf(out, "[%s] %s: ", place->section, place->key);
    else if (place->section)
        buf_printf(out, "[%s]: ", place->section);
    if (place->placeholder)
        buf_printf(out, "{%s}: ", place->placeholder);
    if (place->cell)
        buf_printf(out, gettext("cell %s: "), place->cell);
    if (place->column && *place->column)
        buf_printf(out, "«%s»: ", place->column);
}

void error_print_words(const struct error *err, struct buf *out)
{
    message_print(&err->what, err->texts, out);
    if (err->advice.code) {
        buf_putc(out, ' ');
        message_print(&err->advice, err->texts, out);
    }
}

void error_print(const struct error *err, struct buf *out)
{
    struct place place = error_place(err);
    place_print(&place, "", out);
    error_print_words(err, out);
}
