#include "issue/form_contacts.h"

#include "base/mem.h"
#include "issue/tightness.h"

#include <stdlib.h>
#include <string.h>

/* A certificate. */
struct card_pages {
    struct row_pages laid;
    double tightness;
    size_t order;       /* of its row */
    size_t first_image; /* where its own images stand among all */
};

struct form_contacts {
    const struct job *job;
    struct arena arena; /* holds the pages */
    struct card_pages *list;
    size_t count, room;
    size_t images; /* of all certificates, those that are the same for every row once */
};

struct form_contacts *form_contacts_new(const struct job *job)
{
    struct form_contacts *contacts = mem_new(1, sizeof *contacts);
    struct arena arena = {0};
    contacts->job = job;
    contacts->images = layout_blank(job->layout, &arena).image_count;
    arena_free(&arena);
    return contacts;
}

void form_contacts_free(struct form_contacts *contacts)
{
    if (!contacts)
        return;
    for (size_t i = 0; i < contacts->count; i++)
        row_pages_free(&contacts->list[i].laid);
    free(contacts->list);
    arena_free(&contacts->arena);
    free(contacts);
}

/* Adds the errors that were not told before. */
static void add_errors(const struct report *from, struct report *findings)
{
    struct error err;
    for (size_t i = 0; i < from->count; i++) {
        finding_error(&from->list[i], &err);
        if (from->list[i].level == LEVEL_ERROR && !report_says(findings, 0, &err))
            report_copy(findings, &from->list[i]);
    }
}

/* ---- keeping ------------------------------------------------------------------------------
 */

static const struct item *keep_items(const struct item *items, size_t count,
                                     struct arena *arena)
{
    struct item *kept = arena_new(arena, count, sizeof *kept);
    for (size_t i = 0; i < count; i++) {
        struct run *run = &kept[i].run;
        struct path *path = &kept[i].path;
        kept[i] = items[i];
        if (kept[i].kind == ITEM_RUN) {
            struct glyph *glyphs = arena_new(arena, run->count, sizeof *glyphs);
            if (run->count)
                memcpy(glyphs, run->glyphs, run->count * sizeof *glyphs);
            run->glyphs = glyphs;
            run->text = arena_text(arena, run->text);
        } else if (kept[i].kind == ITEM_PATH) {
            struct path_step *steps = arena_new(arena, path->count, sizeof *steps);
            if (path->count)
                memcpy(steps, path->steps, path->count * sizeof *steps);
            path->steps = steps;
        }
    }
    return kept;
}

/* Copies what the contact sheets draw of the part. */
static const struct part *keep_part(const struct part *part, struct arena *arena)
{
    struct part *kept = arena_new(arena, 1, sizeof *kept);
    *kept = (struct part){.name = part->name,
                          .tag = part->tag,
                          .alt = "",
                          .box = part->box,
                          .count = part->count,
                          .items = keep_items(part->items, part->count, arena)};
    return kept;
}

/* Copies of the document what only this row has; the rest is the layout's. */
static void keep_document(struct document *document, struct arena *arena)
{
    struct page *pages = arena_new(arena, document->page_count, sizeof *pages);
    const struct image **images =
        arena_new(arena, document->image_count, sizeof(struct image *));
    for (size_t p = 0; p < document->page_count; p++) {
        const struct page *page = &document->pages[p];
        const struct part **parts = arena_new(arena, page->count, sizeof *parts);
        for (size_t i = 0; i < page->count; i++)
            parts[i] =
                page->parts[i]->fixed ? page->parts[i] : keep_part(page->parts[i], arena);
        pages[p] = *page;
        pages[p].parts = parts;
    }
    for (size_t i = 0; i < document->image_count; i++)
        images[i] = document->images[i];
    document->pages = pages;
    document->images = images;
}

bool form_contacts_add(struct form_contacts *contacts, struct worker *worker,
                       const struct row_task *task, size_t order, struct report *findings)
{
    struct report told = {0};
    struct card card;
    struct card_pages added = {.order = order, .first_image = contacts->images};
    bool sound =
        job_lay_out(contacts->job, worker, task, LAYOUT_DRAW, &card, &added.laid, &told);
    add_errors(&told, findings);
    report_free(&told);
    if (!sound) {
        row_pages_free(&added.laid);
        return false;
    }
    added.tightness = tightness(contacts->job, &added.laid);
    added.laid.sizes = NULL;
    keep_document(&added.laid.document, &contacts->arena);
    if (!added.laid.image_count) {
        struct document document = added.laid.document;
        row_pages_free(&added.laid);
        added.laid.document = document;
    }
    contacts->images += added.laid.image_count;
    contacts->list =
        mem_grow(contacts->list, contacts->count, &contacts->room, sizeof *contacts->list);
    contacts->list[contacts->count++] = added;
    return true;
}

size_t form_contacts_count(const struct form_contacts *contacts)
{
    return contacts->count;
}

/* ---- lending ------------------------------------------------------------------------------
 */

static int tighter(const void *one, const void *other)
{
    const struct card_pages *a = one, *b = other;
    if (a->tightness != b->tightness)
        return a->tightness > b->tightness ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool changes(const struct page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (!page->parts[i]->fixed && page->parts[i]->tag.role != ROLE_FORM)
            return true;
    return false;
}

/* Returns by number of the certificate's image its number among all; puts its own there. */
static const size_t *number_images(const struct card_pages *card, const struct image **all,
                                   struct arena *arena)
{
    const struct document *document = &card->laid.document;
    size_t shared = document->image_count - card->laid.image_count;
    size_t *numbers = arena_new(arena, document->image_count, sizeof *numbers);
    for (size_t i = 0; i < document->image_count; i++) {
        numbers[i] = i < shared ? i : card->first_image + i - shared;
        all[numbers[i]] = document->images[i];
    }
    return numbers;
}

/* Returns the row of that place in the list. */
static const struct form_row **rows_by_order(const struct form_rows *rows, struct arena *arena)
{
    const struct form_row **by_order = arena_new(arena, rows->count, sizeof(struct form_row *));
    for (size_t i = 0; i < rows->count; i++)
        by_order[rows->list[i].order] = &rows->list[i];
    return by_order;
}

void form_contacts_lend(struct form_contacts *contacts, const struct form_rows *rows,
                        struct arena *arena, struct form_source *source)
{
    const struct form_row **by_order = rows_by_order(rows, arena);
    const struct image **images = arena_new(arena, contacts->images, sizeof(struct image *));
    size_t pages = contacts->job->template->page_count, count = 0;
    struct contact *list = arena_new(arena, contacts->count * pages, sizeof *list);
    if (!contacts->count)
        return;
    qsort(contacts->list, contacts->count, sizeof *contacts->list, tighter);
    for (size_t i = 0; i < contacts->count; i++) {
        const struct card_pages *card = &contacts->list[i];
        const size_t *numbers = number_images(card, images, arena);
        for (size_t p = 0; p < card->laid.document.page_count; p++)
            if (changes(&card->laid.document.pages[p]))
                list[count++] = (struct contact){&card->laid.document.pages[p],
                                                 by_order[card->order], numbers};
    }
    source->contacts = list;
    source->contact_count = count;
    source->contact_faces = contacts->list[0].laid.document.faces;
    source->face_count = contacts->list[0].laid.document.face_count;
    source->images = images;
    source->image_count = contacts->images;
}
