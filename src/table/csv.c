#include "table/csv.h"

#include "base/buf.h"
#include "base/mem.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)64 * 1024)

/* What breaks the rules in a record. */
enum fault {
    FAULT_NONE,
    FAULT_LONG,
    FAULT_FIELDS,
    FAULT_FIELD_SIZE,
    FAULT_NUL,
    FAULT_STRAY_QUOTE,
    FAULT_TEXT_BEHIND_QUOTE,
    FAULT_OPEN_QUOTE,
};

/* libcsv is fed line by line: so it ends at most one record a call, and the lines are
 * counted here. The bytes of the record stay in the window until it has ended, to read them
 * again, as other records, should a quotation mark turn out never to be closed. */
struct csvread {
    struct csvread_source source;
    struct csv_parser parser;
    char separator;
    bool begun;
    bool ended; /* the source has nothing more */

    struct buf window;
    size_t start; /* of the record, in the window */
    size_t next;  /* of the next line, in the window */
    size_t line;  /* its number */

    size_t opened; /* the line in which the field that is being read begins; 0: no line yet */
    size_t resume; /* of the line behind that one, in the window */

    struct buf text; /* the fields' texts, each with its NUL */
    size_t *offsets; /* of each field in `text` */
    const char **fields;
    size_t count, offsets_room, fields_room;
    enum fault fault; /* of a field; the record is read to its end all the same */
    bool complete;
};

static void reset_parser(struct csvread *csvread)
{
    csv_free(&csvread->parser);
    if (csv_init(&csvread->parser, CSV_STRICT | CSV_REPALL_NL) != 0)
        abort();
    csv_set_blk_size(&csvread->parser, 4096);
    csv_set_delim(&csvread->parser, (unsigned char)csvread->separator);
}

struct csvread *csvread_new(struct csvread_source source, char separator)
{
    struct csvread *csvread = mem_new(1, sizeof *csvread);
    csvread->source = source;
    csvread->separator = separator;
    csvread->line = 1;
    return csvread;
}

char csvread_separator(const struct csvread *csvread)
{
    return csvread->separator;
}

void csvread_free(struct csvread *csvread)
{
    if (!csvread)
        return;
    if (csvread->begun)
        csv_free(&csvread->parser);
    buf_free(&csvread->window);
    buf_free(&csvread->text);
    free(csvread->offsets);
    free(csvread->fields);
    free(csvread);
}

/* Gets the next bytes behind those of the record so far. */
static bool fill(struct csvread *csvread, struct err *err)
{
    struct buf *window = &csvread->window;
    if (csvread->start > 0) {
        window->size -= csvread->start;
        memmove(window->data, window->data + csvread->start, window->size);
        csvread->next -= csvread->start;
        csvread->resume -= csvread->start;
        csvread->start = 0;
    }
    size_t size = 0;
    char *end = buf_reserve(window, CHUNK_SIZE);
    if (!csvread->source.read(csvread->source.self, end, CHUNK_SIZE, &size, err)) {
        csvread->ended = true;
        return false;
    }
    window->size += size;
    csvread->ended = size == 0;
    return true;
}

/* Finds the end of the next line in the window and where the one behind it begins. A CR that
 * is the last byte there may be half of a CRLF. */
static bool find_line_end(const struct csvread *csvread, size_t *end, size_t *behind)
{
    const char *text = csvread->window.data;
    size_t size = csvread->window.size;
    size_t i = csvread->next;
    while (i < size && text[i] != '\n' && text[i] != '\r')
        i++;
    *end = i;
    *behind = i + (i < size);
    if (i + 1 < size && text[i] == '\r' && text[i + 1] == '\n')
        ++*behind;
    return csvread->ended ? csvread->next < size
                          : i < size && (text[i] == '\n' || i + 1 < size);
}

/* Passes over what is left of a line too long to be kept. */
static bool skip_line(struct csvread *csvread, struct err *err)
{
    size_t end, behind;
    while (!find_line_end(csvread, &end, &behind) && !csvread->ended) {
        /* Keep a last byte: it may be the CR of a CRLF. */
        csvread->start = csvread->next = csvread->resume = csvread->window.size - 1;
        if (!fill(csvread, err))
            return false;
    }
    csvread->next = behind;
    csvread->line++;
    return true;
}

static const char separators[] = {'\t', ';', ','};

/* Counts each separator outside quotes in the first line that is not blank; says whether the
 * window reached to its end. */
static bool count_separators(const struct buf *window, size_t counts[sizeof separators])
{
    memset(counts, 0, sizeof separators * sizeof *counts);
    bool quoted = false, blank = true;
    for (size_t i = 0; i < window->size; i++) {
        char byte = window->data[i];
        if (!quoted && !blank && (byte == '\n' || byte == '\r'))
            return true;
        blank = blank && (byte == ' ' || byte == '\n' || byte == '\r');
        quoted ^= byte == '"';
        for (size_t k = 0; k < sizeof separators; k++)
            counts[k] += !quoted && byte == separators[k];
    }
    return false;
}

