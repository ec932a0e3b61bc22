#include "register/schema_steps.h"

#include <stdio.h>

enum { APPLICATION_ID = 0x4B554C4B }; /* "KULK", which file(1) and SQLite can show */

/* One number is one person's, whatever becomes of it; each of its records is one certificate.
 * `current` is the record that stands for the number; the others are its past, or its future.
 */
static const char first_step[] =
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT;"
    "CREATE TABLE numbers ("
    "  id INTEGER PRIMARY KEY, seq INTEGER UNIQUE, number TEXT NOT NULL UNIQUE,"
    "  person BLOB, duplicate INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX numbers_person ON numbers (person);"
    "CREATE TABLE records ("
    "  id INTEGER PRIMARY KEY,"
    "  number INTEGER NOT NULL REFERENCES numbers (id) ON DELETE CASCADE,"
    "  version INTEGER NOT NULL, current INTEGER NOT NULL,"
    "  state TEXT NOT NULL CHECK (state IN ('issued', 'superseded', 'spoiled', 'revoked',"
    "    'duplicate', 'reserved')),"
    "  who TEXT, fields TEXT, file TEXT, sha256 BLOB, signer BLOB, time INTEGER, reason TEXT,"
    "  UNIQUE (number, version)) STRICT;"
    "CREATE UNIQUE INDEX records_current ON records (number) WHERE current;"
    "CREATE INDEX records_state ON records (state);";

/* What the seal of a record's sheet says, as a digest; a record without a seal has no row. */
static const char second_step[] =
    "CREATE TABLE seals ("
    "  record INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,"
    "  claims BLOB NOT NULL) STRICT;";

static const char *const steps[] = {first_step, second_step};

/* What the steps add, empty and for this process alone, where a file may not be changed. */
static const char *const stand_ins[] = {
    "", "CREATE TEMP TABLE seals (record INTEGER PRIMARY KEY, claims BLOB) STRICT;"};

enum { NEWEST = sizeof steps / sizeof *steps };

static bool read_pragma(struct database *database, const char *sql, int64_t *value,
                        struct error *err)
{
    struct query *query = database_query(database, err, sql, "");
    bool read = query && query_next(query, err) == QUERY_ROW;
    if (read)
        *value = query_integer(query, 0);
    query_close(query);
    return read;
}

bool schema_steps_check(struct database *database, size_t *version, struct error *err)
{
    int64_t id, user, tables;
    if (!read_pragma(database, "PRAGMA application_id", &id, err) ||
        !read_pragma(database, "PRAGMA user_version", &user, err) ||
        !read_pragma(database, "SELECT count(*) FROM sqlite_schema", &tables, err))
        return false;
    if (id == 0 && user == 0 && tables == 0) {
        error_set(err, "register-empty", "The file is empty, so it is not a register.");
        return error_advise(err, "Take the register from the newest backup; if none was made "
                                 "yet, delete this file.");
    }
    if (id != APPLICATION_ID || user < 1) {
        error_set(err, "register-foreign", "The file is not a register of certificates.");
        return error_advise(err, "Give the path of the register with --register.");
    }
    if (user > NEWEST) {
        error_set(err, "register-newer",
                  "The register is of version %zu, made by a newer kualik; this one "
                  "knows version %d.",
                  (size_t)user, (int)NEWEST);
        return error_advise(err, "Use the newer kualik.");
    }
    *version = (size_t)user;
    return true;
}

bool schema_steps_run(struct database *database, const char *const *list, size_t version,
                      size_t newest, struct error *err)
{
    char sql[80];
    struct error ignored;
    if (!database_script(database, "BEGIN IMMEDIATE", err))
        return false;
    bool done = true;
    for (size_t i = version; done && i < newest; i++)
        done = database_script(database, list[i], err);
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %zu;",
             APPLICATION_ID, newest);
    done =
        done && database_script(database, sql, err) && database_script(database, "COMMIT", err);
    if (!done)
        database_script(database, "ROLLBACK", &ignored);
    return done;
}

bool schema_steps_migrate(struct database *database, size_t version, struct error *err)
{
    return version == NEWEST || schema_steps_run(database, steps, version, NEWEST, err);
}

bool schema_steps_stand_in(struct database *database, size_t version, struct error *err)
{
    bool done = true;
    for (size_t i = version; done && i < NEWEST; i++)
        done = database_script(database, stand_ins[i], err);
    return done;
}

bool schema_steps_image(struct buf *image, struct error *err)
{
    struct database *database = database_open(":memory:", DATABASE_CREATE, err);
    bool made = database && schema_steps_migrate(database, 0, err) &&
                database_image(database, image, err);
    database_close(database);
    return made;
}
