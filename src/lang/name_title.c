#include "lang/name_title.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/lang_words.h"
#include "lang/script.h"

#include <stdint.h>
#include <string.h>

enum { TURNED_COMMA = 0x2BB }; /* ʻ of Uzbek */

static bool is_letter(uint32_t letter)
{
    return script_of(letter) != SCRIPT_NONE;
}

/* Says whether a sign separates words. What checks report as out of place does not: it may
 * stand for a letter. */
static bool is_between(uint32_t letter)
{
    static const uint32_t signs[] = U" -_/.,()\n\u2010\u2011\u2012\u2013\u2014\u2015\u2212";
    const uint32_t letters = 0x80, punctuation = 0x2010; /* none of them is between these */
    if (letter >= letters && letter < punctuation)
        return false;
    for (const uint32_t *sign = signs; *sign; sign++)
        if (*sign == letter)
            return true;
    return false;
}

const char *name_title_end(const char *text, const char *end)
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

bool name_title_is_particle(const struct lang_words *words, struct arena *arena,
                            const char *text, const char *end)
{
    const char *word = script_plain_apostrophes(arena, text, (size_t)(end - text));
    const char *lower = utf8_lower(arena, word, "kk");
    return word_list_find(words->particle, lower, strlen(lower));
}

/* Says whether the word is Uzbek, in which Oʻ and Gʻ are letters: by their own sign, or by how
 * it begins. */
static bool is_uzbek(const struct lang_words *words, struct arena *arena, const char *text,
                     const char *end)
{
    const char *next = text;
    utf8_next(&next, end);
    const char *lower =
        utf8_lower(arena, script_plain_apostrophes(arena, text, (size_t)(end - text)), "uz");
    return (next < end && utf8_next(&next, end) == TURNED_COMMA) ||
           word_list_begins(words->uzbek, lower);
}

const char *name_title_prefix(const struct lang_words *words, struct arena *arena,
                              const char *text, const char *end)
{
    const char *next = text;
    utf8_next(&next, end);
    const char *rest = next;
    return next < end && script_is_apostrophe(utf8_next(&rest, end)) &&
                   !is_uzbek(words, arena, text, end)
               ? rest
               : text;
}

const char *name_title_word(const struct lang_words *words, struct arena *arena,
                            const char *text, const char *end, const char *lang)
{
    struct buf out = {0};
    const char *lower = utf8_lower(arena, arena_copy(arena, text, (size_t)(end - text)), lang);
    const char *stop = lower + strlen(lower);
    const char *heads[] = {lower, name_title_prefix(words, arena, lower, stop)};
    size_t count = heads[1] > heads[0] ? 2 : 1;
    for (size_t i = 0; i < count; i++) {
        const char *rest = heads[i], *next = i + 1 < count ? heads[i + 1] : stop;
        utf8_next(&rest, stop);
        const char *head = arena_copy(arena, heads[i], (size_t)(rest - heads[i]));
        buf_puts(&out, utf8_upper(arena, head, lang));
        buf_add(&out, rest, (size_t)(next - rest));
    }
    const char *word = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return word;
}

/* Says whether the word's letters are all capitals, more than an initial or a numeral, or all
 * small. */
static bool is_even(const char *text, const char *end)
{
    size_t upper = 0, lower = 0;
    bool roman = true;
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        if (!is_letter(letter))
            continue;
        roman &= script_is_roman(letter);
        *(utf8_is_upper(letter) ? &upper : &lower) += 1;
    }
    return !upper || (!lower && upper > 1 && !roman);
}

/* A word that is all of the name is no particle: Паша. */
static const char *recased(const struct lang_words *words, struct arena *arena,
                           const char *text, const char *end, bool alone, const char *lang)
{
    return !alone && name_title_is_particle(words, arena, text, end)
               ? utf8_lower(arena, arena_copy(arena, text, (size_t)(end - text)), lang)
               : name_title_word(words, arena, text, end, lang);
}

const char *name_title(const struct lang_words *words, struct arena *arena, const char *text,
                       const char *lang)
{
    struct buf out = {0};
    const char *end = text + strlen(text);
    bool alone = name_title_end(text, end) == end;
    while (text < end) {
        const char *stop = name_title_end(text, end), *next = text;
        if (stop == text) {
            utf8_next(&next, end);
            buf_add(&out, text, (size_t)(next - text));
            text = next;
            continue;
        }
        if (is_even(text, stop))
            buf_puts(&out, recased(words, arena, text, stop, alone, lang));
        else
            buf_add(&out, text, (size_t)(stop - text));
        text = stop;
    }
    const char *name = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return name;
}