static bool find_separator(struct csvread *csvread, struct err *err)
{
    size_t counts[sizeof separators];
    while (!count_separators(&csvread->window, counts) && !csvread->ended &&
           csvread->window.size <= CSVREAD_RECORD_SIZE)
        if (!fill(csvread, err))
            return false;
    size_t most = 0;
    for (size_t k = 0; k < sizeof separators; k++)
        if (counts[k] > most) {
            most = counts[k];
            csvread->separator = separators[k];
        }
    return true;
}

enum { SEP_LINE = 10 }; /* the most bytes of one */

/* Takes a first line `sep=;`, by which Excel is told of the separator, and passes over it. */
static void take_sep_line(struct csvread *csvread)
{
    static const char begin[] = "SEP=";
    char line[SEP_LINE + 1] = {0};
    size_t left = csvread->window.size - csvread->next;
    memcpy(line, csvread->window.data + csvread->next, left < SEP_LINE ? left : SEP_LINE);
    const char *text = line;
    bool quoted = *text == '"';
    text += quoted;
    for (size_t i = 0; begin[i]; i++, text++)
        if (*text != begin[i] && *text != (begin[i] | 0x20))
            return;
    char separator = *text;
    if (separator != '\t' && (!separator || !strchr(",;|:!#$%&*+/^~", separator)))
        return;
    text++;
    if (quoted && *text++ != '"')
        return;
    if (*text != '\r' && *text != '\n')
        return;
    text += 1 + (text[0] == '\r' && text[1] == '\n');
    csvread->next += (size_t)(text - line);
    csvread->line++;
    csvread->separator = csvread->separator ? csvread->separator : separator;
}

/* Says whether a byte order mark and such a line would stand in the window. */
static bool has_beginning(const struct buf *window)
{
    return window->size >= 3 + SEP_LINE ||
           (window->size >= 3 && memchr(window->data, '\n', window->size));
}

static bool begin(struct csvread *csvread, struct err *err)
{
    csvread->begun = true;
    while (!has_beginning(&csvread->window) && !csvread->ended)
        if (!fill(csvread, err))
            return false;
    if (csvread->window.size >= 3 && memcmp(csvread->window.data, "\xEF\xBB\xBF", 3) == 0)
        csvread->next = 3;
    take_sep_line(csvread);
    if (!csvread->separator && !find_separator(csvread, err))
        return false;
    reset_parser(csvread);
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
    struct csvread *csvread = data;
    if (size > CSVREAD_FIELD_SIZE)
        csvread->fault = FAULT_FIELD_SIZE;
    else if (csvread->count == CSVREAD_FIELDS)
        csvread->fault = FAULT_FIELDS;
    if (csvread->fault && csvread->fault != FAULT_NUL)
        return;
    csvread->offsets = mem_grow(csvread->offsets, csvread->count, &csvread->offsets_room,
                                sizeof *csvread->offsets);
    csvread->offsets[csvread->count++] = csvread->text.size;
    add_text(&csvread->text, bytes, size);
}

/* libcsv has come to the end of a record. */
static void take_end(int byte, void *data)
{
    (void)byte;
    struct csvread *csvread = data;
    csvread->complete = true;
}

static bool feed(struct csvread *csvread, const char *text, size_t size)
{
    struct csv_parser *parser = &csvread->parser;
    if (csv_parse(parser, text, size, take_field, take_end, csvread) == size)
        return true;
    if (csv_error(parser) != CSV_EPARSE)
        abort(); /* no memory */
    return false;
}

static int is_no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

/* libcsv drops spaces around fields. They belong to them, and who drops them is to say so; but
 * where they keep a quotation mark from the border of its field, they must go. */
static bool has_padded_quote(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bool before = i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t');
        bool behind = i + 1 < size && (text[i + 1] == ' ' || text[i + 1] == '\t');
        if (text[i] == '"' && (before || behind))
            return true;
    }
    return false;
}

static enum fault parse_line(struct csvread *csvread, const char *text, size_t size)
{
    if (size && memchr(text, '\0', size))
        csvread->fault = FAULT_NUL;
    csv_set_space_func(&csvread->parser, has_padded_quote(text, size) ? NULL : is_no_space);
    if (feed(csvread, text, size) && feed(csvread, "\n", 1))
        return FAULT_NONE;
    return csvread->parser.quoted ? FAULT_TEXT_BEHIND_QUOTE : FAULT_STRAY_QUOTE;
}

/* Sees to it that the whole next line stands in the window, unless it is too long. */
static bool have_line(struct csvread *csvread, struct err *err)
{
    size_t end, behind;
    while (!find_line_end(csvread, &end, &behind) && !csvread->ended &&
           csvread->window.size - csvread->next <= CSVREAD_RECORD_SIZE)
        if (!fill(csvread, err))
            return false;
    return true;
}

