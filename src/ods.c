#include "ods.h"

#include "cellrow.h"
#include "cellvalue.h"
#include "mem.h"
#include "xmlpart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONTENT  "content.xml"
#define MANIFEST "META-INF/manifest.xml"
#define URN      "urn:oasis:names:tc:opendocument:xmlns:"

static const struct xmlpart_namespace namespaces[] = {
    {URN "table:1.0", "table:"},
    {URN "text:1.0", "text:"},
    {URN "office:1.0", "office:"},
    {URN "manifest:1.0", "manifest:"},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext:"},
    {NULL, NULL},
};

/* Which sheet is read, and where an XML reader is. */
struct sheet_place {
    const char *wanted; /* NULL: the first */
    size_t count;       /* of sheets so far */
    bool inside;        /* the one that is wanted */
    bool found;
    size_t depth;
    size_t skipped; /* the depth of an element that is passed over whole, or 0 */
};

/* What the attributes of a cell say. */
struct cell {
    bool covered, formula, error;
    size_t columns; /* how many of its kind stand side by side */
    char type;      /* the first letter of its type: s, f, c, p, d, t, b, or 0 */
    struct buf value;
};

struct ods {
    struct reader reader; /* the first member: one is the other */
    struct zipread *zip;
    char *sheet; /* as asked for, or NULL */
    struct xmlpart *part;
    struct sheet_place place;

    struct cellrow row;
    size_t last_row; /* its number, or that of the one before */
    size_t repeat;   /* how often it stands there */
    size_t again;    /* how often it is still to be given */
    bool in_row, in_cell;
    size_t column;
    struct cell cell;
    size_t paragraphs; /* of the cell, so far */
    bool in_paragraph;
    struct buf shown; /* the text of the cell */
    struct buf text;
    char merged[64];
};

/* ---- attributes ------------------------------------------------------------------------- */

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* Returns the count that an attribute gives, 1 without one, at most `most`. */
static size_t count_of(const char *const *attributes, const char *name, size_t most)
{
    const char *text = xmlpart_attribute(attributes, name);
    size_t count = 0;
    for (; text && *text >= '0' && *text <= '9' && count < most; text++)
        count = count * 10 + (size_t)(*text - '0');
    return count == 0 ? 1 : count < most ? count : most;
}

static bool is_hidden(const char *const *attributes)
{
    const char *visibility = xmlpart_attribute(attributes, "table:visibility");
    return visibility && !is(visibility, "visible");
}

static size_t rows_of(const char *const *attributes)
{
    return count_of(attributes, "table:number-rows-repeated", CELLROW_ROWS);
}

/* ---- the place in the document ---------------------------------------------------------- */

/* Follows the start of an element; says whether it is inside the wanted sheet. Other tables
 * there, drawings and comments are passed over. */
static bool enter(struct sheet_place *place, const char *name, const char *const *attributes)
{
    place->depth++;
    if (place->skipped)
        return false;
    if (!place->inside && is(name, "table:table") && !place->found) {
        const char *sheet = xmlpart_attribute(attributes, "table:name");
        place->count++;
        place->inside = !place->wanted || (sheet && is(sheet, place->wanted));
        place->found = place->inside;
        return false;
    }
    if (place->inside &&
        (is(name, "table:table") || is(name, "table:shapes") || is(name, "office:annotation") ||
         is(name, "text:ruby-text") || is(name, "?")))
        place->skipped = place->depth;
    return place->inside && !place->skipped;
}

/* The same of its end. */
static bool leave(struct sheet_place *place, const char *name)
{
    bool seen = place->inside && !place->skipped;
    if (seen && is(name, "table:table"))
        place->inside = false;
    if (place->skipped == place->depth)
        place->skipped = 0;
    place->depth--;
    return seen;
}

/* ---- the survey: what must be known before the first row -------------------------------- */

struct survey {
    struct sheet_place place;
    size_t sheets;
    struct buf first, all; /* names */
    size_t rows;           /* hidden ones, if the row is */
    size_t hidden;         /* all of those with something in them */
};

