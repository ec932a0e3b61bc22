#include "template/ini.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "template/ini_parser.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_BYTES = 1 << 20,
    MOST_ENTRIES = 10000, /* iniparser's time grows with their square */
};

struct ini_scan {
    struct ini *ini;
    struct report *findings;
    const char *at, *end;   /* what is left of the file */
    size_t line;            /* of the line read last */
    size_t first;           /* the first of those that the backslash joined to it */
    struct buf text;        /* the line, joined, without white space at its end */
    bool is_long;           /* longer than iniparser can read */
    struct buf short_lines; /* the bytes of the lines that it can read */
    size_t faults, before;  /* all so far, and those before this line */
};

#define BLANKS " \t\r"

static struct place place_of(const struct ini *ini, size_t line)
{
    return (struct place){.file = ini->path, .line = line};
}

/* Reports a fault of the line being read; what to do follows with report_advise. */
static void fault(struct ini_scan *scan, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void fault(struct ini_scan *scan, const char *code, const char *format, ...)
{
    struct error err;
    va_list args;
    va_start(args, format);
    error_setv(&err, code, format, args);
    va_end(args);
    scan->faults++;
    report_add_error(scan->findings, LEVEL_ERROR, place_of(scan->ini, scan->first), &err);
}

static bool is_blank(char byte)
{
    return byte && strchr(BLANKS, byte);
}

static bool is_key(const char *text, size_t size)
{
    return size && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") >= size;
}

static bool has_upper(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            return true;
    return false;
}

static const char *lowered(struct arena *arena, const char *text, size_t size)
{
    char *lower = arena_copy(arena, text, size);
    for (size_t i = 0; i < size; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z')
            lower[i] = (char)(lower[i] - 'A' + 'a');
    return lower;
}

struct ini_section *ini_find(const struct ini *ini, const char *name)
{
    for (size_t i = 0; i < ini->count; i++)
        if (strcmp(ini->sections[i].name, name) == 0)
            return &ini->sections[i];
    return NULL;
}

struct ini_entry *ini_get(const struct ini_section *section, const char *key)
{
    for (size_t i = 0; section && i < section->count; i++)
        if (strcmp(section->entries[i].key, key) == 0)
            return &section->entries[i];
    return NULL;
}

/* The text as it stands in a message. */
static const char *clipped(struct ini_scan *scan, const char *text, size_t size)
{
    return utf8_clip(&scan->ini->arena, text, size);
}

/* Control characters show as nothing in an editor. */
static void check_bytes(struct ini_scan *scan, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < ' ' && byte != '\t') || byte == 0x7F) {
            fault(scan, "template-control-character",
                  "The line has an invisible control character (U+%04X).", (unsigned)byte);
            report_advise(scan->findings,
                          "Take it out; a line break in a text is written \\n.");
            return;
        }
    }
}

/* Appends the next line of the file to the text; says whether a backslash continues it. */
static bool append_line(struct ini_scan *scan)
{
    const char *stop = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
    size_t size = (size_t)((stop ? stop : scan->end) - scan->at), used = size;
    scan->line++;
    if (used && scan->at[used - 1] == '\r')
        used--;
    check_bytes(scan, scan->at, used);
    if (scan->text.size && used && is_blank(*scan->at)) {
        fault(scan, "template-blank-continued",
              "The line before ends with a backslash, so that the blanks at the beginning of "
              "line %zu would stand in the text.",
              scan->line);
        report_advise(scan->findings, "Begin the line that goes on at its first column.");
    }
    scan->is_long |= scan->text.size + size > INI_PARSER_LINE;
    buf_add(&scan->text, scan->at, used);
    scan->at = stop ? stop + 1 : scan->end;

    struct buf *text = &scan->text;
    while (text->size && is_blank(text->data[text->size - 1]))
        text->data[--text->size] = '\0';
    return text->size && text->data[text->size - 1] == '\\';
}

/* Reports a backslash at the line's end that joins what does not belong together; false. */
static bool check_backslash(struct ini_scan *scan)
{
    const struct buf *text = &scan->text;
    size_t start = strspn(text->data, BLANKS);
    if (strchr("#;", text->data[start]))
        fault(scan, "template-comment-continued",
              "The comment ends with a backslash, which makes the next line part of it.");
    else if (text->size > 1 && text->data[text->size - 2] == '\\')
        fault(scan, "template-backslash-twice",
              "The line ends with two backslashes, of which the second would continue it on "
              "the next line.");
    else if (scan->at == scan->end)
        fault(scan, "template-backslash-last",
              "The last line ends with a backslash, as if another one followed.");
    else
        return true;
    report_advise(scan->findings, "Take the backslash out, or put the value in quotes.");
    return false;
}

/* Reads the next line into `scan->text`, with the lines that a backslash at the end joins to
 * it. Returns false after the last one. */
static bool next_line(struct ini_scan *scan)
{
    if (scan->at == scan->end)
        return false;
    buf_clear(&scan->text);
    scan->first = scan->line + 1;
    scan->before = scan->faults;
    scan->is_long = false;
    const char *start = scan->at;
    while (append_line(scan)) {
        if (!check_backslash(scan))
            break;
        scan->text.data[--scan->text.size] = '\0';
    }
    if (!scan->is_long)
        buf_add(&scan->short_lines, start, (size_t)(scan->at - start));
    return true;
}

