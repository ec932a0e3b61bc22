#include "issue/job.h"

#include "bind/headings.h"

static bool open_list(const struct job_source *source, struct job *job, struct report *findings)
{
    struct arena arena = {0};
    struct error err;
    struct roster_options options = {.list = source->list};
    if (job->template)
        options.headings = headings_needed(job->template, &arena, &options.heading_count);
    bool opened = roster_open(source->list_path, &options, &job->roster, &err);
    arena_free(&arena);
    if (!opened) {
        report_add_error(findings, LEVEL_ERROR, (struct place){.file = source->list_path},
                         &err);
        return false;
    }
    const struct report *notes = roster_notes(job->roster);
    for (size_t i = 0; i < notes->count; i++)
        report_copy(findings, &notes->list[i]);
    return true;
}

/* Each step adds its faults to those of the steps before: the template's and the list's are
 * told together, and so are unknown columns and missing fonts. */
static bool open_all(const struct job_source *source, struct job *job, struct report *findings)
{
    size_t errors = findings->errors;
    job->template = template_read(source->template_path, findings);
    bool sound = findings->errors == errors;
    bool listed = open_list(source, job, findings);
    if (!job->template)
        return false;
    job->faces = font_set_new(job->template, source->fonts, findings);
    if (listed)
        job->binding = binding_new(job->template, job->roster, &source->words, findings);
    if (!sound || !job->faces || !job->binding)
        return false;
    job->layout = layout_new(job->binding, job->faces, findings);
    return job->layout != NULL;
}

bool job_open(const struct job_source *source, struct job *job, struct report *findings)
{
    *job = (struct job){0};
    if (open_all(source, job, findings))
        return true;
    job_close(job);
    return false;
}

void job_close(struct job *job)
{
    layout_free(job->layout);
    binding_free(job->binding);
    font_set_free(job->faces);
    if (job->roster)
        roster_close(job->roster);
    template_free(job->template);
    *job = (struct job){0};
}
