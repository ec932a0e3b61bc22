#include "base/report.h"

#include "base/mem.h"

#include <libintl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The words of a finding while they are written. */
struct draft {
    struct message what, advice;
    size_t size;
    char texts[ERROR_WORDS_SIZE];
};

_Static_assert(offsetof(struct draft, texts) == offsetof(struct finding_words, texts),
               "a draft begins as finished words do");

static const char *share_text(struct report *report, const char *text)
{
    return text ? byte_set_add(&report->shared, &report->arena, text, strlen(text)) : NULL;
}

/* Findings that follow each other are on one row: its texts are kept once, and not looked for
 * later. */
static const char *copy_text(struct report *report, const char *text, const char *last)
{
    if (!text || (last && strcmp(last, text) == 0))
        return text ? last : NULL;
    return arena_text(&report->arena, text);
}

static struct finding *add(struct report *report, enum level level, struct place place)
{
    static const struct place nowhere;
    const struct place *last =
        report->count ? &report->list[report->count - 1].place : &nowhere;
    place.who = copy_text(report, place.who, last->who);
    place.cell = copy_text(report, place.cell, last->cell);
    place.file = share_text(report, place.file);
    place.section = share_text(report, place.section);
    place.key = share_text(report, place.key);
    place.placeholder = share_text(report, place.placeholder);
    place.column = share_text(report, place.column);
    report->list = mem_grow(report->list, report->count, &report->room, sizeof *report->list);
    struct finding *finding = &report->list[report->count];
    *finding = (struct finding){.level = level, .place = place, .order = report->count};
    report->count++;
    report->errors += level == LEVEL_ERROR;
    return finding;
}

static const struct finding_words *share_words(struct report *report, const void *words,
                                               size_t size)
{
    return byte_set_add(&report->shared, &report->arena, words,
                        offsetof(struct finding_words, texts) + size);
}

/* Takes the arguments of one of the draft's messages behind the texts that it has. */
static void take(struct draft *draft, struct message *message, va_list args)
{
    struct message_texts texts = {draft->texts, draft->size ? draft->size : 1,
                                  sizeof draft->texts};
    message_take(message, &texts, args);
    draft->size = texts.size;
}

static void add_words(struct report *report, enum level level, struct place place,
                      const struct message *what, va_list args)
{
    struct draft draft = {.what = *what};
    take(&draft, &draft.what, args);
    add(report, level, place)->words = share_words(report, &draft, draft.size);
}

void report_add(struct report *report, enum level level, struct place place, const char *code,
                const char *format, ...)
{
    const struct message what = {.code = code, .format = format};
    va_list args;
    va_start(args, format);
    add_words(report, level, place, &what, args);
    va_end(args);
}

void report_add_plural(struct report *report, enum level level, struct place place,
                       const char *code, size_t number, const char *format, const char *plural,
                       ...)
{
    const struct message what = {
        .code = code, .format = format, .plural = plural, .number = number};
    va_list args;
    va_start(args, plural);
    add_words(report, level, place, &what, args);
    va_end(args);
}

void report_advise(struct report *report, const char *format, ...)
{
    struct finding *finding = &report->list[report->count - 1];
    const struct finding_words *words = finding->words;
    struct draft draft = {.what = words->what, .size = words->size};
    va_list args;
    memcpy(draft.texts, words->texts, words->size);
    draft.advice = (struct message){.code = draft.what.code, .format = format};
    va_start(args, format);
    take(&draft, &draft.advice, args);
    va_end(args);
    finding->words = share_words(report, &draft, draft.size);
}

void report_add_error(struct report *report, enum level level, struct place place,
                      const struct error *err)
{
    struct error whole = *err;
    struct draft draft = {.size = 0};
    struct message_texts texts = {draft.texts, 1, sizeof draft.texts};
    message_copy(&err->what, err->texts, &draft.what, &texts);
    message_copy(&err->advice, err->texts, &draft.advice, &texts);
    draft.size = texts.size;
    error_at(&whole, place);
    add(report, level, error_place(&whole))->words = share_words(report, &draft, draft.size);
}

void finding_error(const struct finding *finding, struct error *err)
{
    const struct finding_words *words = finding->words;
    *err = (struct error){.what = words->what, .advice = words->advice, .size = words->size};
    memcpy(err->texts, words->texts, err->size);
    error_at(err, finding->place);
}

void report_copy(struct report *report, const struct finding *finding)
{
    const struct finding_words *words =
        share_words(report, finding->words, finding->words->size);
    add(report, finding->level, finding->place)->words = words;
}

bool finding_equal(const struct finding *a, const struct finding *b)
{
    return message_equal(&a->words->what, a->words->texts, &b->words->what, b->words->texts);
}

bool report_says(const struct report *report, size_t first, const struct error *err)
{
    for (size_t i = first; i < report->count; i++) {
        const struct finding_words *words = report->list[i].words;
        if (message_equal(&words->what, words->texts, &err->what, err->texts))
            return true;
    }
    return false;
}

void finding_print_words(const struct finding *finding, struct buf *out)
{
    const struct finding_words *words = finding->words;
    message_print(&words->what, words->texts, out);
    if (!words->advice.code)
        return;
    buf_putc(out, ' ');
    message_print(&words->advice, words->texts, out);
}

void finding_print_level(const struct finding *finding, struct buf *out)
{
    static const char *const levels[] = {
        [LEVEL_NOTE] = N_("note: "), [LEVEL_WARNING] = N_("warning: "), [LEVEL_ERROR] = NULL};
    if (levels[finding->level])
        buf_puts(out, gettext(levels[finding->level]));
}

void finding_print(const struct finding *finding, struct buf *out)
{
    struct buf level = {0};
    finding_print_level(finding, &level);
    place_print(&finding->place, buf_text(&level), out);
    finding_print_words(finding, out);
    buf_free(&level);
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
    byte_set_free(&report->shared);
    free(report->list);
    *report = (struct report){0};
}
