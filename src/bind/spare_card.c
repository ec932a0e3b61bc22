#include "bind/spare_card.h"

#include "bind/binder.h"

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
        if (piece->text ? has_letters(piece->text) : binder_is_number(piece->column))
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
    return binder_needs_person(binding, &element->content) &&
           (element->kind != ELEMENT_TEXT || !has_words(binding, &element->content));
}

static struct card_element *bind_elements(struct binder *binder)
{
    const struct template *template = binder->binding->template;
    struct card_element *elements =
        arena_new(binder->arena, template->element_count, sizeof *elements);
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        const char *lang = template_lang(template, element);
        elements[i] = (struct card_element){.alt = "", .content = {.text = ""}};
        if (binder->binding->fixed[i])
            continue;
        elements[i].blank = is_blank(binder->binding, element);
        if (elements[i].blank)
            continue;
        elements[i].content = binder_rich(binder, &element->content, lang);
        elements[i].alt = binder_plain(binder, &element->alt, lang);
    }
    return elements;
}

bool spare_card_bind(const struct binding *binding, const char *number, struct arena *arena,
                     struct card *card, struct report *findings)
{
    size_t errors = findings->errors;
    const char **fields = arena_new(arena, binding->column_count, sizeof *fields);
    for (size_t i = 0; i < binding->column_count; i++)
        fields[i] = "";
    const struct row row = {.fields = fields, .registered = {number, ""}};
    const struct place place = {.file = binding->template->path, .who = number};
    struct binder binder = binder_begin(binding, &row, arena, place, findings);
    binder.spare = true;
    *card = (struct card){.place = place,
                          .file = "",
                          .title = "",
                          .author = "",
                          .subject = "",
                          .keywords = "",
                          .elements = bind_elements(&binder)};
    return findings->errors == errors;
}
