#include "svg/svg_writer.h"

#include "unit/fixture.h"
#include "unit/words.h"

#include <expat.h>

#define MM POINTS_PER_MM

/* A row laid out, and its SVG. */
struct drawing_of_row {
    struct fixture fixture;
    struct arena arena;
    struct shape_room *room;
    struct row_pages row_pages;
    struct buf svg;
};

static void draw(struct drawing_of_row *it, const char *template, const char *list)
{
    struct error err;
    struct row row;
    struct card card;
    *it = (struct drawing_of_row){.room = shape_room_new()};
    fixture_open(&it->fixture);
    fixture_sound(&it->fixture, template, list);
    struct job *job = &it->fixture.job;
    assert_int_equal(roster_next(job->roster, &row, &err), ROSTER_ROW);
    if (!card_bind(job->binding, &row, &it->arena, &card, &it->fixture.findings) ||
        !layout_card(job->layout, &card, it->room, &it->arena, LAYOUT_DRAW, &it->row_pages,
                     &it->fixture.findings))
        fail_msg("%s", fixture_reported(&it->fixture));
    struct svg_origin origin = {"test", row.number};
    if (!svg_write(&it->row_pages.document, &origin, &it->svg, &err))
        fail_msg("%s", words_of(&err));
}

static void end(struct drawing_of_row *it)
{
    buf_free(&it->svg);
    row_pages_free(&it->row_pages);
    shape_room_free(it->room);
    arena_free(&it->arena);
    fixture_close(&it->fixture);
}

static size_t count_of(const struct buf *svg, const char *text)
{
    size_t count = 0;
    for (const char *at = svg->data; (at = strstr(at, text)); at++)
        count++;
    return count;
}

static void assert_has(const struct buf *svg, const char *text)
{
    if (!strstr(buf_text(svg), text))
        fail_msg("«%s» is not in %s", text, svg->data);
}

/* What an XML reader sees: elements, and values of one attribute. */
struct seen {
    const char *attribute, *value;
    size_t elements, values, scripts;
};

static void see(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct seen *seen = context;
    seen->elements++;
    seen->scripts += strcmp(name, "script") == 0;
    for (; *attributes; attributes += 2) {
        seen->scripts += strncmp(attributes[0], "on", 2) == 0;
        seen->values += strcmp(attributes[0], seen->attribute) == 0 &&
                        strcmp(attributes[1], seen->value) == 0;
    }
}

static struct seen read_xml(const struct buf *svg, const char *attribute, const char *value)
{
    struct seen seen = {.attribute = attribute, .value = value};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &seen);
    XML_SetStartElementHandler(parser, see);
    if (XML_Parse(parser, svg->data, (int)svg->size, 1) != XML_STATUS_OK)
        fail_msg("%s in line %lu", XML_ErrorString(XML_GetErrorCode(parser)),
                 (unsigned long)XML_GetCurrentLineNumber(parser));
    XML_ParserFree(parser);
    return seen;
}

#define NAMES                                                                                  \
    "[define]\nname = {last} {first}\n"                                                        \
    "[text name]\nbox = 20mm 20mm 200mm 40mm\nfont = text\ntext = {name}, {last} **{n}**\n"    \
    "lang = kk\nrole = h1\n"

static void runs_know_where_they_come_from(void **state)
{
    (void)state;
    struct drawing_of_row it;
    draw(&it, BEGINNING NAMES, "n;last;first\n7;Ахметов;Асқар\n");
    assert_has(&it.svg, "<g data-section=\"text name\" data-columns=\"last|first|n\" "
                        "data-row=\"2\" fill=\"#000000\"");
    assert_has(&it.svg, "role=\"heading\" aria-level=\"1\" lang=\"kk\" "
                        "aria-label=\"Ахметов Асқар, Ахметов 7\"");
    assert_has(&it.svg, "<title>7</title>");
    assert_has(&it.svg, "width=\"297mm\" height=\"210mm\"");
    read_xml(&it.svg, "", "");
    end(&it);
}

