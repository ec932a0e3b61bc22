#include "print/print_file.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "base/temporary_file.h"
#include "files/single_file.h"
#include "files/single_pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct print_file {
    char *path;
    struct temporary_file temporary; /* beside it */
    bool replace;
};

/* ---- what may be written over ------------------------------------------------------------ */

static const char kind[] = SINGLE_PDF_PRINT;

enum { LIMIT = 512 << 20 }; /* bytes of a file that may be replaced */

void print_file_id(uint8_t id[16])
{
    single_pdf_id(kind, id);
}

static bool begins(const struct buf *bytes, const char *beginning)
{
    size_t size = strlen(beginning);
    return bytes->size >= size && memcmp(buf_text(bytes), beginning, size) == 0;
}

/* Says what the file is that stays. */
static void refuse(const struct buf *bytes, struct error *err)
{
    if (begins(bytes, "SQLite format 3"))
        error_set(err, "print-place-register",
                  "The file of this name is a register or another database, and it is not "
                  "written over.");
    else if (begins(bytes, "%PDF-"))
        error_set(err, "print-place-pdf",
                  "The file of this name is a PDF that kualik print has not made, such as a "
                  "certificate, and it is not written over.");
    else
        error_set(err, "print-place-foreign",
                  "The file of this name is not one that kualik print has made, and it is not "
                  "written over.");
    error_advise(err, "Give -o another name.");
}

/* The name is free, or it is that of a file for the printer which is to be replaced. */
static bool check_place(const char *path, bool replace, struct error *err)
{
    struct buf bytes = {0};
    if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT)
        return true;
    bool read = file_read(path, LIMIT, &bytes, err), ours = read && single_pdf_is(kind, &bytes);
    if (read && !ours) {
        refuse(&bytes, err);
    } else if (read && !replace) {
        error_set(err, "print-place-taken", "There is already a file of this name.");
        error_advise(err, "Give -o another name, or use --replace.");
    }
    buf_free(&bytes);
    return (ours && replace) || error_at(err, (struct place){.file = path});
}

/* ---- the file ---------------------------------------------------------------------------- */

struct print_file *print_file_new(const char *path, bool replace, struct error *err)
{
    if (!check_place(path, replace, err))
        return NULL;
    struct print_file *file = mem_new(1, sizeof *file);
    file->path = mem_copy(path);
    file->replace = replace;
    if (temporary_file_open(&file->temporary, path))
        return file;
    single_file_fail(path, errno, err);
    print_file_free(file);
    return NULL;
}

bool print_file_add(struct print_file *file, const void *bytes, size_t size, struct error *err)
{
    return file_write(file->temporary.fd, bytes, size) ||
           single_file_fail(file->path, errno, err);
}

bool print_file_publish(struct print_file *file, struct error *err)
{
    /* Another file may have come meanwhile. */
    if (!check_place(file->path, file->replace, err))
        return false;
    return (fsync(file->temporary.fd) == 0 &&
            temporary_file_publish(&file->temporary, file->path, file->replace)) ||
           single_file_fail(file->path, errno, err);
}

void print_file_free(struct print_file *file)
{
    if (!file)
        return;
    temporary_file_discard(&file->temporary);
    free(file->path);
    free(file);
}
