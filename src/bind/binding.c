#include "bind/binding.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bind/filter.h"
#include "lang/column_kind.h"

#include <stdlib.h>
#include <string.h>

const struct name *binding_find(const struct binding *binding, const char *text)
{
    for (size_t i = 0; i < binding->name_count; i++)
        if (strcmp(binding->names[i].text, text) == 0)
            return &binding->names[i];
    return NULL;
}

static void add_name(struct binding *binding, const char *text, enum source source,
                     size_t index)
{
    binding->names[binding->name_count++] =
        (struct name){arena_text(&binding->arena, text), source, index};
}

/* Returns which of the list's columns has the heading, or how many there are if none has. */
static size_t find_heading(const struct roster *roster, const char *heading)
{
    size_t column = 0;
    while (column < roster_columns(roster) &&
           strcmp(roster_heading(roster, column), heading) != 0)
        column++;
    return column;
}

static const struct template_column *find_column(const struct template *template,
                                                 const char *name, const char *heading)
{
    for (size_t i = 0; i < template->column_count; i++) {
        const struct template_column *column = &template->columns[i];
        if ((name && strcmp(column->name, name) == 0) ||
            (heading && strcmp(column->heading, heading) == 0))
            return column;
    }
    return NULL;
}

/* The first of several equal names counts: what the template says goes before what the list
 * says. */
static void gather_names(struct binding *binding, const struct roster *roster)
{
    const struct template *template = binding->template;
    size_t columns = roster_columns(roster);
    binding->names = arena_new(&binding->arena,
                               template->define_count + template->column_count + columns + 3,
                               sizeof *binding->names);
    for (size_t i = 0; i < template->define_count; i++)
        add_name(binding, template->defines[i].name, SOURCE_DEFINE, i);
    for (size_t i = 0; i < template->column_count; i++) {
        size_t column = find_heading(roster, template->columns[i].heading);
        if (column < columns)
            add_name(binding, template->columns[i].name, SOURCE_COLUMN, column);
    }
    for (size_t i = 0; i < columns; i++)
        if (!find_column(template, NULL, roster_heading(roster, i)))
            add_name(binding, roster_heading(roster, i), SOURCE_COLUMN, i);
    add_name(binding, "row", SOURCE_ROW, 0);
    add_name(binding, "signer", SOURCE_SIGNER, 0);
    add_name(binding, "time", SOURCE_TIME, 0);
}

static struct place at_line(const struct binding *binding, size_t line)
{
    return (struct place){.file = binding->template->path, .line = line};
}

/* Lists the names there are, so that the advice can be followed without opening the list. */
static const char *known_names(const struct binding *binding, struct arena *arena)
{
    struct buf list = {0};
    for (size_t i = 0; i < binding->name_count; i++)
        if (binding->names[i].source <= SOURCE_DEFINE)
            buf_printf(&list, "%s%s", list.size ? ", " : "", binding->names[i].text);
    const char *text = arena_text(arena, buf_text(&list));
    buf_free(&list);
    return text;
}

static void fail_of_name(const struct binding *binding, const char *name, size_t line,
                         struct report *findings)
{
    struct arena scratch = {0};
    /* Where the list lacks the heading of a name, that is told once, at the heading. */
    if (find_column(binding->template, name, NULL))
        return;
    const char **words = arena_new(&scratch, binding->name_count, sizeof *words);
    for (size_t i = 0; i < binding->name_count; i++)
        words[i] = binding->names[i].text;
    const char *nearest = utf8_nearest(name, words, binding->name_count);
    const char *advice =
        nearest ? arena_printf(&scratch, "Did you mean {%s}?", nearest)
                : arena_printf(&scratch, "There are: %s.", known_names(binding, &scratch));
    report_add(findings, LEVEL_ERROR, at_line(binding, line), "?", "{%s} is no column of %s.",
               name, binding->list);
    report_advise_words(findings, advice);
    arena_free(&scratch);
}

