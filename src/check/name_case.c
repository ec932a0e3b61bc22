#include "check/name_case.h"

#include "base/utf8.h"
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

enum { TURNED_COMMA = 0x2BB }; /* ʻ of Uzbek */

/* ---- words ------------------------------------------------------------------------------ */

static bool is_letter(uint32_t letter)
{
    return script_of(letter) != SCRIPT_NONE;
}

/* Says whether a sign separates words. What name_check reports as out of place does not: it may
 * stand for a letter. */
static bool is_between(uint32_t letter)
{
    static const uint32_t signs[] = U" -_/.,()\n\u2010\u2011\u2012\u2013\u2014\u2015\u2212";
    for (const uint32_t *sign = signs; *sign; sign++)
        if (*sign == letter)
            return true;
    return false;
}

/* Returns the end of the word at `text`, or `text` if none begins there. An apostrophe belongs
 * to it when a letter follows. */
static const char *word_end(const char *text, const char *end)
{
    uint32_t before = 0;
    for (const char *next = text; next < end; text = next) {
        uint32_t letter = utf8_next(&next, end);
        const char *ahead = next;
        uint32_t after = ahead < end ? utf8_next(&ahead, end) : 0;
        if (is_between(letter) ||
            (script_is_apostrophe(letter) && !(is_letter(before) && is_letter(after))))
            break;
        before = letter;
    }
    return text;
}

/* Says whether the word is in capitals, and the rest of the text is not. */
static bool is_shouted(const struct field *field, const char *word)
{
    enum { LEAST = 6 }; /* shorter ones are surnames, too: МЫРЗА */
    return utf8_length(word) >= LEAST &&
           strcmp(utf8_upper(field->arena, word, "kk"), word) == 0 &&
           strcmp(utf8_upper(field->arena, field->text, "kk"), field->text) != 0;
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
    bool title = word_list_find(field->rules->words->title, lower, strlen(lower));
    return title && (!capital || last < end || strchr(word, '-') || is_shouted(field, word))
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
        *stop = reader->title ? title : word_end(reader->at, reader->end);
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

/* ---- casing ----------------------------------------------------------------------------- */

static bool is_particle(const struct field *field, const char *text, const char *end)
{
    const char *word = script_plain_apostrophes(field->arena, text, (size_t)(end - text));
    return word_list_find(field->rules->words->particle, word, strlen(word));
}

/* Says whether the word is Uzbek, in which Oʻ and Gʻ are letters: by their own sign, or by how
 * it begins. */
static bool is_uzbek(const struct field *field, const char *text, const char *end)
{
    const char *next = text;
    utf8_next(&next, end);
    const char *lower = utf8_lower(
        field->arena, script_plain_apostrophes(field->arena, text, (size_t)(end - text)), "uz");
    return (next < end && utf8_next(&next, end) == TURNED_COMMA) ||
           word_list_begins(field->rules->words->uzbek, lower);
}

/* Returns where the part after the apostrophe begins if a single letter stands before it
 * (О'Нил), or `text`. */
static const char *after_prefix(const struct field *field, const char *text, const char *end)
{
    const char *next = text;
    utf8_next(&next, end);
    const char *rest = next;
    return next < end && script_is_apostrophe(utf8_next(&rest, end)) &&
                   !is_uzbek(field, text, end)
               ? rest
               : text;
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

/* Behind a single letter and an apostrophe, Latin may go on small: Uzbek O'tkir. */
static enum casing word_casing(const struct field *field, const char *text, const char *end)
{
    const char *rest = after_prefix(field, text, end), *next = text;
    uint32_t first = utf8_next(&next, end);
    enum casing casing = casing_of(rest, end);
    if (casing == CASING_LOWER && is_particle(field, text, end))
        return CASING_NONE;
    if (rest > text && casing == CASING_LOWER && script_of(first) == SCRIPT_LATIN &&
        utf8_is_upper(first))
        return CASING_GOOD;
    return casing;
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

/* Says how the word just found is written, if that is to be changed: of a phrase only the head
 * needs a capital. */
static enum casing fault_of(const struct field *field, const struct name_reader *reader,
                            bool phrase, const char *text, const char *end)
{
    enum casing casing = reader->title ? CASING_NONE : word_casing(field, text, end);
    return casing == CASING_LOWER && phrase && reader->number > 1 ? CASING_NONE : casing;
}

/* Says whether the right capitals are not known: O'RTIQ may be O'rtiq, and iPhone is no name.
 */
static bool is_unclear(const struct field *field, const char *text, const char *end,
                       enum casing casing)
{
    const char *next = text;
    uint32_t first = utf8_next(&next, end);
    return script_of(first) == SCRIPT_LATIN &&
           (after_prefix(field, text, end) > text ||
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

/* Adds the word with a capital at its head, and at that of the part after О'. */
static void add_word(const struct field *field, const char *text, const char *end,
                     struct buf *out)
{
    const char *lang = language(field);
    const char *word = arena_copy(field->arena, text, (size_t)(end - text));
    const char *lower = utf8_lower(field->arena, word, lang), *stop = lower + strlen(lower);
    const char *heads[] = {lower, after_prefix(field, lower, stop)};
    size_t count = heads[1] > heads[0] ? 2 : 1;
    if (is_particle(field, lower, stop)) {
        buf_puts(out, lower);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *rest = heads[i], *next = i + 1 < count ? heads[i + 1] : stop;
        utf8_next(&rest, stop);
        const char *head = arena_copy(field->arena, heads[i], (size_t)(rest - heads[i]));
        buf_puts(out, utf8_upper(field->arena, head, lang));
        buf_add(out, rest, (size_t)(next - rest));
    }
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
        if (title || tail)
            add_lower(field, word, stop, &name);
        else
            add_word(field, word, stop, &name);
        copied = stop;
    }
    buf_puts(&name, copied);
    const char *result = clear ? utf8_nfc(field->arena, buf_text(&name)) : NULL;
    buf_free(&name);
    return result;
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
    const bool phrase = is_phrase(field);
    while (next_word(field, &reader, &word, &stop)) {
        enum casing casing = fault_of(field, &reader, phrase, word, stop);
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
    advise(field, phrase);
}
