#include "numbering/audit.h"

#include "register/registry_mark.h"
#include "register/registry_write.h"
#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void ends_well(bool done)
{
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
}

/* Enters a certificate as issued; the file that it should have holds its own name. */
static void enter(const char *number, const char *file)
{
    struct registry_record record = issued_record(number, file);
    ends_well(registry_begin(registry, &err) && registry_reserve(registry, &record, &err) &&
              registry_publish(registry, record.id, NULL, &err));
}

static void reserve(struct registry_record record)
{
    ends_well(registry_begin(registry, &err) && registry_reserve(registry, &record, &err));
}

static void mark(const char *number, enum registry_state becomes)
{
    ends_well(registry_begin(registry, &err) &&
              registry_mark(registry, number, becomes, "", &err));
}

static void note(void *context, const struct error *fault)
{
    error_print(fault, context);
    buf_putc(context, '\n');
}

/* Says what is found, a fault a line. */
static struct audit assert_found(const char *faults)
{
    struct audit audit;
    struct buf said = {0};
    if (!audit_run(registry, folder, &audit, note, &said, &err))
        fail_msg("%s", words_of(&err));
    assert_string_equal(buf_text(&said), faults);
    buf_free(&said);
    return audit;
}

static void what_agrees_has_no_faults(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf");
    enter("№ 2", "2.pdf");
    put_file("1.pdf", "1.pdf");
    put_file("2.pdf", "2.pdf");
    put_file("list.csv", "not a certificate");
    struct audit audit = assert_found("");
    assert_int_equal(audit.issued, 2);
    assert_int_equal(audit.files, 2);
    assert_int_equal(audit.faults, 0);
}

static void missing_and_changed_files_and_strays_are_told(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf");
    enter("№ 2", "2.pdf");
    put_file("2.pdf", "changed");
    put_file("9.pdf", "9.pdf");
    struct audit audit = assert_found(
        "Әлия: «1.pdf»: number № 1: the file of the certificate is gone. Put it back from a "
        "backup, or use kualik issue --reissue, which issues it anew under its number.\n"
        "Әлия: «2.pdf»: number № 2: the file is not the one that was issued. Put that back "
        "from a backup, or move this one away and use kualik issue --reissue, which issues it "
        "anew under its number.\n"
        "«9.pdf»: no record of the register has this file. Move it to where it belongs.\n");
    assert_int_equal(audit.faults, 3);
}

static void renamed_files_and_copies_are_known_by_their_bytes(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf");
    enter("№ 2", "2.pdf");
    enter("№ 3", "3.pdf");
    put_file("renamed.pdf", "1.pdf");
    put_file("2.pdf", "2.pdf");
    put_file("copy.pdf", "2.pdf");
    put_file("again.pdf", "2.pdf");
    put_file("old.pdf", "3.pdf");
    mark("№ 3", REGISTRY_REVOKED);
    struct audit audit = assert_found(
        "Әлия: «1.pdf»: number № 1: the file of the certificate is here under the name "
        "«renamed.pdf». Give it its name back.\n"
        "Әлия: «again.pdf»: this is a copy of the file of number № 2, which is here under its "
        "own name. Move the copy out of this folder.\n"
        "Әлия: «copy.pdf»: this is a copy of the file of number № 2, which is here under its "
        "own name. Move the copy out of this folder.\n"
        "Әлия: «old.pdf»: this is a copy of a certificate of number № 3 that is not valid any "
        "more. Move it out of this folder, so that nobody hands it out.\n");
    assert_int_equal(audit.faults, 4);
}

/* A run was cut off behind the file, which is therefore no stray. */
static void what_was_cut_off_is_told(void **state)
{
    (void)state;
    reserve(issued_record("№ 1", "1.pdf"));
    reserve((struct registry_record){
        .number = "№ 2", .seq = 2, .who = "", .fields = "", .file = "", .reason = ""});
    put_file("1.pdf", "1.pdf");
    struct audit audit = assert_found(
        "Әлия: «1.pdf»: number № 1: the run that was to issue this certificate was "
        "cut off. Run kualik issue again.\n");
    assert_int_equal(audit.pending, 1);
    assert_int_equal(audit.spares, 1);
}

/* The file of what is not valid any more may be gone; one that is there must be the old one. */
static void invalid_certificates_need_no_file(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf");
    enter("№ 2", "2.pdf");
    enter("№ 3", "3.pdf");
    put_file("3.pdf", "changed");
    mark("№ 1", REGISTRY_SPOILED);
    mark("№ 2", REGISTRY_REVOKED);
    mark("№ 3", REGISTRY_REVOKED);
    struct audit audit = assert_found(
        "Әлия: «3.pdf»: number № 3: the file is not the one that was issued. Put that back "
        "from a backup. It is not valid any more, so that no other is made for it.\n");
    assert_int_equal(audit.spoiled, 1);
    assert_int_equal(audit.revoked, 2);
}

/* --reissue makes none for a superseded one. */
static void a_superseded_file_comes_from_a_backup_alone(void **state)
{
    (void)state;
    enter("№ 1", "1.pdf");
    struct registry_record again = issued_record("№ 1", "b.pdf");
    again.number_id = 1;
    ends_well(registry_begin(registry, &err) && registry_reserve(registry, &again, &err) &&
              registry_publish(registry, again.id, "archive/1.v1.pdf", &err));
    put_file("b.pdf", "b.pdf");
    assert_found(
        "Әлия: «archive/1.v1.pdf»: number № 1: the file of the certificate is gone. Put "
        "it back from a backup. It is not valid any more, so that no other is made for "
        "it.\n");
}

/* Where the list brought the number, the sheet shows that of its row. */
static void a_sheet_that_shows_another_number_is_told(void **state)
{
    (void)state;
    struct registry_record record = issued_record("001", "1.pdf");
    record.fields = "name=Әлия\nnumber=1\n";
    reserve(record);
    enter("002", "2.pdf");
    put_file("1.pdf", "1.pdf");
    put_file("2.pdf", "2.pdf");
    ends_well(registry_begin(registry, &err) && registry_publish(registry, 1, NULL, &err));
    assert_found(
        "Әлия: «1.pdf»: number 001: the sheet shows the number «1». Write 001 into the "
        "list and run kualik issue, which issues it anew under its number.\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_issued, discard_issued)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_agrees_has_no_faults),
        TEST(missing_and_changed_files_and_strays_are_told),
        TEST(renamed_files_and_copies_are_known_by_their_bytes),
        TEST(what_was_cut_off_is_told),
        TEST(invalid_certificates_need_no_file),
        TEST(a_superseded_file_comes_from_a_backup_alone),
        TEST(a_sheet_that_shows_another_number_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
