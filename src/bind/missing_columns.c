#include "bind/missing_columns.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bind/headings.h"
#include "lang/script.h"

#include <stdlib.h>
#include <string.h>

/* Bytes from which on a list in a message is cut short, so that all three have room in one. */
enum { MISSING_SIZE = 440, LIST_SIZE = 220 };

static void add(struct missing_columns *missing, const char *text, bool heading,
                struct place place)
{
    missing->list =
        mem_grow(missing->list, missing->count, &missing->room, sizeof *missing->list);
    missing->list[missing->count++] = (struct missing_column){text, heading, place, 1};
}

void missing_columns_add_heading(struct missing_columns *missing, const char *heading,
                                 struct place place)
{
    add(missing, heading, true, place);
}

void missing_columns_add_name(struct missing_columns *missing, const char *name,
                              struct place place)
{
    for (size_t i = 0; i < missing->count; i++)
        if (!missing->list[i].heading && strcmp(missing->list[i].text, name) == 0) {
            missing->list[i].uses++;
            return;
        }
    place.placeholder = name;
    add(missing, name, false, place);
}

/* ---- what was meant --------------------------------------------------------------------- */

/* Words among which one that is missing may be found. */
struct candidates {
    const char **list;
    size_t count;
};

static struct candidates list_headings(const struct roster *roster, struct arena *arena)
{
    size_t columns = roster_columns(roster);
    struct candidates headings = {.list = arena_new(arena, columns, sizeof *headings.list)};
    for (size_t i = 0; i < columns; i++)
        if (*roster_heading(roster, i))
            headings.list[headings.count++] = roster_heading(roster, i);
    return headings;
}

/* What a certificate lends to a form says nothing of what the form's author meant. */
static bool is_lent(const struct binding *binding, const struct name *name)
{
    return name->source == SOURCE_DEFINE && !binding->template->defines[name->index].line;
}

/* `defined`: those of definitions, too. */
static struct candidates list_names(const struct binding *binding, bool defined,
                                    struct arena *arena)
{
    struct candidates names = {.count = 0};
    names.list = arena_new(arena, binding->name_count, sizeof *names.list);
    for (size_t i = 0; i < binding->name_count; i++)
        if ((defined || binding->names[i].source != SOURCE_DEFINE) &&
            !is_lent(binding, &binding->names[i]))
            names.list[names.count++] = binding->names[i].text;
    return names;
}

/* Returns the word that looks like the wanted one and has another script's letter, or NULL. */
static const char *find_alike(const char *wanted, const struct candidates *words,
                              uint32_t *letter)
{
    for (size_t i = 0; i < words->count; i++)
        if (script_looks_alike(wanted, words->list[i], letter))
            return words->list[i];
    return NULL;
}

static bool has_similar(const struct missing_column *column, const struct candidates *words)
{
    uint32_t letter;
    return find_alike(column->text, words, &letter) ||
           utf8_nearest(column->text, words->list, words->count);
}

static void advise_alike(const char *alike, uint32_t letter, struct report *findings)
{
    char shown[5];
    shown[utf8_put(letter, shown)] = '\0';
    if (script_of(letter) == SCRIPT_LATIN)
        report_advise(findings,
                      "There is «%s», which looks the same, but its «%s» is Latin here and "
                      "Cyrillic there. Type it again.",
                      alike, shown);
    else
        report_advise(findings,
                      "There is «%s», which looks the same, but its «%s» is Cyrillic here "
                      "and Latin there. Type it again.",
                      alike, shown);
}

/* ---- lists of headings ------------------------------------------------------------------ */

/* A list of words in a message, which is cut short where it grows too long to read. */
struct clipped_list {
    struct buf text;
    size_t limit; /* bytes */
    bool full;
};

static void add_word(struct clipped_list *list, const char *word)
{
    if (list->full)
        return;
    list->full = list->text.size + strlen(word) > list->limit;
    buf_puts(&list->text, list->text.size ? ", " : "");
    if (list->full)
        buf_puts(&list->text, "…");
    else
        buf_printf(&list->text, "«%s»", word);
}

static const char *list_there(const struct candidates *headings, struct arena *arena)
{
    struct clipped_list list = {.limit = LIST_SIZE};
    for (size_t i = 0; i < headings->count; i++)
        add_word(&list, headings->list[i]);
    const char *text = arena_text(arena, buf_text(&list.text));
    buf_free(&list.text);
    return text;
}

/* ---- one column ------------------------------------------------------------------------- */

static void report_column(const struct missing_column *column, const struct binding *binding,
                          struct report *findings)
{
    if (column->heading)
        report_add(findings, LEVEL_ERROR, column->place, "list-heading-missing",
                   "%s has no heading «%s».", binding->list, column->text);
    else if (column->uses == 1)
        report_add(findings, LEVEL_ERROR, column->place, "list-column-missing",
                   "%s has no such column.", binding->list);
    else
        report_add(findings, LEVEL_ERROR, column->place, "list-column-missing",
                   "%s has no such column, which the template uses %zu times.", binding->list,
                   column->uses);
}

