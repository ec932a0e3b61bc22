#include "bind/filter.h"

#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "lang/date_words.h"
#include "lang/name_title.h"
#include "lang/number_words.h"
#include "lang/script.h"
#include "lang/word_list.h"

#include <string.h>

struct filter {
    const char *name;
    /* Says whether the argument is one that the filter takes; NULL: it takes none. */
    bool (*takes)(const struct filter_use *use, struct error *err);
    bool (*apply)(struct filter_context *context, const struct filter_use *use,
                  const char *text, const char **result, struct error *err);
};

/* ---- any text --------------------------------------------------------------------------- */

static bool takes_any(const struct filter_use *use, struct error *err)
{
    (void)use;
    (void)err;
    return true;
}

/* A dotted i of Kazakh in Latin script stays so as a capital. */
static const char *capitals_of(const struct filter_context *context, const char *text)
{
    bool dotted = lang_is(context->lang, "kk") && script_has_latin_kazakh(text);
    return dotted ? "tr" : context->lang;
}

static bool upper(struct filter_context *context, const struct filter_use *use,
                  const char *text, const char **result, struct error *err)
{
    (void)use;
    (void)err;
    *result = utf8_upper(context->arena, text, capitals_of(context, text));
    return true;
}

/* A name that is typed in capitals, or without any. */
static bool title(struct filter_context *context, const struct filter_use *use,
                  const char *text, const char **result, struct error *err)
{
    (void)use;
    (void)err;
    *result =
        name_title(context->grammar->words, context->arena, text, capitals_of(context, text));
    return true;
}

static bool or_else(struct filter_context *context, const struct filter_use *use,
                    const char *text, const char **result, struct error *err)
{
    (void)context;
    (void)err;
    *result = *text ? text : use->arg;
    return true;
}

static bool then(struct filter_context *context, const struct filter_use *use, const char *text,
                 const char **result, struct error *err)
{
    (void)context;
    (void)err;
    *result = *text ? use->arg : text;
    return true;
}

static bool takes_width(const struct filter_use *use, struct error *err)
{
    size_t width;
    return number_read(use->arg, 20, &width) ||
           error_set(err, "filter-width", "the filter %s takes a number up to 20, not «%s».",
                     use->name, use->arg);
}

/* Puts zeros before a number; leaves any other text as it is. */
static bool pad(struct filter_context *context, const struct filter_use *use, const char *text,
                const char **result, struct error *err)
{
    size_t width = 0, size = strlen(text);
    (void)err;
    *result = text;
    if (number_read(use->arg, 20, &width) && size && size < width &&
        strspn(text, "0123456789") == size)
        *result = arena_printf(context->arena, "%0*d%s", (int)(width - size), 0, text);
    return true;
}

/* ---- parts of a full name --------------------------------------------------------------- */

/* Two texts with a space between them, if neither is empty. */
static const char *join(struct arena *arena, const char *a, const char *b)
{
    return arena_printf(arena, "%s%s%s", a, *a && *b ? " " : "", b);
}

/* A gender that is not to be found, or contradicts the names, tells nothing of the order. */
static struct name_texts take_apart(struct filter_context *context, const char *text)
{
    struct error unknown;
    enum gender gender = GENDER_UNKNOWN;
    if (!row_gender_find(&context->gender, context->grammar, text, &gender, &unknown))
        gender = GENDER_UNKNOWN;
    struct name_texts name =
        russian_name_texts(context->grammar->russian, context->arena, text, gender);
    context->note = name.note;
    if (name.bare)
        context->note = note_find("bare");
    return name;
}

/* Where there is no surname, the patronymic stands for it: Асқар Болатұлы. */
static const char *surname_of(const struct name_texts *name)
{
    return *name->surname ? name->surname : name->patronymic;
}

static bool surname(struct filter_context *context, const struct filter_use *use,
                    const char *text, const char **result, struct error *err)
{
    struct name_texts name = take_apart(context, text);
    (void)use;
    (void)err;
    *result = *surname_of(&name) ? surname_of(&name) : text;
    return true;
}

/* The given name with the patronymic. */
static bool given(struct filter_context *context, const struct filter_use *use,
                  const char *text, const char **result, struct error *err)
{
    struct name_texts name = take_apart(context, text);
    const char *both = join(context->arena, name.given, name.patronymic);
    (void)use;
    (void)err;
    *result = *name.given ? both : text;
    return true;
}

