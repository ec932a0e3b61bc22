#include "pdf/pdf_writer.h"

#include "base/mem.h"
#include "pdf/flate.h"
#include "pdf/pdf_field.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_shared.h"
#include "pdf/pdf_token.h"
#include "pdf/xmp.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pdf_writer {
    const struct pdf_shared *shared;
    struct flate *flate;
    struct buf plain; /* a stream that is to be compressed */
    struct pdf_object *set;
    struct buf *keep; /* streams until they are written */
    size_t keep_count, keep_used;
    size_t *offsets; /* by object number */
};

struct pdf_writer *pdf_writer_new(const struct pdf_shared *shared)
{
    struct pdf_writer *writer = mem_new(1, sizeof *writer);
    writer->shared = shared;
    writer->flate = flate_new(FLATE_FAST);
    writer->set = pdf_object_new();
    return writer;
}

void pdf_writer_free(struct pdf_writer *writer)
{
    if (!writer)
        return;
    flate_free(writer->flate);
    buf_free(&writer->plain);
    pdf_object_free(writer->set);
    for (size_t i = 0; i < writer->keep_count; i++)
        buf_free(&writer->keep[i]);
    free(writer->keep);
    free(writer->offsets);
    free(writer);
}

static bool check(const struct pdf_shared *shared, const struct document *document,
                  const struct pdf_origin *origin, struct error *err)
{
    if (!*document->title)
        return error_set(err, "title-missing",
                         "The document has no title, which PDF/UA demands.");
    const struct {
        const char *name, *text;
    } texts[] = {
        {"title", document->title},     {"author", document->author},
        {"subject", document->subject}, {"keywords", document->keywords},
        {"producer", origin->producer},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!xmp_holds(texts[i].text))
            return error_set(err, "metadata-control-character",
                             "The document's %s has a control character, which the "
                             "metadata cannot hold. Remove it.",
                             texts[i].name);
    if (document->page_count != shared->page_count ||
        document->image_count < shared->resources.image_count)
        return error_set(err, "document-not-shared",
                         "The document is none of those that share the rest.");
    for (size_t p = 0; p < shared->page_count; p++)
        if (document->pages[p].count != shared->part_counts[p])
            return error_set(err, "page-parts-differ",
                             "Page %zu has %zu parts; the shared one has %zu.", p + 1,
                             document->pages[p].count, shared->part_counts[p]);
    return true;
}

static size_t own_images(const struct pdf_shared *shared, const struct document *document)
{
    return document->image_count - shared->resources.image_count;
}

/* Makes room for everything that depends on how many images the row has. */
static void prepare(struct pdf_writer *writer, const struct document *document)
{
    const struct pdf_shared *shared = writer->shared;
    size_t streams = shared->segment_count + 2 + 2 * own_images(shared, document);
    if (streams > writer->keep_count) {
        writer->keep = mem_resize(writer->keep, streams, sizeof *writer->keep);
        while (writer->keep_count < streams)
            writer->keep[writer->keep_count++] = (struct buf){0};
    }
    writer->keep_used = 0;
    size_t last = shared->object_count + own_images(shared, document) * PDFIMAGE_OBJECTS;
    writer->offsets = mem_resize(writer->offsets, last + 1, sizeof *writer->offsets);
    memset(writer->offsets, 0, (last + 1) * sizeof *writer->offsets);
    memcpy(writer->offsets, shared->offsets,
           (shared->object_count + 1) * sizeof *shared->offsets);
    pdf_object_clear(writer->set);
}

static struct buf *next_keep(struct pdf_writer *writer)
{
    struct buf *keep = &writer->keep[writer->keep_used++];
    buf_clear(keep);
    return keep;
}

/* Makes the newest dictionary of the set the stream that stands in `plain`. */
static void add_compressed(struct pdf_writer *writer, struct pdf_dict *dict)
{
    struct buf *keep = next_keep(writer);
    flate_add(writer->flate, buf_text(&writer->plain), writer->plain.size, keep);
    pdf_dict_name(dict, "Filter", "FlateDecode");
    pdf_object_stream(writer->set, keep->data, keep->size);
}

