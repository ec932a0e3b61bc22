#include "numbering/numbering.h"

#include "base/mem.h"
#include "bind/card.h"
#include "numbering/list_register.h"
#include "numbering/mending.h"
#include "numbering/missing_people.h"
#include "numbering/number_clash.h"
#include "numbering/number_order.h"
#include "numbering/number_sequence.h"
#include "numbering/person_match.h"
#include "numbering/register_place.h"
#include "numbering/run_folder.h"
#include "numbering/spare_notice.h"
#include "numbering/spare_numbers.h"
#include "numbering/template_notice.h"
#include "template/number_pattern.h"

#include <stdlib.h>
#include <string.h>

struct numbering {
    struct arena arena; /* of the rows' texts */
    const struct binding *binding;
    struct roster *roster;
    int year;
    struct list_register source; /* of the numbers */
    struct run_folder folder;
    struct row_identity *identity;
    struct selection *selection;
    struct numbered_row *rows;
    size_t count, room;
    struct number_order *order; /* in which new numbers are given */
};

static const struct template_register *settings(const struct numbering *numbering)
{
    return &numbering->binding->template->registry;
}

/* ---- reading ---------------------------------------------------------------------------- */

static bool read_row(struct numbering *numbering, struct person_match *match,
                     const struct row *row, struct arena *arena, struct error *err)
{
    struct numbered_row *numbered = &numbering->rows[numbering->count - 1];
    const char *who = row_identity_who(numbering->identity, row, arena);
    numbered->person = row_identity_person(numbering->identity, row, arena);
    numbered->keyed = row_identity_is_keyed(numbering->identity, row, arena);
    if (match->own) {
        numbered->number =
            arena_text(&numbering->arena, card_value(numbering->binding, row, "number", arena));
        if (!*numbered->number) {
            struct error *fault = arena_new(&numbering->arena, 1, sizeof *fault);
            error_set(fault, "number-empty", "the row has no number.");
            numbered->number = NULL;
            numbered->kind = NUMBERED_REFUSED;
            numbered->fault = fault;
            return true;
        }
        numbered->seq = number_pattern_seq(&settings(numbering)->number, arena, numbering->year,
                                           numbered->number);
    }
    return person_match_row(match, numbered,
                            row_identity_fields(numbering->identity, row, arena), who, err);
}

static void add_row(struct numbering *numbering, const struct row *row)
{
    numbering->rows =
        mem_grow(numbering->rows, numbering->count, &numbering->room, sizeof *numbering->rows);
    numbering->rows[numbering->count++] = (struct numbered_row){.row = row->number};
}

/* Calls `work` for each row that can be used; fails as it does, or as the list does. */
static bool each_row(struct numbering *numbering,
                     bool (*work)(void *context, size_t index, const struct row *row,
                                  struct arena *arena, struct error *err),
                     void *context, struct error *err)
{
    struct arena arena = {0};
    struct row row;
    enum roster_result result;
    bool done = roster_rewind(numbering->roster, err);
    for (size_t i = 0; done; i++) {
        result = roster_next(numbering->roster, &row, err);
        if (result == ROSTER_END)
            break;
        if (i == numbering->count)
            add_row(numbering, &row);
        done = result != ROSTER_FAILED &&
               (result == ROSTER_BAD || work(context, i, &row, &arena, err));
        arena_reset(&arena);
    }
    arena_free(&arena);
    return done;
}

/* The first reading. */
struct first_reading {
    struct numbering *numbering;
    struct person_match *match;
};

static bool read_first(void *context, size_t index, const struct row *row, struct arena *arena,
                       struct error *err)
{
    const struct first_reading *reading = context;
    number_order_add(reading->numbering->order, index, row, arena);
    return read_row(reading->numbering, reading->match, row, arena, err);
}

static bool read_list(struct numbering *numbering, struct person_match *match,
                      struct error *err)
{
    struct first_reading reading = {numbering, match};
    bool read = each_row(numbering, read_first, &reading, err);
    match->rows = numbering->rows;
    match->count = numbering->count;
    number_order_sort(numbering->order);
    return read;
}

