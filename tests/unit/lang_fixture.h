/* The rules and words of both languages, for the tests of a file: set_up_lang and
 * tear_down_lang are a group's. */
#ifndef KUALIK_TEST_LANG_FIXTURE_H
#define KUALIK_TEST_LANG_FIXTURE_H

#include "lang/lang.h"

static struct lang *lang;

static inline int set_up_lang(void **state)
{
    struct error err;
    (void)state;
    lang = lang_new(&err);
    return lang ? 0 : -1;
}

static inline int tear_down_lang(void **state)
{
    (void)state;
    lang_free(lang);
    return 0;
}

#endif
