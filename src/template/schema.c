#include "template/schema.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/number.h"
#include "template/pattern.h"
#include "template/value.h"

#include <string.h>

static const struct schema_choice aligns[] = {
    {"left", ALIGN_LEFT}, {"center", ALIGN_CENTER}, {"right", ALIGN_RIGHT}, {0}};
static const struct schema_choice valigns[] = {{"top", VALIGN_TOP},
                                               {"middle", VALIGN_MIDDLE},
                                               {"bottom", VALIGN_BOTTOM},
                                               {"baseline", VALIGN_BASELINE},
                                               {0}};
static const struct schema_choice text_roles[] = {{"p", ROLE_P},
                                                  {"h1", ROLE_H1},
                                                  {"h2", ROLE_H2},
                                                  {"h3", ROLE_H3},
                                                  {"th", ROLE_TH},
                                                  {"td", ROLE_TD},
                                                  {"artifact", ROLE_ARTIFACT},
                                                  {0}};
static const struct schema_choice image_roles[] = {
    {"figure", ROLE_FIGURE}, {"artifact", ROLE_ARTIFACT}, {0}};
static const struct schema_choice fits[] = {
    {"contain", FIT_CONTAIN}, {"cover", FIT_COVER}, {"stretch", FIT_STRETCH}, {0}};
static const struct schema_choice levels[] = {
    {"L", QR_L}, {"M", QR_M}, {"Q", QR_Q}, {"H", QR_H}, {0}};
static const struct schema_choice bands[] = {
    {"koshkar", BAND_KOSHKAR}, {"wave", BAND_WAVE}, {0}};

#define DOCUMENT(member) .at = offsetof(struct template, member)
#define PAGE(member)     .at = offsetof(struct template_page, member)
#define FONT(member)     .at = offsetof(struct template_font, member)
#define ELEMENT(member)  .at = offsetof(struct element, member)
#define ELSEWHERE        .at = 0 /* the template reads it */

#define DEFAULT(text)      .fallback = (text)
#define AS(other)          .as = (other)
#define RANGE(from_, to_)  .from = (from_), .to = (to_)
#define WORDS(list)        .choices = (list)
#define FLAG(type, member) .flag = offsetof(struct type, member)
#define REQUIRED           .required = true
#define SHARED             .shared = true

#define KEY(name_, type_, ...)                                                                 \
    {                                                                                          \
        .name = (name_), .type = SCHEMA_##type_, __VA_ARGS__                                   \
    }

#define BLACK "#000000"

/* clang-format off */
static const struct schema_key document_keys[] = {
    KEY("title", PATTERN, DOCUMENT(title), REQUIRED),
    KEY("author", PATTERN, DOCUMENT(author)),
    KEY("subject", PATTERN, DOCUMENT(subject)),
    KEY("keywords", PATTERN, DOCUMENT(keywords)),
    KEY("lang", LANG, DOCUMENT(lang), DEFAULT("kk")),
    KEY("file", PATTERN, DOCUMENT(file), REQUIRED),
    KEY("who", PATTERN, DOCUMENT(who), DEFAULT("{row}")),
    KEY("required", LIST, ELSEWHERE),
};

static const struct schema_key page_keys[] = {
    KEY("size", PAPER, ELSEWHERE, DEFAULT("A4")),
    KEY("background", COLOR, PAGE(background), FLAG(template_page, has_background)),
    KEY("bleed", LENGTH, PAGE(bleed), DEFAULT("0mm"), RANGE("0mm", "20mm")),
    KEY("image", PATTERN, PAGE(image)),
};

static const struct schema_key font_keys[] = {
    KEY("family", TEXT, FONT(family), REQUIRED),
    KEY("style", TEXT, FONT(style), DEFAULT("Regular")),
};

#define PLACE_KEYS                                                                             \
    KEY("page", PAGE, ELEMENT(page), DEFAULT("1")),                                            \
    KEY("box", BOX, ELEMENT(box), REQUIRED)

