#include "template/form.h"
#include "template/schema.h"
#include "template/schema_table.h"

#define ABOUT(member)   .at = offsetof(struct form_about, member)
#define SHEET(member)   .at = offsetof(struct form_sheet, member)
#define BLOCK(member)   .at = offsetof(struct form_block, member)
#define COLUMN(member)  .at = offsetof(struct form_column, member)
#define CONTACT(member) .at = offsetof(struct form_contact, member)
#define TABLE(member)   .at = offsetof(struct form_table, member)
#define BAND(member)    .at = offsetof(struct form_band, member)
#define GROUP(member)   .at = offsetof(struct form_group, member)

static const struct schema_choice roles[] = {
    {"p", ROLE_P}, {"h1", ROLE_H1}, {"h2", ROLE_H2}, {"h3", ROLE_H3}, {0}};
static const struct schema_choice cell_roles[] = {{"td", ROLE_TD}, {"th", ROLE_TH}, {0}};
static const struct schema_choice marks[] = {
    {"none", FORM_MARK_NONE}, {"box", FORM_MARK_BOX}, {0}};

/* clang-format off */
static const struct schema_key document_keys[] = {
    KEY("title", TEXT, ABOUT(title), REQUIRED),
    KEY("author", TEXT, ABOUT(author)),
    KEY("subject", TEXT, ABOUT(subject)),
    KEY("keywords", TEXT, ABOUT(keywords)),
    KEY("lang", LANG, ABOUT(lang), DEFAULT("kk")),
    KEY("who", PATTERN, ABOUT(who), DEFAULT("{row}")),
    KEY("optional", LIST, ELSEWHERE),
};

static const struct schema_key page_keys[] = {
    KEY("size", PAPER, ELSEWHERE, DEFAULT("A4")),
    KEY("left", LENGTH, SHEET(left), DEFAULT("20mm"), RANGE("5mm", "100mm")),
    KEY("right", LENGTH, SHEET(right), DEFAULT("15mm"), RANGE("5mm", "100mm")),
    KEY("top", LENGTH, SHEET(top), DEFAULT("15mm"), RANGE("5mm", "100mm")),
    KEY("bottom", LENGTH, SHEET(bottom), DEFAULT("15mm"), RANGE("5mm", "100mm")),
};

static const struct schema_key font_keys[] = {FONT_KEYS};
static const struct schema_key style_keys[] = {STYLE_KEYS};

#define WORD_KEYS(place)                                                                       \
    KEY("text", RICH, place(words.patterns[FORM_PLAIN])),                                      \
    KEY("text_kk", RICH, place(words.patterns[FORM_KAZAKH])),                                  \
    KEY("text_ru", RICH, place(words.patterns[FORM_RUSSIAN])),                                 \
    KEY("style", STYLE, ELSEWHERE),                                                            \
    STYLE_KEYS

#define BLOCK_KEYS                                                                             \
    WORD_KEYS(BLOCK),                                                                          \
    KEY("space", LENGTH, BLOCK(space), DEFAULT("0mm"), RANGE("0mm", "100mm")),                 \
    KEY("ruler", LENGTH, BLOCK(ruler), DEFAULT("0mm"), RANGE("0mm", "150mm")),                 \
    KEY("beside", YES, BLOCK(beside), DEFAULT("no"))

static const struct schema_key heading_keys[] = {
    BLOCK_KEYS,
    KEY("role", WORD, ELEMENT(tag.role), DEFAULT("p"), WORDS(roles)),
};

static const struct schema_key closing_keys[] = {
    BLOCK_KEYS,
    KEY("line", LENGTH, BLOCK(line), DEFAULT("0mm"), RANGE("0mm", "200mm")),
};

static const struct schema_key contact_keys[] = {
    WORD_KEYS(CONTACT),
    KEY("columns", COUNT, CONTACT(columns), DEFAULT("2"), RANGE("1", "6")),
};

static const struct schema_key foot_keys[] = {BLOCK_KEYS};

#define BAND_KEYS                                                                              \
    WORD_KEYS(BAND),                                                                           \
    KEY("beside", YES, BAND(beside), DEFAULT("no")),                                           \
    KEY("fill", COLOR, BAND(fill), FLAG(form_band, has_fill))

