/* What a reader of workbooks gives, as text, for its tests. */
#ifndef KUALIK_SHOW_RECORDS_H
#define KUALIK_SHOW_RECORDS_H

#include "base/buf.h"
#include "base/report.h"
#include "table/reader.h"
#include "table/zip_archive.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct reader *open_reader(struct zip_archive *zip, const char *sheet,
                                   struct report *notes, struct error *err);

static void show_records(struct reader *reader, struct buf *out)
{
    struct record record;
    struct report faults = {0};
    struct error err = {0};
    enum record_result result;
    while ((result = reader->next(reader, &record, &faults, &err)) != RECORD_END) {
        buf_printf(out, "%zu:", record.number);
        for (size_t i = 0; result == RECORD_READ && i < record.count; i++)
            buf_printf(out, "%s%s%s", i ? "|" : " ", record.fields[i],
                       record.otherwise && record.otherwise[i] ? "~" : "");
        if (result == RECORD_FAILED)
            buf_printf(out, " %s", words_of(&err));
        assert_int_equal(faults.errors > 0, result == RECORD_BAD);
        buf_puts(out, faults.count ? " " : "");
        put_findings(&faults, out);
        report_free(&faults);
        if (record.merged)
            buf_printf(out, " merged %s", cell_name_range(record.merged).text);
        buf_putc(out, '\n');
        if (result == RECORD_FAILED)
            return;
    }
}

/* Appends to `out` the notes and the rows, `NUMBER: field|field`, or the error; a field whose
 * cell shows it otherwise has a `~` behind it. Takes the bytes. */
static void show_workbook(open_reader *open, struct buf *bytes, const char *sheet,
                          struct buf *out)
{
    struct report notes = {0};
    struct error err = {0};
    struct zip_archive *zip = zip_archive_new(bytes, &err);
    struct reader *reader = zip ? open(zip, sheet, &notes, &err) : NULL;
    for (size_t i = 0; reader && i < notes.count; i++)
        buf_printf(out, "note: %s %s\n", WHAT(&notes.list[i]), ADVICE(&notes.list[i]));
    if (reader) {
        show_records(reader, out);
        reader->free(reader);
    } else {
        buf_printf(out, "%s\n", words_of(&err));
    }
    report_free(&notes);
}

#endif
