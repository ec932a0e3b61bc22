#include "roster/error_value.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/word_list.h"
#include "table/record.h"

#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char error_values_rules[];
extern const size_t error_values_rules_size;

struct error_values {
    struct word_lists *lists; /* owns those that follow */
    const struct word_list *words, *numbers;
};

struct error_values *error_values_new(struct error *err)
{
    struct error_values *values = mem_new(1, sizeof *values);
    const struct word_wanted wanted[] = {
        {&values->words, "error value"},
        {&values->numbers, "error number"},
    };
    values->lists =
        word_lists_new("error_values.rules", error_values_rules, error_values_rules_size, err);
    if (values->lists &&
        word_lists_find(values->lists, wanted, sizeof wanted / sizeof *wanted, err))
        return values;
    error_values_free(values);
    return NULL;
}

void error_values_free(struct error_values *values)
{
    if (!values)
        return;
    word_lists_free(values->lists);
    free(values);
}

/* Says whether the text is an error with its number: «Err:502». */
static bool is_numbered(const struct error_values *values, const char *lower)
{
    enum { DIGITS = 3 };
    const struct word_entry *entry = word_list_begins(values->numbers, lower);
    const char *number = entry ? lower + strlen(entry->word) : "";
    return strspn(number, "0123456789") == DIGITS && !number[DIGITS];
}

/* Says whether the text is nothing but the signs that fill a column too narrow. */
static bool is_filling(const char *text)
{
    enum { LEAST = 2 };
    size_t size = strspn(text, "#");
    return size >= LEAST && !text[size];
}

/* Says whether the text is a formula, as a list has them that was saved while they were shown:
 * =СЦЕПИТЬ(A2;B2), =A2, ='2 бет'!A2, =[1]Лист1!$A$2. */
static bool is_formula(const char *text)
{
    const char *next = text + 1, *end = text + strlen(text);
    bool sign = *text == '=' && next < end;
    uint32_t letter = sign ? utf8_next(&next, end) : 0;
    return sign && (utf8_is_letter(letter) || strchr("$'[(\"", (int)*(text + 1))) &&
           strpbrk(text, "0123456789()!");
}

/* Says whether the text can be none of them, as nearly all can tell by one look. */
static bool is_plain(const char *text)
{
    return *text != '#' && *text != '=' && !strchr(text, ':');
}

bool error_values_check(const struct error_values *values, const char *text, struct error *err)
{
    if (is_plain(text))
        return true;
    if (is_filling(text))
        return error_set(err, "cell-too-narrow",
                         "«%s» stands in place of a number that its column was too narrow to "
                         "show; widen the column and save the list again.",
                         text);
    if (is_formula(text))
        return error_set(
            err, "cell-formula-text",
            "«%s» is a formula, not what it gives; save the list again as it shows "
            "values, or type what it should say.",
            text);
    struct arena arena = {0};
    const char *lower = utf8_lower(&arena, text, "kk");
    bool is = *lower == '#'
                  ? word_list_find(values->words, lower + 1, strlen(lower + 1)) != NULL
                  : is_numbered(values, lower);
    arena_free(&arena);
    return !is || record_fail_of_error(err, text);
}

const char *error_values_beside(const struct error_values *values, const char *text,
                                size_t *size)
{
    const char *found = NULL;
    for (const char *at = text; !found && (at = strchr(at, '#')); at++) {
        *size = strcspn(at, " ,;()\"\n");
        bool head = at == text || strchr(" ,;(\"\n", at[-1]);
        struct arena arena = {0};
        const char *lower = utf8_lower(&arena, arena_copy(&arena, at, *size), "kk");
        if (head && *size < strlen(text) &&
            word_list_find(values->words, lower + 1, strlen(lower + 1)))
            found = at;
        arena_free(&arena);
    }
    return found;
}