static void survey_start(void *self, const char *name, const char *const *attributes)
{
    enum { ENOUGH = 512 };
    struct survey *survey = self;
    bool nested = survey->place.inside || survey->place.skipped;
    bool within = enter(&survey->place, name, attributes);
    if (is(name, "table:table") && !nested) {
        const char *sheet = xmlpart_attribute(attributes, "table:name");
        sheet = sheet ? sheet : "";
        if (survey->sheets++ == 0)
            buf_puts(&survey->first, sheet);
        if (survey->all.size < ENOUGH)
            buf_printf(&survey->all, "%s«%s»", survey->all.size ? ", " : "", sheet);
    }
    if (within && is(name, "table:table-row"))
        survey->rows = is_hidden(attributes) ? rows_of(attributes) : 0;
    if (within && is(name, "table:table-cell") &&
        xmlpart_attribute(attributes, "office:value-type")) {
        survey->hidden += survey->rows;
        survey->rows = 0;
    }
}

static void survey_end(void *self, const char *name)
{
    struct survey *survey = self;
    leave(&survey->place, name);
}

static bool judge(const struct survey *survey, const char *path, struct findings *notes,
                  struct err *err)
{
    const char *wanted = survey->place.wanted;
    if (!survey->sheets)
        return err_set(err, "%s: there is no sheet in it.", path);
    if (!survey->place.found)
        return err_set(err, "%s: there is no sheet «%s», but there is %s.", path,
                       wanted ? wanted : "", buf_text(&survey->all));
    if (survey->sheets > 1 && !wanted)
        findings_add(notes, LEVEL_NOTE, (struct place){0}, "Say --sheet for another one.",
                     "of %zu sheets, «%s» is read.", survey->sheets, buf_text(&survey->first));
    if (survey->hidden)
        findings_add(notes, LEVEL_NOTE, (struct place){0},
                     "Delete them from the list if they do not belong to it.",
                     "%zu row%s hidden in the sheet, by a filter or by hand, and read all "
                     "the same.",
                     survey->hidden, survey->hidden == 1 ? " is" : "s are");
    return true;
}

static bool take_survey(const struct ods *ods, struct findings *notes, struct err *err)
{
    const struct xmlpart_events events = {namespaces, survey_start, survey_end, NULL};
    struct survey survey = {.place = {.wanted = ods->sheet}};
    bool done = xmlpart_read(ods->zip, CONTENT, &events, &survey, NULL, err) &&
                judge(&survey, zipread_path(ods->zip), notes, err);
    buf_free(&survey.first);
    buf_free(&survey.all);
    return done;
}

static void manifest_start(void *self, const char *name, const char *const *attributes)
{
    (void)attributes;
    bool *encrypted = self;
    *encrypted |= is(name, "manifest:encryption-data");
}

/* Without its password the content is no XML: say why. */
static bool check_open(const struct ods *ods, struct err *err)
{
    const struct xmlpart_events events = {.namespaces = namespaces, .start = manifest_start};
    bool encrypted = false;
    if (zipread_has(ods->zip, MANIFEST) &&
        !xmlpart_read(ods->zip, MANIFEST, &events, &encrypted, NULL, err))
        return false;
    if (!encrypted)
        return true;
    return err_set(err, "%s: it is protected by a password; save it without one.",
                   zipread_path(ods->zip));
}

/* ---- cells ------------------------------------------------------------------------------ */

/* Keeps the range of the first merged cell of the row; of a covered one only its own name. */
static void note_merged(struct ods *ods, const char *const *attributes)
{
    size_t wide = count_of(attributes, "table:number-columns-spanned", 16384);
    size_t high = count_of(attributes, "table:number-rows-spanned", CELLROW_ROWS);
    if (ods->row.merged || (!ods->cell.covered && wide == 1 && high == 1))
        return;
    struct cell_name first = cellvalue_name(ods->row.number, ods->column);
    struct cell_name last = cellvalue_name(ods->row.number + high - 1, ods->column + wide - 1);
    bool one = is(first.text, last.text);
    snprintf(ods->merged, sizeof ods->merged, "%s%s%s", first.text, one ? "" : ":",
             one ? "" : last.text);
    ods->row.merged = ods->merged;
}

