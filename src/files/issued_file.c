#include "files/issued_file.h"

#include "base/text.h"
#include "files/single_pdf.h"
#include "parse/pdf_reader.h"
#include "parse/pdf_text.h"
#include "verify/verify.h"

#include <string.h>

enum {
    STEM_LIMIT = 230,
    STATE_LIMIT =
        100, /* updates of a file that are looked at: each costs a digest of the whole */
};

static bool is_of_kualik(const struct buf *bytes)
{
    static const char name[] = "kualik ";
    struct pdf_reader pdf;
    struct error ignored;
    struct pdf_lexer_value information, producer;
    struct buf text = {0};
    if (!pdf_reader_open(&pdf, buf_text(bytes), bytes->size, &ignored))
        return false;
    bool ours = pdf_reader_get(&pdf, &pdf.table.trailer, "Info", &information, &ignored) &&
                information.kind == PDF_LEXER_DICTIONARY &&
                pdf_reader_get(&pdf, &information, "Producer", &producer, &ignored) &&
                pdf_text_read(&pdf, &producer, &text) && text_begins(buf_text(&text), name);
    buf_free(&text);
    pdf_reader_close(&pdf);
    return ours;
}

bool issued_file_is_certificate(const struct buf *bytes)
{
    return !single_pdf_is_any(bytes) && is_of_kualik(bytes);
}

static bool is_issued_one(const void *bytes, size_t size, const struct registry_record *record)
{
    struct digest digest = hash_of(&(struct span){bytes, size}, 1);
    return record->has_sha256 && memcmp(digest.bytes, record->sha256.bytes, DIGEST_SIZE) == 0;
}

/* Returns the size of the bytes up to the end of the update in which byte `at` is; that of all
 * where none ends there. */
static size_t update_end(const struct buf *bytes, size_t at)
{
    static const char eof[] = "%%EOF\n";
    const char *found =
        at < bytes->size ? memmem(bytes->data + at, bytes->size - at, eof, strlen(eof)) : NULL;
    return found ? (size_t)(found - bytes->data) + strlen(eof) : bytes->size;
}

/* A file whose level was raised begins with what was issued, and nothing else may have been
 * added. Whether anybody is trusted is of no matter here. */
static bool was_extended(const struct buf *bytes, const struct registry_record *record)
{
    size_t end = update_end(bytes, 0);
    for (int i = 1; i < STATE_LIMIT && end < bytes->size; i++) {
        if (is_issued_one(bytes->data, end, record))
            break;
        end = update_end(bytes, end);
    }
    if (end >= bytes->size || !is_issued_one(bytes->data, end, record))
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

void issued_file_states(const struct buf *bytes,
                        void (*found)(void *context, const struct digest *digest),
                        void *context)
{
    size_t end = 0;
    for (int i = 0; i < STATE_LIMIT && end < bytes->size; i++) {
        end = update_end(bytes, end);
        struct digest digest = hash_of(&(struct span){bytes->data, end}, 1);
        found(context, &digest);
    }
}

bool issued_file_is_in(const struct folder *folder, const struct registry_record *record)
{
    struct buf bytes = {0};
    struct error unread;
    bool is = *record->file &&
              folder_read(folder, record->file, ISSUED_FILE_LIMIT, &bytes, &unread) &&
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

const char *issued_file_unarchived(const struct registry_record *record, struct arena *arena)
{
    const char *name = record->file + strlen(FOLDER_ARCHIVE), *end = NULL;
    for (const char *at = name; (at = strstr(at, ".v")); at++)
        end = at;
    if (!end || end - name > STEM_LIMIT - 4)
        return NULL;
    return arena_printf(arena, "%.*s.pdf", (int)(end - name), name);
}
