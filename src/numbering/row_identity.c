#include "numbering/row_identity.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bind/card.h"
#include "bind/headings.h"
#include "lang/column_kind.h"

#include <stdlib.h>
#include <string.h>

enum column_use {
    USE_NONE,
    USE_SHOWN, /* the certificate depends on it */
    USE_KEPT,  /* a journal may show it */
};

struct row_identity {
    const struct binding *binding;
    const struct roster *roster;
    enum column_use *uses; /* by column of the list */
};

/* Whether a filter may look at the column instead of the one that the template names: a case
 * form in its own column, such as name_ru_dat. */
static bool is_form_of(const char *heading, const char *name)
{
    size_t size = strlen(name);
    return strncmp(heading, name, size) == 0 && (heading[size] == '_' || !heading[size]);
}

static bool is_name_or_region(const struct binding *binding, const char *heading)
{
    static const enum heading kinds[] = {HEADING_PERSON, HEADING_PATRONYMIC, HEADING_REGION};
    bool is = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        is |= column_kind_is(binding->grammar->words, kinds[i], heading);
    return is;
}

static enum column_use use_of(const struct row_identity *identity, size_t column,
                              const char *const *needed, size_t count)
{
    const char *heading = roster_heading(identity->roster, column);
    bool shown = column == identity->binding->gender || strcmp(heading, "number") == 0;
    for (size_t i = 0; i < count && !shown; i++)
        shown = is_form_of(heading, needed[i]);
    return shown                                           ? USE_SHOWN
           : is_name_or_region(identity->binding, heading) ? USE_KEPT
                                                           : USE_NONE;
}

struct row_identity *row_identity_new(const struct binding *binding,
                                      const struct roster *roster)
{
    struct row_identity *identity = mem_new(1, sizeof *identity);
    struct arena arena = {0};
    size_t count, columns = roster_columns(roster);
    const char *const *needed = headings_needed(binding->template, &arena, &count);
    identity->binding = binding;
    identity->roster = roster;
    identity->uses = mem_new(columns, sizeof *identity->uses);
    for (size_t i = 0; i < columns; i++)
        identity->uses[i] = use_of(identity, i, needed, count);
    arena_free(&arena);
    return identity;
}

void row_identity_free(struct row_identity *identity)
{
    if (!identity)
        return;
    free(identity->uses);
    free(identity);
}

const char *row_identity_who(const struct row_identity *identity, const struct row *row,
                             struct arena *arena)
{
    return card_place(identity->binding, row, arena).who;
}

struct digest row_identity_person(const struct row_identity *identity, const struct row *row,
                                  struct arena *arena)
{
    const struct template_register *registry = &identity->binding->template->registry;
    struct buf words = {0};
    bool empty = true;
    for (size_t i = 0; i < registry->person_count; i++) {
        const char *text = card_value(identity->binding, row, registry->person[i], arena);
        buf_printf(&words, "%s\n", text);
        empty = empty && !*text;
    }
    const char *who = empty ? row_identity_who(identity, row, arena) : buf_text(&words);
    const char *person = utf8_lower(arena, utf8_nfc(arena, who), "kk");
    struct digest digest = hash_of(&(struct span){person, strlen(person)}, 1);
    buf_free(&words);
    return digest;
}

bool row_identity_is_keyed(const struct row_identity *identity, const struct row *row,
                           struct arena *arena)
{
    const struct template_register *registry = &identity->binding->template->registry;
    const struct lang_words *words = identity->binding->grammar->words;
    bool keyed = false;
    for (size_t i = 0; i < registry->person_count; i++)
        keyed = keyed || (*card_value(identity->binding, row, registry->person[i], arena) &&
                          !column_kind_is_name(words, registry->person[i]));
    return keyed;
}

const char *row_identity_fields(const struct row_identity *identity, const struct row *row,
                                struct arena *arena)
{
    struct buf fields = {0};
    for (int use = USE_SHOWN; use <= USE_KEPT; use++)
        for (size_t i = 0; i < roster_columns(identity->roster); i++)
            if (identity->uses[i] == (enum column_use)use)
                buf_printf(&fields, "%s%s=%s\n", use == USE_KEPT ? "+" : "",
                           roster_heading(identity->roster, i), row->fields[i]);
    const char *text = arena_text(arena, buf_text(&fields));
    buf_free(&fields);
    return text;
}

bool row_identity_next_field(const char **at, struct row_field *field)
{
    size_t size = strcspn(*at, "\n"), kept = **at == '+';
    size_t heading = kept + strcspn(*at + kept, "=\n");
    size_t sign = heading < size;
    if (!**at)
        return false;
    *field = (struct row_field){.heading = *at + kept,
                                .text = *at + heading + sign,
                                .heading_size = heading - kept,
                                .text_size = size - heading - sign,
                                .kept = kept != 0};
    *at += size + ((*at)[size] == '\n');
    return true;
}

size_t row_identity_size(const char *fields)
{
    struct row_field field;
    for (const char *at = fields, *line = at;; line = at)
        if (!row_identity_next_field(&at, &field) || field.kept)
            return (size_t)(line - fields);
}

bool row_identity_find_field(const char *fields, const struct row_field *like,
                             struct row_field *found)
{
    while (row_identity_next_field(&fields, found))
        if (found->heading_size == like->heading_size &&
            memcmp(found->heading, like->heading, like->heading_size) == 0)
            return true;
    return false;
}

const char *row_identity_text(const char *fields, const char *heading, struct arena *arena)
{
    const struct row_field like = {.heading = heading, .heading_size = strlen(heading)};
    struct row_field found;
    return row_identity_find_field(fields, &like, &found)
               ? arena_copy(arena, found.text, found.text_size)
               : NULL;
}

const char *row_identity_differences(const char *before, const char *now, struct arena *arena)
{
    struct row_field field, old;
    const char *list = NULL;
    while (row_identity_next_field(&now, &field) && !field.kept)
        if (row_identity_find_field(before, &field, &old) &&
            (old.text_size != field.text_size ||
             memcmp(old.text, field.text, field.text_size) != 0))
            list = arena_printf(arena, "%s%s%.*s", list ? list : "", list ? ", " : "",
                                (int)field.heading_size, field.heading);
    return list;
}
