#include "cli/key_options.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/number.h"
#include "cli/output.h"
#include "cli/password.h"
#include "sign/cms_sign.h"
#include "sign/pem_key.h"
#include "sign/token_signer.h"
#include "sign/token_uri.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

enum {
    KEY_LIMIT = 1 << 20, /* bytes of a file */
    JOBS_MOST = 64,
};

/* Neither a core file nor a debugger of the same user shall find the password or the key. */
void key_options_protect(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0);
}

/* A key that others can read is a key that others can sign with. */
void key_options_guard(const char *path, bool json)
{
    struct error warning;
    if (!path)
        return;
    key_options_protect();
    if (!password_is_private(path, &warning))
        output_warning(&warning, json);
}

/* As an abbreviation of --password-file it would be taken for a path, and shown in a message.
 */
bool key_options_check_words(int argc, char **argv, struct error *err)
{
    static const char option[] = "--password-file", least[] = "--password-";
    for (int i = 1; i < argc; i++) {
        size_t size = strcspn(argv[i], "=");
        if (size > strlen("--p") && size <= strlen(least) &&
            strncmp(option, argv[i], size) == 0)
            return error_set(
                err, "password-on-command-line",
                "A password must not stand on the command line, where others see it; "
                "give the path of its file with --password-file.");
    }
    return true;
}

/* With SOURCE_DATE_EPOCH the key must be valid at that time; whoever reads the certificates
 * will look at it today. */
static void compare_with_today(const struct signer *signer, const struct key_options *options)
{
    struct error warning;
    if (cms_sign_check_time(signer, time(NULL), &warning))
        return;
    error_at(&warning, (struct place){.file = options->key});
    output_warning(&warning, options->json);
}

/* Whether another time would make the key usable. */
static bool is_of_time(const struct error *err)
{
    return strcmp(err->what.code, "certificate-not-yet-valid") == 0 ||
           strcmp(err->what.code, "certificate-expired") == 0;
}

/* ---- keys in files ---------------------------------------------------------------------- */

/* A PKCS#12 file always has one, be it empty. */
static bool needs_password(const struct buf *key)
{
    return !pem_key_is_one(key) || pem_key_is_encrypted(key);
}

/* Gets the password or PIN; `prompt` asks for it, and is released. */
static bool get_secret(const struct key_options *options, struct buf prompt,
                       struct password *secret, struct error *err)
{
    bool got = password_get(options->password_file, getenv("KUALIK_PASSWORD"),
                            buf_text(&prompt), secret, err);
    buf_free(&prompt);
    return got;
}

static bool get_password(const struct key_options *options, struct password *password,
                         struct error *err)
{
    struct buf prompt = {0};
    buf_printf(&prompt, gettext("Password of %s: "), options->key);
    return get_secret(options, prompt, password, err);
}

/* Reads the file; who else can read it is told where there is a key to be read. */
static bool read_key(const struct key_options *options, struct buf *key, struct error *err)
{
    const char *path = options->key;
    if (!file_read(path, KEY_LIMIT, key, err))
        return false;
    if (!pem_key_is_there(key, err))
        return error_at(err, (struct place){.file = path});
    key_options_guard(path, options->json);
    return true;
}

static struct signer *open_file(const struct key_options *options, int64_t now,
                                struct error *err)
{
    struct buf key = {0}, chain = {0};
    struct password password = {0};
    struct signer *signer = NULL;
    key_options_protect();
    if (read_key(options, &key, err) &&
        (!options->chain || file_read(options->chain, KEY_LIMIT, &chain, err)) &&
        (!needs_password(&key) || get_password(options, &password, err))) {
        const struct key_source source = {
            .bytes = &key,
            .password = password_text(&password),
            .path = options->key,
            .chain = options->chain ? &chain : NULL,
            .chain_path = options->chain,
        };
        signer = cms_sign_open(&source, now, err);
    }
    if (!signer && strcmp(err->what.code, "password-wrong") == 0)
        password_explain(&password, err);
    password_free(&password);
    if (key.data)
        mem_wipe(key.data, key.size);
    buf_free(&key);
    buf_free(&chain);
    return signer;
}

/* ---- keys on tokens --------------------------------------------------------------------- */

struct pin_request {
    const struct key_options *options;
    struct password pin;
};

static const char *get_pin(void *context, const char *token, struct error *err)
{
    struct pin_request *request = context;
    struct buf prompt = {0};
    buf_printf(&prompt, gettext("PIN of the token %s: "), token);
    bool got = get_secret(request->options, prompt, &request->pin, err);
    return got ? password_text(&request->pin) : NULL;
}

static size_t count_jobs(const struct key_options *options)
{
    size_t jobs = 1;
    if (options->jobs)
        number_read(options->jobs, JOBS_MOST, &jobs);
    return jobs;
}

/* The URI may hold a PIN against all advice, so it is shown only once it has been read. */
static const char *place_of(const struct key_options *options, const struct error *err)
{
    static const char *const unread[] = {"pin-in-uri", "uri-unreadable", "uri-with-blank",
                                         "uri-attribute-unknown"};
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++)
        if (strcmp(err->what.code, unread[i]) == 0)
            return "--key";
    return options->key;
}

static struct signer *open_token(const struct key_options *options, int64_t now,
                                 struct error *err)
{
    struct buf certificate = {0}, chain = {0};
    struct pin_request request = {.options = options};
    struct token_source source = {
        .uri = options->key,
        .module = options->module,
        .sessions = count_jobs(options),
        .certificate = options->certificate ? &certificate : NULL,
        .certificate_path = options->certificate,
        .chain = options->chain ? &chain : NULL,
        .chain_path = options->chain,
        .pin = get_pin,
        .context = &request,
    };
    struct signer *signer = NULL;
    key_options_protect();
    if ((!options->certificate ||
         file_read(options->certificate, KEY_LIMIT, &certificate, err)) &&
        (!options->chain || file_read(options->chain, KEY_LIMIT, &chain, err)))
        signer = token_signer_open(&source, now, err);
    if (!signer && strcmp(err->what.code, "pin-wrong") == 0)
        password_explain(&request.pin, err);
    if (!signer)
        error_at(err, (struct place){.file = place_of(options, err)});
    password_free(&request.pin);
    buf_free(&certificate);
    buf_free(&chain);
    return signer;
}

/* ---- both ------------------------------------------------------------------------------- */

bool key_options_check(const struct key_options *options, struct error *err)
{
    size_t jobs;
    bool token = options->key && token_uri_is_one(options->key);
    if (!token && (options->module || options->certificate || options->jobs))
        return error_set(err, "token-option-without-token",
                         "--pkcs11-module, --certificate and --sign-jobs are for a key on a "
                         "token: --key pkcs11:token=NAME;object=NAME.");
    if (!options->jobs || (number_read(options->jobs, JOBS_MOST, &jobs) && jobs > 0))
        return true;
    return error_set(err, "sign-jobs-invalid", "--sign-jobs takes a number, 1 to %d, not «%s».",
                     (int)JOBS_MOST, options->jobs);
}

struct signer *key_options_open(const struct key_options *options, const struct moment *now,
                                struct error *err)
{
    key_options_guard(options->password_file, options->json);
    struct signer *signer =
        (token_uri_is_one(options->key) ? open_token : open_file)(options, now->time, err);
    if (signer && now->fixed)
        compare_with_today(signer, options);
    if (!signer && now->fixed && is_of_time(err))
        error_advise(err, "SOURCE_DATE_EPOCH sets the time to %s.", now->text);
    return signer;
}
