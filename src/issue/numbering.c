#include "issue/numbering.h"

#include "base/mem.h"
#include "base/number.h"
#include "bind/card.h"
#include "issue/mending.h"
#include "issue/person_match.h"
#include "issue/register_place.h"
#include "lang/collation.h"
#include "template/number_pattern.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct numbering {
    struct arena arena; /* of the rows' texts */
    const struct binding *binding;
    struct roster *roster;
    int year;
    size_t first, last; /* numbers to give out; last 0: no end */
    struct registry *registry;
    struct row_identity *identity;
    struct selection *selection;
    struct numbered_row *rows;
    size_t count, room;
    size_t *order; /* indexes of the rows in which new numbers are given */
};

static const struct template_register *settings(const struct numbering *numbering)
{
    return &numbering->binding->template->registry;
}

/* ---- the register ----------------------------------------------------------------------- */

static const char *path_of(const struct numbering_source *source, const char *list,
                           struct arena *arena)
{
    static const char name[] = "register.db";
    const char *slash = strrchr(list, '/');
    if (source->path)
        return source->path;
    return slash ? arena_printf(arena, "%.*s/%s", (int)(slash - list), list, name) : name;
}

/* A run that only looks needs no register: all numbers are free then. */
static bool open_registry(struct numbering *numbering, const struct numbering_source *source,
                          struct error *err)
{
    const char *path = path_of(source, numbering->binding->list, &numbering->arena);
    numbering->first = source->last ? source->first : settings(numbering)->first;
    numbering->last = source->last;
    if (!source->write && access(path, F_OK) != 0)
        return true;
    numbering->registry = registry_open(path, source->write ? REGISTRY_CREATE : REGISTRY_READ,
                                        source->waits, err);
    if (!numbering->registry)
        return false;
    if (!registry_claim(numbering->registry, settings(numbering)->event, source->first,
                        source->last, err))
        return error_at(err, (struct place){.file = path});
    if (registry_last(numbering->registry)) {
        numbering->first = registry_first(numbering->registry);
        numbering->last = registry_last(numbering->registry);
    }
    return true;
}

/* Nothing is issued anew in another folder without having been asked for. */
static bool check_place(const struct numbering *numbering, const struct register_place *place,
                        struct error *err)
{
    struct registry_search *searches = mem_new(numbering->count + 1, sizeof *searches);
    size_t count = 0;
    bool here;
    for (size_t i = 0; i < numbering->count; i++)
        if (numbering->rows[i].kind == NUMBERED_KNOWN && numbering->rows[i].selected)
            searches[count++] = (struct registry_search){
                .key = REGISTRY_NUMBER_ID, .number_id = numbering->rows[i].number_id};
    bool done = register_place_check(place, searches, count, &here, err);
    if (done && !here)
        done = error_advise(err, "Give the folder of these files with -o, or put them here; "
                                 "--reissue issues them anew under their numbers.");
    free(searches);
    return done;
}

/* ---- reading ---------------------------------------------------------------------------- */

/* A row of the list, and what new people are sorted by. */
struct sorted_row {
    const char *key;
    size_t index;
};

static const char *sort_key(const struct numbering *numbering, const struct row *row,
                            struct arena *arena, struct arena *kept)
{
    const struct template_register *registry = settings(numbering);
    const char *key = "";
    for (size_t i = 0; i < registry->order_count; i++)
        key = arena_printf(
            arena, "%s%s%s", key, i ? "\x01" : "",
            collation_key(arena, card_value(numbering->binding, row, registry->order[i], arena),
                          registry->alphabet == ALPHABET_RUSSIAN));
    return arena_text(kept, key);
}

/* Returns what {seq} is of a number that the list brings, so that it is given to nobody else; 0
 * where the number is of another form. */
