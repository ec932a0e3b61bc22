#include "template/schema_value.h"

#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "lang/script.h"
#include "template/pattern.h"
#include "template/value.h"

#include <string.h>

struct key_reading {
    const struct schema_key *key;
    const char *text;
    struct arena *arena;
    struct error *err;
};

/* Checks `value` against the key's bounds, of which `read` knows how they are written. */
static bool in_range(const struct key_reading *reading, double value,
                     bool (*read)(const char *text, double *value))
{
    const struct schema_key *key = reading->key;
    double from, to;
    return !key->from || !read(key->from, &from) || !read(key->to, &to) ||
           (value >= from && value <= to);
}

static bool refuse_range(const struct key_reading *reading)
{
    error_set(reading->err, "template-value-range", "\"%s\" is out of bounds.", reading->text);
    return error_advise(reading->err, "It may be from %s to %s.", reading->key->from,
                        reading->key->to);
}

static bool read_length(const struct key_reading *reading, double *member)
{
    double value;
    if (!value_length(reading->text, &value)) {
        error_set(reading->err, "template-length", "\"%s\" is not a length.", reading->text);
        return error_advise(reading->err,
                            "Write a number with its unit, such as 25mm, 2.5cm or 11pt.");
    }
    if (!in_range(reading, value, value_length))
        return refuse_range(reading);
    *member = value;
    return true;
}

static bool read_number(const struct key_reading *reading, double *member)
{
    double value;
    if (!value_number(reading->text, &value)) {
        error_set(reading->err, "template-number", "\"%s\" is not a number.", reading->text);
        return error_advise(reading->err, "Write a number such as 120 or -2.5.");
    }
    if (!in_range(reading, value, value_number))
        return refuse_range(reading);
    *member = value;
    return true;
}

/* Leading is a length, or a multiple of the size, which stands before it in the table. */
static bool read_leading(const struct key_reading *reading, double size, double *member)
{
    double multiple;
    if (value_length(reading->text, member)) {
        multiple = size > 0 ? *member / size : 1;
    } else if (value_number(reading->text, &multiple)) {
        *member = multiple * size;
    } else {
        error_set(reading->err, "template-leading", "\"%s\" is not a leading.", reading->text);
        return error_advise(reading->err, "Write a length such as 16pt, or a multiple of the "
                                          "size such as 1.2.");
    }
    if (in_range(reading, multiple, value_number))
        return true;
    error_set(reading->err, "template-value-range", "\"%s\" is out of bounds.", reading->text);
    return error_advise(reading->err, "It may be from %s to %s times the size.",
                        reading->key->from, reading->key->to);
}

static bool read_count(const struct key_reading *reading, size_t *member)
{
    enum { MOST = 1000000 };
    size_t count;
    if (!number_read(reading->text, MOST, &count)) {
        error_set(reading->err, "template-whole-number", "\"%s\" is not a whole number.",
                  reading->text);
        return error_advise(reading->err, "Write digits only.");
    }
    if (!in_range(reading, (double)count, value_number))
        return refuse_range(reading);
    *member = count;
    return true;
}

static bool read_box(const struct key_reading *reading, struct box *member)
{
    if (value_box(reading->text, member))
        return true;
    error_set(reading->err, "template-box", "\"%s\" is not a box.", reading->text);
    return error_advise(reading->err, "Write four lengths, x y width height, such as 24mm "
                                      "30mm 249mm 18mm.");
}

static bool read_color(const struct key_reading *reading, struct color *member)
{
    if (value_color(reading->text, member))
        return true;
    error_set(reading->err, "template-color", "\"%s\" is not a colour.", reading->text);
    return error_advise(reading->err, "Write it as \"#RRGGBB\", in double quotes.");
}

static bool refuse_word(const struct key_reading *reading, const char *words)
{
    error_set(reading->err, "template-word", "\"%s\" is not known.", reading->text);
    return error_advise(reading->err, "Write one of: %s.", words);
}

static bool read_yes(const struct key_reading *reading, bool *member)
{
    return value_yes(reading->text, member) || refuse_word(reading, "yes, no");
}

_Static_assert(sizeof(enum role) == sizeof(unsigned) && sizeof(enum fit) == sizeof(unsigned),
               "an enum is stored as an unsigned int");

static bool read_choice(const struct key_reading *reading, unsigned *member)
{
    struct buf words = {0};
    for (const struct schema_choice *choice = reading->key->choices; choice->word; choice++) {
        if (value_word(reading->text, &choice->word, 1, &(size_t){0})) {
            *member = choice->value;
            buf_free(&words);
            return true;
        }
        buf_printf(&words, "%s%s", words.size ? ", " : "", choice->word);
    }
    refuse_word(reading, buf_text(&words));
    buf_free(&words);
    return false;
}

/* A language tag as BCP 47 builds them: letters, then groups of letters and digits. */
static bool is_lang(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t size = strspn(text, letters);
    if (size < 2 || size > 3)
        return false;
    for (text += size; *text; text += 1 + size) {
        size = strcspn(text + 1, "-");
        if (*text != '-' || size < 1 || size > 8)
            return false;
        for (size_t i = 1; i <= size; i++)
            if (!strchr(letters, text[i]) && !strchr("0123456789", text[i]))
                return false;
    }
    return true;
}

