#include "sign/token.h"

#include "base/mem.h"

#include <p11-kit/p11-kit.h>
#include <p11-kit/pkcs11.h>
#include <p11-kit/uri.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_SIZE = sizeof((CK_TOKEN_INFO *)0)->label };

struct pkcs11_token {
    CK_FUNCTION_LIST **modules; /* up to a NULL */
    bool configured;            /* they are p11-kit's own list */
    CK_FUNCTION_LIST *module;   /* the token's */
    CK_SLOT_ID slot;
    CK_TOKEN_INFO info;
    char name[LABEL_SIZE + 1];
    CK_SESSION_HANDLE *sessions; /* the first `idle` ones are free to be taken */
    size_t count, idle;
    pthread_mutex_t lock;
    pthread_cond_t returned;
};

/* ---- modules ---------------------------------------------------------------------------- */

static bool fail_of_module(const char *path, struct error *err)
{
    error_set(err, "token-module-unusable",
              "«%s» is not a PKCS#11 module that can be used here; give the library that comes "
              "with the token with --pkcs11-module.",
              path);
    return false;
}

static bool load_module(struct pkcs11_token *token, const char *path, struct error *err)
{
    /* A name without a folder would be looked for among p11-kit's modules alone. */
    char *whole = realpath(path, NULL);
    token->modules = mem_new(2, sizeof *token->modules);
    token->modules[0] = p11_kit_module_load(whole ? whole : path, 0);
    free(whole);
    if (token->modules[0] && p11_kit_module_initialize(token->modules[0]) == CKR_OK)
        return true;
    if (token->modules[0])
        p11_kit_module_release(token->modules[0]);
    token->modules[0] = NULL;
    return fail_of_module(path, err);
}

static bool load_configured(struct pkcs11_token *token, struct error *err)
{
    token->configured = true;
    token->modules = p11_kit_modules_load_and_initialize(0);
    if (token->modules && token->modules[0])
        return true;
    const char *why = token->modules ? NULL : p11_kit_message();
    if (why) {
        error_set(
            err, "token-modules-unusable",
            "The PKCS#11 modules that this computer is set up with cannot be loaded: «%s».",
            why);
        return error_advise(err,
                            "Set that right, or give the library that comes with the token "
                            "with --pkcs11-module.");
    }
    return error_set(err, "token-modules-missing",
                     "No PKCS#11 module is set up on this computer; give the library that "
                     "comes with the token with --pkcs11-module.");
}

static void unload(struct pkcs11_token *token)
{
    if (token->configured && token->modules)
        p11_kit_modules_finalize_and_release(token->modules);
    if (token->configured || !token->modules)
        return;
    if (token->modules[0]) {
        p11_kit_module_finalize(token->modules[0]);
        p11_kit_module_release(token->modules[0]);
    }
    free(token->modules);
}

/* ---- which token ------------------------------------------------------------------------ */

static void copy_label(const CK_TOKEN_INFO *info, char name[LABEL_SIZE + 1])
{
    size_t size = p11_kit_space_strlen(info->label, LABEL_SIZE);
    memcpy(name, info->label, size);
    name[size] = '\0';
}

/* Whether there is an initialized token in the slot that the URI may mean. */
static bool is_meant(const P11KitUri *uri, CK_FUNCTION_LIST *module, CK_SLOT_ID slot,
                     CK_TOKEN_INFO *info)
{
    CK_INFO maker;
    CK_SLOT_INFO place;
    /* p11-kit reads from the URI alone, but not through a const. */
    CK_SLOT_ID wanted = p11_kit_uri_get_slot_id((P11KitUri *)(uintptr_t)uri);
    return (wanted == (CK_SLOT_ID)-1 || wanted == slot) &&
           module->C_GetInfo(&maker) == CKR_OK && p11_kit_uri_match_module_info(uri, &maker) &&
           module->C_GetSlotInfo(slot, &place) == CKR_OK &&
           p11_kit_uri_match_slot_info(uri, &place) &&
           module->C_GetTokenInfo(slot, info) == CKR_OK &&
           (info->flags & CKF_TOKEN_INITIALIZED) && p11_kit_uri_match_token_info(uri, info);
}

