#include "register/registry_merge.h"

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

static struct registry *target, *source;
static struct error err;
static struct report findings; /* of the last merge */
static const char *person;     /* by what the next are told apart; NULL: by their names */

static struct registry *new_registry(const char *name)
{
    struct registry *registry = registry_open(in_scratch(name), REGISTRY_CREATE, NULL, &err);
    if (!registry || !registry_claim(registry, "Семинар", 0, 0, &err))
        fail_msg("%s", words_of(&err));
    return registry;
}

static int make(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    person = NULL;
    target = new_registry("target");
    source = new_registry("source");
    return 0;
}

static int discard(void **state)
{
    registry_close(target);
    registry_close(source);
    report_free(&findings);
    return remove_scratch(state);
}

static struct digest digest_of(const char *text)
{
    return hash_of(&(struct span){text, strlen(text)}, 1);
}

/* Issues the certificate of that person and number; returns its record. */
static struct registry_record issue(struct registry *registry, size_t seq, const char *number,
                                    const char *who, const char *file, int64_t number_id)
{
    struct registry_record record = {.seq = seq,
                                     .number = number,
                                     .number_id = number_id,
                                     .has_person = true,
                                     .person = digest_of(person ? person : who),
                                     .has_sha256 = true,
                                     .sha256 = digest_of(file),
                                     .who = who,
                                     .fields = "",
                                     .file = file,
                                     .reason = ""};
    bool done = registry_begin(registry, &err) && registry_reserve(registry, &record, &err) &&
                registry_publish(registry, record.id, "archive/old.pdf", &err);
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
    return record;
}

static void mark(struct registry *registry, const char *number, enum registry_state state)
{
    bool done =
        registry_begin(registry, &err) && registry_mark(registry, number, state, "", &err);
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
}

static void spoil(struct registry *registry, const char *number)
{
    mark(registry, number, REGISTRY_SPOILED);
}

static bool describe(void *context, const struct registry_record *record)
{
    buf_printf(context, "%s.%zu %s %s; ", record->number, record->version, record->who,
               registry_state_word(record->state));
    return true;
}

static void assert_target(const char *words)
{
    struct buf text = {0};
    const struct registry_search search = {.key = REGISTRY_ALL};
    assert_true(registry_find(target, &search, describe, &text, &err));
    assert_string_equal(buf_text(&text), words);
    buf_free(&text);
}

static bool merge(size_t *added, struct error *said)
{
    report_free(&findings);
    bool done =
        registry_begin(target, said) && registry_merge(target, source, added, &findings, said);
    return registry_end(target, done, said);
}

static void assert_merged(size_t wanted)
{
    size_t added;
    if (!merge(&added, &err))
        fail_msg("%s", words_of(&err));
    assert_int_equal(added, wanted);
}

static void assert_refused(const char *why)
{
    size_t added;
    struct error said = {0};
    assert_false(merge(&added, &said));
    assert_string_equal(words_of(&said), why);
}

static void records_of_both_come_together_once(void **state)
{
    (void)state;
    issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    struct registry_record first = issue(source, 101, "№ 101", "Болат", "101.pdf", 0);
    issue(source, 101, "№ 101", "Болат", "101a.pdf", first.number_id);
    static const char both[] =
        "№ 1.1 Әлия issued; № 101.1 Болат superseded; № 101.2 Болат issued; ";
    assert_merged(2);
    assert_target(both);
    assert_merged(0);
    assert_target(both);
    /* What has been issued since is all that comes. */
    issue(source, 102, "№ 102", "Вера", "102.pdf", 0);
    assert_merged(1);
}

#define WAY_OUT                                                                                \
    "Go on with one of the two: kualik issue with it and the whole list gives new numbers to " \
    "those whom only the other knows; call in what they have. Only registers that were given " \
    "ranges of their own (--range) can be joined."

