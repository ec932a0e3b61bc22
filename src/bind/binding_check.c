#include "bind/binding_check.h"

#include "bind/filter.h"
#include "bind/missing_columns.h"
#include "template/element_pattern.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A binding that is being checked. */
struct binding_check {
    const struct binding *binding;
    const struct roster *roster;
    struct report *findings;
    struct missing_columns missing;
};

static struct place place_of(const struct binding *binding, const char *section,
                             const char *key)
{
    return (struct place){
        .file = binding->template->path,
        .line = template_line(binding->template, section, key),
        .section = section,
        .key = key,
    };
}

/* Notes that nobody has the name. Where the list lacks its heading, that is reported of the
 * heading. */
static void miss(struct binding_check *check, const char *name, struct place place)
{
    if (!check->roster) {
        report_add(check->findings, LEVEL_ERROR, place, "name-without-list",
                   "{%s} stands for nothing here: there is no list.", name);
        return;
    }
    if (!template_find_column(check->binding->template, name))
        missing_columns_add_name(&check->missing, name, place);
}

/* `lang` is that of the text, NULL for a definition, which may stand in any. */
static void check_pattern(struct binding_check *check, const struct pattern *pattern,
                          const char *lang, struct place place)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        if (!piece->column)
            continue;
        if (!binding_find(check->binding, piece->column))
            miss(check, piece->column, place);
        struct place use = place;
        use.placeholder = piece->column;
        for (size_t f = 0; f < piece->filter_count; f++) {
            struct error err;
            if (!filter_check(check->binding->grammar, &piece->filters[f],
                              piece->lang ? piece->lang : lang, &err))
                report_add_error(check->findings, LEVEL_ERROR, use, &err);
        }
    }
}

/* The signature is the same in every certificate, so it can show nothing of a row. */
static void check_signature(struct binding_check *check, const struct pattern *pattern,
                            struct place place)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *column = pattern->pieces[i].column;
        const struct name *name = column ? binding_find(check->binding, column) : NULL;
        if (!name || name->source == SOURCE_SIGNER || name->source == SOURCE_TIME)
            continue;
        report_add(check->findings, LEVEL_ERROR, place, "signature-column",
                   "A signature cannot show {%s}, which changes from row to row.", column);
        report_advise(check->findings, "Only {signer} and {time} can stand here, if neither "
                                       "the list nor [define] uses these names.");
    }
}

static void check_element(struct binding_check *check, const struct element *element)
{
    const struct binding *binding = check->binding;
    struct element_pattern patterns[ELEMENT_PATTERNS];
    size_t count = element_patterns(binding->template, element, patterns);
    for (size_t i = 0; i < count; i++) {
        if (pattern_fixed(patterns[i].pattern))
            continue;
        struct place place = place_of(binding, element->section, patterns[i].key);
        check_pattern(check, patterns[i].pattern, patterns[i].lang, place);
        if (element->kind == ELEMENT_SIGNATURE)
            check_signature(check, patterns[i].pattern, place);
    }
}

static void check_document(struct binding_check *check)
{
    const struct template *template = check->binding->template;
    const struct {
        const char *key;
        const struct pattern *pattern;
    } patterns[] = {
        {"file", &template->file},     {"title", &template->title},
        {"author", &template->author}, {"subject", &template->subject},
        {"who", &template->who},       {"keywords", &template->keywords},
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        check_pattern(check, patterns[i].pattern, template->lang,
                      place_of(check->binding, "document", patterns[i].key));
    for (size_t i = 0; i < template->define_count; i++)
        check_pattern(check, &template->defines[i].pattern, NULL,
                      place_of(check->binding, "define", template->defines[i].name));
}

/* Without a list there is none. */
static bool has_heading(const struct roster *roster, const char *heading)
{
    for (size_t i = 0; roster && i < roster_columns(roster); i++)
        if (strcmp(roster_heading(roster, i), heading) == 0)
            return true;
    return false;
}

/* Every heading that [columns] names must be in the list. */
static void check_columns(struct binding_check *check)
{
    const struct binding *binding = check->binding;
    const struct template *template = binding->template;
    for (size_t i = 0; i < template->column_count; i++) {
        const struct template_column *column = &template->columns[i];
        if (!has_heading(check->roster, column->heading))
            missing_columns_add_heading(&check->missing, column->heading,
                                        place_of(binding, "columns", column->name));
    }
}

static void check_required(struct binding_check *check)
{
    const struct binding *binding = check->binding;
    const struct template *template = binding->template;
    const struct place place = place_of(binding, "document", "required");
    for (size_t i = 0; i < template->required_count; i++) {
        const struct name *name = binding_find(binding, template->required[i]);
        if (!name) {
            miss(check, template->required[i], place);
        } else if (name->source != SOURCE_COLUMN &&
                   name->source != SOURCE_NUMBER) { /* a register's is never empty */
            report_add(check->findings, LEVEL_ERROR, place, "required-not-a-column",
                       "{%s} is not a column of %s.", name->text, binding->list);
            report_advise(check->findings, "Require the columns that it is made of.");
        }
    }
}

/* Names by which people are sorted or told apart. */
static void check_register(struct binding_check *check)
{
    const struct template_register *registry = &check->binding->template->registry;
    const struct place order = place_of(check->binding, "register", "order"),
                       person = place_of(check->binding, "register", "person");
    for (size_t i = 0; i < registry->order_count; i++)
        if (!binding_find(check->binding, registry->order[i]))
            miss(check, registry->order[i], order);
    for (size_t i = 0; i < registry->person_count; i++)
        if (!binding_find(check->binding, registry->person[i]))
            miss(check, registry->person[i], person);
    if (registry->given && !registry->number.text &&
        binding_find(check->binding, "number")->source == SOURCE_NUMBER) {
        report_add(check->findings, LEVEL_ERROR, place_of(check->binding, "register", "number"),
                   "register-number-missing",
                   "The list has no column «number», and nothing says how the register's "
                   "numbers are written.");
        report_advise(check->findings, "Write it here, such as number = ОСК-{year}-{seq:4}.");
    }
}

static void check_values(struct binding_check *check)
{
    const struct binding *binding = check->binding;
    const struct template *template = binding->template;
    for (size_t i = 0; i < template->value_count; i++) {
        const char *text = template->values[i].name;
        const struct name *name = binding_find(binding, text);
        const struct place place = place_of(binding, "values", text);
        if (!name) {
            miss(check, text, place);
        } else if (name->source != SOURCE_COLUMN) {
            report_add(check->findings, LEVEL_ERROR, place, "values-not-a-column",
                       "{%s} is not a column of %s.", name->text, binding->list);
            report_advise(check->findings, "[values] are those of the list's columns.");
        }
    }
}

void binding_check(const struct binding *binding, const struct roster *roster,
                   struct report *findings)
{
    const struct template *template = binding->template;
    struct binding_check check = {.binding = binding, .roster = roster, .findings = findings};
    check_document(&check);
    for (size_t i = 0; i < template->element_count; i++)
        check_element(&check, &template->elements[i]);
    check_columns(&check);
    check_required(&check);
    check_values(&check);
    check_register(&check);
    if (roster)
        missing_columns_report(&check.missing, binding, roster, findings);
}