static size_t seq_of(const struct numbering *numbering, const char *number, struct arena *arena)
{
    size_t seq;
    if (!settings(numbering)->number.text)
        return 0;
    for (const char *at = number; *at;) {
        const char *end = number_digits(at, NULL, SIZE_MAX - 1, &seq);
        if (end && strcmp(numbering_write(numbering, seq, arena), number) == 0)
            return seq;
        at = end ? end : at + 1;
    }
    return 0;
}

static bool read_row(struct numbering *numbering, struct person_match *match,
                     const struct row *row, struct arena *arena, struct error *err)
{
    struct numbered_row *numbered = &numbering->rows[numbering->count - 1];
    const char *who = row_identity_who(numbering->identity, row, arena);
    numbered->selected =
        !numbering->selection || selection_takes(numbering->selection, row->number, who);
    numbered->person = row_identity_person(numbering->identity, row, arena);
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
        numbered->seq = seq_of(numbering, numbered->number, arena);
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
    struct sorted_row *sorted;
    size_t count, room;
    struct arena keys;
};

static bool read_first(void *context, size_t index, const struct row *row, struct arena *arena,
                       struct error *err)
{
    struct first_reading *reading = context;
    struct numbering *numbering = reading->numbering;
    if (!read_row(numbering, reading->match, row, arena, err))
        return false;
    reading->sorted =
        mem_grow(reading->sorted, reading->count, &reading->room, sizeof *reading->sorted);
    reading->sorted[reading->count++] =
        (struct sorted_row){sort_key(numbering, row, arena, &reading->keys), index};
    return true;
}

static int by_key(const void *left, const void *right)
{
    const struct sorted_row *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : a->index < b->index ? -1 : 1;
}

static bool read_list(struct numbering *numbering, struct person_match *match,
                      struct error *err)
{
    struct first_reading reading = {.numbering = numbering, .match = match};
    bool read = each_row(numbering, read_first, &reading, err);
    match->rows = numbering->rows;
    match->count = numbering->count;
    numbering->order = mem_new(numbering->count + 1, sizeof *numbering->order);
    if (read && reading.count)
        qsort(reading.sorted, reading.count, sizeof *reading.sorted, by_key);
    for (size_t i = 0; read && i < numbering->count; i++)
        numbering->order[i] = i < reading.count ? reading.sorted[i].index : SIZE_MAX;
    free(reading.sorted);
    arena_free(&reading.keys);
    return read;
}

/* The second reading: new rows beside people who are missing. */
struct near_reading {
    struct numbering *numbering;
    struct person_match *match;
    struct person_missing *missing;
};

static bool compare_names(void *context, size_t index, const struct row *row,
                          struct arena *arena, struct error *err)
{
    struct near_reading *reading = context;
    struct numbered_row *numbered = &reading->numbering->rows[index];
    (void)err;
    if (numbered->kind == NUMBERED_NEW && !numbered->newcomer)
        person_match_near(reading->match, reading->missing, numbered,
                          row_identity_who(reading->numbering->identity, row, arena),
                          row_identity_fields(reading->numbering->identity, row, arena));
    return true;
}

static bool has_new(const struct numbering *numbering)
{
    for (size_t i = 0; i < numbering->count; i++)
        if (numbering->rows[i].kind == NUMBERED_NEW)
            return true;
    return false;
}

static bool find_near(struct numbering *numbering, struct person_match *match,
                      struct error *err)
{
    struct near_reading reading = {numbering, match, NULL};
    if (!numbering->registry || !has_new(numbering))
        return true;
    reading.missing = person_match_missing(match, err);
    bool done = reading.missing && (person_missing_count(reading.missing) == 0 ||
                                    each_row(numbering, compare_names, &reading, err));
    person_missing_free(reading.missing);
    return done;
}

static bool match_people(struct numbering *numbering, const struct numbering_source *source,
                         struct error *err)
{
    const struct name *number = binding_find(numbering->binding, "number");
    struct person_match match = {.registry = numbering->registry,
                                 .arena = &numbering->arena,
                                 .own = number->source != SOURCE_NUMBER};
    bool done = read_list(numbering, &match, err) && person_match_groups(&match, err);
    for (size_t i = 0; done && i < source->choice_count; i++)
        done = person_match_choose(&match, &source->choices[i], err);
    done = done && find_near(numbering, &match, err);
    if (done)
        person_match_twice(&match);
    return done;
}

