#include "project/project.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/file_write.h"
#include "files/new_files.h"
#include "project/comments.h"
#include "template/element_pattern.h"
#include "template/template.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 1 << 20 }; /* of a file that comes with the program */

/* ---- the columns ------------------------------------------------------------------------ */

static bool names(const struct pattern *pattern, const char *column)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->pieces[i].column && strcmp(pattern->pieces[i].column, column) == 0)
            return true;
    return false;
}

static bool element_names(const struct template *template, const struct element *element,
                          const char *column)
{
    struct element_pattern patterns[ELEMENT_PATTERNS];
    size_t count = element_patterns(template, element, patterns);
    for (size_t i = 0; i < count; i++)
        if (names(patterns[i].pattern, column))
            return true;
    return false;
}

/* Whether the template asks for the list's column of that name. */
static bool uses(const struct template *template, const char *column)
{
    const struct pattern *document[] = {&template->file,   &template->title,
                                        &template->author, &template->subject,
                                        &template->who,    &template->keywords};
    for (size_t i = 0; i < sizeof document / sizeof *document; i++)
        if (names(document[i], column))
            return true;
    for (size_t i = 0; i < template->element_count; i++)
        if (element_names(template, &template->elements[i], column))
            return true;
    for (size_t i = 0; i < template->define_count; i++)
        if (names(&template->defines[i].pattern, column))
            return true;
    for (size_t i = 0; i < template->required_count; i++)
        if (strcmp(template->required[i], column) == 0)
            return true;
    return false;
}

/* What the template calls the column of a list, where it says so in [columns]. */
static const char *heading_of(const struct template *template, const char *column)
{
    const struct template_column *found = template_find_column(template, column);
    return found ? found->heading : column;
}

/* ---- the list --------------------------------------------------------------------------- */

enum { MOST_COLUMNS = 64 };

/* Says whether lists have that column whatever the template asks for: what shows the gender is
 * wanted as soon as a Russian name is declined, the others by the forms that come with the
 * program, which are for any template. */
static bool always_kept(const char *column)
{
    static const char *const kept[] = {"gender",        "last_kk",   "first_kk",
                                       "patronymic_kk", "last_ru",   "first_ru",
                                       "patronymic_ru", "region_kk", "region_ru"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strcmp(kept[i], column) == 0)
            return true;
    return false;
}

/* The columns of the source; those that are kept go into the list. */
struct kept_columns {
    bool kept[MOST_COLUMNS];
    const struct template *template;
};

/* Appends a line of the source with the columns that are kept; the first is the headings. */
static void add_line(struct kept_columns *columns, bool first, char *line, struct buf *out)
{
    size_t written = 0, column = 0;
    for (char *field; column < MOST_COLUMNS && (field = strsep(&line, ";")); column++) {
        if (first)
            columns->kept[column] = uses(columns->template, field) || always_kept(field);
        if (!columns->kept[column])
            continue;
        buf_printf(out, "%s%s", written++ ? ";" : "",
                   first ? heading_of(columns->template, field) : field);
    }
    buf_puts(out, "\r\n");
}

static void add_list(const struct template *template, char *source, struct buf *out)
{
    struct kept_columns columns = {.template = template};
    char *line;
    buf_puts(out, "\xEF\xBB\xBF");
    for (bool first = true; (line = strsep(&source, "\n")); first = false)
        if (*line)
            add_line(&columns, first, line, out);
}

/* ---- the files -------------------------------------------------------------------------- */

/* The three files, and what goes into them. */
struct files {
    struct buf template, list, readme;
};

/* Makes the list of what the template asks for, and translates its comments. */
static bool fit(const struct project_source *from, struct files *files, struct error *err)
{
    struct report findings = {0};
    struct template *template = template_read(from->template_path, &findings);
    struct files source = *files;
    *files = (struct files){.readme = source.readme};
    bool ok = template && !findings.errors;
    if (ok) {
        add_list(template, source.list.data, &files->list);
        comments_translate(buf_text(&source.template), from->translate, &files->template);
    } else {
        finding_error(&findings.list[0], err);
    }
    buf_free(&source.template);
    buf_free(&source.list);
    template_free(template);
    report_free(&findings);
    return ok;
}

static bool read_sources(const struct project_source *source, struct files *files,
                         struct error *err)
{
    return file_read(source->template_path, MOST_BYTES, &files->template, err) &&
           file_read(source->readme_path, MOST_BYTES, &files->readme, err) &&
           file_read(source->list_path, MOST_BYTES, &files->list, err) &&
           fit(source, files, err);
}

static bool check_free(const char *path, struct error *err)
{
    struct stat known;
    if (lstat(path, &known) != 0)
        return true;
    error_set(err, "project-exists",
              "There is a file of this name already, and nothing was written.");
    error_advise(err, "Give a folder that is not there yet.");
    return error_at(err, (struct place){.file = path});
}

static bool make_folder(const char *folder, struct error *err)
{
    if (file_write_folder(folder))
        return true;
    error_set(err, "project-write", "A folder cannot be made: %-s.", file_reason(errno));
    return error_at(err, (struct place){.file = folder});
}

static bool write_new(const struct new_file *files, size_t count, struct error *err)
{
    const struct new_file *failed = new_files_write(files, count);
    if (failed)
        error_set(err, "project-write", "A file cannot be written: %-s.", file_reason(errno));
    return (!failed && file_write_settle_beside(files->path, err)) ||
           error_at(err, (struct place){.file = (failed ? failed : files)->path});
}

static bool write_files(const char *folder, const struct files *files, struct arena *arena,
                        struct error *err)
{
    const struct new_file all[] = {
        {arena_printf(arena, "%s/" PROJECT_TEMPLATE, folder), &files->template, 0666},
        {arena_printf(arena, "%s/" PROJECT_LIST, folder), &files->list, 0666},
        {arena_printf(arena, "%s/" PROJECT_README, folder), &files->readme, 0666},
    };
    const size_t count = sizeof all / sizeof *all;
    bool writes = make_folder(folder, err);
    for (size_t i = 0; writes && i < count; i++)
        writes = check_free(all[i].path, err);
    return writes && write_new(all, count, err);
}

bool project_new(const char *folder, const struct project_source *source, struct error *err)
{
    struct files files = {0};
    struct arena arena = {0};
    bool ok = read_sources(source, &files, err) && write_files(folder, &files, &arena, err);
    buf_free(&files.template);
    buf_free(&files.list);
    buf_free(&files.readme);
    arena_free(&arena);
    return ok;
}
