#include "print/calibration.h"

#include "base/file.h"
#include "base/path.h"
#include "bind/card.h"
#include "files/folder.h"
#include "files/replace_file.h"
#include "files/single_pdf.h"
#include "font/shape.h"
#include "layout/layout.h"
#include "pdf/pdf_book.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char kind[] = SINGLE_PDF_CALIBRATION;

/* ---- the sheet --------------------------------------------------------------------------- */

/* A sheet, read and tied together; it has no list. */
struct sheet_job {
    struct template *template;
    struct font_set *faces;
    struct binding *binding;
    struct layout *layout;
    struct arena arena;
    struct shape_room *room;
};

static bool open_sheet(struct sheet_job *job, const struct calibration_sheet *sheet,
                       const struct batch_words *words, struct report *findings)
{
    size_t errors = findings->errors;
    job->template = template_read(sheet->path, findings);
    if (!job->template || findings->errors != errors)
        return false;
    job->faces = font_set_new(job->template, sheet->fonts, findings);
    job->binding = binding_new(job->template, NULL, words, NULL, findings);
    if (job->faces && job->binding)
        job->layout = layout_new(job->binding, job->faces, findings);
    return job->layout;
}

static void close_sheet(struct sheet_job *job)
{
    layout_free(job->layout);
    binding_free(job->binding);
    font_set_free(job->faces);
    template_free(job->template);
    shape_room_free(job->room);
    arena_free(&job->arena);
}

static bool put_bytes(void *context, const void *bytes, size_t size, struct error *err)
{
    (void)err;
    buf_add(context, bytes, size);
    return true;
}

/* The file for the printer, of one document: viewers are asked to print it as large as it is.
 */
static bool write_sheet(const struct calibration_sheet *sheet, const struct document *document,
                        struct buf *out, struct error *err)
{
    const struct pdf_sink sink = {put_bytes, out};
    struct pdf_origin origin = {.producer = sheet->producer,
                                .time = sheet->time,
                                .offset = sheet->offset,
                                .signer = ""};
    struct glyph_use *glyphs = glyph_use_new(document->face_count);
    size_t number;
    single_pdf_id(kind, origin.id);
    glyph_use_add(glyphs, document, true);
    glyph_use_add(glyphs, document, false);
    struct pdf_book *book =
        pdf_book_new(document, glyphs, &origin, &(struct pdf_book_options){0}, &sink, err);
    bool written = book && pdf_book_add_kind(book, document, &number, err) &&
                   pdf_book_add(book, number, document, err) && pdf_book_end(book, err);
    pdf_book_free(book);
    glyph_use_free(glyphs);
    return written;
}

static bool lay_out(struct sheet_job *job, struct row_pages *row_pages, struct report *findings)
{
    static const struct row nobody;
    struct card card;
    return card_bind(job->binding, &nobody, &job->arena, &card, findings) &&
           layout_card(job->layout, &card, job->room, &job->arena, LAYOUT_DRAW, row_pages,
                       findings);
}

bool calibration_draw(const struct calibration_sheet *sheet, struct buf *out,
                      struct report *findings, struct error *err)
{
    const struct batch_value values[] = {{"printer", sheet->printer},
                                         {"options", sheet->options}};
    const struct batch_words words = {.signer = "",
                                      .time = "",
                                      .values = values,
                                      .value_count = sizeof values / sizeof *values};
    struct sheet_job job = {.room = shape_room_new()};
    struct row_pages row_pages = {0};
    bool drawn =
        open_sheet(&job, sheet, &words, findings) && lay_out(&job, &row_pages, findings);
    if (!drawn)
        error_set(err, "sheet-not-made", "The sheet cannot be made; fix what is named above.");
    drawn = drawn && write_sheet(sheet, &row_pages.document, out, err);
    row_pages_free(&row_pages);
    close_sheet(&job);
    return drawn;
}

bool calibration_is_ours(const struct buf *bytes)
{
    return single_pdf_is(kind, bytes);
}

/* ---- what was measured ------------------------------------------------------------------- */

enum { NUMBER_ROOM = 32 };

/* Says whether every second comma is a decimal one, as in 30,5,29,8,100,2,99,9. */
static bool has_decimal_commas(const char *text)
{
    enum { BOTH_KINDS = 7 };
    size_t commas = 0;
    for (; *text; text++)
        commas += *text == ',';
    return commas == BOTH_KINDS;
}

/* Copies the next number of the list, with a point as its decimal sign; returns what follows.
 * `decimal`: the first of what is between belongs to it. */
