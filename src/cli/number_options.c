#include "cli/number_options.h"

#include "base/number.h"

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

/* Adds the choices of these words to those of `source`; fails where there are none. NULL: they
 * were not given. */
static bool read_choices(const char *given, bool same, struct arena *arena,
                         struct numbering_source *source)
{
    if (!given)
        return true;
    char *words = arena_text(arena, given);
    const size_t before = source->choice_count;
    struct numbering_choice *choices =
        arena_new(arena, source->choice_count + strlen(words) + 1, sizeof *choices);
    for (size_t i = 0; i < source->choice_count; i++)
        choices[i] = source->choices[i];
    source->choices = choices;
    char *rest = NULL;
    for (char *word = strtok_r(words, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        struct numbering_choice *choice = &choices[source->choice_count++];
        if (!(same ? read_same(word, choice) : number_read(word, LARGEST, &choice->row)))
            return false;
    }
    return source->choice_count > before;
}

bool number_options_check(const struct number_options *options, struct arena *arena,
                          struct numbering_source *source, struct error *err)
{
    if (!read_choices(options->same, true, arena, source))
        return error_set(err, "same-invalid",
                         "--same takes a row and the number of its person, such as "
                         "17=ОСК-0017, or several with commas between; not «%s».",
                         options->same);
    if (!read_choices(options->anew, false, arena, source))
        return error_set(err, "new-invalid",
                         "--new takes rows with commas between, such as 17,20; not «%s».",
                         options->anew);
    return read_range(options->range, source, err);
}
