/* Fuzzes the formats in which cells show numbers: `make fuzz`. The first line of the input is
 * the number, the rest the format's code. */
#include "table/number_format.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buf number = {0}, code = {0}, out = {0};
    struct decimal value;
    const uint8_t *end = size ? memchr(bytes, '\n', size) : NULL;
    size_t line = end ? (size_t)(end - bytes) : size;
    buf_add(&number, bytes, line);
    buf_add(&code, bytes + line + (end != NULL), size - line - (end != NULL));
    if (decimal_read(buf_text(&number), &value)) {
        number_format_put(buf_text(&code), &value, &out);
        assert(out.size == strlen(buf_text(&out)));
    }
    buf_free(&number);
    buf_free(&code);
    buf_free(&out);
    return 0;
}