static const char *next_number(const char *text, const char *between, bool decimal,
                               char number[NUMBER_ROOM])
{
    size_t size = strcspn(text, between);
    if (decimal && text[size])
        size += 1 + strcspn(text + size + 1, between);
    size_t copied = size < NUMBER_ROOM - 1 ? size : NUMBER_ROOM - 1;
    for (size_t i = 0; i < copied; i++)
        number[i] = (char)(text[i] == ',' ? '.' : text[i]);
    number[copied] = '\0';
    return text + size + strspn(text + size, between);
}

bool calibration_read(const char *text, struct calibration_measured *measured,
                      struct error *err)
{
    const char *between = strpbrk(text, "; ") ? "; " : ",";
    bool decimal = *between == ',' && has_decimal_commas(text);
    double *const members[] = {&measured->left, &measured->top, &measured->across,
                               &measured->down};
    char number[NUMBER_ROOM];
    bool sound = true;
    const char *at = text;
    for (size_t i = 0; sound && i < sizeof members / sizeof *members; i++) {
        at = next_number(at, between, decimal, number);
        sound = value_number(number, members[i]) && *members[i] > 0;
    }
    if (sound && !*at)
        return true;
    error_set(err, "measured-invalid", "«%s» is not what the sheet asks you to measure.", text);
    return error_advise(err, "Write the four numbers A,B,C,D in millimetres, such as "
                             "30.5,29.8,100.2,99.9.");
}

static const struct element *find_ruler(const struct template *template, const char *name,
                                        struct report *findings)
{
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (element->kind == ELEMENT_LINE && strcmp(element->name, name) == 0)
            return element;
    }
    report_add(findings, LEVEL_ERROR, (struct place){.file = template->path},
               "calibration-ruler-missing", "There is no [line %s], which is to be measured.",
               name);
    return NULL;
}

/* Finds out how to undo, on one axis, what moves a mark that should be at `at` to `found` and
 * makes a ruler `length` long that should be `nominal`: scaling about 0 by `*scale` per cent
 * and moving by `*move`. */
static void undo(double at, double found, double nominal, double length, double *scale,
                 double *move)
{
    double factor = length / nominal;
    *scale = 100 / factor;
    *move = at - found / factor;
}

static void find_profile(const struct element *across, const struct element *down,
                         const struct calibration_measured *measured, struct printer *printer)
{
    undo(down->box.x, measured->left * POINTS_PER_MM, across->box.width,
         measured->across * POINTS_PER_MM, &printer->scale_x, &printer->dx);
    undo(across->box.y, measured->top * POINTS_PER_MM, down->box.height,
         measured->down * POINTS_PER_MM, &printer->scale_y, &printer->dy);
}

bool calibration_find(const char *path, const struct calibration_measured *measured,
                      struct printer *printer, struct report *findings, struct error *err)
{
    struct template *template = template_read(path, findings);
    const struct element *across = NULL, *down = NULL;
    if (template && !findings->errors) {
        across = find_ruler(template, "across", findings);
        down = find_ruler(template, "down", findings);
    }
    bool found = across && down;
    if (found)
        find_profile(across, down, measured, printer);
    else
        error_set(err, "sheet-not-made", "The sheet cannot be made; fix what is named above.");
    template_free(template);
    return found && printer_check(printer, err);
}

/* ---- the profile ------------------------------------------------------------------------- */

enum { MOST_PROFILES = 1 << 20 }; /* bytes of the file */

static bool make_folder(const char *path, struct error *err)
{
    struct arena arena = {0};
    bool made = folder_make(path_folder(&arena, path));
    int code = errno;
    arena_free(&arena);
    if (made)
        return true;
    error_set(err, "folder-not-made", "A folder cannot be made: %-s.", file_reason(code));
    return error_at(err, (struct place){.file = path});
}

bool calibration_save(const char *path, const char *name, const struct printer *printer,
                      bool replace, struct error *err)
{
    struct buf before = {0}, after = {0};
    bool saved = make_folder(path, err) &&
                 (access(path, F_OK) != 0 || file_read(path, MOST_PROFILES, &before, err));
    if (saved && printer_is_in(&before, name) && !replace) {
        saved = error_set(err, "printer-there", "There is already a [printer %s].", name);
        error_advise(err, "With --replace this profile takes its place.");
        error_at(err, (struct place){.file = path});
    }
    if (saved) {
        printer_put(&before, name, printer, &after);
        saved = replace_file(path, &after, err) || error_at(err, (struct place){.file = path});
    }
    buf_free(&before);
    buf_free(&after);
    return saved;
}