/* «Ахметов Ахметов»: two letters а beside each other refer to one outline. */
static void a_glyph_is_defined_once(void **state)
{
    (void)state;
    struct drawing_of_row it;
    draw(&it, BEGINNING TEXT("a", "ааб{n}"), "n\nба\n");
    assert_int_equal(count_of(&it.svg, "<path id=\"g0-"), 2);
    assert_int_equal(count_of(&it.svg, "<use href=\"#g0-"), 5);
    end(&it);
}

static void decoration_meets_no_click(void **state)
{
    (void)state;
    struct drawing_of_row it;
    draw(&it, BEGINNING "[guilloche frame]\nbox = 10mm 10mm 277mm 190mm\n" TEXT("a", "{n}"),
         "n\n1\n");
    assert_has(&it.svg, "<g data-section=\"guilloche frame\" aria-hidden=\"true\" "
                        "pointer-events=\"none\">\n<use href=\"#a");
    assert_int_equal(count_of(&it.svg, "pointer-events=\"all\""), 1);
    end(&it);
}

/* All that a list may bring: it is text, and nothing else. */
static void no_field_becomes_markup(void **state)
{
    (void)state;
    static const char hostile[] = "\"\"><script>x</script> onload=\"\"y\"\" &lt; <!-- ]]>";
    struct drawing_of_row it;
    char list[256];
    snprintf(list, sizeof list, "n\n\"%s\"\n", hostile);
    draw(&it,
         "[document]\ntitle = {n}\nfile = {row}\n" PAGE FONT TEXT("a", "{n}") //
         "[qr code]\nbox = 20mm 100mm 40mm 40mm\ntext = {n}\nalt = {n}\n",
         list);
    struct seen seen =
        read_xml(&it.svg, "aria-label", "\"><script>x</script> onload=\"y\" &lt; <!-- ]]>");
    assert_int_equal(seen.scripts, 0);
    assert_int_equal(seen.values, 2);
    end(&it);
}

/* ---- pages made by hand ------------------------------------------------------------------ */

static void write_part(const struct part *part, struct buf *svg)
{
    static char samples[] = "\x10\x20\x30\x40\x50\x60";
    static const struct image image = {
        .width = 2, .height = 1, .components = 3, .data = {samples, 6, 6}, .name = "seal.png"};
    static const struct image jpeg = {.jpeg = true, .data = {samples, 3, 3}};
    static const struct image *const images[] = {&image, &jpeg};
    const struct part *parts[] = {part};
    const struct page pages[] = {
        {.width = 100 * MM, .height = 50 * MM, .bleed = 3 * MM, .parts = parts, .count = 1},
        {.width = 60 * MM, .height = 80 * MM}};
    const struct document document = {.pages = pages,
                                      .page_count = 2,
                                      .images = images,
                                      .image_count = 2,
                                      .title = "",
                                      .lang = "kk"};
    struct error err;
    assert_true(svg_write(&document, &(struct svg_origin){"test", 0}, svg, &err));
    read_xml(svg, "", "");
}

static void pages_stand_side_by_side(void **state)
{
    (void)state;
    struct buf svg = {0};
    write_part(&(struct part){.name = "text a", .alt = ""}, &svg);
    /* 106 × 56 mm with the bleed, a gap of 8 mm, 60 × 80 mm */
    assert_has(&svg, "width=\"174mm\" height=\"80mm\" viewBox=\"0 0 493.23 226.77\"");
    assert_has(&svg, "<svg x=\"0\" y=\"0\" width=\"300.47\" height=\"158.74\" "
                     "viewBox=\"-8.5 -8.5 300.47 158.74\">");
    assert_has(&svg, "<svg x=\"323.15\" y=\"0\" width=\"170.08\" height=\"226.77\" "
                     "viewBox=\"0 0 170.08 226.77\">");
    buf_free(&svg);
}

