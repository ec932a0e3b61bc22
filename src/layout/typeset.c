#include "layout/typeset.h"

#include "base/utf8.h"
#include "lang/linebreak.h"
#include "layout/paragraph.h"

#include <math.h>
#include <string.h>

#define SIZE_STEP 0.1  /* points between the sizes a text may shrink to */
#define TOLERANCE 0.01 /* points; less than a printer's dot */

/* A shaped glyph; lengths in ems of its face, tracking included. */
struct em_glyph {
    uint32_t id;
    uint32_t cluster; /* offset in the whole text */
    size_t face;
    double advance, dx, dy;
    const char *lang; /* where it is not that of the whole text, else NULL */
};

/* A letter that its face lacks, and the sign that is shown instead. */
struct replaced_letter {
    const struct font *font; /* NULL: there is none */
    uint32_t letter, sign;
};

struct setting {
    const struct text_style *style;
    const struct rich *text;
    struct em_glyph *glyphs;
    size_t glyph_count;
    struct paragraph paragraph;      /* of the glyphs */
    double ascent, descent;          /* ems, of the upright face, both positive */
    struct replaced_letter replaced; /* the first */
};

/* ---- shaping ---------------------------------------------------------------------------- */

static bool fail_of_letter(const struct rich *text, size_t at, const struct font *font,
                           struct error *err)
{
    const char *start = text->text + at, *next = start;
    uint32_t letter = utf8_next(&next, text->text + text->size);
    return error_set(err, "font-letter-missing",
                     "the font «%s» has no letter «%.*s» (%lc). Correct the letter, or choose "
                     "a font that has it.",
                     font->name, (int)(next - start), start, letter);
}

/* Says whether the glyph shows the letter at `at` in the text. */
static bool check_glyph(const struct shaped *glyph, const struct rich *text, size_t at,
                        const struct font *font, struct error *err)
{
    if (!glyph->id)
        return fail_of_letter(text, at, font, err);
    const char *start = text->text + at, *next = start;
    uint32_t letter = utf8_next(&next, text->text + text->size);
    if (!glyph->blank || (!utf8_is_letter(letter) && !utf8_is_digit(letter)))
        return true;
    error_set(err, "font-letter-blank",
              "the font «%s» is damaged: it shows nothing for the letter «%.*s».", font->name,
              (int)(next - start), start);
    return error_advise(err, "Install the font again, or use another one.");
}

static void note_replaced(struct setting *setting, const struct font *font, size_t at,
                          uint32_t sign)
{
    const char *next = setting->text->text + at;
    if (sign && !setting->replaced.font)
        setting->replaced = (struct replaced_letter){
            font, utf8_next(&next, setting->text->text + setting->text->size), sign};
}

bool typeset_replaced(const struct setting *setting, struct error *note)
{
    const struct replaced_letter *replaced = &setting->replaced;
    char letter[5] = {0}, sign[5] = {0};
    if (!replaced->font)
        return false;
    utf8_put(replaced->letter, letter);
    utf8_put(replaced->sign, sign);
    error_set(note, "font-letter-replaced",
              "the font «%s» has no letter «%s» (U+%04X); «%s» (U+%04X), which looks like it, "
              "is printed, and the text of the file keeps the letter.",
              replaced->font->name, letter, (unsigned)replaced->letter, sign,
              (unsigned)replaced->sign);
    return true;
}

/* Shapes one stretch of one line, which begins at `at` in the text. `lang` is that of the whole
 * text. */
