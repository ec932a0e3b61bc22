#include "issue/outcomes.h"

#include "base/arena.h"
#include "base/byte_set.h"
#include "base/hash.h"
#include "base/mem.h"
#include "bind/file_name.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What there is to tell of a row, NULL for what there is not. */
struct entry_texts {
    char *who, *file, *number, *corrected, *archived;
    const void *error; /* as keep_error keeps it */
};

/* Half a digest, which no two names have in common either. */
struct file_key {
    uint8_t bytes[DIGEST_SIZE / 2];
};

/* What is remembered of a row from one pass to the next, and until it is told: little, since a
 * list may have a million, of which one is asked for. */
struct entry {
    struct entry_texts *texts; /* until it is told; NULL: there are none */
    uint32_t row, line;
    uint32_t sum;        /* of its texts */
    uint32_t collision;  /* a row with the same file name, or 0 */
    unsigned status : 3; /* enum outcome_status */
    bool is_below : 1, selected : 1, sound : 1, named : 1, done : 1;
    unsigned spelling : 24; /* of its file's name, if `named`; with its letter case */
    struct file_key file;   /* the same without */
};

struct outcomes {
    const struct listener *listeners;
    size_t listener_count;
    pthread_mutex_t lock; /* guards what follows */
    struct arena errors;  /* kept once in … */
    struct byte_set shared;
    struct entry *entries;
    size_t count, room;
    size_t reported; /* entries told so far */
    size_t selected; /* rows */
    size_t wanted, done;
    struct entry **named; /* whose files have names, sorted by them; NULL: not yet */
    size_t named_count;
    size_t *failed;
    size_t failed_count, failed_room;
};

struct outcomes *outcomes_new(const struct listener *listeners, size_t count)
{
    struct outcomes *outcomes = mem_new(1, sizeof *outcomes);
    outcomes->listeners = listeners;
    outcomes->listener_count = count;
    pthread_mutex_init(&outcomes->lock, NULL);
    return outcomes;
}

static void free_texts(struct entry *entry)
{
    if (!entry->texts)
        return;
    free(entry->texts->who);
    free(entry->texts->file);
    free(entry->texts->number);
    free(entry->texts->corrected);
    free(entry->texts->archived);
    free(entry->texts);
    entry->texts = NULL;
}

void outcomes_free(struct outcomes *outcomes)
{
    if (!outcomes)
        return;
    for (size_t i = 0; i < outcomes->count; i++)
        free_texts(&outcomes->entries[i]);
    pthread_mutex_destroy(&outcomes->lock);
    byte_set_free(&outcomes->shared);
    arena_free(&outcomes->errors);
    free(outcomes->entries);
    free(outcomes->failed);
    free(outcomes->named);
    free(outcomes);
}

static char *copy(const char *text)
{
    return text && *text ? mem_copy(text) : NULL;
}

/* Keeps an error without its room for more texts, and those that are alike once, since every
 * row of a long list may have one. Nothing is kept where nobody is to be told. */
static const void *keep_error(struct outcomes *outcomes, const struct error *error)
{
    if (!error || !outcomes->listener_count)
        return NULL;
    return byte_set_add(&outcomes->shared, &outcomes->errors, error,
                        offsetof(struct error, texts) + error->size);
}

/* Makes a kept error whole again; NULL: there is none. */
static const struct error *restore_error(const void *kept, struct error *whole)
{
    if (!kept)
        return NULL;
    memcpy(whole, kept, offsetof(struct error, texts));
    memcpy(whole->texts, (const char *)kept + offsetof(struct error, texts), whole->size);
    return whole;
}

static const char *text(const char *copied)
{
    return copied ? copied : "";
}

/* Keeps what there is to tell in the place of what was kept before. */
static void keep_texts(struct outcomes *outcomes, struct entry *entry,
                       const struct outcome *outcome)
{
    const struct entry_texts texts = {
        copy(outcome->who),       copy(outcome->file),     copy(outcome->number),
        copy(outcome->corrected), copy(outcome->archived), keep_error(outcomes, outcome->error),
    };
    free_texts(entry);
    if (!texts.who && !texts.file && !texts.number && !texts.corrected && !texts.archived &&
        !texts.error)
        return;
    entry->texts = mem_new(1, sizeof *entry->texts);
    *entry->texts = texts;
}

static struct file_key file_key(const char *name)
{
    struct arena arena = {0};
    struct file_key half;
    const char *key = file_name_key(&arena, name);
    struct digest digest = hash_of(&(struct span){key, strlen(key)}, 1);
    memcpy(half.bytes, digest.bytes, sizeof half.bytes);
    arena_free(&arena);
    return half;
}

