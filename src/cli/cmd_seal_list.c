#include "base/json.h"
#include "cli/commands.h"
#include "cli/key_options.h"
#include "cli/options.h"
#include "cli/output.h"
#include "files/single_file.h"
#include "numbering/validity_list.h"

#include <libintl.h>

static const struct command_help help = {
    .name = "seal-list",
    .usage = N_("kualik seal-list --register FILE --seal-key seal.key [-o FILE]"),
    .about =
        N_("Writes which certificates of a register are revoked, spoiled or replaced, signed "
           "with the key of seals, and the digests of their files: for verify.html, which has "
           "it beside it, and for `kualik verify --seal --seal-list`. Make it anew whenever "
           "something changes; its date is shown to whoever checks a seal."),
    .statuses = {[0] = N_("written"),
                 [2] = N_("nothing is written"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

static bool write_list(struct registry *registry, const struct seal_key *key, int64_t time,
                       const char *path, size_t *entries, struct error *err)
{
    static const struct single_file_kind kind = {.is_ours = seal_list_is_one};
    struct arena arena = {0};
    struct buf script = {0};
    struct seal_list list;
    bool written = validity_list_make(registry, &arena, &list, err);
    list.time = time;
    written = written && seal_list_write(&list, key, &script, err) &&
              single_file_write(path, &script, &kind, err);
    *entries = list.entry_count;
    buf_free(&script);
    arena_free(&arena);
    return written;
}

static void tell(const char *out, size_t entries, bool json)
{
    struct buf line = {0}, object = output_written(out);
    json_count(&object, "certificates", entries);
    output_add(&line,
               ngettext("%s names %zu certificate that is not valid any more.",
                        "%s names %zu certificates that are not valid any more.", entries),
               out, entries);
    output_made(&object, &line, json);
}

static bool make(const char *register_path, const char *key_path, const char *out,
                 const struct moment *now, bool json, struct error *err)
{
    size_t entries = 0;
    key_options_guard(key_path, json);
    struct seal_key *key = seal_key_open_private(key_path, err);
    struct registry *registry =
        key ? registry_open(register_path, REGISTRY_READ, NULL, err) : NULL;
    bool made = registry && write_list(registry, key, now->time, out, &entries, err);
    if (made)
        tell(out, entries, json);
    registry_close(registry);
    seal_key_free(key);
    return made;
}

int cmd_seal_list(int argc, char **argv, struct error *err)
{
    const char *register_path = NULL, *key = NULL, *out = "seal-list.js";
    const struct option_spec specs[] = {
        {"register", 0, "FILE", N_("the register"), &register_path, NULL},
        {"seal-key", 0, "FILE", N_("the private key that makes the seals"), &key, NULL},
        {"output", 'o', "FILE", N_("what to write; default: seal-list.js"), &out, NULL},
        {0},
    };
    struct moment now;
    struct options_given given;
    if (!options_read(&help, specs, argc, argv, &given, err))
        return EXIT_UNUSABLE;
    if (given.helped)
        return EXIT_DONE;
    if (!register_path || !key) {
        error_set(
            err, "seal-list-usage",
            "It takes a register (--register FILE) and the key of seals (--seal-key FILE).");
        options_advise("seal-list", err);
        return EXIT_UNUSABLE;
    }
    return moment_get(&now, err) && make(register_path, key, out, &now, given.json, err)
               ? EXIT_DONE
               : EXIT_UNUSABLE;
}
