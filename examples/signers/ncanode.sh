#!/bin/sh
# A program for `kualik issue --signer-input bytes --signer-command examples/signers/ncanode.sh`:
# lets NCANode (https://github.com/malikzh/NCANode, 3.x), which runs on this computer, sign what
# comes on the standard input, and writes the CMS. It needs curl and jq, and these variables:
#
#     NCANODE_KEY            the key file (PKCS#12)
#     NCANODE_PASSWORD_FILE  a file that holds its password and nothing else
#     NCANODE_URL            where NCANode is; default: http://127.0.0.1:14579
#     NCANODE_TIMEOUT        seconds to wait for it; default: 30
#
# The password goes to NCANode in the request, so it must be on this computer. No time-stamp is
# asked of the NUC RK: it would be one of GOST, which other programs cannot check.
set -eu
url=${NCANODE_URL:-http://127.0.0.1:14579}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
umask 077

# fail WORDS…: kualik shows what a program says on its standard error.
fail()
{
    echo "$*" >&2
    exit 1
}

case $url in
http://127.0.0.1:* | http://localhost:* | http://\[::1\]:*) ;;
*) fail "NCANODE_URL must be on this computer: http://127.0.0.1:14579." ;;
esac

# Other users see the words of a command, and files stay when a program is killed: key and
# password go through pipes alone.
base64 -w 0 >"$folder/data"
[ -r "${NCANODE_KEY:?names no key file}" ] || fail "The key file cannot be read: $NCANODE_KEY."
[ -r "${NCANODE_PASSWORD_FILE:?names no file with the password}" ] ||
    fail "The file with the password cannot be read: $NCANODE_PASSWORD_FILE."
base64 -w 0 "$NCANODE_KEY" |
    jq -R --rawfile data "$folder/data" --rawfile password "$NCANODE_PASSWORD_FILE" \
        '{data: $data,
          signers: [{key: ., password: ($password | gsub("[\r\n]"; "")), keyAlias: null}],
          withTsp: false, detached: true}' |
    curl -sS --noproxy '*' --max-time "${NCANODE_TIMEOUT:-30}" -o "$folder/answer" \
        -H 'Content-Type: application/json' --data-binary @- "$url/cms/sign" ||
    fail "NCANode did not answer."
jq -e . "$folder/answer" >/dev/null 2>&1 || fail "NCANode answered with something that is not JSON."
[ "$(jq -r .status "$folder/answer")" = 200 ] ||
    fail "NCANode refuses: $(jq -r '.message // "it does not say why"' "$folder/answer")"
jq -r '.cms // ""' "$folder/answer" | base64 -d ||
    fail "NCANode answered with a CMS that is not in base64."
