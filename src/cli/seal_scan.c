#include "cli/seal_scan.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/file_write.h"
#include "base/number.h"
#include "draw/image_load.h"
#include "draw/photograph.h"
#include "draw/png_write.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAID_LIMIT = 1 << 20, FILE_LIMIT = 256 << 20, LEAST_DIGITS = 100 };

enum {
    PAGES_LIMIT = 100,
    RESOLUTION = 300,  /* dots an inch, unless the page is … */
    SIDE_LIMIT = 7500, /* … more dots wide or high then: A2 is not */
    POINTS = 72,       /* an inch */
};

enum { TIMES_LIMIT = 3, SHARP_LIMIT = 25 * 1000 * 1000 /* pixels */ };

/* What is looked for in one thing that was given. */
struct scan {
    struct buf *texts; /* seals are appended here, a line each */
    bool found;
    bool unread; /* a program could not read it, as far as is known */
};

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

static bool is_known(const struct scan *scan, const char *seal, size_t size)
{
    const char *line = buf_text(scan->texts);
    for (const char *end; (end = strchr(line, '\n')); line = end + 1)
        if ((size_t)(end - line) == size && memcmp(line, seal, size) == 0)
            return true;
    return false;
}

/* The same seal may stand on several pages. */
static void take_seals(const char *said, struct scan *scan)
{
    size_t size = 0;
    for (const char *seal = said; (seal = find_seal(seal, &size)); seal += size) {
        scan->found = true;
        if (is_known(scan, seal, size))
            continue;
        buf_add(scan->texts, seal, size);
        buf_putc(scan->texts, '\n');
    }
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

/* Runs a program, gathers what it prints, and puts its exit status into `*status` (-1: it was
 * ended). Returns false if it cannot be started. */
static bool run(char *const argv[], struct buf *said, int *status)
{
    posix_spawn_file_actions_t actions;
    int ends[2], end = 0;
    pid_t child;
    *status = -1;
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
        while (waitpid(child, &end, 0) < 0 && errno == EINTR)
            ;
        *status = WIFEXITED(end) ? WEXITSTATUS(end) : -1;
    }
    close(ends[0]);
    return started && *status != 127;
}

/* A name that no program takes for an option or a kind of picture; the arena's. */
static char *argument_of(const char *path, struct arena *arena)
{
    return arena_printf(arena, "%s%s", *path == '/' ? "" : "./", path);
}

/* ---- pictures --------------------------------------------------------------------------- */

static bool scan_picture(const char *path, struct scan *scan, struct error *err)
{
    enum {
        NO_CODE = 4 /* the exit status where there is none in a picture that it can read */
    };
    char program[] = "zbarimg", quiet[] = "--quiet", raw[] = "--raw", bus[] = "--nodbus";
    char none[] = "-Sdisable", codes[] = "-Sqrcode.enable";
    struct arena arena = {0};
    struct buf said = {0};
    int status;
    char *argv[] = {program, quiet, raw, bus, none, codes, argument_of(path, &arena), NULL};
    bool started = run(argv, &said, &status);
    if (started)
        take_seals(buf_text(&said), scan);
    scan->unread = status != NO_CODE && (status != 0 || !said.size);
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
                        struct scan *scan, struct error *err)
{
    struct buf png = {0};
    struct image sharp;
    photograph_sharpen(gray, times, &sharp);
    png_write(&sharp, &(struct png_options){.quick = true}, &png);
    image_free(&sharp);
    bool written = file_write_new(file, png.data, png.size, 0600);
    bool started =
        written ? scan_picture(file, scan, err)
                : error_set(err, "seal-no-folder", "No folder can be made for the pages: %-s.",
                            file_reason(errno));
    unlink(file);
    buf_free(&png);
    return started;
}

/* zbar wants edges, and several pixels for each module. A picture that cannot be loaded has
 * none. */
static bool scan_sharpened(const char *path, struct scan *scan, struct error *err)
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
         started && !scan->found && times <= TIMES_LIMIT && size * times * times <= SHARP_LIMIT;
         times++)
        started = scan_larger(&gray, times, file, scan, err);
    if (folder)
        rmdir(folder);
    image_free(&gray);
    arena_free(&arena);
    return started;
}

