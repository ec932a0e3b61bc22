#include "table/zip_archive.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define DAMAGED "the file is damaged; open it in the spreadsheet program and save it again."

struct zip_archive {
    char *path;
    struct buf bytes;
    zip_t *zip;
};

struct zip_part {
    const struct zip_archive *zip;
    zip_file_t *file;
    uint64_t left; /* of the size that the directory tells */
};

struct zip_archive *zip_archive_new(const char *path, struct buf *bytes, struct error *err)
{
    struct zip_archive *zip = mem_new(1, sizeof *zip);
    zip->path = mem_copy(path);
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
    error_set(err, "?", "%s: " DAMAGED, path);
    zip_archive_free(zip);
    return NULL;
}

const char *zip_archive_path(const struct zip_archive *zip)
{
    return zip->path;
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
        return error_set(err, "?", DAMAGED);
    if (stat->encryption_method != ZIP_EM_NONE)
        return error_set(err, "?", "it is protected by a password; save it without one.");
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE)
        return error_set(err, "?",
                         "it is packed in a way that workbooks are not; save it again.");
    if (stat->size > ZIPREAD_PART)
        return error_set(err, "?", "unpacked it has more than %u MB, the most that is allowed.",
                         (unsigned)(ZIPREAD_PART >> 20));
    if (stat->size > ZIPREAD_SMALL && stat->size / ZIPREAD_RATIO > stat->comp_size)
        return error_set(err, "?",
                         "it would unpack to more than %d times its size, as no list does; "
                         "check where it comes from.",
                         ZIPREAD_RATIO);
    return true;
}

struct zip_part *zip_part_open(struct zip_archive *zip, const char *name, struct error *err)
{
    zip_stat_t stat;
    zip_int64_t index = locate(zip, name);
    if (index < 0 || zip_stat_index(zip->zip, (zip_uint64_t)index, 0, &stat) < 0) {
        error_set(err, "?", "%s: the part «%s» is missing; " DAMAGED, zip->path, name);
        return NULL;
    }
    if (!check(&stat, err)) {
        error_at(err, (struct place){.file = zip->path, .column = name});
        return NULL;
    }
    zip_file_t *file = zip_fopen_index(zip->zip, (zip_uint64_t)index, 0);
    if (!file) {
        error_set(err, "?", "%s: " DAMAGED, zip->path);
        return NULL;
    }
    struct zip_part *part = mem_new(1, sizeof *part);
    *part = (struct zip_part){.zip = zip, .file = file, .left = stat.size};
    return part;
}

/* A part that gives more than the directory tells would pass by the limits. */
bool zip_part_next(struct zip_part *part, void *bytes, size_t room, size_t *size,
                   struct error *err)
{
    zip_int64_t got = zip_fread(part->file, bytes, room);
    if (got < 0 || (uint64_t)got > part->left)
        return error_set(err, "?", "%s: " DAMAGED, part->zip->path);
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
    free(zip->path);
    free(zip);
}
