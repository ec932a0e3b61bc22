#include "issue/batch.h"

#include "base/mem.h"
#include "bind/card.h"
#include "bind/file_name.h"
#include "check/check.h"
#include "issue/existing.h"
#include "issue/group_writer.h"
#include "issue/outcomes.h"
#include "issue/worker_pool.h"
#include "pdf/glyph_use.h"
#include "pdf/pdf_writer.h"
#include "sign/pades.h"

#include <stdlib.h>
#include <string.h>

enum { EXISTING_LIMIT = 64 << 20 }; /* bytes of a file that may be one of ours */

/* What each thread gathers in the survey and uses in the writing. */
struct station {
    struct usage *usage;
    struct findings findings;
    struct pdf_writer *writer;
    struct delivery *delivery;
    struct buf pdf;
};

struct batch {
    struct edition *edition;
    const struct batch_options *options;
    struct station *stations; /* one a thread */
    struct inspector *inspector;
    struct tally *tally;
    /* while writing: */
    struct sheet *sheet;
    struct folder *folder;
    struct digest identity; /* of all that the certificates share */
};

struct batch *batch_new(struct edition *edition, const struct batch_options *options)
{
    struct batch *batch = mem_new(1, sizeof *batch);
    batch->edition = edition;
    batch->options = options;
    batch->stations = mem_new(options->threads, sizeof *batch->stations);
    for (size_t i = 0; i < options->threads; i++)
        batch->stations[i].usage = usage_new(edition->faces->count);
    batch->tally = tally_new(&options->listener);
    batch->inspector =
        inspect_new(edition->binding, edition->faces, edition->layout, edition->roster);
    return batch;
}

void batch_free(struct batch *batch)
{
    if (!batch)
        return;
    for (size_t i = 0; i < batch->options->threads; i++) {
        struct station *station = &batch->stations[i];
        usage_free(station->usage);
        findings_free(&station->findings);
        pdf_writer_free(station->writer);
        delivery_free(station->delivery);
        buf_free(&station->pdf);
    }
    tally_free(batch->tally);
    inspect_free(batch->inspector);
    sheet_free(batch->sheet);
    free(batch->stations);
    free(batch);
}

/* ---- the survey ------------------------------------------------------------------------- */

static bool is_selected(const struct batch *batch, size_t row)
{
    const struct batch_options *options = batch->options;
    for (size_t i = 0; i < options->only_count; i++)
        if (options->only[i] == row)
            return true;
    return !options->only;
}

static struct digest name_digest(struct arena *arena, const char *name)
{
    const char *key = filename_key(arena, name);
    return digest_of(&(struct span){key, strlen(key)}, 1);
}

/* Binds and lays out a row; what is wrong goes to `findings`. */
static bool lay_out(const struct batch *batch, struct hand *hand, const struct task *task,
                    enum laying purpose, struct card *card, struct laid *laid,
                    struct findings *findings)
{
    const struct edition *edition = batch->edition;
    *laid = (struct laid){0};
    if (task->bad) {
        *card = (struct card){.place = card_place(edition->binding, &task->row, &hand->arena)};
        findings_add_error(findings, card->place, task->bad);
        return false;
    }
    bool bound = card_bind(edition->binding, &task->row, &hand->arena, card, findings);
    return layout_card(edition->layout, card, hand->room, &hand->arena, purpose, laid,
                       findings) &&
           bound;
}

static const char *first_fault(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->list[i].level == LEVEL_ERROR)
            return findings->list[i].what;
    return "";
}

/* Whether an earlier finding of the row says the same: a field that several elements show is
 * complained of once. */
static bool is_repeated(const struct findings *findings, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(findings->list[i].what, findings->list[index].what) == 0)
            return true;
    return false;
}

static void copy_row_findings(const struct findings *from, struct findings *to)
{
    for (size_t i = 0; i < from->count; i++)
        if (!is_repeated(from, i))
            findings_copy(to, &from->list[i]);
}

