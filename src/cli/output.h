/* What the commands say to a person: a line each, on whatever terminal; and to a program: lines
 * of JSON, which have standard output for themselves. What `json` asks for is this. */
#ifndef KUALIK_OUTPUT_H
#define KUALIK_OUTPUT_H

#include "base/buf.h"
#include "base/error.h"
#include "base/report.h"

#include <stdbool.h>
#include <stdio.h>

/* Prints the text as one line, whatever is in it: white space becomes spaces; what a terminal
 * would obey, or would show elsewhere than it stands, is shown by its number, <U+001B>. */
void output_line(FILE *stream, const char *text);

/* Prints each line of a text, which ends with a line break, as one. */
void output_lines(FILE *stream, const char *text);

/* Appends a formatted sentence to a line of them. */
void output_add(struct buf *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends who has a certificate, and its number: «Ким Ольга, № 017»; "": there is none. */
void output_add_person(struct buf *line, const char *who, const char *number);

/* Print to stderr what went wrong: after `kualik: `, which stands before all that is not said
 * of a row or a file; alone. */
void output_error(const struct error *err);
void output_fault(const struct error *err);

/* Prints to stderr, after `kualik: warning: `, what does not keep the command from its work;
 * with `json` to stdout, too, as output_json_findings does. */
void output_warning(const struct error *err, bool json);

/* The same without and with JSON, for whoever calls back with the error alone. */
void output_plain_warning(const struct error *err);
void output_json_warning(const struct error *err);

/* Prints to stderr `kualik: ` and a message; `code` and `format` are as error_set's. Returns
 * false. For what does not end the command. */
bool output_fail(const char *code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints what came of a command, or of one thing of many, as one line, and frees it: to stdout,
 * or with `json` to stderr. */
void output_result(struct buf *line, bool json);

/* Prints an object of JSON, which json_end has not closed, to stdout, and frees it. */
void output_object(struct buf *object);

/* Begins the object for a file that was written: with its `file` and the `status` "written". */
struct buf output_written(const char *path);

/* Prints that object, with `json`, and what came of it as output_result does; frees both. */
void output_made(struct buf *object, struct buf *line, bool json);

/* Adds the members of a place (`file`, `line`, `row`, `who`, `section`, `key`, `placeholder`,
 * `column`, `cell`; "" or 0 where it has none), `code`, `what` and `advice`. */
void output_add_fault(struct buf *object, const struct error *err);

/* Returns the exit status of a command that `err` ended: EXIT_UNSURE where what was to be
 * written is there nevertheless, else EXIT_UNUSABLE. */
int output_failure_status(const struct error *err);

/* Tells what ended a command, whose exit status is `status`: on stderr, and with `json` on
 * stdout, too, as an object with the `status` "error", the members of output_add_fault,
 * `message` (the whole, as on stderr) and `exit`, the exit status. */
void output_failure(const struct error *err, int status, bool json);

/* Prints such a line for each finding that is an error; for each other of at least that level a
 * line with the `status` "warning" or "note" and without `exit`. */
void output_json_findings(const struct report *findings, enum level least, int status);

/* Prints the lines of the findings that are warnings, as output_json_findings does. */
void output_json_warnings(const struct report *findings);

/* Prints the findings of at least that level to stderr, as output_findings does; with `json`,
 * to stdout as output_json_findings does. */
void output_faults(struct report *findings, enum level least, int status, bool json);

/* Says that the register is waited for, which another run has. */
void output_waiting(void);

/* Prints the findings of at least that level, sorted and in few lines (report_lines.h). Notes
 * are for `kualik check`. */
void output_findings(FILE *stream, struct report *findings, enum level least);

#endif
