#include "check/name_case.h"

#include "base/utf8.h"
#include "lang/name.h"
#include "lang/name_title.h"
#include "lang/script.h"

#include <string.h>

/* How a word of a name is written. */
enum casing {
    CASING_NONE, /* nothing to judge: an initial, a number, a script without capitals */
    CASING_GOOD, /* Ахметов, МакАртур */
    CASING_UPPER,
    CASING_LOWER,
    CASING_MIXED, /* аХМЕТОВ, АХметов */
    CASING_COUNT,
};

/* ---- words ------------------------------------------------------------------------------ */

static bool is_letter(uint32_t letter)
{
    return script_of(letter) != SCRIPT_NONE;
}

static enum casing casing_of(const char *text, const char *end)
{
    size_t upper = 0, lower = 0, broken = 0;
    bool roman = true, was_upper = false;
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        bool is_upper = utf8_is_upper(letter);
        if (script_of(letter) == SCRIPT_OTHER) /* most have no capitals */
            return CASING_NONE;
        if (!is_letter(letter))
            continue;
        roman &= script_is_roman(letter);
        broken += is_upper && (was_upper || (lower && !upper) || (upper && text == end));
        upper += is_upper;
        lower += !is_upper;
        was_upper = is_upper;
    }
    if (!lower)
        return upper > 1 && !roman ? CASING_UPPER : CASING_NONE;
    if (!upper)
        return CASING_LOWER;
    return broken ? CASING_MIXED : CASING_GOOD;
}

/* Says whether the word is in capitals, and the rest of the text is not. */
static bool is_shouted(const struct field *field, const char *word)
{
    enum { LEAST = 6 }; /* shorter ones are surnames, too: МЫРЗА */
    return utf8_length(word) >= LEAST &&
           strcmp(utf8_upper(field->arena, word, "kk"), word) == 0 &&
           strcmp(utf8_upper(field->arena, field->text, "kk"), field->text) != 0;
}

static bool is_whole_name(const struct column *column)
{
    return !column->surname && !column->given && !column->patronymic;
}

/* Says whether a word of the text is clearly a surname, by its ending. */
static bool has_surname(const struct field *field, const char *text)
{
    const char *lower = utf8_lower(field->arena, text, "kk");
    for (const char *at = lower; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (word_list_ends(field->rules->words->surname_ending,
                           arena_copy(field->arena, at, size)))
            return true;
        at += size;
    }
    return false;
}

/* Says whether a word with a capital is a title all the same: PhD, or a post at the head of a
 * whole name, «Спикер Каримов Аслан». Some posts are surnames, too. */
static bool is_title_with_capital(const struct field *field, const struct word_entry *title,
                                  const char *text, const char *end)
{
    if (!title->values[0])
        return false;
    if (strcmp(title->values[0], "never") == 0)
        return true;
    bool head = text == field->text && *end == ' ' && is_whole_name(field->column) &&
                casing_of(text, end) != CASING_UPPER;
    return head && (strcmp(title->values[0], "surname") != 0 || has_surname(field, end + 1));
}

const char *name_case_title(const struct field *field, const char *text)
{
    const char *end = text + strcspn(text, " ,;()\n"), *last = end, *next = text;
    if (end == text)
        return text;
    bool capital = utf8_is_upper(utf8_next(&next, end));
    while (last > text && last[-1] == '.')
        last--;
    const char *word = arena_copy(field->arena, text, (size_t)(last - text));
    const char *lower = utf8_lower(field->arena, word, "kk");
    const struct word_entry *title =
        word_list_find(field->rules->words->title, lower, strlen(lower));
    return title && (!capital || last < end || strchr(word, '-') || is_shouted(field, word) ||
                     is_title_with_capital(field, title, text, end))
               ? end
               : text;
}

/* Where in a name the look stands. */
struct name_reader {
    const char *at, *end;
    bool beside;   /* what follows is not the name: in brackets, or after a comma */
    bool head;     /* a word begins here, behind a space */
    bool title;    /* the word just found is a title */
    size_t number; /* of the word just found, from 1, titles not counted */
};

