#include "lang/column_kind.h"

#include "base/utf8.h"

#include <string.h>

/* In small letters, with a space for - and _. */
static const char *const gender[] = {"gender", "sex", "жынысы", "пол", NULL};
static const char *const patronymic[] = {
    "patronymic", "middle", "middle name", "middlename", "әкесінің аты", "отчество", NULL};
static const char *const person[] = {
    "last",        "last name",    "lastname",     "first",         "first name", "firstname",
    "surname",     "name",         "full name",    "fullname",      "given name", "family name",
    "аты жөні",    "аты",          "тегі",         "тегі аты",      "тегі, аты",  "есімі",
    "т.а.ә",       "фио",          "ф.и.о",        "ф. и. о",       "фамилия",    "имя",
    "фамилия имя", "фамилия, имя", "имя отчество", "имя, отчество", NULL};

static bool is_called(const char *text, const char *const *words)
{
    static const char *const languages[] = {"kk", "kz",  "kaz", "ru",  "rus",
                                            "en", "каз", "қаз", "рус", NULL};
    for (; *words; words++) {
        size_t size = strlen(*words);
        if (strncmp(text, *words, size) != 0)
            continue;
        const char *rest = text + size + strspn(text + size, " .:*");
        if (!*rest || *rest == '(')
            return true;
        size_t word = strcspn(rest, " .:*(");
        for (const char *const *language = languages; *language && rest > text + size;
             language++)
            if (strlen(*language) == word && strncmp(rest, *language, word) == 0)
                return true;
    }
    return false;
}

bool column_kind_is(enum heading heading, const char *text)
{
    static const char *const *const words[] = {[HEADING_GENDER] = gender,
                                               [HEADING_PATRONYMIC] = patronymic,
                                               [HEADING_PERSON] = person};
    struct arena arena = {0};
    char *name = utf8_lower(&arena, text, "kk");
    for (char *at = name; (at = strpbrk(at, "_-"));)
        *at = ' ';
    bool called = is_called(name, words[heading]);
    arena_free(&arena);
    return called;
}
