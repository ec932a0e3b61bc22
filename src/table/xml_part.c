#include "table/xml_part.h"

#include "base/mem.h"

#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIECE_SIZE = 64 * 1024,
    TAG_SIZE = 1024 * 1024,
    MOST_DEPTH = 256,
};

#define DIVIDER '\n' /* between a namespace and a name: neither can have one */

struct xml_part {
    char *name;
    struct zip_part *bytes;
    XML_Parser parser;
    const struct xml_part_events *events;
    void *self;

    struct buf names;        /* of the element and its attributes, with their prefixes */
    const char **attributes; /* of the element */
    size_t attributes_room;
    size_t depth;
    size_t silence; /* bytes read since the last event */

    bool paused, ended;
    bool refused; /* by a handler, or the bytes have come to a fault: */
    struct error fault;
};

/* ---- names ------------------------------------------------------------------------------ */

/* Returns a name with the prefix that the reader gives it: the part after the namespace where
 * there is none to give, else a copy in `names`, which has room. */
static const char *prefixed(struct xml_part *part, const char *name)
{
    const char *local = strchr(name, DIVIDER);
    if (!local)
        return name;
    size_t size = (size_t)(local++ - name);
    const struct xml_part_namespace *space = part->events->namespaces;
    while (space->uri && (strlen(space->uri) != size || memcmp(space->uri, name, size) != 0))
        space++;
    if (!space->uri)
        return "?";
    if (!*space->prefix)
        return local;
    const char *start = part->names.data + part->names.size;
    buf_puts(&part->names, space->prefix);
    buf_puts(&part->names, local);
    buf_putc(&part->names, '\0');
    return start;
}

/* A prefix of the reader's is shorter than its namespace. */
static size_t room_for(const char *name, const char *const *attributes)
{
    size_t room = strlen(name) + 1;
    for (size_t i = 0; attributes[i]; i += 2)
        room += strlen(attributes[i]) + 1;
    return room;
}

static void name_attributes(struct xml_part *part, const char *const *attributes)
{
    size_t count = 0;
    while (attributes[count])
        count++;
    if (part->attributes_room <= count) {
        part->attributes_room = 2 * count + 1;
        part->attributes =
            mem_resize(part->attributes, part->attributes_room, sizeof *part->attributes);
    }
    for (size_t i = 0; i < count; i += 2) {
        part->attributes[i] = prefixed(part, attributes[i]);
        part->attributes[i + 1] = attributes[i + 1];
    }
    part->attributes[count] = NULL;
}

const char *xml_part_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

/* ---- events ----------------------------------------------------------------------------- */

static void take_start(void *data, const char *name, const char **attributes)
{
    struct xml_part *part = data;
    part->silence = 0;
    if (++part->depth > MOST_DEPTH)
        xml_part_refuse(part, "workbook-damaged",
                        "the file is damaged; open it in the spreadsheet program and save it "
                        "again.");
    if (part->refused || !part->events->start)
        return;
    buf_clear(&part->names);
    buf_reserve(&part->names, room_for(name, attributes));
    name_attributes(part, attributes);
    part->events->start(part->self, prefixed(part, name), part->attributes);
}

static void take_end(void *data, const char *name)
{
    static const char *const none[] = {NULL};
    struct xml_part *part = data;
    part->silence = 0;
    part->depth--;
    if (part->refused || !part->events->end)
        return;
    buf_clear(&part->names);
    buf_reserve(&part->names, room_for(name, none));
    part->events->end(part->self, prefixed(part, name));
}

static void take_text(void *data, const char *text, int size)
{
    struct xml_part *part = data;
    part->silence = 0;
    if (!part->refused && part->events->text)
        part->events->text(part->self, text, (size_t)size);
}

static void take_doctype(void *data, const char *name, const char *system_id, const char *open,
                         int internal)
{
    (void)name;
    (void)system_id;
    (void)open;
    (void)internal;
    xml_part_refuse(
        data, "workbook-document-type",
        "it has a document type, which no workbook has; check where the file comes from.");
}

void xml_part_pause(struct xml_part *part)
{
    if (part->paused || part->refused)
        return;
    part->paused = true;
    XML_StopParser(part->parser, XML_TRUE);
}

void xml_part_refuse(struct xml_part *part, const char *code, const char *format, ...)
{
    if (part->refused)
        return;
    part->refused = true;
    va_list args;
    va_start(args, format);
    error_setv(&part->fault, code, format, args);
    va_end(args);
    XML_StopParser(part->parser, XML_FALSE);
}

/* ---- reading ---------------------------------------------------------------------------- */

struct xml_part *xml_part_open(struct zip_archive *zip, const char *name,
                               const struct xml_part_events *events, void *self,
                               struct error *err)
{
    struct zip_part *bytes = zip_part_open(zip, name, err);
    if (!bytes)
        return NULL;
    struct xml_part *part = mem_new(1, sizeof *part);
    part->name = mem_copy(name);
    part->bytes = bytes;
    part->events = events;
    part->self = self;
    part->parser = XML_ParserCreateNS(NULL, DIVIDER);
    if (!part->parser)
        mem_exhausted();
    XML_SetUserData(part->parser, part);
    XML_SetElementHandler(part->parser, take_start, take_end);
    XML_SetCharacterDataHandler(part->parser, take_text);
    XML_SetStartDoctypeDeclHandler(part->parser, take_doctype);
    return part;
}

static enum XML_Status parse_piece(struct xml_part *part)
{
    size_t size;
    void *piece = XML_GetBuffer(part->parser, PIECE_SIZE);
    if (!piece)
        mem_exhausted();
    if (!zip_part_next(part->bytes, piece, PIECE_SIZE, &size, &part->fault)) {
        part->refused = true;
        return XML_STATUS_ERROR;
    }
    part->ended = size == 0;
    part->silence += size;
    return XML_ParseBuffer(part->parser, (int)size, part->ended);
}

static enum xml_part_result fail(const struct xml_part *part, struct error *err)
{
    if (part->refused)
        *err = part->fault;
    else
        error_set(err, "workbook-part-damaged",
                  "the file is damaged in line %zu of its part «%s»; open it in the "
                  "spreadsheet program and save it again.",
                  (size_t)XML_GetCurrentLineNumber(part->parser), part->name);
    return XML_PART_FAILED;
}

enum xml_part_result xml_part_next(struct xml_part *part, struct error *err)
{
    enum XML_Status status = XML_STATUS_OK;
    if (part->paused) {
        part->paused = false;
        status = XML_ResumeParser(part->parser);
    }
    while (status == XML_STATUS_OK && !part->ended && part->silence < TAG_SIZE)
        status = parse_piece(part);
    if (part->refused || status == XML_STATUS_ERROR || part->silence >= TAG_SIZE)
        return fail(part, err);
    return status == XML_STATUS_SUSPENDED ? XML_PART_PAUSED : XML_PART_END;
}

void xml_part_close(struct xml_part *part)
{
    if (!part)
        return;
    XML_ParserFree(part->parser);
    zip_part_close(part->bytes);
    buf_free(&part->names);
    free(part->attributes);
    free(part->name);
    free(part);
}

bool xml_part_read(struct zip_archive *zip, const char *name,
                   const struct xml_part_events *events, void *self, struct xml_part **place,
                   struct error *err)
{
    struct xml_part *part = xml_part_open(zip, name, events, self, err);
    if (place)
        *place = part;
    bool done = part && xml_part_next(part, err) == XML_PART_END;
    xml_part_close(part);
    return done;
}
