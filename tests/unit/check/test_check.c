
#include "unit/fixture.h"

#include "base/utf8.h"
#include "issue/batch.h"
#include "unit/words.h"

/* Names in both languages and a region; who is the Kazakh name. */
#define NAMES                                                                                  \
    "[document]\ntitle = {n}\nfile = {n}\nwho = {name_kk}\n" PAGE FONT                         \
    "[define]\nname_kk = {last_kk} {first_kk} {patronymic_kk}\n"
#define HEADINGS                                                                               \
    "n;last_kk;first_kk;patronymic_kk;last_ru;first_ru;patronymic_ru;gender;region_kk\n"
#define SHOWN                                                                                  \
    TEXT("name", "{name_kk}\\n{last_ru} {first_ru} {patronymic_ru}\\n{region_kk}")             \
    "lang = "                                                                                  \
    "kk\n"

/* Opens the job, surveys it with so many threads and puts what is told of the rows `only`
 * (NULL: all) into the fixture. */
static void survey(struct fixture *fixture, const char *template, const char *list,
                   const char *only, size_t threads)
{
    struct selection *selection = selection_new(only);
    struct batch_options options = {
        .threads = threads, .producer = "test", .selection = selection};
    struct error err;
    fixture_open(fixture);
    fixture_sound(fixture, template, list);
    struct batch *batch = batch_new(&fixture->job, &options);
    if (!batch_survey(batch, &fixture->findings, &err))
        fail_msg("%s", words_of(&err));
    batch_free(batch);
    selection_free(selection);
}

static void assert_reported_of(const char *template, const char *list, const char *only,
                               const char *wanted)
{
    for (size_t threads = 1; threads <= 4; threads += 3) {
        struct fixture fixture;
        survey(&fixture, template, list, only, threads);
        assert_string_equal(fixture_reported(&fixture), wanted);
        fixture_close(&fixture);
    }
}

static void assert_reported(const char *template, const char *list, const char *wanted)
{
    assert_reported_of(template, list, NULL, wanted);
}

/* Thirty people about whom nothing is to be said. */
static void add_people(struct buf *list)
{
    static const char *const last[] = {"Оспанов", "Есенов", "Бейсенов", "Мырзатаев",
                                       "Абдуллин"};
    static const char *const first[] = {"Арман", "Ерлан", "Болат", "Самат", "Айдос", "Азамат"};
    buf_puts(list, HEADINGS);
    for (size_t i = 0; i < 29; i++)
        buf_printf(list, "%03zu;%s;%s;Болатұлы;%s;%s;Болатович;m;Ақтөбе облысы\n", i + 1,
                   last[i % 5], first[i % 6], last[i % 5], first[i % 6]);
    buf_puts(list, "030;Мұқашев;Әлихан;Болатұлы;Мукашев;Алихан;Болатович;m;Ақтөбе облысы\n");
}

static void test_nothing_to_say(void **state)
{
    (void)state;
    struct buf list = {0};
    add_people(&list);
    assert_reported(NAMES SHOWN, list.data, "");
    buf_free(&list);
}

static void test_what_only_the_whole_list_shows(void **state)
{
    (void)state;
    struct buf list = {0};
    add_people(&list);
    buf_puts(&list,
             "031;ЕСЕНОВ;Ерлан;Болатұлы;Есенов;Ерлан;Болатович;m;Ақтөбе облысы\n"
             "032;Ли;Ян;;Ли;Ян;;m;Ақтөбе облысы\n"
             "033;Преображенский-Рождественский;Александр;;Преображенский-Рождественский;"
             "Александр;;m;Актөбе облысы\n"
             "034;Цой;Роман;;Цой;Роман;;m;\n");
    assert_reported(
        NAMES SHOWN, list.data,
        "list.csv:32: warning: ЕСЕНОВ Ерлан Болатұлы: «last_kk»: «ЕСЕНОВ» is in capitals. "
        "Write «Есенов».\n"
        "list.csv:32: warning: ЕСЕНОВ Ерлан Болатұлы: row 3 has the same name. Delete one of "
        "them, unless they are two people.\n"
        "list.csv:33: note: Ли Ян: surname and given name have 4 letters; 13 are usual. Make "
        "sure that nothing is missing.\n"
        "list.csv:34: note: Преображенский-Рождественский Александр: surname and given name "
        "have 38 letters; 13 are usual. Make sure that it is one person's.\n"
        "list.csv:34: warning: Преображенский-Рождественский Александр: «region_kk»: «Актөбе "
        "облысы» is rare; the list often says «Ақтөбе облысы». Correct it, unless it is meant "
        "so.\n"
        "list.csv:35: note: Цой Роман: «region_kk»: the field is empty; nearly all others are "
        "filled. Fill it in, unless it is meant so.\n");
    buf_free(&list);
}

