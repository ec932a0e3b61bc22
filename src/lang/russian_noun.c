#include "lang/russian_noun.h"

#include "base/utf8.h"

#include <string.h>

/* The kinds of [noun] that are no nouns in the nominative. */
enum { OBLIQUE = 'o', KAZAKH = 'k', JOINT = 'j', ADVERB = 'd' };

enum { SHORT = 4 }; /* letters: a word in capitals that may be an abbreviation */

/* Words of the text: adjectives, their noun, and from there to the end what stays. */
struct phrase {
    size_t begin, head, end;
};

/* Returns the word's size without a comma behind it. */
static size_t bare_size(const struct declining *work, size_t index)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index];
    return size > 1 && strchr(",;:", text[size - 1]) ? size - 1 : size;
}

static bool has_comma(const struct declining *work, size_t index)
{
    return bare_size(work, index) < work->words.size[index];
}

/* Puts a word's form into the answer, with the comma that stood behind the word. */
static bool set_form(struct declining *work, size_t index, const char *form)
{
    if (form && has_comma(work, index))
        form = arena_printf(work->arena, "%s%c", form,
                            work->words.text[index][work->words.size[index] - 1]);
    return russian_set(work, index, form);
}

/* Returns the section's rule for the word's last part, or NULL. */
static const struct rule *last_rule(const struct declining *work,
                                    const struct rule_section *section, size_t index)
{
    const char *text = work->words.text[index];
    size_t size = bare_size(work, index), start = russian_last_part(text, size);
    return russian_find(section, text + start, size - start);
}

static const struct rule *noun_rule(const struct declining *work, size_t index)
{
    return last_rule(work, work->russian->noun, index);
}

static bool is_noun(const struct rule *rule)
{
    return rule && strchr("mfn", rule->values[0][0]);
}

/* Says whether the rule is more than a guess by the last letters, which other forms share. */
static bool is_known(const struct rule *rule)
{
    return is_noun(rule) && !strchr(rule->values[0], '?');
}

static bool is_capital(const char *text, const char *end)
{
    return text < end && utf8_is_upper(utf8_next(&text, end));
}

/* Says whether a word of the size begins with a capital and goes on otherwise: Астана. */
static bool is_title(const char *text, size_t size)
{
    const char *second = text;
    if (!size || !utf8_is_upper(utf8_next(&second, text + size)))
        return false;
    return !is_capital(second, text + size);
}

/* Says whether another word of the text is not in capitals. */
static bool has_small_words(const struct declining *work)
{
    struct cyrillic word;
    for (size_t i = 0; i < work->words.count; i++)
        if (cyrillic_read(work->words.text[i], bare_size(work, i), &word) && word.count > 1 &&
            !word.upper)
            return true;
    return false;
}

/* Says whether the word is an abbreviation such as ВКО or КазНУ: in capitals though others are
 * not, or short, or with capitals inside; and no word that stands in the rules. */
static bool is_abbreviation(const struct declining *work, size_t index)
{
    struct cyrillic word;
    const char *text = work->words.text[index], *end = text + bare_size(work, index);
    const struct rule *rule = noun_rule(work, index);
    if (!rule || is_known(rule) || !cyrillic_read(text, (size_t)(end - text), &word))
        return false;
    if (word.upper)
        return word.count <= SHORT || has_small_words(work);
    for (utf8_next(&text, end); text < end;)
        if (utf8_is_upper(utf8_next(&text, end)))
            return true;
    return false;
}

/* Returns the kind of [adjective] if the word looks like one in the nominative, or "". */
static const char *adjective_kind(const struct declining *work, size_t index)
{
    const struct rule *rule = last_rule(work, work->russian->adjective, index);
    return rule && !is_known(noun_rule(work, index)) ? rule->values[0] : "";
}

/* Says whether the adjective looks like the genitive or the instrumental of a woman's, too. */
static bool is_open(const struct declining *work, size_t index)
{
    return strchr(adjective_kind(work, index), '?');
}

/* Returns the rule by which a part of a noun before a hyphen declines (школа-лицей), or NULL:
 * it stays (премьер-министр). */
static const struct rule *part_rule(const struct declining *work, const char *text, size_t size)
{
    const struct rule *rule = russian_find(work->russian->noun, text, size);
    return is_noun(rule) && !russian_find(work->russian->each, text, size) ? rule : NULL;
}

/* Returns the noun's kind, which is that of the first part that declines, or "". */
static const char *noun_kind(const struct declining *work, size_t index)
{
    const char *text = work->words.text[index];
    size_t size = bare_size(work, index), start = russian_last_part(text, size);
    const struct rule *rule = noun_rule(work, index);
    while (rule && start && !is_title(text + start, size - start)) {
        size = start - russian_sign_size(text, start);
        start = russian_last_part(text, size);
        const struct rule *part = part_rule(work, text + start, size - start);
        rule = part ? part : rule;
    }
    return rule ? rule->values[0] : "";
}

