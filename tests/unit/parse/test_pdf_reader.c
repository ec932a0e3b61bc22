#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "parse/pdf_reader.h"
#include "unit/packed_pdf.h"
#include "unit/tiny_pdf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void open_tiny(struct tiny *tiny, struct pdf_reader *pdf)
{
    struct error err = {0};
    tiny_new(tiny, 64);
    assert_true(pdf_reader_open(pdf, tiny->pdf.data, tiny->pdf.size, &err));
    assert_string_equal(words_of(&err), "");
}

static struct pdf_lexer_value get(const struct pdf_reader *pdf,
                                  const struct pdf_lexer_value *dictionary, const char *key)
{
    struct error err = {0};
    struct pdf_lexer_value value;
    assert_true(pdf_reader_find(pdf, dictionary, key, &value, &err));
    assert_true(pdf_reader_resolve(pdf, &value, &err));
    return value;
}

static void walks_to_the_signature(void **state)
{
    (void)state;
    struct tiny tiny;
    struct pdf_reader pdf;
    struct error err = {0};
    open_tiny(&tiny, &pdf);
    struct pdf_lexer_value catalog = get(&pdf, &pdf.table.trailer, "Root");
    struct pdf_lexer_value form = get(&pdf, &catalog, "AcroForm");
    struct pdf_lexer_value fields = get(&pdf, &form, "Fields");
    struct pdf_lexer_value field = {0}, none;
    assert_true(pdf_reader_next(&pdf, &fields, &field, &err));
    none = field;
    assert_true(pdf_reader_next(&pdf, &fields, &none, &err));
    assert_int_equal(none.kind, PDF_LEXER_MISSING);
    assert_int_equal(field.kind, PDF_LEXER_REFERENCE);
    assert_true(pdf_reader_resolve(&pdf, &field, &err));
    struct pdf_lexer_value signature = get(&pdf, &field, "V");
    struct pdf_lexer_value contents = get(&pdf, &signature, "Contents");
    assert_int_equal(contents.kind, PDF_LEXER_HEX);
    assert_int_equal(contents.at, tiny.placeholder.contents_at);
    assert_int_equal(contents.end,
                     tiny.placeholder.contents_at + tiny.placeholder.contents_size);
    assert_int_equal(get(&pdf, &signature, "Nothing").kind, PDF_LEXER_MISSING);
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);
}

static void reads_the_identifier(void **state)
{
    (void)state;
    static const uint8_t wanted[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    uint8_t id[16];
    struct tiny tiny;
    struct pdf_reader pdf;
    struct error err = {0};
    open_tiny(&tiny, &pdf);
    assert_true(pdf_reader_id(&pdf, id, &err));
    assert_memory_equal(id, wanted, sizeof id);
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);

    tiny_begin(&tiny);
    tiny_object(&tiny, "<<>>");
    tiny_end(&tiny, "/Root 1 0 R");
    assert_true(pdf_reader_open(&pdf, tiny.pdf.data, tiny.pdf.size, &err));
    assert_false(pdf_reader_id(&pdf, id, &err));
    assert_string_equal(words_of(&err), "The PDF has no /ID.");
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);
}

static struct pdf_lexer_value scan(const char *text)
{
    struct error err = {0};
    struct pdf_lexer_value value;
    struct pdf_lexer pdf = pdf_lexer_of(text, 0, strlen(text), &err);
    if (!pdf_lexer_value(&pdf, &value))
        value.kind = PDF_LEXER_MISSING;
    return value;
}

