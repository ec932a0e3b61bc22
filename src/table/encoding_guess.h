/* Which encoding a list is in, judged by all its bytes. UTF-8 and UTF-16 show themselves. For
 * Windows-1251 and KZ-1048 the evidence is the 16 bytes in which they differ: of the letters
 * that Windows-1251 has there, Ј Ќ Ћ Ѕ belong to languages of the Balkans, so inside a word
 * they are Kazakh ones; Ў Ґ Є Ї are Belarusian or Ukrainian, and may be meant. */
#ifndef KUALIK_ENCODING_GUESS_H
#define KUALIK_ENCODING_GUESS_H

#include "table/encoding.h"

#include <stdbool.h>
#include <stddef.h>

/* What words of the list are evidence of. */
enum evidence {
    EVIDENCE_KAZAKH, /* KZ-1048 */
    EVIDENCE_EITHER, /* KZ-1048, or names from Ukraine or Belarus in Windows-1251 */
    EVIDENCE_PLAIN,  /* either of the two, in which the word reads the same */
    EVIDENCE_LOST,   /* `?` stands for letters that an encoding did not have */
    EVIDENCE_LATIN,  /* neither of the two: a letter that is Cyrillic there is among Latin ones
                      */
    EVIDENCES,
};

enum { EVIDENCE_SIZE = 48 }; /* the most bytes of a word that are kept */

/* A word in the list's own encoding. */
struct scan_word {
    unsigned char bytes[EVIDENCE_SIZE];
    size_t size;
};

/* What has been seen so far; its size does not grow with the text. `{0}` is a new one. */
struct encoding_scan {
    size_t size;
    unsigned char head[3];
    size_t flat[2]; /* bytes 00 and 04 at even and at odd offsets */
    size_t nuls;

    unsigned rest;             /* bytes to come in a letter of UTF-8 */
    unsigned char least, most; /* bounds of the next of them */
    size_t letters, bad;       /* letters of UTF-8 beyond ASCII, and bytes that are in none, */
    size_t run_letters, run_bad; /* up to the last run of bytes above 0x7F; and in that run */

    size_t high, plain;      /* bytes above 0x7F; those which are Cyrillic in both encodings, */
    size_t among_latin;      /* … of which these stand in words with Latin letters; */
    size_t signs;            /* those which are signs that lists have */
    size_t proper, improper; /* capitals in front of small letters, and where none belongs */
    int before;              /* the case of the byte before */

    struct scan_word word; /* that is being read */
    unsigned word_kinds;
    size_t word_plain;
    bool rows; /* the line of headings is over */

    size_t count[EVIDENCES];
    struct scan_word evidence[EVIDENCES]; /* the first one, from the rows if there is one */
    bool from_rows[EVIDENCES];
};

/* Looks at the next `size` bytes of the text. */
void encoding_scan(struct encoding_scan *scan, const char *bytes, size_t size);

enum certainty {
    GUESS_SURE,
    GUESS_THIN, /* say what was assumed, and show the word */
    GUESS_NONE, /* ask the user */
};

/* A word as UTF-8. */
struct guess_word {
    char text[4 * EVIDENCE_SIZE + 1];
};

/* What it comes to. A word is "" where there is none. */
struct encoding_guess {
    enum encoding encoding;
    enum certainty certainty;
    bool mixed;              /* GUESS_NONE, since some of it is UTF-8 and some is not */
    bool latin;              /* GUESS_NONE, since its letters are Western or Turkish ones */
    struct guess_word word;  /* one that shows it */
    struct guess_word other; /* the same in the other of the two encodings, if it differs */
    struct guess_word lost;  /* one with lost letters */
};

/* Judges the whole text, all of which encoding_scan has seen. */
struct encoding_guess encoding_guess(struct encoding_scan *scan);

#endif
