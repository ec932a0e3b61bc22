/* How the tables of keys are written (schema.h): for schema.c and form_schema.c only. */
#ifndef KUALIK_SCHEMA_TABLE_H
#define KUALIK_SCHEMA_TABLE_H

#include "template/schema.h"

extern const struct schema_choice schema_aligns[], schema_valigns[];

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
#define FONT_KEYS                                                                              \
    KEY("family", TEXT, FONT(family), REQUIRED),                                               \
    KEY("style", TEXT, FONT(style), DEFAULT("Regular"))

#define STYLE_KEYS                                                                             \
    KEY("font", FONT, ELEMENT(text.font), REQUIRED, SHARED),                                   \
    KEY("size", LENGTH, ELEMENT(text.size), DEFAULT("11pt"), RANGE("1pt", "500pt"), SHARED),   \
    KEY("least", LENGTH, ELEMENT(text.least), AS("size"), RANGE("1pt", "500pt"), SHARED),      \
    KEY("leading", LEADING, ELEMENT(text.line_height), DEFAULT("1.2"), RANGE("0.5", "5"),      \
        SHARED),                                                                               \
    KEY("tracking", NUMBER, ELEMENT(text.tracking), DEFAULT("0"), RANGE("-200", "2000"),       \
        SHARED),                                                                               \
    KEY("color", COLOR, ELEMENT(text.color), DEFAULT(BLACK), SHARED),                          \
    KEY("align", WORD, ELEMENT(text.align), DEFAULT("left"), WORDS(schema_aligns), SHARED),    \
    KEY("valign", WORD, ELEMENT(text.valign), DEFAULT("top"), WORDS(schema_valigns), SHARED)

#define SECTION(kind_, naming_, ...) {.kind = (kind_), .naming = SCHEMA_##naming_, __VA_ARGS__}
#define KEYS(table)                  .keys = (table), .count = sizeof(table) / sizeof *(table)
/* clang-format on */

#endif
