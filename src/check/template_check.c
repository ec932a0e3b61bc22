#include "check/template_check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "template/element_pattern.h"

#include <string.h>

/* A template under examination. */
struct template_subject {
    const struct check_words *words;
    const struct template *template;
    bool shown; /* a text of a page names the sample's event or organisation */
    struct arena arena;
    struct report *findings;
};

static const struct template_define *find_define(const struct template *template,
                                                 const char *name)
{
    for (size_t i = 0; i < template->define_count; i++)
        if (strcmp(template->defines[i].name, name) == 0)
            return &template->defines[i];
    return NULL;
}

/* Appends the words of the pattern and of the definitions that it uses; the template has
 * checked that those come to an end. */
static void add_words(const struct template *template, const struct pattern *pattern,
                      struct buf *out)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        const struct template_define *define =
            piece->column ? find_define(template, piece->column) : NULL;
        if (piece->text)
            buf_puts(out, piece->text);
        /* One without a line is lent to a form: it is what the certificate says. */
        if (define && define->line)
            add_words(template, &define->pattern, out);
    }
}

/* Returns the words that the pattern says in every row, if one of the list is among them; else
 * NULL. */
static const char *find_words(struct template_subject *subject, const struct word_list *list,
                              const struct pattern *pattern)
{
    struct buf words = {0};
    add_words(subject->template, pattern, &words);
    const char *text = arena_copy(&subject->arena, buf_text(&words), words.size);
    buf_free(&words);
    return word_list_within(list, utf8_lower(&subject->arena, text, "kk")) ? text : NULL;
}

/* Returns the first text of a page that names the sample's event; NULL: none does. */
static const struct element *find_event(struct template_subject *subject, const char **words)
{
    const struct template *template = subject->template;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        *words = element->kind == ELEMENT_TEXT
                     ? find_words(subject, subject->words->sample_event, &element->content)
                     : NULL;
        if (*words)
            return element;
    }
    return NULL;
}

static struct place place_of(const struct template_subject *subject, const char *section,
                             const char *key)
{
    return (struct place){.file = subject->template->path,
                          .line = template_line(subject->template, section, key),
                          .section = section,
                          .key = key};
}

static void report_leftover(struct template_subject *subject, const char *words,
                            const char *section, const char *key)
{
    report_add(subject->findings, LEVEL_WARNING, place_of(subject, section, key), "sample-left",
               "«%s» is the sample's, and no text on the pages names its event.",
               utf8_clip(&subject->arena, words, strlen(words)));
    report_advise(subject->findings, "Write what is yours, or take the line out.");
}

static void check_leftover(struct template_subject *subject, const struct word_list *list,
                           const struct pattern *pattern, const char *section, const char *key)
{
    const char *words = subject->shown ? NULL : find_words(subject, list, pattern);
    if (words)
        report_leftover(subject, words, section, key);
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

static void check_slash(struct template_subject *subject, const struct pattern *pattern,
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
        const struct template_define *define = name ? find_define(template, name) : NULL;
        if (define ? has_row_number(template, &define->pattern) : name && !strcmp(name, "row"))
            return true;
    }
    return false;
}

/* A row more in the list, and all files below it would have another name. */
static void check_file(struct template_subject *subject)
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

static void check_document(struct template_subject *subject)
{
    const struct template *template = subject->template;
    const struct {
        const char *key;
        const struct pattern *pattern;
    } keys[] = {
        {"title", &template->title},
        {"author", &template->author},
        {"subject", &template->subject},
        {"keywords", &template->keywords},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        check_leftover(subject, subject->words->sample_event, keys[i].pattern, "document",
                       keys[i].key);
}

/* What the register and the certificates' seals say of the event no page shows. */
static void check_register(struct template_subject *subject)
{
    const char *event = subject->template->registry.event;
    if (event && !subject->shown &&
        word_list_within(subject->words->sample_event,
                         utf8_lower(&subject->arena, event, "kk")))
        report_leftover(subject, event, "register", "event");
}

static void check_element(struct template_subject *subject, const struct element *element)
{
    const struct check_words *words = subject->words;
    struct element_pattern patterns[ELEMENT_PATTERNS];
    size_t count = element_patterns(subject->template, element, patterns);
    if (element->kind == ELEMENT_TEXT) {
        check_leftover(subject, words->sample_signer, &element->content, element->section,
                       "text");
        check_slash(subject, &element->content, element->section, "text");
        return;
    }
    for (size_t i = 0; i < count; i++)
        check_leftover(subject, words->sample_event, patterns[i].pattern, element->section,
                       patterns[i].key);
}

void template_check(const struct check_words *words, const struct template *template,
                    struct report *findings)
{
    struct template_subject subject = {
        .words = words, .template = template, .findings = findings};
    const char *event;
    subject.shown = find_event(&subject, &event);
    check_file(&subject);
    check_document(&subject);
    check_register(&subject);
    for (size_t i = 0; i < template->element_count; i++)
        check_element(&subject, &template->elements[i]);
    for (size_t i = 0; i < template->define_count; i++)
        check_slash(&subject, &template->defines[i].pattern, "define",
                    template->defines[i].name);
    arena_free(&subject.arena);
}

void template_check_form(const struct check_words *words, const struct template *form,
                         struct report *findings)
{
    struct template_subject subject = {.words = words, .template = form, .findings = findings};
    const char *event;
    const struct element *element = find_event(&subject, &event);
    if (element) {
        const struct place place = {
            .file = form->path, .line = element->line, .section = element->section};
        report_add(findings, LEVEL_WARNING, place, "form-names-example",
                   "«%s» is the event of the example.",
                   utf8_clip(&subject.arena, event, strlen(event)));
        report_advise(findings,
                      "For an event of your own copy this file, change what is marked "
                      "with >>>, and give the copy as the form.");
    }
    arena_free(&subject.arena);
}
