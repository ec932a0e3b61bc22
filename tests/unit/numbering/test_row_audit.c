#include "numbering/row_audit.h"

#include "register/registry_mark.h"
#include "register/registry_write.h"
#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Enters a certificate that shows these fields; `becomes`: what has become of it. */
static void enter(const char *number, const char *who, const char *fields,
                  enum registry_state becomes)
{
    struct registry_record record = issued_record(number, "");
    record.who = who;
    record.fields = fields;
    bool done =
        registry_begin(registry, &err) && registry_reserve(registry, &record, &err) &&
        registry_publish(registry, record.id, NULL, &err) &&
        (becomes == REGISTRY_ISSUED || registry_mark(registry, number, becomes, "қате", &err));
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
}

static void note(void *context, const struct error *fault)
{
    error_print(fault, context);
    buf_putc(context, '\n');
}

/* Compares with the list, and says what is found, without the name of the folder. */
static struct row_audit assert_found(const char *list, const char *faults)
{
    struct row_audit audit;
    struct buf said = {0};
    const struct list_options options = {0};
    put("list.csv", list);
    if (!row_audit_run(registry, in_scratch("list.csv"), &options, &audit, note, &said, &err))
        fail_msg("%s", words_of(&err));
    for (char *at; said.size && (at = strstr(said.data, scratch));) {
        size_t cut = strlen(scratch) + 1;
        memmove(at, at + cut, strlen(at + cut) + 1);
    }
    assert_string_equal(buf_text(&said), faults);
    buf_free(&said);
    return audit;
}

/* The order of columns, and columns that no certificate shows, do not matter. */
static void what_agrees_has_no_faults(void **state)
{
    (void)state;
    enter("1", "Әлия", "name=Әлия\nregion=Абай\n", REGISTRY_ISSUED);
    enter("2", "Үміт", "name=Үміт\nregion=Ақтау\n+phone=7\n", REGISTRY_DUPLICATE);
    struct row_audit audit = assert_found("region;phone;name\nАқтау;8;Үміт\nАбай;9;Әлия\n", "");
    assert_int_equal(audit.rows, 2);
    assert_int_equal(audit.certificates, 2);
    assert_int_equal(audit.faults, 0);
}

static void a_difference_leaves_both_alone(void **state)
{
    (void)state;
    enter("1", "Әлия", "name=Әлия\nregion=Абай\n", REGISTRY_ISSUED);
    struct row_audit audit = assert_found(
        "name;region\nӘлия;Семей\n",
        "list.csv:2: Әлия: the register has no certificate with what this row says. Run "
        "kualik issue, or delete the row if it is nobody's.\n"
        "Әлия: number 1: no row of the list says what this certificate does. Correct the row "
        "and run kualik issue, or spoil or revoke the number.\n");
    assert_int_equal(audit.faults, 2);
}

#define UNKNOWN                                                                                \
    "the register has no certificate with what this row says. Run kualik issue, or delete "    \
    "the row if it is nobody's.\n"

/* By one name; by the first fields where no heading is that of a name. */
static void a_row_is_told_by_its_person(void **state)
{
    (void)state;
    assert_found("number;last_kk;first_kk;last_ru;first_ru\n1;Ким;Әлия;Ким;Алия\n",
                 "list.csv:2: Ким Әлия: " UNKNOWN);
    assert_found("Аты-жөні;ФИО\nКим Әлия;Ким Алия\n", "list.csv:2: Ким Әлия: " UNKNOWN);
    assert_found("a;b\nКим;Әлия\n", "list.csv:2: Ким, Әлия: " UNKNOWN);
}

/* Twins have a certificate each. */
static void a_certificate_is_that_of_one_row(void **state)
{
    (void)state;
    enter("1", "Әлия", "name=Әлия\n", REGISTRY_ISSUED);
    struct row_audit audit =
        assert_found("name\nӘлия\nӘлия\n", "list.csv:3: Әлия: the register has no certificate "
                                           "with what this row says. Run kualik issue, or "
                                           "delete the row if it is nobody's.\n");
    assert_int_equal(audit.rows, 2);
    enter("2", "Әлия", "name=Әлия\n", REGISTRY_ISSUED);
    assert_found("name\nӘлия\nӘлия\n", "");
}

/* Whoever's certificate was revoked may have left the list; a spoiled number is nobody's. */
static void what_is_not_valid_needs_no_row(void **state)
{
    (void)state;
    enter("1", "Әлия", "name=Әлия\n", REGISTRY_REVOKED);
    enter("2", "Үміт", "name=Үміт\n", REGISTRY_SPOILED);
    assert_found("name\nӘлия\n", "");
    struct row_audit audit = assert_found(
        "name\nҮміт\n", "list.csv:2: Үміт: the register has no certificate with what this row "
                        "says. Run kualik issue, or delete the row if it is nobody's.\n");
    assert_int_equal(audit.certificates, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_agrees_has_no_faults, make_issued, discard_issued),
        cmocka_unit_test_setup_teardown(a_difference_leaves_both_alone, make_issued,
                                        discard_issued),
        cmocka_unit_test_setup_teardown(a_row_is_told_by_its_person, make_issued,
                                        discard_issued),
        cmocka_unit_test_setup_teardown(a_certificate_is_that_of_one_row, make_issued,
                                        discard_issued),
        cmocka_unit_test_setup_teardown(what_is_not_valid_needs_no_row, make_issued,
                                        discard_issued),
    };
    return cmocka_run_group_tests_name("row_audit", tests, NULL, NULL);
}