static void survey_row(void *context, struct hand *hand, const struct task *task)
{
    struct batch *batch = context;
    struct station *station = &batch->stations[hand->number];
    struct findings findings = {0};
    struct card card;
    struct laid laid;
    struct finding_of_row row = {
        .row = task->row.number,
        .line = task->row.line,
        .selected = is_selected(batch, task->row.number),
        .sound = lay_out(batch, hand, task, LAY_SURVEY, &card, &laid, &findings),
    };
    if (!task->bad && !inspect_row(batch->inspector, task->index, &task->row, &card, &laid,
                                   &hand->arena, &findings))
        row.sound = false;
    if (row.sound) {
        usage_add(station->usage, laid.pages, laid.page_count, false);
        row.file = name_digest(&hand->arena, card.file);
    } else {
        row.who = card.place.who;
        row.message = first_fault(&findings);
    }
    tally_note(batch->tally, task->index, &row);
    laid_free(&laid);
    if (row.selected)
        copy_row_findings(&findings, &station->findings);
    findings_free(&findings);
}

static void refuse_collision(struct batch *batch, size_t index, const struct row *row,
                             struct arena *arena, struct findings *findings)
{
    struct findings known = {0}; /* they were told in the survey */
    struct card card;
    size_t other = tally_collision(batch->tally, index);
    card_bind(batch->edition->binding, row, arena, &card, &known);
    findings_free(&known);
    const char *what =
        arena_printf(arena, "rows %zu and %zu would both be «%s» (capitals do not count).",
                     row->number < other ? row->number : other,
                     row->number < other ? other : row->number, card.file);
    tally_blame(batch->tally, index, card.place.who, what);
    if (is_selected(batch, row->number))
        findings_add(findings, LEVEL_ERROR, card.place,
                     "Add a column in which they differ to the template's `file`, or {row}.",
                     "%s", what);
}

/* Two rows with one file name would overwrite each other: neither is written. That is rare, so
 * the list is read again for the names instead of keeping them all. */
