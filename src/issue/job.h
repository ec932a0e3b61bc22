/* A template and a list, read, tied together and ready for the rows: what every command that
 * works on certificates begins with. */
#ifndef KUALIK_JOB_H
#define KUALIK_JOB_H

#include "base/report.h"
#include "bind/binding.h"
#include "bind/card.h"
#include "files/folder.h"
#include "issue/sealing.h"
#include "issue/worker_pool.h"
#include "layout/font_set.h"
#include "layout/layout.h"
#include "numbering/numbering.h"
#include "roster/roster.h"
#include "template/template.h"

struct job {
    struct template *template;
    struct roster *roster;
    struct font_set *faces;
    struct binding *binding;
    struct layout *layout;
    struct sealing *sealing;
    struct numbering *numbering; /* NULL: the template has no register */
};

struct job_source {
    const char *template_path;
    const char *list_path;
    const char *fonts;        /* folder of fonts, NULL: none of one's own */
    struct list_options list; /* how to read it */
    struct batch_words words; /* for {signer} and {time} */
    struct numbering_source numbering;
    struct sealing_source sealing;
};

/* Opens the job. All that is wrong with the template and the list's headings goes to
 * `findings`; returns false, with nothing left open, if something is. */
bool job_open(const struct job_source *source, struct job *job, struct report *findings);

/* Releases all that job_open has opened. */
void job_close(struct job *job);

/* Opens the folder that the certificates would go to, to look what is there: `out`, or where
 * that is NULL the one that the register remembers. `*folder`, to be closed with folder_close,
 * is NULL where there is none yet or nobody has said which. Fails where it cannot be read, or
 * `out` could not be written. */
bool job_open_folder(const struct job *job, const char *out, struct folder **folder,
                     struct error *err);

/* Fails since the list has no rows. */
bool job_fail_without_rows(struct error *err);

/* Binds a row: what the certificate says, without its pages. What is wrong, and with a bad row
 * what is wrong with it, goes to `findings`; returns false if something is. `card->place` is
 * set in any case. Texts are the worker's. */
bool job_bind(const struct job *job, struct worker *worker, const struct row_task *row_task,
              struct card *card, struct report *findings);

/* Seals and lays out a card; `row_pages` is released with row_pages_free in any case. What is
 * wrong goes to `findings`; returns false if something is. */
bool job_lay_out_card(const struct job *job, struct worker *worker, const struct card *card,
                      enum layout_mode mode, struct row_pages *row_pages,
                      struct report *findings);

/* Lays out the spare certificate of that number, which is nobody's yet and has no seal. Release
 * and faults are as with job_lay_out_card. */
bool job_lay_out_spare(const struct job *job, struct worker *worker, const char *number,
                       struct row_pages *row_pages, struct report *findings);

/* Binds a row and lays it out; `row_pages` is released with row_pages_free in any case. */
bool job_lay_out(const struct job *job, struct worker *worker, const struct row_task *row_task,
                 enum layout_mode mode, struct card *card, struct row_pages *row_pages,
                 struct report *findings);

#endif
