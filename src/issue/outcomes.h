/* What becomes of each row of a batch: noted by whichever thread has done it, told in the
 * order of the list. Threads may call these functions together unless it is said otherwise. */
#ifndef KUALIK_OUTCOMES_H
#define KUALIK_OUTCOMES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum outcome_status {
    OUTCOME_WRITTEN,
    OUTCOME_KEPT,    /* the very same certificate was there already */
    OUTCOME_REFUSED, /* the survey has found and reported what is wrong with the row */
    OUTCOME_FAILED,  /* its certificate could not be written */
    OUTCOME_WAITING, /* it is prepared, and waits for its signature */
    OUTCOME_STOPPED, /* the batch was stopped before its turn */
};

/* What became of one row. Texts are lent for the call that tells it. */
struct outcome {
    enum outcome_status status;
    size_t row, line;
    const char *who;           /* the person, "" where nobody knows */
    const char *file;          /* name in the folder, "" where nobody knows */
    const char *number;        /* of the certificate, "" where it has none */
    const char *corrected;     /* of a certificate that is issued anew: the columns that say
                                * something else now, "" for none */
    const char *archived;      /* the file that it supersedes, in the folder, "" for none */
    bool is_below;             /* it was there, at a lower level than is asked for */
    const struct error *error; /* why it is not written, or is signed at a lower level than
                                * asked for; else NULL */
};

/* Who is told; never two calls at the same time. */
struct listener {
    /* After each row: how many are done of those to be written. May be NULL. */
    void (*progress)(void *context, size_t done, size_t total);
    /* For each selected row, in the order of the list. May be NULL. */
    void (*outcome)(void *context, const struct outcome *outcome);
    void *context;
};

/* A row as the survey found it. */
struct finding_of_row {
    size_t row, line;
    bool selected;
    bool sound;                /* nothing is wrong with it, as far as it was looked at */
    const char *who;           /* for rows that are not sound; copied */
    const struct error *error; /* what is wrong first; copied */
    const char *file;          /* how its file is called, NULL where nobody knows; copied */
    uint32_t sum;              /* of its texts, as roster_row_sum gives it */
};

struct outcomes;

/* `listeners`, told in this order, must outlive the outcomes. */
struct outcomes *outcomes_new(const struct listener *listeners, size_t count);
void outcomes_free(struct outcomes *outcomes);

/* Notes row `index` (from 0; in any order, each once). */
void outcomes_note(struct outcomes *outcomes, size_t index, const struct finding_of_row *row);

/* Takes all rows for unsound that have one file name with another, one of them selected, and
 * returns how many there are. No other thread may be at work. */
size_t outcomes_collide(struct outcomes *outcomes);

/* Returns a row whose file name row `index` has, too, or 0. */
size_t outcomes_collision(const struct outcomes *outcomes, size_t index);

/* Says of whom row `index` is that is not sound, and why. */
void outcomes_blame(struct outcomes *outcomes, size_t index, const char *who,
                    const struct error *error);

/* Returns how many rows are to be written. */
size_t outcomes_wanted_count(const struct outcomes *outcomes);

/* Say what the survey found: row `index` is to be written; it had that sum, and its file that
 * name, letter case aside; the row of that number is selected; the number of the last row. */
bool outcomes_wanted(const struct outcomes *outcomes, size_t index);
bool outcomes_same(const struct outcomes *outcomes, size_t index, uint32_t sum,
                   const char *file);
bool outcomes_takes(const struct outcomes *outcomes, size_t row);
size_t outcomes_last_row(const struct outcomes *outcomes);

/* Returns the index behind the last row that is selected. */
size_t outcomes_end(const struct outcomes *outcomes);

#define OUTCOMES_NO_ROW SIZE_MAX

/* Returns the index of a row, selected and sound or not, that has a file of that name, letter
 * case aside; OUTCOMES_NO_ROW if there is none. `*spelt` tells whether the case is the same. No
 * other thread may be at work. */
size_t outcomes_find_file(struct outcomes *outcomes, const char *file, bool *spelt);

/* Says whether all rows are selected and nothing is wrong with any. */
bool outcomes_all_sound(const struct outcomes *outcomes);

/* Returns of how many rows it is not known what their files are called. */
size_t outcomes_nameless(const struct outcomes *outcomes);

/* Notes what became of row `index`, one of the wanted, and tells all that can be told now;
 * rows that the survey found unsound are told with their fault when their turn comes. */
void outcomes_finish(struct outcomes *outcomes, size_t index, const struct outcome *outcome);

/* Tells what is left, when no row is to be finished any more: what became of the wanted rows
 * that are not done, and why. Returns how many these are. No other thread may be at work. */
size_t outcomes_close(struct outcomes *outcomes, enum outcome_status status,
                      const struct error *reason);

/* Return how many rows are selected, and list the selected ones that were refused or failed so
 * far, in order: `*count` of them, lent until the next call. No other thread may be at work. */
size_t outcomes_selected(const struct outcomes *outcomes);
const size_t *outcomes_failed(struct outcomes *outcomes, size_t *count);

#endif
