/* Fuzzes the reading of templates: `make fuzz`. */
#include "memory_file.h"
#include "template/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct report findings = {0};
    struct buf line = {0};
    struct template *template = template_read(memory_file(bytes, size), &findings);
    assert(template || findings.errors);
    for (size_t i = 0; i < findings.count; i++)
        finding_print(&findings.list[i], &line);
    if (template)
        template_free(template);
    buf_free(&line);
    report_free(&findings);
    return 0;
}
