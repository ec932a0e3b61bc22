#include "check/list_check.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "check/near_values.h"
#include "lang/script.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    LENGTHS = 256,      /* longer names count as this long */
    FEW_ROWS = 20,      /* too few to say what is usual */
    FEW_TEXTS = 5,      /* too few to speak of a column's letters */
    MASK_COLUMNS = 64,  /* whose emptiness is kept of a row */
    USUAL_PERCENT = 95, /* of rows that fill a field, for an empty one to be remarkable */
};

/* What is kept of a row. */
struct counted {
    uint64_t name;  /* of its letters, case ignored; 0: it has none */
    uint64_t empty; /* a bit for each of the first columns */
    size_t row;     /* as a spreadsheet counts, 0: the row could not be read */
    size_t twin;    /* the first row with this name, if it is another */
    size_t length;  /* of the name, without the patronymic */
};

struct census {
    pthread_mutex_t lock;
    const struct columns *columns;
    struct counted *rows;
    size_t count; /* of rows, those that could not be read too */
    size_t room;
    struct values **values; /* by column; NULL where they are not compared */
    size_t *filled;         /* by column: in how many rows it says something, … */
    size_t *kazakh;         /* … in how many it has a Kazakh letter, … */
    size_t *stripped;       /* … and in how many it seems to lack one */
    /* once closed: */
    size_t shortest, longest; /* what is still usual */
    uint64_t usual;           /* the columns that are nearly always filled */
    size_t usual_length;
};

/* Values are compared where they are words of a closed set: no names, no columns of which the
 * template says what they hold. */
static bool compares(const struct column *column)
{
    return column->used && !column->personal && !column->value_count;
}

struct census *census_new(const struct columns *columns)
{
    struct census *census = mem_new(1, sizeof *census);
    pthread_mutex_init(&census->lock, NULL);
    census->columns = columns;
    census->values = mem_new(columns->count, sizeof(struct values *));
    census->filled = mem_new(columns->count, sizeof *census->filled);
    census->kazakh = mem_new(columns->count, sizeof *census->kazakh);
    census->stripped = mem_new(columns->count, sizeof *census->stripped);
    for (size_t i = 0; i < columns->count; i++)
        if (compares(&columns->list[i]))
            census->values[i] = values_new();
    return census;
}

void census_free(struct census *census)
{
    if (!census)
        return;
    for (size_t i = 0; i < census->columns->count; i++)
        values_free(census->values[i]);
    free(census->values);
    free(census->filled);
    free(census->kazakh);
    free(census->stripped);
    free(census->rows);
    pthread_mutex_destroy(&census->lock);
    free(census);
}

/* ---- counting --------------------------------------------------------------------------- */

static bool has_letter(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_of(utf8_next(&text, end)) != SCRIPT_NONE)
            return true;
    return false;
}

/* A code or number that `who` shows is no name: it would make two of one person's rows. */
static bool is_name(const struct column *column, const char *text)
{
    return column->personal && has_letter(text) &&
           (column->named || !strpbrk(text, "0123456789"));
}

/* Joins what the row says in the personal columns of that language; returns the length without
 * the patronymic, which many do not have. */
static size_t join_name(const struct columns *columns, const struct row *row,
                        enum tongue tongue, struct buf *name)
{
    size_t length = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (column->tongue != tongue || !is_name(column, row->fields[i]))
            continue;
        buf_printf(name, "%s%s", name->size ? " " : "", row->fields[i]);
        if (!column->patronymic)
            length += utf8_length(row->fields[i]);
    }
    return length;
}

static void read_name(const struct columns *columns, const struct row *row, struct arena *arena,
                      struct counted *counted)
{
    static const enum tongue tongues[] = {TONGUE_KAZAKH, TONGUE_RUSSIAN, TONGUE_OTHER};
    struct buf name = {0};
    for (size_t i = 0; i < sizeof tongues / sizeof *tongues && !name.size; i++)
        counted->length = join_name(columns, row, tongues[i], &name);
    if (name.size) {
        const char *lower = utf8_lower(arena, name.data, "kk");
        struct digest digest = digest_of(&(struct span){lower, strlen(lower)}, 1);
        memcpy(&counted->name, digest.bytes, sizeof counted->name);
    }
    buf_free(&name);
}