#define STYLE_KEYS                                                                             \
    KEY("font", FONT, ELEMENT(text.font), REQUIRED, SHARED),                                   \
    KEY("size", LENGTH, ELEMENT(text.size), DEFAULT("11pt"), RANGE("1pt", "500pt"), SHARED),   \
    KEY("least", LENGTH, ELEMENT(text.least), AS("size"), RANGE("1pt", "500pt"), SHARED),      \
    KEY("leading", LEADING, ELEMENT(text.line_height), DEFAULT("1.2"), RANGE("0.5", "5"),      \
        SHARED),                                                                               \
    KEY("tracking", NUMBER, ELEMENT(text.tracking), DEFAULT("0"), RANGE("-200", "2000"),       \
        SHARED),                                                                               \
    KEY("color", COLOR, ELEMENT(text.color), DEFAULT(BLACK), SHARED),                          \
    KEY("align", WORD, ELEMENT(text.align), DEFAULT("left"), WORDS(aligns), SHARED),           \
    KEY("valign", WORD, ELEMENT(text.valign), DEFAULT("top"), WORDS(valigns), SHARED)

static const struct schema_key style_keys[] = {STYLE_KEYS};

static const struct schema_key text_keys[] = {
    PLACE_KEYS,
    KEY("text", RICH, ELEMENT(content), REQUIRED),
    KEY("style", STYLE, ELSEWHERE),
    STYLE_KEYS,
    KEY("lang", LANG, ELEMENT(tag.lang)),
    KEY("role", WORD, ELEMENT(tag.role), DEFAULT("p"), WORDS(text_roles)),
    KEY("row", COUNT, ELEMENT(tag.row), RANGE("1", "1000")),
    KEY("pair", TEXT, ELEMENT(pair)),
};

static const struct schema_key image_keys[] = {
    PLACE_KEYS,
    KEY("file", PATTERN, ELEMENT(content), REQUIRED),
    KEY("fit", WORD, ELEMENT(fit), DEFAULT("contain"), WORDS(fits)),
    KEY("alt", PATTERN, ELEMENT(alt)),
    KEY("role", WORD, ELEMENT(tag.role), DEFAULT("figure"), WORDS(image_roles)),
    KEY("lang", LANG, ELEMENT(tag.lang)),
};

static const struct schema_key line_keys[] = {
    PLACE_KEYS,
    KEY("width", LENGTH, ELEMENT(stroke), DEFAULT("0.2mm"), RANGE("0.05mm", "50mm")),
    KEY("color", COLOR, ELEMENT(color), DEFAULT(BLACK)),
};

static const struct schema_key rect_keys[] = {
    PLACE_KEYS,
    KEY("width", LENGTH, ELEMENT(stroke), DEFAULT("0.2mm"), RANGE("0mm", "50mm")),
    KEY("color", COLOR, ELEMENT(color), DEFAULT(BLACK)),
    KEY("fill", COLOR, ELEMENT(fill), FLAG(element, has_fill)),
    KEY("radius", LENGTH, ELEMENT(radius), DEFAULT("0mm"), RANGE("0mm", "500mm")),
    KEY("inset", LENGTH, ELEMENT(inset), DEFAULT("0mm"), RANGE("0mm", "500mm")),
};

static const struct schema_key guilloche_keys[] = {
    PLACE_KEYS,
    KEY("band", LENGTH, ELEMENT(guilloche.band), DEFAULT("8mm"), RANGE("1mm", "100mm")),
    KEY("curves", COUNT, ELEMENT(guilloche.curves), DEFAULT("6"), RANGE("1", "24")),
    KEY("families", COUNT, ELEMENT(guilloche.families), DEFAULT("2"), RANGE("1", "4")),
    KEY("period", LENGTH, ELEMENT(guilloche.period), DEFAULT("12mm"), RANGE("2mm", "200mm")),
    KEY("width", LENGTH, ELEMENT(guilloche.stroke), DEFAULT("0.15mm"), RANGE("0.05mm", "2mm")),
    KEY("color", COLOR, ELEMENT(guilloche.color), DEFAULT(BLACK)),
    KEY("second", COLOR, ELEMENT(guilloche.second), AS("color")),
    KEY("rosettes", YES, ELEMENT(guilloche.rosettes), DEFAULT("yes")),
};