static void begin_cell(struct ods *ods, const char *name, const char *const *attributes)
{
    static const char *const values[] = {"office:value", "office:date-value",
                                         "office:time-value", "office:boolean-value",
                                         "office:string-value"};
    struct cell *cell = &ods->cell;
    const char *type = xmlpart_attribute(attributes, "office:value-type");
    const char *more = xmlpart_attribute(attributes, "calcext:value-type");
    cell->covered = is(name, "table:covered-table-cell");
    cell->formula = xmlpart_attribute(attributes, "table:formula") != NULL;
    cell->error = more && is(more, "error");
    cell->columns = count_of(attributes, "table:number-columns-repeated", 16384);
    cell->type = type ? *type : '\0';
    buf_clear(&cell->value);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const char *value = xmlpart_attribute(attributes, values[i]);
        buf_puts(&cell->value, value ? value : "");
    }
    note_merged(ods, attributes);
    ods->in_cell = true;
    ods->in_paragraph = false;
    ods->paragraphs = 0;
    buf_clear(&ods->shown);
}

/* A number that is shown with zeros in front, such as 001, has them by its format. */
static bool put_number(struct ods *ods)
{
    struct cell_format format = {CELL_NUMBER, 0};
    const char *shown = buf_text(&ods->shown);
    size_t size = strlen(shown);
    if (*shown == '0' && strspn(shown, "0123456789") == size && size < 16)
        format.digits = (unsigned char)size;
    return cellvalue_put(buf_text(&ods->cell.value), format, false, &ods->text);
}

/* "PT09H30M00S" */
static bool put_time(const char *text, struct buf *out)
{
    unsigned parts[3] = {0};
    const char units[] = "HMS";
    if (strncmp(text, "PT", 2) != 0)
        return false;
    text += 2;
    for (size_t i = 0; i < 3 && *text; i++) {
        unsigned number = 0;
        for (; *text >= '0' && *text <= '9' && number < 10000; text++)
            number = number * 10 + (unsigned)(*text - '0');
        if (*text == '.' || *text == ',')
            text += 1 + strspn(text + 1, "0123456789");
        if (*text++ != units[i])
            return false;
        parts[i] = number;
    }
    buf_printf(out, "%02u:%02u", parts[0], parts[1]);
    if (parts[2])
        buf_printf(out, ":%02u", parts[2]);
    return true;
}

/* Makes the cell's text; false if its value is not of its type. */
static bool make_text(struct ods *ods)
{
    const char *value = buf_text(&ods->cell.value);
    buf_clear(&ods->text);
    switch (ods->cell.type) {
    case 'f':
    case 'c':
    case 'p':
        return put_number(ods);
    case 'd':
        cellvalue_put_iso(value, &ods->text);
        return *value != '\0';
    case 't':
        return put_time(value, &ods->text);
    case 'b':
        buf_puts(&ods->text, is(value, "true") ? "TRUE" : "FALSE");
        return true;
    default:
        buf_puts(&ods->text, ods->shown.size ? buf_text(&ods->shown) : value);
        return true;
    }
}

static void end_cell(struct ods *ods)
{
    const struct cell *cell = &ods->cell;
    const char *shown = buf_text(&ods->shown);
    struct err words;
    ods->in_cell = false;
    if (cell->error || (cell->formula && (*shown == '#' || strncmp(shown, "Err:", 4) == 0))) {
        err_set(&words,
                "it shows the error «%s»; correct its formula, or type what it should "
                "say.",
                shown);
        cellrow_spoil(&ods->row, ods->column, words.text);
    } else if (cell->formula && !cell->type && !*shown) {
        cellrow_spoil(
            &ods->row, ods->column,
            "its formula has no result; open the workbook in its program and save it.");
    } else if (!make_text(ods)) {
        cellrow_spoil(&ods->row, ods->column, "its value cannot be read; type it again.");
    }
    for (size_t i = 0; i < cell->columns && ods->text.size && !ods->row.bad; i++)
        cellrow_put(&ods->row, ods->column + i, ods->text.data, ods->text.size);
    ods->column += cell->columns;
}

/* What stands in the text of a cell beside characters. */
static void take_mark(struct ods *ods, const char *name, const char *const *attributes)
{
    struct buf *shown = &ods->shown;
    if (is(name, "text:p")) {
        if (ods->paragraphs++)
            buf_putc(shown, '\n');
        ods->in_paragraph = true;
    }
    if (is(name, "text:tab"))
        buf_putc(shown, '\t');
    if (is(name, "text:line-break"))
        buf_putc(shown, '\n');
    size_t spaces = is(name, "text:s") ? count_of(attributes, "text:c", 1000) : 0;
    for (; spaces && shown->size <= RECORD_FIELD_SIZE; spaces--)
        buf_putc(shown, ' ');
}

/* ---- rows ------------------------------------------------------------------------------- */

