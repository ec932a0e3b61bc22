#include "lang/collation.h"

#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "lang/letters.h"
#include "lang/script.h"

#include <stdint.h>
#include <string.h>

enum {
    SIGN = 2,
    DIGIT = 10,
    LONGEST = 19, /* number whose length still counts */
    LATIN = 30,
    CYRILLIC = 100,
    OTHER = 200,
};

/* Returns the place of a small letter in the Kazakh alphabet, which has all letters of the
 * Russian one; the end of it for others. */
static const struct letter_pair *find(uint32_t letter)
{
    const struct letter_pair *place = letters_alphabet;
    while (place->letter && place->letter != letter)
        place++;
    return place;
}

/* Appends the place of a small letter among all letters. */
static void add_letter(struct buf *key, uint32_t letter, bool russian)
{
    const struct letter_pair *place = find(letter);
    if (russian && place->meant)
        place = find(place->meant);
    if (letter >= 'a' && letter <= 'z') {
        buf_putc(key, (char)(LATIN + letter - 'a'));
        return;
    }
    if (place->letter) {
        buf_putc(key, (char)(unsigned char)(CYRILLIC + (place - letters_alphabet)));
        return;
    }
    if (!utf8_is_letter(letter) || script_is_apostrophe(letter)) {
        buf_putc(key, SIGN);
        return;
    }
    char bytes[4];
    buf_putc(key, (char)(unsigned char)OTHER);
    buf_add(key, bytes, utf8_put(letter, bytes));
}

/* Appends the digits at `at` so that they count by their value: the longer number is the
 * larger, whatever zeros stand before it. Returns what follows them. */
static const char *add_digits(struct buf *key, const char *at)
{
    while (*at == '0')
        at++;
    size_t size = strspn(at, "0123456789");
    buf_putc(key, (char)(DIGIT + (size < LONGEST ? size : LONGEST)));
    buf_add(key, at, size);
    return at + size;
}

const char *collation_key(struct arena *arena, const char *text, bool russian)
{
    struct buf key = {0};
    const char *lower = utf8_lower(arena, utf8_nfc(arena, text), russian ? "ru" : "kk");
    for (const char *at = lower, *end = lower + strlen(lower); at < end;)
        if (number_is_digit(*at))
            at = add_digits(&key, at);
        else
            add_letter(&key, utf8_next(&at, end), russian);
    /* What the letters leave open: ё after е, then the text itself. */
    buf_putc(&key, 1);
    buf_puts(&key, lower);
    const char *made = arena_text(arena, buf_text(&key));
    buf_free(&key);
    return made;
}
