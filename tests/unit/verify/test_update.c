/* What may come after a signature, and what may not: attacks that append a revision. */

#include "verify/update.h"

#include "unit/tiny_pdf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Objects beside those of tiny_new: 6 is a page's content, 7 nobody refers to yet. */
static const char page[] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 6 0 R"
                           "/Resources<</Font 7 0 R/XObject 9 0 R>>/Annots[4 0 R]>>";

/* An update: objects that are written anew or added, and more of the trailer. */
struct revision_text {
    struct {
        size_t number;
        const char *text;
    } objects[4];
    const char *trailer;
};

static struct buf first_revision(size_t *table)
{
    struct tiny tiny;
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, page);
    tiny_object(&tiny, tiny_field);
    tiny_object(&tiny, "<</Type/Sig>>");
    tiny_object(&tiny, "<</Length 4>>\nstream\n0 0 \nendstream");
    tiny_object(&tiny, "<</F 8 0 R>>");
    tiny_object(&tiny, "<</Type/Font>>");
    *table = tiny.pdf.size;
    tiny_end(&tiny, tiny_trailer);
    return tiny.pdf;
}

/* One with a description, as its page may have as well, and with preferences. */
static struct buf described(const char *preferences, const char *of_page, size_t *table)
{
    struct tiny tiny;
    char text[300];
    tiny_begin(&tiny);
    snprintf(text, sizeof text, "<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R%s>>", preferences);
    tiny_object(&tiny, text);
    tiny_object(&tiny, tiny_pages);
    snprintf(text, sizeof text, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]%s>>", of_page);
    tiny_object(&tiny, text);
    tiny_object(&tiny, "<</Type/Metadata/Subtype/XML/Length 4>>\nstream\n<b/>\nendstream");
    *table = tiny.pdf.size;
    tiny_end(&tiny, tiny_trailer);
    return tiny.pdf;
}

static void append(struct buf *pdf, size_t before, const struct revision_text *update)
{
    size_t offsets[4] = {0}, count = 0;
    for (; count < 4 && update->objects[count].text; count++) {
        offsets[count] = pdf->size;
        buf_printf(pdf, "%zu 0 obj\n%s\nendobj\n", update->objects[count].number,
                   update->objects[count].text);
    }
    size_t table = pdf->size;
    buf_puts(pdf, "xref\n");
    for (size_t i = 0; i < count; i++)
        buf_printf(pdf, "%zu 1\n%010zu 00000 n\r\n", update->objects[i].number, offsets[i]);
    buf_printf(pdf, "trailer\n<</Size 20%s/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n",
               update->trailer ? update->trailer : tiny_trailer, before, table);
}

/* What the update of the document, which is released, is found to have changed; what was wrong
 * with it, "" for nothing. */
static const char *compare_with(struct buf pdf, size_t table, const struct revision_text *text,
                                struct update *update)
{
    struct pdf_reader before, after;
    struct error err = {0};
    size_t size = pdf.size;
    append(&pdf, table, text);
    assert_true(pdf_reader_open(&before, pdf.data, size, &err));
    assert_true(pdf_reader_open(&after, pdf.data, pdf.size, &err));
    bool same = update_compare(&before, &after, update, &err);
    const char *words = same ? "" : words_of(&err);
    assert_true(same || *words);
    pdf_reader_close(&before);
    pdf_reader_close(&after);
    buf_free(&pdf);
    return words;
}

static const char *compare(const struct revision_text *text, struct update *update)
{
    size_t table;
    struct buf pdf = first_revision(&table);
    return compare_with(pdf, table, text, update);
}

#define NEW_FIELD    "<</FT/Sig/Type/Annot/Subtype/Widget/T(B)/Rect[0 0 0 0]/V 11 0 R/P 3 0 R>>"
#define DESCRIPTION  "<</Type/Metadata/Subtype/XML/Length 4>>\nstream\n<a/>\nendstream"
#define FORM(fields) "/AcroForm<</SigFlags 3/Fields" fields ">>"

