#include "bind/card.h"

#include "base/buf.h"
#include "bind/binder.h"
#include "bind/file_name.h"
#include "template/element_pattern.h"

#include <string.h>

/* ---- elements --------------------------------------------------------------------------- */

/* A seal without one of its claims would vouch for less than it seems to. */
static void bind_claims(struct binder *binder, const struct element *element,
                        struct card_element *bound)
{
    struct element_pattern patterns[ELEMENT_PATTERNS];
    size_t count = element_patterns(binder->binding->template, element, patterns);
    bound->claims = arena_new(binder->arena, SEAL_CLAIMS, sizeof *bound->claims);
    for (size_t i = 0; i < SEAL_CLAIMS; i++) {
        const struct element_pattern *claim = &patterns[count - SEAL_CLAIMS + i];
        bound->claims[i] = binder_plain(binder, claim->pattern, claim->lang);
        if (*bound->claims[i] || !binder->row)
            continue;
        struct place place = binder->place;
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

static struct card_element *bind_elements(struct binder *binder, bool fixed)
{
    const struct template *template = binder->binding->template;
    struct card_element *elements =
        arena_new(binder->arena, template->element_count, sizeof *elements);
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        const char *lang = template_lang(template, element);
        elements[i].alt = "";
        if (binder->binding->fixed[i] != fixed)
            continue;
        if (!is_to_come(binder->binding, i))
            elements[i].content = binder_rich(binder, &element->content, lang);
        elements[i].alt = binder_plain(binder, &element->alt, lang);
        if (element->kind == ELEMENT_SEAL)
            bind_claims(binder, element, &elements[i]);
        if (element->tag.role == ROLE_FIGURE && elements[i].content.size && !*elements[i].alt) {
            struct place place = binder->place;
            place.section = element->section;
            report_add(binder->findings, LEVEL_ERROR, place, "alt-empty",
                       "the alternative text (alt = %s) is empty.", element->alt.source);
            report_advise(binder->findings,
                          "Fill the fields that it uses, or give them a value with {x|or:…}.");
        }
    }
    return elements;
}

static void check_required(struct binder *binder)
{
    const struct binding *binding = binder->binding;
    for (size_t i = 0; i < binding->required_count; i++)
        if (!*binder->row->fields[binding->required[i].column]) {
            report_add(binder->findings, LEVEL_ERROR, binder->place, "field-empty",
                       "the field «%s» is empty.", binding->required[i].heading);
            report_advise(binder->findings, "Fill it in the list.");
        }
}

static const char *bind_file_name(struct binder *binder)
{
    const struct template *template = binder->binding->template;
    const char *name = binder_plain(binder, &template->file, template->lang);
    const char *file = file_name_safe(binder->arena, name, ".pdf");
    if (!file) {
        report_add(binder->findings, LEVEL_ERROR, binder->place, "file-name-empty",
                   "nothing is left to name the file after (file = %s gives «%s»).",
                   template->file.source, name);
        report_advise(binder->findings, "Fill the fields that the template's `file` uses.");
    }
    return file;
}

static const char *bind_title(struct binder *binder)
{
    const struct template *template = binder->binding->template;
    const char *title = binder_plain(binder, &template->title, template->lang);
    if (!*title) {
        report_add(binder->findings, LEVEL_ERROR, binder->place, "title-empty",
                   "the certificate has no title (title = %s).", template->title.source);
        report_advise(binder->findings, "Fill the fields that the template's `title` uses.");
    }
    return title;
}

/* What the certificate carries as data is as the list has it, without the filters. */
static void bind_facts(struct binder *binder, struct card *card)
{
    const struct binding *binding = binder->binding;
    const struct name *number = binding_find(binding, "number");
    const char **facts = arena_new(binder->arena, binding->fact_count, sizeof *facts);
    struct report told = {0}, *findings = binder->findings; /* where the value is shown */
    binder->findings = &told;
    for (size_t i = 0; i < binding->fact_count; i++)
        facts[i] = binder_value(binder, binding->facts[i], binding->template->lang);
    card->facts = facts;
    card->number = number ? binder_value(binder, number, binding->template->lang) : "";
    binder->findings = findings;
    report_free(&told);
}

/* ---- cards ------------------------------------------------------------------------------ */

bool card_bind_fixed(const struct binding *binding, struct arena *arena, struct card *card,
                     struct report *findings)
{
    size_t errors = findings->errors;
    const struct place place = {.file = binding->template->path};
    struct binder binder = binder_begin(binding, NULL, arena, place, findings);
    *card = (struct card){.place = place, .elements = bind_elements(&binder, true)};
    return findings->errors == errors;
}

static struct place place_of(const struct binding *binding, const struct row *row)
{
    return (struct place){.file = binding->list, .line = row->line, .row = row->number};
}

static const char *bind_who(struct binder *binder)
{
    const struct template *template = binder->binding->template;
    return binder_plain(binder, &template->who, template->lang);
}

bool card_bind(const struct binding *binding, const struct row *row, struct arena *arena,
               struct card *card, struct report *findings)
{
    const struct template *template = binding->template;
    size_t errors = findings->errors;
    struct binder binder = binder_begin(binding, row, arena, place_of(binding, row), findings);
    binder.place.who = bind_who(&binder);
    check_required(&binder);
    *card = (struct card){.place = binder.place};
    card->file = bind_file_name(&binder);
    card->title = bind_title(&binder);
    card->author = binder_plain(&binder, &template->author, template->lang);
    card->subject = binder_plain(&binder, &template->subject, template->lang);
    card->keywords = binder_plain(&binder, &template->keywords, template->lang);
    card->elements = bind_elements(&binder, false);
    bind_facts(&binder, card);
    return findings->errors == errors;
}

struct rich card_bind_text(const struct binding *binding, const struct row *row,
                           const struct place *place, size_t element, struct arena *arena,
                           struct report *findings)
{
    const struct element *shown = &binding->template->elements[element];
    struct binder binder = binder_begin(binding, row, arena, *place, findings);
    return binder_rich(&binder, &shown->content, template_lang(binding->template, shown));
}

/* ---- a part of what a row says; card_bind tells what is wrong with it ------------------- */

struct place card_place(const struct binding *binding, const struct row *row,
                        struct arena *arena)
{
    struct report findings = {0};
    struct place place = place_of(binding, row);
    struct binder binder = binder_begin(binding, row, arena, place, &findings);
    if (row->fields)
        place.who = bind_who(&binder);
    report_free(&findings);
    return place;
}

const char *card_value(const struct binding *binding, const struct row *row, const char *text,
                       struct arena *arena)
{
    struct report findings = {0};
    struct binder binder = binder_begin(binding, row, arena, place_of(binding, row), &findings);
    const struct name *name = binding_find(binding, text);
    const char *value = name ? binder_value(&binder, name, binding->template->lang) : "";
    report_free(&findings);
    return value;
}

const char *card_file_name(const struct binding *binding, const struct row *row,
                           struct arena *arena)
{
    struct report findings = {0};
    struct binder binder = binder_begin(binding, row, arena, place_of(binding, row), &findings);
    const char *file = bind_file_name(&binder);
    report_free(&findings);
    return file;
}

/* ---- its digest -------------------------------------------------------------------------- */

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
