/* Keys come from tests/pki.sh. */

#include "vouch/seal_key_folder.h"

#include "unit/keys.h"

#include <sys/stat.h>
#include <unistd.h>

static const char page_text[] = "<!DOCTYPE html>";

static int set_up(void **state)
{
    return keys_make(state, "p256");
}

static const char *in_folder(void **state, const char *name)
{
    static char paths[2][600];
    static unsigned turn;
    char *path = paths[turn++ % 2];
    snprintf(path, sizeof paths[0], "%s/%s", (char *)*state, name);
    return path;
}

static bool is_there(void **state, const char *name)
{
    return access(in_folder(state, name), F_OK) == 0;
}

static bool make(void **state, const char *folder, const struct signer *signer,
                 struct error *err)
{
    struct signature_level level = {.level = PADES_B};
    const struct voucher voucher = {.signer = signer, .time = KEYS_NOW, .level = &level};
    struct buf page = {0};
    buf_puts(&page, page_text);
    bool made = seal_key_folder_make(in_folder(state, folder), &page, &voucher, err);
    buf_free(&page);
    return made;
}

static bool renew(void **state, const char *folder, const struct signer *signer,
                  struct error *err)
{
    struct signature_level level = {.level = PADES_B};
    const struct voucher voucher = {.signer = signer, .time = KEYS_NOW + 60, .level = &level};
    return seal_key_folder_renew(in_folder(state, folder), &voucher, err);
}

static void assert_same(void **state, const char *one, const char *other, bool same)
{
    struct buf first = keys_load(state, one), second = keys_load(state, other);
    assert_int_equal(buf_equal(&first, &second), same);
    buf_free(&first);
    buf_free(&second);
}

static void only_its_owner_may_read_the_secret(void **state)
{
    struct error err = {0};
    struct stat status;
    assert_true(make(state, "a", NULL, &err));
    assert_int_equal(stat(in_folder(state, "a/seal.key"), &status), 0);
    assert_int_equal(status.st_mode & 077, 0);
    assert_true(is_there(state, "a/seal.pem") && is_there(state, "a/seal-keys.js"));
    assert_false(is_there(state, "a/seal.p7s"));
    struct buf page = keys_load(state, "a/verify.html");
    assert_string_equal(buf_text(&page), page_text);
    buf_free(&page);
}

static void a_key_is_never_written_over(void **state)
{
    struct error err = {0};
    assert_true(make(state, "b", NULL, &err));
    struct buf before = keys_load(state, "b/seal.key");
    assert_false(make(state, "b", NULL, &err));
    assert_string_equal(err.what.code, "seal-key-exists");
    struct buf after = keys_load(state, "b/seal.key");
    assert_true(buf_equal(&before, &after));
    buf_free(&before);
    buf_free(&after);
    assert_int_equal(mkdir(in_folder(state, "c"), 0777), 0);
    assert_int_equal(symlink("nowhere", in_folder(state, "c/verify.html")), 0);
    assert_false(make(state, "c", NULL, &err));
    assert_false(is_there(state, "c/seal.key") || is_there(state, "c/seal.pem"));
}

static void a_statement_is_renewed_for_its_own_key(void **state)
{
    struct error err = {0};
    struct signer *signer = keys_signer(state, "p256.p12");
    assert_true(make(state, "d", signer, &err));
    struct buf first = keys_load(state, "d/seal.p7s");
    keys_store(state, "first.p7s", first.data, first.size);
    assert_true(renew(state, "d", signer, &err));
    assert_same(state, "d/seal.p7s", "first.p7s", false);

    assert_true(make(state, "e", signer, &err));
    keys_store(state, "e/seal.p7s", first.data, first.size);
    assert_false(renew(state, "e", signer, &err));
    assert_string_equal(err.what.code, "seal-statement-foreign");
    assert_same(state, "e/seal.p7s", "first.p7s", true);
    buf_free(&first);
    signer->free(signer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_its_owner_may_read_the_secret),
        cmocka_unit_test(a_key_is_never_written_over),
        cmocka_unit_test(a_statement_is_renewed_for_its_own_key),
    };
    return cmocka_run_group_tests_name("seal_key_folder", tests, set_up, keys_remove);
}
