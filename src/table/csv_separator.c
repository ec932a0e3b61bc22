#include "table/csv_separator.h"

#include <string.h>

static const char separators[] = {'\t', ';', ','};

/* Counts each separator outside quotes in the first line that is not blank; says whether the
 * text reaches to its end. */
static bool count_separators(const struct buf *text, size_t counts[sizeof separators])
{
    memset(counts, 0, sizeof separators * sizeof *counts);
    bool quoted = false, blank = true;
    for (size_t i = 0; i < text->size; i++) {
        char byte = text->data[i];
        if (!quoted && !blank && (byte == '\n' || byte == '\r'))
            return true;
        blank = blank && (byte == ' ' || byte == '\n' || byte == '\r');
        quoted ^= byte == '"';
        for (size_t k = 0; k < sizeof separators; k++)
            counts[k] += !quoted && byte == separators[k];
    }
    return false;
}

bool csv_separator_find(const struct buf *text, char *separator)
{
    size_t counts[sizeof separators], most = 0;
    bool whole = count_separators(text, counts);
    *separator = '\0';
    for (size_t k = 0; k < sizeof separators; k++)
        if (counts[k] > most) {
            most = counts[k];
            *separator = separators[k];
        }
    return whole;
}

size_t csv_separator_line(const char *text, size_t size, char *separator)
{
    static const char begin[] = "SEP=";
    char line[CSV_SEPARATOR_LINE + 1] = {0};
    memcpy(line, text, size < CSV_SEPARATOR_LINE ? size : CSV_SEPARATOR_LINE);
    bool quoted = *line == '"';
    const char *at = line + quoted;
    for (size_t i = 0; begin[i]; i++, at++)
        if (*at != begin[i] && *at != (begin[i] | 0x20))
            return 0;
    *separator = *at;
    if (*at != '\t' && (!*at || !strchr(",;|:!#$%&*+/^~", *at)))
        return 0;
    at++;
    if (quoted && *at++ != '"')
        return 0;
    if (*at != '\r' && *at != '\n')
        return 0;
    return (size_t)(at - line) + 1 + (at[0] == '\r' && at[1] == '\n');
}
