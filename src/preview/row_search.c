#include "preview/row_search.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "bind/shown_columns.h"
#include "issue/worker_pool.h"
#include "lang/column_kind.h"
#include "numbering/numbering.h"
#include "preview/tightness.h"
#include "roster/roster.h"
#include "search/nearest.h"
#include "search/number_match.h"
#include "search/selection.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct row_seeker {
    const struct job *job;
    const struct wanted *wanted;
    struct selection *selection; /* of words */
    const size_t *numbers;       /* columns of the list with numbers, … */
    size_t number_count;
    size_t region;        /* … and the first with regions, or NO_COLUMN */
    pthread_mutex_t lock; /* of: */
    struct matches *matches;
    double best; /* how long or tight the only match is */
    struct nearest nearest;
    size_t last_row;
};

/* ---- what columns hold ------------------------------------------------------------------- */

static bool is_called(const struct job *job, const struct name *name, enum heading heading)
{
    const struct lang_words *words = job->binding->grammar->words;
    return name->source == SOURCE_COLUMN &&
           (column_kind_is(words, heading, name->text) ||
            column_kind_is(words, heading, roster_heading(job->roster, name->index)));
}

static void find_columns(struct row_seeker *search, struct arena *arena)
{
    const struct binding *binding = search->job->binding;
    size_t *numbers = arena_new(arena, binding->name_count, sizeof *numbers);
    search->region = NO_COLUMN;
    for (size_t i = 0; i < binding->name_count; i++) {
        const struct name *name = &binding->names[i];
        if (is_called(search->job, name, HEADING_NUMBER))
            numbers[search->number_count++] = name->index;
        if (search->region == NO_COLUMN && is_called(search->job, name, HEADING_REGION))
            search->region = name->index;
    }
    search->numbers = numbers;
}

/* ---- matches ----------------------------------------------------------------------------- */

static void add_match(struct row_seeker *search, const struct row_task *row_task,
                      const char *who)
{
    struct matches *matches = search->matches;
    const struct row *row = &row_task->row;
    const char *region =
        row->fields && search->region != NO_COLUMN ? row->fields[search->region] : "";
    matches->list =
        mem_grow(matches->list, matches->count, &matches->room, sizeof *matches->list);
    matches->list[matches->count++] =
        (struct match){row_task->index, row->number, arena_text(&matches->arena, who),
                       arena_text(&matches->arena, region)};
}

/* Keeps the match with most; of equals the first of the list, whichever thread is faster. */
static void keep_best(struct row_seeker *search, const struct row_task *row_task,
                      const char *who, double value)
{
    struct matches *matches = search->matches;
    if (matches->count && (value < search->best ||
                           (value == search->best && row_task->index > matches->list->index)))
        return;
    matches->count = 0;
    arena_reset(&matches->arena);
    search->best = value;
    add_match(search, row_task, who);
}

/* Returns whether it is the row's number; else notes how near it comes. */
static bool try_field(struct row_seeker *search, struct arena *arena,
                      const struct row_task *row_task, const char *field)
{
    const char *wanted = search->wanted->text;
    if (number_match_same(field, wanted))
        return true;
    size_t distance;
    if (number_match_near(field, wanted, &distance))
        nearest_note(&search->nearest,
                     arena_printf(arena, "%s (%zu)", field, row_task->row.number), distance);
    return false;
}

/* Whether the register gives the row a number, which those that cannot be issued only show. */
static bool is_numbered(const struct row_seeker *search, size_t index)
{
    const struct numbering *numbering = search->job->numbering;
    return numbering && !numbering_row(numbering, index)->excluded;
}

static void try_number(struct row_seeker *search, struct arena *arena,
                       const struct row_task *row_task, const char *who)
{
    const struct row *row = &row_task->row;
    bool found = is_numbered(search, row_task->index) &&
                 try_field(search, arena, row_task, row->registered.number);
    for (size_t i = 0; !found && row->fields && i < search->number_count; i++)
        found = try_field(search, arena, row_task, row->fields[search->numbers[i]]);
    if (found)
        add_match(search, row_task, who);
}

static void try_tightness(struct row_seeker *search, struct worker *worker,
                          const struct row_task *row_task)
{
    struct report findings = {0};
    struct card card;
    struct row_pages row_pages;
    if (job_lay_out(search->job, worker, row_task, LAYOUT_CHECK, &card, &row_pages,
                    &findings)) {
        double value = tightness(search->job, &row_pages);
        pthread_mutex_lock(&search->lock);
        keep_best(search, row_task, card.place.who, value);
        pthread_mutex_unlock(&search->lock);
    }
    row_pages_free(&row_pages);
    report_free(&findings);
}

