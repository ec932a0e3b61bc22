#include "print/form_file.h"

/* A file being written. */
struct form_file {
    struct form_documents *documents;
    struct form_contacts *contacts;
    struct pdf_book *book;
    size_t kind; /* whose art and images the contact sheets show */
    struct glyph_use *glyphs;
    struct error *err;
};

/* Passes each page to `use`, which may fail. */
static bool for_each(struct form_file *file,
                     bool (*use)(struct form_file *file, const struct document *page,
                                 bool begins))
{
    struct arena arena = {0};
    struct document page;
    bool done = true, begins;
    form_documents_rewind(file->documents);
    while (done && form_documents_next(file->documents, &arena, &page, &begins)) {
        done = use(file, &page, begins);
        if (file->contacts)
            form_contacts_release(file->contacts);
        arena_reset(&arena);
    }
    arena_free(&arena);
    if (done && !form_documents_sound(file->documents))
        return error_set(file->err, "form-not-made",
                         "The form cannot be made; fix what is named above.");
    return done;
}

static bool count_glyphs(struct form_file *file, const struct document *page, bool begins)
{
    (void)begins;
    glyph_use_add(file->glyphs, page, true);
    return true;
}

static bool add_page(struct form_file *file, const struct document *page, bool begins)
{
    return pdf_book_add_page(file->book, file->kind, page, begins, file->err);
}

bool form_file_write(struct form_documents *documents, struct form_contacts *contacts,
                     const struct pdf_origin *origin, const struct pdf_sink *sink,
                     struct error *err)
{
    static const struct pdf_book_options options = {.sides = PDF_ANY_SIDES};
    struct arena arena = {0};
    struct document whole = form_documents_whole(documents, &arena);
    struct form_file file = {.documents = documents,
                             .contacts = contacts,
                             .glyphs = glyph_use_new(whole.face_count),
                             .err = err};
    glyph_use_add(file.glyphs, &whole, false);
    bool written =
        for_each(&file, count_glyphs) &&
        (file.book = pdf_book_new(&whole, file.glyphs, origin, &options, sink, err)) &&
        pdf_book_add_kind(file.book, &whole, &file.kind, err) && for_each(&file, add_page) &&
        pdf_book_end(file.book, err);
    pdf_book_free(file.book);
    glyph_use_free(file.glyphs);
    arena_free(&arena);
    return written;
}
