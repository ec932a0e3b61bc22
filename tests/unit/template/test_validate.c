
#include "unit/fixture.h"

#include "template/template.h"
#include "unit/words.h"

/* A text of a pair in a language. */
#define HALF(name, lang, box, more)                                                            \
    "[text " name "]\nbox = " box "\nfont = text\npair = p\nlang = " lang "\ntext = x\n" more

#define KK(box, more) HALF("kk", "kk", box, more)
#define RU(box, more) HALF("ru", "ru", box, more)

/* Says what is told of a template that begins as most do, A4 landscape, without the places. */
static void reported(const char *rest, const char *what)
{
    struct fixture fixture;
    fixture_open(&fixture);
    const char *text = arena_printf(&fixture.arena, "%s%s", BEGINNING, rest);
    const char *path = fixture_write(&fixture, "t.ini", text, strlen(text));
    struct template *template = template_read(path, &fixture.findings);
    assert_non_null(template);
    assert_int_equal(fixture.findings.errors > 0, *what != '\0');
    template_free(template);

    struct buf all = {0};
    report_sort(&fixture.findings);
    for (size_t i = 0; i < fixture.findings.count; i++) {
        const struct finding *finding = &fixture.findings.list[i];
        assert_int_not_equal(finding->place.line, 0);
        buf_printf(&all, "%s[%s] %s: %s", i ? "\n" : "", finding->place.section,
                   finding->place.key, WHAT(finding));
    }
    assert_string_equal(buf_text(&all), what);
    buf_free(&all);
    fixture_close(&fixture);
}

static void boxes_stay_on_their_page(void **state)
{
    (void)state;
    reported("[rect r]\nbox = 0 0 297mm 210mm\n", "");
    reported("[rect r]\nbox = -0.5mm 0 100mm 100mm\n",
             "[rect r] box: It reaches 0.5mm over the left edge of page 1.");
    reported("[rect r]\nbox = 0 -1mm 100mm 100mm\n",
             "[rect r] box: It reaches 1.0mm over the upper edge of page 1.");
    reported(
        "[rect r]\nbox = 200mm 150mm 100mm 70mm\n",
        "[rect r] box: It reaches 3.0mm over the right edge of page 1, which is 297.0mm wide.\n"
        "[rect r] box: It reaches 10.0mm over the lower edge of page 1, which is 210.0mm "
        "high.");
    reported(
        "[page 2]\nsize = A5\n[rect r]\npage = 2\nbox = 0 0 149mm 10mm\n",
        "[rect r] box: It reaches 1.0mm over the right edge of page 2, which is 148.0mm wide.");
}

static void a_forgotten_landscape_is_one_fault(void **state)
{
    (void)state;
    reported("[page 2]\nsize = A4\n[rect r]\npage = 2\nbox = 0 0 297mm 210mm\n"
             "[line l]\npage = 2\nbox = 230mm 5mm 10mm 0mm\n",
             "[page 2] size: The boxes of this page fit on it only if it is turned by a "
             "quarter.");
}

#define QR(color) "[qr q]\nbox = 20mm 20mm 30mm 30mm\ntext = x\nalt = QR\n" color

static void codes_are_dark_on_light(void **state)
{
    (void)state;
    reported(QR("color = \"#1F3B73\"\n"), "");
    reported(QR("color = \"#A0A0A0\"\n"),
             "[qr q] color: The code is hard to scan: its contrast to the "
             "page is 65 %; at least 70 % are needed.");
    reported(QR("color = \"#FFFFFF\"\n"),
             "[qr q] color: The code is hard to scan: its contrast to the "
             "page is 0 %; at least 70 % are needed.");
    reported("[page 2]\nsize = A5\nbackground = \"#103050\"\n" QR("page = 2\n"),
             "[qr q] color: The code is hard to scan: its contrast to the page is 3 %; at "
             "least 70 % are "
             "needed.");
}

/* What is cut off must not be read. */
static void only_decoration_reaches_into_the_bleed(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    const char *text = DOCUMENT "[page 1]\nsize = A4 landscape\nbleed = 3mm\n" FONT
                                "[rect r]\nbox = -3mm -3mm 303mm 216mm\n"
                                "[rect s]\nbox = -4mm 0 10mm 10mm\n"
                                "[text t]\nbox = -3mm 0 50mm 10mm\nfont = text\ntext = x\n";
    const char *path = fixture_write(&fixture, "t.ini", text, strlen(text));
    template_free(template_read(path, &fixture.findings));
    assert_int_equal(fixture.findings.errors, 2);
    assert_int_equal(fixture.findings.count, 2);
    assert_non_null(strstr(fixture_reported(&fixture), "[rect s] box: It reaches 4.0mm"));
    assert_non_null(strstr(fixture_reported(&fixture), "[text t] box: It reaches 3.0mm"));
    fixture_close(&fixture);
}