static void what_signing_needs_may_change(void **state)
{
    (void)state;
    static const struct {
        struct revision_text text;
        bool evidence, signatures, visible;
    } cases[] = {
        {{{{1, "<</Type/Catalog/Pages 2 0 R/DSS<</Certs[]>>" FORM("[4 0 R]") ">>"}}, NULL},
         true,
         false,
         false},
        {{{{1, "<</Pages 2 0 R /Type /Catalog" FORM("[4 0 R 10 0 R]") ">>"},
           {3, "<</Type/Page/Parent 2 0 R/MediaBox[+0 0. 200.0 100]/Contents 6 0 R"
               "/Resources<</Font 7 0 R/XObject 9 0 R>>/Annots[4 0 R 10 0 R]>>"},
           {10, NEW_FIELD}},
          NULL},
         false,
         true,
         false},
        {{{{1, "<</Type/Catalog/Pages 2 0 R" FORM("[4 0 R 10 0 R]") ">>"},
           {10, "<</FT/Sig/T(B)/Rect[0 0 9 9]/AP<</N 12 0 R>>/V 11 0 R>>"}},
          NULL},
         false,
         true,
         true},
        {{{{1, "<</Type/Catalog/Pages 2 0 R" FORM("[4 0 R 10 0 R]") ">>"},
           {10, "<</FT/Sig/T(B)/Rect[0 0 9 9]/MK<</BG[1]>>/V 11 0 R>>"}},
          NULL},
         false,
         true,
         true}, /* which some viewers draw */
        {{{{1, "<</Type/Catalog/Pages 2 0 R/Metadata 12 0 R" FORM("[4 0 R]") ">>"},
           {12, DESCRIPTION}},
          NULL},
         false,
         false,
         false},
        {{{{12, "(nobody refers to it)"}}, NULL}, false, false, false},
        {{{{8, "<< /Type /F#6fnt >>"}}, NULL}, false, false, false}, /* spelt otherwise */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct update update;
        const char *words = compare(&cases[i].text, &update);
        if (*words)
            fail_msg("case %zu: %s", i, words);
        assert_int_equal(update.evidence, cases[i].evidence);
        assert_int_equal(update.signatures, cases[i].signatures);
        assert_int_equal(update.visible, cases[i].visible);
    }
}

#define SHOWN         "/ViewerPreferences<</DisplayDocTitle true>>"
#define SHOWN_CATALOG "<</Type/Catalog/Pages 2 0 R/Metadata 10 0 R" SHOWN ">>"

#define TITLED                                                                                 \
    "<</Type/Metadata/Subtype/XML/Length 63>>\nstream\n"                                       \
    "<t:title xmlns:t='http://purl.org/dc/elements/1.1/'>X</t:title>\nendstream"

