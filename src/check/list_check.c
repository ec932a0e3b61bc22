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
    MASK_COLUMNS = 64,  /* whose emptiness is kept of a row */
    FEW_FIELDS = 3,     /* too few for a row of one field to be remarkable */
    USUAL_PERCENT = 95, /* of rows that fill a field, for an empty one to be remarkable */
};

/* A text that no other row should have. */
struct unique {
    uint64_t hash;  /* of how its letters look, case ignored; 0: there is none */
    uint64_t exact; /* … and of what they are */
    size_t same;    /* the first row that has it, too, if it is another; else 0 */
    bool alike;     /* that one is spelt in letters of another alphabet */
};

/* What is kept of a row that could be read. */
struct row_stats {
    struct unique name, number;
    uint64_t empty; /* a bit for each of the first columns */
    size_t index;   /* in the list */
    size_t row;     /* as a spreadsheet counts */
    size_t length;  /* of the name, without the patronymic */
    size_t filled;  /* how many fields say something */
};

/* In how many rows a column … */
struct contents {
    size_t words;   /* … has letters, … */
    size_t numbers; /* … has none, but a number that is not 0, … */
    size_t zeros;   /* … and has 0 */
};

struct list_check {
    pthread_mutex_t lock;
    const struct columns *columns;
    struct row_stats *rows; /* in the order in which they came; once closed, of the list */
    size_t count, room;
    struct near_values **values; /* by column; NULL where they are not compared */
    struct contents *contents;   /* by column; of those that are compared */
    /* once closed: */
    size_t shortest, longest; /* what is still usual */
    uint64_t usual;           /* the columns that are nearly always filled */
    size_t usual_length;
    size_t usual_filled; /* in the middle row, or 0 */
};

/* Values are compared where they are words of a closed set: no names, no columns of which the
 * template says what they hold. */
static bool compares(const struct column *column)
{
    return column->used && !column->personal && !column->value_count;
}

struct list_check *list_check_new(const struct columns *columns)
{
    struct list_check *check = mem_new(1, sizeof *check);
    pthread_mutex_init(&check->lock, NULL);
    check->columns = columns;
    check->values = mem_new(columns->count, sizeof(struct near_values *));
    check->contents = mem_new(columns->count, sizeof *check->contents);
    for (size_t i = 0; i < columns->count; i++)
        if (compares(&columns->list[i]))
            check->values[i] = near_values_new();
    return check;
}

void list_check_free(struct list_check *check)
{
    if (!check)
        return;
    for (size_t i = 0; i < check->columns->count; i++)
        near_values_free(check->values[i]);
    free(check->values);
    free(check->contents);
    free(check->rows);
    pthread_mutex_destroy(&check->lock);
    free(check);
}

/* ---- counting --------------------------------------------------------------------------- */

/* A code or number that `who` shows is no name: it would make two of one person's rows. */
static bool is_name(const struct column *column, const char *text)
{
    return column->personal && script_has_letter(text) &&
           (column->named || !strpbrk(text, "0123456789"));
}

/* Joins what the row says in the personal columns of that language; returns the length without
 * the patronymic, which many do not have. */
static size_t join_name(const struct columns *columns, const struct row *row,
                        enum language language, struct buf *name)
{
    size_t length = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (column->language != language || !is_name(column, row->fields[i]))
            continue;
        buf_printf(name, "%s%s", name->size ? " " : "", row->fields[i]);
        if (!column->patronymic)
            length += utf8_length(row->fields[i]);
    }
    return length;
}

static uint64_t hash_text(const char *text)
{
    uint64_t hash = 0;
    struct digest digest = hash_of(&(struct span){text, strlen(text)}, 1);
    if (*text)
        memcpy(&hash, digest.bytes, sizeof hash);
    return hash;
}

/* Returns the capitals in letters that tell apart what the eye does: Latin A is Cyrillic А. */
static const char *as_seen(struct arena *arena, const char *upper)
{
    const uint32_t cyrillic = 0x400; /* the first letter */
    const char *end = upper + strlen(upper);
    char *seen = arena_new(arena, 2 * strlen(upper) + 1, 1), *out = seen;
    while (upper < end) {
        uint32_t letter = utf8_next(&upper, end);
        uint32_t twin = letter < cyrillic ? script_cyrillic_twin(letter) : 0;
        out += utf8_put(twin ? twin : letter, out);
    }
    *out = '\0';
    return seen;
}

