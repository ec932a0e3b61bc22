#include "files/hidden_name.h"

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

void hidden_name_of(const char *file, char out[HIDDEN_NAME_SIZE])
{
    struct digest digest = hash_of(&(struct span){file, strlen(file)}, 1);
    char hex[DIGEST_HEX_SIZE];
    digest_hex(&digest, hex);
    snprintf(out, HIDDEN_NAME_SIZE, ".waiting-%.32s", hex);
}

bool hidden_name_waits(const struct folder *folder, const char *file)
{
    char name[HIDDEN_NAME_SIZE];
    hidden_name_of(file, name);
    return folder_has(folder, name);
}