static void knows_each_kind_of_object(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum pdf_lexer_kind kind;
        size_t end;
    } cases[] = {
        {"null ", PDF_LEXER_NULL, 4},
        {"true]", PDF_LEXER_BOOLEAN, 4},
        {"-12 ", PDF_LEXER_INTEGER, 3},
        {"12 0 obj", PDF_LEXER_INTEGER, 2},
        {"12 0 R/", PDF_LEXER_REFERENCE, 6},
        {"12 0 Rx", PDF_LEXER_INTEGER, 2},
        {"-.5", PDF_LEXER_REAL, 3},
        {"/Name#20x/", PDF_LEXER_NAME, 9},
        {"(a(b)\\)c)d", PDF_LEXER_TEXT, 9},
        {"<0aF >x", PDF_LEXER_HEX, 6},
        {"[1[2]<<>>] ", PDF_LEXER_ARRAY, 10},
        {"<</A 1 0 R/B<41>>> ", PDF_LEXER_DICTIONARY, 18},
        {"<<%>>\n/A 1>>", PDF_LEXER_DICTIONARY, 12},
        {"1.2.3", PDF_LEXER_MISSING, 0},
        {"1e5", PDF_LEXER_MISSING, 0},
        {"+", PDF_LEXER_MISSING, 0},
        {"(open", PDF_LEXER_MISSING, 0},
        {"(end\\", PDF_LEXER_MISSING, 0},
        {"<0g>", PDF_LEXER_MISSING, 0},
        {"<00", PDF_LEXER_MISSING, 0},
        {"[1 2", PDF_LEXER_MISSING, 0},
        {"[>>", PDF_LEXER_MISSING, 0},
        {"<</A>>", PDF_LEXER_MISSING, 0},
        {"<<1 2>>", PDF_LEXER_MISSING, 0},
        {"nullx", PDF_LEXER_MISSING, 0},
        {"  ", PDF_LEXER_MISSING, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_lexer_value value = scan(cases[i].text);
        assert_int_equal(value.kind, cases[i].kind);
        if (value.kind != PDF_LEXER_MISSING)
            assert_int_equal(value.end, cases[i].end);
    }
}

static void decodes_strings(void **state)
{
    (void)state;
    static const struct {
        const char *text, *bytes;
    } cases[] = {
        {"(plain)", "plain"},
        {"(\\n\\(\\)\\\\\\x)", "\n()\\x"},
        {"(\\101\\7z\\0534)", "A\az+4"},
        {"(a\\\r\nb\r\nc\rd)", "ab\nc\nd"},
        {"(in (side))", "in (side)"},
        {"<4142 4>", "AB@"},
        {"<>", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf bytes = {0};
        struct pdf_lexer_value value = scan(cases[i].text);
        assert_true(pdf_lexer_string(cases[i].text, &value, &bytes));
        assert_string_equal(buf_text(&bytes), cases[i].bytes);
        buf_free(&bytes);
    }
}

static bool number_of(const char *text, uint64_t *number)
{
    struct pdf_lexer_value value = scan(text);
    return pdf_lexer_number(text, &value, number);
}

static void numbers_neither_wrap_nor_carry_signs(void **state)
{
    (void)state;
    uint64_t number = 0;
    assert_true(number_of("18446744073709551615", &number));
    assert_true(number == UINT64_MAX);
    assert_true(number_of("0000000012", &number));
    assert_int_equal(number, 12);
    assert_false(number_of("18446744073709551616", &number));
    assert_false(number_of("99999999999999999999999", &number));
    assert_false(number_of("-1", &number));
    assert_false(number_of("+1", &number));
    assert_false(number_of("1.0", &number));
    assert_false(number_of("(1)", &number));
}

static void names_may_be_spelt_with_numbers(void **state)
{
    (void)state;
    static const char text[] = "/Con#74ents";
    struct pdf_lexer_value value = scan(text);
    assert_true(pdf_lexer_is_name(text, &value, "Contents"));
    assert_false(pdf_lexer_is_name(text, &value, "Content"));
    assert_false(pdf_lexer_is_name(text, &value, "Contents2"));
    assert_false(pdf_lexer_is_name(
        "(Contents)", &(struct pdf_lexer_value){PDF_LEXER_TEXT, 0, 10}, "Contents"));
}

static void a_key_stands_once(void **state)
{
    (void)state;
    struct tiny tiny;
    struct pdf_reader pdf;
    struct error err = {0};
    struct pdf_lexer_value value;
    tiny_begin(&tiny);
    tiny_object(&tiny, "<</A 1/B 2/#41 3>>");
    tiny_end(&tiny, "/Root 1 0 R");
    assert_true(pdf_reader_open(&pdf, tiny.pdf.data, tiny.pdf.size, &err));
    struct pdf_lexer_value root = get(&pdf, &pdf.table.trailer, "Root");
    assert_true(pdf_reader_find(&pdf, &root, "B", &value, &err));
    assert_false(pdf_reader_find(&pdf, &root, "A", &value, &err));
    assert_non_null(strstr(words_of(&err), "the same key twice"));
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);
}

static void nesting_is_bounded(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 100000; i++)
        buf_puts(&text, i % 2 ? "[" : "<</A");
    assert_int_equal(scan(text.data).kind, PDF_LEXER_MISSING);
    buf_free(&text);
}

