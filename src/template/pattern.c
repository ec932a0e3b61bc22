#include "template/pattern.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_PIECES = 1000,
    MOST_FILTERS = 16,
    QUOTED_LETTERS = 24, /* of the source, shown in a message */
};

/* Where a style began. */
struct opening {
    const char *place; /* of its stars */
    size_t count;      /* of the pieces before it */
};

struct pattern_reader {
    struct arena *arena;
    const char *source;
    const char *at; /* what is read next */
    bool rich;
    struct error *err;
    struct buf literal; /* text not yet made into a piece */
    unsigned style;
    struct opening opened[STYLE_COUNT]; /* by style */
    const char *lang;                   /* that is open, or NULL */
    const char *lang_place;             /* where it began */
    struct piece *pieces;
    size_t count, room;
};

/* Which letter of the source `place` is, from 1. */
static size_t letter_at(const struct pattern_reader *reader, const char *place)
{
    size_t letter = 1;
    for (const char *at = reader->source; at < place; letter++)
        utf8_next(&at, place);
    return letter;
}

/* Fails with a sentence about what stands at `place`: `format` has its letter and its
 * beginning. */
static bool fail(const struct pattern_reader *reader, const char *place, const char *code,
                 const char *format)
{
    const char *end = place + strlen(place), *stop = place;
    for (size_t i = 0; i < QUOTED_LETTERS && stop < end; i++)
        utf8_next(&stop, end);
    const char *quoted = arena_printf(reader->arena, "%.*s%s", (int)(stop - place), place,
                                      stop < end ? "…" : "");
    return error_set(reader->err, code, format, letter_at(reader, place), quoted);
}

static bool add_piece(struct pattern_reader *reader, struct piece piece)
{
    if (reader->count == MOST_PIECES)
        return error_set(reader->err, "pattern-long",
                         "There are more than %d placeholders and changes of style.",
                         MOST_PIECES / 2);
    reader->pieces =
        mem_grow(reader->pieces, reader->count, &reader->room, sizeof *reader->pieces);
    piece.style = reader->style;
    piece.lang = reader->lang;
    reader->pieces[reader->count++] = piece;
    return true;
}

/* Makes the literal text read so far into a piece. */
static bool end_literal(struct pattern_reader *reader)
{
    struct buf *literal = &reader->literal;
    if (!literal->size)
        return true;
    const char *text = arena_copy(reader->arena, literal->data, literal->size);
    buf_clear(literal);
    return add_piece(reader, (struct piece){.text = text});
}

/* Returns the language whose name and brace stand behind the backslash, or NULL. */
static const char *language_at(const struct pattern_reader *reader)
{
    static const char *const languages[] = {"kk", "ru", "en"};
    const char *name = reader->at + 1;
    for (size_t i = 0; reader->rich && i < sizeof languages / sizeof *languages; i++)
        if (strncmp(name, languages[i], 2) == 0 && name[2] == '{')
            return languages[i];
    return NULL;
}

static bool begin_language(struct pattern_reader *reader, const char *lang)
{
    if (reader->lang)
        return fail(reader, reader->at, "pattern-language-nested",
                    "At letter %zu, \"%s\": a language cannot begin inside another; close that "
                    "one first: }.");
    if (!end_literal(reader))
        return false;
    reader->lang = lang;
    reader->lang_place = reader->at;
    reader->at += strlen("\\kk{");
    return true;
}

static bool end_language(struct pattern_reader *reader)
{
    if (!end_literal(reader))
        return false;
    reader->lang = NULL;
    reader->at++;
    return true;
}

static bool read_escape(struct pattern_reader *reader)
{
    char next = reader->at[1];
    const char *lang = language_at(reader);
    if (lang)
        return begin_language(reader, lang);
    if (!next || !strchr("n*\\", next))
        return fail(reader, reader->at, "pattern-escape",
                    "At letter %zu, \"%s\": a backslash stands only before n (a line break), * "
                    "and another backslash; the backslash itself is \\\\.");
    buf_putc(&reader->literal, next == 'n' ? '\n' : next);
    reader->at += 2;
    return true;
}

