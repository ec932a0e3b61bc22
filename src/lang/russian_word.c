#include "lang/russian_word.h"

#include "base/utf8.h"
#include "lang/script.h"

#include <string.h>

enum { HARD_HYPHEN = 0x2011 };

size_t russian_last_part(const char *text, size_t size)
{
    const char *next = text, *end = text + size;
    size_t start = 0;
    while (next < end) {
        uint32_t sign = utf8_next(&next, end);
        if (sign == '-' || sign == HARD_HYPHEN || script_is_apostrophe(sign) ||
            (sign == '.' && next < end)) /* Б.М.Имашев */
            start = (size_t)(next - text);
    }
    return start;
}

size_t russian_sign_size(const char *text, size_t start)
{
    size_t size = 1;
    while (size < start && ((unsigned char)text[start - size] & 0xC0) == 0x80)
        size++;
    return size;
}

bool russian_is_hyphen(const char *sign, size_t size)
{
    return *sign == '-' || (size == strlen("‑") && !memcmp(sign, "‑", size));
}

const struct rule *russian_find(const struct rule_section *section, const char *text,
                                size_t size)
{
    struct cyrillic word;
    return cyrillic_read(text, size, &word) ? rule_find(section, &word, word.count) : NULL;
}

bool russian_refuse(struct declining *work, const char *text, size_t size, const char *code,
                    const char *format)
{
    error_set(work->err, code, format, arena_copy(work->arena, text, size));
    return error_advise(work->err, "Write its case form into the list.");
}

char *russian_form(struct declining *work, const char *text, size_t size,
                   const struct rule *rule, const char *value)
{
    struct cyrillic word;
    if (*value == '=' || !cyrillic_read(text, size, &word))
        return arena_copy(work->arena, text, size);
    return cyrillic_end(work->arena, &word, word.count - rule->tail,
                        *value == '-' ? value + 1 : value);
}

char *russian_end(struct declining *work, const struct rule_section *section, const char *text,
                  size_t size)
{
    struct cyrillic word;
    if (!cyrillic_read(text, size, &word)) {
        russian_refuse(work, text, size, "form-not-cyrillic",
                       "«%s» has signs that are not Cyrillic letters.");
        return NULL;
    }
    const struct rule *rule = rule_find(section, &word, word.count);
    if (!rule) {
        russian_refuse(work, text, size, "form-no-rule",
                       "«%s» has an ending for which there is no rule.");
        return NULL;
    }
    if (rule->note)
        work->note = rule->note;
    return russian_form(work, text, size, rule, rule->values[work->form]);
}

bool russian_set(struct declining *work, size_t index, const char *text)
{
    if (!text)
        return false;
    work->words.text[index] = text;
    work->words.size[index] = strlen(text);
    return true;
}

bool russian_is_initials(const struct words *words, size_t index)
{
    return words->text[index][words->size[index] - 1] == '.';
}
