
#include "unit/fixture.h"

#define LIST "n,last_ru,Аты\n1,Имашев,Бөрі\n"

static void test_names_are_found(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture,
                  BEGINNING "[columns]\nfirst = Аты\nalso = Аты\n"
                            "[define]\nwhole = {last_ru} {first}\n" TEXT("a", "{whole} {also}"),
                  LIST);
    const struct binding *binding = fixture.job.binding;
    const struct {
        const char *text;
        enum source source;
        size_t index;
    } names[] = {{"n", SOURCE_COLUMN, 0},      {"last_ru", SOURCE_COLUMN, 1},
                 {"first", SOURCE_COLUMN, 2},  {"also", SOURCE_COLUMN, 2},
                 {"whole", SOURCE_DEFINE, 0},  {"row", SOURCE_ROW, 0},
                 {"signer", SOURCE_SIGNER, 0}, {"time", SOURCE_TIME, 0}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct name *name = binding_find(binding, names[i].text);
        assert_non_null(name);
        assert_int_equal(name->source, names[i].source);
        assert_int_equal(name->index, names[i].index);
    }
    assert_null(binding_find(binding, "Аты"));
    assert_null(binding_find(binding, "last"));
    fixture_close(&fixture);
}

/* The template's own word for a column goes before the list's heading. */
static void test_mapped_column_hides_a_heading(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture, BEGINNING "[columns]\nname = ФИО\n" TEXT("a", "{name}"),
                  "n,name,ФИО\n1,x,y\n");
    assert_int_equal(binding_find(fixture.job.binding, "name")->index, 2);
    fixture_close(&fixture);
}

static void test_unknown_column_names_the_nearest(void **state)
{
    (void)state;
    fixture_refused(BEGINNING TEXT("a", "Құрметті {last_rru}"), LIST,
                    "t.ini:12: [text a] text: {last_rru}: list.csv has no such column. Did you "
                    "mean {last_ru}?\n");
    fixture_refused(
        BEGINNING TEXT("a", "{somebody_else}"), LIST,
        "t.ini:12: [text a] text: {somebody_else}: list.csv has no such column. There "
        "are: n, last_ru, Аты. Say in [columns] which heading it is.\n");
}

/* Every place that has placeholders is looked at, and each is told with its own line. */
static void test_unknown_columns_are_told_together(void **state)
{
    (void)state;
    fixture_refused("[document]\ntitle = {n1}\nfile = {n2}\nwho = {n3}\nauthor = {n4}\n"
                    "subject = {n5}\nkeywords = {n6}\n"
                    "[define]\nd = {n7}\n"
                    "[page 1]\nsize = A4\nimage = {n8}.png\n" FONT
                    "[text a]\nbox = 0 0 50mm 9mm\nfont = text\ntext = {n9}\n"
                    "[image b]\nbox = 0 0 50mm 9mm\nfile = {n10}\nalt = {n11}\n"
                    "[qr c]\nbox = 0 0 50mm 50mm\ntext = {n12}\nalt = {n13}\n",
                    "num,x\n1,2\n",
                    "list.csv:1: note: none of the first 30 rows has all headings that the "
                    "template names; row 1 («num», «x») was taken for them, and has 0 of 13.\n"
                    "t.ini:2: [document] title: {n1}: list.csv has no such column. There are: "
                    "d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:3: [document] file: {n2}: list.csv has no such column. There are: "
                    "d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:4: [document] who: {n3}: list.csv has no such column. There are: d, "
                    "num, x. Say in [columns] which heading it is.\n"
                    "t.ini:5: [document] author: {n4}: list.csv has no such column. There are: "
                    "d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:6: [document] subject: {n5}: list.csv has no such column. There "
                    "are: d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:7: [document] keywords: {n6}: list.csv has no such column. There "
                    "are: d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:9: [define] d: {n7}: list.csv has no such column. There are: d, "
                    "num, x. Say in [columns] which heading it is.\n"
                    "t.ini:12: [page 1] image: {n8}: list.csv has no such column. There are: "
                    "d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:18: [text a] text: {n9}: list.csv has no such column. There are: d, "
                    "num, x. Say in [columns] which heading it is.\n"
                    "t.ini:21: [image b] file: {n10}: list.csv has no such column. There are: "
                    "d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:22: [image b] alt: {n11}: list.csv has no such column. There are: "
                    "d, num, x. Say in [columns] which heading it is.\n"
                    "t.ini:25: [qr c] text: {n12}: list.csv has no such column. There are: d, "
                    "num, x. Say in [columns] which heading it is.\n"
                    "t.ini:26: [qr c] alt: {n13}: list.csv has no such column. There are: d, "
                    "num, x. Say in [columns] which heading it is.\n");
}

static void test_unknown_filter(void **state)
{
    (void)state;
    fixture_refused(
        BEGINNING TEXT("a", "{n|uper}"), LIST,
        "t.ini:12: [text a] text: {n}: there is no filter «uper». Did you mean «upper»?\n");
    fixture_refused(BEGINNING TEXT("a", "{n|or:x|zzzzzz}"), LIST,
                    "t.ini:12: [text a] text: {n}: there is no filter «zzzzzz». README.md, "
                    "«Filters», lists what "
                    "there is.\n");
}

