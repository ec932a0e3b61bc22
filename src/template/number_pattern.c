#include "template/number_pattern.h"

#include "base/buf.h"
#include "base/number.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 64 }; /* bytes of a pattern: numbers go into the names of files */

/* A placeholder: what stands between its braces. */
struct number_part {
    const char *text;
    size_t size;
};

static bool is_year(const struct number_part *part)
{
    return part->size == strlen("year") && strncmp(part->text, "year", part->size) == 0;
}

/* Reads {seq}, {seq:4}; puts in `*width` how many digits it has at least. */
static bool is_seq(const struct number_part *part, size_t *width)
{
    const char *end = part->text + part->size;
    *width = 1;
    if (part->size < strlen("seq") || !text_begins(part->text, "seq"))
        return false;
    const char *rest = part->text + strlen("seq");
    return rest == end ||
           (*rest == ':' && number_digits(rest + 1, end, 9, width) == end && *width > 0);
}

static bool check_part(const struct number_part *part, struct number_pattern *pattern,
                       size_t *seqs, struct error *err)
{
    size_t width;
    if (is_seq(part, &width)) {
        pattern->width = width;
        ++*seqs;
        return true;
    }
    if (is_year(part))
        return true;
    error_set(err, "number-placeholder", "A number has no {%.*s}.", (int)part->size,
              part->text);
    return error_advise(err, "It may have {year} and {seq}, or {seq:4} for four digits.");
}

static bool check_parts(struct number_pattern *pattern, struct error *err)
{
    size_t seqs = 0;
    for (const char *at = pattern->text; (at = strpbrk(at, "{}"));) {
        size_t size = strcspn(at + 1, "{}");
        if (*at == '}' || at[1 + size] != '}')
            return error_set(err, "number-brace", "A brace is not closed, or closes nothing.");
        if (!check_part(&(struct number_part){at + 1, size}, pattern, &seqs, err))
            return false;
        at += size + 2;
    }
    if (seqs == 1)
        return true;
    if (seqs == 0)
        error_set(err, "number-not-unique", "All numbers would be the same.");
    else
        error_set(err, "number-not-unique",
                  "Two {seq} side by side could make two numbers "
                  "alike.");
    return error_advise(err, "Write {seq} exactly once, such as ОСК-{year}-{seq:4}.");
}

bool number_pattern_read(struct arena *arena, const char *text, struct number_pattern *pattern,
                         struct error *err)
{
    struct number_pattern read = {.text = arena_text(arena, text), .width = 1};
    if (strlen(text) > LONGEST)
        return error_set(err, "number-too-long",
                         "A number of more than %d bytes does not go into the name of a file.",
                         (int)LONGEST);
    if (!check_parts(&read, err))
        return false;
    *pattern = read;
    return true;
}

const char *number_pattern_write(const struct number_pattern *pattern, struct arena *arena,
                                 int year, size_t seq)
{
    struct buf number = {0};
    for (const char *at = pattern->text; *at;) {
        size_t size = strcspn(at, "{");
        buf_add(&number, at, size);
        at += size;
        if (*at && text_begins(at, "{year}"))
            buf_printf(&number, "%04d", year);
        else if (*at)
            buf_printf(&number, "%0*zu", (int)pattern->width, seq);
        at += *at ? strcspn(at, "}") + 1 : 0;
    }
    const char *text = arena_text(arena, buf_text(&number));
    buf_free(&number);
    return text;
}

size_t number_pattern_seq(const struct number_pattern *pattern, struct arena *arena, int year,
                          const char *number)
{
    size_t seq;
    for (const char *at = pattern->text ? number : ""; *at;) {
        const char *end = number_digits(at, NULL, SIZE_MAX - 1, &seq);
        if (end && number_compare(number_pattern_write(pattern, arena, year, seq), number) == 0)
            return seq;
        at = end ? end : at + 1;
    }
    return 0;
}
