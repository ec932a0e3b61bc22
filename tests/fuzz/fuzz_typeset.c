/* Fuzzes the setting of text: `make fuzz`. The first two bytes of the input are the width of
 * the box and the size of the letters, the rest is the text; what is not UTF-8, or has control
 * characters, never comes so far. */
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/lang.h"
#include "layout/typeset.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

/* A font set of one face, which one text asks for. */
static struct font_set *typeset_faces(void)
{
    static const struct piece piece = {.text = "a"};
    struct template_font font = {.name = "text", .family = "PT Serif", .style = "Regular"};
    struct element element = {.kind = ELEMENT_TEXT, .content = {"a", &piece, 1}};
    struct template template = {.path = "fuzz.ini",
                                .fonts = &font,
                                .font_count = 1,
                                .elements = &element,
                                .element_count = 1};
    struct report findings = {0};
    struct font_set *faces = font_set_new(&template, NULL, &findings);
    report_free(&findings);
    assert(faces);
    return faces;
}

static struct typesetter typeset_new(struct arena *arena)
{
    static struct font_set *faces;
    static struct lang *lang;
    static struct shape_room *room;
    struct error err;
    if (!faces) {
        faces = typeset_faces();
        lang = lang_new(&err);
        room = shape_room_new();
    }
    return (struct typesetter){faces, lang->words, room, arena};
}

static bool typeset_takes(const char *text, size_t size)
{
    size_t bad;
    if (!utf8_valid(text, size, &bad))
        return false;
    for (const char *end = text + size; text < end;) {
        uint32_t letter = utf8_next(&text, end);
        if (letter != '\n' && (utf8_is_control(letter) || utf8_is_turn(letter)))
            return false;
    }
    return true;
}

/* No line begins before the box or ends behind it. */
static void check_items(const struct item *items, size_t count, const struct box *box)
{
    for (size_t i = 0; i < count; i++) {
        const struct run *run = &items[i].run;
        double end = run->x, ink = run->x;
        for (size_t j = 0; j < run->count; j++) {
            end += run->glyphs[j].advance;
            if (run->text[run->glyphs[j].cluster] != ' ')
                ink = end;
        }
        assert(run->x >= box->x - 0.1 && ink <= box->x + box->width + 0.1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct typesetter typesetter = typeset_new(&arena);
    struct setting *setting;
    struct item *items;
    struct error err;
    if (size < 2 || !typeset_takes((const char *)bytes + 2, size - 2))
        return 0;
    const char *text = arena_copy(&arena, (const char *)bytes + 2, size - 2);
    const struct box box = {10, 10, 20 + 2 * bytes[0], 300};
    const struct text_style style = {.size = 6 + bytes[1] % 64,
                                     .least = 6,
                                     .line_height = (6 + bytes[1] % 64) * 1.2,
                                     .align = (enum align)(bytes[1] / 64 % 3)};
    const struct text_span span = {size - 2, 0, NULL};
    const struct rich rich = {text, size - 2, &span, span.size > 0};
    if (typeset_shape(&typesetter, &style, &rich, "kk", &setting, &err)) {
        double fits = typeset_fit(setting, box.width, box.height);
        size_t count;
        assert(fits <= style.size && (fits >= style.least || !(fits > 0)));
        if (fits > 0) {
            typeset_place(&typesetter, setting, fits, &box, &items, &count);
            check_items(items, count, &box);
        }
    }
    arena_free(&arena);
    return 0;
}
