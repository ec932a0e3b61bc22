#include "sign/token.h"

#include "sign/token_uri.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What p11-kit is set up with; these stand before its own functions. */
static struct _CK_FUNCTION_LIST *none[] = {NULL}, **modules;
static const char *complaint;

struct _CK_FUNCTION_LIST **p11_kit_modules_load_and_initialize(int flags);
void p11_kit_modules_finalize_and_release(struct _CK_FUNCTION_LIST **list);
const char *p11_kit_message(void);

struct _CK_FUNCTION_LIST **p11_kit_modules_load_and_initialize(int flags)
{
    assert_int_equal(flags, 0);
    return modules;
}

void p11_kit_modules_finalize_and_release(struct _CK_FUNCTION_LIST **list)
{
    assert_ptr_equal(list, none);
}

const char *p11_kit_message(void)
{
    return complaint;
}

static void assert_refused(const char *code, const char *words)
{
    struct error err;
    struct p11_kit_uri *uri = token_uri_read("pkcs11:object=signer", &err);
    assert_null(token_open(uri, NULL, &err));
    assert_string_equal(err.what.code, code);
    assert_string_equal(ERROR_WHAT(&err), words);
    token_uri_free(uri);
}

static void no_modules_are_told_from_those_that_cannot_be_loaded(void **state)
{
    (void)state;
    complaint = "couldn't lookup home directory";
    modules = none;
    assert_refused("token-modules-missing",
                   "No PKCS#11 module is set up on this computer; give the library that comes "
                   "with the token with --pkcs11-module.");
    modules = NULL;
    assert_refused("token-modules-unusable",
                   "The PKCS#11 modules that this computer is set up with cannot be loaded: "
                   "«couldn't lookup home directory».");
    complaint = NULL;
    assert_refused("token-modules-missing",
                   "No PKCS#11 module is set up on this computer; give the library that comes "
                   "with the token with --pkcs11-module.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_modules_are_told_from_those_that_cannot_be_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
