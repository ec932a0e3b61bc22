/* The names of a form's own: what they stand for changes while the form is made. */
#ifndef KUALIK_FORM_VALUES_H
#define KUALIK_FORM_VALUES_H

#include "bind/binding.h"

#include <stdbool.h>
#include <stddef.h>

enum form_value {
    VALUE_N,         /* {n}: number of the row in its table, from 1 */
    VALUE_COUNT,     /* {count}: people in the group, or in the table */
    VALUE_DAY,       /* {day} */
    VALUE_PAGE,      /* {page}: only in [foot], which one of its day */
    VALUE_PAGES,     /* {pages}: how many there are, of a form with days of each day */
    VALUE_KEPT_BACK, /* {kept_back}: not empty where the row cannot be issued as it is */
    VALUE_LIST_END,
    /* Only of a register: */
    VALUE_PEOPLE = VALUE_LIST_END, /* {people}: of the {count} those of people, … */
    VALUE_SPOILED,                 /* {spoiled_count}: … spoiled ones */
    VALUE_SPARE,                   /* {spare_count}: … and spares */
    VALUE_EVENT,                   /* {event}: whose register it is */
    VALUE_REGISTER_END,
    /* Only of separators of a print file: */
    VALUE_GROUP_KK =
        VALUE_REGISTER_END, /* {group_kk}: whose certificates follow, in Kazakh, … */
    VALUE_GROUP_RU,         /* {group_ru}: … and in Russian */
    VALUE_SPARE_NUMBER,     /* {spare}: the number of a row's spare certificate; above the table
                               those of all */
    VALUE_END,
};

struct form_values {
    struct batch_value list[VALUE_END];
    char numbers[VALUE_END][24]; /* what those that are numbers read */
};

/* Says whether a name is that of a value that forms of a list have, too. */
bool form_values_has(const char *name);

/* Gives the values their names and empty texts. */
void form_values_init(struct form_values *values);

/* Sets a value that is a number. */
void form_values_set(struct form_values *values, enum form_value value, size_t number);

/* The same for one that is a text, which is lent. */
void form_values_set_text(struct form_values *values, enum form_value value, const char *text);

#endif
