#include "register/registry.h"

#include "register/database.h"
#include "register/registry_mark.h"
#include "register/registry_write.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char *path;
static struct registry *registry;
static struct error err;

static void open_again(void)
{
    registry_close(registry);
    registry = registry_open(path, REGISTRY_CREATE, NULL, &err);
    if (!registry)
        fail_msg("%s", words_of(&err));
}

static int make(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    path = in_scratch("register");
    open_again();
    return registry_claim(registry, "Семинар", 0, 0, &err) ? 0 : -1;
}

static int discard(void **state)
{
    registry_close(registry);
    registry = NULL;
    return remove_scratch(state);
}

static struct digest person(unsigned char of)
{
    return hash_of(&(struct span){&of, 1}, 1);
}

static bool reserve(struct registry_record *record)
{
    return registry_begin(registry, &err) &&
           registry_end(registry, registry_reserve(registry, record, &err), &err);
}

static bool publish(const struct registry_record *record, const char *archived)
{
    return registry_begin(registry, &err) &&
           registry_end(registry, registry_publish(registry, record->id, archived, &err), &err);
}

static struct registry_record record_of(size_t seq, const char *number)
{
    return (struct registry_record){.seq = seq,
                                    .number = number,
                                    .has_person = true,
                                    .person = person((unsigned char)seq),
                                    .who = "Әлия",
                                    .fields = "name=Әлия\n",
                                    .file = "a.pdf",
                                    .reason = ""};
}

static bool describe(void *context, const struct registry_record *record)
{
    buf_printf(context, "%s.%zu %s%s %s; ", record->number, record->version,
               registry_state_word(record->state), record->current ? "!" : "", record->file);
    return true;
}

/* Says what the register holds: number.version state file, `!` for what stands for it. */
static void assert_holds(const char *words)
{
    struct buf text = {0};
    const struct registry_search search = {.key = REGISTRY_ALL};
    assert_true(registry_find(registry, &search, describe, &text, &err));
    assert_string_equal(buf_text(&text), words);
    buf_free(&text);
}

static void test_a_certificate_is_reserved_and_issued(void **state)
{
    (void)state;
    struct registry_record record = record_of(1, "№ 1");
    assert_true(reserve(&record));
    assert_holds("№ 1.1 reserved! a.pdf; ");
    assert_true(publish(&record, NULL));
    open_again();
    assert_string_equal(registry_event(registry), "Семинар");
    assert_holds("№ 1.1 issued! a.pdf; ");
}

/* Numbers that lists have brought stand as people count, behind those that were given out. */
static void test_numbers_stand_in_their_order(void **state)
{
    (void)state;
    static const char *const numbers[] = {"АСК-10/26", "АСК-2/26", "9", "АСК-1/26"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct registry_record record = record_of(0, numbers[i]);
        assert_true(reserve(&record));
    }
    struct registry_record given = record_of(1, "№ 1");
    assert_true(reserve(&given));
    assert_holds("№ 1.1 reserved! a.pdf; 9.1 reserved! a.pdf; АСК-1/26.1 reserved! a.pdf; "
                 "АСК-2/26.1 reserved! a.pdf; АСК-10/26.1 reserved! a.pdf; ");
}

static void test_a_correction_supersedes(void **state)
{
    (void)state;
    struct registry_record first = record_of(1, "№ 1"), second = record_of(1, "№ 1");
    assert_true(reserve(&first) && publish(&first, NULL));
    second.number_id = first.number_id;
    second.file = "b.pdf";
    assert_true(reserve(&second));
    assert_holds("№ 1.1 issued! a.pdf; № 1.2 reserved b.pdf; ");
    assert_true(publish(&second, "archive/a.v1.pdf"));
    assert_holds("№ 1.1 superseded archive/a.v1.pdf; № 1.2 issued! b.pdf; ");
}

static void test_what_came_to_nothing_is_taken_back(void **state)
{
    (void)state;
    struct registry_record first = record_of(1, "№ 1"), second = record_of(2, "№ 2");
    assert_true(reserve(&first) && reserve(&second) && publish(&second, NULL));
    assert_true(registry_take_back(registry, &first, &err));
    assert_true(registry_take_back(registry, &second, &err)); /* it is issued: it stays */
    assert_holds("№ 2.1 issued! a.pdf; ");
    size_t count, *given = registry_given(registry, &count, &err);
    assert_int_equal(count, 1);
    assert_int_equal(given[0], 2);
    free(given);
}

static void test_no_number_is_given_twice(void **state)
{
    (void)state;
    struct registry_record first = record_of(1, "№ 1"), same_place = record_of(1, "№ one"),
                           same_text = record_of(2, "№ 1");
    assert_true(reserve(&first));
    assert_false(reserve(&same_place));
    assert_false(reserve(&same_text));
    assert_holds("№ 1.1 reserved! a.pdf; ");
}

