#include "template/printer.h"

#include "page/geometry.h"
#include "template/common_sections.h"
#include "template/ini.h"
#include "template/schema.h"
#include "template/schema_table.h"
#include "template/section_reader.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define PRINTER(member) .at = offsetof(struct printer, member)

/* The most that a printer is wrong by. */
enum { FARTHEST_MM = 50, LEAST_SCALE = 90, LARGEST_SCALE = 110 };

/* clang-format off */
static const struct schema_key printer_keys[] = {
    KEY("dx", LENGTH, PRINTER(dx), DEFAULT("0mm"), RANGE("-50mm", "50mm")),
    KEY("dy", LENGTH, PRINTER(dy), DEFAULT("0mm"), RANGE("-50mm", "50mm")),
    KEY("scale_x", NUMBER, PRINTER(scale_x), DEFAULT("100"), RANGE("90", "110")),
    KEY("scale_y", NUMBER, PRINTER(scale_y), DEFAULT("100"), RANGE("90", "110")),
};

static const struct schema_section sections[] = {
    SECTION("printer", NAMED, KEYS(printer_keys)),
};
/* clang-format on */

static const struct schema schema = {sections, sizeof sections / sizeof *sections};

/* ---- judging ----------------------------------------------------------------------------- */

bool printer_name_check(const char *name, struct error *err)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t size = strspn(name, letters);
    if (size && name[size] == '/') {
        size_t tray = strspn(name + size + 1, letters);
        size = tray ? size + 1 + tray : 0;
    }
    if (size && !name[size])
        return true;
    error_set(err, "printer-name", "«%s» cannot be the name of a printer.", name);
    error_advise(err, "A name has only the small letters a-z, digits, - and _; a tray follows "
                      "after a /, such as office/2.");
    return false;
}

static bool is_scale(double scale)
{
    return scale >= LEAST_SCALE && scale <= LARGEST_SCALE;
}

double printer_mm(double points)
{
    return points / POINTS_PER_MM;
}

bool printer_check(const struct printer *printer, struct error *err)
{
    double right = printer_mm(printer->dx), down = printer_mm(printer->dy);
    if (!is_scale(printer->scale_x) || !is_scale(printer->scale_y)) {
        error_set(err, "printer-scale",
                  "Sheets would have to be scaled to %.1f × %.1f %%; no printer is so wrong.",
                  printer->scale_x, printer->scale_y);
        return error_advise(err,
                            "It may be from %d to %d %%. Print at actual size and measure "
                            "again.",
                            LEAST_SCALE, LARGEST_SCALE);
    }
    if (!(fabs(right) <= FARTHEST_MM && fabs(down) <= FARTHEST_MM)) {
        error_set(err, "printer-offset",
                  "Sheets would have to be moved by %.1f and %.1f mm; no printer is so wrong.",
                  right, down);
        return error_advise(
            err, "It may be at most %d mm. Measure again, from the edges of the paper.",
            FARTHEST_MM);
    }
    return true;
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool fail_unknown(struct section_reader *reader, const char *name)
{
    const struct ini *ini = reader->ini;
    const char **names = arena_new(reader->arena, ini->count, sizeof *names);
    const char *list = "";
    for (size_t i = 0; i < ini->count; i++) {
        names[i] = ini->sections[i].own;
        list = arena_printf(reader->arena, "%s%s%s", list, i ? ", " : "", names[i]);
    }
    struct error err;
    error_set(&err, "printer-unknown", "There is no [printer %s].", name);
    if (!section_reader_suggest(&err, name, names, ini->count)) {
        if (ini->count)
            error_advise(&err, "There are: %s. To make it: kualik calibrate --printer %s.",
                         list, name);
        else
            error_advise(&err, "Make it: kualik calibrate --printer %s.", name);
    }
    report_add_error(reader->findings, LEVEL_ERROR, (struct place){.file = ini->path}, &err);
    return false;
}

/* Reads all profiles, so that every fault of the file is told. */
static bool read_profiles(struct section_reader *reader, const char *name,
                          struct printer *printer)
{
    struct report *findings = reader->findings;
    size_t errors = findings->errors;
    bool found = false;
    common_sections_check(reader);
    for (size_t i = 0; i < reader->ini->count; i++) {
        struct ini_section *section = &reader->ini->sections[i];
        struct printer read;
        if (!section_reader_is(reader, section, "printer"))
            continue;
        section_reader_section(reader, section, &read);
        if (strcmp(section->own, name) != 0)
            continue;
        *printer = read;
        found = true;
    }
    return findings->errors == errors && (found || fail_unknown(reader, name));
}

bool printer_read(const char *path, const char *name, struct printer *printer,
                  struct report *findings)
{
    struct error err;
    struct ini ini;
    if (!printer_name_check(name, &err)) {
        report_add_error(findings, LEVEL_ERROR, (struct place){0}, &err);
        return false;
    }
    if (access(path, F_OK) != 0) {
        report_add(findings, LEVEL_ERROR, (struct place){.file = path}, "printers-missing",
                   "There is no profile of any printer yet.");
        report_advise(findings, "Make it: kualik calibrate --printer %s.", name);
        return false;
    }
    struct section_reader reader = {
        .schema = &schema, .ini = &ini, .arena = &ini.arena, .findings = findings};
    bool read = ini_read(path, &ini, findings) && read_profiles(&reader, name, printer);
    ini_free(&ini);
    return read;
}

/* ---- writing ----------------------------------------------------------------------------- */

static size_t line_size(const char *line)
{
    size_t size = strcspn(line, "\n");
    return size + (line[size] == '\n');
}

/* Says whether the line is the heading of that printer's section, NULL: of any. */
static bool is_heading(const char *line, const char *name)
{
    static const char start[] = "[printer ";
    line += strspn(line, " \t");
    if (!name)
        return *line == '[';
    size_t size = strlen(name);
    return strncmp(line, start, sizeof start - 1) == 0 &&
           strncmp(line + sizeof start - 1, name, size) == 0 &&
           line[sizeof start - 1 + size] == ']';
}

static const char *find_section(const char *text, const char *name)
{
    while (*text && !is_heading(text, name))
        text += line_size(text);
    return text;
}

/* Returns where the keys of the section end; comments and empty lines behind them are the
 * next one's. */
static const char *end_of_keys(const char *section)
{
    const char *end = section + line_size(section);
    for (const char *line = end; *line && !is_heading(line, NULL); line += line_size(line)) {
        size_t blank = strspn(line, " \t\r");
        if (!strchr("#;\n", line[blank]))
            end = line + line_size(line);
    }
    return end;
}

bool printer_is_in(const struct buf *file, const char *name)
{
    return *find_section(buf_text(file), name) != '\0';
}

void printer_put(const struct buf *file, const char *name, const struct printer *printer,
                 struct buf *out)
{
    const char *text = buf_text(file), *section = find_section(text, name);
    bool replaces = *section != '\0';
    buf_add(out, text, (size_t)(section - text));
    if (!replaces && section != text)
        buf_puts(out, section[-1] == '\n' ? "\n" : "\n\n");
    buf_printf(out, "[printer %s]\ndx = %.3fmm\ndy = %.3fmm\nscale_x = %.4f\nscale_y = %.4f\n",
               name, printer_mm(printer->dx), printer_mm(printer->dy), printer->scale_x,
               printer->scale_y);
    if (replaces)
        buf_puts(out, end_of_keys(section));
}
