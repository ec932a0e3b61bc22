#include "table/csv_reader.h"

#include "base/buf.h"
#include "base/mem.h"
#include "table/csv_separator.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)64 * 1024)

/* What breaks the rules in a record. */
enum csv_fault {
    FAULT_NONE,
    FAULT_LONG,
    FAULT_FIELDS,
    FAULT_FIELD_SIZE,
    FAULT_NUL,
    FAULT_STRAY_QUOTE,
    FAULT_TEXT_AFTER_QUOTE,
    FAULT_OPEN_QUOTE,
};

/* libcsv is fed line by line: so it ends at most one record a call, and the lines are
 * counted here. The bytes of the record stay in the window until it has ended, to read them
 * again, as other records, should a quotation mark turn out never to be closed. */
struct csv_reader {
    struct csv_source source;
    struct csv_parser parser;
    char separator;
    bool begun;   /* the parser is there */
    bool ended;   /* the source has nothing more */
    bool started; /* a record has been read */
    bool quoting; /* of a list of tabs: the first record has quotation marks that it could spare
                   */

    struct buf window;
    size_t start; /* of the record, in the window */
    size_t next;  /* of the next line, in the window */
    size_t line;  /* its number */

    size_t opened; /* the line in which the field that is being read begins; 0: no line yet */
    size_t resume; /* of the line after that one, in the window */

    struct buf text; /* the fields' texts, each with its NUL */
    size_t *offsets; /* of each field in `text` */
    const char **fields;
    size_t count, offsets_room, fields_room;
    enum csv_fault fault; /* of a field; the record is read to its end all the same */
    bool complete;
};

static void reset_parser(struct csv_reader *csv)
{
    csv_free(&csv->parser);
    if (csv_init(&csv->parser, CSV_STRICT | CSV_REPALL_NL) != 0)
        mem_exhausted();
    csv_set_blk_size(&csv->parser, 4096);
    csv_set_delim(&csv->parser, (unsigned char)csv->separator);
}

struct csv_reader *csv_reader_new(struct csv_source source, char separator)
{
    struct csv_reader *csv = mem_new(1, sizeof *csv);
    csv->source = source;
    csv->separator = separator;
    csv->line = 1;
    return csv;
}

char csv_reader_separator(const struct csv_reader *csv)
{
    return csv->separator;
}

void csv_reader_free(struct csv_reader *csv)
{
    if (!csv)
        return;
    if (csv->begun)
        csv_free(&csv->parser);
    buf_free(&csv->window);
    buf_free(&csv->text);
    free(csv->offsets);
    free(csv->fields);
    free(csv);
}

/* Gets the next bytes after those of the record so far. */
static bool fill(struct csv_reader *csv, struct error *err)
{
    struct buf *window = &csv->window;
    if (csv->start > 0) {
        window->size -= csv->start;
        memmove(window->data, window->data + csv->start, window->size);
        csv->next -= csv->start;
        csv->resume -= csv->start;
        csv->start = 0;
    }
    size_t size = 0;
    char *end = buf_reserve(window, CHUNK_SIZE);
    if (!csv->source.read(csv->source.self, end, CHUNK_SIZE, &size, err)) {
        csv->ended = true;
        return false;
    }
    window->size += size;
    csv->ended = size == 0;
    return true;
}

/* Returns where the first line feed or carriage return is, or `size`. It looks at a part at a
 * time, for in a list one of the two may not be at all. */
static size_t find_end_sign(const char *text, size_t from, size_t size)
{
    enum { PART = 512 };
    while (from < size) {
        size_t part = size - from < PART ? size - from : PART;
        const char *feed = memchr(text + from, '\n', part);
        size_t before = feed ? (size_t)(feed - text) - from : part;
        const char *carriage = memchr(text + from, '\r', before);
        if (carriage || feed)
            return (size_t)((carriage ? carriage : feed) - text);
        from += part;
    }
    return size;
}

/* Finds the end of the next line in the window and where the one after it begins. A CR that
 * is the last byte there may be half of a CRLF. */
