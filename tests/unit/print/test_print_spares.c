/* Numbers of spare certificates, as a register has reserved them. */
#include "print/print_spares.h"

#include "register/registry.h"
#include "register/registry_write.h"
#include "unit/fixture.h"
#include "unit/words.h"

#define LIST "n\nӘлия\n"

static const char template[] =
    BEGINNING "[register]\nevent = Семинар\nnumber = К-{seq:3}\n" TEXT("a", "{n}");

static void reserve(struct registry *registry, size_t seq, const char *number)
{
    struct registry_record record = {
        .number = number, .seq = seq, .who = "", .fields = "", .file = "", .reason = ""};
    struct error err;
    assert_true(registry_reserve(registry, &record, &err));
}

/* Makes the register beside the list: three spares, in no order. */
static void make_register(struct fixture *fixture)
{
    struct error err;
    const char *path = arena_printf(&fixture->arena, "%s/register.db", fixture->folder);
    struct registry *registry = registry_open(path, REGISTRY_CREATE, NULL, &err);
    fixture->files[fixture->file_count++] = path;
    assert_non_null(registry);
    assert_true(registry_claim(registry, "Семинар", 0, 0, &err));
    reserve(registry, 301, "К-301");
    reserve(registry, 300, "К-300");
    reserve(registry, 302, "К-302");
    registry_close(registry);
}

static void the_first_are_those_of_the_register(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    const char *const *numbers;
    fixture_open(&fixture);
    make_register(&fixture);
    fixture_sound(&fixture, template, LIST);
    assert_true(print_spares_find(&fixture.job, 2, &fixture.arena, &numbers, &err));
    assert_string_equal(numbers[0], "К-300");
    assert_string_equal(numbers[1], "К-301");
    assert_true(print_spares_find(&fixture.job, 0, &fixture.arena, &numbers, &err));
    assert_false(print_spares_find(&fixture.job, 4, &fixture.arena, &numbers, &err));
    assert_string_equal(words_of(&err),
                        "The register has reserved 3 spare numbers, not as many as are asked "
                        "for. Write `spares = 4` in [register] and run kualik issue.");
    fixture_close(&fixture);
}

static void without_reserved_ones_there_are_none(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    const char *const *numbers;
    fixture_open(&fixture);
    fixture_sound(&fixture, template, LIST);
    assert_false(print_spares_find(&fixture.job, 1, &fixture.arena, &numbers, &err));
    assert_non_null(strstr(words_of(&err), "has reserved 0 spare numbers"));
    fixture_close(&fixture);
}

static void without_a_register_there_are_none(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    const char *const *numbers;
    fixture_open(&fixture);
    fixture_sound(&fixture, BEGINNING TEXT("a", "{n}"), LIST);
    assert_false(print_spares_find(&fixture.job, 1, &fixture.arena, &numbers, &err));
    assert_non_null(strstr(words_of(&err), "Write a [register] with `spares = 1`."));
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_are_those_of_the_register),
        cmocka_unit_test(without_reserved_ones_there_are_none),
        cmocka_unit_test(without_a_register_there_are_none),
    };
    return cmocka_run_group_tests_name("print_spares", tests, NULL, NULL);
}
