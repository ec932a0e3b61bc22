#include "print/print.h"

#include "base/mem.h"
#include "font/shape.h"
#include "issue/outcomes.h"
#include "issue/survey.h"
#include "issue/worker_pool.h"
#include "numbering/coverage.h"
#include "numbering/template_notice.h"
#include "pdf/pdf_book.h"
#include "print/print_separators.h"
#include "print/print_spares.h"
#include "print/waiting_rows.h"
#include "roster/roster.h"

#include <stdlib.h>
#include <string.h>

struct print {
    struct job *job;
    const struct print_options *options;
    struct print_result *result;
    struct error *err;
    bool failed; /* for what `err` says */
    struct outcomes *outcomes;
    const struct print_row **places; /* by row of the list; NULL: it is not asked for */
    size_t place_count;
    struct report *findings;
    struct waiting_rows *waiting;        /* NULL: rows are printed as they are read */
    struct print_separators *separators; /* NULL: there are none */
    const char *const *spares;           /* their numbers */
    struct arena spare_texts;
    struct pdf_book *book;
    bool one_side;
    size_t kind;
    const char *part; /* of the book, that is open */
};

static bool is_stopped(const struct print *print)
{
    return print->options->stop && atomic_load(print->options->stop);
}

/* ---- a row ------------------------------------------------------------------------------- */

/* Where rows are sorted, whoever has the same in the first column stands together. */
static void begin_part(struct print *print, const struct print_row *place)
{
    if (!place->part || (print->part && strcmp(print->part, place->part) == 0))
        return;
    print->part = place->part;
    pdf_book_begin_part(print->book, *place->part ? place->part : "—");
}

static bool add_copies(struct print *print, const struct document *document,
                       struct arena *arena)
{
    struct document shown = *document;
    if (print->options->blank)
        shown = document_on_blank(document, false, arena);
    for (size_t i = 0; i < print->options->copies; i++)
        if (!pdf_book_add(print->book, print->kind, &shown, print->err))
            return false;
    return true;
}

/* A row that the survey has seen otherwise was changed meanwhile. */
static bool print_row(struct print *print, struct worker *worker,
                      const struct row_task *row_task, const struct print_row *place)
{
    struct report findings = {0};
    struct row_pages row_pages;
    struct card card;
    bool done =
        job_lay_out(print->job, worker, row_task, LAYOUT_DRAW, &card, &row_pages, &findings);
    if (!done)
        roster_fail_of_change(print->err);
    if (done) {
        begin_part(print, place);
        done = add_copies(print, &row_pages.document, &worker->arena);
        print->result->people += done;
        if (done && print->options->printed)
            print->options->printed(print->options->printed_context, row_task->row.number,
                                    card.place.who, card.number, card.file);
    }
    print->failed = print->failed || !done;
    row_pages_free(&row_pages);
    report_free(&findings);
    return done;
}

/* ---- the rows ---------------------------------------------------------------------------- */

static bool take_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct print *print = context;
    const struct print_row *place =
        row_task->index < print->place_count ? print->places[row_task->index] : NULL;
    if (!place || row_task->bad || !outcomes_wanted(print->outcomes, row_task->index))
        return !is_stopped(print);
    if (print->waiting)
        waiting_rows_add(print->waiting, row_task, place);
    else if (!print_row(print, worker, row_task, place))
        return false;
    return !is_stopped(print);
}

/* Reads the list: rows are printed, or kept where they have to wait. */
static bool read_list(struct print *print)
{
    size_t rows;
    if (!roster_rewind(print->job->roster, print->err) ||
        !worker_pool_run(print->job->roster, 1, take_row, print, &rows, print->err) ||
        print->failed)
        return false;
    if (print->waiting)
        waiting_rows_sort(print->waiting);
    return !is_stopped(print) ||
           error_set(print->err, "stopped", "The run was stopped; nothing was written.");
}

/* ---- separators -------------------------------------------------------------------------- */

static bool begins_group(const struct print *print, size_t row)
{
    return print->separators &&
           (row == 0 || waiting_rows_place(print->waiting, row)->group !=
                            waiting_rows_place(print->waiting, row - 1)->group);
}

