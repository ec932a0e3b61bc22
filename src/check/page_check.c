#include "check/page_check.h"

#include "base/buf.h"
#include "base/mem.h"
#include "draw/qr.h"
#include "page/geometry.h"
#include "template/language_pair.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define HAIR         0.05                   /* points that make no difference */
#define SAFE_EDGE    (5 * POINTS_PER_MM)    /* what office printers leave white */
#define LEAST_MODULE (0.33 * POINTS_PER_MM) /* what phones read from paper */

/* What is measured of an element; 0 is as it should be, more is worse. */
enum measure {
    MEASURE_SHRUNK,  /* points less than the wanted size */
    MEASURE_EDGE,    /* points that the text reaches into the margin */
    MEASURE_DENSE,   /* bytes more than a code has that can be read */
    MEASURE_SMALLER, /* points by which the Kazakh text is smaller than the Russian */
    MEASURE_COUNT,
};

enum { KEPT_ROWS = 20 }; /* of an element, to be found by whoever corrects the list */

struct bad_row {
    double badness;
    size_t index; /* from 0 */
    size_t row;   /* as a spreadsheet counts */
};

/* The worst of an element. */
struct worst {
    size_t count;                   /* of rows where it is bad */
    struct bad_row rows[KEPT_ROWS]; /* the worst first, of equals the first of the list */
    struct place place;             /* of the first of them */
    char *who;
};

struct page_check {
    pthread_mutex_t lock;
    const struct binding *binding;
    const struct template *template;
    const struct font_set *faces;
    const struct layout *layout;
    size_t *russian; /* by element: of a Kazakh text the Russian one it goes with, or itself */
    size_t *bytes;   /* by element: how many a QR code has at most that can be read */
    struct worst (*worst)[MEASURE_COUNT]; /* by element */
};

/* Pages under examination. */
struct page_subject {
    const struct page_check *page_check;
    const struct page *pages;
    const double *sizes;     /* by element */
    const struct card *card; /* NULL: what is the same for every row */
};

/* ---- measures --------------------------------------------------------------------------- */

static double size_of(const struct page_subject *subject, size_t i)
{
    bool fixed = subject->page_check->binding->fixed[i];
    return fixed ? layout_sizes(subject->page_check->layout)[i] : subject->sizes[i];
}

static double shrunk(const struct page_subject *subject, size_t i)
{
    const struct element *element = &subject->page_check->template->elements[i];
    double size = size_of(subject, i);
    return size > 0 ? element->text.size - size : 0;
}

/* The ink of a run, roughly: from its first glyph to its last, from capitals' height to the
 * descenders' depth. */
static struct box run_box(const struct font_set *faces, const struct run *run)
{
    const struct font *font = faces->fonts[run->face];
    double em = run->size / font->units, width = 0;
    for (size_t i = 0; i < run->count; i++)
        width += run->glyphs[i].advance;
    return (struct box){run->x, run->y - font->cap_height * em, width,
                        (font->cap_height - font->descender) * em};
}

static bool is_inside(const struct box *box, const struct page *page)
{
    return box->x >= SAFE_EDGE && box->y >= SAFE_EDGE &&
           box->x + box->width <= page->width - SAFE_EDGE &&
           box->y + box->height <= page->height - SAFE_EDGE;
}

static double edge(const struct page_subject *subject, size_t i)
{
    const struct page_check *page_check = subject->page_check;
    const struct element *element = &page_check->template->elements[i];
    const struct page *page = &subject->pages[element->page];
    double worst = 0;
    if (is_inside(&element->box, page))
        return 0;
    for (size_t p = 0; p < page->count; p++) {
        const struct part *part = page->parts[p];
        bool ours = strcmp(part->name, element->section) == 0;
        for (size_t k = 0; ours && k < part->count; k++) {
            if (part->items[k].kind != ITEM_RUN)
                continue;
            struct box box = run_box(page_check->faces, &part->items[k].run);
            double right = page->width - box.x - box.width;
            double below = page->height - box.y - box.height;
            worst = fmax(worst, SAFE_EDGE - fmin(fmin(box.x, box.y), fmin(right, below)));
        }
    }
    return worst;
}

static bool is_code(const struct element *element)
{
    return element->kind == ELEMENT_QR || element->kind == ELEMENT_SEAL;
}

