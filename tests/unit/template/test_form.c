#include "unit/fixture.h"

#include "template/form.h"

#define FORM                                                                                   \
    "[document]\ntitle = T\n[font text]\nfamily = PT Serif\n[style s]\nfont = text\n"          \
    "[head]\nstyle = s\n"
#define COLUMN "[column a]\nheading = A\ntext = {a}\nstyle = s\n"

static struct form *read_with(struct fixture *fixture, const char *text,
                              const struct template *certificate, bool names_first)
{
    fixture_open(fixture);
    const char *path = fixture_write(fixture, "form.ini", text, strlen(text));
    return form_read(path, certificate, names_first, &fixture->findings);
}

static struct form *read_form(struct fixture *fixture, const char *text,
                              const struct template *certificate)
{
    return read_with(fixture, text, certificate, false);
}

static void assert_refused(const char *text, const char *reported)
{
    struct fixture fixture;
    assert_null(read_form(&fixture, text, NULL));
    assert_string_equal(fixture_reported(&fixture), reported);
    fixture_close(&fixture);
}

static void texts_of_both_languages_become_elements(void **state)
{
    (void)state;
    struct fixture fixture;
    struct form *form =
        read_form(&fixture,
                  FORM "[heading h]\ntext_ru = Р\ntext_kk = Қ\nstyle = s\n" COLUMN
                       "[column b]\nheading_kk = B\nstyle = s\nwidth = 30mm\n",
                  NULL);
    assert_string_equal(fixture_reported(&fixture), "");
    assert_int_equal(form->heading_count, 1);
    assert_int_equal(form->headings[0].words.count, 2);
    const struct element *first =
        &form->template->elements[form->headings[0].words.elements[0]];
    assert_string_equal(first->content.source, "Қ");
    assert_string_equal(first->tag.lang, "kk");
    assert_string_equal(first->key, "text_kk");
    assert_int_equal(form->column_count, 2);
    assert_true(form->columns[0].share > 0.99 && form->columns[0].share < 1.01);
    assert_true(form->columns[1].width > 85 && form->columns[1].width < 85.1);
    assert_int_equal(form->columns[1].words.count, 0);
    assert_int_equal(form->by, NO_ELEMENT);
    form_free(form);
    fixture_close(&fixture);
}

static void faults_are_told_with_their_lines(void **state)
{
    (void)state;
    assert_refused(
        FORM COLUMN "widht = 3\n",
        "form.ini:13: [column a] widht: There is no such key. Did you mean width?\n");
    assert_refused(FORM COLUMN "[text t]\n",
                   "form.ini:13: [text t]: There is no kind of section \"text\".\n");
    assert_refused(FORM COLUMN "width = 3kg\n",
                   "form.ini:13: [column a] width: \"3kg\" is not the width of a column. Write "
                   "a length such as 25mm, or a number such as 2: the columns with numbers "
                   "share what the others leave.\n");
    assert_refused(
        FORM "[column a]\nheading = A\n",
        "form.ini:9: [column a]: The key \"font\" is missing. Write it there or in a "
        "[style].\n");
    assert_refused(FORM COLUMN "[group]\ntext = x\nstyle = s\n",
                   "form.ini:13: [group]: The key \"by\" is missing.\n");
    assert_refused(FORM COLUMN "[subtotal]\ntext = x\nstyle = s\n",
                   "form.ini:13: [subtotal]: Without [group] there is nothing that a subtotal "
                   "could be of.\n");
    assert_refused(FORM COLUMN "width = 200mm\n[table]\nempty = x\n",
                   "form.ini:15: [table] empty: \"x\" is not a whole number. Write digits "
                   "only.\n");
    assert_refused(
        FORM COLUMN "[table]\ndays = 2026-12-01,\n",
        "form.ini:14: [table] days: A name is missing. Write days such as 2026-12-01 "
        "with commas between them.\n");
}

static void what_is_missing_is_told(void **state)
{
    (void)state;
    assert_refused(FORM,
                   "form.ini: There is no [column NAME] section. Each says what stands in "
                   "one column.\n");
    assert_refused("[font text]\nfamily = PT Serif\n[style s]\nfont = text\n" COLUMN,
                   "form.ini: There is no [document] section. It gives the form its title.\n"
                   "form.ini: There is no [head] section. It says how the columns' headings "
                   "look.\n");
}