/* Says whether the word is a noun in the nominative that an adjective of the kind stands for:
 * заведующий детским садом, but управляющий директор; дежурный МВД, but областной ЗАГС. */
static bool agrees(const struct declining *work, size_t index, const char *kind)
{
    const struct rule *rule = noun_rule(work, index);
    if (!is_noun(rule) || *noun_kind(work, index) != *kind)
        return false;
    return strchr(kind, 'g') ? is_known(rule)
                             : !strchr(kind, 'a') || !is_abbreviation(work, index);
}

static bool decline_adjective(struct declining *work, size_t index, char gender, bool animate)
{
    const char *text = work->words.text[index];
    size_t size = bare_size(work, index), start = russian_last_part(text, size);
    if (work->form == RUSSIAN_ACC && gender == 'm' && !animate)
        return true;
    const struct rule_section *section = work->russian->adjectives[gender == 'm'   ? 0
                                                                   : gender == 'f' ? 1
                                                                                   : 2];
    const char *last = russian_end(work, section, text + start, size - start);
    return set_form(work, index,
                    last ? arena_printf(work->arena, "%.*s%s", (int)start, text, last) : NULL);
}

/* Returns what stands before the noun's last part, sign included; NULL if it is not known
 * whether that declines. */
static const char *noun_head(struct declining *work, const char *text, size_t start)
{
    if (!start)
        return "";
    size_t size = start - russian_sign_size(text, start), begin = russian_last_part(text, size);
    const struct rule *rule = part_rule(work, text + begin, size - begin);
    const char *value = rule ? rule->values[work->form + 1] : "=";
    if (rule && (!is_known(rule) || *value == '?')) {
        russian_refuse(work, text, size, "form-hyphen",
                       "«%s» may decline before a hyphen or not.");
        return NULL;
    }
    const char *before = noun_head(work, text, begin);
    const char *form = rule ? russian_form(work, text + begin, size - begin, rule, value)
                            : arena_copy(work->arena, text + begin, size - begin);
    return before ? arena_printf(work->arena, "%s%s%.*s", before, form, (int)(start - size),
                                 text + size)
                  : NULL;
}

/* Declines the noun at `index`, a town's name or any other. */
static bool decline_noun(struct declining *work, size_t index)
{
    const struct rule *rule = noun_rule(work, index);
    const char *text = work->words.text[index];
    size_t size = bare_size(work, index), start = russian_last_part(text, size);
    const char *value = rule->values[work->form + 1];
    if (*value == '?' && work->form == RUSSIAN_ACC)
        return russian_refuse(work, text, size, "form-animate",
                              "«%s» may be somebody or something.");
    if (*value == '?')
        return russian_refuse(work, text, size, "form-stress",
                              "«%s» has a form that the stress decides.");
    if (rule->note)
        work->note = rule->note;
    const char *head = is_title(text + start, size - start)
                           ? arena_copy(work->arena, text, start)
                           : noun_head(work, text, start);
    const char *last = russian_form(work, text + start, size - start, rule, value);
    return set_form(work, index, head ? arena_printf(work->arena, "%s%s", head, last) : NULL);
}

/* Leaves the abbreviation as it is, with its rule's note where it might decline: МИД. One that
 * reads like any word in capitals (БАЗА, НАТО) is refused. */
static bool keep_abbreviation(struct declining *work, size_t index)
{
    struct cyrillic word;
    const struct rule *rule = noun_rule(work, index);
    if (is_noun(rule) && !rule->note &&
        cyrillic_read(work->words.text[index], bare_size(work, index), &word) &&
        word.count >= SHORT && strcmp(rule->values[work->form + 1], "=") != 0)
        return russian_refuse(work, work->words.text[index], bare_size(work, index),
                              "form-word-or-abbreviation",
                              "«%s» may be a word or an abbreviation.");
    if (is_noun(rule) && rule->note)
        work->note = rule->note;
    return true;
}

/* Says whether an adverb begins the words: временно исполняющий. */
static bool is_adverb(const struct declining *work, size_t begin, size_t end)
{
    const struct rule *rule = noun_rule(work, begin);
    return begin + 1 < end && rule && *rule->values[0] == ADVERB;
}

