/* The template of a form: a printed table of a list, such as an attendance sheet. An INI file
 * like a certificate's template, with sections of its own: what stands above the table, its
 * columns, how its rows are grouped and added up, what stands below. templates/README.md, "Form
 * reference", is the manual of the keys. */
#ifndef KUALIK_FORM_H
#define KUALIK_FORM_H

#include "base/report.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

enum form_lang { FORM_PLAIN, FORM_KAZAKH, FORM_RUSSIAN, FORM_LANGS };

/* A text in one language or two: the keys text, text_kk and text_ru of a section. */
struct form_words {
    struct pattern patterns[FORM_LANGS]; /* by language, empty where there is none */
    size_t elements[FORM_LANGS];         /* of the template: those that are not empty */
    size_t count;
};

/* Texts of their own: [heading NAME] above the table, [closing NAME] below it, [foot]. */
struct form_block {
    struct element look; /* section, line, role, style */
    struct form_words words;
    double space; /* points above it */
    double line;  /* points of a line to write on behind the text, 0: none */
    double ruler; /* points of a ruler below the text, 0: none */
    bool beside;  /* the two languages stand side by side, else one above the other */
};

/* A row of the table that is one text: [group], [subtotal], [total]; and how [head] looks. */
struct form_band {
    struct element look;
    struct form_words words;
    struct color fill;
    bool has_fill, beside;
    bool given; /* the form has the section */
};

enum form_mark { FORM_MARK_NONE, FORM_MARK_BOX };

/* [column NAME] */
struct form_column {
    struct element look;
    struct form_words heading, words;
    double width; /* points, or … */
    double share; /* … if it is not 0, a share of what the other columns leave */
    enum form_mark mark;
};

/* [table] */
struct form_table {
    double space; /* points above it */
    double rule;  /* width of the lines, points */
    struct color color;
    double padding; /* points between a line and the text */
    double row;     /* least height of a row, points */
    size_t empty;   /* rows to write in below all others */
    struct pattern sort;
    const char **days; /* the form is made once for each */
    size_t day_count;
};

/* [group]: rows of equal `by` stand together, under the band. */
struct form_group {
    struct form_band band;
    struct pattern by;
    bool sorted;             /* groups by the alphabet, else in the order of the list */
    bool page;               /* each group begins on a page of its own, under the headings */
    struct form_words again; /* the band where a page goes on with the group */
};

/* [document] */
struct form_about {
    const char *title, *author, *subject, *keywords; /* NULL: none */
    const char *lang;
    struct pattern who; /* how messages call a row's person */
};

/* [page] */
struct form_sheet {
    struct template_page page;
    double left, right, top, bottom; /* margins, points */
};

/* [contact]: certificates made small, with a caption. */
struct form_contact {
    struct element look;
    struct form_words words;
    size_t columns; /* side by side */
    bool given;
};

struct form {
    struct template *template; /* what forms have in common with certificates' templates; its
                                  elements are the form's texts */
    struct form_about about;
    struct form_sheet sheet;
    struct form_block *headings, *closings;
    size_t heading_count, closing_count;
    struct form_column *columns;
    size_t column_count;
    struct form_table table;
    struct form_group group;
    struct form_band head, subtotal, total;
    struct form_contact contact;
    struct form_block foot; /* its words may be none */
    size_t by, sort;        /* elements of the template, NO_ELEMENT: none */
};

#define NO_ELEMENT ((size_t)-1)

/* Reads the form at `path`. Where `certificate` is not NULL, its columns and definitions are
 * known to the form, too, and {printed_kk} and {printed_ru}: all texts of that language that
 * change from row to row; of a name that both have the form's own is meant, with `names_first`
 * the certificate's. Faults go to `findings`; returns NULL if there is one. Release with
 * form_free. */
struct form *form_read(const char *path, const struct template *certificate, bool names_first,
                       struct report *findings);
void form_free(struct form *form);

/* Says whether the file at `path` is the template of a certificate, and no form. */
bool form_is_certificate(const char *path);

/* Leaves out the columns that have texts, but none that `out` does not name. */
void form_leave_out(struct form *form, bool (*out)(const void *, const struct pattern *),
                    const void *context);

/* Puts the form on other paper. Reports when its columns do not fit there; returns false then.
 */
bool form_set_paper(struct form *form, const struct template_page *paper,
                    struct report *findings);

#endif
