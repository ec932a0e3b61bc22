#include "bind/card.h"

#include "base/buf.h"
#include "bind/file_name.h"
#include "bind/filter.h"
#include "template/element_pattern.h"

#include <string.h>

/* A row on its way to a card. */
struct binder {
    const struct binding *binding;
    const struct row *row; /* NULL: only what is the same for every row */
    struct arena *arena;
    struct card *card;
    struct report *findings;
    struct row_gender gender;
    size_t first; /* of the findings about this row */
    bool spare;   /* it is a certificate that is nobody's yet */
};

static const char *bind_plain(struct binder *binder, const struct pattern *pattern,
                              const char *lang);

static const char *name_value(struct binder *binder, const struct name *name, const char *lang)
{
    const struct binding *binding = binder->binding;
    switch (name->source) {
    case SOURCE_COLUMN:
        return binder->row ? binder->row->fields[name->index] : "";
    case SOURCE_DEFINE: /* they refer only to earlier ones, which the template has checked */
        return bind_plain(binder, &binding->template->defines[name->index].pattern, lang);
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
    struct place place = binder->card->place;
    place.placeholder = placeholder;
    if (!report_says(binder->findings, binder->first, err))
        report_add_error(binder->findings, LEVEL_ERROR, place, err);
}

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

static bool is_number(const char *column)
{
    return column && strcmp(column, "number") == 0;
}

/* Whether the pattern shows something of a person; of a spare certificate the number is known.
 */
static bool needs_person(const struct binding *binding, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *column = pattern->pieces[i].column;
        const struct name *name =
            column && !is_number(column) ? binding_find(binding, column) : NULL;
        if (name && (name->source == SOURCE_COLUMN || name->source == SOURCE_ROW))
            return true;
        if (name && name->source == SOURCE_DEFINE &&
            needs_person(binding, &binding->template->defines[name->index].pattern))
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
           needs_person(binder->binding, &alone);
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
    const char *text = binder->spare && is_number(piece->column)
                           ? binder->row->registered.number
                           : name_value(binder, name, lang);
    struct filter_context context = {
        .arena = binder->arena,
        .grammar = binder->binding->grammar,
        .lang = lang,
        .column = piece->column,
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
        struct place place = binder->card->place;
        place.placeholder = piece->column;
        report_add(binder->findings, LEVEL_NOTE, place, context.note->code,
                   context.note->format, text);
    }
}

static struct rich bind_rich(struct binder *binder, const struct pattern *pattern,
                             const char *lang)
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

static const char *bind_plain(struct binder *binder, const struct pattern *pattern,
                              const char *lang)
{
    return bind_rich(binder, pattern, lang).text;
}

/* A seal without one of its claims would vouch for less than it seems to. */
static void bind_claims(struct binder *binder, const struct element *element,
                        struct card_element *bound)
{
    struct element_pattern patterns[ELEMENT_PATTERNS];
    size_t count = element_patterns(binder->binding->template, element, patterns);
    bound->claims = arena_new(binder->arena, SEAL_CLAIMS, sizeof *bound->claims);
    for (size_t i = 0; i < SEAL_CLAIMS; i++) {
        const struct element_pattern *claim = &patterns[count - SEAL_CLAIMS + i];
        bound->claims[i] = bind_plain(binder, claim->pattern, claim->lang);
        if (*bound->claims[i] || !binder->row)
            continue;
        struct place place = binder->card->place;
        place.section = element->section;
        place.key = claim->key;
        report_add(binder->findings, LEVEL_ERROR, place, "seal-claim-empty",
                   "what the seal is to say is empty (%s = %s).", claim->key,
                   claim->pattern->source);
        report_advise(binder->findings, "Fill the fields that it uses.");
    }
}

/* Of a signature that somebody is to make later, only that is shown which does not depend on
 * who it will be. */
static bool is_to_come(const struct binding *binding, size_t index)
{
    const struct element *element = &binding->template->elements[index];
    return element->kind == ELEMENT_SIGNATURE && binding->words.field &&
           binding->signature != index && !pattern_fixed(&element->content);
}

static void bind_elements(struct binder *binder, bool fixed)
{
    const struct template *template = binder->binding->template;
    struct card_element *elements =
        arena_new(binder->arena, template->element_count, sizeof *elements);
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        const char *lang = element->tag.lang ? element->tag.lang : template->lang;
        elements[i].alt = "";
        if (binder->binding->fixed[i] != fixed)
            continue;
        if (!is_to_come(binder->binding, i))
            elements[i].content = bind_rich(binder, &element->content, lang);
        elements[i].alt = bind_plain(binder, &element->alt, lang);
        if (element->kind == ELEMENT_SEAL)
            bind_claims(binder, element, &elements[i]);
        if (element->tag.role == ROLE_FIGURE && elements[i].content.size && !*elements[i].alt) {
            struct place place = binder->card->place;
            place.section = element->section;
            report_add(binder->findings, LEVEL_ERROR, place, "alt-empty",
                       "the alternative text (alt = %s) is empty.", element->alt.source);
            report_advise(binder->findings,
                          "Fill the fields that it uses, or give them a value with {x|or:…}.");
        }
    }
    binder->card->elements = elements;
}

