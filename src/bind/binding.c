#include "bind/binding.h"

#include "base/mem.h"
#include "bind/binding_check.h"
#include "bind/facts.h"
#include "bind/left_empty.h"
#include "lang/column_kind.h"
#include "template/signature_field.h"

#include <stdlib.h>
#include <string.h>

const struct name *binding_find(const struct binding *binding, const char *text)
{
    for (size_t i = 0; i < binding->name_count; i++)
        if (*binding->names[i].text == *text && strcmp(binding->names[i].text, text) == 0)
            return &binding->names[i];
    return NULL;
}

/* Says whether the pattern shows anything of these sources, a sum of 1 << SOURCE_…. A
 * definition uses only those above it, so that this comes to an end. */
static bool shows(const struct binding *binding, const struct pattern *pattern,
                  unsigned sources)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *text = pattern->pieces[i].column;
        const struct name *name = text ? binding_find(binding, text) : NULL;
        if (!name)
            continue;
        if (sources & 1U << name->source)
            return true;
        if (name->source == SOURCE_DEFINE &&
            shows(binding, &binding->template->defines[name->index].pattern, sources))
            return true;
    }
    return false;
}

bool binding_shows_duplicate(const struct binding *binding)
{
    const struct template *template = binding->template;
    for (size_t i = 0; i < template->element_count; i++)
        if (template->elements[i].kind == ELEMENT_TEXT &&
            shows(binding, &template->elements[i].content, 1U << SOURCE_DUPLICATE))
            return true;
    return false;
}

bool binding_needs_row(const struct binding *binding, const struct pattern *pattern)
{
    return shows(binding, pattern, 1U << SOURCE_COLUMN | 1U << SOURCE_ROW);
}

bool binding_lacks(const struct binding *binding, const struct pattern *pattern)
{
    return shows(binding, pattern, 1U << SOURCE_NOTHING);
}

bool binding_shows_nothing(const struct binding *binding, const struct pattern *pattern)
{
    return binding_lacks(binding, pattern) &&
           !shows(binding, pattern, ~(1U << SOURCE_NOTHING | 1U << SOURCE_DEFINE));
}

static void add_name(struct binding *binding, const char *text, enum source source,
                     size_t index)
{
    binding->names[binding->name_count++] =
        (struct name){arena_text(&binding->arena, text), source, index};
}

/* Without a list there is none. */
static size_t columns_of(const struct roster *roster)
{
    return roster ? roster_columns(roster) : 0;
}

/* Returns which of the list's columns has the heading, or how many there are if none has. */
static size_t find_heading(const struct roster *roster, const char *heading)
{
    size_t column = 0;
    while (column < columns_of(roster) && strcmp(roster_heading(roster, column), heading) != 0)
        column++;
    return column;
}

/* The first of several equal names counts: what the template says goes before what the list
 * says. */
static void gather_names(struct binding *binding, const struct roster *roster)
{
    const struct template *template = binding->template;
    size_t columns = columns_of(roster);
    binding->names = arena_new(&binding->arena,
                               binding->words.value_count + template->define_count +
                                   template->column_count + columns + 5,
                               sizeof *binding->names);
    for (size_t i = 0; i < binding->words.value_count; i++)
        add_name(binding, binding->words.values[i].name, SOURCE_VALUE, i);
    for (size_t i = 0; i < template->define_count; i++)
        add_name(binding, template->defines[i].name, SOURCE_DEFINE, i);
    for (size_t i = 0; i < template->column_count; i++) {
        size_t column = find_heading(roster, template->columns[i].heading);
        if (column < columns)
            add_name(binding, template->columns[i].name, SOURCE_COLUMN, column);
    }
    for (size_t i = 0; i < columns; i++)
        if (*roster_heading(roster, i) &&
            !template_has_heading(template, roster_heading(roster, i)))
            add_name(binding, roster_heading(roster, i), SOURCE_COLUMN, i);
    add_name(binding, "row", SOURCE_ROW, 0);
    add_name(binding, "signer", SOURCE_SIGNER, 0);
    add_name(binding, "time", SOURCE_TIME, 0);
    if (template->registry.given)
        add_name(binding, "number", SOURCE_NUMBER, 0);
    /* Without a register no certificate is a duplicate, and it says nothing. */
    add_name(binding, "duplicate", SOURCE_DUPLICATE, 0);
}