static bool refuse_collisions(struct batch *batch, struct findings *findings, struct err *err)
{
    struct roster *roster = batch->edition->roster;
    struct arena arena = {0};
    struct row row;
    struct err bad;
    enum roster_result result;
    if (tally_collide(batch->tally) == 0)
        return true;
    if (!roster_rewind(roster, err))
        return false;
    for (size_t i = 0; (result = roster_next(roster, &row, &bad)) != ROSTER_END; i++) {
        if (result == ROSTER_ROW && tally_collision(batch->tally, i))
            refuse_collision(batch, i, &row, &arena, findings);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return true;
}

static bool check_selection(const struct batch *batch, struct err *err)
{
    for (size_t i = 0; i < batch->options->only_count; i++)
        if (!tally_has_row(batch->tally, batch->options->only[i]))
            return err_set(err,
                           "%s has no row %zu. Rows are counted as a spreadsheet does: the "
                           "headings are row 1.",
                           batch->edition->binding->list, batch->options->only[i]);
    return true;
}

/* What the whole list shows, and what is the same for every row; of other rows than the
 * selected ones nothing is told. */
static bool inspect_whole(struct batch *batch, struct findings *findings, struct err *err)
{
    struct findings whole = {0};
    bool read = inspect_list(batch->inspector, batch->edition->roster, &whole, err);
    for (size_t i = 0; i < whole.count; i++) {
        const struct finding *finding = &whole.list[i];
        if (!finding->place.row || is_selected(batch, finding->place.row))
            findings_copy(findings, finding);
    }
    findings_free(&whole);
    return read;
}

bool batch_survey(struct batch *batch, struct findings *findings, struct err *err)
{
    const struct edition *edition = batch->edition;
    struct arena arena = {0};
    if (!roster_rewind(edition->roster, err))
        return false;
    if (crew_run(edition->roster, batch->options->threads, survey_row, batch) == 0)
        return err_set(err, "%s has headings, but not a single row under them.",
                       edition->binding->list);
    for (size_t i = 0; i < batch->options->threads; i++) {
        const struct findings *told = &batch->stations[i].findings;
        for (size_t k = 0; k < told->count; k++)
            findings_copy(findings, &told->list[k]);
        if (i > 0)
            usage_merge(batch->stations[0].usage, batch->stations[i].usage);
    }
    usage_add(batch->stations[0].usage, layout_blank(edition->layout, &arena),
              edition->template->page_count, true);
    arena_free(&arena);
    bool inspected =
        refuse_collisions(batch, findings, err) && inspect_whole(batch, findings, err);
    findings_sort(findings);
    return inspected && check_selection(batch, err);
}

struct tally *batch_tally(const struct batch *batch)
{
    return batch->tally;
}

/* ---- the writing ------------------------------------------------------------------------ */

/* Returns what names this certificate among all others: the same content by the same signer
 * with the same template gives the same ID, whenever it is made. */
static void make_id(const struct batch *batch, const struct card *card, const struct laid *laid,
                    struct arena *arena, uint8_t id[16])
{
    struct digest content = card_digest(card, batch->edition->template->element_count);
    struct span *spans = arena_new(arena, 2 + 2 * laid->image_count, sizeof *spans);
    size_t count = 0;
    spans[count++] = (struct span){batch->identity.bytes, DIGEST_SIZE};
    spans[count++] = (struct span){content.bytes, DIGEST_SIZE};
    for (size_t i = 0; i < laid->image_count; i++) {
        const struct image *image = &laid->images[i];
        spans[count++] = (struct span){image->data.data, image->data.size};
        spans[count++] = (struct span){image->alpha.data, image->alpha.size};
    }
    struct digest digest = digest_of(spans, count);
    memcpy(id, digest.bytes, 16);
}

static enum existing look_at(const struct batch *batch, const char *name, const uint8_t id[16])
{
    struct buf bytes = {0};
    struct err err;
    const struct signer *signer = batch->options->signer;
    enum existing existing = EXISTING_DAMAGED;
    if (folder_read(batch->folder, name, EXISTING_LIMIT, &bytes, &err))
        existing = existing_compare(&bytes, id, signer ? &signer->identity : NULL,
                                    batch->options->time);
    buf_free(&bytes);
    return existing;
}

static bool make_pdf(struct batch *batch, struct station *station, const struct card *card,
                     const struct laid *laid, const uint8_t id[16], struct err *err)
{
    const struct batch_options *options = batch->options;
    struct pdf_document document = {
        .pages = laid->pages,
        .images = laid->images,
        .image_count = laid->image_count,
        .title = card->title,
        .author = card->author,
        .subject = card->subject,
        .keywords = card->keywords,
        .lang = batch->edition->template->lang,
        .producer = options->producer,
        .time = options->time,
        .offset = options->offset,
        .signer = options->signer ? options->signer->name : "",
    };
    struct hole hole;
    memcpy(document.id, id, sizeof document.id);
    return pdf_write(station->writer, &document, &station->pdf, &hole, err) &&
           (!options->signer || pades_sign(&station->pdf, &hole, options->signer, err));
}

/* Makes the certificate of a row and sends it on its way; false if it shall not or cannot be
 * made, or, with `*kept`, need not be. */
static bool send_card(struct batch *batch, struct station *station, struct arena *arena,
                      const struct card *card, const struct laid *laid, size_t index,
                      const struct outcome *outcome, bool *kept, struct err *err)
{
    uint8_t id[16];
    make_id(batch, card, laid, arena, id);
    bool there = folder_has(batch->folder, card->file);
    enum existing existing = there ? look_at(batch, card->file, id) : EXISTING_OTHER;
    *kept = existing == EXISTING_SAME;
    if (*kept)
        return false;
    if (there && !batch->options->replace)
        return err_set(err, "%s is there already, %s. Move it away, or ask for --replace.",
                       card->file, existing_words(existing));
    if (!make_pdf(batch, station, card, laid, id, err))
        return false;
    delivery_add(station->delivery, index, outcome, station->pdf.data, station->pdf.size,
                 there);
    return true;
}

static void write_row(void *context, struct hand *hand, const struct task *task)
{
    struct batch *batch = context;
    struct station *station = &batch->stations[hand->number];
    struct findings findings = {0};
    struct card card;
    struct laid laid;
    struct err err;
    bool kept = false;
    if (!tally_wanted(batch->tally, task->index))
        return;
    bool sound = lay_out(batch, hand, task, LAY_FINISH, &card, &laid, &findings);
    if (!sound)
        err_set(&err, "the list changed while it was being read.");
    struct outcome outcome = {.row = task->row.number,
                              .line = task->row.line,
                              .who = card.place.who ? card.place.who : "",
                              .file = card.file ? card.file : ""};
    if (!sound || !send_card(batch, station, &hand->arena, &card, &laid, task->index, &outcome,
                             &kept, &err)) {
        outcome.status = kept ? OUTCOME_KEPT : OUTCOME_FAILED;
        outcome.message = kept ? "" : err.text;
        tally_finish(batch->tally, task->index, &outcome);
    }
    laid_free(&laid);
    findings_free(&findings);
}

static struct digest shared_identity(const struct batch *batch)
{
    const struct batch_options *options = batch->options;
    struct digest layout = layout_digest(batch->edition->layout);
    struct span spans[] = {
        {layout.bytes, DIGEST_SIZE},
        {options->producer, strlen(options->producer)},
        {options->signer ? options->signer->identity.bytes : NULL,
         options->signer ? DIGEST_SIZE : 0},
    };
    return digest_of(spans, sizeof spans / sizeof *spans);
}

static struct sheet *make_sheet(const struct batch *batch, struct err *err)
{
    const struct edition *edition = batch->edition;
    struct arena arena = {0};
    struct sheet_source source = {
        .fonts = (const struct font *const *)edition->faces->fonts,
        .shapers = (const struct shaper *const *)edition->faces->shapers,
        .face_count = edition->faces->count,
        .usage = batch->stations[0].usage,
        .pages = layout_blank(edition->layout, &arena),
        .page_count = edition->template->page_count,
        .contents_size = batch->options->signer ? pades_room(batch->options->signer) : 0,
    };
    source.images = layout_images(edition->layout, &source.image_count);
    struct sheet *sheet = sheet_new(&source, err);
    arena_free(&arena);
    return sheet;
}

bool batch_write(struct batch *batch, struct folder *folder, struct err *err)
{
    batch->sheet = make_sheet(batch, err);
    if (!batch->sheet || !roster_rewind(batch->edition->roster, err))
        return false;
    batch->folder = folder;
    batch->identity = shared_identity(batch);
    for (size_t i = 0; i < batch->options->threads; i++) {
        batch->stations[i].writer = pdf_writer_new(batch->sheet);
        batch->stations[i].delivery = delivery_new(folder, batch->tally);
    }
    crew_run(batch->edition->roster, batch->options->threads, write_row, batch);
    for (size_t i = 0; i < batch->options->threads; i++)
        delivery_flush(batch->stations[i].delivery);
    tally_close(batch->tally);
    return true;
}

/* ---- the dump --------------------------------------------------------------------------- */

struct dump {
    struct batch *batch;
    void (*print)(void *context, const char *text);
    void *context;
};

static void dump_row(void *context, struct hand *hand, const struct task *task)
{
    const struct dump *dump = context;
    const struct batch *batch = dump->batch;
    struct findings findings = {0};
    struct card card;
    struct laid laid;
    struct buf text = {0};
    if (!tally_wanted(batch->tally, task->index))
        return;
    if (lay_out(batch, hand, task, LAY_FINISH, &card, &laid, &findings)) {
        buf_printf(&text, "row %zu %s\n", task->row.number, card.file);
        for (size_t i = 0; i < laid.page_count; i++)
            page_dump(&laid.pages[i], i + 1, layout_names(batch->edition->layout), &text);
        dump->print(dump->context, text.data);
    }
    buf_free(&text);
    laid_free(&laid);
    findings_free(&findings);
}

bool batch_dump(struct batch *batch, void (*print)(void *context, const char *text),
                void *context, struct err *err)
{
    struct dump dump = {batch, print, context};
    if (!roster_rewind(batch->edition->roster, err))
        return false;
    crew_run(batch->edition->roster, 1, dump_row, &dump);
    return true;
}
