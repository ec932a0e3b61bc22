#include "check/field.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>

void field_report(const struct field *field, enum level level, const char *advice,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(field->arena, format, args);
    va_end(args);
    report_add(field->findings, level, field->place, "?", "«%s», «%s»: %s",
               field->column->heading,
               utf8_clip(field->arena, field->text, strlen(field->text)), what);
    report_advise_words(field->findings, advice);
}
