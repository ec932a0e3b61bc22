#include "scan/seal_texts.h"

#include "base/number.h"

#include <stddef.h>
#include <string.h>

enum { LEAST_DIGITS = 100 };

/* Returns the first seal, a word that ends with many digits behind a `#` or has nothing else;
 * `*size` is its length. NULL if there is none. */
static const char *find_seal(const char *words, size_t *size)
{
    for (const char *word = words; *(word += strspn(word, " \r\n\t")); word += *size) {
        *size = strcspn(word, " \r\n\t");
        size_t digits = 0;
        while (digits < *size && number_is_digit(word[*size - digits - 1]))
            digits++;
        if (digits >= LEAST_DIGITS && (digits == *size || word[*size - digits - 1] == '#'))
            return word;
    }
    return NULL;
}

static bool is_known(const struct buf *texts, const char *seal, size_t size)
{
    const char *line = buf_text(texts);
    for (const char *end; (end = strchr(line, '\n')); line = end + 1)
        if ((size_t)(end - line) == size && memcmp(line, seal, size) == 0)
            return true;
    return false;
}

bool seal_texts_add(const char *words, struct buf *texts)
{
    size_t size = 0;
    bool found = false;
    for (const char *seal = words; (seal = find_seal(seal, &size)); seal += size) {
        found = true;
        if (is_known(texts, seal, size))
            continue;
        buf_add(texts, seal, size);
        buf_putc(texts, '\n');
    }
    return found;
}
