#include "seal/cose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct span payload = {"claims", 6};

static struct buf sign(const struct seal_key *key)
{
    struct buf out = {0};
    struct error err = {0};
    assert_true(cose_sign(key, &payload, &out, &err));
    return out;
}

static void a_message_is_its_keys_alone(void **state)
{
    (void)state;
    struct error err = {0};
    struct seal_key *key = seal_key_new(&err), *other = seal_key_new(&err);
    struct buf bytes = sign(key);
    struct cose_message message;
    assert_true(cose_read(bytes.data, bytes.size, &message));
    assert_int_equal(message.payload.size, payload.size);
    assert_memory_equal(message.payload.bytes, payload.bytes, payload.size);
    assert_memory_equal(message.key_id, seal_key_id(key), SEAL_KEY_ID_SIZE);
    assert_true(cose_verify(&message, key));
    assert_false(cose_verify(&message, other));
    memcpy(message.key_id, seal_key_id(other), SEAL_KEY_ID_SIZE); /* under the other's name */
    assert_false(cose_verify(&message, other));
    buf_free(&bytes);
    seal_key_free(key);
    seal_key_free(other);
}

/* Whatever byte is changed: it can no longer be read, or is not the key's. */
static void no_byte_can_be_changed(void **state)
{
    (void)state;
    struct error err = {0};
    struct seal_key *key = seal_key_new(&err);
    struct buf bytes = sign(key);
    for (size_t i = 0; i < bytes.size; i++)
        for (int bit = 0; bit < 8; bit++) {
            struct cose_message message;
            bytes.data[i] = (char)(bytes.data[i] ^ 1 << bit);
            assert_false(cose_read(bytes.data, bytes.size, &message) &&
                         cose_verify(&message, key));
            bytes.data[i] = (char)(bytes.data[i] ^ 1 << bit);
        }
    for (size_t size = 0; size < bytes.size; size++)
        assert_false(cose_read(bytes.data, size, &(struct cose_message){0}));
    buf_putc(&bytes, '\0');
    assert_false(cose_read(bytes.data, bytes.size, &(struct cose_message){0}));
    buf_free(&bytes);
    seal_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_its_keys_alone),
        cmocka_unit_test(no_byte_can_be_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
