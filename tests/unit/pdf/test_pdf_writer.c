
#include "pdf/pdf_writer.h"

#include "base/hash.h"
#include "unit/drawn.h"
#include "unit/read_pdf.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

enum { CONTENTS_SIZE = 100 };

/* A batch of one face and one shared image, with all that its certificates are made of. */
struct batch {
    struct drawn drawn;
    struct pdf_shared *shared;
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
    .producer = "kualik",
    .id = {0xAB, 0xCD},
    .time = 1507183200,
    .offset = 360,
    .signer = "Test",
};

static struct pdf_shared *make_shared_of(const struct document *document, size_t contents_size)
{
    struct glyph_use *usage = glyph_use_new(1);
    glyph_use_add(usage, document, true);
    glyph_use_add(usage, document, false);
    struct error err = {0};
    struct pdf_shared *shared =
        pdf_shared_new(document, usage, contents_size, FLATE_SMALL, &err);
    if (!shared)
        print_message("%s\n", words_of(&err));
    glyph_use_free(usage);
    return shared;
}

static struct pdf_shared *make_shared(const struct batch *batch, size_t contents_size)
{
    struct document document = document_of(batch);
    return make_shared_of(&document, contents_size);
}

static int set_up(void **state)
{
    struct batch *batch = calloc(1, sizeof *batch);
    drawn_open(&batch->drawn);
    drawn_add(&batch->drawn, 0, ROLE_H1, true, drawn_text(&batch->drawn, "Сертификат"));
    drawn_add(&batch->drawn, 0, ROLE_P, false, drawn_text(&batch->drawn, "Әлия Мұқанқызы"));
    drawn_add(&batch->drawn, 0, ROLE_FORM, false, drawn_text(&batch->drawn, "Қолтаңба"))->alt =
        "Қолтаңба";
    drawn_add(&batch->drawn, 0, ROLE_FIGURE, true, drawn_image(0))->alt = "Мөр";
    drawn_add(&batch->drawn, 1, ROLE_P, true, drawn_text(&batch->drawn, "Бағдарлама"));
    batch->shared = make_shared(batch, CONTENTS_SIZE);
    assert_non_null(batch->shared);
    *state = batch;
    return 0;
}

static int tear_down(void **state)
{
    struct batch *batch = *state;
    pdf_shared_free(batch->shared);
    drawn_free(&batch->drawn);
    free(batch);
    return 0;
}

/* Writes one certificate with a new writer. */
static bool write_one(const struct pdf_shared *shared, const struct document *document,
                      struct buf *out, struct placeholder *placeholder, struct error *err)
{
    struct pdf_writer *writer = pdf_writer_new(shared);
    bool done = pdf_write(writer, document, &origin, out, placeholder, err);
    pdf_writer_free(writer);
    return done;
}

static struct buf written(const struct pdf_shared *shared, const struct document *document,
                          struct placeholder *placeholder)
{
    struct buf out = {0};
    struct error err = {0};
    if (!write_one(shared, document, &out, placeholder, &err))
        fail_msg("%s", words_of(&err));
    return out;
}

/* Finds words among bytes that may hold NULs. */
static const char *find(const struct buf *bytes, const char *words)
{
    return memmem(bytes->data, bytes->size, words, strlen(words));
}

static void every_entry_points_to_its_object(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    document.image_count = 2;
    struct placeholder placeholder;
    struct buf bytes = written(batch->shared, &document, &placeholder);
    struct pdf_reader pdf;
    read_pdf_open(&pdf, &bytes);
    size_t found = 0;
    for (size_t i = 1; i < pdf.table.count; i++) {
        const struct pdf_table_entry *entry = &pdf.table.list[i];
        if (entry->kind == PDF_TABLE_PLAIN) {
            char *behind;
            assert_int_equal(strtoul(bytes.data + entry->place, &behind, 10), i);
            assert_memory_equal(behind, " 0 obj\n", 7);
        }
        found += entry->kind != PDF_TABLE_FREE;
    }
    assert_true(found > 20);
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 1 Type"), "/Page");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K S"), "/Document");
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Resources XObject I1 Height"), "8");
    pdf_reader_close(&pdf);
    buf_free(&bytes);
}

