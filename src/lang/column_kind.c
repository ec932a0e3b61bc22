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

/* A name of a column ends before one of these signs, or with the text. */
static bool is_end(char sign)
{
    return !sign || sign == ' ' || sign == '.' || sign == ':' || sign == '*' || sign == '(';
}

/* Says whether the text is called like one of the `count` headings. */
static bool is_one_of(const struct lang_words *words, const enum heading *headings,
                      size_t count, const char *text)
{
    struct arena arena = {0};
    char *name = utf8_lower(&arena, text, "kk");
    bool called = false;
    for (char *at = name; (at = strpbrk(at, "_-"));)
        *at = ' ';
    for (size_t size = strlen(name); size && !called; size--)
        for (size_t i = 0; i < count && !called && is_end(name[size]); i++)
            called = word_list_find(words->headings[headings[i]], name, size) &&
                     is_name_over(words, name + size);
    arena_free(&arena);
    return called;
}

bool column_kind_is(const struct lang_words *words, enum heading heading, const char *text)
{
    return is_one_of(words, &heading, 1, text);
}

bool column_kind_is_name(const struct lang_words *words, const char *text)
{
    static const enum heading names[] = {HEADING_PERSON, HEADING_PATRONYMIC};
    return is_one_of(words, names, sizeof names / sizeof *names, text);
}

const char *column_kind_language(const struct lang_words *words, const char *text, size_t size)
{
    const struct word_entry *entry = word_list_find(words->language, text, size);
    return entry ? entry->values[0] : NULL;
}
