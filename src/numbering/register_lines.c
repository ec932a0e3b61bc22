#include "numbering/register_lines.h"

#include "base/calendar.h"
#include "base/mem.h"
#include "numbering/row_identity.h"
#include "register/registry.h"
#include "search/column_search.h"

#include <stdlib.h>
#include <string.h>

/* The columns that the register knows by itself; the last ones are the states. */
enum {
    COLUMN_NUMBER,
    COLUMN_WHO,
    COLUMN_DATE,
    COLUMN_VERSION,
    COLUMN_FILE,
    COLUMN_REASON,
    COLUMN_STATE,
    COLUMN_FIRST_STATE,
    OWN_COLUMNS = COLUMN_FIRST_STATE + LINE_STATES,
};

static const char *const own_columns[OWN_COLUMNS] = {
    [COLUMN_NUMBER] = "number",
    [COLUMN_WHO] = "who",
    [COLUMN_DATE] = "date",
    [COLUMN_VERSION] = "version",
    [COLUMN_FILE] = "file",
    [COLUMN_REASON] = "reason",
    [COLUMN_STATE] = "state",
    [COLUMN_FIRST_STATE + LINE_ISSUED] = "issued",
    [COLUMN_FIRST_STATE + LINE_DUPLICATE] = "duplicate",
    [COLUMN_FIRST_STATE + LINE_SPOILED] = "spoiled",
    [COLUMN_FIRST_STATE + LINE_REVOKED] = "revoked",
    [COLUMN_FIRST_STATE + LINE_SPARE] = "spare",
};

bool register_lines_has(const char *name)
{
    for (size_t i = 0; i < OWN_COLUMNS; i++)
        if (strcmp(own_columns[i], name) == 0)
            return true;
    return false;
}

static const char *state_word(enum register_line_state state)
{
    return own_columns[COLUMN_FIRST_STATE + state];
}

bool register_line_state_read(const char *word, enum register_line_state *state)
{
    for (size_t i = 0; i < LINE_STATES; i++)
        if (strcmp(state_word(i), word) == 0) {
            *state = i;
            return true;
        }
    return false;
}

/* ---- what the register says ------------------------------------------------------------- */

/* Records being read; texts are the lines' arena's. */
struct record_list {
    struct register_lines *lines;
    struct registry_record *list;
    size_t count, room;
    bool sound;
    struct error *err;
};

static size_t column_of(struct register_lines *lines, const char *heading, size_t size)
{
    size_t i = 0;
    while (i < lines->heading_count && (strncmp(lines->headings[i], heading, size) != 0 ||
                                        lines->headings[i][size] != '\0'))
        i++;
    return i;
}

static void add_heading(struct register_lines *lines, const char *heading, size_t size)
{
    lines->headings = mem_grow(lines->headings, lines->heading_count, &lines->heading_room,
                               sizeof *lines->headings);
    lines->headings[lines->heading_count++] = arena_copy(&lines->arena, heading, size);
}

static bool fail_pending(const struct registry_record *record, struct error *err)
{
    error_set(
        err, "journal-pending",
        "number %s: this certificate is not issued yet: it waits for its signature, or the "
        "run that issues it was cut off or is still going on.",
        record->number);
    error_advise(err, "Bring it to its end with kualik issue, then make the journal; if it is "
                      "nobody's any more, use kualik register spoil with its number.");
    return error_at(err, (struct place){.who = *record->who ? record->who : NULL});
}

static bool add_record(void *context, const struct registry_record *record)
{
    struct record_list *records = context;
    struct arena *arena = &records->lines->arena;
    struct row_field field;
    records->sound = record->state != REGISTRY_RESERVED || !record->has_person ||
                     fail_pending(record, records->err);
    if (!records->sound)
        return false;
    for (const char *at = record->fields; row_identity_next_field(&at, &field);)
        if (column_of(records->lines, field.heading, field.heading_size) ==
            records->lines->heading_count)
            add_heading(records->lines, field.heading, field.heading_size);
    records->list =
        mem_grow(records->list, records->count, &records->room, sizeof *records->list);
    struct registry_record *added = &records->list[records->count++];
    *added = *record;
    added->number = arena_text(arena, record->number);
    added->who = arena_text(arena, record->who);
    added->fields = arena_text(arena, record->fields);
    added->file = arena_text(arena, record->file);
    added->reason = arena_text(arena, record->reason);
    return true;
}

/* ---- lines of it ------------------------------------------------------------------------ */

static enum register_line_state state_of(const struct registry_record *record)
{
    switch (record->state) {
    case REGISTRY_DUPLICATE:
        return LINE_DUPLICATE;
    case REGISTRY_SPOILED:
        return LINE_SPOILED;
    case REGISTRY_REVOKED:
        return LINE_REVOKED;
    case REGISTRY_RESERVED:
        return LINE_SPARE;
    case REGISTRY_ISSUED:
    case REGISTRY_SUPERSEDED:
        break;
    }
    return LINE_ISSUED;
}

