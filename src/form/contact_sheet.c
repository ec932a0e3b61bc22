#include "form/contact_sheet.h"

#include "bind/card.h"
#include "page/item_scale.h"

#include <math.h>
#include <string.h>

#define GAP (4 * POINTS_PER_MM) /* between certificates */

/* What is the same on every certificate, made small once for each place on a page: that is most
 * of it, and there may be thousands. */
struct contact_slot {
    const struct part **parts; /* those made so far */
    const struct item **items; /* … and what became of their items */
    size_t count, room;
};

static bool set_caption(const struct contact_plan *plan, const struct typesetter *typesetter,
                        const struct form_row *row, struct form_text *caption,
                        struct report *findings)
{
    const struct form_source *source = plan->source;
    const struct form_words *words = &source->form->contact.words;
    struct rich texts[FORM_LANGS] = {0};
    struct error err;
    for (size_t i = 0; i < words->count; i++)
        texts[i] = card_bind_text(source->binding, &row->row, &row->place, words->elements[i],
                                  typesetter->arena, findings);
    return form_text_set(typesetter, source->form->template, words, texts, plan->width, false,
                         caption, &err) ||
           (report_add_error(findings, LEVEL_ERROR, row->place, &err), false);
}

/* Certificates of one template have one size. */
static bool plan_grid(struct contact_plan *plan, double room, struct arena *arena,
                      struct report *findings)
{
    const struct form_contact *contact = &plan->source->form->contact;
    plan->rows = (size_t)((room + GAP + 0.01) / (plan->height + plan->caption + GAP));
    if (plan->rows) {
        size_t on_page = plan->columns * plan->rows;
        plan->pages = (plan->source->contact_count + on_page - 1) / on_page;
        plan->slots = arena_new(arena, on_page, sizeof *plan->slots);
        return true;
    }
    const struct place place = {.file = plan->source->form->template->path,
                                .line = contact->look.line,
                                .section = contact->look.section};
    report_add(findings, LEVEL_ERROR, place, "form-contact-high",
               "A certificate with its caption is higher than a page.");
    report_advise(findings, "Put more of them side by side: columns = %zu.", plan->columns + 1);
    return false;
}

bool contact_sheet_plan(const struct form_source *source, const struct typesetter *typesetter,
                        struct contact_plan *plan, struct report *findings)
{
    const struct form_sheet *sheet = &source->form->sheet;
    double room = sheet->page.width - sheet->left - sheet->right;
    size_t errors = findings->errors;
    *plan = (struct contact_plan){.source = source, .columns = source->form->contact.columns};
    if (!source->contact_count)
        return true;
    const struct page *page = source->contacts[0].page;
    double gaps = (double)(plan->columns - 1) * GAP;
    plan->width = (room - gaps) / (double)plan->columns;
    plan->height = plan->width * page->height / page->width;
    plan->captions =
        arena_new(typesetter->arena, source->contact_count, sizeof *plan->captions);
    for (size_t i = 0; i < source->contact_count; i++) {
        if (set_caption(plan, typesetter, source->contacts[i].row, &plan->captions[i],
                        findings))
            plan->caption = fmax(plan->caption, plan->captions[i].height);
    }
    return findings->errors == errors &&
           plan_grid(plan, sheet->page.height - sheet->top - sheet->bottom, typesetter->arena,
                     findings);
}

/* ---- drawing ------------------------------------------------------------------------------
 */

static size_t count_items(const struct page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++)
        count += page->parts[i]->tag.role == ROLE_FORM ? 0 : page->parts[i]->count;
    return count;
}

static void remember(struct contact_slot *slot, const struct part *part,
                     const struct item *items, struct arena *arena)
{
    if (slot->count == slot->room) {
        size_t room = slot->room ? 2 * slot->room : 16;
        const struct part **parts = arena_new(arena, room, sizeof *parts);
        const struct item **copies = arena_new(arena, room, sizeof *copies);
        if (slot->count) {
            memcpy(parts, slot->parts, slot->count * sizeof *parts);
            memcpy(copies, slot->items, slot->count * sizeof *copies);
        }
        *slot = (struct contact_slot){parts, copies, slot->count, room};
    }
    slot->parts[slot->count] = part;
    slot->items[slot->count++] = items;
}

/* Returns the items of the part, made small. */
static const struct item *small_items(const struct item_scale *scale, struct contact_slot *slot,
                                      const struct part *part, struct arena *arena)
{
    for (size_t i = 0; part->fixed && i < slot->count; i++)
        if (slot->parts[i] == part)
            return slot->items[i];
    const struct item *items = item_scale_copy(scale, part->items, part->count, arena);
    if (part->fixed)
        remember(slot, part, items, arena);
    return items;
}

/* A whole page is one picture to those who hear it: its texts stand in the table already. */
static void draw_small(const struct contact_plan *plan, const struct contact *contact,
                       struct contact_slot *slot, const struct box *box, struct form_page *page)
{
    struct arena *arena = page->typesetter->arena;
    const struct page *from = contact->page;
    struct item_scale scale = {.scale = box->width / from->width,
                               .x = box->x,
                               .y = box->y,
                               .faces = plan->source->faces->count,
                               .images = contact->images};
    struct item *items = arena_new(arena, count_items(from), sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        const struct part *part = from->parts[i];
        if (part->tag.role == ROLE_FORM || !part->count)
            continue;
        memcpy(items + count, small_items(&scale, slot, part, arena),
               part->count * sizeof *items);
        count += part->count;
    }
    form_page_add(page, &(struct part){.name = "contact",
                                       .tag = {.role = ROLE_FIGURE},
                                       .alt = contact->row->place.who,
                                       .box = *box,
                                       .fixed = true,
                                       .items = items,
                                       .count = count});
    form_page_frame(page, box);
}

void contact_sheet_draw(const struct contact_plan *plan, size_t number, struct form_page *page)
{
    const struct form_sheet *sheet = &plan->source->form->sheet;
    const struct tag tag = {.role = ROLE_P};
    size_t on_page = plan->columns * plan->rows, first = number * on_page;
    for (size_t i = first; i < first + on_page && i < plan->source->contact_count; i++) {
        size_t column = (i - first) % plan->columns, row = (i - first) / plan->columns;
        struct box box = {sheet->left + (double)column * (plan->width + GAP),
                          sheet->top + (double)row * (plan->height + plan->caption + GAP),
                          plan->width, plan->height};
        struct box caption = {box.x, box.y + box.height, box.width, plan->captions[i].height};
        draw_small(plan, &plan->source->contacts[i], &plan->slots[i - first], &box, page);
        form_page_text(page, &plan->captions[i], &caption, &tag);
    }
}
