/* An SQLite database in one file, with the errors that a person can do something about. What a
 * statement is given stands in a text of types: `i` a whole number (int64_t), `t` a text (const
 * char *, NULL: none), `b` a digest (const struct digest *, NULL: none). */
#ifndef KUALIK_DATABASE_H
#define KUALIK_DATABASE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct database;

enum database_mode {
    DATABASE_READ,
    DATABASE_WRITE,
    DATABASE_CREATE, /* … and made where there is none */
};

/* Opens the database at `path`. What it says is checked before it is believed: the schema of a
 * file from elsewhere runs no code. Returns NULL on failure; close with database_close. */
struct database *database_open(const char *path, enum database_mode mode, struct error *err);
void database_close(struct database *database);

/* Adds what to do where a register may not be written. Returns false. */
bool database_advise_read_only(struct error *err);

/* Appends the bytes of the file that holds what the database does. */
bool database_image(struct database *database, struct buf *image, struct error *err);

/* Runs statements without values, which give no rows. */
bool database_script(struct database *database, const char *sql, struct error *err);

/* Runs one statement with values, which gives no rows; `*changed` (NULL: not wanted) says how
 * many rows it has changed. */
bool database_run(struct database *database, size_t *changed, struct error *err,
                  const char *sql, const char *types, ...);

/* Returns the rowid of the newest row that was put in. */
int64_t database_newest(const struct database *database);

/* A statement that gives rows. */
struct query;

/* Returns the query with its values, which are copied; NULL on failure. Close with query_close,
 * before the database. */
struct query *database_query(struct database *database, struct error *err, const char *sql,
                             const char *types, ...);
void query_close(struct query *query);

enum query_result { QUERY_ROW, QUERY_END, QUERY_FAILED };

/* Goes on to the next row, if there is one. */
enum query_result query_next(struct query *query, struct error *err);

/* Return what a column of the row holds, from 0: 0 for no number, "" (in the arena) for no text
 * or one that is not UTF-8; false where there is no digest. */
int64_t query_integer(const struct query *query, int column);
const char *query_text(const struct query *query, int column, struct arena *arena);
bool query_digest(const struct query *query, int column, struct digest *digest);

#endif
