#include "layout/layout_pass.h"

#include "unit/fixture.h"
#include "unit/words.h"

#define PAIR(name, words, width)                                                               \
    "[text " name "]\nbox = 20mm 20mm " width " 8mm\nfont = text\nsize = 20pt\nleast = 5pt\n"  \
    "leading = 1\ntext = " words "\n"

/* A job, and a pass over its first row or, without one, over what is the same for all. */
struct passed {
    struct fixture fixture;
    struct arena arena;
    struct card card;
    struct layout_pass pass;
    bool sound;
};

static void run(struct passed *it, const char *template, const size_t *partners, bool fixed)
{
    *it = (struct passed){0};
    fixture_open(&it->fixture);
    fixture_sound(&it->fixture, template, "n\nӘлия Мұқанқызы\n");
    const struct job *job = &it->fixture.job;
    struct row row;
    struct error err;
    assert_int_equal(roster_next(job->roster, &row, &err), ROSTER_ROW);
    struct report *findings = &it->fixture.findings;
    assert_true(fixed ? card_bind_fixed(job->binding, &it->arena, &it->card, findings)
                      : card_bind(job->binding, &row, &it->arena, &it->card, findings));
    it->pass = (struct layout_pass){
        .binding = job->binding,
        .columns = (const char *const *[4]){0},
        .partners = partners,
        .card = &it->card,
        .typesetter = {job->faces, job->binding->grammar->words, shape_room_new(), &it->arena},
        .fixed = fixed,
        .mode = LAYOUT_DRAW,
        .findings = findings,
    };
    it->sound = layout_pass_run(&it->pass);
}

static void end(struct passed *it)
{
    shape_room_free(it->pass.typesetter.room);
    free(it->pass.images);
    arena_free(&it->arena);
    fixture_close(&it->fixture);
}

/* Each pass makes the parts of its own elements, and leaves the others empty. */
static void test_a_pass_is_over_its_own_elements(void **state)
{
    (void)state;
    static const char template[] =
        BEGINNING TEXT("own", "{n}") TEXT("same", "Сертификат") "[line rule]\nbox = 20mm 20mm "
                                                                "40mm 0mm\n";
    static const size_t partners[] = {0, 1, 2};
    for (int fixed = 0; fixed < 2; fixed++) {
        struct passed it;
        run(&it, template, partners, fixed);
        assert_true(it.sound);
        assert_int_equal(it.pass.parts[0].count, fixed ? 0 : 1);
        assert_int_equal(it.pass.parts[1].count, fixed ? 1 : 0);
        assert_int_equal(it.pass.parts[2].count, fixed ? 1 : 0);
        assert_int_equal(it.pass.parts[fixed].fixed, fixed);
        end(&it);
    }
}

/* The narrow box makes its text small, and that of its partner as small. */
static void test_partners_are_of_one_size(void **state)
{
    (void)state;
    static const char template[] =
        BEGINNING PAIR("kk", "{n}", "150mm") PAIR("ru", "{n}", "30mm");
    static const size_t alone[] = {0, 1}, together[] = {1, 0};
    struct passed it;
    run(&it, template, alone, false);
    double wide = it.pass.sizes[0], narrow = it.pass.sizes[1];
    assert_true(wide == 20 && narrow < 15 && narrow >= 5);
    end(&it);
    run(&it, template, together, false);
    assert_true(it.pass.sizes[0] == narrow && it.pass.sizes[1] == narrow);
    assert_true(it.pass.parts[0].items->run.size == narrow);
    end(&it);
}

/* A letter for which another sign is shown is told once a row, by a survey alone; of fixed
 * texts always, at their line. */
static void test_a_letter_shown_by_another_is_told_once(void **state)
{
    (void)state;
    static const char template[] =
        BEGINNING TEXT("own", "{n}: Oʻtkir") TEXT("more", "{n}: Oʻktam") TEXT("same", "Oʻz");
    static const size_t partners[] = {0, 1, 2};
    struct passed it;
    run(&it, template, partners, false);
    assert_true(it.sound);
    size_t before = it.fixture.findings.count;
    it.pass.mode = LAYOUT_CHECK;
    free(it.pass.images);
    assert_true(layout_pass_run(&it.pass));
    const struct report *findings = &it.fixture.findings;
    assert_int_equal(findings->count, before + 1);
    assert_int_equal(findings->list[before].level, LEVEL_NOTE);
    assert_string_equal(findings->list[before].place.section, "text own");
    assert_string_equal(
        WHAT(&findings->list[before]),
        "the font «PTSerif-Regular» has no letter «ʻ» (U+02BB); «‘» (U+2018), which looks like "
        "it, is printed, and the text of the file keeps the letter.");
    assert_memory_equal(it.pass.parts[0].items->run.text, "Әлия Мұқанқызы: Oʻtkir",
                        strlen("Әлия Мұқанқызы: Oʻtkir"));
    end(&it);
    run(&it, template, partners, true);
    findings = &it.fixture.findings;
    assert_string_equal(findings->list[findings->count - 1].place.section, "text same");
    assert_true(findings->list[findings->count - 1].place.line);
    end(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pass_is_over_its_own_elements),
        cmocka_unit_test(test_partners_are_of_one_size),
        cmocka_unit_test(test_a_letter_shown_by_another_is_told_once),
    };
    return cmocka_run_group_tests_name("layout_pass", tests, NULL, NULL);
}
