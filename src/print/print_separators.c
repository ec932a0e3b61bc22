#include "print/print_separators.h"

#include "base/mem.h"
#include "bind/card.h"
#include "font/shape.h"
#include "form/form_document.h"
#include "lang/column_kind.h"
#include "page/item_scale.h"
#include "roster/roster.h"
#include "search/column_search.h"

#include <stdlib.h>
#include <string.h>

struct print_separators {
    const struct job *job;
    struct form *form;
    struct font_set *faces;
    struct form_values values;
    struct binding *binding;
    struct shape_room *room;
    const char *column;    /* its heading */
    struct form_rows rows; /* of the newest separator, which has texts of theirs */
};

static bool open_form(struct print_separators *separators, const char *path, const char *fonts,
                      struct report *findings)
{
    const struct job *job = separators->job;
    struct batch_words words = {.signer = "", .time = ""};
    form_values_init(&separators->values);
    form_values_set_text(&separators->values, VALUE_EVENT,
                         job->template->registry.given ? job->template->registry.event : "");
    words.values = separators->values.list;
    words.value_count = VALUE_END;
    separators->form = form_read(path, job->template, false, findings);
    if (!separators->form ||
        !form_set_paper(separators->form, &job->template->pages[0], findings))
        return false;
    /* A separator is of one group, whatever the form calls one. */
    separators->form->by = NO_ELEMENT;
    separators->form->group.page = true;
    separators->faces = font_set_new(separators->form->template, fonts, findings);
    separators->binding =
        binding_new(separators->form->template, job->roster, &words, NULL, findings);
    return separators->faces && separators->binding;
}

struct print_separators *print_separators_new(const struct job *job, const char *path,
                                              const char *fonts, const char *column,
                                              struct report *findings, struct error *err)
{
    struct print_separators *separators = mem_new(1, sizeof *separators);
    struct arena arena = {0};
    size_t index;
    separators->job = job;
    separators->room = shape_room_new();
    bool found = column_search_find(job->roster, job->template, column, &arena, &index, err);
    arena_free(&arena);
    if (found) {
        separators->column = roster_heading(job->roster, index);
        if (open_form(separators, path, fonts, findings))
            return separators;
        error_set(err, "form-not-made", "The form cannot be made; fix what is named above.");
    }
    print_separators_free(separators);
    return NULL;
}

void print_separators_free(struct print_separators *separators)
{
    if (!separators)
        return;
    form_rows_free(&separators->rows);
    binding_free(separators->binding);
    font_set_free(separators->faces);
    form_free(separators->form);
    shape_room_free(separators->room);
    free(separators);
}

/* ---- whose certificates follow ----------------------------------------------------------- */

/* Returns the name by which the template calls the column. */
static const char *name_of_column(const struct print_separators *separators)
{
    const struct template *template = separators->job->template;
    for (size_t i = 0; i < template->column_count; i++)
        if (strcmp(template->columns[i].heading, separators->column) == 0)
            return template->columns[i].name;
    return separators->column;
}

/* Says what the column says in a language: of region_kk and region_ru each in its own; what has
 * no counterpart is said once, as if it were Kazakh. */
static const char *group_in(const struct print_separators *separators, const struct row *row,
                            const char *lang, struct arena *arena)
{
    const struct binding *binding = separators->job->binding;
    const char *name = name_of_column(separators);
    const char *language;
    size_t size = column_kind_stem(name, &language);
    if (language) {
        const char *own = arena_printf(arena, "%.*s%c%s", (int)size, name, name[size], lang);
        if (binding_find(binding, own))
            return card_value(binding, row, own, arena);
    }
    return strcmp(lang, "kk") == 0 ? card_value(binding, row, name, arena) : "";
}

static void name_group(struct print_separators *separators, const struct row *row,
                       struct arena *arena)
{
    const char *kazakh = group_in(separators, row, "kk", arena);
    const char *russian = group_in(separators, row, "ru", arena);
    form_values_set_text(&separators->values, VALUE_GROUP_KK,
                         *kazakh || *russian ? kazakh : "—");
    form_values_set_text(&separators->values, VALUE_GROUP_RU, russian);
}

/* ---- the document ------------------------------------------------------------------------ */

