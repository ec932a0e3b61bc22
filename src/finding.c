#include "finding.h"

#include "mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *copy(struct findings *findings, const char *text)
{
    return text ? arena_text(&findings->arena, text) : NULL;
}

void findings_add(struct findings *findings, enum level level, struct place place,
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

void finding_print(const struct finding *finding, struct buf *out)
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

void findings_sort(struct findings *findings)
{
    if (findings->count)
        qsort(findings->list, findings->count, sizeof *findings->list, by_place);
}

void findings_free(struct findings *findings)
{
    arena_free(&findings->arena);
    free(findings->list);
    *findings = (struct findings){0};
}
