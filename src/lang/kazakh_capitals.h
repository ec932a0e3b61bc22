/* Words in capitals: which of them are abbreviations. «НҰРЛЫ ЖОЛ» МЕКТЕБІ is a heading, ҚР ОСК
 * is none. For kazakh.c only. */
#ifndef KUALIK_KAZAKH_CAPITALS_H
#define KUALIK_KAZAKH_CAPITALS_H

#include "lang/rules.h"

/* Sections of rules/kazakh.rules. */
struct capitals_rules {
    const struct rule_section *word, *abbreviation; /* those that are known */
    const struct rule_section *beginning, *close;   /* whether a word can begin and end so */
};

enum capitals {
    CAPITALS_WORD,
    CAPITALS_ABBREVIATION,
    CAPITALS_LETTERS, /* an abbreviation that cannot be read but letter by letter */
};

/* Says what `word` is, which is in `text` and with which that ends. Known abbreviations and
 * words are what they are known for; else a capital at the end behind small letters (ҚазҰУ)
 * shows an abbreviation, and so do capitals where the rest of the text has small letters, or
 * letters that no word has; a short word is one unless a long one in capitals stands
 * before it. */
enum capitals kazakh_capitals(const struct capitals_rules *rules, const char *text,
                              const struct cyrillic *word);

#endif
