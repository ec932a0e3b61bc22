#include "template/validate.h"

#include "lang/lang.h"
#include "template/language_pair.h"

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

/* Adds an error about a key of the element, on the key's line, or about the whole element
 * (NULL); what to do follows with advise. */
static void breach(struct validation *run, const struct element *element, const char *key,
                   const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void breach(struct validation *run, const struct element *element, const char *key,
                   const char *code, const char *format, ...)
{
    struct place place = {.file = run->template->path,
                          .line = key ? template_line(run->template, element->section, key)
                                      : element->line,
                          .section = element->section,
                          .key = key};
    struct error err;
    va_list args;
    va_start(args, format);
    error_setv(&err, code, format, args);
    va_end(args);
    report_add_error(run->findings, LEVEL_ERROR, place, &err);
}

/* Tenths of millimetres, in whole numbers: messages look the same in every locale. */
static const char *millimetres(struct validation *run, double points)
{
    long tenths = (long)(points / POINTS_PER_MM * 10 + 0.5);
    return arena_printf(&run->arena, "%ld.%ldmm", tenths / 10, tenths % 10);
}

static double smaller_side(const struct box *box)
{
    return box->width < box->height ? box->width : box->height;
}

/* Counts the boxes of the page that do not lie on a sheet of that size. */
static size_t boxes_off(const struct validation *run, size_t page, double width, double height)
{
    const struct template *template = run->template;
    double bleed = template->pages[page].bleed + HAIR;
    size_t count = 0;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct box *box = &template->elements[i].box;
        count += run->sound[i] && template->elements[i].page == page &&
                 (box->x < -bleed || box->y < -bleed || box->x + box->width > width + bleed ||
                  box->y + box->height > height + bleed);
    }
    return count;
}

/* Says whether the boxes were made for the sheet turned by a quarter. One alone may as well be
 * in the wrong place. */
static bool is_turned(const struct validation *run, size_t page)
{
    double width = run->template->pages[page].width, height = run->template->pages[page].height;
    return boxes_off(run, page, width, height) > 1 && !boxes_off(run, page, height, width);
}

/* Reports it once for the page, not for each box. */
static void check_turned(struct validation *run, size_t page)
{
    const struct template_page *sheet = &run->template->pages[page];
    const char *section = arena_printf(&run->arena, "page %zu", page + 1);
    if (!is_turned(run, page))
        return;
    struct place place = {.file = run->template->path,
                          .line = template_line(run->template, section, "size"),
                          .section = section,
                          .key = "size"};
    report_add(run->findings, LEVEL_ERROR, place, "template-page-turned",
               "The boxes of this page fit on it only if it is turned by a quarter.");
    if (sheet->width < sheet->height)
        report_advise(run->findings, "Write landscape after its size, such as A4 landscape.");
    else
        report_advise(run->findings, "Take landscape away from its size.");
}

/* Only decoration may reach into the bleed, which is cut off. */
static void check_on_page(struct validation *run, const struct element *element)
{
    const struct template_page *page = &run->template->pages[element->page];
    const struct box *box = &element->box;
    double bleed = element->tag.role == ROLE_ARTIFACT ? page->bleed : 0;
    double right = box->x + box->width - page->width;
    double lower = box->y + box->height - page->height;
    if (!(page->width > 0) || is_turned(run, element->page))
        return;
    if (-box->x > bleed + HAIR)
        breach(run, element, "box", "template-box-off-page",
               "It reaches %s over the left edge of page %zu.", millimetres(run, -box->x),
               element->page + 1);
    if (-box->y > bleed + HAIR)
        breach(run, element, "box", "template-box-off-page",
               "It reaches %s over the upper edge of page %zu.", millimetres(run, -box->y),
               element->page + 1);
    if (right > bleed + HAIR)
        breach(run, element, "box", "template-box-off-page",
               "It reaches %s over the right edge of page %zu, which is %s wide.",
               millimetres(run, right), element->page + 1, millimetres(run, page->width));
    if (lower > bleed + HAIR)
        breach(run, element, "box", "template-box-off-page",
               "It reaches %s over the lower edge of page %zu, which is %s high.",
               millimetres(run, lower), element->page + 1, millimetres(run, page->height));
}

static void check_area(struct validation *run, const struct element *element)
{
    double width = element->box.width, height = element->box.height;
    bool line = element->kind == ELEMENT_LINE;
    bool hidden = element->kind == ELEMENT_SIGNATURE && !element->content.count;
    if (line && !(width > 0) && !(height > 0)) {
        breach(run, element, "box", "template-line-point",
               "A line from a point to itself cannot be seen.");
        report_advise(run->findings, "Give it a width or a height.");
    } else if (!line && !hidden && !(width > 0 && height > 0)) {
        breach(run, element, "box", "template-box-empty", "Nothing fits into it.");
        report_advise(run->findings, "Give it a width and a height.");
    }
}

