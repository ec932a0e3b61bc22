#!/bin/sh
# The page that lets NCALayer sign (examples/signers/ncalayer.html), in a browser and against a
# stand-in (tests/ncalayer.py). `tests/ncalayer.sh BUILD`.
set -u
BUILD=$1
KUALIK=$BUILD/kualik
SCRATCH=$(mktemp -d) && SCRATCH=$(realpath "$SCRATCH") || exit
export BUILD KUALIK SCRATCH
. tests/e2e/lib
. tests/browser

layer=
finish()
{
    close_browser
    [ -z "$layer" ] || kill "$layer"
    rm -rf "$SCRATCH"
}
trap finish EXIT

make_keys rsa2048
out=$SCRATCH/certificates
run "$KUALIK" issue -t "$template" -r "$list" -o "$out" --only 2-4 --certificate "$keys/rsa2048.pem" --prepare
check "certificates are prepared" ended 0
embed()
{
    run "$KUALIK" issue -t "$template" -r "$list" -o "$out" --only 2-4 \
        --certificate "$keys/rsa2048.pem" --embed "$SCRATCH/answers.json"
}

openssl req -x509 -batch -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 2 \
    -keyout "$SCRATCH/tls.key" -out "$SCRATCH/tls.pem" 2>"$SCRATCH/said"
mkfifo "$SCRATCH/port"
python3 tests/ncalayer.py "$SCRATCH" "$BUILD/tests/digest_signer" "$keys/rsa2048.p12" demo-2017 \
    "$(date +%s)" >"$SCRATCH/port" &
layer=$!
read -r port <"$SCRATCH/port"
start_browser --ignore-certificate-errors

# sign MODE [PREPARATION]: signs what waits, when NCALayer behaves like that; the code is run first.
sign()
{
    echo "$1" >"$SCRATCH/mode"
    visit "file://$PWD/examples/signers/ncalayer.html#port=$port"
    choose_file '#file' "$out/to-sign.json"
    browser POST /execute/async "$(jq -nc --arg code "${2-}" '{args: [], script: ("const done = arguments[0]; " +
        "const ready = () => element(\"sign\").disabled ? setTimeout(ready, 20) : begin(); " +
        "const begin = async () => { " + $code + "; element(\"sign\").click(); wait() }; " +
        "const wait = () => element(\"cancel\").hidden ? done(element(\"state\").className + \": \" + " +
        "element(\"state\").textContent) : setTimeout(wait, 20); ready()")}')" | jq -r . >"$SCRATCH/out"
}
# tells WORDS: the page says so, and offers nothing to save.
tells()
{
    prints "$1" && [ "$(script 'return element("save").hidden')" = true ]
}
sign refuse
check "a refusal is told in its words" tells "bad: NCALayer refused: Signing has failed."
sign cancelled
check "so is a window that was closed" tells "bad: Signing was cancelled."
sign garbage
check "an answer that is none" tells "bad: NCALayer gave an answer that cannot be understood."
sign few
check "one with too few signatures" tells "bad: NCALayer gave an answer that cannot be understood."
sign other
check "one for other documents" tells "bad: NCALayer signed another document: 001_"
sign swapped
check "signatures in another order" tells "bad: NCALayer signed another document: 001_"
sign close
check "a connection that ends" tells "bad: NCALayer closed the connection."
sign hang 'setTimeout(() => element("cancel").click(), 300)'
check "an answer that never comes can be given up" tells "bad: Signing was cancelled."
sign old
check "one that signs no list refuses it" tells "bad: NCALayer refused"
sign old 'element("single").checked = true'
check "and signs one by one" prints "good: All are signed: 3."
port_kept=$port port=9
sign good
check "no NCALayer at all is told" tells "bad: NCALayer does not answer."
port=$port_kept
sign good
check "all are signed at once" prints "good: All are signed: 3."
for code in kk ru; do
    script "document.querySelector('#languages button[lang=$code]').click()" >"$SCRATCH/said"
    check "the page speaks $code" sh -c 'echo "$1" | grep -q "[аеоы]" &&
        ! echo "$1" | sed "s/NCALayer\|kualik\|[a-z-]*\.json\|--[a-z]*\|issue//g" | grep "[A-Za-z]"' - \
        "$(script 'return [...document.querySelectorAll("[data-say], #state")].map((thing) => thing.textContent).join(" ")')"
done
sign good 'window.made = URL.createObjectURL; URL.createObjectURL = (blob) => { window.last = blob; return made(blob) }'
browser POST /execute/async '{"args": [], "script": "last.text().then(arguments[0])"}' | jq -r . >"$SCRATCH/answers.json"
check "what it saves is as the schema of answers says" sh -c \
    'jq -e ".version == 1 and (.answers | length == 3) and all(.answers[]; keys == [\"cms\", \"file\"])" "$1"' - "$SCRATCH/answers.json"
embed
check "kualik puts the signatures in" ended 0
run "$KUALIK" verify --trust "$keys/ca.pem" "$out"/*.pdf
check "and finds all good" ended 0
for pdf in "$out"/*.pdf; do break; done
check "they are PAdES" grep -aq '/SubFilter /ETSI.CAdES.detached' "$pdf"
exit "$failed"
