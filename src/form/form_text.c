#include "form/form_text.h"

#include <math.h>

#define GAP (4 * POINTS_PER_MM) /* between languages side by side */

/* Returns the width that each language has. */
static double width_of_one(const struct form_text *text)
{
    double count = (double)text->count;
    return text->beside && text->count > 1 ? (text->width - (count - 1) * GAP) / count
                                           : text->width;
}

static bool shape(const struct typesetter *typesetter, const struct template *template,
                  const struct form_words *words, const struct rich *texts,
                  struct form_text *text, struct error *err)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct element *element = &template->elements[words->elements[i]];
        const char *lang = template_lang(template, element);
        if (!texts[i].size)
            continue;
        struct form_line_block *block = &text->blocks[text->count++];
        block->element = element;
        if (!typeset_shape(typesetter, &element->text, &texts[i], lang, &block->setting, err))
            return false;
    }
    return true;
}

bool form_text_set(const struct typesetter *typesetter, const struct template *template,
                   const struct form_words *words, const struct rich *texts, double width,
                   bool beside, struct form_text *text, struct error *err)
{
    *text = (struct form_text){.width = width, .beside = beside, .size = INFINITY};
    if (!shape(typesetter, template, words, texts, text, err))
        return false;
    double one = width_of_one(text);
    for (size_t i = 0; i < text->count; i++) {
        if (typeset_break_words(typesetter, text->blocks[i].setting, one))
            text->broken = texts[i].text;
        double size = typeset_fit(text->blocks[i].setting, one, INFINITY);
        if (size <= 0) {
            error_set(err, "form-text-wide", "a letter is wider than its column: «%s».",
                      texts[i].text);
            return error_advise(err, "Make the column wider, or its `least` size smaller.");
        }
        text->size = fmin(text->size, size);
    }
    for (size_t i = 0; i < text->count; i++) {
        struct form_line_block *block = &text->blocks[i];
        block->height = typeset_height(block->setting, text->size, one);
        text->height =
            beside ? fmax(text->height, block->height) : text->height + block->height;
    }
    return true;
}

static double right_end(const struct item *items, size_t count)
{
    double right = 0;
    for (size_t i = 0; i < count; i++) {
        double end = items[i].run.x;
        for (size_t k = 0; k < items[i].run.count; k++)
            end += items[i].run.glyphs[k].advance;
        right = fmax(right, end);
    }
    return right;
}

/* Returns the upper edge of a text of that height in the box. */
static double upper_edge(const struct form_text *text, const struct box *box)
{
    switch (text->blocks[0].element->text.valign) {
    case VALIGN_MIDDLE:
        return box->y + (box->height - text->height) / 2;
    case VALIGN_BOTTOM:
    case VALIGN_BASELINE:
        return box->y + box->height - text->height;
    case VALIGN_TOP:
        break;
    }
    return box->y;
}

double form_text_place(const struct typesetter *typesetter, const struct form_text *text,
                       const struct box *box, const struct tag *tag,
                       void (*add)(void *context, const struct part *part), void *context)
{
    struct box at = {box->x, 0, width_of_one(text), 0};
    double right = box->x;
    if (text->count)
        at.y = upper_edge(text, box);
    for (size_t i = 0; i < text->count; i++) {
        const struct form_line_block *block = &text->blocks[i];
        struct part part = {
            .name = block->element->name, .tag = *tag, .alt = "", .fixed = true};
        struct item *items;
        part.tag.lang = block->element->tag.lang;
        at.height = block->height;
        part.box = at;
        typeset_place(typesetter, block->setting, text->size, &at, &items, &part.count);
        part.items = items;
        right = fmax(right, right_end(items, part.count));
        add(context, &part);
        if (text->beside)
            at.x += at.width + GAP;
        else
            at.y += block->height;
    }
    return right;
}
