/* What lists and templates call a column, in three languages: by that the checks and the
 * filters know what stands in it. */
#ifndef KUALIK_COLUMN_KIND_H
#define KUALIK_COLUMN_KIND_H

#include <stdbool.h>
#include <stddef.h>

struct lang_words;

enum heading {
    HEADING_GENDER,     /* gender, Жынысы, Пол */
    HEADING_PATRONYMIC, /* patronymic_kk, Әкесінің аты, Отчество */
    HEADING_PERSON, /* another part of a name, or all of it: last_ru, Аты-жөні, ФИО */
    HEADING_SURNAME, /* of these, the surname alone: last_ru, Тегі, Фамилия */
    HEADING_GIVEN,   /* of these, the given name alone: first_kk, Аты, Имя */
    HEADING_NUMBER, /* the number of a row or a certificate: number, №, Нөмірі, Рег. № */
    HEADING_REGION, /* where a person comes from: region_kk, Облысы, Регион */
};

/* Says whether `text` is called like that, in any letter case, with nothing after it but
 * signs, a language or what stands in brackets: «Last_kk», «ФИО (рус.)»; «Имя файла» is not
 * «имя». What a name is called may also be said in other words: «Қатысушының аты-жөні»,
 * «Имя участника», «Фамилия, имя, отчество». */
bool column_kind_is(const struct lang_words *words, enum heading heading, const char *text);

/* Says the same of any part of a person's name. */
bool column_kind_is_name(const struct lang_words *words, const char *text);

/* Says whether a column called like that holds the given name where another one holds the
 * surname, be it with the patronymic, as «Имя, отчество»; alone «Имя участника» may be all of a
 * name. */
bool column_kind_is_given_beside(const struct lang_words *words, const char *text);

/* Says whether `text` is what a person of the list is: «Участник», «Курс тыңдаушысы»; such a
 * column holds names, unless another one does. */
bool column_kind_is_participant(const struct lang_words *words, const char *text);

/* Says whether `text` is called after something that is not a name, as «Мектебі», «Телефон»,
 * «ФИО и должность», and whether after a number: «Сағат саны». */
bool column_kind_is_other(const struct lang_words *words, const char *text);
bool column_kind_is_count(const struct lang_words *words, const char *text);

/* Returns the language, "kk", "ru" or "en", that the `size` bytes at `text` stand for in names
 * such as last_kk or title-rus; NULL for any other word. */
const char *column_kind_language(const struct lang_words *words, const char *text, size_t size);

/* Returns the length of a column's name without the language behind it, that of "last" for
 * last_kk or last-ru; `*language` is where that stands in the name ("kk", "ru"), NULL: nowhere.
 */
size_t column_kind_stem(const char *name, const char **language);

#endif