/* Two names of one key that differ in letter case have the same one once in 16 million. */
static unsigned spelling_of(const char *name)
{
    struct digest digest = hash_of(&(struct span){name, strlen(name)}, 1);
    return (unsigned)digest.bytes[0] << 16 | (unsigned)digest.bytes[1] << 8 | digest.bytes[2];
}

static int compare_keys(const struct file_key *a, const struct file_key *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

void outcomes_note(struct outcomes *outcomes, size_t index, const struct finding_of_row *row)
{
    struct file_key file = {0};
    unsigned spelling = 0;
    if (row->file) {
        file = file_key(row->file);
        spelling = spelling_of(row->file);
    }
    pthread_mutex_lock(&outcomes->lock);
    while (index >= outcomes->count) {
        outcomes->entries = mem_grow(outcomes->entries, outcomes->count, &outcomes->room,
                                     sizeof *outcomes->entries);
        outcomes->entries[outcomes->count++] = (struct entry){0};
    }
    struct entry *entry = &outcomes->entries[index];
    *entry = (struct entry){
        .row = (uint32_t)row->row,
        .line = (uint32_t)row->line,
        .selected = row->selected,
        .sound = row->sound,
        .named = row->file,
        .status = OUTCOME_REFUSED,
        .sum = row->sum,
        .spelling = spelling,
        .file = file,
    };
    keep_texts(outcomes, entry, &(struct outcome){.who = row->who, .error = row->error});
    outcomes->selected += row->selected;
    outcomes->wanted += row->selected && row->sound;
    pthread_mutex_unlock(&outcomes->lock);
}

static int by_file(const void *left, const void *right)
{
    const struct entry *const *a = left, *const *b = right;
    int order = compare_keys(&(*a)->file, &(*b)->file);
    return order ? order : (*a)->row < (*b)->row ? -1 : 1;
}

/* Returns those entries, sorted by their files, that are sound, or all whose file has a name.
 */
static struct entry **sort_by_file(struct outcomes *outcomes, bool sound, size_t *count)
{
    struct entry **sorted = mem_new(outcomes->count, sizeof *sorted);
    *count = 0;
    for (size_t i = 0; i < outcomes->count; i++)
        if (sound ? outcomes->entries[i].sound : outcomes->entries[i].named)
            sorted[(*count)++] = &outcomes->entries[i];
    if (*count)
        qsort(sorted, *count, sizeof *sorted, by_file);
    return sorted;
}

static void take_for_unsound(struct outcomes *outcomes, struct entry *entry, size_t other)
{
    outcomes->wanted -= entry->selected;
    entry->sound = false;
    entry->collision = (uint32_t)other;
}

size_t outcomes_collide(struct outcomes *outcomes)
{
    size_t count, collided = 0;
    struct entry **sorted = sort_by_file(outcomes, true, &count);
    for (size_t i = 0, end; i < count; i = end) {
        bool asked = sorted[i]->selected;
        for (end = i + 1; end < count; end++) {
            if (compare_keys(&sorted[i]->file, &sorted[end]->file) != 0)
                break;
            asked = asked || sorted[end]->selected;
        }
        for (size_t j = i; asked && end - i > 1 && j < end; j++, collided++)
            take_for_unsound(outcomes, sorted[j], sorted[j == i ? i + 1 : i]->row);
    }
    free(sorted);
    return collided;
}

size_t outcomes_collision(const struct outcomes *outcomes, size_t index)
{
    return index < outcomes->count ? outcomes->entries[index].collision : 0;
}

void outcomes_blame(struct outcomes *outcomes, size_t index, const char *who,
                    const struct error *error)
{
    keep_texts(outcomes, &outcomes->entries[index],
               &(struct outcome){.who = who, .error = error});
}

size_t outcomes_wanted_count(const struct outcomes *outcomes)
{
    return outcomes->wanted;
}

bool outcomes_wanted(const struct outcomes *outcomes, size_t index)
{
    /* What this reads does not change after the survey. */
    return index < outcomes->count && outcomes->entries[index].selected &&
           outcomes->entries[index].sound;
}

bool outcomes_same(const struct outcomes *outcomes, size_t index, uint32_t sum,
                   const char *file)
{
    const struct entry *entry = &outcomes->entries[index];
    struct file_key key = file_key(file);
    return entry->sum == sum && entry->named && compare_keys(&entry->file, &key) == 0;
}

bool outcomes_takes(const struct outcomes *outcomes, size_t row)
{
    size_t first = 0, end = outcomes->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (outcomes->entries[middle].row < row)
            first = middle + 1;
        else
            end = middle;
    }
    return first < outcomes->count && outcomes->entries[first].row == row &&
           outcomes->entries[first].selected;
}

