#include "cli/issue_report.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/number.h"
#include "cli/output.h"
#include "issue/strays.h"

#include <libintl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAMED = 10,       /* people and files that are named: more nobody reads */
    NAMES_SIZE = 400, /* bytes of files that are named in one message */
    STATUSES = OUTCOME_STOPPED + 1,
};

struct rows {
    size_t *list; /* ascending */
    size_t count, room;
};

/* Rows that failed for one reason. */
struct reason {
    struct error error; /* of the first, with its place */
    struct rows rows;
    bool written; /* the certificates are there, but signed at a lower level than asked for */
};

/* What is named of a number of files. */
struct names {
    struct buf text; /* with commas between */
    size_t count, named;
};

struct issue_report {
    const char *list, *out;
    bool named;
    size_t counts[STATUSES];
    struct rows failed, stopped, lowered, below, waiting;
    struct reason *reasons;
    size_t reason_count, reason_room;
    struct buf people; /* lines */
    size_t people_count;
    struct buf anew; /* lines of those who have a new certificate in the place of one */
    size_t anew_count;
    struct names strays, registered, renamed, unlisted; /* `unlisted` wait for signatures */
    bool doubtful; /* a stray may be that of a row that failed */
};

struct issue_report *issue_report_new(const char *list, const char *out, bool named)
{
    struct issue_report *report = mem_new(1, sizeof *report);
    report->list = list;
    report->out = out;
    report->named = named;
    return report;
}

void issue_report_free(struct issue_report *report)
{
    if (!report)
        return;
    for (size_t i = 0; i < report->reason_count; i++)
        free(report->reasons[i].rows.list);
    free(report->reasons);
    free(report->failed.list);
    free(report->stopped.list);
    free(report->lowered.list);
    free(report->below.list);
    free(report->waiting.list);
    buf_free(&report->people);
    buf_free(&report->anew);
    buf_free(&report->strays.text);
    buf_free(&report->registered.text);
    buf_free(&report->renamed.text);
    buf_free(&report->unlisted.text);
    free(report);
}

/* ---- gathering -------------------------------------------------------------------------- */

static void add_row(struct rows *rows, size_t row)
{
    rows->list = mem_grow(rows->list, rows->count, &rows->room, sizeof *rows->list);
    rows->list[rows->count++] = row;
}

static struct reason *find_reason(struct issue_report *report, const struct error *error)
{
    for (size_t i = 0; i < report->reason_count; i++) {
        const struct error *known = &report->reasons[i].error;
        if (message_equal(&known->what, known->texts, &error->what, error->texts))
            return &report->reasons[i];
    }
    report->reasons = mem_grow(report->reasons, report->reason_count, &report->reason_room,
                               sizeof *report->reasons);
    struct reason *reason = &report->reasons[report->reason_count++];
    *reason = (struct reason){.error = *error};
    return reason;
}

static void add_reason(struct issue_report *report, const struct outcome *outcome)
{
    struct reason *reason = find_reason(report, outcome->error);
    add_row(&reason->rows, outcome->row);
    reason->written = outcome->status == OUTCOME_WRITTEN;
    error_at(&reason->error, (struct place){.file = report->list,
                                            .line = outcome->line,
                                            .row = outcome->row,
                                            .who = outcome->who});
}

static void add_person(struct issue_report *report, const struct outcome *outcome)
{
    struct buf person = {0};
    output_add_person(&person, outcome->who, outcome->number);
    if (report->people_count++ < NAMED)
        buf_printf(&report->people,
                   outcome->status == OUTCOME_WRITTEN
                       ? gettext("row %zu: %s: %s\n")
                       : gettext("row %zu: %s: %s, which was there already\n"),
                   outcome->row, buf_text(&person), outcome->file);
    buf_free(&person);
}

/* Notes whose certificate is issued anew: what was corrected, and where the old file is. */
static void add_anew(struct issue_report *report, const struct outcome *outcome)
{
    bool corrected = outcome->corrected && *outcome->corrected;
    bool archived = outcome->archived && *outcome->archived;
    if ((!corrected && !archived) || report->anew_count++ >= NAMED)
        return;
    if (corrected && archived)
        buf_printf(&report->anew,
                   gettext("row %zu: %s: corrected (%s), № %s is issued anew, the old file is "
                           "%s\n"),
                   outcome->row, outcome->who, outcome->corrected, outcome->number,
                   outcome->archived);
    else if (corrected)
        buf_printf(&report->anew, gettext("row %zu: %s: corrected (%s), № %s is issued anew\n"),
                   outcome->row, outcome->who, outcome->corrected, outcome->number);
    else
        buf_printf(&report->anew,
                   gettext("row %zu: %s: № %s is issued anew, the old file is %s\n"),
                   outcome->row, outcome->who, outcome->number, outcome->archived);
}

