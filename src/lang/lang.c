#include "lang/lang.h"

#include "base/mem.h"

#include <stdlib.h>

struct lang *lang_new(struct error *err)
{
    struct lang *grammar = mem_new(1, sizeof *grammar);
    grammar->kazakh = kazakh_new(err);
    grammar->russian = grammar->kazakh ? russian_new(err) : NULL;
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
    free(grammar);
}
