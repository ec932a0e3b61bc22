#include "issue/signature_look.h"

#include "base/mem.h"
#include "layout/font_set.h"
#include "layout/layout.h"
#include "template/signature_field.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

struct signature_look {
    struct template *template;
    struct template alone; /* the same with nothing but the signature, which shows no row */
    struct font_set *fonts;
    struct binding *binding;
    struct layout *layout;
    struct arena arena; /* holds … */
    struct document document;
};

/* Everything that would need a list is left out. */
static void leave_alone(struct signature_look *look, struct element *element)
{
    const struct template *whole = look->template;
    look->alone = (struct template){
        .path = whole->path,
        .folder = whole->folder,
        .lang = whole->lang,
        .fonts = whole->fonts,
        .font_count = whole->font_count,
        .pages = whole->pages,
        .page_count = whole->page_count,
        .elements = element,
        .element_count = element ? 1 : 0,
        .ini = whole->ini,
        .digest = whole->digest,
    };
}

static bool open_all(struct signature_look *look, const char *fonts,
                     const struct batch_words *words, struct report *findings)
{
    struct element *element = signature_field_find(look->template, words->field, findings);
    if (!element)
        return false;
    leave_alone(look, element);
    look->fonts = font_set_new(&look->alone, fonts, findings);
    look->binding = look->fonts ? binding_new(&look->alone, NULL, words, NULL, findings) : NULL;
    look->layout = look->binding ? layout_new(look->binding, look->fonts, findings) : NULL;
    if (!look->layout)
        return false;
    look->document = layout_blank(look->layout, &look->arena);
    return true;
}

struct signature_look *signature_look_new(const char *template_path, const char *fonts,
                                          const struct batch_words *words,
                                          struct report *findings)
{
    struct signature_look *look = mem_new(1, sizeof *look);
    size_t errors = findings->errors;
    look->template = template_read(template_path, findings);
    if (look->template && findings->errors == errors && open_all(look, fonts, words, findings))
        return look;
    signature_look_free(look);
    return NULL;
}

void signature_look_free(struct signature_look *look)
{
    if (!look)
        return;
    arena_free(&look->arena);
    layout_free(look->layout);
    binding_free(look->binding);
    font_set_free(look->fonts);
    template_free(look->template);
    free(look);
}

bool signature_look_is_new(const struct signature_look *look)
{
    return !pattern_fixed(&look->alone.elements[0].content);
}

bool signature_look_write(const struct signature_look *look, size_t first,
                          struct pdf_look *written, struct error *err)
{
    return pdf_look_write(&look->document, first, written, err);
}
