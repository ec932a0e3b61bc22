#include "issue/issued_file.h"

#include "base/hash.h"
#include "verify/verify.h"

#include <string.h>

enum { FILE_LIMIT = 64 << 20, STEM_LIMIT = 230 };

static bool is_issued_one(const void *bytes, size_t size, const struct registry_record *record)
{
    struct digest digest = hash_of(&(struct span){bytes, size}, 1);
    return record->has_sha256 && memcmp(digest.bytes, record->sha256.bytes, DIGEST_SIZE) == 0;
}

/* A file whose level was raised begins with what was issued, and nothing else may have been
 * added. Whether anybody is trusted is of no matter here. */
static bool was_extended(const struct buf *bytes, const struct registry_record *record)
{
    static const char eof[] = "%%EOF\n";
    const char *at = buf_text(bytes), *end = at + bytes->size;
    while ((at = memmem(at, (size_t)(end - at), eof, strlen(eof)))) {
        at += strlen(eof);
        if (is_issued_one(bytes->data, (size_t)(at - bytes->data), record))
            break;
    }
    if (!at || at == end)
        return false;
    struct verification verification;
    verify_pdf(bytes, &(struct verify_request){0}, NULL, &verification);
    bool sound =
        verification.verdict == VERDICT_GOOD || verification.verdict == VERDICT_UNTRUSTED;
    verification_free(&verification);
    return sound;
}

bool issued_file_matches(const struct buf *bytes, const struct registry_record *record)
{
    return is_issued_one(buf_text(bytes), bytes->size, record) || was_extended(bytes, record);
}

bool issued_file_is_in(const struct folder *folder, const struct registry_record *record)
{
    struct buf bytes = {0};
    struct error unread;
    bool is = *record->file && folder_read(folder, record->file, FILE_LIMIT, &bytes, &unread) &&
              issued_file_matches(&bytes, record);
    buf_free(&bytes);
    return is;
}

const char *issued_file_archived(const struct registry_record *record, struct arena *arena)
{
    const char *dot = strrchr(record->file, '.');
    size_t stem = dot ? (size_t)(dot - record->file) : strlen(record->file);
    while (stem > STEM_LIMIT || (stem && (record->file[stem] & 0xC0) == 0x80))
        stem--;
    return arena_printf(arena, FOLDER_ARCHIVE "%.*s.v%zu.pdf", (int)stem, record->file,
                        record->version);
}
