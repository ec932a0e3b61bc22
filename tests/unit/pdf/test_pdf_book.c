#include "pdf/pdf_book.h"

#include "unit/drawn.h"
#include "unit/read_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A batch of one face and one shared image, with all that its certificates are made of. */
struct batch {
    struct drawn drawn;
    struct buf file; /* what the sink has got */
    size_t writes;
    struct pdf_book *book;
    size_t kind;
    struct error err;
};

/* Any certificate of the batch, with the shared image alone. */
static struct document document_of(const struct batch *batch)
{
    return (struct document){
        .pages = batch->drawn.pages,
        .page_count = 2,
        .faces = &batch->drawn.face,
        .face_count = 1,
        .images = batch->drawn.images,
        .image_count = 1,
        .title = "Сертификат",
        .author = "",
        .subject = "",
        .keywords = "",
        .lang = "kk",
    };
}

static const struct pdf_origin origin = {
    .producer = "kualik", .id = {0xAB, 0xCD}, .signer = ""};

static bool receive(void *context, const void *bytes, size_t size, struct error *err)
{
    struct batch *batch = context;
    batch->writes++;
    buf_add(&batch->file, bytes, size);
    return batch->file.size < 1 << 24 || error_set(err, "disk-full", "The disk is full.");
}

static int set_up(void **state)
{
    struct batch *batch = calloc(1, sizeof *batch);
    drawn_open(&batch->drawn);
    drawn_add(&batch->drawn, 0, ROLE_H1, true, drawn_text(&batch->drawn, "Сертификат"));
    drawn_add(&batch->drawn, 0, ROLE_P, false, drawn_text(&batch->drawn, "Әлия Мұқанқызы"));
    drawn_add(&batch->drawn, 0, ROLE_FIGURE, true, drawn_image(0))->alt = "Мөр";
    drawn_add(&batch->drawn, 1, ROLE_P, true, drawn_text(&batch->drawn, "Бағдарлама"));
    *state = batch;
    return 0;
}

static int tear_down(void **state)
{
    struct batch *batch = *state;
    pdf_book_free(batch->book);
    buf_free(&batch->file);
    drawn_free(&batch->drawn);
    free(batch);
    return 0;
}

static void begin(struct batch *batch, const struct pdf_book_options *options)
{
    struct document document = document_of(batch);
    struct glyph_use *usage = glyph_use_new(1);
    const struct pdf_sink sink = {receive, batch};
    glyph_use_add(usage, &document, true);
    glyph_use_add(usage, &document, false);
    batch->book = pdf_book_new(&document, usage, &origin, options, &sink, &batch->err);
    glyph_use_free(usage);
    if (!batch->book || !pdf_book_add_kind(batch->book, &document, &batch->kind, &batch->err))
        fail_msg("%s", words_of(&batch->err));
}

static void add(struct batch *batch, const struct document *document)
{
    if (!pdf_book_add(batch->book, batch->kind, document, &batch->err))
        fail_msg("%s", words_of(&batch->err));
}

static void add_single(struct batch *batch, const struct document *document)
{
    if (!pdf_book_add_single(batch->book, batch->kind, document, &batch->err))
        fail_msg("%s", words_of(&batch->err));
}

static void end(struct batch *batch, struct pdf_reader *pdf)
{
    if (!pdf_book_end(batch->book, &batch->err))
        fail_msg("%s", words_of(&batch->err));
    read_pdf_open(pdf, &batch->file);
}

/* Writes `count` documents without more ado. */
static void write_book(struct batch *batch, const struct pdf_book_options *options,
                       size_t count, struct pdf_reader *pdf)
{
    struct document document = document_of(batch);
    begin(batch, options);
    for (size_t i = 0; i < count; i++)
        add(batch, &document);
    end(batch, pdf);
}

