#include "verify/revisions.h"

#include "unit/read_pdf.h"
#include "unit/tiny_pdf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Lets the signature say that it covers all of the document; whether it is true is a question
 * for others. */
static struct buf cover(struct tiny tiny, size_t *table)
{
    const struct placeholder *place = &tiny.placeholder;
    size_t behind = place->contents_at + place->contents_size;
    char *range = tiny.pdf.data + place->range_at;
    int used = snprintf(range, place->range_size, "[0 %zu %zu %zu", place->contents_at, behind,
                        tiny.pdf.size - behind);
    memset(range + used, ' ', place->range_size - 1 - (size_t)used);
    *table = (size_t)(strstr(strstr(tiny.pdf.data, "endobj\nxref"), "xref") - tiny.pdf.data);
    return tiny.pdf;
}

static struct buf signed_document(size_t *table)
{
    struct tiny tiny;
    tiny_new(&tiny, 64);
    return cover(tiny, table);
}

/* One whose signature certifies it, and allows that much to be changed (DocMDP's /P). */
static struct buf certified_document(const char *parameters, size_t *table)
{
    static const char place[] = "/M(D:20171005120000+06'00')";
    static const char reference[] = "/Reference 6 0 R           ";
    struct tiny tiny;
    char list[200];
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, tiny_field);
    tiny_signature(&tiny, 64);
    snprintf(list, sizeof list, "[<</TransformMethod/DocMDP%s>>]", parameters);
    tiny_object(&tiny, list);
    tiny_end(&tiny, tiny_trailer);
    char *at = memmem(tiny.pdf.data, tiny.pdf.size, place, strlen(place));
    assert_non_null(at);
    memcpy(at, reference, strlen(reference));
    return cover(tiny, table);
}

/* Appends the object of that number anew. */
static void append(struct buf *pdf, size_t before, unsigned number, const char *text)
{
    size_t offset = pdf->size;
    buf_printf(pdf, "%u 0 obj\n%s\nendobj\n", number, text);
    size_t table = pdf->size;
    buf_printf(pdf,
               "xref\n%u 1\n%010zu 00000 n\r\ntrailer\n<</Size 20%s/Prev %zu>>\nstartxref\n%zu"
               "\n%%%%EOF\n",
               number, offset, tiny_trailer, before, table);
}

/* What is found of the only signature; `why` is lent. */
static struct revision read(const struct buf *pdf, const char **why)
{
    struct pdf_reader reader;
    struct fields fields;
    struct revisions revisions;
    struct error err = {0};
    read_pdf_open(&reader, pdf);
    assert_true(fields_find(&reader, &fields, &err));
    assert_true(revisions_read(&reader, &fields, &revisions, &err));
    assert_int_equal(revisions.count, 1);
    struct revision revision = revisions.list[0];
    *why = revision.state == REVISION_WHOLE ? "" : words_of(&revision.why);
    pdf_reader_close(&reader);
    return revision;
}

static void what_nobody_touched_is_whole(void **state)
{
    (void)state;
    size_t table;
    const char *why;
    struct buf pdf = signed_document(&table);
    struct revision found = read(&pdf, &why);
    assert_int_equal(found.state, REVISION_WHOLE);
    assert_int_equal(found.signature.end, pdf.size);
    assert_false(found.has_store || found.after.evidence || found.after.signatures);
    buf_free(&pdf);
}

