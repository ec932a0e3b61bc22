
#include "layout/layout.h"

#include "unit/fixture.h"

#include <math.h>
#include <png.h>

#define MM POINTS_PER_MM

/* A job with its first row bound and laid out. */
struct sheet_of_row {
    struct fixture fixture;
    struct arena arena;
    struct shape_room *room;
    struct card card;
    struct row_pages row_pages;
    bool sound;
};

static struct sheet_of_row *start(void)
{
    struct sheet_of_row *it = calloc(1, sizeof *it);
    fixture_open(&it->fixture);
    it->room = shape_room_new();
    return it;
}

static void next_row(struct sheet_of_row *it)
{
    struct job *job = &it->fixture.job;
    struct report *findings = &it->fixture.findings;
    struct row row;
    struct error err;
    row_pages_free(&it->row_pages);
    assert_int_equal(roster_next(job->roster, &row, &err), ROSTER_ROW);
    it->sound = card_bind(job->binding, &row, &it->arena, &it->card, findings);
    it->sound &= layout_card(job->layout, &it->card, it->room, &it->arena, LAYOUT_DRAW,
                             &it->row_pages, findings);
}

static void lay(struct sheet_of_row *it, const char *template, const char *list)
{
    fixture_sound(&it->fixture, template, list);
    next_row(it);
}

static void end(struct sheet_of_row *it)
{
    row_pages_free(&it->row_pages);
    shape_room_free(it->room);
    arena_free(&it->arena);
    fixture_close(&it->fixture);
    free(it);
}

/* Returns what the template's element has on the first page; part 0 is the background. */
static const struct part *part(const struct sheet_of_row *it, size_t element)
{
    const struct part *found = it->row_pages.document.pages[0].parts[1 + element];
    assert_string_equal(found->name, it->fixture.job.template->elements[element].section);
    return found;
}

static void assert_near(double value, double wanted)
{
    if (!(fabs(value - wanted) < 0.001))
        fail_msg("%.6g is not %.6g", value, wanted);
}

static void assert_box(const struct box *box, double x, double y, double width, double height)
{
    assert_near(box->x, x);
    assert_near(box->y, y);
    assert_near(box->width, width);
    assert_near(box->height, height);
}

static void write_png(struct sheet_of_row *it, const char *name, unsigned width,
                      unsigned height)
{
    unsigned char samples[64 * 64] = {0};
    char bytes[4096];
    png_alloc_size_t size = sizeof bytes;
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = width,
                       .height = height,
                       .format = PNG_FORMAT_GRAY};
    assert_true(png_image_write_to_memory(&image, bytes, &size, 0, samples, 0, NULL));
    fixture_write(&it->fixture, name, bytes, size);
}

/* ---- texts ------------------------------------------------------------------------------ */

#define KAZAKH(text)                                                                           \
    "[text kk]\nbox = 20mm 20mm 60mm 12mm\nfont = text\nsize = 20pt\nleast = 6pt\ntext "       \
    "= " text "\npair = p\n"
#define RUSSIAN(text)                                                                          \
    "[text ru]\nbox = 100mm 20mm 60mm 12mm\nfont = text\nsize = 20pt\nleast = 6pt\ntext "      \
    "= " text "\nlang = ru\npair = p\n"

static double size_of(const struct sheet_of_row *it, size_t element)
{
    return part(it, element)->items[0].run.size;
}

/* Law on Languages: the letters of both texts are of one size. */
static void test_pairs_are_of_one_size(void **state)
{
    (void)state;
    const char *const templates[] = {
        BEGINNING KAZAKH("{kk}") RUSSIAN("{ru}"),
        BEGINNING KAZAKH("{kk}") RUSSIAN("Астана"),
        BEGINNING KAZAKH("Астана") RUSSIAN("{ru}"),
        BEGINNING KAZAKH("Астана") RUSSIAN("Центральная избирательная комиссия"),
    };
    for (size_t i = 0; i < 4; i++) {
        struct sheet_of_row *it = start();
        lay(it, templates[i],
            "n,kk,ru\n1,Орталық сайлау комиссиясының мүшесі,Центральная избирательная "
            "комиссия\n2,а,б\n");
        assert_true(it->sound);
        assert_true(size_of(it, 0) < 20);
        assert_near(size_of(it, 0), size_of(it, 1));
        next_row(it);
        assert_near(size_of(it, 0), i < 3 ? 20 : size_of(it, 1));
        assert_near(size_of(it, 1), size_of(it, 0));
        end(it);
    }
}

