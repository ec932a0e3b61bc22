#include "search/selection.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"
#include "bind/card.h"
#include "search/nearest.h"
#include "search/number_match.h"
#include "search/row_words.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One thing that was asked for: rows of these numbers, or whoever has these words. */
struct choice {
    size_t first, last;
    const char *text;                          /* as it was given; NULL: numbers */
    const char *const *words[WORD_LIKENESSES]; /* of it, ending with NULL */
    enum row_depth depth; /* at which somebody has them, or from which on they are looked for */
    bool settled;         /* somebody has them there */
    atomic_bool found;    /* a row of these numbers */
};

struct selection {
    struct arena arena;
    struct row_words *row_words; /* NULL before somebody was looked for */
    struct choice *choices;      /* none: all rows */
    size_t count;
    size_t share, shares; /* 0: the whole */
};

/* ---- what was asked for ------------------------------------------------------------------ */

static const char *trim(struct arena *arena, const char *text, size_t size)
{
    static const char blanks[] = " \t\r\n\v\f";
    for (; size && strchr(blanks, *text); text++)
        size--;
    while (size && strchr(blanks, text[size - 1]))
        size--;
    return arena_copy(arena, text, size);
}

/* Reads the number of a row; «016» is that of a certificate. */
static bool read_row(const char *text, size_t *row)
{
    return !(*text == '0' && text[1]) && number_read(text, SIZE_MAX / 2, row);
}

/* Reads `17`, `20-25` or `20–25`. */
static bool read_numbers(struct arena *arena, const char *text, struct choice *choice)
{
    static const char *const dashes[] = {"-", "–", "—", "−"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        const char *dash = strstr(text, dashes[i]);
        if (dash)
            return read_row(arena_copy(arena, text, (size_t)(dash - text)), &choice->first) &&
                   read_row(dash + strlen(dashes[i]), &choice->last) &&
                   choice->first <= choice->last;
    }
    if (!read_row(text, &choice->first))
        return false;
    choice->last = choice->first;
    return true;
}

/* Fails where there is no word. Digits are not looked for in names. */
static bool read_words(struct arena *arena, const char *text, struct choice *choice)
{
    choice->text = text;
    choice->depth = strpbrk(text, "0123456789") ? ROW_WHOLE : ROW_NAMES;
    for (int likeness = 0; likeness < WORD_LIKENESSES; likeness++)
        choice->words[likeness] = word_search_words(arena, text, (enum word_likeness)likeness);
    return *choice->words[WORDS_AS_WRITTEN] != NULL;
}

static bool read_choice(struct arena *arena, const char *text, struct choice *choice)
{
    size_t bad;
    atomic_init(&choice->found, false);
    if (!*text || !utf8_valid(text, strlen(text), &bad))
        return false;
    if (number_is_digit(*text) || *text == '-')
        return read_numbers(arena, text, choice);
    return read_words(arena, text, choice);
}

/* Returns the selection if what was asked for makes sense, else NULL. */
static struct selection *checked(struct selection *selection, bool good)
{
    if (good)
        return selection;
    selection_free(selection);
    return NULL;
}

struct selection *selection_new(const char *text)
{
    struct selection *selection = mem_new(1, sizeof *selection);
    bool good = true;
    if (!text)
        return selection;
    selection->choices = mem_new(strlen(text) + 1, sizeof *selection->choices);
    for (const char *at = text; good && at;) {
        size_t size = strcspn(at, ",");
        good = read_choice(&selection->arena, trim(&selection->arena, at, size),
                           &selection->choices[selection->count++]);
        at = at[size] ? at + size + 1 : NULL;
    }
    return checked(selection, good);
}

struct selection *selection_of_words(const char *text)
{
    struct selection *selection = mem_new(1, sizeof *selection);
    size_t bad;
    selection->choices = mem_new(1, sizeof *selection->choices);
    selection->count = 1;
    return checked(selection, utf8_valid(text, strlen(text), &bad) &&
                                  read_words(&selection->arena, text, selection->choices));
}

