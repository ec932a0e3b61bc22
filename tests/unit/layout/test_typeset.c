
#include "layout/typeset.h"

#include "unit/fixture.h"
#include "unit/words.h"

#include <math.h>

/* A typesetter with the fonts of the examples; the first has all styles. */
struct press {
    struct fixture fixture;
    struct arena arena;
    struct typesetter typesetter;
};

static int set_up(void **state)
{
    struct press *press = calloc(1, sizeof *press);
    fixture_open(&press->fixture);
    fixture_sound(
        &press->fixture,
        DOCUMENT PAGE
        "[font text]\nfamily = PT Serif\n"
        "[font head]\nfamily = Noto Serif Display\n" TEXT(
            "a",
            "a **b** *c* ***d***") "[text b]\nbox = 0 0 200mm 40mm\nfont = head\ntext = b\n",
        "n\n1\n");
    press->typesetter = (struct typesetter){press->fixture.job.faces,
                                            press->fixture.job.binding->grammar->words,
                                            shape_room_new(), &press->arena};
    *state = press;
    return 0;
}

static int tear_down(void **state)
{
    struct press *press = *state;
    shape_room_free(press->typesetter.room);
    arena_free(&press->arena);
    fixture_close(&press->fixture);
    free(press);
    return 0;
}

static const struct text_style plain = {.size = 12, .least = 12, .line_height = 15};

/* A text that is set, and what it came to. */
struct set {
    double size;
    struct item *items;
    size_t count;
};

static struct setting *shape(struct press *press, const struct text_style *style,
                             const struct rich *rich)
{
    struct setting *setting;
    struct error err;
    if (!typeset_shape(&press->typesetter, style, rich, "kk", &setting, &err))
        fail_msg("%s", words_of(&err));
    return setting;
}

static struct set set_rich(struct press *press, const struct text_style *style,
                           const struct rich *rich, const struct box *box)
{
    struct setting *setting = shape(press, style, rich);
    struct set set = {.size = typeset_fit(setting, box->width, box->height)};
    if (set.size > 0)
        typeset_place(&press->typesetter, setting, set.size, box, &set.items, &set.count);
    return set;
}

static struct set set_text(struct press *press, const struct text_style *style,
                           const char *text, const struct box *box)
{
    const struct text_span span = {strlen(text), 0, NULL};
    const struct rich rich = {text, span.size, &span, 1};
    return set_rich(press, style, &rich, box);
}

static double advance(const struct run *run)
{
    double sum = 0;
    for (size_t i = 0; i < run->count; i++)
        sum += run->glyphs[i].advance;
    return sum;
}

/* The run's width without the spaces at its end. */
static double ink(const struct run *run)
{
    double sum = advance(run);
    for (size_t i = run->count; i-- && run->text[run->glyphs[i].cluster] == ' ';)
        sum -= run->glyphs[i].advance;
    return sum;
}

/* All lines, with '|' between those that stand on different baselines. */
static const char *lines(struct press *press, const struct set *set)
{
    struct buf out = {0};
    for (size_t i = 0; i < set->count; i++) {
        if (i && set->items[i].run.y != set->items[i - 1].run.y)
            buf_putc(&out, '|');
        buf_puts(&out, set->items[i].run.text);
    }
    const char *text = arena_text(&press->arena, buf_text(&out));
    buf_free(&out);
    return text;
}

static void assert_near(double value, double wanted)
{
    if (!(fabs(value - wanted) < 1e-6))
        fail_msg("%.9g is not %.9g", value, wanted);
}

static const struct box wide = {100, 50, 500, 100};

static void test_one_line(void **state)
{
    struct set set = set_text(*state, &plain, "Қазақстан", &wide);
    assert_near(set.size, 12);
    assert_int_equal(set.count, 1);
    const struct run *run = &set.items[0].run;
    assert_int_equal(set.items[0].kind, ITEM_RUN);
    assert_near(run->size, 12);
    assert_near(run->x, 100);
    assert_string_equal(run->text, "Қазақстан");
    assert_int_equal(run->count, 9);
    for (size_t i = 0; i < run->count; i++)
        assert_int_equal(run->glyphs[i].cluster, 2 * i);
}