/* Lays out the separator of the group that begins with waiting row `first`. */
static bool make_separator(struct print *print, size_t first, struct arena *arena,
                           struct document *document)
{
    size_t end = first + 1;
    while (end < waiting_rows_count(print->waiting) && !begins_group(print, end))
        end++;
    struct row *rows = arena_new(arena, end - first, sizeof *rows);
    for (size_t i = first; i < end; i++)
        rows[i - first] = waiting_rows_task(print->waiting, i).row;
    return print_separators_make(print->separators, rows, end - first, arena, document,
                                 print->findings) ||
           error_set(print->err, "separator-not-made",
                     "A separator cannot be made; fix what is named above.");
}

static size_t sheets_so_far(const struct print *print)
{
    size_t sides = pdf_book_pages(print->book) + pdf_book_blanks(print->book);
    return print->one_side ? sides : sides / 2;
}

static bool print_separator(struct print *print, size_t first)
{
    struct arena arena = {0};
    struct document document;
    size_t before = sheets_so_far(print);
    begin_part(print, waiting_rows_place(print->waiting, first));
    bool done = make_separator(print, first, &arena, &document) &&
                pdf_book_add_single(print->book, print->kind, &document, print->err);
    print->result->separators += sheets_so_far(print) - before;
    arena_free(&arena);
    return done;
}

/* Counts the glyphs of all separators, since a file begins with its fonts. */
static bool count_separators(struct print *print, struct glyph_use *glyphs)
{
    bool done = true;
    size_t count = print->waiting ? waiting_rows_count(print->waiting) : 0;
    for (size_t i = 0; done && i < count; i++) {
        struct arena arena = {0};
        struct document document;
        if (!begins_group(print, i))
            continue;
        done = make_separator(print, i, &arena, &document);
        for (int fixed = 0; done && fixed <= 1; fixed++)
            glyph_use_add(glyphs, &document, fixed);
        arena_free(&arena);
    }
    return done;
}

static bool print_waiting(struct print *print)
{
    struct worker worker = {.room = shape_room_new()};
    bool done = true;
    for (size_t i = 0; done && i < waiting_rows_count(print->waiting); i++) {
        const struct row_task row_task = waiting_rows_task(print->waiting, i);
        done = !is_stopped(print) ||
               error_set(print->err, "stopped", "The run was stopped; nothing was written.");
        done = done && (!begins_group(print, i) || print_separator(print, i)) &&
               print_row(print, &worker, &row_task, waiting_rows_place(print->waiting, i));
        arena_reset(&worker.arena);
    }
    arena_free(&worker.arena);
    shape_room_free(worker.room);
    return done;
}

/* ---- spares ------------------------------------------------------------------------------ */

static bool use_spare(struct print *print, struct worker *worker, const char *number,
                      struct glyph_use *glyphs)
{
    struct row_pages row_pages;
    bool done = job_lay_out_spare(print->job, worker, number, &row_pages, print->findings) ||
                error_set(print->err, "spare-not-made",
                          "A spare certificate cannot be made; fix what is named above.");
    if (done && glyphs)
        glyph_use_add(glyphs, &row_pages.document, false);
    else if (done)
        done = add_copies(print, &row_pages.document, &worker->arena);
    row_pages_free(&row_pages);
    return done;
}

/* Counts the glyphs of the spare certificates, or writes them where `glyphs` is NULL. */
static bool use_spares(struct print *print, struct glyph_use *glyphs)
{
    size_t count = print->options->spares;
    struct worker worker = {.room = shape_room_new()};
    bool done = true;
    if (count && !glyphs && print->part)
        pdf_book_begin_part(print->book,
                            arena_printf(&print->spare_texts, "%s–%s", print->spares[0],
                                         print->spares[count - 1]));
    for (size_t i = 0; done && i < count; i++) {
        done = use_spare(print, &worker, print->spares[i], glyphs);
        arena_reset(&worker.arena);
    }
    print->result->spares = count;
    arena_free(&worker.arena);
    shape_room_free(worker.room);
    return done;
}

/* ---- the book ---------------------------------------------------------------------------- */

static bool write_bytes(void *context, const void *bytes, size_t size, struct error *err)
{
    return print_file_add(context, bytes, size, err);
}

