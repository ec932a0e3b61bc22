#include "check/name_beside.h"

#include "base/utf8.h"
#include "check/name_case.h"
#include "lang/column_kind.h"
#include "lang/lang.h"

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

/* A sign behind which something else begins. */
static void check_comma(const struct field *field)
{
    const char *sign = strpbrk(field->text, ",;:/|");
    if (!sign)
        return;
    report_add(
        field->findings, LEVEL_WARNING, field->place, "name-comma",
        "«%s» has «%.*s» in it: is there something besides the name, or a second person?",
        field_text(field), 1, sign);
    report_advise(field->findings, "Leave only one person's name in this field.");
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
