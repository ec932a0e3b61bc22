#include "bind/facts.h"

#include "unit/fixture.h"

/* Says which facts a certificate with these elements carries. */
static void assert_facts(const char *embed, const char *elements, const char *expected)
{
    struct fixture fixture;
    struct buf names = {0};
    char template[2048];
    snprintf(
        template, sizeof template,
        "[document]\ntitle = № {n}\nfile = {n}_{file}\nwho = {who}\n%s"
        "[columns]\nlast = Тегі\n[define]\nname = {last} {first}\nunused = {who}\n" PAGE FONT
        "%s",
        embed, elements);
    fixture_open(&fixture);
    fixture_sound(&fixture, template, "n;Тегі;first;file;who;photo\n1;А;Б;В;Г;Д\n");
    const struct binding *binding = fixture.job.binding;
    for (size_t i = 0; i < binding->fact_count; i++)
        buf_printf(&names, "%s ", binding->facts[i]->text);
    assert_string_equal(buf_text(&names), expected);
    buf_free(&names);
    fixture_close(&fixture);
}

static void nothing_is_embedded_unless_asked_for(void **state)
{
    (void)state;
    assert_facts("", TEXT("a", "{name}"), "");
    assert_facts("embed = none\n", TEXT("a", "{name}"), "");
}

static void what_is_shown_is_embedded(void **state)
{
    (void)state;
    assert_facts("embed = row\n", TEXT("a", "Мәтін {row} {time}"), "n ");
    assert_facts("embed = row\n", TEXT("a", "{first|upper} {first}"), "n first ");
    assert_facts("embed = row\n", TEXT("a", "{name}"), "name last n first ");
    assert_facts("embed = row\n",
                 "[qr a]\nbox = 0 0 30mm 30mm\ntext = https://a.kz/{who}\nalt = {last}\n",
                 "last n who ");
}

/* A photo may be called by a number that is nobody's business. */
static void what_only_names_a_file_is_not(void **state)
{
    (void)state;
    assert_facts("embed = row\n",
                 "[image a]\nbox = 0 0 30mm 30mm\nfile = {photo}.png\nalt = {first}\n",
                 "n first ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_embedded_unless_asked_for),
        cmocka_unit_test(what_is_shown_is_embedded),
        cmocka_unit_test(what_only_names_a_file_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