/* ---- giving ----------------------------------------------------------------------------- */

/* Returns the row that is the i-th to get a new number, if it is to get one; else NULL. */
static struct numbered_row *waiting_row(const struct numbering *numbering, size_t i)
{
    if (numbering->order[i] == SIZE_MAX)
        return NULL;
    struct numbered_row *row = &numbering->rows[numbering->order[i]];
    return row->kind == NUMBERED_NEW && row->selected && !row->number ? row : NULL;
}

static bool fail_range(const struct numbering *numbering, size_t needed, size_t left,
                       struct error *err)
{
    error_set(err, "numbers-used-up",
              "The register gives out the numbers from %zu to %zu, which are too few: needed: "
              "%zu; left: %zu.",
              numbering->first, numbering->last, needed, left);
    return error_advise(err, "Give a register with another --range.");
}

static bool fail_people(const struct numbering *numbering, const size_t *given,
                        size_t given_count, struct error *err)
{
    size_t needed = 0, left = numbering->last - numbering->first + 1;
    for (size_t i = 0; i < numbering->count; i++) {
        const struct numbered_row *row = waiting_row(numbering, i);
        needed += row && !row->excluded;
    }
    for (size_t i = 0; i < given_count; i++)
        left -= given[i] >= numbering->first && given[i] <= numbering->last;
    return fail_range(numbering, needed, left, err);
}

/* Gives each new row that is asked for the next free number. */
static bool give(struct numbering *numbering, struct error *err)
{
    size_t given_count = 0, at = 0, next = numbering->first;
    size_t *given =
        numbering->registry ? registry_given(numbering->registry, &given_count, err) : NULL;
    bool done = given || !numbering->registry;
    for (size_t i = 0; done && i < numbering->count; i++) {
        struct numbered_row *row = waiting_row(numbering, i);
        if (!row)
            continue;
        while (at < given_count && given[at] <= next)
            next += given[at++] == next;
        row->seq = next;
        if (!row->excluded && numbering->last && next > numbering->last)
            done = fail_people(numbering, given, given_count, err);
        next += !row->excluded;
    }
    free(given);
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

bool numbering_is_complete(const struct numbering *numbering)
{
    for (size_t i = 0; i < numbering->count; i++) {
        const struct numbered_row *row = &numbering->rows[i];
        bool given = row->seq && row->selected && !row->excluded;
        bool refused = row->kind == NUMBERED_REFUSED && !row->number_id;
        if (row->kind == NUMBERED_NOT || refused || (!row->number && !given))
            return false;
    }
    return true;
}

bool numbering_knows(const struct numbering *numbering, const size_t *rows, size_t count)
{
    size_t known = 0;
    for (size_t i = 0; i < numbering->count && known < count; i++)
        known += numbering->rows[i].row == rows[known] && numbering->rows[i].number_id;
    return known == count;
}

/* A refused row is of the number that its own text says, and of whoever has its name. */
static bool may_be(const struct numbered_row *row, const struct registry_record *record)
{
    if (row->number_id == record->number_id)
        return true;
    return row->kind == NUMBERED_REFUSED &&
           ((row->number && strcmp(row->number, record->number) == 0) ||
            (record->has_person &&
             memcmp(row->person.bytes, record->person.bytes, DIGEST_SIZE) == 0));
}

bool numbering_lists(const struct numbering *numbering, const struct registry_record *record)
{
    for (size_t i = 0; i < numbering->count; i++)
        if (may_be(&numbering->rows[i], record))
            return true;
    return false;
}

static bool count_spare(void *context, const struct registry_record *record)
{
    (void)record;
    ++*(size_t *)context;
    return true;
}

size_t *numbering_spares(const struct numbering *numbering, size_t *count, struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_SPARES};
    size_t given_count, there = 0, wanted = settings(numbering)->spares;
    *count = 0;
    if (!registry_find(numbering->registry, &search, count_spare, &there, err))
        return NULL;
    size_t *given = registry_given(numbering->registry, &given_count, err);
    if (!given)
        return NULL;
    size_t next = given_count && given[given_count - 1] >= numbering->first
                      ? given[given_count - 1] + 1
                      : numbering->first;
    free(given);
    for (size_t i = 0; i < numbering->count; i++)
        if (!numbering->rows[i].excluded && numbering->rows[i].seq >= next)
            next = numbering->rows[i].seq + 1;
    size_t *spares = mem_new(wanted + 1, sizeof *spares);
    for (; settings(numbering)->number.text && there < wanted; there++, next++) {
        if (numbering->last && next > numbering->last) {
            free(spares);
            fail_range(numbering, *count + wanted - there, *count, err);
            return NULL;
        }
        spares[(*count)++] = next;
    }
    return spares;
}

