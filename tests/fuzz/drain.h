/* For the fuzzers of the readers of lists: reads all that a reader gives, as the roster does.
 */
#ifndef KUALIK_DRAIN_H
#define KUALIK_DRAIN_H

#include "base/report.h"
#include "roster/normalize.h"
#include "table/reader.h"

#include <assert.h>
#include <stdint.h>

/* An ODS file may well say that a row stands there a million times. */
enum { ENOUGH_RECORDS = 2000 };

static size_t read_all(struct reader *reader)
{
    struct arena arena = {0};
    struct record record;
    struct report faults = {0};
    struct error err;
    enum record_result result = RECORD_READ;
    size_t count = 0, line = 0;
    for (; result == RECORD_READ || result == RECORD_BAD; count++) {
        struct changes changes = {0};
        result = reader->next(reader, &record, &faults, &err);
        assert(!!faults.errors == (result == RECORD_BAD));
        report_free(&faults);
        if (result == RECORD_END || result == RECORD_FAILED || count == ENOUGH_RECORDS)
            break;
        assert(record.line > line);
        line = record.line;
        for (size_t i = 0; result == RECORD_READ && i < record.count; i++) {
            const char *text = normalize(&arena, record.fields[i], i, &changes, &err);
            struct changes none = {0};
            /* What is tidy stays so. */
            assert(!text || (normalize(&arena, text, i, &none, &err) && none.count == 0));
        }
        arena_reset(&arena);
    }
    arena_free(&arena);
    return count;
}

/* Both passes give the same number of records. */
static void drain(struct reader *reader)
{
    struct error err;
    size_t count = read_all(reader);
    if (reader->rewind(reader, &err))
        assert(read_all(reader) == count);
    reader->free(reader);
}

#endif
