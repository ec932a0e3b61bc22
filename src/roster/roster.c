#include "roster/roster.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "table/cell_value.h"
#include "table/csv_list.h"
#include "table/ods.h"
#include "table/reader.h"
#include "table/xlsx.h"
#include "table/zip_archive.h"

#include <stdlib.h>
#include <string.h>

/* A list of `columns` columns whose headings stand in row `first`, which has `width` fields:
 * a spreadsheet may leave empty columns behind the last heading. */
struct roster {
    char *path;
    struct file *file;
    bool workbook;
    struct reader *reader; /* of its records */
    struct report notes;
    struct report faults; /* of the record or row that was read last */

    struct arena arena; /* holds the headings */
    const char **headings;
    size_t columns;
    size_t width;
    size_t first;

    struct arena row;
};

/* ---- the file --------------------------------------------------------------------------- */

/* Tags of HTML and XML begin like this; no list does. */
static bool is_markup(const char *text)
{
    text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    text += strspn(text, " \t\r\n");
    bool letter = (text[1] | 0x20) >= 'a' && (text[1] | 0x20) <= 'z';
    return *text == '<' && (letter || text[1] == '!' || text[1] == '?');
}

/* Looks at the first bytes; `*workbook` says whether they are those of a ZIP file. Some others
 * are often given where a list should be. */
static bool sniff(struct file *file, const char *path, bool *workbook, struct error *err)
{
    static const struct {
        const char *begin;
        const char *words;
    } kinds[] = {
        {"\xD0\xCF\x11\xE0", "this is a workbook in the old format (XLS), or protected by a "
                             "password; save it as «Excel Workbook (.xlsx)» without one."},
        {"%PDF-", "this is a PDF file; give the list that it was made from."},
        {"{\\rtf", "this is an RTF file; save the list as «CSV UTF-8 (comma delimited)»."},
        {"\x1F\x8B", "this is packed by gzip; unpack it first."},
    };
    char bytes[64] = {0};
    size_t size;
    if (!file_next(file, bytes, sizeof bytes - 1, &size, err) || !file_rewind(file, err))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (memcmp(bytes, kinds[i].begin, strlen(kinds[i].begin)) == 0)
            return error_set(err, "?", "%s: %s", path, kinds[i].words);
    if (is_markup(bytes))
        return error_set(err, "?",
                         "%s: this is HTML or XML, whatever its name says; open it in Excel or "
                         "LibreOffice, and save it as «Excel Workbook (.xlsx)».",
                         path);
    *workbook = memcmp(bytes, "PK\3\4", 4) == 0;
    return true;
}

static struct reader *open_workbook(const char *path, const struct roster_options *options,
                                    struct report *notes, struct error *err)
{
    struct buf bytes = {0};
    if (options->encoding || options->separator) {
        error_set(err, "?", "%s: this is a workbook, and %s is for CSV; leave it out.", path,
                  options->encoding ? "--encoding" : "--separator");
        return NULL;
    }
    if (!file_read(path, ZIPREAD_FILE, &bytes, err))
        return NULL;
    struct zip_archive *zip = zip_archive_new(path, &bytes, err);
    if (!zip)
        return NULL;
    if (zip_archive_has(zip, "[Content_Types].xml"))
        return xlsx_open(zip, options->sheet, notes, err);
    if (zip_archive_has(zip, "content.xml"))
        return ods_open(zip, options->sheet, notes, err);
    error_set(err, "?",
              "%s: this is a ZIP file, but no workbook; take the list out of it first.", path);
    zip_archive_free(zip);
    return NULL;
}

static struct reader *open_csv(struct file *file, const char *path,
                               const struct roster_options *options, struct report *notes,
                               struct error *err)
{
    enum encoding encoding;
    if (options->sheet) {
        error_set(err, "?", "%s: this is no workbook, and --sheet is for those; leave it out.",
                  path);
        return NULL;
    }
    if (options->encoding && !encoding_find(options->encoding, &encoding)) {
        error_set(err, "?",
                  "«%s» is no encoding known here; there are utf-8, utf-16le, utf-16be, "
                  "windows-1251 and kz-1048.",
                  options->encoding);
        return NULL;
    }
    return csv_list_open(file, path, options->separator, options->encoding ? &encoding : NULL,
                         notes, err);
}

