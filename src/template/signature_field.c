#include "template/signature_field.h"

#include <string.h>

static bool is_field(const struct element *element, const char *name)
{
    return element->kind == ELEMENT_SIGNATURE && (!*name || strcmp(name, element->name) == 0);
}

/* Names the fields that there are. */
static void advise(const struct template *template, struct report *findings)
{
    struct buf names = {0};
    for (size_t i = 0; i < template->element_count; i++)
        if (template->elements[i].kind == ELEMENT_SIGNATURE && *template->elements[i].name)
            buf_printf(&names, "%s%s", names.size ? ", " : "", template->elements[i].name);
    if (names.size)
        report_advise(findings, "It has these: %s.", buf_text(&names));
    else
        report_advise(findings, "Leave --field out, or name its [signature].");
    buf_free(&names);
}

struct element *signature_field_find(const struct template *template, const char *name,
                                     struct report *findings)
{
    for (size_t i = 0; i < template->element_count; i++)
        if (is_field(&template->elements[i], name))
            return &template->elements[i];
    if (!*name)
        return NULL;
    report_add(findings, LEVEL_ERROR, (struct place){.file = template->path}, "field-unknown",
               "The template has no [signature %s] to be signed (--field).", name);
    advise(template, findings);
    return NULL;
}
