#include "form/contact_sheet.h"

#include "bind/card.h"
#include "page/item_scale.h"

#include <math.h>
#include <string.h>

#define GAP (4 * POINTS_PER_MM) /* between certificates */

/* A signature field shows nothing yet. */
static bool is_drawn(const struct part *part)
{
    return part->tag.role != ROLE_FORM && (part->count || !part->fixed);
}

bool contact_sheet_shows(const struct page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (is_drawn(page->parts[i]) && !page->parts[i]->fixed)
            return true;
    return false;
}

/* ---- the plan --------------------------------------------------------------------------- */

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
static bool plan_grid(struct contact_plan *plan, double room, struct report *findings)
{
    const struct form_contact *contact = &plan->source->form->contact;
    plan->rows = (size_t)((room + GAP + 0.01) / (plan->height + plan->caption + GAP));
    if (plan->rows) {
        size_t on_page = plan->columns * plan->rows;
        plan->pages = (plan->source->contacts->count + on_page - 1) / on_page;
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

/* Returns the items of parts from `first` to before `end` that are drawn, as one piece. */
static const struct art *make_art(const struct contact_plan *plan, const struct page *page,
                                  size_t first, size_t end, struct arena *arena)
{
    const struct document *blank = plan->source->contacts->blank;
    size_t *numbers = arena_new(arena, blank->image_count, sizeof *numbers), count = 0;
    struct art *art = arena_new(arena, 1, sizeof *art);
    for (size_t i = 0; i < blank->image_count; i++)
        numbers[i] = i;
    for (size_t i = first; i < end; i++)
        count += is_drawn(page->parts[i]) ? page->parts[i]->count : 0;
    struct item *items = arena_new(arena, count, sizeof *items);
    const struct item_scale same = {
        .scale = 1, .faces = plan->source->faces->count, .images = numbers};
    *art = (struct art){
        .name = "certificate", .box = {0, 0, page->width, page->height}, .items = items};
    for (size_t i = first; i < end; i++) {
        const struct part *part = page->parts[i];
        if (!is_drawn(part))
            continue;
        memcpy(items + art->count, item_scale_copy(&same, part->items, part->count, arena),
               part->count * sizeof *items);
        art->count += part->count;
    }
    return art;
}

static const struct art **plan_art(const struct contact_plan *plan, const struct page *page,
                                   struct arena *arena)
{
    const struct art **art = arena_new(arena, page->count, sizeof(struct art *));
    for (size_t i = 0, end; i < page->count; i = end) {
        end = i + 1;
        if (!is_drawn(page->parts[i]) || !page->parts[i]->fixed)
            continue;
        while (end < page->count && (!is_drawn(page->parts[end]) || page->parts[end]->fixed))
            end++;
        art[i] = make_art(plan, page, i, end, arena);
    }
    return art;
}

static void plan_all_art(struct contact_plan *plan, struct arena *arena)
{
    const struct document *blank = plan->source->contacts->blank;
    plan->art = arena_new(arena, blank->page_count, sizeof(struct art **));
    for (size_t p = 0; p < blank->page_count; p++)
        if (contact_sheet_shows(&blank->pages[p]))
            plan->art[p] = plan_art(plan, &blank->pages[p], arena);
}

/* Finds how high the highest caption is. */
static void plan_captions(struct contact_plan *plan, struct typesetter typesetter,
                          struct report *findings)
{
    const struct contact_source *contacts = plan->source->contacts;
    struct arena arena = {0};
    typesetter.arena = &arena;
    for (size_t i = 0; i < contacts->count; i++) {
        struct form_text caption;
        if (set_caption(plan, &typesetter, contacts->row(contacts->context, i), &caption,
                        findings))
            plan->caption = fmax(plan->caption, caption.height);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

bool contact_sheet_plan(const struct form_source *source, const struct typesetter *typesetter,
                        struct arena *arena, struct contact_plan *plan, struct report *findings)
{
    const struct form_sheet *sheet = &source->form->sheet;
    double room = sheet->page.width - sheet->left - sheet->right;
    size_t errors = findings->errors;
    *plan = (struct contact_plan){.source = source, .columns = source->form->contact.columns};
    if (!source->contacts || !source->contacts->count)
        return true;
    const struct page *page = source->contacts->blank->pages;
    double gaps = (double)(plan->columns - 1) * GAP;
    plan->width = (room - gaps) / (double)plan->columns;
    plan->height = plan->width * page->height / page->width;
    plan_captions(plan, *typesetter, findings);
    plan_all_art(plan, arena);
    return findings->errors == errors &&
           plan_grid(plan, sheet->page.height - sheet->top - sheet->bottom, findings);
}

const struct part *contact_sheet_art(const struct contact_plan *plan, struct arena *arena)
{
    const struct document *blank = plan->source->contacts->blank;
    size_t most = 0;
    for (size_t p = 0; p < blank->page_count; p++)
        most += blank->pages[p].count;
    struct item *items = arena_new(arena, most, sizeof *items);
    struct part *part = arena_new(arena, 1, sizeof *part);
    *part = (struct part){
        .name = "certificates", .tag = {.role = ROLE_ARTIFACT}, .alt = "", .items = items};
    for (size_t p = 0; p < blank->page_count; p++)
        for (size_t i = 0; plan->art[p] && i < blank->pages[p].count; i++)
            if (plan->art[p][i])
                items[part->count++] =
                    (struct item){.kind = ITEM_PLACED, .placed = {.art = plan->art[p][i]}};
    return part;
}

/* ---- drawing ---------------------------------------------------------------------------- */

/* Adds the images of the certificate's own; returns by number of its image the number of the
 * sheet's. */
static const size_t *take_images(const struct contact_plan *plan,
                                 const struct document *certificate,
                                 struct contact_images *images, struct arena *arena)
{
    size_t shared = plan->source->contacts->blank->image_count;
    size_t own = certificate->image_count - shared;
    size_t *numbers = arena_new(arena, certificate->image_count, sizeof *numbers);
    const struct image **all = arena_new(arena, images->count + own, sizeof(struct image *));
    for (size_t i = 0; i < images->count; i++)
        all[i] = images->list[i];
    for (size_t i = 0; i < certificate->image_count; i++) {
        numbers[i] = i < shared ? i : images->count + i - shared;
        all[numbers[i]] = certificate->images[i];
    }
    *images = (struct contact_images){all, images->count + own};
    return numbers;
}

/* Puts the items of the page, made small, into `items`; returns how many there are. */
static size_t make_small(const struct art *const *art, const struct page *from,
                         const struct item_scale *scale, struct item *items,
                         struct arena *arena)
{
    const struct transform at = {{scale->x, scale->y}, {scale->scale, 0}, {0, scale->scale}};
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        const struct part *part = from->parts[i];
        if (art[i])
            items[count++] = (struct item){.kind = ITEM_PLACED, .placed = {art[i], at}};
        if (part->fixed || !is_drawn(part) || !part->count)
            continue;
        memcpy(items + count, item_scale_copy(scale, part->items, part->count, arena),
               part->count * sizeof *items);
        count += part->count;
    }
    return count;
}

static size_t most_items(const struct page *page)
{
    size_t count = page->count;
    for (size_t i = 0; i < page->count; i++)
        count += page->parts[i]->fixed ? 0 : page->parts[i]->count;
    return count;
}

/* A whole page is one picture to those who hear it: its texts stand in the table already. */
static void draw_small(const struct contact_plan *plan, size_t index, const struct box *box,
                       struct form_page *page, struct contact_images *images)
{
    const struct contact_source *contacts = plan->source->contacts;
    struct arena *arena = page->typesetter->arena;
    size_t number;
    const struct document *certificate = contacts->draw(contacts->context, index, &number);
    const struct page *from = &certificate->pages[number];
    const struct item_scale scale = {.scale = box->width / from->width,
                                     .x = box->x,
                                     .y = box->y,
                                     .faces = plan->source->faces->count,
                                     .images = take_images(plan, certificate, images, arena)};
    struct item *items = arena_new(arena, most_items(from), sizeof *items);
    size_t count = make_small(plan->art[number], from, &scale, items, arena);
    form_page_add(page,
                  &(struct part){.name = "contact",
                                 .tag = {.role = ROLE_FIGURE},
                                 .alt = contacts->row(contacts->context, index)->place.who,
                                 .box = *box,
                                 .fixed = true,
                                 .items = items,
                                 .count = count});
    form_page_frame(page, box);
}

void contact_sheet_draw(const struct contact_plan *plan, size_t number, struct form_page *page,
                        struct contact_images *images, struct report *findings)
{
    const struct form_sheet *sheet = &plan->source->form->sheet;
    const struct contact_source *contacts = plan->source->contacts;
    const struct tag tag = {.role = ROLE_P};
    size_t on_page = plan->columns * plan->rows, first = number * on_page;
    *images = (struct contact_images){contacts->blank->images, contacts->blank->image_count};
    for (size_t i = first; i < first + on_page && i < contacts->count; i++) {
        size_t column = (i - first) % plan->columns, row = (i - first) / plan->columns;
        struct form_text text;
        struct box box = {sheet->left + (double)column * (plan->width + GAP),
                          sheet->top + (double)row * (plan->height + plan->caption + GAP),
                          plan->width, plan->height};
        if (!set_caption(plan, page->typesetter, contacts->row(contacts->context, i), &text,
                         findings))
            continue;
        struct box caption = {box.x, box.y + box.height, box.width, text.height};
        draw_small(plan, i, &box, page, images);
        form_page_text(page, &text, &caption, &tag);
    }
}