static void there_is_something_to_see(void **state)
{
    (void)state;
    reported("[line l]\nbox = 10mm 10mm 50mm 0\n[line m]\nbox = 10mm 10mm 0 50mm\n", "");
    reported("[line l]\nbox = 10mm 10mm 0 0\n",
             "[line l] box: A line from a point to itself cannot be seen.");
    reported("[rect r]\nbox = 10mm 10mm 50mm 0\n", "[rect r] box: Nothing fits into it.");
    reported("[signature]\nalt = x\n", "");
    reported("[signature]\nalt = x\nfont = text\ntext = {signer}\n",
             "[signature] box: Nothing fits into it.");
}

static void what_goes_inwards_leaves_a_middle(void **state)
{
    (void)state;
    const char *const keys[][2] = {
        {"rect", "radius"}, {"rect", "inset"}, {"ornament", "band"}, {"guilloche", "band"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char rest[100], what[100];
        for (int over = 0; over < 2; over++) {
            snprintf(rest, sizeof rest, "[%s x]\nbox = 10mm 10mm 100mm 40mm\n%s = 20.%dmm\n",
                     keys[i][0], keys[i][1], over);
            snprintf(what, sizeof what, "[%s x] %s: 20.1mm is more than half of the box.",
                     keys[i][0], keys[i][1]);
            reported(rest, over ? what : "");
        }
    }
}

static void texts_shrink_and_do_not_grow(void **state)
{
    (void)state;
    reported(
        "[text t]\nbox = 0 0 50mm 10mm\nfont = text\ntext = x\nsize = 10pt\nleast = 11pt\n",
        "[text t] least: It is larger than the size.");
    reported(
        "[text t]\nbox = 0 0 50mm 10mm\nfont = text\ntext = x\nsize = 10pt\nleast = 10pt\n",
        "");
}

static void images_that_mean_something_are_described(void **state)
{
    (void)state;
    reported("[image i]\nbox = 0 0 50mm 10mm\nfile = a.png\n",
             "[image i] alt: People who cannot see the image learn nothing of it.");
    reported("[image i]\nbox = 0 0 50mm 10mm\nfile = a.png\nalt = A seal\n", "");
    reported("[image i]\nbox = 0 0 50mm 10mm\nfile = a.png\nrole = artifact\n", "");
}

static void several_signatures_have_names(void **state)
{
    (void)state;
    reported("[signature chairman]\nalt = x\n[signature secretary]\nalt = y\n", "");
    reported("[signature chairman]\nalt = x\n", "");
    reported("[signature]\nalt = x\n[signature secretary]\nalt = y\n",
             "[signature] (null): Of several signatures each needs a name.");
}

static void a_signature_shows_no_columns(void **state)
{
    (void)state;
    reported("[signature]\nalt = x\nbox = 0 0 50mm 10mm\nfont = text\ntext = {signer} {time}\n",
             "");
    reported("[signature]\nalt = x\nbox = 0 0 50mm 10mm\nfont = text\ntext = {n}\n",
             "[signature] text: A signature shows {signer} and {time}, but not {n}.");
}

static void only_cells_have_a_row(void **state)
{
    (void)state;
    reported("[text t]\nbox = 0 0 50mm 10mm\nfont = text\ntext = x\nrow = 1\n",
             "[text t] row: Only cells of a table have a row.");
    reported("[text t]\nbox = 0 0 50mm 10mm\nfont = text\ntext = x\nrole = td\n",
             "[text t] role: A cell of a table needs its row.");
}

static void kazakh_stands_left_or_above(void **state)
{
    (void)state;
    static const char wrong[] =
        "[text kk] box: The Kazakh text must stand left of or above its "
        "pair, the Russian [text ru].";
    reported(KK("10mm 10mm 100mm 20mm", "") RU("120mm 10mm 100mm 20mm", ""), "");
    reported(KK("10mm 10mm 100mm 20mm", "") RU("10mm 30mm 100mm 20mm", ""), "");
    reported(RU("10mm 30mm 100mm 20mm", "") KK("10mm 10mm 100mm 20mm", ""), "");
    reported(KK("120mm 10mm 100mm 20mm", "") RU("10mm 10mm 100mm 20mm", ""), wrong);
    reported(KK("10mm 30mm 100mm 20mm", "") RU("10mm 10mm 100mm 20mm", ""), wrong);
    reported(KK("10mm 10mm 100mm 20mm", "") RU("50mm 20mm 100mm 20mm", ""), wrong);
    reported(KK("10mm 40mm 100mm 20mm", "") RU("120mm 10mm 100mm 20mm", ""), wrong);
}

static void both_texts_of_a_pair_are_set_alike(void **state)
{
    (void)state;
    const char *const keys[][2] = {
        {"size", "12pt"}, {"least", "9pt"}, {"leading", "1.3"}, {"font", "other"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char rest[600], what[400];
        snprintf(rest, sizeof rest,
                 "[font other]\nfamily = PT Sans\n"
                 "[text kk]\nbox = 10mm 10mm 100mm 20mm\nlang = kk\npair = p\ntext = x\n"
                 "font = text\nleast = 10pt\nleading = 16pt\n"
                 "[text ru]\nbox = 120mm 10mm 100mm 20mm\nlang = ru\npair = p\ntext = x\n%s%s%s"
                 "%s = %s\n",
                 i == 3 ? "" : "font = text\n", i == 1 ? "" : "least = 10pt\n",
                 i == 2 ? "" : "leading = 16pt\n", keys[i][0], keys[i][1]);
        snprintf(what, sizeof what,
                 "[text ru] %s: It differs from that of [text kk], its pair.", keys[i][0]);
        reported(rest, what);
    }
    reported(KK("10mm 10mm 100mm 20mm", "")
                 RU("120mm 10mm 100mm 20mm", "page = 2\n") "[page 2]\nsize = A3\n",
             "[text ru] page: [text kk], its pair, is on page 1.");
}

static void a_pair_is_one_kazakh_and_one_russian_text(void **state)
{
    (void)state;
    reported(KK("10mm 10mm 100mm 20mm", ""),
             "[text kk] pair: A pair has two texts, but \"p\" has 1.");
    reported(KK("10mm 10mm 100mm 20mm", "") RU("120mm 10mm 100mm 20mm", "")
                 HALF("en", "en", "10mm 40mm 100mm 20mm", ""),
             "[text kk] pair: A pair has two texts, but \"p\" has 3.");
    reported(KK("10mm 10mm 100mm 20mm", "") HALF("en", "en", "120mm 10mm 100mm 20mm", ""),
             "[text kk] pair: [text kk] and [text en] are not a Kazakh and a Russian text.");
    reported(HALF("a", "kk-Cyrl", "10mm 10mm 100mm 20mm", "")
                 HALF("b", "ru-KZ", "120mm 10mm 100mm 20mm", ""),
             "");
    reported(HALF("a", "kky", "10mm 10mm 100mm 20mm", "")
                 HALF("b", "ru", "120mm 10mm 100mm 20mm", ""),
             "[text a] pair: [text a] and [text b] are not a Kazakh and a Russian text.");
}

/* A key that could not be read is told once; what follows from it is not. */
static void what_could_not_be_read_is_not_judged(void **state)
{
    (void)state;
    reported(KK("10mm 10mm 100mm", "") RU("10mm 10mm 100mm 20mm", "size = 20pt\n"),
             "[text kk] box: \"10mm 10mm 100mm\" is not a box.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_stay_on_their_page),
        cmocka_unit_test(a_forgotten_landscape_is_one_fault),
        cmocka_unit_test(only_decoration_reaches_into_the_bleed),
        cmocka_unit_test(codes_are_dark_on_light),
        cmocka_unit_test(there_is_something_to_see),
        cmocka_unit_test(what_goes_inwards_leaves_a_middle),
        cmocka_unit_test(texts_shrink_and_do_not_grow),
        cmocka_unit_test(images_that_mean_something_are_described),
        cmocka_unit_test(several_signatures_have_names),
        cmocka_unit_test(a_signature_shows_no_columns),
        cmocka_unit_test(only_cells_have_a_row),
        cmocka_unit_test(kazakh_stands_left_or_above),
        cmocka_unit_test(both_texts_of_a_pair_are_set_alike),
        cmocka_unit_test(a_pair_is_one_kazakh_and_one_russian_text),
        cmocka_unit_test(what_could_not_be_read_is_not_judged),
    };
    return cmocka_run_group_tests_name("consistency", tests, NULL, NULL);
}
