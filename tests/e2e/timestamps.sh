#!/bin/sh
# Time-stamps of an authority on the loopback address, which at times refuses, hangs, or answers
# with what is no answer.
. tests/e2e/lib
. tests/e2e/servers

unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
make_keys rsa2048 p256 tsa untsa stranger
start_tsa tsa
stamps="--level B-T --tsa-trust $keys/ca.pem"

# signing DIR OPTION…: issues with a key of tests/pki.sh.
signing() { issue_with "$keys" rsa2048 "$@"; }

# stamped DIR OPTION…: issues with time-stamps.
stamped()
{
    dir=$1
    shift
    among --tsa "$@" || set -- --tsa "$tsa" "$@"
    signing "$dir" --only 2 $stamps "$@"
}

# has_stamp PDF: its signature carries a time-stamp over its value that OpenSSL finds good.
has_stamp()
{
    signature_of "$1" "$SCRATCH/cms" &&
        openssl asn1parse -inform DER -in "$SCRATCH/cms" >"$SCRATCH/tree" || return 1
    token=$(sed -n '/id-smime-aa-timeStampToken/,$p' "$SCRATCH/tree" | sed -n 3p)
    value=$(grep 'OCTET STRING' "$SCRATCH/tree" | grep 'd=5 ' | tail -n 1)
    part "$SCRATCH/cms" 1 $(element "$token") >"$SCRATCH/token" &&
        part "$SCRATCH/cms" 0 $(element "$value") >"$SCRATCH/value" &&
        openssl ts -verify -token_in -in "$SCRATCH/token" -data "$SCRATCH/value" \
            -CAfile "$keys/ca.pem"
}

# fails_by_tsa MODE WORDS: a run with an authority like that writes nothing and says WORDS.
fails_by_tsa()
{
    echo "$1" >"$SCRATCH/tsa/mode"
    stamped "$SCRATCH/nothing" --tsa-timeout 1
    refused "$2"
}

