#include "check/capitals.h"

#include "base/utf8.h"
#include "lang/name_title.h"
#include "lang/script.h"

#include <stdint.h>
#include <string.h>

enum {
    FEW = 5,        /* too few to speak of a column */
    NEARLY_ALL = 90 /* percent */
};

static bool is_capitals(const char *text, const char *end)
{
    size_t upper = 0;
    bool roman = true;
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        if (script_of(letter) == SCRIPT_NONE)
            continue;
        if (!utf8_is_upper(letter))
            return false;
        roman &= script_is_roman(letter);
        upper++;
    }
    return upper > 1 && !roman;
}

bool capitals_in(const char *name)
{
    for (const char *end = name + strlen(name); name < end;) {
        const char *stop = name_title_end(name, end);
        if (is_capitals(name, stop))
            return true;
        name = stop;
        if (name < end)
            utf8_next(&name, end);
    }
    return false;
}

void capitals_report(size_t capitals, size_t filled, struct place place,
                     struct report *findings)
{
    if (filled < FEW || capitals * 100 < filled * NEARLY_ALL)
        return;
    report_add(findings, LEVEL_WARNING, place, "column-in-capitals",
               "nearly all names here are in capitals, or a part of each.");
    report_advise(findings, "Write capitals only at the head of names, or let the template do "
                            "so with the filter title: {name|title}.");
}

static bool is_of_rows(const struct finding *finding, const char *column)
{
    return finding->words && finding->place.row && finding->place.column &&
           strcmp(finding->words->what.code, "name-in-capitals") == 0 &&
           strcmp(finding->place.column, column) == 0;
}

/* Marks what is said of the column's rows; returns whether there is anything. */
static bool mark_rows(struct report *report, const char *column)
{
    bool any = false;
    for (size_t i = 0; i < report->count; i++)
        if (is_of_rows(&report->list[i], column)) {
            report->list[i].words = NULL;
            any = true;
        }
    return any;
}

void capitals_mark(struct report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        struct finding *finding = &report->list[i];
        if (finding->words && !finding->place.row && finding->place.column &&
            strcmp(finding->words->what.code, "column-in-capitals") == 0 &&
            !mark_rows(report, finding->place.column))
            finding->words = NULL;
    }
}
