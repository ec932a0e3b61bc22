#include "files/hidden_name.h"

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

void hidden_name_of(const char *file, char out[HIDDEN_NAME_SIZE])
{
    struct digest digest = hash_of(&(struct span){file, strlen(file)}, 1);
    int used = snprintf(out, HIDDEN_NAME_SIZE, ".waiting-");
    for (size_t i = 0; i < 16; i++)
        used += snprintf(out + used, HIDDEN_NAME_SIZE - (size_t)used, "%02x", digest.bytes[i]);
}

bool hidden_name_waits(const struct folder *folder, const char *file)
{
    char name[HIDDEN_NAME_SIZE];
    hidden_name_of(file, name);
    return folder_has(folder, name);
}