static void report_own_numbers(const struct numbering *numbering, struct report *findings)
{
    const struct place place = {.file = numbering->binding->list, .column = "number"};
    if (binding_find(numbering->binding, "number")->source != SOURCE_NUMBER &&
        settings(numbering)->number.text)
        report_add(findings, LEVEL_NOTE, place, "register-own-numbers",
                   "the list brings its own numbers, which stay as they are; `number` in "
                   "[register] is only for spares.");
}

/* Reads the register and the list; of a run that writes, `folder` is where to, if it is there.
 */
static bool number_rows(struct numbering *numbering, const struct numbering_source *source,
                        struct folder *folder, struct report *findings, struct error *err)
{
    const struct register_place place = {numbering->registry, folder, source->out};
    report_own_numbers(numbering, findings);
    return (!source->write || mending_run(&place, folder, findings, err)) &&
           match_people(numbering, source, err) &&
           (!source->write || source->reissue || check_place(numbering, &place, err)) &&
           give(numbering, err) && roster_rewind(numbering->roster, err);
}

static bool number_all(struct numbering *numbering, const struct numbering_source *source,
                       struct report *findings, struct error *err)
{
    struct error unsure;
    if (!open_registry(numbering, source, err))
        return false;
    bool there = source->write && access(source->out, F_OK) == 0;
    struct folder *folder = there ? folder_open(source->out, err) : NULL;
    bool done = (folder || !there) && number_rows(numbering, source, folder, findings, err);
    return (folder_close(folder, done ? err : &unsure) || !done) && done;
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
    if (number_all(numbering, source, findings, err)) {
        roster_register(roster, look, numbering);
        return numbering;
    }
    numbering_close(numbering);
    return NULL;
}

void numbering_close(struct numbering *numbering)
{
    if (!numbering)
        return;
    roster_register(numbering->roster, NULL, NULL);
    registry_close(numbering->registry);
    row_identity_free(numbering->identity);
    arena_free(&numbering->arena);
    free(numbering->rows);
    free(numbering->order);
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
    for (size_t i = 0; there && i < numbering->count; i++) {
        size_t at = numbering->order[i];
        before = before && at != index;
        if (at != SIZE_MAX && at != index && !(before && waiting_row(numbering, i)))
            numbering->rows[at].selected = false;
    }
}

bool numbering_passes(const struct numbering *numbering, size_t index)
{
    return index < numbering->count && numbering->rows[index].kind != NUMBERED_NOT &&
           !numbering->rows[index].selected;
}

const struct numbered_row *numbering_row(const struct numbering *numbering, size_t index)
{
    return &numbering->rows[index];
}

struct registry *numbering_registry(const struct numbering *numbering)
{
    return numbering->registry;
}

const struct row_identity *numbering_identity(const struct numbering *numbering)
{
    return numbering->identity;
}
