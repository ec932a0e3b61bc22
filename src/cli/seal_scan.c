#include "cli/seal_scan.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/file_write.h"
#include "base/number.h"
#include "draw/image_load.h"
#include "draw/photograph.h"
#include "draw/png_write.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAID_LIMIT = 1 << 20, FILE_LIMIT = 256 << 20, LEAST_DIGITS = 100 };

enum { TIMES_LIMIT = 3, SHARP_LIMIT = 25 * 1000 * 1000 /* pixels */ };

/* Returns the seal in the text, a word that ends with many digits behind a `#` or has nothing
 * else; `*size` is its length. NULL if there is none. */
static const char *find_seal(const char *text, size_t *size)
{
    for (const char *word = text; *(word += strspn(word, " \r\n\t")); word += *size) {
        *size = strcspn(word, " \r\n\t");
        size_t digits = 0;
        while (digits < *size && number_is_digit(word[*size - digits - 1]))
            digits++;
        if (digits >= LEAST_DIGITS && (digits == *size || word[*size - digits - 1] == '#'))
            return word;
    }
    return NULL;
}

static bool add_seal(const char *said, struct buf *text)
{
    size_t size;
    const char *seal = find_seal(said, &size);
    if (seal)
        buf_add(text, seal, size);
    return seal != NULL;
}

/* ---- other programs --------------------------------------------------------------------- */

static bool read_pipe(int pipe, struct buf *said)
{
    for (;;) {
        ssize_t got = read(pipe, buf_reserve(said, BUFSIZ), BUFSIZ);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        said->size += (size_t)got;
        said->data[said->size] = '\0';
        if (said->size > SAID_LIMIT)
            return false;
    }
}

static bool fail_missing(const char *program, const char *package, struct error *err)
{
    error_set(err, "seal-program-missing", "The program %s, which this needs, is missing.",
              program);
    return error_advise(err, "Install it: sudo apt install %s. Or give the seal's text.",
                        package);
}