/* «Б. Имашев»; of given names that are initials already nothing is taken. */
static bool initials(struct filter_context *context, const struct filter_use *use,
                     const char *text, const char **result, struct error *err)
{
    struct name_texts name = take_apart(context, text);
    const char *first = name.given, *next = first;
    (void)use;
    (void)err;
    *result = text;
    if (!*first || !*surname_of(&name))
        return true;
    utf8_next(&next, first + strlen(first));
    if (!strchr(first, '.'))
        first = arena_printf(context->arena, "%.*s.", (int)(next - first), first);
    *result = join(context->arena, first, surname_of(&name));
    return true;
}

/* ---- words by the gender ---------------------------------------------------------------- */

static bool takes_two_words(const struct filter_use *use, struct error *err)
{
    const char *slash = strchr(use->arg, '/');
    return (slash && slash > use->arg && slash[1] && !strchr(slash + 1, '/')) ||
           error_set(err, "filter-two-words",
                     "the filter %s takes two words with a slash between, such as "
                     "прошёл/прошла, not «%s».",
                     use->name, use->arg);
}

static bool by_gender(struct filter_context *context, const struct filter_use *use,
                      const char *text, const char **result, struct error *err)
{
    enum gender gender;
    const char *slash = strchr(use->arg, '/');
    if (!row_gender_find(&context->gender, context->grammar, text, &gender, err))
        return false;
    *result = gender == GENDER_MALE
                  ? arena_copy(context->arena, use->arg, (size_t)(slash - use->arg))
                  : slash + 1;
    return true;
}

/* ---- case forms ------------------------------------------------------------------------- */

static bool takes_part(const struct filter_use *use, struct error *err)
{
    enum name_part part;
    return !*use->arg || name_part_read(use->arg, &part) ||
           error_set(err, "filter-part",
                     "the filter %s takes full, last, first, patronymic or noun, not «%s».",
                     use->name, use->arg);
}

/* What the placeholder's text is: what the argument says, else what its name begins with, else
 * what the column is called; «Имя» may hold a whole name, so that counts for a single word. */
static enum name_part part_of(const struct filter_context *context, const char *arg,
                              const char *text)
{
    static const struct {
        const char *beginning;
        enum name_part part;
    } names[] = {{"last", NAME_LAST}, {"first", NAME_FIRST}, {"patronymic", NAME_PATRONYMIC}};
    enum name_part part = NAME_FULL;
    if (name_part_read(arg, &part))
        return part;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_begins(context->column, names[i].beginning))
            part = names[i].part;
    return part == NAME_FULL && !strchr(text, ' ') ? context->part : part;
}

static bool kazakh_form(struct filter_context *context, const struct filter_use *use,
                        const char *text, const char **result, struct error *err)
{
    enum kazakh_case form;
    struct declined declined = {0};
    if (!kazakh_case_read(context->grammar->words, use->name, &form))
        return error_set(err, "filter-unknown", "there is no Kazakh case «%s».", use->name);
    *result = text;
    if (!*text)
        return true;
    if (!kazakh_decline(context->grammar->kazakh, context->arena, text,
                        part_of(context, use->arg, text), form, &declined, err))
        return false;
    *result = declined.text;
    context->note = declined.note;
    return true;
}

static bool russian_form(struct filter_context *context, const struct filter_use *use,
                         const char *text, const char **result, struct error *err)
{
    enum russian_case form;
    enum name_part part = part_of(context, use->arg, text);
    enum gender gender = GENDER_UNKNOWN;
    struct declined declined = {0};
    if (!russian_case_read(context->grammar->words, use->name, &form))
        return error_set(err, "filter-unknown", "there is no Russian case «%s».", use->name);
    *result = text;
    if (!*text)
        return true;
    if (part != NAME_NOUN &&
        !row_gender_find(&context->gender, context->grammar, text, &gender, err))
        return false;
    if (!russian_decline(context->grammar->russian, context->arena, text, part, gender, form,
                         &declined, err))
        return false;
    *result = declined.text;
    context->note = declined.note;
    return true;
}

/* ---- dates and numbers ------------------------------------------------------------------ */