static void gather(void *context, const struct outcome *outcome)
{
    struct issue_report *report = context;
    report->counts[outcome->status]++;
    switch (outcome->status) {
    case OUTCOME_WRITTEN:
    case OUTCOME_KEPT:
        add_person(report, outcome);
        add_anew(report, outcome);
        if (outcome->is_below)
            add_row(&report->below, outcome->row);
        if (outcome->error) {
            add_reason(report, outcome);
            add_row(&report->lowered, outcome->row);
        }
        return;
    case OUTCOME_FAILED:
        add_reason(report, outcome);
        break;
    case OUTCOME_STOPPED:
        add_reason(report, outcome);
        add_row(&report->stopped, outcome->row);
        return;
    case OUTCOME_WAITING:
        add_row(&report->waiting, outcome->row);
        return;
    case OUTCOME_REFUSED:
        break;
    }
    add_row(&report->failed, outcome->row);
}

struct listener issue_report_gatherer(struct issue_report *report)
{
    return (struct listener){.outcome = gather, .context = report};
}

void issue_report_stray(void *context, const struct stray *stray)
{
    struct issue_report *report = context;
    struct names *names = stray->waits     ? &report->unlisted
                          : stray->renamed ? &report->renamed
                          : stray->number  ? &report->registered
                                           : &report->strays;
    names->count++;
    if (names->named < NAMED && names->text.size < NAMES_SIZE) {
        names->named++;
        buf_printf(&names->text, "%s%s", names->text.size ? ", " : "", stray->file);
        if (stray->number)
            buf_printf(&names->text, " (%s: %s)", stray->number, stray->who);
    }
    report->doubtful = report->doubtful || (stray->doubtful && !stray->renamed);
}

size_t issue_report_count(const struct issue_report *report, enum outcome_status status)
{
    return report->counts[status];
}

/* ---- JSON ------------------------------------------------------------------------------- */

static void print_json(void *context, const struct outcome *outcome)
{
    static const char *const words[] = {
        [OUTCOME_WRITTEN] = "written", [OUTCOME_KEPT] = "kept",
        [OUTCOME_REFUSED] = "failed",  [OUTCOME_FAILED] = "failed",
        [OUTCOME_STOPPED] = "stopped", [OUTCOME_WAITING] = "waiting",
    };
    struct buf line = {0};
    (void)context;
    json_count(&line, "row", outcome->row);
    json_count(&line, "line", outcome->line);
    json_text(&line, "who", outcome->who);
    json_text(&line, "status", words[outcome->status]);
    json_text(&line, "file", outcome->file);
    json_text(&line, "number", outcome->number);
    json_text(&line, "corrected", outcome->corrected ? outcome->corrected : "");
    json_text(&line, "archived", outcome->archived ? outcome->archived : "");
    json_error(&line, outcome->error);
    output_object(&line);
}

static void add_corrected(const struct row_faults *faults, const struct outcome *outcome,
                          struct place place)
{
    if (!outcome->corrected || !*outcome->corrected)
        return;
    report_add(faults->findings, LEVEL_NOTE, place, "row-corrected",
               "the row was corrected (%s) since certificate %s was issued.",
               outcome->corrected, outcome->number);
    report_advise(faults->findings,
                  "kualik issue makes the certificate anew, under its number.");
}

static void add_fault(void *context, const struct outcome *outcome)
{
    const struct row_faults *faults = context;
    const struct place place = {
        .file = faults->list, .line = outcome->line, .row = outcome->row, .who = outcome->who};
    if (outcome->status == OUTCOME_FAILED)
        report_add_error(faults->findings, LEVEL_ERROR, place, outcome->error);
    if (faults->corrected && outcome->status == OUTCOME_WRITTEN)
        add_corrected(faults, outcome, place);
    if (outcome->status != OUTCOME_REFUSED || !faults->refused)
        return;
    report_add(faults->findings, LEVEL_ERROR, (struct place){.row = outcome->row},
               "row-cannot-be-issued", "This row cannot be issued; kualik check says why.");
}

