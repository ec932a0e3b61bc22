#include "external/to_sign.h"

#include "base/base64.h"
#include "base/hex.h"
#include "base/json.h"
#include "base/mem.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1 };

static const char algorithm[] = "SHA-256";

/* ---- writing ---------------------------------------------------------------------------- */

static void put_hex(struct buf *line, const char *key, const uint8_t *bytes, size_t size)
{
    char hex[DIGEST_HEX_SIZE];
    hex_write(bytes, size, hex);
    json_text(line, key, hex);
}

static void put_document(struct buf *list, const struct to_sign_document *document)
{
    struct buf line = {0}, text = {0};
    base64_encode(document->digest.bytes, DIGEST_SIZE, &text);
    json_text(&line, "file", document->file);
    json_text(&line, "prepared", document->prepared);
    put_hex(&line, "id", document->id, sizeof document->id);
    put_hex(&line, "digest", document->digest.bytes, DIGEST_SIZE);
    json_text(&line, "digest_base64", buf_text(&text));
    json_text(&line, "sub_filter", sub_filter_name(document->sub_filter));
    json_count(&line, "size", document->size);
    json_count(&line, "contents_at", document->contents_at);
    json_count(&line, "contents_size", document->contents_size);
    json_list_add(list, &line);
    buf_free(&line);
    buf_free(&text);
}

void to_sign_write(const struct to_sign *to_sign, struct buf *out)
{
    struct buf line = {0}, documents = {0};
    for (size_t i = 0; i < to_sign->count; i++)
        put_document(&documents, &to_sign->list[i]);
    json_count(&line, "version", VERSION);
    json_text(&line, "algorithm", algorithm);
    put_hex(&line, "certificate", to_sign->signer.bytes, DIGEST_SIZE);
    json_text(&line, "signer", to_sign->name);
    json_list(&line, "documents", &documents);
    json_end(&line);
    buf_add(out, buf_text(&line), line.size);
    buf_free(&line);
    buf_free(&documents);
}

/* ---- reading ---------------------------------------------------------------------------- */

static bool fail(const char *path, const char *member, struct error *err)
{
    error_set(err, "json-member-invalid", "«%s» is missing here, or is not what it should be.",
              member);
    return error_at(err, (struct place){.file = path});
}

/* Some editors begin a file with U+FEFF, which may be left unread (RFC 8259, 8.1). */
static size_t mark_size(const struct buf *bytes)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t size = strlen(mark);
    return bytes->size >= size && memcmp(bytes->data, mark, size) == 0 ? size : 0;
}

static json_t *load(const struct buf *bytes, const char *path, struct error *err)
{
    json_error_t fault;
    size_t mark = mark_size(bytes);
    json_t *root = json_loadb(buf_text(bytes) + mark, bytes->size - mark,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
    if (json_is_object(root) && json_integer_value(json_object_get(root, "version")) == VERSION)
        return root;
    if (!root)
        error_set(err, "json-damaged", "The file is not JSON, or it is damaged there.");
    else
        error_set(err, "json-version",
                  "The file is none of those that kualik knows: its «%s» is not %d.", "version",
                  (int)VERSION);
    error_at(err, (struct place){.file = path,
                                 .line = root || fault.line < 0 ? 0 : (size_t)fault.line});
    json_decref(root);
    return NULL;
}

/* Returns a text of the object, without NUL; NULL if it is none. */
static const char *text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    const char *text = json_string_value(value);
    return text && strlen(text) == json_string_length(value) ? text : NULL;
}

/* A name that stays in its folder. */
static const char *name_of(const json_t *object, const char *key, struct arena *arena)
{
    const char *name = text_of(object, key);
    return name && *name && strlen(name) <= 255 && !strchr(name, '/') ? arena_text(arena, name)
                                                                      : NULL;
}

static bool hex_of(const json_t *object, const char *key, uint8_t *out, size_t size)
{
    const char *text = text_of(object, key);
    return text && strlen(text) == 2 * size && hex_read(text, out, size);
}

static bool size_of(const json_t *object, const char *key, size_t *size)
{
    const json_t *value = json_object_get(object, key);
    json_int_t number = json_integer_value(value);
    *size = number > 0 ? (size_t)number : 0;
    return json_is_integer(value) && number >= 0;
}

/* Returns the first member that is missing or is something else, NULL if all are good. */
static const char *read_document(const json_t *object, struct arena *arena,
                                 struct to_sign_document *document)
{
    const char *sub_filter = text_of(object, "sub_filter");
    if (!(document->file = name_of(object, "file", arena)))
        return "file";
    if (!(document->prepared = name_of(object, "prepared", arena)))
        return "prepared";
    if (!hex_of(object, "id", document->id, sizeof document->id))
        return "id";
    if (!hex_of(object, "digest", document->digest.bytes, DIGEST_SIZE))
        return "digest";
    if (!sub_filter || !sub_filter_read(sub_filter, &document->sub_filter))
        return "sub_filter";
    if (!size_of(object, "size", &document->size))
        return "size";
    if (!size_of(object, "contents_at", &document->contents_at))
        return "contents_at";
    return size_of(object, "contents_size", &document->contents_size) ? NULL : "contents_size";
}

