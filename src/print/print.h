/* One file for the printer with everybody's certificate: the very pages that `kualik issue`
 * writes, unsigned, in the order in which they are handed out. It uses up no number. */
#ifndef KUALIK_PRINT_H
#define KUALIK_PRINT_H

#include "base/error.h"
#include "base/report.h"
#include "issue/job.h"
#include "print/print_file.h"
#include "print/print_rows.h"
#include "template/printer.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How sheets are printed; both sides where a certificate has more than one page. */
enum print_sides { PRINT_SIDES_FITTING, PRINT_ONE_SIDE, PRINT_LONG_EDGE, PRINT_SHORT_EDGE };

struct print_options {
    size_t threads;
    struct print_filter filter;
    const char *separator_form; /* path of the form of separators, which stand before each group
                                   of the filter; NULL: none do */
    const char *fonts;          /* folder of fonts for it, NULL: none of one's own */
    size_t spares; /* certificates of nobody, with numbers that the register has reserved */
    size_t copies; /* of each certificate, one behind another */
    bool blank;    /* only what differs from row to row: the rest is on the paper */
    enum print_sides sides;
    struct printer printer;  /* how it is put right; zeros: not at all */
    const atomic_bool *stop; /* ends the run between two rows when set; NULL: nothing does */
    int64_t time;            /* seconds since 1970, of making */
    int offset;              /* minutes east of UTC in which that time is written */
    const char *producer;    /* "kualik 1.0" */

    /* Called with each person in the order of the file, the certificate's number ("": it has
     * none) and its file; texts are lent. NULL: nobody asks. */
    void (*printed)(void *context, size_t row, const char *who, const char *number,
                    const char *file);
    void *printed_context;
};

/* What came of it: (people + spares) × copies × sheets each + separators = sheets. */
struct print_result {
    size_t people;     /* printed */
    size_t spares;     /* printed */
    size_t kept_back;  /* rows that `kualik issue` keeps back, too */
    size_t each;       /* sheets of a certificate */
    size_t separators; /* sheets of them */
    size_t sheets;     /* in the file */
};

/* Surveys the list and writes the file, but does not publish it. What is wrong with the rows
 * that were asked for goes to `findings`, sorted; those with an error are kept back. Fails when
 * there is nobody to print, when the list cannot be read to its end or has changed meanwhile,
 * or when the run was stopped. */
bool print_write(struct job *job, const struct print_options *options, struct single_file *file,
                 struct print_result *result, struct report *findings, struct error *err);

#endif
