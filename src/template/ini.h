/* An INI file as its author sees it. iniparser reads it, but silently turns some lines into
 * something else (`color = #1A3C6E` into an empty value, a line that ends in a backslash
 * into one with the next, …), reads no line over 1,022 bytes and forgets on which line a key
 * stood. So the file is read here first, every line that it turns is refused, and the lines are
 * remembered; then the two are compared (ini_parser.h). */
#ifndef KUALIK_INI_H
#define KUALIK_INI_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

/* `key = value`. */
struct ini_entry {
    const char *key;   /* ASCII letters, digits, - and _, all lower case */
    const char *value; /* without the quotes around it */
    size_t line;
    bool is_long;  /* its lines together are longer than iniparser can read */
    bool reported; /* a finding about it is there already; for the user of the module too */
};

/* `[text name-kk]`, or `[document]`. */
struct ini_section {
    const char *name; /* the whole heading: "text name-kk" */
    const char *kind; /* its first word: "text" */
    const char *own;  /* its second: "name-kk", "" without one */
    size_t line;
    bool reported;             /* as in an entry */
    struct ini_entry *entries; /* in the file's order */
    size_t count, room;
};

struct ini {
    struct arena arena; /* holds all texts */
    const char *path;
    struct digest digest;         /* of the file's bytes */
    struct ini_section *sections; /* in the file's order */
    size_t count, room;
    size_t entries; /* of all sections together */
};

/* Reads the file at `path`. Everything wrong with its form goes to `findings`. Returns false
 * if there is nothing to go on with: no such file, not text in UTF-8, over 1 MiB, or more
 * than 10,000 keys. Release with ini_free in any case. */
bool ini_read(const char *path, struct ini *ini, struct report *findings);

/* Return the section of that name, and its entry of that key, or NULL. */
struct ini_section *ini_find(const struct ini *ini, const char *name);
struct ini_entry *ini_get(const struct ini_section *section, const char *key);

/* Releases everything; usable again. */
void ini_free(struct ini *ini);

#endif
