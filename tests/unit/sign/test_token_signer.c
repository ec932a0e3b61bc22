/* Signs with a token of SoftHSM2, through build/tests/token.so, which gives it the faults of
 * real tokens: tests/faults/token.c. OpenSSL's own command judges the signatures. */

#include "sign/token_signer.h"

#include "base/mem.h"
#include "unit/keys.h"

#include <pthread.h>
#include <unistd.h>

enum { THREADS = 4, ROUNDS = 10 };

static char module[600], log_path[600];

/* The module lies beside the folder of this program. */
static int find_module(void)
{
    char path[500];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
    if (size < 0)
        return -1;
    path[size] = '\0';
    *strrchr(path, '/') = '\0';
    snprintf(module, sizeof module, "%s/../token.so", path);
    return access(module, R_OK);
}

static int set_up(void **state)
{
    char command[1000];
    if (find_module() != 0 ||
        keys_make(state, "rsa2048 p256 p384 p521 chain future login") != 0)
        return -1;
    snprintf(command, sizeof command,
             "sh tests/softhsm.sh '%s/token' '%s' rsa2048 p256 p384 p521 chain future login "
             "bare-p256 >/dev/null 2>&1",
             (char *)*state, (char *)*state);
    if (system(command) != 0)
        return -1;
    snprintf(command, sizeof command, "%s/token/softhsm2.conf", (char *)*state);
    setenv("SOFTHSM2_CONF", command, 1);
    snprintf(log_path, sizeof log_path, "%s/log", (char *)*state);
    setenv("TOKEN_LOG", log_path, 1);
    return 0;
}

/* Each test begins with an empty log and a sound token. */
static int begin(void **state)
{
    static const char *const names[] = {"TOKEN_FLAGS", "TOKEN_LOGIN", "TOKEN_PIN",
                                        "TOKEN_ALWAYS", "TOKEN_SIGNATURES"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    unlink(log_path);
    return 0;
}

/* How many lines of the log are like this. */
static int logged(const char *line)
{
    char command[800], out[16] = "";
    snprintf(command, sizeof command, "grep -c -x '%s' '%s' 2>/dev/null", line, log_path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    if (!fgets(out, sizeof out, pipe))
        *out = '\0';
    pclose(pipe);
    return atoi(out);
}

struct asked {
    const char *pin;
    int times;
};

static const char *give(void *context, const char *token, struct error *err)
{
    struct asked *asked = context;
    (void)err;
    assert_string_equal(token, "Төраға");
    asked->times++;
    return asked->pin;
}

static struct signer *open_with(const char *object, const char *pin, size_t sessions,
                                const struct buf *certificate, const struct buf *chain,
                                struct error *err)
{
    char uri[200];
    struct asked asked = {pin, 0};
    snprintf(uri, sizeof uri, "pkcs11:token=Төраға;object=%s", object);
    struct token_source source = {.uri = uri,
                                  .module = module,
                                  .sessions = sessions,
                                  .certificate = certificate,
                                  .chain = chain,
                                  .pin = give,
                                  .context = &asked};
    struct signer *signer = token_signer_open(&source, KEYS_NOW, err);
    assert_in_range(asked.times, 0, 1);
    return signer;
}

static struct signer *open_key(const char *object)
{
    struct error err = {0};
    struct signer *signer = open_with(object, "4321", 1, NULL, NULL, &err);
    if (!signer)
        fail_msg("%s: %s", object, words_of(&err));
    return signer;
}

static void refuses(const char *object, const char *pin, const char *code)
{
    struct error err = {0};
    assert_null(open_with(object, pin, 1, NULL, NULL, &err));
    assert_string_equal(err.what.code, code);
}

static void signs_with_every_kind_of_key(void **state)
{
    static const char *const names[] = {"rsa2048", "p256", "p384", "p521"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct signer *signer = open_key(names[i]);
        assert_string_equal(signer->name, "ҮЛГІ Әлия Мұқанқызы");
        for (int round = 0; round < 8; round++) {
            struct buf der = keys_sign(signer);
            keys_openssl_agrees(state, &der);
            buf_free(&der);
        }
        signer->free(signer);
    }
    assert_int_equal(logged("login 1"), 4);
}

static void says_the_same_as_the_key_in_a_file(void **state)
{
    struct signer *token = open_key("rsa2048"), *file = keys_signer(state, "rsa2048.p12");
    struct buf one = keys_sign(token), other = keys_sign(file);
    assert_memory_equal(&token->identity, &file->identity, sizeof token->identity);
    assert_int_equal(one.size, other.size);
    assert_memory_equal(one.data, other.data, one.size);
    buf_free(&one);
    buf_free(&other);
    token->free(token);
    file->free(file);
}

static void certificates_come_from_files_too(void **state)
{
    struct error err = {0};
    struct buf own = keys_load(state, "p256.pem"), other = keys_load(state, "p384.pem");
    struct buf chain = keys_load(state, "chain-authorities.pem");
    refuses("bare-p256", "4321", "token-certificate-missing");
    assert_null(open_with("bare-p256", "4321", 1, &other, NULL, &err));
    assert_string_equal(err.what.code, "certificate-of-another-key");
    struct signer *signer = open_with("bare-p256", "4321", 1, &own, NULL, &err);
    assert_non_null(signer);
    struct buf der = keys_sign(signer);
    keys_openssl_agrees(state, &der);
    signer->free(signer);
    buf_free(&der);

    signer = open_with("chain", "4321", 1, NULL, &chain, &err);
    assert_non_null(signer);
    der = keys_sign(signer);
    keys_openssl_agrees(state, &der); /* which knows the root alone */
    signer->free(signer);
    buf_free(&der);
    buf_free(&own);
    buf_free(&other);
    buf_free(&chain);
}

static void *sign_in_a_thread(void *signer)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct buf der = keys_sign(signer);
        buf_free(&der);
    }
    return NULL;
}