static void documents_follow_each_other(void **state)
{
    struct batch *batch = *state;
    struct pdf_reader pdf;
    write_book(batch, &(struct pdf_book_options){0}, 3, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Count"), "6");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 5 TrimBox"),
                        "[ 28.84252 28.84252 870.84253 623.84253 ]");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 6"), "");
    assert_string_equal(read_pdf(&pdf, "Root ViewerPreferences PrintScaling"), "/None");
    assert_string_equal(read_pdf(&pdf, "Root ViewerPreferences Duplex"), "/Simplex");
    assert_string_equal(read_pdf(&pdf, "Root Lang"), "(kk)");
    assert_string_equal(read_pdf(&pdf, "ID 0"), "<ABCD0000000000000000000000000000>");
    assert_int_equal(pdf_book_pages(batch->book), 6);
    assert_int_equal(pdf_book_blanks(batch->book), 0);
    pdf_reader_close(&pdf);
}

/* Bytes go out while documents come in, or memory would grow with their number. */
static void documents_are_passed_on_as_they_come(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    begin(batch, &(struct pdf_book_options){0});
    for (size_t i = 0; i < 3; i++) {
        size_t before = batch->file.size;
        add(batch, &document);
        assert_true(batch->file.size > before);
    }
}

static void what_is_alike_is_written_once(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    begin(batch, &(struct pdf_book_options){0});
    add(batch, &document);
    size_t first = batch->file.size;
    add(batch, &document);
    assert_true(batch->file.size - first < 1500);
    assert_true(first > 5000); /* the font alone */
}

static void each_document_is_a_section(void **state)
{
    struct batch *batch = *state;
    struct pdf_reader pdf;
    write_book(batch, &(struct pdf_book_options){0}, 2, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K S"), "/Document");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 S"), "/Part");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 1 S"), "/Sect");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 1 K 0 S"), "/H1");
    /* The second document's first page is the third, and its second element its name. */
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 2 StructParents"), "2");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot ParentTree Kids 0 Kids 1 Limits"),
                        "[ 2 3 ]");
    struct pdf_lexer_value way =
        read_pdf_find(&pdf, "Root StructTreeRoot ParentTree Kids 0 Kids 1 Nums 1 1");
    struct pdf_lexer_value name = read_pdf_find(&pdf, "Root StructTreeRoot K K 0 K 1 K 1");
    assert_int_equal(way.at, name.at);
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot ParentTreeNextKey"), "4");
    pdf_reader_close(&pdf);
}

static void parts_have_titles(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    struct pdf_reader pdf;
    begin(batch, &(struct pdf_book_options){0});
    pdf_book_begin_part(batch->book, "A");
    add(batch, &document);
    add(batch, &document);
    pdf_book_begin_part(batch->book, "B");
    add(batch, &document);
    end(batch, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Outlines First Title"), "(A)");
    assert_string_equal(read_pdf(&pdf, "Root Outlines First Next Title"), "(B)");
    struct pdf_lexer_value page = read_pdf_find(&pdf, "Root Outlines Last Dest 0");
    assert_int_equal(page.at, read_pdf_find(&pdf, "Root Pages Kids 0 Kids 4").at);
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 1 S"), "/Sect");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 1 K 0 S"), "/Sect");
    pdf_reader_close(&pdf);
}

/* A page without a back must not become the next person's. */
static void backs_do_not_shift(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    struct pdf_reader pdf;
    const struct page *front = &batch->drawn.pages[0];
    document.page_count = 1;
    document.pages = front;
    struct glyph_use *usage = glyph_use_new(1);
    const struct pdf_sink sink = {receive, batch};
    const struct pdf_book_options options = {.sides = PDF_TWO_SIDES_SHORT_EDGE};
    glyph_use_add(usage, &document, true);
    glyph_use_add(usage, &document, false);
    batch->book = pdf_book_new(&document, usage, &origin, &options, &sink, &batch->err);
    glyph_use_free(usage);
    assert_true(pdf_book_add_kind(batch->book, &document, &batch->kind, &batch->err));
    add(batch, &document);
    add(batch, &document);
    end(batch, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Count"), "4");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 1 Contents"), "");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 1 MediaBox"),
                        "[ 0 0 899.68506 652.68506 ]");
    assert_string_not_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 2 Contents"), "");
    assert_string_equal(read_pdf(&pdf, "Root ViewerPreferences Duplex"),
                        "/DuplexFlipShortEdge");
    assert_int_equal(pdf_book_pages(batch->book), 2);
    assert_int_equal(pdf_book_blanks(batch->book), 2);
    pdf_reader_close(&pdf);
}

