#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "base/temporary_file.h"
#include "cli/commands.h"
#include "cli/key_file.h"
#include "cli/level_options.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/seal_statement.h"
#include "cli/share.h"
#include "seal/key_script.h"
#include "seal/seal_key.h"

#include <errno.h>
#include <libintl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] =
    N_("usage: kualik seal-key DIR [--renew] [--key KEY.p12 [--tsa URL] [OPTION…]]");

static const char about[] = N_(
    "Makes the key that seals sheets of paper ([seal] in the template), and writes into DIR:\n"
    "seal.key, the secret; seal.pem, with which anybody checks seals; verify.html, a page "
    "that\n"
    "does it in a browser, by seal-keys.js beside it: put both on your site, with "
    "seal-list.js\n"
    "of `kualik seal-list`. With --key, seal.p7s says that the owner of KEY.p12 vouches for\n"
    "seal.pem: it is a detached CMS signature. With a time-stamp (--tsa) it holds beyond the\n"
    "end of that certificate, else no longer than until then; with --level B-LT it also holds\n"
    "the proofs that nobody was revoked, which years later nobody gives any more. --renew "
    "makes\n"
    "seal.p7s of the key in DIR anew, and changes nothing else. No other file is written "
    "over.\n"
    "Exit status: 0 written, 2 nothing is written.");

enum { SEAL_FILES = 5, PAGE_LIMIT = 1 << 20, STATEMENT_LIMIT = 64 << 20 };

/* The files in the order in which they are written; if one cannot be, none stays. */
struct seal_file {
    const char *name;
    mode_t mode;
    struct buf bytes; /* without any: it is not written */
};

/* Who vouches for the key (NULL: nobody), when, in seconds since 1970, and what is to prove
 * that. */
struct voucher {
    const struct signer *signer;
    int64_t time;
    const struct signature_level *level;
};

static bool fail_of_nobody(struct error *err)
{
    error_set(err, "seal-key-nobody",
              "--key KEY.p12 is missing: the key of whoever vouches for the key of seals.");
    return options_advise("seal-key", err);
}

static bool vouch(const struct voucher *voucher, const struct buf *pem, struct buf *der,
                  struct error *err)
{
    const struct signer *signer = voucher->signer;
    if (!signer)
        return fail_of_nobody(err);
    struct span part = {pem->data, pem->size};
    struct signed_content content = signed_content_of(&part, 1);
    content.signing_time = voucher->time;
    return signer->sign(signer, &content, der, err) &&
           signature_level_complete(voucher->level, der, err);
}

static bool read_page(struct buf *page, struct error *err)
{
    struct arena arena = {0};
    const char *path = share_file(&arena, "share/verify.html");
    bool read = path
                    ? file_read(path, PAGE_LIMIT, page, err)
                    : error_set(err, "page-missing",
                                "The page verify.html that comes with kualik is not beside it. "
                                "Install it with `make install`.");
    arena_free(&arena);
    return read;
}