static bool fail_of_pdf(struct error *err)
{
    error_set(err, "seal-pdf-unread",
              "The PDF cannot be drawn: it is damaged, or opens with a password only.");
    return error_advise(err, "Give a picture of the sheet, or a PDF that opens without one.");
}

/* Returns what stands behind the last of those words; NULL if they do not stand there. What a
 * document says of itself comes before what is asked for. */
static const char *behind_last(const char *said, const char *words)
{
    const char *last = NULL;
    for (const char *at = said; (at = strstr(at, words)); at++)
        last = at + strlen(words);
    return last;
}

/* Returns how many dots an inch a page is drawn with, of which pdfinfo has said how large it
 * is.
 */
static unsigned resolution_of(const char *said, unsigned page)
{
    char words[40];
    snprintf(words, sizeof words, "\nPage %4u size:", page);
    const char *sides = behind_last(said, words);
    double width = 0, height = 0;
    if (!sides || sscanf(sides, "%lf x %lf", &width, &height) != 2)
        return RESOLUTION;
    double side = width > height ? width : height, most = SIDE_LIMIT * POINTS / side;
    return most >= RESOLUTION ? RESOLUTION : most > 1 ? (unsigned)most : 1;
}

/* Draws the page and looks for seals on it. */
static bool scan_page(const char *path, unsigned page, unsigned resolution, const char *folder,
                      struct scan *scan, struct error *err)
{
    char program[] = "pdftoppm", dpi[] = "-r", grey[] = "-gray", png[] = "-png";
    char first[] = "-f", last[] = "-l", single[] = "-singlefile";
    struct arena arena = {0};
    struct buf said = {0};
    int status;
    char *number = arena_printf(&arena, "%u", page);
    char *root = arena_printf(&arena, "%s/page", folder);
    char *drawn = arena_printf(&arena, "%s.png", root);
    char *argv[] = {program,
                    dpi,
                    arena_printf(&arena, "%u", resolution),
                    grey,
                    png,
                    first,
                    number,
                    last,
                    number,
                    single,
                    argument_of(path, &arena),
                    root,
                    NULL};
    bool scanned = run(argv, &said, &status) || fail_missing("pdftoppm", "poppler-utils", err);
    if (scanned)
        scanned = status == 0 ? scan_picture(drawn, scan, err) : fail_of_pdf(err);
    unlink(drawn);
    buf_free(&said);
    arena_free(&arena);
    return scanned;
}

/* Looks at the pages one after another; `said` is what pdfinfo said. */
static bool scan_pages(const char *path, const char *said, struct scan *scan, struct error *err)
{
    struct arena arena = {0};
    const char *count = behind_last(said, "\nPages:");
    unsigned long pages = count ? strtoul(count, NULL, 10) : 0;
    const char *folder = make_folder(&arena, err);
    bool scanned = folder != NULL;
    for (unsigned page = 1; scanned && page <= pages && page <= PAGES_LIMIT; page++)
        scanned = scan_page(path, page, resolution_of(said, page), folder, scan, err);
    if (folder)
        rmdir(folder);
    arena_free(&arena);
    if (scanned && pages > PAGES_LIMIT)
        return error_set(err, "seal-pages-many",
                         "The PDF has %zu pages, of which the first %d were looked at.",
                         (size_t)pages, PAGES_LIMIT);
    return scanned;
}

static bool scan_pdf(const char *path, struct scan *scan, struct error *err)
{
    char program[] = "pdfinfo", first[] = "-f", one[] = "1", last[] = "-l";
    struct arena arena = {0};
    struct buf said = {0};
    int status;
    buf_putc(&said, '\n');
    char *argv[] = {program,
                    first,
                    one,
                    last,
                    arena_printf(&arena, "%d", PAGES_LIMIT),
                    argument_of(path, &arena),
                    NULL};
    bool scanned = run(argv, &said, &status) || fail_missing("pdfinfo", "poppler-utils", err);
    if (scanned)
        scanned = status == 0 ? scan_pages(path, buf_text(&said), scan, err) : fail_of_pdf(err);
    buf_free(&said);
    arena_free(&arena);
    return scanned;
}