static void begin_row(struct ods *ods, const char *const *attributes)
{
    ods->repeat = rows_of(attributes);
    ods->in_row = true;
    ods->in_cell = false;
    ods->column = 0;
    cellrow_begin(&ods->row, ods->last_row + 1);
}

/* Rows with nothing in them are passed over; there may be a million. */
static void end_row(struct ods *ods)
{
    bool empty = !ods->row.count && !ods->row.bad;
    ods->in_row = false;
    ods->again = empty ? 0 : ods->repeat - 1;
    ods->last_row += ods->repeat;
    if (!empty && ods->last_row > CELLROW_ROWS)
        xmlpart_refuse(ods->part, "it has more than %d rows, the most that is allowed.",
                       CELLROW_ROWS);
    if (!empty)
        xmlpart_pause(ods->part);
}

static void sheet_start(void *self, const char *name, const char *const *attributes)
{
    struct ods *ods = self;
    if (!enter(&ods->place, name, attributes))
        return;
    if (is(name, "table:table-row"))
        begin_row(ods, attributes);
    else if (ods->in_row &&
             (is(name, "table:table-cell") || is(name, "table:covered-table-cell")))
        begin_cell(ods, name, attributes);
    else if (ods->in_cell)
        take_mark(ods, name, attributes);
}

static void sheet_text(void *self, const char *text, size_t size)
{
    struct ods *ods = self;
    if (ods->in_cell && ods->in_paragraph && !ods->place.skipped &&
        ods->shown.size <= RECORD_FIELD_SIZE)
        buf_add(&ods->shown, text, size);
}

static void sheet_end(void *self, const char *name)
{
    struct ods *ods = self;
    if (!leave(&ods->place, name))
        return;
    if (is(name, "text:p"))
        ods->in_paragraph = false;
    else if (ods->in_cell && strncmp(name, "table:", 6) == 0)
        end_cell(ods);
    else if (ods->in_row && is(name, "table:table-row"))
        end_row(ods);
}

/* ---- the reader ------------------------------------------------------------------------- */

static bool begin(struct ods *ods, struct err *err)
{
    static const struct xmlpart_events events = {namespaces, sheet_start, sheet_end,
                                                 sheet_text};
    xmlpart_close(ods->part);
    ods->place = (struct sheet_place){.wanted = ods->sheet};
    ods->last_row = ods->again = 0;
    ods->in_row = ods->in_cell = false;
    ods->part = xmlpart_open(ods->zip, CONTENT, &events, ods, err);
    return ods->part != NULL;
}

static enum record_result ods_next(struct reader *reader, struct record *record,
                                   struct err *err)
{
    struct ods *ods = (struct ods *)reader;
    *record = (struct record){.line = ods->last_row + 1, .number = ods->last_row + 1};
    if (ods->again) {
        ods->again--;
        ods->row.number++;
        return cellrow_lend(&ods->row, record, err);
    }
    if (!ods->part)
        return RECORD_END;
    switch (xmlpart_next(ods->part, err)) {
    case XMLPART_PAUSED:
        return cellrow_lend(&ods->row, record, err);
    case XMLPART_FAILED:
        xmlpart_close(ods->part);
        ods->part = NULL;
        return RECORD_FAILED;
    case XMLPART_END:
        break;
    }
    return RECORD_END;
}

static bool ods_rewind(struct reader *reader, struct err *err)
{
    return begin((struct ods *)reader, err);
}

static void ods_free(struct reader *reader)
{
    struct ods *ods = (struct ods *)reader;
    xmlpart_close(ods->part);
    cellrow_free(&ods->row);
    buf_free(&ods->cell.value);
    buf_free(&ods->shown);
    buf_free(&ods->text);
    zipread_free(ods->zip);
    free(ods->sheet);
    free(ods);
}

struct reader *ods_open(struct zipread *zip, const char *sheet, struct findings *notes,
                        struct err *err)
{
    struct ods *ods = mem_new(1, sizeof *ods);
    ods->reader = (struct reader){.next = ods_next, .rewind = ods_rewind, .free = ods_free};
    ods->zip = zip;
    ods->sheet = sheet ? mem_copy(sheet) : NULL;
    if (check_open(ods, err) && take_survey(ods, notes, err) && begin(ods, err))
        return &ods->reader;
    ods_free(&ods->reader);
    return NULL;
}