static void the_hole_is_announced(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    struct placeholder placeholder;
    struct buf pdf = written(batch->shared, &document, &placeholder);
    const char *range = find(&pdf, "/ByteRange ") + strlen("/ByteRange ");
    assert_ptr_equal(pdf.data + placeholder.range_at, range);
    assert_int_equal(range[placeholder.range_size - 1], ']');
    assert_ptr_equal(pdf.data + placeholder.contents_at, find(&pdf, "<000000"));
    assert_int_equal(pdf.data[placeholder.contents_at + CONTENTS_SIZE - 1], '>');
    assert_int_equal(placeholder.contents_size, CONTENTS_SIZE);
    assert_non_null(find(&pdf, "/SubFilter /ETSI.CAdES.detached"));
    assert_non_null(find(&pdf, "/M (D:20171005120000+06'00')"));
    struct pdf_reader read;
    read_pdf_open(&read, &pdf);
    assert_string_equal(read_pdf(&read, "Root AcroForm SigFlags"), "3");
    assert_string_equal(read_pdf(&read, "Root AcroForm Fields 0 Rect"), "[ 19 574 79 594 ]");
    assert_int_equal(read_pdf_find(&read, "Root AcroForm Fields 0 V Contents").at,
                     placeholder.contents_at);
    pdf_reader_close(&read);
    buf_free(&pdf);
}

static void without_a_signature_there_is_no_field(void **state)
{
    struct batch *batch = *state;
    struct pdf_shared *shared = make_shared(batch, 0);
    struct document document = document_of(batch);
    struct placeholder placeholder;
    struct buf pdf = written(shared, &document, &placeholder);
    struct pdf_reader read;
    assert_int_equal(placeholder.contents_size, 0);
    assert_null(find(&pdf, "ByteRange"));
    read_pdf_open(&read, &pdf);
    assert_string_equal(read_pdf(&read, "Root AcroForm"), "");
    assert_string_equal(read_pdf(&read, "Root Pages Kids 0 Annots"), "");
    assert_null(memmem(read.bytes, read.text.size, "/Form", 5));
    pdf_reader_close(&read);
    buf_free(&pdf);
    pdf_shared_free(shared);
}

/* Takes the metadata out of their stream. */
static void read_metadata(const struct buf *pdf, char *text, size_t size)
{
    const char *packed = strstr(find(pdf, "/Type /Metadata"), "\nstream\n") + 8;
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed,
                       .avail_in = (uInt)(pdf->data + pdf->size - packed),
                       .next_out = (Bytef *)text,
                       .avail_out = (uInt)size - 1};
    assert_int_equal(inflateInit(&stream), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    text[stream.total_out] = '\0';
    inflateEnd(&stream);
}

static void what_the_document_is_stands_in_it(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    struct placeholder placeholder;
    struct buf pdf = written(batch->shared, &document, &placeholder);
    assert_memory_equal(pdf.data, "%PDF-1.7\n", 9);
    struct pdf_reader read;
    read_pdf_open(&read, &pdf);
    assert_string_equal(read_pdf(&read, "Root Lang"), "(kk)");
    assert_string_equal(read_pdf(&read, "Root MarkInfo Marked"), "true");
    assert_string_equal(read_pdf(&read, "Root ViewerPreferences DisplayDocTitle"), "true");
    assert_string_equal(read_pdf(&read, "Info CreationDate"), "(D:20171005120000+06'00')");
    char xmp[4096];
    read_metadata(&pdf, xmp, sizeof xmp);
    assert_non_null(strstr(xmp, "<xmp:CreateDate>2017-10-05T12:00:00+06:00</xmp:CreateDate>"));
    assert_string_equal(read_pdf(&read, "ID"), "[<ABCD0000000000000000000000000000>"
                                               "<ABCD0000000000000000000000000000>]");
    assert_string_equal(read_pdf(&read, "Root Pages Kids 0 MediaBox"), "[ 0 0 860 613 ]");
    assert_string_equal(read_pdf(&read, "Root Pages Kids 1 TrimBox"), "[ 9 9 851 604 ]");
    assert_non_null(strstr(read_pdf(&read, "Root Pages Kids 0 Resources Font F0 BaseFont"),
                           "+PTSerif-Regular"));
    pdf_reader_close(&read);
    buf_free(&pdf);
}