void selection_free(struct selection *selection)
{
    if (!selection)
        return;
    row_words_free(selection->row_words);
    arena_free(&selection->arena);
    free(selection->choices);
    free(selection);
}

void selection_share(struct selection *selection, size_t number, size_t count)
{
    selection->share = number;
    selection->shares = count;
}

bool selection_is_share(const struct selection *selection)
{
    return selection->shares > 1;
}

bool selection_by_name(const struct selection *selection)
{
    bool names = selection->shares > 0;
    for (size_t i = 0; i < selection->count; i++)
        names |= selection->choices[i].text != NULL;
    return names;
}

/* ---- whom the words mean ----------------------------------------------------------------- */

/* Somebody is looked for in the rows of a list, until `try_row` returns false. */
struct row_reading {
    struct selection *selection;
    const struct binding *binding;
    struct roster *roster;
    bool (*try_row)(struct row_reading *reading, const struct row *row, const char *who,
                    struct arena *arena);
    enum row_depth depth;
    bool empty; /* there were no rows */
    const struct choice *missing;
    struct nearest nearest;
};

static bool read_rows(struct row_reading *reading, struct error *err)
{
    struct arena arena = {0};
    struct row row;
    enum roster_result result = ROSTER_FAILED;
    bool begun = roster_rewind(reading->roster, err), more = true;
    while (begun && more) {
        result = roster_next(reading->roster, &row, err);
        if (result == ROSTER_END || result == ROSTER_FAILED)
            break;
        reading->empty = false;
        more = reading->try_row(reading, &row, card_place(reading->binding, &row, &arena).who,
                                &arena);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return begun && result != ROSTER_FAILED;
}

/* Says whether the choice is of somebody who is to be looked for at that depth, as nobody has
 * been found before. */
static bool is_open(const struct choice *choice, enum row_depth depth)
{
    return choice->text && !choice->settled && choice->depth <= depth;
}

/* Returns the first such choice, NULL: there is none. */
static struct choice *find_open(struct selection *selection, enum row_depth depth)
{
    for (size_t i = 0; i < selection->count; i++)
        if (is_open(&selection->choices[i], depth))
            return &selection->choices[i];
    return NULL;
}

static bool has_words(const struct choice *choice, const char *text, enum row_depth depth)
{
    return word_search_has_all(text, choice->words[row_depth_likeness(depth)]);
}

static bool settle(struct row_reading *reading, const struct row *row, const char *who,
                   struct arena *arena)
{
    struct selection *selection = reading->selection;
    const char *text = row_words_text(selection->row_words, row, who, reading->depth, arena);
    for (size_t i = 0; i < selection->count; i++) {
        struct choice *choice = &selection->choices[i];
        if (!is_open(choice, reading->depth) || !has_words(choice, text, reading->depth))
            continue;
        choice->settled = true;
        choice->depth = reading->depth;
    }
    return find_open(selection, reading->depth) != NULL;
}

/* Notes the row by its number or its person, if one of them comes near to what is missing. */
static bool note_near(struct row_reading *reading, const struct row *row, const char *who,
                      struct arena *arena)
{
    const struct row_words *words = reading->selection->row_words;
    const struct choice *missing = reading->missing;
    const char *number = row_words_number(words, row), *near = NULL;
    size_t distance;
    if (number_match_near(number, missing->text, &distance))
        near = number;
    else if (who &&
             nearest_person(missing->words[WORDS_ALIKE],
                            row_words_text(words, row, who, ROW_NAMES_ALIKE, arena),
                            row_words_text(words, row, who, ROW_WHOLE_ALIKE, arena), &distance))
        near = who;
    if (near)
        nearest_note(&reading->nearest, arena_printf(arena, "%s (%zu)", near, row->number),
                     distance);
    return true;
}

/* Says which rows come nearest to what is not there. */
static bool fail_of_nobody(struct row_reading *reading, struct error *err)
{
    struct arena arena = {0};
    reading->try_row = note_near;
    if (read_rows(reading, err)) {
        const char *nearest = nearest_list(&reading->nearest, &arena);
        error_set(err, "name-not-there", "No row of the list has «%s».",
                  reading->missing->text);
        if (nearest)
            error_advise(err, "The nearest, with their rows: %s.", nearest);
        error_at(err, (struct place){.file = reading->binding->list});
    }
    nearest_free(&reading->nearest);
    arena_free(&arena);
    return false;
}

/* A list without rows is told by whoever reads it for more. */
bool selection_find(struct selection *selection, const struct binding *binding,
                    struct roster *roster, struct error *err)
{
    struct row_reading reading = {.selection = selection,
                                  .binding = binding,
                                  .roster = roster,
                                  .try_row = settle,
                                  .empty = true};
    if (!selection->row_words)
        selection->row_words = row_words_new(binding, roster);
    for (int depth = 0; depth < ROW_DEPTHS; depth++) {
        reading.depth = (enum row_depth)depth;
        if (find_open(selection, reading.depth) && !read_rows(&reading, err))
            return false;
    }
    reading.missing = find_open(selection, ROW_DEPTHS);
    return !reading.missing || reading.empty || fail_of_nobody(&reading, err);
}

/* ---- the rows ---------------------------------------------------------------------------- */

/* The digest of the name is as good as chance, and the same on every machine. A row without one
 * is told by its number. */
static bool in_share(const struct selection *selection, size_t row, const char *who)
{
    uint8_t number[] = {(uint8_t)row, (uint8_t)(row >> 8), (uint8_t)(row >> 16),
                        (uint8_t)(row >> 24)};
    struct arena arena = {0};
    struct span text = {number, sizeof number};
    if (!selection->shares)
        return true;
    if (who && *who) {
        const char *small = utf8_lower(&arena, utf8_nfc(&arena, who), "kk");
        text = (struct span){small, strlen(small)};
    }
    struct digest digest = hash_of(&text, 1);
    uint64_t value = 0;
    for (size_t i = 0; i < sizeof value; i++)
        value = value << 8 | digest.bytes[i];
    arena_free(&arena);
    return value % selection->shares == selection->share - 1;
}

/* A row, with what it says at the depths that were needed. */
struct asked_row {
    const struct row *row;
    const char *who;
    const char *texts[ROW_DEPTHS];
    struct arena arena;
};

static bool takes(const struct selection *selection, struct choice *choice,
                  struct asked_row *asked)
{
    enum row_depth depth = choice->depth;
    const struct row *row = asked->row;
    if (!choice->text)
        return choice->first <= row->number && row->number <= choice->last;
    if (!asked->texts[depth])
        asked->texts[depth] =
            row_words_text(selection->row_words, row, asked->who, depth, &asked->arena);
    return has_words(choice, asked->texts[depth], depth);
}

bool selection_takes(struct selection *selection, const struct row *row, const char *who)
{
    struct asked_row asked = {.row = row, .who = who};
    bool taken = selection->count == 0;
    for (size_t i = 0; i < selection->count; i++) {
        struct choice *choice = &selection->choices[i];
        if (!takes(selection, choice, &asked))
            continue;
        atomic_store(&choice->found, true);
        taken = true;
    }
    arena_free(&asked.arena);
    return taken && in_share(selection, row->number, who);
}

bool selection_check(const struct selection *selection, size_t last, struct error *err)
{
    for (size_t i = 0; i < selection->count; i++) {
        const struct choice *choice = &selection->choices[i];
        if (choice->text || (atomic_load(&choice->found) && choice->last <= last))
            continue;
        error_set(err, "row-not-there", "There is no row %zu.",
                  choice->last > last ? choice->last : choice->first);
        return error_advise(err,
                            "Rows are counted as a spreadsheet does: the headings are row 1.");
    }
    return true;
}