/* A separator has other parts than a certificate, and stands between them. */
static void documents_of_several_kinds_stand_side_by_side(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch), other = document;
    struct part part = *batch->drawn.pages[1].parts[0];
    const struct part *parts[] = {&part};
    const struct page page = {.width = 595, .height = 842, .parts = parts, .count = 1};
    struct pdf_reader pdf;
    size_t separators;
    other.pages = &page;
    other.page_count = 1;
    other.image_count = 0;
    other.lang = "ru";
    begin(batch, &(struct pdf_book_options){.sides = PDF_TWO_SIDES_LONG_EDGE});
    assert_true(pdf_book_add_kind(batch->book, &other, &separators, &batch->err));
    assert_true(pdf_book_add(batch->book, separators, &other, &batch->err));
    add(batch, &document);
    assert_false(pdf_book_add(batch->book, separators, &document, &batch->err));
    end(batch, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 0 MediaBox"), "[ 0 0 595 842 ]");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 2 MediaBox"),
                        "[ 0 0 899.68506 652.68506 ]");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 0 Lang"), "(ru)");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 1 Lang"), "");
    pdf_reader_close(&pdf);
}

/* Returns how often the file says it outside of object streams. */
static size_t count_of(const struct buf *file, const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i + strlen(text) <= file->size; i++)
        count += memcmp(file->data + i, text, strlen(text)) == 0;
    return count;
}

static void documents_like_no_other_share_art(void **state)
{
    struct batch *batch = *state;
    const struct item word = drawn_text(&batch->drawn, "Сертификат");
    const struct art art = {.name = "a", .box = {0, 0, 100, 100}, .items = &word, .count = 1};
    const struct item placed = {.kind = ITEM_PLACED,
                                .placed = {&art, {{10, 10}, {0.5, 0}, {0, 0.5}}}};
    struct part part = {
        .tag = {.role = ROLE_FIGURE}, .alt = "x", .fixed = true, .items = &placed, .count = 1};
    const struct part *parts[] = {&part, &part, &part};
    const struct page pages[] = {{.width = 595, .height = 842, .parts = parts, .count = 1},
                                 {.width = 595, .height = 842, .parts = parts, .count = 3}};
    struct document one = document_of(batch), other = one;
    struct pdf_reader pdf;
    one.page_count = other.page_count = 1;
    one.pages = &pages[0];
    other.pages = &pages[1];
    begin(batch, &(struct pdf_book_options){.sides = PDF_ANY_SIDES});
    assert_true(pdf_book_add_kind(batch->book, &one, &batch->kind, &batch->err));
    for (int i = 0; i < 3; i++) {
        add_single(batch, &one);
        add_single(batch, &other);
    }
    end(batch, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Count"), "6");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 5 Resources XObject A0 Subtype"),
                        "/Form");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 5 K 2 S"), "/Figure");
    assert_string_equal(read_pdf(&pdf, "Root ViewerPreferences Duplex"), "");
    assert_int_equal(count_of(&batch->file, "/BBox"), 1);
    pdf_reader_close(&pdf);
}

/* Appends what is below the element at `path`: (Table (TR (TD) (TD))). */
static void show_elements(const struct pdf_reader *pdf, const char *path, struct buf *out)
{
    char kid[180];
    buf_printf(out, "(%s", read_pdf(pdf, path));
    size_t end = strlen(path) - 1;
    for (int i = 0;; i++) {
        snprintf(kid, sizeof kid, "%.*sK", (int)end, path);
        if (read_pdf_find(pdf, kid).kind != PDF_LEXER_ARRAY)
            break;
        snprintf(kid, sizeof kid, "%.*sK %d", (int)end, path, i);
        if (read_pdf_find(pdf, kid).kind == PDF_LEXER_MISSING)
            break;
        snprintf(kid, sizeof kid, "%.*sK %d S", (int)end, path, i);
        buf_putc(out, ' ');
        show_elements(pdf, kid, out);
    }
    buf_putc(out, ')');
}

/* A page of a table of three pages: its head and the first section; a row more of that and
 * another section; the rest of this, and a sentence. The third page's row is empty. */
