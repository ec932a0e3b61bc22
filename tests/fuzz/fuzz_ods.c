/* Fuzzes the reading of ODS workbooks: `make fuzz`. The input is the content; after a z, the
 * whole file. */
#include "drain.h"
#include "table/ods.h"
#include "unit/make_zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buf file = {0};
    struct report notes = {0};
    struct error err;
    if (size < 2)
        return 0;
    const struct zip_text parts[] = {{"content.xml", (const char *)bytes, size},
                                     {NULL, NULL, 0}};
    if (bytes[0] == 'z')
        buf_add(&file, bytes + 1, size - 1);
    else
        make_zip(parts, ZIP_CM_STORE, &file);
    struct zip_archive *zip = zip_archive_new(&file, &err);
    struct reader *reader = zip ? ods_open(zip, NULL, &notes, &err) : NULL;
    if (reader)
        drain(reader);
    report_free(&notes);
    buf_free(&file);
    return 0;
}