static const char *read_head(const json_t *root, struct to_sign *to_sign)
{
    const char *kind = text_of(root, "algorithm"), *name = text_of(root, "signer");
    if (!kind || strcmp(kind, algorithm) != 0)
        return "algorithm";
    if (!name)
        return "signer";
    to_sign->name = arena_text(&to_sign->arena, name);
    return hex_of(root, "certificate", to_sign->signer.bytes, DIGEST_SIZE) ? NULL
                                                                           : "certificate";
}

bool to_sign_read(const struct buf *bytes, const char *path, struct to_sign *to_sign,
                  struct error *err)
{
    *to_sign = (struct to_sign){0};
    json_t *root = load(bytes, path, err);
    if (!root)
        return false;
    const json_t *documents = json_object_get(root, "documents");
    const char *fault = read_head(root, to_sign);
    if (!fault && !json_is_array(documents))
        fault = "documents";
    for (size_t i = 0; !fault && i < json_array_size(documents); i++) {
        to_sign->list =
            mem_grow(to_sign->list, to_sign->count, &to_sign->room, sizeof *to_sign->list);
        fault = read_document(json_array_get(documents, i), &to_sign->arena,
                              &to_sign->list[to_sign->count++]);
    }
    json_decref(root);
    return !fault || fail(path, fault, err);
}

void to_sign_free(struct to_sign *to_sign)
{
    free(to_sign->list);
    arena_free(&to_sign->arena);
    *to_sign = (struct to_sign){0};
}

/* ---- answers ---------------------------------------------------------------------------- */

static int by_file(const void *left, const void *right)
{
    return strcmp(((const struct answer *)left)->file, ((const struct answer *)right)->file);
}

static const char *read_answer(const json_t *object, struct arena *arena, struct answer *answer)
{
    const char *cms = text_of(object, "cms");
    *answer = (struct answer){.file = name_of(object, "file", arena)};
    if (!answer->file)
        return "file";
    return cms && base64_decode(cms, &answer->cms) ? NULL : "cms";
}

/* The answer that was read last is the one at fault; `fault` is its member. */
static bool fail_of_answer(const struct answers *answers, const char *path, const char *fault,
                           struct error *err)
{
    const struct answer *last = answers->count ? &answers->list[answers->count - 1] : NULL;
    if (!last)
        return fail(path, fault, err);
    if (last->file)
        error_set(err, "answer-invalid",
                  "The answer for «%s» (number %zu) has no «%s», or one that is not Base64.",
                  last->file, answers->count, fault);
    else
        error_set(err, "answer-nameless",
                  "Answer number %zu has no «%s», or one that is not the name of a file.",
                  answers->count, fault);
    error_advise(err, "Correct it or take it out; the others can be embedded without it.");
    return error_at(err, (struct place){.file = path});
}

static bool check_twice(const struct answers *answers, const char *path, struct error *err)
{
    for (size_t i = 1; i < answers->count; i++)
        if (strcmp(answers->list[i - 1].file, answers->list[i].file) == 0) {
            error_set(err, "answer-twice", "There are two answers for «%s».",
                      answers->list[i].file);
            return error_at(err, (struct place){.file = path});
        }
    return true;
}

bool answers_read(const struct buf *bytes, const char *path, struct answers *answers,
                  struct error *err)
{
    *answers = (struct answers){0};
    json_t *root = load(bytes, path, err);
    if (!root)
        return false;
    const json_t *list = json_object_get(root, "answers");
    const char *fault = json_is_array(list) ? NULL : "answers";
    answers->list = mem_new(json_array_size(list) + 1, sizeof *answers->list);
    for (size_t i = 0; !fault && i < json_array_size(list); i++)
        fault = read_answer(json_array_get(list, i), &answers->arena,
                            &answers->list[answers->count++]);
    json_decref(root);
    if (fault)
        return fail_of_answer(answers, path, fault, err);
    if (answers->count)
        qsort(answers->list, answers->count, sizeof *answers->list, by_file);
    return check_twice(answers, path, err);
}

void answers_free(struct answers *answers)
{
    for (size_t i = 0; i < answers->count; i++)
        buf_free(&answers->list[i].cms);
    free(answers->list);
    arena_free(&answers->arena);
    *answers = (struct answers){0};
}

const struct buf *answers_find(const struct answers *answers, const char *file)
{
    const struct answer key = {.file = file};
    const struct answer *found = answers->count ? bsearch(&key, answers->list, answers->count,
                                                          sizeof *answers->list, by_file)
                                                : NULL;
    return found ? &found->cms : NULL;
}