static void test_people_are_found(void **state)
{
    (void)state;
    struct registry_record first = record_of(1, "№ 1"), second = record_of(2, "№ 2");
    struct buf text = {0};
    const struct registry_search search = {.key = REGISTRY_PERSON, .person = &second.person};
    assert_true(reserve(&first) && reserve(&second));
    assert_true(registry_find(registry, &search, describe, &text, &err));
    assert_string_equal(buf_text(&text), "№ 2.1 reserved! a.pdf; ");
    buf_free(&text);
}

static bool mark(const char *number, enum registry_state state)
{
    return registry_begin(registry, &err) &&
           registry_end(registry, registry_mark(registry, number, state, "torn", &err), &err);
}

static void assert_not_marked(const char *number, enum registry_state state, const char *words)
{
    assert_false(mark(number, state));
    assert_string_equal(words_of(&err), words);
}

static void test_marks(void **state)
{
    (void)state;
    struct registry_record first = record_of(1, "1"), second = record_of(2, "2");
    assert_true(reserve(&first) && publish(&first, NULL) && reserve(&second));
    assert_not_marked("3", REGISTRY_SPOILED, "The register has no number 3.");
    assert_not_marked("2", REGISTRY_REVOKED, "No certificate of number 2 has been issued yet.");
    assert_true(mark("2", REGISTRY_SPOILED));
    assert_not_marked("2", REGISTRY_REVOKED, "Number 2 is spoiled already.");
    assert_true(mark("1", REGISTRY_DUPLICATE));
    assert_not_marked("1", REGISTRY_DUPLICATE,
                      "A duplicate of number 1 is asked for already; "
                      "kualik issue makes it.");
    struct registry_record duplicate = record_of(1, "1");
    duplicate.number_id = first.number_id;
    assert_true(reserve(&duplicate) && publish(&duplicate, "archive/a.v1.pdf"));
    assert_holds("1.1 superseded archive/a.v1.pdf; 1.2 duplicate! a.pdf; 2.1 spoiled! a.pdf; ");
    assert_true(mark("1", REGISTRY_REVOKED));
    assert_not_marked("1", REGISTRY_DUPLICATE, "Number 1 is revoked already.");
}

static void test_a_register_without_a_number_is_not_left_behind(void **state)
{
    (void)state;
    struct registry_record record = record_of(1, "№ 1");
    const char *new_path = in_scratch("made");
    registry_close(registry_open(new_path, REGISTRY_CREATE, NULL, &err));
    assert_int_equal(access(new_path, F_OK), -1);
    struct registry *made = registry_open(new_path, REGISTRY_CREATE, NULL, &err);
    assert_non_null(made);
    assert_true(registry_begin(made, &err));
    assert_false(registry_end(made, registry_reserve(made, &record, &err) && false, &err));
    registry_close(made);
    assert_int_equal(access(new_path, F_OK), -1);
    made = registry_open(new_path, REGISTRY_CREATE, NULL, &err);
    assert_non_null(made);
    record.number_id = 0;
    assert_true(registry_begin(made, &err));
    assert_true(registry_end(made, registry_reserve(made, &record, &err), &err));
    registry_close(made);
    assert_int_equal(access(new_path, F_OK), 0);
    unlink(new_path);
}

/* What is left of one after a fault of the disk must not pass for a new one. */
static void test_an_empty_file_is_not_a_register(void **state)
{
    (void)state;
    static const enum registry_mode modes[] = {REGISTRY_READ, REGISTRY_WRITE, REGISTRY_CREATE};
    put("empty", "");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_null(registry_open(in_scratch("empty"), modes[i], NULL, &err));
        assert_string_equal(err.what.code, "register-empty");
    }
    assert_int_equal(access(in_scratch("empty"), F_OK), 0);
}

static void test_a_register_has_one_event_and_one_range(void **state)
{
    (void)state;
    assert_true(registry_claim(registry, "Семинар", 0, 0, &err));
    assert_false(registry_claim(registry, "Форум", 0, 0, &err));
    assert_string_equal(words_of(&err),
                        "The register is that of «Семинар», not of «Форум», as the template's "
                        "[register] says. Give another register with --register, or correct "
                        "`event`.");
    assert_false(registry_claim(registry, "Семинар", 1, 5000, &err));
    assert_string_equal(words_of(&err),
                        "The register gives out all numbers, not a range of them. Leave "
                        "--range out, or give another register with --register.");
}

/* Eight processes, each of which takes the next free number twenty times. */
static void take_numbers(void)
{
    char number[20];
    for (int i = 0; i < 20; i++) {
        struct registry *own = registry_open(path, REGISTRY_CREATE, NULL, &err);
        size_t count, *given = own ? registry_given(own, &count, &err) : NULL;
        if (!given)
            _exit(1);
        struct registry_record record = record_of(count + 1, number);
        snprintf(number, sizeof number, "%zu", count + 1);
        free(given);
        if (!registry_begin(own, &err) ||
            !registry_end(own, registry_reserve(own, &record, &err), &err))
            _exit(1);
        registry_close(own);
    }
    _exit(0);
}