static bool try_row(struct row_seeker *search, struct worker *worker,
                    const struct row_task *row_task, const char *who)
{
    const struct wanted *wanted = search->wanted;
    double letters = (double)utf8_length(who);
    switch (wanted->kind) {
    case WANTED_FIRST:
        add_match(search, row_task, who);
        return false;
    case WANTED_ROW:
        if (row_task->row.number == wanted->row)
            add_match(search, row_task, who);
        return row_task->row.number < wanted->row;
    case WANTED_NUMBER:
        try_number(search, &worker->arena, row_task, who);
        break;
    case WANTED_NAME:
        if (selection_takes(search->selection, &row_task->row, who))
            add_match(search, row_task, who);
        break;
    case WANTED_LONGEST:
    case WANTED_SHORTEST:
        if (!row_task->bad && letters > 0)
            keep_best(search, row_task, who,
                      wanted->kind == WANTED_LONGEST ? letters : -letters);
        break;
    case WANTED_TIGHTEST:
        break;
    }
    return true;
}

static bool search_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct row_seeker *search = context;
    if (search->wanted->kind == WANTED_TIGHTEST) {
        try_tightness(search, worker, row_task);
        return true;
    }
    struct place place = card_place(search->job->binding, &row_task->row, &worker->arena);
    pthread_mutex_lock(&search->lock);
    search->last_row = row_task->row.number;
    bool more = try_row(search, worker, row_task, place.who ? place.who : "");
    pthread_mutex_unlock(&search->lock);
    return more;
}

/* ---- the search -------------------------------------------------------------------------- */

/* Names that are only numbers of rows can neither be looked for nor compared. */
static bool check_names(const struct row_seeker *search, struct arena *arena, struct error *err)
{
    const struct template *template = search->job->template;
    enum wanted_kind kind = search->wanted->kind;
    if ((kind != WANTED_NAME && kind != WANTED_LONGEST && kind != WANTED_SHORTEST) ||
        *shown_columns(search->job->binding, &template->who, arena))
        return true;
    error_set(err, "names-unknown", "The template does not say what a person's name is.");
    error_advise(err, "Give its [document] a `who`, such as who = {name_kk}.");
    return error_at(err, (struct place){.file = template->path});
}

static bool check_numbers(const struct row_seeker *search, struct error *err)
{
    if (search->wanted->kind != WANTED_NUMBER || search->number_count || search->job->numbering)
        return true;
    error_set(err, "numbers-unknown", "The list has no column of numbers.");
    error_advise(err, "Use --row or --name, or say under [columns] of the template which "
                      "column is `number`.");
    return error_at(err, (struct place){.file = search->job->binding->list});
}

static bool read_words(struct row_seeker *search, struct error *err)
{
    const struct job *job = search->job;
    if (search->wanted->kind != WANTED_NAME)
        return true;
    search->selection = selection_of_words(search->wanted->text);
    if (!search->selection)
        return error_set(err, "name-unusable", "«%s» is not part of any name.",
                         search->wanted->text);
    return selection_find(search->selection, job->binding, job->roster, err);
}

/* Says which rows come nearest to what is not there. */
static void advise_nearest(const struct row_seeker *search, struct error *err)
{
    struct arena arena = {0};
    const char *nearest = nearest_list(&search->nearest, &arena);
    if (nearest)
        error_advise(err, "The nearest, with their rows: %s.", nearest);
    arena_free(&arena);
}

static bool fail_of_none(const struct row_seeker *search, struct error *err)
{
    const struct wanted *wanted = search->wanted;
    if (!search->last_row && wanted->kind != WANTED_TIGHTEST)
        job_fail_without_rows(err);
    else if (wanted->kind == WANTED_ROW)
        error_set(err, "row-not-there", "There is no row %zu.", wanted->row);
    else if (wanted->kind == WANTED_NUMBER)
        error_set(err, "number-not-there", "The list has nobody with the number «%s».",
                  wanted->text);
    else
        error_set(err, "no-row-usable", "No row of the list can be laid out.");
    advise_nearest(search, err);
    if (wanted->kind == WANTED_ROW)
        error_advise(err,
                     "Rows are counted as a spreadsheet does: the headings are row 1. The "
                     "last row here is %zu.",
                     search->last_row);
    if (wanted->kind == WANTED_TIGHTEST)
        error_advise(err, "`kualik check` tells why.");
    return error_at(err, (struct place){.file = search->job->binding->list});
}

static bool run_search(struct row_seeker *search, size_t threads, struct error *err)
{
    size_t rows;
    bool shared = search->wanted->kind == WANTED_TIGHTEST;
    pthread_mutex_init(&search->lock, NULL);
    bool read = roster_rewind(search->job->roster, err) &&
                worker_pool_run(search->job->roster, shared ? threads : 1, search_row, search,
                                &rows, err);
    pthread_mutex_destroy(&search->lock);
    return read && (search->matches->count || fail_of_none(search, err));
}

bool row_search(const struct job *job, const struct wanted *wanted, size_t threads,
                struct matches *matches, struct error *err)
{
    struct row_seeker search = {.job = job, .wanted = wanted, .matches = matches};
    struct arena arena = {0};
    find_columns(&search, &arena);
    bool found = check_names(&search, &arena, err) && check_numbers(&search, err) &&
                 read_words(&search, err) && run_search(&search, threads, err);
    nearest_free(&search.nearest);
    selection_free(search.selection);
    arena_free(&arena);
    return found;
}

void row_search_free(struct matches *matches)
{
    free(matches->list);
    arena_free(&matches->arena);
    *matches = (struct matches){0};
}