/* `lang` is that of the text, NULL for a definition, which may stand in any. */
static void check_pattern(const struct binding *binding, const struct pattern *pattern,
                          const char *lang, size_t line, struct report *findings)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        if (!piece->column)
            continue;
        if (!binding_find(binding, piece->column))
            fail_of_name(binding, piece->column, line, findings);
        for (size_t f = 0; f < piece->filter_count; f++) {
            struct error err;
            if (!filter_check(&piece->filters[f], lang, &err))
                report_add_error(findings, LEVEL_ERROR, at_line(binding, line), &err);
        }
    }
}

static const char *const content_keys[] = {
    [ELEMENT_TEXT] = "text",
    [ELEMENT_IMAGE] = "file",
    [ELEMENT_QR] = "text",
    [ELEMENT_SIGNATURE] = "text",
};

static size_t key_line(const struct binding *binding, const struct element *element,
                       const char *key)
{
    return template_line(binding->template, element->section, key);
}

/* The signature is the same in every certificate, so it can show nothing of a row. */
static void check_signature(const struct binding *binding, const struct element *element,
                            const struct pattern *pattern, const char *key,
                            struct report *findings)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *column = pattern->pieces[i].column;
        const struct name *name = column ? binding_find(binding, column) : NULL;
        if (name && name->source != SOURCE_SIGNER && name->source != SOURCE_TIME) {
            report_add(findings, LEVEL_ERROR, at_line(binding, key_line(binding, element, key)),
                       "?", "a signature cannot show {%s}, which changes from row to row.",
                       column);
            report_advise(findings,
                          "Only {signer} and {time} can stand here, if neither the list nor "
                          "[define] uses these names.");
        }
    }
}

static void check_element(const struct binding *binding, const struct element *element,
                          struct report *findings)
{
    const struct {
        const char *key;
        const struct pattern *pattern;
    } patterns[] = {{content_keys[element->kind], &element->content}, {"alt", &element->alt}};
    const char *lang = element->tag.lang ? element->tag.lang : binding->template->lang;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (pattern_fixed(patterns[i].pattern))
            continue;
        check_pattern(binding, patterns[i].pattern, lang,
                      key_line(binding, element, patterns[i].key), findings);
        if (element->kind == ELEMENT_SIGNATURE)
            check_signature(binding, element, patterns[i].pattern, patterns[i].key, findings);
    }
}

static void check_elements(struct binding *binding, struct report *findings)
{
    const struct template *template = binding->template;
    binding->fixed = arena_new(&binding->arena, template->element_count, sizeof(bool));
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        bool constant = pattern_fixed(&element->content) && pattern_fixed(&element->alt);
        binding->fixed[i] = constant || element->kind == ELEMENT_SIGNATURE;
        check_element(binding, element, findings);
    }
    /* A pair is set in one size, so it is fixed only together. */
    for (size_t i = 0; i < template->element_count; i++)
        for (size_t j = 0; template->elements[i].pair && j < template->element_count; j++)
            if (template->elements[j].pair && !binding->fixed[j] &&
                strcmp(template->elements[i].pair, template->elements[j].pair) == 0)
                binding->fixed[i] = false;
}