static void evidence_may_come_later(void **state)
{
    (void)state;
    size_t table;
    const char *why;
    struct buf pdf = signed_document(&table);
    append(
        &pdf, table, 1,
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>/DSS<</Certs[]>>>>");
    struct revision found = read(&pdf, &why);
    assert_string_equal(why, "");
    assert_int_equal(found.state, REVISION_WHOLE);
    assert_true(found.after.evidence);
    assert_false(found.has_store); /* it signed none of that */
    buf_free(&pdf);
}

static void other_changes_may_not(void **state)
{
    (void)state;
    size_t table;
    const char *why;
    struct buf pdf = signed_document(&table);
    append(&pdf, table, 3,
           "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>/Annots[4 0 R]>>");
    assert_int_equal(read(&pdf, &why).state, REVISION_CHANGED);
    assert_string_not_equal(why, "");
    buf_free(&pdf);
    pdf = signed_document(&table);
    append(
        &pdf, table, 1,
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R<</FT/Sig/T(B)>>]>>>>");
    assert_int_equal(read(&pdf, &why).state, REVISION_CHANGED);
    buf_free(&pdf);
}

static void bytes_behind_it_are_told(void **state)
{
    (void)state;
    size_t table;
    const char *why;
    struct buf pdf = signed_document(&table);
    buf_printf(&pdf, "%% nothing\nstartxref\n%zu\n%%%%EOF\n", table);
    assert_int_equal(read(&pdf, &why).state, REVISION_CHANGED);
    assert_string_equal(why, "Something was added to the file after it was signed.");
    buf_free(&pdf);
}

/* Appends a time-stamp of the whole, or another signature, in a field with that widget. */
static void append_signed(struct buf *pdf, size_t before, const char *kind, const char *widget)
{
    size_t catalog = pdf->size, field, stamp, range, contents, table;
    buf_puts(pdf,
             "1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R 10 0 R]"
             ">>>>\nendobj\n");
    field = pdf->size;
    buf_printf(pdf, "10 0 obj\n<</FT/Sig/T(Stamp)/V 11 0 R/P 3 0 R%s>>\nendobj\n", widget);
    stamp = pdf->size;
    buf_printf(pdf, "11 0 obj\n<<%s/Filter/Adobe.PPKLite/ByteRange", kind);
    range = pdf->size;
    buf_puts(pdf, "[0 0000000000 0000000000 0000000000]/Contents");
    contents = pdf->size;
    buf_puts(pdf, "<00>>>\nendobj\n");
    table = pdf->size;
    buf_printf(pdf,
               "xref\n1 1\n%010zu 00000 n\r\n10 2\n%010zu 00000 n\r\n%010zu 00000 n\r\n"
               "trailer\n<</Size 20%s/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n",
               catalog, field, stamp, tiny_trailer, before, table);
    char numbers[40];
    snprintf(numbers, sizeof numbers, "[0 %010zu %010zu %010zu]", contents, contents + 4,
             pdf->size - contents - 4);
    memcpy(pdf->data + range, numbers, strlen(numbers));
}

static size_t last_table(const struct buf *pdf)
{
    const char *start = strstr(pdf->data + pdf->size - 30, "startxref");
    return strtoul(start + strlen("startxref"), NULL, 10);
}

#define STAMP     "/Type/DocTimeStamp/SubFilter/ETSI.RFC3161"
#define SIGNATURE "/Type/Sig/SubFilter/ETSI.CAdES.detached"

/* Appends such a signature; says what became of the first one. */
static enum revision_state after_signed(struct buf *pdf, size_t table, const char *kind,
                                        const char *widget)
{
    struct pdf_reader reader;
    struct fields fields;
    struct revisions revisions;
    struct error err = {0};
    append_signed(pdf, table, kind, widget);
    read_pdf_open(&reader, pdf);
    assert_true(fields_find(&reader, &fields, &err));
    assert_true(revisions_read(&reader, &fields, &revisions, &err));
    assert_int_equal(revisions.count, 2);
    /* One of a kind that is not read covers nothing, and so comes first. */
    const struct revision *first = &revisions.list[revisions.list[0].signature.end ? 0 : 1];
    bool noted = first->after.stamps || first->after.signatures;
    assert_true(noted || first->state != REVISION_WHOLE);
    pdf_reader_close(&reader);
    return first->state;
}

/* Two signatures, of which the later is taken away again. */
static void what_was_removed_is_told(void **state)
{
    static const char *const kinds[] = {"/Type/Sig/SubFilter/ETSI.CAdES.detached",
                                        "/Type/DocTimeStamp/SubFilter/ETSI.RFC3161",
                                        "/Type/Sig/SubFilter/adbe.x509.rsa_sha1"};
    static const char *const fields[] = {
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>>>",
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R 10 0 R]>>>>"};
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 2; k++) {
            size_t table;
            const char *why;
            struct buf pdf = signed_document(&table);
            append_signed(&pdf, table, kinds[i], "/Subtype/Widget/Rect[0 0 0 0]");
            append(&pdf, last_table(&pdf), 1, fields[k]);
            if (k == 1)
                append(&pdf, last_table(&pdf), 10, "<</FT/Sig/T(Stamp)/Rect[0 0 0 0]>>");
            struct revision found = read(&pdf, &why);
            assert_int_equal(found.state, REVISION_CHANGED);
            if (k == 0)
                assert_non_null(strstr(why, "was removed from the document"));
            buf_free(&pdf);
        }
}

