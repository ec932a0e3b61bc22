#include "base/hash.h"

#include "base/hex.h"
#include "base/mem.h"

#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>

void digest_hex(const struct digest *digest, char out[DIGEST_HEX_SIZE])
{
    hex_write(digest->bytes, DIGEST_SIZE, out);
}

struct hash_prefix {
    EVP_MD_CTX *context;
};

/* SHA-256 fails only for want of memory: the one fault that ends the program. */
static void must(bool done)
{
    if (!done)
        mem_exhausted();
}

static EVP_MD_CTX *new_context(void)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    must(context);
    return context;
}

/* Digests the parts and releases the context. */
static struct digest finish(EVP_MD_CTX *context, const struct span *parts, size_t count)
{
    struct digest digest;
    for (size_t i = 0; i < count; i++)
        must(EVP_DigestUpdate(context, parts[i].bytes, parts[i].size));
    must(EVP_DigestFinal_ex(context, digest.bytes, NULL));
    EVP_MD_CTX_free(context);
    return digest;
}

struct digest hash_of(const struct span *parts, size_t count)
{
    EVP_MD_CTX *context = new_context();
    must(EVP_DigestInit_ex(context, EVP_sha256(), NULL));
    return finish(context, parts, count);
}

struct hash_prefix *hash_begin(const void *bytes, size_t size)
{
    struct hash_prefix *prefix = mem_new(1, sizeof *prefix);
    prefix->context = new_context();
    must(EVP_DigestInit_ex(prefix->context, EVP_sha256(), NULL) &&
         EVP_DigestUpdate(prefix->context, bytes, size));
    return prefix;
}

struct digest hash_continue(const struct hash_prefix *prefix, const struct span *parts,
                            size_t count)
{
    EVP_MD_CTX *context = new_context();
    must(EVP_MD_CTX_copy_ex(context, prefix->context));
    return finish(context, parts, count);
}

void hash_prefix_free(struct hash_prefix *prefix)
{
    if (!prefix)
        return;
    EVP_MD_CTX_free(prefix->context);
    free(prefix);
}
