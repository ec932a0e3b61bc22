#include "lang/lang.h"

#include "base/mem.h"
#include "base/text.h"
#include "lang/lang_words.h"

#include <stdlib.h>
#include <string.h>

struct lang *lang_new(struct error *err)
{
    struct lang *grammar = mem_new(1, sizeof *grammar);
    grammar->words = lang_words_new(err);
    grammar->kazakh = grammar->words ? kazakh_new(grammar->words, err) : NULL;
    grammar->russian = grammar->kazakh ? russian_new(grammar->words, err) : NULL;
    if (grammar->russian)
        return grammar;
    lang_free(grammar);
    return NULL;
}

void lang_free(struct lang *grammar)
{
    if (!grammar)
        return;
    kazakh_free(grammar->kazakh);
    russian_free(grammar->russian);
    lang_words_free(grammar->words);
    free(grammar);
}

bool lang_is(const char *tag, const char *language)
{
    size_t size = strlen(language);
    return tag && text_begins(tag, language) && (!tag[size] || tag[size] == '-');
}