static void open_section(struct ini_scan *scan, const char *name, size_t size)
{
    struct ini *ini = scan->ini;
    ini->sections = mem_grow(ini->sections, ini->count, &ini->room, sizeof *ini->sections);
    const char *whole = lowered(&ini->arena, name, size);
    const char *blank = strchr(whole, ' ');
    ini->sections[ini->count++] = (struct ini_section){
        .name = whole,
        .kind = blank ? arena_copy(&ini->arena, whole, (size_t)(blank - whole)) : whole,
        .own = blank ? blank + 1 : "",
        .line = scan->first,
        .reported = scan->faults != scan->before,
    };
}

/* A printer's name may be followed by a tray's: office/2. */
static bool is_printer(const char *name, size_t size)
{
    const char *slash = memchr(name, '/', size);
    if (!slash)
        return is_key(name, size);
    size_t printer = (size_t)(slash - name);
    return is_key(name, printer) && is_key(slash + 1, size - printer - 1);
}

/* Whether `text` is one or two words of the letters of a key, with one space between. */
static bool is_heading(const char *text, size_t size)
{
    static const char printer[] = "printer ";
    const size_t start = sizeof printer - 1;
    const char *blank = memchr(text, ' ', size);
    if (!blank)
        return is_key(text, size);
    if (size > start && memcmp(text, printer, start) == 0)
        return is_printer(text + start, size - start);
    size_t kind = (size_t)(blank - text);
    return is_key(text, kind) && is_key(blank + 1, size - kind - 1);
}

static void check_heading(struct ini_scan *scan, const char *name, size_t size,
                          const char *rest)
{
    const char *lower = lowered(&scan->ini->arena, name, size);
    const char *shown = clipped(scan, name, size);
    const struct ini_section *before = ini_find(scan->ini, lower);
    if (!*rest) {
        fault(scan, "template-heading-open", "The heading [%s is not closed with ].", shown);
    } else if (rest[1]) {
        fault(scan, "template-heading-followed",
              "Something follows the heading [%s] on its line.", shown);
        report_advise(scan->findings, "Put comments on lines of their own.");
    } else if (scan->is_long) {
        fault(scan, "template-heading-long", "The line of the heading has more than %d bytes.",
              INI_PARSER_LINE);
        report_advise(scan->findings, "Shorten it.");
    } else if (!is_heading(lower, size)) {
        fault(scan, "template-heading-form",
              "[%s] is not one or two words of a-z, 0-9, - and _, with one space between them.",
              shown);
        report_advise(scan->findings, "A heading looks like [document] or [text name-kk].");
    } else if (has_upper(name, size)) {
        fault(scan, "template-heading-capitals", "The heading [%s] has capital letters.",
              shown);
        report_advise(scan->findings, "Write [%s].", lower);
    } else if (before) {
        fault(scan, "template-section-twice",
              "There is a second [%s]; the first is on line %zu.", shown, before->line);
        report_advise(scan->findings, "Put the keys of both together, or rename one.");
    }
}

static void read_heading(struct ini_scan *scan, const char *text)
{
    const char *name = text + 1;
    size_t size = strcspn(name, "]");
    check_heading(scan, name, size, name + size);
    open_section(scan, name, size);
}

/* Reads a value in quotes; returns whether it is the line's whole value, or nearly: a
 * comment may follow. */
static const char *read_quoted(struct ini_scan *scan, const char *text)
{
    struct arena *arena = &scan->ini->arena;
    const char *close = strchr(text + 1, *text);
    if (!close) {
        fault(scan, "template-quote-open", "The value begins with %c but does not end with it.",
              *text);
        report_advise(scan->findings, "Close it with the same quote.");
        return arena_text(arena, text + 1);
    }
    const char *rest = close + 1 + strspn(close + 1, BLANKS);
    if (*rest && !strchr("#;", *rest)) {
        fault(scan, "template-quote-followed",
              "What follows the closing quote would be lost: %s.",
              clipped(scan, rest, strlen(rest)));
        report_advise(scan->findings,
                      "A value in \" can hold ' and «», and a value in ' can hold \".");
    }
    return arena_copy(arena, text + 1, (size_t)(close - text - 1));
}

static const char *read_value(struct ini_scan *scan, const char *key, const char *text)
{
    if (*text == '"' || *text == '\'')
        return read_quoted(scan, text);
    const char *comment = strpbrk(text, "#;");
    if (comment) {
        fault(scan, "template-comment-in-value",
              "What follows %c in a value without quotes would be lost.", *comment);
        report_advise(scan->findings,
                      "Write the value in double quotes, %s = \"%s\", and comments on lines "
                      "of their own.",
                      clipped(scan, key, strlen(key)),
                      *text == '#' ? clipped(scan, text, strlen(text)) : "…");
    }
    return arena_text(&scan->ini->arena, text);
}

