#include "lang/lang.h"

#include "base/mem.h"

#include <stdlib.h>

struct grammar *grammar_new(struct err *err)
{
    struct grammar *grammar = mem_new(1, sizeof *grammar);
    grammar->kazakh = kazakh_new(err);
    grammar->russian = grammar->kazakh ? russian_new(err) : NULL;
    if (grammar->russian)
        return grammar;
    grammar_free(grammar);
    return NULL;
}

void grammar_free(struct grammar *grammar)
{
    if (!grammar)
        return;
    kazakh_free(grammar->kazakh);
    russian_free(grammar->russian);
    free(grammar);
}