static bool shape_stretch(const struct typesetter *typesetter, struct setting *setting,
                          size_t at, const struct text_span *span, const char *lang,
                          struct error *err)
{
    const struct font_set *faces = typesetter->faces;
    size_t face = faces->by_font[setting->style->font][span->style], count;
    const struct font *font = faces->fonts[face];
    double em = font->units;
    const struct shaped *shaped =
        shape_text(faces->shapers[face], typesetter->room, setting->text->text + at, span->size,
                   span->lang ? span->lang : lang, setting->style->tracking != 0, &count);
    struct em_glyph *glyphs =
        arena_new(typesetter->arena, setting->glyph_count + count, sizeof *glyphs);
    if (setting->glyph_count)
        memcpy(glyphs, setting->glyphs, setting->glyph_count * sizeof *glyphs);
    for (size_t i = 0; i < count; i++) {
        if (!check_glyph(&shaped[i], setting->text, at + shaped[i].cluster, font, err))
            return false;
        if (i && shaped[i].cluster < shaped[i - 1].cluster)
            return error_set(err, "text-right-to-left",
                             "«%.*s» runs from right to left, which is not supported. Write it "
                             "in letters that run from left to right.",
                             (int)span->size, setting->text->text + at);
        note_replaced(setting, font, at + shaped[i].cluster, shaped[i].instead);
        glyphs[setting->glyph_count + i] = (struct em_glyph){
            .id = shaped[i].id,
            .cluster = (uint32_t)at + shaped[i].cluster,
            .face = face,
            .advance = shaped[i].advance / em + setting->paragraph.tracking,
            .dx = shaped[i].dx / em,
            .dy = shaped[i].dy / em,
            .lang = span->lang,
        };
    }
    setting->glyphs = glyphs;
    setting->glyph_count += count;
    return true;
}

/* Shapes the spans of the line from `start` to `end`. */
static bool shape_line(const struct typesetter *typesetter, struct setting *setting,
                       size_t start, size_t end, const char *lang, struct error *err)
{
    size_t at = 0;
    for (size_t i = 0; i < setting->text->count; i++) {
        const struct text_span *span = &setting->text->spans[i];
        size_t from = at > start ? at : start;
        size_t to = at + span->size < end ? at + span->size : end;
        const struct text_span part = {to - from, span->style, span->lang};
        if (from < to && !shape_stretch(typesetter, setting, from, &part, lang, err))
            return false;
        at += span->size;
    }
    return true;
}

/* ---- segments --------------------------------------------------------------------------- */

/* Cuts the glyphs from `first` on, which show the line from `start` to `end`. */
static void cut_line(const struct typesetter *typesetter, struct setting *setting, size_t first,
                     size_t start, size_t end)
{
    const char *text = setting->text->text;
    unsigned char *breaks = arena_new(typesetter->arena, end - start + 1, 1);
    size_t break_count = 0;
    linebreak_find(typesetter->words, text + start, end - start, breaks);
    for (size_t i = 0; i < end - start; i++)
        break_count += breaks[i] != 0;
    struct paragraph *paragraph = &setting->paragraph;
    paragraph_reserve(paragraph, typesetter->arena, break_count + 1);
    struct text_segment *segment = paragraph_add(paragraph, first);
    for (size_t i = first; i < setting->glyph_count; i++) {
        const struct em_glyph *glyph = &setting->glyphs[i];
        bool new_cluster = i > first && glyph[-1].cluster != glyph->cluster;
        if (new_cluster && breaks[glyph->cluster - start])
            segment = paragraph_add(paragraph, i);
        if (text[glyph->cluster] == ' ') {
            segment->space += glyph->advance;
        } else {
            segment->width += segment->space + glyph->advance;
            segment->space = 0;
        }
        segment->end = i + 1;
    }
    segment->ends_line = true;
}

/* Adds the segment again, in pieces of at most `width` ems; the spaces at its end stay with the
 * last. */
static void cut_segment(struct setting *setting, const struct text_segment *whole, double width)
{
    struct paragraph *paragraph = &setting->paragraph;
    struct text_segment *piece = paragraph_add(paragraph, whole->first);
    double left = whole->width;
    for (size_t i = whole->first; i < whole->end && left > 0; i++) {
        const struct em_glyph *glyph = &setting->glyphs[i];
        bool new_cluster = i > whole->first && glyph[-1].cluster != glyph->cluster;
        if (new_cluster && piece->width + glyph->advance - paragraph->tracking > width) {
            piece->end = i;
            piece = paragraph_add(paragraph, i);
        }
        piece->width += glyph->advance;
        left -= glyph->advance;
    }
    piece->end = whole->end;
    piece->space = whole->space;
    piece->ends_line = whole->ends_line;
}

