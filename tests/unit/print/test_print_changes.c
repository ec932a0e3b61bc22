#include "print/print_changes.h"

#include "register/registry_write.h"
#include "unit/fixture.h"
#include "unit/words.h"

#define TEMPLATE                                                                               \
    "[document]\ntitle = {name}\nfile = {number}\nwho = {name}\n"                              \
    "[register]\nevent = Семинар\nnumber = {seq:3}\n" PAGE FONT TEXT("a", "{name} {number}")

enum { ROWS = 3 };

static struct numbering *open_numbers(struct fixture *fixture, const char *register_path)
{
    struct error err = {0};
    struct job *job = &fixture->job;
    const struct numbering_source source = {
        .year = 2017, .clock = {1800000000, 0}, .path = register_path};
    struct numbering *numbering =
        numbering_open(&source, job->binding, job->roster, &fixture->findings, &err);
    if (!numbering)
        fail_msg("%s", words_of(&err));
    return numbering;
}

/* Enters the rows as issued, the first at the time 100, the next at 200, …. */
static void enter_all(struct fixture *fixture, const char *path)
{
    struct error err = {0};
    struct numbering *numbering =
        open_numbers(fixture, arena_printf(&fixture->arena, "%s/none.db", fixture->folder));
    struct registry *registry = registry_open(path, REGISTRY_CREATE, NULL, &err);
    assert_non_null(registry);
    bool done =
        registry_claim(registry, "Семинар", 0, 0, &err) && registry_begin(registry, &err);
    for (size_t i = 0; done && i < ROWS; i++) {
        const struct numbered_row *row = numbering_row(numbering, i);
        struct registry_record record = {
            .seq = row->seq,
            .number = numbering_number(numbering, i, &fixture->arena),
            .has_person = true,
            .person = row->person,
            .time = 100 * ((int64_t)i + 1),
            .who = "",
            .fields = "",
            .file = "",
            .reason = "",
        };
        done = registry_reserve(registry, &record, &err) &&
               registry_publish(registry, record.id, NULL, &err);
    }
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
    registry_close(registry);
    numbering_close(numbering);
}

static void whoever_was_issued_since_is_printed(void **state)
{
    (void)state;
    struct fixture fixture;
    struct print_changes changes;
    struct error err = {0};
    fixture_open(&fixture);
    fixture_sound(&fixture, TEMPLATE, "name\nӘлия\nБолат\nҮміт\n");
    numbering_close(fixture.job.numbering); /* its own */
    fixture.job.numbering = NULL;
    const char *path = fixture_write(&fixture, "r.db", "", 0);
    unlink(path);
    enter_all(&fixture, path);
    struct numbering *numbering = open_numbers(&fixture, path);
    for (size_t since = 0; since <= 400; since += 50) {
        assert_true(print_changes_find(numbering, (int64_t)since, &changes, &err));
        for (size_t i = 0; i < ROWS; i++)
            assert_int_equal(print_changes_has(&changes, i), 100 * (i + 1) >= since);
        print_changes_free(&changes);
    }
    numbering_close(numbering);
    fixture_close(&fixture);
}

static void without_a_register_nobody_knows(void **state)
{
    (void)state;
    struct print_changes changes;
    struct error err = {0};
    assert_false(print_changes_find(NULL, 0, &changes, &err));
    assert_string_equal(words_of(&err),
                        "Only a register knows what has changed since; the template has none. "
                        "Write a [register], or leave --changed-since out.");
    print_changes_free(&changes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_was_issued_since_is_printed),
        cmocka_unit_test(without_a_register_nobody_knows),
    };
    return cmocka_run_group_tests_name("print_changes", tests, NULL, NULL);
}
