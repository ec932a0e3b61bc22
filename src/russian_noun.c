#include "russian_noun.h"

#include <string.h>

/* Returns the adjective's gender if the word looks like one in the nominative, or 0. */
static char adjective_gender(const struct declining *work, size_t index)
{
    const char *text = work->words.text[index];
    size_t start = russian_last_part(text, work->words.size[index]);
    const struct rule *rule =
        russian_find(work->russian->adjective, text + start, work->words.size[index] - start);
    return rule ? rule->values[0][0] : 0;
}

/* The noun's rule, by its last part. */
static const struct rule *noun_rule(const struct declining *work, size_t index)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index];
    size_t start = russian_last_part(text, size);
    return russian_find(work->russian->noun, text + start, size - start);
}

static bool decline_adjective(struct declining *work, size_t index, char gender, bool animate)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index], start = russian_last_part(text, size);
    if (work->form == RUSSIAN_ACC && gender == 'm' && !animate)
        return true;
    const struct rule_section *section = work->russian->adjectives[gender == 'm'   ? 0
                                                                   : gender == 'f' ? 1
                                                                                   : 2];
    const char *last = russian_end(work, section, text + start, size - start);
    return russian_set(
        work, index, last ? arena_printf(work->arena, "%.*s%s", (int)start, text, last) : NULL);
}

/* Returns what stands before the noun's last part, sign included. */
static const char *noun_head(struct declining *work, const char *text, size_t start)
{
    size_t part = start ? start - russian_sign_size(text, start) : 0;
    const struct rule *each = russian_find(work->russian->each, text, part);
    const struct rule *rule = each ? russian_find(work->russian->noun, text, part) : NULL;
    if (!rule)
        return arena_copy(work->arena, text, start);
    return arena_printf(work->arena, "%s%.*s",
                        russian_form(work, text, part, rule, rule->values[work->form + 1]),
                        (int)(start - part), text + part);
}

static bool decline_noun(struct declining *work, size_t index, const struct rule *rule)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index], start = russian_last_part(text, size);
    const char *value = rule->values[work->form + 1];
    if (*value == '?')
        return russian_refuse(work, text, size,
                              "may be somebody or something; write the case form out.");
    if (rule->note)
        work->note = rule->note;
    const char *head = noun_head(work, text, start);
    const char *last = russian_form(work, text + start, size - start, rule, value);
    return russian_set(work, index, arena_printf(work->arena, "%s%s", head, last));
}

/* Declines the name at `index` that agrees with a noun before it, if it is a noun itself. */
static bool decline_apposition(struct declining *work, size_t index)
{
    const struct rule *rule = index < work->words.count ? noun_rule(work, index) : NULL;
    return !rule || decline_noun(work, index, rule);
}

/* A phrase that begins with a full stop behind its first word: «г. Астана», where the name
 * agrees, and «и.о. председателя», where the rest is in the genitive already. */
static bool decline_abbreviated(struct declining *work)
{
    const char *text = work->words.text[0];
    size_t size = work->words.size[0];
    if (russian_find(work->russian->apposition, text, size - 1))
        return decline_apposition(work, 1);
    bool acting = !strncmp(text, "и.", strlen("и.")) || !strncmp(text, "И.", strlen("И."));
    return acting || russian_refuse(work, text, size,
                                    "is an abbreviation for which there is no rule; write the "
                                    "case form out.");
}

/* Finds the head: behind adjectives that agree with it. An adjective without such a noun is
 * used as a noun itself and is the head. */
static size_t find_head(const struct declining *work)
{
    size_t count = work->words.count, head = 0;
    char gender = 0;
    while (head < count) {
        char next = adjective_gender(work, head);
        if (!next || (gender && next != gender))
            break;
        gender = next;
        head++;
    }
    if (!head)
        return 0;
    const struct rule *rule = head < count ? noun_rule(work, head) : NULL;
    return rule && rule->values[0][0] == gender ? head : 0;
}

bool russian_noun(struct declining *work)
{
    if (russian_is_initials(&work->words, 0))
        return decline_abbreviated(work);
    size_t head = find_head(work);
    const char *text = work->words.text[head];
    size_t size = work->words.size[head];
    const struct rule *rule = noun_rule(work, head);
    char gender = adjective_gender(work, head);
    if (!rule && gender)
        return decline_adjective(work, head, gender, true);
    if (!rule)
        return russian_refuse(work, text, size,
                              "is a noun for which there is no rule; write the case form out.");
    for (size_t i = 0; i < head; i++)
        if (!decline_adjective(work, i, rule->values[0][0], rule->values[0][1] == 'a'))
            return false;
    bool apposition = russian_find(work->russian->apposition, text, size);
    return decline_noun(work, head, rule) &&
           (!apposition || decline_apposition(work, head + 1));
}
