#include "template/language_pair.h"

#include "lang/column_kind.h"

#include <string.h>

/* A part of a name between hyphens or underscores. */
struct name_segment {
    const char *text;
    size_t size;
};

/* Takes the next part off the name; false at its end. */
static bool next_part(const char **name, struct name_segment *part)
{
    if (!**name)
        return false;
    *part = (struct name_segment){*name, strcspn(*name, "-_")};
    *name += part->size;
    *name += **name != '\0';
    return true;
}

static bool is_language(const struct lang_words *words, const struct name_segment *part,
                        const char *lang)
{
    const char *language = column_kind_language(words, part->text, part->size);
    return language && strcmp(language, lang) == 0;
}

/* How two names go together. */
enum likeness { LIKENESS_NONE, LIKENESS_SAME, LIKENESS_TWINS };

/* Says whether the names are the same but for the language in them: title-kk and title_ru, kaz
 * and rus. */
static enum likeness compare(const struct lang_words *words, const char *kazakh,
                             const char *russian)
{
    enum likeness likeness = LIKENESS_SAME;
    struct name_segment a, b;
    for (;;) {
        bool more = next_part(&kazakh, &a);
        if (next_part(&russian, &b) != more)
            return LIKENESS_NONE;
        if (!more)
            return likeness;
        if (a.size == b.size && memcmp(a.text, b.text, a.size) == 0)
            continue;
        if (!is_language(words, &a, "kk") || !is_language(words, &b, "ru"))
            return LIKENESS_NONE;
        likeness = LIKENESS_TWINS;
    }
}

static const char *next_column(const struct pattern *pattern, size_t *piece)
{
    while (*piece < pattern->count && !pattern->pieces[*piece].column)
        (*piece)++;
    return *piece < pattern->count ? pattern->pieces[(*piece)++].column : NULL;
}

/* Compares the columns that two texts show. */
static enum likeness compare_columns(const struct lang_words *words,
                                     const struct pattern *kazakh,
                                     const struct pattern *russian)
{
    enum likeness likeness = LIKENESS_SAME;
    size_t i = 0, k = 0, count = 0;
    for (;; count++) {
        const char *a = next_column(kazakh, &i), *b = next_column(russian, &k);
        if (!a || !b)
            return a || b || !count ? LIKENESS_NONE : likeness;
        enum likeness one = compare(words, a, b);
        if (one == LIKENESS_NONE)
            return one;
        likeness = one > likeness ? one : likeness;
    }
}

/* A pair is the template's own business; what stands on different pages is not compared. */
static bool is_comparable(const struct element *one, const struct element *other)
{
    return other->kind == ELEMENT_TEXT && !one->pair && !other->pair &&
           one->page == other->page;
}

/* Where several texts show the same columns, the second Kazakh one goes with the second Russian
 * one. */
static size_t by_columns(const struct lang_words *words, const struct template *template,
                         size_t index)
{
    const struct element *elements = template->elements, *one = &elements[index];
    size_t before = 0;
    for (size_t i = 0; i < index; i++)
        before += is_comparable(one, &elements[i]) &&
                  compare_columns(words, &one->content, &elements[i].content) == LIKENESS_SAME;
    for (size_t i = 0; i < template->element_count; i++)
        if (is_comparable(one, &elements[i]) &&
            compare_columns(words, &one->content, &elements[i].content) == LIKENESS_TWINS &&
            before-- == 0)
            return i;
    return index;
}

size_t language_pair_of(const struct lang_words *words, const struct template *template,
                        size_t index)
{
    const struct element *elements = template->elements, *one = &elements[index];
    if (one->kind != ELEMENT_TEXT)
        return index;
    for (size_t i = 0; i < template->element_count; i++) {
        const char *pair = elements[i].pair;
        bool paired = one->pair && pair && strcmp(one->pair, pair) == 0;
        if (elements[i].kind == ELEMENT_TEXT && !paired &&
            compare(words, one->name, elements[i].name) == LIKENESS_TWINS)
            return i;
    }
    return by_columns(words, template, index);
}

bool language_pair_in_order(const struct box *kazakh, const struct box *russian)
{
    /* Points that are no difference: lengths come in several units. */
    const double hair = 0.05;
    bool above = kazakh->y + kazakh->height <= russian->y + hair;
    bool below = russian->y + russian->height <= kazakh->y + hair;
    bool left = kazakh->x + kazakh->width <= russian->x + hair;
    return above || (left && !below);
}
