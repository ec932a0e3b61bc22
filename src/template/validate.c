#include "template/validate.h"

#include "template/value.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

struct validation {
    const struct template *template;
    const bool *sound;
    struct report *findings;
    struct arena arena; /* for messages */
};

/* Lengths come from decimal numbers of several units: a hair more or less is no difference. */
#define HAIR 0.01

/* Adds an error about a key of the element, on the key's line. */
static void fault(struct validation *check, const struct element *element, const char *key,
                  const char *advice, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void fault(struct validation *check, const struct element *element, const char *key,
                  const char *advice, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(&check->arena, format, args);
    va_end(args);
    struct place place = {.file = check->template->path,
                          .line = template_line(check->template, element->section, key)};
    report_add(check->findings, LEVEL_ERROR, place, "?", "[%s] %s: %s", element->section, key,
               what);
    report_advise_words(check->findings, advice);
}

/* Tenths of millimetres, in whole numbers: messages look the same in every locale. */
static const char *millimetres(struct validation *check, double points)
{
    long tenths = (long)(points / POINTS_PER_MM * 10 + 0.5);
    return arena_printf(&check->arena, "%ld.%ldmm", tenths / 10, tenths % 10);
}

static double smaller_side(const struct box *box)
{
    return box->width < box->height ? box->width : box->height;
}

/* Only decoration may reach into the bleed, which is cut off. */
static void check_on_page(struct validation *check, const struct element *element)
{
    const struct template_page *page = &check->template->pages[element->page];
    const struct box *box = &element->box;
    double bleed = element->tag.role == ROLE_ARTIFACT ? page->bleed : 0;
    const struct {
        const char *side;
        double over;
    } sides[] = {{"left", -box->x},
                 {"upper", -box->y},
                 {"right", box->x + box->width - page->width},
                 {"lower", box->y + box->height - page->height}};
    for (size_t i = 0; page->width > 0 && i < sizeof sides / sizeof *sides; i++)
        if (sides[i].over > bleed + HAIR)
            fault(check, element, "box", NULL,
                  "It reaches %s over the %s edge of page %zu (%s x %s).",
                  millimetres(check, sides[i].over), sides[i].side, element->page + 1,
                  millimetres(check, page->width), millimetres(check, page->height));
}

static void check_area(struct validation *check, const struct element *element)
{
    double width = element->box.width, height = element->box.height;
    bool line = element->kind == ELEMENT_LINE;
    bool hidden = element->kind == ELEMENT_SIGNATURE && !element->content.count;
    if (line && !(width > 0) && !(height > 0))
        fault(check, element, "box", "Give it a width or a height.",
              "A line from a point to itself is not seen.");
    else if (!line && !hidden && !(width > 0 && height > 0))
        fault(check, element, "box", "Give it a width and a height.", "Nothing fits into it.");
}

/* What goes inwards from all sides must leave something in the middle. */
static void check_inwards(struct validation *check, const struct element *element,
                          const char *key, double length)
{
    double most = smaller_side(&element->box) / 2;
    if (most > 0 && length > most + HAIR)
        fault(check, element, key,
              arena_printf(&check->arena, "It may be up to %s.", millimetres(check, most)),
              "%s is more than half of the box.", millimetres(check, length));
}

static bool is_cell(const struct element *element)
{
    return element->tag.role == ROLE_TH || element->tag.role == ROLE_TD;
}

static void check_tag(struct validation *check, const struct element *element)
{
    const struct tag *tag = &element->tag;
    bool cell = is_cell(element);
    if (tag->row && !cell)
        fault(check, element, "row", "Give it the role th or td, or take the row out.",
              "Only cells of a table have a row.");
    if (cell && !tag->row)
        fault(check, element, "role",
              "Write row = 1 for the cells of the first row, and so on.",
              "A cell of a table needs its row.");
}

/* {signer} and {time} belong to the signature: its look is made when nothing else of the
 * row is at hand any more. */
static void check_signature(struct validation *check, const struct element *element)
{
    for (size_t i = 0; i < element->content.count; i++) {
        const char *column = element->content.pieces[i].column;
        if (column && strcmp(column, "signer") != 0 && strcmp(column, "time") != 0)
            fault(check, element, "text", "Put other text into a [text] above it.",
                  "A signature shows {signer} and {time}, but not {%s}.", column);
    }
}

/* The light that a colour throws back, 0 to 1 (the relative luminance of IEC 61966-2-1). */
static double reflectance(struct color color)
{
    const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double part = color.parts[i] / 255.0;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* Readers look for dark on light; a symbol contrast of 70 % is the best grade of
 * ISO/IEC 15415, table 3, and printers and worn paper take their part of it. */
static void check_contrast(struct validation *check, const struct element *element)
{
    const struct template_page *page = &check->template->pages[element->page];
    double paper = page->has_background ? reflectance(page->background) : 1;
    double contrast = paper - reflectance(element->color);
    if (contrast < 0.7)
        fault(check, element, "color", "Take a darker colour on a light background.",
              "The code is hard to scan: its contrast to the page is %ld %%, and 70 %% are "
              "wanted.",
              lround(contrast * 100));
}

static void check_element(struct validation *check, const struct element *element)
{
    check_on_page(check, element);
    check_area(check, element);
    check_tag(check, element);
    if (element->text.least > element->text.size + HAIR)
        fault(check, element, "least", "It is the smallest size to which a text may shrink.",
              "It is larger than the size.");
    if (element->kind == ELEMENT_SIGNATURE)
        check_signature(check, element);
    if (element->kind == ELEMENT_QR)
        check_contrast(check, element);
    if (element->tag.role == ROLE_FIGURE && !element->alt.count)
        fault(check, element, "alt",
              "Say in words what it shows, or give it role = artifact if it is decoration.",
              "Who cannot see the image learns nothing of it.");
    check_inwards(check, element, "radius", element->radius);
    check_inwards(check, element, "inset", element->inset);
    check_inwards(check, element, "band", element->band_width);
    check_inwards(check, element, "band", element->guilloche.band);
}

/* Whether the text is in that language or a variety of it ("kk-Cyrl"). */
static bool is_in(const struct validation *check, const struct element *element,
                  const char *lang)
{
    const char *own = element->tag.lang ? element->tag.lang : check->template->lang;
    size_t size = strlen(lang);
    return own && strncmp(own, lang, size) == 0 && (!own[size] || own[size] == '-');
}

static bool is_above(const struct box *a, const struct box *b)
{
    return a->y + a->height <= b->y + HAIR;
}

static bool is_left(const struct box *a, const struct box *b)
{
    return a->x + a->width <= b->x + HAIR;
}

/* Law of the Republic of Kazakhstan "On Languages", article 21: Kazakh left or above, Russian
 * right or below, letters of one size. */
static void check_two(struct validation *check, const struct element *kazakh,
                      const struct element *russian)
{
    const struct box *kk = &kazakh->box, *ru = &russian->box;
    const struct text_style *a = &kazakh->text, *b = &russian->text;
    if (kazakh->page != russian->page)
        fault(check, russian, "page", "A pair is read together.",
              "[%s], its pair, stands on page %zu.", kazakh->section, kazakh->page + 1);
    else if (!is_above(kk, ru) && (is_above(ru, kk) || !is_left(kk, ru)))
        fault(check, kazakh, "box", "The Law on Languages wants it so (article 21).",
              "The Kazakh text must stand left of or above its pair, the Russian [%s].",
              russian->section);
    const struct {
        const char *key;
        bool equal;
    } keys[] = {{"font", a->font == b->font},
                {"size", a->size == b->size},
                {"least", a->least == b->least},
                {"leading", a->line_height == b->line_height}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!keys[i].equal)
            fault(check, russian, keys[i].key,
                  "The two texts of a pair are set alike; a common [style] sees to it.",
                  "It is not the %s of [%s], its pair.", keys[i].key, kazakh->section);
}

/* Checks the pair of which the element is the first box, if it is that. */
static void check_pair(struct validation *check, size_t first)
{
    const struct template *template = check->template;
    const struct element *one = &template->elements[first], *other = NULL;
    size_t count = 0;
    bool sound = true;
    if (!one->pair)
        return;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (!element->pair || strcmp(element->pair, one->pair) != 0)
            continue;
        if (i < first)
            return;
        sound &= check->sound[i];
        count++;
        other = element;
    }
    if (count != 2) {
        fault(check, one, "pair", "Give it to one Kazakh and one Russian text.",
              "A pair is of two texts, but \"%s\" is of %zu.", one->pair, count);
        return;
    }
    if (!sound)
        return;
    bool kazakh_first = is_in(check, one, "kk") && is_in(check, other, "ru");
    if (!kazakh_first && !(is_in(check, one, "ru") && is_in(check, other, "kk")))
        fault(check, one, "pair", "One must have lang = kk and the other lang = ru.",
              "[%s] and [%s] are not a Kazakh and a Russian text.", one->section,
              other->section);
    else
        check_two(check, kazakh_first ? one : other, kazakh_first ? other : one);
}

/* ISO 14289-1, 7.4.2: the first heading is an h1, and on the way down no level is left out. */
static void check_headings(struct validation *check, size_t page, size_t *level)
{
    const struct template *template = check->template;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        enum role role = element->tag.role;
        if (element->page != page || role < ROLE_H1 || role > ROLE_H3)
            continue;
        size_t own = role - ROLE_H1 + 1;
        const char *before =
            *level ? arena_printf(&check->arena, "follows an h%zu", *level) : "comes first";
        if (own > *level + 1)
            fault(check, element, "role",
                  arena_printf(&check->arena, "Write role = h%zu, or put an h%zu before it.",
                               *level + 1, *level + 1),
                  "A level of headings is skipped: an h%zu %s.", own, before);
        *level = own;
    }
}