static void test_other_texts_keep_their_size(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it,
        BEGINNING KAZAKH("{kk}")
            RUSSIAN("Астана") "[text own]\nbox = 20mm 60mm 60mm 12mm\nfont = text\nsize = "
                              "20pt\ntext = Астана\n",
        "n,kk\n1,Орталық сайлау комиссиясының мүшесі\n");
    assert_near(size_of(it, 2), 20);
    end(it);
}

static void test_empty_text_shows_nothing(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it, BEGINNING KAZAKH("{kk}") RUSSIAN("Астана"), "n,kk\n1,\n");
    assert_true(it->sound);
    assert_int_equal(part(it, 0)->count, 0);
    assert_near(size_of(it, 1), 20);
    end(it);
}

static void test_text_that_does_not_fit(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it,
        BEGINNING "[text name]\nbox = 0 0 20mm 6mm\nfont = text\nsize = 12pt\nleast = 10pt\n"
                  "text = {n}\n",
        "n\nат ат ат ат ат ат ат ат\nКомиссиясының\nҚ漢\n");
    assert_false(it->sound);
    next_row(it);
    next_row(it);
    const char *reported = fixture_reported(&it->fixture);
    assert_non_null(strstr(reported,
                           "list.csv:2: ат ат ат ат ат ат ат ат: [text name]: «ат ат ат "
                           "ат ат ат ат ат» does not fit into 20.0 × 6.0 mm even at 10 "
                           "pt: its lines need 2.5 mm more height. Give the "
                           "box more room, or lower its `least`.\n"));
    assert_non_null(strstr(reported,
                           "list.csv:3: Комиссиясының: [text name]: «Комиссиясының» does "
                           "not fit into 20.0 × 6.0 mm even at 10 pt: its widest word "
                           "needs "));
    assert_non_null(strstr(reported,
                           "list.csv:4: Қ漢: [text name]: the font «PTSerif-Regular» has "
                           "no letter «漢» (U+6F22"));
    end(it);
}

/* What is wrong in every row is the template's fault, and is told once, before any row. */
static void test_faults_of_the_template(void **state)
{
    (void)state;
    fixture_refused(
        BEGINNING "[text name]\nbox = 0 0 20mm 2mm\nfont = text\ntext = Астана\n"
                  "[image seal]\nbox = 0 0 9mm 9mm\nfile = no.png\nalt = Мөр\n"
                  "[signature]\nbox = 0 0 20mm 2mm\nfont = text\ntext = {time}\n"
                  "alt = Қол\n",
        "n\n1\n",
        "t.ini:9: [text name]: «Астана» does not fit into 20.0 × 2.0 mm even at 11 "
        "pt: its lines need 2.7 mm more height. Give the box more room, or "
        "lower its `least`.\n"
        "t.ini:13: [image seal]: no.png: there is no such file. Put it there, or "
        "correct its name.\n"
        "t.ini:17: [signature]: «2017-10-05 12:00 UTC+06:00» does not fit into 20.0 "
        "× 2.0 mm even at 11 pt: its widest word needs 9.6 mm more. Give the box more "
        "room, or lower its `least`.\n");
}

/* The name is not to be looked for in the list. */
static void test_signer_is_told_apart(void **state)
{
    (void)state;
    fixture_refused(BEGINNING "[signature]\nbox = 0 0 20mm 2mm\nfont = text\ntext = {signer}\n"
                              "alt = Қол\n",
                    "n\n1\n",
                    "t.ini:9: [signature]: «Б. Имашев» does not fit into 20.0 × 2.0 mm even at "
                    "11 pt: its lines need 2.7 mm more height. The name of the signer is "
                    "the one in the key. Give the box more room, or lower its `least`.\n");
}

