#include "cli/output.h"

#include "base/buf.h"
#include "base/file_write.h"
#include "base/json.h"
#include "base/report_lines.h"
#include "base/utf8.h"
#include "cli/commands.h"

#include <libintl.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

void output_line(FILE *stream, const char *text)
{
    enum { REPLACEMENT = 0xFFFD }; /* what utf8_next gives for bytes that are no text */
    struct buf line = {0};
    for (const char *end = text + strlen(text); text < end;) {
        const char *at = text;
        uint32_t letter = utf8_next(&text, end);
        if (letter == '\n' || letter == '\t')
            buf_putc(&line, ' ');
        else if (utf8_is_control(letter) || utf8_is_turn(letter) || letter == REPLACEMENT)
            buf_printf(&line, "<U+%04X>", (unsigned)letter);
        else
            buf_add(&line, at, (size_t)(text - at));
    }
    fprintf(stream, "%s\n", buf_text(&line));
    buf_free(&line);
}

void output_lines(FILE *stream, const char *text)
{
    for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
        struct buf line = {0};
        buf_add(&line, text, (size_t)(end - text));
        output_line(stream, buf_text(&line));
        buf_free(&line);
    }
}

void output_add(struct buf *line, const char *format, ...)
{
    va_list args;
    if (line->size)
        buf_putc(line, ' ');
    va_start(args, format);
    buf_vprintf(line, format, args);
    va_end(args);
}

void output_add_person(struct buf *line, const char *who, const char *number)
{
    buf_puts(line, who);
    if (*number)
        buf_printf(line, ", № %s", number);
}

static void print_error(const char *before, const struct error *err)
{
    struct buf line = {0};
    buf_puts(&line, before);
    error_print(err, &line);
    output_line(stderr, buf_text(&line));
    buf_free(&line);
}

void output_error(const struct error *err)
{
    print_error("kualik: ", err);
}

void output_fault(const struct error *err)
{
    print_error("", err);
}

bool output_fail(const char *code, const char *format, ...)
{
    struct error err;
    va_list args;
    va_start(args, format);
    error_setv(&err, code, format, args);
    va_end(args);
    output_error(&err);
    return false;
}

void output_result(struct buf *line, bool json)
{
    output_line(json ? stderr : stdout, buf_text(line));
    buf_free(line);
}

void output_object(struct buf *object)
{
    json_end(object);
    fputs(buf_text(object), stdout);
    buf_free(object);
}

struct buf output_written(const char *path)
{
    struct buf object = {0};
    json_text(&object, "file", path);
    json_text(&object, "status", "written");
    return object;
}

void output_made(struct buf *object, struct buf *line, bool json)
{
    if (json)
        output_object(object);
    buf_free(object);
    output_result(line, json);
}

static void add_place(struct buf *line, const struct place *place)
{
    const struct {
        const char *key, *text;
    } texts[] = {
        {"file", place->file}, {"who", place->who},       {"section", place->section},
        {"key", place->key},   {"column", place->column}, {"placeholder", place->placeholder},
        {"cell", place->cell},
    };
    json_count(line, "line", place->line);
    json_count(line, "row", place->row);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        json_text(line, texts[i].key, texts[i].text ? texts[i].text : "");
}

void output_add_fault(struct buf *object, const struct error *err)
{
    struct place place = error_place(err);
    add_place(object, &place);
    json_text(object, "code", err->what.code);
    json_words(object, "what", &err->what, err->texts);
    json_words(object, "advice", &err->advice, err->texts);
}

/* `exit` is the exit status of what ends a command, else -1. */
static void print_json(const char *word, const struct error *err, int exit)
{
    struct buf object = {0}, words = {0};
    json_text(&object, "status", word);
    output_add_fault(&object, err);
    error_print(err, &words);
    json_text(&object, "message", buf_text(&words));
    if (exit >= 0)
        json_count(&object, "exit", (size_t)exit);
    output_object(&object);
    buf_free(&words);
}

static void print_json_finding(const struct finding *finding, int status)
{
    static const char *const words[] = {
        [LEVEL_NOTE] = "note", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
    struct error err;
    finding_error(finding, &err);
    print_json(words[finding->level], &err, finding->level == LEVEL_ERROR ? status : -1);
}

void output_json_findings(const struct report *findings, enum level least, int status)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->list[i].level >= least)
            print_json_finding(&findings->list[i], status);
}

void output_json_warnings(const struct report *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->list[i].level == LEVEL_WARNING)
            print_json_finding(&findings->list[i], -1);
}

void output_warning(const struct error *err, bool json)
{
    print_error(gettext("kualik: warning: "), err);
    if (json)
        print_json("warning", err, -1);
}

void output_plain_warning(const struct error *err)
{
    output_warning(err, false);
}

void output_json_warning(const struct error *err)
{
    output_warning(err, true);
}

int output_failure_status(const struct error *err)
{
    return file_write_is_unsettled(err) ? EXIT_UNSURE : EXIT_UNUSABLE;
}

void output_failure(const struct error *err, int status, bool json)
{
    output_error(err);
    if (json)
        print_json("error", err, status);
}

void output_waiting(void)
{
    output_line(stderr, gettext("kualik: another run is working with the register; this one "
                                "waits until it ends."));
}

static void print_line(void *context, const char *text)
{
    output_line(context, text);
}

void output_findings(FILE *stream, struct report *findings, enum level least)
{
    report_sort(findings);
    report_lines(findings, least, print_line, stream);
}

void output_faults(struct report *findings, enum level least, int status, bool json)
{
    output_findings(stderr, findings, least);
    if (json)
        output_json_findings(findings, least, status);
}
