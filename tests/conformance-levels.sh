#!/bin/sh
# Shows certificates at each level of PAdES to judges that know nothing of kualik: EU DSS, which
# names the level, pyHanko, and veraPDF. `tests/conformance-levels.sh BUILD`, when
# tests/conformance.sh has fetched the tools into BUILD/tools. The authorities, their responder and
# the one for time-stamps are OpenSSL's, on the loopback address.
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

# pyhanko_verdict FILE OPTION…
pyhanko_verdict()
{
    file=$1
    shift
    words=$("$tools/pyhanko/bin/pyhanko" sign adesverify "$@" --trust "$own/ca.pem" \
        --trust-replace "$file" 2>"$SCRATCH/pyhanko.log") || true
    case $words in
    *:INTACT:TRUSTED*,UNTOUCHED | *:INTACT:TRUSTED*,ACCEPTABLE_MODIFICATIONS)
        echo "ok - $file pyHanko"
        ;;
    *)
        echo "not ok - $file pyHanko: ${words:-no signature}"
        sed 's/^/# /' "$SCRATCH/pyhanko.log"
        ;;
    esac
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

for level in B-B B-T B-LT B-LTA; do
    find "$SCRATCH/$level" -name '*.pdf' | sort >"$SCRATCH/files"
    xargs -d '\n' java -cp "$tools/dss/*" tests/dss/Level.java "$own/ca.pem" \
        "PAdES-BASELINE-${level#B-}" <"$SCRATCH/files" 2>"$SCRATCH/dss.log" ||
        sed 's/^/# /; 20q' "$SCRATCH/dss.log"
    case $level in B-B | B-T) revocation=--no-revocation-check ;; *) revocation= ;; esac
    while read -r file; do
        pyhanko_verdict "$file" $revocation
    done <"$SCRATCH/files"
    for profile in 2a ua1; do
        xargs -d '\n' java -cp "$tools"/greenfield-apps-*.jar \
            org.verapdf.apps.GreenfieldCliWrapper -f "$profile" --format text -v \
            <"$SCRATCH/files" 2>"$SCRATCH/verapdf.log" |
            sed -E 's/^PASS/ok -/; s/^FAIL/not ok -/; s/^  FAIL/#   breaks rule/'
    done
done