/* Whatever byte is spoilt, an unsigned file shows it. */
static void an_unsigned_file_has_the_digest_of_all_else(void **state)
{
    struct batch *batch = *state;
    struct pdf_shared *shared = make_shared(batch, 0);
    struct document document = document_of(batch);
    struct placeholder placeholder;
    struct buf pdf = written(shared, &document, &placeholder), id = {0};
    struct pdf_reader read;
    read_pdf_open(&read, &pdf);
    struct pdf_lexer_value second = read_pdf_find(&read, "ID 1");
    const struct span others[] = {{pdf.data, second.at},
                                  {pdf.data + second.end, pdf.size - second.end}};
    struct digest digest = hash_of(others, 2);
    assert_true(pdf_lexer_string(read.bytes, &second, &id));
    assert_int_equal(id.size, 16);
    assert_memory_equal(id.data, digest.bytes, 16);
    pdf_reader_close(&read);
    buf_free(&id);
    buf_free(&pdf);
    pdf_shared_free(shared);
}

static void a_row_may_have_its_own_images(void **state)
{
    struct batch *batch = *state;
    drawn_add(&batch->drawn, 1, ROLE_ARTIFACT, false, drawn_image(1));
    struct pdf_shared *shared = make_shared(batch, 0);
    struct document document = document_of(batch);
    struct buf out = {0};
    struct placeholder placeholder;
    struct error err = {0};
    assert_false(write_one(shared, &document, &out, &placeholder, &err));
    assert_non_null(strstr(words_of(&err), "image 2 of 1"));
    document.image_count = 2;
    assert_true(write_one(shared, &document, &out, &placeholder, &err));
    assert_non_null(find(&out, "stream\nJPEG of this row\nendstream"));
    buf_free(&out);
    pdf_shared_free(shared);
}

/* One thread's share: the same certificate many times. */
struct share {
    const struct batch *batch;
    const char *title;
    struct buf out;
    bool same;
};

static void *write_share(void *argument)
{
    struct share *share = argument;
    struct pdf_writer *writer = pdf_writer_new(share->batch->shared);
    struct document document = document_of(share->batch);
    document.title = share->title;
    struct buf again = {0};
    struct placeholder placeholder;
    struct error err;
    share->same = pdf_write(writer, &document, &origin, &share->out, &placeholder, &err);
    for (int i = 0; share->same && i < 20; i++)
        share->same = pdf_write(writer, &document, &origin, &again, &placeholder, &err) &&
                      again.size == share->out.size &&
                      memcmp(again.data, share->out.data, again.size) == 0;
    buf_free(&again);
    pdf_writer_free(writer);
    return NULL;
}

static void threads_write_the_same_bytes(void **state)
{
    struct batch *batch = *state;
    struct share shares[3] = {{.batch = batch, .title = "A"},
                              {.batch = batch, .title = "A"},
                              {.batch = batch, .title = "Ә"}};
    pthread_t threads[3];
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_share, &shares[i]), 0);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (size_t i = 0; i < 3; i++)
        assert_true(shares[i].same);
    assert_int_equal(shares[0].out.size, shares[1].out.size);
    assert_memory_equal(shares[0].out.data, shares[1].out.data, shares[0].out.size);
    struct pdf_reader read;
    read_pdf_open(&read, &shares[2].out);
    assert_string_equal(read_pdf(&read, "Info Title"), "<FEFF04D8>");
    pdf_reader_close(&read);
    for (size_t i = 0; i < 3; i++)
        buf_free(&shares[i].out);
}

