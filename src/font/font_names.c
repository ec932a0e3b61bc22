#include "font/font_names.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LISTED = 12 }; /* names that a message shows before it counts the rest */

void font_names_add(struct font_names *names, const char *name)
{
    names->list = mem_grow(names->list, names->count, &names->room, sizeof *names->list);
    names->list[names->count++] = name;
}

static int by_text(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

void font_names_sort(struct font_names *names)
{
    if (!names->count)
        return;
    qsort(names->list, names->count, sizeof *names->list, by_text);
    size_t kept = 1;
    for (size_t i = 1; i < names->count; i++)
        if (strcmp(names->list[i], names->list[kept - 1]) != 0)
            names->list[kept++] = names->list[i];
    names->count = kept;
}

void font_names_print(const struct font_names *names, struct buf *out)
{
    size_t listed = names->count > LISTED + 1 ? LISTED : names->count;
    for (size_t i = 0; i < listed; i++)
        buf_printf(out, "%s%s", i ? ", " : "", names->list[i]);
    if (listed < names->count)
        buf_printf(out, ", … (+%zu)", names->count - listed);
}

void font_names_advise(const char *family, const struct font_names *families,
                       const struct font_names *kazakh, struct error *err)
{
    struct buf list = {0};
    const char *nearest = family && families->count
                              ? utf8_nearest(family, families->list, families->count)
                              : NULL;
    font_names_print(kazakh, &list);
    if (!kazakh->count)
        error_advise(err, "No family here has every Kazakh letter; the packages fonts-paratype "
                          "and fonts-noto-core hold some.");
    else if (nearest)
        error_advise(err, "Did you mean «%s»? Families here that have every Kazakh letter: %s.",
                     nearest, buf_text(&list));
    else
        error_advise(err, "Families here that have every Kazakh letter: %s.", buf_text(&list));
    buf_free(&list);
}
