/* What lists and templates call a column, in three languages: by that the checks and the
 * filters know what stands in it. */
#ifndef KUALIK_COLUMN_KIND_H
#define KUALIK_COLUMN_KIND_H

#include <stdbool.h>

enum heading {
    HEADING_GENDER,     /* gender, Жынысы, Пол */
    HEADING_PATRONYMIC, /* patronymic_kk, Әкесінің аты, Отчество */
    HEADING_PERSON, /* another part of a name, or all of it: last_ru, Аты-жөні, ФИО */
};

/* Says whether `text` is called like that, in any letter case, with nothing behind it but
 * signs, a language or what stands in brackets: «Last_kk», «ФИО (рус.)»; «Имя файла» is not
 * «имя». */
bool column_kind_is(enum heading heading, const char *text);

#endif