static void what_does_not_fit_the_sheet_is_refused(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    struct buf out = {0};
    struct placeholder placeholder;
    struct error err = {0};
    document.title = "";
    assert_false(write_one(batch->shared, &document, &out, &placeholder, &err));
    assert_non_null(strstr(words_of(&err), "title"));
    document.title = "A\x01";
    assert_false(write_one(batch->shared, &document, &out, &placeholder, &err));
    assert_non_null(strstr(words_of(&err), "title has a control character"));
    document.title = "A";
    drawn_add(&batch->drawn, 0, ROLE_P, false, drawn_text(&batch->drawn, "Ә"));
    assert_false(write_one(batch->shared, &document, &out, &placeholder, &err));
    assert_non_null(strstr(words_of(&err), "Page 1 has 5 parts; the shared one has 4."));
    buf_free(&out);
}

static void an_uncounted_glyph_is_refused(void **state)
{
    struct batch *batch = *state;
    struct part *part =
        drawn_add(&batch->drawn, 1, ROLE_P, false, drawn_text(&batch->drawn, "Ә"));
    struct pdf_shared *shared = make_shared(batch, 0);
    struct item item = drawn_text(&batch->drawn, "Ж");
    part->items = &item;
    struct document document = document_of(batch);
    struct buf out = {0};
    struct placeholder placeholder;
    struct error err = {0};
    assert_false(write_one(shared, &document, &out, &placeholder, &err));
    assert_non_null(strstr(words_of(&err), "“Ж” is not in the subset"));
    buf_free(&out);
    pdf_shared_free(shared);
}

static void an_attachment_is_associated_with_the_document(void **state)
{
    struct batch *batch = *state;
    struct document document = document_of(batch);
    const struct attachment attachment = {
        "data.json", "application/json", "Деректер", {"{\"a\":1}\n", 8}};
    document.attachment = &attachment;
    struct pdf_shared *shared = make_shared_of(&document, 0);
    struct placeholder placeholder;
    struct buf pdf = written(shared, &document, &placeholder);
    char xmp[4096];
    struct pdf_reader read;
    read_pdf_open(&read, &pdf);
    assert_string_equal(read_pdf(&read, "Root Names EmbeddedFiles Names 0"), "(data.json)");
    assert_string_equal(read_pdf(&read, "Root Names EmbeddedFiles Names 1 UF"), "(data.json)");
    assert_string_equal(read_pdf(&read, "Root AF 0 F"), "(data.json)");
    assert_string_equal(read_pdf(&read, "Root AF 0 AFRelationship"), "/Data");
    assert_string_equal(read_pdf(&read, "Root AF 0 EF F Subtype"), "/application#2Fjson");
    assert_string_equal(read_pdf(&read, "Root AF 0 EF UF Params Size"), "8");
    read_metadata(&pdf, xmp, sizeof xmp);
    assert_non_null(strstr(xmp, "<pdfaid:part>3</pdfaid:part>"));
    pdf_reader_close(&read);
    document.attachment = NULL;
    struct error err = {0};
    assert_false(write_one(shared, &document, &pdf, &placeholder, &err));
    buf_free(&pdf);
    pdf_shared_free(shared);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_entry_points_to_its_object),
        TEST(the_hole_is_announced),
        TEST(without_a_signature_there_is_no_field),
        TEST(what_the_document_is_stands_in_it),
        TEST(an_unsigned_file_has_the_digest_of_all_else),
        TEST(an_attachment_is_associated_with_the_document),
        TEST(a_row_may_have_its_own_images),
        TEST(threads_write_the_same_bytes),
        TEST(what_does_not_fit_the_sheet_is_refused),
        TEST(an_uncounted_glyph_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
