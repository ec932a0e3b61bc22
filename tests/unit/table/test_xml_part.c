#include "table/xml_part.h"

#include "unit/make_zip.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DAMAGED "the file is damaged; open it in the spreadsheet program and save it again."
#define DAMAGED_LINE(line, part)                                                               \
    "the file is damaged in line " line " of its part «" part                                  \
    "»; open it in the spreadsheet program and save it again."
#define DAMAGED_PART(part) DAMAGED_LINE("1", part)
#define DOCTYPE                                                                                \
    "it has a document type, which no workbook has; check where the file comes from."

static const struct xml_part_namespace namespaces[] = {
    {"urn:plain", ""},
    {"urn:other", "o:"},
    {NULL, NULL},
};

/* Writes down what it is told. Pauses at elements called pause, and refuses one called bad. */
struct evidence {
    struct xml_part *part;
    struct buf out;
    const char *words; /* of the refusal */
};

static void see_start(void *self, const char *name, const char *const *attributes)
{
    struct evidence *evidence = self;
    buf_printf(&evidence->out, "<%s", name);
    for (; *attributes; attributes += 2)
        buf_printf(&evidence->out, " %s=%s", attributes[0], attributes[1]);
    buf_putc(&evidence->out, '>');
    if (strcmp(name, "pause") == 0) {
        xml_part_pause(evidence->part);
        xml_part_pause(evidence->part);
    }
    if (strcmp(name, "bad") == 0) {
        xml_part_refuse(evidence->part, "bad-tag", "%s", evidence->words);
        xml_part_refuse(evidence->part, "too-late", "too late");
        xml_part_pause(evidence->part);
    }
}

static void see_end(void *self, const char *name)
{
    struct evidence *evidence = self;
    buf_printf(&evidence->out, "</%s>", name);
}

static void see_text(void *self, const char *text, size_t size)
{
    struct evidence *evidence = self;
    buf_add(&evidence->out, text, size);
}

static const struct xml_part_events all = {namespaces, see_start, see_end, see_text};

static struct zip_archive *pack(const char *bytes, size_t size)
{
    const struct zip_text parts[] = {{"a.xml", bytes, size}, {NULL, NULL, 0}};
    struct buf file = {0};
    struct error err;
    make_zip(parts, ZIP_CM_STORE, &file);
    struct zip_archive *zip = zip_archive_new(&file, &err);
    assert_non_null(zip);
    return zip;
}

/* Reads the part to its end and appends the events, with a bar for each pause, and the error
 * behind an exclamation mark. */
static void read_all(struct zip_archive *zip, const struct xml_part_events *events,
                     struct evidence *evidence)
{
    struct error err = {0};
    enum xml_part_result result;
    evidence->part = xml_part_open(zip, "a.xml", events, evidence, &err);
    assert_non_null(evidence->part);
    while ((result = xml_part_next(evidence->part, &err)) == XML_PART_PAUSED)
        buf_putc(&evidence->out, '|');
    if (result == XML_PART_FAILED)
        buf_printf(&evidence->out, "!%s", words_of(&err));
    else
        assert_string_equal(words_of(&err), "");
    xml_part_close(evidence->part);
}

static void assert_bytes(const char *bytes, size_t size, const struct xml_part_events *events,
                         const char *expected)
{
    struct evidence evidence = {.words = "no row 7 is wanted."};
    struct zip_archive *zip = pack(bytes, size);
    read_all(zip, events, &evidence);
    assert_string_equal(buf_text(&evidence.out), expected);
    buf_free(&evidence.out);
    zip_archive_free(zip);
}

static void assert_events(const char *xml, const char *expected)
{
    assert_bytes(xml, strlen(xml), &all, expected);
}

static void names_have_the_prefixes_of_the_reader(void **state)
{
    (void)state;
    assert_events(
        "<x:a xmlns:x='urn:plain' xmlns:y='urn:other' y:b='1' c='2'><y:d x:e='3'/></x:a>",
        "<a o:b=1 c=2><o:d e=3></o:d></a>");
    assert_events("<a xmlns='urn:other'><b xmlns='urn:plain'/><b xmlns=''/></a>",
                  "<o:a><b></b><b></b></o:a>");
    assert_events("<a xmlns='urn:third' xmlns:x='urn:other2' x:b='1' xml:lang='kk'>"
                  "<x:c/></a>",
                  "<? ?=1 ?=kk><?></?></?>");
}