static const struct schema_key ornament_keys[] = {
    PLACE_KEYS,
    KEY("kind", WORD, ELEMENT(band), DEFAULT("koshkar"), WORDS(bands)),
    KEY("band", LENGTH, ELEMENT(band_width), DEFAULT("8mm"), RANGE("1mm", "100mm")),
    KEY("width", LENGTH, ELEMENT(stroke), DEFAULT("0.2mm"), RANGE("0mm", "5mm")),
    KEY("color", COLOR, ELEMENT(color), DEFAULT(BLACK)),
};

static const struct schema_key rosette_keys[] = {
    PLACE_KEYS,
    KEY("width", LENGTH, ELEMENT(stroke), DEFAULT("0.15mm"), RANGE("0.05mm", "5mm")),
    KEY("color", COLOR, ELEMENT(color), DEFAULT(BLACK)),
};

static const struct schema_key qr_keys[] = {
    PLACE_KEYS,
    KEY("text", PATTERN, ELEMENT(content), REQUIRED),
    KEY("level", WORD, ELEMENT(level), DEFAULT("M"), WORDS(levels)),
    KEY("color", COLOR, ELEMENT(color), DEFAULT(BLACK)),
    KEY("alt", PATTERN, ELEMENT(alt), REQUIRED),
    KEY("lang", LANG, ELEMENT(tag.lang)),
};

static const struct schema_key signature_keys[] = {
    KEY("page", PAGE, ELEMENT(page), DEFAULT("1")),
    KEY("box", BOX, ELEMENT(box), DEFAULT("0 0 0 0")),
    KEY("text", RICH, ELEMENT(content)),
    KEY("style", STYLE, ELSEWHERE),
    STYLE_KEYS,
    KEY("alt", PATTERN, ELEMENT(alt), REQUIRED),
    KEY("lang", LANG, ELEMENT(tag.lang)),
};

#define SECTION(kind_, naming_, ...) {.kind = (kind_), .naming = SCHEMA_##naming_, __VA_ARGS__}
#define KEYS(table)                  .keys = (table), .count = sizeof(table) / sizeof *(table)
#define DRAWN(kind_, role_)                                                                    \
    .is_element = true, .element = ELEMENT_##kind_, .role = ROLE_##role_

static const struct schema_section sections[] = {
    SECTION("document", UNNAMED, KEYS(document_keys)),
    SECTION("columns", UNNAMED, .keys = NULL),
    SECTION("define", UNNAMED, .keys = NULL),
    SECTION("values", UNNAMED, .keys = NULL),
    SECTION("page", NUMBERED, KEYS(page_keys)),
    SECTION("font", NAMED, KEYS(font_keys)),
    SECTION("style", NAMED, KEYS(style_keys)),
    SECTION("text", NAMED, DRAWN(TEXT, P), KEYS(text_keys)),
    SECTION("image", NAMED, DRAWN(IMAGE, FIGURE), KEYS(image_keys)),
    SECTION("line", NAMED, DRAWN(LINE, ARTIFACT), KEYS(line_keys)),
    SECTION("rect", NAMED, DRAWN(RECT, ARTIFACT), KEYS(rect_keys)),
    SECTION("guilloche", NAMED, DRAWN(GUILLOCHE, ARTIFACT), KEYS(guilloche_keys)),
    SECTION("ornament", NAMED, DRAWN(ORNAMENT, ARTIFACT), KEYS(ornament_keys)),
    SECTION("rosette", NAMED, DRAWN(ROSETTE, ARTIFACT), KEYS(rosette_keys)),
    SECTION("qr", NAMED, DRAWN(QR, FIGURE), KEYS(qr_keys)),
    SECTION("signature", UNNAMED, DRAWN(SIGNATURE, FORM), KEYS(signature_keys)),
};
/* clang-format on */

