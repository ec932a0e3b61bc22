/* Lets the program's sentences be made in another language, with the translations of BUILD. */
#ifndef KUALIK_TEST_SPEAK_H
#define KUALIK_TEST_SPEAK_H

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* "kk", "ru", or "en" to speak English again. */
static inline void speak(const char *language)
{
    char folder[4096];
    const char *build = getenv("BUILD");
    snprintf(folder, sizeof folder, "%s/locale", build ? build : "build");
    setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain("kualik", folder);
    bind_textdomain_codeset("kualik", "UTF-8");
    textdomain("kualik");
    setenv("LANGUAGE", language, 1);
    setlocale(LC_MESSAGES, ""); /* so that gettext looks anew */
    setlocale(LC_MESSAGES, "C.UTF-8");
}

#endif
