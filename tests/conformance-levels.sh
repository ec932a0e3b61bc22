#!/bin/sh
# Issues certificates at each level of PAdES, in BUILD/levels, and shows them to judges that know
# nothing of kualik: EU DSS, which names the level, and pyHanko. `tests/conformance-levels.sh BUILD`,
# when tests/conformance.sh has fetched the tools into BUILD/tools; it shows them to veraPDF. The
# authorities, their responder and the one for time-stamps are OpenSSL's, on the loopback address.
BUILD=$1 KUALIK=$1/kualik SCRATCH=$1/levels
rm -rf "$SCRATCH"
mkdir -p "$SCRATCH"
. tests/e2e/lib
. tests/e2e/servers

unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
tools=$BUILD/tools
own=$SCRATCH/own
failed=0
make_keys tsa
start_ocsp
make_own_keys "$own" "$ocsp"
start_tsa tsa 0 "$own"
stamps="--tsa $tsa --tsa-trust $own/ca.pem"

# written KEY TEMPLATE LEVEL: a certificate in a folder of that level.
written()
{
    issue_with "$own" "$1" "$SCRATCH/$3/$1-$(basename "$2" .ini)" -t "$2" --only 50 \
        --level "$3" $stamps
    check "$1 signs $(basename "$2") at $3" ended 0
}

# signed_by_two LEVEL: a certificate of two signatories; the second signs what the first has.
signed_by_two()
{
    written signer templates/two-signatures.ini "$1"
    run "$KUALIK" sign "$SCRATCH/$1"/signer-two-signatures/*.pdf --key "$own/rsa.p12" \
        --password-file "$own/password" --level "$1" $stamps
    check "a second one signs at $1" ended 0
}

# Each level, then what was issued at a lower one and extended.
for level in B-B B-T B-LT B-LTA; do
    for template in examples/seminar-2017/seminar.ini templates/plain.ini templates/portrait.ini; do
        written signer "$template" "$level"
    done
    written rsa examples/seminar-2017/seminar.ini "$level"
    signed_by_two "$level"
done
for level in B-B B-T; do
    cp -r "$SCRATCH/$level" "$SCRATCH/B-LTA/from-$level"
    run "$KUALIK" extend $stamps "$SCRATCH/B-LTA/from-$level"/*/*.pdf
    check "what is at $level is extended" ended 0
done

# So is a file that another program made and signed.
others=$SCRATCH/of-others.pdf
"$tools/pyhanko/bin/python" - "$SCRATCH/unsigned.pdf" <<'EOF'
import sys
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
writer = PdfFileWriter()
contents = writer.add_object(StreamObject(stream_data=b""))
writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 200, 200)))
with open(sys.argv[1], "wb") as file:
    writer.write(file)
EOF
"$tools/pyhanko/bin/pyhanko" sign addsig --field Signature --use-pades pkcs12 \
    --passfile "$own/password" "$SCRATCH/unsigned.pdf" "$others" "$own/rsa.p12" 2>/dev/null
run "$KUALIK" extend $stamps "$others"
check "what another program has signed is extended" prints "1 file was extended"
run "$KUALIK" verify "$others" --trust "$own/ca.pem"
check "and remains what was signed" ended 0

# Signatures beside files are CAdES.
mkdir -p "$SCRATCH/detached"
plain_template '{name}' '{name}' '[sign]
detached = cms' >"$SCRATCH/detached/t.ini"
printf 'name\nӘлия\n' >"$SCRATCH/detached/list.csv"
for level in B-B B-T B-LT; do
    for key in signer rsa; do
        issue_with "$own" "$key" "$SCRATCH/detached/$level/$key" -t "$SCRATCH/detached/t.ini" \
            -r "$SCRATCH/detached/list.csv" --level "$level" $stamps
        check "$key signs beside the file at $level" ended 0
    done
    { echo "CAdES-BASELINE-${level#B-}"; find "$SCRATCH/detached/$level" -name '*.cms'; } >>"$SCRATCH/for-dss"
done

# pyhanko_verdicts [OPTION…] <FILES
pyhanko_verdicts()
{
    "$tools/pyhanko/bin/python" tests/pyhanko_judge.py 'UNTOUCHED|ACCEPTABLE_MODIFICATIONS' \
        adesverify "$@" --trust "$own/ca.pem" --trust-replace 2>"$SCRATCH/pyhanko.log" ||
        sed 's/^/# /' "$SCRATCH/pyhanko.log"
}

for level in B-B B-T B-LT B-LTA; do
    find "$SCRATCH/$level" -name '*.pdf' | sort >"$SCRATCH/$level.files"
    [ "$level" != B-LTA ] || echo "$others" >>"$SCRATCH/$level.files"
    { echo "PAdES-BASELINE-${level#B-}"; cat "$SCRATCH/$level.files"; } >>"$SCRATCH/for-dss"
done
# All in one go: Java takes longer to start than to judge.
xargs -x -d '\n' java -cp "$tools/dss/*" tests/dss/Level.java "$own/ca.pem" \
    <"$SCRATCH/for-dss" 2>"$SCRATCH/dss.log" || sed 's/^/# /; 20q' "$SCRATCH/dss.log"
cat "$SCRATCH/B-B.files" "$SCRATCH/B-T.files" | pyhanko_verdicts --no-revocation-check
cat "$SCRATCH/B-LT.files" "$SCRATCH/B-LTA.files" | pyhanko_verdicts
