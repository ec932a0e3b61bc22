#include "check/web_text.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Signs by their names, as pages write them behind & and before ; */
static const struct {
    const char *name, *sign;
} entities[] = {
    {"quot", "\""},      {"amp", "&"},         {"lt", "<"},          {"gt", ">"},
    {"apos", "'"},       {"nbsp", " "},        {"laquo", "«"},       {"raquo", "»"},
    {"ndash", "\u2013"}, {"mdash", "\u2014"},  {"hellip", "\u2026"}, {"shy", ""},
    {"lsquo", "\u2018"}, {"rsquo", "\u2019"},  {"ldquo", "\u201C"},  {"rdquo", "\u201D"},
    {"bdquo", "\u201E"}, {"sbquo", "\u201A"},  {"ensp", " "},        {"emsp", " "},
    {"thinsp", " "},     {"middot", "\u00B7"}, {"bull", "\u2022"},   {"numero", "№"},
    {"copy", "\u00A9"},  {"reg", "\u00AE"},    {"deg", "\u00B0"},    {"sect", "\u00A7"},
};

/* Marks of text that lists have been seen with; those that begin a new line leave a space. */
static const struct {
    const char *name;
    bool line;
} tags[] = {{"b", false},     {"i", false},    {"u", false}, {"em", false},  {"strong", false},
            {"span", false},  {"font", false}, {"a", false}, {"sup", false}, {"sub", false},
            {"small", false}, {"br", true},    {"p", true},  {"div", true},  {"li", true},
            {"ul", true},     {"td", true},    {"tr", true}, {"table", true}};

/* Returns the bytes of the number behind «&#», such as 39 or x27, up to its «;», and appends
 * its sign; 0 if it is none. */
static size_t take_number(const char *text, struct buf *out)
{
    enum { LAST = 0x10FFFF };
    bool hexadecimal = *text == 'x' || *text == 'X';
    const char *digits = text + hexadecimal;
    size_t size = strspn(digits, hexadecimal ? "0123456789abcdefABCDEF" : "0123456789");
    unsigned long letter = size ? strtoul(digits, NULL, hexadecimal ? 16 : 10) : 0;
    char bytes[5] = {0};
    if (letter < ' ' || letter > LAST || (letter >= 0xD800 && letter < 0xE000) ||
        digits[size] != ';')
        return 0;
    buf_add(out, bytes, utf8_put((uint32_t)letter, bytes));
    return (size_t)(digits + size + 1 - text);
}

/* Returns the bytes of the sign that begins with & and appends what it stands for; 0 if none
 * does. */
static size_t take_entity(const char *text, struct buf *out)
{
    const char *name = text + 1;
    size_t number = *name == '#' ? take_number(name + 1, out) : 0;
    if (number)
        return number + 2;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        size_t size = strlen(entities[i].name);
        if (strncmp(name, entities[i].name, size) == 0 && name[size] == ';') {
            buf_puts(out, entities[i].sign);
            return size + 2;
        }
    }
    return 0;
}

/* The same of a tag that begins with <. */
static size_t take_tag(const char *text, struct buf *out)
{
    enum { LONGEST = 512 }; /* bytes, with its attributes */
    const char *name = text + 1 + (text[1] == '/');
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t size = strlen(tags[i].name);
        if (strncmp(name, tags[i].name, size) != 0 || !name[size] || !strchr(" />", name[size]))
            continue;
        const char *close = memchr(text, '>', strnlen(text, LONGEST));
        const char *rest = name + size; /* attributes: a<b and c>d has none */
        bool sure = close && (*rest != ' ' || close[-1] == '/' ||
                              memchr(rest, '=', (size_t)(close - rest)));
        buf_puts(out, sure && tags[i].line ? " " : "");
        return sure ? (size_t)(close + 1 - text) : 0;
    }
    return 0;
}

/* Returns the text without spaces at its ends, and with single ones between. */
static const char *tidy(struct arena *arena, const char *text)
{
    struct buf out = {0};
    for (const char *end = text + strlen(text); text < end;) {
        const char *at = text;
        bool space = utf8_is_space(utf8_next(&text, end));
        if (!space)
            buf_add(&out, at, (size_t)(text - at));
        else if (out.size && out.data[out.size - 1] != ' ')
            buf_putc(&out, ' ');
    }
    while (out.size && out.data[out.size - 1] == ' ')
        out.size--;
    const char *tidied = arena_copy(arena, out.size ? out.data : "", out.size);
    buf_free(&out);
    return tidied;
}

const char *web_text_shown(struct arena *arena, const char *text)
{
    struct buf out = {0};
    bool any = false;
    if (!strpbrk(text, "&<"))
        return text;
    for (const char *at = text; *at;) {
        size_t size = *at == '&' ? take_entity(at, &out) : *at == '<' ? take_tag(at, &out) : 0;
        any |= size > 0;
        if (!size)
            buf_putc(&out, *at);
        at += size ? size : 1;
    }
    const char *shown = any ? tidy(arena, buf_text(&out)) : text;
    buf_free(&out);
    return shown;
}

/* Returns a name without quotation marks around it. */
static const char *unquoted(struct arena *arena, const char *text)
{
    static const char *const marks[] = {"\"", "'", "«", "»", "\u201C", "\u201D", "\u201E"};
    size_t size = strlen(text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark = strlen(marks[i]);
        if (size >= mark && memcmp(text + size - mark, marks[i], mark) == 0)
            size -= mark;
        if (size >= mark && memcmp(text, marks[i], mark) == 0) {
            text += mark;
            size -= mark;
        }
    }
    return arena_copy(arena, text, size);
}

bool web_text_check(const struct field *field)
{
    const struct column *column = field->column;
    const char *shown = web_text_shown(field->arena, field->text);
    if (shown == field->text)
        return true;
    if (column->named)
        shown = unquoted(field->arena, shown);
    report_add(field->findings, column->required && !*shown ? LEVEL_ERROR : LEVEL_WARNING,
               field->place, "text-of-web-page",
               "«%s» has signs of a web page in it, which would be printed.",
               field_text(field));
    if (*shown)
        report_advise(field->findings, "Write «%s».",
                      utf8_clip(field->arena, shown, strlen(shown)));
    else if (column->required)
        report_advise(field->findings, "Fill it in.");
    else
        report_advise(field->findings, "Leave the field empty.");
    return false;
}
