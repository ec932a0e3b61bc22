/* What can be told without a server; tests/e2e/timestamps.sh has servers of all kinds. */
#include "net/http.h"

#include "unit/words.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define TEN_LETTERS "abcdefghij"
#define LONG_LABEL                                                                             \
    TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS

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

/* Asks whoever is at the URL, in vain. */
static void ask_in_vain(const char *url, struct error *err)
{
    struct buf answer = {0};
    const struct span request = {"\x30\x00", 2};
    struct http *http = http_new(url, 60, err);
    assert_non_null(http);
    assert_false(http_post(http, "text/plain", &request, "text/plain", 100, &answer, err));
    assert_int_equal(answer.size, 0);
    http_free(http);
    buf_free(&answer);
}

/* A port that is taken, and where nobody listens, says so at once, not after the time-out. */
static void a_closed_port_is_told_at_once(void **state)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    struct error err;
    char url[64];
    (void)state;
    int taken = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(taken, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(taken, (struct sockaddr *)&address, &size), 0);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", ntohs(address.sin_port));
    time_t before = time(NULL);
    ask_in_vain(url, &err);
    assert_true(time(NULL) - before < 30);
    assert_string_equal(err.what.code, "server-closed");
    assert_non_null(strstr(words_of(&err), url));
    assert_true(http_is_out_of_reach(&err));
    close(taken);
}

/* No resolver is asked for a name with such a label. */
static void a_host_that_is_not_known_is_told_at_once(void **state)
{
    struct error err;
    (void)state;
    time_t before = time(NULL);
    ask_in_vain("http://" LONG_LABEL ".invalid/tsa", &err);
    assert_true(time(NULL) - before < 30);
    assert_string_equal(err.what.code, "server-unknown");
    assert_non_null(strstr(words_of(&err), LONG_LABEL ".invalid/tsa"));
    assert_true(http_is_out_of_reach(&err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_addresses_of_the_web_are_taken),
        cmocka_unit_test(a_closed_port_is_told_at_once),
        cmocka_unit_test(a_host_that_is_not_known_is_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