static void test_nothing_to_set(void **state)
{
    struct set set = set_text(*state, &plain, "", &wide);
    assert_near(set.size, 12);
    assert_int_equal(set.count, 0);
    set = set_text(*state, &plain, "\n\n", &wide);
    assert_int_equal(set.count, 0);
}

static void test_kerning_and_advance(void **state)
{
    struct set set = set_text(*state, &plain, "ГА Г А", &wide);
    const struct run *run = &set.items[0].run;
    /* «Г» before «А» is narrower than the same letter by itself. */
    assert_true(run->glyphs[0].advance < run->glyphs[3].advance);
    set = set_text(*state, &(struct text_style){.size = 24, .least = 24, .line_height = 30},
                   "ГА Г А", &wide);
    assert_near(advance(&set.items[0].run), 2 * advance(run));
}

/* ---- size ------------------------------------------------------------------------------- */

static const char *const long_name =
    "Әбдіғаппарқызы-Тоқтамыспаева Жұмабикеұлпан Нұрмұхамбетәліқызы";

static void test_long_text_shrinks(void **state)
{
    struct press *press = *state;
    struct text_style style = {.size = 30, .least = 10, .line_height = 36};
    struct box box = {0, 0, 600, 36};
    struct set set = set_text(press, &style, long_name, &box);
    assert_true(set.size < 30 && set.size > 10);
    assert_int_equal(set.count, 1);
    assert_true(ink(&set.items[0].run) <= 600.02);
    /* A step more would be too much. */
    assert_true(ink(&set.items[0].run) * (set.size + 0.1) / set.size > 600);
    assert_near(set.items[0].run.size, set.size);

    style.least = style.size = set.size;
    assert_near(set_text(press, &style, long_name, &box).size, set.size);
    style.least = style.size = set.size + 0.2;
    assert_near(set_text(press, &style, long_name, &box).size, 0);
}

static void test_never_below_least(void **state)
{
    struct text_style style = {.size = 30, .least = 27.25, .line_height = 36};
    struct box box = {0, 0, 500, 40};
    assert_near(set_text(*state, &style, long_name, &box).size, 0);
    assert_near(set_text(*state, &style, "Әлия", &box).size, 30);
    box.height = 30; /* one line at 25 pt */
    assert_near(set_text(*state, &style, "Әлия", &box).size, 0);
    box.height = 33;
    double size = set_text(*state, &style, "Әлия", &box).size;
    assert_true(size >= 27.25 && size <= 27.5 + 0.02);
}

static void test_height_counts_lines(void **state)
{
    struct box box = {0, 0, 200, 30};
    assert_near(set_text(*state, &plain, "а\nб", &box).size, 12);
    assert_near(set_text(*state, &plain, "а\nб\nв", &box).size, 0);
    assert_near(set_text(*state, &plain, "а\n\nв", &box).size, 0);
    assert_near(set_text(*state, &plain, "а\n", &box).size, 12);
}

static void test_widest_word(void **state)
{
    struct press *press = *state;
    const char *text = "ескерткіш и";
    const struct text_span span = {strlen(text), 0, NULL};
    const struct rich rich = {text, span.size, &span, 1};
    struct text_style style = {.size = 24, .least = 12, .line_height = 30};
    double widest = typeset_least_width(shape(press, &style, &rich));
    struct set word = set_text(press, &plain, "ескерткіш", &wide);
    assert_near(widest, advance(&word.items[0].run));
    struct box box = {0, 0, widest - 1, 500};
    assert_near(set_text(press, &style, text, &box).size, 0);
    box.width = widest + 0.1;
    assert_true(set_text(press, &style, text, &box).size >= 12);
}

/* ---- lines ------------------------------------------------------------------------------ */

static void test_lines_are_filled(void **state)
{
    struct press *press = *state;
    struct set whole = set_text(press, &plain, "бір бір бір", &wide);
    struct box box = {0, 0, advance(&whole.items[0].run) + 0.1, 200};
    struct set set = set_text(press, &plain, "бір бір бір бір", &box);
    assert_string_equal(lines(press, &set), "бір бір бір |бір");
    assert_near(set.items[1].run.y - set.items[0].run.y, 15);
}