static void a_number_is_that_of_one_person(void **state)
{
    (void)state;
    issue(target, 2, "№ 2", "Әлия", "2.pdf", 0);
    issue(source, 1, "№ 1", "Вера", "1.pdf", 0);
    issue(source, 2, "№ 2", "Болат", "b.pdf", 0);
    assert_refused(
        "Number № 2 is that of «Әлия» in one register and of «Болат» in the other. " WAY_OUT);
    assert_target("№ 2.1 Әлия issued; "); /* nothing of the rest has come either */
    issue(target, 3, "№ 3", "", "3.pdf", 0);
    issue(source, 3, "№ 3", "Дана", "d.pdf", 0);
    assert_refused("2 numbers are one person's in one register and another's in the other: № 2 "
                   "(«Әлия», «Болат»), № 3 (–, «Дана»). " WAY_OUT);
}

#define SPOIL_ONE                                                                              \
    "Of each spoil one of the two numbers with kualik register spoil; of two people of one "   \
    "name, use `person` to tell them apart."

static void a_person_has_one_number(void **state)
{
    (void)state;
    issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    issue(source, 101, "№ 101", "Әлия", "101.pdf", 0);
    assert_refused("1 person has one number in one register and another in the other: «Әлия» "
                   "(№ 1, № 101). " SPOIL_ONE);
    assert_target("№ 1.1 Әлия issued; ");
    issue(target, 2, "№ 2", "Болат", "2.pdf", 0);
    issue(source, 102, "№ 102", "Болат", "102.pdf", 0);
    assert_refused("2 people have one number in one register and another in the other: «Әлия» "
                   "(№ 1, № 101), «Болат» (№ 2, № 102). " SPOIL_ONE);
    spoil(source, "№ 102");
    spoil(source, "№ 101"); /* as it advises */
    assert_merged(2);
    assert_target("№ 1.1 Әлия issued; № 2.1 Болат issued; № 101.1 Әлия spoiled; "
                  "№ 102.1 Болат spoiled; ");
}

#define SAID_OF(name)                                                                              \
    ": warning: 1 person may have a number in each of the two registers, since a name was "        \
    "corrected: «" name "» (№ 1, № 101). Look at both numbers with kualik register show; if " \
    "they are one person's, spoil one of them with kualik register spoil."

static void assert_warned(const char *words)
{
    struct buf text = {0};
    for (size_t i = 0; i < findings.count; i++)
        finding_print(&findings.list[i], &text);
    const char *said = strstr(buf_text(&text), ": warning");
    assert_string_equal(said ? said : "", words);
    buf_free(&text);
}

/* Gives the person of the number that name from now on. */
static void correct(struct registry *registry, const struct registry_record *record,
                    const char *who)
{
    issue(registry, record->seq, record->number, who, who, record->number_id);
}

static void a_name_that_was_corrected_is_asked_about(void **state)
{
    (void)state;
    struct registry_record here = issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    correct(target, &here, "Алия");
    issue(source, 101, "№ 101", "Әлия", "101.pdf", 0);
    issue(source, 102, "№ 102", "Вера", "102.pdf", 0);
    assert_merged(2);
    assert_warned(SAID_OF("Әлия"));
    assert_target("№ 1.1 Әлия superseded; № 1.2 Алия issued; № 101.1 Әлия issued; "
                  "№ 102.1 Вера issued; ");
    assert_merged(0); /* once they are in one register, that is done with */
    assert_warned("");
}

static void whichever_register_has_corrected_it(void **state)
{
    (void)state;
    issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    struct registry_record there = issue(source, 101, "№ 101", "әлия", "101.pdf", 0);
    correct(source, &there, "Алия");
    assert_merged(2);
    assert_warned(SAID_OF("әлия"));
}

static void and_if_both_have(void **state)
{
    (void)state;
    struct registry_record here = issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    correct(target, &here, "Алия");
    correct(target, &here, "Әлия Ким");
    struct registry_record there = issue(source, 101, "№ 101", "Әлия", "101.pdf", 0);
    correct(source, &there, "Әлия Цой");
    assert_merged(2);
    assert_warned(SAID_OF("Әлия"));
}

/* Nobody is asked of a number that is not valid any more, of two who have a name at the same
 * time, as `person` tells them apart, and of numbers that one register has both. */