/* What goes inwards from all sides must leave something in the middle. */
static void check_inwards(struct validation *run, const struct element *element,
                          const char *key, double length)
{
    double most = smaller_side(&element->box) / 2;
    if (most > 0 && length > most + HAIR) {
        breach(run, element, key, "template-inwards-long", "%s is more than half of the box.",
               millimetres(run, length));
        report_advise(run->findings, "It may be up to %s.", millimetres(run, most));
    }
}

static bool is_cell(const struct element *element)
{
    return element->tag.role == ROLE_TH || element->tag.role == ROLE_TD;
}

static void check_tag(struct validation *run, const struct element *element)
{
    const struct tag *tag = &element->tag;
    bool cell = is_cell(element);
    if (tag->row && !cell) {
        breach(run, element, "row", "template-row-alone", "Only cells of a table have a row.");
        report_advise(run->findings, "Give it the role th or td, or take the row out.");
    }
    if (cell && !tag->row) {
        breach(run, element, "role", "template-row-missing",
               "A cell of a table needs its row.");
        report_advise(run->findings,
                      "Write row = 1 for the cells of the first row, and so on.");
    }
}

/* Signature fields are told apart by their names. */
static void check_signature_name(struct validation *run, const struct element *element)
{
    size_t count = 0;
    for (size_t i = 0; i < run->template->element_count; i++)
        count += run->template->elements[i].kind == ELEMENT_SIGNATURE;
    if (*element->name || count == 1)
        return;
    breach(run, element, NULL, "template-signature-unnamed",
           "Of several signatures each needs a name.");
    report_advise(run->findings, "Write who signs there, such as [signature chairman].");
}

/* {signer} and {time} belong to the signature: its look is made when nothing else of the
 * row is at hand any more. */
