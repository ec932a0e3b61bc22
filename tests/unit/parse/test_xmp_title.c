#include "parse/xmp_title.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define OPEN "<r:RDF xmlns:r='" RDF "' xmlns:d='http://purl.org/dc/elements/1.1/'>"

/* Says what title is found, NULL: the packet cannot be read. */
static void expect(const char *packet, const char *wanted)
{
    struct buf xmp = {0}, title = {0};
    buf_puts(&xmp, packet);
    assert_int_equal(xmp_title_read(&xmp, &title), wanted != NULL);
    if (wanted)
        assert_string_equal(buf_text(&title), wanted);
    buf_free(&xmp);
    buf_free(&title);
}

static void the_title_is_found_by_its_namespace(void **state)
{
    (void)state;
    expect("<a/>", "");
    expect(OPEN "<r:Description><d:title>\n <r:Alt><r:li xml:lang='kk'>Куәлік № 1</r:li>\n"
                "</r:Alt></d:title><d:creator>X</d:creator></r:Description></r:RDF>",
           "\nkk\nКуәлік № 1");
    expect(OPEN "<r:Description d:title='Куәлік'/></r:RDF>", "\nКуәлік\n");
    expect("<x:title xmlns:x='http://purl.org/dc/elements/1.1/'>A</x:title>", "A");
    expect("<dc:title xmlns:dc='http://example.org/'>A</dc:title>", "");
}

/* A second title counts as well: which of them a viewer shows is not known. */
static void every_title_counts(void **state)
{
    (void)state;
    expect(OPEN "<d:title><r:li>A</r:li></d:title><d:title><r:li>B</r:li></d:title></r:RDF>",
           "AB");
}

static void other_packets_are_refused(void **state)
{
    (void)state;
    expect("", NULL);
    expect("<a>", NULL);
    expect("no packet", NULL);
    expect("<!DOCTYPE a [<!ENTITY e 'X'>]><a>&e;</a>", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_is_found_by_its_namespace),
        cmocka_unit_test(every_title_counts),
        cmocka_unit_test(other_packets_are_refused),
    };
    return cmocka_run_group_tests_name("xmp_title", tests, NULL, NULL);
}
