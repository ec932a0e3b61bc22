/* Whether the certificates that were issued say what the template says now. */
#ifndef KUALIK_TEMPLATE_NOTICE_H
#define KUALIK_TEMPLATE_NOTICE_H

#include "base/error.h"
#include "base/report.h"
#include "numbering/numbering.h"
#include "register/registry.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

/* Puts in `*changed` whether the template is another than the one of its name by which the
 * certificates of a whole list were issued last. `registry` may be NULL. */
bool template_notice_find(struct registry *registry, const struct template *template,
                          bool *changed, struct error *err);

/* Tells it, where one of the `count` rows that are asked for has a certificate. */
bool template_notice_tell(struct registry *registry, const struct template *template,
                          const struct numbered_row *rows, size_t count,
                          struct report *findings, struct error *err);

#endif