static const struct schema_key head_keys[] = {
    KEY("style", STYLE, ELSEWHERE),
    STYLE_KEYS,
    KEY("fill", COLOR, BAND(fill), FLAG(form_band, has_fill)),
};

static const struct schema_key group_keys[] = {
    KEY("by", PATTERN, GROUP(by), REQUIRED),
    KEY("sorted", YES, GROUP(sorted), DEFAULT("no")),
    KEY("page", YES, GROUP(page), DEFAULT("no")),
    KEY("again", RICH, GROUP(again.patterns[FORM_PLAIN])),
    KEY("again_kk", RICH, GROUP(again.patterns[FORM_KAZAKH])),
    KEY("again_ru", RICH, GROUP(again.patterns[FORM_RUSSIAN])),
    BAND_KEYS,
};

static const struct schema_key sum_keys[] = {BAND_KEYS};

static const struct schema_key column_keys[] = {
    KEY("width", WIDTH, ELSEWHERE, DEFAULT("1")),
    KEY("heading", RICH, COLUMN(heading.patterns[FORM_PLAIN])),
    KEY("heading_kk", RICH, COLUMN(heading.patterns[FORM_KAZAKH])),
    KEY("heading_ru", RICH, COLUMN(heading.patterns[FORM_RUSSIAN])),
    WORD_KEYS(COLUMN),
    KEY("role", WORD, ELEMENT(tag.role), DEFAULT("td"), WORDS(cell_roles)),
    KEY("mark", WORD, COLUMN(mark), DEFAULT("none"), WORDS(marks)),
};

static const struct schema_key table_keys[] = {
    KEY("space", LENGTH, TABLE(space), DEFAULT("0mm"), RANGE("0mm", "100mm")),
    KEY("rule", LENGTH, TABLE(rule), DEFAULT("0.2mm"), RANGE("0.05mm", "2mm")),
    KEY("color", COLOR, TABLE(color), DEFAULT(BLACK)),
    KEY("padding", LENGTH, TABLE(padding), DEFAULT("1mm"), RANGE("0mm", "20mm")),
    KEY("row", LENGTH, TABLE(row), DEFAULT("0mm"), RANGE("0mm", "100mm")),
    KEY("empty", COUNT, TABLE(empty), DEFAULT("0"), RANGE("0", "1000")),
    KEY("sort", PATTERN, TABLE(sort)),
    KEY("days", DAYS, ELSEWHERE),
};

#define TEXTUAL .is_element = true, .element = ELEMENT_TEXT

static const struct schema_section sections[] = {
    SECTION("document", UNNAMED, KEYS(document_keys)),
    SECTION("columns", UNNAMED, .keys = NULL),
    SECTION("define", UNNAMED, .keys = NULL),
    SECTION("page", UNNAMED, KEYS(page_keys)),
    SECTION("font", NAMED, KEYS(font_keys)),
    SECTION("style", NAMED, KEYS(style_keys)),
    SECTION("heading", NAMED, TEXTUAL, .role = ROLE_P, KEYS(heading_keys)),
    SECTION("table", UNNAMED, KEYS(table_keys)),
    SECTION("head", UNNAMED, TEXTUAL, .role = ROLE_TH, KEYS(head_keys)),
    SECTION("column", NAMED, TEXTUAL, .role = ROLE_TD, KEYS(column_keys)),
    SECTION("group", UNNAMED, TEXTUAL, .role = ROLE_TH, KEYS(group_keys)),
    SECTION("subtotal", UNNAMED, TEXTUAL, .role = ROLE_TD, KEYS(sum_keys)),
    SECTION("total", UNNAMED, TEXTUAL, .role = ROLE_TD, KEYS(sum_keys)),
    SECTION("closing", NAMED, TEXTUAL, .role = ROLE_P, KEYS(closing_keys)),
    SECTION("contact", UNNAMED, TEXTUAL, .role = ROLE_P, KEYS(contact_keys)),
    SECTION("foot", UNNAMED, TEXTUAL, .role = ROLE_ARTIFACT, KEYS(foot_keys)),
};
/* clang-format on */

const struct schema *schema_form(void)
{
    static const struct schema schema = {sections, sizeof sections / sizeof *sections};
    return &schema;
}
