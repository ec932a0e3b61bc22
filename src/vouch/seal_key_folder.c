#include "vouch/seal_key_folder.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "files/new_files.h"
#include "files/replace_file.h"
#include "seal/key_script.h"
#include "seal/seal_key.h"

#include <errno.h>
#include <sys/stat.h>

enum { KEY_LIMIT = 1 << 16 };

/* The files in the order in which they are written; if one cannot be, none stays. */
enum { KEY_SCRIPT, PUBLIC_KEY, STATEMENT, PRIVATE_KEY, PAGE, SEAL_FILES };

struct seal_file {
    const char *name;
    mode_t mode;
    struct buf bytes; /* without any: it is not written */
};

static bool fill(struct seal_file files[SEAL_FILES], const struct buf *page,
                 const struct voucher *voucher, struct error *err)
{
    struct seal_key *key = seal_key_new(err);
    if (!key)
        return false;
    buf_add(&files[PAGE].bytes, page->data, page->size);
    key_script_write(key, &files[KEY_SCRIPT].bytes);
    bool made = (seal_key_write_public(key, &files[PUBLIC_KEY].bytes) &&
                 seal_key_write_private(key, &files[PRIVATE_KEY].bytes)) ||
                error_set(err, "seal-key-not-made", "OpenSSL could not make the key.");
    made = made && (!voucher->signer || seal_statement_make(voucher, &files[PUBLIC_KEY].bytes,
                                                            &files[STATEMENT].bytes, err));
    seal_key_free(key);
    return made;
}

static bool is_free(const char *path, struct error *err)
{
    struct stat known;
    if (lstat(path, &known) != 0)
        return true;
    error_set(err, "seal-key-exists",
              "There is a file of this name already, and nothing was written.");
    error_advise(err, "Give another folder: seals made with a key that is lost can never be "
                      "made again.");
    return error_at(err, (struct place){.file = path});
}

static bool make_folder(const char *folder, struct error *err)
{
    if (file_write_folder(folder))
        return true;
    error_set(err, "seal-key-write", "A folder cannot be made: %-s.", file_reason(errno));
    return error_at(err, (struct place){.file = folder});
}

static bool write_new(const struct new_file *files, size_t count, struct error *err)
{
    const struct new_file *failed = new_files_write(files, count);
    if (failed)
        error_set(err, "seal-key-write", "A file cannot be written: %-s.", file_reason(errno));
    return (!failed && file_write_settle_beside(files->path, err)) ||
           error_at(err, (struct place){.file = (failed ? failed : files)->path});
}

static bool write_files(const char *folder, const struct seal_file files[SEAL_FILES],
                        struct error *err)
{
    struct arena arena = {0};
    struct new_file all[SEAL_FILES];
    size_t count = 0;
    bool written = make_folder(folder, err);
    for (size_t i = 0; written && i < SEAL_FILES; i++) {
        const char *path = arena_printf(&arena, "%s/%s", folder, files[i].name);
        written = is_free(path, err);
        if (files[i].bytes.size)
            all[count++] = (struct new_file){path, &files[i].bytes, files[i].mode};
    }
    written = written && write_new(all, count, err);
    arena_free(&arena);
    return written;
}

bool seal_key_folder_make(const char *folder, const struct buf *page,
                          const struct voucher *voucher, struct error *err)
{
    struct seal_file files[SEAL_FILES] = {
        [KEY_SCRIPT] = {"seal-keys.js", 0666, {0}}, [PUBLIC_KEY] = {"seal.pem", 0666, {0}},
        [STATEMENT] = {"seal.p7s", 0666, {0}},      [PRIVATE_KEY] = {"seal.key", 0600, {0}},
        [PAGE] = {"verify.html", 0666, {0}},
    };
    bool made = fill(files, page, voucher, err) && write_files(folder, files, err);
    for (size_t i = 0; i < SEAL_FILES; i++) {
        if (files[i].bytes.data)
            mem_wipe(files[i].bytes.data, files[i].bytes.size);
        buf_free(&files[i].bytes);
    }
    return made;
}

/* ---- the statement, once more ----------------------------------------------------------- */

/* What is there must be a statement about that very key, whoever made it. */
static bool check_old_statement(const char *path, const struct buf *pem, int64_t now,
                                struct error *err)
{
    struct buf der = {0};
    struct cms_report report = {.verdict = CMS_UNKNOWN};
    struct stat known;
    if (lstat(path, &known) != 0)
        return true;
    bool read = file_read(path, SEAL_STATEMENT_LIMIT, &der, err);
    if (read)
        seal_statement_judge(&der, pem, NULL, now, &report);
    buf_free(&der);
    if (!read || report.verdict == CMS_UNTRUSTED)
        return read;
    error_set(err, "seal-statement-foreign",
              "This is not a statement about the key of seals beside it, so it is not "
              "written over.");
    error_advise(err, "Move it away.");
    return error_at(err, (struct place){.file = path});
}

bool seal_key_folder_renew(const char *folder, const struct voucher *voucher, struct error *err)
{
    struct arena arena = {0};
    struct buf pem = {0}, der = {0};
    const char *key_path = arena_printf(&arena, "%s/seal.pem", folder);
    const char *path = seal_statement_path(key_path, &arena);
    struct seal_key *key = NULL;
    bool renewed = file_read(key_path, KEY_LIMIT, &pem, err);
    if (renewed && !(key = seal_key_read(&pem, err)))
        renewed = error_at(err, (struct place){.file = key_path});
    renewed = renewed && check_old_statement(path, &pem, voucher->time, err) &&
              seal_statement_make(voucher, &pem, &der, err) &&
              (replace_file(path, &der, err) || error_at(err, (struct place){.file = path}));
    seal_key_free(key);
    buf_free(&pem);
    buf_free(&der);
    arena_free(&arena);
    return renewed;
}