static void advise_column(const struct missing_column *column, const struct candidates *words,
                          const struct roster *roster, struct report *findings)
{
    uint32_t letter;
    struct arena scratch = {0};
    const struct candidates headings = list_headings(roster, &scratch);
    const char *alike = find_alike(column->text, words, &letter);
    const char *nearest = utf8_nearest(column->text, words->list, words->count);
    if (alike)
        advise_alike(alike, letter, findings);
    else if (nearest && column->heading)
        report_advise(findings, "Did you mean «%s»?", nearest);
    else if (nearest)
        report_advise(findings, "Did you mean {%s}?", nearest);
    else if (roster_heading_row(roster) == 0) /* a register */
        report_advise(findings,
                      "The register has: %s. Write in [columns] of the form which of them it "
                      "is.",
                      list_there(&headings, &scratch));
    else
        report_advise(findings,
                      "Row %zu was taken for the headings: %s. Write in [columns] of the "
                      "template which of them it is.",
                      roster_heading_row(roster), list_there(&headings, &scratch));
    arena_free(&scratch);
}

/* ---- several ---------------------------------------------------------------------------- */

/* Lists the headings that the template uses and the list has. */
static const char *list_found(const struct binding *binding, const struct candidates *headings,
                              struct arena *arena)
{
    struct clipped_list list = {.limit = LIST_SIZE};
    size_t count;
    const char *const *needed = headings_needed(binding->template, arena, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < headings->count; k++)
            if (strcmp(needed[i], headings->list[k]) == 0)
                add_word(&list, needed[i]);
    const char *text = arena_text(arena, buf_text(&list.text));
    buf_free(&list.text);
    return text;
}

/* Says whether the template is a form that knows no certificate's names. */
static bool is_form_alone(const struct template *template)
{
    return !template->page_count && !template_find_define(template, "printed_kk");
}

/* Of a register, which has no row of headings. */
static void report_unregistered(const char *missing, const char *headings, bool form,
                                struct place place, struct report *findings)
{
    report_add(findings, LEVEL_ERROR, place, "register-columns-missing",
               "the form shows what the register does not have: %s. The register has: %s.",
               missing, headings);
    if (form)
        report_advise(findings, "Give the template of the certificates with -t: its [columns] "
                                "and [define] say what they are.");
    else
        report_advise(findings, "Write in [define] of the template what they are, such as "
                                "name_kk = {…}, or take them out of a copy of the form.");
}

static void report_together(const char *missing, const char *found, const char *headings,
                            size_t row, bool form, struct place place, struct report *findings)
{
    if (*found)
        report_add(findings, LEVEL_ERROR, place, "list-headings-missing",
                   "of the headings that the template uses, these are missing: %s; these are "
                   "here: %s. Row %zu was taken for the headings: %s.",
                   missing, found, row, headings);
    else
        report_add(findings, LEVEL_ERROR, place, "list-headings-missing",
                   "not one heading that the template uses is here: %s. Row %zu was taken for "
                   "the headings: %s.",
                   missing, row, headings);
    if (form)
        report_advise(
            findings,
            "Give the template of the certificates with -t, whose [columns] says what "
            "the list calls them, or write it in [columns] of a copy of the form.");
    else
        report_advise(findings,
                      "Write in [columns] of the template what the list calls them, a line "
                      "for each, such as `last_kk = Surname`, or give the list these headings: "
                      "the first of %d rows that has them all is taken.",
                      ROSTER_HEADING_ROWS);
}

/* Reports the columns that are not `similar` to any other. */
static void report_others(const struct missing_columns *missing, const bool *similar,
                          const struct binding *binding, const struct roster *roster,
                          struct report *findings)
{
    struct arena scratch = {0};
    const struct candidates headings = list_headings(roster, &scratch);
    struct clipped_list lacking = {.limit = MISSING_SIZE};
    for (size_t i = 0; i < missing->count; i++)
        if (!similar[i])
            add_word(&lacking, missing->list[i].text);
    const struct place place = {.file = binding->list};
    const char *there = list_there(&headings, &scratch);
    if (roster_heading_row(roster) == 0)
        report_unregistered(buf_text(&lacking.text), there, is_form_alone(binding->template),
                            place, findings);
    else
        report_together(buf_text(&lacking.text), list_found(binding, &headings, &scratch),
                        there, roster_heading_row(roster), is_form_alone(binding->template),
                        place, findings);
    buf_free(&lacking.text);
    arena_free(&scratch);
}

/* Marks those for which something similar is there, which are told by themselves; returns how
 * many there are of the others. */
static size_t find_similar(const struct missing_columns *missing,
                           const struct candidates *headings, const struct candidates *names,
                           bool *similar)
{
    size_t others = 0;
    for (size_t i = 0; i < missing->count; i++) {
        const struct missing_column *column = &missing->list[i];
        similar[i] = has_similar(column, column->heading ? headings : names);
        others += !similar[i];
    }
    return others;
}

void missing_columns_report(struct missing_columns *missing, const struct binding *binding,
                            const struct roster *roster, struct report *findings)
{
    struct arena scratch = {0};
    const struct candidates headings = list_headings(roster, &scratch);
    struct candidates names = list_names(binding, true, &scratch);
    bool *similar = arena_new(&scratch, missing->count, sizeof *similar);
    size_t others = find_similar(missing, &headings, &names, similar);
    /* Of a list with other headings a column is missing, whatever definition has such a name.
     */
    if (others > 1) {
        names = list_names(binding, false, &scratch);
        others = find_similar(missing, &headings, &names, similar);
    }
    for (size_t i = 0; i < missing->count; i++) {
        const struct missing_column *column = &missing->list[i];
        if (!similar[i] && others > 1)
            continue;
        report_column(column, binding, findings);
        advise_column(column, column->heading ? &headings : &names, roster, findings);
    }
    if (others > 1)
        report_others(missing, similar, binding, roster, findings);
    arena_free(&scratch);
    free(missing->list);
    *missing = (struct missing_columns){0};
}
