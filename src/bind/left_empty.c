#include "bind/left_empty.h"

#include "base/buf.h"
#include "bind/headings.h"
#include "lang/column_kind.h"

#include <stdbool.h>
#include <string.h>

static bool is_in(const char *column, const char *lang)
{
    const char *language;
    column_kind_stem(column, &language);
    return language && strcmp(language, lang) == 0;
}

static bool is_column(const struct binding *binding, const char *name)
{
    const struct name *found = binding_find(binding, name);
    return found && found->source == SOURCE_COLUMN;
}

/* Says whether the list has columns of Kazakh, and none of Russian that is needed or has a name
 * in [columns]: one that has some of them lacks the others. */
static bool is_kazakh_alone(const struct binding *binding, const char *const *needed,
                            size_t count)
{
    bool kazakh = false, russian = false;
    for (size_t i = 0; i < binding->name_count; i++)
        kazakh |=
            binding->names[i].source == SOURCE_COLUMN && is_in(binding->names[i].text, "kk");
    for (size_t i = 0; i < count; i++)
        russian |= is_in(needed[i], "ru") && is_column(binding, needed[i]);
    for (size_t i = 0; i < binding->template->column_count; i++) {
        const char *name = binding->template->columns[i].name;
        russian |= is_in(name, "ru") && is_column(binding, name);
    }
    return kazakh && !russian;
}

static void report_optional(const char *names, const struct roster *roster,
                            struct report *findings)
{
    report_add(findings, LEVEL_WARNING, (struct place){.file = roster_path(roster)},
               "form-columns-lacking",
               "there is no %s; what the form shows of that is left out.", names);
    report_advise(findings, "If it is here under another heading, write that in [columns] of "
                            "the template, and give the template with -t.");
}

const char *const *left_empty_find(const struct binding *binding, const struct roster *roster,
                                   struct arena *arena, size_t *count, struct report *findings)
{
    size_t needed_count, russian = 0, missing = 0;
    const char *const *needed = headings_needed(binding->template, arena, &needed_count);
    const char **found = arena_new(arena, needed_count, sizeof *found);
    bool kazakh = is_kazakh_alone(binding, needed, needed_count);
    struct buf optional = {0};
    *count = 0;
    for (size_t i = 0; i < needed_count; i++) {
        if (binding_find(binding, needed[i]) ||
            template_has_heading(binding->template, needed[i]))
            continue;
        bool is_russian = kazakh && is_in(needed[i], "ru");
        if (!is_russian && !template_is_optional(binding->template, needed[i])) {
            missing++;
            continue;
        }
        found[(*count)++] = needed[i];
        russian += is_russian;
        if (!is_russian)
            buf_printf(&optional, "%s«%s»", optional.size ? ", " : "", needed[i]);
    }
    if (russian)
        report_add(findings, LEVEL_NOTE, (struct place){.file = roster_path(roster)},
                   "form-russian-empty",
                   "the list has no Russian columns; what the form shows of them is empty.");
    if (optional.size && !missing)
        report_optional(buf_text(&optional), roster, findings);
    buf_free(&optional);
    return found;
}