static void check_signature(struct validation *run, const struct element *element)
{
    for (size_t i = 0; i < element->content.count; i++) {
        const char *column = element->content.pieces[i].column;
        if (column && strcmp(column, "signer") != 0 && strcmp(column, "time") != 0) {
            breach(run, element, "text", "template-signature-shows",
                   "A signature shows {signer} and {time}, but not {%s}.", column);
            report_advise(run->findings, "Put other text into a [text] above it.");
        }
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
static void check_contrast(struct validation *run, const struct element *element)
{
    const struct template_page *page = &run->template->pages[element->page];
    double paper = page->has_background ? reflectance(page->background) : 1;
    double contrast = paper - reflectance(element->color);
    if (contrast < 0.7) {
        breach(
            run, element, "color", "template-code-contrast",
            "The code is hard to scan: its contrast to the page is %d %%; at least 70 %% are "
            "needed.",
            (int)lround(contrast * 100));
        report_advise(run->findings, "Take a darker colour on a light background.");
    }
}

static void check_element(struct validation *run, const struct element *element)
{
    check_on_page(run, element);
    check_area(run, element);
    check_tag(run, element);
    if (element->text.least > element->text.size + HAIR) {
        breach(run, element, "least", "template-least-large", "It is larger than the size.");
        report_advise(run->findings, "It is the smallest size to which a text may shrink.");
    }
    if (element->kind == ELEMENT_SIGNATURE) {
        check_signature_name(run, element);
        check_signature(run, element);
    }
    if (element->kind == ELEMENT_QR || element->kind == ELEMENT_SEAL)
        check_contrast(run, element);
    if (element->tag.role == ROLE_FIGURE && !element->alt.count) {
        breach(run, element, "alt", "template-alt-missing",
               "People who cannot see the image learn nothing of it.");
        report_advise(run->findings, "Say in words what it shows, or give it role = artifact "
                                     "if it is decoration.");
    }
    check_inwards(run, element, "radius", element->radius);
    check_inwards(run, element, "inset", element->inset);
    check_inwards(run, element, "band", element->band_width);
    check_inwards(run, element, "band", element->guilloche.band);
}

/* Whether the text is in that language or a variety of it ("kk-Cyrl"). */
static bool is_in(const struct validation *run, const struct element *element, const char *lang)
{
    return lang_is(template_lang(run->template, element), lang);
}

/* The Law on Languages: order and size. */
static void check_two(struct validation *run, const struct element *kazakh,
                      const struct element *russian)
{
    const struct text_style *a = &kazakh->text, *b = &russian->text;
    if (kazakh->page != russian->page) {
        breach(run, russian, "page", "template-pair-pages", "[%s], its pair, is on page %zu.",
               kazakh->section, kazakh->page + 1);
        report_advise(run->findings, "A pair is read together.");
    } else if (!language_pair_in_order(&kazakh->box, &russian->box)) {
        breach(run, kazakh, "box", "template-pair-order",
               "The Kazakh text must stand left of or above its pair, the Russian [%s].",
               russian->section);
        report_advise(run->findings, "The Law on Languages wants it so (article 21).");
    }
    const struct {
        const char *key;
        bool equal;
    } keys[] = {{"font", a->font == b->font},
                {"size", a->size == b->size},
                {"least", a->least == b->least},
                {"leading", a->line_height == b->line_height}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!keys[i].equal) {
            breach(run, russian, keys[i].key, "template-pair-unlike",
                   "It differs from that of [%s], its pair.", kazakh->section);
            report_advise(
                run->findings,
                "The two texts of a pair must look alike; give both the same [style].");
        }
}

/* Checks the pair of which the element is the first box, if it is that. */
static void check_pair(struct validation *run, size_t first)
{
    const struct template *template = run->template;
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
        sound &= run->sound[i];
        count++;
        other = element;
    }
    if (count != 2) {
        breach(run, one, "pair", "template-pair-count",
               "A pair has two texts, but \"%s\" has %zu.", one->pair, count);
        report_advise(run->findings, "Give it to one Kazakh and one Russian text.");
        return;
    }
    if (!sound)
        return;
    bool kazakh_first = is_in(run, one, "kk") && is_in(run, other, "ru");
    if (kazakh_first || (is_in(run, one, "ru") && is_in(run, other, "kk"))) {
        check_two(run, kazakh_first ? one : other, kazakh_first ? other : one);
        return;
    }
    breach(run, one, "pair", "template-pair-languages",
           "[%s] and [%s] are not a Kazakh and a Russian text.", one->section, other->section);
    report_advise(run->findings, "One must have lang = kk and the other lang = ru.");
}

/* ISO 14289-1, 7.4.2: the first heading is an h1, and on the way down no level is left out. */
static void check_headings(struct validation *run, size_t page, size_t *level)
{
    const struct template *template = run->template;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        enum role role = element->tag.role;
        if (element->page != page || role < ROLE_H1 || role > ROLE_H3)
            continue;
        size_t own = role - ROLE_H1 + 1;
        if (own > *level + 1 && *level)
            breach(run, element, "role", "template-heading-level",
                   "A level of headings is skipped: an h%zu follows an h%zu.", own, *level);
        else if (own > *level + 1)
            breach(run, element, "role", "template-heading-level",
                   "A level of headings is skipped: an h%zu comes first.", own);
        if (own > *level + 1)
            report_advise(run->findings, "Write role = h%zu, or put an h%zu before it.",
                          *level + 1, *level + 1);
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

static void end_row(struct validation *run, struct table *table)
{
    if (!table->columns)
        table->columns = table->cells;
    else if (table->cells != table->columns) {
        breach(run, table->row, "row", "template-row-cells",
               "Row %zu of the table has another number of cells than its first row: %zu "
               "instead of %zu.",
               table->row->tag.row, table->cells, table->columns);
        report_advise(run->findings, "Give every row the same number of cells; one that shows "
                                     "nothing can be an empty text.");
    }
    table->cells = 0;
}

static void check_tables(struct validation *run, size_t page)
{
    const struct template *template = run->template;
    struct table table = {0};
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (element->page != page || element->tag.role == ROLE_ARTIFACT)
            continue;
        bool cell = is_cell(element);
        if (table.row && (!cell || element->tag.row != table.row->tag.row))
            end_row(run, &table);
        if (!cell)
            table = (struct table){0};
        else if (!table.cells++)
            table.row = element;
    }
    if (table.row)
        end_row(run, &table);
}

/* What is read aloud, in its order; an element whose role is not known would spoil it. */
static void check_reading(struct validation *run)
{
    const struct template *template = run->template;
    size_t level = 0;
    for (size_t i = 0; i < template->element_count; i++)
        if (!run->sound[i])
            return;
    for (size_t page = 0; page < template->page_count; page++) {
        check_headings(run, page, &level);
        check_tables(run, page);
    }
}

/* A guilloche can take 8 MB of memory, and 350 kB in every certificate. */
static void check_guilloches(struct validation *run)
{
    enum { MOST = 8 };
    const struct template *template = run->template;
    size_t count = 0;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (element->kind != ELEMENT_GUILLOCHE || ++count != MOST + 1)
            continue;
        breach(run, element, NULL, "template-guilloches-many",
               "The template has more than %d guilloches.", (int)MOST);
        report_advise(run->findings, "Remove some: each makes every certificate larger.");
    }
}

void validate_template(const struct template *template, const bool *sound,
                       struct report *findings)
{
    struct validation run = {.template = template, .sound = sound, .findings = findings};
    for (size_t i = 0; i < template->page_count; i++)
        check_turned(&run, i);
    for (size_t i = 0; i < template->element_count; i++) {
        if (sound[i] && template->page_count)
            check_element(&run, &template->elements[i]);
        check_pair(&run, i);
    }
    check_reading(&run);
    check_guilloches(&run);
    arena_free(&run.arena);
}
