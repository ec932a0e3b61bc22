#include "issue/survey.h"

#include "unit/fixture.h"
#include "unit/words.h"

#define TEMPLATE BEGINNING TEXT("t", "{topic}")

/* A survey of a list, and what it says. */
struct surveyed {
    struct fixture fixture;
    struct selection *selection;
    struct outcomes *outcomes;
    struct survey *survey;
    struct report findings;
    struct error err;
    bool done;
};

static void survey_list(struct surveyed *it, const char *list, const char *only, bool stopped)
{
    *it = (struct surveyed){0};
    atomic_bool stop = stopped;
    fixture_open(&it->fixture);
    fixture_sound(&it->fixture, TEMPLATE, list);
    it->selection = only ? selection_new(only) : NULL;
    it->outcomes = outcomes_new(NULL, 0);
    it->survey = survey_new(&it->fixture.job, 2, it->selection, &stop, it->outcomes);
    it->done = survey_run(it->survey, &it->findings, &it->err);
}

static void end(struct surveyed *it)
{
    survey_free(it->survey);
    outcomes_free(it->outcomes);
    selection_free(it->selection);
    report_free(&it->findings);
    fixture_close(&it->fixture);
}

/* Whether some glyph of the only face stands for the text. */
static bool shows(const struct surveyed *it, const char *text)
{
    const struct glyph_use *glyphs = survey_glyphs(it->survey);
    for (uint32_t i = 0; i < glyph_use_end(glyphs, 0); i++) {
        const char *found = glyph_use_text(glyphs, 0, i);
        if (found && strcmp(found, text) == 0)
            return true;
    }
    return false;
}

static void fonts_hold_the_letters_of_rows_asked_for(void **state)
{
    (void)state;
    struct surveyed it;
    survey_list(&it, "n,topic\nAset,ab\nBota,cd\n", "2", false);
    assert_true(it.done);
    assert_true(shows(&it, "a") && shows(&it, "b"));
    assert_false(shows(&it, "c"));
    assert_true(outcomes_wanted(it.outcomes, 0));
    assert_false(outcomes_wanted(it.outcomes, 1));
    end(&it);
}

static void of_other_rows_nothing_is_told(void **state)
{
    (void)state;
    static const char list[] = "n,topic\nAset,\xE6\xBC\xA2\nBota,one\nDana,\xE6\xBC\xA2\n";
    struct surveyed it;
    survey_list(&it, list, NULL, false);
    assert_true(it.done);
    assert_int_equal(it.findings.errors, 2);
    assert_false(outcomes_wanted(it.outcomes, 0));
    assert_true(outcomes_wanted(it.outcomes, 1));
    end(&it);
    survey_list(&it, list, "2-3", false);
    assert_int_equal(it.findings.errors, 1);
    assert_int_equal(it.findings.list[0].place.row, 2);
    end(&it);
}

/* What two rows have in common is told though one of them is not asked for. */
static void other_rows_are_compared(void **state)
{
    (void)state;
    struct surveyed it;
    survey_list(&it, "n,topic\nAset,one\nBota,two\nDana,one\nASET,three\n", "2,4", false);
    assert_true(it.done);
    assert_int_equal(it.findings.errors, 1);
    assert_string_equal(it.findings.list[0].words->what.code, "file-name-twice");
    assert_int_equal(it.findings.list[0].place.row, 2);
    assert_true(outcomes_wanted(it.outcomes, 2));
    end(&it);
}

static void rows_of_one_file_are_refused(void **state)
{
    (void)state;
    struct surveyed it;
    survey_list(&it, "n,topic\nAset,one\nBota,two\nASET,three\n", NULL, false);
    assert_true(it.done);
    assert_int_equal(it.findings.errors, 2);
    assert_string_equal(it.findings.list[0].words->what.code, "file-name-twice");
    assert_false(outcomes_wanted(it.outcomes, 0) || outcomes_wanted(it.outcomes, 2));
    assert_true(outcomes_wanted(it.outcomes, 1));
    end(&it);
}

static void assert_refused(const char *list, const char *only, bool stopped, const char *code)
{
    struct surveyed it;
    survey_list(&it, list, only, stopped);
    assert_false(it.done);
    assert_string_equal(it.err.what.code, code);
    end(&it);
}

static void what_cannot_be_surveyed_is_refused(void **state)
{
    (void)state;
    assert_refused("n,topic\n", NULL, false, "list-without-rows");
    assert_refused("n,topic\nAset,one\n", NULL, true, "stopped");
    assert_refused("n,topic\nAset,one\n", "7", false, "row-not-there");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fonts_hold_the_letters_of_rows_asked_for),
        cmocka_unit_test(of_other_rows_nothing_is_told),
        cmocka_unit_test(other_rows_are_compared),
        cmocka_unit_test(rows_of_one_file_are_refused),
        cmocka_unit_test(what_cannot_be_surveyed_is_refused),
    };
    return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
