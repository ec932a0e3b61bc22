/* A form for a list or a register: a printed table such as an attendance sheet or a journal;
 * with a certificate's template also contact sheets of all certificates, those whose texts sit
 * most tightly first. */
#ifndef KUALIK_FORM_JOB_H
#define KUALIK_FORM_JOB_H

#include "base/buf.h"
#include "base/error.h"
#include "base/report.h"
#include "files/single_file.h"
#include "issue/job.h"
#include "numbering/register_lines.h"
#include "table/list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct form_request {
    const struct job_source *certificate; /* whose names the form knows, NULL: none; its list is
                                             the form's */
    const char *names_path; /* of a certificate's template, without a list: what the form knows
                               of it are its names; NULL: none */
    bool names_first;       /* they go before those of the form */
    const char *form_path;
    const char *list_path;         /* or … */
    const char *register_path;     /* … the register whose lines are the rows; NULL: none */
    struct register_filter filter; /* which of them */
    const char *fonts;             /* folder of fonts, NULL: none of one's own */
    struct list_options list;      /* how to read it */
    const char *const *days;       /* instead of the form's; `day_count` 0: those */
    size_t day_count;
    bool example;     /* the list is that of the example, whose event forms may name */
    bool empty_given; /* `empty` rows to write in, instead of as many as the form says */
    size_t empty;
    int64_t time;         /* seconds since 1970, of making */
    int offset;           /* minutes east of UTC in which that time is written */
    const char *producer; /* "kualik 1.0" */
};

/* What was made. */
struct form_tally {
    size_t people, spoiled, spares; /* rows, by kind; of a list all are people */
    size_t groups, pages;
    size_t contacts;  /* certificates on contact sheets */
    size_t left_out;  /* rows that cannot be used */
    size_t kept_back; /* of the people, those whose certificate cannot be issued */
};

/* Makes the form and writes its PDF to the file. What is wrong with the form, the list and its
 * rows goes to `findings`. A row that cannot be read is left out, which `tally` counts; fails
 * on everything else that is wrong: then `err` says that, or that the findings do. */
bool form_job_run(const struct form_request *request, struct single_file *file,
                  struct form_tally *tally, struct report *findings, struct error *err);

/* Says whether the file in `bytes` is a form that this function has made. */
bool form_job_is_ours(const struct buf *bytes);

#endif
