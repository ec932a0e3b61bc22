#include "register/registry_write.h"

#include "register/database.h"

static bool reserve_number(struct registry *registry, struct registry_record *record,
                           struct error *err)
{
    const struct digest *person = record->has_person ? &record->person : NULL;
    if (record->number_id)
        return !person || database_run(registry_database(registry), NULL, err,
                                       "UPDATE numbers SET person = ?2 WHERE id = ?1", "ib",
                                       record->number_id, person);
    if (!database_run(registry_database(registry), NULL, err,
                      "INSERT INTO numbers (seq, number, person)"
                      " VALUES (nullif(?1, 0), ?2, ?3)",
                      "itb", (int64_t)record->seq, record->number, person))
        return false;
    record->number_id = database_newest(registry_database(registry));
    return true;
}

/* Finds the version that follows, and whether one stands for the number. */
static bool next_version(struct registry *registry, struct registry_record *record,
                         struct error *err)
{
    struct query *query = database_query(
        registry_database(registry), err,
        "SELECT coalesce(max(version), 0) + 1, coalesce(max(current), 0) FROM records"
        " WHERE number = ?1",
        "i", record->number_id);
    bool read = query && query_next(query, err) == QUERY_ROW;
    if (read) {
        record->version = (size_t)query_integer(query, 0);
        record->current = query_integer(query, 1) == 0;
    }
    query_close(query);
    return read;
}

bool registry_reserve(struct registry *registry, struct registry_record *record,
                      struct error *err)
{
    if (!reserve_number(registry, record, err) ||
        !database_run(registry_database(registry), NULL, err,
                      "DELETE FROM records WHERE number = ?1 AND state = 'reserved'", "i",
                      record->number_id) ||
        !next_version(registry, record, err) ||
        !database_run(registry_database(registry), NULL, err,
                      "INSERT INTO records (number, version, current, state, who, fields,"
                      " file, sha256, signer, time, reason)"
                      " VALUES (?1, ?2, ?3, 'reserved', ?4, ?5, ?6, ?7, ?8, nullif(?9, 0),"
                      " ?10)",
                      "iiitttbbit", record->number_id, (int64_t)record->version,
                      (int64_t)record->current, record->who, record->fields, record->file,
                      record->has_sha256 ? &record->sha256 : NULL,
                      record->has_signer ? &record->signer : NULL, record->time,
                      record->reason))
        return false;
    record->id = database_newest(registry_database(registry));
    record->state = REGISTRY_RESERVED;
    return !record->has_seal || registry_set_seal(registry, record->id, &record->seal, err);
}

bool registry_publish(struct registry *registry, int64_t id, const char *archived,
                      struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET current = 0, state = 'superseded', file = ?2"
                        " WHERE current AND id <> ?1"
                        " AND number = (SELECT number FROM records WHERE id = ?1)",
                        "it", id, archived) &&
           database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET current = 1, state ="
                        " CASE (SELECT duplicate FROM numbers n WHERE n.id = records.number)"
                        " WHEN 0 THEN 'issued' ELSE 'duplicate' END WHERE id = ?1",
                        "i", id) &&
           database_run(registry_database(registry), NULL, err,
                        "UPDATE numbers SET duplicate = 2 WHERE duplicate = 1"
                        " AND id = (SELECT number FROM records WHERE id = ?1)",
                        "i", id);
}

bool registry_take_back(struct registry *registry, const struct registry_record *record,
                        struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "DELETE FROM records WHERE id = ?1 AND state = 'reserved'", "i",
                        record->id) &&
           database_run(registry_database(registry), NULL, err,
                        "DELETE FROM numbers WHERE id = ?1"
                        " AND NOT EXISTS (SELECT 1 FROM records WHERE number = ?1)",
                        "i", record->number_id);
}

bool registry_move(struct registry *registry, int64_t id, const char *file, struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET file = ?2 WHERE id = ?1", "it", id, file);
}

bool registry_set_fields(struct registry *registry, int64_t id, const char *fields,
                         struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET fields = ?2 WHERE id = ?1", "it", id, fields);
}

