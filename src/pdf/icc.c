#include "pdf/icc.h"

#include <lcms2.h>
#include <string.h>

/* Where the profile's header says when it was made, and for which system (ISO 15076-1, 7.2). */
enum { DATE_AT = 24, DATE_SIZE = 12, SYSTEM_AT = 40, SYSTEM_SIZE = 4, HEADER_SIZE = 128 };

static bool save(cmsHPROFILE profile, struct buf *out)
{
    cmsUInt32Number size = 0;
    if (!cmsSaveProfileToMem(profile, NULL, &size) || size < HEADER_SIZE)
        return false;
    char *bytes = buf_reserve(out, size);
    if (!cmsSaveProfileToMem(profile, bytes, &size))
        return false;
    /* A fixed date, since Little CMS takes the clock's: 1 January 2000, 0:00:00. */
    static const char date[DATE_SIZE] = {2000 >> 8, (char)(2000 & 255), 0, 1, 0, 1};
    memcpy(bytes + DATE_AT, date, sizeof date);
    /* None in particular, since Little CMS names the one that it was built on. */
    memset(bytes + SYSTEM_AT, 0, SYSTEM_SIZE);
    out->size += size;
    out->data[out->size] = '\0';
    return true;
}

bool icc_srgb(struct buf *out, struct error *err)
{
    bool done = false;
    cmsContext context = cmsCreateContext(NULL, NULL);
    cmsHPROFILE profile = context ? cmsCreate_sRGBProfileTHR(context) : NULL;
    if (profile) {
        /* The newest version that PDF 1.7 knows. */
        cmsSetProfileVersion(profile, 4.2);
        done = save(profile, out);
        cmsCloseProfile(profile);
    }
    if (context)
        cmsDeleteContext(context);
    if (done)
        return true;
    error_set(err, "icc-failed", "Little CMS could not make the sRGB colour profile.");
    return error_internal(err);
}