static void test_right_to_left(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it, DOCUMENT PAGE "[font text]\nfamily = Noto Sans Hebrew\n" TEXT("name", "{n}"),
        "n\nדוד לוי\n");
    assert_false(it->sound);
    assert_string_equal(fixture_reported(&it->fixture),
                        "list.csv:2: דוד לוי: [text name]: «דוד לוי» runs from right to left, "
                        "which is not supported. Write it in letters that run from left to "
                        "right.\n");
    end(it);
}

/* ---- images ----------------------------------------------------------------------------- */

#define IMAGE(fit)                                                                             \
    BEGINNING "[image i]\nbox = 10mm 10mm 40mm 20mm\nfile = wide.png\nalt = Мөр\nfit = " fit   \
              "\n[image j]\nbox = 10mm 50mm 40mm 20mm\nfile = {file}\nalt = {n}\nfit = " fit   \
              "\n"

static void test_images_fit_their_boxes(void **state)
{
    (void)state;
    static const struct {
        const char *template;
        double wide[4], high[4]; /* boxes of a picture 4 to 1 and of one 1 to 1, mm */
    } fits[] = {
        {IMAGE("contain"), {10, 15, 40, 10}, {20, 50, 20, 20}},
        {IMAGE("cover"), {-10, 10, 80, 20}, {10, 40, 40, 40}},
        {IMAGE("stretch"), {10, 10, 40, 20}, {10, 50, 40, 20}},
    };
    for (size_t i = 0; i < 3; i++) {
        struct sheet_of_row *it = start();
        write_png(it, "wide.png", 40, 10);
        write_png(it, "high.png", 10, 10);
        lay(it, fits[i].template, "n,file\n7,high.png\n");
        assert_true(it->sound);
        const struct part *fixed = part(it, 0), *own = part(it, 1);
        assert_int_equal(fixed->items[0].kind, ITEM_PICTURE);
        const struct picture *wide = &fixed->items[0].picture, *high = &own->items[0].picture;
        const double *w = fits[i].wide, *h = fits[i].high;
        assert_box(&wide->box, w[0] * MM, w[1] * MM, w[2] * MM, w[3] * MM);
        assert_box(&high->box, h[0] * MM, h[1] * MM, h[2] * MM, h[3] * MM);
        assert_box(&wide->clip, 10 * MM, 10 * MM, 40 * MM, 20 * MM);
        assert_box(&high->clip, 10 * MM, 50 * MM, 40 * MM, 20 * MM);
        assert_string_equal(fixed->alt, "Мөр");
        assert_string_equal(own->alt, "7");

        const struct document *document = &it->row_pages.document;
        assert_int_equal(document->image_count, 2);
        assert_int_equal(document->images[0]->width, 40);
        assert_ptr_equal(document->images[1], &it->row_pages.images[0]);
        assert_int_equal(wide->image, 0);
        assert_int_equal(high->image, 1);
        assert_int_equal(it->row_pages.image_count, 1);
        assert_int_equal(it->row_pages.images[0].width, 10);
        end(it);
    }
}

static void test_dump_with_images_of_both_kinds(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    struct buf dump = {0};
    write_png(it, "wide.png", 40, 10);
    lay(it, IMAGE("contain"), "n,file\n7,wide.png\n");
    document_dump(&it->row_pages.document, &dump);
    assert_string_equal(dump.data,
                        "page 1 297.00 210.00\n"
                        "image i figure , fixed, box 10.00 10.00 40.00 20.00, alt \"Мөр\"\n"
                        "  picture wide.png in 10.00 15.00 40.00 10.00 clip 10.00 10.00 40.00 "
                        "20.00\n"
                        "image j figure , row, box 10.00 50.00 40.00 20.00, alt \"7\"\n"
                        "  picture wide.png in 10.00 55.00 40.00 10.00 clip 10.00 50.00 "
                        "40.00 20.00\n");
    buf_free(&dump);
    end(it);
}

