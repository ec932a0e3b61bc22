#include "numbering/missing_people.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"
#include "numbering/person_words.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 1000 }; /* who are compared with a new row, so that large lists are fast */

struct missing_person {
    const char *who, *number;
    const char *small; /* the name in small letters */
    struct person_words words;
    struct numbered_row *holder; /* the changed row that has the number, or NULL */
    bool asked;                  /* a row is refused that is, or may be, this person */
};

/* A number whose person has a row. */
struct held_number {
    int64_t id;
    struct numbered_row *row;
};

struct missing_people {
    struct arena arena;
    struct held_number *present; /* sorted */
    size_t present_count;
    struct digest *refused; /* people of rows that are refused, sorted */
    size_t refused_count;
    struct missing_person *list; /* with those whose rows have changed */
    size_t count, room;
    size_t changed; /* how many of them have */
    size_t asked;   /* … and of how many a row is refused */
};

/* ---- who is missing ---------------------------------------------------------------------- */

static int by_id(const void *left, const void *right)
{
    const struct held_number *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

static int by_digest(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(struct digest));
}

static bool is_refused(const struct missing_people *missing, const struct digest *person)
{
    return bsearch(person, missing->refused, missing->refused_count, sizeof *person,
                   by_digest) != NULL;
}

static const char *small(struct arena *arena, const char *who)
{
    return utf8_lower(arena, utf8_nfc(arena, who), "kk");
}

/* Says whether the person's row may be that of somebody else: nobody has said whose it is, and
 * the fields are not what they were. */
static bool is_doubtful(const struct numbered_row *row)
{
    return row->kind == NUMBERED_KNOWN && row->changed && !row->chosen && !row->keyed;
}

static bool add_missing(void *context, const struct registry_record *record)
{
    struct missing_people *missing = context;
    struct arena *arena = &missing->arena;
    const struct held_number key = {.id = record->number_id};
    if (!record->has_person || record->state == REGISTRY_SPOILED)
        return true;
    const struct held_number *held = bsearch(&key, missing->present, missing->present_count,
                                             sizeof *missing->present, by_id);
    if (held && (!is_doubtful(held->row) || missing->changed >= FEW))
        return true;
    missing->list =
        mem_grow(missing->list, missing->count, &missing->room, sizeof *missing->list);
    missing->list[missing->count++] =
        (struct missing_person){.who = arena_text(arena, record->who),
                                .number = arena_text(arena, record->number),
                                .small = small(arena, record->who),
                                .words = person_words_of(record->who, record->fields, arena),
                                .holder = held ? held->row : NULL,
                                .asked = is_refused(missing, &record->person)};
    missing->changed += held != NULL;
    missing->asked += !held && missing->list[missing->count - 1].asked;
    return missing->count - missing->changed < FEW;
}

/* A row that is refused for another's number is no sign of that person. */
static void read_rows(struct missing_people *missing, struct numbered_row *rows, size_t count)
{
    missing->present = mem_new(count + 1, sizeof *missing->present);
    missing->refused = mem_new(count + 1, sizeof *missing->refused);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].recognised)
            missing->present[missing->present_count++] =
                (struct held_number){rows[i].number_id, &rows[i]};
        else if (rows[i].kind == NUMBERED_REFUSED)
            missing->refused[missing->refused_count++] = rows[i].person;
    }
    qsort(missing->present, missing->present_count, sizeof *missing->present, by_id);
    qsort(missing->refused, missing->refused_count, sizeof *missing->refused, by_digest);
}

struct missing_people *missing_people_find(struct registry *registry, struct numbered_row *rows,
                                           size_t count, struct error *err)
{
    struct missing_people *missing = mem_new(1, sizeof *missing);
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    read_rows(missing, rows, count);
    if (registry_find(registry, &search, add_missing, missing, err))
        return missing;
    missing_people_free(missing);
    return NULL;
}

void missing_people_free(struct missing_people *missing)
{
    if (!missing)
        return;
    arena_free(&missing->arena);
    free(missing->present);
    free(missing->refused);
    free(missing->list);
    free(missing);
}

size_t missing_people_count(const struct missing_people *missing)
{
    return missing->count;
}

/* Says whether the list has most people of the register, if under wrong numbers: it is the same
 * one, corrected. */
static bool is_same_list(const struct missing_people *missing)
{
    size_t without = missing->count - missing->changed - missing->asked;
    return missing->present_count + missing->asked >= without;
}

/* ---- who may be in the list -------------------------------------------------------------- */

/* Of a person who has a row already less is not enough. */
static bool is_alike(const struct missing_people *missing, const struct missing_person *person,
                     const char *name, const struct person_words *words)
{
    return person_words_near(person->small, name) ||
           person_words_contain(person->small, name) ||
           (!person->holder &&
            person_words_alike(&person->words, words, is_same_list(missing)));
}

