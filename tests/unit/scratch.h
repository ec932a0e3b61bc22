/* A folder of its own for each test, where the tests' files belong: under TMPDIR, and removed
 * with all that is in it. make_scratch and remove_scratch are a test's set-up and tear-down. */
#ifndef KUALIK_TEST_SCRATCH_H
#define KUALIK_TEST_SCRATCH_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char scratch[4096];

/* Returns the path of that name in the folder; lent until the next call but one. */
static inline const char *in_scratch(const char *name)
{
    static char path[2][sizeof scratch + 300];
    static unsigned turn;
    char *result = path[turn++ % 2];
    snprintf(result, sizeof path[0], "%s/%s", scratch, name);
    return result;
}

static inline int make_scratch(void **state)
{
    (void)state;
    const char *place = getenv("TMPDIR");
    snprintf(scratch, sizeof scratch, "%s/kualik-test-XXXXXX", place ? place : "/tmp");
    return mkdtemp(scratch) ? 0 : -1;
}

static inline int scratch_remove_entry(const char *path, const struct stat *status, int type,
                                       struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static inline int remove_scratch(void **state)
{
    (void)state;
    return nftw(scratch, scratch_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* Writes a file of that name. */
static inline void put(const char *name, const char *text)
{
    FILE *file = fopen(in_scratch(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

#endif
