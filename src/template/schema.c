#include "template/schema.h"

#include "template/schema_table.h"

#include <string.h>

const struct schema_choice schema_aligns[] = {
    {"left", ALIGN_LEFT}, {"center", ALIGN_CENTER}, {"right", ALIGN_RIGHT}, {0}};
const struct schema_choice schema_valigns[] = {{"top", VALIGN_TOP},
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

static const struct schema_choice alphabets[] = {
    {"kk", ALPHABET_KAZAKH}, {"ru", ALPHABET_RUSSIAN}, {0}};

static const struct schema_choice baselines[] = {
    {"B-B", 0}, {"B-T", 1}, {"B-LT", 2}, {"B-LTA", 3}, {0}};
static const struct schema_choice embeds[] = {{"none", 0}, {"row", 1}, {0}};
static const struct schema_choice detached_forms[] = {{"none", 0}, {"cms", 1}, {0}};
static const struct schema_choice failures[] = {{"fail", 0}, {"plain", 1}, {0}};

#define REGISTER(member) .at = offsetof(struct template_register, member)
#define SIGN(member)     .at = offsetof(struct template_sign, member)

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
    KEY("embed", WORD, DOCUMENT(embed), DEFAULT("none"), WORDS(embeds)),
};

static const struct schema_key register_keys[] = {
    KEY("event", TEXT, REGISTER(event), REQUIRED),
    KEY("number", TEXT, REGISTER(number.text)),
    KEY("first", COUNT, REGISTER(first), DEFAULT("1"), RANGE("1", "1000000")),
    KEY("order", LIST, ELSEWHERE),
    KEY("alphabet", WORD, REGISTER(alphabet), DEFAULT("kk"), WORDS(alphabets)),
    KEY("person", LIST, ELSEWHERE),
    KEY("spares", COUNT, REGISTER(spares), DEFAULT("0"), RANGE("0", "1000")),
    KEY("duplicate", TEXT, REGISTER(duplicate), DEFAULT("Телнұсқа / Дубликат")),
};

static const struct schema_key sign_keys[] = {
    KEY("level", WORD, SIGN(level), DEFAULT("B-B"), WORDS(baselines)),
    KEY("tsa", TEXT, SIGN(tsa)),
    KEY("tsa-policy", TEXT, SIGN(policy)),
    KEY("tsa-trust", TEXT, SIGN(trust)),
    KEY("tsa-timeout", COUNT, SIGN(timeout), DEFAULT("10"), RANGE("1", "600")),
    KEY("chain", TEXT, SIGN(chain)),
    KEY("crl", TEXT, SIGN(lists)),
    KEY("on-tsa-failure", WORD, SIGN(plain), DEFAULT("fail"), WORDS(failures)),
    KEY("detached", WORD, SIGN(detached), DEFAULT("none"), WORDS(detached_forms)),
};

static const struct schema_key page_keys[] = {
    KEY("size", PAPER, ELSEWHERE, DEFAULT("A4")),
    KEY("background", COLOR, PAGE(background), FLAG(template_page, has_background)),
    KEY("bleed", LENGTH, PAGE(bleed), DEFAULT("0mm"), RANGE("0mm", "20mm")),
    KEY("image", PATTERN, PAGE(image)),
};

static const struct schema_key font_keys[] = {
    FONT_KEYS,
};

#define PLACE_KEYS                                                                             \
    KEY("page", PAGE, ELEMENT(page), DEFAULT("1")),                                            \
    KEY("box", BOX, ELEMENT(box), REQUIRED),                                                   \
    KEY("preprinted", YES, ELEMENT(preprinted), FLAG(element, has_preprinted))

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

static const struct schema_key seal_keys[] = {
    PLACE_KEYS,
    KEY("url", PATTERN, ELEMENT(content), REQUIRED),
    KEY("number", PATTERN, ELEMENT(claims[SEAL_NUMBER]), DEFAULT("{number}")),
    KEY("name_kk", PATTERN, ELEMENT(claims[SEAL_NAME_KK]), DEFAULT("{name_kk}")),
    KEY("name_ru", PATTERN, ELEMENT(claims[SEAL_NAME_RU]), DEFAULT("{name_ru}")),
    KEY("date", PATTERN, ELEMENT(claims[SEAL_DATE]), REQUIRED),
    KEY("event", PATTERN, ELEMENT(claims[SEAL_EVENT]), REQUIRED),
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

#define DRAWN(kind_, role_)                                                                    \
    .is_element = true, .element = ELEMENT_##kind_, .role = ROLE_##role_

static const struct schema_section sections[] = {
    SECTION("document", UNNAMED, KEYS(document_keys)),
    SECTION("columns", UNNAMED, .keys = NULL),
    SECTION("define", UNNAMED, .keys = NULL),
    SECTION("values", UNNAMED, .keys = NULL),
    SECTION("register", UNNAMED, KEYS(register_keys)),
    SECTION("sign", UNNAMED, KEYS(sign_keys)),
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
    SECTION("seal", NAMED, DRAWN(SEAL, FIGURE), KEYS(seal_keys)),
    SECTION("signature", OPTIONAL, DRAWN(SIGNATURE, FORM), KEYS(signature_keys)),
};
/* clang-format on */

const struct schema *schema_certificate(void)
{
    static const struct schema schema = {sections, sizeof sections / sizeof *sections};
    return &schema;
}

const struct schema_section *schema_section(const struct schema *schema, const char *kind)
{
    for (size_t i = 0; i < schema->count; i++)
        if (strcmp(schema->sections[i].kind, kind) == 0)
            return &schema->sections[i];
    return NULL;
}

const struct schema_key *schema_key(const struct schema_section *section, const char *name)
{
    for (size_t i = 0; i < section->count; i++)
        if (strcmp(section->keys[i].name, name) == 0)
            return &section->keys[i];
    return NULL;
}
