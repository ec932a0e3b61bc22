#include "print/form_contacts.h"

#include "base/mem.h"
#include "form/contact_sheet.h"
#include "preview/tightness.h"

#include <stdlib.h>

/* A certificate as it is known before it is drawn. */
struct added_card {
    double tightness;
    size_t order; /* of its row among the form's */
    size_t index; /* … and in the list */
};

/* One that is drawn. */
struct drawn_card {
    size_t card; /* which one */
    struct row_pages pages;
};

struct form_contacts {
    const struct job *job;
    struct arena arena;
    struct added_card *cards;
    size_t count, room;
    struct document blank;
    size_t *shown; /* numbers of the pages that are shown */
    size_t shown_count;
    const struct form_row **rows; /* by order */
    struct contact_source source;
    struct worker worker; /* its arena holds those that are drawn */
    struct drawn_card *drawn;
    size_t drawn_count, drawn_room;
};

struct form_contacts *form_contacts_new(const struct job *job)
{
    struct form_contacts *contacts = mem_new(1, sizeof *contacts);
    contacts->job = job;
    contacts->worker.room = shape_room_new();
    contacts->blank = layout_blank(job->layout, &contacts->arena);
    contacts->shown =
        arena_new(&contacts->arena, contacts->blank.page_count, sizeof *contacts->shown);
    for (size_t p = 0; p < contacts->blank.page_count; p++)
        if (contact_sheet_shows(&contacts->blank.pages[p]))
            contacts->shown[contacts->shown_count++] = p;
    return contacts;
}

void form_contacts_release(struct form_contacts *contacts)
{
    for (size_t i = 0; i < contacts->drawn_count; i++)
        row_pages_free(&contacts->drawn[i].pages);
    contacts->drawn_count = 0;
    arena_reset(&contacts->worker.arena);
}

void form_contacts_free(struct form_contacts *contacts)
{
    if (!contacts)
        return;
    form_contacts_release(contacts);
    shape_room_free(contacts->worker.room);
    arena_free(&contacts->worker.arena);
    arena_free(&contacts->arena);
    free(contacts->drawn);
    free(contacts->cards);
    free(contacts);
}

/* ---- adding ----------------------------------------------------------------------------- */

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

bool form_contacts_add(struct form_contacts *contacts, struct worker *worker,
                       const struct row_task *task, size_t order, struct report *findings)
{
    struct report told = {0};
    struct card card;
    struct row_pages pages;
    bool sound = job_lay_out(contacts->job, worker, task, LAYOUT_CHECK, &card, &pages, &told);
    add_errors(&told, findings);
    report_free(&told);
    if (sound) {
        contacts->cards = mem_grow(contacts->cards, contacts->count, &contacts->room,
                                   sizeof *contacts->cards);
        contacts->cards[contacts->count++] =
            (struct added_card){tightness(contacts->job, &pages), order, task->index};
    }
    row_pages_free(&pages);
    return sound;
}

size_t form_contacts_count(const struct form_contacts *contacts)
{
    return contacts->count;
}

/* ---- lending ---------------------------------------------------------------------------- */

static int tighter(const void *one, const void *other)
{
    const struct added_card *a = one, *b = other;
    if (a->tightness != b->tightness)
        return a->tightness > b->tightness ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static const struct form_row *row_of(const void *context, size_t index)
{
    const struct form_contacts *contacts = context;
    return contacts->rows[contacts->cards[index / contacts->shown_count].order];
}

/* Lays out a row in which nothing is wrong: that is known since it was added. */
static void draw_card(struct form_contacts *contacts, size_t number, struct drawn_card *drawn)
{
    static const struct report nothing;
    const struct added_card *added = &contacts->cards[number];
    struct row_task task = {.index = added->index, .row = contacts->rows[added->order]->row};
    struct report told = {0};
    struct card card;
    task.row.faults = &nothing;
    drawn->card = number;
    if (!job_lay_out(contacts->job, &contacts->worker, &task, LAYOUT_DRAW, &card, &drawn->pages,
                     &told))
        drawn->pages.document = contacts->blank;
    report_free(&told);
}

static const struct document *draw(void *context, size_t index, size_t *page)
{
    struct form_contacts *contacts = context;
    size_t number = index / contacts->shown_count;
    *page = contacts->shown[index % contacts->shown_count];
    for (size_t i = 0; i < contacts->drawn_count; i++)
        if (contacts->drawn[i].card == number)
            return &contacts->drawn[i].pages.document;
    contacts->drawn = mem_grow(contacts->drawn, contacts->drawn_count, &contacts->drawn_room,
                               sizeof *contacts->drawn);
    struct drawn_card *drawn = &contacts->drawn[contacts->drawn_count++];
    draw_card(contacts, number, drawn);
    return &drawn->pages.document;
}

const struct contact_source *form_contacts_lend(struct form_contacts *contacts,
                                                const struct form_rows *rows)
{
    contacts->rows = arena_new(&contacts->arena, rows->count, sizeof(struct form_row *));
    for (size_t i = 0; i < rows->count; i++)
        contacts->rows[rows->list[i].order] = &rows->list[i];
    if (contacts->count)
        qsort(contacts->cards, contacts->count, sizeof *contacts->cards, tighter);
    contacts->source = (struct contact_source){.count = contacts->count * contacts->shown_count,
                                               .blank = &contacts->blank,
                                               .row = row_of,
                                               .draw = draw,
                                               .context = contacts};
    return &contacts->source;
}
