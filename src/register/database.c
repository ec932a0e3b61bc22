#include "register/database.h"

#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MILLISECONDS = 2000 }; /* another program may be reading or writing */

/* To make a statement ready takes far longer than to run it for one row, so those that are done
 * wait for the next of the same words. */
struct database {
    sqlite3 *handle;
    char *path;
    pthread_mutex_t lock; /* of: */
    struct query *idle;   /* the first of them */
};

struct query {
    struct database *database;
    sqlite3_stmt *statement;
    struct query *next; /* while it is idle */
};

/* What results of SQLite's mean to a person, and what to do. */
struct meaning {
    int results[2];
    const char *code, *sentence, *advice;
};

static const struct meaning meanings[] = {
    {{SQLITE_BUSY, SQLITE_LOCKED},
     "register-locked",
     N_("Another program is working with the register."),
     N_("Close it there, or wait until it ends; nothing was lost.")},
    {{SQLITE_READONLY, SQLITE_PERM},
     "register-read-only",
     N_("Nothing can be written to the register."),
     N_("Allow writing to the file and to its folder, or move it, with the list and the "
        "certificates, to where that is allowed. Do not go on with a copy of it: the two would "
        "give the same numbers to different people.")},
    {{SQLITE_CANTOPEN},
     "register-not-opened",
     N_("The register cannot be opened."),
     N_("Is there a folder of this name, and may files be made in it?")},
    {{SQLITE_NOTADB},
     "register-foreign",
     N_("The file is not a register of certificates."),
     N_("Give the path of the register with --register.")},
    {{SQLITE_CORRUPT},
     "register-damaged",
     N_("The register is damaged."),
     N_("Take it from the newest backup, then run kualik register verify.")},
    {{SQLITE_FULL},
     "register-disk-full",
     N_("The register cannot be written: the disk is full."),
     N_("Make room and run the command again.")},
    {{SQLITE_IOERR},
     "register-disk-fault",
     N_("The register cannot be read or written: the disk reports a fault."),
     N_("Copy the register to another disk, then run kualik register verify.")},
};

static const struct meaning *find_meaning(int result)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (result == meanings[i].results[0] || result == meanings[i].results[1])
            return &meanings[i];
    return NULL;
}

/* Says what a result means that is not SQLITE_OK. */
static bool fail(const struct database *database, int result, struct error *err)
{
    const int primary = result & 0xFF;
    const struct meaning *meaning = find_meaning(primary);
    if (primary == SQLITE_NOMEM)
        mem_exhausted();
    if (meaning) {
        error_set_sentence(err, meaning->code, meaning->sentence);
        error_advise_sentence(err, meaning->advice);
    } else {
        error_set(err, "register-failed", "The register cannot be used. SQLite says «%s».",
                  sqlite3_errstr(result));
    }
    return error_at(err, (struct place){.file = database->path});
}

static int compare_numbers(void *context, int one_size, const void *one, int other_size,
                           const void *other)
{
    (void)context;
    return number_compare_sized(one, (size_t)one_size, other, (size_t)other_size);
}

/* What a file from elsewhere has in its schema must not be able to do harm. */
static int guard(sqlite3 *handle)
{
    int result = sqlite3_busy_timeout(handle, BUSY_MILLISECONDS);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_create_collation(handle, "numbers", SQLITE_UTF8, NULL, compare_numbers);
    return result != SQLITE_OK
               ? result
               : sqlite3_exec(handle,
                              "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;"
                              "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;",
                              NULL, NULL, NULL);
}

/* What a run that was cut off has left half written is taken back by the first who looks at it
 * and may write. */
static int take_back_unfinished(const char *path)
{
    sqlite3 *writer = NULL;
    int result = sqlite3_open_v2(path, &writer, SQLITE_OPEN_READWRITE, NULL);
    if (result == SQLITE_OK)
        result = guard(writer);
    sqlite3_close(writer);
    return result;
}

static int open_handle(const char *path, int flags, sqlite3 **handle)
{
    int result = sqlite3_open_v2(path, handle, flags | SQLITE_OPEN_FULLMUTEX, NULL);
    if (result == SQLITE_OK)
        result = guard(*handle);
    if (sqlite3_extended_errcode(*handle) != SQLITE_READONLY_ROLLBACK)
        return result;
    result = take_back_unfinished(path);
    return result == SQLITE_OK ? guard(*handle) : result;
}

