/* --trust: the authorities whom a signature or a key of seals must lead to. */
#ifndef KUALIK_TRUST_OPTION_H
#define KUALIK_TRUST_OPTION_H

#include "trust/anchors.h"

#include <stdbool.h>

/* Reads a file or a folder of certificates; NULL was not given and gives NULL. Returns false
 * when it cannot be read or holds none. `*anchors` is released with anchors_free,
 * also then. */
bool trust_option_read(const char *path, struct anchors **anchors, struct error *err);

/* Says whether the name ends as those of files of certificates do: .pem, .crt, .cer, .der. */
bool trust_option_is_certificate(const char *name);

#endif
