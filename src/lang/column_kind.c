#include "lang/column_kind.h"

#include "lang/heading_words.h"
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

/* Says whether the heading is one of those of that kind. */
static bool is_one_of(const struct lang_words *words, enum heading heading, const char *plain)
{
    for (size_t size = strlen(plain); size; size--)
        if (is_end(plain[size]) && word_list_find(words->headings[heading], plain, size) &&
            is_name_over(words, plain + size))
            return true;
    return false;
}

/* What the words of the heading say, where it is none of those that the rules list whole. */
static bool says(const struct lang_words *words, enum heading heading, const char *plain)
{
    struct heading_words said = heading_words_read(words, plain);
    return heading == HEADING_PERSON       ? said.person
           : heading == HEADING_SURNAME    ? said.surname
           : heading == HEADING_PATRONYMIC ? said.patronymic
                                           : false;
}

bool column_kind_is(const struct lang_words *words, enum heading heading, const char *text)
{
    struct arena arena = {0};
    const char *plain = heading_words_plain(&arena, text);
    bool is = is_one_of(words, heading, plain) || says(words, heading, plain);
    arena_free(&arena);
    return is;
}

bool column_kind_is_name(const struct lang_words *words, const char *text)
{
    struct arena arena = {0};
    const char *plain = heading_words_plain(&arena, text);
    struct heading_words said = {0};
    if (heading_words_have_part(words, plain)) /* a name in place of a heading has none */
        said = heading_words_read(words, plain);
    bool is = said.person || said.patronymic || is_one_of(words, HEADING_PERSON, plain) ||
              is_one_of(words, HEADING_PATRONYMIC, plain);
    arena_free(&arena);
    return is;
}

static struct heading_words read_words(const struct lang_words *words, const char *text)
{
    struct arena arena = {0};
    struct heading_words said = heading_words_read(words, heading_words_plain(&arena, text));
    arena_free(&arena);
    return said;
}

bool column_kind_is_given_beside(const struct lang_words *words, const char *text)
{
    return read_words(words, text).given;
}

bool column_kind_is_participant(const struct lang_words *words, const char *text)
{
    return read_words(words, text).participant;
}

bool column_kind_is_other(const struct lang_words *words, const char *text)
{
    return read_words(words, text).other;
}

bool column_kind_is_count(const struct lang_words *words, const char *text)
{
    return read_words(words, text).number;
}

const char *column_kind_language(const struct lang_words *words, const char *text, size_t size)
{
    const struct word_entry *entry = word_list_find(words->language, text, size);
    return entry ? entry->values[0] : NULL;
}

size_t column_kind_stem(const char *name, const char **language)
{
    size_t size = strlen(name);
    const char *end = size > 3 && strchr("_-", name[size - 3]) ? name + size - 2 : "";
    bool known = strcmp(end, "kk") == 0 || strcmp(end, "ru") == 0;
    *language = known ? end : NULL;
    return known ? size - 3 : size;
}