/* The table that is open while the elements of a page are gone through; pdf_structure.c makes
 * tables and rows in the same way. */
struct table {
    const struct element *row; /* its first cell; NULL: no table is open */
    size_t cells;              /* of this row */
    size_t columns;            /* cells of the first row; 0 while it is not over */
};

static void end_row(struct validation *check, struct table *table)
{
    if (!table->columns)
        table->columns = table->cells;
    else if (table->cells != table->columns)
        fault(check, table->row, "row",
              "Give all rows as many; a cell that shows nothing keeps its place.",
              "Row %zu of the table has %zu cell%s, but its first row has %zu.",
              table->row->tag.row, table->cells, table->cells == 1 ? "" : "s", table->columns);
    table->cells = 0;
}

static void check_tables(struct validation *check, size_t page)
{
    const struct template *template = check->template;
    struct table table = {0};
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (element->page != page || element->tag.role == ROLE_ARTIFACT)
            continue;
        bool cell = is_cell(element);
        if (table.row && (!cell || element->tag.row != table.row->tag.row))
            end_row(check, &table);
        if (!cell)
            table = (struct table){0};
        else if (!table.cells++)
            table.row = element;
    }
    if (table.row)
        end_row(check, &table);
}

/* What is read aloud, in its order; an element whose role is not known would spoil it. */
static void check_reading(struct validation *check)
{
    const struct template *template = check->template;
    size_t level = 0;
    for (size_t i = 0; i < template->element_count; i++)
        if (!check->sound[i])
            return;
    for (size_t page = 0; page < template->page_count; page++) {
        check_headings(check, page, &level);
        check_tables(check, page);
    }
}

void validate_template(const struct template *template, const bool *sound,
                       struct report *findings)
{
    struct validation check = {.template = template, .sound = sound, .findings = findings};
    for (size_t i = 0; i < template->element_count; i++) {
        if (sound[i] && template->page_count)
            check_element(&check, &template->elements[i]);
        check_pair(&check, i);
    }
    check_reading(&check);
    arena_free(&check.arena);
}
