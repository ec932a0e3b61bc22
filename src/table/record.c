#include "table/record.h"

#include "base/utf8.h"

#include <string.h>

static bool is_blank(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (!utf8_is_space(utf8_next(&text, end)))
            return false;
    return true;
}

bool record_fail_of_error(struct error *err, const char *shown)
{
    return error_set(
        err, "cell-error",
        "the cell shows the error «%s»; correct its formula, or type what it should say.",
        shown);
}

size_t record_filled(const struct record *record)
{
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++)
        filled += !is_blank(record->fields[i]);
    return filled;
}
