#include "issue/row_identity.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bind/card.h"
#include "bind/headings.h"

#include <stdlib.h>
#include <string.h>

struct row_identity {
    const struct binding *binding;
    const struct roster *roster;
    bool *used; /* by column of the list */
};

/* Whether a filter may look at the column instead of the one that the template names: a case
 * form in its own column, such as name_ru_dat. */
static bool is_form_of(const char *heading, const char *name)
{
    size_t size = strlen(name);
    return strncmp(heading, name, size) == 0 && (heading[size] == '_' || !heading[size]);
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
    identity->used = mem_new(columns, sizeof *identity->used);
    for (size_t i = 0; i < columns; i++) {
        const char *heading = roster_heading(roster, i);
        identity->used[i] = i == binding->gender || strcmp(heading, "number") == 0;
        for (size_t k = 0; k < count && !identity->used[i]; k++)
            identity->used[i] = is_form_of(heading, needed[k]);
    }
    arena_free(&arena);
    return identity;
}

void row_identity_free(struct row_identity *identity)
{
    if (!identity)
        return;
    free(identity->used);
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
    for (size_t i = 0; i < registry->person_count; i++)
        buf_printf(&words, "%s\n",
                   card_value(identity->binding, row, registry->person[i], arena));
    if (registry->person_count == 0)
        buf_puts(&words, row_identity_who(identity, row, arena));
    const char *person = utf8_lower(arena, utf8_nfc(arena, buf_text(&words)), "kk");
    struct digest digest = hash_of(&(struct span){person, strlen(person)}, 1);
    buf_free(&words);
    return digest;
}

const char *row_identity_fields(const struct row_identity *identity, const struct row *row,
                                struct arena *arena)
{
    struct buf fields = {0};
    for (size_t i = 0; i < roster_columns(identity->roster); i++)
        if (identity->used[i])
            buf_printf(&fields, "%s=%s\n", roster_heading(identity->roster, i), row->fields[i]);
    const char *text = arena_text(arena, buf_text(&fields));
    buf_free(&fields);
    return text;
}

bool row_identity_next_field(const char **at, struct row_field *field)
{
    size_t size = strcspn(*at, "\n"), heading = strcspn(*at, "=\n");
    size_t sign = heading < size;
    if (!**at)
        return false;
    *field = (struct row_field){*at, *at + heading + sign, heading, size - heading - sign};
    *at += size + ((*at)[size] == '\n');
    return true;
}

/* Finds the line that begins as `line` does, up to its first `=`; NULL if there is none. */
static const char *find_line(const char *text, const char *line, size_t heading)
{
    for (const char *at = text; *at; at += strcspn(at, "\n"), at += *at == '\n')
        if (strncmp(at, line, heading) == 0)
            return at;
    return NULL;
}

const char *row_identity_differences(const char *before, const char *now, struct arena *arena)
{
    const char *list = NULL;
    for (const char *at = now; *at; at += strcspn(at, "\n"), at += *at == '\n') {
        size_t size = strcspn(at, "\n"), heading = strcspn(at, "=\n");
        const char *old = find_line(before, at, heading + 1);
        if (old && (strcspn(old, "\n") != size || strncmp(old, at, size) != 0))
            list = arena_printf(arena, "%s%s%.*s", list ? list : "", list ? ", " : "",
                                (int)heading, at);
    }
    return list;
}
