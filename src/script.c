#include "script.h"

#include "utf8.h"

#include <stddef.h>
#include <string.h>

static const struct {
    uint32_t latin, cyrillic;
} twins[] = {
    {'A', 0x410},   {'a', 0x430},   {'B', 0x412},   {'C', 0x421},   {'c', 0x441},
    {'E', 0x415},   {'e', 0x435},   {'H', 0x41D},   {'h', 0x4BB},   {'I', 0x406},
    {'i', 0x456},   {'K', 0x41A},   {'k', 0x43A},   {'M', 0x41C},   {'O', 0x41E},
    {'o', 0x43E},   {'P', 0x420},   {'p', 0x440},   {'T', 0x422},   {'X', 0x425},
    {'x', 0x445},   {'Y', 0x4AE},   {'y', 0x443},   {0xCB, 0x401},  {0xEB, 0x451},
    {0xD6, 0x4E8},  {0xF6, 0x4E9},  {0x18F, 0x4D8}, {0x259, 0x4D9}, {0x1DD, 0x4D9},
    {0x19F, 0x4E8}, {0x275, 0x4E9}, {0x131, 0x456}, {0xCF, 0x407},  {0xEF, 0x457},
};

enum { TWIN_COUNT = sizeof twins / sizeof *twins };

enum script script_of(uint32_t letter)
{
    static const struct {
        uint32_t first, last;
        enum script script;
    } ranges[] = {
        {'A', 'Z', SCRIPT_LATIN},        {'a', 'z', SCRIPT_LATIN},
        {0xC0, 0xD6, SCRIPT_LATIN},      {0xD8, 0xF6, SCRIPT_LATIN},
        {0xF8, 0x2AF, SCRIPT_LATIN},     {0x400, 0x481, SCRIPT_CYRILLIC},
        {0x48A, 0x52F, SCRIPT_CYRILLIC}, {0x1E00, 0x1EFF, SCRIPT_LATIN},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (letter >= ranges[i].first && letter <= ranges[i].last)
            return ranges[i].script;
    return letter >= 0x80 && utf8_is_letter(letter) ? SCRIPT_OTHER : SCRIPT_NONE;
}

uint32_t script_cyrillic_twin(uint32_t latin)
{
    for (size_t i = 0; i < TWIN_COUNT; i++)
        if (twins[i].latin == latin)
            return twins[i].cyrillic;
    return 0;
}

uint32_t script_latin_twin(uint32_t cyrillic)
{
    for (size_t i = 0; i < TWIN_COUNT; i++)
        if (twins[i].cyrillic == cyrillic)
            return twins[i].latin;
    return 0;
}

bool script_is_kazakh(uint32_t letter)
{
    static const uint32_t letters[] = {0x4D8, 0x492, 0x49A, 0x4A2, 0x4E8,
                                       0x4B0, 0x4AE, 0x4BA, 0x406};
    static const uint32_t small[] = {0x4D9, 0x493, 0x49B, 0x4A3, 0x4E9,
                                     0x4B1, 0x4AF, 0x4BB, 0x456};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i] == letter || small[i] == letter)
            return true;
    return false;
}

bool script_has_kazakh(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_is_kazakh(utf8_next(&text, end)))
            return true;
    return false;
}
