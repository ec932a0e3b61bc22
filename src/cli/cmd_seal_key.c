#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/key_options.h"
#include "cli/level_options.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/share.h"
#include "vouch/seal_key_folder.h"

#include <libintl.h>

static const struct command_help help = {
    .name = "seal-key",
    .usage = N_("kualik seal-key DIR [--renew] [--key KEY.p12 [--tsa URL] [OPTION…]]"),
    .about =
        N_("Makes the key that seals sheets of paper ([seal] in the template), and writes into "
           "DIR: seal.key, the secret; seal.pem, with which anybody checks seals; verify.html, "
           "a page that does it in a browser, by seal-keys.js beside it: put both on your "
           "site, with seal-list.js of `kualik seal-list`. With --key, seal.p7s says that the "
           "owner of KEY.p12 vouches for seal.pem: it is a detached CMS signature. With a "
           "time-stamp (--tsa) it holds beyond the end of that certificate, else no longer "
           "than until then; with --level B-LT it also holds the proofs that nobody was "
           "revoked, which years later nobody gives any more. --renew makes seal.p7s of the "
           "key in DIR anew, and changes nothing else. No other file is written over."),
    .statuses = {[0] = N_("written"),
                 [2] = N_("nothing is written"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

enum { PAGE_LIMIT = 1 << 20 };

/* What the user asked for; the folder is the one word. */
struct seal_key_request {
    struct options_given given;
    struct key_options key;
    struct level_options level; /* of the statement */
    bool renew;
};

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

static void print_statement(const char *folder, const struct voucher *voucher,
                            struct arena *arena)
{
    struct buf object = output_written(arena_printf(arena, "%s/seal.p7s", folder));
    json_text(&object, "voucher", voucher->signer->name);
    json_text(&object, "baseline", pades_level_name(voucher->level->level));
    output_object(&object);
}

/* Prints a line of JSON for each file that was written. */
static void print_files(const char *folder, const struct voucher *voucher, bool renewed)
{
    static const char *const names[] = {"seal.key", "seal.pem", "verify.html", "seal-keys.js"};
    struct arena arena = {0};
    for (size_t i = 0; !renewed && i < sizeof names / sizeof *names; i++) {
        struct buf object = output_written(arena_printf(&arena, "%s/%s", folder, names[i]));
        output_object(&object);
    }
    if (voucher->signer)
        print_statement(folder, voucher, &arena);
    arena_free(&arena);
}

static void tell(const struct seal_key_request *request, const struct voucher *voucher)
{
    const char *folder = *request->given.words;
    bool renewed = request->renew, json = request->given.json;
    struct buf line = {0};
    if (json)
        print_files(folder, voucher, renewed);
    output_add(&line, gettext("%s has the key of seals."), folder);
    if (!renewed)
        output_add(
            &line, "%s",
            gettext("Keep seal.key secret, and a copy of it in a safe place: whoever has "
                    "it can seal."));
    tell_of_statement(voucher, &line);
    output_result(&line, json);
}

static bool make(const char *folder, const struct voucher *voucher, struct error *err)
{
    struct buf page = {0};
    bool made = read_page(&page, err) && seal_key_folder_make(folder, &page, voucher, err);
    buf_free(&page);
    return made;
}

static bool run_with(const struct seal_key_request *request, const struct moment *now,
                     const struct signer *signer, struct error *err)
{
    struct signature_level level;
    if (!signature_level_open(&request->level.source, NULL, signer, now->time, &level, err))
        return false;
    const struct voucher voucher = {signer, now->time, &level};
    const char *folder = *request->given.words;
    bool made = request->renew ? seal_key_folder_renew(folder, &voucher, err)
                               : make(folder, &voucher, err);
    if (made)
        tell(request, &voucher);
    signature_level_close(&level);
    return made;
}

static bool run_request(const struct seal_key_request *request, struct error *err)
{
    struct moment now;
    struct signer *signer = NULL;
    if (!moment_get(&now, err))
        return false;
    key_options_protect();
    bool done = (!request->key.key || (signer = key_options_open(&request->key, &now, err))) &&
                run_with(request, &now, signer, err);
    if (signer)
        signer->free(signer);
    return done;
}

static bool check_request(struct seal_key_request *request, struct error *err)
{
    const struct signature_level_source *source = &request->level.source;
    enum pades_level level;
    if (!request->key.key &&
        (request->renew || source->tsa || source->level || source->lists)) {
        error_set(err, "seal-key-nobody",
                  "--key KEY.p12 is missing: the key of whoever vouches for the key of seals.");
        return options_advise("seal-key", err);
    }
    if (source->level && pades_level_read(source->level, &level) && level > PADES_LT) {
        error_set(err, "seal-level", "seal.p7s reaches the level B-LT, not %s.", source->level);
        return error_advise(err, "Give --level B-LT, and make it anew with --renew before the "
                                 "certificate of the time-stamp authority ends.");
    }
    request->key.json = request->given.json;
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
    if (!options_read(&help, specs, argc, argv, &request.given, err))
        return EXIT_UNUSABLE;
    if (request.given.helped)
        return EXIT_DONE;
    if (request.given.count != 1) {
        error_set(err, "folder-missing", "It takes the name of one folder.");
        options_advise("seal-key", err);
        return EXIT_UNUSABLE;
    }
    return check_request(&request, err) && run_request(&request, err) ? EXIT_DONE
                                                                      : EXIT_UNUSABLE;
}