/* What the list calls as the register calls something of its own is not seen. */
static void fill_fields(struct register_lines *lines, const struct registry_record *record,
                        const char **fields)
{
    struct row_field field;
    for (size_t i = 0; i < lines->heading_count; i++)
        fields[i] = "";
    for (const char *at = record->fields; row_identity_next_field(&at, &field);) {
        size_t column = column_of(lines, field.heading, field.heading_size);
        if (column >= OWN_COLUMNS)
            fields[column] = arena_copy(&lines->arena, field.text, field.text_size);
    }
}

static void add_line(struct register_lines *lines, const struct registry_record *record,
                     int offset)
{
    struct arena *arena = &lines->arena;
    const char **fields = arena_new(arena, lines->heading_count, sizeof *fields);
    struct register_line *line = &lines->list[lines->count++];
    *line = (struct register_line){.state = state_of(record), .day = ""};
    fill_fields(lines, record, fields);
    if (record->time) {
        struct date date = calendar_time(record->time, offset).date;
        line->day = arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
        fields[COLUMN_DATE] =
            arena_printf(arena, "%02d.%02d.%04d", date.day, date.month, date.year);
    }
    fields[COLUMN_NUMBER] = record->number;
    fields[COLUMN_WHO] = record->who;
    fields[COLUMN_VERSION] = arena_printf(arena, "%zu", record->version);
    fields[COLUMN_FILE] = record->file;
    /* That of a spare says what it is, as its state does. */
    fields[COLUMN_REASON] = line->state == LINE_SPARE ? "" : record->reason;
    fields[COLUMN_STATE] = state_word(line->state);
    fields[COLUMN_FIRST_STATE + line->state] = state_word(line->state);
    if (!record->has_person) /* spoiled ones, too */
        fields[COLUMN_FIRST_STATE + LINE_SPARE] = state_word(LINE_SPARE);
    line->row = (struct row){.fields = fields, .registered = {record->number, ""}};
}

static bool fail_at(const char *path, struct error *err)
{
    return error_at(err, (struct place){.file = path});
}

static bool read_records(struct registry *registry, const char *path, int offset,
                         struct record_list *records)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    struct register_lines *lines = records->lines;
    for (size_t i = 0; i < OWN_COLUMNS; i++)
        add_heading(lines, own_columns[i], strlen(own_columns[i]));
    lines->event = arena_text(&lines->arena, registry_event(registry));
    if (!registry_find(registry, &search, add_record, records, records->err) || !records->sound)
        return fail_at(path, records->err);
    if (!records->count) {
        error_set(records->err, "register-without-numbers",
                  "The register has given out no number yet.");
        error_advise(records->err, "kualik issue gives them out.");
        return fail_at(path, records->err);
    }
    lines->list = mem_new(records->count, sizeof *lines->list);
    for (size_t i = 0; i < records->count; i++)
        add_line(lines, &records->list[i], offset);
    return true;
}

bool register_lines_read(const char *path, int offset, struct register_lines *lines,
                         struct error *err)
{
    struct registry *registry = registry_open(path, REGISTRY_READ, NULL, err);
    struct record_list records = {.lines = lines, .sound = true, .err = err};
    bool read = registry && read_records(registry, path, offset, &records);
    registry_close(registry);
    free(records.list);
    return read;
}

void register_lines_free(struct register_lines *lines)
{
    free(lines->list);
    free(lines->headings);
    arena_free(&lines->arena);
    *lines = (struct register_lines){0};
}

/* ---- those that are asked for ----------------------------------------------------------- */

static bool asks_for_states(const struct register_filter *filter)
{
    bool asks = false;
    for (size_t i = 0; i < LINE_STATES; i++)
        asks |= filter->only[i];
    return asks;
}

bool register_lines_filter(struct register_lines *lines, const struct roster *roster,
                           const struct template *template,
                           const struct register_filter *filter, struct error *err)
{
    struct arena arena = {0};
    struct column_value where;
    bool found = !filter->where ||
                 column_search_where(roster, template, filter->where, &arena, &where, err);
    bool states = asks_for_states(filter);
    size_t count = 0;
    for (size_t i = 0; found && i < lines->count; i++) {
        const struct register_line *line = &lines->list[i];
        if ((!filter->where || column_search_fits(&where, line->row.fields, &arena)) &&
            (!filter->since || strcmp(line->day, filter->since) >= 0) &&
            (!states || filter->only[line->state]))
            lines->list[count++] = *line;
    }
    arena_free(&arena);
    if (!found)
        return false;
    lines->count = count;
    if (count)
        return true;
    error_set(err, "journal-empty", "No number of the register is asked for.");
    error_advise(err, "Ask for other numbers with --where, --since and --state; kualik "
                      "register list shows what there is.");
    return fail_at(roster_path(roster), err);
}
