/* The lines of a journal, from a register. */
#include "numbering/register_lines.h"

#include "register/registry.h"
#include "register/registry_mark.h"
#include "register/registry_write.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *path;
static struct registry *registry;
static struct error err;

static int make(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    path = in_scratch("register");
    registry = registry_open(path, REGISTRY_CREATE, NULL, &err);
    return registry && registry_claim(registry, "Семинар", 0, 0, &err) ? 0 : -1;
}

static int discard(void **state)
{
    registry_close(registry);
    return remove_scratch(state);
}

/* Puts a certificate into the register; `who` NULL: a spare. */
static void enter(size_t seq, const char *number, const char *who, const char *fields,
                  bool issued)
{
    struct registry_record record = {.seq = seq,
                                     .number = number,
                                     .has_person = who != NULL,
                                     .who = who ? who : "",
                                     .fields = fields,
                                     .file = "",
                                     .reason = who ? "" : "spare",
                                     .time = who ? 1796083200 : 0}; /* 2026-12-01 00:00 UTC */
    if (who)
        record.person = hash_of(&(struct span){who, strlen(who)}, 1);
    assert_true(registry_begin(registry, &err) &&
                registry_end(registry,
                             registry_reserve(registry, &record, &err) &&
                                 (!issued || registry_publish(registry, record.id, NULL, &err)),
                             &err));
}

static void spoil(const char *number)
{
    assert_true(registry_begin(registry, &err) &&
                registry_end(registry,
                             registry_mark(registry, number, REGISTRY_SPOILED, "дақ", &err),
                             &err));
}

static const char *field(const struct register_lines *lines, size_t line, const char *heading)
{
    for (size_t i = 0; i < lines->heading_count; i++)
        if (strcmp(lines->headings[i], heading) == 0)
            return lines->list[line].row.fields[i];
    fail_msg("no column %s", heading);
    return NULL;
}

static void a_number_is_a_line(void **state)
{
    (void)state;
    struct register_lines lines = {0};
    enter(1, "О-1", "Әлия", "name=Әлия\nregion=Абай\n", true);
    enter(2, "О-2", "Бек", "name=Бек\nregion=Ұлытау\npost=a=b\nnumber=9\n", true);
    enter(3, "О-3", NULL, "", false);
    enter(4, "О-4", NULL, "", false);
    spoil("О-2");
    spoil("О-4");
    assert_true(register_lines_read(path, 0, &lines, &err));
    assert_string_equal(lines.event, "Семинар");
    assert_int_equal(lines.count, 4);
    assert_int_equal(lines.list[0].state, LINE_ISSUED);
    assert_int_equal(lines.list[1].state, LINE_SPOILED);
    assert_int_equal(lines.list[2].state, LINE_SPARE);
    assert_int_equal(lines.list[3].state, LINE_SPOILED);
    assert_string_equal(field(&lines, 0, "region"), "Абай");
    assert_string_equal(field(&lines, 0, "post"), "");
    assert_string_equal(field(&lines, 0, "issued"), "issued");
    assert_string_equal(field(&lines, 0, "spoiled"), "");
    assert_string_equal(field(&lines, 1, "post"), "a=b");
    assert_string_equal(field(&lines, 1, "number"), "О-2"); /* the register's own */
    assert_string_equal(field(&lines, 1, "reason"), "дақ");
    assert_string_equal(field(&lines, 2, "spare"), "spare");
    assert_string_equal(field(&lines, 2, "reason"), "");
    assert_string_equal(field(&lines, 3, "spare"), "spare");
    register_lines_free(&lines);
}

static void days_are_those_of_the_place(void **state)
{
    (void)state;
    struct register_lines lines = {0};
    enter(1, "О-1", "Әлия", "name=Әлия\n", true);
    assert_true(register_lines_read(path, 300, &lines, &err));
    assert_string_equal(field(&lines, 0, "date"), "01.12.2026");
    register_lines_free(&lines);
    assert_true(register_lines_read(path, -60, &lines, &err));
    assert_string_equal(field(&lines, 0, "date"), "30.11.2026");
    register_lines_free(&lines);
}

static void assert_refused(const char *words)
{
    struct register_lines lines = {0};
    assert_false(register_lines_read(path, 0, &lines, &err));
    const char *said = words_of(&err);
    assert_int_equal(strncmp(said, path, strlen(path)), 0);
    assert_string_equal(said + strlen(path) + strlen(": "), words);
    register_lines_free(&lines);
}

static void a_journal_that_would_not_be_whole_is_refused(void **state)
{
    (void)state;
    assert_refused("The register has given out no number yet. kualik issue gives them out.");
    enter(1, "О-1", "Әлия", "name=Әлия\n", false);
    assert_refused("Әлия: number О-1: this certificate is not issued yet: it waits for its "
                   "signature, or the run that issues it was cut off or is still going on. "
                   "Bring it to its end with kualik issue, then make the journal; if it is "
                   "nobody's any more, use kualik register spoil with its number.");
}

/* Filters the lines and returns how many are left; 0: refused. */
static size_t filtered(const struct register_filter *filter)
{
    struct register_lines lines = {0};
    assert_true(register_lines_read(path, 0, &lines, &err));
    struct roster *roster = roster_of_headings(path, lines.headings, lines.heading_count);
    size_t left = register_lines_filter(&lines, roster, NULL, filter, &err) ? lines.count : 0;
    roster_close(roster);
    register_lines_free(&lines);
    return left;
}

static void some_lines_can_be_asked_for(void **state)
{
    (void)state;
    enter(1, "О-1", "Әлия", "name=Әлия\nregion=Абай\n", true);
    enter(2, "О-2", "Бек", "name=Бек\nregion=Ұлытау\n", true);
    enter(3, "О-3", NULL, "", false);
    spoil("О-2");
    assert_int_equal(filtered(&(struct register_filter){.where = "Region=абай"}), 1);
    assert_int_equal(filtered(&(struct register_filter){.since = "2026-12-01"}), 2);
    assert_int_equal(filtered(&(struct register_filter){.since = "2026-12-02"}), 0);
    assert_non_null(strstr(words_of(&err), "No number of the register is asked for."));
    assert_int_equal(filtered(&(struct register_filter){.only[LINE_SPARE] = true}), 1);
    assert_int_equal(
        filtered(&(struct register_filter){.where = "region=абай", .only[LINE_SPARE] = true}),
        0);
    assert_int_equal(filtered(&(struct register_filter){.where = "regoin=абай"}), 0);
    assert_non_null(
        strstr(words_of(&err), "There is no column «regoin». Did you mean «region»?"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_number_is_a_line, make, discard),
        cmocka_unit_test_setup_teardown(days_are_those_of_the_place, make, discard),
        cmocka_unit_test_setup_teardown(a_journal_that_would_not_be_whole_is_refused, make,
                                        discard),
        cmocka_unit_test_setup_teardown(some_lines_can_be_asked_for, make, discard),
    };
    return cmocka_run_group_tests_name("register_lines", tests, NULL, NULL);
}
