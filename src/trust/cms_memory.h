/* The latest sound signatures, to check others of the same signers against: messages of one
 * signer differ in the content's digest and in the signature's value alone, so where all other
 * bytes are alike, only those two are left to check. For cms_verify.c. */
#ifndef KUALIK_CMS_MEMORY_H
#define KUALIK_CMS_MEMORY_H

#include "trust/cms_verify.h"

#include <stdbool.h>
#include <stddef.h>

struct evp_pkey_st; /* OpenSSL's EVP_PKEY */

/* Says whether the request's message is like a remembered one and signs its content with the
 * same key; then `*report` is what was found of that one. False means no more than
 * that it must be checked from the beginning. */
bool cms_memory_recall(const struct cms_memory *memory, const struct cms_request *request,
                       struct cms_report *report);

/* Remembers the message in `der`, of which `report` was found; the oldest of several is
 * forgotten. `key` is its signer's. */
void cms_memory_keep(struct cms_memory *memory, const void *der, size_t size,
                     struct evp_pkey_st *key, const struct cms_report *report);

#endif
