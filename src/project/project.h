/* A folder to begin with: a copy of a template with its comments in the language of its user, a
 * list with the headings that it uses and some made-up people, and what to do with them. */
#ifndef KUALIK_PROJECT_H
#define KUALIK_PROJECT_H

#include "base/error.h"
#include "project/comments.h"

#include <stdbool.h>

/* What the files are called in the folder. */
#define PROJECT_TEMPLATE "template.ini"
#define PROJECT_LIST     "list.csv"
#define PROJECT_README   "README.txt"

/* The paths of what they are made from, and who knows the user's language. */
struct project_source {
    const char *template_path;
    const char *list_path;   /* CSV in UTF-8 with ; between its fields, none of them quoted */
    const char *readme_path; /* copied */
    comments_translator *translate;
};

/* Writes the three files into `folder`, which is made if it is missing (its parent is not).
 * The list has those columns of the source's that the template asks for, the gender, and the
 * names and regions that attendance sheets and proof lists show, with the marks and line ends
 * by which Excel knows it. Fails, and writes nothing, if one of the files is there already or
 * cannot be written, or a source cannot be read; or, when the disk does not confirm their
 * names, with all of them there (file_write_is_unsettled). */
bool project_new(const char *folder, const struct project_source *source, struct error *err);

#endif
