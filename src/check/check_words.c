#include "check/check_words.h"

#include "base/mem.h"

#include <stdlib.h>

/* The rules files, made part of the program by the build. */
extern const unsigned char check_words_rules[], given_names_rules[];
extern const size_t check_words_rules_size, given_names_rules_size;

static bool find_sections(struct check_words *words, struct error *err)
{
    const struct {
        const struct word_list **list;
        const struct word_lists *from;
        const char *name;
    } wanted[] = {
        {&words->question_particle, words->lists, "question particle"},
        {&words->question_word, words->lists, "question word begins"},
        {&words->stopgap, words->lists, "stopgap"},
        {&words->particle, words->lists, "particle"},
        {&words->title, words->lists, "title"},
        {&words->common_noun, words->lists, "common noun"},
        {&words->uzbek, words->lists, "uzbek"},
        {&words->remark, words->lists, "remark"},
        {&words->total, words->lists, "total"},
        {&words->footer, words->lists, "footer"},
        {&words->signatory, words->lists, "signatory"},
        {&words->phone, words->lists, "phone"},
        {&words->surname_ending, words->lists, "surname ending"},
        {&words->surname_column_ending, words->lists, "surname column ending"},
        {&words->surname_of_either, words->lists, "surname of either"},
        {&words->sample_event, words->lists, "sample event"},
        {&words->sample_signer, words->lists, "sample signer"},
        {&words->given_name, words->names, "given"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        *wanted[i].list = word_lists_section(wanted[i].from, wanted[i].name, err);
        if (!*wanted[i].list)
            return false;
    }
    return true;
}

struct check_words *check_words_new(struct error *err)
{
    struct check_words *words = mem_new(1, sizeof *words);
    words->lists =
        word_lists_new("check_words.rules", check_words_rules, check_words_rules_size, err);
    words->names = words->lists ? word_lists_new("given_names.rules", given_names_rules,
                                                 given_names_rules_size, err)
                                : NULL;
    if (words->names && find_sections(words, err))
        return words;
    check_words_free(words);
    return NULL;
}

void check_words_free(struct check_words *words)
{
    if (!words)
        return;
    word_lists_free(words->lists);
    word_lists_free(words->names);
    free(words);
}