static bool takes_date_style(const struct filter_use *use, struct error *err)
{
    return !*use->arg || strcmp(use->arg, "official") == 0 || strcmp(use->arg, "short") == 0 ||
           error_set(err, "filter-date-style",
                     "the filter %s takes official or short, not «%s».", use->name, use->arg);
}

static bool date_words(struct filter_context *context, const struct filter_use *use,
                       const char *text, const char **result, struct error *err)
{
    struct dates dates;
    enum date_style style = strcmp(use->arg, "short") == 0 ? DATE_SHORT : DATE_OFFICIAL;
    bool kazakh = lang_is(context->lang, "kk");
    *result = text;
    if (!*text)
        return true;
    if (!date_words_read(context->grammar->words, text, &dates, err))
        return false;
    *result = (kazakh ? date_words_kazakh : date_words_russian)(context->grammar->words,
                                                                context->arena, &dates, style);
    return true;
}

static bool takes_three_words(const struct filter_use *use, struct error *err)
{
    size_t commas = 0;
    for (const char *at = use->arg; *at; at++)
        commas += *at == ',';
    return commas == 2 || error_set(err, "filter-three-words",
                                    "the filter %s takes three words with commas between, such "
                                    "as час,часа,часов, not «%s».",
                                    use->name, use->arg);
}

static bool count_words(struct filter_context *context, const struct filter_use *use,
                        const char *text, const char **result, struct error *err)
{
    *result = text;
    return !*text || number_words_agree(context->arena, text, use->arg, result, err);
}

static bool takes_counted(const struct filter_use *use, struct error *err)
{
    return !*use->arg || takes_three_words(use, err);
}

static bool spell(struct filter_context *context, const struct filter_use *use,
                  const char *text, const char **result, struct error *err)
{
    bool kazakh = lang_is(context->lang, "kk");
    *result = text;
    return !*text || number_words_spell(context->grammar->words, context->arena, kazakh, text,
                                        use->arg, result, err);
}

/* Months and numerals have words in the languages of this program only. */
static bool check_language(const struct filter *filter, const char *lang, struct error *err)
{
    bool known = !lang || lang_is(lang, "kk") || lang_is(lang, "ru");
    if (known || (filter->apply != date_words && filter->apply != spell))
        return true;
    if (filter->apply == spell) {
        error_set(err, "filter-words-language",
                  "the filter words writes Kazakh and Russian, but the text is in «%s».", lang);
        return error_advise(err, "Type the number's words out.");
    }
    error_set(err, "filter-date-language",
              "the filter date writes Kazakh and Russian, but the text is in «%s».", lang);
    return error_advise(err, "Type the date out.");
}

/* ---- the table -------------------------------------------------------------------------- */

static const struct filter filters[] = {
    {"or", takes_any, or_else},
    {"then", takes_any, then},
    {"upper", NULL, upper},
    {"title", NULL, title},
    {"pad", takes_width, pad},
    {"surname", NULL, surname},
    {"given", NULL, given},
    {"initials", NULL, initials},
    {"gender", takes_two_words, by_gender},
    {"date", takes_date_style, date_words},
    {"count", takes_three_words, count_words},
    {"words", takes_counted, spell},
};

/* The cases, whose names are words of the language. */
static const struct filter kazakh_filter = {NULL, takes_part, kazakh_form};
static const struct filter russian_filter = {NULL, takes_part, russian_form};

enum {
    FILTER_COUNT = sizeof filters / sizeof *filters,
    NAME_COUNT = FILTER_COUNT + (KAZAKH_INSHI + 1) + (RUSSIAN_PREP + 1),
};

static const struct filter *find(const struct lang *grammar, const char *name)
{
    enum kazakh_case kazakh;
    enum russian_case russian;
    for (size_t i = 0; i < FILTER_COUNT; i++)
        if (strcmp(filters[i].name, name) == 0)
            return &filters[i];
    return kazakh_case_read(grammar->words, name, &kazakh)     ? &kazakh_filter
           : russian_case_read(grammar->words, name, &russian) ? &russian_filter
                                                               : NULL;
}