const struct face *print_separators_faces(const struct print_separators *separators,
                                          const struct document *document, struct arena *arena,
                                          size_t *count)
{
    const struct font_set *own = separators->faces;
    struct face *faces = arena_new(arena, document->face_count + own->count, sizeof *faces);
    memcpy(faces, document->faces, document->face_count * sizeof *faces);
    for (size_t i = 0; i < own->count; i++)
        faces[document->face_count + i] =
            (struct face){own->fonts[i]->name, own->fonts[i], own->shapers[i]};
    *count = document->face_count + own->count;
    return faces;
}

/* The file's faces begin with those of the certificates. */
static void renumber_faces(const struct print_separators *separators, struct page *page,
                           struct arena *arena)
{
    const struct item_scale scale = {.scale = 1, .faces = separators->job->faces->count};
    const struct part **parts = arena_new(arena, page->count, sizeof(struct part *));
    for (size_t i = 0; i < page->count; i++) {
        struct part *part = arena_new(arena, 1, sizeof *part);
        *part = *page->parts[i];
        part->items = item_scale_copy(&scale, part->items, part->count, arena);
        parts[i] = part;
    }
    page->parts = parts;
}

/* Lays out the separator of the rows that are there. */
static bool make_document(struct print_separators *separators, struct arena *arena,
                          struct document *document, struct report *findings)
{
    const struct form_source source = {.form = separators->form,
                                       .binding = separators->binding,
                                       .faces = separators->faces,
                                       .values = &separators->values,
                                       .rows = &separators->rows};
    struct form_documents *documents = form_documents_new(&source, separators->room, findings);
    if (!documents)
        return false;
    struct page *pages = arena_new(arena, form_documents_pages(documents), sizeof *pages);
    struct document page;
    bool begins;
    size_t count = 0;
    while (form_documents_next(documents, arena, &page, &begins)) {
        *document = page;
        pages[count] = page.pages[0];
        renumber_faces(separators, &pages[count++], arena);
    }
    document->pages = pages;
    document->page_count = count;
    bool made = form_documents_sound(documents);
    form_documents_free(documents);
    return made;
}

bool print_separators_make(struct print_separators *separators, const struct row *rows,
                           size_t count, struct arena *arena, struct document *document,
                           struct report *findings)
{
    struct form_rows *form_rows = &separators->rows;
    form_rows_free(form_rows);
    name_group(separators, &rows[0], arena);
    form_values_set_text(&separators->values, VALUE_SPARE_NUMBER, "");
    for (size_t i = 0; i < count; i++) {
        struct place place = card_place(separators->job->binding, &rows[i], arena);
        form_rows_add(form_rows, separators->form, separators->binding, FORM_ROW_PERSON,
                      &rows[i], &place, findings);
    }
    form_rows_sort(form_rows, separators->form);
    return make_document(separators, arena, document, findings);
}

const char *print_separators_range(const char *const *numbers, size_t count,
                                   struct arena *arena)
{
    return count > 1 ? arena_printf(arena, "%s–%s", numbers[0], numbers[count - 1])
                     : numbers[0];
}

bool print_separators_make_spares(struct print_separators *separators,
                                  const char *const *numbers, size_t count, struct arena *arena,
                                  struct document *document, struct report *findings)
{
    struct form_rows *form_rows = &separators->rows;
    size_t columns = roster_columns(separators->job->roster);
    const char **fields = arena_new(arena, columns, sizeof *fields);
    form_rows_free(form_rows);
    for (size_t i = 0; i < columns; i++)
        fields[i] = "";
    form_values_set_text(&separators->values, VALUE_GROUP_KK, "");
    form_values_set_text(&separators->values, VALUE_GROUP_RU, "");
    form_values_set_text(&separators->values, VALUE_SPARE_NUMBER,
                         print_separators_range(numbers, count, arena));
    for (size_t i = 0; i < count; i++) {
        const struct row row = {.fields = fields, .registered = {numbers[i], ""}};
        form_rows_add(form_rows, separators->form, separators->binding, FORM_ROW_SPARE, &row,
                      &(struct place){0}, findings);
    }
    return make_document(separators, arena, document, findings);
}
