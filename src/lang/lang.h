/* The rules of both languages, read once and lent to whoever declines. */
#ifndef KUALIK_GRAMMAR_H
#define KUALIK_GRAMMAR_H

#include "base/error.h"
#include "lang/kazakh.h"
#include "lang/russian.h"

/* Immutable once made, so threads share it. */
struct grammar {
    struct kazakh *kazakh;
    struct russian *russian;
};

/* Reads the rules that the program carries; NULL on failure. Release with grammar_free. */
struct grammar *grammar_new(struct err *err);
void grammar_free(struct grammar *grammar);

#endif
