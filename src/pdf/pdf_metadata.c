#include "pdf/pdf_metadata.h"

#include "pdf/icc.h"
#include "pdf/pdf_token.h"
#include "pdf/xmp.h"

bool pdf_metadata_check(const struct document *document, const struct pdf_origin *origin,
                        struct error *err)
{
    if (!*document->title) {
        error_set(err, "title-missing", "The document has no title, which PDF/UA demands.");
        return error_advise(err, "Give it one: title in [document] of the template.");
    }
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
    return true;
}

static void add_text(struct pdf_dict *info, const char *key, const char *text)
{
    if (*text)
        pdf_dict_text(info, key, text);
}

static void add_info(const struct document *document, const struct pdf_origin *origin,
                     size_t number, struct pdf_object *set)
{
    char time[PDF_TOKEN_DATE_SIZE];
    pdf_token_date(origin->time, origin->offset, time);
    struct pdf_dict *info = pdf_object_dict(set, number);
    add_text(info, "Title", document->title);
    add_text(info, "Author", document->author);
    add_text(info, "Subject", document->subject);
    add_text(info, "Keywords", document->keywords);
    add_text(info, "Creator", origin->producer);
    add_text(info, "Producer", origin->producer);
    pdf_dict_text(info, "CreationDate", time);
    pdf_dict_text(info, "ModDate", time);
}

void pdf_metadata_add(const struct document *document, const struct pdf_origin *origin,
                      size_t info, size_t metadata, struct flate *flate, struct pdf_object *set)
{
    char time[PDF_TOKEN_DATE_SIZE];
    struct buf packet = {0};
    add_info(document, origin, info, set);

    pdf_token_xmp_date(origin->time, origin->offset, time);
    struct xmp xmp = {
        .title = document->title,
        .author = document->author,
        .subject = document->subject,
        .keywords = document->keywords,
        .creator = origin->producer,
        .producer = origin->producer,
        .part = document->attachment ? 3 : 2,
        .time = time,
    };
    xmp_packet(&xmp, &packet);
    struct pdf_dict *dict = pdf_object_dict(set, metadata);
    pdf_dict_name(dict, "Type", "Metadata");
    pdf_dict_name(dict, "Subtype", "XML");
    pdf_object_deflate(set, flate, &packet);
    buf_free(&packet);
}

struct pdf_dict *pdf_catalog_add(const struct pdf_catalog *catalog, struct pdf_object *set,
                                 struct pdf_dict **preferences)
{
    struct pdf_dict *dict = pdf_object_dict(set, catalog->number);
    pdf_dict_name(dict, "Type", "Catalog");
    pdf_dict_ref(dict, "Pages", catalog->pages);
    pdf_dict_ref(dict, "Metadata", catalog->metadata);
    pdf_dict_text(dict, "Lang", catalog->lang);
    pdf_dict_bool(pdf_dict_dict(dict, "MarkInfo"), "Marked", true);
    pdf_dict_ref(dict, "StructTreeRoot", catalog->structure);
    *preferences = pdf_dict_dict(dict, "ViewerPreferences");
    pdf_dict_bool(*preferences, "DisplayDocTitle", true);
    pdf_array_ref(pdf_dict_array(dict, "OutputIntents"), catalog->intent);
    return dict;
}

bool pdf_metadata_add_intent(size_t number, struct flate *flate, struct pdf_object *set,
                             struct error *err)
{
    struct buf profile = {0};
    bool done = icc_srgb(&profile, err);
    struct pdf_dict *intent = pdf_object_dict(set, number);
    pdf_dict_name(intent, "Type", "OutputIntent");
    pdf_dict_name(intent, "S", "GTS_PDFA1");
    pdf_dict_text(intent, "OutputConditionIdentifier", "sRGB IEC61966-2.1");
    pdf_dict_text(intent, "Info", "sRGB IEC61966-2.1");
    pdf_dict_ref(intent, "DestOutputProfile", number + 1);
    struct pdf_dict *stream = pdf_object_dict(set, number + 1);
    pdf_dict_integer(stream, "N", 3);
    pdf_object_deflate(set, flate, &profile);
    buf_free(&profile);
    return done;
}
