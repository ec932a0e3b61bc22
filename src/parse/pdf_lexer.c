#include "parse/pdf_lexer.h"

#include "base/number.h"

#include <limits.h>
#include <string.h>

enum { DEPTH_LIMIT = 32 }; /* of nested arrays and dictionaries */

/* What bytes are (7.2.2); all others are regular. */
enum { REGULAR, SPACE, DELIMITER };

static const unsigned char classes[UCHAR_MAX + 1] = {
    ['\0'] = SPACE,    ['\t'] = SPACE,    ['\n'] = SPACE,    ['\f'] = SPACE,
    ['\r'] = SPACE,    [' '] = SPACE,     ['('] = DELIMITER, [')'] = DELIMITER,
    ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
    ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

static bool is_space(char c)
{
    return classes[(unsigned char)c] == SPACE;
}

bool pdf_lexer_is_regular(char c)
{
    return classes[(unsigned char)c] == REGULAR;
}

/* Returns the value of a hexadecimal digit, or -1. A signature has thousands of them, and is
 * passed over for every key behind it: hence the table. */
static int hex_value(char c)
{
    static const unsigned char values[UCHAR_MAX + 1] = {
        ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
        ['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12,
        ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16, ['a'] = 11, ['b'] = 12,
        ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    };
    return values[(unsigned char)c] - 1;
}

struct pdf_lexer pdf_lexer_of(const char *bytes, size_t at, size_t end, struct error *err)
{
    return (struct pdf_lexer){.bytes = bytes, .at = at, .end = end, .err = err};
}

bool pdf_lexer_more(const struct pdf_lexer *scan)
{
    return scan->at < scan->end;
}

void pdf_lexer_space(struct pdf_lexer *scan)
{
    bool comment = false;
    for (; pdf_lexer_more(scan); scan->at++) {
        char c = scan->bytes[scan->at];
        if (c == '%')
            comment = true;
        else if (c == '\n' || c == '\r')
            comment = false;
        else if (!comment && !is_space(c))
            return;
    }
}

void pdf_lexer_blanks(struct pdf_lexer *scan)
{
    while (pdf_lexer_more(scan) && is_space(scan->bytes[scan->at]))
        scan->at++;
}

/* Steps over `word` if it stands here, on its own. */
bool pdf_lexer_word(struct pdf_lexer *scan, const char *word)
{
    if (!pdf_lexer_more(scan) || scan->bytes[scan->at] != *word)
        return false;
    size_t size = strlen(word);
    if (scan->end - scan->at < size || memcmp(scan->bytes + scan->at, word, size) != 0)
        return false;
    size_t behind = scan->at + size;
    if (behind < scan->end && pdf_lexer_is_regular(scan->bytes[behind]) &&
        pdf_lexer_is_regular(word[size - 1]))
        return false;
    scan->at = behind;
    return true;
}

bool pdf_lexer_digits(struct pdf_lexer *scan, uint64_t *number)
{
    size_t value;
    const char *end = scan->bytes + scan->end, *rest = NULL;
    if (pdf_lexer_more(scan))
        rest = number_digits(scan->bytes + scan->at, end, SIZE_MAX, &value);
    if (!rest)
        return false;
    scan->at = (size_t)(rest - scan->bytes);
    *number = value;
    return true;
}

static enum pdf_lexer_kind take_integer_or_real(struct pdf_lexer *scan)
{
    enum pdf_lexer_kind kind = PDF_LEXER_INTEGER;
    bool digits = false;
    if (scan->bytes[scan->at] == '+' || scan->bytes[scan->at] == '-')
        scan->at++;
    for (; pdf_lexer_more(scan) && pdf_lexer_is_regular(scan->bytes[scan->at]); scan->at++) {
        char c = scan->bytes[scan->at];
        if (number_is_digit(c))
            digits = true;
        else if (c == '.' && kind == PDF_LEXER_INTEGER)
            kind = PDF_LEXER_REAL;
        else
            return PDF_LEXER_MISSING;
    }
    return digits ? kind : PDF_LEXER_MISSING;
}

/* Steps over white space, which must be there: some programs take `0R` for one word. */
static bool step_apart(struct pdf_lexer *scan)
{
    size_t at = scan->at;
    pdf_lexer_space(scan);
    return scan->at > at;
}

bool pdf_lexer_pair(struct pdf_lexer *scan, uint64_t *number, uint64_t *generation)
{
    return pdf_lexer_digits(scan, number) && step_apart(scan) &&
           pdf_lexer_digits(scan, generation) && step_apart(scan);
}

/* `12` may be the beginning of `12 0 R`. */
static enum pdf_lexer_kind take_number_or_reference(struct pdf_lexer *scan)
{
    struct pdf_lexer ahead = *scan;
    uint64_t number, generation;
    if (pdf_lexer_pair(&ahead, &number, &generation) && pdf_lexer_word(&ahead, "R")) {
        scan->at = ahead.at;
        return PDF_LEXER_REFERENCE;
    }
    return take_integer_or_real(scan);
}

static enum pdf_lexer_kind take_text(struct pdf_lexer *scan)
{
    size_t open = 0;
    for (; pdf_lexer_more(scan); scan->at++) {
        char c = scan->bytes[scan->at];
        if (c == '\\' && scan->end - scan->at > 1)
            scan->at++;
        else if (c == '(')
            open++;
        else if (c == ')' && --open == 0) {
            scan->at++;
            return PDF_LEXER_TEXT;
        }
    }
    return PDF_LEXER_MISSING;
}

static enum pdf_lexer_kind take_hex(struct pdf_lexer *scan)
{
    size_t at = scan->at + 1;
    while (at < scan->end && (hex_value(scan->bytes[at]) >= 0 || is_space(scan->bytes[at])))
        at++;
    bool closed = at < scan->end && scan->bytes[at] == '>';
    scan->at = at + closed;
    return closed ? PDF_LEXER_HEX : PDF_LEXER_MISSING;
}

static enum pdf_lexer_kind take_name(struct pdf_lexer *scan)
{
    do
        scan->at++;
    while (pdf_lexer_more(scan) && pdf_lexer_is_regular(scan->bytes[scan->at]));
    return PDF_LEXER_NAME;
}

static enum pdf_lexer_kind take_word_value(struct pdf_lexer *scan)
{
    if (pdf_lexer_word(scan, "true") || pdf_lexer_word(scan, "false"))
        return PDF_LEXER_BOOLEAN;
    return pdf_lexer_word(scan, "null") ? PDF_LEXER_NULL : PDF_LEXER_MISSING;
}

static enum pdf_lexer_kind take_plain(struct pdf_lexer *scan)
{
    char c = scan->bytes[scan->at];
    if (number_is_digit(c))
        return take_number_or_reference(scan);
    if (c == '+' || c == '-' || c == '.')
        return take_integer_or_real(scan);
    if (c == '(')
        return take_text(scan);
    if (c == '<')
        return take_hex(scan);
    return c == '/' ? take_name(scan) : take_word_value(scan);
}

static bool take_value(struct pdf_lexer *scan, unsigned depth, struct pdf_lexer_value *value);

/* Reads elements up to the closing `]` or `>>`; in a dictionary every other one is a name. */
static bool take_elements(struct pdf_lexer *scan, unsigned depth, bool dictionary)
{
    if (depth == DEPTH_LIMIT)
        return error_set(scan->err, "pdf-damaged",
                         "Byte %zu: arrays or dictionaries are nested too deeply.", scan->at);
    for (bool key = true;; key = !key) {
        struct pdf_lexer_value element;
        pdf_lexer_space(scan);
        if ((key || !dictionary) && pdf_lexer_word(scan, dictionary ? ">>" : "]"))
            return true;
        if (!take_value(scan, depth + 1, &element))
            return false;
        if (dictionary && key && element.kind != PDF_LEXER_NAME)
            return error_set(scan->err, "pdf-damaged",
                             "Byte %zu: a dictionary has a key that is not a name.",
                             element.at);
    }
}

static bool take_value(struct pdf_lexer *scan, unsigned depth, struct pdf_lexer_value *value)
{
    pdf_lexer_space(scan);
    *value = (struct pdf_lexer_value){.at = scan->at};
    if (!pdf_lexer_more(scan))
        return error_set(scan->err, "pdf-damaged",
                         "Byte %zu: an object breaks off or is too large.", scan->at);
    if (pdf_lexer_word(scan, "<<"))
        value->kind = PDF_LEXER_DICTIONARY;
    else if (pdf_lexer_word(scan, "["))
        value->kind = PDF_LEXER_ARRAY;
    else
        value->kind = take_plain(scan);
    if (value->kind == PDF_LEXER_MISSING)
        return error_set(scan->err, "pdf-damaged", "Byte %zu: this is not a PDF object.",
                         value->at);
    bool holds = value->kind == PDF_LEXER_DICTIONARY || value->kind == PDF_LEXER_ARRAY;
    if (holds && !take_elements(scan, depth, value->kind == PDF_LEXER_DICTIONARY))
        return false;
    value->end = scan->at;
    return true;
}

bool pdf_lexer_value(struct pdf_lexer *scan, struct pdf_lexer_value *value)
{
    return take_value(scan, 0, value);
}

bool pdf_lexer_reference(struct pdf_lexer *scan, struct pdf_lexer_value *reference)
{
    for (pdf_lexer_space(scan); pdf_lexer_more(scan); pdf_lexer_space(scan)) {
        if (pdf_lexer_word(scan, "<<") || pdf_lexer_word(scan, ">>") ||
            pdf_lexer_word(scan, "[") || pdf_lexer_word(scan, "]"))
            continue;
        reference->at = scan->at;
        reference->kind = take_plain(scan);
        reference->end = scan->at;
        if (reference->kind == PDF_LEXER_REFERENCE)
            return true;
        if (reference->kind == PDF_LEXER_MISSING)
            return false;
    }
    return false;
}

bool pdf_lexer_number(const char *bytes, const struct pdf_lexer_value *value, uint64_t *number)
{
    struct pdf_lexer scan = pdf_lexer_of(bytes, value->at, value->end, NULL);
    return value->kind == PDF_LEXER_INTEGER && pdf_lexer_digits(&scan, number) &&
           !pdf_lexer_more(&scan);
}

/* Reads a letter of a name: `#xx` stands for that byte (7.3.5). */
static int name_letter(const char *bytes, size_t *at, size_t end)
{
    int letter = (unsigned char)bytes[*at];
    if (letter == '#' && end - *at > 2) {
        int high = hex_value(bytes[*at + 1]), low = hex_value(bytes[*at + 2]);
        if (high >= 0 && low >= 0) {
            *at += 2;
            letter = high * 16 + low;
        }
    }
    ++*at;
    return letter;
}

bool pdf_lexer_is_name(const char *bytes, const struct pdf_lexer_value *value, const char *name)
{
    size_t at = value->at + 1;
    if (value->kind != PDF_LEXER_NAME)
        return false;
    for (; at < value->end && *name; name++)
        if (name_letter(bytes, &at, value->end) != (unsigned char)*name)
            return false;
    return at == value->end && !*name;
}

void pdf_lexer_name(const char *bytes, const struct pdf_lexer_value *value, struct buf *out)
{
    for (size_t at = value->at + 1; at < value->end;)
        buf_putc(out, (char)name_letter(bytes, &at, value->end));
}

static void add_hex(const struct pdf_lexer *scan, struct buf *out)
{
    unsigned digits = 0, byte = 0;
    char *put = buf_reserve(out, (scan->end - scan->at) / 2 + 1);
    size_t at = scan->at;
    for (; scan->end - at > 1; at += 2) { /* nearly always there is nothing but digits */
        int high = hex_value(scan->bytes[at]), low = hex_value(scan->bytes[at + 1]);
        if (high < 0 || low < 0)
            break;
        *put++ = (char)(high << 4 | low);
    }
    for (; at < scan->end; at++) {
        int digit = hex_value(scan->bytes[at]);
        if (digit < 0)
            continue;
        byte = byte << 4 | (unsigned)digit;
        if (++digits % 2 == 0)
            *put++ = (char)byte;
    }
    if (digits % 2)
        *put++ = (char)(byte << 4);
    *put = '\0';
    out->size = (size_t)(put - out->data);
}

/* Reads what follows a backslash: `\n`, `\)`, `\053`, or a line break that does not count. */
static void add_escape(struct pdf_lexer *scan, struct buf *out)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    char c = scan->bytes[scan->at];
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter)
        buf_putc(out, meant[letter - letters]);
    else if (c >= '0' && c <= '7') {
        unsigned byte = 0;
        for (int i = 0; i < 3 && pdf_lexer_more(scan); i++, scan->at++) {
            c = scan->bytes[scan->at];
            if (c < '0' || c > '7')
                break;
            byte = byte * 8 + (unsigned)(c - '0');
        }
        buf_putc(out, (char)byte);
        return;
    } else if (c == '\r' && scan->end - scan->at > 1 && scan->bytes[scan->at + 1] == '\n')
        scan->at++;
    else if (c != '\n' && c != '\r')
        buf_putc(out, c);
    scan->at++;
}

