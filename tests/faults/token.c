/* A PKCS#11 module that is SoftHSM2 with the faults of real tokens, which the environment tells:
 * TOKEN_FLAGS=0x20000 are set in C_GetTokenInfo beside its own, TOKEN_LOGIN=0xA4 is what C_Login
 * comes to, TOKEN_PIN=4321 is what a reader's own keys were typed, TOKEN_ALWAYS=yes has a key ask
 * for its PIN each time, and after TOKEN_SIGNATURES=3 of them the token is taken out. TOKEN_LOG
 * is a file that gets a line for each log-in and for each signature, with how many signatures are
 * being made at that moment. */
#include <dlfcn.h>
#include <fcntl.h>
#include <p11-kit/pkcs11.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static CK_FUNCTION_LIST real, own;
static atomic_ulong begun;
static atomic_int under_way;

/* Returns the number in the environment, or `otherwise`. */
static unsigned long number(const char *name, unsigned long otherwise)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 0) : otherwise;
}

static void note(const char *what, int count)
{
    char line[64];
    const char *path = getenv("TOKEN_LOG");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    int size = snprintf(line, sizeof line, "%s %d\n", what, count);
    if (file < 0)
        return;
    if (write(file, line, (size_t)size) != size)
        abort();
    close(file);
}

static CK_RV initialize(CK_VOID_PTR arguments)
{
    begun = 0;
    return real.C_Initialize(arguments);
}

static CK_RV log_in(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin,
                    CK_ULONG size)
{
    char *typed = getenv("TOKEN_PIN");
    unsigned long code = number("TOKEN_LOGIN", CKR_OK);
    note("login", 1);
    if (code != CKR_OK)
        return code;
    if (!pin && typed)
        return real.C_Login(session, user, (CK_UTF8CHAR_PTR)typed, strlen(typed));
    return real.C_Login(session, user, pin, size);
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info)
{
    CK_RV code = real.C_GetTokenInfo(slot, info);
    if (code == CKR_OK)
        info->flags |= number("TOKEN_FLAGS", 0);
    return code;
}

static CK_RV get_attributes(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object,
                            CK_ATTRIBUTE_PTR attributes, CK_ULONG count)
{
    CK_RV code = real.C_GetAttributeValue(session, object, attributes, count);
    for (CK_ULONG i = 0; getenv("TOKEN_ALWAYS") && i < count; i++)
        if (attributes[i].type == CKA_ALWAYS_AUTHENTICATE && attributes[i].pValue)
            *(CK_BBOOL *)attributes[i].pValue = CK_TRUE;
    return code;
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG size,
                  CK_BYTE_PTR signature, CK_ULONG_PTR room)
{
    CK_RV code = CKR_DEVICE_REMOVED;
    note("sign", atomic_fetch_add(&under_way, 1) + 1);
    sched_yield();
    if (atomic_fetch_add(&begun, 1) < number("TOKEN_SIGNATURES", CK_UNAVAILABLE_INFORMATION))
        code = real.C_Sign(session, data, size, signature, room);
    atomic_fetch_sub(&under_way, 1);
    return code;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list)
{
    void *module = dlopen("/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW | RTLD_LOCAL);
    CK_C_GetFunctionList get;
    CK_FUNCTION_LIST *found;
    if (!module)
        return CKR_GENERAL_ERROR;
    *(void **)&get = dlsym(module, "C_GetFunctionList");
    if (!get || get(&found) != CKR_OK)
        return CKR_GENERAL_ERROR;
    real = own = *found;
    own.C_GetFunctionList = C_GetFunctionList;
    own.C_Initialize = initialize;
    own.C_GetTokenInfo = get_token_info;
    own.C_GetAttributeValue = get_attributes;
    own.C_Login = log_in;
    own.C_Sign = sign;
    *list = &own;
    return CKR_OK;
}
