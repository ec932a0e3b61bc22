#!/bin/sh
# Keys on tokens: SoftHSM2, and build/tests/token.so, which is SoftHSM2 with the faults of real
# tokens (tests/faults/token.c).
. tests/e2e/lib
. tests/e2e/servers

# p11-kit has settings of its user's there, and refuses to work for a user without a home.
HOME=$SCRATCH
export HOME
unset XDG_CONFIG_HOME

make_keys rsa2048 p256 chain future tsa untsa stranger || exit 1
tests/softhsm.sh "$SCRATCH/token" "$keys" rsa2048 p256 chain future bare-p256 \
    >"$SCRATCH/made" 2>&1 || { cat "$SCRATCH/made"; exit 1; }
export SOFTHSM2_CONF="$SCRATCH/token/softhsm2.conf" TOKEN_LOG="$SCRATCH/log"
softhsm=/usr/lib/softhsm/libsofthsm2.so
faulty=$(cd "$BUILD/tests" && pwd)/token.so
softhsm2-util --import "$keys/rsa2048.key" --token Төраға --pin 4321 --label p256 --id FF \
    >"$SCRATCH/made" 2>&1 || { cat "$SCRATCH/made"; exit 1; }

# The token's serial number, as SoftHSM2 shows it.
serial() { softhsm2-util --show-slots | sed -n 's/.*Serial number: *\([0-9a-f][0-9a-f]*\) *$/\1/p' | head -n 1; }

# sign_by OBJECT DIR OPTION…: signs the example's first rows with that key, in 2017.
sign_by()
{
    object=$1
    own_dir=$2
    shift 2
    among --only "$@" || set -- --only 2-9 "$@"
    among --pkcs11-module "$@" || set -- --pkcs11-module "$faulty" "$@"
    among --password-file "$@" || set -- --password-file "$SCRATCH/token/pin" "$@"
    : >"$TOKEN_LOG"
    SOURCE_DATE_EPOCH=$seminar_end run "$KUALIK" issue -t "$template" -r "$list" -o "$own_dir" \
        --key "pkcs11:token=%D0%A2%D3%A9%D1%80%D0%B0%D2%93%D0%B0;$object" "$@"
}

# refuses WORDS OBJECT OPTION…
refuses()
{
    words=$1
    shift
    object=$1
    shift
    sign_by "$object" "$SCRATCH/nothing" "$@"
    refused "$words"
}

logged() { [ "$(grep -c -x "$1" "$TOKEN_LOG")" -eq "$2" ] || fails cat "$TOKEN_LOG"; }
good()
{
    run "$KUALIK" verify --trust "$keys/ca.pem" "$@" && ended 0 &&
        for file; do
            pdfsig -nocert "$file" | grep -q 'Signature is Valid' || return 1
        done
}

