#include "check/name_beside.h"

#include "base/utf8.h"
#include "check/name_case.h"
#include "lang/column_kind.h"
#include "lang/lang.h"
#include "lang/name.h"
#include "lang/script.h"

#include <string.h>

void name_beside_advise(const struct field *field)
{
    report_advise(field->findings, "Leave only the name in this field.");
}

/* Returns the bytes of the remark that ends the text, in small letters: «болеет», or what
 * somebody is, «қатысушы»; 0 if it is none. */
static size_t remark_size(const struct field *field, const char *text)
{
    static const char signs[] = " .!";
    const char *next = text;
    if (!*text || utf8_is_upper(utf8_next(&next, text + strlen(text))))
        return 0;
    const struct word_entry *entry = word_list_begins(field->rules->words->remark, text);
    size_t size = entry ? strlen(entry->word) : strcspn(text, signs);
    if (!size || text[size + strspn(text + size, signs)])
        return 0;
    const char *word = arena_copy(field->arena, text, size);
    return entry || column_kind_is_participant(field->rules->lang->words, word) ? size : 0;
}

bool name_beside_remark(const struct field *field)
{
    for (const char *at = field->text; (at = strchr(at, ' '));) {
        const char *word = ++at;
        size_t size = remark_size(field, word);
        if (!size)
            continue;
        report_add(field->findings, LEVEL_WARNING, field->place, "name-remark",
                   "«%.*s» in «%s» is a remark, not part of the name.", (int)size, word,
                   field_text(field));
        name_beside_advise(field);
        return true;
    }
    return false;
}

/* Behind a name that comes from a video meeting: Ким Ли (Гость). */
static bool check_meeting(const struct field *field)
{
    const char *open = strchr(field->text, '(');
    size_t size = open ? strcspn(open, ")") : 0;
    if (!size)
        return false;
    const char *inside = arena_copy(field->arena, open + 1, size - 1);
    const char *lower = utf8_lower(field->arena, inside, "kk");
    if (open[size] != ')' ||
        !word_list_find(field->rules->words->meeting_mark, lower, strlen(lower)))
        return false;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-meeting",
               "«%s» has «(%s)», which the program of a video meeting wrote there.",
               field_text(field), inside);
    report_advise(field->findings, "Delete it, and its brackets.");
    return true;
}

/* In brackets a former name may stand: Иванова (Сидорова) Анна. */
static void check_brackets(const struct field *field)
{
    const char *open = strchr(field->text, '('), *next = open ? open + 1 : NULL;
    if (!open)
        return;
    bool name = utf8_is_upper(utf8_next(&next, next + strlen(next))) && strchr(open, ')');
    report_add(field->findings, name ? LEVEL_NOTE : LEVEL_WARNING, field->place,
               "name-brackets", "«%s» has something in brackets besides the name.",
               field_text(field));
    if (name)
        report_advise(field->findings, "Leave it, if it is another name of the person's.");
    else
        name_beside_advise(field);
}

/* There is a sign, or a word, with which something else begins. */
static void report_other(const struct field *field, const char *sign, size_t size)
{
    report_add(
        field->findings, LEVEL_WARNING, field->place, "name-comma",
        "«%s» has «%.*s» in it: is there something besides the name, or a second person?",
        field_text(field), (int)size, sign);
    report_advise(field->findings, "Leave only one person's name in this field.");
}

/* A sign behind which something else begins. */
static void check_comma(const struct field *field)
{
    const char *sign = strpbrk(field->text, ",;:/|");
    if (sign)
        report_other(field, sign, 1);
}

/* ---- a second person --------------------------------------------------------------------- */

/* What stands on one side of a word. */
struct side {
    size_t words;
    const char *word; /* the next to it */
    bool capital;     /* which begins with one */
};

static struct side side_of(const struct field *field, const char *from, const char *to,
                           bool behind)
{
    struct side side = {0, "", false};
    for (const char *at = from; at < to; at += *at == ' ') {
        size_t size = strcspn(at, " ");
        const char *next = at;
        if (size && script_of(utf8_next(&next, at + size)) != SCRIPT_NONE &&
            (!side.words++ || !behind)) {
            side.word = arena_copy(field->arena, at, size);
            next = at;
            side.capital = utf8_is_upper(utf8_next(&next, at + size));
        }
        at += size;
    }
    return side;
}

/* Says whether the word is known as a name, for a given one or a surname. */
static bool is_clear(const struct field *field, const char *word)
{
    return name_given_gender(field->rules->lang->words, word) ||
           word_list_ends(field->rules->words->surname_ending,
                          utf8_lower(field->arena, word, "kk"));
}

/* Says whether the word of `size` bytes joins two people. One in capitals may be a name, «Ким
 * И», and so may it be beside small ones, unless whole names stand on both sides. */
static bool is_joint(const struct field *field, const char *text, size_t size)
{
    const char *word = arena_copy(field->arena, text, size);
    const char *lower = utf8_lower(field->arena, word, "kk");
    const struct word_entry *entry =
        word_list_find(field->rules->words->conjunction, lower, strlen(lower));
    if (!entry)
        return false;
    struct side before = side_of(field, field->text, text, false);
    struct side after = side_of(field, text + size, text + strlen(text), true);
    bool small = strcmp(word, lower) == 0, capitals = before.capital && after.capital;
    if (before.words > 1 && after.words > 1)
        return small ? !entry->values[0] || capitals
                     : strcmp(utf8_upper(field->arena, field->text, "kk"), field->text) == 0;
    if (!before.words || !after.words || !small || !capitals)
        return false;
    return !entry->values[0] ||
           (strcmp(entry->values[0], "clear") == 0 && !field->column->surname &&
            is_clear(field, before.word) && is_clear(field, after.word));
}

bool name_beside_second(const struct field *field)
{
    for (const char *at = field->text; (at = strchr(at, ' '));) {
        size_t size = strcspn(++at, " ");
        if (!is_joint(field, at, size))
            continue;
        report_other(field, at, size);
        return true;
    }
    return false;
}

static bool check_titles(const struct field *field)
{
    for (const char *at = field->text; *at; at += strspn(at, " \n")) {
        const char *end = name_case_title(field, at);
        if (end > at) {
            report_add(field->findings, LEVEL_WARNING, field->place, "name-title",
                       "«%.*s» in «%s» is a title, not part of the name.", (int)(end - at), at,
                       field_text(field));
            name_beside_advise(field);
            return true;
        }
        at += strcspn(at, " \n");
    }
    return false;
}

bool name_beside_check(const struct field *field)
{
    bool meeting = check_meeting(field);
    if (!meeting)
        check_brackets(field);
    bool title = check_titles(field);
    if (!meeting && !title)
        check_comma(field);
    return title;
}
