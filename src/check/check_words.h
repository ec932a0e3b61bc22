/* Words that the checks of a list know; they are data: lang/rules/check_words.rules. */
#ifndef KUALIK_CHECK_WORDS_H
#define KUALIK_CHECK_WORDS_H

#include "base/error.h"
#include "lang/word_list.h"

/* Immutable once made, so threads share it. */
struct check_words {
    struct word_lists *lists; /* owns all that follow */
    const struct word_list *question_particle, *question_word;
    const struct word_list *stopgap;     /* typed into a field to leave it empty */
    const struct word_list *truth_value; /* of a workbook's yes and no */
    const struct word_list *conjunction; /* between two people; with a value, in names, too */
    const struct word_list *title;       /* beside names, without the last full stop; with a
                                          * value, in spite of a capital */
    const struct word_list
        *common_noun;              /* of posts, and, with a value, of places and schools */
    const struct word_list *group; /* of several people of a post */
    const struct word_list *other_heading; /* of columns without names */
    const struct word_list *place_short;   /* of places, before a full stop */
    const struct word_list *remark;        /* instead of names, or beside them */
    const struct word_list *meeting_mark;  /* of video meetings, in brackets beside names */
    const struct word_list *small_part;    /* of names; with a value, at a hyphen only */
    const struct word_list *total, *footer, *phone; /* in rows that are no person's, … */
    const struct word_list *signatory;              /* … if there is a line to sign on */
    /* of the templates that come with the program: */
    const struct word_list *sample_event, *sample_date, *sample_organiser, *sample_signer,
        *sample_mark;
    const struct word_list *sample_person; /* of a new project's list, with their numbers */
    /* with the gender that they show, m or f: */
    const struct word_list *surname_ending;
    const struct word_list *surname_column_ending; /* where surnames have their own column */
    const struct word_list *surname_of_either;     /* in spite of its ending */
};

/* Reads the words that the program carries; NULL on failure. Release with check_words_free. */
struct check_words *check_words_new(struct error *err);
void check_words_free(struct check_words *words);

#endif