/* What hangs on a missing heading is not told again for each placeholder. */
static void test_missing_heading_is_told_once(void **state)
{
    (void)state;
    fixture_refused(BEGINNING "[columns]\nlast = Тегі\n" TEXT("a", "{last} {last|upper}"), LIST,
                    "t.ini:10: [columns] last: list.csv has no heading «Тегі». Compare the "
                    "headings in row 1 of "
                    "the list letter by letter.\n");
}

static void test_required_columns(void **state)
{
    (void)state;
    fixture_refused("[document]\ntitle = T\nfile = {n}\nrequired = n, last_r, whole\n" PAGE FONT
                    "[define]\nwhole = {n}\n" TEXT("a", "x"),
                    LIST,
                    "t.ini:4: [document] required: {whole} is not a column of list.csv. "
                    "Require the columns that it is made of.\n"
                    "t.ini:4: [document] required: {last_r}: list.csv has no such column. Did "
                    "you mean {last_ru}?\n");
}

/* A template that was made for another list is told each column once. */
static void test_a_missing_column_is_told_once(void **state)
{
    (void)state;
    fixture_refused(BEGINNING TEXT("a", "{town} {town|upper}") TEXT("b", "{town}"), LIST,
                    "t.ini:12: [text a] text: {town}: list.csv has no such column, which the "
                    "template uses 3 times. There are: n, last_ru, Аты. Say in [columns] which "
                    "heading it is.\n");
}

/* A letter of another script is told, wherever it stands. */
static void test_a_letter_of_another_script_is_told(void **state)
{
    (void)state;
    fixture_refused(BEGINNING "[columns]\nlast = Teгі\n" TEXT("a", "{last}"), "n,Тегі\n1,Ким\n",
                    "t.ini:10: [columns] last: list.csv has no heading «Teгі». There is "
                    "«Тегі», which looks the same, but its «T» is Latin here and Cyrillic "
                    "there. Type it again.\n");
    fixture_refused(BEGINNING TEXT("a", "{nаme}"), "n,name\n1,Ким\n",
                    "t.ini:12: [text a] text: {nаme}: list.csv has no such column. There is "
                    "«name», which looks the same, but its «а» is Cyrillic here and Latin "
                    "there. Type it again.\n");
}

#define SIGNATURE(text, alt)                                                                   \
    "[signature]\nbox = 0 0 50mm 30mm\nfont = text\ntext = " text "\nalt = " alt "\n"

/* The signature's look belongs to all certificates. */
static void test_signature_shows_nothing_of_a_row(void **state)
{
    (void)state;
    fixture_refused(BEGINNING SIGNATURE("{signer}", "{n}"), LIST,
                    "t.ini:13: [signature] alt: A signature cannot show {n}, which changes "
                    "from row to row. Only "
                    "{signer} and {time} can stand here, if neither the list nor [define] uses "
                    "these names.\n");
    fixture_refused(BEGINNING SIGNATURE("{time}", "Қол"), "n,time\n1,10:30\n",
                    "t.ini:12: [signature] text: A signature cannot show {time}, which changes "
                    "from row to row. "
                    "Only {signer} and {time} can stand here, if neither the list nor [define] "
                    "uses these names.\n");
}

static void test_fixed_elements(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    const char *pair = "pair = p\n";
    struct buf template = {0};
    buf_printf(&template, "%s%s%s%s%s%s%s%s", BEGINNING, TEXT("plain", "СЕРТИФИКАТ"),
               TEXT("own", "{n}"), "[rect r]\nbox = 0 0 10mm 10mm\n",
               SIGNATURE("{signer} {time}", "Қол"),
               "[text kk]\nbox = 0 0 90mm 40mm\nfont = text\ntext = Астана\n", pair,
               "[text ru]\nbox = 100mm 0 90mm 40mm\nfont = text\ntext = {n}\nlang = ru\n"
               "pair = p\n");
    fixture_sound(&fixture, template.data, LIST);
    const bool *fixed = fixture.job.binding->fixed;
    assert_true(fixed[0]);
    assert_false(fixed[1]);
    assert_true(fixed[2]);
    assert_true(fixed[3]);
    assert_false(fixed[4]); /* because its pair is not */
    assert_false(fixed[5]);
    buf_free(&template);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_found),
        cmocka_unit_test(test_mapped_column_hides_a_heading),
        cmocka_unit_test(test_unknown_column_names_the_nearest),
        cmocka_unit_test(test_unknown_columns_are_told_together),
        cmocka_unit_test(test_unknown_filter),
        cmocka_unit_test(test_missing_heading_is_told_once),
        cmocka_unit_test(test_required_columns),
        cmocka_unit_test(test_a_missing_column_is_told_once),
        cmocka_unit_test(test_a_letter_of_another_script_is_told),
        cmocka_unit_test(test_signature_shows_nothing_of_a_row),
        cmocka_unit_test(test_fixed_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