static void what_is_decided_is_not_asked(void **state)
{
    (void)state;
    struct registry_record here = issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    correct(target, &here, "Алия");
    issue(source, 101, "№ 101", "Әлия", "101.pdf", 0);
    spoil(source, "№ 101");
    here = issue(target, 2, "№ 2", "Болат", "2.pdf", 0);
    correct(target, &here, "Болатбек");
    issue(source, 2, "№ 2", "Болат", "2.pdf", 0);
    issue(source, 102, "№ 102", "Болат", "102.pdf", 0);
    person = "570101400017";
    issue(target, 3, "№ 3", "Вера", "3.pdf", 0);
    person = "930502400011";
    issue(source, 103, "№ 103", "Вера", "103.pdf", 0);
    person = NULL;
    assert_merged(3);
    assert_warned("");
}

static void a_certificate_goes_one_way(void **state)
{
    (void)state;
    issue(target, 1, "№ 1", "Әлия", "here.pdf", 0);
    issue(source, 1, "№ 1", "Әлия", "there.pdf", 0);
    assert_refused("Number № 1 of «Әлия» has different records in the two registers. Keep the "
                   "one register in which it was issued last.");
}

static void whichever_is_further_on_counts(void **state)
{
    (void)state;
    issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    issue(target, 2, "№ 2", "Болат", "2.pdf", 0);
    issue(source, 1, "№ 1", "Әлия", "1.pdf", 0);
    struct registry_record second = issue(source, 2, "№ 2", "Болат", "2.pdf", 0);
    assert_merged(0);
    spoil(source, "№ 1");
    issue(source, 3, "№ 3", "Әлия", "3.pdf", 0); /* she gets another in its place */
    issue(source, 2, "№ 2", "Болатбек", "2b.pdf", second.number_id);
    assert_merged(4);
    static const char further[] = "№ 1.1 Әлия spoiled; № 2.1 Болат superseded; № 2.2 Болатбек "
                                  "issued; № 3.1 Әлия issued; ";
    assert_target(further);
    assert_merged(0);
    assert_target(further);
}

/* Whatever the other register knew when they were joined last. */
static void what_was_restored_comes_with_what_it_was_before(void **state)
{
    (void)state;
    static const char restored[] = "№ 1.1 Әлия revoked; № 1.2 Әлия issued; ";
    issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    issue(source, 1, "№ 1", "Әлия", "1.pdf", 0);
    mark(source, "№ 1", REGISTRY_REVOKED);
    assert_merged(1);
    assert_target("№ 1.1 Әлия revoked; ");
    mark(source, "№ 1", REGISTRY_ISSUED);
    assert_merged(1);
    assert_target(restored);
    assert_merged(0);
    assert_target(restored);
}

static enum registry_duplicate duplicate_of(struct registry *registry)
{
    bool asked;
    assert_true(registry_awaits_duplicate(registry, "№ 1", &asked, &err));
    return asked ? DUPLICATE_ASKED : DUPLICATE_NONE;
}

/* A duplicate that was asked for by mistake is not asked for again by an older copy. */
static void what_was_asked_for_and_taken_back_comes_along(void **state)
{
    (void)state;
    issue(target, 1, "№ 1", "Әлия", "1.pdf", 0);
    issue(source, 1, "№ 1", "Әлия", "1.pdf", 0);
    mark(source, "№ 1", REGISTRY_DUPLICATE);
    assert_merged(1);
    assert_int_equal(duplicate_of(target), DUPLICATE_ASKED);
    mark(source, "№ 1", REGISTRY_ISSUED);
    assert_merged(2);
    assert_target("№ 1.1 Әлия superseded; № 1.2 Әлия issued; ");
    assert_int_equal(duplicate_of(target), DUPLICATE_NONE);
    mark(target, "№ 1", REGISTRY_DUPLICATE);
    mark(target, "№ 1", REGISTRY_ISSUED);
    assert_merged(0);
    assert_int_equal(duplicate_of(target), DUPLICATE_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, discard)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(records_of_both_come_together_once),
        TEST(a_number_is_that_of_one_person),
        TEST(a_person_has_one_number),
        TEST(a_name_that_was_corrected_is_asked_about),
        TEST(whichever_register_has_corrected_it),
        TEST(and_if_both_have),
        TEST(what_is_decided_is_not_asked),
        TEST(a_certificate_goes_one_way),
        TEST(whichever_is_further_on_counts),
        TEST(what_was_restored_comes_with_what_it_was_before),
        TEST(what_was_asked_for_and_taken_back_comes_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
