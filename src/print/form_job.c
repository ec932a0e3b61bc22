#include "print/form_job.h"

#include "bind/card.h"
#include "bind/headings.h"
#include "check/check.h"
#include "check/stray_filter.h"
#include "files/single_pdf.h"
#include "issue/worker_pool.h"
#include "preview/preview.h"
#include "print/form_file.h"
#include "roster/roster.h"

static const char kind[] = SINGLE_PDF_FORM;

/* A form being made. */
struct form_job {
    const struct form_request *request;
    struct job certificate; /* zero: there is none */
    struct template *names; /* of the request, or NULL */
    struct form *form;
    struct roster *roster; /* the certificate's, if there is one */
    struct lang *lang;     /* read with the list, until the binding takes it over */
    struct font_set *faces;
    struct form_values values;
    struct binding *binding;
    struct stray_filter *strays; /* NULL: a register has none */
    struct register_lines lines; /* of a register */
    struct form_rows rows;
    struct form_contacts *contacts; /* NULL: the form shows none */
    struct form_tally *tally;
    struct report *findings;
};

/* ---- what it is made of ----------------------------------------------------------------- */

static bool open_list(struct form_job *job)
{
    const struct form_request *request = job->request;
    struct arena arena = {0};
    struct error err;
    size_t count, own = 0;
    const char *const *needed = headings_needed(job->form->template, &arena, &count);
    const char **headings = arena_new(&arena, count, sizeof *headings);
    for (size_t i = 0; i < count; i++)
        if (!form_values_has(needed[i]) &&
            !template_is_optional(job->form->template, needed[i]))
            headings[own++] = needed[i];
    struct roster_options options = {.list = request->list,
                                     .headings = headings,
                                     .heading_count = own,
                                     .is_name = headings_is_name,
                                     .context = &job->lang};
    bool opened = roster_open(request->list_path, &options, &job->roster, &err);
    arena_free(&arena);
    if (!opened) {
        report_add_error(job->findings, LEVEL_ERROR, (struct place){.file = request->list_path},
                         &err);
        return false;
    }
    const struct report *notes = roster_notes(job->roster);
    for (size_t i = 0; i < notes->count; i++)
        report_copy(job->findings, &notes->list[i]);
    return true;
}

/* A register's lines are as good as a list. */
static bool open_register(struct form_job *job)
{
    const struct form_request *request = job->request;
    struct error err;
    if (!register_lines_read(request->register_path, request->offset, &job->lines, &err)) {
        report_add_error(job->findings, LEVEL_ERROR, (struct place){0}, &err);
        return false;
    }
    job->roster = roster_of_headings(request->register_path, job->lines.headings,
                                     job->lines.heading_count);
    form_values_set_text(&job->values, VALUE_EVENT, job->lines.event);
    if (register_lines_filter(&job->lines, job->roster, job->form->template, &request->filter,
                              &err))
        return true;
    report_add_error(job->findings, LEVEL_ERROR, (struct place){0}, &err);
    return false;
}

static bool open_rows(struct form_job *job)
{
    if (job->roster)
        return true;
    return job->request->register_path ? open_register(job) : open_list(job);
}

static bool open_certificate(struct form_job *job)
{
    const struct job_source *source = job->request->certificate;
    struct error err;
    if (!source)
        return true;
    if (!job_open(source, &job->certificate, job->findings))
        return false;
    job->roster = job->certificate.roster;
    if (preview_number(&job->certificate, PREVIEW_ALL, 1, &err))
        return true;
    report_add_error(job->findings, LEVEL_ERROR, (struct place){0}, &err);
    return false;
}

/* What a certificate calls {reason} or {date} is not what the register does. */
static void forget_own_names(struct template *names)
{
    size_t columns = 0, defines = 0;
    for (size_t i = 0; i < names->column_count; i++)
        if (!register_lines_has(names->columns[i].name))
            names->columns[columns++] = names->columns[i];
    for (size_t i = 0; i < names->define_count; i++)
        if (!register_lines_has(names->defines[i].name))
            names->defines[defines++] = names->defines[i];
    names->column_count = columns;
    names->define_count = defines;
}

static bool read_names(struct form_job *job)
{
    const char *path = job->request->names_path;
    if (path && !(job->names = template_read(path, job->findings)))
        return false;
    if (path && job->request->register_path)
        forget_own_names(job->names);
    return true;
}

