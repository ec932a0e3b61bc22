/* Feeds a fuzzer of tests/fuzz a fixed set of inputs, which are made from its seeds. */
#ifndef KUALIK_FEED_H
#define KUALIK_FEED_H

#include "base/buf.h"
#include "base/file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FEED_CHANGES = 4, FEED_SEED_LIMIT = 1 << 20 };

static inline uint32_t feed_draw(uint32_t *state, size_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % (uint32_t)below;
}

/* Changes a byte, takes some out, doubles some, or cuts the end. */
static inline void feed_spoil(struct buf *bytes, uint32_t *state)
{
    static const char bites[] = "<>&\"'/;,\n\r\t\0\xFF\xD0\x80 9AZ=:-";
    size_t at = feed_draw(state, bytes->size), left = bytes->size - at;
    size_t size = 1 + feed_draw(state, left < 40 ? left : 40);
    struct buf kept = {0};
    buf_add(&kept, bytes->data + at, size);
    switch (feed_draw(state, 8)) {
    case 0:
        memmove(bytes->data + at, bytes->data + at + size, left - size);
        bytes->size -= size;
        break;
    case 1:
        buf_add(bytes, kept.data, kept.size);
        break;
    case 2:
        bytes->size = at + 1;
        break;
    case 3:
        memcpy(bytes->data + feed_draw(state, bytes->size - size + 1), kept.data, size);
        break;
    default:
        bytes->data[at] = bites[feed_draw(state, sizeof bites - 1)];
        break;
    }
    buf_free(&kept);
}

static inline void feed_seed(int (*fuzz)(const uint8_t *bytes, size_t size), const char *path,
                             int rounds)
{
    struct buf seed = {0}, bytes = {0};
    struct error err;
    uint32_t state = 2017;
    assert_true(file_read(path, FEED_SEED_LIMIT, &seed, &err));
    fuzz((const uint8_t *)seed.data, seed.size);
    for (int i = 0; i < rounds && seed.size > 1; i++) {
        buf_clear(&bytes);
        buf_add(&bytes, seed.data, seed.size);
        for (uint32_t k = feed_draw(&state, FEED_CHANGES) + 1; k > 0 && bytes.size > 1; k--)
            feed_spoil(&bytes, &state);
        fuzz((const uint8_t *)bytes.data, bytes.size);
    }
    buf_free(&seed);
    buf_free(&bytes);
}

/* Every seed of the folder as it is, and changed in `rounds` ways, the same ones each time. */
static inline void feed(int (*fuzz)(const uint8_t *bytes, size_t size), const char *folder,
                        int rounds)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), fed = 0;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            feed_seed(fuzz, path, rounds);
            fed++;
        }
        free(entries[i]);
    }
    free(entries);
    assert_true(fed > 0);
}

#endif