/* Returns the person whom the row is most like, or NULL: rather one who has no row, and none
 * who has one where the list says by its numbers who it is. In the same list less is enough. */
static struct missing_person *find_alike(const struct missing_people *missing,
                                         const struct numbered_row *row, const char *who,
                                         const char *fields)
{
    struct arena arena = {0};
    const char *name = small(&arena, who);
    const struct person_words words = person_words_of(who, fields, &arena);
    struct missing_person *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < missing->count; i++) {
        struct missing_person *person = &missing->list[i];
        if ((person->holder && row->number) || !is_alike(missing, person, name, &words))
            continue;
        size_t common = person_words_common(&person->words, &words);
        bool rather = best && best->holder && !person->holder;
        bool later = best && person->holder && !best->holder;
        if (!best || rather || (common > most && !later)) {
            best = person;
            most = common;
        }
    }
    arena_free(&arena);
    return best;
}

static struct error *refuse(struct numbered_row *row, struct arena *arena)
{
    struct error *fault = arena_new(arena, 1, sizeof *fault);
    row->kind = NUMBERED_REFUSED;
    row->recognised = false;
    row->fault = fault;
    return fault;
}

static void ask_either(const struct missing_person *person, struct numbered_row *row,
                       const struct numbered_row *other, struct arena *arena)
{
    struct error *fault = refuse(row, arena);
    error_set(fault, "person-either",
              "the register has «%s» as number %s, and both this row and row %zu may be that "
              "person.",
              person->who, person->number, other->row);
    error_advise(fault,
                 "Use --same %zu=%s if it is this row, or --new %zu if it is somebody new; and "
                 "say the same of row %zu.",
                 row->row, person->number, row->row, other->row);
}

void missing_people_ask(struct missing_people *missing, struct numbered_row *row,
                        const char *who, const char *fields, struct arena *arena)
{
    struct missing_person *person = find_alike(missing, row, who, fields);
    if (!person)
        return;
    person->asked = true;
    if (person->holder) {
        ask_either(person, row, person->holder, arena);
        ask_either(person, person->holder, row, arena);
        return;
    }
    struct error *fault = refuse(row, arena);
    error_set(fault, "person-near",
              "the register has «%s» as number %s, of whom the list has no row: is that "
              "this person?",
              person->who, person->number);
    if (row->number)
        error_advise(fault,
                     "If it is, give the row that number, or spoil it with kualik register "
                     "spoil so that the person gets this one; else use --new %zu.",
                     row->row);
    else
        error_advise(fault,
                     "Use --same %zu=%s if the name was corrected, or --new %zu if it is "
                     "somebody new.",
                     row->row, person->number, row->row);
}

/* ---- who is told of ---------------------------------------------------------------------- */

enum { NAMED = 10 }; /* people and ranges of rows; more nobody reads */

/* Writes the rows that are new, of which nobody has said so; false: there are none. `*own` says
 * whether the list brings their numbers. */
static bool write_new_rows(const struct numbered_row *rows, size_t count, struct buf *out,
                           bool *own)
{
    size_t *numbers = mem_new(count + 1, sizeof *numbers), new_count = 0;
    *own = false;
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == NUMBERED_NEW && !rows[i].newcomer) {
            numbers[new_count++] = rows[i].row;
            *own |= rows[i].number != NULL;
        }
    number_ranges(out, numbers, new_count, NAMED);
    free(numbers);
    return new_count > 0;
}

static size_t write_people(const struct missing_people *missing, struct buf *out)
{
    size_t told = 0;
    for (size_t i = 0; i < missing->count; i++) {
        const struct missing_person *person = &missing->list[i];
        if (person->asked || person->holder)
            continue;
        if (told++ < NAMED)
            buf_printf(out, "%s%s (%s)", told > 1 ? ", " : "", person->number, person->who);
    }
    if (told > NAMED)
        buf_puts(out, ", …");
    return told;
}

void missing_people_tell(const struct missing_people *missing, const struct numbered_row *rows,
                         size_t count, struct place place, struct report *findings)
{
    struct buf new_rows = {0}, people = {0};
    size_t told = missing->present_count ? write_people(missing, &people) : 0;
    bool own;
    if (told && write_new_rows(rows, count, &new_rows, &own)) {
        report_add_plural(findings, LEVEL_WARNING, place, "people-missing", told,
                          "%zu person of the register has no row in this list: %s.",
                          "%zu people of the register have no row in this list: %s.", told,
                          buf_text(&people));
        if (own)
            report_advise(findings,
                          "Rows that get new numbers: %s. If one of them is such a person "
                          "under another name, "
                          "give it that number in the list.",
                          buf_text(&new_rows));
        else
            report_advise(
                findings,
                "Rows that get new numbers: %s. If one of them is such a person under another "
                "name, use "
                "--same ROW=NUMBER with kualik issue; else it gets a number of its own.",
                buf_text(&new_rows));
    }
    buf_free(&new_rows);
    buf_free(&people);
}
