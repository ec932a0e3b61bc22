#include "seal/seal_digits.h"

#include "base/number.h"

#include <openssl/bn.h>
#include <string.h>

enum { DIGITS_MOST = 7089 }; /* what the largest QR code holds (ISO/IEC 18004, table 7) */

bool seal_digits_write(const void *bytes, size_t size, struct buf *text)
{
    BIGNUM *number = BN_bin2bn(bytes, (int)size, NULL);
    char *digits = number ? BN_bn2dec(number) : NULL;
    if (digits)
        buf_puts(text, digits);
    OPENSSL_free(digits);
    BN_free(number);
    return digits != NULL;
}

bool seal_digits_read(const char *text, size_t size, struct buf *bytes)
{
    char digits[DIGITS_MOST + 1];
    BIGNUM *number = NULL;
    if (!size || size > DIGITS_MOST || *text == '0')
        return false;
    for (size_t i = 0; i < size; i++)
        if (!number_is_digit(text[i]))
            return false;
    memcpy(digits, text, size);
    digits[size] = '\0';
    if (!BN_dec2bn(&number, digits))
        return false;
    size_t made = (size_t)BN_num_bytes(number);
    BN_bn2bin(number, (unsigned char *)buf_reserve(bytes, made));
    bytes->size += made;
    bytes->data[bytes->size] = '\0';
    BN_free(number);
    return true;
}