static bool find_line_end(const struct csv_reader *csv, size_t *end, size_t *after)
{
    const char *text = csv->window.data;
    size_t size = csv->window.size;
    size_t i = find_end_sign(text, csv->next, size);
    *end = i;
    *after = i + (i < size);
    if (i + 1 < size && text[i] == '\r' && text[i + 1] == '\n')
        ++*after;
    return csv->ended ? csv->next < size : i < size && (text[i] == '\n' || i + 1 < size);
}

/* Passes over what is left of a line too long to be kept. */
static bool skip_line(struct csv_reader *csv, struct error *err)
{
    size_t end, after;
    while (!find_line_end(csv, &end, &after) && !csv->ended) {
        /* Keep a last byte: it may be the CR of a CRLF. */
        csv->start = csv->next = csv->resume = csv->window.size - 1;
        if (!fill(csv, err))
            return false;
    }
    csv->next = after;
    csv->line++;
    return true;
}

/* Reads on until the first line stands in the window, which shows what separates the fields. */
static bool find_separator(struct csv_reader *csv, struct error *err)
{
    char found;
    while (!csv_separator_find(&csv->window, &found) && !csv->ended &&
           csv->window.size <= CSV_READER_RECORD_SIZE)
        if (!fill(csv, err))
            return false;
    csv->separator = found;
    return true;
}

/* Passes over a first line `sep=;`, by which Excel learns the separator. */
static void take_sep_line(struct csv_reader *csv)
{
    char named;
    size_t size =
        csv_separator_line(csv->window.data + csv->next, csv->window.size - csv->next, &named);
    if (!size)
        return;
    csv->next += size;
    csv->line++;
    csv->separator = csv->separator ? csv->separator : named;
}

/* Says whether a byte order mark and such a line would stand in the window. */
static bool has_beginning(const struct buf *window)
{
    return window->size >= 3 + CSV_SEPARATOR_LINE ||
           (window->size >= 3 && memchr(window->data, '\n', window->size));
}

static bool begin(struct csv_reader *csv, struct error *err)
{
    csv->begun = true;
    while (!has_beginning(&csv->window) && !csv->ended)
        if (!fill(csv, err))
            return false;
    if (csv->window.size >= 3 && memcmp(csv->window.data, "\xEF\xBB\xBF", 3) == 0)
        csv->next = 3;
    take_sep_line(csv);
    if (!csv->separator && !find_separator(csv, err))
        return false;
    reset_parser(csv);
    return true;
}

/* Adds a text without the NULs that a faulty one has. */
static void add_text(struct buf *texts, const char *text, size_t size)
{
    for (const char *end = text + size; text < end;) {
        const char *nul = memchr(text, '\0', (size_t)(end - text));
        buf_add(texts, text, (size_t)((nul ? nul : end) - text));
        text = nul ? nul + 1 : end;
    }
    buf_putc(texts, '\0');
}

/* libcsv hands over a field. */
static void take_field(void *bytes, size_t size, void *data)
{
    struct csv_reader *csv = data;
    if (size > CSV_READER_FIELD_SIZE)
        csv->fault = FAULT_FIELD_SIZE;
    else if (csv->count == CSV_READER_FIELDS)
        csv->fault = FAULT_FIELDS;
    if (csv->fault && csv->fault != FAULT_NUL)
        return;
    csv->offsets = mem_grow(csv->offsets, csv->count, &csv->offsets_room, sizeof *csv->offsets);
    csv->offsets[csv->count++] = csv->text.size;
    add_text(&csv->text, bytes, size);
}

/* libcsv has come to the end of a record. */
static void take_end(int byte, void *data)
{
    (void)byte;
    struct csv_reader *csv = data;
    csv->complete = true;
}

static bool feed(struct csv_reader *csv, const char *text, size_t size)
{
    struct csv_parser *parser = &csv->parser;
    if (csv_parse(parser, text, size, take_field, take_end, csv) == size)
        return true;
    if (csv_error(parser) != CSV_EPARSE)
        mem_exhausted(); /* no memory */
    return false;
}

static int is_not_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

/* libcsv drops spaces around fields. They belong to them, and who drops them is to say so; but
 * where they keep a quotation mark from the border of its field, they must go. */
