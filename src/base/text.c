#include "base/text.h"

#include <stddef.h>
#include <string.h>

bool text_begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

static char small(char letter)
{
    return (char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

bool text_ends(const char *text, const char *ending)
{
    size_t size = strlen(text), end = strlen(ending);
    if (size <= end)
        return false;
    for (text += size - end; *text && small(*text) == small(*ending); text++)
        ending++;
    return !*text;
}
