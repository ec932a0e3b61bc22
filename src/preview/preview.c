#include "preview/preview.h"

#include "check/check.h"
#include "files/single_pdf.h"
#include "issue/batch.h"
#include "issue/worker_pool.h"
#include "layout/preview_mark.h"
#include "numbering/numbering.h"
#include "page/document.h"
#include "raster/raster.h"
#include "roster/roster.h"
#include "svg/svg_writer.h"

#include <string.h>

/* By this previews are told from everything else: what made them is called so in a PNG and an
 * SVG; the first part of a PDF's /ID is the digest of it. */
static const char maker[] = SINGLE_PDF_PREVIEW;

struct preview {
    struct job *job;
    size_t index;
    const struct preview_options *options;
    struct check *check;
    struct buf *out;
    struct report *findings;
    struct error *err;
    bool drawn;
    bool failed; /* for what `err` says */
};

bool preview_number(struct job *job, size_t index, size_t threads, struct error *err)
{
    struct batch_options options = {.threads = threads, .producer = ""};
    struct report findings = {0};
    if (!job->numbering)
        return true;
    if (index != PREVIEW_ALL)
        numbering_narrow(job->numbering, index);
    struct batch *batch = batch_new(job, &options);
    bool numbered = batch_survey(batch, &findings, err);
    batch_free(batch);
    report_free(&findings);
    return numbered;
}

/* ---- the formats ------------------------------------------------------------------------- */

static bool write_pdf(struct preview *preview, const struct document *document,
                      const struct document *blank)
{
    const struct preview_options *options = preview->options;
    struct single_pdf about = {.kind = maker,
                               .effort = FLATE_QUICK,
                               .producer = options->producer,
                               .time = options->time,
                               .offset = options->offset};
    return single_pdf_write(&about, document, blank, preview->out, preview->err);
}

/* Leaves the page that was asked for, if one was. */
static bool choose_page(const struct preview *preview, struct document *document)
{
    size_t page = preview->options->page;
    if (page > document->page_count) {
        error_set(preview->err, "page-not-there", "There is no page %zu.", page);
        return error_advise(preview->err, "The template's last page is %zu.",
                            document->page_count);
    }
    if (page) {
        document->pages += page - 1;
        document->page_count = 1;
    }
    return true;
}

static bool write_file(struct preview *preview, struct document *document,
                       const struct document *blank, size_t row)
{
    struct svg_origin origin = {.generator = maker, .row = row};
    if (preview->options->format == PREVIEW_PDF)
        return write_pdf(preview, document, blank);
    if (!choose_page(preview, document))
        return false;
    if (preview->options->format == PREVIEW_SVG)
        return svg_write(document, &origin, preview->out, preview->err);
    return raster_png(document, preview->options->dpi, maker, preview->out, preview->err);
}

/* ---- the row ----------------------------------------------------------------------------- */

static bool draw_document(struct preview *preview, struct worker *worker,
                          struct document *document, size_t row)
{
    struct arena *arena = &worker->arena;
    struct document blank = layout_blank(preview->job->layout, arena);
    if (preview->options->blank) {
        blank = document_on_blank(&blank, true, arena);
        *document = document_on_blank(document, true, arena);
    }
    const struct part *marks = preview_mark(document, worker->room, arena, preview->err);
    if (!marks)
        return false;
    preview_mark_lay(&blank, marks, arena);
    preview_mark_lay(document, marks, arena);
    return write_file(preview, document, &blank, row);
}

/* Looks at the row as the survey of a batch does. */
static bool inspect(struct preview *preview, struct worker *worker,
                    const struct row_task *row_task, struct card *card,
                    struct row_pages *row_pages)
{
    const struct row *row = &row_task->row;
    struct arena *arena = &worker->arena;
    bool stray = !row_task->bad &&
                 check_stray(preview->check, row, card_place(preview->job->binding, row, arena),
                             arena, preview->findings);
    bool sound = job_lay_out(preview->job, worker, row_task, LAYOUT_DRAW, card, row_pages,
                             preview->findings);
    if (preview->options->sources)
        preview_sources_add_pictures(preview->options->sources, preview->job->template, card);
    if (sound && !stray)
        check_row(preview->check, row_task->index, row, card, row_pages, arena,
                  preview->findings);
    return sound;
}

static bool draw_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct preview *preview = context;
    struct card card = {0};
    struct row_pages row_pages = {0};
    if (row_task->index != preview->index)
        return true;
    if (inspect(preview, worker, row_task, &card, &row_pages)) {
        preview->drawn =
            draw_document(preview, worker, &row_pages.document, row_task->row.number);
        preview->failed = !preview->drawn;
    }
    row_pages_free(&row_pages);
    return false;
}

static bool draw(struct preview *preview)
{
    struct roster *roster = preview->job->roster;
    size_t rows;
    roster_ignore(roster, check_unused(preview->check));
    bool read = roster_check_lengths(roster, preview->err) &&
                roster_rewind(roster, preview->err) &&
                worker_pool_run(roster, 1, draw_row, preview, &rows, preview->err);
    roster_ignore(roster, NULL);
    if (!read || preview->failed)
        return false;
    return preview->drawn || error_set(preview->err, "row-not-drawn",
                                       "The certificate cannot be drawn; fix what is named "
                                       "above.");
}

bool preview_draw(struct job *job, size_t index, const struct preview_options *options,
                  struct buf *out, struct report *findings, struct error *err)
{
    struct preview preview = {.job = job,
                              .index = index,
                              .options = options,
                              .out = out,
                              .findings = findings,
                              .err = err};
    preview.check = check_new(job->binding, job->faces, job->layout, job->roster, err);
    bool drawn = preview.check && draw(&preview);
    check_free(preview.check);
    return drawn;
}

/* ---- the file ---------------------------------------------------------------------------- */

bool preview_is_ours(const struct buf *bytes)
{
    enum { BEGINNING = 256 }; /* bytes, in which a PNG or an SVG says what made it */
    const char *text = buf_text(bytes);
    size_t size = bytes->size < BEGINNING ? bytes->size : BEGINNING;
    if (size >= 5 && memcmp(text, "%PDF-", 5) == 0)
        return single_pdf_is(maker, bytes);
    return (memmem(text, size, "PNG", 3) == text + 1 || strncmp(text, "<svg ", 5) == 0) &&
           memmem(text, size, maker, sizeof maker - 1) != NULL;
}