bool typeset_break_words(const struct typesetter *typesetter, struct setting *setting,
                         double width)
{
    const struct paragraph whole = setting->paragraph;
    struct paragraph *paragraph = &setting->paragraph;
    double ems = width / setting->style->least;
    if (typeset_least_width(setting) <= width + TOLERANCE)
        return false;
    *paragraph = (struct paragraph){.tracking = whole.tracking};
    paragraph_reserve(paragraph, typesetter->arena, whole.count + setting->glyph_count);
    for (size_t i = 0; i < whole.count; i++)
        if (whole.segments[i].width - whole.tracking > ems)
            cut_segment(setting, &whole.segments[i], ems);
        else
            paragraph->segments[paragraph->count++] = whole.segments[i];
    return true;
}

/* A line break of the text's own is set as a blank at the end of its line, as every other end
 * of a line has one: a program that reads the text aloud must not join two words. */
static const struct rich *with_blanks(struct arena *arena, const struct rich *text)
{
    struct rich *copy = arena_new(arena, 1, sizeof *copy);
    char *letters = arena_copy(arena, text->text, text->size);
    *copy = *text;
    copy->text = letters;
    for (size_t i = 0; i < text->size; i++)
        if (letters[i] == '\n')
            letters[i] = ' ';
    return copy;
}

bool typeset_shape(const struct typesetter *typesetter, const struct text_style *style,
                   const struct rich *text, const char *lang, struct setting **result,
                   struct error *err)
{
    struct setting *setting = arena_new(typesetter->arena, 1, sizeof *setting);
    const struct font *font = NULL;
    setting->style = style;
    setting->text = with_blanks(typesetter->arena, text);
    setting->paragraph.tracking = style->tracking / 1000;
    for (size_t start = 0, end; text->size && start <= text->size; start = end) {
        const char *newline = memchr(text->text + start, '\n', text->size - start);
        size_t first = setting->glyph_count;
        end = newline ? (size_t)(newline - text->text) + 1 : text->size;
        if (!shape_line(typesetter, setting, start, end, lang, err))
            return false;
        cut_line(typesetter, setting, first, start, end);
        end += !newline;
    }
    if (setting->glyph_count) {
        font = typesetter->faces->fonts[setting->glyphs[0].face];
        setting->ascent = (double)font->ascender / font->units;
        setting->descent = -(double)font->descender / font->units;
    }
    *result = setting;
    return true;
}

/* ---- fitting ---------------------------------------------------------------------------- */

static bool fits(const struct setting *setting, double size, double width, double height)
{
    double ems = (width + TOLERANCE) / size;
    return paragraph_widest(&setting->paragraph) <= ems &&
           typeset_height(setting, size, width) <= height + TOLERANCE;
}

double typeset_fit(const struct setting *setting, double width, double height)
{
    const struct text_style *style = setting->style;
    if (fits(setting, style->size, width, height))
        return style->size;
    if (!fits(setting, style->least, width, height))
        return 0;
    /* Fits at `least` + low steps, not at high steps. */
    size_t low = 0, high = (size_t)ceil((style->size - style->least) / SIZE_STEP);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        bool good = fits(setting, style->least + (double)middle * SIZE_STEP, width, height);
        *(good ? &low : &high) = middle;
    }
    return style->least + (double)low * SIZE_STEP;
}

double typeset_height(const struct setting *setting, double size, double width)
{
    const struct text_style *style = setting->style;
    size_t lines = paragraph_count_lines(&setting->paragraph, (width + TOLERANCE) / size);
    return (double)lines * style->line_height * size / style->size;
}

double typeset_least_width(const struct setting *setting)
{
    return paragraph_widest(&setting->paragraph) * setting->style->least;
}

/* ---- placing ---------------------------------------------------------------------------- */

struct placing {
    const struct typesetter *typesetter;
    const struct setting *setting;
    double size;
    struct item *items;
    size_t count;
};

/* Places the glyphs from `first` to `end`, all of one face and language, with the pen at x, y;
 * returns where the pen is then. */
