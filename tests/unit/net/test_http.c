/* What can be told without a server; tests/e2e/timestamps.sh has servers of all kinds. */
#include "net/http.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void only_addresses_of_the_web_are_taken(void **state)
{
    static const char *const wrong[] = {"ftp://localhost/", "localhost:bad", "", "http://",
                                        "file:///etc/passwd"};
    struct error err;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_null(http_new(wrong[i], 1, &err));
        assert_string_equal(err.what.code, "url-invalid");
    }
    assert_null(http_new("http://user:password@tsa.example/", 1, &err));
    assert_string_equal(err.what.code, "url-user");
    assert_null(strstr(words_of(&err), "password@"));
    struct http *http = http_new("https://tsa.example:8443/path?query", 1, &err);
    assert_non_null(http);
    http_free(http);
}

static void nobody_there_is_told(void **state)
{
    struct error err;
    struct buf answer = {0};
    const struct span request = {"question", 8};
    (void)state;
    struct http *http = http_new("http://127.0.0.1:1/", 1, &err);
    assert_non_null(http);
    assert_false(http_post(http, "text/plain", &request, "text/plain", 100, &answer, &err));
    assert_int_equal(answer.size, 0);
    assert_true(strncmp(err.what.code, "server-", 7) == 0);
    http_free(http);
    buf_free(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_addresses_of_the_web_are_taken),
        cmocka_unit_test(nobody_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