/* The names of all attributes are there at once. */
static void any_number_of_attributes(void **state)
{
    (void)state;
    enum { COUNT = 3000 };
    struct buf xml = {0}, expected = {0};
    buf_puts(&xml, "<a xmlns='urn:plain' xmlns:x='urn:other'><b/><b");
    buf_puts(&expected, "<a><b></b><b");
    for (int i = 0; i < COUNT; i++) {
        buf_printf(&xml, " x:name%d='%d'", i, i);
        buf_printf(&expected, " o:name%d=%d", i, i);
    }
    buf_puts(&xml, "/></a>");
    buf_puts(&expected, "></b></a>");
    assert_events(xml.data, expected.data);
    buf_free(&xml);
    buf_free(&expected);
}

static void text_comes_as_it_stands(void **state)
{
    (void)state;
    assert_events("<?xml version='1.0'?><!--x--><a> Әлия\r\n&lt;&amp;&#x49A;&#1179;"
                  "<![CDATA[<b>]]><?go x?><!-- y -->.</a>\n",
                  "<a> Әлия\n<&Ққ<b>.</a>");
    assert_events("\xEF\xBB\xBF<a b='1&#10;2\n3'/>", "<a b=1\n2 3></a>");
    assert_bytes("\xFF\xFE<\0a\0>\0\xD8\x04<\0/\0a\0>\0", 18, &all, "<a>Ә</a>");
}

static void handlers_may_be_missing(void **state)
{
    (void)state;
    static const char xml[] = "<a>b<c/></a>";
    const struct xml_part_events start = {.namespaces = namespaces, .start = see_start};
    const struct xml_part_events end = {.namespaces = namespaces, .end = see_end};
    const struct xml_part_events text = {.namespaces = namespaces, .text = see_text};
    assert_bytes(xml, sizeof xml - 1, &start, "<a><c>");
    assert_bytes(xml, sizeof xml - 1, &end, "</c></a>");
    assert_bytes(xml, sizeof xml - 1, &text, "b");
}

static void it_pauses_where_a_handler_says(void **state)
{
    (void)state;
    assert_events("<a><pause>1</pause><pause>2</pause>3</a>",
                  "<a><pause>|1</pause><pause>|2</pause>3</a>");
    assert_events("<pause></pause>", "<pause>|</pause>");
    assert_events("<a><pause><b></a>", "<a><pause>|<b>!" DAMAGED_PART("a.xml"));
}

static void a_handler_can_refuse(void **state)
{
    (void)state;
    assert_events("<a>1<bad>2</bad><pause/></a>", "<a>1<bad>!no row 7 is wanted.");
    assert_events("<pause><bad/></pause>", "<pause>|<bad>!no row 7 is wanted.");

    struct buf words = {0};
    for (int i = 0; i < 1000; i++)
        buf_puts(&words, "Ә");
    struct evidence evidence = {.words = words.data};
    struct zip_archive *zip = pack("<bad/>", 6);
    read_all(zip, &all, &evidence);
    size_t head = strlen("<bad>!"), size = evidence.out.size - head;
    assert_in_range(size, 900, sizeof(struct error));
    assert_int_equal(size % 2, 0);
    assert_memory_equal(evidence.out.data + head, words.data, size);
    buf_free(&words);
    buf_free(&evidence.out);
    zip_archive_free(zip);
}

/* Reads the part and says whether it can be; if not, that it is damaged in that line. */
static bool is_read(const char *bytes, size_t size, int line)
{
    const struct xml_part_events none = {.namespaces = namespaces};
    struct zip_archive *zip = pack(bytes, size);
    struct error err = {0};
    struct buf said = {0};
    bool read = xml_part_read(zip, "a.xml", &none, NULL, NULL, &err);
    if (!read)
        buf_printf(&said, DAMAGED_LINE("%d", "a.xml"), line);
    assert_string_equal(words_of(&err), buf_text(&said));
    zip_archive_free(zip);
    buf_free(&said);
    return read;
}

static void damage_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        int line;
        const char *xml;
    } parts[] = {
        {1, " "},
        {1, "text"},
        {3, "<a>\n<b>\n</a>"},
        {2, "<a/>\n<b/>"},
        {3, "<a>\n\n"},
        {1, "<a>&b;</a>"},
        {1, "<a>&#0;</a>"},
        {1, "<a b='1' b='2'/>"},
        {1, "<a b='\xCA'/>"},
        {1, "<x:a/>"},
        {1, "<?xml version='1.0' encoding='windows-1251'?><a/>"},
        {1, "<a xmlns='urn:plain&#10;pause'/>"}, /* would hide another name in it */
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_false(is_read(parts[i].xml, strlen(parts[i].xml), parts[i].line));
}

