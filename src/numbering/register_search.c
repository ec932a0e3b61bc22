#include "numbering/register_search.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "numbering/row_identity.h"
#include "search/nearest.h"
#include "search/number_match.h"
#include "search/row_words.h"

#include <string.h>

/* Returns what the record says at that depth. */
static const char *record_text(const struct registry_record *record, enum row_depth depth,
                               struct arena *arena)
{
    struct buf text = {0};
    struct row_field field;
    const char *at = record->fields;
    buf_printf(&text, "%s\n%s", record->who, record->number);
    while (depth >= ROW_WHOLE && row_identity_next_field(&at, &field))
        buf_printf(&text, "\n%.*s", (int)field.text_size, field.text);
    const char *searched = word_search_text(arena, buf_text(&text), row_depth_likeness(depth));
    buf_free(&text);
    return searched;
}

/* ---- what is there ----------------------------------------------------------------------- */

struct record_search {
    const char *const *words;
    enum row_depth depth;
    void (*found)(void *context, const struct registry_record *record);
    void *context;
    size_t count;
};

static bool has_words(const struct record_search *search, const struct registry_record *record)
{
    struct arena arena = {0};
    const char *text = record_text(record, search->depth, &arena);
    bool has = true;
    for (const char *const *word = search->words; has && *word; word++)
        has = number_match_same(record->number, *word) || word_search_has(text, *word);
    arena_free(&arena);
    return has;
}

static bool try_record(void *context, const struct registry_record *record)
{
    struct record_search *search = context;
    if (!has_words(search, record))
        return true;
    search->count++;
    search->found(search->context, record);
    return true;
}

static bool is_text(const char *text)
{
    size_t bad;
    return utf8_valid(text, strlen(text), &bad);
}

bool register_search(struct registry *registry, const char *text,
                     void (*found)(void *context, const struct registry_record *record),
                     void *context, size_t *count, struct error *err)
{
    const struct registry_search current = {.key = REGISTRY_CURRENT};
    struct record_search search = {.found = found, .context = context};
    struct arena arena = {0};
    bool read = true;
    for (int depth = 0; is_text(text) && read && depth < ROW_DEPTHS && !search.count; depth++) {
        search.depth = (enum row_depth)depth;
        search.words = word_search_words(&arena, text, row_depth_likeness(search.depth));
        read = !*search.words || registry_find(registry, &current, try_record, &search, err);
    }
    *count = search.count;
    arena_free(&arena);
    return read;
}

/* ---- what comes nearest ------------------------------------------------------------------ */

struct near_search {
    const char *text;
    const char *const *words;
    struct nearest nearest;
};

/* Returns whether the record comes near, and how much. */
static bool is_near(const struct near_search *search, const struct registry_record *record,
                    struct arena *arena, size_t *distance)
{
    if (number_match_same(record->number, search->text)) {
        *distance = 0;
        return true;
    }
    return number_match_near(record->number, search->text, distance) ||
           nearest_person(search->words, record_text(record, ROW_NAMES_ALIKE, arena),
                          record_text(record, ROW_WHOLE_ALIKE, arena), distance);
}

static bool note_record(void *context, const struct registry_record *record)
{
    struct near_search *search = context;
    struct arena arena = {0};
    size_t distance;
    if (is_near(search, record, &arena, &distance))
        nearest_note(&search->nearest,
                     *record->who ? arena_printf(&arena, "%s (%s)", record->number, record->who)
                                  : record->number,
                     distance);
    arena_free(&arena);
    return true;
}

bool register_search_advise(struct registry *registry, const char *text, struct error *err)
{
    const struct registry_search current = {.key = REGISTRY_CURRENT};
    struct arena arena = {0};
    struct error unread; /* what it is about is told */
    struct near_search search = {.text = text};
    const char *list = NULL;
    if (is_text(text)) {
        search.words = word_search_words(&arena, text, WORDS_ALIKE);
        registry_find(registry, &current, note_record, &search, &unread);
        list = nearest_list(&search.nearest, &arena);
    }
    if (list)
        error_advise(err, "The nearest: %s.", list);
    nearest_free(&search.nearest);
    arena_free(&arena);
    return list != NULL;
}
