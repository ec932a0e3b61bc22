#include "bind/binder.h"

#include "bind/filter.h"

#include <string.h>

/* What the row shows of its person's gender. */
static void gather_clues(struct binder *binder)
{
    const struct binding *binding = binder->binding;
    const char *const *fields = binder->row->fields;
    struct gender_text *clues = arena_new(binder->arena, binding->clue_count, sizeof *clues);
    for (size_t i = 0; i < binding->clue_count; i++)
        clues[i] =
            (struct gender_text){fields[binding->clues[i].column], binding->clues[i].part};
    binder->gender = (struct row_gender){
        .stated = binding->gender == NO_COLUMN ? "" : fields[binding->gender],
        .heading = binding->gender_heading,
        .clues = clues,
        .clue_count = binding->clue_count,
    };
}

struct binder binder_begin(const struct binding *binding, const struct row *row,
                           struct arena *arena, struct place place, struct report *findings)
{
    struct binder binder = {
        .binding = binding,
        .row = row,
        .arena = arena,
        .place = place,
        .findings = findings,
        .first = findings->count,
        .gender = {.stated = "", .heading = binding->gender_heading},
    };
    if (row && row->fields)
        gather_clues(&binder);
    return binder;
}

const char *binder_value(struct binder *binder, const struct name *name, const char *lang)
{
    const struct binding *binding = binder->binding;
    switch (name->source) {
    case SOURCE_COLUMN:
        return binder->row ? binder->row->fields[name->index] : "";
    case SOURCE_DEFINE: /* they refer only to earlier ones, which the template has checked */
        return binder_plain(binder, &binding->template->defines[name->index].pattern, lang);
    case SOURCE_ROW:
        return binder->row ? arena_printf(binder->arena, "%zu", binder->row->number) : "";
    case SOURCE_SIGNER:
        return binding->words.signer;
    case SOURCE_TIME:
        return binding->words.time;
    case SOURCE_NUMBER:
        return binder->row ? binder->row->registered.number : "";
    case SOURCE_NOTHING:
        return "";
    case SOURCE_DUPLICATE:
        return binder->row ? binder->row->registered.duplicate : "";
    case SOURCE_VALUE:
        return binding->words.values[name->index].text;
    }
    return "";
}

/* What the row has in a column, for filters that look at more than their own text. A definition
 * may use such a filter itself, so it would have no end to look there. */
static const char *row_field(void *row, const char *text)
{
    struct binder *binder = row;
    const struct name *name = binding_find(binder->binding, text);
    return name && name->source == SOURCE_COLUMN && binder->row
               ? binder->row->fields[name->index]
               : NULL;
}

/* Of a gender that is not to be found, every name in every case would complain. */
static void fail_once(struct binder *binder, const char *placeholder, const struct error *err)
{
    struct place place = binder->place;
    place.placeholder = placeholder;
    if (!report_says(binder->findings, binder->first, err))
        report_add_error(binder->findings, LEVEL_ERROR, place, err);
}

bool binder_is_number(const char *column)
{
    return column && strcmp(column, "number") == 0;
}

/* Whether the pattern shows something of a person; of a spare certificate the number is known.
 */
bool binder_needs_person(const struct binding *binding, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *column = pattern->pieces[i].column;
        const struct name *name =
            column && !binder_is_number(column) ? binding_find(binding, column) : NULL;
        if (name && (name->source == SOURCE_COLUMN || name->source == SOURCE_ROW))
            return true;
        if (name && name->source == SOURCE_DEFINE &&
            binder_needs_person(binding, &binding->template->defines[name->index].pattern))
            return true;
    }
    return false;
}

/* Whether the placeholder is to be filled in by hand. */
static bool is_gap(const struct binder *binder, const struct piece *piece,
                   const struct name *name)
{
    const struct pattern alone = {.pieces = piece, .count = 1};
    return binder->spare && (piece->filter_count || name->source != SOURCE_DEFINE) &&
           binder_needs_person(binder->binding, &alone);
}

/* `whole` is the language of the whole text. */
static void add_placeholder(struct binder *binder, const struct piece *piece, const char *whole,
                            struct rich_maker *maker)
{
    static const char gap[] = "________________________";
    const char *lang = piece->lang ? piece->lang : whole;
    const struct name *name = binding_find(binder->binding, piece->column);
    if (is_gap(binder, piece, name)) {
        rich_add(maker, gap, piece->style, piece->lang);
        return;
    }
    const char *text = binder->spare && binder_is_number(piece->column)
                           ? binder->row->registered.number
                           : binder_value(binder, name, lang);
    struct filter_context context = {
        .arena = binder->arena,
        .grammar = binder->binding->grammar,
        .lang = lang,
        .column = piece->column,
        .part = name->source == SOURCE_COLUMN ? binder->binding->parts[name->index] : NAME_FULL,
        .field = row_field,
        .row = binder,
        .gender = binder->gender,
    };
    struct error err;
    if (filter_apply(&context, piece->filters, piece->filter_count, text, &text, &err))
        rich_add(maker, text, piece->style, piece->lang);
    else
        fail_once(binder, piece->column, &err);
    if (context.note) {
        struct place place = binder->place;
        place.placeholder = piece->column;
        report_add(binder->findings, LEVEL_NOTE, place, context.note->code,
                   context.note->format, text);
    }
}

struct rich binder_rich(struct binder *binder, const struct pattern *pattern, const char *lang)
{
    struct rich_maker maker = {0};
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        if (piece->column)
            add_placeholder(binder, piece, lang, &maker);
        else
            rich_add(&maker, piece->text, piece->style, piece->lang);
    }
    return rich_end(&maker, binder->arena);
}

const char *binder_plain(struct binder *binder, const struct pattern *pattern, const char *lang)
{
    return binder_rich(binder, pattern, lang).text;
}
