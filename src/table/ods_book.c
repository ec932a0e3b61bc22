#include "table/ods_book.h"

#include "base/buf.h"
#include "base/number.h"
#include "table/sheet_row.h"
#include "table/workbook.h"

#include <string.h>

#define MANIFEST "META-INF/manifest.xml"
#define URN      "urn:oasis:names:tc:opendocument:xmlns:"

const struct xml_part_namespace ods_book_namespaces[] = {
    {URN "table:1.0", "table:"},
    {URN "text:1.0", "text:"},
    {URN "office:1.0", "office:"},
    {URN "style:1.0", "style:"},
    {URN "manifest:1.0", "manifest:"},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext:"},
    {NULL, NULL},
};

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

size_t ods_book_count(const char *const *attributes, const char *name, size_t most)
{
    const char *text = xml_part_attribute(attributes, name);
    size_t count;
    if (!text || !number_is_digit(*text))
        return 1;
    if (!number_digits(text, NULL, most, &count))
        return most;
    return count > 0 ? count : 1;
}

static bool is_hidden(const char *const *attributes)
{
    const char *visibility = xml_part_attribute(attributes, "table:visibility");
    return visibility && !is(visibility, "visible");
}

size_t ods_book_rows(const char *const *attributes)
{
    return ods_book_count(attributes, "table:number-rows-repeated", SHEET_ROW_NUMBERS);
}

/* ---- the place in the document ---------------------------------------------------------- */

bool ods_book_enter(struct ods_book_place *place, const char *name)
{
    place->depth++;
    if (place->skipped)
        return false;
    if (!place->inside && is(name, "table:table")) {
        place->inside = ++place->count == place->wanted;
        return false;
    }
    if (place->inside &&
        (is(name, "table:table") || is(name, "table:shapes") || is(name, "office:annotation") ||
         is(name, "text:ruby-text") || is(name, "?")))
        place->skipped = place->depth;
    return place->inside && !place->skipped;
}

bool ods_book_leave(struct ods_book_place *place, const char *name)
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

struct ods_survey {
    struct ods_book_place place;
    struct workbook_sheets sheets;
    struct buf style;  /* the one that is being defined */
    struct buf unseen; /* the names of styles that hide a sheet, each with its NUL */
    size_t rows;       /* hidden ones, if the row is */
    size_t hidden;     /* all of those with something in them */
};

enum { MOST_STYLES = 1 << 20 };

static void take_style(struct ods_survey *survey, const char *name,
                       const char *const *attributes)
{
    const char *style = xml_part_attribute(attributes, "style:name");
    const char *display = xml_part_attribute(attributes, "table:display");
    if (is(name, "style:style")) {
        buf_clear(&survey->style);
        buf_puts(&survey->style, style ? style : "");
    } else if (is(name, "style:table-properties") && display && is(display, "false") &&
               survey->unseen.size < MOST_STYLES) {
        buf_add(&survey->unseen, buf_text(&survey->style), survey->style.size + 1);
    }
}

static bool is_unseen(const struct ods_survey *survey, const char *style)
{
    const struct buf *unseen = &survey->unseen;
    for (size_t i = 0; style && i < unseen->size; i += strlen(unseen->data + i) + 1)
        if (is(unseen->data + i, style))
            return true;
    return false;
}

/* Comes before the place enters the sheet. */
static void take_sheet(struct ods_survey *survey, const char *const *attributes)
{
    const char *name = xml_part_attribute(attributes, "table:name");
    bool shown = !is_unseen(survey, xml_part_attribute(attributes, "table:style-name"));
    workbook_take_sheet(&survey->sheets, name ? name : "", shown);
    survey->place.wanted = survey->sheets.chosen;
}

static void survey_start(void *self, const char *name, const char *const *attributes)
{
    struct ods_survey *survey = self;
    take_style(survey, name, attributes);
    if (is(name, "table:table") && !survey->place.inside && !survey->place.skipped)
        take_sheet(survey, attributes);
    bool within = ods_book_enter(&survey->place, name);
    if (within && is(name, "table:table-row"))
        survey->rows = is_hidden(attributes) ? ods_book_rows(attributes) : 0;
    if (within && is(name, "table:table-cell") &&
        xml_part_attribute(attributes, "office:value-type")) {
        survey->hidden += survey->rows;
        survey->rows = 0;
    }
}

static void survey_end(void *self, const char *name)
{
    struct ods_survey *survey = self;
    ods_book_leave(&survey->place, name);
}

static bool take_survey(struct zip_archive *zip, const char *name, size_t *sheet,
                        struct report *notes, struct error *err)
{
    const struct xml_part_events events = {ods_book_namespaces, survey_start, survey_end, NULL};
    struct ods_survey survey = {.sheets.wanted = name};
    bool done = xml_part_read(zip, ODS_BOOK_CONTENT, &events, &survey, NULL, err) &&
                workbook_check_sheets(&survey.sheets, notes, err);
    if (done)
        workbook_note_hidden(survey.hidden, notes);
    *sheet = survey.sheets.chosen;
    workbook_free_sheets(&survey.sheets);
    buf_free(&survey.style);
    buf_free(&survey.unseen);
    return done;
}

static void manifest_start(void *self, const char *name, const char *const *attributes)
{
    (void)attributes;
    bool *encrypted = self;
    *encrypted |= is(name, "manifest:encryption-data");
}

/* Without its password the content is not XML: say why. */
static bool check_open(struct zip_archive *zip, struct error *err)
{
    const struct xml_part_events events = {.namespaces = ods_book_namespaces,
                                           .start = manifest_start};
    bool encrypted = false;
    if (zip_archive_has(zip, MANIFEST) &&
        !xml_part_read(zip, MANIFEST, &events, &encrypted, NULL, err))
        return false;
    if (!encrypted)
        return true;
    return error_set(err, "workbook-password",
                     "it is protected by a password; save it without one.");
}

bool ods_book_find(struct zip_archive *zip, const char *name, size_t *sheet,
                   struct report *notes, struct error *err)
{
    return check_open(zip, err) && take_survey(zip, name, sheet, notes, err);
}
