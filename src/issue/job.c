#include "issue/job.h"

static bool open_list(const struct edition_source *source, struct edition *edition,
                      struct findings *findings)
{
    const struct roster_options options = {source->separator, source->encoding, source->sheet};
    struct err err;
    if (!roster_open(source->list_path, &options, &edition->roster, &err)) {
        findings_add_error(findings, (struct place){.file = source->list_path}, err.text);
        return false;
    }
    const struct findings *notes = roster_notes(edition->roster);
    for (size_t i = 0; i < notes->count; i++)
        findings_copy(findings, &notes->list[i]);
    return true;
}

/* Each step adds its faults to those of the steps before: the template's and the list's are
 * told together, and so are unknown columns and missing fonts. */
static bool open_all(const struct edition_source *source, struct edition *edition,
                     struct findings *findings)
{
    size_t errors = findings->errors;
    edition->template = template_read(source->template_path, findings);
    bool sound = findings->errors == errors;
    bool listed = open_list(source, edition, findings);
    if (!edition->template)
        return false;
    edition->faces = faces_new(edition->template, source->fonts, findings);
    if (listed)
        edition->binding =
            binding_new(edition->template, edition->roster, &source->words, findings);
    if (!sound || !edition->faces || !edition->binding)
        return false;
    edition->layout = layout_new(edition->binding, edition->faces, findings);
    return edition->layout != NULL;
}

bool edition_open(const struct edition_source *source, struct edition *edition,
                  struct findings *findings)
{
    *edition = (struct edition){0};
    if (open_all(source, edition, findings))
        return true;
    edition_close(edition);
    return false;
}

void edition_close(struct edition *edition)
{
    layout_free(edition->layout);
    binding_free(edition->binding);
    faces_free(edition->faces);
    if (edition->roster)
        roster_close(edition->roster);
    template_free(edition->template);
    *edition = (struct edition){0};
}