static bool has_padded_quote(const char *text, size_t size)
{
    const char *end = text + size, *quote = size ? memchr(text, '"', size) : NULL;
    for (; quote; quote = memchr(quote + 1, '"', (size_t)(end - quote) - 1)) {
        bool before = quote > text && (quote[-1] == ' ' || quote[-1] == '\t');
        bool after = quote + 1 < end && (quote[1] == ' ' || quote[1] == '\t');
        if (before || after)
            return true;
    }
    return false;
}

static enum csv_fault parse_line(struct csv_reader *csv, const char *text, size_t size)
{
    if (size && memchr(text, '\0', size))
        csv->fault = FAULT_NUL;
    csv_set_space_func(&csv->parser, has_padded_quote(text, size) ? NULL : is_not_space);
    if (feed(csv, text, size) && feed(csv, "\n", 1))
        return FAULT_NONE;
    return csv->parser.quoted ? FAULT_TEXT_AFTER_QUOTE : FAULT_STRAY_QUOTE;
}

/* Sees to it that the whole next line stands in the window, unless it is too long. */
static bool have_line(struct csv_reader *csv, struct error *err)
{
    size_t end, after;
    while (!find_line_end(csv, &end, &after) && !csv->ended &&
           csv->window.size - csv->next <= CSV_READER_RECORD_SIZE)
        if (!fill(csv, err))
            return false;
    return true;
}

/* Reads the next line into the record. */
static enum csv_fault read_line(struct csv_reader *csv)
{
    size_t end, after;
    bool whole = find_line_end(csv, &end, &after);
    if (!whole)
        return csv->ended ? FAULT_OPEN_QUOTE : FAULT_LONG;

    size_t line = csv->line, before = csv->count;
    enum csv_fault fault = parse_line(csv, csv->window.data + csv->next, end - csv->next);
    csv->next = after;
    csv->line++;
    if (!csv->opened || csv->count > before) {
        csv->opened = line;
        csv->resume = after;
    }
    if (fault || csv->complete)
        return fault;
    if (after - csv->resume > CSV_READER_FIELD_SIZE)
        return FAULT_OPEN_QUOTE;
    return after - csv->start > CSV_READER_RECORD_SIZE ? FAULT_LONG : FAULT_NONE;
}

/* Says what the fault is; returns true if there is none. */
static bool explain(const struct csv_reader *csv, enum csv_fault fault, struct error *err)
{
    size_t field = csv->count + 1;
    switch (fault) {
    case FAULT_LONG:
        return error_set(err, "record-too-long",
                         "the row has more than %d bytes; check that this is the right file.",
                         CSV_READER_RECORD_SIZE);
    case FAULT_FIELDS:
        return error_set(err, "record-fields",
                         "the row has more than %d fields; check that this is the right file.",
                         CSV_READER_FIELDS);
    case FAULT_FIELD_SIZE:
        return error_set(err, "field-too-long", "field %zu has more than %d bytes; shorten it.",
                         field, CSV_READER_FIELD_SIZE);
    case FAULT_NUL:
        return error_set(
            err, "byte-zero",
            "there is a byte of value 0, which is never part of a text; save the list again as "
            "«CSV UTF-8 (comma delimited)».");
    case FAULT_STRAY_QUOTE:
        return error_set(err, "quote-inside-field",
                         "there is a quotation mark inside field %zu; put the whole field in "
                         "quotation marks and double those inside it: \"ТОО \"\"Ақжол\"\"\".",
                         field);
    case FAULT_TEXT_AFTER_QUOTE:
        return error_set(
            err, "quote-closed-early",
            "field %zu begins with a quotation mark in line %zu and goes on after "
            "the closing one in line %zu; close it at the end of the field, and double "
            "every quotation mark inside: \"ТОО \"\"Ақжол\"\"\".",
            field, csv->opened, csv->line - 1);
    case FAULT_OPEN_QUOTE:
        return error_set(err, "quote-not-closed",
                         "the quotation mark that opens field %zu in line %zu is never closed; "
                         "close it at the end of the field, or remove it.",
                         field, csv->opened);
    case FAULT_NONE:
        break;
    }
    return true;
}

/* Goes to where the next record may begin. A quotation mark that was not closed where it
 * should have been took whole lines into its field: they are read again. */
static bool recover(struct csv_reader *csv, struct error *err)
{
    reset_parser(csv);
    if (csv->complete)
        return true;
    if (!csv->opened)
        return skip_line(csv, err);
    csv->next = csv->resume;
    csv->line = csv->opened + 1;
    return true;
}

