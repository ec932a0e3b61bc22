#include "cli/number_options.h"

#include "base/mem.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST = 1000000000 };

static bool read_range(const char *text, struct numbering_source *source, struct error *err)
{
    const char *rest = text ? number_digits(text, NULL, LARGEST, &source->first) : NULL;
    if (!text)
        return true;
    if (rest && *rest == '-' && number_read(rest + 1, LARGEST, &source->last) &&
        source->first >= 1 && source->first <= source->last)
        return true;
    return error_set(err, "range-invalid",
                     "--range takes the first and the last number, such as 1-5000, not «%s».",
                     text);
}

/* Reads `17=ОСК-0017`, in which the sign is overwritten. */
static bool read_same(char *word, struct numbering_choice *choice)
{
    char *sign = strchr(word, '=');
    if (!sign)
        return false;
    *sign = '\0';
    choice->number = sign + 1;
    return number_read(word, LARGEST, &choice->row) && *choice->number;
}

static bool read_choices(struct number_options *options, char *words, bool same, size_t *count)
{
    char *rest = NULL;
    for (char *word = strtok_r(words, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        struct numbering_choice *choice = &options->choices[(*count)++];
        *choice = (struct numbering_choice){0};
        if (!(same ? read_same(word, choice) : number_read(word, LARGEST, &choice->row)))
            return false;
    }
    return true;
}

static size_t length(const char *text)
{
    return text ? strlen(text) + 1 : 1;
}

bool number_options_check(struct number_options *options, struct numbering_source *source,
                          struct error *err)
{
    size_t same = length(options->same), anew = length(options->anew), count = 0;
    options->texts = mem_new(same + anew, 1);
    options->choices = mem_new(same + anew, sizeof *options->choices);
    memcpy(options->texts, options->same ? options->same : "", same);
    memcpy(options->texts + same, options->anew ? options->anew : "", anew);
    if (!read_choices(options, options->texts, true, &count))
        return error_set(err, "same-invalid",
                         "--same takes a row and the number of its person, such as "
                         "17=ОСК-0017, or several with commas between; not «%s».",
                         options->same);
    if (!read_choices(options, options->texts + same, false, &count))
        return error_set(err, "new-invalid",
                         "--new takes rows with commas between, such as 17,20; not «%s».",
                         options->anew);
    source->choices = options->choices;
    source->choice_count = count;
    return read_range(options->range, source, err);
}

void number_options_free(struct number_options *options)
{
    free(options->choices);
    free(options->texts);
}
