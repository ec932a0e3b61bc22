#include "trust/cms_memory.h"

#include "unit/keys.h"

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 rsa3072 chain p256");
}

static struct digest digest_of(const char *text)
{
    return hash_of(&(struct span){text, strlen(text)}, 1);
}

static struct buf sign(const struct signer *signer, const char *text)
{
    struct buf der = {0};
    struct error err;
    const struct signed_content content = {.digest = digest_of(text)};
    assert_true(signer->sign(signer, &content, &der, &err));
    return der;
}

/* Returns a memory of a signature that was found sound. */
static struct cms_request request_of(const struct buf *der, const struct digest *digest)
{
    return (struct cms_request){.der = der->data,
                                .size = der->size,
                                .content = {.digest = digest},
                                .pades = true,
                                .now = KEYS_NOW};
}

static struct cms_memory *memory_of(const struct signer *signer)
{
    struct cms_memory *memory = cms_memory_new();
    struct cms_report report;
    struct buf der = sign(signer, "the first");
    struct digest digest = digest_of("the first");
    const struct cms_request request = request_of(&der, &digest);
    cms_verify(&request, memory, &report);
    assert_int_equal(report.verdict, CMS_UNTRUSTED); /* sound, but nobody is trusted */
    buf_free(&der);
    return memory;
}

static bool recalls(const struct cms_memory *memory, const struct buf *der, const char *text)
{
    struct cms_report report;
    struct digest digest = digest_of(text);
    const struct cms_request request = request_of(der, &digest);
    return cms_memory_recall(memory, &request, &report);
}

static void the_same_signer_is_known_again(void **state)
{
    static const char *const names[] = {"rsa2048.p12", "rsa3072.p12", "chain.p12"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct signer *signer = keys_signer(state, names[i]);
        struct cms_memory *memory = memory_of(signer);
        struct buf der = sign(signer, "the second");
        struct digest digest = digest_of("the second");
        struct cms_report report;
        const struct cms_request request = request_of(&der, &digest);
        assert_true(cms_memory_recall(memory, &request, &report));
        assert_int_equal(report.verdict, CMS_UNTRUSTED);
        assert_memory_equal(&report.signer.fingerprint, &signer->identity, DIGEST_SIZE);
        assert_false(recalls(memory, &der, "the third"));
        buf_free(&der);
        cms_memory_free(memory);
        signer->free(signer);
    }
}

static void judge(const struct buf *der, const char *text, struct cms_memory *memory)
{
    struct digest digest = digest_of(text);
    struct cms_report report;
    const struct cms_request request = request_of(der, &digest);
    cms_verify(&request, memory, &report);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
}

/* Signatures of ECDSA are of several sizes; each is known when it was seen once, also where
 * others sign in between. */
static void every_size_and_every_signer_is_known_again(void **state)
{
    enum { COUNT = 40, LARGEST = 4096 };
    static bool seen[LARGEST];
    struct signer *one = keys_signer(state, "p256.p12"),
                  *other = keys_signer(state, "rsa2048.p12");
    struct cms_memory *memory = cms_memory_new();
    struct buf between = sign(other, "the other");
    judge(&between, "the other", memory);
    for (int i = 0; i < COUNT; i++) {
        struct buf der = sign(one, "a text");
        assert_true(der.size < LARGEST);
        assert_int_equal(recalls(memory, &der, "a text"), seen[der.size]);
        judge(&der, "a text", memory);
        seen[der.size] = true;
        assert_true(recalls(memory, &between, "the other"));
        buf_free(&der);
    }
    buf_free(&between);
    cms_memory_free(memory);
    one->free(one);
    other->free(other);
}

/* A message whose digest was changed to that of other content is not signed. */
static void no_changed_bit_is_known(void **state)
{
    struct signer *signer = keys_signer(state, "chain.p12");
    struct cms_memory *memory = memory_of(signer);
    struct buf der = sign(signer, "the second");
    struct digest second = digest_of("the second"), third = digest_of("the third");
    for (size_t i = 0; i < 8 * der.size; i++) {
        der.data[i / 8] = (char)(der.data[i / 8] ^ 1 << i % 8);
        assert_false(recalls(memory, &der, "the second"));
        der.data[i / 8] = (char)(der.data[i / 8] ^ 1 << i % 8);
    }
    assert_true(recalls(memory, &der, "the second"));
    memcpy(memmem(der.data, der.size, second.bytes, DIGEST_SIZE), third.bytes, DIGEST_SIZE);
    assert_false(recalls(memory, &der, "the third"));
    der.size--;
    assert_false(recalls(memory, &der, "the third"));
    buf_free(&der);
    cms_memory_free(memory);
    signer->free(signer);
}

static void another_signer_is_not_known(void **state)
{
    struct signer *one = keys_signer(state, "rsa2048.p12"),
                  *other = keys_signer(state, "p256.p12");
    struct cms_memory *memory = memory_of(one);
    struct buf der = sign(other, "the second");
    assert_false(recalls(memory, &der, "the second"));
    buf_free(&der);
    cms_memory_free(memory);
    one->free(one);
    other->free(other);
}

/* What was found false is not remembered, and an empty memory knows nothing. */
static void only_sound_signatures_are_remembered(void **state)
{
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct cms_memory *memory = cms_memory_new();
    struct cms_report report;
    struct buf der = sign(signer, "the first");
    struct digest other = digest_of("the second");
    assert_false(recalls(memory, &der, "the first"));
    const struct cms_request request = request_of(&der, &other);
    cms_verify(&request, memory, &report);
    assert_int_equal(report.verdict, CMS_INVALID);
    assert_false(recalls(memory, &der, "the first"));
    const struct cms_request nothing = {.der = "", .content = {.digest = &other}};
    assert_false(cms_memory_recall(memory, &nothing, &report));
    buf_free(&der);
    cms_memory_free(memory);
    signer->free(signer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_signer_is_known_again),
        cmocka_unit_test(every_size_and_every_signer_is_known_again),
        cmocka_unit_test(no_changed_bit_is_known),
        cmocka_unit_test(another_signer_is_not_known),
        cmocka_unit_test(only_sound_signatures_are_remembered),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
