/* What a run of issue has to say of its rows: a line of JSON for each, or what failed, who was
 * written, and the count. */
#ifndef KUALIK_ISSUE_REPORT_H
#define KUALIK_ISSUE_REPORT_H

#include "base/report.h"
#include "issue/batch.h"

#include <stdbool.h>
#include <stddef.h>

struct issue_report;

/* `list` and `out`, the paths as the user gave them, must outlive it. `named`: whoever gets a
 * certificate is told by name, if they are few. Release with issue_report_free. */
struct issue_report *issue_report_new(const char *list, const char *out, bool named);
void issue_report_free(struct issue_report *report);

/* Returns who gathers what the report tells; whoever prints the outcome as a line of JSON. */
struct listener issue_report_gatherer(struct issue_report *report);
struct listener issue_report_json(void);

/* Gathers a file in the folder that no row of the list gives; `context` is the report. */
void issue_report_stray(void *context, const struct stray *stray);

/* Returns how many rows have come to that. */
size_t issue_report_count(const struct issue_report *report, enum outcome_status status);

/* Tells, each where there is something to tell: on stderr why rows failed, a line for all of
 * one reason; on stdout, unless `silent`, who was written; which files no row gives, as
 * output_warning does. */
void issue_report_tell(const struct issue_report *report, bool silent, bool json);

/* Warns that the register has no numbers for so many spare certificates, if any. */
void issue_report_lacking_spares(size_t count, bool json);

/* Prints the last line to stdout, or stderr with `json`: how many were written, and which rows
 * are to be looked at, in a form that --only takes. */
void issue_report_summarise(const struct issue_report *report, bool json);

/* Says how many of `total` certificates could be written, where nothing is: the last line. */
void issue_report_forecast(const struct issue_report *report, size_t total, bool json);

/* Rows that could not be written, or will be anew, on their way to a report. */
struct row_faults {
    const char *list;        /* its path */
    bool refused;            /* also those of which the survey has told what is wrong */
    bool corrected;          /* also, as notes, those that are issued anew */
    struct report *findings; /* as errors */
};

/* Returns who adds them. */
struct listener issue_report_faults(struct row_faults *faults);

#endif