static void test_line_breaks_of_the_text(void **state)
{
    struct press *press = *state;
    struct set set = set_text(press, &plain, "бір\nекі\n\nүш", &wide);
    assert_string_equal(lines(press, &set), "бір |екі |үш");
    assert_near(set.items[1].run.y - set.items[0].run.y, 15);
    assert_near(set.items[2].run.y - set.items[1].run.y, 30);
}

static void test_ties_hold(void **state)
{
    struct press *press = *state;
    struct set part = set_text(press, &plain, "Комитеттің төрағасы Б.", &wide);
    struct box box = {0, 0, advance(&part.items[0].run) + 1, 200};
    struct set set = set_text(press, &plain, "Комитеттің төрағасы Б. Имашев", &box);
    assert_string_equal(lines(press, &set), "Комитеттің төрағасы |Б. Имашев");
}

static void test_centred_lines_are_balanced(void **state)
{
    struct press *press = *state;
    struct text_style style = plain;
    const char *text = "жаңа жаңа жаңа жаңа сөз";
    struct set four = set_text(press, &plain, "жаңа жаңа жаңа жаңа", &wide);
    struct box box = {0, 0, advance(&four.items[0].run) + 0.1, 200};
    struct set set = set_text(press, &style, text, &box);
    assert_string_equal(lines(press, &set), "жаңа жаңа жаңа жаңа |сөз");
    style.align = ALIGN_CENTER;
    set = set_text(press, &style, text, &box);
    assert_string_equal(lines(press, &set), "жаңа жаңа |жаңа жаңа сөз");
}

/* The narrowest width for three lines would leave the last word alone. */
static void test_no_word_is_left_alone(void **state)
{
    struct press *press = *state;
    struct text_style style = plain;
    struct set two = set_text(press, &plain, "жаңажол жаңажол", &wide);
    struct box box = {0, 0, advance(&two.items[0].run) + 0.1, 200};
    style.align = ALIGN_CENTER;
    struct set set = set_text(press, &style, "жаңажол жаңажол жаңажол жаңажол сөз", &box);
    assert_string_equal(lines(press, &set), "жаңажол |жаңажол жаңажол |жаңажол сөз");
}

/* Each span between the text's own breaks is balanced by itself. */
static void test_paragraphs_are_balanced_apart(void **state)
{
    struct press *press = *state;
    struct text_style style = plain;
    struct set four = set_text(press, &plain, "жаңа жаңа жаңа жаңа", &wide);
    struct box box = {0, 0, advance(&four.items[0].run) + 0.1, 200};
    style.align = ALIGN_CENTER;
    struct set set = set_text(press, &style,
                              "жаңа жаңа жаңа жаңа сөз\n\nжаңа\nжаңа жаңа жаңа жаңа сөз", &box);
    assert_string_equal(lines(press, &set),
                        "жаңа жаңа |жаңа жаңа сөз |жаңа |жаңа жаңа |жаңа жаңа сөз");
}

/* ---- place ------------------------------------------------------------------------------ */

static void test_alignment(void **state)
{
    struct press *press = *state;
    struct text_style style = plain;
    struct set left = set_text(press, &style, "Астана", &wide);
    double width = advance(&left.items[0].run);
    assert_near(left.items[0].run.x, 100);
    style.align = ALIGN_RIGHT;
    assert_near(set_text(press, &style, "Астана", &wide).items[0].run.x, 600 - width);
    style.align = ALIGN_CENTER;
    assert_near(set_text(press, &style, "Астана", &wide).items[0].run.x, 350 - width / 2);
}

/* The spaces at a line's end hang over its edge. */
static void test_spaces_at_line_ends_do_not_count(void **state)
{
    struct press *press = *state;
    struct text_style style = plain;
    struct set word = set_text(press, &style, "Астана", &wide);
    double width = advance(&word.items[0].run);
    struct box box = {0, 0, width + 1, 100};
    style.align = ALIGN_RIGHT;
    struct set set = set_text(press, &style, "Астана Астана", &box);
    assert_int_equal(set.count, 2);
    assert_near(set.items[0].run.x, 1);
    assert_near(set.items[1].run.x, 1);
}

