#include "font/sfnt.h"

#include "font/glyf.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    HEADER_SIZE = 12,
    RECORD_SIZE = 16,
    TABLES_MAX = 64,
    ADJUSTMENT_AT = 8, /* of the file's checksum in `head` */
};

/* What all 32-bit words of a file come to, with `head.checkSumAdjustment` among them. */
static const uint32_t whole_sum = 0xB1B0AFBA;

struct sfnt_table {
    char tag[5];
    uint32_t sum;
    size_t at, size;
};

struct sfnt {
    const unsigned char *bytes;
    size_t size;
    bool alone; /* the file's only face */
    struct sfnt_table tables[TABLES_MAX];
    size_t count;
};

static unsigned get_16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static uint32_t get_32(const unsigned char *at)
{
    return (uint32_t)get_16(at) << 16 | get_16(at + 2);
}

/* ---- reading the list of tables --------------------------------------------------------- */

static bool fits(const struct sfnt *sfnt, size_t at, size_t size)
{
    return at <= sfnt->size && size <= sfnt->size - at;
}

/* Finds where the face's list of tables begins: collections have one for each face. */
static bool find_list(struct sfnt *sfnt, unsigned index, size_t *at)
{
    if (!fits(sfnt, 0, HEADER_SIZE))
        return false;
    sfnt->alone = memcmp(sfnt->bytes, "ttcf", 4) != 0;
    *at = 0;
    if (sfnt->alone)
        return index == 0;
    size_t entry = HEADER_SIZE + 4 * (size_t)index;
    if (index >= get_32(sfnt->bytes + 8) || !fits(sfnt, entry, 4))
        return false;
    *at = get_32(sfnt->bytes + entry);
    return fits(sfnt, *at, HEADER_SIZE);
}

/* The list is sorted by name, so that no name stands there twice. */
static bool read_list(struct sfnt *sfnt, unsigned index)
{
    size_t list;
    if (!find_list(sfnt, index, &list))
        return false;
    sfnt->count = get_16(sfnt->bytes + list + 4);
    if (sfnt->count > TABLES_MAX || !fits(sfnt, list + HEADER_SIZE, sfnt->count * RECORD_SIZE))
        return false;
    for (size_t i = 0; i < sfnt->count; i++) {
        const unsigned char *record = sfnt->bytes + list + HEADER_SIZE + i * RECORD_SIZE;
        struct sfnt_table *table = &sfnt->tables[i];
        memcpy(table->tag, record, 4);
        table->sum = get_32(record + 4);
        table->at = get_32(record + 8);
        table->size = get_32(record + 12);
        if (!fits(sfnt, table->at, table->size) ||
            (i && strncmp(table[-1].tag, table->tag, 4) >= 0))
            return false;
    }
    return true;
}

static bool are_apart(const struct sfnt *sfnt)
{
    for (size_t i = 0; i < sfnt->count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct sfnt_table *a = &sfnt->tables[i], *b = &sfnt->tables[j];
            if (a->at < b->at + b->size && b->at < a->at + a->size)
                return false;
        }
    return true;
}

static const struct sfnt_table *find(const struct sfnt *sfnt, const char *tag)
{
    for (size_t i = 0; i < sfnt->count; i++)
        if (strcmp(sfnt->tables[i].tag, tag) == 0)
            return &sfnt->tables[i];
    return NULL;
}

/* ---- checksums -------------------------------------------------------------------------- */

/* Adds up the 32-bit words; zeros fill the last one. */
static uint32_t sum_of(const unsigned char *bytes, size_t size)
{
    uint32_t sum = 0;
    size_t whole = size / 4 * 4;
    for (size_t i = 0; i < whole; i += 4)
        sum += get_32(bytes + i);
    for (size_t i = whole; i < size; i++)
        sum += (uint32_t)bytes[i] << (24 - 8 * (i - whole));
    return sum;
}

/* The sum of `head` counts the file's own as zero. */
static bool has_sum(const struct sfnt *sfnt, const struct sfnt_table *table)
{
    uint32_t sum = sum_of(sfnt->bytes + table->at, table->size);
    if (strcmp(table->tag, "head") == 0 && table->size >= ADJUSTMENT_AT + 4)
        sum -= get_32(sfnt->bytes + table->at + ADJUSTMENT_AT);
    return sum == table->sum;
}

