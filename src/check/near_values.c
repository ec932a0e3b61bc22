#include "check/near_values.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/script.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST = 256,   /* different values of a closed set */
    SLOTS = 1024, /* a power of two, much larger than MOST */
    FREQUENT = 3, /* the least times that a value stands that is no slip, … */
    TIMES = 3,    /* … and how many times more often than the rare one */
    SHORT = 5,    /* letters of a value that are soon another word's */
    LONG = 8,     /* … and of one in which two may be wrong */
};

struct value {
    char *text; /* NULL: the slot is free */
    size_t count;
    const char *meant;
    bool sure;
};

struct near_values {
    struct value *slots; /* hashed by text, linear probing; NULL: too many */
    size_t count;
};

struct near_values *near_values_new(void)
{
    struct near_values *values = mem_new(1, sizeof *values);
    values->slots = mem_new(SLOTS, sizeof *values->slots);
    return values;
}

static void forget(struct near_values *values)
{
    for (size_t i = 0; values->slots && i < SLOTS; i++)
        free(values->slots[i].text);
    free(values->slots);
    values->slots = NULL;
}

void near_values_free(struct near_values *values)
{
    if (values)
        forget(values);
    free(values);
}

/* FNV-1a; who makes values collide makes nothing but his own list slow, and MOST bounds it. */
static size_t hash(const char *text)
{
    uint32_t hash = 2166136261u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash % SLOTS;
}

/* Returns the value's slot, or the free one where it would stand. */
static struct value *find(const struct near_values *values, const char *text)
{
    size_t slot = hash(text);
    while (values->slots[slot].text && strcmp(values->slots[slot].text, text) != 0)
        slot = (slot + 1) % SLOTS;
    return &values->slots[slot];
}

void near_values_count(struct near_values *values, const char *text)
{
    if (!values->slots || !*text)
        return;
    struct value *value = find(values, text);
    if (!value->text && values->count == MOST) {
        forget(values);
        return;
    }
    if (!value->text) {
        value->text = mem_copy(text);
        values->count++;
    }
    value->count++;
}

/* The letters of a word that may be a number: «II», «А» of «5 А», but not «г.». */
struct numeral {
    size_t letters;
    bool roman, upper;
};

static bool is_numeral(const struct numeral *word, uint32_t next)
{
    return (word->roman && word->letters > 1) ||
           (word->upper && word->letters == 1 && next != '.');
}

/* Says whether there is a number in it, or a letter that counts: what differs there differs. */
static bool has_number(const char *text)
{
    struct numeral word = {0, true, true};
    if (strpbrk(text, "0123456789"))
        return true;
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        bool inside = utf8_is_letter(letter);
        if (inside) {
            word.letters++;
            word.roman &= script_is_roman(letter);
            word.upper &= utf8_is_upper(letter);
        }
        if (inside && text < end)
            continue;
        if (is_numeral(&word, inside ? 0 : letter))
            return true;
        word = (struct numeral){0, true, true};
    }
    return false;
}

/* How far `rare` is from `frequent` if a slip explains it, else 0. */
static size_t slip(const struct value *rare, const struct value *frequent)
{
    if (frequent->count < FREQUENT || rare->count >= FREQUENT ||
        frequent->count < TIMES * rare->count || has_number(rare->text))
        return 0;
    size_t a = utf8_length(rare->text), b = utf8_length(frequent->text);
    size_t most = b >= LONG ? 2 : 1;
    if (b < 4 || (a > b ? a - b : b - a) > most)
        return 0;
    size_t distance = utf8_distance(rare->text, frequent->text);
    if (!distance) /* letter case alone */
        return 1;
    return distance <= most ? distance : 0;
}

/* A hand seldom slips at the first letter, and Аральск is no Уральск. */
static bool is_sure(const char *rare, const char *frequent)
{
    const char *a = rare, *b = frequent;
    bool same_head =
        utf8_next(&a, rare + strlen(rare)) == utf8_next(&b, frequent + strlen(frequent));
    return utf8_distance(rare, frequent) == 0 || (same_head && utf8_length(frequent) > SHORT);
}

static int by_text(const void *left, const void *right)
{
    const struct value *a = *(struct value *const *)left, *b = *(struct value *const *)right;
    return strcmp(a->text, b->text);
}

/* Lists the values in an order that does not depend on the order of counting. */
static struct value **sorted(const struct near_values *values)
{
    struct value **list = mem_new(values->count, sizeof(struct value *));
    size_t count = 0;
    for (size_t i = 0; i < SLOTS; i++)
        if (values->slots[i].text)
            list[count++] = &values->slots[i];
    if (count)
        qsort(list, count, sizeof *list, by_text);
    return list;
}

bool near_values_close(struct near_values *values)
{
    bool any = false;
    if (!values->slots)
        return false;
    struct value **list = sorted(values);
    for (size_t i = 0; i < values->count; i++) {
        size_t best = SIZE_MAX;
        for (size_t k = 0; k < values->count; k++) {
            size_t distance = k == i ? 0 : slip(list[i], list[k]);
            if (!distance || distance >= best)
                continue;
            best = distance;
            list[i]->meant = list[k]->text;
            list[i]->sure = distance == 1 && is_sure(list[i]->text, list[k]->text);
            any = true;
        }
    }
    free(list);
    return any;
}

const char *near_values_meant(const struct near_values *values, const char *text, bool *sure)
{
    if (!values->slots || !*text)
        return NULL;
    const struct value *value = find(values, text);
    *sure = value->sure;
    return value->text ? value->meant : NULL;
}
