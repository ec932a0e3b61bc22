#include "print/issued_rows.h"

#include "numbering/coverage.h"
#include "numbering/template_notice.h"

static bool fail_unissued(const struct job *job, struct error *err)
{
    error_advise(err, "Run kualik issue first: it gives the numbers that are printed.");
    return error_at(err, (struct place){.file = roster_path(job->roster)});
}

bool issued_rows_check(const struct job *job, struct error *err)
{
    if (!job->numbering || coverage_has_known(job->numbering))
        return true;
    error_set(err, "nothing-issued", "Nothing has been issued of this list yet.");
    return fail_unissued(job, err);
}

bool issued_rows_check_some(const struct job *job, const struct print_rows *rows,
                            struct error *err)
{
    for (size_t i = 0; i < rows->count; i++)
        if (!job->numbering ||
            numbering_row(job->numbering, rows->list[i].index)->kind != NUMBERED_NEW)
            return true;
    error_set(err, "rows-not-issued",
              "Nothing has been issued yet of the rows that are asked for.");
    return fail_unissued(job, err);
}

/* What was signed says what the template said then. */
bool issued_rows_check_template(const struct job *job, struct report *findings,
                                struct error *err)
{
    struct registry *registry = job->numbering ? numbering_registry(job->numbering) : NULL;
    bool changed;
    if (!template_notice_find(registry, job->template, &changed, err))
        return false;
    if (!changed)
        return true;
    report_add(findings, LEVEL_WARNING, (struct place){.file = job->template->path},
               "template-changed",
               "The template has changed since the certificates were issued, so the sheets may "
               "say something else than the files.");
    report_advise(findings, "Issue them anew with kualik issue --replace, or print with the "
                            "template as it was.");
    return true;
}

static void report_outdated(struct place place, struct report *findings)
{
    report_add(findings, LEVEL_WARNING, place, "certificate-outdated",
               "The row has changed since its certificate was issued.");
    report_advise(findings, "Run kualik issue first: it issues the certificate anew, if the "
                            "change shows on it.");
}

bool issued_rows_has_number(const struct job *job, const struct print_row *row,
                            struct report *findings)
{
    const struct numbered_row *numbered =
        job->numbering ? numbering_row(job->numbering, row->index) : NULL;
    const struct place place = {.file = roster_path(job->roster), .row = row->number};
    if (numbered && numbered->kind == NUMBERED_KNOWN && numbered->changed)
        report_outdated(place, findings);
    if (!numbered || numbered->kind != NUMBERED_NEW)
        return true;
    report_add(findings, LEVEL_ERROR, place, "number-not-given",
               "The register has not given this row a number.");
    report_advise(findings, "Give it one: kualik issue.");
    return false;
}