static void images_are_in_the_file_once(void **state)
{
    (void)state;
    const struct box box = {10, 20, 30, 40}, clip = {12, 20, 20, 40};
    const struct item items[] = {{.kind = ITEM_PICTURE, .picture = {0, box, clip}},
                                 {.kind = ITEM_PICTURE, .picture = {0, box, box}},
                                 {.kind = ITEM_PICTURE, .picture = {1, box, box}}};
    struct buf svg = {0};
    write_part(&(struct part){.name = "image seal",
                              .tag = {.role = ROLE_FIGURE, .lang = "kk"},
                              .alt = "Мөр",
                              .items = items,
                              .count = 3},
               &svg);
    assert_int_equal(count_of(&svg, "data:image/png;base64,iVBORw0KGgo"), 1);
    assert_int_equal(count_of(&svg, "data:image/jpeg;base64,ECAw\""), 1);
    assert_has(&svg, "<svg x=\"12\" y=\"20\" width=\"20\" height=\"40\" "
                     "viewBox=\"12 20 20 40\"><use href=\"#i0\" "
                     "transform=\"matrix(30 0 0 40 10 20)\"/></svg>");
    assert_has(&svg, "role=\"img\" lang=\"kk\" aria-label=\"Мөр\"");
    buf_free(&svg);
}

static void paths_keep_their_paint(void **state)
{
    (void)state;
    const struct path_step steps[] = {{PATH_MOVE, {{1, 2}}}, {PATH_LINE, {{3, 2}}}};
    const struct item items[] = {
        {.kind = ITEM_PATH,
         .path = {.steps = steps,
                  .count = 2,
                  .stroke = 0.5,
                  .color = {.parts = {1, 2, 255}},
                  .filled = true,
                  .fill = {.parts = {16, 0, 0}}}},
        {.kind = ITEM_PATH,
         .path = {.steps = steps, .count = 2, .grid = {10, 20, 1.5}, .filled = true}}};
    struct buf svg = {0};
    write_part(&(struct part){.name = "rect a", .alt = "", .items = items, .count = 2}, &svg);
    assert_has(&svg, "<path fill=\"#100000\" stroke=\"#0102ff\" stroke-width=\".5\" "
                     "stroke-miterlimit=\"10\" d=\"m1 2h2\"/>");
    assert_has(&svg, "<path fill=\"#000000\" transform=\"matrix(1.5 0 0 1.5 10 20)\" "
                     "d=\"m1 2h2\"/>");
    buf_free(&svg);
}

static void unknown_faces_and_images_are_refused(void **state)
{
    (void)state;
    const struct glyph glyph = {.id = 1};
    const struct item items[] = {
        {.kind = ITEM_RUN, .run = {.face = 0, .text = "a", .glyphs = &glyph, .count = 1}},
        {.kind = ITEM_PICTURE, .picture = {.image = 4}}};
    static const char *const said[] = {"A page shows text in face 1 of 0." INTERNAL,
                                       "A page shows image 5 of 0." INTERNAL};
    for (size_t i = 0; i < 2; i++) {
        const struct part part = {.name = "", .alt = "", .items = &items[i], .count = 1};
        const struct part *parts[] = {&part};
        const struct page page = {.width = 10, .height = 10, .parts = parts, .count = 1};
        const struct document document = {
            .pages = &page, .page_count = 1, .title = "", .lang = "kk"};
        struct buf svg = {0};
        struct error err;
        assert_false(svg_write(&document, &(struct svg_origin){"test", 0}, &svg, &err));
        assert_string_equal(words_of(&err), said[i]);
        buf_free(&svg);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_know_where_they_come_from),
        cmocka_unit_test(a_glyph_is_defined_once),
        cmocka_unit_test(decoration_meets_no_click),
        cmocka_unit_test(no_field_becomes_markup),
        cmocka_unit_test(pages_stand_side_by_side),
        cmocka_unit_test(images_are_in_the_file_once),
        cmocka_unit_test(paths_keep_their_paint),
        cmocka_unit_test(unknown_faces_and_images_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
