#include "print/print.h"

#include "base/mem.h"
#include "font/shape.h"
#include "issue/outcomes.h"
#include "issue/survey.h"
#include "issue/worker_pool.h"
#include "pdf/pdf_book.h"
#include "print/issued_rows.h"
#include "print/print_separators.h"
#include "print/print_spares.h"
#include "print/print_title.h"
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

static bool fail_of_separator(struct error *err)
{
    return error_set(err, "separator-not-made",
                     "A separator cannot be made; fix what is named above.");
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
           fail_of_separator(print->err);
}

static size_t sheets_so_far(const struct print *print)
{
    size_t sides = pdf_book_pages(print->book) + pdf_book_blanks(print->book);
    return print->one_side ? sides : sides / 2;
}

/* Counts the separator's glyphs, or writes it where `glyphs` is NULL. */
static bool use_separator(struct print *print, const struct document *document,
                          struct glyph_use *glyphs)
{
    if (glyphs) {
        for (int fixed = 0; fixed <= 1; fixed++)
            glyph_use_add(glyphs, document, fixed);
        return true;
    }
    size_t before = sheets_so_far(print);
    bool done = pdf_book_add_single(print->book, print->kind, document, print->err);
    print->result->separators += sheets_so_far(print) - before;
    return done;
}

/* The same for the separator of the group that begins with waiting row `first`. */
static bool use_group_separator(struct print *print, size_t first, struct glyph_use *glyphs)
{
    struct arena arena = {0};
    struct document document;
    bool done = make_separator(print, first, &arena, &document) &&
                use_separator(print, &document, glyphs);
    arena_free(&arena);
    return done;
}

/* … and for that of the spares, which are a group of their own. */
static bool use_spare_separator(struct print *print, struct glyph_use *glyphs)
{
    struct arena arena = {0};
    struct document document;
    bool done =
        print_separators_make_spares(print->separators, print->spares, print->options->spares,
                                     &arena, &document, print->findings)
            ? use_separator(print, &document, glyphs)
            : fail_of_separator(print->err);
    arena_free(&arena);
    return done;
}

static bool print_separator(struct print *print, size_t first)
{
    begin_part(print, waiting_rows_place(print->waiting, first));
    return use_group_separator(print, first, NULL);
}

/* Counts the glyphs of the separators, since a file begins with its fonts. */
static bool count_separators(struct print *print, struct glyph_use *glyphs)
{
    size_t count = print->waiting ? waiting_rows_count(print->waiting) : 0;
    for (size_t i = 0; i < count; i++)
        if (begins_group(print, i) && !use_group_separator(print, i, glyphs))
            return false;
    return true;
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

/* The spares and their separator stand together in the file's outline. */
static void begin_spares(struct print *print)
{
    if (print->part)
        pdf_book_begin_part(
            print->book,
            print_separators_range(print->spares, print->options->spares, &print->spare_texts));
}

/* Counts the glyphs of the spare certificates and of their separator, or writes them where
 * `glyphs` is NULL. */
static bool use_spares(struct print *print, struct glyph_use *glyphs)
{
    size_t count = print->options->spares;
    if (!count)
        return true;
    if (!glyphs)
        begin_spares(print);
    struct worker worker = {.room = shape_room_new()};
    bool done = !print->separators || use_spare_separator(print, glyphs);
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
    return single_file_add(context, bytes, size, err);
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

static bool begin_book(struct print *print, const struct document *about,
                       const struct document *blank, const struct glyph_use *glyphs,
                       struct single_file *file)
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
static bool open_book(struct print *print, const struct survey *survey,
                      struct single_file *file, struct arena *arena)
{
    struct document blank = layout_blank(print->job->layout, arena), about = blank;
    about.title = print_title(print->job->template, arena);
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
                       struct single_file *file)
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

/* A number that is not given yet may become somebody else's. */
static void leave_out_unready(const struct print *print, const struct print_rows *rows,
                              struct report *findings)
{
    for (size_t i = 0; i < rows->count; i++)
        if (!issued_rows_has_number(print->job, &rows->list[i], findings))
            print->places[rows->list[i].index] = NULL;
}

static bool survey_and_write(struct print *print, struct print_rows *rows,
                             struct single_file *file, struct report *findings)
{
    struct selection *selection = print_rows_select(rows);
    struct survey *survey = survey_new(print->job, print->options->threads, selection,
                                       print->options->stop, print->outcomes);
    note_places(print, rows);
    if (print->options->filter.order || print->options->filter.group)
        print->waiting = waiting_rows_new(roster_columns(print->job->roster), rows->count);
    bool done = survey_run(survey, findings, print->err);
    done = done && issued_rows_check_template(print->job, findings, print->err);
    if (done) {
        leave_out_unready(print, rows, findings);
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

bool print_write(struct job *job, const struct print_options *options, struct single_file *file,
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
        issued_rows_check(job, err) && open_separators(&print) &&
        print_spares_find(job, options->spares, &print.spare_texts, &print.spares, err) &&
        print_rows_find(job, &options->filter, &rows, err) &&
        issued_rows_check_some(job, &rows, err) &&
        survey_and_write(&print, &rows, file, findings);
    report_sort(findings);
    print_rows_free(&rows);
    print_separators_free(print.separators);
    outcomes_free(print.outcomes);
    free(print.places);
    waiting_rows_free(print.waiting);
    arena_free(&print.spare_texts);
    return done;
}