static void test_row_without_its_image(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    write_png(it, "wide.png", 40, 10);
    lay(it, IMAGE("contain"), "n,file\n7,\n");
    assert_true(it->sound);
    assert_int_equal(part(it, 1)->count, 0);
    assert_int_equal(it->row_pages.image_count, 0);
    end(it);
}

/* A list may come from anybody; it names no file outside the template's folder. */
static void test_images_of_rows_stay_inside(void **state)
{
    (void)state;
    static const char *const names[] = {
        "/etc/wide.png", "../wide.png", "a/../../wide.png", "..", "a//..", "./.."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct sheet_of_row *it = start();
        struct buf list = {0}, reported = {0};
        write_png(it, "wide.png", 40, 10);
        buf_printf(&list, "n,file\n7,%s\n8,./wide.png\n9,no..png\n", names[i]);
        buf_printf(&reported,
                   "list.csv:2: 7: [image j]: the image «%s» lies outside the template's "
                   "folder; put it into that folder.\n",
                   names[i]);
        lay(it, IMAGE("contain"), list.data);
        assert_false(it->sound);
        assert_string_equal(fixture_reported(&it->fixture), reported.data);
        next_row(it);
        assert_true(it->sound);
        next_row(it);
        assert_false(it->sound);
        assert_non_null(
            strstr(fixture_reported(&it->fixture), "no..png: there is no such file."));
        buf_free(&list);
        buf_free(&reported);
        end(it);
    }
}

/* A link may lead to another file of the folder only; the template itself may name any. */
static void test_links_of_rows_stay_inside(void **state)
{
    (void)state;
    struct sheet_of_row *it = start(), *other = start();
    write_png(it, "wide.png", 40, 10);
    write_png(other, "secret.png", 40, 10);
    const char *in = arena_printf(&it->arena, "%s/in.png", it->fixture.folder);
    const char *out = arena_printf(&it->arena, "%s/out.png", it->fixture.folder);
    assert_int_equal(symlink("wide.png", in), 0);
    assert_int_equal(symlink(other->fixture.files[0], out), 0);
    lay(it, IMAGE("contain"), "n,file\n7,in.png\n8,out.png\n");
    assert_true(it->sound);
    next_row(it);
    assert_false(it->sound);
    assert_string_equal(fixture_reported(&it->fixture),
                        "list.csv:3: 8: [image j]: the image «out.png» lies outside the "
                        "template's folder; put it into that folder.\n");
    unlink(in);
    unlink(out);
    end(it);
    end(other);
}

/* What is wrong with a file that is there says itself what to do. */
static void test_image_that_is_none(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    write_png(it, "wide.png", 40, 10);
    lay(it, IMAGE("contain"), "n,file\n7,t.ini\n");
    assert_string_equal(fixture_reported(&it->fixture),
                        "list.csv:2: 7: [image j]: «t.ini»: this is neither a PNG nor a JPEG "
                        "file; save it as one of them.\n");
    end(it);
}

static void test_page_image_reaches_into_the_bleed(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    write_png(it, "paper.png", 10, 10);
    lay(it,
        DOCUMENT "[page 1]\nsize = A4\nbleed = 3mm\nbackground = \"#FDFBF5\"\n"
                 "image = paper.png\n",
        "n\n1\n");
    const struct page *page = &it->row_pages.document.pages[0];
    assert_near(page->bleed, 3 * MM);
    const struct path *ground = &page->parts[0]->items[0].path;
    assert_true(ground->filled);
    assert_int_equal(ground->fill.parts[0], 0xFD);
    assert_near(ground->steps[0].p[0].x, -3 * MM);
    assert_near(ground->steps[0].p[1].y, 300 * MM);
    const struct picture *picture = &part(it, 0)->items[0].picture;
    assert_box(&picture->clip, -3 * MM, -3 * MM, 216 * MM, 303 * MM);
    assert_true(picture->box.width >= 216 * MM && picture->box.height >= 303 * MM);
    end(it);
}