/* What the list of a form lacks but may lack is empty. */
static void leave_empty(struct binding *binding, const struct roster *roster,
                        struct report *findings)
{
    struct arena arena = {0};
    size_t count;
    const char *const *lacking = left_empty_find(binding, roster, &arena, &count, findings);
    struct name *names = arena_new(&binding->arena, binding->name_count + count, sizeof *names);
    memcpy(names, binding->names, binding->name_count * sizeof *names);
    binding->names = names;
    for (size_t i = 0; i < count; i++)
        add_name(binding, lacking[i], SOURCE_NOTHING, 0);
    arena_free(&arena);
}

/* What else is required, and is no column of the list, is reported when all is checked. */
static void gather_required(struct binding *binding, const struct roster *roster)
{
    const struct template *template = binding->template;
    binding->required =
        arena_new(&binding->arena, template->required_count, sizeof *binding->required);
    for (size_t i = 0; i < template->required_count; i++) {
        const struct name *name = binding_find(binding, template->required[i]);
        if (name && name->source == SOURCE_COLUMN)
            binding->required[binding->required_count++] = (struct required){
                name->index, arena_text(&binding->arena, roster_heading(roster, name->index))};
    }
}

/* A pair is set in one size, so that a flag holds for both or for none. */
static void join_pairs(const struct template *template, bool *flags)
{
    for (size_t i = 0; i < template->element_count; i++)
        for (size_t j = 0; template->elements[i].pair && j < template->element_count; j++)
            if (template->elements[j].pair && !flags[j] &&
                strcmp(template->elements[i].pair, template->elements[j].pair) == 0)
                flags[i] = false;
}

/* Says whether the pattern reads the same in every certificate, as {duplicate} does where no
 * register can make one: such an element is laid out once. */
static bool is_fixed(const struct binding *binding, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *text = pattern->pieces[i].column;
        const struct name *name = text ? binding_find(binding, text) : NULL;
        if (text &&
            (binding->template->registry.given || !name || name->source != SOURCE_DUPLICATE))
            return false;
    }
    return true;
}

static void find_fixed(struct binding *binding)
{
    const struct template *template = binding->template;
    binding->fixed = arena_new(&binding->arena, template->element_count, sizeof(bool));
    binding->constant = arena_new(&binding->arena, template->element_count, sizeof(bool));
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        bool seal = element->kind == ELEMENT_SEAL;
        bool signature = element->kind == ELEMENT_SIGNATURE;
        binding->fixed[i] = signature || (!seal && is_fixed(binding, &element->content) &&
                                          is_fixed(binding, &element->alt));
        binding->constant[i] =
            signature || (!seal && template_constant(template, &element->content) &&
                          template_constant(template, &element->alt));
    }
    join_pairs(template, binding->fixed);
    join_pairs(template, binding->constant);
}

/* Without a place for it, a signature is there and shows nothing. */
static void find_signature(struct binding *binding, struct report *findings)
{
    const char *field = binding->words.field;
    const struct element *found =
        field ? signature_field_find(binding->template, field, findings) : NULL;
    binding->signature = found ? (size_t)(found - binding->template->elements) : NO_SIGNATURE;
}

/* Says whether the list or the template calls the column like that. */
static bool is_called(const struct binding *binding, const struct roster *roster, size_t column,
                      enum heading heading)
{
    bool called =
        column_kind_is(binding->grammar->words, heading, roster_heading(roster, column));
    for (size_t i = 0; !called && i < binding->name_count; i++)
        called = binding->names[i].source == SOURCE_COLUMN &&
                 binding->names[i].index == column &&
                 column_kind_is(binding->grammar->words, heading, binding->names[i].text);
    return called;
}