static void refuses_trailer(const char *trailer, const char *words)
{
    struct tiny tiny;
    struct pdf_reader pdf;
    struct error err = {0};
    tiny_begin(&tiny);
    tiny_object(&tiny, "<<>>");
    tiny_end(&tiny, trailer);
    assert_false(pdf_reader_open(&pdf, tiny.pdf.data, tiny.pdf.size, &err));
    assert_non_null(strstr(words_of(&err), words));
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);
}

static void refuses_what_it_does_not_read(void **state)
{
    (void)state;
    refuses_trailer("/Root 1 0 R/Encrypt 1 0 R", "The file is encrypted");
    refuses_trailer("/Root 1 0 R/XRefStm 15", "cross-reference table is not whole");
    refuses_trailer("/Root 1 0 R/Prev 3", "no cross-reference table");
    refuses_trailer("/Root 1 0 R/Size 2", "the same key twice");
    refuses_trailer(">>\n<<", "between the trailer and startxref");

    struct pdf_reader pdf;
    struct error err = {0};
    assert_false(pdf_reader_open(&pdf, "PK\3\4", 4, &err));
    assert_string_equal(words_of(&err), "This is not a PDF file.");
}

/* Reads a file of two objects, `parts` of whose table are pairs of a first number and a count;
 * it points `early` bytes before the second object, and before the table. Returns what is
 * wrong. */
static const char *read_table(const unsigned (*parts)[2], size_t count, size_t early)
{
    struct buf file = {0};
    struct pdf_reader pdf;
    struct pdf_lexer_value value;
    struct error err = {0};
    size_t places[3] = {0};
    buf_puts(&file, "%PDF-1.7\n");
    for (unsigned number = 1; number <= 2; number++) {
        places[number] = file.size - (number == 2 ? early : 0);
        buf_printf(&file, "%u 0 obj\n(%u)\nendobj\n", number, number);
    }
    size_t table = file.size - early;
    buf_puts(&file, "xref\n");
    for (size_t i = 0; i < count; i++) {
        buf_printf(&file, "%u %u\n", parts[i][0], parts[i][1]);
        for (unsigned j = 0; j < parts[i][1]; j++)
            buf_printf(&file, "%010zu 00000 n\r\n", places[parts[i][0] + j]);
    }
    buf_printf(&file, "trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", table);
    bool read = pdf_reader_open(&pdf, file.data, file.size, &err);
    for (uint64_t number = 1; read && number <= 2; number++) {
        read = pdf_reader_object(&pdf, number, &value, &err);
        assert_true(!read || file.data[value.at + 1] == (char)('0' + number));
    }
    pdf_reader_close(&pdf);
    buf_free(&file);
    return read ? "" : words_of(&err);
}

/* Programs that add to a file write its table so. */
static void tables_may_be_in_another_order(void **state)
{
    static const unsigned ascending[][2] = {{1, 1}, {2, 1}}, descending[][2] = {{2, 1}, {1, 1}};
    static const unsigned both[][2] = {{1, 2}, {2, 1}}, twice[][2] = {{2, 1}, {1, 1}, {1, 1}};
    (void)state;
    assert_string_equal(read_table(ascending, 2, 0), "");
    assert_string_equal(read_table(descending, 2, 0), "");
    assert_non_null(strstr(read_table(both, 2, 0), "table is not whole"));
    assert_non_null(strstr(read_table(twice, 3, 0), "table is not whole"));
}

static void places_may_be_the_line_break_before(void **state)
{
    static const unsigned ascending[][2] = {{1, 2}};
    (void)state;
    assert_string_equal(read_table(ascending, 1, 1), "");
    assert_string_not_equal(read_table(ascending, 1, 2), "");
    assert_string_not_equal(read_table(ascending, 1, (size_t)-1), "");
}

static void refuses_references_that_lead_nowhere(void **state)
{
    (void)state;
    static const char *const roots[] = {"/Root 9 0 R", "/Root 1 1 R", "/Root 0 65535 R",
                                        "/Root 2 0 R", "/Root 99999999999999999999 0 R"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        struct tiny tiny;
        struct pdf_reader pdf;
        struct error err = {0};
        struct pdf_lexer_value root;
        tiny_begin(&tiny);
        tiny_object(&tiny, "<<>>");
        tiny_object(&tiny, "1 0 R");
        tiny_end(&tiny, roots[i]);
        bool found = pdf_reader_open(&pdf, tiny.pdf.data, tiny.pdf.size, &err) &&
                     pdf_reader_find(&pdf, &pdf.table.trailer, "Root", &root, &err) &&
                     pdf_reader_resolve(&pdf, &root, &err);
        assert_false(found);
        assert_string_not_equal(words_of(&err), "");
        pdf_reader_close(&pdf);
        buf_free(&tiny.pdf);
    }
}