/* ---- paths ------------------------------------------------------------------------------ */

static void test_lines_and_rectangles(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it,
        BEGINNING "[line l]\nbox = 10mm 20mm 50mm 0mm\nwidth = 0.5mm\ncolor = \"#1A3C6E\"\n"
                  "[rect r]\nbox = 10mm 30mm 50mm 20mm\nwidth = 1mm\nfill = \"#EEF2F4\"\n"
                  "radius = 3mm\ninset = 2mm\n",
        "n\n1\n");
    const struct path *line = &part(it, 0)->items[0].path;
    assert_int_equal(line->count, 2);
    assert_near(line->stroke, 0.5 * MM);
    assert_int_equal(line->color.parts[2], 0x6E);
    assert_near(line->steps[1].p[0].x, 60 * MM);
    assert_int_equal(part(it, 1)->count, 2);
    const struct path *outer = &part(it, 1)->items[0].path,
                      *inner = &part(it, 1)->items[1].path;
    assert_true(outer->filled);
    assert_int_equal(outer->fill.parts[1], 0xF2);
    assert_near(outer->stroke, 1 * MM);
    assert_near(outer->steps[0].p[0].x, 13 * MM);
    assert_false(inner->filled);
    assert_near(inner->stroke, 0.5 * MM);
    assert_near(inner->steps[0].p[0].x, 13 * MM);
    assert_near(inner->steps[0].p[0].y, 32 * MM);
    end(it);
}

static void test_ornaments_and_codes(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it,
        BEGINNING
        "[guilloche g]\nbox = 10mm 10mm 277mm 190mm\n"
        "[ornament o]\nbox = 10mm 10mm 277mm 190mm\n"
        "[rosette s]\nbox = 20mm 20mm 20mm 20mm\n"
        "[qr q]\nbox = 50mm 50mm 30mm 30mm\ntext = https://x.kz/{n}\nalt = Сілтеме {n}\n"
        "color = \"#0000FF\"\n",
        "n\n15\n");
    for (size_t i = 0; i < 3; i++) {
        assert_true(part(it, i)->count > 0);
        assert_true(part(it, i)->fixed);
        assert_int_equal(part(it, i)->items[0].kind, i < 2 ? ITEM_PLACED : ITEM_PATH);
        assert_int_equal(part(it, i)->tag.role, ROLE_ARTIFACT);
    }
    const struct part *code = part(it, 3);
    assert_int_equal(code->count, 1);
    assert_false(code->fixed);
    assert_true(code->items[0].path.filled);
    assert_int_equal(code->items[0].path.fill.parts[2], 0xFF);
    assert_string_equal(code->alt, "Сілтеме 15");
    assert_int_equal(code->tag.role, ROLE_FIGURE);
    end(it);
}

static void test_code_without_text(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it, BEGINNING "[qr q]\nbox = 0 0 30mm 30mm\ntext = {x}\nalt = Сілтеме\n", "n,x\n1,\n");
    assert_false(it->sound);
    assert_non_null(strstr(fixture_reported(&it->fixture), "list.csv:2: 1: [qr q]: "));
    end(it);
}

/* ---- pages ------------------------------------------------------------------------------ */

static void test_fixed_parts_are_shared(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it, BEGINNING TEXT("fixed", "СЕРТИФИКАТ") TEXT("own", "{n}"), "n\n1\n2\n");
    const struct part *background = it->row_pages.document.pages[0].parts[0];
    const struct part *fixed = part(it, 0), *own = part(it, 1);
    assert_true(fixed->fixed && background->fixed);
    assert_false(own->fixed);
    assert_string_equal(own->items[0].run.text, "1");
    next_row(it);
    assert_ptr_equal(part(it, 0), fixed);
    assert_ptr_equal(it->row_pages.document.pages[0].parts[0], background);
    assert_ptr_not_equal(part(it, 1), own);
    assert_string_equal(part(it, 1)->items[0].run.text, "2");

    struct document document = layout_blank(it->fixture.job.layout, &it->arena);
    const struct page *blank = document.pages;
    assert_int_equal(blank->count, 3);
    assert_ptr_equal(blank->parts[1], fixed);
    assert_int_equal(blank->parts[2]->count, 0);
    assert_string_equal(blank->parts[2]->name, "text own");
    assert_false(blank->parts[2]->fixed);
    end(it);
}