static struct name_reader start(const struct field *field)
{
    return (struct name_reader){
        .at = field->text, .end = field->text + strlen(field->text), .head = true};
}

/* Says whether a remark follows behind a hyphen that joins nothing: Ахметов Асқар - докладчик.
 */
static bool is_remark_sign(const struct name_reader *reader, uint32_t sign)
{
    const char *next = reader->at;
    bool hyphen = sign == '-' || (sign >= 0x2010 && sign <= 0x2015);
    if (!hyphen || !reader->head || next >= reader->end || *next++ != ' ')
        return false;
    return next < reader->end && !utf8_is_upper(utf8_next(&next, reader->end));
}

/* Finds the next word of the name, or title; false at its end. */
static bool next_word(const struct field *field, struct name_reader *reader, const char **word,
                      const char **stop)
{
    while (reader->at < reader->end) {
        const char *title = reader->head ? name_case_title(field, reader->at) : reader->at;
        *word = reader->at;
        reader->title = title > reader->at;
        *stop = reader->title ? title : name_title_end(reader->at, reader->end);
        if (*stop > *word) {
            reader->at = *stop;
            reader->head = false;
            reader->number += !reader->title && !reader->beside;
            if (!reader->beside)
                return true;
        } else {
            uint32_t sign = utf8_next(&reader->at, reader->end);
            reader->beside = (reader->beside || sign == '(' || sign == ',' || sign == '/' ||
                              is_remark_sign(reader, sign)) &&
                             sign != ')';
            reader->head = sign == ' ' || sign == '\n';
        }
    }
    return false;
}

/* ---- casing of words --------------------------------------------------------------------- */

/* Behind a single letter and an apostrophe, Latin may go on small: Uzbek O'tkir. */
static enum casing word_casing(const struct field *field, const char *text, const char *end)
{
    const char *rest = name_title_prefix(field->rules->lang->words, field->arena, text, end),
               *next = text;
    uint32_t first = utf8_next(&next, end);
    enum casing casing = casing_of(rest, end);
    if (casing == CASING_LOWER &&
        name_title_is_particle(field->rules->lang->words, field->arena, text, end))
        return CASING_NONE;
    if (rest > text && casing == CASING_LOWER && script_of(first) == SCRIPT_LATIN &&
        utf8_is_upper(first))
        return CASING_GOOD;
    return casing;
}

/* Says whether the word at `text` stands small where it does: «Ким мл.», «Ли-младший»,
 * «Абу-ль-Фарадж»; written in capitals, that is sure only behind a hyphen. */
static bool is_small_part(const struct field *field, const struct name_reader *reader,
                          const char *text, const char *end)
{
    bool behind = text > field->text && text[-1] == '-', before = *end == '-';
    const char *word = arena_copy(field->arena, text, (size_t)(end - text));
    const char *lower = utf8_lower(field->arena, word, "kk");
    const struct word_entry *entry =
        word_list_find(field->rules->words->small_part, lower, strlen(lower));
    bool small = strcmp(word, lower) == 0;
    if (!entry)
        return false;
    if (entry->values[0])
        return before && (small || behind);
    return !before && (behind || (small && reader->number > 1));
}

/* Says whether the letters from `text` to `end` are as few as a syllable of Korean has. */
static bool is_syllable(const struct field *field, const char *text, const char *end)
{
    enum { MOST = 4 };
    size_t letters = utf8_length(arena_copy(field->arena, text, (size_t)(end - text)));
    return letters && letters <= MOST;
}

/* Says whether the word at `text` is the second half of a Korean given name behind a surname of
 * one syllable: «Пак Чи-сун». */
static bool is_korean_half(const struct field *field, const char *text, const char *end)
{
    const char *space = strchr(field->text, ' ');
    const char *half = space ? space + 1 : text;
    const char *hyphen = text > field->text ? text - 1 : text;
    return half < hyphen && *hyphen == '-' && !memchr(half, ' ', (size_t)(hyphen - half)) &&
           casing_of(half, hyphen) == CASING_GOOD && is_syllable(field, half, hyphen) &&
           is_syllable(field, text, end) && is_syllable(field, field->text, space);
}