/* Finds the head: the noun behind adjectives that agree with it, or else the last adjective. */
static void find_head(const struct declining *work, struct phrase *phrase)
{
    size_t head = phrase->begin + is_adverb(work, phrase->begin, phrase->end);
    const char *kind = "";
    while (head < phrase->end) {
        const char *next = adjective_kind(work, head);
        if (!*next || (*kind && *next != *kind))
            break;
        kind = next;
        head++;
        if (strchr(kind, 'g'))
            break;
    }
    phrase->head = head;
    if (!*kind || (head < phrase->end && agrees(work, head, kind)))
        return;
    phrase->head = head - 1;
    /* Дежурный областной больницы */
    while (head < phrase->end && phrase->head > phrase->begin && is_open(work, phrase->head))
        phrase->head--;
}

/* Says whether the word can stand as it is behind an adjective that is the head itself: in
 * another case, or no word at all. */
static bool can_stay(const struct declining *work, size_t index, char gender)
{
    struct cyrillic word;
    const char *text = work->words.text[index];
    size_t size = bare_size(work, index), start = russian_last_part(text, size);
    const struct rule *rule = noun_rule(work, index);
    if (!cyrillic_read(text + start, size - start, &word) || is_open(work, index) ||
        is_abbreviation(work, index))
        return true;
    return rule && (*rule->values[0] == OBLIQUE ||
                    (*rule->values[0] == 'f' && gender != 'f' && !is_known(rule)));
}

/* Says whether a noun looks the same in all cases: жюри. */
static bool is_unchanging(const struct rule *rule)
{
    for (size_t i = 0; i < RUSSIAN_CASES; i++)
        if (strcmp(rule->values[1 + i], "=") != 0)
            return false;
    return true;
}

/* Says whether a phrase of these words can only be in the nominative. */
static bool is_nominative(const struct declining *work, size_t begin, size_t end)
{
    struct phrase phrase = {.begin = begin, .end = end};
    if (begin >= end || russian_is_initials(&work->words, begin))
        return false;
    find_head(work, &phrase);
    const char *kind = adjective_kind(work, phrase.head);
    if (*kind)
        return strpbrk(kind, "ag");
    if (phrase.head > begin && !is_open(work, begin))
        return true;
    const struct rule *rule = noun_rule(work, phrase.head);
    return is_known(rule) && rule->values[0][1] != 't' && !is_unchanging(rule);
}

/* Declines an adjective that is used as a noun, with those before it. */
static bool decline_substantive(struct declining *work, const struct phrase *phrase)
{
    size_t head = phrase->head, next = head + 1;
    const char *kind = adjective_kind(work, head), *text = work->words.text[head];
    if (next < phrase->end && !strchr(kind, 'g') && !can_stay(work, next, *kind))
        return russian_refuse(work, work->words.text[next], bare_size(work, next),
                              "form-noun-unknown",
                              "«%s» is a noun for which there is no rule.");
    if (strpbrk(kind, "?-"))
        return russian_refuse(work, text, bare_size(work, head), "form-adjective-or-noun",
                              "«%s» may be an adjective or a noun.");
    bool animate = strpbrk(kind, "ag");
    if (work->form == RUSSIAN_ACC && *kind == 'm' && !animate)
        return russian_refuse(work, text, bare_size(work, head), "form-animate",
                              "«%s» may be somebody or something.");
    for (size_t i = phrase->begin; i <= head; i++)
        if (*adjective_kind(work, i) && !decline_adjective(work, i, *kind, animate))
            return false;
    return true;
}

/* Declines the name at `begin` that agrees with «город» before it. What begins with a small
 * letter is no name and stays (город областного значения). */
static bool decline_apposition(struct declining *work, size_t begin, size_t end)
{
    struct phrase name = {.begin = begin, .end = end};
    if (begin >= end ||
        !is_capital(work->words.text[begin], work->words.text[begin] + work->words.size[begin]))
        return true;
    find_head(work, &name);
    char gender = *adjective_kind(work, name.begin);
    const struct rule *rule = noun_rule(work, name.head);
    const char *text = work->words.text[name.head];
    for (size_t i = begin; i < end && i <= name.head && *adjective_kind(work, i); i++)
        if (!decline_adjective(work, i, gender, false))
            return false;
    size_t next = name.head + 1;
    bool adjective = *adjective_kind(work, name.head);
    if (adjective ? next < end && !can_stay(work, next, gender) : !rule)
        return russian_refuse(work, text, bare_size(work, name.head), "form-place-unknown",
                              "«%s» is a name for which there is no rule.");
    if (!adjective && is_noun(rule))
        return decline_noun(work, name.head);
    if (!adjective && rule->note)
        work->note = rule->note;
    return true;
}

/* A phrase whose first word ends in a full stop: «г. Астана», where the name
 * agrees, and «и.о. председателя», where the rest is in the genitive already. */
