/* Reads an XML part of a workbook as events, in pieces, pausing where a handler says so. Names
 * come with the prefixes that the reader's own table gives to their namespaces, whatever the
 * file calls them. A document type, and with it every entity, is refused, and so are tags of
 * more than a megabyte. The only user of expat. */
#ifndef KUALIK_XMLPART_H
#define KUALIK_XMLPART_H

#include "base/error.h"
#include "table/zip_archive.h"

#include <stdbool.h>
#include <stddef.h>

struct xmlpart;

/* What a reader wants of a part. Each handler may be NULL. */
struct xmlpart_events {
    /* Namespaces and the prefixes that their names are to have: "table:", or "" for none. Ends
     * with an empty one. Names of other namespaces are "?". */
    const struct xmlpart_namespace {
        const char *uri, *prefix;
    } * namespaces;

    /* Texts are lent for the call. Attributes are names and values in turn, NULL at the end. */
    void (*start)(void *self, const char *name, const char *const *attributes);
    void (*end)(void *self, const char *name);
    void (*text)(void *self, const char *text, size_t size);
};

enum xmlpart_result { XMLPART_PAUSED, XMLPART_END, XMLPART_FAILED };

/* Opens the part `name`; `events` and what stands in it must outlive it. Returns NULL on
 * failure; close with xmlpart_close. */
struct xmlpart *xmlpart_open(struct zipread *zip, const char *name,
                             const struct xmlpart_events *events, void *self, struct err *err);

/* Reads on, with events for `self`, to where a handler pauses or to the end. Nothing can follow
 * a failure. */
enum xmlpart_result xmlpart_next(struct xmlpart *part, struct err *err);

/* For handlers: let xmlpart_next return after this event; or fail, with a sentence about the
 * file. */
void xmlpart_pause(struct xmlpart *part);
void xmlpart_refuse(struct xmlpart *part, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* NULL is allowed. */
void xmlpart_close(struct xmlpart *part);

/* Reads the whole part; its handlers do not pause. `*place` is the part while it is read, for
 * xmlpart_refuse. */
bool xmlpart_read(struct zipread *zip, const char *name, const struct xmlpart_events *events,
                  void *self, struct xmlpart **place, struct err *err);

/* Returns the value of an attribute, or NULL. */
const char *xmlpart_attribute(const char *const *attributes, const char *name);

#endif