/* Says whether it is a common noun: область, директор. */
static bool is_common(const struct field *field, const char *text, const char *end)
{
    const char *word = arena_copy(field->arena, text, (size_t)(end - text));
    const char *lower = utf8_lower(field->arena, word, "kk");
    return word_list_find(field->rules->words->common_noun, lower, strlen(lower));
}

/* Says whether the text is not a person's name: a common noun is in it. */
static bool is_phrase(const struct field *field)
{
    const char *word, *stop;
    struct name_reader reader = start(field);
    while (next_word(field, &reader, &word, &stop))
        if (!reader.title && is_common(field, word, stop))
            return true;
    return false;
}

/* Says how the word just found is written, if that is to be changed: of a phrase, where the
 * text may be one, only the head needs a capital, and the template's filters may see to the
 * rest. */
static enum casing fault_of(const struct field *field, const struct name_reader *reader,
                            bool may_be_phrase, const char *text, const char *end)
{
    enum casing casing = reader->title ? CASING_NONE : word_casing(field, text, end);
    bool even = casing == CASING_UPPER || casing == CASING_LOWER;
    if ((even && field->column->recased) ||
        (casing == CASING_LOWER &&
         ((may_be_phrase && reader->number > 1 && is_phrase(field)) ||
          is_small_part(field, reader, text, end) || is_korean_half(field, text, end))))
        return CASING_NONE;
    return casing;
}

/* Says whether the right capitals are not known: O'RTIQ may be O'rtiq, and iPhone is no name.
 */
static bool is_unclear(const struct field *field, const char *text, const char *end,
                       enum casing casing)
{
    const char *next = text;
    uint32_t first = utf8_next(&next, end);
    return script_of(first) == SCRIPT_LATIN &&
           (name_title_prefix(field->rules->lang->words, field->arena, text, end) > text ||
            (casing == CASING_MIXED && !utf8_is_upper(first)));
}

/* ---- advice ----------------------------------------------------------------------------- */

/* Turkish and its neighbours tell I and İ apart. */
static const char *language(const struct field *field)
{
    static const uint32_t turkish[] = U"şŞğĞıİ";
    for (const char *text = field->text, *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        for (const uint32_t *sign = turkish; *sign; sign++)
            if (*sign == letter)
                return "tr";
    }
    return field->column->language == LANGUAGE_RUSSIAN ? "ru" : "kk";
}

/* Says whether the name has a single small letter at a hyphen, as degrees do: д.ф.-м.н. */
static bool has_degree_letter(const struct field *field)
{
    const char *word, *stop;
    struct name_reader reader = start(field);
    while (next_word(field, &reader, &word, &stop)) {
        bool joined =
            !reader.title && (*stop == '-' || (word > field->text && word[-1] == '-'));
        if (joined && casing_of(word, stop) == CASING_LOWER &&
            utf8_length(arena_copy(field->arena, word, (size_t)(stop - word))) == 1)
            return true;
    }
    return false;
}

static void add_lower(const struct field *field, const char *text, const char *end,
                      struct buf *out)
{
    const char *word = arena_copy(field->arena, text, (size_t)(end - text));
    buf_puts(out, utf8_lower(field->arena, word, language(field)));
}

/* Returns the name with a capital at the head of each word only, where it is written else;
 * NULL if that is not known. */
static const char *capitalise(const struct field *field, bool phrase)
{
    const char *word, *stop, *copied = field->text;
    struct name_reader reader = start(field);
    struct buf name = {0};
    bool clear = true;
    while (next_word(field, &reader, &word, &stop)) {
        enum casing casing = fault_of(field, &reader, phrase, word, stop);
        bool title = reader.title && casing_of(word, stop) == CASING_UPPER;
        bool tail = phrase && reader.number > 1;
        if (casing <= CASING_GOOD && !title)
            continue;
        clear &= title ||
                 (tail ? is_common(field, word, stop) : !is_unclear(field, word, stop, casing));
        buf_add(&name, copied, (size_t)(word - copied));
        if (title || tail || is_small_part(field, &reader, word, stop) ||
            name_title_is_particle(field->rules->lang->words, field->arena, word, stop))
            add_lower(field, word, stop, &name);
        else
            buf_puts(&name, name_title_word(field->rules->lang->words, field->arena, word, stop,
                                            language(field)));
        copied = stop;
    }
    buf_puts(&name, copied);
    const char *result = clear ? utf8_nfc(field->arena, buf_text(&name)) : NULL;
    buf_free(&name);
    return result;
}