static bool shows_nothing(const void *binding, const struct pattern *pattern)
{
    return binding_shows_nothing(binding, pattern);
}

static bool open_all(struct form_job *job)
{
    struct batch_words words = {.signer = "", .time = ""};
    form_values_init(&job->values);
    words.values = job->values.list;
    words.value_count = job->request->register_path ? VALUE_REGISTER_END : VALUE_LIST_END;
    if (!open_certificate(job) || !read_names(job))
        return false;
    job->form =
        form_read(job->request->form_path, job->names ? job->names : job->certificate.template,
                  job->request->names_first, job->findings);
    if (!job->form || !open_rows(job))
        return false;
    if (job->form->contact.given)
        job->contacts = form_contacts_new(&job->certificate);
    job->faces = font_set_new(job->form->template, job->request->fonts, job->findings);
    job->binding =
        binding_new(job->form->template, job->roster, &words, job->lang, job->findings);
    job->lang = NULL;
    if (!job->faces || !job->binding)
        return false;
    form_leave_out(job->form, shows_nothing, job->binding);
    return true;
}

static void close_all(struct form_job *job)
{
    stray_filter_free(job->strays);
    form_contacts_free(job->contacts);
    form_rows_free(&job->rows); /* before the lines, which lend their fields */
    register_lines_free(&job->lines);
    binding_free(job->binding);
    lang_free(job->lang);
    font_set_free(job->faces);
    if (job->roster && !job->certificate.roster)
        roster_close(job->roster);
    form_free(job->form);
    template_free(job->names);
    job_close(&job->certificate);
}

/* ---- the rows --------------------------------------------------------------------------- */

/* A number that the row would have if it could be issued is somebody else's. */
static bool has_no_number(const struct form_job *job, size_t index)
{
    const struct numbering *numbering = job->certificate.numbering;
    const struct numbered_row *row = numbering ? numbering_row(numbering, index) : NULL;
    return row && !row->number && (row->excluded || row->kind == NUMBERED_REFUSED);
}

/* Adds the row's certificate, which comes next, to the contact sheets; returns false if it
 * cannot be issued, and tells why. */
static bool add_contact(struct form_job *job, struct worker *worker,
                        const struct row_task *task, struct place place)
{
    struct form_contacts *contacts = job->contacts;
    if (contacts && !form_contacts_add(contacts, worker, task, job->rows.count, job->findings))
        return false;
    if (!has_no_number(job, task->index))
        return true;
    report_add(job->findings, LEVEL_WARNING, place, "row-cannot-be-issued",
               "This row cannot be issued; kualik check says why.");
    return false;
}

static bool take_row(void *context, struct worker *worker, const struct row_task *task)
{
    struct form_job *job = context;
    const struct row *row = &task->row;
    struct place place = card_place(job->binding, row, &worker->arena);
    struct error err;
    for (size_t i = 0; i < row->faults->count; i++) {
        finding_error(&row->faults->list[i], &err);
        report_add_error(job->findings, row->faults->list[i].level, place, &err);
    }
    if (task->bad ||
        stray_filter_takes(job->strays, row, place, &worker->arena, job->findings)) {
        job->tally->left_out++;
        return true;
    }
    bool kept_back = !add_contact(job, worker, task, place);
    struct row shown = *row;
    if (has_no_number(job, task->index))
        shown.registered.number = "—";
    form_rows_add(&job->rows, job->form, job->binding, FORM_ROW_PERSON, &shown, &place,
                  job->findings)
        ->kept_back = kept_back;
    job->tally->kept_back += kept_back;
    return true;
}

