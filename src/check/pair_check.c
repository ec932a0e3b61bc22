#include "check/pair_check.h"

#include "base/buf.h"

#include <string.h>

/* A Kazakh column and its Russian one, with texts of one name or of two. */
struct name_pair {
    size_t kazakh, russian;
    bool agrees;
    bool reordered; /* … with its words in another order */
};

enum { PAIRS_MOST = 8 };

static bool agrees(const struct row_subject *subject, size_t kazakh, size_t russian)
{
    const char *const *fields = subject->row->fields;
    return name_match_full(subject->rules->match, fields[kazakh], fields[russian]);
}

/* Only several words have an order. */
static bool is_reordered(const struct row_subject *subject, size_t kazakh, size_t russian)
{
    const char *const *fields = subject->row->fields;
    return strchr(fields[kazakh], ' ') &&
           name_match_reordered(subject->rules->match, fields[kazakh], fields[russian]);
}

static bool is_pair(const struct row_subject *subject, size_t i)
{
    const struct column *column = &subject->columns->list[i];
    const char *const *fields = subject->row->fields;
    return column->language == LANGUAGE_KAZAKH && column->named && column->used &&
           column->pair != NO_COLUMN && *fields[i] && *fields[column->pair] &&
           !subject->damaged[i] && !subject->damaged[column->pair];
}

void pair_check_compare(const struct row_subject *subject)
{
    for (size_t i = 0; i < subject->columns->count; i++)
        subject->differs[i] =
            is_pair(subject, i) && !agrees(subject, i, subject->columns->list[i].pair);
}

/* Fills `pairs` with those that both have a text; returns how many. */
static size_t find_pairs(const struct row_subject *subject, struct name_pair pairs[PAIRS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < subject->columns->count && count < PAIRS_MOST; i++)
        if (is_pair(subject, i)) {
            size_t russian = subject->columns->list[i].pair;
            pairs[count++] = (struct name_pair){i, russian, !subject->differs[i],
                                                is_reordered(subject, i, russian)};
        }
    return count;
}

/* Returns the texts of the pairs that differ, in one of the languages. */
static const char *join(const struct row_subject *subject, const struct name_pair *pairs,
                        size_t count, bool russian)
{
    struct buf name = {0};
    for (size_t i = 0; i < count; i++)
        if (!pairs[i].agrees)
            buf_printf(&name, "%s%s", name.size ? " " : "",
                       subject->row->fields[russian ? pairs[i].russian : pairs[i].kazakh]);
    const char *text = subject_text(subject, buf_text(&name));
    buf_free(&name);
    return text;
}

/* Says whether two parts of the name stand in each other's column in one language. */
static bool has_swapped(const struct row_subject *subject, const struct name_pair *pairs,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (!pairs[i].agrees && !pairs[k].agrees &&
                agrees(subject, pairs[i].kazakh, pairs[k].russian) &&
                agrees(subject, pairs[k].kazakh, pairs[i].russian))
                return true;
    return false;
}

/* Says whether the names have nothing in common: all parts differ, or all words of whole names.
 */
static bool are_two_people(const struct row_subject *subject, const struct name_pair *pairs,
                           size_t count, size_t different)
{
    const char *const *fields = subject->row->fields;
    return different == count &&
           (count > 1 || name_match_nothing(subject->rules->match, fields[pairs[0].kazakh],
                                            fields[pairs[0].russian]));
}

/* Reports names that are the same but for the order of their words. */
static void check_order(const struct row_subject *subject, const struct name_pair *pairs,
                        size_t count)
{
    const char *const *fields = subject->row->fields;
    for (size_t i = 0; i < count; i++) {
        if (!pairs[i].reordered)
            continue;
        report_add(subject->findings, LEVEL_WARNING, subject->place, "names-reordered",
                   "«%s» in Kazakh, but «%s» in Russian: the parts of the name are in another "
                   "order.",
                   subject_text(subject, fields[pairs[i].kazakh]),
                   subject_text(subject, fields[pairs[i].russian]));
        report_advise(subject->findings, "Write them in the same order in both languages.");
        return;
    }
}

void pair_check(const struct row_subject *subject)
{
    struct name_pair pairs[PAIRS_MOST];
    size_t count = find_pairs(subject, pairs), different = 0;
    for (size_t i = 0; i < count; i++)
        different += !pairs[i].agrees;
    if (!different) {
        check_order(subject, pairs, count);
        return;
    }
    const char *kazakh = join(subject, pairs, count, false);
    const char *russian = join(subject, pairs, count, true);
    if (has_swapped(subject, pairs, count)) {
        report_add(
            subject->findings, LEVEL_WARNING, subject->place, "names-swapped",
            "«%s» in Kazakh, but «%s» in Russian: parts of the name have changed places.",
            kazakh, russian);
        report_advise(subject->findings, "Put each part into its own column.");
    } else if (are_two_people(subject, pairs, count, different)) {
        report_add(subject->findings, LEVEL_WARNING, subject->place, "names-of-two-people",
                   "«%s» in Kazakh and «%s» in Russian are the names of two people.", kazakh,
                   russian);
        report_advise(subject->findings,
                      "Check whether a column was sorted or moved without the others.");
    } else {
        report_add(subject->findings, LEVEL_WARNING, subject->place, "names-differ",
                   "«%s» in Kazakh does not correspond to «%s» in Russian.", kazakh, russian);
        report_advise(subject->findings, "Correct whichever is wrong.");
    }
}