/* What the reference calls a type, and what to write where its value is wrong. */
static const struct {
    const char *name;
    const char *advice;
} types[] = {
    [SCHEMA_TEXT] = {"text", "Write something, or take the key out."},
    [SCHEMA_LIST] = {"list of columns", "Write names of columns with commas between them."},
    [SCHEMA_PATTERN] = {"pattern", ""},
    [SCHEMA_RICH] = {"rich text", ""},
    [SCHEMA_LANG] = {"language", "Write a tag such as kk, ru or en."},
    [SCHEMA_LENGTH] = {"length", "Write a number with its unit, such as 25mm, 2.5cm or 11pt."},
    [SCHEMA_LEADING] = {"leading", "Write a length such as 16pt, or a multiple of the size "
                                   "such as 1.2."},
    [SCHEMA_NUMBER] = {"number", "Write a number such as 120 or -2.5."},
    [SCHEMA_COUNT] = {"whole number", "Write digits only."},
    [SCHEMA_BOX] = {"box",
                    "Write four lengths, x y width height, such as 24mm 30mm 249mm 18mm."},
    [SCHEMA_COLOR] = {"colour", "Write it as \"#RRGGBB\", in double quotes."},
    [SCHEMA_YES] = {"yes or no", ""},
    [SCHEMA_WORD] = {"word", ""},
    [SCHEMA_PAPER] = {"paper size", "Write A3, A4, A5, A6 or Letter, with landscape behind it "
                                    "if it lies on its side, or two lengths such as "
                                    "297mm 210mm (10mm to 5000mm)."},
    [SCHEMA_PAGE] = {"page number", "Write the number of a [page]."},
    [SCHEMA_FONT] = {"name of a font", "Write the name of a [font]."},
    [SCHEMA_STYLE] = {"name of a style", "Write the name of a [style]."},
};

const struct schema_section *schema_sections(size_t *count)
{
    *count = sizeof sections / sizeof *sections;
    return sections;
}

const struct schema_section *schema_section(const char *kind)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (strcmp(sections[i].kind, kind) == 0)
            return &sections[i];
    return NULL;
}

const struct schema_key *schema_key(const struct schema_section *section, const char *name)
{
    for (size_t i = 0; i < section->count; i++)
        if (strcmp(section->keys[i].name, name) == 0)
            return &section->keys[i];
    return NULL;
}

const char *schema_type_name(enum schema_type type)
{
    return types[type].name;
}

struct key_reading {
    const struct schema_key *key;
    const char *text;
    struct arena *arena;
    struct schema_fault *fault;
};

static bool refuse(const struct key_reading *reading, const char *what, const char *advice)
{
    *reading->fault = (struct schema_fault){what, advice};
    return false;
}

/* Refuses a value that is not of the key's type. */
static bool refuse_type(const struct key_reading *reading)
{
    enum schema_type type = reading->key->type;
    return refuse(
        reading,
        arena_printf(reading->arena, "\"%s\" is no %s.", reading->text, types[type].name),
        types[type].advice);
}

/* Checks `value` against the key's bounds, of which `read` knows how they are written. */
static bool in_range(const struct key_reading *reading, double value,
                     bool (*read)(const char *text, double *value))
{
    const struct schema_key *key = reading->key;
    double from, to;
    if (!key->from || !read(key->from, &from) || !read(key->to, &to) ||
        (value >= from && value <= to))
        return true;
    return refuse(reading,
                  arena_printf(reading->arena, "\"%s\" is out of bounds.", reading->text),
                  arena_printf(reading->arena, "It may be from %s to %s.", key->from, key->to));
}