static void check_required(struct binder *binder)
{
    const struct binding *binding = binder->binding;
    for (size_t i = 0; i < binding->required_count; i++)
        if (!*binder->row->fields[binding->required[i].column]) {
            report_add(binder->findings, LEVEL_ERROR, binder->card->place, "field-empty",
                       "the field «%s» is empty.", binding->required[i].heading);
            report_advise(binder->findings, "Fill it in the list.");
        }
}

static void bind_file_name(struct binder *binder, const struct template *template)
{
    const char *name = bind_plain(binder, &template->file, template->lang);
    binder->card->file = file_name_safe(binder->arena, name, ".pdf");
    if (!binder->card->file) {
        report_add(binder->findings, LEVEL_ERROR, binder->card->place, "file-name-empty",
                   "nothing is left to name the file after (file = %s gives «%s»).",
                   template->file.source, name);
        report_advise(binder->findings, "Fill the fields that the template's `file` uses.");
    }
}

/* Letters of the Latin and the Cyrillic alphabet, and digits. */
static bool has_letters(const char *text)
{
    enum { FIRST_LEAD = 0xC3, LAST_LEAD = 0xD4 }; /* of their bytes in UTF-8 */
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if ((*at >= '0' && *at <= '9') || ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z') ||
            (*at >= FIRST_LEAD && *at <= LAST_LEAD))
            return true;
    return false;
}

/* Whether the pattern has words of its own, or a number, beside what it shows of a person. */
static bool has_words(const struct binding *binding, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        const struct name *name = piece->column ? binding_find(binding, piece->column) : NULL;
        if (piece->text ? has_letters(piece->text) : is_number(piece->column))
            return true;
        if (name && name->source == SOURCE_DEFINE && !piece->filter_count &&
            has_words(binding, &binding->template->defines[name->index].pattern))
            return true;
    }
    return false;
}

static bool is_blank(const struct binding *binding, const struct element *element)
{
    if (element->kind == ELEMENT_SEAL)
        return true;
    return needs_person(binding, &element->content) &&
           (element->kind != ELEMENT_TEXT || !has_words(binding, &element->content));
}

/* What the certificate carries as data is as the list has it, without the filters. */
static void bind_facts(struct binder *binder)
{
    const struct binding *binding = binder->binding;
    const struct name *number = binding_find(binding, "number");
    const char **facts = arena_new(binder->arena, binding->fact_count, sizeof *facts);
    struct report told = {0}, *findings = binder->findings; /* where the value is shown */
    binder->findings = &told;
    for (size_t i = 0; i < binding->fact_count; i++)
        facts[i] = name_value(binder, binding->facts[i], binding->template->lang);
    binder->card->facts = facts;
    binder->card->number = number ? name_value(binder, number, binding->template->lang) : "";
    binder->findings = findings;
    report_free(&told);
}

static void bind_spare_elements(struct binder *binder)
{
    const struct template *template = binder->binding->template;
    struct card_element *elements =
        arena_new(binder->arena, template->element_count, sizeof *elements);
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        const char *lang = element->tag.lang ? element->tag.lang : template->lang;
        elements[i] = (struct card_element){.alt = "", .content = {.text = ""}};
        if (binder->binding->fixed[i])
            continue;
        elements[i].blank = is_blank(binder->binding, element);
        if (elements[i].blank)
            continue;
        elements[i].content = bind_rich(binder, &element->content, lang);
        elements[i].alt = bind_plain(binder, &element->alt, lang);
    }
    binder->card->elements = elements;
}

bool card_bind_spare(const struct binding *binding, const char *number, struct arena *arena,
                     struct card *card, struct report *findings)
{
    size_t errors = findings->errors;
    const char **fields = arena_new(arena, binding->column_count, sizeof *fields);
    for (size_t i = 0; i < binding->column_count; i++)
        fields[i] = "";
    const struct row row = {.fields = fields, .registered = {number, ""}};
    *card = (struct card){.place = {.file = binding->template->path, .who = number},
                          .file = "",
                          .title = "",
                          .author = "",
                          .subject = "",
                          .keywords = ""};
    struct binder binder = {.binding = binding,
                            .row = &row,
                            .arena = arena,
                            .card = card,
                            .findings = findings,
                            .gender = {.stated = "", .heading = binding->gender_heading},
                            .spare = true};
    gather_clues(&binder);
    bind_spare_elements(&binder);
    return findings->errors == errors;
}

