#include "filter.h"

#include "utf8.h"

#include <string.h>

struct filter {
    const char *name;
    bool (*apply)(const struct filter_context *context, const char *arg, const char *text,
                  const char **result, struct err *err);
};

static bool upper(const struct filter_context *context, const char *arg, const char *text,
                  const char **result, struct err *err)
{
    if (*arg)
        return err_set(err, "the filter upper takes no argument, but has «%s».", arg);
    *result = utf8_upper(context->arena, text, context->lang);
    return true;
}

static bool or_else(const struct filter_context *context, const char *arg, const char *text,
                    const char **result, struct err *err)
{
    (void)context;
    (void)err;
    *result = *text ? text : arg;
    return true;
}

static const struct filter filters[] = {
    {"or", or_else},
    {"upper", upper},
};

enum { FILTER_COUNT = sizeof filters / sizeof *filters };

static const struct filter *find(const char *name)
{
    for (size_t i = 0; i < FILTER_COUNT; i++)
        if (strcmp(filters[i].name, name) == 0)
            return &filters[i];
    return NULL;
}

bool filter_known(const char *name, const char **nearest)
{
    const char *names[FILTER_COUNT];
    for (size_t i = 0; i < FILTER_COUNT; i++)
        names[i] = filters[i].name;
    *nearest = utf8_nearest(name, names, FILTER_COUNT);
    return find(name) != NULL;
}

bool filter_apply(const struct filter_context *context, const struct filter_use *uses,
                  size_t count, const char *text, const char **result, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct filter *filter = find(uses[i].name);
        if (!filter)
            return err_set(err, "there is no filter «%s».", uses[i].name);
        if (!filter->apply(context, uses[i].arg, text, &text, err))
            return false;
    }
    *result = text;
    return true;
}