/* A line break of any kind in a literal string means a line feed (7.3.4.2). */
static void add_text(struct pdf_lexer *scan, struct buf *out)
{
    while (pdf_lexer_more(scan)) {
        char c = scan->bytes[scan->at++];
        if (c == '\\' && pdf_lexer_more(scan)) {
            add_escape(scan, out);
            continue;
        }
        if (c == '\r' && pdf_lexer_more(scan) && scan->bytes[scan->at] == '\n')
            scan->at++;
        buf_putc(out, c == '\r' ? '\n' : c);
    }
}

bool pdf_lexer_string(const char *bytes, const struct pdf_lexer_value *value, struct buf *out)
{
    if (value->kind != PDF_LEXER_TEXT && value->kind != PDF_LEXER_HEX)
        return false;
    struct pdf_lexer inside = pdf_lexer_of(bytes, value->at + 1, value->end - 1, NULL);
    if (value->kind == PDF_LEXER_HEX)
        add_hex(&inside, out);
    else
        add_text(&inside, out);
    return true;
}

bool pdf_lexer_next(const char *bytes, const struct pdf_lexer_value *array,
                    struct pdf_lexer_value *value, struct error *err)
{
    size_t at = value->at ? value->end : array->at + 1;
    if (array->kind != PDF_LEXER_ARRAY)
        return error_set(err, "pdf-damaged", "Byte %zu: an array is expected here.", array->at);
    struct pdf_lexer scan = pdf_lexer_of(bytes, at, array->end - 1, err);
    pdf_lexer_space(&scan);
    if (pdf_lexer_more(&scan))
        return pdf_lexer_value(&scan, value);
    *value = (struct pdf_lexer_value){PDF_LEXER_MISSING, scan.at, scan.at};
    return true;
}

bool pdf_lexer_find(const char *bytes, const struct pdf_lexer_value *dictionary,
                    const char *key, struct pdf_lexer_value *value, struct error *err)
{
    if (dictionary->kind != PDF_LEXER_DICTIONARY)
        return error_set(err, "pdf-damaged", "Byte %zu: a dictionary is expected here.",
                         dictionary->at);
    struct pdf_lexer_value name, content;
    *value = (struct pdf_lexer_value){PDF_LEXER_MISSING, dictionary->at, dictionary->end};
    struct pdf_lexer scan = pdf_lexer_of(bytes, dictionary->at + 2, dictionary->end - 2, err);
    for (pdf_lexer_space(&scan); pdf_lexer_more(&scan); pdf_lexer_space(&scan)) {
        if (!pdf_lexer_value(&scan, &name) || !pdf_lexer_value(&scan, &content))
            return false;
        if (!pdf_lexer_is_name(bytes, &name, key))
            continue;
        if (value->kind != PDF_LEXER_MISSING)
            return error_set(err, "pdf-damaged",
                             "Byte %zu: a dictionary has the same key twice.", name.at);
        *value = content;
    }
    return true;
}
