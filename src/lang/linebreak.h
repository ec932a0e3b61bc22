/* Where a line may end: UAX #14, less the places that Kazakh and Russian typography ties
 * together: «Б. Имашев», «№ 15», «2017 ж.», «16 сағат», «в городе», «Астана – …». */
#ifndef KUALIK_LINEBREAK_H
#define KUALIK_LINEBREAK_H

#include <stddef.h>

struct lang_words;

/* Fills `breaks`, one byte for each of the `size` bytes of UTF-8 text without line breaks: 1
 * where a line may end before this byte, else 0. */
void linebreak_find(const struct lang_words *words, const char *text, size_t size,
                    unsigned char *breaks);

#endif