static enum pdf_sides sides_of(const struct print_options *options, size_t pages)
{
    static const enum pdf_sides sides[] = {
        [PRINT_ONE_SIDE] = PDF_ONE_SIDE,
        [PRINT_LONG_EDGE] = PDF_TWO_SIDES_LONG_EDGE,
        [PRINT_SHORT_EDGE] = PDF_TWO_SIDES_SHORT_EDGE,
    };
    if (options->sides == PRINT_SIDES_FITTING)
        return pages > 1 ? PDF_TWO_SIDES_LONG_EDGE : PDF_ONE_SIDE;
    return sides[options->sides];
}

static struct pdf_placing placing_of(const struct printer *printer)
{
    return (struct pdf_placing){.scale_x = printer->scale_x / 100,
                                .scale_y = printer->scale_y / 100,
                                .dx = printer->dx,
                                .dy = printer->dy};
}

/* The title of the whole is the list's name. */
static const char *title_of(const struct job *job)
{
    const char *path = roster_path(job->roster), *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool begin_book(struct print *print, const struct document *about,
                       const struct document *blank, const struct glyph_use *glyphs,
                       struct print_file *file)
{
    const struct print_options *options = print->options;
    const struct pdf_sink sink = {write_bytes, file};
    struct pdf_origin origin = {.producer = options->producer,
                                .time = options->time,
                                .offset = options->offset,
                                .signer = ""};
    struct pdf_book_options book = {.sides = sides_of(options, blank->page_count),
                                    .placing = placing_of(&options->printer)};
    print_file_id(origin.id);
    print->one_side = book.sides == PDF_ONE_SIDE;
    print->result->each = print->one_side ? blank->page_count : (blank->page_count + 1) / 2;
    print->book = pdf_book_new(about, glyphs, &origin, &book, &sink, print->err);
    return print->book && pdf_book_add_kind(print->book, blank, &print->kind, print->err);
}

/* Begins the file once it is known which glyphs it shows. */
static bool open_book(struct print *print, const struct survey *survey, struct print_file *file,
                      struct arena *arena)
{
    struct document blank = layout_blank(print->job->layout, arena), about = blank;
    about.title = title_of(print->job);
    if (print->options->blank)
        blank = document_on_blank(&blank, false, arena);
    if (print->separators)
        about.faces =
            print_separators_faces(print->separators, &blank, arena, &about.face_count);
    struct glyph_use *glyphs = glyph_use_new(about.face_count);
    glyph_use_merge(glyphs, survey_glyphs(survey));
    bool open = count_separators(print, glyphs) && use_spares(print, glyphs) &&
                begin_book(print, &about, &blank, glyphs, file);
    glyph_use_free(glyphs);
    return open;
}

static bool write_book(struct print *print, const struct survey *survey,
                       struct print_file *file)
{
    struct arena arena = {0};
    bool done = !print->waiting || read_list(print);
    done = done && open_book(print, survey, file, &arena) &&
           (print->waiting ? print_waiting(print) : read_list(print)) &&
           use_spares(print, NULL) && pdf_book_end(print->book, print->err);
    if (done)
        print->result->sheets = sheets_so_far(print);
    pdf_book_free(print->book);
    arena_free(&arena);
    return done;
}

/* ---- the whole --------------------------------------------------------------------------- */

/* Notes where each row stands in the file. */
static void note_places(struct print *print, const struct print_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->list[i].index >= print->place_count)
            print->place_count = rows->list[i].index + 1;
    print->places = mem_new(print->place_count + 1, sizeof *print->places);
    for (size_t i = 0; i < rows->count; i++)
        print->places[rows->list[i].index] = &rows->list[i];
}

static void report_outdated(struct place place, struct report *findings)
{
    report_add(findings, LEVEL_WARNING, place, "certificate-outdated",
               "The row has been corrected since its certificate was issued.");
    report_advise(findings, "Issue it anew: kualik issue.");
}

