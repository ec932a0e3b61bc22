
#include "unit/fixture.h"

#include "layout/picture.h"
#include "unit/words.h"

static void assert_fits(size_t width, size_t height, enum fit fit, struct box wanted)
{
    const struct image image = {.width = width, .height = height};
    const struct box box = {10, 20, 100, 50};
    struct box out = picture_fit(&image, &box, fit);
    assert_float_equal(out.x, wanted.x, 1e-6);
    assert_float_equal(out.y, wanted.y, 1e-6);
    assert_float_equal(out.width, wanted.width, 1e-6);
    assert_float_equal(out.height, wanted.height, 1e-6);
}

static void all_of_it_is_in_the_box(void **state)
{
    (void)state;
    assert_fits(400, 400, FIT_CONTAIN, (struct box){35, 20, 50, 50});
    assert_fits(400, 100, FIT_CONTAIN, (struct box){10, 32.5, 100, 25});
    assert_fits(2, 1, FIT_CONTAIN, (struct box){10, 20, 100, 50});
}

static void all_of_the_box_is_covered(void **state)
{
    (void)state;
    assert_fits(400, 400, FIT_COVER, (struct box){10, -5, 100, 100});
    assert_fits(400, 100, FIT_COVER, (struct box){-40, 20, 200, 50});
    assert_fits(2, 1, FIT_COVER, (struct box){10, 20, 100, 50});
}

static void a_stretched_one_takes_the_shape_of_the_box(void **state)
{
    (void)state;
    assert_fits(1, 20000, FIT_STRETCH, (struct box){10, 20, 100, 50});
}

/* What a row names comes from a list that anybody may have written. */
static void a_row_names_no_file_outside_the_folder(void **state)
{
    (void)state;
    static const char *const outside[] = {"/etc/hostname", "../photo.png", "a/../../photo.png",
                                          "..", "photos/.."};
    struct fixture fixture;
    fixture_open(&fixture);
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        struct image image = {0};
        struct error err = {0};
        assert_false(
            picture_load(&fixture.arena, fixture.folder, outside[i], true, &image, &err));
        if (!strstr(words_of(&err), "lies outside the template's folder"))
            fail_msg("%s", words_of(&err));
    }
    fixture_close(&fixture);
}

static void a_file_that_cannot_be_had_is_named(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_write(&fixture, "..not.png", "no image", 8);
    static const char *const files[] = {"photo.png", "..not.png"};
    for (size_t i = 0; i < 2; i++)
        for (int of_row = 0; of_row < 2; of_row++) {
            struct image image = {0};
            struct error err = {0};
            assert_false(
                picture_load(&fixture.arena, fixture.folder, files[i], of_row, &image, &err));
            if (!strstr(words_of(&err), files[i]) || strstr(words_of(&err), "outside"))
                fail_msg("%s", words_of(&err));
        }
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it_is_in_the_box),
        cmocka_unit_test(all_of_the_box_is_covered),
        cmocka_unit_test(a_stretched_one_takes_the_shape_of_the_box),
        cmocka_unit_test(a_row_names_no_file_outside_the_folder),
        cmocka_unit_test(a_file_that_cannot_be_had_is_named),
    };
    return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