static void draw_table(struct batch *batch, struct page pages[3])
{
    struct drawn *drawn = &batch->drawn;
    static const struct {
        enum role role;
        size_t section, row;
    } cells[3][4] = {{{ROLE_H1, 0, 0}, {ROLE_TH, 1, 1}, {ROLE_TD, 2, 2}, {ROLE_TD, 2, 2}},
                     {{ROLE_TD, 2, 3}, {ROLE_TH, 3, 4}, {ROLE_TD, 3, 5}, {ROLE_ARTIFACT, 0, 0}},
                     {{ROLE_TD, 3, 6}, {ROLE_TD, 3, 7}, {ROLE_P, 0, 0}, {ROLE_P, 0, 0}}};
    for (size_t p = 0; p < 3; p++) {
        drawn->pages[1].count = 0;
        for (size_t i = 0; i < 4; i++) {
            struct part *part =
                drawn_add(drawn, 1, cells[p][i].role, true, drawn_text(drawn, "Сертификат"));
            part->tag.table = cells[p][i].row ? 1 : 0;
            part->tag.section = cells[p][i].section;
            part->tag.row = cells[p][i].row;
            part->count = cells[p][i].row != 6;
        }
        pages[p] = drawn->pages[1];
    }
}

/* Writes the pages as two documents, which come page by page or whole, and returns their
 * structure. */
static void write_table(struct batch *batch, const struct page pages[3], bool by_page,
                        struct buf *shown)
{
    struct document document = document_of(batch), whole = document;
    struct pdf_reader pdf;
    buf_clear(&batch->file);
    begin(batch, &(struct pdf_book_options){.sides = PDF_ANY_SIDES});
    whole.pages = pages;
    whole.page_count = 3;
    for (size_t i = 0; i < 6; i++) {
        document.pages = &pages[i % 3];
        document.page_count = 1;
        if (by_page)
            assert_true(pdf_book_add_page(batch->book, batch->kind, &document, i % 3 == 0,
                                          &batch->err));
        else if (i % 3 == 0)
            add_single(batch, &whole);
    }
    end(batch, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Count"), "6");
    show_elements(&pdf, "Root StructTreeRoot K S", shown);
    /* From the last page there is a way back to the sentence behind the table. */
    assert_int_equal(read_pdf_find(&pdf, by_page
                                             ? "Root StructTreeRoot ParentTree Kids 0 Kids 5 "
                                               "Nums 1 2"
                                             : "Root StructTreeRoot ParentTree Kids 0 Kids 1 "
                                               "Nums 5 2")
                         .at,
                     read_pdf_find(&pdf, "Root StructTreeRoot K K 0 K 1 K 2").at);
    pdf_reader_close(&pdf);
    pdf_book_free(batch->book);
    batch->book = NULL;
}

static void pages_may_come_one_by_one(void **state)
{
    struct batch *batch = *state;
    struct page pages[3];
    struct buf shown = {0}, wanted = {0};
    draw_table(batch, pages);
    write_table(batch, pages, false, &wanted);
    write_table(batch, pages, true, &shown);
    assert_string_equal(buf_text(&shown), buf_text(&wanted));
#define TABLE                                                                                  \
    "(/Sect (/H1) (/Table (/THead (/TR (/TH))) (/TBody (/TR (/TD) (/TD)) (/TR (/TD))) "        \
    "(/TBody (/TR (/TH)) (/TR (/TD)) (/TR (/TD)))) (/P) (/P))"
    assert_string_equal(buf_text(&shown), "(/Document (/Part " TABLE " " TABLE "))");
    buf_free(&shown);
    buf_free(&wanted);
}

static void a_document_may_have_its_own_images(void **state)
{
    struct batch *batch = *state;
    drawn_add(&batch->drawn, 1, ROLE_ARTIFACT, false, drawn_image(1));
    struct document document = document_of(batch), plain = document;
    struct pdf_reader pdf;
    document.image_count = 2;
    begin(batch, &(struct pdf_book_options){0});
    assert_false(pdf_book_add(batch->book, batch->kind, &plain, &batch->err));
    assert_non_null(strstr(words_of(&batch->err), "image 2 of 1"));
    pdf_book_free(batch->book);
    buf_clear(&batch->file);
    begin(batch, &(struct pdf_book_options){0});
    add(batch, &document);
    add(batch, &document);
    end(batch, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 3 Resources XObject I1 Height"),
                        "8");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 3 Resources XObject I0 Height"),
                        "1");
    pdf_reader_close(&pdf);
}

