/* The options of keys to sign with, in files and on tokens, and how commands that sign or seal
 * open them. */
#ifndef KUALIK_KEY_OPTIONS_H
#define KUALIK_KEY_OPTIONS_H

#include "base/error.h"
#include "cli/moment.h"
#include "cli/options.h"
#include "sign/signer.h"

#include <stdbool.h>

/* What the user asked for; texts are argv's, NULL where nothing was. Zeroed before the options
 * are read. */
struct key_options {
    const char *key;                         /* the file of a key, or a PKCS#11 URI */
    const char *password_file;               /* its password or PIN */
    const char *module, *certificate, *jobs; /* of a key on a token */
    const char *chain; /* certificates of authorities; a command with LEVEL_OPTIONS sets it */
    bool json;         /* warnings are told as JSON, too; the command sets it */
};

/* Their part of a command's struct option_spec array, but for --key, which each command has a
 * line of its own for. */
/* clang-format off */
#define KEY_OPTIONS(options)                                                                   \
    {"password-file", 0, "FILE", N_("holds the key's password, or the token's PIN"),           \
     &(options)->password_file, NULL},                                                         \
    {"pkcs11-module", 0, "FILE", N_("the library of a token; default: as p11-kit is set up"),  \
     &(options)->module, NULL},                                                                \
    {"certificate", 0, "FILE", N_("of whoever signs, where a token or a program has none"),     \
     &(options)->certificate, NULL},                                                           \
    {"sign-jobs", 0, "N", N_("how many signatures a token makes at a time; default: 1"),       \
     &(options)->jobs, NULL}
/* clang-format on */

/* Judges what was given. Returns false when it makes no sense. */
bool key_options_check(const struct key_options *options, struct error *err);

/* Keeps the process's memory out of core files and debuggers; to be called before a key is read
 * into it. */
void key_options_protect(void);

/* Does the same, and warns, with `json` as JSON, too, when others can read the file; NULL does
 * nothing. */
void key_options_guard(const char *path, bool json);

/* Returns false when a password seems to stand on the command line. */
bool key_options_check_words(int argc, char **argv, struct error *err);

/* Opens the key; its password is where password_get looks for it. Returns NULL on failure;
 * release with the signer's own free. */
struct signer *key_options_open(const struct key_options *options, const struct moment *now,
                                struct error *err);

#endif
