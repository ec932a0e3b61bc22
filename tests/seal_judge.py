"""Shows a seal to a decoder that knows nothing of kualik: claim169, of the line CBOR, CWT,
COSE_Sign1, zlib, Base45. `seal_judge.py KEY.pem TEXT` prints the number, the names and the day."""
import re
import sys
import time
import zlib

import claim169

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base45(data):
    """RFC 9285."""
    text = ""
    for i in range(0, len(data), 2):
        pair = data[i:i + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            text += LETTERS[value % 45]
            value //= 45
    return text


key, text = sys.argv[1:]
number = int(re.search(r"[0-9]+$", text).group())
packed = number.to_bytes((number.bit_length() + 7) // 8, "big")
message = zlib.decompress(packed[1:], -15)
decoded = claim169.decode_with_ecdsa_p256_pem(base45(zlib.compress(message)), open(key).read())
claims, meta = decoded.claim169, decoded.cwt_meta
print(decoded.verification_status, claims.id, claims.full_name, claims.secondary_full_name,
      time.strftime("%Y-%m-%d", time.gmtime(meta.issued_at)), sep="|")