/* Returns how many of the module's tokens may be meant; the token takes the last one. */
static size_t search_module(struct pkcs11_token *token, CK_FUNCTION_LIST *module,
                            const P11KitUri *uri)
{
    enum { MOST = 1024 }; /* more are a fault of the module */
    CK_ULONG count = 0;
    size_t found = 0;
    if (module->C_GetSlotList(CK_TRUE, NULL, &count) != CKR_OK || !count || count > MOST)
        return 0;
    CK_SLOT_ID *slots = mem_new(count, sizeof *slots);
    if (module->C_GetSlotList(CK_TRUE, slots, &count) != CKR_OK)
        count = 0;
    for (CK_ULONG i = 0; i < count; i++) {
        CK_TOKEN_INFO info;
        if (!is_meant(uri, module, slots[i], &info))
            continue;
        found++;
        token->module = module;
        token->slot = slots[i];
        token->info = info;
    }
    free(slots);
    return found;
}

static bool find_token(struct pkcs11_token *token, const P11KitUri *uri, struct error *err)
{
    size_t found = 0;
    for (CK_FUNCTION_LIST **module = token->modules; *module; module++)
        found += search_module(token, *module, uri);
    if (!found)
        return error_set(err, "token-missing",
                         "There is no such token. Is it plugged in, and its name right? "
                         "`pkcs11-tool -L` shows those that there are.");
    if (found > 1)
        return error_set(err, "token-ambiguous",
                         "%zu tokens may be meant; say which in the URI with token=NAME or "
                         "serial=NUMBER.",
                         found);
    copy_label(&token->info, token->name);
    return true;
}

struct pkcs11_token *token_open(const P11KitUri *uri, const char *module, struct error *err)
{
    struct pkcs11_token *token = mem_new(1, sizeof *token);
    pthread_mutex_init(&token->lock, NULL);
    pthread_cond_init(&token->returned, NULL);
    p11_kit_be_quiet();
    if ((module ? load_module(token, module, err) : load_configured(token, err)) &&
        find_token(token, uri, err))
        return token;
    token_free(token);
    return NULL;
}

void token_free(struct pkcs11_token *token)
{
    if (!token)
        return;
    for (size_t i = 0; i < token->count; i++) /* closing the last one logs out */
        token->module->C_CloseSession(token->sessions[i]);
    unload(token);
    pthread_cond_destroy(&token->returned);
    pthread_mutex_destroy(&token->lock);
    free(token->sessions);
    free(token);
}

const char *token_name(const struct pkcs11_token *token)
{
    return token->name;
}

/* ---- logging in ------------------------------------------------------------------------- */

bool token_needs_pin(const struct pkcs11_token *token)
{
    const CK_FLAGS flags = token->info.flags;
    return (flags & CKF_LOGIN_REQUIRED) && !(flags & CKF_PROTECTED_AUTHENTICATION_PATH);
}

static bool fail_of_locked(const struct pkcs11_token *token, struct error *err)
{
    return error_set(
        err, "pin-locked",
        "The token «%s» is locked, because a wrong PIN was given too often. Whoever "
        "issued it, or its own program, can unlock it.",
        token->name);
}

/* A wrong PIN on the last try would lock the token, with which others may have to work. */
bool token_check_tries(const struct pkcs11_token *token, struct error *err)
{
    if (!(token->info.flags & CKF_LOGIN_REQUIRED))
        return true;
    if (token->info.flags & CKF_USER_PIN_LOCKED)
        return fail_of_locked(token, err);
    if (token->info.flags & CKF_USER_PIN_FINAL_TRY)
        return error_set(err, "pin-last-try",
                         "The token «%s» says that one more wrong PIN locks it, so it was not "
                         "tried. Log in with the token's own program first.",
                         token->name);
    return true;
}

static bool fail_of_pin(struct pkcs11_token *token, struct error *err)
{
    if (token->module->C_GetTokenInfo(token->slot, &token->info) != CKR_OK)
        token->info.flags = 0;
    if (token->info.flags & CKF_USER_PIN_LOCKED)
        return fail_of_locked(token, err);
    error_set(err, "pin-wrong",
              "The PIN of the token «%s» is wrong. It was tried once; correct it and start "
              "again.",
              token->name);
    if (token->info.flags & CKF_USER_PIN_FINAL_TRY)
        return error_advise(err, "One try is left: another wrong PIN locks the token.");
    if (token->info.flags & CKF_USER_PIN_COUNT_LOW)
        return error_advise(err, "The token counts wrong PINs, and locks after a few.");
    return false;
}

