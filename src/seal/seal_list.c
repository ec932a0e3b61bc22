#include "seal/seal_list.h"

#include "seal/base64url.h"
#include "seal/cbor.h"
#include "seal/cose.h"

#include <string.h>

/* Keys of the list's map: `iat` (RFC 8392, 4), and our own ones (below -65536). */
enum { LIST_TIME = 6, LIST_EVENT = -65537, LIST_ENTRIES = -65538, LIST_FILES = -65539 };
enum { LIST_MEMBERS = 4, ENTRY_MEMBERS = 3 };

static const char head[] =
    "// Made by `kualik seal-list`: which certificates are not valid any more, signed.\n"
    "globalThis.sealList = \"";
static const char tail[] = "\";\n";

static void add_payload(const struct seal_list *list, struct buf *out)
{
    cbor_add_head(out, CBOR_MAP, LIST_MEMBERS);
    cbor_add_integer(out, LIST_TIME);
    cbor_add_integer(out, list->time);
    cbor_add_integer(out, LIST_EVENT);
    cbor_add_text(out, list->event);
    cbor_add_integer(out, LIST_ENTRIES);
    cbor_add_head(out, CBOR_ARRAY, list->entry_count);
    for (size_t i = 0; i < list->entry_count; i++) {
        cbor_add_head(out, CBOR_ARRAY, ENTRY_MEMBERS);
        cbor_add_text(out, list->entries[i].number);
        cbor_add_integer(out, (int64_t)list->entries[i].reason);
        cbor_add_text(out, list->entries[i].who);
    }
    cbor_add_integer(out, LIST_FILES);
    cbor_add_bytes(out, list->files, list->file_count * sizeof *list->files);
}

bool seal_list_write(const struct seal_list *list, const struct seal_key *key,
                     struct buf *script, struct error *err)
{
    struct buf payload = {0}, message = {0};
    add_payload(list, &payload);
    bool made = cose_sign(key, &(struct span){payload.data, payload.size}, &message, err);
    if (made) {
        buf_puts(script, head);
        base64url_add(script, (const uint8_t *)message.data, message.size);
        buf_puts(script, tail);
    }
    buf_free(&payload);
    buf_free(&message);
    return made;
}

bool seal_list_is_one(const struct buf *script)
{
    return script->size >= strlen(head) && memcmp(script->data, head, strlen(head)) == 0;
}

static bool read_key(struct cbor_reader *reader, int64_t key)
{
    int64_t read;
    return cbor_read_integer(reader, &read) && read == key;
}

static bool read_text(struct cbor_reader *reader, struct arena *arena, const char **text)
{
    struct span string;
    if (!cbor_read_string(reader, CBOR_TEXT, &string))
        return false;
    *text = arena_copy(arena, string.bytes, string.size);
    return true;
}

static bool read_entry(struct cbor_reader *reader, struct arena *arena,
                       struct seal_list_entry *entry)
{
    int64_t reason;
    if (!cbor_expect(reader, CBOR_ARRAY, ENTRY_MEMBERS) ||
        !read_text(reader, arena, &entry->number) || !cbor_read_integer(reader, &reason) ||
        reason < SEAL_LIST_REVOKED || reason > SEAL_LIST_REPLACED)
        return false;
    entry->reason = (enum seal_list_reason)reason;
    return read_text(reader, arena, &entry->who);
}

/* An entry has four bytes at least, so that no count asks for more memory than was read. */
static bool read_entries(struct cbor_reader *reader, struct arena *arena,
                         struct seal_list *list)
{
    enum { LEAST = 4 };
    uint64_t count;
    if (!read_key(reader, LIST_ENTRIES) || !cbor_read_head(reader, CBOR_ARRAY, &count) ||
        count > (uint64_t)(reader->end - reader->at) / LEAST)
        return false;
    list->entry_count = (size_t)count;
    list->entries = arena_new(arena, list->entry_count, sizeof *list->entries);
    for (size_t i = 0; i < list->entry_count; i++)
        if (!read_entry(reader, arena, &list->entries[i]))
            return false;
    return true;
}

static bool read_payload(const struct span *payload, struct arena *arena,
                         struct seal_list *list)
{
    struct cbor_reader reader = {payload->bytes,
                                 (const uint8_t *)payload->bytes + payload->size};
    struct span files;
    if (!cbor_expect(&reader, CBOR_MAP, LIST_MEMBERS) || !read_key(&reader, LIST_TIME) ||
        !cbor_read_integer(&reader, &list->time) || !read_key(&reader, LIST_EVENT) ||
        !read_text(&reader, arena, &list->event) || !read_entries(&reader, arena, list) ||
        !read_key(&reader, LIST_FILES) || !cbor_read_string(&reader, CBOR_BYTES, &files) ||
        files.size % sizeof *list->files || reader.at != reader.end)
        return false;
    list->file_count = files.size / sizeof *list->files;
    list->files = (const struct digest *)arena_copy(arena, files.bytes, files.size);
    return true;
}

bool seal_list_read(const struct buf *script, const struct seal_key *key, struct arena *arena,
                    struct seal_list *list, struct error *err)
{
    struct buf bytes = {0};
    struct cose_message message;
    size_t frame = strlen(head) + strlen(tail);
    *list = (struct seal_list){0};
    bool read = seal_list_is_one(script) && script->size > frame &&
                strcmp(script->data + script->size - strlen(tail), tail) == 0 &&
                base64url_read(script->data + strlen(head), script->size - frame, &bytes) &&
                cose_read(bytes.data, bytes.size, &message);
    if (!read) {
        error_set(err, "seal-list-unreadable",
                  "This is not a list of `kualik seal-list`, or it is damaged.");
        error_advise(err, "Get it once more from the issuer.");
    } else if (!cose_verify(&message, key)) {
        read = error_set(err, "seal-list-forged",
                         "This list is not signed with the key of seals.");
        error_advise(err, "Get it from the issuer, with the key.");
    } else if (!read_payload(&message.payload, arena, list)) {
        read = error_set(err, "seal-list-unknown",
                         "This list was made by a newer version of kualik.");
        error_advise(err, "Read it with that version.");
    }
    buf_free(&bytes);
    return read;
}

const struct seal_list_entry *seal_list_find(const struct seal_list *list, const char *number)
{
    for (size_t i = 0; i < list->entry_count; i++)
        if (strcmp(list->entries[i].number, number) == 0)
            return &list->entries[i];
    return NULL;
}
