#include "check/subject.h"

#include "base/utf8.h"

#include <string.h>

struct place subject_place(const struct row_subject *subject, size_t column)
{
    struct place place = subject->place;
    place.column = subject->columns->list[column].heading;
    return place;
}

struct field subject_field(const struct row_subject *subject, size_t column)
{
    return (struct field){
        .column = &subject->columns->list[column],
        .text = subject->row->fields[column],
        .place = subject_place(subject, column),
        .rules = subject->rules,
        .arena = subject->arena,
        .findings = subject->findings,
        .not_1251 = subject->not_1251,
    };
}

const char *subject_text(const struct row_subject *subject, const char *text)
{
    return utf8_clip(subject->arena, text, strlen(text));
}

const char *field_text(const struct field *field)
{
    return utf8_clip(field->arena, field->text, strlen(field->text));
}
