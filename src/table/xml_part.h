/* Reads an XML part of a workbook as events, in pieces, pausing where a handler says so. Names
 * come with the prefixes that the reader's own table gives to their namespaces, whatever the
 * file calls them. A document type, and with it every entity, is refused, and so are tags of
 * more than a megabyte. The only user of expat in this room. */
#ifndef KUALIK_XML_PART_H
#define KUALIK_XML_PART_H

#include "base/error.h"
#include "table/zip_archive.h"

#include <stdbool.h>
#include <stddef.h>

struct xml_part;

/* What a reader wants of a part. Each handler may be NULL. */
struct xml_part_events {
    /* Namespaces and the prefixes that their names are to have: "table:", or "" for none. Ends
     * with an empty one. Names of other namespaces are "?". */
    const struct xml_part_namespace {
        const char *uri, *prefix;
    } * namespaces;

    /* Texts are valid during the call. Attributes are names and values in turn, NULL at the
     * end. */
    void (*start)(void *self, const char *name, const char *const *attributes);
    void (*end)(void *self, const char *name);
    void (*text)(void *self, const char *text, size_t size);
};

enum xml_part_result { XML_PART_PAUSED, XML_PART_END, XML_PART_FAILED };

/* Opens the part `name`; `events` and what stands in it must outlive it. Returns NULL on
 * failure; close with xml_part_close. */
struct xml_part *xml_part_open(struct zip_archive *zip, const char *name,
                               const struct xml_part_events *events, void *self,
                               struct error *err);

/* Reads on, with events for `self`, to where a handler pauses or to the end. Nothing can follow
 * a failure. */
enum xml_part_result xml_part_next(struct xml_part *part, struct error *err);

/* For handlers: let xml_part_next return after this event; or fail, with a sentence about the
 * file. */
void xml_part_pause(struct xml_part *part);
void xml_part_refuse(struct xml_part *part, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* NULL is allowed. */
void xml_part_close(struct xml_part *part);

/* Reads the whole part; its handlers do not pause. `*place` is the part while it is read, for
 * xml_part_refuse. */
bool xml_part_read(struct zip_archive *zip, const char *name,
                   const struct xml_part_events *events, void *self, struct xml_part **place,
                   struct error *err);

/* Returns the value of an attribute, or NULL. */
const char *xml_part_attribute(const char *const *attributes, const char *name);

#endif