static void document_types_are_refused(void **state)
{
    (void)state;
    assert_events("<!DOCTYPE a><a/>", "!" DOCTYPE);
    assert_events("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "!" DOCTYPE);
    assert_events("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "!" DOCTYPE);
    assert_events("<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>", "!" DOCTYPE);
}

static void elements_stand_in_each_other_to_a_depth(void **state)
{
    (void)state;
    struct buf xml = {0}, expected = {0};
    for (int i = 0; i < 256; i++)
        buf_puts(&xml, "<a>");
    buf_add(&expected, xml.data, xml.size);
    for (int i = 0; i < 256; i++)
        buf_puts(&xml, "</a>");
    assert_events(xml.data, xml.data);
    buf_clear(&xml);
    buf_printf(&xml, "%s<a></a>", expected.data);
    buf_puts(&expected, "!" DAMAGED);
    assert_events(xml.data, expected.data);
    buf_free(&xml);
    buf_free(&expected);
}

/* Says whether `count` bytes between the two texts are read. */
static bool is_long_read(const char *head, size_t count, const char *tail)
{
    struct buf xml = {0};
    buf_puts(&xml, head);
    memset(buf_reserve(&xml, count), 'x', count);
    xml.size += count;
    buf_puts(&xml, tail);
    bool read = is_read(xml.data, xml.size, 1);
    buf_free(&xml);
    return read;
}

static void what_holds_back_a_megabyte_is_refused(void **state)
{
    (void)state;
    const size_t mb = (size_t)1 << 20;
    assert_true(is_long_read("<a b='", mb * 9 / 10, "'/>"));
    assert_false(is_long_read("<a b='", mb * 2, "'/>"));
    assert_false(is_long_read("<a", mb * 2, "/>"));
    assert_false(is_long_read("<a><!--", mb * 2, "--></a>"));
    assert_true(is_long_read("<a>", mb * 3, "</a>"));
}

static void parts_may_be_left_unread_or_missing(void **state)
{
    (void)state;
    struct evidence evidence = {0};
    struct error err;
    struct zip_archive *zip = pack("<a><pause/></a>", 15);
    evidence.part = xml_part_open(zip, "a.xml", &all, &evidence, &err);
    assert_int_equal(xml_part_next(evidence.part, &err), XML_PART_PAUSED);
    xml_part_close(evidence.part);
    xml_part_close(NULL);
    assert_null(xml_part_open(zip, "b.xml", &all, &evidence, &err));
    assert_string_equal(words_of(&err), "the part «b.xml» is missing: " DAMAGED);
    assert_false(xml_part_read(zip, "b.xml", &all, &evidence, &evidence.part, &err));
    assert_string_equal(words_of(&err), "the part «b.xml» is missing: " DAMAGED);
    assert_null(evidence.part);
    buf_free(&evidence.out);
    zip_archive_free(zip);
}

/* That the bytes are not those which were packed is seen when all have been read. */
static void a_part_with_a_wrong_checksum(void **state)
{
    (void)state;
    const struct zip_text parts[] = {{"a.xml", "<a>Manat</a>", 0}, {NULL, NULL, 0}};
    struct buf file = {0};
    struct error err;
    struct evidence evidence = {0};
    size_t at = 0;
    make_zip(parts, ZIP_CM_STORE, &file);
    while (memcmp(file.data + at, "Manat", 5) != 0)
        at++;
    file.data[at + 2] = 'r';
    struct zip_archive *zip = zip_archive_new(&file, &err);
    read_all(zip, &all, &evidence);
    assert_string_equal(evidence.out.data, "<a>Marat</a>!" DAMAGED);
    buf_free(&evidence.out);
    zip_archive_free(zip);
}

static void attributes_are_looked_up(void **state)
{
    (void)state;
    const char *const attributes[] = {"a", "1", "b", "a", "c", "", NULL};
    assert_string_equal(xml_part_attribute(attributes, "a"), "1");
    assert_string_equal(xml_part_attribute(attributes, "b"), "a");
    assert_string_equal(xml_part_attribute(attributes, "c"), "");
    assert_null(xml_part_attribute(attributes, "1"));
    assert_null(xml_part_attribute(attributes, ""));
    assert_null(xml_part_attribute(attributes + 6, "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_the_prefixes_of_the_reader),
        cmocka_unit_test(any_number_of_attributes),
        cmocka_unit_test(text_comes_as_it_stands),
        cmocka_unit_test(handlers_may_be_missing),
        cmocka_unit_test(it_pauses_where_a_handler_says),
        cmocka_unit_test(a_handler_can_refuse),
        cmocka_unit_test(damage_is_told_with_its_line),
        cmocka_unit_test(document_types_are_refused),
        cmocka_unit_test(elements_stand_in_each_other_to_a_depth),
        cmocka_unit_test(what_holds_back_a_megabyte_is_refused),
        cmocka_unit_test(parts_may_be_left_unread_or_missing),
        cmocka_unit_test(a_part_with_a_wrong_checksum),
        cmocka_unit_test(attributes_are_looked_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
