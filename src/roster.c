#include "roster.h"

#include "arena.h"
#include "csvread.h"
#include "file.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define SAVE_AS "save the list as «CSV UTF-8 (comma delimited)»"

/* A list of `columns` columns whose headings stand in row `first`, which has `width` fields:
 * a spreadsheet may leave empty columns behind the last heading. */
struct roster {
    char *path;
    struct file *file;
    struct csvread *csvread;
    char separator; /* as asked for */
    bool sniffed;   /* the file's first bytes have been looked at */

    struct arena arena; /* holds the headings */
    const char **headings;
    size_t columns;
    size_t width;
    size_t first;

    struct arena row;
    size_t number; /* of the row last read, as a spreadsheet counts */
};

/* Files that are often given where a CSV file should be, by their first bytes. */
static const char *foreign(const char *bytes, size_t size)
{
    static const struct {
        const char *begin;
        const char *name;
    } kinds[] = {
        {"PK\3\4", "this is a workbook (XLSX or ODS)"},
        {"\xD0\xCF\x11\xE0", "this is a workbook (XLS)"},
        {"\xFF\xFE", "this looks like UTF-16 («Unicode text» of Excel)"},
        {"\xFE\xFF", "this looks like UTF-16 («Unicode text» of Excel)"},
        {"%PDF-", "this is a PDF file"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].begin);
        if (size >= length && memcmp(bytes, kinds[i].begin, length) == 0)
            return kinds[i].name;
    }
    return size && memchr(bytes, '\0', size) ? kinds[2].name : NULL;
}

static size_t line_of(const char *bytes, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n');
    return line;
}

/* Looks at the first part of the file. Letters beyond ASCII tell the encoding: when the first
 * of them is no UTF-8, nothing in the file will be. Where it is, a later bad byte is the
 * fault of its row alone. */
static bool sniff(const struct roster *roster, const char *bytes, size_t size, struct err *err)
{
    const char *kind = foreign(bytes, size);
    if (kind)
        return err_set(err, "%s: %s; " SAVE_AS ".", roster->path, kind);
    size_t bad;
    const size_t letter = 4; /* the end of the part may cut a letter */
    if (utf8_valid(bytes, size, &bad) || size - bad < letter)
        return true;
    for (size_t i = 0; i < bad; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return true;
    return err_set(
        err, "%s:%zu: this is not UTF-8 but probably Windows-1251 or KZ-1048; " SAVE_AS ".",
        roster->path, line_of(bytes, bad));
}

static bool read_bytes(void *self, void *bytes, size_t room, size_t *size, struct err *err)
{
    struct roster *roster = self;
    if (!file_next(roster->file, bytes, room, size, err))
        return false;
    bool first = !roster->sniffed;
    roster->sniffed = true;
    return !first || sniff(roster, bytes, *size, err);
}

/* Reads the next record; bad ones and failures get their place in `err`. */
static enum record_result next_record(struct roster *roster, struct record *record,
                                      struct err *err)
{
    enum record_result result = csvread_next(roster->csvread, record, err);
    if (result != RECORD_END)
        roster->number++;
    if (result == RECORD_BAD)
        err_prefix(err, "%s:%zu: ", roster->path, record->line);
    return result;
}

/* Returns where the text begins and how long it is without the white space around it. */
static const char *trim(const char *text, size_t *size)
{
    const char *end = text + strlen(text);
    const char *start = end, *stop = end;
    for (const char *at = text, *next = at; at < end; at = next) {
        if (utf8_is_space(utf8_next(&next, end)))
            continue;
        start = start == end ? at : start;
        stop = next;
    }
    *size = (size_t)(stop - start);
    return start;
}

static bool is_blank(const char *text)
{
    size_t size;
    trim(text, &size);
    return size == 0;
}

static bool is_blank_record(const struct record *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (!is_blank(record->fields[i]))
            return false;
    return true;
}

static bool check_controls(const char *text, const char *end, struct err *err)
{
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        bool control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0);
        if (control && letter != '\n' && letter != '\t')
            return err_set(err, "there is a control character, U+%04X; remove it.",
                           (unsigned)letter);
    }
    return true;
}

/* Returns the text as columns and rows have it, or NULL if it cannot be used. */
static const char *clean(struct arena *arena, const char *text, struct err *err)
{
    size_t size, bad;
    if (!utf8_valid(text, strlen(text), &bad)) {
        err_set(err, "this is not UTF-8; " SAVE_AS ".");
        return NULL;
    }
    text = trim(text, &size);
    if (!check_controls(text, text + size, err))
        return NULL;
    return utf8_nfc(arena, arena_copy(arena, text, size));
}

/* Names a column as spreadsheets do: A, B, …, Z, AA, …. */
static const char *letters(struct arena *arena, size_t column)
{
    char name[16];
    char *start = name + sizeof name - 1;
    *start = '\0';
    for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        *--start = (char)('A' + (rest - 1) % 26);
    return arena_text(arena, start);
}

static bool check_headings(struct roster *roster, size_t line, struct err *err)
{
    for (size_t i = 0; i < roster->columns; i++) {
        const char *heading = roster->headings[i];
        const char *column = letters(&roster->arena, i);
        if (!*heading)
            return err_set(err, "%s:%zu: column %s has no heading; give it one, or remove it.",
                           roster->path, line, column);
        for (size_t k = 0; k < i; k++)
            if (strcmp(roster->headings[k], heading) == 0)
                return err_set(err,
                               "%s:%zu: columns %s and %s have the same heading, «%s»; "
                               "rename one of them.",
                               roster->path, line, letters(&roster->arena, k), column, heading);
    }
    return true;
}

