#include "preview/tightness.h"

#include <math.h>
#include <stddef.h>

static double run_end(const struct run *run)
{
    double end = run->x;
    for (size_t i = 0; i < run->count; i++)
        end += run->glyphs[i].advance;
    return end;
}

/* Returns which part of the box the text fills. */
static double fill(const struct part *part, double line_height)
{
    double widest = 0, left = 0, baseline = NAN;
    size_t lines = 0;
    for (size_t i = 0; i < part->count; i++) {
        const struct run *run = &part->items[i].run;
        if (part->items[i].kind != ITEM_RUN)
            continue;
        if (run->y != baseline) {
            lines++;
            left = run->x;
            baseline = run->y;
        }
        widest = fmax(widest, run_end(run) - left);
    }
    /* Of several lines the widest tells how near the last one is to another. */
    double room = lines > 1 ? fmax(part->box.height / line_height, (double)lines) : 1;
    double filled = ((double)lines - 1 + widest / part->box.width) / room;
    return isfinite(filled) ? fmin(fmax(filled, 0), 1) : 1;
}

static double part_tightness(const struct job *job, const double *sizes,
                             const struct part *part)
{
    const struct template *template = job->template;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (element->section != part->name || !(sizes[i] > 0))
            continue;
        if (template_constant(template, &element->content))
            return 0;
        double size = sizes[i] / element->text.size;
        return size < 1 ? 2 - size : fill(part, element->text.line_height);
    }
    return 0;
}

double tightness(const struct job *job, const struct row_pages *row_pages)
{
    const struct document *document = &row_pages->document;
    double most = 0;
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p].count; i++) {
            const struct part *part = document->pages[p].parts[i];
            if (!part->fixed)
                most = fmax(most, part_tightness(job, row_pages->sizes, part));
        }
    return most;
}