struct listener issue_report_faults(struct row_faults *faults)
{
    return (struct listener){.outcome = add_fault, .context = faults};
}

struct listener issue_report_json(void)
{
    return (struct listener){.outcome = print_json};
}

/* ---- telling ---------------------------------------------------------------------------- */

static void tell_reason(const struct issue_report *report, const struct reason *reason)
{
    struct buf line = {0}, rows = {0};
    if (reason->rows.count == 1 && !reason->written) {
        output_fault(&reason->error);
        return;
    }
    if (reason->rows.count == 1) {
        output_warning(&reason->error, false); /* the line of its row has it */
        return;
    }
    number_ranges(&rows, reason->rows.list, reason->rows.count, SIZE_MAX);
    buf_printf(&line, gettext("%s: rows %s: "), report->list, buf_text(&rows));
    error_print_words(&reason->error, &line);
    output_line(stderr, buf_text(&line));
    buf_free(&line);
    buf_free(&rows);
}

static void tell_strays(const struct issue_report *report, bool json)
{
    const struct names *strays = &report->strays;
    struct error err;
    if (strays->count == strays->named)
        error_set_plural(&err, "folder-strays", strays->count,
                         "%zu file here belongs to no row of this list: %s.",
                         "%zu files here belong to no row of this list: %s.", strays->count,
                         buf_text(&strays->text));
    else
        error_set_plural(&err, "folder-strays", strays->count,
                         "%zu file here belongs to no row of this list, among them %s.",
                         "%zu files here belong to no row of this list, among them %s.",
                         strays->count, buf_text(&strays->text));
    if (report->doubtful)
        error_advise(&err, "Keep them until every row of the list is issued: they may belong "
                           "to rows that are not.");
    else
        error_advise(&err, "If a name was corrected since, delete the old certificate; those "
                           "of another list belong in a folder of their own.");
    error_at(&err, (struct place){.file = report->out});
    output_warning(&err, json);
}

/* What the register knows is never to be deleted by hand: it would miss the file. */
static void tell_registered(const struct issue_report *report, bool json)
{
    const struct names *files = &report->registered;
    struct error err;
    if (files->count == files->named)
        error_set_plural(&err, "folder-unlisted", files->count,
                         "%zu certificate of the register is of nobody in this list: %s.",
                         "%zu certificates of the register are of nobody in this list: %s.",
                         files->count, buf_text(&files->text));
    else
        error_set_plural(
            &err, "folder-unlisted", files->count,
            "%zu certificate of the register is of nobody in this list, among them %s.",
            "%zu certificates of the register are of nobody in this list, among them %s.",
            files->count, buf_text(&files->text));
    error_advise(&err, "If such a person is in the list under another name, use "
                       "--same ROW=NUMBER; under another number, give the row its number back; "
                       "if a certificate is not valid any more, use kualik register spoil or "
                       "kualik register revoke with its number.");
    error_at(&err, (struct place){.file = report->out});
    output_warning(&err, json);
}

static void tell_renamed(const struct issue_report *report, bool json)
{
    const struct names *files = &report->renamed;
    struct error err;
    if (files->count == files->named)
        error_set_plural(
            &err, "folder-renamed", files->count,
            "%zu certificate of the register is here under a name that is not its own: %s.",
            "%zu certificates of the register are here under names that are not their own: %s.",
            files->count, buf_text(&files->text));
    else
        error_set_plural(&err, "folder-renamed", files->count,
                         "%zu certificate of the register is here under a name that is not its "
                         "own, among them %s.",
                         "%zu certificates of the register are here under names that are not "
                         "their own, among them %s.",
                         files->count, buf_text(&files->text));
    error_advise(&err, "Give a renamed file its name back, and move copies out of this folder; "
                       "kualik register verify says which they are.");
    error_at(&err, (struct place){.file = report->out});
    output_warning(&err, json);
}

