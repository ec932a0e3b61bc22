#include "seal/seal_list.h"

#include "seal/base64url.h"
#include "seal/cbor.h"
#include "seal/cose.h"

#include <string.h>

/* Keys of the list's map: `iat` (RFC 8392, 4), and our own ones (below -65536). */
enum {
    LIST_TIME = 6,
    LIST_EVENT = -65537,
    LIST_ENTRIES = -65538,
    LIST_FILES = -65539,
    LIST_SEALS = -65540,
    LIST_UNKNOWN = -65541,
};

/* Lists that were made before sheets were known by their seals have fewer members. */
enum { LIST_MEMBERS = 6, OLD_LIST_MEMBERS = 4, ENTRY_MEMBERS = 5, OLD_ENTRY_MEMBERS = 3 };

static const char head[] =
    "// Made by `kualik seal-list`: which certificates are not valid any more, signed.\n"
    "globalThis.sealList = \"";
static const char tail[] = "\";\n";

static void add_digests(struct buf *out, const struct digest *digests, size_t count)
{
    cbor_add_bytes(out, digests, count * sizeof *digests);
}

static void add_entry(const struct seal_list_entry *entry, struct buf *out)
{
    cbor_add_head(out, CBOR_ARRAY, ENTRY_MEMBERS);
    cbor_add_text(out, entry->number);
    cbor_add_integer(out, (int64_t)entry->reason);
    cbor_add_text(out, entry->who);
    add_digests(out, entry->seals, entry->seal_count);
    add_digests(out, entry->files, entry->file_count);
}

static void add_payload(const struct seal_list *list, struct buf *out)
{
    cbor_add_head(out, CBOR_MAP, LIST_MEMBERS);
    cbor_add_integer(out, LIST_TIME);
    cbor_add_integer(out, list->time);
    cbor_add_integer(out, LIST_EVENT);
    cbor_add_text(out, list->event);
    cbor_add_integer(out, LIST_ENTRIES);
    cbor_add_head(out, CBOR_ARRAY, list->entry_count);
    for (size_t i = 0; i < list->entry_count; i++)
        add_entry(&list->entries[i], out);
    cbor_add_integer(out, LIST_FILES);
    add_digests(out, list->files, list->file_count);
    cbor_add_integer(out, LIST_SEALS);
    add_digests(out, list->seals, list->seal_count);
    cbor_add_integer(out, LIST_UNKNOWN);
    cbor_add_integer(out, (int64_t)list->unknown);
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

static bool read_digests(struct cbor_reader *reader, struct arena *arena,
                         const struct digest **digests, size_t *count)
{
    struct span bytes;
    if (!cbor_read_string(reader, CBOR_BYTES, &bytes) || bytes.size % sizeof **digests)
        return false;
    *count = bytes.size / sizeof **digests;
    *digests = (const struct digest *)arena_copy(arena, bytes.bytes, bytes.size);
    return true;
}

static bool read_entry(struct cbor_reader *reader, struct arena *arena,
                       struct seal_list_entry *entry)
{
    uint64_t members;
    int64_t reason;
    if (!cbor_read_head(reader, CBOR_ARRAY, &members) ||
        (members != ENTRY_MEMBERS && members != OLD_ENTRY_MEMBERS) ||
        !read_text(reader, arena, &entry->number) || !cbor_read_integer(reader, &reason) ||
        reason < SEAL_LIST_REVOKED || reason > SEAL_LIST_REPLACED ||
        !read_text(reader, arena, &entry->who))
        return false;
    entry->reason = (enum seal_list_reason)reason;
    return members == OLD_ENTRY_MEMBERS ||
           (read_digests(reader, arena, &entry->seals, &entry->seal_count) &&
            read_digests(reader, arena, &entry->files, &entry->file_count));
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

static bool read_seals(struct cbor_reader *reader, struct arena *arena, struct seal_list *list)
{
    int64_t unknown;
    if (!read_key(reader, LIST_SEALS) ||
        !read_digests(reader, arena, &list->seals, &list->seal_count) ||
        !read_key(reader, LIST_UNKNOWN) || !cbor_read_integer(reader, &unknown) || unknown < 0)
        return false;
    list->unknown = (size_t)unknown;
    return true;
}

static bool read_payload(const struct span *payload, struct arena *arena,
                         struct seal_list *list)
{
    struct cbor_reader reader = {payload->bytes,
                                 (const uint8_t *)payload->bytes + payload->size};
    uint64_t members;
    if (!cbor_read_head(&reader, CBOR_MAP, &members) ||
        (members != LIST_MEMBERS && members != OLD_LIST_MEMBERS) ||
        !read_key(&reader, LIST_TIME) || !cbor_read_integer(&reader, &list->time) ||
        !read_key(&reader, LIST_EVENT) || !read_text(&reader, arena, &list->event) ||
        !read_entries(&reader, arena, list) || !read_key(&reader, LIST_FILES) ||
        !read_digests(&reader, arena, &list->files, &list->file_count))
        return false;
    if (members == LIST_MEMBERS)
        return read_seals(&reader, arena, list) && reader.at == reader.end;
    list->unknown = 1;
    return reader.at == reader.end;
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

static bool is_among(const struct digest *digests, size_t count, const struct digest *digest)
{
    for (size_t i = 0; i < count; i++)
        if (memcmp(&digests[i], digest, sizeof *digest) == 0)
            return true;
    return false;
}

static const struct seal_list_entry *find(const struct seal_list *list, const char *number)
{
    for (size_t i = 0; i < list->entry_count; i++)
        if (strcmp(list->entries[i].number, number) == 0)
            return &list->entries[i];
    return NULL;
}

/* Says whether the sheet is the corrected one itself, where its seal was not registered: by the
 * name, as the template calls people. */
static bool is_whom(const struct seal_list_entry *entry, const struct seal_claims *claims)
{
    return entry->reason == SEAL_LIST_REPLACED && entry->seal_count == 0 &&
           (strcmp(entry->who, claims->name_kk) == 0 ||
            strcmp(entry->who, claims->name_ru) == 0);
}

enum seal_standing seal_list_judge(const struct seal_list *list,
                                   const struct seal_reading *reading,
                                   const struct seal_list_entry **entry)
{
    const struct digest *digest = &reading->digest;
    *entry = NULL;
    if (is_among(list->seals, list->seal_count, digest))
        return SEAL_STANDS;
    const struct seal_list_entry *found = find(list, reading->claims.number);
    bool is_meant =
        found && (found->seal_count == 0 || is_among(found->seals, found->seal_count, digest));
    if (is_meant && !(list->unknown && is_whom(found, &reading->claims))) {
        *entry = found;
        return SEAL_FELL;
    }
    return list->unknown ? SEAL_STANDS : SEAL_UNLISTED;
}
