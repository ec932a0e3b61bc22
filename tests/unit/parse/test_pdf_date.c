#include "parse/pdf_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_date_is_a_time(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds;
    } cases[] = {
        {"D:20171005120000+06'00'", 1507183200},
        {"D:20171005120000+06'00", 1507183200},
        {"D:20171005060000Z", 1507183200},
        {"D:20171005060000Z00'00'", 1507183200},
        {"D:20171005003000-05'30'", 1507183200},
        {"D:20171005060000", 1507183200},
        {"D:2017", 1483228800},
        {"D:201710", 1506816000},
        {"D:19700101", 0},
        {"D:19691231235959Z", -1},
        {"D:20240229", 1709164800},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t seconds = 7;
        if (!pdf_date_read(cases[i].text, &seconds) || seconds != cases[i].seconds)
            fail_msg("%s became %lld", cases[i].text, (long long)seconds);
    }
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "D:",
        "2017",
        "D:201",
        "D:20171399",
        "D:20170229",
        "D:2017100",
        "D:2017100524",
        "D:20171005126000",
        "D:20171005120060",
        "D:20171005X",
        "D:20171005120000+",
        "D:20171005120000+24'00'",
        "D:20171005120000+06'60'",
        "D:20171005120000+06'00'x",
        "D:00001005",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int64_t seconds;
        if (pdf_date_read(texts[i], &seconds))
            fail_msg("«%s» is read", texts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_a_time),
        cmocka_unit_test(what_is_no_date_is_refused),
    };
    return cmocka_run_group_tests_name("pdf_date", tests, NULL, NULL);
}