static bool fill(struct seal_file files[SEAL_FILES], const struct voucher *voucher,
                 struct error *err)
{
    struct seal_key *key = read_page(&files[4].bytes, err) ? seal_key_new(err) : NULL;
    if (!key)
        return false;
    key_script_write(key, &files[0].bytes);
    bool made = (seal_key_write_public(key, &files[1].bytes) &&
                 seal_key_write_private(key, &files[3].bytes)) ||
                error_set(err, "seal-key-not-made", "OpenSSL could not make the key.");
    made = made && (!voucher->signer || vouch(voucher, &files[1].bytes, &files[2].bytes, err));
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

static bool write_all(const char *const paths[SEAL_FILES],
                      const struct seal_file files[SEAL_FILES], struct error *err)
{
    for (size_t i = 0; i < SEAL_FILES; i++) {
        const struct buf *bytes = &files[i].bytes;
        if (!bytes->size || file_write_new(paths[i], bytes->data, bytes->size, files[i].mode))
            continue;
        error_set(err, "seal-key-write", "«%s» cannot be written: %-s.", paths[i],
                  file_reason(errno));
        while (i > 0)
            unlink(paths[--i]);
        return false;
    }
    return true;
}

static bool write_files(const char *folder, struct seal_file files[SEAL_FILES],
                        struct error *err)
{
    struct arena arena = {0};
    const char *paths[SEAL_FILES];
    bool written = mkdir(folder, 0777) == 0 || errno == EEXIST ||
                   error_set(err, "seal-key-write", "«%s» cannot be made: %-s.", folder,
                             file_reason(errno));
    for (size_t i = 0; i < SEAL_FILES; i++)
        paths[i] = arena_printf(&arena, "%s/%s", folder, files[i].name);
    for (size_t i = 0; written && i < SEAL_FILES; i++)
        written = is_free(paths[i], err);
    written = written && write_all(paths, files, err);
    arena_free(&arena);
    return written;
}

static bool make(const char *folder, const struct voucher *voucher, struct error *err)
{
    struct seal_file files[SEAL_FILES] = {
        {"seal-keys.js", 0666, {0}}, {"seal.pem", 0666, {0}},    {"seal.p7s", 0666, {0}},
        {"seal.key", 0600, {0}},     {"verify.html", 0666, {0}},
    };
    bool made = fill(files, voucher, err) && write_files(folder, files, err);
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
    bool read = file_read(path, STATEMENT_LIMIT, &der, err);
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

static bool replace_statement(const char *path, const struct buf *der, struct error *err)
{
    struct temporary_file file;
    bool written = temporary_file_open(&file, path) &&
                   file_write(file.fd, buf_text(der), der->size) &&
                   temporary_file_publish(&file, path, true);
    if (written)
        return true;
    error_set(err, "seal-key-write", "«%s» cannot be written: %-s.", path, file_reason(errno));
    temporary_file_discard(&file);
    return false;
}

static bool renew(const char *folder, const struct voucher *voucher, struct error *err)
{
    struct arena arena = {0};
    struct buf pem = {0}, der = {0};
    const char *key_path = arena_printf(&arena, "%s/seal.pem", folder);
    const char *path = seal_statement_path(key_path, &arena);
    struct seal_key *key = NULL;
    bool renewed = file_read(key_path, STATEMENT_LIMIT, &pem, err);
    if (renewed && !(key = seal_key_read(&pem, err)))
        renewed = error_at(err, (struct place){.file = key_path});
    renewed = renewed && check_old_statement(path, &pem, voucher->time, err) &&
              vouch(voucher, &pem, &der, err) && replace_statement(path, &der, err);
    seal_key_free(key);
    buf_free(&pem);
    buf_free(&der);
    arena_free(&arena);
    return renewed;
}

/* ---- the command ------------------------------------------------------------------------ */

static void tell_of_statement(const struct voucher *voucher, struct buf *line)
{
    if (!voucher->signer)
        output_add(line, "%s",
                   gettext("Nobody vouches for it yet: --key KEY.p12 would say whose it is."));
    else if (!voucher->level->tsa)
        output_add(line,
                   gettext("%s vouches for it until the certificate ends; with a "
                           "time-stamp (--tsa URL) the statement would hold longer."),
                   voucher->signer->name);
    else if (!voucher->level->validation)
        output_add(line, gettext("%s vouches for it, with a time-stamp."),
                   voucher->signer->name);
    else
        output_add(
            line,
            gettext("%s vouches for it, with a time-stamp and the proofs that nobody was "
                    "revoked."),
            voucher->signer->name);
}

static void tell(const char *folder, const struct voucher *voucher, bool renewed)
{
    struct buf line = {0};
    output_add(&line, gettext("%s has the key of seals."), folder);
    if (renewed) {
        tell_of_statement(voucher, &line);
        output_line(stdout, line.data);
        buf_free(&line);
        return;
    }
    output_add(&line, "%s",
               gettext("Keep seal.key secret, and a copy of it in a safe place: whoever has it "
                       "can seal."));
    tell_of_statement(voucher, &line);
    output_line(stdout, line.data);
    buf_free(&line);
}

struct seal_key_request {
    const char *folder;
    struct key_options key;
    struct level_options level; /* of the statement */
    bool renew;
};

static bool run_with(const struct seal_key_request *request, const struct moment *now,
                     const struct signer *signer, struct error *err)
{
    struct signature_level level;
    if (!signature_level_open(&request->level.source, NULL, signer, now->time, &level, err))
        return false;
    const struct voucher voucher = {signer, now->time, &level};
    bool made = request->renew ? renew(request->folder, &voucher, err)
                               : make(request->folder, &voucher, err);
    if (made)
        tell(request->folder, &voucher, request->renew);
    signature_level_close(&level);
    return made;
}

static bool run_request(const struct seal_key_request *request, struct error *err)
{
    struct moment now;
    struct signer *signer = NULL;
    if (!moment_get(&now, err))
        return false;
    key_file_protect();
    bool done = (!request->key.key || (signer = key_file_signer(&request->key, &now, err))) &&
                run_with(request, &now, signer, err);
    if (signer)
        signer->free(signer);
    return done;
}

static bool check_request(struct seal_key_request *request, struct error *err)
{
    const struct signature_level_source *source = &request->level.source;
    enum pades_level level;
    if (!request->key.key && (request->renew || source->tsa || source->level || source->lists))
        return fail_of_nobody(err);
    if (source->level && pades_level_read(source->level, &level) && level > PADES_LT) {
        error_set(err, "seal-level", "seal.p7s reaches the level B-LT, not %s.", source->level);
        return error_advise(err, "Give --level B-LT, and make it anew with --renew before the "
                                 "certificate of the time-stamp authority ends.");
    }
    request->key.chain = source->chain;
    return key_options_check(&request->key, err) && level_options_check(&request->level, err);
}

int cmd_seal_key(int argc, char **argv, struct error *err)
{
    struct seal_key_request request = {0};
    const struct option_spec specs[] = {
        {"key", 0, "FILE", N_("vouches for the new key (PKCS#12, PEM, or a PKCS#11 URI)"),
         &request.key.key, NULL},
        KEY_OPTIONS(&request.key),
        LEVEL_OPTIONS(&request.level),
        {"renew", 0, NULL, N_("make seal.p7s anew for the key in DIR"), NULL, &request.renew},
        {0},
    };
    int first;
    bool helped;
    if (!options_read("seal-key", usage, about, specs, argc, argv, &first, &helped, err))
        return EXIT_UNUSABLE;
    if (helped)
        return EXIT_DONE;
    if (argc - first != 1) {
        error_set(err, "folder-missing", "It takes the name of one folder.");
        options_advise("seal-key", err);
        return EXIT_UNUSABLE;
    }
    request.folder = argv[first];
    return check_request(&request, err) && run_request(&request, err) ? EXIT_DONE
                                                                      : EXIT_UNUSABLE;
}
