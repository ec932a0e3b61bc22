#!/bin/sh
# Certificates that another program signs, started for each: one that gets bytes (`openssl cms`)
# and one that gets the digest.
. tests/e2e/lib
. tests/e2e/servers

make_keys rsa2048 p256 stranger login gostcert tsa expired
cat >"$SCRATCH/sign.sh" <<'END'
#!/bin/sh
# sign.sh KEYS NAME MODE [OPTION…]
keys=$1 name=$2 mode=$3
shift 3
sign() { openssl cms -sign -binary -outform DER -md sha256 -signer "$keys/$name.pem" -inkey "$keys/$name.key" "$@"; }
case $mode in
good) sign "$@" ;;
fail) echo "no card in the reader" >&2; exit 7 ;;
hang) sleep 60 ;;
garbage) echo nonsense ;;
nothing) ;;
other) echo "another document" | sign "$@" ;;
later) # good once, and another document's from then on
    if mkdir "$1" 2>/dev/null; then sign; else echo other | sign; fi ;;
stuck) # at once, or after the first signature
    if [ "$1" = later ] && mkdir "$2.first"; then sign; else : >"$2"; exec sleep 60; fi ;;
esac
END
chmod +x "$SCRATCH/sign.sh"

# by COMMAND DIR OPTION…: issues with a signer of that command.
by()
{
    command=$1 dir=$2
    shift 2
    among --certificate "$@" || set -- --certificate "$keys/rsa2048.pem" "$@"
    among -t "$@" || set -- -t "$template" -r "$list" "$@"
    run "$KUALIK" issue -o "$dir" --signer-command "$command" "$@"
}
# script MODE DIR OPTION…: with the script, which gets bytes.
script()
{
    mode=$1 dir=$2
    shift 2
    by "'$SCRATCH/sign.sh' \"$keys\" rsa2048 $mode" "$dir" --signer-input bytes "$@"
}
has_form() { grep -aq "/SubFilter /$2" "$1"/*.pdf; }
trusted()
{
    run "$KUALIK" verify --trust "$keys/ca.pem" "$@" && ended 0
}
# openssl_agrees PDF: OpenSSL finds the signature good over the two ranges.
openssl_agrees()
{
    signature_of "$1" "$SCRATCH/cms" &&
        perl -0777 -ne '/\/ByteRange ?\[0 (\d+) (\d+) (\d+)/ or exit 1; print substr($_, 0, $1), substr($_, $2, $3)' \
            "$1" >"$SCRATCH/ranges" &&
        openssl cms -verify -binary -inform DER -in "$SCRATCH/cms" -content "$SCRATCH/ranges" \
            -CAfile "$keys/ca.pem" -purpose any -out /dev/null
}

script good "$SCRATCH/plain" --only 2-13 -j 4
check "a program that gets bytes signs a batch" ended 0
check "of twelve" holds "$SCRATCH/plain" 12
check "named for what the signatures are" has_form "$SCRATCH/plain" adbe.pkcs7.detached
check "kualik verify finds them good" trusted "$SCRATCH"/plain/*.pdf
for pdf in "$SCRATCH"/plain/*.pdf; do break; done
check "poppler finds one whole" signed_whole "$pdf"
check "OpenSSL finds it good" openssl_agrees "$pdf"
check "qpdf finds no fault" qpdf --check "$pdf"
cp -r "$SCRATCH/plain" "$SCRATCH/before"
script good "$SCRATCH/plain" --only 2-14
check "a second run signs what is missing" holds "$SCRATCH/plain" 13
check "and keeps the others" sh -c 'cd "$1" && for f in *; do cmp "$f" "$2/$f" || exit; done' - "$SCRATCH/before" "$SCRATCH/plain"

# Without signed attributes a signature is legal, too; what was changed is found out all the same.
script "good -noattr" "$SCRATCH/nothing" --only 2
check "a program that signs without attributes is not taken" refused "has no signed attributes"
openssl_agrees "$pdf"
sh "$SCRATCH/sign.sh" "$keys" rsa2048 good -noattr <"$SCRATCH/ranges" >"$SCRATCH/bare.der"
bare=$SCRATCH/bare.pdf
perl -0777 -pe 'BEGIN { open my $f, "<", shift; local $/; $der = unpack "H*", <$f> }
    s{(/Contents ?<)([0-9a-f]+)>}{$1 . $der . "0" x (length($2) - length $der) . ">"}e' \
    "$SCRATCH/bare.der" "$pdf" >"$bare"
check "but in a file of another program" trusted "$bare"
check "poppler finds it whole" signed_whole "$bare"
size=$(wc -c <"$bare")
accepted=0
for at in 0 9 900 $((size / 3)) $((size / 2)) $((size - 3)); do
    perl -0777 -pe "substr(\$_, $at, 1) ^= chr(4)" "$bare" >"$SCRATCH/flipped.pdf"
    run "$KUALIK" verify --trust "$keys/ca.pem" "$SCRATCH/flipped.pdf"
    [ "$status" -ne 0 ] || accepted=$((accepted + 1))
done
check "nothing of it may change" [ "$accepted" -eq 0 ]
perl -0777 -pe 's{(Contents ?<[0-9a-f]{900})(.)}{$1 . ($2 eq "0" ? 1 : 0)}e' "$bare" >"$SCRATCH/flipped.pdf"
run "$KUALIK" verify --trust "$keys/ca.pem" "$SCRATCH/flipped.pdf"
check "nor of its signature" [ "$status" -ne 0 ]

script "good -cades" "$SCRATCH/cades" --only 2
check "one that names its certificate is of the form of PAdES" has_form "$SCRATCH/cades" ETSI.CAdES.detached
check "and good" trusted "$SCRATCH"/cades/*.pdf

now=$(date +%s)
by "$BUILD/tests/digest_signer '$keys/rsa2048.p12' demo-2017 $now" "$SCRATCH/digest" --only 2-4
check "a program that gets the digest signs" ended 0
check "and PAdES says so" has_form "$SCRATCH/digest" ETSI.CAdES.detached
check "kualik verify finds it good" trusted "$SCRATCH"/digest/*.pdf
by "$BUILD/tests/digest_signer '$keys/p256.p12' demo-2017 $now" "$SCRATCH/p256" --only 2-4 --certificate "$keys/p256.pem"
check "so with an elliptic key" trusted "$SCRATCH"/p256/*.pdf

unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
start_tsa tsa
script "good -cades" "$SCRATCH/stamped" --only 2 --level B-T --tsa "$tsa" --tsa-trust "$keys/ca.pem"
check "a time-stamp comes on top" ended 0
check "of level B-T" sh -c '"$1" verify --json --trust "$2" "$3"/*.pdf | grep -q B-T' - "$KUALIK" "$keys/ca.pem" "$SCRATCH/stamped"

plain_template '{number}' '{name} № {number}' '[register]
event  = command-2017
number = {seq:3}
order  = name' >"$SCRATCH/numbered.ini"
printf 'name\nӘлия Ахметова\nАсқар Болатов\n' >"$SCRATCH/list.csv"
script good "$SCRATCH/numbered" -t "$SCRATCH/numbered.ini" -r "$SCRATCH/list.csv"
check "what is signed so stands in the register" \
    sh -c '[ "$("$1" register list --register "$2" | grep -c issued)" -eq 2 ]' - "$KUALIK" "$SCRATCH/register.db"
script good "$SCRATCH/numbered" -t "$SCRATCH/numbered.ini" -r "$SCRATCH/list.csv"
check "and is kept by the next run" ended 0

script fail "$SCRATCH/nothing"
check "a program that fails is told with its words" refused "failed (status 7) and said: no card in the reader"
script hang "$SCRATCH/nothing" --signer-timeout 1
check "so is one that hangs" refused "did not end within 1 second"
script garbage "$SCRATCH/nothing"
check "one that answers with nonsense" refused "not a CMS message in strict DER"
script nothing "$SCRATCH/nothing"
check "one that answers with nothing" refused "wrote no signature"
script other "$SCRATCH/nothing"
check "one that signs another document" refused "that of another document"
script "good -nodetach" "$SCRATCH/nothing"
check "one that puts the document into the signature" refused "not detached"
script good "$SCRATCH/nothing" --certificate "$keys/stranger.pem"
check "another signer than the certificate says" refused "not made with the certificate of Stranger"
by "/nowhere/sign" "$SCRATCH/nothing"
check "a program that is not there" refused "cannot be started"
by "sign 'it" "$SCRATCH/nothing"
check "a command that is none" refused "a quotation mark has no partner"
for kind in login expired gostcert; do
    [ -e "$keys/$kind.pem" ] || continue
    script good "$SCRATCH/nothing" --certificate "$keys/$kind.pem"
    check "a certificate that is not fit to sign ($kind)" refused "$kind.pem: "
done
script "later '$SCRATCH/mark'" "$SCRATCH/later" --only 2-3
check "a signature that is wrong later fails its row" says "that of another document"
check "and leaves no file" holds "$SCRATCH/later" 0

by x "$SCRATCH/nothing" --key "$keys/rsa2048.p12"
check "a key and a program contradict each other" refused "contradicts --key"
run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --signer-command x
check "a program needs the certificate" refused "--certificate FILE is missing"
run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --no-sign --signer-input bytes
check "its options need the program" refused "give it, too"
by x "$SCRATCH/nothing" --signer-input both
check "an input that there is not" refused "takes digest or bytes"
by x "$SCRATCH/nothing" --signer-timeout 0
check "a time that there is not" refused "--signer-timeout takes"
script fail "$SCRATCH/nothing" --dry-run
check "a dry run does not start it" ended 0

# stopped WHEN: Ctrl-C while the program makes a signature, its first one or a later one.
stopped()
{
    began=$SCRATCH/began-$1
    env --default-signal=INT "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/nothing/$1" \
        --only 2 --certificate "$keys/rsa2048.pem" --signer-input bytes \
        --signer-command "'$SCRATCH/sign.sh' '$keys' rsa2048 stuck $1 '$began'" \
        >"$SCRATCH/out" 2>"$SCRATCH/err" </dev/null &
    writer=$!
    while [ ! -e "$began" ] && kill -0 "$writer" 2>/dev/null; do :; done
    kill -INT "$writer"
    wait "$writer"
    status=$?
}
stopped first
check "Ctrl-C ends a program that is tried" ended 3
stopped later
check "and one that signs" ended 3
check "and nothing is written" holds "$SCRATCH/nothing" 0