static void store(struct census *census, size_t index, const struct counted *counted)
{
    while (census->count <= index) {
        census->rows =
            mem_grow(census->rows, census->count, &census->room, sizeof *census->rows);
        census->rows[census->count++] = (struct counted){0};
    }
    census->rows[index] = *counted;
}

void census_count(struct census *census, size_t index, const struct row *row,
                  const bool *stripped, struct arena *arena)
{
    const struct columns *columns = census->columns;
    struct counted counted = {.row = row->number};
    bool *kazakh = arena_new(arena, columns->count, sizeof *kazakh);
    read_name(columns, row, arena, &counted);
    for (size_t i = 0; i < columns->count && i < MASK_COLUMNS; i++)
        counted.empty |= (uint64_t)(*row->fields[i] == '\0') << i;
    for (size_t i = 0; i < columns->count; i++)
        kazakh[i] =
            columns->list[i].tongue == TONGUE_KAZAKH && script_has_kazakh(row->fields[i]);
    pthread_mutex_lock(&census->lock);
    store(census, index, &counted);
    for (size_t i = 0; i < columns->count; i++) {
        census->filled[i] += *row->fields[i] != '\0';
        census->kazakh[i] += kazakh[i];
        census->stripped[i] += stripped[i];
        if (census->values[i])
            values_count(census->values[i], row->fields[i]);
    }
    pthread_mutex_unlock(&census->lock);
}

/* ---- judging ---------------------------------------------------------------------------- */