/* Reads the next line into the record. */
static enum fault read_line(struct csvread *csvread)
{
    size_t end, behind;
    bool whole = find_line_end(csvread, &end, &behind);
    if (!whole)
        return csvread->ended ? FAULT_OPEN_QUOTE : FAULT_LONG;

    size_t line = csvread->line, before = csvread->count;
    enum fault fault =
        parse_line(csvread, csvread->window.data + csvread->next, end - csvread->next);
    csvread->next = behind;
    csvread->line++;
    if (!csvread->opened || csvread->count > before) {
        csvread->opened = line;
        csvread->resume = behind;
    }
    if (fault || csvread->complete)
        return fault;
    if (behind - csvread->resume > CSVREAD_FIELD_SIZE)
        return FAULT_OPEN_QUOTE;
    return behind - csvread->start > CSVREAD_RECORD_SIZE ? FAULT_LONG : FAULT_NONE;
}

static void explain(const struct csvread *csvread, enum fault fault, struct err *err)
{
    size_t field = csvread->count + 1;
    switch (fault) {
    case FAULT_NONE:
        break;
    case FAULT_LONG:
        err_set(err, "the row has more than %d bytes; check that this is the right file.",
                CSVREAD_RECORD_SIZE);
        break;
    case FAULT_FIELDS:
        err_set(err, "the row has more than %d fields; check that this is the right file.",
                CSVREAD_FIELDS);
        break;
    case FAULT_FIELD_SIZE:
        err_set(err, "field %zu has more than %d bytes; shorten it.", field,
                CSVREAD_FIELD_SIZE);
        break;
    case FAULT_NUL:
        err_set(err, "there is a byte of value 0, which no text has; save the list again as "
                     "«CSV UTF-8 (comma delimited)».");
        break;
    case FAULT_STRAY_QUOTE:
        err_set(err,
                "there is a quotation mark inside field %zu; put the whole field in "
                "quotation marks and double those inside it: \"ТОО \"\"Ақжол\"\"\".",
                field);
        break;
    case FAULT_TEXT_BEHIND_QUOTE:
        err_set(err,
                "field %zu begins with a quotation mark in line %zu and goes on behind "
                "the closing one in line %zu; close it at the end of the field, and double "
                "every quotation mark inside: \"ТОО \"\"Ақжол\"\"\".",
                field, csvread->opened, csvread->line - 1);
        break;
    case FAULT_OPEN_QUOTE:
        err_set(err,
                "the quotation mark that opens field %zu in line %zu is never closed; "
                "close it at the end of the field, or remove it.",
                field, csvread->opened);
        break;
    }
}

/* Goes to where the next record may begin. A quotation mark that was not closed where it
 * should have been took whole lines into its field: they are read again. */
static bool recover(struct csvread *csvread, struct err *err)
{
    reset_parser(csvread);
    if (csvread->complete)
        return true;
    if (!csvread->opened)
        return skip_line(csvread, err);
    csvread->next = csvread->resume;
    csvread->line = csvread->opened + 1;
    return true;
}

static void lend_fields(struct csvread *csvread, struct record *record)
{
    if (csvread->fields_room < csvread->offsets_room) {
        csvread->fields_room = csvread->offsets_room;
        csvread->fields =
            mem_resize(csvread->fields, csvread->fields_room, sizeof *csvread->fields);
    }
    for (size_t i = 0; i < csvread->count; i++)
        csvread->fields[i] = csvread->text.data + csvread->offsets[i];
    record->fields = csvread->fields;
    record->count = csvread->count;
}

static enum record_result fail(struct csvread *csvread)
{
    csvread->ended = true;
    csvread->next = csvread->start = csvread->window.size = 0;
    return RECORD_FAILED;
}

enum record_result csvread_next(struct csvread *csvread, struct record *record, struct err *err)
{
    *record = (struct record){.line = csvread->line};
    if (!csvread->begun && !begin(csvread, err))
        return fail(csvread);
    csvread->start = csvread->resume = csvread->next;
    csvread->opened = csvread->count = 0;
    csvread->complete = false;
    csvread->fault = FAULT_NONE;
    buf_clear(&csvread->text);

    enum fault fault = FAULT_NONE;
    while (!fault && !csvread->complete) {
        if (!have_line(csvread, err))
            return fail(csvread);
        if (!csvread->opened && csvread->next == csvread->window.size)
            return RECORD_END;
        fault = read_line(csvread);
    }
    record->last = csvread->line - 1;
    if (csvread->fault)
        fault = csvread->fault;
    lend_fields(csvread, record);
    if (!fault)
        return RECORD_READ;
    explain(csvread, fault, err);
    return recover(csvread, err) ? RECORD_BAD : fail(csvread);
}
