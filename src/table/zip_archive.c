#include "table/zip_archive.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct zip_archive {
    struct buf bytes;
    zip_t *zip;
};

struct zip_part {
    zip_file_t *file;
    uint64_t left; /* of the size that the directory names */
};

static bool fail_damaged(struct error *err)
{
    return error_set(err, "workbook-damaged",
                     "the file is damaged; open it in the spreadsheet program and save it "
                     "again.");
}

struct zip_archive *zip_archive_new(struct buf *bytes, struct error *err)
{
    struct zip_archive *zip = mem_new(1, sizeof *zip);
    zip->bytes = *bytes;
    *bytes = (struct buf){0};

    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source =
        zip_source_buffer_create(zip->bytes.data, zip->bytes.size, 0, &error);
    if (source)
        zip->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (source && !zip->zip)
        zip_source_free(source);
    zip_error_fini(&error);
    if (zip->zip)
        return zip;
    fail_damaged(err);
    zip_archive_free(zip);
    return NULL;
}

/* Some programs write the names as Windows does, with backslashes. */
static zip_int64_t locate(const struct zip_archive *zip, const char *name)
{
    zip_int64_t index = zip_name_locate(zip->zip, name, ZIP_FL_NOCASE);
    if (index >= 0 || !strchr(name, '/'))
        return index;
    char *other = mem_copy(name);
    for (char *slash = other; (slash = strchr(slash, '/'));)
        *slash = '\\';
    index = zip_name_locate(zip->zip, other, ZIP_FL_NOCASE);
    free(other);
    return index;
}

bool zip_archive_has(const struct zip_archive *zip, const char *name)
{
    return locate(zip, name) >= 0;
}

static bool check(const zip_stat_t *stat, struct error *err)
{
    const zip_uint64_t needed =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if ((stat->valid & needed) != needed)
        return fail_damaged(err);
    if (stat->encryption_method != ZIP_EM_NONE)
        return error_set(err, "workbook-password",
                         "it is protected by a password; save it without one.");
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE)
        return error_set(err, "workbook-packing",
                         "it is compressed in a way that workbooks never are; save it again.");
    if (stat->size > ZIP_ARCHIVE_PART)
        return error_set(err, "workbook-part-too-large",
                         "unpacked it has more than %u MB, the most that is allowed.",
                         (unsigned)(ZIP_ARCHIVE_PART >> 20));
    if (stat->size > ZIP_ARCHIVE_SMALL && stat->size / ZIP_ARCHIVE_RATIO > stat->comp_size)
        return error_set(err, "workbook-ratio",
                         "it would unpack to more than %d times its size, which no list does; "
                         "check where it comes from.",
                         ZIP_ARCHIVE_RATIO);
    return true;
}

struct zip_part *zip_part_open(struct zip_archive *zip, const char *name, struct error *err)
{
    zip_stat_t stat;
    zip_int64_t index = locate(zip, name);
    if (index < 0 || zip_stat_index(zip->zip, (zip_uint64_t)index, 0, &stat) < 0) {
        error_set(err, "workbook-part-missing",
                  "the part «%s» is missing: the file is damaged; open it in the spreadsheet "
                  "program and save it again.",
                  name);
        return NULL;
    }
    if (!check(&stat, err)) {
        error_at(err, (struct place){.column = name});
        return NULL;
    }
    zip_file_t *file = zip_fopen_index(zip->zip, (zip_uint64_t)index, 0);
    if (!file) {
        fail_damaged(err);
        return NULL;
    }
    struct zip_part *part = mem_new(1, sizeof *part);
    *part = (struct zip_part){.file = file, .left = stat.size};
    return part;
}

/* A part that gives more than the directory names would escape the limits. */
bool zip_part_next(struct zip_part *part, void *bytes, size_t room, size_t *size,
                   struct error *err)
{
    zip_int64_t got = zip_fread(part->file, bytes, room);
    if (got < 0 || (uint64_t)got > part->left)
        return fail_damaged(err);
    part->left -= (uint64_t)got;
    *size = (size_t)got;
    return true;
}

void zip_part_close(struct zip_part *part)
{
    if (!part)
        return;
    zip_fclose(part->file);
    free(part);
}

void zip_archive_free(struct zip_archive *zip)
{
    if (!zip)
        return;
    if (zip->zip)
        zip_discard(zip->zip);
    buf_free(&zip->bytes);
    free(zip);
}
