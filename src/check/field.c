#include "check/field.h"

#include <stdarg.h>

void field_report(const struct field *field, enum level level, const char *advice,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(field->arena, format, args);
    va_end(args);
    report_add(field->findings, level, field->place, advice, "«%s», «%s»: %s",
               field->column->heading, field->text, what);
}