static void test_vertical_alignment(void **state)
{
    struct press *press = *state;
    struct text_style style = plain;
    double y[4];
    for (int i = 0; i < 4; i++) {
        style.valign = (enum valign)i;
        y[i] = set_text(press, &style, "бір\nекі", &wide).items[1].run.y;
    }
    /* Two lines of 15 in a box of 100, from 50 to 150. */
    assert_near(y[VALIGN_MIDDLE] - y[VALIGN_TOP], 35);
    assert_near(y[VALIGN_BOTTOM] - y[VALIGN_TOP], 70);
    assert_near(y[VALIGN_BASELINE], 150);
    assert_true(y[VALIGN_TOP] > 50 + 15 && y[VALIGN_TOP] < 50 + 30);
}

static void test_tracking(void **state)
{
    struct press *press = *state;
    struct text_style style = plain;
    struct set set = set_text(press, &style, "сөз", &wide);
    double width = advance(&set.items[0].run);
    style.tracking = 100;
    style.align = ALIGN_RIGHT;
    set = set_text(press, &style, "сөз", &wide);
    assert_near(advance(&set.items[0].run), width + 3 * 1.2);
    /* The space behind the last letter is no part of the line. */
    assert_near(set.items[0].run.x, 600 - width - 2 * 1.2);
}

/* ---- faces ------------------------------------------------------------------------------ */

static void test_styles_have_their_faces(void **state)
{
    struct press *press = *state;
    const struct font_set *faces = press->fixture.job.faces;
    const char *text = "Осы Имашевке берілді";
    const struct text_span spans[] = {{strlen("Осы "), 0, NULL},
                                      {strlen("Имашевке"), STYLE_BOLD, NULL},
                                      {0, STYLE_ITALIC, NULL},
                                      {strlen(" берілді"), STYLE_ITALIC, NULL}};
    const struct rich rich = {text, strlen(text), spans, 4};
    struct set set = set_rich(press, &plain, &rich, &wide);
    assert_int_equal(set.count, 3);
    assert_string_equal(set.items[0].run.text, "Осы ");
    assert_string_equal(set.items[1].run.text, "Имашевке");
    assert_string_equal(set.items[2].run.text, " берілді");
    const char *names[] = {"PTSerif-Regular", "PTSerif-Bold", "PTSerif-Italic"};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(faces->fonts[set.items[i].run.face]->name, names[i]);
        assert_near(set.items[i].run.y, set.items[0].run.y);
        assert_int_equal(set.items[i].run.glyphs[0].cluster, 0);
        if (i)
            assert_near(set.items[i].run.x,
                        set.items[i - 1].run.x + advance(&set.items[i - 1].run));
    }
}

/* The runs, one after another, are the text, but for its line breaks; and every line keeps
 * to the box. */
static void test_runs_give_the_text_back(void **state)
{
    struct press *press = *state;
    const char *text = "Осы сертификат Әлия Іңкәрқызы Мұқановаға\nберілді: 2017 ж. 3–5 қазан, "
                       "«Сайлау құқығы» — ffi й №\u00A015.";
    struct rich rich = {.text = text, .size = strlen(text)};
    struct text_span spans[64];
    for (unsigned seed = 1; seed < 40; seed++) {
        /* Stretches of whole letters in styles that the seed says. */
        rich.count = 0;
        for (size_t at = 0; at < rich.size;) {
            size_t size = seed % 7 + rich.count % 5 + 1;
            if (at + size > rich.size || rich.count == 63)
                size = rich.size - at;
            while (at + size < rich.size && ((unsigned char)text[at + size] & 0xC0) == 0x80)
                size++;
            spans[rich.count] =
                (struct text_span){size, (seed + rich.count) % STYLE_COUNT, NULL};
            rich.count++;
            at += size;
        }
        rich.spans = spans;
        struct text_style style = plain;
        style.align = (enum align)(seed % 3);
        struct box box = {10, 10, 70 + 9 * seed, 1000};
        struct set set = set_rich(press, &style, &rich, &box);
        const char *rest = text;
        for (size_t i = 0; i < set.count; i++) {
            const struct run *run = &set.items[i].run;
            /* A line break of the text's own is a blank in the run. */
            for (const char *at = run->text; *at; at++, rest++)
                assert_int_equal(*at, *rest == '\n' ? ' ' : *rest);
            assert_true(run->x >= 10 - 0.02 && run->x + ink(run) <= 10 + box.width + 0.02);
        }
        assert_string_equal(rest, "");
    }
}

