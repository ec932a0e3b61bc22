#include "template/ini_parser.h"

#include "base/file_write.h"

#include <iniparser/iniparser.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct place place_of(const struct ini *ini, size_t line)
{
    return (struct place){.file = ini->path, .line = line};
}

/* iniparser names its complaints on standard error; ours are in the findings. */
static int ignore_complaint(const char *format, ...)
{
    (void)format;
    return 0;
}

/* Has iniparser read the file. Its idea of letters and blanks is the locale's, and not for
 * letters of several bytes, so it gets the locale "C". */
static dictionary *load_from(const char *path)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = plain ? uselocale(plain) : (locale_t)0;
    iniparser_set_error_callback(ignore_complaint);
    dictionary *loaded = iniparser_load(path);
    iniparser_set_error_callback(NULL);
    if (plain) {
        uselocale(before);
        freelocale(plain);
    }
    return loaded;
}

/* iniparser reads files by their path, and no byte order mark: it gets the bytes that were
 * read, without one, as a file in memory. */
static dictionary *load(const char *text, size_t size)
{
    char path[32];
    int fd = memfd_create("template", MFD_CLOEXEC);
    if (fd < 0)
        return NULL;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    dictionary *loaded = file_write(fd, text, size) ? load_from(path) : NULL;
    close(fd);
    return loaded;
}

/* Takes the section's values from what iniparser read; tells where it is not what stands in
 * the file. What its line buffer does not hold is put into its dictionary here. */
static void take_values(struct ini *ini, struct ini_section *section, dictionary *loaded,
                        struct report *findings)
{
    struct arena keys = {0};
    for (size_t i = 0; i < section->count; i++) {
        struct ini_entry *entry = &section->entries[i];
        const char *name = arena_printf(&keys, "%s:%s", section->name, entry->key);
        if (entry->is_long)
            iniparser_set(loaded, name, entry->value);
        const char *value = iniparser_getstring(loaded, name, NULL);
        if (value && strcmp(value, entry->value) == 0) {
            entry->value = arena_text(&ini->arena, value);
            continue;
        }
        entry->reported = true;
        report_add(findings, LEVEL_ERROR, place_of(ini, entry->line), "template-value-lost",
                   "The value of \"%s\" would be read as \"%s\", not as \"%s\".", entry->key,
                   value ? value : "", entry->value);
        report_advise(findings, "Write the value in double quotes.");
    }
    arena_free(&keys);
}

void ini_parser_read(struct ini *ini, const struct buf *text, struct report *findings)
{
    dictionary *loaded = load(buf_text(text), text->size);
    for (size_t i = 0; loaded && i < ini->count; i++)
        take_values(ini, &ini->sections[i], loaded, findings);
    if (!loaded || (size_t)loaded->n != ini->entries + ini->count)
        report_add(findings, LEVEL_ERROR, place_of(ini, 0), "template-not-ini",
                   "The file cannot be read as INI.");
    if (loaded)
        iniparser_freedict(loaded);
}
