/* Text in UTF-8: decoding, normal form, case, line-break classes and edit distance, by
 * libunistring and the Unicode Standard. Texts are NUL-terminated unless a size is given;
 * all but utf8_valid expect valid UTF-8. */
#ifndef KUALIK_UTF8_H
#define KUALIK_UTF8_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Says whether `size` bytes are UTF-8 (no surrogates, no overlong forms, no NUL); if not,
 * `*bad` is the offset of the first byte that is not. */
bool utf8_valid(const char *text, size_t size, size_t *bad);

/* For utf8_next alone: decodes a code point of any size. */
uint32_t utf8_next_any(const char **text, const char *end);

/* Returns the code point at `*text`, which ends at `end`, and moves `*text` behind it. It is
 * called for every letter many times a row, so the usual sizes, those of ASCII and of nearly
 * all of Cyrillic, are decoded inline. */
static inline uint32_t utf8_next(const char **text, const char *end)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    if (end - *text >= 2 && bytes[0] < 0xE0) {
        if (bytes[0] < 0x80) {
            *text += 1;
            return bytes[0];
        }
        if (bytes[0] >= 0xC2 && (bytes[1] & 0xC0) == 0x80) {
            *text += 2;
            return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
        }
    }
    return utf8_next_any(text, end);
}

/* For utf8_put alone: writes a code point of any size. */
size_t utf8_put_any(uint32_t letter, char out[4]);

/* Writes the code point's bytes to `out` (room for four); returns how many. The usual sizes are
 * written inline, as above. */
static inline size_t utf8_put(uint32_t letter, char out[4])
{
    if (letter < 0x80) {
        out[0] = (char)letter;
        return 1;
    }
    if (letter < 0x800) {
        out[0] = (char)(0xC0 | letter >> 6);
        out[1] = (char)(0x80 | (letter & 0x3F));
        return 2;
    }
    return utf8_put_any(letter, out);
}

/* Counts the code points. */
size_t utf8_length(const char *text);

/* Returns the text in Normalization Form C (UAX #15). */
char *utf8_nfc(struct arena *arena, const char *text);

/* Return the text in upper or lower case, by the full mappings of the Unicode Standard
 * (5.18) in language `lang` ("kk", "ru"). */
char *utf8_upper(struct arena *arena, const char *text, const char *lang);
char *utf8_lower(struct arena *arena, const char *text, const char *lang);

/* Returns the letter in lower case, by the simple mapping (UAX #44, 5.7.2). */
uint32_t utf8_lower_letter(uint32_t letter);

/* Fills `breaks`, one byte for each of the `size` bytes of text: 1 where UAX #14 lets a line
 * end before this byte, else 0. */
void utf8_line_breaks(const char *text, size_t size, unsigned char *breaks);

/* Says what kind of letter a code point is: its Unicode general category begins with L, it
 * is an upper-case one, a digit (Nd), a mark (M), white space (White_Space). */
bool utf8_is_letter(uint32_t letter);
bool utf8_is_upper(uint32_t letter);
bool utf8_is_digit(uint32_t letter);
bool utf8_is_mark(uint32_t letter);
bool utf8_is_space(uint32_t letter);

/* Say whether a code point stands for nothing to see but for something to do: it is a control
 * character (Cc) or a line break of Unicode's own; it turns the direction of writing
 * (Bidi_Control). */
bool utf8_is_control(uint32_t letter);
bool utf8_is_turn(uint32_t letter);

/* Returns the beginning of a text as messages show it: of more than 80 letters, 79 and «…». */
const char *utf8_clip(struct arena *arena, const char *text, size_t size);

/* Counts the letters to insert, delete, replace or swap with their neighbour to get from
 * one text to the other (optimal string alignment), letter case ignored. */
size_t utf8_distance(const char *from, const char *to);

/* Returns the nearest of `count` words to `word`, or NULL when none is so near that a slip
 * of the hand explains it (a third of its letters, at least one). */
const char *utf8_nearest(const char *word, const char *const *words, size_t count);

#endif
