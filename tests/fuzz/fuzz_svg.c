/* Fuzzes SVG: whatever texts and numbers a page has, the file is well-formed XML with as many
 * elements as the page has parts, and nothing that runs: `make fuzz`. */
#include "base/arena.h"
#include "svg/svg_writer.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS = 5 };

/* What an XML reader finds. */
struct found {
    size_t labels;
    bool runs; /* a script, or an attribute that is one */
};

static void find(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct found *found = context;
    found->runs = found->runs || strcmp(name, "script") == 0;
    for (; *attributes; attributes += 2) {
        found->labels += strcmp(attributes[0], "aria-label") == 0;
        found->runs = found->runs || strncmp(attributes[0], "on", 2) == 0;
    }
}

/* The next text, up to a line's end; the last one is all that is left. */
static const char *next_text(struct arena *arena, const uint8_t **bytes, size_t *size)
{
    const uint8_t *end = memchr(*bytes, '\n', *size);
    size_t length = end ? (size_t)(end - *bytes) : *size;
    const char *text = arena_copy(arena, (const char *)*bytes, length);
    *bytes += length + (end != NULL);
    *size -= length + (end != NULL);
    return text;
}

/* A path whose points are the bytes themselves, eight for a number. */
static struct path take_path(struct arena *arena, const uint8_t *bytes, size_t size)
{
    size_t count = size / sizeof(struct point);
    struct path_step *steps = arena_new(arena, count, sizeof *steps);
    for (size_t i = 0; i < count; i++) {
        steps[i].verb = (enum path_verb)(bytes[i] % 4);
        memcpy(steps[i].p, bytes + i * sizeof(struct point), sizeof(struct point));
    }
    return (struct path){.steps = steps, .count = count, .stroke = 1};
}

static void check(const struct buf *svg)
{
    struct found found = {0};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &found);
    XML_SetStartElementHandler(parser, find);
    if (XML_Parse(parser, svg->data, (int)svg->size, 1) != XML_STATUS_OK || found.runs ||
        found.labels != 1)
        abort();
    XML_ParserFree(parser);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    const char *texts[TEXTS];
    for (size_t i = 0; i < TEXTS; i++)
        texts[i] = next_text(&arena, &bytes, &size);
    const struct item item = {.kind = ITEM_PATH, .path = take_path(&arena, bytes, size)};
    const char *columns[] = {texts[1], NULL};
    const struct part part = {.name = texts[0],
                              .columns = columns,
                              .tag = {.role = ROLE_FIGURE, .lang = texts[2]},
                              .alt = texts[3],
                              .items = &item,
                              .count = 1};
    const struct part *parts[] = {&part};
    const struct page page = {.width = 100, .height = 50, .parts = parts, .count = 1};
    const struct document document = {
        .pages = &page, .page_count = 1, .title = texts[4], .lang = texts[2]};
    struct buf svg = {0};
    struct error err;
    if (!svg_write(&document, &(struct svg_origin){texts[0], 2}, &svg, &err))
        abort();
    check(&svg);
    buf_free(&svg);
    arena_free(&arena);
    return 0;
}