static bool open_reader(struct roster *roster, const struct roster_options *options,
                        struct error *err)
{
    const char *path = roster->path;
    roster->file = file_open(path, err);
    if (!roster->file || !sniff(roster->file, path, &roster->workbook, err))
        return false;
    roster->reader = roster->workbook
                         ? open_workbook(path, options, &roster->notes, err)
                         : open_csv(roster->file, path, options, &roster->notes, err);
    return roster->reader != NULL;
}

/* Reads the next record; one that is bad fails here. */
static enum record_result next_record(struct roster *roster, struct record *record,
                                      struct error *err)
{
    report_free(&roster->faults);
    enum record_result result =
        roster->reader->next(roster->reader, record, &roster->faults, err);
    if (result != RECORD_BAD)
        return result;
    finding_error(&roster->faults.list[0], err);
    error_at(err, (struct place){.file = roster->path, .line = record->line});
    return RECORD_FAILED;
}

/* ---- texts ------------------------------------------------------------------------------ */

static bool is_blank(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (!utf8_is_space(utf8_next(&text, end)))
            return false;
    return true;
}

static bool is_blank_record(const struct record *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (!is_blank(record->fields[i]))
            return false;
    return true;
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

static bool check_headings(struct roster *roster, size_t line, struct error *err)
{
    for (size_t i = 0; i < roster->columns; i++) {
        const char *heading = roster->headings[i];
        const char *column = letters(&roster->arena, i);
        if (!*heading)
            return error_set(err, "?",
                             "%s:%zu: column %s has no heading; give it one, or remove it.",
                             roster->path, line, column);
        for (size_t k = 0; k < i; k++)
            if (strcmp(roster->headings[k], heading) == 0)
                return error_set(err, "?",
                                 "%s:%zu: columns %s and %s have the same heading, «%s»; "
                                 "rename one of them.",
                                 roster->path, line, letters(&roster->arena, k), column,
                                 heading);
    }
    return true;
}

/* Takes the records of a list to its headings. */
static bool find_headings(struct roster *roster, struct record *record, struct error *err)
{
    enum record_result result;
    do
        result = next_record(roster, record, err);
    while (result == RECORD_READ && is_blank_record(record));
    if (result == RECORD_END)
        return error_set(err, "?", "%s: the list is empty; its first row must be the headings.",
                         roster->path);
    if (result == RECORD_READ && record->merged)
        return error_set(
            err, "?",
            "%s:%zu: the cells %s are merged; the first row of the list must be the "
            "headings, each in a cell of its own: unmerge them, and delete titles "
            "above the headings.",
            roster->path, record->line, record->merged);
    return result == RECORD_READ;
}

static void note_changes(struct roster *roster, const struct changes *changes, size_t line)
{
    for (size_t i = 0; i < changes->count; i++)
        report_add(&roster->notes, LEVEL_NOTE, (struct place){.line = line}, "?",
                   "heading of column %s, «%s»: %s",
                   letters(&roster->arena, changes->list[i].column),
                   roster->headings[changes->list[i].column],
                   normalize_sentence(&roster->arena, &changes->list[i]));
}

static size_t count_filled(const struct record *record)
{
    size_t count = 0;
    for (size_t i = 0; i < record->count; i++)
        count += !is_blank(record->fields[i]);
    return count;
}

/* Returns a sign that a line of CSV which nothing parts has twice, and that parts those of
 * other lists; once it may belong to a text. NULL if there is none. */
static const char *other_separator(const struct roster *roster, const char *text)
{
    for (const char *sign = ";,\t|"; !roster->workbook && *sign; sign++) {
        const char *first = strchr(text, *sign);
        if (first && strchr(first + 1, *sign))
            return sign;
    }
    return NULL;
}

/* Passes over the headings, which have been read before. */
static bool skip_headings(struct roster *roster, struct error *err)
{
    struct record record = {0};
    while (record.number < roster->first) {
        enum record_result result = next_record(roster, &record, err);
        if (result == RECORD_END)
            return error_set(err, "?", "%s: the headings are no longer there.", roster->path);
        if (result != RECORD_READ)
            return false;
    }
    return true;
}

/* Says whether one of the next rows shows that the one above them is a title. */
static bool is_above_many(struct roster *roster)
{
    enum { LINES = 10 }; /* a title may have more than one */
    struct record record;
    struct error err;
    enum record_result result = RECORD_READ;
    for (int i = 0; i < LINES && (result == RECORD_READ || result == RECORD_BAD); i++) {
        result = roster->reader->next(roster->reader, &record, &roster->faults, &err);
        if (result == RECORD_READ &&
            (count_filled(&record) > 1 ||
             (record.count && other_separator(roster, record.fields[0]))))
            return true;
    }
    return false;
}

/* Looks at headings of one cell, and reads on if that may be a title. */
static bool check_title(struct roster *roster, const char *heading, size_t line,
                        struct error *err)
{
    const char *sign = other_separator(roster, heading);
    if (sign && roster->reader->separator)
        return error_set(err, "?",
                         "%s:%zu: the headings are parted by %s; leave --separator out.",
                         roster->path, line,
                         *sign == '\t'  ? "tabs"
                         : *sign == ';' ? "«;»"
                         : *sign == ',' ? "«,»"
                                        : "«|»");
    if (!roster->workbook && !roster->reader->separator && strchr(heading, '|'))
        return error_set(err, "?",
                         "%s:%zu: the headings are parted by «|», which is no separator here; "
                         "save the list with «;», «,» or tabs between its fields.",
                         roster->path, line);
    if (is_above_many(roster))
        return error_set(err, "?",
                         "%s:%zu: this row has one cell and looks like a title; the headings "
                         "must stand in the first row: delete it.",
                         roster->path, line);
    return roster_rewind(roster, err);
}

static bool read_headings(struct roster *roster, struct error *err)
{
    struct record record;
    struct changes changes = {0};
    if (!find_headings(roster, &record, err))
        return false;
    roster->first = record.number;
    roster->width = record.count;
    roster->headings = arena_new(&roster->arena, record.count, sizeof *roster->headings);
    for (size_t i = 0; i < record.count; i++) {
        const char *heading = normalize(&roster->arena, record.fields[i], i, &changes, err);
        if (!heading)
            return error_at(err, (struct place){.file = roster->path,
                                                .line = record.line,
                                                .cell = cell_value_name(record.line, i).text});
        roster->headings[i] = arena_text(&roster->arena, heading);
        if (*heading)
            roster->columns = i + 1;
    }
    size_t line = record.line;
    note_changes(roster, &changes, line);
    if (count_filled(&record) == 1 &&
        !check_title(roster, roster->headings[roster->columns - 1], line, err))
        return false;
    return check_headings(roster, line, err);
}

/* The readers do not know what the list is called. */
static void name_notes(struct roster *roster)
{
    for (size_t i = 0; i < roster->notes.count; i++)
        roster->notes.list[i].place.file = roster->path;
}

bool roster_open(const char *path, const struct roster_options *options, struct roster **roster,
                 struct error *err)
{
    static const struct roster_options none;
    struct roster *list = mem_new(1, sizeof *list);
    list->path = mem_copy(path);
    if (!open_reader(list, options ? options : &none, err) || !read_headings(list, err)) {
        roster_close(list);
        return false;
    }
    name_notes(list);
    *roster = list;
    return true;
}

const struct report *roster_notes(const struct roster *roster)
{
    return &roster->notes;
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

/* ---- rows ------------------------------------------------------------------------------- */

/* Returns the beginning of a row, whose fields may stand in wrong columns, for a message. */
static const char *beginning(struct roster *roster, const struct record *record)
{
    enum { SHOWN = 4 };
    struct arena *arena = &roster->row;
    const char *text = "";
    for (size_t i = 0; i < record->count && i < SHOWN; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? "; " : "",
                            normalize_salvage(arena, record->fields[i]));
    return utf8_clip(arena, text, strlen(text));
}

static bool check_count(struct roster *roster, const struct record *record, struct error *err)
{
    size_t count = record->count;
    char byte = roster->reader->separator;
    bool few = byte && count < roster->columns;
    if (!few && (!byte || count <= roster->width))
        return true;
    const char *separator = byte == '\t' ? "Tab" : arena_copy(&roster->row, &byte, 1);
    const char *lines = "";
    if (record->last > record->line)
        lines = arena_printf(&roster->row,
                             " The row goes on to line %zu: is a quotation mark "
                             "missing?",
                             record->last);
    if (few)
        return error_set(err, "?",
                         "%zu field%s, but the headings have %zu: an empty field, too, needs "
                         "its «%s». The row begins «%s».%s",
                         count, count == 1 ? "" : "s", roster->columns, separator,
                         beginning(roster, record), lines);
    return error_set(err, "?",
                     "%zu fields, but the headings have %zu: a field with «%s» inside must "
                     "stand in quotation marks. The row begins «%s».%s",
                     count, roster->width, separator, beginning(roster, record), lines);
}

/* What stands behind the last heading would be lost, so it must be nothing. */
static bool check_surplus(struct roster *roster, const struct record *record, struct error *err)
{
    for (size_t i = roster->columns; i < record->count; i++)
        if (!is_blank(record->fields[i]))
            return error_set(err, "?",
                             "column %s has no heading, but something stands there; give "
                             "the column a heading, or empty it.",
                             letters(&roster->row, i));
    return true;
}

static bool check_merged(const struct record *record, struct error *err)
{
    if (!record->merged)
        return true;
    return error_set(err, "?",
                     "the cells %s are merged; unmerge them, and let every row have its own "
                     "text in each.",
                     record->merged);
}

static void add_fault(struct roster *roster, const struct error *err)
{
    report_add_error(&roster->faults, LEVEL_ERROR, (struct place){0}, err);
}

/* Puts the fields of the row; what is wrong with them is added to the faults. */
static void take_fields(struct roster *roster, const struct record *record, struct row *row)
{
    struct arena *arena = &roster->row;
    struct error err;
    const char **fields = arena_new(arena, roster->columns, sizeof *fields);
    for (size_t i = 0; i < roster->columns; i++) {
        const char *text = i < record->count ? record->fields[i] : "";
        fields[i] = normalize(arena, text, i, &row->changes, &err);
        if (!fields[i]) {
            error_at(&err, (struct place){.column = roster->headings[i]});
            add_fault(roster, &err);
            fields[i] = normalize_salvage(arena, text);
        }
        if (record->otherwise && i < record->count && record->otherwise[i])
            changes_add(&row->changes, (struct change){i, CHANGE_FORMAT, 0}, arena);
    }
    row->fields = fields;
}

/* Makes the row of a record; the faults of the record itself are there already. */
static void take_record(struct roster *roster, const struct record *record, bool whole,
                        struct row *row)
{
    struct error err;
    if (!check_merged(record, &err))
        add_fault(roster, &err);
    if (whole && !check_count(roster, record, &err)) {
        add_fault(roster, &err);
        return;
    }
    if (!check_surplus(roster, record, &err))
        add_fault(roster, &err);
    take_fields(roster, record, row);
}

enum roster_result roster_next(struct roster *roster, struct row *row, struct error *err)
{
    struct record record;
    enum record_result result;
    report_free(&roster->faults);
    do
        result = roster->reader->next(roster->reader, &record, &roster->faults, err);
    while (result == RECORD_READ && is_blank_record(&record));
    if (result == RECORD_END)
        return ROSTER_END;
    if (result == RECORD_FAILED)
        return ROSTER_FAILED;
    *row =
        (struct row){.line = record.line, .number = record.number, .faults = &roster->faults};
    arena_reset(&roster->row);
    take_record(roster, &record, result == RECORD_READ, row);
    return roster->faults.count ? ROSTER_BAD : ROSTER_ROW;
}

bool roster_rewind(struct roster *roster, struct error *err)
{
    return roster->reader->rewind(roster->reader, err) && skip_headings(roster, err);
}

void roster_close(struct roster *roster)
{
    if (!roster)
        return;
    if (roster->reader)
        roster->reader->free(roster->reader);
    file_close(roster->file);
    report_free(&roster->notes);
    report_free(&roster->faults);
    arena_free(&roster->arena);
    arena_free(&roster->row);
    free(roster->path);
    free(roster);
}