static void take_lines(struct form_job *job)
{
    static const enum form_row_kind kinds[LINE_STATES] = {
        [LINE_SPOILED] = FORM_ROW_SPOILED, [LINE_SPARE] = FORM_ROW_SPARE};
    struct arena arena = {0};
    job->rows.lent = true;
    for (size_t i = 0; i < job->lines.count; i++) {
        const struct register_line *line = &job->lines.list[i];
        struct place place = card_place(job->binding, &line->row, &arena);
        form_rows_add(&job->rows, job->form, job->binding, kinds[line->state], &line->row,
                      &place, job->findings);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

/* What a certificate shows says more of its list than what a form does. */
static bool take_list(struct form_job *job, struct error *err)
{
    const struct binding *certificate = job->certificate.binding;
    size_t rows;
    job->strays = stray_filter_new(certificate ? certificate : job->binding, job->binding,
                                   job->roster, err);
    if (!job->strays)
        return false;
    roster_ignore(job->roster, stray_filter_unused(job->strays));
    bool taken = roster_check_lengths(job->roster, err) && roster_rewind(job->roster, err) &&
                 worker_pool_run(job->roster, 1, take_row, job, &rows, err);
    roster_ignore(job->roster, NULL); /* what it lends goes with the filter */
    return taken;
}

static bool read_rows(struct form_job *job, struct error *err)
{
    if (job->request->register_path)
        take_lines(job);
    else if (!take_list(job, err))
        return false;
    if (!job->rows.count) {
        job_fail_without_rows(err);
        return error_at(err, (struct place){.file = job->request->list_path});
    }
    form_rows_sort(&job->rows, job->form);
    return true;
}

/* ---- the file --------------------------------------------------------------------------- */

static void count(struct form_job *job, size_t pages)
{
    struct form_tally *tally = job->tally;
    const struct form_rows *rows = &job->rows;
    tally->people = form_rows_count(rows, 0, rows->count, FORM_ROW_PERSON);
    tally->spoiled = form_rows_count(rows, 0, rows->count, FORM_ROW_SPOILED);
    tally->spares = form_rows_count(rows, 0, rows->count, FORM_ROW_SPARE);
    tally->pages = pages;
    tally->contacts = job->contacts ? form_contacts_count(job->contacts) : 0;
    for (size_t i = 0; job->form->by != NO_ELEMENT && i < job->rows.count;
         i = form_rows_group_end(&job->rows, i))
        tally->groups++;
}

static bool write_documents(struct form_job *job, const struct form_source *source,
                            struct shape_room *room, const struct pdf_sink *sink,
                            struct error *err)
{
    struct pdf_origin origin = {.producer = job->request->producer,
                                .time = job->request->time,
                                .offset = job->request->offset,
                                .signer = ""};
    struct form_documents *documents = form_documents_new(source, room, job->findings);
    single_pdf_id(kind, origin.id);
    if (!documents)
        return error_set(err, "form-not-made",
                         "The form cannot be made; fix what is named above.");
    count(job, form_documents_pages(documents));
    bool written = form_file_write(documents, job->contacts, &origin, sink, err);
    form_documents_free(documents);
    return written;
}

static bool write_pdf(struct form_job *job, const struct pdf_sink *sink, struct error *err)
{
    const struct form_request *request = job->request;
    const struct form_table *table = &job->form->table;
    const struct form_source source = {
        .form = job->form,
        .binding = job->binding,
        .faces = job->faces,
        .values = &job->values,
        .rows = &job->rows,
        .days = request->day_count ? request->days : (const char *const *)table->days,
        .day_count = request->day_count ? request->day_count : table->day_count,
        .contacts = job->contacts ? form_contacts_lend(job->contacts, &job->rows) : NULL,
        .empty = request->empty_given ? request->empty : table->empty,
    };
    struct shape_room *room = shape_room_new();
    bool written = write_documents(job, &source, room, sink, err);
    shape_room_free(room);
    return written;
}

static bool check_event(struct form_job *job, struct error *err)
{
    return job->request->example || check_form(job->form->template, job->findings, err);
}

static bool add_bytes(void *context, const void *bytes, size_t size, struct error *err)
{
    return single_file_add(context, bytes, size, err);
}

bool form_job_run(const struct form_request *request, struct single_file *file,
                  struct form_tally *tally, struct report *findings, struct error *err)
{
    struct form_job job = {.request = request, .tally = tally, .findings = findings};
    const struct pdf_sink sink = {add_bytes, file};
    bool made = false;
    *tally = (struct form_tally){0};
    if (!open_all(&job))
        error_set(err, "form-not-made", "The form cannot be made; fix what is named above.");
    else
        made = check_event(&job, err) && read_rows(&job, err) && write_pdf(&job, &sink, err);
    close_all(&job);
    return made;
}

bool form_job_is_ours(const struct buf *bytes)
{
    return single_pdf_is(kind, bytes);
}