static bool read_stars(struct pattern_reader *reader)
{
    const char *place = reader->at;
    unsigned style = place[1] == '*' ? STYLE_BOLD : STYLE_ITALIC;
    if (!end_literal(reader))
        return false;
    if (reader->style & style && reader->opened[style].count == reader->count)
        return fail(
            reader, reader->opened[style].place, "pattern-style-empty",
            "At letter %zu, \"%s\": these stars enclose nothing; a star itself is \\*.");
    reader->opened[style] = (struct opening){place, reader->count};
    reader->style ^= style;
    reader->at += style == STYLE_BOLD ? 2 : 1;
    return true;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* The text without the blanks around it. */
static char *trimmed(struct arena *arena, const char *text, size_t size)
{
    while (size && is_blank(*text))
        text++, size--;
    while (size && is_blank(text[size - 1]))
        size--;
    return arena_copy(arena, text, size);
}

/* Reads up to one of `stops`, the blanks around it dropped: a column's or a filter's name. */
static const char *read_name(struct pattern_reader *reader, const char *stops)
{
    size_t size = strcspn(reader->at, stops);
    const char *name = trimmed(reader->arena, reader->at, size);
    reader->at += size;
    return name;
}

/* Reads a filter's argument, up to a | or } that has no backslash in front. */
static const char *read_argument(struct pattern_reader *reader)
{
    struct buf arg = {0};
    for (; *reader->at && !strchr("{|}", *reader->at); reader->at++) {
        if (*reader->at == '\\' && reader->at[1] && strchr("{|}\\", reader->at[1]))
            reader->at++;
        buf_putc(&arg, *reader->at);
    }
    const char *text = arena_copy(reader->arena, buf_text(&arg), arg.size);
    buf_free(&arg);
    return text;
}

static bool read_filters(struct pattern_reader *reader, struct piece *piece)
{
    struct filter_use uses[MOST_FILTERS];
    size_t count = 0;
    while (*reader->at == '|') {
        const char *place = reader->at++;
        if (count == MOST_FILTERS)
            return fail(reader, place, "pattern-filters-many",
                        "At letter %zu, \"%s\": a placeholder takes no more than 16 filters.");
        uses[count] = (struct filter_use){read_name(reader, ":|{}"), ""};
        if (!*uses[count].name)
            return fail(reader, place, "pattern-filter-missing",
                        "At letter %zu, \"%s\": a filter's name is missing after the |.");
        if (*reader->at == ':') {
            reader->at++;
            uses[count].arg = read_argument(reader);
        }
        count++;
    }
    struct filter_use *filters = arena_new(reader->arena, count, sizeof *filters);
    if (count)
        memcpy(filters, uses, count * sizeof *uses);
    piece->filters = filters;
    piece->filter_count = count;
    return true;
}

static bool read_placeholder(struct pattern_reader *reader)
{
    const char *place = reader->at++;
    struct piece piece = {.column = read_name(reader, "|{}")};
    if (!end_literal(reader) || !read_filters(reader, &piece))
        return false;
    if (*reader->at != '}')
        return fail(reader, place, "pattern-brace-open",
                    "At letter %zu, \"%s\": the brace is not closed; a placeholder looks like "
                    "{column}, and the brace itself is written twice: {{.");
    reader->at++;
    if (!*piece.column)
        return fail(reader, place, "pattern-column-missing",
                    "At letter %zu, \"%s\": the placeholder names no column.");
    return add_piece(reader, piece);
}

static bool read_next(struct pattern_reader *reader)
{
    char byte = *reader->at;
    bool twice = reader->at[1] == byte;
    if (byte == '\\')
        return read_escape(reader);
    if (byte == '*' && reader->rich)
        return read_stars(reader);
    if (byte == '{' && !twice)
        return read_placeholder(reader);
    if (byte == '}' && reader->lang && !twice)
        return end_language(reader);
    if (byte == '}' && !twice)
        return fail(reader, reader->at, "pattern-brace-alone",
                    "At letter %zu, \"%s\": this brace closes nothing; the brace itself is "
                    "written twice: }}.");
    buf_putc(&reader->literal, byte);
    reader->at += byte == '{' || byte == '}' ? 2 : 1;
    return true;
}

static bool read_all(struct pattern_reader *reader)
{
    while (*reader->at)
        if (!read_next(reader))
            return false;
    for (unsigned style = STYLE_BOLD; style <= STYLE_ITALIC; style++)
        if (reader->style & style)
            return fail(reader, reader->opened[style].place, "pattern-style-open",
                        "At letter %zu, \"%s\": the style that begins here never ends; a star "
                        "itself is \\*.");
    if (reader->lang)
        return fail(reader, reader->lang_place, "pattern-language-open",
                    "At letter %zu, \"%s\": the language that begins here never ends; a brace "
                    "closes it: }.");
    return end_literal(reader);
}

bool pattern_read(struct arena *arena, const char *source, bool rich, struct pattern *pattern,
                  struct error *err)
{
    struct pattern_reader reader = {
        .arena = arena, .source = source, .at = source, .rich = rich, .err = err};
    bool ok = read_all(&reader);
    if (ok) {
        struct piece *pieces = arena_new(arena, reader.count, sizeof *pieces);
        if (reader.count)
            memcpy(pieces, reader.pieces, reader.count * sizeof *pieces);
        *pattern = (struct pattern){arena_text(arena, source), pieces, reader.count};
    }
    buf_free(&reader.literal);
    free(reader.pieces);
    return ok;
}

bool pattern_fixed(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->pieces[i].column)
            return false;
    return true;
}
