#include "external/command_line.h"

#include <stddef.h>
#include <string.h>

static const char blanks[] = " \t\n";

/* Copies the word at `*text` to `out` without its quotation marks, and moves behind it. Returns
 * false if one has no partner. */
static bool take_word(const char **text, char *out)
{
    const char *at = *text;
    while (*at && !strchr(blanks, *at)) {
        const char *quote = *at == '"' || *at == '\'' ? strchr(at + 1, *at) : at;
        if (!quote)
            return false;
        if (quote == at) {
            *out++ = *at++;
            continue;
        }
        memcpy(out, at + 1, (size_t)(quote - at - 1));
        out += quote - at - 1;
        at = quote + 1;
    }
    *out = '\0';
    *text = at;
    return true;
}

char **command_line_split(const char *text, struct arena *arena, struct error *err)
{
    char **words = arena_new(arena, strlen(text) / 2 + 2, sizeof *words);
    size_t count = 0;
    for (const char *at = text + strspn(text, blanks); *at; at += strspn(at, blanks)) {
        char *word = arena_new(arena, strlen(at) + 1, 1);
        if (!take_word(&at, word)) {
            error_set(err, "command-quote-alone",
                      "In the command «%s» a quotation mark has no partner.", text);
            return NULL;
        }
        words[count++] = word;
    }
    if (count && *words[0])
        return words;
    error_set(err, "command-empty", "The command names no program.");
    return NULL;
}
