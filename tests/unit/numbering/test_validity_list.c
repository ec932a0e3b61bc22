#include "numbering/validity_list.h"

#include "register/registry_write.h"
#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena arena;
static struct seal_list list;

static const struct seal_claims wrong = {.number = "001",
                                         .name_kk = "Дархан",
                                         .name_ru = "Дархан",
                                         .event = "А",
                                         .date = {2017, 10, 5}};
static const struct seal_claims corrected = {.number = "001",
                                             .name_kk = "Дарқан",
                                             .name_ru = "Дархан",
                                             .event = "А",
                                             .date = {2017, 10, 5}};

static struct digest digest_of(const char *text)
{
    return hash_of(&(struct span){text, strlen(text)}, 1);
}

/* Issues the next version of number 001, with that file, fields and seal (NULL: none known). */
static int64_t issue(int64_t number_id, const char *file, const char *fields,
                     const struct seal_claims *seal)
{
    struct registry_record record = issued_record("001", file);
    record.number_id = number_id;
    record.fields = fields;
    record.who = "Д. Бейсенов";
    if ((record.has_seal = seal != NULL))
        record.seal = seal_digest(seal);
    bool done = registry_begin(registry, &err) && registry_reserve(registry, &record, &err) &&
                registry_publish(registry, record.id, NULL, &err);
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
    return record.number_id;
}

/* Revokes the certificate of the register's record `id`. */
static void revoke_record(int64_t id)
{
    assert_true(registry_begin(registry, &err));
    bool done = registry_set_state(registry, id, REGISTRY_REVOKED, "error", &err);
    assert_true(registry_end(registry, done, &err));
}

static void make_list(void)
{
    arena_free(&arena);
    if (!validity_list_make(registry, &arena, &list, &err))
        fail_msg("%s", words_of(&err));
}

static enum seal_standing standing(const struct seal_claims *claims, enum seal_list_reason *why)
{
    const struct seal_list_entry *entry;
    const struct seal_reading reading = {
        .verdict = SEAL_GOOD, .claims = *claims, .digest = seal_digest(claims)};
    enum seal_standing found = seal_list_judge(&list, &reading, &entry);
    *why = entry ? entry->reason : 0;
    return found;
}

static void assert_stands(const struct seal_claims *claims, enum seal_standing wanted,
                          enum seal_list_reason reason)
{
    enum seal_list_reason why;
    assert_int_equal(standing(claims, &why), wanted);
    assert_int_equal(why, reason);
}

static bool has_file(const struct digest *files, size_t count, const char *file)
{
    struct digest wanted = digest_of(file);
    for (size_t i = 0; i < count; i++)
        if (memcmp(&files[i], &wanted, sizeof wanted) == 0)
            return true;
    return false;
}

/* As `kualik extend` and `kualik sign` enter them. */
static void a_new_file_of_the_same_certificate_replaces_nothing(void **state)
{
    (void)state;
    int64_t number = issue(0, "first", "name=Дархан\n", &wrong);
    issue(number, "extended", "name=Дархан\n", &wrong);
    make_list();
    assert_int_equal(list.entry_count, 0);
    assert_true(has_file(list.files, list.file_count, "first"));
    assert_true(has_file(list.files, list.file_count, "extended"));
    assert_stands(&wrong, SEAL_STANDS, 0);
}

static void so_it_is_where_seals_were_not_registered(void **state)
{
    (void)state;
    int64_t number = issue(0, "first", "name=Дархан\n", NULL);
    issue(number, "extended", "name=Дархан\n", NULL);
    make_list();
    assert_int_equal(list.entry_count, 0);
    assert_int_equal(list.file_count, 2);
    assert_stands(&wrong, SEAL_STANDS, 0);
}

/* `who` is none of the names that the seal has. */
static void a_corrected_one_stands_and_the_one_before_fell(void **state)
{
    (void)state;
    int64_t number = issue(0, "first", "name=Дархан\n", &wrong);
    number = issue(number, "corrected", "name=Дарқан\n", &corrected);
    issue(number, "extended", "name=Дарқан\n", &corrected);
    make_list();
    assert_int_equal(list.entry_count, 1);
    assert_stands(&wrong, SEAL_FELL, SEAL_LIST_REPLACED);
    assert_stands(&corrected, SEAL_STANDS, 0);
    assert_true(has_file(list.entries->files, list.entries->file_count, "first"));
    assert_int_equal(list.file_count, 2);
    assert_false(has_file(list.files, list.file_count, "first"));
}

static void the_sheet_before_a_seal_was_registered_fell_too(void **state)
{
    (void)state;
    issue(issue(0, "first", "name=Дархан\n", NULL), "corrected", "name=Дарқан\n", &corrected);
    make_list();
    assert_stands(&wrong, SEAL_FELL, SEAL_LIST_REPLACED);
    assert_stands(&corrected, SEAL_STANDS, 0);
}

static void every_sheet_and_file_of_a_revoked_number_fell(void **state)
{
    (void)state;
    issue(issue(0, "first", "name=Дархан\n", &wrong), "extended", "name=Дархан\n", &wrong);
    revoke_record(2);
    make_list();
    assert_stands(&wrong, SEAL_FELL, SEAL_LIST_REVOKED);
    assert_true(has_file(list.entries->files, list.entries->file_count, "first"));
    assert_true(has_file(list.entries->files, list.entries->file_count, "extended"));
    assert_int_equal(list.file_count, 0);
}

static void the_sheet_of_a_restored_number_stands(void **state)
{
    (void)state;
    int64_t number = issue(0, "first", "name=Дархан\n", &wrong);
    revoke_record(1);
    assert_true(registry_begin(registry, &err));
    assert_true(registry_end(registry, registry_restore(registry, 1, "slip", &err), &err));
    make_list();
    assert_stands(&wrong, SEAL_STANDS, 0);
    assert_int_equal(list.entry_count, 0);
    assert_true(has_file(list.files, list.file_count, "first"));
    issue(number, "corrected", "name=Дарқан\n", &corrected);
    make_list();
    assert_stands(&wrong, SEAL_FELL, SEAL_LIST_REPLACED);
    assert_stands(&corrected, SEAL_STANDS, 0);
}

/* Two events may give the same numbers. */
static void a_sheet_of_another_event_is_not_of_the_list(void **state)
{
    (void)state;
    struct seal_claims other = wrong;
    other.event = "Б";
    issue(0, "first", "name=Дархан\n", &wrong);
    make_list();
    assert_stands(&other, SEAL_UNLISTED, 0);
    revoke_record(1);
    make_list();
    assert_stands(&wrong, SEAL_FELL, SEAL_LIST_REVOKED);
    assert_stands(&other, SEAL_UNLISTED, 0);
}

static int discard(void **state)
{
    arena_free(&arena);
    return discard_issued(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_issued, discard)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_file_of_the_same_certificate_replaces_nothing),
        TEST(so_it_is_where_seals_were_not_registered),
        TEST(a_corrected_one_stands_and_the_one_before_fell),
        TEST(the_sheet_before_a_seal_was_registered_fell_too),
        TEST(every_sheet_and_file_of_a_revoked_number_fell),
        TEST(the_sheet_of_a_restored_number_stands),
        TEST(a_sheet_of_another_event_is_not_of_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