/* Programs write the description anew whenever they save. */
static void the_description_may_change_unless_it_shows(void **state)
{
    static const char catalog[] = "<</Type/Catalog/Pages 2 0 R/Metadata 10 0 R>>";
    static const struct {
        const char *preferences, *of_page;
        struct revision_text text;
        const char *why;
    } cases[] = {
        {"", "", {{{4, DESCRIPTION}}, NULL}, ""},
        {"", "", {{{1, catalog}, {10, DESCRIPTION}}, NULL}, ""},
        {"/ViewerPreferences<</DisplayDocTitle false>>", "", {{{4, TITLED}}, NULL}, ""},
        {"/ViewerPreferences<</HideMenubar true>>", "", {{{4, DESCRIPTION}}, NULL}, ""},
        {SHOWN, "", {{{4, DESCRIPTION}}, NULL}, ""}, /* it has no title, as before */
        {SHOWN, "", {{{1, SHOWN_CATALOG}, {10, DESCRIPTION}}, NULL}, ""},
        {SHOWN, "", {{{4, TITLED}}, NULL}, "catalog"}, /* now it has */
        {SHOWN,
         "",
         {{{4, "<</Type/Metadata/Subtype/XML/Length 4>>\nstream\n<a>>\nendstream"}}, NULL},
         "catalog"}, /* what it says is not to be known */
        {"/ViewerPreferences(odd)", "", {{{4, TITLED}}, NULL}, "catalog"},
        {"", "/Contents 4 0 R", {{{4, DESCRIPTION}}, NULL}, "Object 4"}, /* it is drawn */
        {"", "/Contents 10 0 R", {{{1, catalog}, {10, DESCRIPTION}}, NULL}, "Object 10"},
        {"",
         "",
         {{{4, "<</Type/XObject/Length 4>>\nstream\n<a/>\nendstream"}}, NULL},
         "catalog"},
        {"", "", {{{4, "(no stream)"}}, NULL}, "catalog"},
        {"", "", {{{1, "<</Type/Catalog/Pages 2 0 R>>"}}, NULL}, "catalog"}, /* taken away */
        {"", "", {{{1, "<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>"}}, NULL}, "catalog"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct update update;
        size_t table;
        struct buf pdf = described(cases[i].preferences, cases[i].of_page, &table);
        const char *words = compare_with(pdf, table, &cases[i].text, &update);
        if (*cases[i].why ? !strstr(words, cases[i].why) : *words != '\0')
            fail_msg("case %zu: «%s», wanted «%s»", i, words, cases[i].why);
        if (!*cases[i].why)
            assert_true(update.description);
    }
}

/* A further signature brings nothing along that makes viewers show or do something else. */
static void nothing_comes_with_a_signature(void **state)
{
    static const struct {
        const char *of_catalog, *of_form;
    } cases[] = {
        {"", ""}, /* the signature alone may */
        {"/OpenAction<</S/JavaScript>>", ""},
        {"/AA<</WC<</S/JavaScript>>>>", ""},
        {"/OCProperties<</OCGs[]/D<<>>>>", ""},
        {"/Perms<</DocMDP 5 0 R>>", ""},
        {"/Perms<</UR3 5 0 R>>", ""},
        {"/Legal<</JavaScriptActions 0>>", ""},
        {"/NeedsRendering true", ""},
        {"/Names<</EmbeddedFiles<</Names[]>>>>", ""},
        {"/Collection<</View/H>>", ""},
        {"/URI<</Base(file:)>>", ""},
        {"", "/NeedAppearances true"},
        {"", "/XFA 6 0 R"},
        {"", "/CO[4 0 R]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char catalog[300];
        struct update update;
        snprintf(
            catalog, sizeof catalog,
            "<</Type/Catalog/Pages 2 0 R%s/AcroForm<</SigFlags 3%s/Fields[4 0 R 10 0 R]>>>>",
            cases[i].of_catalog, cases[i].of_form);
        const struct revision_text text = {
            {{1, catalog}, {10, NEW_FIELD}, {11, "<</Type/Sig/M(D:2017)>>"}}, NULL};
        const char *words = compare(&text, &update);
        if ((*words != '\0') != (i > 0))
            fail_msg("«%s%s»: %s", cases[i].of_catalog, cases[i].of_form, words);
    }
}

/* One of the fields is a text field, whose look may be made up by viewers. */
static struct buf with_form(const char *of_form, const char *of_field, size_t *table)
{
    struct tiny tiny;
    char text[300];
    tiny_begin(&tiny);
    snprintf(text, sizeof text,
             "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3%s/Fields[4 0 R]>>>>", of_form);
    tiny_object(&tiny, text);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Annots[4 0 R]"
                       "/Resources<</Font 7 0 R>>>>");
    snprintf(text, sizeof text,
             "<</Type/Annot/Subtype/Widget/FT/Tx/T(A)/Rect[0 0 9 9]/V(1)/DA(/F 9 Tf)%s>>",
             of_field);
    tiny_object(&tiny, text);
    tiny_object(&tiny, "<</Type/Font>>");
    tiny_object(&tiny, "<</Length 4>>\nstream\n0 0 \nendstream");
    tiny_object(&tiny, "<</F 5 0 R>>");
    *table = tiny.pdf.size;
    tiny_end(&tiny, tiny_trailer);
    return tiny.pdf;
}

/* Programs that sign add fonts to the form; none may change how a field looks. */
static void fonts_may_be_added_that_nothing_is_written_with(void **state)
{
#define DRAWN "/AP<</N 6 0 R>>"
#define FONT  "/DR<</Font<</F 5 0 R>>>>"
    static const struct {
        const char *before, *of_field, *after;
        const char *more; /* object 7, which fonts of a page and of a form may share */
        const char *why;
    } cases[] = {
        {"", DRAWN, "/DR<</Font<</F 10 0 R>>>>/DA(/F 0 Tf)", NULL, ""},
        {FONT, DRAWN, "/DR<</Font<</F 5 0 R/G 10 0 R>>>>", NULL, ""},
        {FONT, DRAWN, "/DR<</Font<</F 5 0 R>>/Encoding<</E 10 0 R>>>>", NULL, ""},
        {"/NeedAppearances false", DRAWN, "/NeedAppearances false" FONT, NULL, ""},
        {FONT, "", FONT, NULL, ""},
        {FONT, DRAWN, "/DR<</Font<</F 10 0 R>>>>", NULL, "catalog"}, /* another font */
        {FONT, DRAWN, "/DR<</Font<</G 5 0 R>>>>", NULL, "catalog"},  /* none of that name */
        {FONT, DRAWN, "/DR<<>>", NULL, "catalog"},
        {FONT, DRAWN, "", NULL, "catalog"},
        {"/DA(/F 9 Tf)", DRAWN, "/DA(/F 0 Tf)", NULL, "catalog"},
        {"/NeedAppearances true", DRAWN, "/NeedAppearances true" FONT, NULL, "catalog"},
        {"/NeedAppearances 9 0 R", DRAWN, "/NeedAppearances 9 0 R" FONT, NULL, "catalog"},
        {"", "", FONT, NULL, "A form field"}, /* nothing else says how it looks */
        {FONT, "", "/DR<</Font<</F 5 0 R/G 10 0 R>>>>", NULL, "A form field"},
        {"/DR<</Font 7 0 R>>", DRAWN, "/DR<</Font 7 0 R>>", "<</F 5 0 R/G 10 0 R>>",
         "Object 7"}, /* the page's as well */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char catalog[300];
        struct update update;
        size_t table;
        struct buf pdf = with_form(cases[i].before, cases[i].of_field, &table);
        snprintf(catalog, sizeof catalog,
                 "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3%s/Fields[4 0 R]>>>>",
                 cases[i].after);
        const struct revision_text text = {
            {{1, catalog}, {10, "<</Type/Font/Subtype/Type3>>"}, {7, cases[i].more}}, NULL};
        const char *words = compare_with(pdf, table, &text, &update);
        if (*cases[i].why ? !strstr(words, cases[i].why) : *words != '\0')
            fail_msg("case %zu: «%s», wanted «%s»", i, words, cases[i].why);
    }
}

/* Shadow attacks and their like: each shows another page than the one that was signed. */
static void nothing_else_may_change(void **state)
{
    (void)state;
    static const struct {
        struct revision_text text;
        const char *why;
    } cases[] = {
        {{{{3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 6 0 R>>"}}, NULL}, "page"},
        {{{{6, "<</Length 4>>\nstream\n1 1 \nendstream"}}, NULL}, "Object 6"},
        {{{{8, "<</Type/Font/Subtype/Type3>>"}}, NULL}, "Object 8"}, /* replace */
        {{{{9, "<</X 12 0 R>>"}}, NULL}, "Object 9"}, /* what was missing when it was signed */
        {{{{2, "<</Type/Pages/Kids[3 0 R 12 0 R]/Count 2>>"}}, NULL}, "Object 2"},
        {{{{1, "<</Type/Catalog/Pages 12 0 R" FORM("[4 0 R]") ">>"}}, NULL}, "catalog"},
        {{{{1, "<</Type/Catalog/Pages 2 0 R/OpenAction<<>>" FORM("[4 0 R]") ">>"}}, NULL},
         "catalog"},
        {{{{1, "<</Type/Catalog/Pages 2 0 R/Metadata 12 0 R" FORM("[4 0 R]") ">>"},
           {12, "<</Type/Metadata/Subtype/XML>>"}},
          NULL},
         "catalog"}, /* no stream */
        {{{{1, "<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R" FORM("[4 0 R]") ">>"},
           {8, DESCRIPTION}},
          NULL},
         "catalog"}, /* in the place of something that was signed */
        {{{{1, "<</Type/Catalog/Pages 2 0 R/Metadata 12 0 R/ViewerPreferences"
               "<</DisplayDocTitle true>>" FORM("[4 0 R]") ">>"},
           {12, DESCRIPTION}},
          NULL},
         "catalog"},
        {{{{1, "<</Type/Catalog/Pages 2 0 R" FORM("[]") ">>"}}, NULL}, "fields"}, /* removed */
        {{{{1, "<</Type/Catalog/Pages 2 0 R" FORM("[10 0 R 4 0 R]") ">>"}, {10, NEW_FIELD}},
          NULL},
         "field"},
        {{{{1, "<</Type/Catalog/Pages 2 0 R" FORM("[4 0 R 10 0 R]") ">>"},
           {10, "<</FT/Tx/T(B)/V(text)>>"}},
          NULL},
         "not just a signature"},
        {{{{1, "<</Type/Catalog/Pages 2 0 R" FORM("[4 0 R 10 0 R]") ">>"},
           {10, "<</FT/Sig/T(B)/V 11 0 R/AA<</E<</S/JavaScript>>>>>>"}},
          NULL},
         "not just a signature"},
        {{{{4, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/Rect[0 0 0 0]/F 132/P 3 0 R"
               "/V 12 0 R>>"},
           {12, "<</Type/Sig/M(D:2017)>>"}},
          NULL},
         "A form field was changed"},
        {{{{4,
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/Rect[0 0 0 0]/F 132/P 3 0 R>>"}},
          NULL},
         "A form field was changed"}, /* its signature was removed */
        {{{{3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 6 0 R"
               "/Resources<</Font 7 0 R/XObject 9 0 R>>/Annots[4 0 R 10 0 R]>>"},
           {10, "<</Type/Annot/Subtype/FreeText>>"}},
          NULL},
         "annotation"}, /* EAA */
        {{{{1, NULL}}, "/Root 12 0 R"}, "Another document"},
        {{{{12, "<</Title(Another)>>"}}, "/Root 1 0 R/Info 12 0 R"}, "information"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct update update;
        const char *words = compare(&cases[i].text, &update);
        if (!strstr(words, cases[i].why))
            fail_msg("case %zu: «%s», wanted «%s»", i, words, cases[i].why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_signing_needs_may_change),
        cmocka_unit_test(the_description_may_change_unless_it_shows),
        cmocka_unit_test(nothing_comes_with_a_signature),
        cmocka_unit_test(fonts_may_be_added_that_nothing_is_written_with),
        cmocka_unit_test(nothing_else_may_change),
    };
    return cmocka_run_group_tests_name("update", tests, NULL, NULL);
}