/* Anybody has a time-stamp made; nobody may draw on the pages with it. */
static void a_stamp_shows_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *widget;
        enum revision_state state;
    } cases[] = {
        {"/Subtype/Widget/Rect[0 0 0 0]", REVISION_WHOLE},
        {"/Subtype/Widget/Rect[0 0 0 0]/AP<</N 3 0 R>>", REVISION_WHOLE},
        {"/Subtype/Widget/Rect[0 0 200 100]/AP<</N 3 0 R>>", REVISION_CHANGED},
        {"/Subtype/Widget/Rect[0 0 200 100]/MK<</BG[1 1 1]>>", REVISION_CHANGED},
        {"/Subtype/Widget/AP<</N 3 0 R>>", REVISION_CHANGED},
        {"/Subtype/FreeText/Rect[0 0 0 0]", REVISION_CHANGED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t table;
        struct buf pdf = signed_document(&table);
        enum revision_state found = after_signed(&pdf, table, STAMP, cases[i].widget);
        if (found != cases[i].state)
            fail_msg("case %zu: %d", i, (int)found);
        buf_free(&pdf);
    }
}

/* Puts a time-stamp into a field that was there, and looked so; it looks otherwise then. */
static enum revision_state stamped_in(const char *before, const char *after)
{
    struct tiny tiny;
    size_t table, size;
    const char *why;
    char text[300];
    tiny_begin(&tiny);
    tiny_object(&tiny, "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3"
                       "/Fields[4 0 R 10 0 R]>>>>");
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, "<</Type/Page/Parent 2 0 R/Annots[4 0 R 10 0 R]>>");
    tiny_object(&tiny, tiny_field);
    tiny_signature(&tiny, 64);
    for (int i = 6; i < 10; i++)
        tiny_object(&tiny, "<<>>");
    snprintf(text, sizeof text, "<</FT/Sig/T(B)/Subtype/Widget%s>>", before);
    tiny_object(&tiny, text);
    tiny_end(&tiny, tiny_trailer);
    struct buf pdf = cover(tiny, &table);
    snprintf(text, sizeof text, "/Subtype/Widget%s", after);
    size = pdf.size;
    append_signed(&pdf, table, STAMP, text);
    char *name = memmem(pdf.data + size, pdf.size - size, "/T(Stamp)/V 11 0 R/P 3 0 R",
                        strlen("/T(Stamp)/V 11 0 R/P 3 0 R"));
    assert_non_null(name);
    memcpy(name, "/T(B)    /V 11 0 R        ", strlen("/T(Stamp)/V 11 0 R/P 3 0 R"));
    struct pdf_reader reader;
    struct fields fields;
    struct revisions revisions;
    struct error err = {0};
    read_pdf_open(&reader, &pdf);
    assert_true(fields_find(&reader, &fields, &err));
    assert_true(revisions_read(&reader, &fields, &revisions, &err));
    assert_int_equal(revisions.count, 2);
    enum revision_state found = revisions.list[0].state;
    why = found == REVISION_WHOLE ? "" : words_of(&revisions.list[0].why);
    assert_true(!*why || strstr(why, "A time-stamp that changes how a page looks"));
    pdf_reader_close(&reader);
    buf_free(&pdf);
    return found;
}

