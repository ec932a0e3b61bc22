/* What the words of a heading say of its column: a heading is called after a person's name in
 * many ways, «Қатысушының аты-жөні», «Фамилия, имя, отчество (при наличии)», «ФИО участника»,
 * that no list of whole headings has. The words are data: rules/lang_words.rules. */
#ifndef KUALIK_HEADING_WORDS_H
#define KUALIK_HEADING_WORDS_H

#include "base/arena.h"

#include <stdbool.h>

struct lang_words;

struct heading_words {
    bool person;  /* a person's name, or a part of one that is not the patronymic … */
    bool surname; /* … and that is the surname alone */
    bool given; /* … and that is the given name, with the patronymic or without, or all of it */
    bool patronymic; /* the patronymic alone */
    bool participant; /* what a person is there: Участник, Курс тыңдаушысы, Speaker */
    bool other; /* something else than a name: Телефон, Мектебі, ФИО и должность */
    bool number; /* … and that a number: Балл, Сағат саны */
};

/* Returns the heading's words as they are looked up: in lower case, with spaces between. */
char *heading_words_plain(struct arena *arena, const char *text);

/* Says whether a part of a name, such as «фамилия», is among the words of a heading that
 * heading_words_plain returned. It takes less time than to read it. */
bool heading_words_have_part(const struct lang_words *words, const char *plain);

/* Reads such a heading. */
struct heading_words heading_words_read(const struct lang_words *words, const char *plain);

#endif