static void add_catalog(struct pdf_writer *writer, const struct document *document)
{
    const struct pdf_shared *shared = writer->shared;
    struct pdf_dict *catalog = pdf_object_dict(writer->set, shared->catalog);
    pdf_dict_name(catalog, "Type", "Catalog");
    pdf_dict_ref(catalog, "Pages", shared->page_tree);
    pdf_dict_ref(catalog, "Metadata", shared->metadata);
    pdf_dict_text(catalog, "Lang", document->lang);
    pdf_dict_bool(pdf_dict_dict(catalog, "MarkInfo"), "Marked", true);
    pdf_dict_ref(catalog, "StructTreeRoot", shared->tag_numbers.root);
    pdf_dict_bool(pdf_dict_dict(catalog, "ViewerPreferences"), "DisplayDocTitle", true);
    pdf_array_ref(pdf_dict_array(catalog, "OutputIntents"), shared->intent);
    if (shared->form)
        pdf_dict_ref(catalog, "AcroForm", shared->form);
}

static void add_info_text(struct pdf_dict *info, const char *key, const char *text)
{
    if (*text)
        pdf_dict_text(info, key, text);
}

static void add_metadata(struct pdf_writer *writer, const struct document *document,
                         const struct pdf_origin *origin)
{
    char time[PDF_TOKEN_DATE_SIZE];
    pdf_token_date(origin->time, origin->offset, time);
    struct pdf_dict *info = pdf_object_dict(writer->set, writer->shared->info);
    add_info_text(info, "Title", document->title);
    add_info_text(info, "Author", document->author);
    add_info_text(info, "Subject", document->subject);
    add_info_text(info, "Keywords", document->keywords);
    add_info_text(info, "Creator", origin->producer);
    add_info_text(info, "Producer", origin->producer);
    pdf_dict_text(info, "CreationDate", time);
    pdf_dict_text(info, "ModDate", time);

    pdf_token_xmp_date(origin->time, origin->offset, time);
    struct xmp xmp = {
        .title = document->title,
        .author = document->author,
        .subject = document->subject,
        .keywords = document->keywords,
        .creator = origin->producer,
        .producer = origin->producer,
        .time = time,
    };
    buf_clear(&writer->plain);
    xmp_packet(&xmp, &writer->plain);
    struct pdf_dict *dict = pdf_object_dict(writer->set, writer->shared->metadata);
    pdf_dict_name(dict, "Type", "Metadata");
    pdf_dict_name(dict, "Subtype", "XML");
    add_compressed(writer, dict);
}

static bool add_images(struct pdf_writer *writer, const struct document *document,
                       struct error *err)
{
    const struct pdf_shared *shared = writer->shared;
    struct pdf_dict *names = pdf_object_dict(writer->set, shared->xobjects);
    size_t common = shared->resources.image_count;
    for (size_t i = 0; i < document->image_count; i++) {
        char name[24];
        snprintf(name, sizeof name, "I%zu", i);
        pdf_dict_ref(names, name,
                     i < common ? shared->images + i * PDFIMAGE_OBJECTS
                                : shared->object_count + 1 + (i - common) * PDFIMAGE_OBJECTS);
    }
    for (size_t i = 0; i < shared->art.count; i++) {
        char name[24];
        snprintf(name, sizeof name, "A%zu", i);
        pdf_dict_ref(names, name, shared->forms + i);
    }
    for (size_t i = common; i < document->image_count; i++) {
        struct buf *keep = next_keep(writer);
        buf_clear(next_keep(writer));
        if (!pdf_image_add(document->images[i], writer->flate, writer->set,
                           shared->object_count + 1 + (i - common) * PDFIMAGE_OBJECTS, keep,
                           err))
            return false;
    }
    return true;
}

static bool add_segments(struct pdf_writer *writer, const struct document *document,
                         const struct pdf_content_resources *resources, struct error *err)
{
    const struct pdf_shared *shared = writer->shared;
    for (size_t i = 0; i < shared->segment_count; i++) {
        const struct segment *segment = &shared->segments[i];
        if (segment->fixed)
            continue;
        buf_clear(&writer->plain);
        if (!pdf_shared_segment(shared, segment, &document->pages[segment->page], resources,
                                &writer->plain, err))
            return false;
        add_compressed(writer, pdf_object_dict(writer->set, segment->number));
    }
    return true;
}

