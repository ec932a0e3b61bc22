#include "issue/foreign_files.h"

#include "issue/register_place.h"
#include "issue/strays.h"

/* Files that nobody of this list or register has. */
struct foreign_files {
    struct arena arena;
    size_t count;
    const char *first;
};

static void count_file(void *context, const struct stray *stray)
{
    struct foreign_files *files = context;
    if (stray->number)
        return;
    if (!files->count++)
        files->first = arena_text(&files->arena, stray->file);
}

static bool refuse(const struct foreign_files *files, const char *folder, struct error *err)
{
    error_set_plural(err, "folder-of-others", files->count,
                     "The folder %s has %zu PDF file already that belongs neither to this list "
                     "nor to its register: %s.",
                     "The folder %s has %zu PDF files already that belong neither to this list "
                     "nor to its register, among them %s.",
                     folder, files->count, files->first);
    return error_advise(err, "Give the certificates of each event a folder of their own with "
                             "-o, or move these files to where they belong.");
}

bool foreign_files_check(const struct folder *folder, struct outcomes *outcomes,
                         const struct numbering *numbering, struct error *err)
{
    struct foreign_files files = {0};
    const struct register_place place = {numbering_registry(numbering), folder,
                                         folder_path(folder)};
    if (!register_place_is_new(&place) || !numbering_is_complete(numbering))
        return true;
    strays_find(folder, outcomes, numbering, count_file, &files);
    /* Each row whose file has no name yet may have one of them. */
    bool good =
        files.count <= outcomes_nameless(outcomes) || refuse(&files, folder_path(folder), err);
    arena_free(&files.arena);
    return good;
}
