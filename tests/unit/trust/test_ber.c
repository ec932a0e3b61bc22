#include "trust/ber.h"

#include "unit/ber_form.h"
#include "unit/keys.h"

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 chain");
}

/* Writes the bytes as hex digits; "" if they cannot be converted. */
static void converted(const char *bytes, size_t size, size_t *used, char *hex)
{
    struct buf der = {0};
    *hex = '\0';
    if (ber_to_der(bytes, size, used, &der))
        for (size_t i = 0; i < der.size; i++)
            sprintf(hex + 2 * i, "%02x", (unsigned char)der.data[i]);
    buf_free(&der);
}

static void each_form_becomes_the_one_of_der(void **state)
{
    static const struct {
        const char *ber, *der;
        size_t size, used;
    } cases[] = {
        {"\x02\x01\x07", "020107", 3, 3},                             /* as it is */
        {"\x02\x01\x07\xFF", "020107", 4, 3},                         /* the first alone */
        {"\x02\x81\x01\x07", "020107", 4, 4},                         /* a length too long */
        {"\x02\x84\0\0\0\x01\x07", "020107", 7, 7},                   /* … by far */
        {"\x30\x80\x02\x01\x07\0\0", "3003020107", 7, 7},             /* no length */
        {"\x30\x80\0\0", "3000", 4, 4},                               /* nothing in it */
        {"\x30\x80\xA0\x80\x05\0\0\0\0\0", "3004a0020500", 10, 10},   /* one in another */
        {"\x24\x80\x04\x01\x61\x04\x01\x62\0\0", "04026162", 10, 10}, /* pieces */
        {"\x24\x06\x04\x01\x61\x04\x01\x62", "04026162", 8, 8},       /* … of a length */
        {"\x24\x08\x24\x06\x04\x01\x61\x04\x01\x62", "04026162", 10, 10}, /* … of pieces */
        {"\xBF\x81\x01\x80\x05\0\0\0", "bf8101020500", 8, 8}, /* a tag of many bytes */
        {"", "", 0, 0},
        {"\x30", "", 1, 0},
        {"\x30\x80", "", 2, 0},               /* the end is missing */
        {"\x30\x80\x02\x01\x07\0", "", 6, 0}, /* … or breaks off */
        {"\x30\x05\x02\x01\x07", "", 5, 0},   /* a length behind the end */
        {"\x30\x02\0\0", "", 4, 0},           /* the end of what has a length */
        {"\x24\x03\x02\x01\x07", "", 5, 0},   /* no piece */
        {"\x04\x80\x61\0\0", "", 5, 0},       /* no length, and nothing that ends it */
        {"\x02\x88\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x07", "", 11, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t used = 0;
        char hex[100];
        converted(cases[i].ber, cases[i].size, &used, hex);
        assert_string_equal(hex, cases[i].der);
        if (*cases[i].der)
            assert_int_equal(used, cases[i].used);
    }
}

static void a_message_comes_back_to_the_byte(void **state)
{
    static const char *const keys[] = {"rsa2048.p12", "chain.p12"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t used;
        struct buf ber = {0}, again = {0};
        struct signer *signer = keys_signer(state, keys[i]);
        struct buf der = keys_sign(signer);
        const unsigned char *at = (unsigned char *)der.data;
        ber_form(at, at + der.size, &ber);
        assert_true(ber_to_der(ber.data, ber.size, &used, &again));
        assert_int_equal(used, ber.size);
        assert_int_equal(again.size, der.size);
        assert_memory_equal(again.data, der.data, der.size);
        buf_clear(&again);
        assert_true(ber_to_der(der.data, der.size, &used, &again));
        assert_int_equal(again.size, der.size);
        assert_memory_equal(again.data, der.data, der.size);
        signer->free(signer);
        buf_free(&der);
        buf_free(&ber);
        buf_free(&again);
    }
}

/* Values in values without end must neither take the stack nor hours. */
static void it_does_not_go_too_deep(void **state)
{
    enum { DEEP = 1 << 20 };
    struct buf ber = {0}, der = {0};
    size_t used;
    (void)state;
    for (size_t i = 0; i < DEEP; i++)
        buf_add(&ber, (const char[]){0x30, (char)0x80}, 2);
    for (size_t i = 0; i < DEEP; i++)
        buf_add(&ber, (const char[]){0, 0}, 2);
    assert_false(ber_to_der(ber.data, ber.size, &used, &der));
    buf_free(&ber);
    buf_free(&der);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_becomes_the_one_of_der),
        cmocka_unit_test(a_message_comes_back_to_the_byte),
        cmocka_unit_test(it_does_not_go_too_deep),
    };
    return cmocka_run_group_tests_name("ber", tests, set_up, keys_remove);
}
