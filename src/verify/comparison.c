#include "verify/comparison.h"

struct comparison *comparison_of(struct same_value *same)
{
    return (struct comparison *)(void *)same;
}

void comparison_enqueue(struct same_value *same, uint64_t number)
{
    struct comparison *work = comparison_of(same);
    if (number >= same->after->table.count || work->marks[number] & COMPARISON_SEEN)
        return;
    work->marks[number] |= COMPARISON_SEEN;
    work->queue[work->queued++] = (uint32_t)number;
}

bool comparison_refuse(struct comparison *work, const char *code, const char *sentence)
{
    return !work->err->what.code && error_set_sentence(work->err, code, sentence);
}
