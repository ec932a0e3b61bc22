
#include "unit/fixture.h"

#include "template/section_reader.h"
#include "unit/words.h"

/* A template of two pages and two fonts, of which the sections are still to be read. */
struct reading {
    struct fixture fixture;
    struct ini ini;
    struct template template;
    struct template_page pages[2];
    struct template_font fonts[2];
    struct section_reader loader;
};

static void begin(struct reading *it, const char *text)
{
    *it = (struct reading){.fonts = {{.name = "text"}, {.name = "title"}}};
    fixture_open(&it->fixture);
    const char *path = fixture_write(&it->fixture, "t.ini", text, strlen(text));
    assert_true(ini_read(path, &it->ini, &it->fixture.findings));
    it->template.pages = it->pages;
    it->template.page_count = 2;
    it->template.fonts = it->fonts;
    it->template.font_count = 2;
    it->loader = (struct section_reader){.schema = schema_certificate(),
                                         .template = &it->template,
                                         .ini = &it->ini,
                                         .arena = &it->fixture.arena,
                                         .findings = &it->fixture.findings};
}

static void end(struct reading *it)
{
    ini_free(&it->ini);
    fixture_close(&it->fixture);
}

static struct ini_section *section(struct reading *it, const char *name)
{
    struct ini_section *found = ini_find(&it->ini, name);
    assert_non_null(found);
    return found;
}

#define STYLE "[style s]\nfont = title\nsize = 20pt\nalign = center\n"
#define BOX   "box = 0 0 50mm 10mm\n"

static void near_values_come_from_the_section_then_the_style_then_the_table(void **state)
{
    (void)state;
    struct reading it;
    struct element element = {0};
    begin(&it, STYLE "[text t]\n" BOX "page = 2\ntext = x\nstyle = s\nsize = 30pt\n");
    assert_true(section_reader_section(&it.loader, section(&it, "text t"), &element));
    assert_string_equal(fixture_reported(&it.fixture), "");
    assert_int_equal(element.page, 1);
    assert_int_equal(element.text.font, 1);
    assert_true(element.text.size > 29.99 && element.text.size < 30.01);
    assert_int_equal(element.text.align, ALIGN_CENTER);
    assert_int_equal(element.text.valign, VALIGN_TOP);
    assert_int_equal(element.tag.role, ROLE_P);
    /* `least` stands in for `size`, `leading` is a multiple of it. */
    assert_true(element.text.least > 29.99 && element.text.least < 30.01);
    assert_true(element.text.line_height > 35.99 && element.text.line_height < 36.01);
    end(&it);
}

static void a_key_that_is_given_is_flagged(void **state)
{
    (void)state;
    struct reading it;
    struct element bare = {0}, filled = {0};
    begin(&it, "[rect a]\n" BOX "[rect b]\n" BOX "fill = \"#102030\"\n");
    assert_true(section_reader_section(&it.loader, section(&it, "rect a"), &bare));
    assert_true(section_reader_section(&it.loader, section(&it, "rect b"), &filled));
    assert_false(bare.has_fill);
    assert_true(filled.has_fill);
    assert_int_equal(filled.fill.parts[2], 0x30);
    end(&it);
}

static void all_faults_of_a_section_are_told(void **state)
{
    (void)state;
    struct reading it;
    struct element element = {0};
    begin(&it, "[text t]\nbox = 1mm\npage = 3\nfont = tittle\ntext =\nsize = 11\n");
    assert_false(section_reader_section(&it.loader, section(&it, "text t"), &element));
    assert_string_equal(
        fixture_reported(&it.fixture),
        "t.ini:2: [text t] box: \"1mm\" is not a box. Write four lengths, x y width height, "
        "such "
        "as 24mm 30mm 249mm 18mm.\n"
        "t.ini:3: [text t] page: There is no [page 3]. The pages are 1 to 2.\n"
        "t.ini:4: [text t] font: There is no [font tittle]. Did you mean title?\n"
        "t.ini:5: [text t] text: Nothing follows the =.\n"
        "t.ini:6: [text t] size: \"11\" is not a length. Write a number with its unit, such as "
        "25mm, 2.5cm or 11pt.\n");
    end(&it);
}

