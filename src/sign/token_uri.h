/* PKCS#11 URIs (RFC 7512), which name a key on a token: `pkcs11:token=Chairman;object=signer`.
 * p11-kit's type is named by its tag, so that its headers stay inside the token modules. */
#ifndef KUALIK_TOKEN_URI_H
#define KUALIK_TOKEN_URI_H

#include "base/error.h"

#include <stdbool.h>

struct p11_kit_uri;

/* Says whether the text is such a URI and not the path of a file: it begins with `pkcs11:`. */
bool token_uri_is_one(const char *text);

/* Reads a URI that names a private key by `object` or `id` and perhaps its token, slot or
 * module's maker. Refuses, by name: a PIN or where one is kept (RFC 7512, 2.4), a module, an
 * object that is no private key, an attribute that is unknown, a blank. Messages never repeat
 * the URI, since it may hold a PIN. Release with token_uri_free. */
struct p11_kit_uri *token_uri_read(const char *text, struct error *err);

/* NULL is allowed. */
void token_uri_free(struct p11_kit_uri *uri);

#endif