sign_by object=rsa2048 "$SCRATCH/rsa" -j4
check "an RSA key on a token signs a list" ended 0
check "its owner logs in once" logged "login 1" 1
check "the token makes one signature at a time" logged "sign [^1].*" 0
check "the signatures are good" good "$SCRATCH"/rsa/*.pdf
sign_by id=p256 "$SCRATCH/ec" -j4 --sign-jobs 4
check "so does an ECDSA key, several at a time" ended 0
check "these are good, too" good "$SCRATCH"/ec/*.pdf
SOURCE_DATE_EPOCH=$seminar_end issue_with "$keys" rsa2048 "$SCRATCH/soft" --only 2-9
check "the token makes what the file of its key does" same_files "$SCRATCH/soft" "$SCRATCH/rsa"
sign_by object=rsa2048 "$SCRATCH/rsa"
check "a second run leaves all as it is" prints "8 "
check "and needs no more signatures than to begin" logged "sign .*" 2
sign_by object=chain "$SCRATCH/chain" --chain "$keys/between.pem"
check "--chain gives the certificates that the token lacks" good "$SCRATCH"/chain/*.pdf
sign_by object=rsa2048 "$SCRATCH/plain" --pkcs11-module "$softhsm"
check "the module may be the maker's own" ended 0
SOURCE_DATE_EPOCH=$seminar_end run "$KUALIK" issue -t "$template" -r "$list" --only 2 \
    -o "$SCRATCH/configured" --key "pkcs11:object=rsa2048;serial=$(serial)" \
    --password-file "$SCRATCH/token/pin"
check "without one those are asked that p11-kit is set up with" good "$SCRATCH"/configured/*.pdf
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
start_tsa tsa
sign_by id=p256 "$SCRATCH/stamped" --level B-T --tsa "$tsa" --tsa-trust "$keys/ca.pem" --only 2-3
check "its signatures get time-stamps" good "$SCRATCH"/stamped/*.pdf
check "which say the level" prints "PAdES B-T"


# A further signature, in a field of its own.
printf 'name\nӘлия\nАсқар\n' >"$SCRATCH/two.csv"
plain_template '{name}' '{name}' '[signature first]
alt = Қол
[signature second]
alt = Қол' >"$SCRATCH/two.ini"
issue_with "$keys" rsa2048 "$SCRATCH/two" -t "$SCRATCH/two.ini" -r "$SCRATCH/two.csv"
: >"$TOKEN_LOG"
run "$KUALIK" sign "$SCRATCH"/two/*.pdf --key "pkcs11:token=%D0%A2%D3%A9%D1%80%D0%B0%D2%93%D0%B0;id=p256" \
    --pkcs11-module "$faulty" --password-file "$SCRATCH/token/pin" --field second
check "a token signs after others, too" ended 0
check "in one log-in" logged "login 1" 1
check "and both signatures are good" good "$SCRATCH"/two/*.pdf
check "two in each file" sh -c '"$1" verify --json --trust "$2" "$3"/*.pdf | jq -se "all((.signatures | length) == 2)"' - \
    "$KUALIK" "$keys/ca.pem" "$SCRATCH/two"

printf '1234\n' >"$SCRATCH/wrong"
chmod 600 "$SCRATCH/wrong"
check "a wrong PIN is told" refuses "was tried once" object=rsa2048 \
    --password-file "$SCRATCH/wrong"
check "and was tried once" logged "login 1" 1
check "and that the token counts" says "locks after a few"
: >"$SCRATCH/none"
check "an empty PIN is not tried" refuses "so it was not tried" object=rsa2048 \
    --password-file "$SCRATCH/none"
check "indeed" logged "login 1" 0
export TOKEN_FLAGS=0x20000
check "nor is one when the next wrong one locks the token" refuses "one more wrong PIN locks it" \
    object=rsa2048
check "indeed it is not" logged "login 1" 0
export TOKEN_FLAGS=0x40000
check "a locked token is told" refuses "is locked" object=rsa2048
unset TOKEN_FLAGS

check "a PIN in the URI is refused" refuses "must not say the PIN" "object=rsa2048?pin-value=4321"
check "and not shown" fails grep 4321 "$SCRATCH/err"
for uri in "object=rsa2048 ?pin-value=4321" "object=rsa2048;pine-value=4321" "object=%zz?pin-value=4321"; do
    check "nor is it in a URI that cannot be read" refuses "--key" "$uri"
    check "whatever is wrong with it" fails grep 4321 "$SCRATCH/err"
done
check "a key that is not there is told" refuses "has no private key of this name" object=nobody
check "two of one name are told" refuses "several private keys of this name" object=p256
check "a token that is not there is told" refuses "There is no such token" \
    "serial=0;object=rsa2048"
check "a module that is none is told" refuses "is not a PKCS#11 module" object=rsa2048 \
    --pkcs11-module "$list"
check "a key without certificate is told" refuses "give its file with --certificate" \
    object=bare-p256
check "a certificate of another key is told" refuses "is not that of the key" object=bare-p256 \
    --certificate "$keys/rsa2048.pem"
sign_by object=bare-p256 "$SCRATCH/bare" --certificate "$keys/p256.pem"
check "the right one is taken from its file" good "$SCRATCH"/bare/*.pdf
check "a file without certificate is named" refuses "$list: The file holds no certificate" \
    object=bare-p256 --certificate "$list"
check "what is refused of keys in files is refused here" refuses "not yet valid" object=future
check "--sign-jobs takes a number" refuses "--sign-jobs takes a number" object=rsa2048 \
    --sign-jobs 0
issue "$SCRATCH/nothing" --key "$keys/rsa2048.p12" --sign-jobs 2
check "which says nothing of keys in files" refused "are for a key on a token"

export TOKEN_SIGNATURES=5 # two of them before the list
sign_by object=rsa2048 "$SCRATCH/removed" -j1
unset TOKEN_SIGNATURES
check "a token that is taken out fails the rows that are left" ended 1
check "and is named" says "is not there any more"
check "what was signed before stays" holds "$SCRATCH/removed" 3
check "and is good" good "$SCRATCH"/removed/*.pdf
sign_by object=rsa2048 "$SCRATCH/removed"
check "plugged in, it does the rest" holds "$SCRATCH/removed" 8

printf 'pkcs11:token=%s;object=p256' '%D0%A2%D3%A9%D1%80%D0%B0%D2%93%D0%B0' >"$SCRATCH/uri"
run "$KUALIK" seal-key "$SCRATCH/seal" --key "$(cat "$SCRATCH/uri");id=p256" \
    --pkcs11-module "$softhsm" --password-file "$SCRATCH/token/pin"
check "a key on a token vouches for a seal's key" ended 0
check "its statement is good" openssl cms -verify -binary -inform DER \
    -in "$SCRATCH/seal/seal.p7s" -content "$SCRATCH/seal/seal.pem" -CAfile "$keys/ca.pem" \
    -purpose any -out "$SCRATCH/said.pem"
