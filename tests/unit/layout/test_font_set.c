
#include "layout/font_set.h"

#include "unit/fixture.h"

#include <stdarg.h>

/* Loads the faces of the template; `*told` says what is wrong with them. */
static struct font_set *load(struct fixture *fixture, struct template **template,
                             const char *text)
{
    fixture_open(fixture);
    *template =
        template_read(fixture_write(fixture, "t.ini", text, strlen(text)), &fixture->findings);
    if (!*template || fixture->findings.errors)
        fail_msg("%s", fixture_reported(fixture));
    return font_set_new(*template, NULL, &fixture->findings);
}

static void release(struct fixture *fixture, struct template *template, struct font_set *faces)
{
    font_set_free(faces);
    template_free(template);
    fixture_close(fixture);
}

static const char *name(const struct font_set *faces, size_t font, unsigned style)
{
    size_t face = faces->by_font[font][style];
    assert_in_range(face, 0, faces->count - 1);
    return faces->fonts[face]->name;
}

static void test_only_the_styles_in_use(void **state)
{
    (void)state;
    struct fixture fixture;
    struct template *template;
    struct font_set *faces =
        load(&fixture, &template, BEGINNING TEXT("a", "{n} **x**") TEXT("b", "*y*"));
    assert_non_null(faces);
    assert_int_equal(faces->count, 3);
    assert_string_equal(name(faces, 0, 0), "PTSerif-Regular");
    assert_string_equal(name(faces, 0, STYLE_BOLD), "PTSerif-Bold");
    assert_string_equal(name(faces, 0, STYLE_ITALIC), "PTSerif-Italic");
    assert_true(faces->by_font[0][STYLE_BOLD | STYLE_ITALIC] >= faces->count);
    for (size_t i = 0; i < faces->count; i++)
        assert_non_null(faces->shapers[i]);
    release(&fixture, template, faces);
}

static void test_companions(void **state)
{
    (void)state;
    struct fixture fixture;
    struct template *template;
    struct font_set *faces =
        load(&fixture, &template,
             DOCUMENT PAGE "[font text]\nfamily = DejaVu Serif\nstyle = Condensed\n"
                           "[font slanted]\nfamily = PT Serif\nstyle = Italic\n"
                           "[font lower]\nfamily = PT Serif\nstyle = regular\n"
                           "[font light]\nfamily = DejaVu Sans\nstyle = ExtraLight\n" TEXT(
                               "a", "a **b** *c* ***d***") "[text b]\nbox = 0 0 99mm 9mm\nfont "
                                                           "= slanted\ntext = a **b** *c*\n"
                                                           "[text c]\nbox = 0 0 99mm 9mm\nfont "
                                                           "= lower\ntext = a *c*\n"
                                                           "[text d]\nbox = 0 0 99mm 9mm\nfont "
                                                           "= light\ntext = a **b**\n");
    if (!faces)
        fail_msg("%s", fixture_reported(&fixture));
    assert_string_equal(name(faces, 0, 0), "DejaVuSerifCondensed");
    assert_string_equal(name(faces, 0, STYLE_BOLD), "DejaVuSerifCondensed-Bold");
    assert_string_equal(name(faces, 0, STYLE_ITALIC), "DejaVuSerifCondensed-Italic");
    assert_string_equal(name(faces, 0, STYLE_BOLD | STYLE_ITALIC),
                        "DejaVuSerifCondensed-BoldItalic");
    assert_string_equal(name(faces, 1, 0), "PTSerif-Italic");
    assert_string_equal(name(faces, 1, STYLE_ITALIC), "PTSerif-Italic");
    assert_string_equal(name(faces, 1, STYLE_BOLD), "PTSerif-BoldItalic");
    assert_string_equal(name(faces, 2, STYLE_ITALIC), "PTSerif-Italic");
    assert_string_equal(name(faces, 3, 0), "DejaVuSans-ExtraLight");
    assert_string_equal(name(faces, 3, STYLE_BOLD), "DejaVuSans-Bold");
    release(&fixture, template, faces);
}

/* Bold of another width and italic of another weight would be substitutes. */
static void test_companions_keep_width_and_weight(void **state)
{
    (void)state;
    struct fixture fixture;
    struct template *template;
    struct font_set *faces =
        load(&fixture, &template,
             DOCUMENT PAGE "[font text]\nfamily = PT Serif\nstyle = "
                           "SemiCondensed Light\n" TEXT("a", "a **b** *c*"));
    assert_null(faces);
    assert_non_null(strstr(fixture_reported(&fixture), "no style «SemiCondensed Light»"));
    assert_non_null(strstr(fixture_reported(&fixture), "no style «SemiCondensed Bold»"));
    assert_non_null(
        strstr(fixture_reported(&fixture), "no style «SemiCondensed Light Italic»"));
    release(&fixture, template, faces);
}

static void test_a_font_without_texts_is_not_loaded(void **state)
{
    (void)state;
    struct fixture fixture;
    struct template *template;
    struct font_set *faces =
        load(&fixture, &template, BEGINNING "[font idle]\nfamily = PT Sans\n" TEXT("a", "a"));
    assert_non_null(faces);
    assert_int_equal(faces->count, 1);
    assert_true(faces->by_font[1][0] >= faces->count);
    release(&fixture, template, faces);
}

/* One file is loaded once, however many fonts of the template come to it. */
static void test_a_face_is_loaded_once(void **state)
{
    (void)state;
    struct fixture fixture;
    struct template *template;
    struct font_set *faces =
        load(&fixture, &template,
             BEGINNING "[font again]\nfamily = pt serif\n" TEXT(
                 "a", "a") "[text b]\nbox = 0 0 99mm 9mm\nfont = again\ntext = b\n");
    assert_non_null(faces);
    assert_int_equal(faces->count, 1);
    assert_int_equal(faces->by_font[0][0], faces->by_font[1][0]);
    release(&fixture, template, faces);
}

/* No substitute is taken; each font is told with its line, once, and though no text uses it. */
static void test_missing_fonts(void **state)
{
    (void)state;
    struct fixture fixture;
    struct template *template;
    struct font_set *faces =
        load(&fixture, &template,
             DOCUMENT PAGE
             "[font text]\nfamily = No Such Family\n"
             "[font other]\nfamily = PT Serif\nstyle = Feather\n"
             "[font unused]\nfamily = Nor This One\n" TEXT(
                 "a", "a **b** *c*") "[text b]\nbox = 0 0 99mm 9mm\nfont = other\ntext = b\n");
    assert_null(faces);
    const char *reported = fixture_reported(&fixture);
    assert_non_null(strstr(reported, "t.ini:7: "));
    assert_non_null(strstr(reported, "No Such Family"));
    assert_non_null(strstr(reported, "t.ini:9: "));
    assert_non_null(strstr(reported, "Feather"));
    assert_non_null(strstr(reported, "t.ini:12: "));
    assert_non_null(strstr(reported, "Nor This One"));
    assert_int_equal(fixture.findings.errors, 3);
    release(&fixture, template, faces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_the_styles_in_use),
        cmocka_unit_test(test_companions),
        cmocka_unit_test(test_companions_keep_width_and_weight),
        cmocka_unit_test(test_a_font_without_texts_is_not_loaded),
        cmocka_unit_test(test_a_face_is_loaded_once),
        cmocka_unit_test(test_missing_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
