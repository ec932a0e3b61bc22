#include "pdf/pdf_writer.h"

#include "base/flate.h"
#include "base/mem.h"
#include "pdf/pdf_attachment.h"
#include "pdf/pdf_field.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_metadata.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_shared.h"
#include "pdf/pdf_token.h"

#include <stdlib.h>
#include <string.h>

struct pdf_writer {
    const struct pdf_shared *shared;
    struct flate *flate;
    struct buf operators; /* of a segment */
    struct pdf_object *set;
    struct pdf_xref xref;
};

struct pdf_writer *pdf_writer_new(const struct pdf_shared *shared)
{
    struct pdf_writer *writer = mem_new(1, sizeof *writer);
    writer->shared = shared;
    writer->flate = flate_new(FLATE_QUICK);
    writer->set = pdf_object_new();
    return writer;
}

void pdf_writer_free(struct pdf_writer *writer)
{
    if (!writer)
        return;
    flate_free(writer->flate);
    buf_free(&writer->operators);
    pdf_object_free(writer->set);
    pdf_xref_free(&writer->xref);
    free(writer);
}

static bool check(const struct pdf_shared *shared, const struct document *document,
                  const struct pdf_origin *origin, struct error *err)
{
    if (!pdf_metadata_check(document, origin, err) ||
        !pdf_page_plan_check(shared->plan, document, err))
        return false;
    if (document->image_count >= shared->resources.content.image_count &&
        !document->attachment == !shared->attachment)
        return true;
    error_set(err, "document-not-shared", "The document is none of those that share the rest.");
    return error_internal(err);
}

/* Returns how many numbers of objects the certificate has. */
static size_t last_number(const struct pdf_shared *shared, const struct document *document)
{
    return shared->object_count +
           pdf_resources_own_images(&shared->resources, document) * PDF_IMAGE_OBJECTS;
}

/* Of so few bytes, compression saves hardly more than it takes to say that there is one. */
enum { SMALL_STREAM = 192 };

static void add_operators(struct pdf_writer *writer)
{
    struct buf copy = {0};
    if (writer->operators.size >= SMALL_STREAM) {
        pdf_object_deflate(writer->set, writer->flate, &writer->operators);
        return;
    }
    buf_add(&copy, writer->operators.data, writer->operators.size);
    pdf_object_keep(writer->set, &copy);
}

static bool add_segments(struct pdf_writer *writer, const struct document *document,
                         const struct pdf_content_resources *resources, struct error *err)
{
    const struct pdf_shared *shared = writer->shared;
    for (size_t i = 0; i < shared->plan->segment_count; i++) {
        const struct pdf_segment *segment = &shared->plan->segments[i];
        if (segment->fixed)
            continue;
        buf_clear(&writer->operators);
        if (!pdf_page_put_segment(shared->plan, segment, &document->pages[segment->page],
                                  resources, &writer->operators, err))
            return false;
        pdf_object_dict(writer->set, shared->contents[i]);
        add_operators(writer);
    }
    return true;
}

static void add_signature(struct pdf_writer *writer, const struct pdf_origin *origin,
                          struct placeholder *placeholder)
{
    const struct pdf_shared *shared = writer->shared;
    char time[PDF_TOKEN_DATE_SIZE];
    pdf_token_date(origin->time, origin->offset, time);
    const struct pdf_field_value value = {
        .number = shared->value,
        .signer = origin->signer,
        .sub_filter = origin->sub_filter,
        .time = time,
        .contents_size = shared->contents_size,
    };
    if (shared->field)
        pdf_field_add_value(&value, writer->set, placeholder);
}

/* Adds what the certificate has for itself. An object that all have is added only where it is
 * not as the shared one, and takes the place of that. */
static bool add_own(struct pdf_writer *writer, const struct document *document,
                    const struct pdf_origin *origin, struct placeholder *placeholder,
                    struct error *err)
{
    const struct pdf_shared *shared = writer->shared;
    struct pdf_content_resources content = shared->resources.content;
    size_t own_images = shared->object_count + 1;
    content.image_count = document->image_count;
    pdf_metadata_add(document, origin, shared->info, shared->metadata, writer->flate,
                     writer->set);
    if (shared->attached)
        pdf_attachment_add_file(document->attachment, shared->attached, origin, writer->flate,
                                writer->set);
    pdf_structure_add_own(shared->plan->structure, document->pages, &shared->elements,
                          writer->set);
    if (!pdf_structure_is_whole(shared->plan->structure, document->pages))
        pdf_shared_add_parents(shared, document, false, writer->set);
    if (pdf_resources_own_images(&shared->resources, document))
        pdf_resources_name(&shared->resources, document, own_images,
                           pdf_object_dict(writer->set, shared->resources.xobjects));
    if (!pdf_resources_add_own(&shared->resources, document, own_images, writer->flate,
                               writer->set, err) ||
        !add_segments(writer, document, &content, err))
        return false;
    add_signature(writer, origin, placeholder);
    return true;
}

/* The second part of /ID changes with every change of the file (ISO 32000-1, 14.4). A signature
 * changes it last, and tells of changes better; without one it is the digest of all else. */
static void put_end(struct pdf_writer *writer, const struct document *document,
                    const struct pdf_origin *origin, struct buf *out)
{
    const struct pdf_shared *shared = writer->shared;
    struct pdf_trailer trailer = {.catalog = shared->catalog, .info = shared->info};
    memcpy(trailer.id, origin->id, sizeof trailer.id);
    memcpy(trailer.revision, origin->id, sizeof trailer.revision);
    size_t revision = pdf_xref_write(&writer->xref, last_number(shared, document) + 1,
                                     out->size, &trailer, NULL, out);
    pdf_xref_end(&writer->xref, out);
    if (shared->contents_size)
        return;
    size_t prefix = shared->beginning.size, behind = revision + PDF_REVISION_SIZE;
    const struct span others[] = {{out->data + prefix, revision - prefix},
                                  {out->data + behind, out->size - behind}};
    struct digest digest = hash_continue(shared->prefix, others, 2);
    pdf_xref_revise(out, revision, digest.bytes);
}

bool pdf_write(struct pdf_writer *writer, const struct document *document,
               const struct pdf_origin *origin, struct buf *out,
               struct placeholder *placeholder, struct error *err)
{
    const struct pdf_shared *shared = writer->shared;
    *placeholder = (struct placeholder){0};
    if (!check(shared, document, origin, err))
        return false;
    pdf_object_clear(writer->set);
    pdf_xref_copy(&writer->xref, &shared->xref);
    if (!add_own(writer, document, origin, placeholder, err))
        return false;

    buf_clear(out);
    buf_add(out, shared->beginning.data, shared->beginning.size);
    if (!pdf_object_pack(writer->set, shared->own_objects, writer->flate, 0, out, &writer->xref,
                         err))
        return false;
    put_end(writer, document, origin, out);
    placeholder->prefix = shared->prefix;
    placeholder->prefix_size = shared->beginning.size;
    return true;
}
