/* Text that was read in the wrong encoding, and what it said before. */
#ifndef KUALIK_MOJIBAKE_H
#define KUALIK_MOJIBAKE_H

#include "base/arena.h"

#include <stdbool.h>

enum mojibake {
    MOJIBAKE_NONE,
    MOJIBAKE_LOST,           /* К?л?ш: saved in an encoding without these letters */
    MOJIBAKE_UTF8_AS_1251,   /* РЎРµСЂС–Рє */
    MOJIBAKE_UTF8_AS_1252,   /* Ð¡ÐµÑ€Ñ–Ðº */
    MOJIBAKE_1251_AS_1252,   /* Ñåðèê */
    MOJIBAKE_KZ1048_AS_1252, /* £ñåë */
    MOJIBAKE_KZ1048_AS_1251, /* ЌЎрманєазы */
    MOJIBAKE_MAYBE_AS_1251,  /* Євген: KZ-1048 as well, or a name of another language */
};

/* Says what has befallen the text. */
enum mojibake mojibake_find(const char *text);

/* Returns what the text said; a letter that cannot be won back is «…». Nothing can be of a
 * text that is MOJIBAKE_LOST: NULL. */
const char *mojibake_undo(struct arena *arena, const char *text, enum mojibake kind);

/* Says whether the text has a Cyrillic letter that Windows-1251 has not: whatever it says, it
 * was not read as that. */
bool mojibake_not_1251(const char *text);

#endif