static const char *qr_text(const struct page_subject *subject, size_t i)
{
    const struct element *element = &subject->page_check->template->elements[i];
    if (!subject->card)
        return element->content.source;
    const struct card_element *bound = &subject->card->elements[i];
    return element->kind == ELEMENT_SEAL ? bound->seal : bound->content.text;
}

static double dense(const struct page_subject *subject, size_t i)
{
    const struct page_check *page_check = subject->page_check;
    if (!is_code(&page_check->template->elements[i]))
        return 0;
    return (double)qr_size(qr_text(subject, i)) - (double)page_check->bytes[i];
}

static double smaller(const struct page_subject *subject, size_t i)
{
    double kazakh = size_of(subject, i);
    double russian = size_of(subject, subject->page_check->russian[i]);
    return kazakh > 0 && russian > 0 ? russian - kazakh : 0;
}

static double (*const measures[])(const struct page_subject *subject, size_t i) = {
    [MEASURE_SHRUNK] = shrunk,
    [MEASURE_EDGE] = edge,
    [MEASURE_DENSE] = dense,
    [MEASURE_SMALLER] = smaller,
};

/* Whether the element is to be measured on these pages: those of a row, or what is the same
 * for all. */
static bool is_due(const struct page_subject *subject, size_t i, size_t measure)
{
    const bool *fixed = subject->page_check->binding->fixed;
    bool both = fixed[i];
    if (measure == MEASURE_SMALLER)
        both = both && fixed[subject->page_check->russian[i]];
    return both == !subject->card;
}

static bool is_worse(const struct bad_row *one, const struct bad_row *other)
{
    return one->badness > other->badness ||
           (one->badness >= other->badness && one->index < other->index);
}

static void note_row(struct worst *worst, double badness, size_t index,
                     const struct place *place)
{
    const struct bad_row row = {badness, index, place->row};
    size_t kept = worst->count < KEPT_ROWS ? worst->count : KEPT_ROWS, at = kept;
    worst->count++;
    while (at > 0 && is_worse(&row, &worst->rows[at - 1]))
        at--;
    if (at == KEPT_ROWS)
        return;
    size_t moved = kept < KEPT_ROWS ? kept - at : kept - at - 1;
    memmove(&worst->rows[at + 1], &worst->rows[at], moved * sizeof row);
    worst->rows[at] = row;
    if (at > 0)
        return;
    free(worst->who);
    worst->place = *place;
    worst->who = place->who ? mem_copy(place->who) : NULL;
    worst->place.who = worst->who;
}

static void measure_all(struct page_check *page_check, const struct page_subject *subject,
                        size_t index, const struct place *place)
{
    for (size_t i = 0; i < page_check->template->element_count; i++)
        for (size_t m = 0; m < MEASURE_COUNT; m++) {
            double badness = is_due(subject, i, m) ? measures[m](subject, i) : 0;
            struct place here = *place;
            if (badness <= HAIR)
                continue;
            if (!subject->card)
                here.line = page_check->template->elements[i].line;
            pthread_mutex_lock(&page_check->lock);
            note_row(&page_check->worst[i][m], badness, index, &here);
            pthread_mutex_unlock(&page_check->lock);
        }
}

/* ---- making ----------------------------------------------------------------------------- */

/* The most bytes of a code whose modules are large enough; with its quiet zone it takes the
 * smaller side of its box. */
static size_t readable_bytes(const struct element *element)
{
    double modules =
        fmin(element->box.width, element->box.height) / LEAST_MODULE - 2 * QR_QUIET;
    return qr_capacity(modules + HAIR, (int)element->level);
}

struct page_check *page_check_new(const struct binding *binding, const struct font_set *faces,
                                  const struct layout *layout)
{
    const struct template *template = binding->template;
    size_t count = template->element_count;
    struct page_check *page_check = mem_new(1, sizeof *page_check);
    struct arena arena = {0};
    pthread_mutex_init(&page_check->lock, NULL);
    page_check->binding = binding;
    page_check->template = template;
    page_check->faces = faces;
    page_check->layout = layout;
    page_check->russian = mem_new(count, sizeof *page_check->russian);
    page_check->bytes = mem_new(count, sizeof *page_check->bytes);
    page_check->worst = mem_new(count, sizeof *page_check->worst);
    for (size_t i = 0; i < count; i++) {
        page_check->russian[i] = language_pair_of(binding->grammar->words, template, i);
        if (is_code(&template->elements[i]))
            page_check->bytes[i] = readable_bytes(&template->elements[i]);
    }
    const struct page_subject subject = {page_check, layout_blank(layout, &arena).pages,
                                         layout_sizes(layout), NULL};
    measure_all(page_check, &subject, 0, &(struct place){.file = template->path});
    arena_free(&arena);
    return page_check;
}