static void tell_unlisted(const struct issue_report *report, bool json)
{
    const struct names *files = &report->unlisted;
    const char *more = files->count > files->named ? ", …" : "";
    struct error err;
    error_set_plural(
        &err, "waiting-unlisted", files->count,
        "%zu certificate that waits for its signature is of no row of this list: %s%s.",
        "%zu certificates that wait for their signatures are of no row of this list: %s%s.",
        files->count, buf_text(&files->text), more);
    if (report->doubtful)
        error_advise(&err, "Keep them until every row of the list is issued: they may belong "
                           "to rows that are not.");
    else
        error_advise(&err, "To embed the signatures use the list that they were prepared from; "
                           "to give them up remove to-sign.json and "
                           "the files .waiting-*, and prepare anew what else waits.");
    error_at(&err, (struct place){.file = report->out});
    output_warning(&err, json);
}

static void tell_anew(const struct issue_report *report)
{
    struct buf line = {0};
    size_t more = report->anew_count > NAMED ? report->anew_count - NAMED : 0;
    output_lines(stdout, buf_text(&report->anew));
    if (!more)
        return;
    output_add(&line,
               ngettext("%zu more certificate is issued anew.",
                        "%zu more certificates are issued anew.", more),
               more);
    output_line(stdout, buf_text(&line));
    buf_free(&line);
}

void issue_report_tell(const struct issue_report *report, bool silent, bool json)
{
    for (size_t i = 0; i < report->reason_count; i++)
        tell_reason(report, &report->reasons[i]);
    if (report->named && !silent)
        output_lines(stdout, buf_text(&report->people));
    if (!silent)
        tell_anew(report);
    if (report->strays.count)
        tell_strays(report, json);
    if (report->registered.count)
        tell_registered(report, json);
    if (report->renamed.count)
        tell_renamed(report, json);
    if (report->unlisted.count)
        tell_unlisted(report, json);
}

/* People come before spare certificates, which may go without numbers. */
void issue_report_lacking_spares(size_t count, bool json)
{
    struct error err;
    if (count == 0)
        return;
    error_set_plural(
        &err, "spares-lacking", count,
        "%zu spare number was not reserved: the register has no more to give out.",
        "%zu spare numbers were not reserved: the register has no more to give out.", count);
    error_advise(&err, "Ask for fewer with `spares` in [register], or take the rest from a "
                       "register with another --range.");
    output_warning(&err, json);
}

/* Appends a sentence about rows, if there are any: how many, and which. */
static void add_rows(struct buf *line, const size_t *rows, size_t count, const char *one,
                     const char *several)
{
    struct buf list = {0};
    number_ranges(&list, rows, count, SIZE_MAX);
    if (count)
        output_add(line, ngettext(one, several, count), count, buf_text(&list));
    buf_free(&list);
}

/* Appends what has become of the rows that were not written. */
static void add_others(struct buf *line, const struct issue_report *report)
{
    size_t kept = report->counts[OUTCOME_KEPT];
    if (kept)
        output_add(line, ngettext("%zu was there already.", "%zu were there already.", kept),
                   kept);
    add_rows(line, report->below.list, report->below.count,
             "%zu of these is at a lower level than is asked for now; `kualik extend` raises "
             "it: row %s.",
             "%zu of these are at a lower level than is asked for now; `kualik extend` raises "
             "them: rows %s.");
    add_rows(line, report->lowered.list, report->lowered.count,
             "%zu is signed without a time-stamp (B-B): row %s.",
             "%zu are signed without a time-stamp (B-B): rows %s.");
    add_rows(line, report->waiting.list, report->waiting.count,
             "%zu waits for its signature, as to-sign.json says: row %s.",
             "%zu wait for their signatures, as to-sign.json says: rows %s.");
    add_rows(line, report->failed.list, report->failed.count, "%zu failed: row %s.",
             "%zu failed: rows %s.");
    add_rows(line, report->stopped.list, report->stopped.count, "%zu was not begun: row %s.",
             "%zu were not begun: rows %s.");
}

void issue_report_summarise(const struct issue_report *report, bool json)
{
    struct buf line = {0};
    size_t written = report->counts[OUTCOME_WRITTEN];
    output_add(
        &line,
        ngettext("%zu certificate written to %s.", "%zu certificates written to %s.", written),
        written, report->out);
    add_others(&line, report);
    output_result(&line, json);
}

void issue_report_forecast(const struct issue_report *report, size_t total, bool json)
{
    struct buf line = {0};
    output_add(&line,
               ngettext("%zu of %zu certificate can be written.",
                        "%zu of %zu certificates can be written.", total),
               report->counts[OUTCOME_WRITTEN], total);
    add_others(&line, report);
    output_result(&line, json);
}
