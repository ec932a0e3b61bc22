/* A template and a list, read, tied together and ready for the rows: what every command that
 * works on certificates begins with. */
#ifndef KUALIK_EDITION_H
#define KUALIK_EDITION_H

#include "base/report.h"
#include "bind/binding.h"
#include "layout/font_set.h"
#include "layout/layout.h"
#include "roster/roster.h"
#include "template/template.h"

struct edition {
    struct template *template;
    struct roster *roster;
    struct faces *faces;
    struct binding *binding;
    struct layout *layout;
};

struct edition_source {
    const char *template_path;
    const char *list_path;
    const char *fonts;        /* folder of fonts, NULL: none of one's own */
    char separator;           /* of the list's fields, 0: find it */
    const char *encoding;     /* of the list, NULL: find it */
    const char *sheet;        /* of a workbook, NULL: the first */
    struct batch_words words; /* for {signer} and {time} */
};

/* Opens the edition. All that is wrong with the template and the list's headings goes to
 * `findings`; returns false, with nothing left open, if something is. */
bool edition_open(const struct edition_source *source, struct edition *edition,
                  struct findings *findings);

void edition_close(struct edition *edition);

#endif