static void refuses_objects_of_another_generation(void **state)
{
    (void)state;
    struct tiny tiny;
    struct pdf_reader pdf;
    struct error err = {0};
    struct pdf_lexer_value root;
    tiny_begin(&tiny);
    tiny_object(&tiny, "<<>>");
    tiny_end(&tiny, "/Root 1 0 R");
    char *entry = strstr(tiny.pdf.data, " 00000 n");
    memcpy(entry, " 00001 n", 8);
    assert_true(pdf_reader_open(&pdf, tiny.pdf.data, tiny.pdf.size, &err));
    assert_true(pdf_reader_find(&pdf, &pdf.table.trailer, "Root", &root, &err));
    assert_false(pdf_reader_resolve(&pdf, &root, &err));
    assert_non_null(strstr(words_of(&err), "the table has no such object"));
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);
}

/* However a file is cut or spoilt: a sentence or a value, and no byte read outside of it
 * (the copy is exactly as large as the text, for the sanitizer). */
static void survives_damage(void **state)
{
    (void)state;
    struct tiny tiny;
    tiny_new(&tiny, 16);
    for (size_t i = 0; i < tiny.pdf.size; i++) {
        struct pdf_reader pdf;
        struct error err = {0};
        struct pdf_lexer_value root;
        uint8_t id[16];
        char *part = mem_new(i, 1);
        memcpy(part, tiny.pdf.data, i);
        assert_false(pdf_reader_open(&pdf, part, i, &err) && i + 1 < tiny.pdf.size);
        pdf_reader_close(&pdf);
        free(part);

        char kept = tiny.pdf.data[i];
        tiny.pdf.data[i] = (char)(kept ^ (1 << i % 8));
        if (pdf_reader_open(&pdf, tiny.pdf.data, tiny.pdf.size, &err) &&
            pdf_reader_id(&pdf, id, &err) &&
            pdf_reader_find(&pdf, &pdf.table.trailer, "Root", &root, &err))
            pdf_reader_resolve(&pdf, &root, &err);
        pdf_reader_close(&pdf);
        tiny.pdf.data[i] = kept;
    }
    buf_free(&tiny.pdf);
}

/* Opens the file and resolves what its trailer calls the root; what went wrong, "" for nothing.
 */
static const char *open_packed(const struct packed *packed, struct buf *file,
                               struct pdf_reader *pdf, struct pdf_lexer_value *root)
{
    struct error err = {0};
    *file = packed_new(packed);
    if (pdf_reader_open(pdf, file->data, file->size, &err) &&
        pdf_reader_find(pdf, &pdf->table.trailer, "Root", root, &err))
        pdf_reader_resolve(pdf, root, &err);
    return words_of(&err);
}

static void reads_objects_that_are_packed(void **state)
{
    (void)state;
    struct buf file, text = {0};
    struct pdf_reader pdf;
    struct pdf_lexer_value root;
    assert_string_equal(open_packed(&packed_sound, &file, &pdf, &root), "");
    assert_int_equal(root.kind, PDF_LEXER_DICTIONARY);
    assert_true(root.at > file.size);
    struct pdf_lexer_value value = get(&pdf, &root, "A");
    assert_true(pdf_lexer_string(pdf.bytes, &value, &text));
    assert_string_equal(text.data, "text");
    buf_free(&text);
    pdf_reader_close(&pdf);
    buf_free(&file);
}

static void a_trailer_needs_no_objects(void **state)
{
    (void)state;
    struct packed packed = packed_sound;
    struct pdf_reader pdf;
    struct pdf_lexer_value root;
    struct error err;
    packed.objects = "these are none\n     ";
    packed.stream_entries = "/Type/Font";
    struct buf bytes = packed_new(&packed);
    assert_false(pdf_reader_open(&pdf, bytes.data, bytes.size, &err));
    assert_true(pdf_reader_open_trailer(&pdf, bytes.data, bytes.size, &err));
    assert_true(pdf_reader_find(&pdf, &pdf.table.trailer, "Root", &root, &err));
    assert_int_equal(root.kind, PDF_LEXER_REFERENCE);
    assert_false(pdf_reader_resolve(&pdf, &root, &err));
    assert_false(pdf_reader_open_trailer(&pdf, bytes.data, bytes.size - 2, &err));
    buf_free(&bytes);
}

