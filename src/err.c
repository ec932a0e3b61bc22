#include "err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void cut_between_letters(char *text, size_t room)
{
    size_t size = strlen(text);
    if (size + 1 < room)
        return;
    while (size > 0 && ((unsigned char)text[size - 1] & 0xC0) == 0x80)
        size--;
    if (size > 0)
        text[size - 1] = '\0';
}

bool err_set(struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    cut_between_letters(err->text, sizeof err->text);
    return false;
}

bool err_prefix(struct err *err, const char *format, ...)
{
    char place[sizeof err->text];
    va_list args;
    va_start(args, format);
    vsnprintf(place, sizeof place, format, args);
    va_end(args);

    struct err whole = {0};
    size_t used = (size_t)snprintf(whole.text, sizeof whole.text, "%s", place);
    if (used < sizeof whole.text)
        snprintf(whole.text + used, sizeof whole.text - used, "%s", err->text);
    cut_between_letters(whole.text, sizeof whole.text);
    *err = whole;
    return false;
}