static void list_names(const struct lang *grammar, const char *names[NAME_COUNT])
{
    for (size_t i = 0; i < FILTER_COUNT; i++)
        *names++ = filters[i].name;
    for (enum kazakh_case i = 0; i <= KAZAKH_INSHI; i++)
        *names++ = kazakh_case_names(grammar->words, i)->word;
    for (enum russian_case i = 0; i <= RUSSIAN_PREP; i++)
        *names++ = russian_case_name(grammar->words, i);
}

static bool fail_unknown(const struct lang *grammar, const char *name, struct error *err)
{
    const char *names[NAME_COUNT], *meant = NULL;
    list_names(grammar, names);
    for (size_t i = 0; !meant && i < NAME_COUNT; i++) {
        size_t size = strlen(names[i]);
        if (size > 2 && strncmp(name, names[i], size) == 0) /* dative */
            meant = names[i];
    }
    if (!meant)
        meant = utf8_nearest(name, names, NAME_COUNT);
    error_set(err, "filter-unknown", "there is no filter «%s».", name);
    return meant ? error_advise(err, "Did you mean «%s»?", meant)
                 : error_advise(err, "templates/README.md, «Filters», lists what there is.");
}

bool filter_check(const struct lang *grammar, const struct filter_use *use, const char *lang,
                  struct error *err)
{
    const struct filter *filter = find(grammar, use->name);
    if (!filter)
        return fail_unknown(grammar, use->name, err);
    if (!filter->takes && *use->arg)
        return error_set(err, "filter-argument",
                         "the filter %s takes no argument, but has «%s».", use->name, use->arg);
    if (filter->takes && !filter->takes(use, err))
        return false;
    return check_language(filter, lang, err);
}

/* ---- use -------------------------------------------------------------------------------- */

static bool is_case(const struct filter *filter)
{
    return filter->apply == kazakh_form || filter->apply == russian_form;
}

/* {hours|lyq} and {place|inshi} are made of numbers. */
static enum filter_subject subject_of_case(const struct lang *grammar,
                                           const struct filter_use *use)
{
    enum kazakh_case form;
    enum name_part part;
    if (kazakh_case_read(grammar->words, use->name, &form) && form > KAZAKH_KOMEKTES)
        return FILTER_ANY;
    return name_part_read(use->arg, &part) && part == NAME_NOUN ? FILTER_ANY : FILTER_NAME;
}

enum filter_subject filter_subject(const struct lang *grammar, const struct filter_use *use)
{
    const struct filter *filter = find(grammar, use->name);
    if (!filter)
        return FILTER_ANY;
    if (is_case(filter))
        return subject_of_case(grammar, use);
    if (filter->apply == pad || filter->apply == date_words || filter->apply == count_words ||
        filter->apply == spell)
        return FILTER_NUMBER;
    return filter->apply == surname || filter->apply == given || filter->apply == initials ||
                   filter->apply == by_gender
               ? FILTER_NAME
               : FILTER_ANY;
}

static const char *field(const struct filter_context *context, const char *name)
{
    const char *value = context->field ? context->field(context->row, name) : NULL;
    return value ? value : "";
}

static const char *own_column(const struct filter_context *context, const char *form)
{
    return field(context, arena_printf(context->arena, "%s_%s", context->column, form));
}

/* Returns what the people themselves want in the place of a case form: the field of a column
 * such as name_ru_dat, by either name of a Kazakh case; "" if there is none. */
static const char *own_form(const struct filter_context *context, const struct filter_use *use)
{
    enum kazakh_case form;
    if (!kazakh_case_read(context->grammar->words, use->name, &form))
        return own_column(context, use->name);
    const struct word_entry *names = kazakh_case_names(context->grammar->words, form);
    const char *own = own_column(context, names->word);
    return *own ? own : own_column(context, names->values[0]);
}

bool filter_apply(struct filter_context *context, const struct filter_use *uses, size_t count,
                  const char *text, const char **result, struct error *err)
{
    size_t done = count; /* the case that a column of its own has taken care of */
    for (size_t i = 0; i < count; i++) {
        const struct filter *filter = find(context->grammar, uses[i].name);
        if (!filter)
            return fail_unknown(context->grammar, uses[i].name, err);
        const char *own = is_case(filter) && *text ? own_form(context, &uses[i]) : "";
        if (*own) {
            text = own;
            done = i;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (i != done &&
            !find(context->grammar, uses[i].name)->apply(context, &uses[i], text, &text, err))
            return false;
    *result = text;
    return true;
}
