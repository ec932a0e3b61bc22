#include "sign/pades_level.h"

#include <stddef.h>
#include <string.h>

static const char *const names[] = {
    [PADES_B] = "B-B", [PADES_T] = "B-T", [PADES_LT] = "B-LT", [PADES_LTA] = "B-LTA"};

const char *pades_level_name(enum pades_level level)
{
    return names[level];
}

bool pades_level_read(const char *text, enum pades_level *level)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(text, names[i]) == 0) {
            *level = (enum pades_level)i;
            return true;
        }
    return false;
}
