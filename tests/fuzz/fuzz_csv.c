/* Fuzzes the reading of lists in CSV, from the encoding on: `make fuzz`. */
#include "base/mem.h"
#include "drain.h"
#include "table/csv_reader.h"
#include "table/encoding_guess.h"

#include <stdlib.h>
#include <string.h>

/* A text in memory, given out in odd parts. */
struct memory {
    struct reader reader;
    struct csv_reader *csv;
    struct buf text;
    size_t at;
};

static bool read_memory(void *self, void *bytes, size_t room, size_t *size, struct error *err)
{
    (void)err;
    struct memory *memory = self;
    size_t left = memory->text.size - memory->at;
    *size = left < 7 ? left : 7;
    *size = *size < room ? *size : room;
    if (*size)
        memcpy(bytes, memory->text.data + memory->at, *size);
    memory->at += *size;
    return true;
}

static enum record_result memory_next(struct reader *reader, struct record *record,
                                      struct report *faults, struct error *err)
{
    enum record_result result = csv_reader_next(((struct memory *)reader)->csv, record, err);
    if (result == RECORD_BAD)
        report_add_error(faults, LEVEL_ERROR, (struct place){0}, err);
    return result;
}

static bool memory_rewind(struct reader *reader, struct error *err)
{
    (void)err;
    struct memory *memory = (struct memory *)reader;
    csv_reader_free(memory->csv);
    memory->at = 0;
    memory->csv = csv_reader_new((struct csv_source){read_memory, memory}, 0);
    return true;
}

static void memory_free(struct reader *reader)
{
    struct memory *memory = (struct memory *)reader;
    csv_reader_free(memory->csv);
    buf_free(&memory->text);
    free(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct encoding_scan scan = {0};
    encoding_scan(&scan, (const char *)bytes, size);
    struct encoding_guess guess = encoding_guess(&scan);
    struct decoder decoder = {.encoding = guess.encoding};
    struct memory *memory = mem_new(1, sizeof *memory);
    struct error err;
    memory->reader = (struct reader){memory_next, memory_rewind, memory_free, 0};
    decoder_add(&decoder, (const char *)bytes, size / 2, &memory->text);
    decoder_add(&decoder, (const char *)bytes + size / 2, size - size / 2, &memory->text);
    decoder_end(&decoder, &memory->text);
    memory_rewind(&memory->reader, &err);
    drain(&memory->reader);
    return 0;
}
