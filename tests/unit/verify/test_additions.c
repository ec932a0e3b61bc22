/* What an update's bytes may hold: attacks that other programs, which repair what they find
 * broken, would show. */

#include "verify/additions.h"

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

#define EVIL    "3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 9 0 R>>\nendobj\n"
#define TRAILER "/Root 1 0 R"

enum { PAGE_AT = 149 }; /* where object 3 stands first */

/* The parts of an update that writes object 10; what is NULL is as it should be. */
struct parts {
    const char *before, *object; /* … which stands behind `before` */
    const char *between;         /* the object and the table */
    const char *table;           /* `%zu`: where the object stands */
    const char *trailer;         /* `%zu`: where the table before stands */
    const char *behind;          /* the trailer */
    const char *start;           /* behind `startxref`; `%zu`: where the table stands */
};

static const struct parts usual = {
    "",
    "10 0 obj\n<</Old 4 0 R>>\nendobj\n",
    "",
    "xref\n10 1\n%010zu 00000 n\r\n",
    "trailer\n<</Size 20" TRAILER "/Prev %zu>>\n",
    "",
    "startxref\n%zu\n%%%%EOF\n",
};

static const char *or_usual(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static struct buf first_revision(size_t *table)
{
    struct tiny tiny;
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, tiny_field);
    tiny_object(&tiny, "<</Type/Sig>>");
    *table = tiny.pdf.size;
    tiny_end(&tiny, tiny_trailer);
    return tiny.pdf;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the cases are formats */
static void append(struct buf *pdf, size_t *table, const struct parts *parts)
{
    buf_puts(pdf, or_usual(parts->before, usual.before));
    size_t object = pdf->size, before = *table;
    buf_puts(pdf, or_usual(parts->object, usual.object));
    buf_puts(pdf, or_usual(parts->between, usual.between));
    *table = pdf->size;
    buf_printf(pdf, or_usual(parts->table, usual.table), object);
    buf_printf(pdf, or_usual(parts->trailer, usual.trailer), before);
    buf_puts(pdf, or_usual(parts->behind, usual.behind));
    buf_printf(pdf, or_usual(parts->start, usual.start), *table);
}
#pragma GCC diagnostic pop

/* Why the file behind its first `size` bytes is refused, "" if it is not; releases it. */
static const char *fault_of(struct buf pdf, size_t size)
{
    struct pdf_reader before, after;
    struct error err = {0};
    assert_true(pdf_reader_open(&before, pdf.data, size, &err));
    const char *words = "cannot be read";
    if (pdf_reader_open(&after, pdf.data, pdf.size, &err)) {
        words = additions_are_listed(&before, &after, &err) ? "" : words_of(&err);
        pdf_reader_close(&after);
    }
    pdf_reader_close(&before);
    buf_free(&pdf);
    return words;
}

/* The same of an update of those parts. */
static const char *fault(const struct parts *parts)
{
    size_t table;
    struct buf pdf = first_revision(&table);
    size_t size = pdf.size;
    append(&pdf, &table, parts);
    return fault_of(pdf, size);
}

static void what_programs_write_is_accounted_for(void **state)
{
    (void)state;
    static const struct parts cases[] = {
        {0},
        {.before = "\n% a comment of an object\n \r\n"},
        {.behind = "%A Program 8.0.1\n"},
        {.between = "\n"},
        {.table = "xref \r\n10 1 \n%010zu 00000 n \n"},
        {.table = "xref\n0 1\n0000000000 65535 f \n10 1\n%010zu 00000 n \n\n"},
        {.object = "10 0 obj\r\n<</Length 11 0 R>>stream\r\nreal objects\r\nendstream\rendobj\r"
                   "11 0 obj 12 endobj\r",
         .table = "xref\n10 1\n%010zu 00000 n \n11 1\n0000000772 00000 n \n"},
        {.start = "startxref\r\n%zu\r\n%%%%EOF"},
        {.trailer = "trailer\n<</Size 20/Root 1 0 R/AdditionalStreams[/x 20 0 R]/Prev %zu>>\n"},
        {.object = "10 0 obj\n<</Type/XRef/Root 1 0 R>>\nendobj\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parts parts = cases[i];
        char table[100];
        size_t ignored;
        struct buf pdf = first_revision(&ignored);
        if (parts.object && strstr(parts.object, "11 0 obj")) { /* where its second stands */
            size_t place = pdf.size + (size_t)(strstr(parts.object, "11 0 obj") - parts.object);
            snprintf(table, sizeof table,
                     "xref\n10 1\n%%010zu 00000 n \n11 1\n%010zu 00000 n \n", place);
            parts.table = table;
        }
        buf_free(&pdf);
        const char *words = fault(&parts);
        if (*words)
            fail_msg("case %zu: %s", i, words);
    }
}

static void what_a_repair_would_find_is_refused(void **state)
{
    (void)state;
    static const struct parts cases[] = {
        {.before = EVIL},
        {.between = EVIL},
        {.between = "% " EVIL},
        {.between = "%\r3 0 obj<<>>endobj\n"},
        {.between = "trailer\n<</Root 9 0 R>>\n"},
        {.between = "% trailer <</Root 9 0 R>>\n"},
        {.between = "something\n"},
        {.between = "xref\n0 0\ntrailer\n<</Size 20/Root 1 0 R>>\nstartxref\n9\n%%EOF\n"},
        {.object = "10 0 obj\n(\n3 0 obj <<>> endobj)\nendobj\n"},
        {.object = "10 0 obj\n<</Length 31>>\nstream\nendstream endobj 3 0\nobj<<>>   \n"
                   "endstream\nendobj\n"},
        {.object = "10 0 obj\n<</Length 3>>\nstream\n" EVIL "endstream\nendobj\n"},
        {.object = "10 0 obj\n(\ntrailer <</Root 9 0 R>>)\nendobj\n"},
        {.object = "10 0 obj\n<</Type/XRef/Root 9 0 R>>\nendobj\n"},
        {.object = "10 0 obj\n<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n3 0 <<>>\n"
                   "endstream\nendobj\n"},
        {.behind = EVIL},
        {.behind = "% 3 0 obj<<>>endobj\n"},
        {.start = "startxref\n%zu\n%%%%EOF\n3 0 obj<<>>endobj\n%%%%EOF\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!*fault(&cases[i]))
            fail_msg("case %zu", i);
}

static void what_makes_programs_search_is_refused(void **state)
{
    (void)state;
    static const struct parts cases[] = {
        {.table = "xref\n10 1\n%010zux00000 n\r\n"},
        {.table = "xref\n10 1\n%010zu 00000xn\r\n"},
        {.table = "xref\n10 1\n%010zu 00000 nx\n"},
        {.table = "xref\n10 1\n%010zu 00000 n%%\n"},
        {.table = "xref\n10 1\n%%c\n%010zu 00000 n\r\n"},
        {.table = "xref\n%%c\n10 1\n%010zu 00000 n\r\n"},
        {.table = "xref\n10 1\n%010zu 00000 n\r\n%%c\n"},
        {.table = "xref\n10  1\n%010zu 00000 n\r\n"},
        {.table = "xref\n10\n1\n%010zu 00000 n\r\n"},
        {.table = "xref\n10 1\n\n%010zu 00000 n\r\n"},
        {.table = "xref\n0 1\n0000000015 00000 n\r\n10 1\n%010zu 00000 n\r\n"},
        {.table = "xref\n1 1\n0000000000 00001 f\r\n10 1\n%010zu 00000 n\r\n"},
        {.table = "xref\n10 2\n%010zu 00000 n\r\n0000000001 00000 n\r\n"},
        {.table = "xref\n10 2\n%010zu 00000 n\r\n0009999999 00000 n\r\n"},
        {.table = "%%c\nxref\n10 1\n%010zu 00000 n\r\n"},
        {.before = "%c\n", .table = "xref\n10 1\n0000000500 00000 n\r\n"},
        {.object = "10 1 obj\n()\nendobj\n"},
        {.object = "10 0obj\n()\nendobj\n"},
        {.object = "10 0 obj\n<</Old 4 0R>>\nendobj\n"},
        {.object = "10 0 obj\n<</New 11 0 R>>\nendobj\n"},
        {.object = "10 0 obj\n<</New 99 0 R>>\nendobj\n"},
        {.object = "10 0 obj\n<</Old 4 1 R>>\nendobj\n"},
        {.trailer = "trailer\n<</Size 20/Root 1 0 R/Info 12 0 R/Prev %zu>>\n"},
        {.trailer = "trailer\n<</Size 20/Root 1 0 R/AdditionalStreams[/x 10 0 R]/Prev %zu>>\n"},
        {.trailer = "trailer\n<</Size 20/Root 1 1 R/Prev %zu>>\n"},
        {.trailer = "trailer\n<</Size 20/Root 2 0 R/Prev %zu>>\n"},
        {.trailer = "trailer\n<</Size 20/Root 1 0 R/Old %zu>>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!*fault(&cases[i]))
            fail_msg("case %zu", i);
}

/* Two updates at once: the first, which is not signed, is accounted for as well. */
static void each_of_several_updates_is_accounted_for(void **state)
{
    (void)state;
    static const struct {
        struct parts first, second;
        bool sound;
    } cases[] = {
        {{0}, {0}, true}, /* the object is written anew */
        {{0}, {.object = "", .table = "xref\n"}, true},
        {{.between = EVIL}, {0}, false},
        {{.trailer = "trailer\n<</Size 20/Root 2 0 R/Prev %zu>>\n"}, {0}, false},
        {{.start = "startxref\n1%zu\n%%%%EOF\n"}, {0}, false},
        {{.start = "startxref\n%zu\n"}, {0}, false},
        {{.start = "startxref\n%zu\n%%%%EOF 3 0 obj\n"}, {0}, false},
        {{.object = "3 0 obj\n<</Evil true>>\nendobj\n", /* and taken back, for readers */
          .table = "xref\n3 1\n%010zu 00000 n\r\n"},
         {.object = "", .table = "xref\n3 1\n0000000149 00000 n\r\n"},
         false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t table;
        struct buf pdf = first_revision(&table);
        size_t size = pdf.size;
        assert_memory_equal(pdf.data + PAGE_AT, "3 0 obj", 7);
        append(&pdf, &table, &cases[i].first);
        append(&pdf, &table, &cases[i].second);
        const char *words = fault_of(pdf, size);
        if (cases[i].sound != !*words)
            fail_msg("case %zu: %s", i, words);
    }
}

/* A revision that the table leaves out is one that a search finds. */
static void no_revision_may_be_left_out(void **state)
{
    (void)state;
    size_t table;
    struct buf pdf = first_revision(&table);
    size_t first = table;
    append(&pdf, &table, &usual);
    size_t size = pdf.size;
    append(&pdf, &first, &usual);
    assert_non_null(strstr(fault_of(pdf, size), "continue"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_programs_write_is_accounted_for),
        cmocka_unit_test(what_a_repair_would_find_is_refused),
        cmocka_unit_test(what_makes_programs_search_is_refused),
        cmocka_unit_test(each_of_several_updates_is_accounted_for),
        cmocka_unit_test(no_revision_may_be_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
