#include "filter.h"

#include "date.h"
#include "number.h"
#include "utf8.h"

#include <string.h>

struct filter {
    const char *name;
    bool (*takes)(const char *arg); /* NULL: no argument */
    const char *form;               /* of the argument, for messages */
    bool (*apply)(struct filter_context *context, const struct filter_use *use,
                  const char *text, const char **result, struct err *err);
};

/* ---- any text --------------------------------------------------------------------------- */

static bool takes_any(const char *arg)
{
    (void)arg;
    return true;
}

static bool upper(struct filter_context *context, const struct filter_use *use,
                  const char *text, const char **result, struct err *err)
{
    (void)use;
    (void)err;
    *result = utf8_upper(context->arena, text, context->lang);
    return true;
}

static bool or_else(struct filter_context *context, const struct filter_use *use,
                    const char *text, const char **result, struct err *err)
{
    (void)context;
    (void)err;
    *result = *text ? text : use->arg;
    return true;
}

/* ---- people ----------------------------------------------------------------------------- */

static const char *field(const struct filter_context *context, const char *name)
{
    const char *value = context->field ? context->field(context->row, name) : NULL;
    return value ? value : "";
}

static enum gender shown_gender(const struct filter_context *context)
{
    static const char *const columns[] = {"patronymic_ru", "patronymic_kk", "patronymic"};
    enum gender gender = GENDER_UNKNOWN;
    for (size_t i = 0; !gender && i < sizeof columns / sizeof *columns; i++)
        gender = russian_gender(context->grammar->russian, field(context, columns[i]),
                                NAME_PATRONYMIC);
    return gender;
}

/* Finds the person's gender in the column `gender`, else in a patronymic, else in the full
 * name itself; GENDER_UNKNOWN if nothing shows it. */
static bool find_gender(const struct filter_context *context, const char *text,
                        enum gender *gender, struct err *err)
{
    const char *told = field(context, "gender");
    enum gender shown = shown_gender(context);
    *gender = shown ? shown : russian_gender(context->grammar->russian, text, NAME_FULL);
    if (!*told)
        return true;
    if (!gender_read(told, gender))
        return err_set(err, "the gender «%s» is not understood. Write m or f.", told);
    if (shown && shown != *gender)
        return err_set(err, "the gender «%s» contradicts the patronymic. Correct one of them.",
                       told);
    return true;
}

static bool takes_two_words(const char *arg)
{
    const char *slash = strchr(arg, '/');
    return slash && slash > arg && slash[1] && !strchr(slash + 1, '/');
}

static bool by_gender(struct filter_context *context, const struct filter_use *use,
                      const char *text, const char **result, struct err *err)
{
    enum gender gender;
    const char *slash = strchr(use->arg, '/');
    if (!find_gender(context, text, &gender, err))
        return false;
    if (!gender)
        return err_set(err, "nothing shows whether this is a man or a woman. Fill the column "
                            "gender with m or f, or a patronymic.");
    *result = gender == GENDER_MALE
                  ? arena_copy(context->arena, use->arg, (size_t)(slash - use->arg))
                  : slash + 1;
    return true;
}

/* ---- case forms ------------------------------------------------------------------------- */

static bool takes_part(const char *arg)
{
    enum name_part part;
    return !*arg || name_part_read(arg, &part);
}

/* What the placeholder's text is: what the argument says, else what its name begins with. */
static enum name_part part_of(const struct filter_context *context, const char *arg)
{
    static const struct {
        const char *beginning;
        enum name_part part;
    } names[] = {{"last", NAME_LAST}, {"first", NAME_FIRST}, {"patronymic", NAME_PATRONYMIC}};
    enum name_part part = NAME_FULL;
    if (name_part_read(arg, &part))
        return part;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(context->column, names[i].beginning, strlen(names[i].beginning)) == 0)
            part = names[i].part;
    return part;
}

/* A column such as name_ru_dat says how the people themselves want it. */
static bool overridden(const struct filter_context *context, const char *form,
                       const char **result)
{
    *result = field(context, arena_printf(context->arena, "%s_%s", context->column, form));
    return **result;
}

static bool kazakh_form(struct filter_context *context, const struct filter_use *use,
                        const char *text, const char **result, struct err *err)
{
    static const char *const names[] = {"ilik",   "barys",    "tabys", "jatys",
                                        "shygys", "komektes", "lyq",   "inshi"};
    enum kazakh_case form;
    struct declined declined = {0};
    if (!kazakh_case_read(use->name, &form))
        return err_set(err, "there is no Kazakh case «%s».", use->name);
    if (!*text || overridden(context, names[form], result)) {
        *result = *text ? *result : text;
        return true;
    }
    if (!kazakh_decline(context->grammar->kazakh, context->arena, text,
                        part_of(context, use->arg), form, &declined, err))
        return false;
    *result = declined.text;
    context->note = declined.note;
    return true;
}