static void threads_never_outnumber_the_sessions(void **state)
{
    pthread_t threads[THREADS];
    struct error err = {0};
    (void)state;
    struct signer *signer = open_with("p256", "4321", 2, NULL, NULL, &err);
    assert_non_null(signer);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, sign_in_a_thread, signer), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    signer->free(signer);
    assert_int_equal(logged("sign [12]"), THREADS * ROUNDS + 2);
    assert_int_equal(logged("sign .*"), THREADS * ROUNDS + 2);
    assert_int_equal(logged("login 1"), 1);
}

static void a_wrong_pin_is_tried_once(void **state)
{
    (void)state;
    refuses("p256", "1234", "pin-wrong");
    assert_int_equal(logged("login 1"), 1);
    refuses("p256", "", "pin-empty");
    assert_int_equal(logged("login 1"), 1);
}

/* CKF_USER_PIN_LOCKED, CKF_USER_PIN_FINAL_TRY; CKR_PIN_LOCKED */
static void nothing_is_tried_that_locks_the_token(void **state)
{
    (void)state;
    setenv("TOKEN_FLAGS", "0x40000", 1);
    refuses("p256", NULL, "pin-locked");
    setenv("TOKEN_FLAGS", "0x20000", 1);
    refuses("p256", NULL, "pin-last-try");
    assert_int_equal(logged("login 1"), 0);
    unsetenv("TOKEN_FLAGS");
    setenv("TOKEN_LOGIN", "0xA4", 1);
    refuses("p256", "4321", "pin-locked");
    assert_int_equal(logged("login 1"), 1);
}

/* CKF_PROTECTED_AUTHENTICATION_PATH */
static void a_pin_typed_on_the_reader_is_not_asked_for(void **state)
{
    (void)state;
    setenv("TOKEN_FLAGS", "0x100", 1);
    setenv("TOKEN_PIN", "4321", 1);
    struct signer *signer = open_key("p256");
    struct buf der = keys_sign(signer);
    keys_openssl_agrees(state, &der);
    buf_free(&der);
    signer->free(signer);
}

static void keys_that_cannot_sign_are_refused_by_name(void **state)
{
    (void)state;
    refuses("nobody", "4321", "token-key-missing");
    refuses("future", "4321", "certificate-not-yet-valid");
    refuses("login", "4321", "certificate-for-login");
    setenv("TOKEN_ALWAYS", "yes", 1);
    refuses("p256", "4321", "token-key-asks-always");
}

static void a_token_that_is_taken_out_is_told(void **state)
{
    struct buf der = {0};
    struct error err = {0};
    const struct span part = {keys_content, strlen(keys_content)};
    const struct signed_content content = signed_content_of(&part, 1);
    (void)state;
    setenv("TOKEN_SIGNATURES", "3", 1); /* two when it is opened */
    struct signer *signer = open_key("p256");
    assert_true(signer->sign(signer, &content, &der, &err));
    buf_clear(&der);
    assert_false(signer->sign(signer, &content, &der, &err));
    assert_string_equal(err.what.code, "token-removed");
    assert_int_equal(der.size, 0);
    signer->free(signer);
    setenv("TOKEN_SIGNATURES", "0", 1);
    refuses("p256", "4321", "token-removed");
    buf_free(&der);
}

static void what_is_no_module_is_told(void **state)
{
    struct error err = {0};
    struct token_source source = {
        .uri = "pkcs11:object=p256", .module = "Makefile", .sessions = 1, .pin = give};
    (void)state;
    assert_null(token_signer_open(&source, KEYS_NOW, &err));
    assert_string_equal(err.what.code, "token-module-unusable");
    source.module = module;
    source.uri = "pkcs11:token=nobody;object=p256";
    assert_null(token_signer_open(&source, KEYS_NOW, &err));
    assert_string_equal(err.what.code, "token-missing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(signs_with_every_kind_of_key, begin),
        cmocka_unit_test_setup(says_the_same_as_the_key_in_a_file, begin),
        cmocka_unit_test_setup(certificates_come_from_files_too, begin),
        cmocka_unit_test_setup(threads_never_outnumber_the_sessions, begin),
        cmocka_unit_test_setup(a_wrong_pin_is_tried_once, begin),
        cmocka_unit_test_setup(nothing_is_tried_that_locks_the_token, begin),
        cmocka_unit_test_setup(a_pin_typed_on_the_reader_is_not_asked_for, begin),
        cmocka_unit_test_setup(keys_that_cannot_sign_are_refused_by_name, begin),
        cmocka_unit_test_setup(a_token_that_is_taken_out_is_told, begin),
        cmocka_unit_test_setup(what_is_no_module_is_told, begin),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
