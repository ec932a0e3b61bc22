#include "register/registry.h"

#include "base/mem.h"
#include "base/message.h"
#include "register/database.h"
#include "register/register_file.h"
#include "register/schema_steps.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct registry {
    struct database *database;
    struct register_file file;
    bool writes;
    char *path, *event, *place;
    size_t first, last;
};

static const char *const state_words[] = {
    [REGISTRY_RESERVED] = N_("reserved"),   [REGISTRY_ISSUED] = N_("issued"),
    [REGISTRY_DUPLICATE] = N_("duplicate"), [REGISTRY_SUPERSEDED] = N_("superseded"),
    [REGISTRY_SPOILED] = N_("spoiled"),     [REGISTRY_REVOKED] = N_("revoked"),
};

bool registry_is_valid(const struct registry_record *record)
{
    return record->state == REGISTRY_ISSUED || record->state == REGISTRY_DUPLICATE;
}

const char *registry_state_word(enum registry_state state)
{
    return state_words[state];
}

/* ---- opening ---------------------------------------------------------------------------- */

static bool read_meta(struct registry *registry, struct error *err)
{
    struct arena arena = {0};
    struct query *query = database_query(registry->database, err,
                                         "SELECT (SELECT value FROM meta WHERE name = 'event'),"
                                         " (SELECT value FROM meta WHERE name = 'first'),"
                                         " (SELECT value FROM meta WHERE name = 'last'),"
                                         " (SELECT value FROM meta WHERE name = 'place')",
                                         "");
    bool read = query && query_next(query, err) == QUERY_ROW;
    if (read) {
        registry->event = mem_copy(query_text(query, 0, &arena));
        registry->first = (size_t)query_integer(query, 1);
        registry->last = (size_t)query_integer(query, 2);
        registry->place = mem_copy(query_text(query, 3, &arena));
    }
    query_close(query);
    arena_free(&arena);
    return read;
}

static bool open_tables(struct registry *registry, struct error *err)
{
    size_t version;
    return schema_steps_check(registry->database, &version, err) &&
           (registry->writes ? schema_steps_migrate(registry->database, version, err)
                             : schema_steps_stand_in(registry->database, version, err)) &&
           read_meta(registry, err);
}

static bool open_all(struct registry *registry, const char *path, enum registry_mode mode,
                     void (*waits)(void), struct error *err)
{
    static const enum database_mode modes[] = {[REGISTRY_READ] = DATABASE_READ,
                                               [REGISTRY_WRITE] = DATABASE_WRITE,
                                               [REGISTRY_CREATE] = DATABASE_CREATE};
    registry->writes = mode != REGISTRY_READ;
    if (!register_file_open(&registry->file, path, modes[mode], waits, err))
        return false;
    registry->database =
        database_open(path, registry->writes ? DATABASE_WRITE : DATABASE_READ, err);
    return registry->database && open_tables(registry, err);
}

struct registry *registry_open(const char *path, enum registry_mode mode, void (*waits)(void),
                               struct error *err)
{
    struct registry *registry = mem_new(1, sizeof *registry);
    registry->path = mem_copy(path);
    if (open_all(registry, path, mode, waits, err))
        return registry;
    error_at(err, (struct place){.file = path});
    registry_close(registry);
    return NULL;
}

bool registry_foretell(const char *path, struct error *err)
{
    return register_file_foretell(path, err) || error_at(err, (struct place){.file = path});
}

/* Says whether no number stands in it; nobody else writes meanwhile. */
static bool is_unused(const struct registry *registry)
{
    struct error unread;
    struct query *query = database_query(registry->database, &unread,
                                         "SELECT NOT EXISTS (SELECT 1 FROM numbers)", "");
    bool unused = query && query_next(query, &unread) == QUERY_ROW && query_integer(query, 0);
    query_close(query);
    return unused;
}

void registry_close(struct registry *registry)
{
    if (!registry)
        return;
    if (registry->file.made && registry->database && is_unused(registry))
        unlink(registry->path);
    database_close(registry->database);
    if (registry->file.fd >= 0)
        close(registry->file.fd);
    free(registry->path);
    free(registry->event);
    free(registry->place);
    free(registry);
}

struct database *registry_database(struct registry *registry)
{
    return registry->database;
}

/* ---- whose it is ------------------------------------------------------------------------ */

const char *registry_event(const struct registry *registry)
{
    return registry->event;
}

const char *registry_path(const struct registry *registry)
{
    return registry->path;
}

const char *registry_place(const struct registry *registry)
{
    return registry->place ? registry->place : "";
}

bool registry_set_place(struct registry *registry, const char *place, struct error *err)
{
    if (!database_run(registry->database, NULL, err,
                      "INSERT OR REPLACE INTO meta VALUES ('place', ?1)", "t", place))
        return false;
    free(registry->place);
    registry->place = mem_copy(place);
    return true;
}

