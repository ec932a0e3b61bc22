#include "numbering/register_search.h"

#include "base/buf.h"
#include "register/registry_write.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct registry *registry;
static struct error err;

static void enter(size_t seq, const char *number, const char *who, const char *fields)
{
    struct registry_record record = {.seq = seq,
                                     .number = number,
                                     .who = who,
                                     .fields = fields,
                                     .file = "",
                                     .reason = "",
                                     .has_person = *who != '\0'};
    record.person.bytes[0] = (uint8_t)seq;
    assert_true(registry_begin(registry, &err) &&
                registry_end(registry, registry_reserve(registry, &record, &err), &err));
}

static int make(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    registry = registry_open(in_scratch("register"), REGISTRY_CREATE, NULL, &err);
    if (!registry || !registry_claim(registry, "Семинар", 0, 0, &err))
        return -1;
    enter(1, "ОСК-001", "Ли Ян", "region=Алматы\n+last_ru=Ли\n");
    enter(2, "ОСК-002", "Құнанбаев Асқар", "region=Абай\n+last_ru=Кунанбаев\n");
    enter(17, "ОСК-017", "Ахметова Әлия", "region=Алматы\npost=Құнанбаев көшесі\n");
    enter(170, "ОСК-170", "", "");
    return 0;
}

static int discard(void **state)
{
    registry_close(registry);
    registry = NULL;
    return remove_scratch(state);
}

static void print(void *context, const struct registry_record *record)
{
    struct buf *found = context;
    buf_printf(found, "%s%s", found->size ? " " : "", record->number);
}

static void finds(const char *text, const char *wanted)
{
    struct buf found = {0};
    size_t count;
    assert_true(register_search(registry, text, print, &found, &count, &err));
    assert_string_equal(buf_text(&found), wanted);
    assert_int_equal(count > 0, *wanted != '\0');
    buf_free(&found);
}

static void people_are_found_by_the_surest_place(void **state)
{
    (void)state;
    finds("ли", "ОСК-001");
    finds("құнанбаев", "ОСК-002");
    finds("аскар кунанб", "ОСК-002");
    finds("алматы", "ОСК-001 ОСК-017");
    finds("Алматы Әлия", "ОСК-017");
    finds("кошеси", "ОСК-017");
    finds("нобай", "");
    finds("", "");
    finds("\xFF", "");
}

static void numbers_are_found(void **state)
{
    (void)state;
    finds("17", "ОСК-017");
    finds("оск-170", "ОСК-170");
    finds("оск", "ОСК-001 ОСК-002 ОСК-017 ОСК-170");
    finds("ОСК-17", "");
}

static void advises(const char *text, const char *wanted)
{
    error_set(&err, "number-unknown", "The register has no number %s.", "X");
    assert_int_equal(register_search_advise(registry, text, &err), *wanted != '\0');
    const char *words = words_of(&err) + strlen("The register has no number X.");
    assert_string_equal(words, wanted);
}

static void the_nearest_are_named(void **state)
{
    (void)state;
    advises("Ахметва", " The nearest: ОСК-017 (Ахметова Әлия).");
    advises("Кунанбаиф", " The nearest: ОСК-002 (Құнанбаев Асқар).");
    advises("Ли Абай", " The nearest: ОСК-001 (Ли Ян).");
    advises("ОСК-171", " The nearest: ОСК-170, ОСК-001 (Ли Ян), ОСК-017 (Ахметова Әлия).");
    advises("2", " The nearest: ОСК-002 (Құнанбаев Асқар).");
    advises("Жұмабаев", "");
    advises("\xFF", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(people_are_found_by_the_surest_place, make, discard),
        cmocka_unit_test_setup_teardown(numbers_are_found, make, discard),
        cmocka_unit_test_setup_teardown(the_nearest_are_named, make, discard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