void page_check_free(struct page_check *page_check)
{
    if (!page_check)
        return;
    for (size_t i = 0; i < page_check->template->element_count; i++)
        for (size_t m = 0; m < MEASURE_COUNT; m++)
            free(page_check->worst[i][m].who);
    pthread_mutex_destroy(&page_check->lock);
    free(page_check->worst);
    free(page_check->bytes);
    free(page_check->russian);
    free(page_check);
}

void page_check_row(struct page_check *page_check, size_t index, const struct card *card,
                    const struct row_pages *row_pages)
{
    const struct page_subject subject = {page_check, row_pages->document.pages,
                                         row_pages->sizes, card};
    measure_all(page_check, &subject, index, &card->place);
}

/* ---- reporting -------------------------------------------------------------------------- */

static double tenths(double number)
{
    return round(number * 10) / 10;
}

/* Lists the rows that follow the worst, when there are some. */
static const char *next_rows(struct arena *arena, const struct worst *worst)
{
    struct buf text = {0};
    for (size_t i = 1; i < worst->count && i < KEPT_ROWS; i++)
        buf_printf(&text, "%s%zu", i > 1 ? ", " : "", worst->rows[i].row);
    buf_puts(&text, worst->count > KEPT_ROWS ? ", …" : "");
    const char *result = arena_text(arena, buf_text(&text));
    buf_free(&text);
    return result;
}

/* The place of the worst row of an element. */
static struct place place_of(const struct page_check *page_check, size_t i,
                             enum measure measure)
{
    struct place place = page_check->worst[i][measure].place;
    place.section = page_check->template->elements[i].section;
    return place;
}

/* The two of a pair shrink together: it is reported of the first. */
static bool is_second(const struct template *template, size_t i)
{
    const char *pair = template->elements[i].pair;
    for (size_t k = 0; pair && k < i; k++)
        if (template->elements[k].pair && strcmp(template->elements[k].pair, pair) == 0)
            return true;
    return false;
}

static void report_shrunk(const struct page_check *page_check, size_t i, struct arena *arena,
                          struct report *findings)
{
    const struct worst *worst = &page_check->worst[i][MEASURE_SHRUNK];
    double wanted = page_check->template->elements[i].text.size;
    double size = tenths(wanted - worst->rows[0].badness);
    struct place place = place_of(page_check, i, MEASURE_SHRUNK);
    if (is_second(page_check->template, i))
        return;
    if (worst->count < 2)
        report_add(findings, LEVEL_NOTE, place, "text-shrunk",
                   "the text is set in %g pt instead of %g pt to fit its box.", size,
                   tenths(wanted));
    else
        report_add(findings, LEVEL_NOTE, place, "text-shrunk",
                   "the text is set in %g pt instead of %g pt to fit its box (the worst of %zu "
                   "rows; next: %s).",
                   size, tenths(wanted), worst->count, next_rows(arena, worst));
}

static void report_edge(const struct page_check *page_check, size_t i, struct arena *arena,
                        struct report *findings)
{
    const struct worst *worst = &page_check->worst[i][MEASURE_EDGE];
    double left = tenths(fmax(0, (SAFE_EDGE - worst->rows[0].badness) / POINTS_PER_MM));
    struct place place = place_of(page_check, i, MEASURE_EDGE);
    if (worst->count < 2)
        report_add(findings, LEVEL_WARNING, place, "text-near-edge",
                   "the text comes as near as %g mm to the edge of the page.", left);
    else
        report_add(findings, LEVEL_WARNING, place, "text-near-edge",
                   "the text comes as near as %g mm to the edge of the page (the worst of %zu "
                   "rows; next: %s).",
                   left, worst->count, next_rows(arena, worst));
    report_advise(findings, "Office printers leave 5 mm white; move the box inwards.");
}

