#include "numbering/archiving.h"

#include "base/mem.h"
#include "base/text.h"
#include "files/issued_file.h"
#include "numbering/kept_records.h"
#include "register/registry_write.h"

#include <stdlib.h>
#include <string.h>

static bool is_archived(const char *file)
{
    return text_begins(file, FOLDER_ARCHIVE);
}

/* Returns where the file of a record belongs that is not there; NULL: it is, or nobody knows.
 */
static const char *put_away(const struct registry_record *record, struct arena *arena)
{
    return *record->file && !is_archived(record->file) ? issued_file_archived(record, arena)
                                                       : NULL;
}

static const char *bring_back(const struct registry_record *record, struct arena *arena)
{
    return is_archived(record->file) ? issued_file_unarchived(record, arena) : NULL;
}

/* What is done with each file that is not where it belongs; `there`: it stands where the record
 * says, and not yet at `to`. */
struct mover {
    bool (*move)(void *context, const struct registry_record *record, const char *to,
                 bool there, struct error *err);
    void *context;
};

static bool move_record(const struct folder *folder, const struct registry_record *record,
                        const char *to, const struct mover *mover, struct error *err)
{
    bool there = to && issued_file_is_in(folder, record);
    return !to || (!there && !folder_has(folder, to)) ||
           mover->move(mover->context, record, to, there, err);
}

static bool
move_all(struct registry *registry, const struct folder *folder, enum registry_key key,
         const char *(*place)(const struct registry_record *record, struct arena *arena),
         const struct mover *mover, struct error *err)
{
    struct arena arena = {0};
    struct kept_records records = {.arena = &arena};
    bool done = kept_records_find(registry, key, 0, &records, err);
    for (size_t i = 0; done && i < records.count; i++)
        done =
            move_record(folder, &records.list[i], place(&records.list[i], &arena), mover, err);
    free(records.list);
    arena_free(&arena);
    return done;
}

static bool each(struct registry *registry, const struct folder *folder,
                 const struct mover *mover, struct error *err)
{
    return move_all(registry, folder, REGISTRY_INVALID, put_away, mover, err) &&
           move_all(registry, folder, REGISTRY_ARCHIVED, bring_back, mover, err);
}

/* ---- moving ------------------------------------------------------------------------------ */

struct moving {
    struct registry *registry;
    struct folder *folder;
};

/* A run that was cut off may have moved the file already. */
static bool move_now(void *context, const struct registry_record *record, const char *to,
                     bool there, struct error *err)
{
    const struct moving *moving = context;
    return (!there || folder_move(moving->folder, record->file, to, err)) &&
           registry_move(moving->registry, record->id, to, err);
}

bool archiving_run(struct registry *registry, struct folder *folder, struct error *err)
{
    struct moving moving = {registry, folder};
    return each(registry, folder, &(struct mover){move_now, &moving}, err);
}

/* ---- planning ---------------------------------------------------------------------------- */

static bool plan_move(void *context, const struct registry_record *record, const char *to,
                      bool there, struct error *err)
{
    struct archiving_plan *plan = context;
    (void)err;
    if (!there)
        return true;
    plan->list = mem_grow(plan->list, plan->count, &plan->room, sizeof *plan->list);
    plan->list[plan->count++] = (struct archiving_move){arena_text(&plan->arena, record->file),
                                                        arena_text(&plan->arena, to)};
    return true;
}

bool archiving_find(struct registry *registry, const struct folder *folder,
                    struct archiving_plan *plan, struct error *err)
{
    *plan = (struct archiving_plan){0};
    return each(registry, folder, &(struct mover){plan_move, plan}, err);
}

void archiving_plan_free(struct archiving_plan *plan)
{
    arena_free(&plan->arena);
    free(plan->list);
    *plan = (struct archiving_plan){0};
}

const char *archiving_source(const struct archiving_plan *plan, const char *name)
{
    const char *source = name;
    for (size_t i = 0; i < plan->count; i++) {
        if (strcmp(plan->list[i].to, name) == 0)
            return plan->list[i].from;
        if (strcmp(plan->list[i].from, name) == 0)
            source = NULL;
    }
    return source;
}

const char *archiving_target(const struct archiving_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->count; i++)
        if (strcmp(plan->list[i].from, name) == 0)
            return plan->list[i].to;
    return name;
}
