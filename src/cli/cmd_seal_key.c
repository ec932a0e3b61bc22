#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "cli/commands.h"
#include "cli/key_file.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/share.h"
#include "seal/key_script.h"
#include "seal/seal_key.h"

#include <errno.h>
#include <libintl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] = N_("usage: kualik seal-key DIR [--key KEY.p12 [OPTION…]]");

static const char about[] = N_(
    "Makes the key that seals sheets of paper ([seal] in the template), and writes into DIR:\n"
    "seal.key, the secret; seal.pem, with which anybody checks seals; verify.html, a page "
    "that\n"
    "does it in a browser, by seal-keys.js beside it: put both on your site, with "
    "seal-list.js\n"
    "of `kualik seal-list`. With --key, seal.p7s says that the owner of KEY.p12 vouches for\n"
    "seal.pem: it is a detached CMS signature. Nothing is written over.\n"
    "Exit status: 0 written, 2 nothing is written.");

enum { SEAL_FILES = 5, PAGE_LIMIT = 1 << 20 };

/* The files in the order in which they are written; if one cannot be, none stays. */
struct seal_file {
    const char *name;
    mode_t mode;
    struct buf bytes; /* without any: it is not written */
};

/* Who vouches for the key (NULL: nobody), and when, in seconds since 1970. */
struct voucher {
    const struct signer *signer;
    int64_t time;
};

static bool vouch(const struct voucher *voucher, const struct buf *pem, struct buf *der,
                  struct error *err)
{
    const struct signer *signer = voucher->signer;
    struct span part = {pem->data, pem->size};
    struct signed_content content = signed_content_of(&part, 1);
    content.signing_time = voucher->time;
    return signer->sign(signer, &content, der, err);
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
        error_set(err, "seal-key-write", "«%s» cannot be written: %s.", paths[i],
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
                   error_set(err, "seal-key-write", "«%s» cannot be made: %s.", folder,
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

static void tell(const char *folder, bool vouched)
{
    struct buf line = {0};
    output_add(&line, gettext("%s has the key of seals."), folder);
    output_add(&line, "%s",
               gettext("Keep seal.key secret, and a copy of it in a safe place: whoever has it "
                       "can seal."));
    if (!vouched)
        output_add(&line, "%s",
                   gettext("Nobody vouches for it yet: --key KEY.p12 would say whose it is."));
    output_line(stdout, line.data);
    buf_free(&line);
}

int cmd_seal_key(int argc, char **argv, struct error *err)
{
    struct key_options key = {0};
    const struct option_spec specs[] = {
        {"key", 0, "FILE", N_("vouches for the new key (PKCS#12, PEM, or a PKCS#11 URI)"),
         &key.key, NULL},
        KEY_OPTIONS(&key),
        {0},
    };
    struct moment now;
    struct signer *signer = NULL;
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
    if (!key_options_check(&key, err) || !moment_get(&now, err))
        return EXIT_UNUSABLE;
    key_file_protect();
    bool made = (!key.key || (signer = key_file_signer(&key, &now, err))) &&
                make(argv[first], &(struct voucher){signer, now.time}, err);
    if (made)
        tell(argv[first], signer != NULL);
    if (signer)
        signer->free(signer);
    return made ? EXIT_DONE : EXIT_UNUSABLE;
}
