#include "seal/key_script.h"

#include "seal/base64url.h"

static void add_member(struct buf *out, const char *name, const uint8_t *bytes, size_t size)
{
    buf_printf(out, ", \"%s\": \"", name);
    base64url_add(out, bytes, size);
    buf_putc(out, '"');
}

void key_script_write(const struct seal_key *key, struct buf *out)
{
    const uint8_t *point = seal_key_point(key);
    buf_puts(
        out,
        "// Whose seals verify.html believes: one line for each key. Write the issuer's name\n"
        "// in Kazakh, Russian and English, and what the codes of events stand for.\n"
        "globalThis.sealKeys = [\n"
        "  {\"kty\": \"EC\", \"crv\": \"P-256\"");
    add_member(out, "kid", seal_key_id(key), SEAL_KEY_ID_SIZE);
    add_member(out, "x", point, SEAL_COORDINATE_SIZE);
    add_member(out, "y", point + SEAL_COORDINATE_SIZE, SEAL_COORDINATE_SIZE);
    buf_puts(out, ",\n"
                  "   \"kk\": \"\", \"ru\": \"\", \"en\": \"\"},\n"
                  "];\n"
                  "globalThis.sealEvents = {\n"
                  "  // \"code\": {\"kk\": \"…\", \"ru\": \"…\", \"en\": \"…\"},\n"
                  "};\n");
}
