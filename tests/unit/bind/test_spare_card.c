#include "bind/spare_card.h"

#include "unit/fixture.h"

/* Says what the text `pattern` becomes on the spare certificate К-7; NULL: it is blank. */
static void expect_spare(const char *pattern, const char *wanted)
{
    struct fixture fixture;
    struct arena arena = {0};
    struct buf template = {0};
    struct card card;
    buf_printf(&template, "%s[define]\nab = {a} {b}\nsaid = о том, {ab}\n%s%s\n", BEGINNING,
               "[text t]\nbox = 0 0 200mm 100mm\nfont = text\ntext = ", pattern);
    fixture_open(&fixture);
    fixture_sound(&fixture, template.data, "n,a,b,number\n1,x,y,1\n");
    assert_true(spare_card_bind(fixture.job.binding, "К-7", &arena, &card, &fixture.findings));
    assert_int_equal(card.elements[0].blank, wanted == NULL);
    if (wanted)
        assert_string_equal(card.elements[0].content.text, wanted);
    buf_free(&template);
    arena_free(&arena);
    fixture_close(&fixture);
}

#define GAP "________________________"

static void test_spares_wait_for_a_name(void **state)
{
    (void)state;
    expect_spare("{a}", NULL);
    expect_spare("«{ab}» — {a|upper}", NULL);
    expect_spare("№ {number}", "№ К-7");
    expect_spare("№ {number}: {a}", "№ К-7: " GAP);
    expect_spare("Выдан {a}", "Выдан " GAP);
    expect_spare("Берілді: {ab}", "Берілді: " GAP " " GAP);
    expect_spare("{said}", "о том, " GAP " " GAP);
    expect_spare("{said|upper} 5", GAP " 5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spares_wait_for_a_name),
    };
    return cmocka_run_group_tests_name("spare_card", tests, NULL, NULL);
}
