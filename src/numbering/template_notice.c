#include "numbering/template_notice.h"

#include <string.h>

bool template_notice_find(struct registry *registry, const struct template *template,
                          bool *changed, struct error *err)
{
    struct digest issued;
    bool noted = false;
    if (registry &&
        !registry_find_template(registry, template_name(template), &issued, &noted, err))
        return false;
    *changed = noted && memcmp(&issued, &template->digest, sizeof issued) != 0;
    return true;
}

static bool has_certificate(const struct numbered_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == NUMBERED_KNOWN && rows[i].selected)
            return true;
    return false;
}

bool template_notice_tell(struct registry *registry, const struct template *template,
                          const struct numbered_row *rows, size_t count,
                          struct report *findings, struct error *err)
{
    bool changed;
    if (!has_certificate(rows, count))
        return true;
    if (!template_notice_find(registry, template, &changed, err))
        return false;
    if (!changed)
        return true;
    report_add(findings, LEVEL_WARNING, (struct place){.file = template->path},
               "template-changed-since",
               "The template has changed since the certificates of this list were issued: "
               "kualik issue does not put others in their place, and names their rows.");
    report_advise(findings, "Use the template as it was, or issue them anew, under their "
                            "numbers, with kualik issue --replace.");
    return true;
}
