#include "form/form_values.h"

#include <stdio.h>
#include <string.h>

static const char *const names[VALUE_END] = {
    [VALUE_N] = "n",
    [VALUE_COUNT] = "count",
    [VALUE_DAY] = "day",
    [VALUE_PAGE] = "page",
    [VALUE_PAGES] = "pages",
    [VALUE_KEPT_BACK] = "kept_back",
    [VALUE_PEOPLE] = "people",
    [VALUE_SPOILED] = "spoiled_count",
    [VALUE_SPARE] = "spare_count",
    [VALUE_EVENT] = "event",
    [VALUE_GROUP_KK] = "group_kk",
    [VALUE_GROUP_RU] = "group_ru",
    [VALUE_SPARE_NUMBER] = "spare",
};

bool form_values_has(const char *name)
{
    for (size_t i = 0; i < VALUE_LIST_END; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

void form_values_init(struct form_values *values)
{
    for (size_t i = 0; i < VALUE_END; i++)
        values->list[i] = (struct batch_value){names[i], ""};
}

void form_values_set(struct form_values *values, enum form_value value, size_t number)
{
    snprintf(values->numbers[value], sizeof values->numbers[value], "%zu", number);
    values->list[value].text = values->numbers[value];
}

void form_values_set_text(struct form_values *values, enum form_value value, const char *text)
{
    values->list[value].text = text;
}
