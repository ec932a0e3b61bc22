#include "print/print.h"

#include "base/file.h"
#include "unit/fixture.h"
#include "unit/read_pdf.h"

#define LIST                                                                                   \
    "n;Name;Region\n"                                                                          \
    "1;Яна;Астана\n"                                                                  \
    "2;Бота;Алматы\n"                                                                \
    "3;Әлия;Алматы\n"

/* What a run writes, and what it says. */
struct printed {
    struct fixture fixture;
    struct print_result result;
    struct buf bytes;
    struct report findings;
    struct error err;
    bool written;
};

static void print(struct printed *printed, const char *template, const char *list,
                  struct print_options options)
{
    *printed = (struct printed){0};
    struct fixture *fixture = &printed->fixture;
    fixture_open(fixture);
    fixture_sound(fixture, template, list);
    const char *path = arena_printf(&fixture->arena, "%s/print.pdf", fixture->folder);
    fixture->files[fixture->file_count++] = path;
    options.threads = 2;
    options.copies = options.copies ? options.copies : 1;
    options.producer = "kualik";
    struct single_file *file = single_file_new(path, print_file_kind(false), &printed->err);
    assert_non_null(file);
    printed->written = print_write(&fixture->job, &options, file, &printed->result,
                                   &printed->findings, &printed->err);
    if (printed->written) {
        assert_true(single_file_publish(file, &printed->err));
        assert_true(file_read(path, 1 << 20, &printed->bytes, &printed->err));
    }
    single_file_free(file);
}

static void put_away(struct printed *printed)
{
    buf_free(&printed->bytes);
    report_free(&printed->findings);
    fixture_close(&printed->fixture);
}

static void assert_result(const struct printed *printed, size_t people, size_t each,
                          size_t sheets, size_t kept_back)
{
    if (!printed->written)
        fail_msg("%s", words_of(&printed->err));
    assert_int_equal(printed->result.people, people);
    assert_int_equal(printed->result.each, each);
    assert_int_equal(printed->result.sheets, sheets);
    assert_int_equal(printed->result.kept_back, kept_back);
}

static const char one_page[] = BEGINNING TEXT("a", "{Name}") TEXT("b", "Сертификат");
static const char three_pages[] = BEGINNING
    "[page 2]\nsize = A4 landscape\n[page 3]\nsize = A4 landscape\n" TEXT("a", "{Name}");

static void the_sum_of_sheets_adds_up(void **state)
{
    (void)state;
    struct printed printed;
    print(&printed, one_page, LIST, (struct print_options){.copies = 2});
    assert_result(&printed, 3, 1, 6, 0);
    put_away(&printed);
    print(&printed, three_pages, LIST, (struct print_options){0});
    assert_result(&printed, 3, 2, 6, 0); /* the back of each third page stays blank */
    put_away(&printed);
    print(&printed, three_pages, LIST, (struct print_options){.sides = PRINT_ONE_SIDE});
    assert_result(&printed, 3, 3, 9, 0);
    put_away(&printed);
}

static void parts_are_those_of_the_first_column(void **state)
{
    (void)state;
    struct printed printed;
    struct pdf_reader pdf;
    print(&printed, one_page, LIST,
          (struct print_options){.filter.order = "Region,Name", .sides = PRINT_SHORT_EDGE});
    assert_result(&printed, 3, 1, 3, 0);
    read_pdf_open(&pdf, &printed.bytes);
    assert_string_equal(read_pdf(&pdf, "Root Outlines Count"), "2");
    assert_string_equal(read_pdf(&pdf, "Root Outlines First Title"),
                        "<FEFF0410043B043C04300442044B>"); /* Алматы */
    struct pdf_lexer_value astana = read_pdf_find(&pdf, "Root Outlines Last Dest 0");
    assert_int_equal(astana.at, read_pdf_find(&pdf, "Root Pages Kids 0 Kids 4").at);
    assert_string_equal(read_pdf(&pdf, "Root ViewerPreferences Duplex"),
                        "/DuplexFlipShortEdge");
    pdf_reader_close(&pdf);
    put_away(&printed);
}

/* On sheets printed beforehand the fixed heading would be printed twice. */
static void blank_sheets_get_what_differs(void **state)
{
    (void)state;
    struct printed whole, blank;
    struct pdf_reader pdf;
    print(&whole, one_page, LIST, (struct print_options){0});
    print(&blank, one_page, LIST, (struct print_options){.blank = true});
    read_pdf_open(&pdf, &whole.bytes);
    assert_string_not_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 0 Contents 1"), "");
    assert_string_not_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 0 K 1"), "");
    pdf_reader_close(&pdf);
    read_pdf_open(&pdf, &blank.bytes);
    assert_string_equal(read_pdf(&pdf, "Root Pages Kids 0 Kids 0 Contents 1"), "");
    assert_string_equal(read_pdf(&pdf, "Root StructTreeRoot K K 0 K 0 K 1"), "");
    pdf_reader_close(&pdf);
    put_away(&whole);
    put_away(&blank);
}

static void rows_with_errors_are_kept_back(void **state)
{
    (void)state;
    struct printed printed;
    print(&printed, one_page, "n;Name\n1;Яна\n2;К?л?ш\n3;Әлия\n", (struct print_options){0});
    assert_result(&printed, 2, 1, 2, 1);
    assert_true(printed.findings.errors > 0);
    put_away(&printed);
    print(&printed, one_page, "n;Name\n1;Яна\n2;К?л?ш\n3;Әлия\n",
          (struct print_options){.filter.first = 1});
    assert_result(&printed, 1, 1, 1, 0);
    assert_int_equal(printed.findings.errors, 0); /* others are of no matter */
    put_away(&printed);
}

static void where_there_is_nobody_nothing_is_written(void **state)
{
    (void)state;
    struct printed printed;
    print(&printed, one_page, "n;Name\n1;К?л?ш\n", (struct print_options){0});
    assert_false(printed.written);
    put_away(&printed);
    atomic_bool stop = true;
    print(&printed, one_page, LIST, (struct print_options){.stop = &stop});
    assert_false(printed.written);
    assert_string_equal(printed.err.what.code, "stopped");
    put_away(&printed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sum_of_sheets_adds_up),
        cmocka_unit_test(parts_are_those_of_the_first_column),
        cmocka_unit_test(blank_sheets_get_what_differs),
        cmocka_unit_test(rows_with_errors_are_kept_back),
        cmocka_unit_test(where_there_is_nobody_nothing_is_written),
    };
    return cmocka_run_group_tests_name("print", tests, NULL, NULL);
}