/* The second reading: new rows beside people who are missing. */
struct second_reading {
    struct numbering *numbering;
    struct missing_people *missing;
};

static bool ask_of_row(void *context, size_t index, const struct row *row, struct arena *arena,
                       struct error *err)
{
    const struct second_reading *reading = context;
    struct numbering *numbering = reading->numbering;
    struct numbered_row *numbered = &numbering->rows[index];
    (void)err;
    if (numbered->kind == NUMBERED_NEW && !numbered->newcomer)
        missing_people_ask(
            reading->missing, numbered, row_identity_who(numbering->identity, row, arena),
            row_identity_fields(numbering->identity, row, arena), &numbering->arena);
    return true;
}

static bool has_new(const struct numbering *numbering)
{
    for (size_t i = 0; i < numbering->count; i++)
        if (numbering->rows[i].kind == NUMBERED_NEW)
            return true;
    return false;
}

static bool find_missing(struct numbering *numbering, const struct numbering_source *source,
                         struct report *findings, struct error *err)
{
    struct second_reading reading = {numbering, NULL};
    if (!numbering->source.registry || !has_new(numbering))
        return true;
    reading.missing =
        missing_people_find(numbering->source.registry, numbering->rows, numbering->count, err);
    bool done = reading.missing && (missing_people_count(reading.missing) == 0 ||
                                    each_row(numbering, ask_of_row, &reading, err));
    if (done && (source->write || source->foretells))
        missing_people_tell(reading.missing, numbering->rows, numbering->count,
                            (struct place){.file = numbering->binding->list}, findings);
    missing_people_free(reading.missing);
    return done;
}

/* The last reading: which rows are asked for, as words may mean a number that is known now. */
static bool select_row(void *context, size_t index, const struct row *row, struct arena *arena,
                       struct error *err)
{
    const struct numbering *numbering = context;
    const char *who = row_identity_who(numbering->identity, row, arena);
    (void)err;
    numbering->rows[index].selected = selection_takes(numbering->selection, row, who);
    return true;
}

static bool select_rows(struct numbering *numbering, struct error *err)
{
    struct selection *selection = numbering->selection;
    if (selection && selection_by_name(selection))
        return selection_find(selection, numbering->binding, numbering->roster, err) &&
               each_row(numbering, select_row, numbering, err);
    for (size_t i = 0; i < numbering->count; i++) {
        const struct row row = {.number = numbering->rows[i].row};
        numbering->rows[i].selected = !selection || selection_takes(selection, &row, NULL);
    }
    return true;
}

/* A run that issues, or tells what one would do, tells of the spares that a new row may need,
 * and of a template that is not what it was. */
static bool tell_notices(const struct numbering *numbering,
                         const struct numbering_source *source, struct report *findings,
                         struct error *err)
{
    struct registry *registry = numbering->source.registry;
    const struct binding *binding = numbering->binding;
    return !registry || !(source->write || source->foretells) ||
           (spare_notice_tell(registry, numbering->rows, numbering->count,
                              (struct place){.file = binding->list}, findings, err) &&
            (source->replace ||
             template_notice_tell(registry, binding->template, numbering->rows,
                                  numbering->count, findings, err)));
}

static bool match_people(struct numbering *numbering, const struct numbering_source *source,
                         struct report *findings, struct error *err)
{
    const struct name *number = binding_find(numbering->binding, "number");
    struct person_match match = {.registry = numbering->source.registry,
                                 .arena = &numbering->arena,
                                 .own = number->source != SOURCE_NUMBER,
                                 .words = numbering->binding->grammar->words};
    bool done = read_list(numbering, &match, err);
    for (size_t i = 0; done && i < source->choice_count; i++)
        done = person_match_choose(&match, &source->choices[i], err);
    done = done && person_match_groups(&match, err) &&
           find_missing(numbering, source, findings, err);
    if (done)
        number_clash_rows(&match);
    return done;
}

