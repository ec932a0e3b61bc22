#include "base/report.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *copy(struct report *findings, const char *text)
{
    return text ? arena_text(&findings->arena, text) : NULL;
}

void report_add(struct report *findings, enum level level, struct place place,
                const char *advice, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(&findings->arena, format, args);
    va_end(args);

    place.file = copy(findings, place.file);
    place.who = copy(findings, place.who);
    findings->list =
        mem_grow(findings->list, findings->count, &findings->room, sizeof *findings->list);
    findings->list[findings->count] = (struct finding){
        .level = level,
        .place = place,
        .order = findings->count,
        .what = what,
        .advice = copy(findings, advice ? advice : ""),
    };
    findings->count++;
    findings->errors += level == LEVEL_ERROR;
}

/* Returns what follows "LINE: ", which is put into the place, or the text itself. */
static const char *take_line(const char *text, struct place *place)
{
    size_t line = 0;
    const char *next = text;
    for (; *next >= '0' && *next <= '9' && next - text < 18; next++)
        line = line * 10 + (size_t)(*next - '0');
    if (next == text || strncmp(next, ": ", 2) != 0)
        return text;
    place->line = line;
    return next + 2;
}

void report_add_error(struct report *findings, struct place place, const char *sentence)
{
    size_t size = place.file ? strlen(place.file) : 0;
    if (size && strncmp(sentence, place.file, size) == 0 && sentence[size] == ':') {
        sentence += size + 1;
        sentence = *sentence == ' ' ? sentence + 1 : take_line(sentence, &place);
    }
    report_add(findings, LEVEL_ERROR, place, NULL, "%s", sentence);
}

void report_copy(struct report *findings, const struct finding *finding)
{
    report_add(findings, finding->level, finding->place, finding->advice, "%s", finding->what);
}

void report_print(const struct finding *finding, struct buf *out)
{
    const struct place *place = &finding->place;
    if (place->file)
        buf_puts(out, place->file);
    if (place->file && place->line)
        buf_printf(out, ":%zu", place->line);
    if (place->file)
        buf_puts(out, ": ");
    if (place->row && place->row != place->line)
        buf_printf(out, "row %zu: ", place->row);
    if (finding->level != LEVEL_ERROR)
        buf_puts(out, finding->level == LEVEL_NOTE ? "note: " : "warning: ");
    if (place->who && *place->who)
        buf_printf(out, "%s: ", place->who);
    buf_puts(out, finding->what);
    if (*finding->advice)
        buf_printf(out, " %s", finding->advice);
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

void report_sort(struct report *findings)
{
    if (findings->count)
        qsort(findings->list, findings->count, sizeof *findings->list, by_place);
}

void report_free(struct report *findings)
{
    arena_free(&findings->arena);
    free(findings->list);
    *findings = (struct report){0};
}
