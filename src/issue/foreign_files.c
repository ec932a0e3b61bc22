#include "issue/foreign_files.h"

#include "base/number.h"
#include "bind/file_name.h"
#include "files/issued_file.h"
#include "issue/strays.h"
#include "numbering/coverage.h"
#include "numbering/register_place.h"
#include "register/registry.h"

#include <stdlib.h>
#include <string.h>

/* Files that nobody of this list or register has. */
struct foreign_files {
    struct arena arena;
    const struct folder *folder;
    const struct numbering *numbering;
    bool begins; /* the register has not written anywhere yet */
    bool counts; /* it gives the numbers that this run adds */
    size_t
        *given; /* places in the sequence of the numbers that the register knows, ascending */
    size_t given_count;
    size_t count; /* of certificates, where the register begins */
    const char *first;
    const char *ahead, *number; /* the first with a number that the register has not given */
};

/* ---- numbers in names ------------------------------------------------------------------- */

static int compare_sizes(const void *one, const void *other)
{
    size_t a = *(const size_t *)one, b = *(const size_t *)other;
    return a < b ? -1 : a > b;
}

static bool is_given(const struct foreign_files *files, size_t seq)
{
    return files->given_count &&
           bsearch(&seq, files->given, files->given_count, sizeof seq, compare_sizes);
}

/* Says whether the name says the number, and not one that goes on with more digits. */
static bool says_number(const char *name, const char *number, struct arena *arena)
{
    const char *safe = file_name_safe(arena, number, "");
    size_t size = safe ? strlen(safe) : 0;
    for (const char *at = size ? strstr(name, safe) : NULL; at; at = strstr(at + 1, safe))
        if (!number_is_digit(at[size]) && (at == name || !number_is_digit(at[-1])))
            return true;
    return false;
}

/* Returns the number of the template's form in the name of the file that the register has never
 * given; NULL: there is none. */
static const char *number_ahead(struct foreign_files *files, const char *name)
{
    size_t seq;
    for (const char *at = name; *at;) {
        const char *end = number_digits(at, NULL, SIZE_MAX - 1, &seq);
        if (end && seq && !is_given(files, seq)) {
            const char *number = numbering_write(files->numbering, seq, &files->arena);
            if (says_number(name, number, &files->arena))
                return number;
        }
        at = end ? end : at + 1;
    }
    return NULL;
}

/* ---- the check -------------------------------------------------------------------------- */

/* A preview, a proof or the programme of the day may lie in the folder beforehand. */
static bool is_certificate(const struct foreign_files *files, const char *name)
{
    struct error unread;
    struct buf bytes = {0};
    bool certificate = folder_read(files->folder, name, ISSUED_FILE_LIMIT, &bytes, &unread) &&
                       issued_file_is_certificate(&bytes);
    buf_free(&bytes);
    return certificate;
}

static void take_file(void *context, const struct stray *stray)
{
    struct foreign_files *files = context;
    if (stray->number)
        return;
    if (files->begins && is_certificate(files, stray->file) && !files->count++)
        files->first = arena_text(&files->arena, stray->file);
    if (files->counts && !files->ahead && (files->number = number_ahead(files, stray->file)))
        files->ahead = arena_text(&files->arena, stray->file);
}

static bool refuse_all(const struct foreign_files *files, const char *folder, struct error *err)
{
    error_set_plural(
        err, "folder-of-others", files->count,
        "The folder %s has %zu certificate already that belongs neither to this list "
        "nor to its register: %s.",
        "The folder %s has %zu certificates already that belong neither to this list "
        "nor to its register, among them %s.",
        folder, files->count, files->first);
    return error_advise(err, "Give the certificates of each event a folder of their own with "
                             "-o, or move these files to where they belong.");
}

/* The number would go to two people. */
static bool refuse_numbers(const struct foreign_files *files, const char *folder,
                           struct error *err)
{
    error_set(
        err, "register-behind",
        "The folder %s has the file %s, but the register has not given its number %s yet: "
        "the register is older than the folder, or is not the one of it.",
        folder, files->ahead, files->number);
    return error_advise(err, "Put the newest copy of the register back before more numbers are "
                             "given; if the file is not of this event, move it to where it "
                             "belongs.");
}

static bool judge(struct foreign_files *files, const char *folder, struct outcomes *outcomes,
                  struct error *err)
{
    /* Each row whose file has no name yet may have one of them. */
    if (coverage_is_complete(files->numbering) && files->count > outcomes_nameless(outcomes))
        return refuse_all(files, folder, err);
    return !files->ahead || refuse_numbers(files, folder, err);
}

bool foreign_files_check(const struct folder *folder, struct outcomes *outcomes,
                         const struct numbering *numbering, struct error *err)
{
    struct registry *registry = numbering_registry(numbering);
    struct foreign_files files = {.folder = folder,
                                  .numbering = numbering,
                                  .begins = !registry || !*registry_place(registry),
                                  .counts = coverage_counts_on(numbering)};
    if (!coverage_gives(numbering))
        return true;
    if (registry)
        files.given = registry_given(registry, &files.given_count, err);
    bool good = files.given || !registry;
    if (good) {
        strays_find(folder, outcomes, numbering, take_file, &files);
        good = judge(&files, folder_path(folder), outcomes, err);
    }
    free(files.given);
    arena_free(&files.arena);
    return good;
}

/* ---- without a register ----------------------------------------------------------------- */

/* Certificates of a register, until the file of one is found. */
struct issued_files {
    const struct folder *folder;
    bool found;
};

static bool look_for(void *context, const struct registry_record *record)
{
    struct issued_files *issued = context;
    issued->found = *record->file && issued_file_is_in(issued->folder, record);
    return !issued->found;
}

/* Says whether the file is a register whose certificates stand in the folder. One that cannot
 * be read is no reason against certificates that are to stand in none. */
static bool has_register(const char *path, const struct folder *folder)
{
    static const struct registry_search current = {.key = REGISTRY_CURRENT};
    struct issued_files issued = {.folder = folder};
    struct error ignored;
    struct registry *registry = registry_open(path, REGISTRY_READ, NULL, &ignored);
    if (!registry)
        return false;
    bool read = registry_find(registry, &current, look_for, &issued, &ignored);
    registry_close(registry);
    return read && issued.found;
}

static bool refuse_unregistered(const char *path, const char *folder, struct error *err)
{
    error_set(
        err, "folder-registered",
        "The folder %s holds the certificates of the register %s, but the template has no "
        "[register]: what is written there now would stand in none.",
        folder, path);
    return error_advise(err,
                        "Use the template that the register was made with, or give another "
                        "folder with -o.");
}

bool foreign_files_check_unregistered(const struct folder *folder, const char *list,
                                      struct error *err)
{
    struct arena arena = {0};
    const char *out = folder_path(folder), *paths[1 + REGISTER_PLACES];
    bool good = true;
    paths[0] = register_place_of_list(list, &arena);
    register_place_of_files(out, paths + 1, &arena);
    for (size_t i = 0; good && i < 1 + REGISTER_PLACES; i++)
        good = !has_register(paths[i], folder) || refuse_unregistered(paths[i], out, err);
    arena_free(&arena);
    return good;
}
