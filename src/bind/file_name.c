#include "bind/file_name.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { NAME_MAX_BYTES = 255 }; /* ext4, APFS, NTFS in the worst case */

static bool unsafe(uint32_t letter)
{
    if (letter < 0x80)
        return letter <= ' ' || letter == 0x7F ||
               strchr("/\\:*?\"'<>|&;$`!#%~(){}[]^=", (int)letter);
    /* Controls, spaces, and the marks that turn the direction of writing (Trojan names). */
    return utf8_is_space(letter) || letter < 0xA0 || letter == 0xAD ||
           (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x202A && letter <= 0x202E) ||
           (letter >= 0x2060 && letter <= 0x206F) || letter == 0xFEFF || letter >= 0xE0000;
}

/* CON, PRN, AUX, NUL, COM1 … LPT9 name devices on Windows, whatever their extension. */
static bool reserved(const char *name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
    size_t stem = strcspn(name, ".");
    char lower[5] = {0};
    if (stem < 3 || stem > 4)
        return false;
    for (size_t i = 0; i < stem; i++)
        lower[i] = (char)(name[i] | 0x20);
    if (stem == 4 && (lower[3] < '1' || lower[3] > '9'))
        return false;
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (strncmp(devices[i], lower, 3) == 0 && (stem == 4) == (i > 3))
            return true;
    return false;
}

static size_t cut_to(const char *text, size_t size, size_t most)
{
    if (size <= most)
        return size;
    size = most;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    return size;
}

const char *file_name_safe(struct arena *arena, const char *text, const char *suffix)
{
    struct buf name = {0};
    const char *end = text + strlen(text);
    while (text < end) {
        const char *start = text;
        bool bad = unsafe(utf8_next(&text, end));
        /* No name begins with a dot (hidden, or the folder above) or a dash (an option). */
        bool lead = name.size == 0 && strchr(".-", *start);
        if (!bad && !lead)
            buf_add(&name, start, (size_t)(text - start));
        else if (name.size && name.data[name.size - 1] != '_')
            buf_putc(&name, '_');
    }
    size_t size = cut_to(buf_text(&name), name.size, NAME_MAX_BYTES - 1 - strlen(suffix));
    while (size && strchr("_. ", name.data[size - 1]))
        size--;
    const char *safe = NULL;
    if (size) {
        const char *stem = arena_copy(arena, name.data, size);
        safe = arena_printf(arena, "%s%s%s", reserved(stem) ? "_" : "", stem, suffix);
    }
    buf_free(&name);
    return safe;
}

const char *file_name_key(struct arena *arena, const char *name)
{
    return utf8_lower(arena, name, "");
}
