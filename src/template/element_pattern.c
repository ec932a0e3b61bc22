#include "template/element_pattern.h"

static const char *content_key(const struct element *element)
{
    if (element->key)
        return element->key;
    if (element->kind == ELEMENT_SEAL)
        return "url";
    if (element->kind != ELEMENT_IMAGE)
        return "text";
    return element->ground ? "image" : "file";
}

size_t element_patterns(const struct template *template, const struct element *element,
                        struct element_pattern patterns[ELEMENT_PATTERNS])
{
    static const struct {
        const char *key, *lang;
    } claims[] = {
        [SEAL_NUMBER] = {"number", NULL},   [SEAL_NAME_KK] = {"name_kk", "kk"},
        [SEAL_NAME_RU] = {"name_ru", "ru"}, [SEAL_DATE] = {"date", NULL},
        [SEAL_EVENT] = {"event", NULL},
    };
    const char *lang = template_lang(template, element);
    size_t count = 0;
    patterns[count++] = (struct element_pattern){content_key(element), &element->content, lang};
    patterns[count++] = (struct element_pattern){"alt", &element->alt, lang};
    for (size_t i = 0; element->kind == ELEMENT_SEAL && i < SEAL_CLAIMS; i++)
        patterns[count++] = (struct element_pattern){claims[i].key, &element->claims[i],
                                                     claims[i].lang ? claims[i].lang : lang};
    return count;
}