/* ---- giving ----------------------------------------------------------------------------- */

/* Says whether the row is to get a new number, if it can be issued. */
static bool is_waiting(const struct numbered_row *row)
{
    return row->kind == NUMBERED_NEW && row->selected && !row->number;
}

static size_t count_needed(const struct numbering *numbering)
{
    size_t needed = 0;
    for (size_t i = 0; i < numbering->count; i++)
        needed += is_waiting(&numbering->rows[i]) && !numbering->rows[i].excluded;
    return needed;
}

/* Gives each new row that is asked for the next free number; an excluded one only shows it. */
static bool give(struct numbering *numbering, struct error *err)
{
    struct number_sequence sequence;
    bool done = number_sequence_open(&sequence, numbering->source.registry,
                                     numbering->source.first, numbering->source.last, err);
    for (size_t i = 0; done && i < number_order_count(numbering->order); i++) {
        struct numbered_row *row = &numbering->rows[number_order_at(numbering->order, i)];
        if (!is_waiting(row))
            continue;
        row->seq = number_sequence_next(&sequence);
        if (row->excluded)
            continue;
        done = number_sequence_has(&sequence, row->seq) ||
               number_sequence_fail(&sequence, count_needed(numbering),
                                    number_sequence_left(&sequence), err);
        number_sequence_skip(&sequence, row->seq);
    }
    number_sequence_close(&sequence);
    return done;
}

static struct registered look(const void *context, size_t index, struct arena *arena)
{
    const struct numbering *numbering = context;
    if (index >= numbering->count)
        return (struct registered){"", ""};
    const struct numbered_row *row = &numbering->rows[index];
    return (struct registered){
        .number = numbering_number(numbering, index, arena),
        .duplicate = row->duplicate != DUPLICATE_NONE ? settings(numbering)->duplicate : ""};
}

const char *numbering_write(const struct numbering *numbering, size_t seq, struct arena *arena)
{
    return number_pattern_write(&settings(numbering)->number, arena, numbering->year, seq);
}

const char *numbering_number(const struct numbering *numbering, size_t index,
                             struct arena *arena)
{
    const struct numbered_row *row = &numbering->rows[index];
    if (row->number)
        return row->number;
    return row->seq ? numbering_write(numbering, row->seq, arena) : "";
}

size_t *numbering_spares(const struct numbering *numbering, size_t *count, size_t *lacking,
                         struct error *err)
{
    size_t wanted = settings(numbering)->number.text ? settings(numbering)->spares : 0;
    return spare_numbers_find(&numbering->source, numbering->rows, numbering->count, wanted,
                              count, lacking, err);
}

static bool check_clock(const struct numbering *numbering,
                        const struct numbering_source *source, struct report *findings,
                        struct error *err)
{
    bool gives = count_needed(numbering) > 0;
    return (!gives && !source->write && !source->foretells) ||
           clock_check(numbering->source.registry, &source->clock,
                       gives ? &settings(numbering)->number : NULL, findings, err);
}

/* Reads the register and the list, and says what each row's number is. */
static bool number_rows(struct numbering *numbering, const struct numbering_source *source,
                        struct report *findings, struct error *err)
{
    struct registry *registry = numbering->source.registry;
    if (registry && !registry_hold(registry, err))
        return false;
    bool done = match_people(numbering, source, findings, err);
    roster_register(numbering->roster, look, numbering);
    done = done && select_rows(numbering, err) &&
           tell_notices(numbering, source, findings, err) &&
           run_folder_check(&numbering->folder, source, registry, numbering->rows,
                            numbering->count, findings, err) &&
           give(numbering, err);
    if (registry) {
        done = done && check_clock(numbering, source, findings, err);
        registry_release(registry);
    }
    return done && roster_rewind(numbering->roster, err);
}

static bool mend_and_number(struct numbering *numbering, const struct numbering_source *source,
                            struct report *findings, struct error *err)
{
    struct folder *folder = numbering->folder.folder;
    const struct register_place place = {numbering->source.registry, folder,
                                         numbering->folder.path};
    bool looks = source->foretells && folder && place.registry;
    return (!source->write || mending_run(&place, folder, findings, err)) &&
           (!looks || mending_foretell(&place, findings, err)) &&
           number_rows(numbering, source, findings, err);
}

