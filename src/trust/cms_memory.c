#include "trust/cms_memory.h"

#include "base/buf.h"
#include "base/mem.h"
#include "trust/cms_strict.h"

#include <openssl/asn1.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 8 }; /* an ECDSA signature has one of a few sizes; several people may sign */

struct known_message {
    struct buf der; /* empty: nothing is remembered */
    struct cms_places places;
    EVP_MD_CTX *verifying; /* begun with the signer's key, to be copied */
    struct cms_report report;
};

struct cms_memory {
    struct known_message messages[MOST];
    size_t next; /* is forgotten first */
};

struct cms_memory *cms_memory_new(void)
{
    return mem_new(1, sizeof(struct cms_memory));
}

void cms_memory_free(struct cms_memory *memory)
{
    if (!memory)
        return;
    for (size_t i = 0; i < MOST; i++) {
        buf_free(&memory->messages[i].der);
        EVP_MD_CTX_free(memory->messages[i].verifying);
    }
    free(memory);
}

/* Says whether the bytes from `from` to `to` are those that are remembered. */
static bool is_same(const struct known_message *message, const char *der, size_t from,
                    size_t to)
{
    return memcmp(message->der.data + from, der + from, to - from) == 0;
}

static bool is_alike(const struct known_message *message, const char *der, size_t size)
{
    const struct cms_places *places = &message->places;
    return message->der.size == size && is_same(message, der, 0, places->digest) &&
           is_same(message, der, places->digest + DIGEST_SIZE, places->signature) &&
           is_same(message, der, places->signature + places->signature_size, size);
}

/* The attributes are signed as a SET OF, not under the [0] with which they travel (RFC 5652,
 * 5.4). */
static bool is_signed(const struct known_message *message, const unsigned char *der)
{
    static const unsigned char tag = V_ASN1_SET | V_ASN1_CONSTRUCTED;
    const struct cms_places *places = &message->places;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool holds =
        context && EVP_MD_CTX_copy_ex(context, message->verifying) == 1 &&
        EVP_DigestVerifyUpdate(context, &tag, 1) == 1 &&
        EVP_DigestVerifyUpdate(context, der + places->attributes + 1,
                               places->attributes_size - 1) == 1 &&
        EVP_DigestVerifyFinal(context, der + places->signature, places->signature_size) == 1;
    EVP_MD_CTX_free(context);
    return holds;
}

/* Finds the message that differs from this one in no other place. */
static const struct known_message *find_alike(const struct cms_memory *memory, const char *der,
                                              size_t size)
{
    for (size_t i = 0; i < MOST; i++)
        if (memory->messages[i].der.size && is_alike(&memory->messages[i], der, size))
            return &memory->messages[i];
    return NULL;
}

bool cms_memory_recall(const struct cms_memory *memory, const struct cms_request *request,
                       struct cms_report *report)
{
    const char *der = request->der;
    const struct known_message *message = find_alike(memory, der, request->size);
    if (!message)
        return false;
    struct digest content = request->content.digest
                                ? *request->content.digest
                                : hash_of(request->content.parts, request->content.count);
    if (memcmp(der + message->places.digest, content.bytes, DIGEST_SIZE) != 0 ||
        !is_signed(message, request->der) || (request->pades && !message->report.names_signer))
        return false;
    *report = message->report;
    return true;
}

void cms_memory_keep(struct cms_memory *memory, const void *der, size_t size,
                     struct evp_pkey_st *key, const struct cms_report *report)
{
    struct cms_places places;
    if (!cms_strict_places(der, size, &places))
        return;
    EVP_MD_CTX *verifying = EVP_MD_CTX_new();
    if (!verifying || EVP_DigestVerifyInit(verifying, NULL, EVP_sha256(), NULL, key) != 1) {
        EVP_MD_CTX_free(verifying);
        return;
    }
    struct known_message *message = &memory->messages[memory->next];
    memory->next = (memory->next + 1) % MOST;
    EVP_MD_CTX_free(message->verifying);
    message->verifying = verifying;
    message->places = places;
    message->report = *report;
    buf_clear(&message->der);
    buf_add(&message->der, der, size);
}
