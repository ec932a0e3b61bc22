#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_digest(const struct span *parts, size_t count, const char *expected)
{
    struct digest digest = hash_of(parts, count);
    char text[DIGEST_HEX_SIZE];
    digest_hex(&digest, text);
    assert_string_equal(text, expected);
}

/* The examples that NIST publishes for FIPS 180-4. */
static void known_digests(void **state)
{
    (void)state;
    const struct span abc = {"abc", 3};
    const struct span longer = {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56};
    assert_digest(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest(&abc, 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest(&longer, 1,
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void parts_are_one_text(void **state)
{
    (void)state;
    const struct span parts[] = {{"a", 1}, {NULL, 0}, {"bc", 2}};
    assert_digest(parts, 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void test_goes_on_from_a_beginning(void **state)
{
    (void)state;
    const struct span whole = {"abcdef", 6}, rest[] = {{"cd", 2}, {"ef", 2}};
    struct hash_prefix *prefix = hash_begin("ab", 2);
    struct digest wanted = hash_of(&whole, 1);
    for (int again = 0; again < 2; again++) {
        struct digest digest = hash_continue(prefix, rest, 2);
        assert_memory_equal(digest.bytes, wanted.bytes, DIGEST_SIZE);
    }
    hash_prefix_free(prefix);
    hash_prefix_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digests),
        cmocka_unit_test(parts_are_one_text),
        cmocka_unit_test(test_goes_on_from_a_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