static bool try_pin(struct pkcs11_token *token, const char *pin, struct error *err)
{
    /* The interface takes what it only reads through a pointer to what may change. */
    CK_UTF8CHAR_PTR bytes = (CK_UTF8CHAR_PTR)(uintptr_t)pin;
    CK_RV code =
        token->module->C_Login(token->sessions[0], CKU_USER, bytes, pin ? strlen(pin) : 0);
    switch (code) {
    case CKR_OK:
    case CKR_USER_ALREADY_LOGGED_IN:
        return true;
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE:
        return fail_of_pin(token, err);
    case CKR_PIN_LOCKED:
        return fail_of_locked(token, err);
    case CKR_PIN_EXPIRED:
        return error_set(err, "pin-expired",
                         "The PIN of the token «%s» has expired; set another one with the "
                         "token's own program.",
                         token->name);
    case CKR_USER_PIN_NOT_INITIALIZED:
        return error_set(err, "pin-not-set",
                         "No PIN has been set yet on the token «%s»; set one with the token's "
                         "own program.",
                         token->name);
    default:
        return token_fail(token, code, err);
    }
}

static bool open_sessions(struct pkcs11_token *token, size_t count, struct error *err)
{
    token->sessions = mem_new(count, sizeof *token->sessions);
    for (; token->count < count; token->idle = ++token->count) {
        CK_RV code = token->module->C_OpenSession(token->slot, CKF_SERIAL_SESSION, NULL, NULL,
                                                  &token->sessions[token->count]);
        if (code == CKR_SESSION_COUNT && token->count)
            return error_set_plural(err, "token-sessions-few", token->count,
                                    "The token «%s» allows %zu session at a time; give "
                                    "--sign-jobs no more than that.",
                                    "The token «%s» allows %zu sessions at a time; give "
                                    "--sign-jobs no more than that.",
                                    token->name, token->count);
        if (code != CKR_OK)
            return token_fail(token, code, err);
    }
    return true;
}

bool token_log_in(struct pkcs11_token *token, size_t sessions, const char *pin,
                  struct error *err)
{
    bool closed = token->info.flags & CKF_LOGIN_REQUIRED;
    if (pin && !*pin)
        return error_set(
            err, "pin-empty",
            "The PIN is empty, so it was not tried; give the PIN of the token «%s».",
            token->name);
    return open_sessions(token, sessions, err) && (!closed || try_pin(token, pin, err));
}

/* ---- sessions --------------------------------------------------------------------------- */

unsigned long token_take_session(struct pkcs11_token *token)
{
    pthread_mutex_lock(&token->lock);
    while (!token->idle)
        pthread_cond_wait(&token->returned, &token->lock);
    CK_SESSION_HANDLE session = token->sessions[--token->idle];
    pthread_mutex_unlock(&token->lock);
    return session;
}

void token_return_session(struct pkcs11_token *token, unsigned long session)
{
    pthread_mutex_lock(&token->lock);
    token->sessions[token->idle++] = session;
    pthread_cond_signal(&token->returned);
    pthread_mutex_unlock(&token->lock);
}

const CK_FUNCTION_LIST *token_functions(const struct pkcs11_token *token)
{
    return token->module;
}

bool token_fail(const struct pkcs11_token *token, unsigned long code, struct error *err)
{
    switch (code) {
    case CKR_DEVICE_REMOVED:
    case CKR_TOKEN_NOT_PRESENT:
    case CKR_SESSION_HANDLE_INVALID:
    case CKR_SESSION_CLOSED:
        return error_set(err, "token-removed",
                         "The token «%s» is not there any more. Plug it in and run the same "
                         "command again: what is finished stays.",
                         token->name);
    case CKR_USER_NOT_LOGGED_IN:
        return error_set(err, "token-logged-out",
                         "The token «%s» has ended the log-in; run the same command again: "
                         "what is finished stays.",
                         token->name);
    case CKR_KEY_FUNCTION_NOT_PERMITTED:
    case CKR_KEY_TYPE_INCONSISTENT:
    case CKR_MECHANISM_INVALID:
        return error_set(err, "token-key-not-for-signing",
                         "The token «%s» does not sign with this key; name a key that is for "
                         "signing.",
                         token->name);
    default:
        return error_set(err, "token-failed",
                         "The token «%s» has failed with the PKCS#11 error 0x%zx. Try it with "
                         "its own program; if it works there, run the same command again.",
                         token->name, (size_t)code);
    }
}