static bool russian_form(struct filter_context *context, const struct filter_use *use,
                         const char *text, const char **result, struct err *err)
{
    enum russian_case form;
    enum name_part part = part_of(context, use->arg);
    enum gender gender = GENDER_UNKNOWN;
    struct declined declined = {0};
    if (!russian_case_read(use->name, &form))
        return err_set(err, "there is no Russian case «%s».", use->name);
    if (!*text || overridden(context, use->name, result)) {
        *result = *text ? *result : text;
        return true;
    }
    if (part != NAME_NOUN && !find_gender(context, text, &gender, err))
        return false;
    if (!russian_decline(context->grammar->russian, context->arena, text, part, gender, form,
                         &declined, err))
        return false;
    *result = declined.text;
    context->note = declined.note;
    return true;
}

/* ---- dates and numbers ------------------------------------------------------------------ */

static bool takes_date_style(const char *arg)
{
    return !*arg || strcmp(arg, "official") == 0 || strcmp(arg, "short") == 0;
}

static bool date_words(struct filter_context *context, const struct filter_use *use,
                       const char *text, const char **result, struct err *err)
{
    struct dates dates;
    enum date_style style = strcmp(use->arg, "short") == 0 ? DATE_SHORT : DATE_OFFICIAL;
    bool kazakh = strncmp(context->lang, "kk", 2) == 0;
    *result = text;
    if (!*text)
        return true;
    if (!date_read(text, &dates, err))
        return false;
    *result = (kazakh ? date_kazakh : date_russian)(context->arena, &dates, style);
    return true;
}

static bool takes_three_words(const char *arg)
{
    size_t commas = 0;
    for (const char *at = arg; *at; at++)
        commas += *at == ',';
    return commas == 2;
}

static bool count_words(struct filter_context *context, const struct filter_use *use,
                        const char *text, const char **result, struct err *err)
{
    *result = text;
    return !*text || number_agree(context->arena, text, use->arg, result, err);
}

/* ---- the table -------------------------------------------------------------------------- */

#define PARTS "full, last, first, patronymic or noun"

static const struct filter filters[] = {
    {"or", takes_any, "", or_else},
    {"upper", NULL, "", upper},
    {"gender", takes_two_words, "two words with a slash between, such as прошёл/прошла",
     by_gender},
    {"date", takes_date_style, "official or short", date_words},
    {"count", takes_three_words, "three words with commas between, such as час,часа,часов",
     count_words},
    {"ilik", takes_part, PARTS, kazakh_form},
    {"barys", takes_part, PARTS, kazakh_form},
    {"tabys", takes_part, PARTS, kazakh_form},
    {"jatys", takes_part, PARTS, kazakh_form},
    {"shygys", takes_part, PARTS, kazakh_form},
    {"komektes", takes_part, PARTS, kazakh_form},
    {"lyq", takes_part, PARTS, kazakh_form},
    {"inshi", takes_part, PARTS, kazakh_form},
    {"gen", takes_part, PARTS, russian_form},
    {"dat", takes_part, PARTS, russian_form},
    {"acc", takes_part, PARTS, russian_form},
    {"ins", takes_part, PARTS, russian_form},
    {"prep", takes_part, PARTS, russian_form},
};

enum { FILTER_COUNT = sizeof filters / sizeof *filters };

static const struct filter *find(const char *name)
{
    enum kazakh_case form;
    for (size_t i = 0; i < FILTER_COUNT; i++)
        if (strcmp(filters[i].name, name) == 0)
            return &filters[i];
    /* The cases in Kazakh: «ілік», «барыс» … */
    return kazakh_case_read(name, &form) ? find("ilik") : NULL;
}

bool filter_check(const struct filter_use *use, struct err *err)
{
    const struct filter *filter = find(use->name);
    if (!filter) {
        const char *names[FILTER_COUNT];
        for (size_t i = 0; i < FILTER_COUNT; i++)
            names[i] = filters[i].name;
        const char *nearest = utf8_nearest(use->name, names, FILTER_COUNT);
        return nearest ? err_set(err, "there is no filter «%s». Did you mean «%s»?", use->name,
                                 nearest)
                       : err_set(err,
                                 "there is no filter «%s». README.md, «Filters», lists what "
                                 "there is.",
                                 use->name);
    }
    if (!filter->takes && *use->arg)
        return err_set(err, "the filter %s takes no argument, but has «%s».", use->name,
                       use->arg);
    if (filter->takes && !filter->takes(use->arg))
        return err_set(err, "the filter %s takes %s, not «%s».", use->name, filter->form,
                       use->arg);
    return true;
}

bool filter_apply(struct filter_context *context, const struct filter_use *uses, size_t count,
                  const char *text, const char **result, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct filter *filter = find(uses[i].name);
        if (!filter)
            return filter_check(&uses[i], err);
        if (!filter->apply(context, &uses[i], text, &text, err))
            return false;
    }
    *result = text;
    return true;
}