size_t outcomes_find_file(struct outcomes *outcomes, const char *file, bool *spelt)
{
    struct file_key key = file_key(file);
    unsigned spelling = spelling_of(file);
    if (!outcomes->named)
        outcomes->named = sort_by_file(outcomes, false, &outcomes->named_count);
    size_t first = 0, end = outcomes->named_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (compare_keys(&outcomes->named[middle]->file, &key) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    struct entry *const *found = NULL;
    *spelt = false;
    for (; !*spelt && first < outcomes->named_count &&
           compare_keys(&outcomes->named[first]->file, &key) == 0;
         first++) {
        found = &outcomes->named[first];
        *spelt = (*found)->spelling == spelling;
    }
    return found ? (size_t)(*found - outcomes->entries) : OUTCOMES_NO_ROW;
}

bool outcomes_all_sound(const struct outcomes *outcomes)
{
    for (size_t i = 0; i < outcomes->count; i++)
        if (!outcomes->entries[i].selected || !outcomes->entries[i].sound)
            return false;
    return true;
}

size_t outcomes_nameless(const struct outcomes *outcomes)
{
    size_t count = 0;
    for (size_t i = 0; i < outcomes->count; i++)
        count += !outcomes->entries[i].named;
    return count;
}

size_t outcomes_end(const struct outcomes *outcomes)
{
    size_t end = outcomes->count;
    while (end && !outcomes->entries[end - 1].selected)
        end--;
    return end;
}

size_t outcomes_last_row(const struct outcomes *outcomes)
{
    return outcomes->count ? outcomes->entries[outcomes->count - 1].row : 0;
}

static void tell_outcome(const struct outcomes *outcomes, const struct outcome *outcome)
{
    for (size_t i = 0; i < outcomes->listener_count; i++) {
        const struct listener *listener = &outcomes->listeners[i];
        if (listener->outcome)
            listener->outcome(listener->context, outcome);
    }
}

static void tell_progress(const struct outcomes *outcomes)
{
    for (size_t i = 0; i < outcomes->listener_count; i++) {
        const struct listener *listener = &outcomes->listeners[i];
        if (listener->progress)
            listener->progress(listener->context, outcomes->done, outcomes->wanted);
    }
}

/* Tells the entries that are done and have none before them that is not. */
static void report_ready(struct outcomes *outcomes)
{
    for (; outcomes->reported < outcomes->count; outcomes->reported++) {
        struct entry *entry = &outcomes->entries[outcomes->reported];
        if (entry->selected && entry->sound && !entry->done)
            return;
        static const struct entry_texts none;
        const struct entry_texts *texts = entry->texts ? entry->texts : &none;
        struct error error;
        struct outcome outcome = {
            .status = entry->status,
            .is_below = entry->is_below,
            .row = entry->row,
            .line = entry->line,
            .who = text(texts->who),
            .file = text(texts->file),
            .number = text(texts->number),
            .corrected = text(texts->corrected),
            .archived = text(texts->archived),
            .error = restore_error(texts->error, &error),
        };
        if (entry->selected)
            tell_outcome(outcomes, &outcome);
        free_texts(entry);
    }
}

void outcomes_finish(struct outcomes *outcomes, size_t index, const struct outcome *outcome)
{
    pthread_mutex_lock(&outcomes->lock);
    struct entry *entry = &outcomes->entries[index];
    entry->status = outcome->status;
    entry->is_below = outcome->is_below;
    keep_texts(outcomes, entry, outcome);
    entry->done = true;
    outcomes->done++;
    report_ready(outcomes);
    tell_progress(outcomes);
    pthread_mutex_unlock(&outcomes->lock);
}

size_t outcomes_close(struct outcomes *outcomes, enum outcome_status status,
                      const struct error *reason)
{
    size_t count = 0;
    for (size_t i = outcomes->reported; i < outcomes->count; i++) {
        struct entry *entry = &outcomes->entries[i];
        if (!entry->selected || !entry->sound || entry->done)
            continue;
        entry->status = status;
        keep_texts(outcomes, entry, &(struct outcome){.error = reason});
        entry->done = true;
        count++;
    }
    report_ready(outcomes);
    return count;
}

size_t outcomes_selected(const struct outcomes *outcomes)
{
    return outcomes->selected;
}

const size_t *outcomes_failed(struct outcomes *outcomes, size_t *count)
{
    outcomes->failed_count = 0;
    for (size_t i = 0; i < outcomes->count; i++) {
        const struct entry *entry = &outcomes->entries[i];
        bool failed = entry->sound ? entry->done && entry->status == OUTCOME_FAILED : true;
        if (!entry->selected || !failed)
            continue;
        outcomes->failed = mem_grow(outcomes->failed, outcomes->failed_count,
                                    &outcomes->failed_room, sizeof *outcomes->failed);
        outcomes->failed[outcomes->failed_count++] = entry->row;
    }
    *count = outcomes->failed_count;
    return outcomes->failed;
}
