#include "check/check_words.h"

#include "base/mem.h"

#include <stdlib.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char check_words_rules[];
extern const size_t check_words_rules_size;

static bool find_sections(struct check_words *words, struct error *err)
{
    const struct word_wanted wanted[] = {
        {&words->question_particle, "question particle"},
        {&words->question_word, "question word begins"},
        {&words->stopgap, "stopgap"},
        {&words->truth_value, "truth value"},
        {&words->conjunction, "conjunction"},
        {&words->title, "title"},
        {&words->common_noun, "common noun"},
        {&words->group, "group"},
        {&words->other_heading, "other heading"},
        {&words->remark, "remark"},
        {&words->meeting_mark, "meeting mark"},
        {&words->small_part, "small part"},
        {&words->total, "total"},
        {&words->footer, "footer"},
        {&words->signatory, "signatory"},
        {&words->phone, "phone"},
        {&words->surname_ending, "surname ending"},
        {&words->surname_column_ending, "surname column ending"},
        {&words->surname_of_either, "surname of either"},
        {&words->place_short, "place short"},
        {&words->sample_event, "sample event"},
        {&words->sample_organiser, "sample organiser"},
        {&words->sample_date, "sample date"},
        {&words->sample_signer, "sample signer"},
        {&words->sample_mark, "sample mark"},
        {&words->sample_person, "sample person"},
    };
    return word_lists_find(words->lists, wanted, sizeof wanted / sizeof *wanted, err);
}

struct check_words *check_words_new(struct error *err)
{
    struct check_words *words = mem_new(1, sizeof *words);
    words->lists =
        word_lists_new("check_words.rules", check_words_rules, check_words_rules_size, err);
    if (words->lists && find_sections(words, err))
        return words;
    check_words_free(words);
    return NULL;
}

void check_words_free(struct check_words *words)
{
    if (!words)
        return;
    word_lists_free(words->lists);
    free(words);
}
