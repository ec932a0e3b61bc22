#include "table/workbook.h"

#include <string.h>

enum { NAMES_SIZE = 512 }; /* of the list of names in a message, roughly */

bool workbook_take_sheet(struct workbook_sheets *sheets, const char *name, bool shown)
{
    sheets->count++;
    sheets->shown += shown;
    if (sheets->names.size < NAMES_SIZE)
        buf_printf(&sheets->names, "%s«%s»", sheets->names.size ? ", " : "", name);
    if (sheets->chosen || !(sheets->wanted ? strcmp(name, sheets->wanted) == 0 : shown))
        return false;
    sheets->chosen = sheets->count;
    buf_puts(&sheets->name, name);
    return true;
}

bool workbook_check_sheets(const struct workbook_sheets *sheets, struct report *notes,
                           struct error *err)
{
    if (!sheets->count)
        return error_set(err, "sheet-none", "there is no sheet in this workbook.");
    if (!sheets->chosen && sheets->wanted)
        return error_set(err, "sheet-missing", "there is no sheet «%s», but there is %s.",
                         sheets->wanted, buf_text(&sheets->names));
    if (!sheets->chosen)
        return error_set(err, "sheet-all-hidden",
                         "all sheets of this workbook are hidden; name one with --sheet: %s.",
                         buf_text(&sheets->names));
    if (sheets->shown > 1 && !sheets->wanted) {
        report_add(notes, LEVEL_NOTE, (struct place){0}, "sheet-chosen",
                   "of %zu sheets, «%s» is read.", sheets->shown, buf_text(&sheets->name));
        report_advise(notes, "Use --sheet for another one.");
    }
    return true;
}

void workbook_note_hidden(size_t rows, struct report *notes)
{
    if (!rows)
        return;
    report_add_plural(
        notes, LEVEL_NOTE, (struct place){0}, "rows-hidden", rows,
        "%zu row is hidden in the sheet, by a filter or by hand, and read all the "
        "same.",
        "%zu rows are hidden in the sheet, by a filter or by hand, and read all "
        "the same.",
        rows);
    report_advise(notes, "Delete them from the list if they do not belong to it.");
}

void workbook_free_sheets(struct workbook_sheets *sheets)
{
    buf_free(&sheets->name);
    buf_free(&sheets->names);
}