/* Nor may it hide what was to be seen, or show what was hidden. */
static void a_stamp_leaves_its_field_as_it_looks(void **state)
{
#define BOX   "/Rect[0 0 200 100]"
#define DRAWN "/AP<</N 6 0 R>>"
    static const struct {
        const char *before, *after;
        enum revision_state state;
    } cases[] = {
        {BOX DRAWN, BOX DRAWN, REVISION_WHOLE},
        {BOX "/F 4", BOX "/F 132", REVISION_WHOLE}, /* locked */
        {"/Rect[0 0 0 0]", "/Rect[0 0 0 0]/F 4/MK<<>>", REVISION_WHOLE},
        {BOX DRAWN, BOX, REVISION_CHANGED},
        {BOX DRAWN, BOX "/AP<</N 3 0 R>>", REVISION_CHANGED},
        {BOX DRAWN, BOX DRAWN "/F 2", REVISION_CHANGED},
        {BOX DRAWN "/F 2", BOX DRAWN "/F 4", REVISION_CHANGED},
        {BOX DRAWN "/F 2", BOX DRAWN, REVISION_CHANGED},
        {BOX DRAWN "/F 4", BOX DRAWN "/F(odd)", REVISION_CHANGED},
        {BOX, BOX "/MK<</BG[1 0 0]>>", REVISION_CHANGED},
        {BOX "/MK<</CA(A)>>", BOX, REVISION_CHANGED},
        {DRAWN, "", REVISION_CHANGED},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (stamped_in(cases[i].before, cases[i].after) != cases[i].state)
            fail_msg("case %zu", i);
}

/* Nobody can say what such a signature covers; but what it shows was not there before. */
static void behind_an_unknown_signature_nothing_is_proven(void **state)
{
    static const char odd[] = "/Type/Sig/SubFilter/adbe.x509.rsa_sha1";
    size_t table;
    (void)state;
    struct buf pdf = signed_document(&table);
    assert_int_equal(after_signed(&pdf, table, odd, "/Subtype/Widget/Rect[0 0 0 0]"),
                     REVISION_UNKNOWN);
    buf_free(&pdf);
    pdf = signed_document(&table);
    assert_int_equal(
        after_signed(&pdf, table, odd, "/Subtype/Widget/Rect[0 0 200 100]/AP<</N 3 0 R>>"),
        REVISION_CHANGED);
    buf_free(&pdf);
}

/* One whose field has a lock, to be signed with another behind it. */
static struct buf locking_document(const char *lock, size_t *table)
{
    struct tiny tiny;
    char field[300];
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    snprintf(field, sizeof field, "<</FT/Sig/T(A)/V 5 0 R/Lock %s>>", lock);
    tiny_object(&tiny, field);
    tiny_signature(&tiny, 64);
    tiny_end(&tiny, tiny_trailer);
    return cover(tiny, table);
}

static void a_lock_is_obeyed(void **state)
{
    static const char hidden[] = "/Subtype/Widget/Rect[0 0 0 0]";
    static const struct {
        const char *lock, *kind;
        enum revision_state state;
    } cases[] = {
        {"<</Action/Include/Fields[(Stamp)]>>", SIGNATURE, REVISION_CHANGED},
        {"<</Action/Include/Fields[(Stamp)]>>", STAMP, REVISION_WHOLE},
        {"<</Action/Include/Fields[(Other)]>>", SIGNATURE, REVISION_WHOLE},
        {"<</Action/All>>", SIGNATURE, REVISION_CHANGED},
        {"<</Action/All>>", STAMP, REVISION_WHOLE},
        {"<</Action/Include/Fields[]/P 1>>", SIGNATURE, REVISION_CHANGED},
        {"<</Action/Include/Fields[]/P 1>>", STAMP, REVISION_WHOLE},
        {"<</Action/Include/Fields[]/P 2>>", SIGNATURE, REVISION_WHOLE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t table;
        struct buf pdf = locking_document(cases[i].lock, &table);
        enum revision_state found = after_signed(&pdf, table, cases[i].kind, hidden);
        if (found != cases[i].state)
            fail_msg("case %zu: %d", i, (int)found);
        buf_free(&pdf);
    }
}

/* EAA and SSA: behind a certification that allows nothing, only what proves it may come. */
static void a_certified_document_stays_as_it_is(void **state)
{
    static const char hidden[] = "/Subtype/Widget/Rect[0 0 0 0]";
    static const char shown[] = "/Subtype/Widget/Rect[0 0 200 100]/AP<</N 3 0 R>>";
    static const struct {
        const char *parameters, *kind, *widget;
        enum revision_state state;
    } cases[] = {
        {"/TransformParams<</P 1>>", STAMP, hidden, REVISION_WHOLE},
        {"/TransformParams<</P 1>>", STAMP, shown, REVISION_CHANGED},
        {"/TransformParams<</P 1>>", SIGNATURE, hidden, REVISION_CHANGED},
        {"/TransformParams<</P 1>>", SIGNATURE, shown, REVISION_CHANGED},
        {"/TransformParams(odd)", SIGNATURE, hidden, REVISION_CHANGED},
        {"/TransformParams<</P 2>>", STAMP, shown, REVISION_CHANGED},
        {"/TransformParams<</P 2>>", SIGNATURE, shown, REVISION_WHOLE},
        {"/TransformParams<<>>", SIGNATURE, hidden, REVISION_WHOLE}, /* 2 (ISO 32000-1, 254) */
    };
    size_t table;
    const char *why;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf pdf = certified_document(cases[i].parameters, &table);
        enum revision_state found = after_signed(&pdf, table, cases[i].kind, cases[i].widget);
        if (found != cases[i].state)
            fail_msg("case %zu: %d", i, (int)found);
        buf_free(&pdf);
    }
    struct buf pdf = certified_document("/TransformParams<</P 1>>", &table);
    append(
        &pdf, table, 1,
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>/DSS<</Certs[]>>>>");
    assert_int_equal(read(&pdf, &why).state, REVISION_WHOLE);
    buf_free(&pdf);
    pdf = certified_document("/TransformParams<</P 1>>", &table);
    append(&pdf, table, 7, "<</Type/Metadata/Subtype/XML/Length 4>>\nstream\n<a/>\nendstream");
    table = (size_t)atol(strstr(pdf.data + pdf.size - 30, "startxref") + strlen("startxref"));
    append(
        &pdf, table, 1,
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>/Metadata 7 0 R>>");
    assert_int_equal(read(&pdf, &why).state, REVISION_CHANGED);
    assert_string_equal(why, "The document's description was changed after a signature that "
                             "allows no changes.");
    buf_free(&pdf);
    for (int level = 1; level <= 2; level++) {
        pdf = certified_document(
            level == 1 ? "/TransformParams<</P 1>>" : "/TransformParams<</P 2>>", &table);
        append(
            &pdf, table, 1,
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]/DA(/F 0 Tf)>>>>");
        assert_int_equal(read(&pdf, &why).state,
                         level == 1 ? REVISION_CHANGED : REVISION_WHOLE);
        buf_free(&pdf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_touched_is_whole),
        cmocka_unit_test(evidence_may_come_later),
        cmocka_unit_test(other_changes_may_not),
        cmocka_unit_test(bytes_behind_it_are_told),
        cmocka_unit_test(what_was_removed_is_told),
        cmocka_unit_test(a_stamp_shows_nothing),
        cmocka_unit_test(a_stamp_leaves_its_field_as_it_looks),
        cmocka_unit_test(behind_an_unknown_signature_nothing_is_proven),
        cmocka_unit_test(a_lock_is_obeyed),
        cmocka_unit_test(a_certified_document_stays_as_it_is),
    };
    return cmocka_run_group_tests_name("revisions", tests, NULL, NULL);
}
