#include "numbering/person_fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unit/lang_fixture.h"

static const char *likeness(const char *before, const char *now)
{
    static const char *const words[] = {[PERSON_OTHER] = "other",
                                        [PERSON_CORRECTED] = "corrected",
                                        [PERSON_SHOWN] = "shown",
                                        [PERSON_SAME] = "same"};
    return words[person_fields_compare(lang->words, before, now)];
}

#define NAME "last_kk=Ли\nfirst_ru=Дана\ngender=f\n"

static void what_people_of_one_name_have_in_common_does_not_count(void **state)
{
    (void)state;
    assert_string_equal(likeness(NAME "region_kk=Ақтау\n", NAME "region_kk=Ақтау\n"), "same");
    assert_string_equal(likeness(NAME "region_kk=Ақтау\n", NAME "region_kk=Семей\n"), "other");
    assert_string_equal(likeness("number=1\nschool=Лицей\n", "number=1\nschool=Гимназия\n"),
                        "other");
    assert_string_equal(likeness(NAME, "last_kk=ЛИ\nfirst_ru=Дана\n"), "corrected");
}

/* A post that all have says nothing where the region is another. */
static void the_region_goes_before_all_others(void **state)
{
    (void)state;
    const char *before = "post=хатшы\nregion_kk=Абай облысы\nregion_ru=область Абай\n";
    assert_string_equal(
        likeness(before, "post=хатшы\nregion_kk=Ақтау\nregion_ru=город Актау\n"), "other");
    assert_string_equal(
        likeness(before, "post=төраға\nregion_kk=Абай облысы\nregion_ru=область Абай\n"),
        "corrected");
    assert_string_equal(
        likeness(before, "post=хатшы\nregion_kk=Ақтау\nregion_ru=область Абай\n"), "corrected");
}

static void a_text_may_be_written_otherwise(void **state)
{
    (void)state;
    assert_string_equal(likeness("region=г. Алматы\n", "region=город Алматы\n"), "corrected");
    assert_string_equal(likeness("region=Астана\n", "region=Астана қаласы\n"), "corrected");
    assert_string_equal(likeness("region=Ақтөбе облысы\n", "region=Ақтобе облысы\n"),
                        "corrected");
    assert_string_equal(likeness("region=ШҚО\n", "region=БҚО\n"), "other");
    assert_string_equal(likeness("region=Солтүстік Қазақстан\n", "region=Оңтүстік Қазақстан\n"),
                        "other");
    assert_string_equal(likeness("school=№ 5 мектеп\n", "school=№ 51 мектеп\n"), "other");
    assert_string_equal(likeness("region=Алматы қаласы\n", "region=Алматы облысы\n"), "other");
}

/* What only one of them says, or has no heading for, contradicts nothing. */
static void an_empty_field_says_nothing(void **state)
{
    (void)state;
    assert_string_equal(likeness("region=\n", "region=Ақтау\n"), "corrected");
    assert_string_equal(likeness("region=Ақтау\n", "school=Лицей\n"), "same");
    assert_string_equal(likeness("a=1\n+region=Ақтау\n", "a=1\n+region=Ақтау қ.\n"), "shown");
    assert_string_equal(likeness("a=1\n+region=Ақтау\n", "a=1\n+region=Семей\n"), "other");
}

static void what_was_before_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(person_fields_before("a=1\nregion=Ақтау\n+post=\n",
                                             "a=1\nregion=Семей\n+post=хатшы\n", &arena),
                        "region «Ақтау», post «»");
    assert_string_equal(person_fields_before("a=1\n", "a=1\n", &arena), "");
    arena_free(&arena);
}

static void numbers_aside_two_rows_may_be_alike(void **state)
{
    (void)state;
    assert_true(person_fields_are_alike(lang->words, "number=1\na=1\n", "number=2\na=1\n"));
    assert_true(person_fields_are_alike(lang->words, "№=1\na=1\n", "№=2\na=1\n"));
    assert_false(person_fields_are_alike(lang->words, "number=1\na=1\n", "number=1\na=2\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_of_one_name_have_in_common_does_not_count),
        cmocka_unit_test(the_region_goes_before_all_others),
        cmocka_unit_test(a_text_may_be_written_otherwise),
        cmocka_unit_test(an_empty_field_says_nothing),
        cmocka_unit_test(what_was_before_is_told),
        cmocka_unit_test(numbers_aside_two_rows_may_be_alike),
    };
    return cmocka_run_group_tests_name("person_fields", tests, set_up_lang, tear_down_lang);
}