/* Says whether a word without a capital is all that stands where a whole name should. */
static bool is_one_small_word(const struct field *field)
{
    const char *end = field->text + strlen(field->text);
    return is_whole_name(field->column) && name_title_end(field->text, end) == end &&
           casing_of(field->text, end) == CASING_LOWER;
}

/* Says whether the word is part of a name for all that is known: a patronymic, a given name, a
 * surname. */
static bool is_name_word(const struct field *field, const char *text, const char *end)
{
    const struct lang *lang = field->rules->lang;
    const char *word = arena_copy(field->arena, text, (size_t)(end - text));
    return russian_gender(lang->russian, word, NAME_PATRONYMIC) ||
           name_given_gender(lang->words, word) || has_surname(field, word);
}

/* Says whether the first small word stands behind two names, and is not known for one: it may
 * be a remark, «Исаев Паша отказ». */
static bool is_behind_name(const struct field *field)
{
    const char *word, *stop;
    struct name_reader reader = start(field);
    while (next_word(field, &reader, &word, &stop)) {
        enum casing casing = fault_of(field, &reader, false, word, stop);
        if (casing > CASING_GOOD || (casing == CASING_NONE && reader.number <= 2))
            return casing == CASING_LOWER && reader.number > 2 && word[-1] == ' ' &&
                   is_whole_name(field->column) && !is_name_word(field, word, stop);
    }
    return false;
}

static void report_casing(const struct field *field, enum casing casing, const char *word)
{
    if (casing == CASING_UPPER)
        report_add(field->findings, LEVEL_WARNING, field->place, "name-in-capitals",
                   "«%s» is in capitals.", word);
    else if (casing == CASING_LOWER)
        report_add(field->findings, LEVEL_WARNING, field->place, "name-without-capital",
                   "«%s» has no capital.", word);
    else
        report_add(field->findings, LEVEL_WARNING, field->place, "name-mixes-capitals",
                   "«%s» mixes capitals and small letters.", word);
}

static void advise(const struct field *field, bool phrase)
{
    const char *name = capitalise(field, phrase);
    if (has_degree_letter(field))
        report_advise(field->findings, "Leave only the name in this field.");
    else if (name && is_one_small_word(field))
        report_advise(field->findings,
                      "If it is a name, write «%s»; if it is a remark, fill in the name or "
                      "delete the row.",
                      utf8_clip(field->arena, name, strlen(name)));
    else if (name && is_behind_name(field))
        report_advise(field->findings,
                      "If it is a remark, delete it; if it is part of the name, write «%s».",
                      utf8_clip(field->arena, name, strlen(name)));
    else if (name)
        report_advise(field->findings, "Write «%s».",
                      utf8_clip(field->arena, name, strlen(name)));
    else if (phrase)
        report_advise(field->findings,
                      "Write capitals only at the beginning and at the head of names.");
    else
        report_advise(field->findings, "Write each part of the name with one capital.");
}

void name_case_check(const struct field *field)
{
    const char *word, *stop, *first = NULL;
    size_t counts[CASING_COUNT] = {0};
    enum casing worst = CASING_NONE;
    struct name_reader reader = start(field);
    while (next_word(field, &reader, &word, &stop)) {
        enum casing casing = fault_of(field, &reader, true, word, stop);
        counts[casing]++;
        if (casing > CASING_GOOD && worst == CASING_NONE) {
            first = utf8_clip(field->arena, word, (size_t)(stop - word));
            worst = casing;
        }
    }
    if (worst == CASING_NONE)
        return;
    size_t all = counts[CASING_GOOD] + counts[CASING_UPPER] + counts[CASING_LOWER] +
                 counts[CASING_MIXED];
    report_casing(field, worst, counts[worst] == all ? field_text(field) : first);
    advise(field, is_phrase(field));
}
