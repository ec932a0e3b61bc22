/* What a run of issue has to say of its rows: a line of JSON for each, or what failed, who was
 * written, and the count. */
#ifndef KUALIK_ISSUE_REPORT_H
#define KUALIK_ISSUE_REPORT_H

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
 * one reason; on stdout who was written; on stderr which files no row gives. */
void issue_report_tell(const struct issue_report *report, bool json);

/* Prints the last line to stdout, or stderr with `json`: how many were written, and which rows
 * are to be looked at, in a form that --only takes. */
void issue_report_summarise(const struct issue_report *report, bool json);

/* Prints a line of JSON for each of these rows, which a run that writes nothing, and ends with
 * `status`, found faulty. */
void issue_report_json_failed(const size_t *rows, size_t count, int status);

/* The same for a run that writes nothing: how many of `total` rows could be written; `failed`
 * could not. */
void issue_report_forecast(size_t total, const size_t *failed, size_t count, bool json);

#endif
