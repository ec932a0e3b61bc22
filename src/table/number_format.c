#include "table/number_format.h"

#include <stddef.h>
#include <string.h>

enum token_kind {
    TOKEN_END,     /* of the section */
    TOKEN_TEXT,    /* shown as it stands */
    TOKEN_NOTHING, /* a colour, a gap, a language */
    TOKEN_DIGIT,   /* 0 # ? */
    TOKEN_POINT,
    TOKEN_COMMA,
    TOKEN_PERCENT,
    TOKEN_GENERAL, /* the number as if it had no format */
    TOKEN_OTHER,   /* what is not applied */
};

struct token {
    enum token_kind kind;
    const char *text;
    size_t size;
};

/* ---- the code --------------------------------------------------------------------------- */

/* `word` is in small letters. */
static bool begins_with(const char *text, const char *word)
{
    for (; *word; text++, word++)
        if ((*text | 0x20) != *word)
            return false;
    return true;
}

static bool is_colour(const char *text)
{
    static const char *const colours[] = {"black", "blue",  "cyan",   "green", "magenta",
                                          "red",   "white", "yellow", "color"};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        if (begins_with(text, colours[i]))
            return true;
    return false;
}

/* What stands in brackets: "[$₸-43F]" is a currency and a language, "[$-43F]" a language. */
static struct token read_bracket(const char *code, const char **next)
{
    const char *end = strchr(code, ']');
    *next = end ? end + 1 : code + strlen(code);
    if (!end)
        return (struct token){TOKEN_OTHER, code, 0};
    if (code[1] == '$')
        return (struct token){TOKEN_TEXT, code + 2, strcspn(code + 2, "-]")};
    return (struct token){is_colour(code + 1) ? TOKEN_NOTHING : TOKEN_OTHER, code, 0};
}

/* Bytes of the letter, whose first one is at `text`. */
static size_t letter_size(const char *text)
{
    size_t size = *text != '\0';
    while ((text[size] & 0xC0) == 0x80)
        size++;
    return size;
}

static enum token_kind kind_of(const char *code)
{
    switch (*code) {
    case '0':
    case '#':
    case '?':
        return TOKEN_DIGIT;
    case '.':
        return TOKEN_POINT;
    case ',':
        return TOKEN_COMMA;
    case '%':
        return TOKEN_PERCENT;
    case '@':
        return TOKEN_GENERAL;
    default:
        break;
    }
    return *code & 0x80 || strchr(" $-+():!^&'~{}<>=", *code) ? TOKEN_TEXT : TOKEN_OTHER;
}

static struct token next_token(const char **code)
{
    const char *text = *code;
    size_t size;
    switch (*text) {
    case '\0':
    case ';':
        return (struct token){TOKEN_END, text, 0};
    case '"':
        size = strcspn(text + 1, "\"");
        *code = text + 1 + size + (text[1 + size] == '"');
        return (struct token){TOKEN_TEXT, text + 1, size};
    case '[':
        return read_bracket(text, code);
    case '\\':
    case '_':
    case '*':
        size = letter_size(text + 1);
        *code = text + 1 + size;
        return (struct token){*text == '\\' ? TOKEN_TEXT : TOKEN_NOTHING, text + 1, size};
    default:
        break;
    }
    if (begins_with(text, "general")) {
        *code = text + strlen("general");
        return (struct token){TOKEN_GENERAL, text, 0};
    }
    size = letter_size(text);
    *code = text + size;
    return (struct token){kind_of(text), text, size};
}

/* Returns the section for a number: the second is for those below 0, the third for 0; where
 * there is none, the first is for all. */
static const char *find_section(const char *code, const struct decimal *number, bool *first)
{
    int wanted = number->negative ? 1 : number->count == 0 ? 2 : 0;
    const char *section = code;
    for (int i = 0; i < wanted; i++) {
        while (next_token(&section).kind != TOKEN_END)
            continue;
        if (!*section) {
            wanted = 0;
            section = code;
            break;
        }
        section++;
    }
    *first = wanted == 0;
    return section;
}

