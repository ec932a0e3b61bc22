/* What a further signature shows on the page, as the template says. */
#ifndef KUALIK_SIGNATURE_LOOK_H
#define KUALIK_SIGNATURE_LOOK_H

#include "base/error.h"
#include "base/report.h"
#include "bind/binding.h"
#include "pdf/pdf_look.h"

#include <stdbool.h>
#include <stddef.h>

struct signature_look;

/* Lays out the signature field `words->field` of the template, of which `words` say who signs,
 * and when; fonts are looked for in `fonts` first (NULL: none of one's own). What is wrong goes
 * to `findings`; returns NULL if something is. Release with signature_look_free. */
struct signature_look *signature_look_new(const char *template_path, const char *fonts,
                                          const struct batch_words *words,
                                          struct report *findings);
void signature_look_free(struct signature_look *look);

/* Says whether the field shows anything that it did not show while it was empty. */
bool signature_look_is_new(const struct signature_look *look);

/* Writes it as objects numbered from `first`; release with pdf_look_free. */
bool signature_look_write(const struct signature_look *look, size_t first,
                          struct pdf_look *written, struct error *err);

#endif
