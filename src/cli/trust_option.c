#include "cli/trust_option.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <sys/stat.h>

enum { ANCHORS_LIMIT = 16 << 20 };

static bool load(struct anchors **anchors, const char *path, struct error *err)
{
    struct buf bytes = {0};
    bool loaded = file_read(path, ANCHORS_LIMIT, &bytes, err);
    if (loaded && *anchors)
        loaded = anchors_add(*anchors, &bytes, path, err);
    else if (loaded)
        loaded = (*anchors = anchors_new(&bytes, path, err)) != NULL;
    buf_free(&bytes);
    return loaded;
}

bool trust_option_is_certificate(const char *name)
{
    static const char *const endings[] = {".pem", ".crt", ".cer", ".der"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends(name, endings[i]))
            return true;
    return false;
}

static bool load_folder(struct anchors **anchors, const char *path, struct error *err)
{
    DIR *folder = opendir(path);
    bool loaded = true;
    for (struct dirent *entry; folder && loaded && (entry = readdir(folder));) {
        struct buf name = {0};
        if (!trust_option_is_certificate(entry->d_name))
            continue;
        buf_printf(&name, "%s/%s", path, entry->d_name);
        loaded = load(anchors, name.data, err);
        buf_free(&name);
    }
    if (folder)
        closedir(folder);
    if (loaded && !*anchors)
        return error_set(err, "authorities-missing",
                         "The folder %s holds no certificates: no file whose name ends with "
                         ".pem, .crt, .cer or .der.",
                         path);
    return loaded;
}

bool trust_option_read(const char *path, struct anchors **anchors, struct error *err)
{
    struct stat status;
    *anchors = NULL;
    if (!path)
        return true;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return load_folder(anchors, path, err);
    return load(anchors, path, err);
}
