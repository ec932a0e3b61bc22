/* A signer that only notes what it was given: the placeholder is what is tested here. */
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/pades.h"
#include "sign/signer.h"
#include "unit/tiny_pdf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct fake {
    struct signer base;
    const char *signature;
    struct buf *content; /* what it was given to sign, NULL: nobody asks */
};

static bool fake_sign(const struct signer *signer, const struct signed_content *content,
                      struct buf *der, struct error *err)
{
    const struct fake *fake = (const struct fake *)(const void *)signer;
    if (!fake->signature)
        return error_set(err, "?", "The token was pulled out.");
    for (size_t i = 0; fake->content && i < content->count; i++)
        buf_add(fake->content, content->parts[i].bytes, content->parts[i].size);
    buf_puts(der, fake->signature);
    buf_add(der, content->digest.bytes, DIGEST_SIZE);
    return true;
}

static struct fake fake_new(const char *signature)
{
    return (struct fake){.base = {.name = "Fake", .room = 40, .sign = fake_sign},
                         .signature = signature};
}

static void fills_the_hole_and_nothing_else(void **state)
{
    (void)state;
    struct error err = {0};
    struct tiny tiny;
    struct fake fake = fake_new("0x");
    struct buf given = {0};
    struct pades_signature signature = {0};
    fake.content = &given;
    tiny_new(&tiny, pades_room(&fake.base, NULL));
    struct placeholder placeholder = tiny.placeholder;
    struct buf before = {0};
    buf_add(&before, tiny.pdf.data, tiny.pdf.size);

    assert_true(pades_sign(&tiny.pdf, &placeholder, &fake.base, &signature, &err));
    assert_int_equal(tiny.pdf.size, before.size);
    size_t behind = placeholder.contents_at + placeholder.contents_size;
    char range[64];
    snprintf(range, sizeof range, "[0 %zu %zu %zu ", placeholder.contents_at, behind,
             before.size - behind);
    assert_memory_equal(tiny.pdf.data + placeholder.range_at, range, strlen(range));
    assert_int_equal(tiny.pdf.data[placeholder.range_at + placeholder.range_size - 1], ']');

    const struct span parts[] = {{tiny.pdf.data, placeholder.contents_at},
                                 {tiny.pdf.data + behind, before.size - behind}};
    struct digest digest = hash_of(parts, 2);
    char hex[128] = "<3078";
    for (size_t i = 0; i < DIGEST_SIZE; i++)
        snprintf(hex + 5 + 2 * i, 3, "%02x", digest.bytes[i]);
    strcat(hex, "000000000000>"); /* 40 bytes of room, 34 used */
    assert_int_equal(strlen(hex), placeholder.contents_size);
    assert_memory_equal(tiny.pdf.data + placeholder.contents_at, hex, strlen(hex));
    assert_memory_equal(signature.content.bytes, digest.bytes, DIGEST_SIZE);
    assert_int_equal(signature.der.size, 2 + DIGEST_SIZE);
    assert_memory_equal(signature.der.data + 2, digest.bytes, DIGEST_SIZE);
    struct digest of_given = hash_of(&(struct span){buf_text(&given), given.size}, 1);
    assert_memory_equal(of_given.bytes, digest.bytes, DIGEST_SIZE);

    memcpy(tiny.pdf.data + placeholder.range_at, before.data + placeholder.range_at,
           placeholder.range_size);
    memcpy(tiny.pdf.data + placeholder.contents_at, before.data + placeholder.contents_at,
           placeholder.contents_size);
    assert_memory_equal(tiny.pdf.data, before.data, before.size);
    buf_free(&before);
    buf_free(&given);
    buf_free(&signature.der);
    buf_free(&tiny.pdf);
}

static void never_cuts_a_signature(void **state)
{
    (void)state;
    struct error err = {0};
    struct tiny tiny;
    struct fake fake = fake_new("far too long");
    struct pades_signature signature = {0};
    tiny_new(&tiny, 2 + 2 * 43);
    assert_false(pades_sign(&tiny.pdf, &tiny.placeholder, &fake.base, &signature, &err));
    assert_string_equal(words_of(&err),
                        "The signature takes 44 bytes, but the document has room for 43.");
    buf_free(&signature.der);
    buf_free(&tiny.pdf);
}

static void tells_what_the_signer_says(void **state)
{
    (void)state;
    struct error err = {0};
    struct tiny tiny;
    struct fake fake = fake_new(NULL);
    struct pades_signature signature = {0};
    tiny_new(&tiny, 100);
    assert_false(pades_sign(&tiny.pdf, &tiny.placeholder, &fake.base, &signature, &err));
    assert_string_equal(words_of(&err), "The token was pulled out.");
    buf_free(&signature.der);
    buf_free(&tiny.pdf);
}

static void refuses_holes_that_are_none(void **state)
{
    (void)state;
    struct tiny tiny;
    struct fake fake = fake_new("0x");
    struct pades_signature signature = {0};
    tiny_new(&tiny, 100);
    const struct placeholder good = tiny.placeholder;
    struct placeholder placeholders[] = {good, good, good, good, good, good, good, {0}};
    placeholders[0].contents_at += 1;
    placeholders[1].contents_size -= 1;
    placeholders[2].contents_at = tiny.pdf.size;
    placeholders[3].contents_size = SIZE_MAX - 1;
    placeholders[4].range_at -= 1;
    placeholders[5].range_size = SIZE_MAX;
    placeholders[6].prefix_size = good.range_at + 1;
    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
        struct error err = {0};
        assert_false(pades_sign(&tiny.pdf, &placeholders[i], &fake.base, &signature, &err));
        assert_string_equal(words_of(&err), "The document has no empty space for a signature.");
    }
    struct error err = {0};
    assert_true(pades_sign(&tiny.pdf, &good, &fake.base, &signature, &err));
    assert_false(
        pades_sign(&tiny.pdf, &good, &fake.base, &signature, &err)); /* it is filled now */
    buf_free(&signature.der);
    buf_free(&tiny.pdf);
}

static void refuses_a_range_without_room(void **state)
{
    (void)state;
    struct error err = {0};
    struct tiny tiny;
    struct fake fake = fake_new("0x");
    struct pades_signature signature = {0};
    tiny_new(&tiny, 100);
    tiny.placeholder.range_size = 12;
    tiny.pdf.data[tiny.placeholder.range_at + 11] = ']';
    assert_false(pades_sign(&tiny.pdf, &tiny.placeholder, &fake.base, &signature, &err));
    assert_string_equal(words_of(&err),
                        "The document is too large for the place of its /ByteRange.");
    buf_free(&signature.der);
    buf_free(&tiny.pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_the_hole_and_nothing_else),
        cmocka_unit_test(never_cuts_a_signature),
        cmocka_unit_test(tells_what_the_signer_says),
        cmocka_unit_test(refuses_holes_that_are_none),
        cmocka_unit_test(refuses_a_range_without_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