static void test_processes_wait_for_each_other(void **state)
{
    (void)state;
    pid_t children[8];
    registry_close(registry);
    registry = NULL;
    for (size_t i = 0; i < 8; i++) {
        children[i] = fork();
        if (children[i] == 0)
            take_numbers();
    }
    for (size_t i = 0; i < 8; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    open_again();
    size_t count, *given = registry_given(registry, &count, &err);
    assert_int_equal(count, 160);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(given[i], i + 1);
    free(given);
}

/* Whoever holds it reads; what is written comes before or after. */
static void test_a_register_is_held_while_it_is_read(void **state)
{
    (void)state;
    struct error unwritten;
    size_t count, *given;
    assert_true(registry_hold(registry, &err));
    assert_false(registry_begin(registry, &unwritten));
    assert_non_null(given = registry_given(registry, &count, &err));
    free(given);
    registry_release(registry);
    assert_true(registry_begin(registry, &err));
    assert_true(registry_end(registry, true, &err));
}

static bool note_seal(void *context, const struct registry_record *record)
{
    struct digest *seal = context;
    if (record->has_seal)
        *seal = record->seal;
    return true;
}

/* What the register knows of the only record's seal; zeros: nothing. */
static struct digest known_seal(enum registry_mode mode)
{
    struct digest seal = {{0}};
    const struct registry_search search = {.key = REGISTRY_ALL};
    registry_close(registry);
    registry = registry_open(path, mode, NULL, &err);
    if (!registry || !registry_find(registry, &search, note_seal, &seal, &err))
        fail_msg("%s", words_of(&err));
    return seal;
}

/* As version 1 was: it knew no seals. */
static void make_old(void)
{
    registry_close(registry);
    registry = NULL;
    struct database *database = database_open(path, DATABASE_WRITE, &err);
    assert_true(database_script(database, "DROP TABLE seals; PRAGMA user_version = 1", &err));
    database_close(database);
}

static void test_a_register_of_the_first_version_is_read_as_it_is(void **state)
{
    (void)state;
    const struct digest nothing = {{0}}, seal = {{1, 2, 3}};
    struct registry_record record = record_of(1, "1");
    record.has_seal = true;
    record.seal = seal;
    assert_true(reserve(&record));
    struct digest known = known_seal(REGISTRY_READ);
    assert_memory_equal(&known, &seal, sizeof seal);
    make_old();
    known = known_seal(REGISTRY_READ);
    assert_memory_equal(&known, &nothing, sizeof nothing);
    known = known_seal(REGISTRY_READ); /* it was not changed */
    known = known_seal(REGISTRY_WRITE);
    assert_memory_equal(&known, &nothing, sizeof nothing);
    assert_true(registry_set_seal(registry, record.id, &seal, &err));
    known = known_seal(REGISTRY_READ);
    assert_memory_equal(&known, &seal, sizeof seal);
}

static void test_files_that_are_no_register(void **state)
{
    (void)state;
    registry_close(registry);
    registry = NULL;
    FILE *file = fopen(path, "wb");
    fputs("These are words, not a database, and there are enough of them to fill a header.",
          file);
    fclose(file);
    assert_null(registry_open(path, REGISTRY_WRITE, NULL, &err));
    assert_string_equal(ERROR_WHAT(&err), "The file is not a register of certificates.");
    assert_string_equal(error_place(&err).file, path);
    assert_null(registry_open("/nowhere/register.db", REGISTRY_READ, NULL, &err));
    assert_string_equal(ERROR_WHAT(&err),
                        "The register cannot be opened: there is no such file or folder.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_certificate_is_reserved_and_issued, make,
                                        discard),
        cmocka_unit_test_setup_teardown(test_numbers_stand_in_their_order, make, discard),
        cmocka_unit_test_setup_teardown(test_a_correction_supersedes, make, discard),
        cmocka_unit_test_setup_teardown(test_what_came_to_nothing_is_taken_back, make, discard),
        cmocka_unit_test_setup_teardown(test_no_number_is_given_twice, make, discard),
        cmocka_unit_test_setup_teardown(test_people_are_found, make, discard),
        cmocka_unit_test_setup_teardown(test_marks, make, discard),
        cmocka_unit_test_setup_teardown(test_a_register_without_a_number_is_not_left_behind,
                                        make, discard),
        cmocka_unit_test_setup_teardown(test_an_empty_file_is_not_a_register, make, discard),
        cmocka_unit_test_setup_teardown(test_a_register_has_one_event_and_one_range, make,
                                        discard),
        cmocka_unit_test_setup_teardown(test_processes_wait_for_each_other, make, discard),
        cmocka_unit_test_setup_teardown(test_a_register_is_held_while_it_is_read, make,
                                        discard),
        cmocka_unit_test_setup_teardown(test_a_register_of_the_first_version_is_read_as_it_is,
                                        make, discard),
        cmocka_unit_test_setup_teardown(test_files_that_are_no_register, make, discard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