/* Of the rows that are asked for it is told what they have in common with others, and nothing
 * of these. */
static void test_rows_asked_for(void **state)
{
    (void)state;
    struct buf list = {0};
    add_people(&list);
    buf_puts(&list, "031;Есенов;Ерлан;Болатұлы;Есенов;Ерлан;Болатович;m;Ақтөбе облысы\n"
                    "032;ЛИ;Ян;;Ли;Ян;;m;Актөбе облысы\n");
    assert_reported_of(NAMES SHOWN, list.data, "32",
                       "list.csv:32: warning: Есенов Ерлан Болатұлы: row 3 has the same name. "
                       "Delete one of them, unless they are two people.\n");
    buf_free(&list);
}

static void test_a_kazakh_column_without_kazakh(void **state)
{
    (void)state;
    struct buf list = {0};
    buf_puts(&list, "n;town_kk;town_ru\n");
    for (size_t i = 0; i < 20; i++)
        buf_printf(&list, "%03zu;Аксай;Аксай\n", i + 1);
    assert_reported(BEGINNING TEXT("a", "{town_kk} {town_ru}"), list.data,
                    "list.csv: warning: «town_kk»: none of the 20 texts has a Kazakh letter, "
                    "though 20 look as if they should have one. Check whether the column holds "
                    "Russian, or Kazakh typed with Russian letters.\n");
    buf_puts(&list, "021;Көкшетау;Кокшетау\n");
    assert_reported(BEGINNING TEXT("a", "{town_kk}"), list.data, "");
    buf_free(&list);
}

/* Of rows that cannot be read, and of a list too short to say what is usual, nothing is made
 * up. */
static void test_short_and_broken_lists(void **state)
{
    (void)state;
    assert_reported(
        NAMES SHOWN,
        HEADINGS
        "1;Ли;Ян;;Ли;Ян;;m;\n2;Ли\n4;Пак;Ян;;Пак;Ян;;m;Астана\n"
        "5;Ким;Ян;;Ким;Ян;;m;Астана\n6;Эм;Ян;;Эм;Ян;;m;Астана\n3;Преображенский-Рождественский;"
        "Александр;;Преображенский-Рождественский;Александр;;m;Астана\n",
        "list.csv:3: note: Ли: the row has fewer fields than the headings: the last ones are "
        "taken as empty.\nlist.csv:3: warning: Ли: the fields «first_kk», "
        "«first_ru» are empty. Fill in the name.\nlist.csv:3: warning: Ли: «last_ru»: the "
        "field is empty, but «last_kk» says «Ли». Fill in both, or none.\n");
}