static double place_run(struct placing *placing, size_t first, size_t end, size_t text_end,
                        double x, double y)
{
    const struct setting *setting = placing->setting;
    struct arena *arena = placing->typesetter->arena;
    const struct em_glyph *from = &setting->glyphs[first];
    struct glyph *glyphs = arena_new(arena, end - first, sizeof *glyphs);
    double start = x;
    for (size_t i = first; i < end; i++) {
        const struct em_glyph *glyph = &setting->glyphs[i];
        glyphs[i - first] = (struct glyph){
            .id = glyph->id,
            .cluster = glyph->cluster - from->cluster,
            .advance = glyph->advance * placing->size,
            .dx = glyph->dx * placing->size,
            .dy = glyph->dy * placing->size,
        };
        x += glyph->advance * placing->size;
    }
    placing->items[placing->count++] = (struct item){
        .kind = ITEM_RUN,
        .run = {.face = from->face,
                .size = placing->size,
                .color = setting->style->color,
                .x = start,
                .y = y,
                .text = arena_copy(arena, setting->text->text + from->cluster,
                                   text_end - from->cluster),
                .lang = from->lang,
                .glyphs = glyphs,
                .count = end - first},
    };
    return x;
}

/* Returns the offset in the text at which the glyphs before `glyph` end. */
static size_t text_end(const struct setting *setting, size_t glyph)
{
    return glyph < setting->glyph_count ? setting->glyphs[glyph].cluster : setting->text->size;
}

static bool is_same_run(const struct em_glyph *one, const struct em_glyph *next)
{
    return next->face == one->face && next->lang == one->lang;
}

/* Returns how many runs there are at most in so many lines. */
static size_t most_runs(const struct setting *setting, size_t lines)
{
    for (size_t i = 1; i < setting->glyph_count; i++)
        lines += !is_same_run(&setting->glyphs[i - 1], &setting->glyphs[i]);
    return lines;
}

/* Places the segments from `first` to `end` as one line on baseline y. */
static void place_line(struct placing *placing, size_t first, size_t end, const struct box *box,
                       double y)
{
    const struct setting *setting = placing->setting;
    const struct text_segment *segments = setting->paragraph.segments;
    double ems = paragraph_line_width(&setting->paragraph, first, end);
    double slack = box->width - ems * placing->size;
    double x = box->x;
    if (setting->style->align != ALIGN_LEFT)
        x += setting->style->align == ALIGN_CENTER ? slack / 2 : slack;

    size_t last = segments[end - 1].end;
    for (size_t i = segments[first].first; i < last;) {
        size_t next = i;
        while (next < last && is_same_run(&setting->glyphs[i], &setting->glyphs[next]))
            next++;
        x = place_run(placing, i, next, text_end(setting, next), x, y);
        i = next;
    }
}

/* Returns the first line's baseline for a text of `lines` lines. */
static double first_baseline(const struct setting *setting, double size, const struct box *box,
                             size_t lines)
{
    double leading = setting->style->line_height * size / setting->style->size;
    double block = (double)lines * leading;
    double drop = (leading + (setting->ascent - setting->descent) * size) / 2;
    switch (setting->style->valign) {
    case VALIGN_TOP:
        break;
    case VALIGN_MIDDLE:
        return box->y + (box->height - block) / 2 + drop;
    case VALIGN_BOTTOM:
        return box->y + box->height - block + drop;
    case VALIGN_BASELINE:
        return box->y + box->height - block + leading;
    }
    return box->y + drop;
}

void typeset_place(const struct typesetter *typesetter, const struct setting *setting,
                   double size, const struct box *box, struct item **items, size_t *count)
{
    struct placing placing = {
        .typesetter = typesetter,
        .setting = setting,
        .size = size,
    };
    const struct paragraph *paragraph = &setting->paragraph;
    size_t *ends = arena_new(typesetter->arena, paragraph->count, sizeof *ends);
    size_t lines =
        paragraph_break(paragraph, typesetter->arena, (box->width + TOLERANCE) / size,
                        setting->style->align == ALIGN_CENTER, ends);
    double y = first_baseline(setting, size, box, lines);
    placing.items =
        arena_new(typesetter->arena, most_runs(setting, lines), sizeof *placing.items);
    for (size_t i = 0, first = 0; i < lines; first = ends[i++]) {
        if (paragraph_shows(paragraph, first, ends[i]))
            place_line(&placing, first, ends[i], box, y);
        y += setting->style->line_height * size / setting->style->size;
    }
    *items = placing.items;
    *count = placing.count;
}