static bool add_field(struct pdf_writer *writer, const struct document *document,
                      const struct pdf_origin *origin,
                      const struct pdf_content_resources *resources,
                      struct placeholder *placeholder, struct error *err)
{
    const struct pdf_shared *shared = writer->shared;
    if (!shared->field)
        return true;
    char time[PDF_TOKEN_DATE_SIZE];
    pdf_token_date(origin->time, origin->offset, time);
    const struct page *page = &document->pages[shared->field_page];
    struct pdf_field field = {
        .number = shared->field,
        .value = shared->value,
        .appearance = shared->appearance,
        .page_number = shared->pages[shared->field_page],
        .resources_number = shared->resource,
        .parent_key = shared->page_count,
        .page = page,
        .part = shared->field_part == SIZE_MAX ? NULL : page->parts[shared->field_part],
        .signer = origin->signer,
        .time = time,
        .contents_size = shared->contents_size,
    };
    return pdf_field_add(&field, resources, writer->set, next_keep(writer), placeholder, err);
}

/* A line of the cross-reference table: twenty bytes. */
static void put_entry(struct buf *out, size_t offset)
{
    char line[20] = "0000000000 00000 n \n";
    if (!offset)
        memcpy(line, "0000000000 65535 f \n", sizeof line);
    for (size_t i = 10; i-- > 0; offset /= 10)
        line[i] = (char)('0' + offset % 10);
    buf_add(out, line, sizeof line);
}

static void put_id(struct buf *out, const uint8_t id[16])
{
    buf_putc(out, '<');
    for (size_t i = 0; i < 16; i += 2)
        pdf_token_hex(out, (unsigned)id[i] << 8 | id[i + 1]);
    buf_putc(out, '>');
}

static void put_end(struct pdf_writer *writer, const struct document *document,
                    const struct pdf_origin *origin, struct buf *out)
{
    const struct pdf_shared *shared = writer->shared;
    size_t count = shared->object_count + own_images(shared, document) * PDFIMAGE_OBJECTS + 1;
    size_t start = out->size;
    buf_printf(out, "xref\n0 %zu\n", count);
    for (size_t i = 0; i < count; i++)
        put_entry(out, writer->offsets[i]);
    buf_printf(out, "trailer\n<< /Size %zu /Root %zu 0 R /Info %zu 0 R /ID [", count,
               shared->catalog, shared->info);
    put_id(out, origin->id);
    /* The second part changes with every change of the file (ISO 32000-1, 14.4). A signature
     * changes it last, and tells of changes better. */
    struct digest before;
    memcpy(before.bytes, origin->id, sizeof origin->id);
    if (!shared->contents_size) {
        size_t prefix = shared->beginning.size;
        before = hash_continue(shared->prefix,
                               &(struct span){out->data + prefix, out->size - prefix}, 1);
    }
    put_id(out, before.bytes);
    buf_printf(out, "] >>\nstartxref\n%zu\n%%%%EOF\n", start);
}

bool pdf_write(struct pdf_writer *writer, const struct document *document,
               const struct pdf_origin *origin, struct buf *out,
               struct placeholder *placeholder, struct error *err)
{
    const struct pdf_shared *shared = writer->shared;
    struct pdf_content_resources resources = shared->resources;
    resources.image_count = document->image_count;
    *placeholder = (struct placeholder){0};
    if (!check(shared, document, origin, err))
        return false;

    prepare(writer, document);
    add_catalog(writer, document);
    add_metadata(writer, document, origin);
    pdf_structure_add_own(shared->tags, document->pages, &shared->tag_numbers, writer->set);
    if (!add_images(writer, document, err) ||
        !add_segments(writer, document, &resources, err) ||
        !add_field(writer, document, origin, &resources, placeholder, err))
        return false;

    buf_clear(out);
    buf_add(out, shared->beginning.data, shared->beginning.size);
    if (!pdf_object_write(writer->set, out, writer->offsets, err))
        return false;
    put_end(writer, document, origin, out);
    placeholder->prefix = shared->prefix;
    placeholder->prefix_size = shared->beginning.size;
    return true;
}