static void check_document(const struct binding *binding, struct report *findings)
{
    const struct template *template = binding->template;
    const struct {
        const char *key;
        const struct pattern *pattern;
    } patterns[] = {
        {"file", &template->file},     {"title", &template->title},
        {"author", &template->author}, {"subject", &template->subject},
        {"who", &template->who},       {"keywords", &template->keywords},
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        check_pattern(binding, patterns[i].pattern, template->lang,
                      template_line(template, "document", patterns[i].key), findings);
    for (size_t i = 0; i < template->define_count; i++)
        check_pattern(binding, &template->defines[i].pattern, NULL, template->defines[i].line,
                      findings);
}

static void check_columns(struct binding *binding, const struct roster *roster,
                          struct report *findings)
{
    const struct template *template = binding->template;
    for (size_t i = 0; i < template->column_count; i++) {
        const struct template_column *column = &template->columns[i];
        if (find_heading(roster, column->heading) == roster_columns(roster)) {
            report_add(findings, LEVEL_ERROR, at_line(binding, column->line), "?",
                       "%s has no heading «%s».", binding->list, column->heading);
            report_advise(findings,
                          "Compare the headings in the list's first row letter by letter.");
        }
    }
    binding->required =
        arena_new(&binding->arena, template->required_count, sizeof *binding->required);
    for (size_t i = 0; i < template->required_count; i++) {
        const struct name *name = binding_find(binding, template->required[i]);
        size_t line = template_line(template, "document", "required");
        if (name && name->source == SOURCE_COLUMN)
            binding->required[binding->required_count++] = (struct required){
                name->index, arena_text(&binding->arena, roster_heading(roster, name->index))};
        else if (name) {
            report_add(findings, LEVEL_ERROR, at_line(binding, line), "?",
                       "{%s} is no column of %s.", name->text, binding->list);
            report_advise(findings, "Require the columns that it is made of.");
        } else
            fail_of_name(binding, template->required[i], line, findings);
    }
}

static void check_values(struct binding *binding, struct report *findings)
{
    const struct template *template = binding->template;
    for (size_t i = 0; i < template->value_count; i++) {
        const struct template_values *values = &template->values[i];
        const struct name *name = binding_find(binding, values->name);
        if (!name)
            fail_of_name(binding, values->name, values->line, findings);
        else if (name->source != SOURCE_COLUMN) {
            report_add(findings, LEVEL_ERROR, at_line(binding, values->line), "?",
                       "{%s} is no column of %s.", name->text, binding->list);
            report_advise(findings, "[values] are those of the list's columns.");
        }
    }
}

/* Says whether the list or the template calls the column like that. */
static bool is_called(const struct binding *binding, const struct roster *roster, size_t column,
                      enum heading heading)
{
    bool called = column_kind_is(heading, roster_heading(roster, column));
    for (size_t i = 0; !called && i < binding->name_count; i++)
        called = binding->names[i].source == SOURCE_COLUMN &&
                 binding->names[i].index == column &&
                 column_kind_is(heading, binding->names[i].text);
    return called;
}

static void gather_clues(struct binding *binding, const struct roster *roster)
{
    size_t count = roster_columns(roster);
    binding->gender = NO_COLUMN;
    binding->clues = arena_new(&binding->arena, count, sizeof *binding->clues);
    for (size_t i = 0; i < count; i++) {
        bool patronymic = is_called(binding, roster, i, HEADING_PATRONYMIC);
        if (binding->gender == NO_COLUMN && is_called(binding, roster, i, HEADING_GENDER))
            binding->gender = i;
        else if (patronymic || is_called(binding, roster, i, HEADING_PERSON))
            binding->clues[binding->clue_count++] =
                (struct gender_clue){i, patronymic ? NAME_PATRONYMIC : NAME_FULL};
    }
}

static void load_grammar(struct binding *binding, struct report *findings)
{
    struct error err;
    binding->grammar = lang_new(&err);
    if (!binding->grammar)
        report_add_error(findings, LEVEL_ERROR, (struct place){0}, &err);
}

struct binding *binding_new(const struct template *template, const struct roster *roster,
                            const struct batch_words *words, struct report *findings)
{
    struct binding *binding = mem_new(1, sizeof *binding);
    size_t errors = findings->errors;
    binding->template = template;
    binding->list = arena_text(&binding->arena, roster_path(roster));
    binding->words.signer = arena_text(&binding->arena, words->signer);
    binding->words.time = arena_text(&binding->arena, words->time);
    gather_names(binding, roster);
    gather_clues(binding, roster);
    check_document(binding, findings);
    check_elements(binding, findings);
    check_columns(binding, roster, findings);
    check_values(binding, findings);
    load_grammar(binding, findings);
    if (findings->errors == errors)
        return binding;
    binding_free(binding);
    return NULL;
}

void binding_free(struct binding *binding)
{
    if (!binding)
        return;
    lang_free(binding->grammar);
    arena_free(&binding->arena);
    free(binding);
}
