#!/bin/sh
# The examples of programs that sign for kualik, against stand-ins of the services that they ask.
. tests/e2e/lib
. tests/e2e/servers

make_keys rsa2048 stranger
ncanode=examples/signers/ncanode.sh
check "the examples are sound" shellcheck "$ncanode"

# A stand-in of NCANode: signs `data` with the key and the password of the request, as that does,
# with a signing time and without the certificate's name.
mkdir -p "$SCRATCH/ncanode"
cat >"$SCRATCH/ncanode/answer" <<END
#!/bin/sh
keys='$keys' own='$SCRATCH/ncanode'
END
cat >>"$SCRATCH/ncanode/answer" <<'END'
stem=$1
said() { jq -er "$1" "$stem.request"; }
refuse() { jq -n --arg message "$1" '{status: 400, message: $message}' >"$stem.answer"; exit 0; }
sign()
{
    said '.data' | base64 -d >"$stem.data"
    said '.signers[0].key' | base64 -d >"$stem.p12"
    said '.signers[0].password' >"$stem.password"
    [ "$(said '.detached')/$(jq -r .withTsp "$stem.request")" = true/false ] || refuse "not what was agreed"
    openssl pkcs12 -in "$stem.p12" -passin "file:$stem.password" -nodes -out "$stem.pem" ||
        refuse "wrong password"
    [ $# -eq 0 ] || echo "$1" >"$stem.data"
    openssl cms -sign -binary -md sha256 -nosmimecap -in "$stem.data" -signer "$stem.pem" \
        -outform DER -out "$stem.cms"
    base64 -w 0 "$stem.cms" | jq -R '{status: 200, message: "OK", cms: .}' >"$stem.answer"
    exit 0
}
case $(cat "$own/mode") in
good) sign ;;
refuse) refuse "The certificate is revoked" ;;
hang) exit 1 ;;
garbage) echo nonsense >"$stem.answer" ;;
base64) echo '{"status": 200, "cms": "***"}' >"$stem.answer" ;;
empty) echo '{"status": 200}' >"$stem.answer" ;;
other) sign "another document" ;;
esac 2>/dev/null
exit 0
END
chmod +x "$SCRATCH/ncanode/answer"
start_server ncanode application/json 0 8

export NCANODE_KEY="$keys/rsa2048.p12" NCANODE_PASSWORD_FILE="$keys/password"
export NCANODE_URL="${url%/}" NCANODE_TIMEOUT=20
by_ncanode()
{
    dir=$1
    shift
    run "$KUALIK" issue -t "$template" -r "$list" -o "$dir" --only 2-5 --signer-input bytes \
        --signer-command "$ncanode" --certificate "$keys/rsa2048.pem" "$@"
}
# tells MODE WORDS: so refused when NCANode behaves like that.
tells()
{
    echo "$1" >"$SCRATCH/ncanode/mode"
    by_ncanode "$SCRATCH/nothing"
    refused "$2"
}

echo good >"$SCRATCH/ncanode/mode"
by_ncanode "$SCRATCH/ncanode-out" -j 2
check "NCANode signs" ended 0
check "every certificate" holds "$SCRATCH/ncanode-out" 4
for pdf in "$SCRATCH"/ncanode-out/*.pdf; do break; done
check "poppler finds one whole" signed_whole "$pdf"
run "$KUALIK" verify --trust "$keys/ca.pem" "$SCRATCH"/ncanode-out/*.pdf
check "kualik verify finds all good" ended 0
check "they do not promise PAdES" grep -aq '/SubFilter /adbe.pkcs7.detached' "$pdf"
check "a refusal is told in its words" tells refuse "NCANode refuses: The certificate is revoked"
NCANODE_TIMEOUT=1
check "so is an answer that never comes" tells hang "NCANode did not answer"
NCANODE_TIMEOUT=20
check "one that is no JSON" tells garbage "is not JSON"
check "one that is not in base64" tells base64 "not in base64"
check "one without a signature" tells empty "wrote no signature"
check "and one for another document" tells other "that of another document"
NCANODE_PASSWORD_FILE=$keys/rsa2048.pem
check "a wrong password" tells good "NCANode refuses: wrong password"
NCANODE_PASSWORD_FILE=$keys/password
NCANODE_URL=http://example.kz:14579
check "the password never leaves this computer" tells good "must be on this computer"
NCANODE_URL=
unset NCANODE_KEY
check "a key that was not named" tells good "NCANODE_KEY: names no key file"