static void test_elements_stand_on_their_pages(void **state)
{
    (void)state;
    struct sheet_of_row *it = start();
    lay(it,
        BEGINNING "[page 2]\nsize = 210mm 297mm\n"
                  "[text b]\npage = 2\nbox = 0 0 99mm 9mm\nfont = text\ntext = {n}\nrole = h1\n"
                  "lang = ru-KZ\n" TEXT("a", "x"),
        "n\n1\n");
    assert_int_equal(it->row_pages.document.page_count, 2);
    assert_near(it->row_pages.document.pages[0].width, 297 * MM);
    assert_near(it->row_pages.document.pages[1].width, 210 * MM);
    assert_int_equal(it->row_pages.document.pages[0].count, 2);
    assert_int_equal(it->row_pages.document.pages[1].count, 2);
    assert_string_equal(it->row_pages.document.pages[0].parts[1]->name, "text a");
    const struct part *second = it->row_pages.document.pages[1].parts[1];
    assert_string_equal(second->name, "text b");
    assert_int_equal(second->tag.role, ROLE_H1);
    assert_string_equal(second->tag.lang, "ru-KZ");
    end(it);
}

static struct digest digest_of_edition(const char *template, unsigned width)
{
    struct sheet_of_row *it = start();
    write_png(it, "seal.png", width, 10);
    fixture_sound(&it->fixture, template, "n\n1\n");
    struct digest digest = layout_digest(it->fixture.job.layout);
    end(it);
    return digest;
}

/* The digest tells editions apart whose certificates would differ. */
static void test_digest(void **state)
{
    (void)state;
    static const char seal[] =
        BEGINNING "[image seal]\nbox = 0 0 9mm 9mm\nfile = seal.png\nalt = Мөр\n";
    static const char moved[] =
        BEGINNING "[image seal]\nbox = 1mm 0 9mm 9mm\nfile = seal.png\nalt = Мөр\n";
    struct digest digest = digest_of_edition(seal, 10), other = digest_of_edition(seal, 10);
    assert_memory_equal(&digest, &other, sizeof digest);
    other = digest_of_edition(moved, 10);
    assert_memory_not_equal(&digest, &other, sizeof digest);
    other = digest_of_edition(seal, 11);
    assert_memory_not_equal(&digest, &other, sizeof digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs_are_of_one_size),
        cmocka_unit_test(test_other_texts_keep_their_size),
        cmocka_unit_test(test_empty_text_shows_nothing),
        cmocka_unit_test(test_text_that_does_not_fit),
        cmocka_unit_test(test_faults_of_the_template),
        cmocka_unit_test(test_signer_is_told_apart),
        cmocka_unit_test(test_right_to_left),
        cmocka_unit_test(test_images_fit_their_boxes),
        cmocka_unit_test(test_dump_with_images_of_both_kinds),
        cmocka_unit_test(test_row_without_its_image),
        cmocka_unit_test(test_images_of_rows_stay_inside),
        cmocka_unit_test(test_links_of_rows_stay_inside),
        cmocka_unit_test(test_image_that_is_none),
        cmocka_unit_test(test_page_image_reaches_into_the_bleed),
        cmocka_unit_test(test_lines_and_rectangles),
        cmocka_unit_test(test_ornaments_and_codes),
        cmocka_unit_test(test_code_without_text),
        cmocka_unit_test(test_fixed_parts_are_shared),
        cmocka_unit_test(test_elements_stand_on_their_pages),
        cmocka_unit_test(test_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