static void add_entry(struct ini_scan *scan, const char *key, const char *value)
{
    struct ini_section *section = &scan->ini->sections[scan->ini->count - 1];
    section->entries =
        mem_grow(section->entries, section->count, &section->room, sizeof *section->entries);
    section->entries[section->count++] =
        (struct ini_entry){.key = key,
                           .value = value,
                           .line = scan->first,
                           .is_long = scan->is_long,
                           .reported = scan->faults != scan->before};
}

/* Tells what is wrong with the key, if something is. */
static void check_key(struct ini_scan *scan, const char *key, size_t size)
{
    const char *lower = lowered(&scan->ini->arena, key, size);
    const char *shown = clipped(scan, key, size);
    if (!size) {
        fault(scan, "template-key-empty", "There is no key before the =.");
    } else if (!is_key(lower, size)) {
        fault(scan, "template-key-form", "\"%s\" is not a key: a word of a-z, 0-9, - and _.",
              shown);
    } else if (has_upper(key, size)) {
        fault(scan, "template-key-capitals", "The key \"%s\" has capital letters.", shown);
        report_advise(scan->findings, "Write %s.", lower);
    }
}

static void read_entry(struct ini_scan *scan, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals) {
        fault(scan, "template-line-form", "The line has no =.");
        report_advise(scan->findings,
                      "A line is a [heading], a key = value, or a comment after #.");
        return;
    }
    size_t size = (size_t)(equals - text);
    while (size && is_blank(text[size - 1]))
        size--;
    check_key(scan, text, size);
    const char *key = lowered(&scan->ini->arena, text, size);
    const char *value = read_value(scan, key, equals + 1 + strspn(equals + 1, BLANKS));

    if (!scan->ini->count) {
        fault(scan, "template-key-above", "\"%s\" stands above all headings.",
              clipped(scan, key, strlen(key)));
        report_advise(scan->findings, "Put it below one.");
        return;
    }
    const struct ini_section *section = &scan->ini->sections[scan->ini->count - 1];
    const struct ini_entry *before = ini_get(section, key);
    if (before) {
        fault(scan, "template-key-twice",
              "There is a second \"%s\" in [%s]; the first is on line %zu.",
              clipped(scan, key, strlen(key)), section->name, before->line);
        report_advise(scan->findings, "Take one of them out.");
    }
    add_entry(scan, key, value);
    scan->ini->entries++;
}

static bool scan_lines(struct ini_scan *scan)
{
    while (next_line(scan)) {
        const char *text = buf_text(&scan->text);
        text += strspn(text, BLANKS);
        if (*text == '[')
            read_heading(scan, text);
        else if (*text && !strchr("#;", *text))
            read_entry(scan, text);
        if (scan->ini->entries + scan->ini->count > MOST_ENTRIES) {
            fault(scan, "template-keys-many", "The file has more than %d keys and headings.",
                  MOST_ENTRIES);
            return false;
        }
    }
    return true;
}

/* Whether the bytes are text at all. */
static bool check_encoding(struct ini_scan *scan)
{
    size_t bad, size = (size_t)(scan->end - scan->at);
    scan->first = 1;
    if (size >= 3 && memcmp(scan->at, "\xEF\xBB\xBF", 3) == 0) {
        scan->at += 3;
        size -= 3;
    }
    if (size >= 4 && memcmp(scan->at, "PK\3\4", 4) == 0) {
        fault(scan, "template-not-text",
              "This is a document of an office program, not a template.");
        report_advise(scan->findings, "A template is plain text, as an editor saves it.");
        return false;
    }
    if (!utf8_valid(scan->at, size, &bad)) {
        for (size_t i = 0; i < bad; i++)
            scan->first += scan->at[i] == '\n';
        fault(scan, "template-not-utf-8", "The line is not UTF-8 (byte 0x%02X).",
              (unsigned)(unsigned char)scan->at[bad]);
        report_advise(scan->findings, "Save the file as UTF-8.");
        return false;
    }
    return true;
}

bool ini_read(const char *path, struct ini *ini, struct report *findings)
{
    *ini = (struct ini){.path = path};
    struct buf bytes = {0};
    struct error err;
    if (!file_read(path, MOST_BYTES, &bytes, &err)) {
        report_add_error(findings, LEVEL_ERROR, (struct place){.file = path}, &err);
        buf_free(&bytes);
        return false;
    }
    ini->digest = hash_of(&(struct span){bytes.data, bytes.size}, 1);
    struct ini_scan scan = {.ini = ini, .findings = findings, .at = buf_text(&bytes)};
    scan.end = scan.at + bytes.size;
    bool ok = check_encoding(&scan) && scan_lines(&scan);
    if (ok && !scan.faults)
        ini_parser_read(ini, &scan.short_lines, findings);
    buf_free(&scan.short_lines);
    buf_free(&scan.text);
    buf_free(&bytes);
    return ok;
}

void ini_free(struct ini *ini)
{
    for (size_t i = 0; i < ini->count; i++)
        free(ini->sections[i].entries);
    free(ini->sections);
    arena_free(&ini->arena);
    *ini = (struct ini){0};
}
