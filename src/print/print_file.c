#include "print/print_file.h"

#include "files/single_pdf.h"

#include <string.h>

static const char kind[] = SINGLE_PDF_PRINT;

void print_file_id(uint8_t id[16])
{
    single_pdf_id(kind, id);
}

static bool is_ours(const struct buf *there)
{
    return single_pdf_is(kind, there);
}

static bool begins(const struct buf *bytes, const char *beginning)
{
    size_t size = strlen(beginning);
    return bytes->size >= size && memcmp(buf_text(bytes), beginning, size) == 0;
}

/* Says what the file is that stays. */
static void refuse(const struct buf *there, struct error *err)
{
    if (begins(there, "SQLite format 3"))
        error_set(err, "print-place-register",
                  "The file of this name is a register or another database, and it is not "
                  "written over.");
    else if (begins(there, "%PDF-"))
        error_set(err, "print-place-pdf",
                  "The file of this name is a PDF that kualik print has not made, such as a "
                  "certificate, and it is not written over.");
    else
        error_set(err, "print-place-foreign",
                  "The file of this name is not one that kualik print has made, and it is not "
                  "written over.");
    error_advise(err, "Give -o another name.");
}

static void refuse_any(const struct buf *there, struct error *err)
{
    if (!is_ours(there)) {
        refuse(there, err);
        return;
    }
    error_set(err, "print-place-taken", "There is already a file of this name.");
    error_advise(err, "Give -o another name, or use --replace.");
}

const struct single_file_kind *print_file_kind(bool replace)
{
    static const struct single_file_kind new = {.refuse = refuse_any},
                                         again = {.is_ours = is_ours, .refuse = refuse};
    return replace ? &again : &new;
}