bool registry_find_template(struct registry *registry, const char *name, struct digest *digest,
                            bool *found, struct error *err)
{
    struct query *query =
        database_query(registry->database, err,
                       "SELECT value FROM meta WHERE name = 'template ' || ?1", "t", name);
    enum query_result result = query ? query_next(query, err) : QUERY_FAILED;
    *found = result == QUERY_ROW && query_digest(query, 0, digest);
    query_close(query);
    return result != QUERY_FAILED;
}

bool registry_set_template(struct registry *registry, const char *name,
                           const struct digest *digest, struct error *err)
{
    return database_run(registry->database, NULL, err,
                        "INSERT OR REPLACE INTO meta VALUES ('template ' || ?1, ?2)", "tb",
                        name, digest);
}

size_t registry_first(const struct registry *registry)
{
    return registry->first;
}

size_t registry_last(const struct registry *registry)
{
    return registry->last;
}

static bool refuse_range(const struct registry *registry, struct error *err)
{
    if (registry->last == 0)
        error_set(err, "register-other-range",
                  "The register gives out all numbers, not a "
                  "range of them.");
    else
        error_set(err, "register-other-range",
                  "The register gives out the numbers from %zu to %zu, and no others.",
                  registry->first, registry->last);
    return error_advise(err, "Leave --range out, or give another register with --register.");
}

static bool check_claim(const struct registry *registry, const char *event, size_t first,
                        size_t last, struct error *err)
{
    if (strcmp(registry->event, event) != 0) {
        error_set(err, "register-other-event",
                  "The register is that of «%s», not of «%s», as the template's [register] "
                  "says.",
                  registry->event, event);
        return error_advise(err, "Give another register with --register, or correct `event`.");
    }
    if (last && (first != registry->first || last != registry->last))
        return refuse_range(registry, err);
    return true;
}

bool registry_claim(struct registry *registry, const char *event, size_t first, size_t last,
                    struct error *err)
{
    if (*registry->event)
        return check_claim(registry, event, first, last, err);
    if (registry->writes && !database_run(registry->database, NULL, err,
                                          "INSERT INTO meta VALUES ('event', ?1), "
                                          "('first', ?2), ('last', ?3)",
                                          "tii", event, (int64_t)first, (int64_t)last))
        return false;
    free(registry->event);
    registry->event = mem_copy(event);
    registry->first = first;
    registry->last = last;
    return true;
}

/* ---- reading ---------------------------------------------------------------------------- */

#define RECORD_COLUMNS                                                                         \
    "SELECT r.id, n.id, n.seq, r.version, r.state, r.current, n.duplicate, n.person,"          \
    " r.sha256, r.signer, r.time, n.number, r.who, r.fields, r.file, r.reason, s.claims"       \
    " FROM numbers n JOIN records r ON r.number = n.id"                                        \
    " LEFT JOIN seals s ON s.record = r.id "
#define RECORD_ORDER                                                                           \
    " ORDER BY n.seq IS NULL, n.seq, n.number COLLATE numbers, n.number, r.version"

static const char *const searches[] = {
    [REGISTRY_ALL] = RECORD_COLUMNS RECORD_ORDER,
    [REGISTRY_PERSON] = RECORD_COLUMNS "WHERE n.person = ?3 AND r.current" RECORD_ORDER,
    [REGISTRY_NUMBER] = RECORD_COLUMNS "WHERE n.number = ?1" RECORD_ORDER,
    [REGISTRY_NUMBER_ID] = RECORD_COLUMNS "WHERE n.id = ?2" RECORD_ORDER,
    [REGISTRY_CURRENT] = RECORD_COLUMNS "WHERE r.current" RECORD_ORDER,
    [REGISTRY_PENDING] =
        RECORD_COLUMNS "WHERE r.state = 'reserved' AND n.person IS NOT NULL" RECORD_ORDER,
    [REGISTRY_SPARES] =
        RECORD_COLUMNS "WHERE r.state = 'reserved' AND n.person IS NULL" RECORD_ORDER,
    [REGISTRY_FILE] = RECORD_COLUMNS "WHERE r.file = ?1" RECORD_ORDER,
    [REGISTRY_INVALID] =
        RECORD_COLUMNS "WHERE r.current AND r.state IN ('spoiled', 'revoked')" RECORD_ORDER,
    [REGISTRY_NAMESAKES] =
        RECORD_COLUMNS "WHERE r.current AND n.id <> ?2 AND n.person IS NOT NULL AND EXISTS"
                       " (SELECT 1 FROM records other JOIN records own ON own.who = other.who"
                       " WHERE other.number = n.id AND own.number = ?2)" RECORD_ORDER,
    [REGISTRY_ARCHIVED] =
        RECORD_COLUMNS "WHERE r.current AND r.state IN ('issued', 'duplicate')"
                       " AND instr(r.file, '/')" RECORD_ORDER,
    [REGISTRY_NAMES] = RECORD_COLUMNS "JOIN records now ON now.number = n.id AND now.current"
                                      " WHERE n.person IS NOT NULL AND now.state <> 'spoiled'"
                                      " AND (r.current OR r.who <> now.who)" RECORD_ORDER,
};