static bool read_number(const struct key_reading *reading, double *member,
                        bool (*read)(const char *text, double *value))
{
    double value;
    if (!read(reading->text, &value))
        return refuse_type(reading);
    if (!in_range(reading, value, read))
        return false;
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
        return refuse_type(reading);
    }
    if (in_range(reading, multiple, value_number))
        return true;
    reading->fault->advice =
        arena_printf(reading->arena, "It may be from %s to %s times the size.",
                     reading->key->from, reading->key->to);
    return false;
}

static bool read_count(const struct key_reading *reading, size_t *member)
{
    enum { MOST = 1000000 };
    size_t count;
    if (!number_read(reading->text, MOST, &count))
        return refuse_type(reading);
    if (!in_range(reading, (double)count, value_number))
        return false;
    *member = count;
    return true;
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
    struct arena *arena = reading->arena;
    refuse(reading, arena_printf(arena, "\"%s\" is not known.", reading->text),
           arena_printf(arena, "Write one of: %s.", buf_text(&words)));
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

static bool read_yes(const struct key_reading *reading, bool *member)
{
    if (value_yes(reading->text, member))
        return true;
    return refuse(reading, arena_printf(reading->arena, "\"%s\" is not known.", reading->text),
                  "Write one of: yes, no.");
}

static bool read_lang(const struct key_reading *reading, const char **member)
{
    if (strcmp(reading->text, "kz") == 0)
        return refuse(reading, "\"kz\" is the country.", "The language Kazakh is kk.");
    if (!is_lang(reading->text))
        return refuse_type(reading);
    *member = arena_text(reading->arena, reading->text);
    return true;
}

static bool read_text(const struct key_reading *reading, const char **member)
{
    if (!*reading->text)
        return refuse_type(reading);
    *member = arena_text(reading->arena, reading->text);
    return true;
}

static bool read_pattern(const struct key_reading *reading, struct pattern *member)
{
    struct error err;
    bool rich = reading->key->type == SCHEMA_RICH;
    return pattern_read(reading->arena, reading->text, rich, member, &err) ||
           refuse(reading, error_words(&err, reading->arena), "");
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
            return refuse_type(reading);
        page->width = !one && turn ? height : width;
        page->height = !one && turn ? width : height;
        return true;
    }
    if (!value_length(arena_copy(reading->arena, first, size), &width) ||
        !value_length(second, &height))
        return refuse_type(reading);
    double least = LEAST_MM * POINTS_PER_MM, most = MOST_MM * POINTS_PER_MM;
    if (width < least || height < least || width > most || height > most)
        return refuse_type(reading);
    page->width = width;
    page->height = height;
    return true;
}

bool schema_read(const struct schema_key *key, const char *text, void *target,
                 struct arena *arena, struct schema_fault *fault)
{
    const struct key_reading reading = {key, text, arena, fault};
    void *member = (char *)target + key->at;
    switch (key->type) {
    case SCHEMA_TEXT:
        return read_text(&reading, member);
    case SCHEMA_PATTERN:
    case SCHEMA_RICH:
        return read_pattern(&reading, member);
    case SCHEMA_LANG:
        return read_lang(&reading, member);
    case SCHEMA_LENGTH:
        return read_number(&reading, member, value_length);
    case SCHEMA_LEADING:
        return read_leading(&reading, ((struct element *)target)->text.size, member);
    case SCHEMA_NUMBER:
        return read_number(&reading, member, value_number);
    case SCHEMA_COUNT:
        return read_count(&reading, member);
    case SCHEMA_BOX:
        return value_box(text, member) || refuse_type(&reading);
    case SCHEMA_COLOR:
        return value_color(text, member) || refuse_type(&reading);
    case SCHEMA_YES:
        return read_yes(&reading, member);
    case SCHEMA_WORD:
        return read_choice(&reading, member);
    case SCHEMA_PAPER:
        return read_paper(&reading, target);
    case SCHEMA_LIST:
    case SCHEMA_PAGE:
    case SCHEMA_FONT:
    case SCHEMA_STYLE:
        break;
    }
    return true;
}
