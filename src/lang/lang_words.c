#include "lang/lang_words.h"

#include "base/mem.h"
#include "lang/column_kind.h"

#include <stdlib.h>

/* The rules files, made part of the program by the build. */
extern const unsigned char lang_words_rules[], given_names_rules[];
extern const size_t lang_words_rules_size, given_names_rules_size;

static bool find_sections(struct lang_words *words, struct error *err)
{
    const struct word_wanted wanted[] = {
        {&words->months[LANG_KAZAKH], "month kk"},
        {&words->months[LANG_RUSSIAN], "month ru"},
        {&words->years[LANG_KAZAKH], "year kk"},
        {&words->years[LANG_RUSSIAN], "year ru"},
        {&words->numerals[LANG_KAZAKH], "numeral kk"},
        {&words->numerals[LANG_RUSSIAN], "numeral ru"},
        {&words->counted, "counted ru"},
        {&words->cases[LANG_KAZAKH], "case kk"},
        {&words->cases[LANG_RUSSIAN], "case ru"},
        {&words->gender, "gender"},
        {&words->headings[HEADING_GENDER], "heading gender"},
        {&words->headings[HEADING_PATRONYMIC], "heading patronymic"},
        {&words->headings[HEADING_PERSON], "heading person"},
        {&words->headings[HEADING_SURNAME], "heading surname"},
        {&words->headings[HEADING_GIVEN], "heading given"},
        {&words->headings[HEADING_NUMBER], "heading number"},
        {&words->headings[HEADING_REGION], "heading region"},
        {&words->heading_part, "heading part"},
        {&words->heading_qualifier, "heading qualifier"},
        {&words->heading_rank, "heading rank"},
        {&words->heading_other, "heading other"},
        {&words->participants[LANG_KAZAKH], "participant kk"},
        {&words->participants[LANG_RUSSIAN], "participant ru"},
        {&words->participants[LANG_COUNT], "participant en"},
        {&words->language, "language"},
        {&words->leaning, "leaning"},
        {&words->leaning_abbreviation, "leaning abbreviation"},
        {&words->two_word_abbreviation, "abbreviation of two words"},
        {&words->particle, "particle"},
        {&words->uzbek, "uzbek"},
    };
    if (!word_lists_find(words->lists, wanted, sizeof wanted / sizeof *wanted, err))
        return false;
    words->given_name = word_lists_section(words->names, "given", err);
    return words->given_name;
}

struct lang_words *lang_words_new(struct error *err)
{
    struct lang_words *words = mem_new(1, sizeof *words);
    words->lists =
        word_lists_new("lang_words.rules", lang_words_rules, lang_words_rules_size, err);
    words->names = words->lists ? word_lists_new("given_names.rules", given_names_rules,
                                                 given_names_rules_size, err)
                                : NULL;
    if (words->names && find_sections(words, err))
        return words;
    lang_words_free(words);
    return NULL;
}

void lang_words_free(struct lang_words *words)
{
    if (!words)
        return;
    word_lists_free(words->lists);
    word_lists_free(words->names);
    free(words);
}
