#!/bin/sh
# The levels that last: what is added behind the signed bytes, by `issue` and by `extend`; with
# authorities, a responder of OpenSSL's and revocation lists.
. tests/e2e/lib
. tests/e2e/servers

start_authorities

# listing COMMAND…: with revocation lists.
listing() { "$@" --crl "$own/lists.pem"; }

# leveled DIR LEVEL OPTION…: one certificate.
leveled()
{
    dir=$1
    level=$2
    shift 2
    stamping issue_with "$own" signer "$dir" --only 2 --level "$level" "$@"
}

# grown OLD NEW: the new file begins with all of the old one, and is longer.
grown()
{
    size=$(wc -c <"$1")
    [ "$(wc -c <"$2")" -gt "$size" ] && head -c "$size" "$2" | cmp - "$1"
}

# covers PDF PATTERN: poppler finds a signature field like that over the whole file.
covers()
{
    pdfsig -nocert "$1" >"$SCRATCH/pdfsig" 2>&1
    sed -n "/Field Name: $2/,/Signature #/p" "$SCRATCH/pdfsig" | grep -q 'Total document signed' ||
        fails cat "$SCRATCH/pdfsig"
}

sound()
{
    qpdf --check "$1" >"$SCRATCH/qpdf" 2>&1 && pdfsig -nocert "$1" 2>&1 |
        grep -A 10 'Field Name: Signature1' | grep -q 'Signature is Valid' ||
        fails cat "$SCRATCH/qpdf" "$SCRATCH/pdfsig"
}