stamped "$SCRATCH/out-t"
check "a certificate with a time-stamp is written" ended 0
check "OpenSSL finds the time-stamp good" has_stamp "$SCRATCH"/out-t/*.pdf
check "poppler finds the signature whole" signed_whole "$SCRATCH"/out-t/*.pdf
stamped "$SCRATCH/out-p256" --key "$keys/p256.p12"
check "so with an elliptic key" has_stamp "$SCRATCH"/out-p256/*.pdf
: >"$SCRATCH/tsa/connections"
signing "$SCRATCH/many" -j 1 --only 2-13 $stamps --tsa "$tsa"
check "a batch is stamped" holds "$SCRATCH/many" 12
check "over one connection" lines "$SCRATCH/tsa/connections" 1
signing "$SCRATCH/plain" --only 2
check "without an authority nobody is asked" lines "$SCRATCH/tsa/connections" 1
signing "$SCRATCH/named" --only 2 --tsa "$tsa" --tsa-trust "$keys/ca.pem"
check "whoever names one and no level gets its time-stamps" has_stamp "$SCRATCH"/named/*.pdf
: >"$SCRATCH/tsa/connections"
signing "$SCRATCH/level-b" --only 2 --level B-B --tsa "$tsa"
check "at the level B-B nobody is asked" lines "$SCRATCH/tsa/connections" 0
signing "$SCRATCH/user" --only 2 --tsa "http://ulan:PAROL@${tsa#http://}"
check "a password in the address is refused, and not shown" eval \
    'ended 2 && says "name or password in it" && fails grep -q PAROL "$SCRATCH/err"'

cp -r "$example" "$SCRATCH/example"
cp "$keys/ca.pem" "$SCRATCH/example"
sed "s|^\[page 1\]|[sign]\nlevel = B-T\ntsa = $tsa\ntsa-trust = ca.pem\n&|" "$template" \
    >"$SCRATCH/example/stamped.ini"
signing "$SCRATCH/by-template" -t "$SCRATCH/example/stamped.ini" --only 2
check "the template may say it all" has_stamp "$SCRATCH"/by-template/*.pdf
signing "$SCRATCH/by-option" -t "$SCRATCH/example/stamped.ini" --level B-B --only 2
check "an option overrules it" fails has_stamp "$SCRATCH"/by-option/*.pdf

check "a refusal is told" fails_by_tsa refuse "refuses a time-stamp (status 2)"
check "so is an answer that never comes" fails_by_tsa hang "did not answer within 1 second"

# Whoever stops the run does not wait for two more tries.
: >"$SCRATCH/tsa/connections"
"$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/stopped" --key "$keys/rsa2048.p12" \
    --password-file "$keys/password" --only 2 $stamps --tsa "$tsa" --tsa-timeout 2 >"$SCRATCH/out" 2>"$SCRATCH/err" &
until [ -s "$SCRATCH/tsa/connections" ]; do :; done
kill "$!"
wait "$!"
check "nobody is asked once more when the run is stopped" lines "$SCRATCH/tsa/connections" 1
check "one that is no answer" fails_by_tsa garbage "answered with something that"
check "an error of the server" fails_by_tsa broken "refused the request"
check "one to another request" fails_by_tsa nonce "its nonce differs"
check "one about something else" fails_by_tsa digest "its digest differs"
check "one for another use as well" fails_by_tsa usage "not meant for time-stamps"
check "one whose clock is three years ahead" fails_by_tsa ahead "clock says"
check "with what to do" says "Set the clock of this computer right, or take another time-stamp authority"
check "one whose clock is two years behind" fails_by_tsa behind "clock says"
check "one of a stranger" fails_by_tsa stranger "not meant for time-stamps"
echo good >"$SCRATCH/tsa/mode"
stamped "$SCRATCH/nothing" --tsa-policy 1.2.3.4.9
check "a policy that it does not have" refused "refuses a time-stamp"
stamped "$SCRATCH/nothing" --tsa-policy nonsense
check "and one that is none" refused "is not the number of a time-stamp policy"
stamped "$SCRATCH/nothing" --tsa http://127.0.0.1:1/
check "an address where nobody listens" refused \
    "http://127.0.0.1:1/ cannot be reached: nothing listens on the port 1 of «127.0.0.1». Correct the address and its port"
label=$(printf '%070d' 0) # no resolver is asked for it
stamped "$SCRATCH/nothing" --tsa "http://$label.invalid/"
check "and a host that nobody knows" refused "no host of the name «$label.invalid» is known. Correct the address"
stamped "$SCRATCH/nothing" --tsa ftp://localhost/
check "an address that is none" refused "«ftp://localhost/» is not"
signing "$SCRATCH/nothing" --level B-T
check "a level without an authority" refused "needs a time-stamp authority"
signing "$SCRATCH/nothing" --level B-X
check "and one that there is not" refused "--level takes"

by_proxy() { http_proxy=$1 stamped "$2" --tsa http://tsa.invalid/; }
by_proxy "$tsa" "$SCRATCH/by-proxy"
check "a proxy of the environment is asked instead" has_stamp "$SCRATCH"/by-proxy/*.pdf
by_proxy http://ulan:PAROL@127.0.0.1:1/ "$SCRATCH/nothing"
check "and told when it does not answer" refused "http://tsa.invalid/ cannot be reached: the proxy that the environment names"
check "without its password" fails grep PAROL "$SCRATCH/err"

echo sometimes >"$SCRATCH/tsa/mode"
stamped "$SCRATCH/patient"
check "what fails once is asked for again" has_stamp "$SCRATCH"/patient/*.pdf

echo broken >"$SCRATCH/tsa/mode"
stamped "$SCRATCH/lowered" --on-tsa-failure plain --json
check "with plain it is issued all the same" ended 0
check "and it is said why" prints '"code":"'
check "at the level B-B" says "1 is signed without a time-stamp (B-B): row 2."
check "of one certificate no others are spoken of" eval 'says ":2: Әбд" && says "$tsa has failed already, so it was not asked any more." &&
    fails grep -F several "$SCRATCH/err"'
check "with a sound signature" signed_whole "$SCRATCH"/lowered/*.pdf

# The authority fails when the batch has begun.
echo once >"$SCRATCH/tsa/mode"
signing "$SCRATCH/begun" -j 1 --only 2-9 $stamps --tsa "$tsa"
check "an authority that fails later fails the rows" ended 2
check "each is named" says "rows 2–4"
check "and after three of them nobody is asked" says "it was not asked any more"
check "nothing is left behind" holds "$SCRATCH/begun" 0

# retype TYPE: the authority's answers have that content type.
retype()
{
    rm -rf "$SCRATCH/tsa/port" "$SCRATCH/tsa/life" "$SCRATCH"/tsa/*.answer "$SCRATCH/typed"
    start_server tsa "$1" 0 8
    tsa=$url
    stamped "$SCRATCH/typed"
}
echo good >"$SCRATCH/tsa/mode"
for type in "application/timestamp-reply; charset=utf-8" application/Timestamp-Reply \
    application/octet-stream; do
    retype "$type"
    check "an answer is taken for what it is, as $type" has_stamp "$SCRATCH"/typed/*.pdf
done
echo garbage >"$SCRATCH/tsa/mode"
retype text/html
check "and a page for none" says "answered with something that"