static bool read_lang(const struct key_reading *reading, const char **member)
{
    if (strcmp(reading->text, "kz") == 0) {
        error_set(reading->err, "template-language-country", "\"kz\" is the country.");
        return error_advise(reading->err, "The language Kazakh is kk.");
    }
    if (!is_lang(reading->text)) {
        error_set(reading->err, "template-language", "\"%s\" is not a language.",
                  reading->text);
        return error_advise(reading->err, "Write a tag such as kk, ru or en.");
    }
    *member = arena_text(reading->arena, reading->text);
    return true;
}

static bool read_text(const struct key_reading *reading, const char **member)
{
    if (!*reading->text) {
        error_set(reading->err, "template-value-empty", "Nothing follows the =.");
        return error_advise(reading->err, "Write something, or take the key out.");
    }
    *member = arena_text(reading->arena, reading->text);
    return true;
}

/* Finds the millimetres of a paper's name; `size` bytes of `name`. */
static bool find_paper(const char *name, size_t size, double *width, double *height)
{
    static const struct {
        const char *name;
        double width, height;
    } papers[] = {{"A3", 297, 420},
                  {"A4", 210, 297},
                  {"A5", 148, 210},
                  {"A6", 105, 148},
                  {"Letter", 215.9, 279.4}};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (strlen(papers[i].name) == size && memcmp(name, papers[i].name, size) == 0) {
            *width = papers[i].width * POINTS_PER_MM;
            *height = papers[i].height * POINTS_PER_MM;
            return true;
        }
    return false;
}

/* Finds a letter of another script that passes for a Latin one: «А4». */
static uint32_t cyrillic_in(const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        if (script_latin_twin(letter))
            return letter;
    }
    return 0;
}

static bool refuse_paper(const struct key_reading *reading)
{
    uint32_t letter = cyrillic_in(reading->text);
    char shown[5];
    if (letter) {
        shown[utf8_put(letter, shown)] = '\0';
        error_set(reading->err, "template-paper-script",
                  "\"%s\" has a Cyrillic letter, «%s», in the place of a Latin one.",
                  reading->text, shown);
        return error_advise(reading->err, "Type it again in Latin letters.");
    }
    error_set(reading->err, "template-paper", "\"%s\" is not a paper size.", reading->text);
    return error_advise(reading->err,
                        "Write A3, A4, A5, A6 or Letter, followed by landscape if it lies on "
                        "its side, or two lengths such as 297mm 210mm (10mm to 5000mm).");
}

/* "A4", "A4 landscape", or two lengths. */
static bool read_paper(const struct key_reading *reading, struct template_page *page)
{
    enum { LEAST_MM = 10, MOST_MM = 5000 };
    const char *first = reading->text, *second = first + strcspn(first, " \t");
    size_t size = (size_t)(second - first), turn;
    static const char *const turns[] = {"portrait", "landscape"};
    bool one = !second[strspn(second, " \t")];
    double width, height;
    if (find_paper(first, size, &width, &height)) {
        if (!one && !value_word(second, turns, 2, &turn))
            return refuse_paper(reading);
        page->width = !one && turn ? height : width;
        page->height = !one && turn ? width : height;
        return true;
    }
    if (!value_length(arena_copy(reading->arena, first, size), &width) ||
        !value_length(second, &height))
        return refuse_paper(reading);
    double least = LEAST_MM * POINTS_PER_MM, most = MOST_MM * POINTS_PER_MM;
    if (width < least || height < least || width > most || height > most)
        return refuse_paper(reading);
    page->width = width;
    page->height = height;
    return true;
}

bool schema_value_read(const struct schema_key *key, const char *text, void *target,
                       struct arena *arena, struct error *err)
{
    const struct key_reading reading = {key, text, arena, err};
    void *member = (char *)target + key->at;
    switch (key->type) {
    case SCHEMA_TEXT:
        return read_text(&reading, member);
    case SCHEMA_PATTERN:
    case SCHEMA_RICH:
        return pattern_read(arena, text, key->type == SCHEMA_RICH, member, err);
    case SCHEMA_LANG:
        return read_lang(&reading, member);
    case SCHEMA_LENGTH:
        return read_length(&reading, member);
    case SCHEMA_LEADING:
        return read_leading(&reading, ((struct element *)target)->text.size, member);
    case SCHEMA_NUMBER:
        return read_number(&reading, member);
    case SCHEMA_COUNT:
        return read_count(&reading, member);
    case SCHEMA_BOX:
        return read_box(&reading, member);
    case SCHEMA_COLOR:
        return read_color(&reading, member);
    case SCHEMA_YES:
        return read_yes(&reading, member);
    case SCHEMA_WORD:
        return read_choice(&reading, member);
    case SCHEMA_PAPER:
        return read_paper(&reading, target);
    case SCHEMA_LIST:
    case SCHEMA_DAYS:
    case SCHEMA_WIDTH:
    case SCHEMA_PAGE:
    case SCHEMA_FONT:
    case SCHEMA_STYLE:
        break;
    }
    return true;
}