# stores PDF KEY NUMBER: the /DSS has that many streams under KEY.
stores()
{
    found=$(qpdf --json --json-key=qpdf "$1" | jq -r --arg key "/$2" '
        [.qpdf[1][] | select(.value? | type == "object") | .value
            | select(.["/Type"]? == "/DSS") | .[$key]? // [] | length] | last // 0')
    [ "$found" = "$3" ] || fails echo "$found under $2 instead of $3"
}

leveled "$SCRATCH/lt" B-LT
check "a certificate at B-LT is written" ended 0
lt=$(echo "$SCRATCH"/lt/*.pdf)
check "it is sound" sound "$lt"
check "with the three certificates of both chains" stores "$lt" Certs 3
check "and what the responder answered on both" stores "$lt" OCSPs 2
check "which was asked once for each" lines "$SCRATCH/ocsp/connections" 2
stamping issue_with "$own" signer "$SCRATCH/batch" -j 2 --only 2-9 --level B-LT
check "a batch asks no more" lines "$SCRATCH/ocsp/connections" 4

echo dead >"$SCRATCH/ocsp/mode"
leveled "$SCRATCH/nothing" B-LT
check "a responder that fails is told before anything is written" refused \
    "Nothing tells whether the certificate of «Signer» is revoked"
listing leveled "$SCRATCH/crl" B-LT
check "a list that is given does instead" ended 0
check "and is stored" stores "$SCRATCH"/crl/*.pdf CRLs 1
leveled "$SCRATCH/nothing" B-LT --crl "$template"
check "what is no list is told" refused "holds no revocation list"
echo good >"$SCRATCH/ocsp/mode"
stamping issue_with "$own" revoked "$SCRATCH/nothing" --level B-LT
check "a revoked certificate does not sign" refused "The certificate of «Revoked» is revoked"
stamping listing issue_with "$own" revoked "$SCRATCH/nothing" --level B-LT
check "by a list, too" refused "The certificate of «Revoked» is revoked"
listing issue_with "$own" revoked "$SCRATCH/nothing" --level B-B
check "at the lowest level, too" refused "The certificate of «Revoked» is revoked"
listing issue_with "$own" signer "$SCRATCH/listed" --only 2 --level B-B
check "where others are not" ended 0
sed '3s/..../AAAA/' "$own/ca.crl" >"$SCRATCH/damaged.pem"
head -n 4 "$own/ca.crl" >>"$SCRATCH/damaged.pem"
stamping issue_with "$own" signer "$SCRATCH/nothing" --level B-LT --crl "$SCRATCH/damaged.pem"
check "a list that is damaged is told" refused "list in the file of --crl is damaged"
openssl crl -in "$own/ca.crl" -outform DER -out "$SCRATCH/false.der"
size=$(wc -c <"$SCRATCH/false.der")
printf 'XXXX' | dd of="$SCRATCH/false.der" bs=1 seek=$((size - 8)) conv=notrunc 2>"$SCRATCH/dd"
stamping issue_with "$own" signer "$SCRATCH/nothing" --level B-LT --crl "$SCRATCH/false.der"
check "so is one that the authority has not signed" refused "The revocation list of «Root» in the file of --crl is false"
issue_with "$own" signer "$SCRATCH/nothing" --level B-B --crl "$SCRATCH/false.der" --chain "$own/ca.pem"
check "at every level, where the authority is known" refused "is false: its signature does not hold"
cp "$own/index.txt" "$SCRATCH/index.before"
(cd "$own" && openssl ca -config openssl.cnf -revoke tsa.pem -keyfile ca.key -cert ca.pem &&
    openssl ca -config openssl.cnf -gencrl -keyfile ca.key -cert ca.pem -out tsa.crl) 2>"$SCRATCH/own.log"
cp "$SCRATCH/index.before" "$own/index.txt"
stamping issue_with "$own" signer "$SCRATCH/nothing" --level B-LT --crl "$own/tsa.crl"
check "a time-stamp authority that is revoked is told before the first certificate" refused \
    "The certificate of «Stamps» is revoked. Take another time-stamp authority"
stamping issue_with "$own" orphan "$SCRATCH/nothing" --level B-LT
check "a missing authority is named" refused "The certificate of «Between», which issued"
stamping listing issue_with "$own" orphan "$SCRATCH/chain" --only 2 --level B-LT \
    --chain "$own/between.pem"
check "and can be given" ended 0

# The same without any level: whoever verifies needs the missing authority, too.
by_orphan()
{
    issue_with "$own" orphan "$@" --only 2 && ended 0 &&
        run "$KUALIK" verify --trust "$own/ca.pem" "$1"/*.pdf
}
cp -r "$example" "$SCRATCH/chained"
cp "$own/between.pem" "$SCRATCH/chained"
sed '0,/^\[page 1\]/s//[sign]\nchain = between.pem\n\n&/' "$template" >"$SCRATCH/chained/chained.ini"
by_orphan "$SCRATCH/unchained"
check "without it a certificate is not trusted" ended 2
by_orphan "$SCRATCH/given" --chain "$own/between.pem"
check "with --chain the signature carries it" ended 0
by_orphan "$SCRATCH/named" -t "$SCRATCH/chained/chained.ini"
check "as it does if the template names it" ended 0
rm "$SCRATCH/chained/between.pem"
issue_with "$own" orphan "$SCRATCH/nothing" -t "$SCRATCH/chained/chained.ini"
check "which must be there" refused "between.pem"

leveled "$SCRATCH/lta" B-LTA
check "a certificate at B-LTA is written" ended 0
lta=$(echo "$SCRATCH"/lta/*.pdf)
check "it is sound" sound "$lta"
check "its last time-stamp is about all of it" covers "$lta" Timestamp

# judged DIR LEVEL: kualik itself finds the level, tomorrow: the time-stamp may be of this second.
judged()
{
    run "$KUALIK" verify --trust "$own/ca.pem" --at "$(date -d tomorrow +%F)" "$1"/*.pdf
    ended 0 && prints "PAdES $2"
}

leveled "$SCRATCH/lta" B-LTA
check "a second run keeps it" last_line "0 certificates written to $SCRATCH/lta. 1 was there already."
check "verify finds B-LT" judged "$SCRATCH/lt" B-LT
check "and B-LTA" judged "$SCRATCH/lta" B-LTA
run "$KUALIK" verify --trust "$own/ca.pem" --at "$(date -d tomorrow +%F)" "$lt" "$SCRATCH"/listed/*.pdf
check "where only some say whether their signer was revoked, the last line does not speak for all" \
    last_line "All 2 files are good and trusted. For 1 of those that are good revocation was not checked."

# A signature beside the file carries its own proofs.
cp -r "$example" "$SCRATCH/beside"
sed 's|^\[page 1\]|[sign]\ndetached = cms\n\n&|' "$template" >"$SCRATCH/beside/beside.ini"
leveled "$SCRATCH/beside-out" B-LT -t "$SCRATCH/beside/beside.ini"
beside=$(echo "$SCRATCH"/beside-out/*.cms)
check "a signature beside a certificate is made at B-LT, too" ended 0
check "OpenSSL finds it good" openssl cms -verify -binary -inform DER -in "$beside" \
    -content "${beside%.cms}" -CAfile "$own/ca.pem" -purpose any -out "$SCRATCH/content"
run "$KUALIK" verify --trust "$own/ca.pem" --at "$(date -d tomorrow +%F)" --json "$beside"
check "so does kualik, which finds the proofs in it" prints '"revocation":"none"'
listing leveled "$SCRATCH/beside-out" B-LT -t "$SCRATCH/beside/beside.ini"
check "a second run keeps it" last_line "0 certificates written to $SCRATCH/beside-out. 1 was there already."

# What was issued at lower levels, and by earlier versions, is raised later.
leveled "$SCRATCH/b" B-B
leveled "$SCRATCH/t" B-T
for pair in 'b B-LTA' 'b B-T' 't B-LT'; do
    leveled "$SCRATCH/${pair% *}" "${pair#* }"
    check "a second run at a higher level says what it did not do ($pair)" last_line \
        "0 certificates written to $SCRATCH/${pair% *}. 1 was there already. 1 of these is at a lower level than is asked for now; \`kualik extend\` raises it: row 2."
done
for pair in 't B-B' 't B-T' 'lt B-LT' 'lta B-LTA'; do
    leveled "$SCRATCH/${pair% *}" "${pair#* }"
    check "and nothing where the level is reached ($pair)" last_line \
        "0 certificates written to $SCRATCH/${pair% *}. 1 was there already."
done
for level in b t lt lta; do
    cp -r "$SCRATCH/$level" "$SCRATCH/old"
    stamping run "$KUALIK" extend "$SCRATCH/$level"/*.pdf
    check "a file at the level $level is extended" last_line "1 file was extended to B-LTA."
    check "behind its bytes ($level)" grown "$SCRATCH"/old/*.pdf "$SCRATCH/$level"/*.pdf
    check "it stays sound ($level)" sound "$SCRATCH/$level"/*.pdf
    check "all of it is stamped ($level)" covers "$SCRATCH/$level"/*.pdf Timestamp
    rm -rf "$SCRATCH/old"
done
for level in b t lt lta; do
    check "verify finds B-LTA then ($level)" judged "$SCRATCH/$level" B-LTA
done
check "what is stored already is not stored again" stores "$lta" Certs 3

leveled "$SCRATCH/b2" B-B
stamping run "$KUALIK" extend --level B-T "$SCRATCH"/b2/*.pdf
check "B-T is a time-stamp" covers "$SCRATCH"/b2/*.pdf Timestamp
cp "$SCRATCH"/b2/*.pdf "$SCRATCH/before.pdf"
stamping run "$KUALIK" extend --level B-T "$SCRATCH"/b2/*.pdf --json
check "and that is enough" prints '"status":"kept"'
check "so the file stays" cmp "$SCRATCH/before.pdf" "$SCRATCH"/b2/*.pdf
echo broken >"$SCRATCH/tsa/mode"
stamping run "$KUALIK" extend "$SCRATCH"/b2/*.pdf
check "an authority that fails ends it" ended 2
echo once >"$SCRATCH/tsa/mode"
stamping run "$KUALIK" extend "$SCRATCH"/b2/*.pdf --json
check "one that fails later, too" ended 2
check "with a line of JSON" prints '"status":"failed"'
check "and the file is as it was" cmp "$SCRATCH/before.pdf" "$SCRATCH"/b2/*.pdf
echo good >"$SCRATCH/tsa/mode"

"$KUALIK" issue -t "$template" -r "$list" --no-sign --only 2 -o "$SCRATCH/unsigned" >/dev/null
stamping run "$KUALIK" extend "$SCRATCH"/unsigned/*.pdf "$template" "$SCRATCH"/b2/*.pdf
check "what is not signed is told, and the others are extended" ended 1
check "by name" says "The document is not signed."
check "and counted" last_line "1 file was extended to B-LTA. 2 failed and are as they were."

# What is worth nothing is not raised: a file that was changed, a signature that has outlived its
# certificate.
mkdir "$SCRATCH/bad"
cp "$SCRATCH"/b2/*.pdf "$SCRATCH/bad/changed.pdf"
printf 'X' | dd of="$SCRATCH/bad/changed.pdf" bs=1 seek=2000 conv=notrunc 2>"$SCRATCH/dd"
cp "$SCRATCH/bad/changed.pdf" "$SCRATCH/before.pdf"
stamping run "$KUALIK" extend "$SCRATCH/bad/changed.pdf"
check "a file that was changed is not extended" ended 2
check "but named" says "changed.pdf: "
check "and stays as it is" cmp "$SCRATCH/before.pdf" "$SCRATCH/bad/changed.pdf"
make_keys expired
issue_2017 "$SCRATCH/old" --only 2 --key "$keys/expired.p12"
stamping run "$KUALIK" extend "$SCRATCH"/old/*.pdf --level B-T
check "nor is one whose certificate has ended without a time-stamp" ended 2
check "which is told as such" says "no time-stamp proves that the signature is older"
run "$KUALIK" sign "$SCRATCH"/old/*.pdf --key "$own/signer.p12" --password-file "$own/password"
check "and nobody signs behind it" says "no time-stamp proves that the signature is older"

issue_with "$own" revoked "$SCRATCH/gone" --only 2
stamping listing run "$KUALIK" extend "$SCRATCH"/gone/*.pdf
check "of a revoked one it is told what can be done now" says \
    "The certificate of «Revoked» is revoked. The file stays as it is"

# The register knows a file that was extended, and one that was spoilt behind its bytes.
mkdir "$SCRATCH/numbered"
cp "$example"/* "$SCRATCH/numbered"
sed 's/^\[define\]/[register]\nevent = Seminar\n&/' "$template" >"$SCRATCH/numbered/seminar.ini"
issue_with "$own" signer "$SCRATCH/numbered/out" -t "$SCRATCH/numbered/seminar.ini" --only 2 \
    --register "$SCRATCH/numbered/register.db"
stamping run "$KUALIK" extend "$SCRATCH"/numbered/out/*.pdf
run "$KUALIK" register verify --register "$SCRATCH/numbered/register.db" -o "$SCRATCH/numbered/out"
check "the register takes an extended file for the one that was issued" ended 0
printf '%%%%EOF\n' >>"$(echo "$SCRATCH"/numbered/out/*.pdf)"
run "$KUALIK" register verify --register "$SCRATCH/numbered/register.db" -o "$SCRATCH/numbered/out"
check "but not one with something else behind it" ended 1
