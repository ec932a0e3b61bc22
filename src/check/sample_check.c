#include "check/sample_check.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/utf8.h"
#include "template/element_pattern.h"

#include <string.h>

enum { LISTS = 2 };

/* What the sample says and a copy should not: of its event, or of its organiser. */
struct sample_part {
    const struct word_list *lists[LISTS]; /* of the words that name it, then of others that are
                                             its */
    bool event;                           /* else the organiser */
    bool left;                            /* its words do not belong into the copy, … */
    const struct element *renamed;        /* … as this text names another; or NULL */
};

struct sample_search {
    const struct template *template;
    struct arena arena;
    struct report *findings;
};

/* Words that were found, and where the template says them. */
struct sample_words {
    const char *text;
    const char *section, *key;
};

/* Appends the words of the pattern and of the definitions that it uses; the template has
 * checked that those come to an end. */
static void add_words(const struct template *template, const struct pattern *pattern,
                      struct buf *out)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        const struct template_define *define =
            piece->column ? template_find_define(template, piece->column) : NULL;
        if (piece->text)
            buf_puts(out, piece->text);
        /* One without a line is lent to a form: it is what the certificate says. */
        if (define && define->line)
            add_words(template, &define->pattern, out);
    }
}

/* Returns the words that the pattern says in every row. */
static const char *words_of(struct sample_search *search, const struct pattern *pattern)
{
    struct buf words = {0};
    add_words(search->template, pattern, &words);
    const char *text = arena_text(&search->arena, buf_text(&words));
    buf_free(&words);
    return text;
}

static bool has_word(struct sample_search *search, const struct word_list *list,
                     const char *text)
{
    return word_list_within(list, utf8_lower(&search->arena, text, "kk"));
}

/* Finds the definition in which the words stand that the pattern shows. */
static void find_define(struct sample_search *search, const struct word_list *list,
                        const struct pattern *pattern, struct sample_words *found)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *name = pattern->pieces[i].column;
        const struct template_define *define =
            name ? template_find_define(search->template, name) : NULL;
        if (!define || !define->line)
            continue;
        const char *text = words_of(search, &define->pattern);
        if (!has_word(search, list, text))
            continue;
        *found = (struct sample_words){text, "define", name};
        find_define(search, list, &define->pattern, found);
        return;
    }
}

static bool names(struct sample_search *search, const struct word_list *list,
                  const struct element *element)
{
    return element->kind == ELEMENT_TEXT &&
           has_word(search, list, words_of(search, &element->content));
}

/* Says whether the element is the text that is to name the part: [text reason-kk], [text
 * issuer]. */
static bool is_for(const struct element *element, const struct sample_part *part)
{
    const char *name = part->event ? "reason" : "issuer";
    return element->kind == ELEMENT_TEXT && text_begins(element->name, name);
}

/* Says whether the pages leave the part to somebody else. */
static void judge(struct sample_search *search, struct sample_part *part)
{
    const struct template *template = search->template;
    bool shown = false;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        bool named = names(search, part->lists[0], element);
        shown |= named;
        if (!named && !part->renamed && is_for(element, part) &&
            *words_of(search, &element->content))
            part->renamed = element;
    }
    part->left = !shown || part->renamed;
}

static bool is_reported(const struct report *findings, const struct place *place)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct place *other = &findings->list[i].place;
        if (strcmp(findings->list[i].words->what.code, "sample-left") == 0 &&
            strcmp(other->section, place->section) == 0 && strcmp(other->key, place->key) == 0)
            return true;
    }
    return false;
}

/* Says of the text what it is. */
static void set_error(const struct sample_part *part, const char *text, struct error *err)
{
    if (part->renamed && part->event)
        error_set(err, "sample-left", "«%s» is the sample's, but [%s] names another event.",
                  text, part->renamed->section);
    else if (part->renamed)
        error_set(err, "sample-left", "«%s» is the sample's, but [%s] names another organiser.",
                  text, part->renamed->section);
    else if (part->event)
        error_set(err, "sample-left",
                  "«%s» is the sample's, and no text on the pages names its event.", text);
    else
        error_set(err, "sample-left",
                  "«%s» is the sample's, and no text on the pages names its organiser.", text);
    error_advise(err, "Write what is yours, or take the line out.");
}

static void report_words(struct sample_search *search, const struct sample_part *part,
                         const struct sample_words *words)
{
    const struct place place = {.file = search->template->path,
                                .line =
                                    template_line(search->template, words->section, words->key),
                                .section = words->section,
                                .key = words->key};
    const char *text = utf8_clip(&search->arena, words->text, strlen(words->text));
    if (is_reported(search->findings, &place))
        return;
    struct error err;
    set_error(part, text, &err);
    report_add_error(search->findings, LEVEL_WARNING, place, &err);
}

static void check_pattern(struct sample_search *search, const struct sample_part *part,
                          const struct pattern *pattern, const char *section, const char *key)
{
    struct sample_words words = {words_of(search, pattern), section, key};
    for (size_t i = 0; part->left && i < LISTS; i++)
        if (has_word(search, part->lists[i], words.text)) {
            find_define(search, part->lists[i], pattern, &words);
            report_words(search, part, &words);
            return;
        }
}

static void check_document(struct sample_search *search, const struct sample_part *part)
{
    const struct template *template = search->template;
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
        check_pattern(search, part, keys[i].pattern, "document", keys[i].key);
}

