#include "table/list.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "table/csv_list.h"
#include "table/ods.h"
#include "table/reader.h"
#include "table/xlsx.h"
#include "table/zip_archive.h"

#include <stdlib.h>
#include <string.h>

struct list {
    struct file *file;
    bool workbook;
    struct reader *reader;
};

/* ---- the kind of file ------------------------------------------------------------------- */

/* Tags of HTML and XML begin like this; no list does. */
static bool is_markup(const char *text)
{
    text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    text += strspn(text, " \t\r\n");
    bool letter = (text[1] | 0x20) >= 'a' && (text[1] | 0x20) <= 'z';
    return *text == '<' && (letter || text[1] == '!' || text[1] == '?');
}

/* Refuses files of other kinds that are often given where a list should be. */
static bool check_kind(const char *bytes, struct error *err)
{
    if (text_begins(bytes, "\xD0\xCF\x11\xE0"))
        return error_set(err, "list-is-xls",
                         "this is a workbook in the old format (XLS), or protected by a "
                         "password; save it as «Excel Workbook (.xlsx)» without one.");
    if (text_begins(bytes, "%PDF-"))
        return error_set(err, "list-is-pdf",
                         "this is a PDF file; give the list that it was made from.");
    if (text_begins(bytes, "{\\rtf"))
        return error_set(err, "list-is-rtf",
                         "this is an RTF file; save the list as «CSV UTF-8 (comma "
                         "delimited)».");
    if (text_begins(bytes, "\x1F\x8B"))
        return error_set(err, "list-is-gzip", "this is packed by gzip; unpack it first.");
    if (is_markup(bytes))
        return error_set(err, "list-is-markup",
                         "this is HTML or XML, whatever its name says; open it in Excel or "
                         "LibreOffice, and save it as «Excel Workbook (.xlsx)».");
    return true;
}

/* Looks at the first bytes: `*workbook` says whether they are those of a ZIP file. */
static bool find_kind(struct file *file, bool *workbook, struct error *err)
{
    char bytes[64] = {0};
    size_t size;
    if (!file_next(file, bytes, sizeof bytes - 1, &size, err) || !file_rewind(file, err) ||
        !check_kind(bytes, err))
        return false;
    *workbook = text_begins(bytes, "PK\3\4");
    return true;
}

/* Excel and LibreOffice put a small file beside the one that they have open. */
static bool check_name(const char *path, struct error *err)
{
    const char *name = path_name(path);
    if (!text_begins(name, "~$") && !text_begins(name, ".~lock."))
        return true;
    return error_set(
        err, "list-is-lock-file",
        "this only shows that a list is open in Excel or LibreOffice; give the list "
        "itself, whose name does not begin with «~$» or «.~lock.».");
}

/* ---- the readers ------------------------------------------------------------------------ */

static bool check_workbook_options(const struct list_options *options, struct error *err)
{
    if (options->encoding)
        return error_set(err, "encoding-of-workbook",
                         "this is a workbook, and --encoding is for CSV; leave it out.");
    if (options->separator)
        return error_set(err, "separator-of-workbook",
                         "this is a workbook, and --separator is for CSV; leave it out.");
    return true;
}

static struct reader *open_workbook(const char *path, const struct list_options *options,
                                    struct report *notes, struct error *err)
{
    struct buf bytes = {0};
    if (!check_workbook_options(options, err) ||
        !file_read(path, ZIP_ARCHIVE_FILE, &bytes, err))
        return NULL;
    struct zip_archive *zip = zip_archive_new(&bytes, err);
    if (!zip)
        return NULL;
    if (zip_archive_has(zip, "[Content_Types].xml"))
        return xlsx_open(zip, options->sheet, notes, err);
    if (zip_archive_has(zip, "content.xml"))
        return ods_open(zip, options->sheet, notes, err);
    error_set(err, "list-is-zip",
              "this is a ZIP file, but not a workbook; take the list out of it first.");
    zip_archive_free(zip);
    return NULL;
}

static struct reader *open_csv(struct file *file, const struct list_options *options,
                               struct report *notes, struct error *err)
{
    enum encoding encoding;
    if (options->sheet) {
        error_set(err, "sheet-of-csv",
                  "this is not a workbook, and --sheet is for those; leave it out.");
        return NULL;
    }
    if (options->encoding && !encoding_find(options->encoding, &encoding)) {
        error_set(err, "encoding-name",
                  "«%s» is not an encoding known here; there are utf-8, utf-16le, utf-16be, "
                  "windows-1251 and kz-1048.",
                  options->encoding);
        return NULL;
    }
    return csv_list_open(file, options->separator, options->encoding ? &encoding : NULL, notes,
                         err);
}

struct list *list_open(const char *path, const struct list_options *options,
                       struct report *notes, struct error *err)
{
    if (!check_name(path, err))
        return NULL;
    struct list *list = mem_new(1, sizeof *list);
    list->file = file_open(path, err);
    if (list->file && find_kind(list->file, &list->workbook, err))
        list->reader = list->workbook ? open_workbook(path, options, notes, err)
                                      : open_csv(list->file, options, notes, err);
    if (list->reader)
        return list;
    list_close(list);
    return NULL;
}

enum record_result list_next(struct list *list, struct record *record, struct report *faults,
                             struct error *err)
{
    enum record_result result = list->reader->next(list->reader, record, faults, err);
    /* Its last bytes may have been read long ago, those of a workbook before the first row. */
    if (result == RECORD_END && !file_check(list->file, err))
        return RECORD_FAILED;
    return result;
}

bool list_rewind(struct list *list, struct error *err)
{
    return file_check(list->file, err) && list->reader->rewind(list->reader, err);
}

char list_separator(const struct list *list)
{
    return list->reader->separator;
}

bool list_set_separator(struct list *list, char separator)
{
    return !list->workbook && csv_list_set_separator(list->reader, separator);
}

bool list_is_workbook(const struct list *list)
{
    return list->workbook;
}

void list_close(struct list *list)
{
    if (!list)
        return;
    if (list->reader)
        list->reader->free(list->reader);
    file_close(list->file);
    free(list);
}