static void a_printer_is_put_right(void **state)
{
    struct batch *batch = *state;
    struct pdf_reader pdf;
    write_book(batch,
               &(struct pdf_book_options){
                   .placing = {.scale_x = 0.99, .scale_y = 1.01, .dx = 2, .dy = 3}},
               2, &pdf);
    /* The sheet is 653 points high, its crop marks' room included. */
    static const char matrix[] = "stream\nq\n.99 0 0 1.01 2 -9.527 cm\n/Artifact BMC\n";
    assert_non_null(memmem(batch->file.data, batch->file.size, matrix, strlen(matrix)));
    struct pdf_lexer_value first = read_pdf_find(&pdf, "Root Pages Kids 0 Kids 0 Contents 0");
    struct pdf_lexer_value last = read_pdf_find(&pdf, "Root Pages Kids 0 Kids 2 Contents 4");
    assert_int_equal(first.at, read_pdf_find(&pdf, "Root Pages Kids 0 Kids 2 Contents 0").at);
    assert_memory_equal(strstr(pdf.bytes + last.at, "stream\n"), "stream\nQ\n", 9);
    pdf_reader_close(&pdf);
}

/* Marks that reached into the bleed would be seen where the knife goes astray. */
static void crop_marks_stand_outside_the_bleed(void **state)
{
    struct batch *batch = *state;
    struct pdf_reader pdf;
    write_book(batch, &(struct pdf_book_options){0}, 1, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 0 BleedBox"),
                        "[ 19.84252 19.84252 879.84253 632.84253 ]");
    /* Upper right: along the trim's edges, 1 mm from the bleed, 5 mm long. */
    static const char corner[] = "\n882.677 623.843 m 896.85 623.843 l\n"
                                 "870.843 635.677 m 870.843 649.85 l\nS Q\nEMC\n"
                                 "1 0 0 1 19.843 19.843 cm\n";
    assert_non_null(memmem(batch->file.data, batch->file.size, corner, strlen(corner)));
    pdf_reader_close(&pdf);
}

/* More pages than a node takes, and as many documents as a part. */
static void long_books_have_trees(void **state)
{
    struct batch *batch = *state;
    struct pdf_reader pdf;
    write_book(batch, &(struct pdf_book_options){0}, 40, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Count"), "80");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Count"), "64");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 1 Kids 15 StructParents"), "79");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot ParentTree Kids 0 Kids 39 Nums 2"),
                        "79");
    pdf_reader_close(&pdf);
}

/* Its cross-reference table has several sections, each of which a strict reader accepts. */
static void very_long_books_can_be_read(void **state)
{
    struct batch *batch = *state;
    struct pdf_reader pdf;
    write_book(batch, &(struct pdf_book_options){0}, 8000, &pdf);
    assert_string_equal(read_pdf(&pdf, "Root Pages Count"), "16000");
    assert_in_range(pdf.table.count, 65536, 1 << 18);
    pdf_reader_close(&pdf);
}

static void what_cannot_be_written_is_refused(void **state)
{
    struct batch *batch = *state;
    begin(batch, &(struct pdf_book_options){0});
    assert_false(pdf_book_end(batch->book, &batch->err));
    assert_string_equal(words_of(&batch->err),
                        "There is nothing to print. Ask for at least one row of the list.");
    pdf_book_free(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(documents_follow_each_other),
        TEST(documents_are_passed_on_as_they_come),
        TEST(what_is_alike_is_written_once),
        TEST(each_document_is_a_section),
        TEST(parts_have_titles),
        TEST(backs_do_not_shift),
        TEST(documents_of_several_kinds_stand_side_by_side),
        TEST(documents_like_no_other_share_art),
        TEST(pages_may_come_one_by_one),
        TEST(a_document_may_have_its_own_images),
        TEST(a_printer_is_put_right),
        TEST(crop_marks_stand_outside_the_bleed),
        TEST(long_books_have_trees),
        TEST(very_long_books_can_be_read),
        TEST(what_cannot_be_written_is_refused),
    };
    return cmocka_run_group_tests_name("pdf_book", tests, NULL, NULL);
}