/* A column of a name, such as «Имя участника», is that of the given name where surnames have a
 * column without one. */
static void find_given_beside(struct binding *binding, const struct roster *roster)
{
    size_t surnames = 0, given = 0;
    for (size_t i = 0; i < columns_of(roster); i++) {
        surnames += binding->parts[i] == NAME_LAST;
        given += binding->parts[i] == NAME_FIRST;
    }
    for (size_t i = 0; given < surnames && i < columns_of(roster); i++)
        if (binding->parts[i] == NAME_FULL &&
            column_kind_is_given_beside(binding->grammar->words, roster_heading(roster, i))) {
            binding->parts[i] = NAME_FIRST;
            given++;
        }
}

static void gather_parts(struct binding *binding, const struct roster *roster)
{
    static const struct {
        enum heading heading;
        enum name_part part;
    } kinds[] = {{HEADING_SURNAME, NAME_LAST},
                 {HEADING_GIVEN, NAME_FIRST},
                 {HEADING_PATRONYMIC, NAME_PATRONYMIC}};
    binding->parts = arena_new(&binding->arena, columns_of(roster), sizeof *binding->parts);
    for (size_t i = 0; i < columns_of(roster); i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            if (binding->parts[i] == NAME_FULL &&
                is_called(binding, roster, i, kinds[k].heading))
                binding->parts[i] = kinds[k].part;
    find_given_beside(binding, roster);
}

static void gather_clues(struct binding *binding, const struct roster *roster)
{
    size_t count = columns_of(roster);
    binding->gender = NO_COLUMN;
    binding->gender_heading = "gender";
    binding->clues = arena_new(&binding->arena, count, sizeof *binding->clues);
    for (size_t i = 0; i < count; i++) {
        bool patronymic = binding->parts[i] == NAME_PATRONYMIC;
        if (binding->gender == NO_COLUMN && is_called(binding, roster, i, HEADING_GENDER)) {
            binding->gender = i;
            binding->gender_heading = arena_text(&binding->arena, roster_heading(roster, i));
        } else if (patronymic || is_called(binding, roster, i, HEADING_PERSON)) {
            binding->clues[binding->clue_count++] =
                (struct gender_clue){i, patronymic ? NAME_PATRONYMIC : NAME_FULL};
        }
    }
}

static bool load_grammar(struct binding *binding, struct report *findings)
{
    struct error err;
    if (!binding->grammar)
        binding->grammar = lang_new(&err);
    if (!binding->grammar)
        report_add_error(findings, LEVEL_ERROR, (struct place){0}, &err);
    return binding->grammar;
}

struct binding *binding_new(const struct template *template, const struct roster *roster,
                            const struct batch_words *words, struct lang *grammar,
                            struct report *findings)
{
    struct binding *binding = mem_new(1, sizeof *binding);
    size_t errors = findings->errors;
    binding->template = template;
    binding->grammar = grammar;
    binding->list = roster ? arena_text(&binding->arena, roster_path(roster)) : template->path;
    binding->words.signer = arena_text(&binding->arena, words->signer);
    binding->words.time = arena_text(&binding->arena, words->time);
    binding->words.field = words->field ? arena_text(&binding->arena, words->field) : NULL;
    binding->words.values = words->values;
    binding->words.value_count = words->value_count;
    binding->column_count = columns_of(roster);
    gather_names(binding, roster);
    if (!load_grammar(binding, findings)) {
        binding_free(binding);
        return NULL;
    }
    gather_parts(binding, roster);
    gather_clues(binding, roster);
    if (roster && !template->page_count) /* a form */
        leave_empty(binding, roster, findings);
    gather_required(binding, roster);
    find_fixed(binding);
    find_signature(binding, findings);
    binding_check(binding, roster, findings);
    if (findings->errors == errors) {
        facts_gather(binding);
        return binding;
    }
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
