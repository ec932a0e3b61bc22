#include "cli/language.h"

#include "base/arena.h"
#include "cli/share.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define OPTION "--ui-lang"

static const char *const languages[] = {"kk", "ru", "en"};

enum { LANGUAGE_COUNT = sizeof languages / sizeof *languages };

/* Returns what the locale begins with, as gettext would look: "ru" of ru_RU.UTF-8. */
static const char *locale_language(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *value = NULL;
    for (size_t i = 0; i < sizeof variables / sizeof *variables && !(value && *value); i++)
        value = getenv(variables[i]);
    return value ? value : "en";
}

const char *language_name(void)
{
    const char *chosen = getenv("LANGUAGE");
    for (size_t i = 0; chosen && i < LANGUAGE_COUNT; i++)
        if (strcmp(chosen, languages[i]) == 0)
            return languages[i];
    return "en";
}

/* Makes gettext speak the language whether or not the system has a locale for it: what LANGUAGE
 * says counts in every locale but "C". Numbers stay as they are. */
static void speak(const char *language)
{
    struct arena arena = {0};
    const char *folder = share_translations(&arena);
    setenv("LANGUAGE", language, 1);
    if (folder && setlocale(LC_MESSAGES, "C.UTF-8")) {
        bindtextdomain(LANGUAGE_DOMAIN, folder);
        bind_textdomain_codeset(LANGUAGE_DOMAIN, "UTF-8");
        textdomain(LANGUAGE_DOMAIN);
    }
    arena_free(&arena);
}

/* Returns the word's place among the languages, LANGUAGE_COUNT if it is none; `size` bytes of
 * both count. */
static size_t find(const char *word, size_t size)
{
    size_t i = 0;
    while (i < LANGUAGE_COUNT && strncmp(word, languages[i], size) != 0)
        i++;
    return i;
}

/* Takes the option at argv[i] out, which is `words` words long. */
static void take_out(int *argc, char **argv, int i, int words)
{
    memmove(argv + i, argv + i + words, (size_t)(*argc - i - words + 1) * sizeof *argv);
    *argc -= words;
}

bool language_choose(int *argc, char **argv, struct error *err)
{
    const char *given = NULL;
    size_t size = strlen(OPTION);
    for (int i = 1; i < *argc && strcmp(argv[i], "--") != 0;) {
        bool joined = strncmp(argv[i], OPTION "=", size + 1) == 0;
        if (!joined && strcmp(argv[i], OPTION) != 0) {
            i++;
            continue;
        }
        given = joined ? argv[i] + size + 1 : i + 1 < *argc ? argv[i + 1] : "";
        take_out(argc, argv, i, joined || i + 1 == *argc ? 1 : 2);
    }
    size_t chosen = given ? find(given, 3) : find(locale_language(), 2);
    speak(languages[chosen < LANGUAGE_COUNT ? chosen : LANGUAGE_COUNT - 1]);
    return !given || chosen < LANGUAGE_COUNT ||
           error_set(err, "ui-lang-invalid", "--ui-lang must be kk, ru or en, not «%s».",
                     given);
}

void language_plain(void)
{
    textdomain("none");
}