/* In a collection the file's sum has no meaning. */
static bool check_sums(const struct sfnt *sfnt, struct error *err)
{
    for (size_t i = 0; i < sfnt->count; i++)
        if (!has_sum(sfnt, &sfnt->tables[i]))
            return error_set(err, "font-damaged",
                             "the font is damaged: its table «%s» does not have its checksum.",
                             sfnt->tables[i].tag);
    return !sfnt->alone || sum_of(sfnt->bytes, sfnt->size) == whole_sum ||
           error_set(err, "font-damaged",
                     "the font is damaged: the file does not have its checksum.");
}

/* ---- what the tables say of each other -------------------------------------------------- */

static bool fail_of_table(const char *tag, struct error *err)
{
    return error_set(err, "font-damaged",
                     "the font is damaged: its table «%s» is missing, or does not fit the "
                     "others.",
                     tag);
}

/* `loca` says for each glyph, and for the end of the last, where it stands in `glyf`. The first
 * entry is that of the first glyph, whose end is the second. */
static bool check_outlines(const struct sfnt *sfnt, size_t glyphs, bool wide, struct error *err)
{
    const struct sfnt_table *glyf = find(sfnt, "glyf"), *loca = find(sfnt, "loca");
    size_t width = wide ? 4 : 2, last = 0;
    if (!glyf)
        return fail_of_table("glyf", err);
    if (!loca || loca->size < (glyphs + 1) * width)
        return fail_of_table("loca", err);
    for (size_t i = 0; i <= glyphs; i++) {
        const unsigned char *entry = sfnt->bytes + loca->at + i * width;
        size_t at = wide ? get_32(entry) : 2 * (size_t)get_16(entry);
        if (at < last || at > glyf->size)
            return fail_of_table("loca", err);
        if (i && !glyf_check(sfnt->bytes + glyf->at + last, at - last, glyphs))
            return fail_of_table("glyf", err);
        last = at;
    }
    return true;
}

/* Says whether some glyph moves the pen; `measures` of them have a width of their own. */
static bool has_advance(const struct sfnt *sfnt, size_t measures)
{
    const unsigned char *hmtx = sfnt->bytes + find(sfnt, "hmtx")->at;
    for (size_t i = 0; i < measures; i++)
        if (get_16(hmtx + 4 * i))
            return true;
    return false;
}

static bool check_tables(const struct sfnt *sfnt, struct error *err)
{
    static const struct {
        const char *tag;
        size_t size; /* the least */
    } needed[] = {{"cmap", 4}, {"head", 54}, {"hhea", 36}, {"hmtx", 4}, {"maxp", 6}};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const struct sfnt_table *table = find(sfnt, needed[i].tag);
        if (!table || table->size < needed[i].size)
            return fail_of_table(needed[i].tag, err);
    }
    const unsigned char *head = sfnt->bytes + find(sfnt, "head")->at;
    size_t glyphs = get_16(sfnt->bytes + find(sfnt, "maxp")->at + 4);
    size_t measures = get_16(sfnt->bytes + find(sfnt, "hhea")->at + 34);
    if (get_32(head + 12) != 0x5F0F3CF5)
        return fail_of_table("head", err);
    if (!measures || measures > glyphs ||
        find(sfnt, "hmtx")->size < 4 * measures + 2 * (glyphs - measures) ||
        !has_advance(sfnt, measures))
        return fail_of_table("hmtx", err);
    return find(sfnt, "CFF ") || check_outlines(sfnt, glyphs, get_16(head + 50) != 0, err);
}

bool sfnt_check(const struct buf *data, unsigned index, struct error *err)
{
    struct sfnt sfnt = {.bytes = (const unsigned char *)buf_text(data), .size = data->size};
    bool listed = read_list(&sfnt, index) && are_apart(&sfnt);
    if (!listed)
        error_set(err, "font-damaged",
                  "the font is damaged: its list of tables does not fit the file.");
    bool whole = listed && check_sums(&sfnt, err) && check_tables(&sfnt, err);
    return whole || error_advise(err, "Install the font again, or use another one.");
}
