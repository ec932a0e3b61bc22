/* Keys and certificates for tests, made by tests/pki.sh in a folder that is the test's state,
 * and signatures with them. */
#ifndef KUALIK_TEST_KEYS_H
#define KUALIK_TEST_KEYS_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/cms_sign.h"
#include "trust/anchors.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEYS_NOW = 1507183200 }; /* 5 October 2017 */

static const char keys_password[] = "demo-2017";
static const char keys_content[] = "what is signed";

/* Makes the folder, and in it the keys of these kinds. */
static inline int keys_make(void **state, const char *kinds)
{
    static char folder[256];
    const char *temporary = getenv("TMPDIR");
    char command[1000];
    snprintf(folder, sizeof folder, "%s/kualik-keys-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    *state = folder;
    snprintf(command, sizeof command, "sh tests/pki.sh '%s' %s >/dev/null 2>&1", folder, kinds);
    return system(command);
}

static inline int keys_remove(void **state)
{
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    return system(command);
}

static inline struct buf keys_load(void **state, const char *name)
{
    char path[600], part[4096];
    struct buf bytes = {0};
    snprintf(path, sizeof path, "%s/%s", (char *)*state, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&bytes, part, size);
    fclose(file);
    return bytes;
}

static inline struct signer *keys_signer(void **state, const char *name)
{
    struct error err = {0};
    struct buf bytes = keys_load(state, name);
    struct signer *signer = cms_sign_open(
        &(struct key_source){.bytes = &bytes, .password = keys_password, .path = name},
        KEYS_NOW, &err);
    assert_string_equal(words_of(&err), "");
    assert_non_null(signer);
    buf_free(&bytes);
    return signer;
}

/* Whoever trusts the authority NAME of that folder. */
static inline struct anchors *keys_trust(void **state, const char *name)
{
    struct error err = {0};
    struct buf pem = keys_load(state, name);
    struct anchors *anchors = anchors_new(&pem, name, &err);
    assert_non_null(anchors);
    buf_free(&pem);
    return anchors;
}

static inline struct digest keys_content_digest(void)
{
    return hash_of(&(struct span){keys_content, strlen(keys_content)}, 1);
}

/* Signs keys_content. */
static inline struct buf keys_sign(const struct signer *signer)
{
    struct buf der = {0};
    struct error err = {0};
    struct span part = {keys_content, strlen(keys_content)};
    struct signed_content content = signed_content_of(&part, 1);
    assert_true(signer->sign(signer, &content, &der, &err));
    assert_in_range(der.size, 1, signer->room);
    return der;
}

/* Writes a file in that folder. */
static inline void keys_store(void **state, const char *name, const void *bytes, size_t size)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", (char *)*state, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* OpenSSL's own command finds the signature of keys_content good, and in the form of PAdES. */
static inline void keys_openssl_agrees(void **state, const struct buf *der)
{
    char command[2000];
    const char *folder = *state;
    keys_store(state, "s.cms", der->data, der->size);
    keys_store(state, "content", keys_content, strlen(keys_content));
    snprintf(command, sizeof command,
             "openssl cms -verify -inform DER -in '%s/s.cms' -content '%s/content' -binary "
             "-CAfile '%s/ca.pem' -purpose any -cades -out /dev/null 2>/dev/null",
             folder, folder, folder);
    assert_int_equal(system(command), 0);
}

#endif
