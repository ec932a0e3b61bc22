#include "sign/token_uri.h"

#include "base/mem.h"

#include <p11-kit/pkcs11.h>
#include <p11-kit/uri.h>
#include <string.h>
#include <strings.h>

static const char scheme[] = "pkcs11:";

bool token_uri_is_one(const char *text)
{
    return strncasecmp(text, scheme, strlen(scheme)) == 0;
}

static bool refuse_pin(P11KitUri *uri, struct error *err)
{
    if (!p11_kit_uri_get_pin_value(uri) && !p11_kit_uri_get_pin_source(uri))
        return true;
    return error_set(err, "pin-in-uri",
                     "The PKCS#11 URI must not say the PIN or where it is (pin-value, "
                     "pin-source): others see the command line. Give the PIN in a file with "
                     "--password-file, or in the environment variable KUALIK_PASSWORD.");
}

static bool refuse_module(P11KitUri *uri, struct error *err)
{
    if (!p11_kit_uri_get_module_path(uri) && !p11_kit_uri_get_module_name(uri))
        return true;
    return error_set(err, "module-in-uri",
                     "The PKCS#11 URI names a module (module-path, module-name); give it with "
                     "--pkcs11-module.");
}

static bool names(P11KitUri *uri, CK_ATTRIBUTE_TYPE type)
{
    const CK_ATTRIBUTE *attribute = p11_kit_uri_get_attribute(uri, type);
    return attribute && attribute->ulValueLen > 0;
}

static bool check_object(P11KitUri *uri, struct error *err)
{
    const CK_ATTRIBUTE *class = p11_kit_uri_get_attribute(uri, CKA_CLASS);
    CK_OBJECT_CLASS wanted = CKO_PRIVATE_KEY;
    if (class && (class->ulValueLen != sizeof wanted ||
                  memcmp(class->pValue, &wanted, sizeof wanted) != 0))
        return error_set(err, "uri-not-of-key",
                         "The PKCS#11 URI names an object that is not a private key; write "
                         "type=private, or no type.");
    /* Without a name the first key that the token happens to show would sign. */
    return names(uri, CKA_ID) || names(uri, CKA_LABEL) ||
           error_set(err, "uri-without-object",
                     "The PKCS#11 URI does not say which key is meant: add object=NAME or "
                     "id=%%…, as `p11tool --list-privkeys` or `pkcs11-tool -O` shows them.");
}

static bool parse(const char *text, P11KitUri *uri, struct error *err)
{
    /* p11-kit leaves blanks out, and would look for something else. */
    if (strpbrk(text, " \t\r\n"))
        return error_set(err, "uri-with-blank",
                         "The PKCS#11 URI has a blank; write it as %%20.");
    if (p11_kit_uri_parse(text, P11_KIT_URI_FOR_ANY, uri) != P11_KIT_URI_OK)
        return error_set(err, "uri-unreadable",
                         "The PKCS#11 URI cannot be read; write it as "
                         "pkcs11:token=NAME;object=NAME, with %%20 for a blank and %%3B for a "
                         "semicolon in a name.");
    return !p11_kit_uri_any_unrecognized(uri) ||
           error_set(err, "uri-attribute-unknown",
                     "The PKCS#11 URI has an attribute that is unknown or too long; known are "
                     "token, serial, manufacturer, model, slot-id, object, id and type.");
}

P11KitUri *token_uri_read(const char *text, struct error *err)
{
    P11KitUri *uri = p11_kit_uri_new();
    if (!uri)
        mem_exhausted();
    if (parse(text, uri, err) && refuse_pin(uri, err) && refuse_module(uri, err) &&
        check_object(uri, err))
        return uri;
    p11_kit_uri_free(uri);
    return NULL;
}

void token_uri_free(P11KitUri *uri)
{
    p11_kit_uri_free(uri);
}