static void point_fields(struct csv_reader *csv, struct record *record)
{
    if (csv->fields_room < csv->offsets_room) {
        csv->fields_room = csv->offsets_room;
        csv->fields = mem_resize(csv->fields, csv->fields_room, sizeof *csv->fields);
    }
    for (size_t i = 0; i < csv->count; i++)
        csv->fields[i] = csv->text.data + csv->offsets[i];
    record->fields = csv->fields;
    record->count = csv->count;
}

/* Says whether a field in quotation marks needs none: Excel would not write them. */
static bool has_needless_quotes(const char *field, size_t size)
{
    return size >= 2 && field[0] == '"' && field[size - 1] == '"' &&
           !memchr(field + 1, '"', size - 2) && !memchr(field + 1, ',', size - 2);
}

/* Says whether a line of tabs, which ends at `end`, has such a field. */
static bool has_literal_quotes(const struct csv_reader *csv, size_t end)
{
    const char *text = csv->window.data, *tab;
    for (size_t i = csv->start; i <= end; i = (size_t)(tab - text) + 1) {
        tab = memchr(text + i, '\t', end - i);
        tab = tab ? tab : text + end;
        if (has_needless_quotes(text + i, (size_t)(tab - text) - i))
            return true;
    }
    return false;
}

/* Google's tables in TSV have no quoting: where its rules are broken, or it would be needless,
 * the line of the record is to be taken as it stands; but whoever quotes the headings quotes
 * all. */
static bool stands_as_it_is(struct csv_reader *csv, enum csv_fault fault)
{
    bool broken = fault == FAULT_STRAY_QUOTE || fault == FAULT_TEXT_AFTER_QUOTE ||
                  fault == FAULT_OPEN_QUOTE;
    size_t end, after, next = csv->next;
    if (csv->separator != '\t' || csv->fault || (fault && !broken))
        return false;
    csv->next = csv->start;
    bool whole = find_line_end(csv, &end, &after);
    csv->next = next;
    bool literal = whole && !fault && after == next && has_literal_quotes(csv, end);
    csv->quoting |= literal && !csv->started;
    return whole && (broken || (literal && !csv->quoting));
}

/* Takes the line of the record as it stands; reading goes on after it. */
static void take_as_it_stands(struct csv_reader *csv, size_t line)
{
    size_t end, after;
    csv->next = csv->start;
    (void)find_line_end(csv, &end, &after);
    buf_clear(&csv->text);
    csv->count = 0;
    for (size_t i = csv->start; i <= end && !csv->fault; i++) {
        const char *field = csv->window.data + i;
        const char *tab = memchr(field, '\t', end - i);
        size_t size = tab ? (size_t)(tab - field) : end - i;
        take_field((void *)(uintptr_t)field, size, csv);
        i += size;
    }
    reset_parser(csv);
    csv->next = after;
    csv->line = line + 1;
}

static enum record_result fail(struct csv_reader *csv)
{
    csv->ended = true;
    csv->next = csv->start = csv->window.size = 0;
    return RECORD_FAILED;
}

enum record_result csv_reader_next(struct csv_reader *csv, struct record *record,
                                   struct error *err)
{
    *record = (struct record){.line = csv->line};
    if (!csv->begun && !begin(csv, err))
        return fail(csv);
    csv->start = csv->resume = csv->next;
    csv->opened = csv->count = 0;
    csv->complete = false;
    csv->fault = FAULT_NONE;
    buf_clear(&csv->text);

    enum csv_fault fault = FAULT_NONE;
    while (!fault && !csv->complete) {
        if (!have_line(csv, err))
            return fail(csv);
        if (!csv->opened && csv->next == csv->window.size)
            return RECORD_END;
        fault = read_line(csv);
    }
    if (stands_as_it_is(csv, fault)) {
        take_as_it_stands(csv, record->line);
        fault = FAULT_NONE;
    }
    csv->started = true;
    record->last = csv->line - 1;
    if (csv->fault)
        fault = csv->fault;
    point_fields(csv, record);
    if (explain(csv, fault, err))
        return RECORD_READ;
    return recover(csv, err) ? RECORD_BAD : fail(csv);
}