static int by_name(const void *left, const void *right)
{
    const struct counted *a = *(struct counted *const *)left;
    const struct counted *b = *(struct counted *const *)right;
    if (a->name != b->name)
        return a->name < b->name ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static bool find_twins(struct census *census)
{
    struct counted **sorted = mem_new(census->count, sizeof(struct counted *));
    bool any = false;
    for (size_t i = 0; i < census->count; i++)
        sorted[i] = &census->rows[i];
    if (census->count)
        qsort(sorted, census->count, sizeof *sorted, by_name);
    for (size_t i = 1; i < census->count; i++) {
        if (!sorted[i]->name || sorted[i]->name != sorted[i - 1]->name)
            continue;
        sorted[i]->twin = sorted[i - 1]->twin ? sorted[i - 1]->twin : sorted[i - 1]->row;
        any = true;
    }
    free(sorted);
    return any;
}

/* Returns the length that `part` quarters of the names do not exceed. */
static size_t quartile(const size_t *lengths, size_t names, size_t part)
{
    size_t seen = 0;
    for (size_t length = 0; length < LENGTHS; length++) {
        seen += lengths[length];
        if (seen * 4 >= names * part)
            return length;
    }
    return LENGTHS - 1;
}

/* Unusual is what lies far outside the middle half, by the width of that half. */
static void find_usual_length(struct census *census)
{
    size_t lengths[LENGTHS] = {0}, names = 0;
    for (size_t i = 0; i < census->count; i++) {
        const struct counted *row = &census->rows[i];
        lengths[row->length < LENGTHS ? row->length : LENGTHS - 1] += row->name != 0;
        names += row->name != 0;
    }
    census->longest = SIZE_MAX;
    if (names < FEW_ROWS)
        return;
    size_t low = quartile(lengths, names, 1), high = quartile(lengths, names, 3);
    size_t width = high - low > 2 ? high - low : 2;
    census->usual_length = quartile(lengths, names, 2);
    census->longest = high + 3 * width;
    census->shortest = low > 2 * width ? low - 2 * width : 0;
}

/* A patronymic is often missing because there is none; of other names rowcheck tells. */
static void find_usual_columns(struct census *census)
{
    const struct columns *columns = census->columns;
    size_t empty[MASK_COLUMNS] = {0}, rows = 0;
    for (size_t i = 0; i < census->count; i++) {
        for (size_t k = 0; k < MASK_COLUMNS; k++)
            empty[k] += census->rows[i].empty >> k & 1;
        rows += census->rows[i].row != 0;
    }
    for (size_t k = 0; k < columns->count && k < MASK_COLUMNS && rows >= FEW_ROWS; k++) {
        const struct column *column = &columns->list[k];
        if (column->used && !column->patronymic && !column->required && !column->needed &&
            empty[k] * 100 <= rows * (100 - USUAL_PERCENT))
            census->usual |= (uint64_t)1 << k;
    }
}

static bool is_unusual(const struct census *census, const struct counted *row)
{
    bool length =
        row->name && (row->length < census->shortest || row->length > census->longest);
    return row->twin || length || (row->empty & census->usual);
}

bool census_close(struct census *census)
{
    bool any = find_twins(census);
    find_usual_length(census);
    find_usual_columns(census);
    for (size_t i = 0; i < census->columns->count; i++)
        any |= census->values[i] && values_close(census->values[i]);
    for (size_t i = 0; i < census->count && !any; i++)
        any = is_unusual(census, &census->rows[i]);
    return any;
}

/* ---- telling ---------------------------------------------------------------------------- */

/* Columns without a Kazakh letter though some of their texts should have one. */
void census_tell_columns(const struct census *census, const char *list,
                         struct findings *findings)
{
    const struct columns *columns = census->columns;
    for (size_t i = 0; i < columns->count; i++)
        if (census->filled[i] >= FEW_TEXTS && !census->kazakh[i] && census->stripped[i] > 1)
            findings_add(findings, LEVEL_WARNING, (struct place){.file = list},
                         "Look whether it holds Russian, or Kazakh typed with Russian letters.",
                         "not one of the %zu texts in «%s» has a Kazakh letter, though %zu "
                         "of them look as if they should.",
                         census->filled[i], columns->list[i].heading, census->stripped[i]);
}

/* Returns the value that may have been meant in the column, or NULL. */
static const char *meant(const struct census *census, size_t column, const struct row *row,
                         bool *sure)
{
    return census->values[column]
               ? values_meant(census->values[column], row->fields[column], sure)
               : NULL;
}

bool census_flags(const struct census *census, size_t index, const struct row *row)
{
    bool flagged = index < census->count && is_unusual(census, &census->rows[index]), sure;
    for (size_t i = 0; i < census->columns->count && !flagged; i++)
        flagged = meant(census, i, row, &sure) != NULL;
    return flagged;
}

static void tell_name(const struct census *census, const struct counted *counted,
                      struct place place, struct findings *findings)
{
    if (counted->twin)
        findings_add(findings, LEVEL_WARNING, place,
                     "Take one of them out, unless they are two people.",
                     "row %zu has the same name.", counted->twin);
    if (counted->name && counted->length > census->longest)
        findings_add(findings, LEVEL_NOTE, place, "Make sure that it is one person's.",
                     "surname and given name have %zu letters; %zu are usual.", counted->length,
                     census->usual_length);
    if (counted->name && counted->length < census->shortest)
        findings_add(findings, LEVEL_NOTE, place, "Make sure that nothing is missing.",
                     "surname and given name have %zu letters; %zu are usual.", counted->length,
                     census->usual_length);
}

void census_tell(const struct census *census, size_t index, const struct row *row,
                 struct place place, struct findings *findings)
{
    const struct columns *columns = census->columns;
    if (index >= census->count)
        return;
    tell_name(census, &census->rows[index], place, findings);
    for (size_t i = 0; i < columns->count; i++) {
        const char *name = columns->list[i].heading;
        bool sure;
        const char *other = meant(census, i, row, &sure);
        size_t pair = columns->list[i].pair; /* if that is filled, rowcheck has told */
        if (i < MASK_COLUMNS && (census->rows[index].empty & census->usual) >> i & 1 &&
            (pair == NO_COLUMN || !*row->fields[pair]))
            findings_add(findings, LEVEL_NOTE, place, "Fill it in, unless it is meant so.",
                         "the field «%s» is empty; nearly all others are filled.", name);
        if (other)
            findings_add(findings, sure ? LEVEL_WARNING : LEVEL_NOTE, place,
                         "Correct it, unless it is meant so.",
                         "«%s» says «%s»; the list often says «%s».", name, row->fields[i],
                         other);
    }
}