/* Runs a program and gathers what it prints. Returns false if it cannot be started. */
static bool run(char *const argv[], struct buf *said)
{
    posix_spawn_file_actions_t actions;
    int ends[2], status;
    pid_t child;
    if (pipe2(ends, O_CLOEXEC) < 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool started = posix_spawnp(&child, argv[0], &actions, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (started) {
        read_pipe(ends[0], said);
        close(ends[0]);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
        return !WIFEXITED(status) || WEXITSTATUS(status) != 127;
    }
    close(ends[0]);
    return false;
}

/* ---- pictures --------------------------------------------------------------------------- */

static bool scan_picture(const char *path, struct buf *text, bool *found, struct error *err)
{
    char program[] = "zbarimg", quiet[] = "--quiet", raw[] = "--raw", bus[] = "--nodbus";
    char none[] = "-Sdisable", codes[] = "-Sqrcode.enable";
    struct arena arena = {0};
    struct buf said = {0};
    char *file = arena_printf(&arena, "%s%s", *path == '-' ? "./" : "", path);
    char *argv[] = {program, quiet, raw, bus, none, codes, file, NULL};
    bool started = run(argv, &said);
    *found = started && add_seal(buf_text(&said), text);
    buf_free(&said);
    arena_free(&arena);
    return started || fail_missing("zbarimg", "zbar-tools", err);
}

/* Makes a folder for what is drawn. NULL: `err` says why not. */
static const char *make_folder(struct arena *arena, struct error *err)
{
    const char *place = getenv("TMPDIR");
    char *folder = arena_printf(arena, "%s/kualik-XXXXXX", place && *place ? place : "/tmp");
    if (mkdtemp(folder))
        return folder;
    error_set(err, "seal-no-folder", "No folder can be made for the pages: %-s.",
              file_reason(errno));
    return NULL;
}

/* Looks for the seal in the gray picture, sharpened and `times` as large, which is put into a
 * file for that. */
static bool scan_larger(const struct image *gray, size_t times, const char *file,
                        struct buf *text, bool *found, struct error *err)
{
    struct buf png = {0};
    struct image sharp;
    photograph_sharpen(gray, times, &sharp);
    png_write(&sharp, &(struct png_options){.quick = true}, &png);
    image_free(&sharp);
    bool written = file_write_new(file, png.data, png.size, 0600);
    bool started =
        written ? scan_picture(file, text, found, err)
                : error_set(err, "seal-no-folder", "No folder can be made for the pages: %-s.",
                            file_reason(errno));
    unlink(file);
    buf_free(&png);
    return started;
}

/* zbar wants edges, and several pixels for each module. A picture that cannot be loaded has
 * none. */
static bool scan_sharpened(const char *path, struct buf *text, bool *found, struct error *err)
{
    struct arena arena = {0};
    struct image gray = {0};
    struct error ignored;
    if (!photograph_load(path, &gray, &ignored))
        return true;
    size_t size = gray.width * gray.height;
    const char *folder = make_folder(&arena, err);
    const char *file = folder ? arena_printf(&arena, "%s/sharp.png", folder) : NULL;
    bool started = folder != NULL;
    for (size_t times = 1;
         started && !*found && times <= TIMES_LIMIT && size * times * times <= SHARP_LIMIT;
         times++)
        started = scan_larger(&gray, times, file, text, found, err);
    if (folder)
        rmdir(folder);
    image_free(&gray);
    arena_free(&arena);
    return started;
}

/* Looks through the pages that were drawn into a folder, and removes them. */
static bool scan_pages(const char *folder, struct buf *text, bool *found, struct error *err)
{
    DIR *pages = opendir(folder);
    struct arena arena = {0};
    bool started = true;
    for (struct dirent *entry; pages && (entry = readdir(pages));) {
        const char *path = arena_printf(&arena, "%s/%s", folder, entry->d_name);
        if (*entry->d_name == '.')
            continue;
        if (started && !*found)
            started = scan_picture(path, text, found, err);
        unlink(path);
    }
    if (pages)
        closedir(pages);
    rmdir(folder);
    arena_free(&arena);
    return started;
}

static bool scan_pdf(const char *path, struct buf *text, bool *found, struct error *err)
{
    char program[] = "pdftoppm", dpi[] = "-r", dots[] = "300", grey[] = "-gray", png[] = "-png";
    char last[] = "-l", most[] = "4";
    struct arena arena = {0};
    struct buf said = {0};
    const char *folder = make_folder(&arena, err);
    char *file = arena_printf(&arena, "%s%s", *path == '-' ? "./" : "", path);
    bool started = folder != NULL;
    if (started) {
        char *root = arena_printf(&arena, "%s/page", folder);
        char *argv[] = {program, dpi, dots, grey, png, last, most, file, root, NULL};
        started = run(argv, &said) || fail_missing("pdftoppm", "poppler-utils", err);
        started = scan_pages(folder, text, found, err) && started;
    }
    buf_free(&said);
    arena_free(&arena);
    return started;
}

/* ---- what is given ---------------------------------------------------------------------- */

static bool begins(const struct buf *bytes, const char *mark, size_t size)
{
    return bytes->size >= size && memcmp(bytes->data, mark, size) == 0;
}

static bool scan_file(const char *path, struct buf *text, bool *found, struct error *err)
{
    struct buf bytes = {0};
    bool scanned = file_read(path, FILE_LIMIT, &bytes, err);
    if (scanned) {
        if (begins(&bytes, "%PDF-", 5))
            scanned = scan_pdf(path, text, found, err);
        else if (begins(&bytes, "\x89PNG", 4) || begins(&bytes, "\xff\xd8\xff", 3))
            scanned = scan_picture(path, text, found, err) &&
                      (*found || scan_sharpened(path, text, found, err));
        else
            *found = bytes.size <= SAID_LIMIT && add_seal(buf_text(&bytes), text);
    }
    buf_free(&bytes);
    return scanned;
}

bool seal_scan(const char *given, struct buf *text, struct error *err)
{
    bool found = add_seal(given, text);
    if (!found && !scan_file(given, text, &found, err))
        return false;
    if (found)
        return true;
    error_set(err, "seal-not-found", "There is no seal to be found here.");
    error_advise(err, "Give a sharp picture, straight from above and in good light, with the "
                      "whole code and the white around it.");
    return error_at(err, (struct place){.file = given});
}
