#include "lang/column_kind.h"

#include "base/utf8.h"
#include "lang/lang_words.h"

#include <string.h>

/* Says whether what follows a column's name is no other word: nothing, something in brackets,
 * or a language. */
static bool is_name_over(const struct lang_words *words, const char *rest)
{
    const char *next = rest + strspn(rest, " .:*");
    if (!*next || *next == '(')
        return true;
    return next > rest && column_kind_language(words, next, strcspn(next, " .:*("));
}

bool column_kind_is(const struct lang_words *words, enum heading heading, const char *text)
{
    struct arena arena = {0};
    char *name = utf8_lower(&arena, text, "kk");
    bool called = false;
    for (char *at = name; (at = strpbrk(at, "_-"));)
        *at = ' ';
    for (size_t size = strlen(name); size && !called; size--)
        called = strchr(" .:*(", name[size]) && /* or it ends there */
                 word_list_find(words->headings[heading], name, size) &&
                 is_name_over(words, name + size);
    arena_free(&arena);
    return called;
}

const char *column_kind_language(const struct lang_words *words, const char *text, size_t size)
{
    const struct word_entry *entry = word_list_find(words->language, text, size);
    return entry ? entry->values[0] : NULL;
}
