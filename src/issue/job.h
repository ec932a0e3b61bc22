/* A template and a list, read, tied together and ready for the rows: what every command that
 * works on certificates begins with. */
#ifndef KUALIK_JOB_H
#define KUALIK_JOB_H

#include "base/report.h"
#include "bind/binding.h"
#include "layout/font_set.h"
#include "layout/layout.h"
#include "roster/roster.h"
#include "template/template.h"

struct job {
    struct template *template;
    struct roster *roster;
    struct font_set *faces;
    struct binding *binding;
    struct layout *layout;
};

struct job_source {
    const char *template_path;
    const char *list_path;
    const char *fonts;        /* folder of fonts, NULL: none of one's own */
    struct list_options list; /* how to read it */
    struct batch_words words; /* for {signer} and {time} */
};

/* Opens the job. All that is wrong with the template and the list's headings goes to
 * `findings`; returns false, with nothing left open, if something is. */
bool job_open(const struct job_source *source, struct job *job, struct report *findings);

void job_close(struct job *job);

#endif