bool registry_set_seal(struct registry *registry, int64_t id, const struct digest *seal,
                       struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "INSERT OR REPLACE INTO seals VALUES (?1, ?2)", "ib", id, seal);
}

bool registry_copy(struct registry *registry, int64_t number_id,
                   const struct registry_record *record, struct error *err)
{
    struct registry_record copy = *record;
    copy.number_id = number_id;
    if (!reserve_number(registry, &copy, err))
        return false;
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE numbers SET duplicate = ?2 WHERE id = ?1", "ii", copy.number_id,
                        (int64_t)copy.duplicate) &&
           (!copy.current || database_run(registry_database(registry), NULL, err,
                                          "UPDATE records SET current = 0 WHERE number = ?1",
                                          "i", copy.number_id)) &&
           database_run(registry_database(registry), NULL, err,
                        "INSERT OR REPLACE INTO records (number, version, current, state, who,"
                        " fields, file, sha256, signer, time, reason)"
                        " VALUES (?1, ?2, ?3, ?11, ?4, ?5, nullif(?6, ''), ?7, ?8,"
                        " nullif(?9, 0), ?10)",
                        "iiitttbbitt", copy.number_id, (int64_t)copy.version,
                        (int64_t)copy.current, copy.who, copy.fields, copy.file,
                        copy.has_sha256 ? &copy.sha256 : NULL,
                        copy.has_signer ? &copy.signer : NULL, copy.time, copy.reason,
                        registry_state_word(copy.state)) &&
           (!copy.has_seal ||
            registry_set_seal(registry, database_newest(registry_database(registry)),
                              &copy.seal, err));
}

bool registry_set_state(struct registry *registry, int64_t id, enum registry_state state,
                        const char *reason, struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET state = ?2, reason = ?3 WHERE id = ?1", "itt", id,
                        registry_state_word(state), reason);
}

bool registry_ask_duplicate(struct registry *registry, int64_t id, const char *reason,
                            struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE numbers SET duplicate = 1"
                        " WHERE id = (SELECT number FROM records WHERE id = ?1)",
                        "i", id) &&
           database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET reason = ?2 WHERE id = ?1", "it", id, reason);
}

/* A certificate that is itself a duplicate is one again. */
bool registry_unask_duplicate(struct registry *registry, int64_t id, const char *reason,
                              struct error *err)
{
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE numbers SET duplicate ="
                        " CASE (SELECT state FROM records WHERE id = ?1)"
                        " WHEN 'duplicate' THEN 2 ELSE 0 END"
                        " WHERE id = (SELECT number FROM records WHERE id = ?1)",
                        "i", id) &&
           registry_restore(registry, id, reason, err) &&
           database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET state = 'superseded' WHERE id = ?1", "i", id);
}

bool registry_restore(struct registry *registry, int64_t id, const char *reason,
                      struct error *err)
{
    if (!database_run(registry_database(registry), NULL, err,
                      "INSERT INTO records (number, version, current, state, who, fields,"
                      " file, sha256, signer, time, reason)"
                      " SELECT n.id, (SELECT max(version) + 1 FROM records"
                      " WHERE number = n.id), 0, CASE WHEN n.person IS NULL THEN 'reserved'"
                      " WHEN n.duplicate = 2 THEN 'duplicate' ELSE 'issued' END,"
                      " r.who, r.fields, r.file, r.sha256, r.signer, r.time, ?2"
                      " FROM records r JOIN numbers n ON n.id = r.number WHERE r.id = ?1",
                      "it", id, reason))
        return false;
    int64_t restored = database_newest(registry_database(registry));
    return database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET current = 0, file = NULL WHERE id = ?1", "i", id) &&
           database_run(registry_database(registry), NULL, err,
                        "UPDATE records SET current = 1 WHERE id = ?1", "i", restored) &&
           database_run(registry_database(registry), NULL, err,
                        "INSERT INTO seals SELECT ?2, claims FROM seals WHERE record = ?1",
                        "ii", id, restored);
}
