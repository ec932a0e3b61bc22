#include "bind/headings.h"
#include "lang/lang.h"

#include "unit/fixture.h"

/* Returns the headings that the template needs, with a space behind each. */
static const char *needed(struct fixture *fixture, const char *text)
{
    const char *path = fixture_write(fixture, "t.ini", text, strlen(text));
    struct template *template = template_read(path, &fixture->findings);
    if (!template || fixture->findings.errors)
        fail_msg("%s", fixture_reported(fixture));
    size_t count;
    const char *const *headings = headings_needed(template, &fixture->arena, &count);
    struct buf list = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&list, "%s ", headings[i]);
    const char *result = arena_text(&fixture->arena, buf_text(&list));
    buf_free(&list);
    template_free(template);
    return result;
}

static void placeholders_are_headings_once(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    assert_string_equal(
        needed(&fixture,
               "[document]\ntitle = {title}\nfile = {number}\nkeywords = {number}, {region}\n"
               "required = number, gender\n" PAGE FONT TEXT("a", "{title|upper} {city}")),
        "number title region city gender ");
    fixture_close(&fixture);
}

/* What the template defines is not the list's business, and neither are row, signer and time.
 */
static void own_names_are_none(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    assert_string_equal(
        needed(&fixture, "[document]\ntitle = {name}\nfile = {row}\n"
                         "[columns]\nlast = Фамилия\n[define]\nname = {last} {first}\n"
                         "[values]\ngender = f, m\n" PAGE FONT TEXT("a", "{signer}, {time}")),
        "Фамилия first gender ");
    fixture_close(&fixture);
}

static void usual_headings_of_names_are_known(void **state)
{
    (void)state;
    struct lang *lang = NULL;
    assert_true(headings_is_name(&lang, "Name (Original Name)"));
    assert_true(headings_is_name(&lang, "Қатысушының аты-жөні"));
    assert_false(headings_is_name(&lang, "Meeting ID"));
    assert_false(headings_is_name(&lang, "Participants"));
    lang_free(lang);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_headings_of_names_are_known),
        cmocka_unit_test(placeholders_are_headings_once),
        cmocka_unit_test(own_names_are_none),
    };
    return cmocka_run_group_tests_name("headings", tests, NULL, NULL);
}
