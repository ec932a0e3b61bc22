/* What the content streams of documents that are alike name (ISO 32000-1, 7.8.3): the fonts of
 * their file, the images of their fixed parts, and the pieces of art, which are form XObjects.
 *
 *     pdf_resources_plan → pdf_resources_add
 */
#ifndef KUALIK_PDF_RESOURCES_H
#define KUALIK_PDF_RESOURCES_H

#include "base/error.h"
#include "base/flate.h"
#include "page/art_list.h"
#include "page/document.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_object.h"

#include <stdbool.h>
#include <stddef.h>

struct pdf_resources {
    struct art_list art;
    struct pdf_content_resources content; /* what the streams name */
    size_t dictionary;    /* numbers of objects: the resources themselves, … */
    size_t xobjects;      /* … their images and art by name, … */
    size_t images, forms; /* … and the first of each */
    bool *shown;          /* by image: a part shows it; what nobody shows is left out */
};

/* Plans the resources of documents that are alike, of which `document` is any (pdf_writer.h),
 * and takes numbers for their objects behind `*last`. `fonts` are lent. Release with
 * pdf_resources_free. */
void pdf_resources_plan(struct pdf_resources *resources, const struct document *document,
                        const struct pdf_font_set *fonts, size_t *last);
void pdf_resources_free(struct pdf_resources *resources);

/* Adds the dictionary of resources, but not that of the XObjects. */
void pdf_resources_add_dictionary(const struct pdf_resources *resources,
                                  const struct pdf_font_set *fonts, struct pdf_object *set);

/* Adds the images and the art, compressed with that effort (images with FLATE_MEDIUM at most).
 * The images must outlive the writing of the set. */
bool pdf_resources_add(const struct pdf_resources *resources, const struct document *document,
                       enum flate_effort effort, struct pdf_object *set, struct error *err);

/* Returns how many images the document has for itself, behind the shared ones; without those,
 * it has none. */
size_t pdf_resources_own_images(const struct pdf_resources *resources,
                                const struct document *document);

/* Names the images /I0 … and the art /A0 … in a dictionary; the document's own images are
 * numbered from `own`. */
void pdf_resources_name(const struct pdf_resources *resources, const struct document *document,
                        size_t own, struct pdf_dict *names);

/* Adds the document's own images, numbered from `own`. */
bool pdf_resources_add_own(const struct pdf_resources *resources,
                           const struct document *document, size_t own, struct flate *flate,
                           struct pdf_object *set, struct error *err);

#endif
