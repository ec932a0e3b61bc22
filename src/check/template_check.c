#include "check/template_check.h"

#include "check/sample_check.h"

#include <string.h>

/* A template under examination. */
struct template_subject {
    const struct template *template;
    struct report *findings;
};

static struct place place_of(const struct template_subject *subject, const char *section,
                             const char *key)
{
    return (struct place){.file = subject->template->path,
                          .line = template_line(subject->template, section, key),
                          .section = section,
                          .key = key};
}

/* Whether the text has a /n that no word goes on from, as in «Астана/nМамыр». */
static bool has_slash_n(const char *text)
{
    for (const char *at = text; (at = strstr(at, "/n")); at += 2)
        if (!at[2] || !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789-_./",
                              at[2]))
            return true;
    return false;
}

static void check_slash(const struct template_subject *subject, const struct pattern *pattern,
                        const char *section, const char *key)
{
    if (!has_slash_n(pattern->source))
        return;
    report_add(subject->findings, LEVEL_WARNING, place_of(subject, section, key),
               "template-slash-n", "The text has /n. Was a line break meant?");
    report_advise(subject->findings, "A line break is written \\n, with a backslash.");
}

static bool has_row_number(const struct template *template, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *name = pattern->pieces[i].column;
        const struct template_define *define =
            name ? template_find_define(template, name) : NULL;
        if (define ? has_row_number(template, &define->pattern) : name && !strcmp(name, "row"))
            return true;
    }
    return false;
}

/* A row more in the list, and all files below it would have another name. */
static void check_file(const struct template_subject *subject)
{
    if (!has_row_number(subject->template, &subject->template->file))
        return;
    report_add(
        subject->findings, LEVEL_NOTE, place_of(subject, "document", "file"), "file-name-row",
        "The files are named after the number of the row: once a row is added, deleted or "
        "moved, certificates below it get other names, and those written before stay.");
    report_advise(subject->findings,
                  "Name the files after a number that the list itself gives each person.");
}

/* Front and back of a sheet lie behind each other where both are of one size. */
static void check_bleed(const struct template_subject *subject)
{
    const struct template *template = subject->template;
    for (size_t i = 1; i < template->page_count; i++) {
        const struct template_page *page = &template->pages[i];
        if (page->bleed == template->pages[i - 1].bleed)
            continue;
        const struct place place = {.file = template->path, .line = page->line};
        report_add(subject->findings, LEVEL_WARNING, place, "template-bleed",
                   "Pages %zu and %zu have different bleeds, so their sides are of different "
                   "sizes, and the back does not lie behind the front.",
                   i, i + 1);
        report_advise(subject->findings, "Give both the same `bleed`.");
        return;
    }
}

void template_check(const struct check_words *words, const struct template *template,
                    struct report *findings)
{
    const struct template_subject subject = {template, findings};
    check_file(&subject);
    check_bleed(&subject);
    sample_check(words, template, findings);
    for (size_t i = 0; i < template->element_count; i++)
        if (template->elements[i].kind == ELEMENT_TEXT)
            check_slash(&subject, &template->elements[i].content, template->elements[i].section,
                        "text");
    for (size_t i = 0; i < template->define_count; i++)
        check_slash(&subject, &template->defines[i].pattern, "define",
                    template->defines[i].name);
}
