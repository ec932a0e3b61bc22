#include "seal/claims.h"

#include "seal/cbor.h"

/* Keys of claims (RFC 8392, 4; IANA's register, where what is less than -65536 is everybody's
 * own), and those in the map of claim 169. Maps have them in this order (RFC 8949, 4.2.1). */
enum { CLAIM_ISSUED_AT = 6, CLAIM_PERSON = 169, CLAIM_EVENT = -65537, CLAIMS = 3 };
enum { PERSON_ID = 1, PERSON_NAME = 4, PERSON_SECOND_NAME = 19, PERSON_MEMBERS = 3 };

static void add_member(struct buf *out, int64_t key, const char *text)
{
    cbor_add_integer(out, key);
    cbor_add_text(out, text);
}

void claims_write(const struct seal_claims *claims, struct buf *out)
{
    cbor_add_head(out, CBOR_MAP, CLAIMS);
    cbor_add_integer(out, CLAIM_ISSUED_AT);
    cbor_add_integer(out, calendar_days(&claims->date) * CALENDAR_DAY);
    cbor_add_integer(out, CLAIM_PERSON);
    cbor_add_head(out, CBOR_MAP, PERSON_MEMBERS);
    add_member(out, PERSON_ID, claims->number);
    add_member(out, PERSON_NAME, claims->name_kk);
    add_member(out, PERSON_SECOND_NAME, claims->name_ru);
    add_member(out, CLAIM_EVENT, claims->event);
}

static bool read_key(struct cbor_reader *reader, int64_t key)
{
    int64_t read;
    return cbor_read_integer(reader, &read) && read == key;
}

static bool read_member(struct cbor_reader *reader, int64_t key, struct arena *arena,
                        const char **text)
{
    struct span string;
    if (!read_key(reader, key) || !cbor_read_string(reader, CBOR_TEXT, &string))
        return false;
    *text = arena_copy(arena, string.bytes, string.size);
    return true;
}

static bool read_date(struct cbor_reader *reader, struct date *date)
{
    int64_t seconds;
    if (!read_key(reader, CLAIM_ISSUED_AT) || !cbor_read_integer(reader, &seconds) ||
        seconds < 0 || seconds > CALENDAR_LAST)
        return false;
    *date = calendar_time(seconds, 0).date;
    return true;
}

bool claims_read(const struct span *bytes, struct arena *arena, struct seal_claims *claims,
                 struct error *err)
{
    struct cbor_reader reader = {bytes->bytes, (const uint8_t *)bytes->bytes + bytes->size};
    *claims = (struct seal_claims){0};
    if (cbor_expect(&reader, CBOR_MAP, CLAIMS) && read_date(&reader, &claims->date) &&
        read_key(&reader, CLAIM_PERSON) && cbor_expect(&reader, CBOR_MAP, PERSON_MEMBERS) &&
        read_member(&reader, PERSON_ID, arena, &claims->number) &&
        read_member(&reader, PERSON_NAME, arena, &claims->name_kk) &&
        read_member(&reader, PERSON_SECOND_NAME, arena, &claims->name_ru) &&
        read_member(&reader, CLAIM_EVENT, arena, &claims->event) && reader.at == reader.end)
        return true;
    error_set(err, "seal-claims-unknown",
              "The seal says something that this version of kualik does not understand.");
    return error_advise(err, "Check it with a newer version.");
}