/* A row that lacks a cell before others says them under wrong headings. */
static void test_shifted_rows(void **state)
{
    (void)state;
    static const char values[] = NAMES "[values]\nregion_kk = Астана, Ақтөбе\n" SHOWN;
    static const char whole[] = "1;Ли;Ян;;Ли;Ян;;m;Астана\n";
    static const struct {
        const char *row, *wanted;
    } cases[] = {
        {"2;Ким;Ян;Ким;Ян;;m;Астана\n",
         "Ким Ян Ким: «gender»: the row has 8 of 9 fields, and «Астана» stands here: a cell "
         "before it seems to be missing. Put it back, even if it is empty.\n"},
        {"Ким;Ян;;Ким;Ян;;m;Астана\n", "Ян Ким: «n»: the row has 8 of 9 fields, and «Ким» "
                                       "stands here: a cell before it seems "
                                       "to be missing. Put it back, even if it is empty.\n"},
        {"2;Ким;Ян;;Ким;Ян;m\n", "Ким Ян: «patronymic_ru»: the row has 7 of 9 fields, and «m» "
                                 "stands here: a cell before "
                                 "it seems to be missing. Put it back, even if it is empty.\n"},
        {"2;Ким;Ян;Болатұлы;Ким;Ян\n", "Ким Ян Болатұлы: «patronymic_ru»: the row has 6 of 9 "
                                       "fields and ends before this one, "
                                       "though «patronymic_kk» is filled: a cell seems to be "
                                       "missing. Put it back, even if it "
                                       "is empty.\n"},
        {"2;Ким;Ян;;Ким;Ян;;m\n", NULL},
        {"2;Ким;Ян;;Ким;Ян\n", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf list = {0}, wanted = {0};
        buf_printf(&list, HEADINGS "%s%s", whole, cases[i].row);
        buf_printf(&wanted, "list.csv:3: %s",
                   cases[i].wanted
                       ? cases[i].wanted
                       : "note: Ким Ян: the row has fewer fields than the headings: "
                         "the last ones are taken as empty.\n");
        assert_reported(values, list.data, wanted.data);
        buf_free(&list);
        buf_free(&wanted);
    }
}

static void test_fields_of_a_row_together(void **state)
{
    (void)state;
    assert_reported(
        NAMES "[values]\nregion_kk = Ақмола облысы, Ақтөбе облысы\n" SHOWN,
        HEADINGS "1;Есенова;Жанаргуль;Болатқызы;Есенова;Жанаргуль;Болатовна;m;Актөбе облысы\n"
                 "2;Есенова;Айгүл;;Есенова;Айгуль;Болатовна;f;Ақмола облысы\n"
                 "3;Есенов;Арман;Болатұлы;Есенов;Арман;Болатовна;;Ақмола облысы\n"
                 "4;Есенов;Арыстан;Болатұлы;Есенов;Арыстан;Болатович;да;\n",
        "list.csv:2: warning: Есенова Жанаргуль Болатқызы: «first_kk»: «гуль» in «Жанаргуль» "
        "is written «гүл» in Kazakh. Write the name with its Kazakh letters, unless the "
        "person's document has it like this.\n"
        "list.csv:2: Есенова Жанаргуль Болатқызы: «region_kk»: «Актөбе облысы» is not one of "
        "the template's [values]. Did you mean «Ақтөбе облысы»?\n"
        "list.csv:2: warning: Есенова Жанаргуль Болатқызы: «patronymic_kk»: «Болатқызы» is the "
        "name of a woman, but «gender» says «m». Correct whichever is wrong.\n"
        "list.csv:3: warning: Есенова Айгүл: «patronymic_kk»: the field is empty, but "
        "«patronymic_ru» says «Болатовна». Fill in both, or none.\n"
        "list.csv:4: warning: Есенов Арман Болатұлы: «patronymic_ru»: «Болатұлы» is the name "
        "of a man, but «Болатовна» is that of a woman. Correct whichever is wrong.\n"
        "list.csv:5: warning: Есенов Арыстан Болатұлы: «gender»: «да» is not a gender. "
        "Write m or f.\n");
}

/* What was tidied away when the list was read. */
static void test_changes_of_texts(void **state)
{
    (void)state;
    assert_reported(NAMES SHOWN,
                    HEADINGS "1;Баи\u0306жан;Арман\u00a0 Ерлан;;Байжан;Арман Ерлан;;m;\n",
                    "list.csv:2: note: Байжан Арман Ерлан: «last_kk»: a letter and its mark "
                    "became one letter, «й» (U+0439), in «Байжан».\n"
                    "list.csv:2: note: Байжан Арман Ерлан: «first_kk»: U+00A0 NO-BREAK SPACE "
                    "became an ordinary space in «Арман Ерлан».\n"
                    "list.csv:2: note: Байжан Арман Ерлан: «first_kk»: more than one space in "
                    "a row became one in «Арман Ерлан».\n");
}

/* A list with headings of its own is called by them. */
static void test_headings_of_the_list(void **state)
{
    (void)state;
    assert_reported(
        "[columns]\nlast_kk = Тегі\nlast_ru = Фамилия\n"
        "[document]\ntitle = {n}\nfile = {n}\nwho = {last_kk}\n" PAGE FONT TEXT(
            "a", "{last_kk} {last_ru}"),
        "n;Тегі;Фамилия\n1;Серiк;СЕРИК\n",
        "list.csv:2: warning: Серiк: «Тегі»: the word «Серiк» has Latin letters among Cyrillic "
        "ones: «i» (U+0069). Type «і» (U+0456).\n"
        "list.csv:2: warning: Серiк: «Фамилия»: «СЕРИК» is in capitals. Write «Серик».\n");
}

/* What `who` shows is a name, and so is the same column in the other language. */
static void test_names_by_their_use(void **state)
{
    (void)state;
    assert_reported("[document]\ntitle = {n}\nfile = {n}\nwho = {trainer_kk}\n" PAGE FONT TEXT(
                        "a", "{trainer_kk} {trainer_ru} {town_ru}"),
                    "n;trainer_kk;trainer_ru;town_ru\n1;Серік Асқар;серик аскар;алматы\n",
                    "list.csv:2: warning: Серік Асқар: «trainer_ru»: «серик аскар» has no "
                    "capital. Write «Серик Аскар».\n");
}

/* Of rows that are equally bad the first is told, whichever thread comes first. */
static void test_equally_bad_rows(void **state)
{
    (void)state;
    struct buf list = {0};
    buf_puts(&list, "n;topic;comment\n001;near;");
    for (size_t i = 0; i < 2000; i++) /* so the first row takes the longest */
        buf_puts(&list, i ? " words" : "words");
    for (size_t i = 1; i < 200; i++)
        buf_printf(&list, "\n%03zu;near;", i + 1);
    assert_reported(
        BEGINNING "[text long]\nbox = 20mm 20mm 250mm 170mm\nfont = text\nsize = 3pt\n"
                  "text = {comment}\n"
                  "[text b]\nbox = 2mm 60mm 100mm 8mm\nfont = text\ntext = {topic}\n",
        buf_text(&list),
        "list.csv:2: warning: 001: [text b]: the text comes as near as 2 mm to the edge of the "
        "page (the worst of 200 rows; next: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, "
        "17, 18, 19, 20, 21, …). Office printers leave 5 mm white; move the box inwards.\n");
    buf_free(&list);
}

/* A field that two elements decline is noted once. */
static void test_notes_of_case_forms(void **state)
{
    (void)state;
    assert_reported(
        "[document]\ntitle = {n}\nfile = {n}\nwho = {name_ru}\n" PAGE FONT TEXT(
            "a", "{name_ru|dat}") "lang = ru\n" TEXT("b", "{name_ru|dat}") "lang = ru\n",
        "n;name_ru\n1;Оспанова Айгуль Аскаровна\n",
        "list.csv:2: note: Оспанова Айгуль Аскаровна: {name_ru}: this became «Оспановой Айгуль "
        "Аскаровне»; usage differs for women's names in -ь: most stay as they are, some "
        "decline "
        "(Асель, Асели).\n");
}

static void test_boxes_of_rows(void **state)
{
    (void)state;
    const char *template =
        BEGINNING "[text a]\nbox = 20mm 20mm 30mm 8mm\nfont = text\nsize = 12pt\nleast = 4pt\n"
                  "text = {title}\n"
                  "[text b]\nbox = 2mm 60mm 100mm 8mm\nfont = text\ntext = {topic}\n"
                  "[qr code]\nbox = 60mm 100mm 12mm 12mm\ntext = {code}\nalt = QR\n";
    const char *digits =
        "0123456789012345678901234567890123456789012345678901234567890123456789";
    char list[512];
    snprintf(list, sizeof list,
             "n;title;topic;code\n1;short;;1\n2;hardly long enough to shrink;x;2\n"
             "3;this must be the longest of all the names;;%s\n4;also rather a long name;x;3\n",
             digits);
    assert_reported(template, list,
                    "list.csv:3: warning: 2: [text b]: the text comes as near as 2 mm to the "
                    "edge of the page (the worst of 2 rows; next: 5). Office printers leave 5 "
                    "mm white; move the box inwards.\n"
                    "list.csv:4: note: 3: [text a]: the text is set in 8 pt instead of 12 pt "
                    "to fit its box (the worst of 3 rows; next: 3, 5).\n"
                    "list.csv:4: warning: 3: [qr code]: the modules of the QR code would be "
                    "0.26 mm wide; what is less than 0.33 mm is hard to scan. Make the box 15 "
                    "mm wide and high, shorten the text, or lower the level.\n");
}

/* What goes together by its name is looked at as if it were a pair. */
static void test_kazakh_beside_russian(void **state)
{
    (void)state;
#define PART(name, lang, x, size, text)                                                        \
    "[text " name "]\nbox = " x " 20mm 40mm 8mm\nfont = text\nlang = " lang "\nsize = " size   \
    "\nleast = 4pt\ntext = " text "\n"
    assert_reported(BEGINNING PART("a-kk", "kk", "20mm", "12pt", "аты")
                        PART("a-ru", "ru", "80mm", "12pt", "имя"),
                    "n\n1\n", "");
    assert_reported(
        BEGINNING PART("a-kk", "kk", "80mm", "10pt", "аты")
            PART("a-ru", "ru", "20mm", "12pt", "имя"),
        "n\n1\n",
        "t.ini:9: warning: [text a-kk]: the Kazakh text is set 2 pt smaller than the Russian "
        "one in [text a-ru]. Give both boxes one `pair`: the Law on Languages wants letters of "
        "one size (article 21).\n"
        "t.ini:10: warning: [text a-kk]: the Kazakh text comes after the Russian one in [text "
        "a-ru]. The Law on Languages wants Kazakh left or above (article 21).\n");
    assert_reported(BEGINNING PART("a-kk", "kk", "20mm", "12pt", "{n} мұражайының меңгерушісі")
                        PART("a-ru", "ru", "80mm", "12pt", "имя"),
                    "n\n1\n",
                    "list.csv:2: note: 1: [text a-kk]: the text is set in 9.4 pt instead of 12 "
                    "pt to fit its box.\n"
                    "list.csv:2: warning: 1: [text a-kk]: the Kazakh text is set 2.6 pt "
                    "smaller than the Russian one in [text a-ru]. Give both boxes one `pair`: "
                    "the Law on Languages wants letters of one size (article 21).\n");
}

/* Whatever names come, the survey ends, says the same twice, and says it in NFC. */
static void test_any_names(void **state)
{
    (void)state;
    struct buf list = {0}, reported = {0};
    uint32_t seed = 3;
    buf_puts(&list, HEADINGS);
    for (size_t row = 0; row < 300; row++) {
        for (size_t field = 0; field < 9; field++) {
            for (size_t i = 0; i < (seed >> 28); i++) {
                static const uint32_t starts[] = {0x410, 0x430, 0x490, 0x4D0,
                                                  0x41,  0x300, 0x2010};
                seed = seed * 1103515245u + 12345u;
                uint32_t letter = starts[(seed >> 16) % 7] + (seed >> 20) % 0x1A;
                char bytes[4];
                buf_add(&list, bytes, utf8_put(letter, bytes));
            }
            seed = seed * 1103515245u + 12345u;
            buf_putc(&list, field < 8 ? ';' : '\n');
        }
    }
    for (size_t threads = 1; threads <= 3; threads++) {
        struct fixture fixture;
        survey(&fixture, NAMES SHOWN, list.data, NULL, threads);
        assert_true(threads == 1 || strcmp(reported.data, fixture_reported(&fixture)) == 0);
        buf_clear(&reported);
        buf_puts(&reported, fixture_reported(&fixture));
        assert_true(reported.size > 1000);
        size_t bad;
        assert_true(utf8_valid(reported.data, reported.size, &bad));
        assert_string_equal(utf8_nfc(&fixture.arena, reported.data), reported.data);
        fixture_close(&fixture);
    }
    buf_free(&reported);
    buf_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_to_say),
        cmocka_unit_test(test_what_only_the_whole_list_shows),
        cmocka_unit_test(test_rows_asked_for),
        cmocka_unit_test(test_a_kazakh_column_without_kazakh),
        cmocka_unit_test(test_short_and_broken_lists),
        cmocka_unit_test(test_shifted_rows),
        cmocka_unit_test(test_fields_of_a_row_together),
        cmocka_unit_test(test_changes_of_texts),
        cmocka_unit_test(test_headings_of_the_list),
        cmocka_unit_test(test_names_by_their_use),
        cmocka_unit_test(test_equally_bad_rows),
        cmocka_unit_test(test_notes_of_case_forms),
        cmocka_unit_test(test_boxes_of_rows),
        cmocka_unit_test(test_kazakh_beside_russian),
        cmocka_unit_test(test_any_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
