#include "cli/changed_files.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/interrupt.h"
#include "cli/key_options.h"
#include "cli/level_options.h"
#include "cli/moment.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signer_options.h"
#include "issue/further_signature.h"
#include "issue/signature_look.h"
#include "issue/signed_file.h"

#include <libintl.h>
#include <stdio.h>

static const struct command_help help = {
    .name = "sign",
    .usage = N_("kualik sign FILE… --key KEY.p12 [--field NAME] [OPTION…]"),
    .about = N_(
        "Adds a signature to certificates that others have signed before, in a field that the "
        "template gave them ([signature NAME]) and that is empty. It is appended to each file, "
        "whose bytes stay as they are, so that earlier signatures hold. A file is changed as a "
        "whole or not at all. The key's password comes from --password-file, from the "
        "environment variable KUALIK_PASSWORD, or is asked for on the terminal.\nWhat the "
        "field is to show with {signer} or {time} is drawn when -t is given."),
    .statuses = {[0] = N_("all are signed"),
                 [1] = N_("some were not signed and are as they were"),
                 [2] = N_("none could be signed"),
                 [3] = N_("stopped before the end"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

struct sign_request {
    struct level_options level;
    struct key_options key;
    struct signer_options program; /* that signs in the place of a key */
    const char *field, *template, *fonts, *registry;
    struct arena arena; /* holds the path of a template that comes with the program */
    struct options_given given;
};

static bool sign_one(const void *context, const char *path, bool *changed, struct error *err)
{
    *changed = further_signature_add(path, context, err);
    return *changed;
}

static int sign_all(const struct options_given *given, const struct further_signature *wanted)
{
    const struct file_change change = {sign_one, wanted, "signed", given->json};
    struct changed_files counts = changed_files_run(&change, given->words, given->count);
    struct buf line = {0};
    output_add(&line,
               ngettext("%zu file was signed.", "%zu files were signed.", counts.changed),
               counts.changed);
    return changed_files_finish(&counts, &line, given->json);
}

/* Without a template the field goes on to look as it does. */
static bool open_look(const struct sign_request *request, const struct signer *signer,
                      const struct moment *now, struct signature_look **look, struct error *err)
{
    const struct batch_words words = {
        .signer = signer->name, .time = now->text, .field = request->field};
    struct report findings = {0};
    *look = NULL;
    if (!request->template)
        return true;
    *look = signature_look_new(request->template, request->fonts, &words, &findings);
    output_faults(&findings, LEVEL_WARNING, EXIT_UNUSABLE, request->given.json);
    report_free(&findings);
    return *look ||
           error_set(err, "sign-unusable", "Nothing was signed; fix what is named above.");
}

static int sign_with(const struct sign_request *request, const struct signer *signer,
                     const struct moment *now, const struct signature_look *look,
                     struct error *err)
{
    struct signature_level level;
    struct signed_file_judge judge = {0};
    int status = EXIT_UNUSABLE;
    if (!signature_level_open(&request->level.source, NULL, signer, now->time, &level, err))
        return EXIT_UNUSABLE;
    const struct further_signature wanted = {
        .field = request->field,
        .look = look && signature_look_is_new(look) ? look : NULL,
        .signer = signer,
        .level = &level,
        .judge = &judge,
        .time = now->time,
        .offset = now->offset,
        .registry = {request->registry, output_waiting,
                     request->given.json ? output_json_warning : output_plain_warning},
    };
    if (signed_file_judge_open(request->level.source.trust, now->time, &judge, err))
        status = sign_all(&request->given, &wanted);
    signed_file_judge_close(&judge);
    signature_level_close(&level);
    return status;
}

static bool check_signer(struct sign_request *request, struct error *err)
{
    const char *command = request->program.command;
    if (!request->key.key && !command) {
        error_set(err, "sign-key-missing", "--key KEY.p12 is missing: the key to sign with.");
        return options_advise("sign", err);
    }
    if (request->key.key && command)
        return error_set(err, "sign-command-contradicts",
                         "--signer-command and --key contradict each other; give one of "
                         "them.");
    request->key.json = request->given.json;
    request->key.chain = request->level.source.chain;
    if (command) {
        request->program.certificate = request->key.certificate;
        request->key.certificate = NULL;
    }
    return key_options_check(&request->key, err) &&
           signer_options_check(&request->program, false, err);
}

static bool check_request(struct sign_request *request, struct error *err)
{
    if (request->given.count == 0)
        return options_fail_of_files(&help, err);
    if (request->template && !request->field)
        return error_set(err, "field-for-template",
                         "With -t the field must be named: --field NAME.");
    if (request->template)
        request->template = input_options_template(&request->arena, request->template);
    return check_signer(request, err) && input_options_fonts(&request->fonts, err) &&
           level_options_check(&request->level, err);
}

static struct signer *load_signer(const struct sign_request *request, const struct moment *now,
                                  struct error *err)
{
    return request->program.command
               ? signer_options_open(&request->program, now, interrupt_watch(), true, err)
               : key_options_open(&request->key, now, err);
}

/* Signs all files as the request says. */
static int run_request(const struct sign_request *request, struct error *err)
{
    struct moment now;
    struct signer *signer;
    struct signature_look *look = NULL;
    int status = EXIT_UNUSABLE;
    if (!moment_get(&now, err) || !(signer = load_signer(request, &now, err)))
        return EXIT_UNUSABLE;
    if (open_look(request, signer, &now, &look, err))
        status = sign_with(request, signer, &now, look, err);
    signature_look_free(look);
    signer->free(signer);
    return status;
}

int cmd_sign(int argc, char **argv, struct error *err)
{
    struct sign_request request = {0};
    const struct option_spec specs[] = {
        {"key", 0, "FILE", N_("the key to sign with (PKCS#12, PEM), or a PKCS#11 URI"),
         &request.key.key, NULL},
        KEY_OPTIONS(&request.key),
        SIGNER_OPTIONS(&request.program),
        {"field", 0, "NAME", N_("the field to sign; default: the only empty one"),
         &request.field, NULL},
        {"template", 't', "FILE", N_("the template, by which the signature shows on the page"),
         &request.template, NULL},
        {"fonts", 0, "DIR", N_("fonts that come before the system's; default: fonts"),
         &request.fonts, NULL},
        LEVEL_OPTIONS(&request.level),
        {"register", 0, "FILE",
         N_("the register that has the files; default: register.db beside them"),
         &request.registry, NULL},
        {0},
    };
    int status = EXIT_UNUSABLE;
    if (!key_options_check_words(argc, argv, err) ||
        !options_read(&help, specs, argc, argv, &request.given, err))
        return EXIT_UNUSABLE;
    if (request.given.helped)
        return EXIT_DONE;
    if (check_request(&request, err))
        status = run_request(&request, err);
    arena_free(&request.arena);
    return status;
}
