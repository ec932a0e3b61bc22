/* Keys come from tests/pki.sh; OpenSSL's own command judges the signatures. */

#include "issue/detached.h"

#include "unit/keys.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder_at[400];

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 p256");
}

static struct folder *begin(void **state)
{
    struct error err;
    snprintf(folder_at, sizeof folder_at, "%s/out", (char *)*state);
    struct folder *folder = folder_open(folder_at, &err);
    assert_non_null(folder);
    return folder;
}

static void end(struct folder *folder)
{
    char command[500];
    struct error err;
    assert_true(folder_close(folder, &err));
    snprintf(command, sizeof command, "rm -r '%s'", folder_at);
    assert_int_equal(system(command), 0);
}

static void put(const char *name, const char *bytes)
{
    char path[700];
    snprintf(path, sizeof path, "%s/%s", folder_at, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Whether OpenSSL finds out/a.pdf.cms to be of out/a.pdf. */
static bool holds(void **state)
{
    char command[2000];
    snprintf(command, sizeof command,
             "openssl cms -verify -inform DER -in '%s/a.pdf.cms' -content '%s/a.pdf' -binary "
             "-CAfile '%s/ca.pem' -purpose any -out /dev/null 2>/dev/null",
             folder_at, folder_at, (char *)*state);
    return system(command) == 0;
}

static void what_is_missing_is_made_and_what_holds_is_kept(void **state)
{
    struct folder *folder = begin(state);
    struct detached_signer signer = {.signer = keys_signer(state, "p256.p12"), .now = KEYS_NOW};
    struct buf pdf = {0};
    struct error err;
    struct stat first, second;
    char path[700];
    buf_puts(&pdf, "%PDF: what is signed");
    put("a.pdf", "%PDF: what is signed");
    assert_true(detached_mend(&signer, folder, "a.pdf", &pdf, false, &err));
    assert_true(holds(state));
    snprintf(path, sizeof path, "%s/a.pdf.cms", folder_at);
    assert_int_equal(stat(path, &first), 0);
    assert_true(detached_mend(&signer, folder, "a.pdf", &pdf, true, &err));
    assert_int_equal(stat(path, &second), 0);
    assert_int_equal(first.st_ino, second.st_ino);
    buf_free(&pdf);
    signer.signer->free((struct signer *)(uintptr_t)signer.signer);
    end(folder);
}

static void what_is_of_others_is_left_unless_it_shall_be_replaced(void **state)
{
    struct folder *folder = begin(state);
    struct signer *other = keys_signer(state, "rsa2048.p12");
    struct signer *own = keys_signer(state, "p256.p12");
    const struct detached_signer first = {.signer = other, .now = KEYS_NOW},
                                 signer = {.signer = own, .now = KEYS_NOW};
    struct buf pdf = {0};
    struct error err;
    buf_puts(&pdf, "%PDF");
    put("a.pdf", "%PDF");
    assert_true(detached_mend(&first, folder, "a.pdf", &pdf, false, &err));
    assert_false(detached_mend(&signer, folder, "a.pdf", &pdf, false, &err));
    assert_string_equal(err.what.code, "detached-other");
    assert_true(detached_mend(&first, folder, "a.pdf", &pdf, false, &err)); /* still there */
    assert_true(detached_mend(&signer, folder, "a.pdf", &pdf, true, &err));
    assert_true(holds(state));
    assert_true(detached_mend(&signer, folder, "a.pdf", &pdf, false, &err));
    buf_free(&pdf);
    other->free(other);
    own->free(own);
    end(folder);
}

static void a_place_is_free_when_nothing_would_be_lost(void **state)
{
    char longest[256];
    struct error err;
    struct folder *folder = begin(state);
    memset(longest, 'x', sizeof longest);
    longest[252] = '\0';
    assert_true(detached_check_free(folder, "a.pdf", false, &err));
    put("a.pdf.cms", "alone");
    assert_false(detached_check_free(folder, "a.pdf", false, &err));
    assert_string_equal(err.what.code, "detached-alone");
    assert_true(detached_check_free(folder, "a.pdf", true, &err));
    put("a.pdf", "%PDF");
    assert_true(detached_check_free(folder, "a.pdf", false, &err));
    assert_false(detached_check_free(folder, longest, true, &err));
    assert_string_equal(err.what.code, "detached-name-too-long");
    longest[251] = '\0';
    assert_true(detached_check_free(folder, longest, true, &err));
    end(folder);
}

static void a_file_with_one_is_not_to_be_changed(void **state)
{
    char path[700];
    struct error err;
    struct folder *folder = begin(state);
    put("a.pdf", "%PDF");
    snprintf(path, sizeof path, "%s/a.pdf", folder_at);
    assert_true(detached_check_none(path, &err));
    put("a.pdf.cms", "");
    assert_false(detached_check_none(path, &err));
    assert_string_equal(err.what.code, "detached-would-break");
    end(folder);
}

static void it_goes_where_its_file_goes(void **state)
{
    struct error err;
    struct staged staged;
    struct folder *folder = begin(state);
    put("a.pdf", "%PDF");
    put("a.pdf.cms", "its own");
    assert_true(folder_move(folder, "a.pdf", "archive/a-1.pdf", &err));
    assert_true(folder_has(folder, "archive/a-1.pdf.cms"));
    assert_false(folder_has(folder, "a.pdf.cms"));
    assert_true(folder_move(folder, "archive/a-1.pdf", "a.pdf", &err));
    assert_true(folder_has(folder, "a.pdf.cms"));
    assert_true(folder_stage(folder, "%PDF 2", 6, &staged, &err));
    assert_true(folder_publish(folder, &staged, "a.pdf", true, &err));
    assert_false(folder_has(folder, "a.pdf.cms"));
    end(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing_is_made_and_what_holds_is_kept),
        cmocka_unit_test(what_is_of_others_is_left_unless_it_shall_be_replaced),
        cmocka_unit_test(a_place_is_free_when_nothing_would_be_lost),
        cmocka_unit_test(a_file_with_one_is_not_to_be_changed),
        cmocka_unit_test(it_goes_where_its_file_goes),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
