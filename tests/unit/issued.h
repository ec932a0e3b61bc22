/* A register and a folder of certificates, for tests of what belongs together in them;
 * make_issued and discard_issued are a test's set-up and tear-down. */
#ifndef KUALIK_TEST_ISSUED_H
#define KUALIK_TEST_ISSUED_H

#include "files/folder.h"
#include "register/registry.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <string.h>

static struct registry *registry;
static struct folder *folder;
static struct error err;

static inline int make_issued(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    folder = folder_open(in_scratch("out"), &err);
    registry = registry_open(in_scratch("register"), REGISTRY_CREATE, NULL, &err);
    return folder && registry && registry_claim(registry, "Семинар", 0, 0, &err) ? 0 : -1;
}

static inline int discard_issued(void **state)
{
    registry_close(registry);
    folder_close(folder, &err);
    return remove_scratch(state);
}

/* Puts a file into the folder. */
static inline void put_file(const char *name, const char *text)
{
    struct buf path = {0};
    buf_printf(&path, "out/%s", name);
    put(path.data, text);
    buf_free(&path);
}

/* A record of that number and file, which holds its own name; the number stands for the person.
 */
static inline struct registry_record issued_record(const char *number, const char *file)
{
    return (struct registry_record){
        .number = number,
        .has_person = true,
        .person = hash_of(&(struct span){number, strlen(number)}, 1),
        .has_sha256 = true,
        .sha256 = hash_of(&(struct span){file, strlen(file)}, 1),
        .who = "Әлия",
        .fields = "",
        .file = file,
        .reason = "",
    };
}

#endif