static struct unique unique_of(struct arena *arena, const char *text)
{
    const char *upper = utf8_upper(arena, text, "kk"), *seen = as_seen(arena, upper);
    uint64_t hash = hash_text(seen);
    return (struct unique){hash, strcmp(seen, upper) == 0 ? hash : hash_text(upper), 0, false};
}

/* Writes е for each ё of a name, as many do. */
static void write_ie(char *name)
{
    static const char letters[][2][3] = {{"ё", "е"}, {"Ё", "Е"}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        for (char *at = name; (at = strstr(at, letters[i][0]));)
            memcpy(at, letters[i][1], 2);
}

static void read_name(const struct columns *columns, const struct row *row, struct arena *arena,
                      struct row_stats *row_stats)
{
    static const enum language languages[] = {LANGUAGE_KAZAKH, LANGUAGE_RUSSIAN,
                                              LANGUAGE_OTHER};
    struct buf name = {0};
    for (size_t i = 0; i < sizeof languages / sizeof *languages && !name.size; i++)
        row_stats->length = join_name(columns, row, languages[i], &name);
    char *text = arena_text(arena, buf_text(&name));
    write_ie(text);
    row_stats->name = unique_of(arena, text);
    buf_free(&name);
}

/* The same number with zeros before it is the same: templates add them. */
static const char *plain_number(const char *text)
{
    size_t digits = strspn(text, "0123456789"), zeros = strspn(text, "0");
    return digits && !text[digits] && zeros < digits ? text + zeros : text;
}

static bool is_zero(const char *text)
{
    return strcmp(text, "0") == 0;
}

static void count_contents(struct contents *contents, const char *text)
{
    bool word = script_has_letter(text), zero = is_zero(text);
    contents->words += word;
    contents->zeros += zero;
    contents->numbers += !word && !zero && *text;
}

static void store(struct list_check *check, const struct row_stats *row_stats)
{
    check->rows = mem_grow(check->rows, check->count, &check->room, sizeof *check->rows);
    check->rows[check->count++] = *row_stats;
}

void list_check_count(struct list_check *check, size_t index, const struct row *row,
                      struct arena *arena)
{
    const struct columns *columns = check->columns;
    struct row_stats row_stats = {.index = index, .row = row->number};
    read_name(columns, row, arena, &row_stats);
    if (columns->number != NO_COLUMN)
        row_stats.number = unique_of(arena, plain_number(row->fields[columns->number]));
    for (size_t i = 0; i < columns->count; i++)
        row_stats.filled += *row->fields[i] != '\0';
    for (size_t i = 0; i < columns->count && i < MASK_COLUMNS; i++)
        row_stats.empty |= (uint64_t)(*row->fields[i] == '\0') << i;
    pthread_mutex_lock(&check->lock);
    store(check, &row_stats);
    for (size_t i = 0; i < columns->count; i++)
        if (check->values[i]) {
            near_values_count(check->values[i], row->fields[i]);
            count_contents(&check->contents[i], row->fields[i]);
        }
    pthread_mutex_unlock(&check->lock);
}

/* ---- judging ---------------------------------------------------------------------------- */

/* A text that should be unique, with its row. */
struct sorted_text {
    struct unique *text;
    size_t row;
};

static int by_hash(const void *left, const void *right)
{
    const struct sorted_text *a = left, *b = right;
    if (a->text->hash != b->text->hash)
        return a->text->hash < b->text->hash ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

/* Finds rows with the same name, or with the same number. */
static bool find_same(struct list_check *check, bool numbers)
{
    struct sorted_text *sorted = mem_new(check->count, sizeof *sorted);
    bool any = false;
    for (size_t i = 0; i < check->count; i++) {
        struct row_stats *row = &check->rows[i];
        sorted[i] = (struct sorted_text){numbers ? &row->number : &row->name, row->row};
    }
    if (check->count)
        qsort(sorted, check->count, sizeof *sorted, by_hash);
    const struct sorted_text *first = sorted;
    for (size_t i = 1; i < check->count; i++) {
        struct unique *text = sorted[i].text;
        if (!text->hash || text->hash != first->text->hash) {
            first = &sorted[i];
            continue;
        }
        text->same = first->row;
        text->alike = text->exact != first->text->exact;
        any = true;
    }
    free(sorted);
    return any;
}

static int by_size(const void *left, const void *right)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

/* A row of one field is remarkable where the middle row has several. */
static void find_usual_filled(struct list_check *check)
{
    size_t *filled = mem_new(check->count, sizeof *filled), rows = 0;
    for (size_t i = 0; i < check->count; i++)
        filled[rows++] = check->rows[i].filled;
    if (rows)
        qsort(filled, rows, sizeof *filled, by_size);
    check->usual_filled = rows ? filled[rows / 2] : 0;
    free(filled);
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
static void find_usual_length(struct list_check *check)
{
    size_t lengths[LENGTHS] = {0}, names = 0;
    for (size_t i = 0; i < check->count; i++) {
        const struct row_stats *row = &check->rows[i];
        lengths[row->length < LENGTHS ? row->length : LENGTHS - 1] += row->name.hash != 0;
        names += row->name.hash != 0;
    }
    check->longest = SIZE_MAX;
    if (names < FEW_ROWS)
        return;
    size_t low = quartile(lengths, names, 1), high = quartile(lengths, names, 3);
    size_t width = high - low > 2 ? high - low : 2;
    check->usual_length = quartile(lengths, names, 2);
    check->longest = high + 3 * width;
    check->shortest = low > 2 * width ? low - 2 * width : 0;
}

/* A patronymic is often missing because there is none; other names are row_check's. */
static void find_usual_columns(struct list_check *check)
{
    const struct columns *columns = check->columns;
    size_t empty[MASK_COLUMNS] = {0}, rows = check->count;
    for (size_t i = 0; i < check->count; i++)
        for (size_t k = 0; k < MASK_COLUMNS; k++)
            empty[k] += check->rows[i].empty >> k & 1;
    for (size_t k = 0; k < columns->count && k < MASK_COLUMNS && rows >= FEW_ROWS; k++) {
        const struct column *column = &columns->list[k];
        if (column->used && !column->patronymic && !column->required && !column->needed &&
            empty[k] * 100 <= rows * (100 - USUAL_PERCENT))
            check->usual |= (uint64_t)1 << k;
    }
}

static bool is_lonely(const struct list_check *check, const struct row_stats *row)
{
    return row->filled == 1 && check->usual_filled >= FEW_FIELDS;
}

static bool is_unusual(const struct list_check *check, const struct row_stats *row)
{
    bool length =
        row->name.hash && (row->length < check->shortest || row->length > check->longest);
    return row->name.same || row->number.same || length || is_lonely(check, row) ||
           (row->empty & check->usual);
}

/* Says whether 0 is no number in the column: others have words. Where the field must be filled,
 * row_check has reported it. */
static bool is_zero_odd(const struct list_check *check, size_t column)
{
    const struct contents *contents = &check->contents[column];
    return contents->zeros && contents->words > contents->numbers &&
           !check->columns->list[column].required;
}

static int by_index(const void *left, const void *right)
{
    const struct row_stats *a = left, *b = right;
    return a->index < b->index ? -1 : a->index > b->index;
}

bool list_check_close(struct list_check *check)
{
    if (check->count)
        qsort(check->rows, check->count, sizeof *check->rows, by_index);
    bool any = find_same(check, false);
    any |= find_same(check, true);
    find_usual_length(check);
    find_usual_columns(check);
    find_usual_filled(check);
    for (size_t i = 0; i < check->columns->count; i++)
        any |=
            (check->values[i] && near_values_close(check->values[i])) || is_zero_odd(check, i);
    for (size_t i = 0; i < check->count && !any; i++)
        any = is_unusual(check, &check->rows[i]);
    return any;
}

/* ---- reporting -------------------------------------------------------------------------- */

/* Returns the value that may have been meant in the column, or NULL. */
static const char *meant(const struct list_check *check, size_t column, const struct row *row,
                         bool *sure)
{
    return check->values[column]
               ? near_values_meant(check->values[column], row->fields[column], sure)
               : NULL;
}

/* Returns what is kept of a row, NULL if it was not counted. */
static const struct row_stats *find_row(const struct list_check *check, size_t index)
{
    const struct row_stats key = {.index = index};
    return check->count
               ? bsearch(&key, check->rows, check->count, sizeof *check->rows, by_index)
               : NULL;
}

bool list_check_flags(const struct list_check *check, size_t index, const struct row *row)
{
    const struct row_stats *counted = find_row(check, index);
    bool flagged = counted && is_unusual(check, counted), sure;
    for (size_t i = 0; i < check->columns->count && !flagged; i++)
        flagged =
            meant(check, i, row, &sure) || (is_zero(row->fields[i]) && is_zero_odd(check, i));
    return flagged;
}

static void report_same(const struct list_check *check, const struct row_stats *row_stats,
                        struct place place, struct report *findings)
{
    if (row_stats->name.same) {
        report_add(findings, LEVEL_WARNING, place, "same-name", "row %zu has the same name.",
                   row_stats->name.same);
        report_advise(findings, "Delete one of them, unless they are two people.");
    }
    if (row_stats->number.same) {
        const struct column *column = &check->columns->list[check->columns->number];
        place.column = column->heading;
        enum level level = column->used ? LEVEL_WARNING : LEVEL_NOTE;
        if (row_stats->number.alike)
            report_add(findings, level, place, "same-number",
                       "the number of row %zu looks the same: one has Latin letters, the other "
                       "Cyrillic ones.",
                       row_stats->number.same);
        else
            report_add(findings, level, place, "same-number", "row %zu has the same number.",
                       row_stats->number.same);
        report_advise(findings, "Give each its own.");
    }
}

static void report_name(const struct list_check *check, const struct row_stats *row_stats,
                        struct place place, struct report *findings)
{
    if (is_lonely(check, row_stats)) {
        report_add(findings, LEVEL_WARNING, place, "row-lonely",
                   "the row has one field, where others have %zu.", check->usual_filled);
        report_advise(findings, "If it is a remark or the heading of a group, delete the row.");
        return;
    }
    if (row_stats->name.hash && row_stats->length > check->longest) {
        report_add(findings, LEVEL_NOTE, place, "name-long",
                   "surname and given name have %zu letters; %zu are usual.", row_stats->length,
                   check->usual_length);
        report_advise(findings, "Make sure that it is one person's.");
    }
    if (row_stats->name.hash && row_stats->length < check->shortest) {
        report_add(findings, LEVEL_NOTE, place, "name-short",
                   "surname and given name have %zu letters; %zu are usual.", row_stats->length,
                   check->usual_length);
        report_advise(findings, "Make sure that nothing is missing.");
    }
}

static void report_zero(struct place place, struct report *findings)
{
    report_add(findings, LEVEL_WARNING, place, "field-nothing",
               "«%s» says nothing, but would be printed.", "0");
    report_advise(findings, "Leave the field empty; a formula that points at an empty cell "
                            "gives 0.");
}

void list_check_report(const struct list_check *check, size_t index, const struct row *row,
                       struct place place, struct report *findings)
{
    const struct columns *columns = check->columns;
    const struct row_stats *counted = find_row(check, index);
    if (!counted)
        return;
    report_same(check, counted, place, findings);
    report_name(check, counted, place, findings);
    if (is_lonely(check, counted))
        return;
    for (size_t i = 0; i < columns->count; i++) {
        bool sure;
        const char *other = meant(check, i, row, &sure);
        size_t pair = columns->list[i].pair; /* if that is filled, row_check has reported it */
        place.column = columns->list[i].heading;
        if (i < MASK_COLUMNS && (counted->empty & check->usual) >> i & 1 &&
            (pair == NO_COLUMN || !*row->fields[pair])) {
            report_add(findings, LEVEL_NOTE, place, "field-empty",
                       "the field is empty; nearly all others are filled.");
            report_advise(findings, "Fill it in, unless it is meant so.");
        }
        if (is_zero(row->fields[i]) && is_zero_odd(check, i))
            report_zero(place, findings);
        if (other) {
            report_add(findings, sure ? LEVEL_WARNING : LEVEL_NOTE, place, "value-rare",
                       "«%s» is rare; the list often says «%s».", row->fields[i], other);
            report_advise(findings, "Correct it, unless it is meant so.");
        }
    }
}
