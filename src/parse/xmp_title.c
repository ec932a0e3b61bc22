#include "parse/xmp_title.h"

#include <expat.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#define TITLE "http://purl.org/dc/elements/1.1/|title"
#define ITEM  "http://www.w3.org/1999/02/22-rdf-syntax-ns#|li"
#define LANG  "http://www.w3.org/XML/1998/namespace|lang"

struct title_search {
    XML_Parser parser;
    struct buf *title;
    size_t titles, items; /* elements that are open */
};

static void add_attribute(struct title_search *search, const char *const *attributes,
                          const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0) {
            buf_putc(search->title, '\n');
            buf_puts(search->title, attributes[1]);
            buf_putc(search->title, '\n');
        }
}

static void start(void *self, const char *name, const char **attributes)
{
    struct title_search *search = self;
    add_attribute(search, attributes, TITLE); /* RDF writes a simple value like this, too */
    search->titles += strcmp(name, TITLE) == 0;
    if (search->titles && strcmp(name, ITEM) == 0) {
        search->items++;
        add_attribute(search, attributes, LANG);
    }
}

static void end(void *self, const char *name)
{
    struct title_search *search = self;
    search->items -= search->items && strcmp(name, ITEM) == 0;
    search->titles -= search->titles && strcmp(name, TITLE) == 0;
}

/* White space between the elements of a title is no part of it. */
static void add_text(void *self, const char *text, int size)
{
    struct title_search *search = self;
    for (int i = 0; search->titles && i < size; i++)
        if (search->items || !strchr(" \t\r\n", text[i]))
            buf_putc(search->title, text[i]);
}

static void refuse_type(void *self, const char *name, const char *system_id,
                        const char *public_id, int internal)
{
    struct title_search *search = self;
    (void)name, (void)system_id, (void)public_id, (void)internal;
    XML_StopParser(search->parser, XML_FALSE);
}

bool xmp_title_read(const struct buf *xmp, struct buf *title)
{
    struct title_search search = {.parser = XML_ParserCreateNS(NULL, '|'), .title = title};
    if (!search.parser || xmp->size > INT_MAX)
        return false;
    XML_SetUserData(search.parser, &search);
    XML_SetElementHandler(search.parser, start, end);
    XML_SetCharacterDataHandler(search.parser, add_text);
    XML_SetStartDoctypeDeclHandler(search.parser, refuse_type);
    bool read = XML_Parse(search.parser, buf_text(xmp), (int)xmp->size, 1) == XML_STATUS_OK;
    XML_ParserFree(search.parser);
    return read;
}