struct database *database_open(const char *path, enum database_mode mode, struct error *err)
{
    static const int flags[] = {
        [DATABASE_READ] = SQLITE_OPEN_READONLY,
        [DATABASE_WRITE] = SQLITE_OPEN_READWRITE,
        [DATABASE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    struct database *database = mem_new(1, sizeof *database);
    database->path = mem_copy(path);
    pthread_mutex_init(&database->lock, NULL);
    int result = open_handle(path, flags[mode], &database->handle);
    /* SQLite opens for reading what it cannot open for writing. */
    if (result == SQLITE_OK && mode != DATABASE_READ &&
        sqlite3_db_readonly(database->handle, "main"))
        result = SQLITE_READONLY;
    if (result == SQLITE_OK)
        return database;
    fail(database, result, err);
    database_close(database);
    return NULL;
}

bool database_advise_read_only(struct error *err)
{
    return error_advise_sentence(err, find_meaning(SQLITE_READONLY)->advice);
}

void database_close(struct database *database)
{
    if (!database)
        return;
    while (database->idle) {
        struct query *query = database->idle;
        database->idle = query->next;
        sqlite3_finalize(query->statement);
        free(query);
    }
    sqlite3_close_v2(database->handle);
    pthread_mutex_destroy(&database->lock);
    free(database->path);
    free(database);
}

bool database_image(struct database *database, struct buf *image, struct error *err)
{
    sqlite3_int64 size;
    unsigned char *bytes = sqlite3_serialize(database->handle, "main", &size, 0);
    if (!bytes)
        return fail(database, SQLITE_NOMEM, err);
    buf_add(image, bytes, (size_t)size);
    sqlite3_free(bytes);
    return true;
}

bool database_script(struct database *database, const char *sql, struct error *err)
{
    int result = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);
    return result == SQLITE_OK || fail(database, result, err);
}

static int bind_value(sqlite3_stmt *statement, int at, char type, va_list *args)
{
    const char *text;
    const struct digest *digest;
    switch (type) {
    case 'i':
        return sqlite3_bind_int64(statement, at, va_arg(*args, int64_t));
    case 't':
        text = va_arg(*args, const char *);
        return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
    default:
        digest = va_arg(*args, const struct digest *);
        return sqlite3_bind_blob(statement, at, digest ? digest->bytes : NULL, DIGEST_SIZE,
                                 SQLITE_TRANSIENT);
    }
}

/* Takes an idle query of these words; NULL: there is none. */
static struct query *take_idle(struct database *database, const char *sql)
{
    pthread_mutex_lock(&database->lock);
    struct query **place = &database->idle;
    while (*place && strcmp(sqlite3_sql((*place)->statement), sql) != 0)
        place = &(*place)->next;
    struct query *query = *place;
    if (query)
        *place = query->next;
    pthread_mutex_unlock(&database->lock);
    return query;
}

static struct query *prepare(struct database *database, struct error *err, const char *sql,
                             const char *types, va_list *args)
{
    struct query *query = take_idle(database, sql);
    int result = SQLITE_OK;
    if (!query) {
        query = mem_new(1, sizeof *query);
        query->database = database;
        result = sqlite3_prepare_v2(database->handle, sql, -1, &query->statement, NULL);
    }
    for (int i = 0; result == SQLITE_OK && types[i]; i++)
        result = bind_value(query->statement, i + 1, types[i], args);
    if (result == SQLITE_OK)
        return query;
    fail(database, result, err);
    query_close(query);
    return NULL;
}

bool database_run(struct database *database, size_t *changed, struct error *err,
                  const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    struct query *query = prepare(database, err, sql, types, &args);
    va_end(args);
    bool done = query && query_next(query, err) == QUERY_END;
    if (done && changed)
        *changed = (size_t)sqlite3_changes(database->handle);
    query_close(query);
    return done;
}

int64_t database_newest(const struct database *database)
{
    return sqlite3_last_insert_rowid(database->handle);
}

struct query *database_query(struct database *database, struct error *err, const char *sql,
                             const char *types, ...)
{
    va_list args;
    va_start(args, types);
    struct query *query = prepare(database, err, sql, types, &args);
    va_end(args);
    return query;
}

void query_close(struct query *query)
{
    if (!query)
        return;
    struct database *database = query->database;
    if (!query->statement) {
        free(query);
        return;
    }
    sqlite3_reset(query->statement);
    sqlite3_clear_bindings(query->statement);
    pthread_mutex_lock(&database->lock);
    query->next = database->idle;
    database->idle = query;
    pthread_mutex_unlock(&database->lock);
}

enum query_result query_next(struct query *query, struct error *err)
{
    int result = sqlite3_step(query->statement);
    if (result == SQLITE_ROW)
        return QUERY_ROW;
    if (result == SQLITE_DONE)
        return QUERY_END;
    fail(query->database, result, err);
    return QUERY_FAILED;
}

int64_t query_integer(const struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

const char *query_text(const struct query *query, int column, struct arena *arena)
{
    const unsigned char *text = sqlite3_column_text(query->statement, column);
    size_t size = (size_t)sqlite3_column_bytes(query->statement, column), bad;
    if (!text || !utf8_valid((const char *)text, size, &bad))
        return "";
    return arena_copy(arena, (const char *)text, size);
}

bool query_digest(const struct query *query, int column, struct digest *digest)
{
    const void *bytes = sqlite3_column_blob(query->statement, column);
    if (!bytes || sqlite3_column_bytes(query->statement, column) != DIGEST_SIZE)
        return false;
    memcpy(digest->bytes, bytes, DIGEST_SIZE);
    return true;
}