static bool number_all(struct numbering *numbering, const struct numbering_source *source,
                       struct report *findings, struct error *err)
{
    struct error unsure;
    if (!list_register_open(source, numbering->binding, &numbering->source, findings, err) ||
        !run_folder_open(&numbering->folder, source, numbering->source.registry,
                         &numbering->arena, findings, err))
        return false;
    bool done = mend_and_number(numbering, source, findings, err);
    bool closed = folder_close(numbering->folder.folder, done ? err : &unsure);
    numbering->folder.folder = NULL;
    return done && closed;
}

struct numbering *numbering_open(const struct numbering_source *source,
                                 const struct binding *binding, struct roster *roster,
                                 struct report *findings, struct error *err)
{
    struct numbering *numbering = mem_new(1, sizeof *numbering);
    numbering->binding = binding;
    numbering->roster = roster;
    numbering->year = source->year;
    numbering->selection = source->selection;
    numbering->identity = row_identity_new(binding, roster);
    numbering->order = number_order_new(binding);
    if (number_all(numbering, source, findings, err))
        return numbering;
    numbering_close(numbering);
    return NULL;
}

void numbering_close(struct numbering *numbering)
{
    if (!numbering)
        return;
    roster_register(numbering->roster, NULL, NULL);
    registry_close(numbering->source.registry);
    row_identity_free(numbering->identity);
    number_order_free(numbering->order);
    arena_free(&numbering->arena);
    free(numbering->rows);
    free(numbering);
}

bool numbering_check(const struct numbering *numbering, size_t index, struct place place,
                     struct report *findings)
{
    if (index >= numbering->count || numbering->rows[index].kind != NUMBERED_REFUSED)
        return true;
    report_add_error(findings, LEVEL_ERROR, place, numbering->rows[index].fault);
    return false;
}

bool numbering_settle(struct numbering *numbering,
                      bool (*sound)(const void *context, size_t index), const void *context,
                      bool *settled, struct error *err)
{
    size_t *before = mem_new(numbering->count + 1, sizeof *before);
    for (size_t i = 0; i < numbering->count; i++) {
        struct numbered_row *row = &numbering->rows[i];
        before[i] = row->seq;
        if (row->kind == NUMBERED_NEW && row->selected && !sound(context, i))
            row->excluded = true;
    }
    bool given = give(numbering, err);
    *settled = true;
    for (size_t i = 0; i < numbering->count; i++)
        if (!numbering->rows[i].excluded && numbering->rows[i].seq != before[i])
            *settled = false;
    free(before);
    return given;
}

void numbering_narrow(struct numbering *numbering, size_t index)
{
    bool there = index < numbering->count; /* the list has not become shorter */
    bool before = there && numbering->rows[index].kind == NUMBERED_NEW;
    for (size_t i = 0; there && i < number_order_count(numbering->order); i++) {
        size_t at = number_order_at(numbering->order, i);
        struct numbered_row *row = &numbering->rows[at];
        before = before && at != index;
        if (at != index && !(before && is_waiting(row)))
            row->selected = false;
    }
}

bool numbering_passes(const struct numbering *numbering, size_t index)
{
    return index < numbering->count && numbering->rows[index].kind != NUMBERED_NOT &&
           !numbering->rows[index].selected;
}

size_t numbering_count(const struct numbering *numbering)
{
    return numbering->count;
}

const struct numbered_row *numbering_row(const struct numbering *numbering, size_t index)
{
    return &numbering->rows[index];
}

struct registry *numbering_registry(const struct numbering *numbering)
{
    return numbering->source.registry;
}

const char *numbering_folder(const struct numbering *numbering)
{
    return numbering->folder.path;
}

const struct row_identity *numbering_identity(const struct numbering *numbering)
{
    return numbering->identity;
}