static void test_missing_letter_is_named(void **state)
{
    struct press *press = *state;
    const char *text = "a\nӘა";
    const struct text_span spans[] = {{4, 0, NULL}, {3, STYLE_BOLD, NULL}};
    const struct rich rich = {text, strlen(text), spans, 2};
    struct setting *setting;
    struct error err;
    assert_false(typeset_shape(&press->typesetter, &plain, &rich, "kk", &setting, &err));
    assert_string_equal(words_of(&err),
                        "the font «PTSerif-Bold» has no letter «ა» (U+10D0 "
                        "GEORGIAN LETTER AN). Correct the letter, or choose a font "
                        "that has it.");
    const struct text_span span = {3, 0, NULL};
    const struct rich private = {"\uE123", 3, &span, 1};
    assert_false(typeset_shape(&press->typesetter, &plain, &private, "kk", &setting, &err));
    assert_non_null(strstr(words_of(&err), "(U+E123)"));
}

/* All 42 letters, large and small, in every face that the examples use. */
static void test_every_kazakh_letter(void **state)
{
    struct press *press = *state;
    const char *text = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ "
                       "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
    struct text_style style = plain;
    for (style.font = 0; style.font < 2; style.font++)
        assert_true(set_text(press, &style, text, &wide).count > 0);
}

/* Each language is a run of its own, and is shaped by its own rules: in Serbian PT Serif has
 * another «б». */
static void runs_tell_their_language(void **state)
{
    struct press *press = *state;
    const struct box box = {0, 0, 300, 60};
    const struct text_span spans[] = {
        {strlen("Қол "), 0, NULL}, {strlen("подпись"), 0, "ru"}, {strlen(" AB"), 0, NULL}};
    const struct rich rich = {"Қол подпись AB", strlen("Қол подпись AB"), spans, 3};
    struct set set = set_rich(press, &plain, &rich, &box);
    assert_int_equal(set.count, 3);
    assert_null(set.items[0].run.lang);
    assert_string_equal(set.items[0].run.text, "Қол ");
    assert_string_equal(set.items[1].run.lang, "ru");
    assert_string_equal(set.items[1].run.text, "подпись");
    assert_null(set.items[2].run.lang);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_tell_their_language),
        cmocka_unit_test(test_one_line),
        cmocka_unit_test(test_nothing_to_set),
        cmocka_unit_test(test_kerning_and_advance),
        cmocka_unit_test(test_long_text_shrinks),
        cmocka_unit_test(test_never_below_least),
        cmocka_unit_test(test_height_counts_lines),
        cmocka_unit_test(test_widest_word),
        cmocka_unit_test(test_lines_are_filled),
        cmocka_unit_test(test_line_breaks_of_the_text),
        cmocka_unit_test(test_ties_hold),
        cmocka_unit_test(test_centred_lines_are_balanced),
        cmocka_unit_test(test_no_word_is_left_alone),
        cmocka_unit_test(test_paragraphs_are_balanced_apart),
        cmocka_unit_test(test_alignment),
        cmocka_unit_test(test_spaces_at_line_ends_do_not_count),
        cmocka_unit_test(test_vertical_alignment),
        cmocka_unit_test(test_tracking),
        cmocka_unit_test(test_styles_have_their_faces),
        cmocka_unit_test(test_runs_give_the_text_back),
        cmocka_unit_test(test_missing_letter_is_named),
        cmocka_unit_test(test_every_kazakh_letter),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
