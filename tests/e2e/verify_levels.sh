#!/bin/sh
# What `kualik verify` makes of files that were time-stamped and extended, and of meddling with
# them.
. tests/e2e/lib
. tests/e2e/servers

start_authorities

# judged FILE VERDICT JQ: verify says so of the file, and this holds of its line of JSON.
judged()
{
    run "$KUALIK" verify --trust "$own/ca.pem" --json "$1"
    [ "$(jq -r .verdict <"$SCRATCH/out")" = "$2" ] && jq -e "$3" <"$SCRATCH/out" >/dev/null ||
        fails cat "$SCRATCH/out"
}

for level in B-B B-T B-LT B-LTA; do
    with=stamping
    [ "$level" != B-B ] || with=
    $with issue_with "$own" signer "$SCRATCH/$level" --only 2 --level "$level"
    set -- "$SCRATCH/$level"/*.pdf
    check "a file at $level is known as such" judged "$1" good ".level == \"PAdES-$level\""
done
lta=$1
check "the time is proven by the authority's clock" \
    judged "$lta" good '.clock == "Stamps" and .proven != "" and .revocation == "none"'
check "the time-stamp is told apart" judged "$lta" good \
    '.signatures | length == 2 and .[1].kind == "time-stamp" and .[1].whole and .[0].stamp_after'
cp "$lta" "$SCRATCH/renewed.pdf"
stamping run "$KUALIK" extend "$SCRATCH/renewed.pdf"
check "so is a second one" judged "$SCRATCH/renewed.pdf" good \
    '.level == "PAdES-B-LTA" and (.signatures | length == 3)'

bad=$SCRATCH/bad.pdf
size=$(stat -c %s "$lta")
for place in 1000 $((size / 2)) $((size - 300)); do
    cp "$lta" "$bad"
    byte=$(od -An -tu1 -j "$place" -N 1 "$bad" | tr -d ' ')
    printf "$(printf '\\%03o' $((byte ^ 1)))" | dd of="$bad" bs=1 seek="$place" conv=notrunc 2>/dev/null
    run "$KUALIK" verify --trust "$own/ca.pem" "$bad"
    check "another byte at $place of $size is seen" eval '[ "$status" -eq 1 ] || [ "$status" -eq 4 ]'
done
{ cat "$lta"; printf '\n'; } >"$bad"
check "with more behind it, it is not good" judged "$bad" unreadable '.code == "pdf-damaged"'
run "$KUALIK" verify --trust "$own/ca.pem" --signer Somebody "$lta"
check "another signer than the expected one is told" ended 2
mkdir "$SCRATCH/trust"
cp "$own/ca.pem" "$SCRATCH/trust"
run "$KUALIK" verify --trust "$SCRATCH/trust" --signer "$own/signer.pem" -j 2 "$lta" "$SCRATCH/renewed.pdf"
check "the expected one by a certificate, authorities from a folder" ended 0
run "$KUALIK" verify --trust "$own/ca.pem" --at 2001-01-01 "$lta"
check "before its certificate began it is not trusted" ended 2
truncate -s 500M "$SCRATCH/large.pdf"
check "a file of 500 MB is refused" judged "$SCRATCH/large.pdf" unreadable true

sed "s|^keys='[^']*'|keys='$keys'|" "$SCRATCH/tsa/answer" >"$SCRATCH/answer"
cat "$SCRATCH/answer" >"$SCRATCH/tsa/answer"
issue_with "$own" signer "$SCRATCH/foreign" --only 2 --level B-T --tsa "$tsa" --tsa-trust "$keys/ca.pem"
set -- "$SCRATCH/foreign"/*.pdf
check "with a time-stamp of a stranger it is at B-B, and JSON says why" judged "$1" good \
    '.level == "PAdES-B-B" and .proven == "" and (.signatures[0].time_stamp |
     .verdict == "untrusted" and .code == "authority-absent" and .time != "")'
run "$KUALIK" verify --trust "$own/ca.pem" "$1"
check "and people are told" prints "It has a time-stamp that proves no time. "
check "a good one is told as such" judged "$SCRATCH/B-T"/*.pdf good \
    '.signatures[0].time_stamp | .verdict == "good" and .authority == "Stamps" and .code == ""'
check "one without has none" judged "$SCRATCH/B-B"/*.pdf good '.signatures[0].time_stamp == {}'