/* ---- what is given ---------------------------------------------------------------------- */

/* A kind of picture, and by what it is known. All are left to zbarimg, which reads them as far
 * as its libraries do; no other kind is: ImageMagick, on which it stands, would also take
 * programs for pictures. */
struct picture_kind {
    const char *name;
    size_t at; /* where the mark stands in the file */
    const char *mark;
    size_t size;
    bool sharpened; /* it can be loaded here as well */
};

static const struct picture_kind *find_kind(const struct buf *bytes)
{
    static const struct picture_kind kinds[] = {
        {"PNG", 0, "\x89PNG", 4, true},
        {"JPEG", 0, "\xff\xd8\xff", 3, true},
        {"TIFF", 0, "II*\0", 4, false},
        {"TIFF", 0, "MM\0*", 4, false},
        {"WebP", 8, "WEBP", 4, false},
        {"HEIC", 4, "ftyphei", 7, false},
        {"HEIC", 4, "ftypmif1", 8, false},
        {"AVIF", 4, "ftypavif", 8, false},
        {"JPEG 2000", 0, "\0\0\0\x0CjP  ", 8, false},
        {"JPEG 2000", 0, "\xff\x4f\xff\x51", 4, false},
        {"GIF", 0, "GIF8", 4, false},
        {"BMP", 0, "BM", 2, false},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (bytes->size >= kinds[i].at + kinds[i].size &&
            memcmp(bytes->data + kinds[i].at, kinds[i].mark, kinds[i].size) == 0)
            return &kinds[i];
    return NULL;
}

static bool scan_kind(const char *path, const struct picture_kind *kind, struct scan *scan,
                      struct error *err)
{
    if (!scan_picture(path, scan, err) ||
        (!scan->found && kind->sharpened && !scan_sharpened(path, scan, err)))
        return false;
    if (scan->found || !scan->unread)
        return true;
    error_set(
        err, "seal-picture-unread",
        "The picture, of the kind %s, is damaged, or of a kind that zbarimg does not read "
        "on this computer.",
        kind->name);
    return error_advise(err, "Save it as JPEG or PNG, and give that.");
}

/* Text has no zeros. */
static bool scan_text(const struct buf *bytes, struct scan *scan, struct error *err)
{
    if (bytes->size <= SAID_LIMIT)
        take_seals(buf_text(bytes), scan);
    if (scan->found || !memchr(buf_text(bytes), '\0', bytes->size))
        return true;
    error_set(err, "seal-kind-unknown",
              "The file is neither a picture of a kind that is read, nor a PDF, nor text.");
    return error_advise(err, "Save it as JPEG, PNG, TIFF, WebP, HEIC or PDF, and give that.");
}

static bool scan_file(const char *path, struct scan *scan, struct error *err)
{
    static const char pdf[] = "%PDF-";
    struct buf bytes = {0};
    bool scanned = file_read(path, FILE_LIMIT, &bytes, err);
    const struct picture_kind *kind = scanned ? find_kind(&bytes) : NULL;
    if (scanned && bytes.size >= strlen(pdf) && memcmp(bytes.data, pdf, strlen(pdf)) == 0)
        scanned = scan_pdf(path, scan, err);
    else if (kind)
        scanned = scan_kind(path, kind, scan, err);
    else if (scanned)
        scanned = scan_text(&bytes, scan, err);
    buf_free(&bytes);
    return scanned;
}

bool seal_scan(const char *given, struct buf *texts, struct error *err)
{
    struct scan scan = {.texts = texts};
    take_seals(given, &scan);
    if (!scan.found && !scan_file(given, &scan, err))
        return error_at(err, (struct place){.file = given});
    if (scan.found)
        return true;
    error_set(err, "seal-not-found", "There is no seal to be found here.");
    error_advise(err, "Give a sharp picture, straight from above and in good light, with the "
                      "whole code and the white around it; JPEG and PNG are tried sharpened, "
                      "too.");
    return error_at(err, (struct place){.file = given});
}