bool card_bind_fixed(const struct binding *binding, struct arena *arena, struct card *card,
                     struct report *findings)
{
    size_t errors = findings->errors;
    *card = (struct card){.place = {.file = binding->template->path}};
    struct binder binder = {.first = findings->count,
                            .binding = binding,
                            .arena = arena,
                            .card = card,
                            .findings = findings,
                            .gender = {.stated = "", .heading = binding->gender_heading}};
    bind_elements(&binder, true);
    return findings->errors == errors;
}

struct place card_place(const struct binding *binding, const struct row *row,
                        struct arena *arena)
{
    struct report findings = {0}; /* card_bind tells them */
    struct card card = {
        .place = {.file = binding->list, .line = row->line, .row = row->number}};
    struct binder binder = {
        .binding = binding, .row = row, .arena = arena, .card = &card, .findings = &findings};
    if (row->fields) {
        gather_clues(&binder);
        card.place.who = bind_plain(&binder, &binding->template->who, binding->template->lang);
    }
    report_free(&findings);
    return card.place;
}

const char *card_value(const struct binding *binding, const struct row *row, const char *text,
                       struct arena *arena)
{
    struct report findings = {0}; /* card_bind tells them where the value is shown */
    struct card card = {.place = {.file = binding->list}};
    struct binder binder = {
        .binding = binding, .row = row, .arena = arena, .card = &card, .findings = &findings};
    gather_clues(&binder);
    const struct name *name = binding_find(binding, text);
    const char *value = name ? name_value(&binder, name, binding->template->lang) : "";
    report_free(&findings);
    return value;
}

const char *card_file_name(const struct binding *binding, const struct row *row,
                           struct arena *arena)
{
    struct report findings = {0}; /* card_bind tells them of a row that is asked for */
    struct card card = {.place = {.file = binding->list}};
    struct binder binder = {
        .binding = binding, .row = row, .arena = arena, .card = &card, .findings = &findings};
    gather_clues(&binder);
    bind_file_name(&binder, binding->template);
    report_free(&findings);
    return card.file;
}

bool card_bind(const struct binding *binding, const struct row *row, struct arena *arena,
               struct card *card, struct report *findings)
{
    const struct template *template = binding->template;
    size_t errors = findings->errors;
    *card =
        (struct card){.place = {.file = binding->list, .line = row->line, .row = row->number}};
    struct binder binder = {
        .binding = binding, .row = row, .arena = arena, .card = card, .findings = findings};
    gather_clues(&binder);
    card->place.who = bind_plain(&binder, &template->who, template->lang);
    check_required(&binder);
    bind_file_name(&binder, template);
    card->title = bind_plain(&binder, &template->title, template->lang);
    if (!*card->title) {
        report_add(findings, LEVEL_ERROR, card->place, "title-empty",
                   "the certificate has no title (title = %s).", template->title.source);
        report_advise(findings, "Fill the fields that the template's `title` uses.");
    }
    card->author = bind_plain(&binder, &template->author, template->lang);
    card->subject = bind_plain(&binder, &template->subject, template->lang);
    card->keywords = bind_plain(&binder, &template->keywords, template->lang);
    bind_elements(&binder, false);
    bind_facts(&binder);
    return findings->errors == errors;
}

struct rich card_bind_text(const struct binding *binding, const struct row *row,
                           const struct place *place, size_t element, struct arena *arena,
                           struct report *findings)
{
    const struct element *shown = &binding->template->elements[element];
    struct card card = {.place = *place};
    struct binder binder = {.binding = binding,
                            .row = row,
                            .arena = arena,
                            .card = &card,
                            .findings = findings,
                            .gender = {.stated = "", .heading = binding->gender_heading},
                            .first = findings->count};
    if (row)
        gather_clues(&binder);
    return bind_rich(&binder, &shown->content,
                     shown->tag.lang ? shown->tag.lang : binding->template->lang);
}

static void add_text(struct buf *texts, const char *text)
{
    buf_add(texts, text, strlen(text) + 1);
}

struct digest card_digest(const struct binding *binding, const struct card *card)
{
    struct buf texts = {0};
    add_text(&texts, card->title);
    add_text(&texts, card->author);
    add_text(&texts, card->subject);
    add_text(&texts, card->keywords);
    for (size_t i = 0; i < binding->fact_count; i++)
        add_text(&texts, card->facts[i]);
    for (size_t i = 0; i < binding->template->element_count; i++) {
        const struct card_element *element = &card->elements[i];
        add_text(&texts, element->alt);
        buf_add(&texts, element->content.text, element->content.size);
        buf_putc(&texts, '\0');
        for (size_t k = 0; element->claims && k < SEAL_CLAIMS; k++)
            add_text(&texts, element->claims[k]);
        for (size_t k = 0; k < element->content.count; k++)
            buf_printf(&texts, "%zu %u\n", element->content.spans[k].size,
                       element->content.spans[k].style);
    }
    struct digest digest = hash_of(&(struct span){texts.data, texts.size}, 1);
    buf_free(&texts);
    return digest;
}
