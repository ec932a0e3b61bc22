/* The headings that a list should have for a template, before there is a list. */
#ifndef KUALIK_HEADINGS_H
#define KUALIK_HEADINGS_H

#include "base/arena.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns the headings of [columns], and every name that a placeholder or a key uses and the
 * template does not define, each once; `*count` says how many. They are texts of the template,
 * in a list of the arena. {row}, {signer}, {time} and, of a
 * template with a register, {number} and {duplicate} are not among them, although a list may
 * have such columns. */
const char *const *headings_needed(const struct template *template, struct arena *arena,
                                   size_t *count);

/* Says, for struct roster_options, whether a heading of a list is what names are usually
 * called. `context` is a `struct lang **`, at first of NULL; what is put there is the caller's,
 * to be given to binding_new or released. */
bool headings_is_name(void *context, const char *heading);

#endif
