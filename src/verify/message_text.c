#include "verify/message_text.h"

#include "base/base64.h"

#include <string.h>

/* Says whether the line, of `size` bytes, is `-----BEGIN …-----` or `-----END …-----`. */
static bool is_border(const char *line, size_t size, const char *word)
{
    static const char dashes[] = "-----";
    size_t dash = strlen(dashes), least = dash + strlen(word) + dash;
    return size > least && memcmp(line, dashes, dash) == 0 &&
           memcmp(line + dash, word, strlen(word)) == 0 &&
           memcmp(line + size - dash, dashes, dash) == 0;
}

bool message_text_read(const struct buf *text, struct buf *message)
{
    struct buf joined = {0};
    const char *line = buf_text(text);
    bool begun = false, ended = false, sound = strlen(line) == text->size;
    for (size_t size; sound && *line; line += strspn(line, "\r\n")) {
        size = strcspn(line, "\r\n");
        if (!begun && !joined.size && is_border(line, size, "BEGIN "))
            begun = true;
        else if (begun && !ended && is_border(line, size, "END "))
            ended = true;
        else if (!(sound = !ended))
            break;
        else
            buf_add(&joined, line, size);
        line += size;
    }
    sound = sound && begun == ended && joined.size && base64_decode(joined.data, message);
    buf_free(&joined);
    return sound;
}
