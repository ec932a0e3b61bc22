#include "base/report.h"

#include "base/mem.h"

#include <libintl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS_SIZE = ERROR_TEXT_SIZE }; /* of one finding */

static const char *copy(struct report *report, const char *text)
{
    return text ? arena_text(&report->arena, text) : NULL;
}

/* Most findings are on one file: its path is kept once. */
static const char *copy_file(struct report *report, const char *file)
{
    const char *last = report->count ? report->list[report->count - 1].place.file : NULL;
    return last && file && strcmp(last, file) == 0 ? last : copy(report, file);
}

static struct finding *add(struct report *report, enum level level, struct place place)
{
    place.file = copy_file(report, place.file);
    place.who = copy(report, place.who);
    place.section = copy(report, place.section);
    place.key = copy(report, place.key);
    place.placeholder = copy(report, place.placeholder);
    place.column = copy(report, place.column);
    place.cell = copy(report, place.cell);
    report->list = mem_grow(report->list, report->count, &report->room, sizeof *report->list);
    struct finding *finding = &report->list[report->count];
    *finding = (struct finding){.level = level, .place = place, .order = report->count};
    report->count++;
    report->errors += level == LEVEL_ERROR;
    return finding;
}

/* Takes the arguments of a message; the texts of those that the finding has already stay. */
static void take(struct report *report, struct finding *finding, size_t kept,
                 struct message *message, va_list args)
{
    char room[TEXTS_SIZE];
    struct message_texts texts = {room, kept ? kept : 1, sizeof room};
    room[0] = '\0';
    if (kept)
        memcpy(room, finding->texts, kept);
    message_take(message, &texts, args);
    finding->texts = arena_copy(&report->arena, room, texts.size);
    finding->size = texts.size;
}

void report_add(struct report *report, enum level level, struct place place, const char *code,
                const char *format, ...)
{
    va_list args;
    struct finding *finding = add(report, level, place);
    finding->what = (struct message){.code = code, .format = format};
    va_start(args, format);
    take(report, finding, 0, &finding->what, args);
    va_end(args);
}

void report_add_plural(struct report *report, enum level level, struct place place,
                       const char *code, size_t number, const char *format, const char *plural,
                       ...)
{
    va_list args;
    struct finding *finding = add(report, level, place);
    finding->what =
        (struct message){.code = code, .format = format, .plural = plural, .number = number};
    va_start(args, plural);
    take(report, finding, 0, &finding->what, args);
    va_end(args);
}

void report_advise(struct report *report, const char *format, ...)
{
    va_list args;
    struct finding *finding = &report->list[report->count - 1];
    finding->advice = (struct message){.code = finding->what.code, .format = format};
    va_start(args, format);
    take(report, finding, finding->size, &finding->advice, args);
    va_end(args);
}

void report_add_error(struct report *report, enum level level, struct place place,
                      const struct error *err)
{
    struct error whole = *err;
    error_at(&whole, place);
    struct finding *finding = add(report, level, error_place(&whole));
    finding->what = err->what;
    finding->advice = err->advice;
    finding->size = err->size;
    finding->texts = arena_copy(&report->arena, err->texts, err->size);
}

void finding_error(const struct finding *finding, struct error *err)
{
    *err = (struct error){.what = finding->what, .advice = finding->advice};
    err->size = finding->size;
    memcpy(err->texts, finding->texts, err->size);
    error_at(err, finding->place);
}

void report_copy(struct report *report, const struct finding *finding)
{
    struct finding *added = add(report, finding->level, finding->place);
    added->what = finding->what;
    added->advice = finding->advice;
    added->size = finding->size;
    added->texts = arena_copy(&report->arena, finding->texts, finding->size);
}

bool finding_equal(const struct finding *a, const struct finding *b)
{
    return message_equal(&a->what, a->texts, &b->what, b->texts);
}

bool report_says(const struct report *report, size_t first, const struct error *err)
{
    for (size_t i = first; i < report->count; i++) {
        const struct finding *finding = &report->list[i];
        if (message_equal(&finding->what, finding->texts, &err->what, err->texts))
            return true;
    }
    return false;
}

void finding_print(const struct finding *finding, struct buf *out)
{
    static const char *const levels[] = {
        [LEVEL_NOTE] = N_("note: "), [LEVEL_WARNING] = N_("warning: "), [LEVEL_ERROR] = NULL};
    const char *level = levels[finding->level];
    place_print(&finding->place, level ? gettext(level) : "", out);
    message_print(&finding->what, finding->texts, out);
    if (!finding->advice.code)
        return;
    buf_putc(out, ' ');
    message_print(&finding->advice, finding->texts, out);
}

static int by_place(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = strcmp(a->place.file ? a->place.file : "", b->place.file ? b->place.file : "");
    if (order)
        return order;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

void report_sort(struct report *report)
{
    if (report->count)
        qsort(report->list, report->count, sizeof *report->list, by_place);
}

void report_free(struct report *report)
{
    arena_free(&report->arena);
    free(report->list);
    *report = (struct report){0};
}