/* ---- the number ------------------------------------------------------------------------- */

/* What a section does with a number. */
struct plan {
    int whole, places; /* its digits before and after the point, … */
    int least_places;  /* … and how many of the latter are shown even if they are 0 */
    int percents;
    bool point, general, grouped, unknown;
};

static struct plan make_plan(const char *section)
{
    struct plan plan = {0};
    struct token token;
    bool comma = false;
    do {
        token = next_token(&section);
        if (comma && token.kind != TOKEN_DIGIT)
            plan.unknown = true; /* it divides by a thousand */
        plan.grouped |= comma;
        comma = token.kind == TOKEN_COMMA;
        plan.unknown |= token.kind == TOKEN_OTHER || (token.kind == TOKEN_POINT && plan.point);
        plan.point |= token.kind == TOKEN_POINT;
        plan.percents += token.kind == TOKEN_PERCENT;
        plan.general |= token.kind == TOKEN_GENERAL;
        if (token.kind != TOKEN_DIGIT)
            continue;
        plan.whole += !plan.point;
        plan.places += plan.point;
        if (plan.point && *token.text == '0')
            plan.least_places = plan.places;
    } while (token.kind != TOKEN_END);
    return plan;
}

/* The first digit of the code stands for all those before it, too. */
static void put_whole(const struct decimal *number, char code, int place, bool first,
                      struct buf *out)
{
    int most = number->exponent - 1;
    for (int i = first && most > place ? most : place; i >= place; i--)
        if (i <= most || code == '0')
            buf_putc(out, decimal_digit(number, i));
}

static void put_section(const char *section, const struct plan *plan,
                        const struct decimal *number, struct buf *out)
{
    int places = number->count - number->exponent, digits = 0;
    if (places < plan->least_places)
        places = plan->least_places;
    for (struct token token; (token = next_token(&section)).kind != TOKEN_END;) {
        if (token.kind == TOKEN_TEXT || token.kind == TOKEN_PERCENT)
            buf_add(out, token.text, token.size);
        if (token.kind == TOKEN_POINT && places > 0)
            buf_putc(out, '.');
        if (token.kind == TOKEN_GENERAL)
            decimal_put(number, out);
        if (token.kind != TOKEN_DIGIT)
            continue;
        int place = plan->whole - 1 - digits++;
        if (place >= 0)
            put_whole(number, *token.text, place, digits == 1, out);
        else if (-place <= places)
            buf_putc(out, decimal_digit(number, place));
    }
}

/* Those at the end only keep numbers of a column in line. */
static void drop_spaces(struct buf *out, size_t start)
{
    while (out->size > start && out->data[out->size - 1] == ' ')
        out->data[--out->size] = '\0';
}

bool number_format_put(const char *code, const struct decimal *number, struct buf *out)
{
    bool first;
    const char *section = find_section(code, number, &first);
    struct plan plan = make_plan(section);
    struct decimal shown = *number;
    size_t start = out->size;
    if (shown.count)
        shown.exponent += 2 * plan.percents;
    if (!plan.general)
        decimal_round(&shown, plan.places);
    bool homeless = !plan.whole && plan.places && shown.exponent > 0;
    bool sign = shown.negative && first && !plan.unknown && !homeless;
    if (sign)
        buf_putc(out, '-');
    shown.negative = false;
    if (!plan.unknown && !homeless) {
        put_section(section, &plan, &shown, out);
        drop_spaces(out, start);
    }
    if (out->size == start + sign) {
        out->size = start;
        decimal_put(number, out);
        return false;
    }
    bool dangling = plan.point && !plan.least_places && shown.count <= shown.exponent;
    return !dangling && !(plan.grouped && shown.exponent > 3);
}