static void columns_must_fit_between_the_margins(void **state)
{
    (void)state;
    assert_refused(
        FORM "[page]\nleft = 20mm\nright = 20mm\n" COLUMN "width = 171mm\n",
        "form.ini:9: [page]: The columns need 171.0mm, but between the margins there "
        "are 170.0mm. Make columns narrower, or turn the page: size = A4 "
        "landscape.\n");
}

static void a_certificate_lends_its_names_and_texts(void **state)
{
    (void)state;
    struct fixture certificate, fixture;
    fixture_open(&certificate);
    fixture_sound(
        &certificate,
        BEGINNING "[columns]\nx = Тегі\n[define]\nname = {x}!\nevent = Семинар\n"
        /* clang-format off */
        TEXT("a", "{name}") "lang = kk\n"
        TEXT("b", "**{x}** берілді") "lang = kk\n"
        TEXT("c", "Сөз") "lang = kk\n"
        TEXT("d", "{n}") "lang = ru\n"
        TEXT("e", "{name}") "lang = kk\n"
        TEXT("f", "{event}") "lang = kk\n",
        /* clang-format on */
        "Тегі;n\nА;1\n");
    struct form *form = read_form(&fixture,
                                  FORM "[column a]\nheading = A\nstyle = s\n"
                                       "text_kk = {printed_kk}\n",
                                  certificate.job.template);
    const struct template *template = form->template;
    assert_string_equal(template->columns[0].name, "x");
    assert_string_equal(template->defines[0].name, "name");
    const struct pattern *kazakh = &template->defines[2].pattern;
    assert_string_equal(template->defines[2].name, "printed_kk");
    /* {name}, a line break, {x} and the rest; what is said twice stands once, and what no row
     * changes does not stand there. */
    assert_int_equal(kazakh->count, 4);
    assert_string_equal(kazakh->pieces[2].column, "x");
    assert_int_equal(kazakh->pieces[2].style, 0);
    assert_int_equal(template->defines[3].pattern.count, 1);
    form_free(form);
    fixture_close(&fixture);
    fixture_close(&certificate);
}

static const char *meaning_of(const struct form *form, const char *name)
{
    return template_find_define(form->template, name)->pattern.source;
}

/* A form of the program's leaves names to the certificate, a form of one's own does not. */
static void of_a_name_that_both_have_one_is_meant(void **state)
{
    (void)state;
    struct fixture certificate, own, other;
    fixture_open(&certificate);
    fixture_sound(&certificate,
                  BEGINNING TEXT("a", "{name}") "[define]\nname = {n}!\nevent = Семинар\n",
                  "n\n1\n");
    const char *text = FORM "[define]\nname = {a}\nplace = Астана\n" COLUMN;
    struct form *form = read_form(&own, text, certificate.job.template);
    struct form *shipped = read_with(&other, text, certificate.job.template, true);
    assert_string_equal(meaning_of(form, "name"), "{a}");
    assert_string_equal(meaning_of(shipped, "name"), "{n}!");
    assert_string_equal(meaning_of(shipped, "place"), "Астана");
    assert_int_equal(template_find_define(shipped->template, "name")->line, 0);
    assert_true(template_find_define(form->template, "name")->line > 0);
    assert_true(form_is_certificate(certificate.job.template->path));
    assert_false(form_is_certificate(form->template->path));
    assert_false(form_is_certificate("no such file"));
    form_free(form);
    form_free(shipped);
    fixture_close(&own);
    fixture_close(&other);
    fixture_close(&certificate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_both_languages_become_elements),
        cmocka_unit_test(faults_are_told_with_their_lines),
        cmocka_unit_test(what_is_missing_is_told),
        cmocka_unit_test(columns_must_fit_between_the_margins),
        cmocka_unit_test(a_certificate_lends_its_names_and_texts),
        cmocka_unit_test(of_a_name_that_both_have_one_is_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
