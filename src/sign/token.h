/* A token with keys: a smart card, a USB key, a hardware security module, reached by PKCS#11
 * (OASIS PKCS #11 2.40). Its owner logs in once; its sessions are shared by threads.
 * The order: token_open, token_needs_pin, token_check_tries, token_log_in, then sessions,
 * token_free. */
#ifndef KUALIK_TOKEN_H
#define KUALIK_TOKEN_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct _CK_FUNCTION_LIST;
struct p11_kit_uri;
struct pkcs11_token;

/* Finds the token that the URI names, through the module in the file `module` or, if that is
 * NULL, through those that p11-kit is set up with. Fails when there is no such token, or
 * several, or the module cannot be used. Release with token_free, which logs out. */
struct pkcs11_token *token_open(const struct p11_kit_uri *uri, const char *module,
                                struct error *err);
void token_free(struct pkcs11_token *token);

/* Lends the token's label. */
const char *token_name(const struct pkcs11_token *token);

/* Says whether the token keeps its keys behind a PIN that is not typed on its reader. */
bool token_needs_pin(const struct pkcs11_token *token);

/* Checks, before anybody is asked for the PIN, that a wrong one would not lock the token and
 * that it is not locked. */
bool token_check_tries(const struct pkcs11_token *token, struct error *err);

/* Opens `sessions` of them and logs in with the PIN (NULL where none is needed), which is tried
 * once. A refusal says what is known of the tries that are left. */
bool token_log_in(struct pkcs11_token *token, size_t sessions, const char *pin,
                  struct error *err);

/* Lends a session, when one is free, to a thread that then has it alone. */
unsigned long token_take_session(struct pkcs11_token *token);
void token_return_session(struct pkcs11_token *token, unsigned long session);

/* Lends the functions of the token's module. */
const struct _CK_FUNCTION_LIST *token_functions(const struct pkcs11_token *token);

/* Says what the module's `code`, one that is not CKR_OK, means for the user. Returns false. */
bool token_fail(const struct pkcs11_token *token, unsigned long code, struct error *err);

#endif
