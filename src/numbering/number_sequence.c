#include "numbering/number_sequence.h"

#include <stdlib.h>

bool number_sequence_open(struct number_sequence *sequence, struct registry *registry,
                          size_t first, size_t last, struct error *err)
{
    *sequence = (struct number_sequence){.first = first, .last = last, .next = first};
    if (!registry)
        return true;
    sequence->given = registry_given(registry, &sequence->given_count, err);
    return sequence->given != NULL;
}

void number_sequence_close(struct number_sequence *sequence)
{
    free(sequence->given);
}

size_t number_sequence_next(struct number_sequence *sequence)
{
    while (sequence->passed < sequence->given_count &&
           sequence->given[sequence->passed] <= sequence->next)
        sequence->next += sequence->given[sequence->passed++] == sequence->next;
    return sequence->next;
}

void number_sequence_skip(struct number_sequence *sequence, size_t number)
{
    if (sequence->next <= number)
        sequence->next = number + 1;
}

void number_sequence_skip_given(struct number_sequence *sequence)
{
    if (sequence->given_count)
        number_sequence_skip(sequence, sequence->given[sequence->given_count - 1]);
}

bool number_sequence_has(const struct number_sequence *sequence, size_t number)
{
    return !sequence->last || number <= sequence->last;
}

size_t number_sequence_left(const struct number_sequence *sequence)
{
    size_t left = sequence->last - sequence->first + 1;
    for (size_t i = 0; i < sequence->given_count; i++)
        left -= sequence->given[i] >= sequence->first && sequence->given[i] <= sequence->last;
    return left;
}

bool number_sequence_fail(const struct number_sequence *sequence, size_t needed, size_t left,
                          struct error *err)
{
    error_set(err, "numbers-used-up",
              "The register gives out the numbers from %zu to %zu, which are too few: needed: "
              "%zu; left: %zu.",
              sequence->first, sequence->last, needed, left);
    return error_advise(err, "Give a register with another --range.");
}