static bool decline_abbreviated(struct declining *work, size_t begin, size_t end)
{
    const char *text = work->words.text[begin];
    size_t size = work->words.size[begin];
    if (russian_find(work->russian->apposition, text, size - 1))
        return decline_apposition(work, begin + 1, end);
    return russian_find(work->russian->acting, text, strcspn(text, ".")) ||
           russian_refuse(work, text, size, "form-abbreviation-unknown",
                          "«%s» is an abbreviation for which there is no rule.");
}

/* Declines the phrase; finds its head if it has one. */
static bool decline_phrase(struct declining *work, struct phrase *phrase)
{
    if (russian_is_initials(&work->words, phrase->begin))
        return decline_abbreviated(work, phrase->begin, phrase->end);
    find_head(work, phrase);
    size_t head = phrase->head, next = head + 1;
    if (*adjective_kind(work, head))
        return decline_substantive(work, phrase);
    const char *text = work->words.text[head], *kind = noun_kind(work, head);
    size_t size = bare_size(work, head);
    if (!is_noun(noun_rule(work, head)) && !is_abbreviation(work, head))
        return russian_refuse(work, text, size, "form-noun-unknown",
                              "«%s» is a noun for which there is no rule.");
    for (size_t i = phrase->begin; i < head; i++)
        if (*adjective_kind(work, i) && !decline_adjective(work, i, *kind, kind[1] == 'a'))
            return false;
    if (is_abbreviation(work, head))
        return keep_abbreviation(work, head);
    const struct note *note = work->note;
    if (!decline_noun(work, head))
        return false;
    if (kind[1] == 't') /* its note is about «город» */
        work->note = note;
    if (russian_find(work->russian->apposition, text, size))
        return decline_apposition(work, next, phrase->end);
    return !is_nominative(work, next, phrase->end) ||
           russian_refuse(work, work->words.text[next], bare_size(work, next),
                          "form-second-nominative",
                          "«%s» is in the nominative, too, after another noun.");
}

/* Says whether the word joins two phrases: «и», a dash. */
static bool is_joint(const struct declining *work, size_t index)
{
    static const char *const dashes[] = {"-", "–", "—"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (work->words.size[index] == strlen(dashes[i]) &&
            !memcmp(work->words.text[index], dashes[i], strlen(dashes[i])))
            return true;
    const struct rule *rule = noun_rule(work, index);
    return rule && *rule->values[0] == JOINT;
}

/* Says whether the words behind a comma or an «и» are in the nominative as the phrase before
 * is: when its head stands right before them (секретарь и член комиссии), or when they can be
 * nothing else (депутат маслихата, член комиссии). Otherwise they go on what stays (министр
 * культуры и спорта). */
static bool goes_on(const struct declining *work, const struct phrase *before, size_t begin,
                    size_t end)
{
    const char *text = work->words.text[begin];
    if (before->head + 1 == before->end)
        return true;
    if (russian_is_initials(&work->words, begin))
        return russian_find(work->russian->apposition, text, work->words.size[begin] - 1);
    return is_nominative(work, begin, end);
}

/* Refuses Kazakh text: only a name in Kazakh letters may stand in Russian (область Ұлытау). */
static bool is_russian(struct declining *work)
{
    for (size_t i = 0; i < work->words.count; i++) {
        const char *text = work->words.text[i];
        size_t size = bare_size(work, i);
        const struct rule *rule = noun_rule(work, i);
        bool kazakh = rule && *rule->values[0] == KAZAKH && !is_abbreviation(work, i);
        bool name = kazakh && i && !rule->values[0][1] && is_capital(text, text + size);
        if (kazakh && !name)
            return russian_refuse(work, text, size, "form-kazakh", "«%s» is Kazakh.");
    }
    return true;
}

bool russian_noun(struct declining *work)
{
    size_t count = work->words.count;
    struct phrase phrase = {0};
    if (!is_russian(work))
        return false;
    for (size_t begin = 0; begin < count; begin++) {
        size_t end = begin;
        while (end < count && (!end || !is_joint(work, end)) && !has_comma(work, end))
            end++;
        size_t stop = end + (end < count && has_comma(work, end));
        if (stop > begin && (!begin || goes_on(work, &phrase, begin, stop))) {
            phrase = (struct phrase){.begin = begin, .head = stop, .end = stop};
            if (!decline_phrase(work, &phrase))
                return false;
        } else if (stop > begin) {
            const struct rule *rule = noun_rule(work, begin);
            phrase.end = stop;
            if (is_noun(rule) && rule->note)
                work->note = rule->note;
        }
        begin = end;
    }
    return true;
}
