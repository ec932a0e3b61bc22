#include "issue/outcomes.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* What is remembered of a row from one pass to the next, and until it is told. */
struct entry {
    size_t row, line;
    struct digest file;
    enum outcome_status status;
    size_t collision; /* a row with the same file name, or 0 */
    bool selected, sound, done;
    char *who, *name, *message; /* until it is told */
};

struct tally {
    struct listener listener;
    pthread_mutex_t lock; /* guards what follows */
    struct entry *entries;
    size_t count, room;
    size_t told;     /* entries told so far */
    size_t selected; /* rows */
    size_t wanted, done;
    size_t *failed;
    size_t failed_count, failed_room;
};

struct tally *tally_new(const struct listener *listener)
{
    struct tally *tally = mem_new(1, sizeof *tally);
    tally->listener = *listener;
    pthread_mutex_init(&tally->lock, NULL);
    return tally;
}

static void free_texts(struct entry *entry)
{
    free(entry->who);
    free(entry->name);
    free(entry->message);
    entry->who = entry->name = entry->message = NULL;
}

void tally_free(struct tally *tally)
{
    if (!tally)
        return;
    for (size_t i = 0; i < tally->count; i++)
        free_texts(&tally->entries[i]);
    pthread_mutex_destroy(&tally->lock);
    free(tally->entries);
    free(tally->failed);
    free(tally);
}

static char *copy(const char *text)
{
    return text && *text ? mem_copy(text) : NULL;
}

static const char *text(const char *copied)
{
    return copied ? copied : "";
}

void tally_note(struct tally *tally, size_t index, const struct finding_of_row *row)
{
    pthread_mutex_lock(&tally->lock);
    while (index >= tally->count) {
        tally->entries =
            mem_grow(tally->entries, tally->count, &tally->room, sizeof *tally->entries);
        tally->entries[tally->count++] = (struct entry){0};
    }
    tally->entries[index] = (struct entry){
        .row = row->row,
        .line = row->line,
        .selected = row->selected,
        .sound = row->sound,
        .file = row->file,
        .status = OUTCOME_FAILED,
        .who = copy(row->who),
        .message = copy(row->message),
    };
    tally->selected += row->selected;
    tally->wanted += row->selected && row->sound;
    pthread_mutex_unlock(&tally->lock);
}

static int by_file(const void *left, const void *right)
{
    const struct entry *const *a = left, *const *b = right;
    int order = memcmp((*a)->file.bytes, (*b)->file.bytes, DIGEST_SIZE);
    return order ? order : (*a)->row < (*b)->row ? -1 : 1;
}

static void take_for_unsound(struct tally *tally, struct entry *entry, size_t other)
{
    tally->wanted -= entry->selected;
    entry->sound = false;
    entry->collision = other;
}

size_t tally_collide(struct tally *tally)
{
    struct entry **sorted = mem_new(tally->count, sizeof *sorted);
    size_t count = 0, collided = 0;
    for (size_t i = 0; i < tally->count; i++)
        if (tally->entries[i].sound)
            sorted[count++] = &tally->entries[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_file);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count; end++)
            if (memcmp(sorted[i]->file.bytes, sorted[end]->file.bytes, DIGEST_SIZE) != 0)
                break;
        for (size_t j = i; end - i > 1 && j < end; j++, collided++)
            take_for_unsound(tally, sorted[j], sorted[j == i ? i + 1 : i]->row);
    }
    free(sorted);
    return collided;
}

size_t tally_collision(const struct tally *tally, size_t index)
{
    return index < tally->count ? tally->entries[index].collision : 0;
}

void tally_blame(struct tally *tally, size_t index, const char *who, const char *message)
{
    struct entry *entry = &tally->entries[index];
    free_texts(entry);
    entry->who = copy(who);
    entry->message = copy(message);
}

bool tally_wanted(const struct tally *tally, size_t index)
{
    /* What this reads does not change after the survey. */
    return index < tally->count && tally->entries[index].selected &&
           tally->entries[index].sound;
}

bool tally_has_row(const struct tally *tally, size_t row)
{
    for (size_t i = 0; i < tally->count; i++)
        if (tally->entries[i].row == row)
            return true;
    return false;
}

/* Tells the entries that are done and have none before them that is not. */
static void tell_ready(struct tally *tally)
{
    for (; tally->told < tally->count; tally->told++) {
        struct entry *entry = &tally->entries[tally->told];
        if (entry->selected && entry->sound && !entry->done)
            return;
        struct outcome outcome = {
            .status = entry->status,
            .row = entry->row,
            .line = entry->line,
            .who = text(entry->who),
            .file = text(entry->name),
            .message = text(entry->message),
        };
        if (entry->selected && tally->listener.outcome)
            tally->listener.outcome(tally->listener.context, &outcome);
        free_texts(entry);
    }
}

void tally_finish(struct tally *tally, size_t index, const struct outcome *outcome)
{
    pthread_mutex_lock(&tally->lock);
    struct entry *entry = &tally->entries[index];
    free_texts(entry);
    entry->status = outcome->status;
    entry->who = copy(outcome->who);
    entry->name = copy(outcome->file);
    entry->message = copy(outcome->message);
    entry->done = true;
    tally->done++;
    tell_ready(tally);
    if (tally->listener.progress)
        tally->listener.progress(tally->listener.context, tally->done, tally->wanted);
    pthread_mutex_unlock(&tally->lock);
}

void tally_close(struct tally *tally)
{
    tell_ready(tally);
}

size_t tally_selected(const struct tally *tally)
{
    return tally->selected;
}

const size_t *tally_failed(struct tally *tally, size_t *count)
{
    tally->failed_count = 0;
    for (size_t i = 0; i < tally->count; i++) {
        const struct entry *entry = &tally->entries[i];
        if (!entry->selected ||
            (entry->sound && !(entry->done && entry->status == OUTCOME_FAILED)))
            continue;
        tally->failed = mem_grow(tally->failed, tally->failed_count, &tally->failed_room,
                                 sizeof *tally->failed);
        tally->failed[tally->failed_count++] = entry->row;
    }
    *count = tally->failed_count;
    return tally->failed;
}