/* What the register and the certificates' seals say of the event no page shows. */
static void check_register(struct sample_search *search, const struct sample_part *part)
{
    const char *event = search->template->registry.event;
    for (size_t i = 0; event && part->left && i < LISTS; i++)
        if (has_word(search, part->lists[i], event)) {
            report_words(search, part, &(struct sample_words){event, "register", "event"});
            return;
        }
}

static void check_elements(struct sample_search *search, const struct sample_part *part)
{
    const struct template *template = search->template;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        struct element_pattern patterns[ELEMENT_PATTERNS];
        size_t count = element_patterns(template, element, patterns);
        for (size_t k = 0; k < count; k++)
            check_pattern(search, part, patterns[k].pattern, element->section, patterns[k].key);
    }
}

/* Returns the first text that says nothing but that this is a sample, or NULL. */
static const struct element *find_mark(struct sample_search *search,
                                       const struct word_list *marks)
{
    const struct element *elements = search->template->elements;
    for (size_t i = 0; i < search->template->element_count; i++) {
        if (elements[i].kind != ELEMENT_TEXT)
            continue;
        const char *text =
            utf8_lower(&search->arena, words_of(search, &elements[i].content), "kk");
        if (word_list_find(marks, text, strlen(text)))
            return &elements[i];
    }
    return NULL;
}

/* `own`: the event or the organiser is not the sample's any more. */
static void check_mark(struct sample_search *search, const struct word_list *marks, bool own)
{
    const struct element *mark = find_mark(search, marks);
    if (!mark)
        return;
    const struct place place = {.file = search->template->path,
                                .line = template_line(search->template, mark->section, "text"),
                                .section = mark->section,
                                .key = "text"};
    const char *text = words_of(search, &mark->content);
    report_add(search->findings, own ? LEVEL_WARNING : LEVEL_NOTE, place, "sample-mark",
               "«%s» says on every certificate that it is a sample.", text);
    if (own)
        report_advise(search->findings, "Take the section out, and so in the other language.");
    else
        report_advise(search->findings,
                      "For an event of your own change the texts that name the sample's, and "
                      "take this one out.");
}

void sample_check(const struct check_words *words, const struct template *template,
                  struct report *findings)
{
    bool own = false;
    struct sample_part parts[] = {
        {.lists = {words->sample_event, words->sample_date}, .event = true},
        {.lists = {words->sample_organiser, words->sample_signer}},
    };
    struct sample_search search = {.template = template, .findings = findings};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        judge(&search, &parts[i]);
        check_document(&search, &parts[i]);
        check_register(&search, &parts[i]);
        check_elements(&search, &parts[i]);
        own |= parts[i].left;
    }
    check_mark(&search, words->sample_mark, own);
    arena_free(&search.arena);
}

/* ---- the list --------------------------------------------------------------------------- */

/* Returns the row's text in the column that the template calls so; NULL: there is none. */
static const char *text_in(const struct row_subject *subject, const char *name)
{
    const struct columns *columns = subject->columns;
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(columns->list[i].name, name) == 0)
            return subject->row->fields[i];
    return NULL;
}

/* Says whether somebody of the sample has that number, or might have: NULL is none. */
static bool may_be_sample(const struct word_list *people, const char *number)
{
    const struct word_entry *person;
    for (size_t i = 0; number && (person = word_list_at(people, i)); i++)
        if (strcmp(number, person->values[0]) == 0)
            return true;
    return !number;
}

void sample_check_row(const struct row_subject *subject)
{
    static const char *const names[] = {"last_kk", "first_kk", "patronymic_kk", "region_kk"};
    const char *person = "", *number = text_in(subject, "number");
    if (!may_be_sample(subject->rules->words->sample_person, number))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = text_in(subject, names[i]);
        if (text && *text)
            person = arena_printf(subject->arena, "%s%s%s", person, *person ? " " : "", text);
    }
    person = utf8_lower(subject->arena, person, "kk");
    const struct word_entry *made_up =
        word_list_find(subject->rules->words->sample_person, person, strlen(person));
    if (!made_up || (number && strcmp(number, made_up->values[0]) != 0))
        return;
    report_add(subject->findings, LEVEL_WARNING, subject->place, "sample-person",
               "the name is made up: `kualik new` wrote it.");
    report_advise(subject->findings, "Write your own people in its place.");
}

/* ---- forms ------------------------------------------------------------------------------ */

/* Returns the first text that names the example, or NULL. */
static const struct element *find_example(struct sample_search *search,
                                          const struct check_words *words)
{
    const struct element *elements = search->template->elements;
    for (size_t i = 0; i < search->template->element_count; i++)
        if (names(search, words->sample_event, &elements[i]) ||
            names(search, words->sample_organiser, &elements[i]))
            return &elements[i];
    return NULL;
}

void sample_check_form(const struct check_words *words, const struct template *form,
                       struct report *findings)
{
    struct sample_search search = {.template = form, .findings = findings};
    const struct element *element = find_example(&search, words);
    if (element) {
        const struct place place = {
            .file = form->path, .line = element->line, .section = element->section};
        const char *event = words_of(&search, &element->content);
        report_add(findings, LEVEL_WARNING, place, "form-names-example",
                   "«%s» is the event of the example.",
                   utf8_clip(&search.arena, event, strlen(event)));
        report_advise(findings,
                      "For an event of your own copy this file, change what is marked "
                      "with >>>, and give the copy as the form.");
    }
    arena_free(&search.arena);
}
