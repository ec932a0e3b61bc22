/* The encodings that lists come in, and the way from them to UTF-8. */
#ifndef KUALIK_ENCODING_H
#define KUALIK_ENCODING_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF16LE, /* "Unicode text" of Excel */
    ENCODING_UTF16BE,
    ENCODING_1251,   /* of the Kazakh letters, it has І alone */
    ENCODING_KZ1048, /* Windows-1251 with 16 letters exchanged; iconv's name is RK1048 */
};

/* Returns the name to show: "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1251", "KZ-1048". */
const char *encoding_name(enum encoding encoding);

/* Finds the encoding of that name or of another it goes by ("cp1251", "rk1048"); upper and
 * lower case, hyphens and underscores make no difference. */
bool encoding_find(const char *name, enum encoding *encoding);

/* Returns the code point of a byte in Windows-1251 or KZ-1048, U+FFFD if there is none. */
uint32_t encoding_letter(enum encoding encoding, unsigned char byte);

/* Decodes text that comes in parts, cut anywhere. What means nothing in the encoding becomes
 * U+FFFD; UTF-8 stays as it is, unchecked. `{.encoding = …}` is a new one. */
struct decoder {
    enum encoding encoding;
    bool odd; /* half of a UTF-16 unit has come: */
    unsigned char half;
    uint16_t high; /* the first half of a surrogate pair, or 0 */
};

/* Appends `size` more bytes, as UTF-8, to `out`. */
void decoder_add(struct decoder *decoder, const char *bytes, size_t size, struct buf *out);

/* The text ends here: appends what a cut letter left. */
void decoder_end(struct decoder *decoder, struct buf *out);

#endif