/* Of the values text, number_id and person, all up to the one that a search has are bound. */
static const char *const search_types[] = {
    [REGISTRY_PERSON] = "tib", [REGISTRY_NUMBER] = "t",     [REGISTRY_NUMBER_ID] = "ti",
    [REGISTRY_FILE] = "t",     [REGISTRY_NAMESAKES] = "ti", [REGISTRY_NAMES] = NULL};

static enum registry_state state_of(const char *word)
{
    for (size_t i = 0; i < sizeof state_words / sizeof *state_words; i++)
        if (strcmp(word, state_words[i]) == 0)
            return (enum registry_state)i;
    return REGISTRY_RESERVED; /* the table allows no other word */
}

static void take_record(const struct query *query, struct arena *arena,
                        struct registry_record *record)
{
    *record = (struct registry_record){
        .id = query_integer(query, 0),
        .number_id = query_integer(query, 1),
        .seq = (size_t)query_integer(query, 2),
        .version = (size_t)query_integer(query, 3),
        .state = state_of(query_text(query, 4, arena)),
        .current = query_integer(query, 5) != 0,
        .duplicate = (enum registry_duplicate)query_integer(query, 6),
        .time = query_integer(query, 10),
        .number = query_text(query, 11, arena),
        .who = query_text(query, 12, arena),
        .fields = query_text(query, 13, arena),
        .file = query_text(query, 14, arena),
        .reason = query_text(query, 15, arena),
    };
    record->has_person = query_digest(query, 7, &record->person);
    record->has_sha256 = query_digest(query, 8, &record->sha256);
    record->has_signer = query_digest(query, 9, &record->signer);
    record->has_seal = query_digest(query, 16, &record->seal);
}

bool registry_find(struct registry *registry, const struct registry_search *search,
                   bool (*found)(void *context, const struct registry_record *record),
                   void *context, struct error *err)
{
    struct arena arena = {0};
    struct registry_record record;
    enum query_result result = QUERY_END;
    const char *text = search->key == REGISTRY_FILE ? search->file : search->number;
    const char *types = search_types[search->key] ? search_types[search->key] : "";
    struct query *query = database_query(registry->database, err, searches[search->key], types,
                                         text, search->number_id, search->person);
    while (query && (result = query_next(query, err)) == QUERY_ROW) {
        arena_reset(&arena);
        take_record(query, &arena, &record);
        if (!found(context, &record))
            break;
    }
    query_close(query);
    arena_free(&arena);
    return query && result != QUERY_FAILED;
}

size_t *registry_given(struct registry *registry, size_t *count, struct error *err)
{
    size_t room = 1, *list = mem_new(1, sizeof *list);
    enum query_result result = QUERY_END;
    *count = 0;
    struct query *query =
        database_query(registry->database, err,
                       "SELECT seq FROM numbers WHERE seq IS NOT NULL ORDER BY seq", "");
    while (query && (result = query_next(query, err)) == QUERY_ROW) {
        list = mem_grow(list, *count, &room, sizeof *list);
        list[(*count)++] = (size_t)query_integer(query, 0);
    }
    query_close(query);
    if (query && result != QUERY_FAILED)
        return list;
    free(list);
    return NULL;
}

bool registry_newest(struct registry *registry, int64_t *time, struct error *err)
{
    struct query *query =
        database_query(registry->database, err, "SELECT max(time) FROM records", "");
    enum query_result result = query ? query_next(query, err) : QUERY_FAILED;
    *time = result == QUERY_ROW ? query_integer(query, 0) : 0;
    query_close(query);
    return result != QUERY_FAILED;
}

bool registry_hold(struct registry *registry, struct error *err)
{
    return database_script(registry->database, "BEGIN", err);
}

/* Nothing was written, so either end is the same. */
void registry_release(struct registry *registry)
{
    struct error ignored;
    database_script(registry->database, "ROLLBACK", &ignored);
}

/* ---- what is written together ------------------------------------------------------------ */

bool registry_begin(struct registry *registry, struct error *err)
{
    return database_script(registry->database, "BEGIN IMMEDIATE", err);
}

bool registry_end(struct registry *registry, bool good, struct error *err)
{
    struct error ignored;
    if (good && database_script(registry->database, "COMMIT", err))
        return true;
    database_script(registry->database, "ROLLBACK", &ignored);
    return false;
}
