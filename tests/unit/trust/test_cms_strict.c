#include "trust/cms_strict.h"

#include "unit/keys.h"

static int set_up(void **state)
{
    return keys_make(state, "rsa2048");
}

static struct buf make_message(void **state)
{
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct buf der = keys_sign(signer);
    signer->free(signer);
    return der;
}

/* Returns where the bytes stand for the `count`th time. */
static char *find(const struct buf *der, const char *bytes, size_t size, unsigned count)
{
    char *at = der->data;
    for (; (at = memmem(at, (size_t)(der->data + der->size - at), bytes, size)) && --count;
         at++)
        ;
    assert_non_null(at);
    return at;
}

/* OpenSSL reads all of these. */
static void another_frame_is_refused(void **state)
{
    static const char version[] = {2, 1, 1};
    static const char sha256[] = {0x60, (char)0x86, 0x48, 1, 0x65, 3, 4, 2, 1};
    struct buf der = make_message(state);
    assert_true(cms_strict_check(der.data, der.size));

    char *own = find(&der, version, sizeof version, 1) + 2;
    *own = 3;
    assert_false(cms_strict_check(der.data, der.size));
    *own = 1;

    char *algorithm = find(&der, sha256, sizeof sha256, 1) + sizeof sha256 - 1;
    *algorithm = 3; /* SHA-512 */
    assert_false(cms_strict_check(der.data, der.size));
    *algorithm = 1;

    char *outer = der.data;
    *outer = 0x31;
    assert_false(cms_strict_check(der.data, der.size));
    *outer = 0x30;
    assert_true(cms_strict_check(der.data, der.size));
    buf_free(&der);
}

/* The copy is exactly as large as what is left, for the sanitizer. */
static void what_breaks_off_is_refused(void **state)
{
    struct buf der = make_message(state);
    for (size_t size = 0; size < der.size; size++) {
        struct cms_places places;
        char *cut = malloc(size ? size : 1);
        assert_non_null(cut);
        memcpy(cut, der.data, size);
        assert_false(cms_strict_check(cut, size));
        assert_false(cms_strict_places(cut, size, &places));
        free(cut);
    }
    buf_free(&der);
}

static void the_places_are_those_of_digest_and_signature(void **state)
{
    struct cms_places places;
    struct buf der = make_message(state);
    struct digest digest = keys_content_digest();
    assert_true(cms_strict_places(der.data, der.size, &places));
    assert_memory_equal(der.data + places.digest, digest.bytes, DIGEST_SIZE);
    assert_in_range(places.digest, places.attributes,
                    places.attributes + places.attributes_size - DIGEST_SIZE);
    assert_int_equal(places.signature_size, 256);
    assert_int_equal(places.signature + places.signature_size, der.size);
    buf_free(&der);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_frame_is_refused),
        cmocka_unit_test(what_breaks_off_is_refused),
        cmocka_unit_test(the_places_are_those_of_digest_and_signature),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
