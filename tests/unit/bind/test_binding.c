
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

/* A form shows both languages; a certificate shows what it shows. */
static void test_a_certificate_needs_its_russian_columns(void **state)
{
    (void)state;
    fixture_refused(BEGINNING TEXT("a", "{name_kk} {name_ru}"), "n,name_kk\n1,Бөрі\n",
                    "t.ini:12: [text a] text: {name_ru}: list.csv has no such column. Did you "
                    "mean {name_kk}?\n");
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

static void expect_part(const char *headings, size_t column, enum name_part wanted)
{
    struct fixture fixture;
    char list[200];
    snprintf(list, sizeof list, "n,%s\n1,x,y,z,v\n", headings);
    fixture_open(&fixture);
    fixture_sound(&fixture, BEGINNING TEXT("a", "{n}"), list);
    assert_int_equal(fixture.job.binding->parts[column], wanted);
    fixture_close(&fixture);
}

/* «Амин» is a given name in one list, and may be all that is known of a person in another. */
static void test_a_name_beside_surnames_is_the_given_name(void **state)
{
    (void)state;
    expect_part("Фамилия,Имя участника,a,b", 2, NAME_FIRST);
    expect_part("Имя участника,Фамилия,a,b", 1, NAME_FIRST);
    expect_part("Имя участника,Школа,a,b", 1, NAME_FULL);
    expect_part("Фамилия,Имя,Name,b", 3, NAME_FULL);
    expect_part("Тегі,Аты,Фамилия,Имя на русском", 4, NAME_FIRST);
}

static void test_unknown_filter(void **state)
{
    (void)state;
    fixture_refused(
        BEGINNING TEXT("a", "{n|uper}"), LIST,
        "t.ini:12: [text a] text: {n}: there is no filter «uper». Did you mean «upper»?\n");
    fixture_refused(
        BEGINNING TEXT("a", "{n|or:x|zzzzzz}"), LIST,
        "t.ini:12: [text a] text: {n}: there is no filter «zzzzzz». templates/README.md, "
        "«Filters», lists what "
        "there is.\n");
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

#define TWO                                                                                    \
    BEGINNING "[signature chairman]\nfont = text\nbox = 0 0 50mm 30mm\ntext = {signer}\n"      \
              "alt = Төраға\n[signature secretary]\nfont = text\nbox = 0 0 50mm 30mm\n"  \
              "text = {signer}\nalt = Хатшы\n"

/* Says which of the elements is signed when that field is named. */
static size_t signed_of(const char *template, const char *field)
{
    struct fixture fixture;
    fixture_open(&fixture);
    fixture.field = field;
    fixture_sound(&fixture, template, "n\n1\n");
    size_t signature = fixture.job.binding->signature;
    fixture_close(&fixture);
    return signature;
}

static void test_signed_field(void **state)
{
    (void)state;
    assert_int_equal(signed_of(TWO, NULL), NO_SIGNATURE);
    assert_int_equal(signed_of(TWO, ""), 0);
    assert_int_equal(signed_of(TWO, "chairman"), 0);
    assert_int_equal(signed_of(TWO, "secretary"), 1);
    assert_int_equal(signed_of(BEGINNING SIGNATURE("{signer}", "Қол"), ""), 0);
    assert_int_equal(signed_of(BEGINNING TEXT("a", "x"), ""), NO_SIGNATURE);
}

static void refuse_field(const char *template, const char *reported)
{
    struct fixture fixture;
    fixture_open(&fixture);
    fixture.field = "member";
    assert_false(fixture_edition(&fixture, template, "n\n1\n"));
    assert_string_equal(fixture_reported(&fixture), reported);
    fixture_close(&fixture);
}

static void test_unknown_field(void **state)
{
    (void)state;
    refuse_field(TWO, "t.ini: The template has no [signature member] to be signed (--field). "
                      "It has these: chairman, secretary.\n");
    refuse_field(BEGINNING TEXT("a", "x"),
                 "t.ini: The template has no [signature member] to be signed (--field). Leave "
                 "--field out, or name its [signature].\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_found),
        cmocka_unit_test(test_mapped_column_hides_a_heading),
        cmocka_unit_test(test_a_certificate_needs_its_russian_columns),
        cmocka_unit_test(test_a_name_beside_surnames_is_the_given_name),
        cmocka_unit_test(test_unknown_filter),
        cmocka_unit_test(test_required_columns),
        cmocka_unit_test(test_signature_shows_nothing_of_a_row),
        cmocka_unit_test(test_fixed_elements),
        cmocka_unit_test(test_signed_field),
        cmocka_unit_test(test_unknown_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