static bool read_headings(struct roster *roster, struct err *err)
{
    struct record record;
    enum record_result result;
    do
        result = next_record(roster, &record, err);
    while (result == RECORD_READ && is_blank_record(&record));
    if (result == RECORD_END)
        return err_set(err, "%s: the list is empty; its first row must be the headings.",
                       roster->path);
    if (result != RECORD_READ)
        return false;

    roster->first = roster->number;
    roster->width = record.count;
    roster->headings = arena_new(&roster->arena, record.count, sizeof *roster->headings);
    for (size_t i = 0; i < record.count; i++) {
        const char *heading = clean(&roster->arena, record.fields[i], err);
        if (!heading)
            return err_prefix(err, "%s:%zu: heading of column %s: ", roster->path, record.line,
                              letters(&roster->arena, i));
        roster->headings[i] = heading;
        if (*heading)
            roster->columns = i + 1;
    }
    return check_headings(roster, record.line, err);
}

/* The reader of CSV begins at the file's first byte. */
static void begin(struct roster *roster)
{
    const struct csvread_source source = {.read = read_bytes, .self = roster};
    roster->csvread = csvread_new(source, roster->separator);
    roster->number = 0;
}

bool roster_open(const char *path, char separator, struct roster **roster, struct err *err)
{
    struct file *file = file_open(path, err);
    if (!file)
        return false;
    struct roster *list = mem_new(1, sizeof *list);
    list->path = mem_copy(path);
    list->file = file;
    list->separator = separator;
    begin(list);
    if (!read_headings(list, err)) {
        roster_close(list);
        return false;
    }
    *roster = list;
    return true;
}

const char *roster_path(const struct roster *roster)
{
    return roster->path;
}

size_t roster_columns(const struct roster *roster)
{
    return roster->columns;
}

const char *roster_heading(const struct roster *roster, size_t column)
{
    return roster->headings[column];
}

static bool check_count(struct roster *roster, const struct record *record, struct err *err)
{
    size_t count = record->count;
    bool few = count < roster->columns;
    if (!few && count <= roster->width)
        return true;
    char byte = csvread_separator(roster->csvread);
    const char *separator = byte == '\t' ? "Tab" : byte == ';' ? ";" : ",";
    const char *lines = "";
    if (record->last > record->line)
        lines = arena_printf(&roster->row,
                             " The row goes on to line %zu: is a quotation mark "
                             "missing?",
                             record->last);
    if (few)
        return err_set(err,
                       "%zu field%s, but the headings have %zu: an empty field, too, needs "
                       "its «%s».%s",
                       count, count == 1 ? "" : "s", roster->columns, separator, lines);
    return err_set(err,
                   "%zu fields, but the headings have %zu: a field with «%s» inside must "
                   "stand in quotation marks.%s",
                   count, roster->width, separator, lines);
}

/* What stands behind the last heading would be lost, so it must be nothing. */
static bool check_surplus(struct roster *roster, const struct record *record, struct err *err)
{
    for (size_t i = roster->columns; i < record->count; i++)
        if (!is_blank(record->fields[i]))
            return err_set(err,
                           "column %s has no heading, but something stands there; give "
                           "the column a heading, or empty it.",
                           letters(&roster->row, i));
    return true;
}

static bool take_fields(struct roster *roster, const struct record *record, struct row *row,
                        struct err *err)
{
    if (!check_count(roster, record, err) || !check_surplus(roster, record, err))
        return false;
    const char **fields = arena_new(&roster->row, roster->columns, sizeof *fields);
    for (size_t i = 0; i < roster->columns; i++) {
        fields[i] = clean(&roster->row, record->fields[i], err);
        if (!fields[i])
            return err_prefix(err, "«%s»: ", roster->headings[i]);
    }
    row->fields = fields;
    return true;
}

enum roster_result roster_next(struct roster *roster, struct row *row, struct err *err)
{
    struct record record;
    enum record_result result;
    do
        result = next_record(roster, &record, err);
    while (result == RECORD_READ && is_blank_record(&record));
    if (result == RECORD_END)
        return ROSTER_END;
    *row = (struct row){.line = record.line, .number = roster->number};
    if (result != RECORD_READ)
        return ROSTER_BAD;
    arena_reset(&roster->row);
    if (take_fields(roster, &record, row, err))
        return ROSTER_ROW;
    err_prefix(err, "%s:%zu: ", roster->path, record.line);
    return ROSTER_BAD;
}

bool roster_rewind(struct roster *roster, struct err *err)
{
    if (!file_rewind(roster->file, err))
        return false;
    csvread_free(roster->csvread);
    begin(roster);
    while (roster->number < roster->first) {
        struct record record;
        enum record_result result = next_record(roster, &record, err);
        if (result == RECORD_END)
            return err_set(err, "%s: the headings are no longer there.", roster->path);
        if (result != RECORD_READ)
            return false;
    }
    return true;
}

void roster_close(struct roster *roster)
{
    if (!roster)
        return;
    csvread_free(roster->csvread);
    file_close(roster->file);
    arena_free(&roster->arena);
    arena_free(&roster->row);
    free(roster->path);
    free(roster);
}
