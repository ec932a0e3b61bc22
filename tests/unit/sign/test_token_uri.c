#include "sign/token_uri.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_uri_is_told_from_a_path(void **state)
{
    (void)state;
    assert_true(token_uri_is_one("pkcs11:object=a"));
    assert_true(token_uri_is_one("PKCS11:object=a"));
    assert_false(token_uri_is_one("pkcs11.p12"));
    assert_false(token_uri_is_one("./pkcs11:object=a"));
    assert_false(token_uri_is_one(""));
}

static void keys_are_named_in_many_ways(void **state)
{
    static const char *const uris[] = {
        "pkcs11:object=signer",
        "pkcs11:id=%01%02",
        "pkcs11:token=Chairman;object=signer;type=private",
        "pkcs11:token=%D0%A2%D3%A9%D1%80%D0%B0%D2%93%D0%B0;id=%00",
        "pkcs11:token=Төраға;object=қол%20қою",
        "pkcs11:manufacturer=KAZTOKEN;model=x;serial=0123456789abcdef;object=a",
        "pkcs11:slot-id=3;object=a",
        "PKCS11:object=a",
    };
    struct error err = {0};
    (void)state;
    for (size_t i = 0; i < sizeof uris / sizeof *uris; i++) {
        struct p11_kit_uri *uri = token_uri_read(uris[i], &err);
        if (!uri)
            fail_msg("%s: %s", uris[i], words_of(&err));
        token_uri_free(uri);
    }
}

static void refusals_say_why_and_never_show_the_uri(void **state)
{
    static const struct {
        const char *uri, *code;
    } cases[] = {
        {"pkcs11:object=a?pin-value=5309", "pin-in-uri"},
        {"pkcs11:object=a?pin-source=file:/5309", "pin-in-uri"},
        {"pkcs11:type=cert;object=a?pin-value=5309", "pin-in-uri"},
        {"pkcs11:object=5309%ZZ", "uri-unreadable"},
        {"pkcs11:object", "uri-unreadable"},
        {"pkcs11:object=a;id=%1", "uri-unreadable"},
        {"pkcs11:object=a b?pin-value=5309", "uri-with-blank"},
        {"pkcs11:object=a\n", "uri-with-blank"},
        {"pkcs11:object=a;color=5309", "uri-attribute-unknown"},
        {"pkcs11:object=a;token=012345678901234567890123456789012", "uri-attribute-unknown"},
        {"pkcs11:object=a?module-path=/5309.so", "module-in-uri"},
        {"pkcs11:object=a?module-name=p5309", "module-in-uri"},
        {"pkcs11:object=a;type=cert", "uri-not-of-key"},
        {"pkcs11:object=a;type=public", "uri-not-of-key"},
        {"pkcs11:token=5309", "uri-without-object"},
        {"pkcs11:object=;id=", "uri-without-object"},
        {"pkcs11:", "uri-without-object"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = {0};
        assert_null(token_uri_read(cases[i].uri, &err));
        assert_string_equal(err.what.code, cases[i].code);
        assert_null(strstr(words_of(&err), "5309"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uri_is_told_from_a_path),
        cmocka_unit_test(keys_are_named_in_many_ways),
        cmocka_unit_test(refusals_say_why_and_never_show_the_uri),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