/* What was signed says what the template said then. */
static bool check_template(const struct print *print, struct report *findings)
{
    const struct job *job = print->job;
    struct registry *registry = job->numbering ? numbering_registry(job->numbering) : NULL;
    bool changed;
    if (!template_notice_find(registry, job->template, &changed, print->err))
        return false;
    if (!changed)
        return true;
    report_add(findings, LEVEL_WARNING, (struct place){.file = job->template->path},
               "template-changed",
               "The template has changed since the certificates were issued, so the sheets may "
               "say something else than the files.");
    report_advise(findings, "Issue them anew with kualik issue --replace, or print with the "
                            "template as it was.");
    return true;
}

/* A number that is not given yet may become somebody else's. */
static void find_unready(const struct print *print, const struct print_rows *rows,
                         struct report *findings)
{
    for (size_t i = 0; print->job->numbering && i < rows->count; i++) {
        const struct print_row *row = &rows->list[i];
        const struct numbered_row *numbered = numbering_row(print->job->numbering, row->index);
        const struct place place = {.file = roster_path(print->job->roster),
                                    .row = row->number};
        if (numbered->kind == NUMBERED_KNOWN && numbered->changed)
            report_outdated(place, findings);
        if (numbered->kind != NUMBERED_NEW)
            continue;
        report_add(findings, LEVEL_ERROR, place, "number-not-given",
                   "The register has not given this row a number.");
        report_advise(findings, "Give it one: kualik issue.");
        print->places[row->index] = NULL;
    }
}

/* A list of which nothing was issued has no numbers that could be printed, and neither have
 * rows that came later; that is told once. */
static bool fail_unissued(const struct job *job, struct error *err)
{
    error_advise(err, "Run kualik issue first: it gives the numbers that are printed.");
    return error_at(err, (struct place){.file = roster_path(job->roster)});
}

static bool check_issued(const struct job *job, struct error *err)
{
    if (!job->numbering || coverage_has_known(job->numbering))
        return true;
    error_set(err, "nothing-issued", "Nothing has been issued of this list yet.");
    return fail_unissued(job, err);
}

static bool check_some_issued(const struct job *job, const struct print_rows *rows,
                              struct error *err)
{
    for (size_t i = 0; i < rows->count; i++)
        if (!job->numbering ||
            numbering_row(job->numbering, rows->list[i].index)->kind != NUMBERED_NEW)
            return true;
    error_set(err, "rows-not-issued",
              "Nothing has been issued yet of the rows that are asked for.");
    return fail_unissued(job, err);
}

static bool survey_and_write(struct print *print, struct print_rows *rows,
                             struct print_file *file, struct report *findings)
{
    struct selection *selection = print_rows_select(rows);
    struct survey *survey = survey_new(print->job, print->options->threads, selection,
                                       print->options->stop, print->outcomes);
    note_places(print, rows);
    if (print->options->filter.order || print->options->filter.group)
        print->waiting = waiting_rows_new(roster_columns(print->job->roster), rows->count);
    bool done = survey_run(survey, findings, print->err);
    done = done && check_template(print, findings);
    if (done) {
        find_unready(print, rows, findings);
        done = write_book(print, survey, file);
        print->result->kept_back = rows->count - print->result->people;
    }
    survey_free(survey);
    selection_free(selection);
    return done;
}

static bool open_separators(struct print *print)
{
    const struct print_options *options = print->options;
    if (!options->separator_form)
        return true;
    print->separators =
        print_separators_new(print->job, options->separator_form, options->fonts,
                             options->filter.group, print->findings, print->err);
    return print->separators;
}

bool print_write(struct job *job, const struct print_options *options, struct print_file *file,
                 struct print_result *result, struct report *findings, struct error *err)
{
    struct print print = {.job = job,
                          .options = options,
                          .result = result,
                          .err = err,
                          .findings = findings,
                          .outcomes = outcomes_new(NULL, 0)};
    struct print_rows rows = {0};
    *result = (struct print_result){0};
    bool done =
        check_issued(job, err) && open_separators(&print) &&
        print_spares_find(job, options->spares, &print.spare_texts, &print.spares, err) &&
        print_rows_find(job, &options->filter, &rows, err) &&
        check_some_issued(job, &rows, err) && survey_and_write(&print, &rows, file, findings);
    report_sort(findings);
    print_rows_free(&rows);
    print_separators_free(print.separators);
    outcomes_free(print.outcomes);
    free(print.places);
    waiting_rows_free(print.waiting);
    arena_free(&print.spare_texts);
    return done;
}