static void what_is_missing_is_told_with_its_section(void **state)
{
    (void)state;
    struct reading it;
    struct element element = {0};
    begin(&it, "\n[text t]\ntext = x\n[signature]\nalt = x\n");
    assert_false(section_reader_section(&it.loader, section(&it, "text t"), &element));
    assert_string_equal(
        fixture_reported(&it.fixture),
        "t.ini:2: [text t]: The key \"box\" is missing.\n"
        "t.ini:2: [text t]: The key \"font\" is missing. Write it there or in a [style].\n");
    /* Nothing to set needs no font. */
    assert_true(section_reader_section(&it.loader, section(&it, "signature"), &element));
    end(&it);
}

static void a_wrong_style_is_told_once_for_all_who_take_it(void **state)
{
    (void)state;
    struct reading it;
    struct element element = {0};
    begin(&it, "[style s]\nfont = text\nsize = big\n[text a]\n" BOX "text = x\nstyle = s\n"
               "[text b]\n" BOX "text = x\nstyle = s\n");
    assert_false(section_reader_section(&it.loader, section(&it, "text a"), &element));
    assert_false(section_reader_section(&it.loader, section(&it, "text b"), &element));
    assert_int_equal(it.fixture.findings.count, 1);
    assert_non_null(strstr(fixture_reported(&it.fixture), "t.ini:3: [style s] size: \"big\""));
    end(&it);
}

static void a_style_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct reading it;
    struct element element = {0};
    begin(&it, "[style body]\nfont = text\n[text t]\n" BOX "text = x\nfont = text\n"
               "style = bodi\n");
    assert_false(section_reader_section(&it.loader, section(&it, "text t"), &element));
    assert_string_equal(
        fixture_reported(&it.fixture),
        "t.ini:7: [text t] style: There is no [style bodi]. Did you mean body?\n");
    end(&it);
}

static void sections_are_of_a_kind_and_named_as_it_wants(void **state)
{
    (void)state;
    struct reading it;
    begin(&it,
          "[document]\nfile = x\n[text t]\n" BOX "[text]\n" BOX "[document x]\nfile = x\n");
    assert_true(section_reader_is(&it.loader, section(&it, "document"), "document"));
    assert_true(section_reader_is(&it.loader, section(&it, "text t"), "text"));
    assert_false(section_reader_is(&it.loader, section(&it, "text t"), "style"));
    assert_false(section_reader_is(&it.loader, section(&it, "text"), "text"));
    assert_false(section_reader_is(&it.loader, section(&it, "document x"), "document"));
    end(&it);
}

static void only_near_words_are_suggested(void **state)
{
    (void)state;
    const char *const words[] = {"koshkar", "wave"};
    const struct {
        const char *word;
        size_t count; /* of the words there are */
        const char *expected;
    } cases[] = {{"koskar", 2, "Not known. Did you mean koshkar?"},
                 {"spiral", 2, "Not known."},
                 {"wave", 0, "Not known."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err;
        error_set(&err, "test", "Not known.");
        assert_false(section_reader_suggest(&err, cases[i].word, words, cases[i].count));
        assert_string_equal(words_of(&err), cases[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_values_come_from_the_section_then_the_style_then_the_table),
        cmocka_unit_test(a_key_that_is_given_is_flagged),
        cmocka_unit_test(all_faults_of_a_section_are_told),
        cmocka_unit_test(what_is_missing_is_told_with_its_section),
        cmocka_unit_test(a_wrong_style_is_told_once_for_all_who_take_it),
        cmocka_unit_test(a_style_that_is_not_there_is_told),
        cmocka_unit_test(sections_are_of_a_kind_and_named_as_it_wants),
        cmocka_unit_test(only_near_words_are_suggested),
    };
    return cmocka_run_group_tests_name("section_reader", tests, NULL, NULL);
}
