#include "issue/selection.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"
#include "lang/script.h"

#include <ctype.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One thing that was asked for: rows of these numbers, or people with these words. */
struct choice {
    size_t first, last;
    const char *name;   /* as it was given; NULL: numbers */
    const char **words; /* of the name in lower case, ending with NULL */
    atomic_bool found;
};

struct selection {
    struct arena arena;
    struct choice *choices; /* none: all rows */
    size_t count;
    size_t share, shares; /* 0: the whole */
};

static const char *trim(struct arena *arena, const char *text, size_t size)
{
    while (size && isspace((unsigned char)*text))
        text++, size--;
    while (size && isspace((unsigned char)text[size - 1]))
        size--;
    return arena_copy(arena, text, size);
}

static const char *lower(struct arena *arena, const char *text)
{
    return utf8_lower(arena, utf8_nfc(arena, text), "kk");
}

/* Returns a name as it is looked for: a keyboard has one sign for all apostrophes. */
static const char *searched(struct arena *arena, const char *name)
{
    const char *small = lower(arena, name);
    return script_plain_apostrophes(arena, small, strlen(small));
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

static void read_name(struct arena *arena, const char *text, struct choice *choice)
{
    char *words = arena_text(arena, searched(arena, text)), *rest = NULL;
    size_t count = 0;
    choice->name = text;
    choice->words = arena_new(arena, strlen(words) + 1, sizeof *choice->words);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        choice->words[count++] = word;
}

static bool read_choice(struct arena *arena, const char *text, struct choice *choice)
{
    size_t bad;
    atomic_init(&choice->found, false);
    if (!*text || !utf8_valid(text, strlen(text), &bad))
        return false;
    if (isdigit((unsigned char)*text) || *text == '-')
        return read_numbers(arena, text, choice);
    read_name(arena, text, choice);
    return true;
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
    if (good)
        return selection;
    selection_free(selection);
    return NULL;
}

void selection_free(struct selection *selection)
{
    if (!selection)
        return;
    arena_free(&selection->arena);
    free(selection->choices);
    free(selection);
}

/* Whether a word of the name begins like this: «Ли» is not looked for in the middle of «Әлия».
 */
static bool has_word(const char *who, const char *beginning)
{
    const char *at = who;
    while ((at = strstr(at, beginning))) {
        unsigned char before = at == who ? ' ' : (unsigned char)at[-1];
        if (before < 0x80 && !isalnum(before))
            return true;
        at++;
    }
    return false;
}

static bool has_words(const char *who, const char *const *words)
{
    while (*words && has_word(who, *words))
        words++;
    return !*words;
}

void selection_share(struct selection *selection, size_t number, size_t count)
{
    selection->share = number;
    selection->shares = count;
}

/* The digest of the name is as good as chance, and the same on every machine. A row without one
 * is told by its number. */
static bool in_share(const struct selection *selection, size_t row, const char *name)
{
    uint8_t number[] = {(uint8_t)row, (uint8_t)(row >> 8), (uint8_t)(row >> 16),
                        (uint8_t)(row >> 24)};
    struct span text = {name, strlen(name)};
    if (!selection->shares)
        return true;
    if (!*name)
        text = (struct span){number, sizeof number};
    struct digest digest = hash_of(&text, 1);
    uint64_t value = 0;
    for (size_t i = 0; i < sizeof value; i++)
        value = value << 8 | digest.bytes[i];
    return value % selection->shares == selection->share - 1;
}

bool selection_by_name(const struct selection *selection)
{
    bool names = selection->shares > 0;
    for (size_t i = 0; i < selection->count; i++)
        names |= selection->choices[i].name != NULL;
    return names;
}

bool selection_takes(struct selection *selection, size_t row, const char *who)
{
    struct arena arena = {0};
    bool taken = selection->count == 0;
    bool by_name = who && selection_by_name(selection);
    const char *name = by_name ? searched(&arena, who) : "";
    for (size_t i = 0; i < selection->count; i++) {
        struct choice *choice = &selection->choices[i];
        if (choice->name ? !has_words(name, choice->words)
                         : row < choice->first || row > choice->last)
            continue;
        atomic_store(&choice->found, true);
        taken = true;
    }
    taken = taken && in_share(selection, row, by_name ? lower(&arena, who) : "");
    arena_free(&arena);
    return taken;
}

static bool fail(const struct choice *choice, size_t last, struct error *err)
{
    if (choice->name) {
        error_set(err, "name-not-there", "The list has nobody with «%s» in the name.",
                  choice->name);
        return error_advise(err, "Names are looked for as the template's `who` writes them.");
    }
    error_set(err, "row-not-there", "There is no row %zu.",
              choice->last > last ? choice->last : choice->first);
    return error_advise(err, "Rows are counted as a spreadsheet does: the headings are row 1.");
}

bool selection_check(const struct selection *selection, size_t last, struct error *err)
{
    for (size_t i = 0; i < selection->count; i++) {
        const struct choice *choice = &selection->choices[i];
        if (!atomic_load(&choice->found) || (!choice->name && choice->last > last))
            return fail(choice, last, err);
    }
    return true;
}