static void report_dense(const struct page_check *page_check, size_t i, struct arena *arena,
                         struct report *findings)
{
    const struct element *element = &page_check->template->elements[i];
    const struct worst *worst = &page_check->worst[i][MEASURE_DENSE];
    size_t bytes = page_check->bytes[i] + (size_t)worst->rows[0].badness;
    size_t side = qr_modules(bytes, (int)element->level) + 2 * (size_t)QR_QUIET;
    double box = fmin(element->box.width, element->box.height);
    unsigned hundredths = (unsigned)(box / (double)side / POINTS_PER_MM * 100);
    struct place place = place_of(page_check, i, MEASURE_DENSE);
    if (side == 2 * (size_t)QR_QUIET) /* too long for any code, which layout reports */
        return;
    if (worst->count < 2)
        report_add(findings, LEVEL_WARNING, place, "qr-dense",
                   "the modules of the QR code would be 0.%02u mm wide; what is less than 0.33 "
                   "mm is hard to scan.",
                   hundredths);
    else
        report_add(findings, LEVEL_WARNING, place, "qr-dense",
                   "the modules of the QR code would be 0.%02u mm wide (the worst of %zu rows; "
                   "next: %s); what is less than 0.33 mm is hard to scan.",
                   hundredths, worst->count, next_rows(arena, worst));
    report_advise(findings,
                  "Make the box %.0f mm wide and high, shorten the text, or lower the level.",
                  ceil((double)side * LEAST_MODULE / POINTS_PER_MM));
}

static void report_smaller(const struct page_check *page_check, size_t i, struct arena *arena,
                           struct report *findings)
{
    const struct element *elements = page_check->template->elements;
    const struct element *kazakh = &elements[i], *russian = &elements[page_check->russian[i]];
    const struct worst *worst = &page_check->worst[i][MEASURE_SMALLER];
    double smaller = tenths(worst->rows[0].badness);
    struct place place = place_of(page_check, i, MEASURE_SMALLER);
    bool always = kazakh->text.size < russian->text.size; /* then it is no row's fault */
    if (always)
        place = (struct place){.file = page_check->template->path,
                               .line = kazakh->line,
                               .section = kazakh->section};
    if (always || worst->count < 2)
        report_add(findings, LEVEL_WARNING, place, "kazakh-smaller",
                   "the Kazakh text is set %g pt smaller than the Russian one in [%s].",
                   smaller, russian->section);
    else
        report_add(findings, LEVEL_WARNING, place, "kazakh-smaller",
                   "the Kazakh text is set %g pt smaller than the Russian one in [%s] (the "
                   "worst of %zu rows; next: %s).",
                   smaller, russian->section, worst->count, next_rows(arena, worst));
    report_advise(findings,
                  "Give both boxes one `pair`: the Law on Languages wants letters of one size "
                  "(article 21).");
}

/* The Kazakh text stands left of the Russian one, or above it. */
static void check_order(const struct page_check *page_check, size_t i, struct report *findings)
{
    const struct template *template = page_check->template;
    const struct element *kazakh = &template->elements[i];
    const struct element *russian = &template->elements[page_check->russian[i]];
    if (kazakh == russian || kazakh->page != russian->page ||
        language_pair_in_order(&kazakh->box, &russian->box))
        return;
    struct place place = {.file = template->path,
                          .line = template_line(template, kazakh->section, "box"),
                          .section = kazakh->section};
    report_add(findings, LEVEL_WARNING, place, "kazakh-after-russian",
               "the Kazakh text comes after the Russian one in [%s].", russian->section);
    report_advise(findings, "The Law on Languages wants Kazakh left or above (article 21).");
}

static void (*const reporters[])(const struct page_check *page_check, size_t i,
                                 struct arena *arena, struct report *findings) = {
    [MEASURE_SHRUNK] = report_shrunk,
    [MEASURE_EDGE] = report_edge,
    [MEASURE_DENSE] = report_dense,
    [MEASURE_SMALLER] = report_smaller,
};

void page_check_report(const struct page_check *page_check, struct report *findings)
{
    struct arena arena = {0};
    for (size_t i = 0; i < page_check->template->element_count; i++) {
        check_order(page_check, i, findings);
        for (size_t m = 0; m < MEASURE_COUNT; m++)
            if (page_check->worst[i][m].count)
                reporters[m](page_check, i, &arena, findings);
    }
    arena_free(&arena);
}
