/* Russian case forms of names and of nouns such as a region or a post. The rules are data:
 * rules/russian.rules. */
#ifndef KUALIK_RUSSIAN_H
#define KUALIK_RUSSIAN_H

#include "base/arena.h"
#include "base/error.h"
#include "lang/name.h"

#include <stdbool.h>

enum russian_case { RUSSIAN_GEN, RUSSIAN_DAT, RUSSIAN_ACC, RUSSIAN_INS, RUSSIAN_PREP };

struct lang_words;

/* The rules, read; immutable, so threads share them. */
struct russian;

/* Reads the rules that the program carries; `words` must outlive them. Release with
 * russian_free. */
struct russian *russian_new(const struct lang_words *words, struct error *err);
void russian_free(struct russian *russian);

/* Reads "gen", "dat", "acc", "ins" or "prep". */
bool russian_case_read(const struct lang_words *words, const char *word,
                       enum russian_case *form);

/* Lends the name of a case, as russian_case_read takes it. */
const char *russian_case_name(const struct lang_words *words, enum russian_case form);

/* Returns the gender that a patronymic in the full name shows, be it Russian (-ович, -овна) or
 * Kazakh (-ұлы, -қызы, also -улы, -кызы, -оглы and apart), in either language's spelling;
 * GENDER_UNKNOWN if there is none. -ич at the end of two words may as well be a surname (Анна
 * Абрамович) and shows nothing. With NAME_PATRONYMIC the whole text is the patronymic. */
enum gender russian_gender(const struct russian *russian, const char *text,
                           enum name_part part);

/* Returns the word by which russian_gender knows the gender, two where the end of a patronymic
 * stands apart; the whole text if it knows none. The arena's. */
const char *russian_gender_word(const struct russian *russian, struct arena *arena,
                                const char *text, enum name_part part);

/* The parts of a full name, "" for what it has not; without names in brackets. */
struct name_texts {
    const char *surname, *given, *patronymic;
    const struct note *note; /* why somebody should look at it, or NULL */
    bool bare;               /* two words, and nothing shows which of them is the surname */
};

/* Takes a full name apart, be it Russian or Kazakh: surname first, or last where the words show
 * it (А. Б. Ахметов). `gender` is that of the person, as far as it is known without a
 * patronymic in the text: the surname of a woman Нұрай Ерлан is Ерлан. The texts are the
 * arena's. */
struct name_texts russian_name_texts(const struct russian *russian, struct arena *arena,
                                     const char *text, enum gender gender);

/* Declines `text`, which is NFC with single spaces between words. `gender` may be
 * GENDER_UNKNOWN where a patronymic in the text shows it; it is not used for NAME_NOUN. A
 * name in brackets behind another declines as that one: Ивановой (Сидоровой). The result is the
 * arena's. Fails, with the reason but no place, rather than guess: no gender, a gender that the
 * patronymic contradicts, letters that are not Cyrillic, an ending no rule knows. */
bool russian_decline(const struct russian *russian, struct arena *arena, const char *text,
                     enum name_part part, enum gender gender, enum russian_case form,
                     struct declined *declined, struct error *err);

#endif
