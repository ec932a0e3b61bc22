#include "preview/preview_sources.h"

#include "unit/fixture.h"

static bool has(const struct preview_sources *sources, const char *end)
{
    for (size_t i = 0; i < sources->count; i++) {
        size_t size = strlen(sources->paths[i]), least = strlen(end);
        if (size >= least && strcmp(sources->paths[i] + size - least, end) == 0)
            return true;
    }
    return false;
}

static const char template[] = BEGINNING TEXT(
    "a", "{n}") "[image seal]\n"
                "box = 20mm 80mm 20mm 20mm\nfile = pictures/seal.png\nrole = artifact\n"
                "[image photo]\nbox = 60mm 80mm 20mm 20mm\nfile = {photo}\nrole = artifact\n";

static void gather(struct fixture *fixture, const char *text, struct preview_sources *sources)
{
    struct job_source source = {
        .template_path = fixture_write(fixture, "t.ini", text, strlen(text)),
        .list_path = "list.csv",
    };
    preview_sources_gather(sources, &source);
}

/* Whether they are there or not. */
static void the_files_of_all_rows_are_known(void **state)
{
    (void)state;
    struct fixture fixture;
    struct preview_sources sources = {0};
    fixture_open(&fixture);
    gather(&fixture, template, &sources);
    assert_int_equal(sources.count, 4);
    assert_true(has(&sources, "/t.ini"));
    assert_true(has(&sources, "list.csv"));
    assert_true(has(&sources, "/pictures/seal.png"));
    assert_true(has(&sources, ".ttf"));
    preview_sources_free(&sources);
    fixture_close(&fixture);
}

static void of_a_broken_template_its_own_file_is_known(void **state)
{
    (void)state;
    struct fixture fixture;
    struct preview_sources sources = {0};
    fixture_open(&fixture);
    gather(&fixture, "nonsense", &sources);
    assert_true(has(&sources, "/t.ini"));
    assert_true(has(&sources, "list.csv"));
    preview_sources_free(&sources);
    fixture_close(&fixture);
}

static void a_row_adds_its_pictures(void **state)
{
    (void)state;
    struct fixture fixture;
    struct preview_sources sources = {0};
    struct arena arena = {0};
    struct report findings = {0};
    struct card card = {0};
    struct row row;
    struct error err;
    fixture_open(&fixture);
    fixture_sound(
        &fixture,
        BEGINNING TEXT("a",
                       "{n}") "[image photo]\n"
                              "box = 60mm 80mm 20mm 20mm\nfile = {photo}\nrole = artifact\n",
        "n;photo\n1;17.jpg\n2;\n");
    const struct job *job = &fixture.job;
    preview_sources_add_pictures(&sources, job->template, &card);
    assert_int_equal(sources.count, 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(roster_next(job->roster, &row, &err), ROSTER_ROW);
        assert_true(card_bind(job->binding, &row, &arena, &card, &findings));
        preview_sources_add_pictures(&sources, job->template, &card);
        assert_int_equal(sources.count, 1);
        assert_true(has(&sources, "/17.jpg"));
    }
    preview_sources_free(&sources);
    report_free(&findings);
    arena_free(&arena);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_of_all_rows_are_known),
        cmocka_unit_test(of_a_broken_template_its_own_file_is_known),
        cmocka_unit_test(a_row_adds_its_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
