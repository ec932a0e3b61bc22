/* A chapter: from top to bottom the texts above the table, its head, its groups of rows with
 * their bands and sums, the texts below it. There is one for each day and, where the form says
 * so, each group. Its blocks are made one after another, so that memory does not grow with
 * them:
 *
 *     form_chapter_next → form_sequence_begin → form_sequence_next, until form_sequence_ended
 */
#ifndef KUALIK_FORM_CHAPTER_H
#define KUALIK_FORM_CHAPTER_H

#include "form/flow.h"
#include "form/form_blocks.h"

#include <stdbool.h>
#include <stddef.h>

/* `{0}` comes before the first. */
struct form_chapter {
    size_t day;        /* which one of the source's */
    size_t first, end; /* its rows are those before `end` */
};

/* Steps to the next chapter. Returns false behind the last. */
bool form_chapter_next(const struct form_source *source, struct form_chapter *chapter);

/* What a block belongs to. */
enum form_stage {
    STAGE_HEADINGS,
    STAGE_HEAD,
    STAGE_BAND, /* of a group */
    STAGE_ROWS,
    STAGE_SUBTOTAL,
    STAGE_TOTAL,
    STAGE_EMPTY, /* rows to write in */
    STAGE_CLOSINGS,
    STAGE_END,
};

/* How many rows there are. */
struct form_counts {
    size_t all, by_kind[FORM_ROW_KINDS];
};

/* The blocks of a chapter, and which of them is next. */
struct form_sequence {
    struct form_blocks blocks;
    struct form_chapter chapter;
    struct form_counts counts; /* of the chapter's rows */
    enum form_stage stage;
    size_t index;                    /* which heading, row or closing, else 0 */
    size_t group, group_end;         /* the rows of the group */
    struct form_counts group_counts; /* … and how many they are */
    bool is_named;                   /* it has a band, if any group has one */
    size_t n;                        /* rows of the table so far */
    struct tag tag;                  /* of its newest row */
    double head, again;              /* heights of what stands above a row again */
};

/* Begins the chapter with its first block; `pages` is what {pages} reads in it. What `blocks`
 * refers to must outlive the sequence. */
void form_sequence_begin(struct form_sequence *sequence, const struct form_blocks *blocks,
                         const struct form_chapter *chapter, size_t pages);

/* Says whether there is no more block. */
bool form_sequence_ended(const struct form_sequence *sequence);

/* Makes the next block and steps behind it; `*flow` is how it stands among the others. */
void form_sequence_next(struct form_sequence *sequence, struct form_body *body,
                        struct flow_block *flow);

/* Makes what stands above the next block where a page begins with that: the head of its table,
 * and the band of its group, without cells if there is none. */
void form_sequence_again(struct form_sequence *sequence, struct form_body *head,
                         struct form_body *band);

#endif
