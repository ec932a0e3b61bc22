#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* `size` is what the text would have without the limit, as printf tells it. */
static void cut_between_letters(char text[sizeof(struct error)], int size)
{
    if (size < (int)sizeof(struct error))
        return;
    size_t end = strlen(text);
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0)
        text[end - 1] = '\0';
}

bool error_set(struct error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    cut_between_letters(err->text, size);
    return false;
}

bool error_prefix(struct error *err, const char *format, ...)
{
    char place[sizeof err->text];
    va_list args;
    va_start(args, format);
    int size = vsnprintf(place, sizeof place, format, args);
    va_end(args);
    cut_between_letters(place, size);

    struct error whole;
    size = snprintf(whole.text, sizeof whole.text, "%s%s", place, err->text);
    cut_between_letters(whole.text, size);
    *err = whole;
    return false;
}

void error_join(struct error *err, const char *sentence)
{
    size_t size = strlen(err->text), more = strlen(sentence);
    if (size + more + 1 < sizeof err->text)
        snprintf(err->text + size, sizeof err->text - size, "%s%s", size ? " " : "", sentence);
}