static void refuses_object_streams_that_do_not_fit(void **state)
{
    (void)state;
    static const struct {
        const char *entries, *head, *objects;
    } cases[] = {
        {"/Type/ObjStm/N 1/First 9", NULL, NULL},   /* the second one is asked for */
        {"/Type/ObjStm/N 2/First 900", NULL, NULL}, /* behind its end */
        {"/Type/ObjStm/N 2/First 4", NULL, NULL},   /* amid its head */
        {"/Type/ObjStm/N 2", NULL, NULL},
        {"/Type/ObjStm/First 9", NULL, NULL},
        {"/Type/XObject/N 2/First 9", NULL, NULL},
        {NULL, "3 0 2 13 ", NULL}, /* another number */
        {NULL, "1 0 2 99 ", NULL}, /* outside */
        {NULL, "1 5 2 13 ", NULL}, /* amid the object */
        {NULL, "1 13 2 0 ", NULL}, /* backwards */
        {NULL, "1 0 x 13 ", NULL},
        {NULL, NULL, "<</A 2 0 R>> 7\n(text)\n"}, /* two in one place */
        {NULL, NULL, "3 0 R        (text)\n"},    /* nothing but a reference */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct packed packed = packed_sound;
        struct buf file;
        struct pdf_reader pdf;
        struct pdf_lexer_value root = {0}, value = {0};
        struct error err = {0};
        packed.stream_entries = cases[i].entries ? cases[i].entries : packed.stream_entries;
        packed.head = cases[i].head ? cases[i].head : packed.head;
        packed.objects = cases[i].objects ? cases[i].objects : packed.objects;
        bool read = !*open_packed(&packed, &file, &pdf, &root) &&
                    pdf_reader_find(&pdf, &root, "A", &value, &err) &&
                    pdf_reader_resolve(&pdf, &value, &err);
        if (read)
            fail_msg("case %zu is read", i);
        pdf_reader_close(&pdf);
        buf_free(&file);
    }
}

/* A stream cannot be packed in another, nor in itself. */
static void refuses_streams_within_streams(void **state)
{
    (void)state;
    for (uint8_t inner = 4; inner <= 5; inner++) {
        struct packed packed = packed_sound;
        struct buf file;
        struct pdf_reader pdf;
        struct pdf_lexer_value root;
        memcpy(packed.rows[4], (uint8_t[]){2, inner, 0}, 3);
        assert_non_null(strstr(open_packed(&packed, &file, &pdf, &root), "damaged"));
        buf_free(&file);
    }
}

static void survives_damage_of_packed_objects(void **state)
{
    (void)state;
    struct buf sound = packed_new(&packed_sound);
    for (size_t bit = 0; bit < 8 * sound.size; bit++) {
        struct pdf_reader pdf;
        struct error err = {0};
        struct pdf_lexer_value root = {0}, value = {0};
        char *copy = mem_new(sound.size, 1);
        memcpy(copy, sound.data, sound.size);
        copy[bit / 8] = (char)(copy[bit / 8] ^ (1 << bit % 8));
        if (pdf_reader_open(&pdf, copy, sound.size, &err) &&
            pdf_reader_find(&pdf, &pdf.table.trailer, "Root", &root, &err) &&
            pdf_reader_resolve(&pdf, &root, &err) && root.kind == PDF_LEXER_DICTIONARY &&
            pdf_reader_find(&pdf, &root, "A", &value, &err))
            pdf_reader_resolve(&pdf, &value, &err);
        pdf_reader_close(&pdf);
        free(copy);
    }
    buf_free(&sound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_objects_that_are_packed),
        cmocka_unit_test(a_trailer_needs_no_objects),
        cmocka_unit_test(refuses_object_streams_that_do_not_fit),
        cmocka_unit_test(refuses_streams_within_streams),
        cmocka_unit_test(survives_damage_of_packed_objects),
        cmocka_unit_test(walks_to_the_signature),
        cmocka_unit_test(reads_the_identifier),
        cmocka_unit_test(knows_each_kind_of_object),
        cmocka_unit_test(decodes_strings),
        cmocka_unit_test(numbers_neither_wrap_nor_carry_signs),
        cmocka_unit_test(names_may_be_spelt_with_numbers),
        cmocka_unit_test(a_key_stands_once),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(refuses_what_it_does_not_read),
        cmocka_unit_test(tables_may_be_in_another_order),
        cmocka_unit_test(places_may_be_the_line_break_before),
        cmocka_unit_test(refuses_references_that_lead_nowhere),
        cmocka_unit_test(refuses_objects_of_another_generation),
        cmocka_unit_test(survives_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
