#include "print/print_title.h"

#include <string.h>

/* Returns the size of the sign at the end of the text that only leads to what follows, 0: none.
 */
static size_t leading_sign(const char *text, size_t size)
{
    static const char *const signs[] = {" ", ":", ",", ".", "-", "–", "—", "№", "(", "«"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i]);
        if (size >= length && memcmp(text + size - length, signs[i], length) == 0)
            return length;
    }
    return 0;
}

/* Returns what the template says that all sheets are about, "" if it says nothing: «Сертификат»
 * where its title is «Сертификат № {number}». */
static const char *subject_of(const struct template *template, struct arena *arena)
{
    const struct pattern *title = &template->title;
    const char *event = template->registry.event;
    if (event && *event)
        return event;
    const char *text = title->count ? title->pieces[0].text : NULL;
    if (!text)
        return "";
    size_t size = strlen(text);
    for (size_t last; (last = leading_sign(text, size)) > 0;)
        size -= last;
    return arena_copy(arena, text, size);
}

const char *print_title(const struct template *template, struct arena *arena)
{
    const char *subject = subject_of(template, arena);
    if (!*subject)
        return "Басып шығаруға арналған парақтар / Листы для печати";
    return arena_printf(arena, "%s: басып шығаруға арналған парақтар / листы для печати",
                        subject);
}
