#!/bin/sh
# The page that checks seals (share/verify.html) in a browser without a screen, driven through
# WebDriver as a person would: a link, a typed text, a file, the keyboard. `tests/page.sh BUILD`.
set -u
BUILD=$1
KUALIK=$BUILD/kualik
SCRATCH=$(mktemp -d) && SCRATCH=$(realpath "$SCRATCH") || exit
export BUILD KUALIK SCRATCH
. tests/e2e/lib
. tests/browser

finish()
{
    close_browser
    rm -rf "$SCRATCH"
}
trap finish EXIT

# ---- certificates, keys and lists -----------------------------------------------------------

site=$SCRATCH/site
seal=$SCRATCH/seal
sheet=$SCRATCH/sheet
mkdir "$site"
make_demo_key
cp -r "$example" "$sheet"
{
    with_seal https://sailau.example.kz/k
    printf '\n[register]\nevent = ОСК семинары\n'
} >"$sheet/seminar.ini"
seal_key() { "$KUALIK" seal-key "$1" >"$SCRATCH/said" || exit; }
issue_sealed()
{
    "$KUALIK" issue -t "$sheet/seminar.ini" -r "$sheet/trainers.csv" -o "$SCRATCH/$1" --no-sign \
        --only 2,3,30 --seal-key "$2/seal.key" --register "$SCRATCH/$1.db" >"$SCRATCH/said" 2>&1 || exit
}
# text_of PDF: what its code says, read by another program.
text_of()
{
    pdftoppm -r 300 -gray -png -f 1 -l 1 -singlefile "$1" "$SCRATCH/page"
    zbarimg --quiet --raw --nodbus -Sdisable -Sqrcode.enable "$SCRATCH/page.png" 2>"$SCRATCH/said"
}
seal_key "$seal"
seal_key "$SCRATCH/stranger"
issue_sealed issued "$seal"
issue_sealed strange "$SCRATCH/stranger"
cp share/verify.html "$site"
sed -e 's/"en": ""/"en": "Central Election Commission"/' \
    -e 's|^  // .*|  "osk-2017": {"en": "Seminar on electoral training"},|' \
    "$seal/seal-keys.js" >"$site/seal-keys.js"
longest=$(echo "$SCRATCH"/issued/029_*.pdf)
good=$(text_of "$longest")
revoked=$(text_of "$(echo "$SCRATCH"/issued/001_*.pdf)")
strange=$(text_of "$(echo "$SCRATCH"/strange/029_*.pdf)")
"$KUALIK" register revoke 001 --reason сынақ --register "$SCRATCH/issued.db" >"$SCRATCH/said"
"$KUALIK" seal-list --register "$SCRATCH/issued.db" --seal-key "$seal/seal.key" \
    -o "$site/seal-list.js" >"$SCRATCH/said"
"$KUALIK" seal-list --register "$SCRATCH/strange.db" --seal-key "$SCRATCH/stranger/seal.key" \
    -o "$SCRATCH/strange-list.js" >"$SCRATCH/said"

# ---- the browser ----------------------------------------------------------------------------

pdftoppm -r 300 -jpeg -f 1 -l 1 -x 2700 -y 1700 -W 640 -H 640 -singlefile "$longest" "$SCRATCH/camera"
mv "$SCRATCH/camera.jpg" "$SCRATCH/camera.mjpeg"
start_browser --use-fake-ui-for-media-stream --use-fake-device-for-media-stream \
    --use-file-for-fake-video-capture="$SCRATCH/camera.mjpeg"

# open [HASH]: the page, anew.
open() { visit "file://$site/verify.html${1:+#$1}"; }

# settled: waits until the check has come to its end, and keeps what is shown.
settled()
{
    browser POST /execute/async '{"script": "const done = arguments[0];
        const look = () => { const result = document.getElementById(\"result\");
            result.className ? done(result.className + \"\\n\" + result.innerText) : setTimeout(look, 50) };
        look()", "args": []}' | jq -r . >"$SCRATCH/out"
}

# shows CLASS WORDS: what is shown is of that kind and says so.
shows()
{
    settled
    head -n 1 "$SCRATCH/out" | grep -qx "$1" && grep -qF -e "$2" "$SCRATCH/out" ||
        fails cat "$SCRATCH/out"
}
hides() { ! grep -F -e "$1" "$SCRATCH/out"; }
type_text()
{
    open
    script "document.getElementById('text').value = '$1';
        document.getElementById('typed').requestSubmit()" >"$SCRATCH/said"
}
choose()
{
    open
    choose_file '#file' "$1"
}
# press KEY…: on the keyboard, one after another.
press()
{
    keys_json=$(printf '%s\n' "$@" | jq -Rnc '[inputs] | map({type: "keyDown", value: .}, {type: "keyUp", value: .})')
    browser POST /actions "{\"actions\": [{\"type\": \"key\", \"id\": \"k\", \"actions\": $keys_json}]}" \
        >"$SCRATCH/said"
}

# ---- what is tried ---------------------------------------------------------------------------

open
check "the page opens, in the browser's language" sh -c \
    '[ "$1" = "\"Check the seal of a certificate\"" ]' - "$(script 'return document.title')"

# A decoder that knows nothing of kualik (tests/conformance.sh has fetched it).
run "$BUILD/tools/pyhanko/bin/python" tests/seal_judge.py "$seal/seal.pem" "$good"
check "another decoder reads the seal and finds it signed" last_line \
    "verified|029|Айтмұхамбетов-Байдәулетов Мұхамедрахым Сұлтанмахмұтұлы|Айтмухамбетов-Байдаулетов Мухамедрахим Султанмахмутович|2017-10-05"
run "$BUILD/tools/pyhanko/bin/python" tests/seal_judge.py "$SCRATCH/stranger/seal.pem" "$good"
check "but not by another key" fails [ "$status" -eq 0 ]

open "${good#*#}"
check "the link of a code is judged at once" shows good "The seal is genuine"
check "it shows first what the paper must say" sh -c \
    'grep . "$1" | sed -n 2,4p | tr "\n" "|" | grep -qx "The paper must say exactly this:|Name in Kazakh|Айтмұхамбетов-Байдәулетов Мұхамедрахым Сұлтанмахмұтұлы|"' - "$SCRATCH/out"
check "then the event by its name" grep -qx "Seminar on electoral training" "$SCRATCH/out"
check "and the issuer" grep -qx "Central Election Commission" "$SCRATCH/out"
check "and how old the list of revoked ones is" grep -qF "(0 days old)" "$SCRATCH/out"
for code in kk ru; do
    script "document.querySelector('#languages button[lang=$code]').click()" >"$SCRATCH/said"
    settled
    check "all of it in $code" sh -c '! tail -n +2 "$1" | grep -v "^Central\|^Seminar" | grep "[A-Za-z]"' - "$SCRATCH/out"
done

type_text "$good"
check "a typed text is judged" shows good "The seal is genuine"
type_text "$strange"
check "a seal of an unknown key proves nothing" shows unsure "NOT PROVEN"
check "and shows nobody's name" hides "Айтмұхамбетов"
type_text "$revoked"
check "a revoked one is not valid" shows bad "The issuer has revoked this certificate"
check "behind whose it is" sh -c \
    'grep -n "^001$\|has revoked" "$1" | cut -d : -f 2- | head -n 1 | grep -qx 001' - "$SCRATCH/out"
type_text "${good%?????}"
check "a truncated one cannot be read" shows unsure "NOT READABLE"
# The last digits are the end of the signature: the rest is as it was.
end=$(printf %s "$good" | tail -c 20)
for other in 11111111111111111111 98765432109876543210; do
    type_text "${good%"$end"}$other"
    settled
    check "one that ends with $other is not good" hides "genuine"
done
type_text "https://sailau.example.kz/k#' + '7'.repeat(3e6) + '"
check "a huge text ends at once" shows unsure "NOT READABLE"
type_text "<img src=x onerror=alert(1)>"
check "markup is a text like any other" shows unsure "NOT READABLE"

# Forged: the issuer's key is named, and somebody else has signed.
open
forged=$(script "
    const bytes = bytesOfDigits('${strange#*#}');
    return inflateRaw(bytes.subarray(1)).then(async (message) => {
        const kid = bytesOfBase64url(sealKeys[0].kid), at = message.findIndex((_, i) => isEqual(message.subarray(i, i + 8), readMessage(message).kid));
        message.set(kid, at);
        const packed = new Uint8Array(await new Response(new Blob([message]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
        return BigInt('0x01' + Array.from(packed, (byte) => byte.toString(16).padStart(2, '0')).join('')).toString() })" | jq -r .)
type_text "$forged"
check "one in the issuer's name by somebody else is forged" shows bad "FORGED"
check "and shows nobody's name, either" hides "Айтмұхамбетов"

pdftoppm -r 300 -jpeg -f 1 -l 1 -singlefile "$longest" "$SCRATCH/scan"
choose "$SCRATCH/scan.jpg"
check "a scan of the sheet is judged" shows good "Айтмұхамбетов-Байдәулетов"
pdftoppm -r 300 -gray -png -f 1 -l 1 -x 2300 -y 1480 -W 1100 -H 900 -singlefile "$longest" "$SCRATCH/corner"
for photo in "0.6 5 8 1 12 75" "1 10 15 1.5 20 60"; do
    "$BUILD/tests/photo" "$SCRATCH/corner.png" "$SCRATCH/photo.jpg" $photo
    choose "$SCRATCH/photo.jpg"
    check "so is a photograph: spread ink, askew, blurred, with noise ($photo)" \
        shows good "Айтмұхамбетов-Байдәулетов"
done
pdftoppm -r 150 -png -f 2 -l 2 -singlefile "$longest" "$SCRATCH/back"
choose "$SCRATCH/back.png"
check "a picture without a code is told" shows unsure "NO CODE FOUND"
choose "$longest"
check "the issued PDF is known" shows good "exactly the issued file"
choose "$(echo "$SCRATCH"/issued/001_*.pdf)"
check "that of a revoked certificate is told as such" shows bad "The issuer has revoked this certificate"
check "with its number" grep -qx 001 "$SCRATCH/out"
{ cat "$longest"; echo; } >"$SCRATCH/longer.pdf"
choose "$SCRATCH/longer.pdf"
check "a changed PDF is not" shows unsure "NOT CONFIRMED"
pdftoppm -r 200 -gray -jpeg -f 1 -l 1 -singlefile "$longest" "$SCRATCH/sheet"
{
    printf '%%PDF-1.4\n1 0 obj\n<</Type/XObject/Subtype/Image/Filter/DCTDecode>>\nstream\n'
    cat "$SCRATCH/sheet.jpg"
    printf '\nendstream\nendobj\n'
} >"$SCRATCH/scan.pdf"
choose "$SCRATCH/scan.pdf"
check "a scan that is saved as a PDF is looked at" shows good "Айтмұхамбетов-Байдәулетов"
sed 's/DCTDecode/CCITTFaxDecode/' "$SCRATCH/scan.pdf" >"$SCRATCH/empty.pdf"
choose "$SCRATCH/empty.pdf"
check "one in which no code is found is not called changed" shows unsure "it may be a scan"
head -c 70000000 /dev/zero >"$SCRATCH/huge.pdf"
choose "$SCRATCH/huge.pdf"
check "a huge file is refused at once" shows unsure "TOO LARGE"

open
script "globalThis.createImageBitmap = () => new Promise((_, fail) => { globalThis.give_up = fail })" >"$SCRATCH/said"
choose_file '#file' "$SCRATCH/scan.jpg"
script "document.getElementById('text').value = '$revoked';
    document.getElementById('typed').requestSubmit()" >"$SCRATCH/said"
settled
script "give_up(); return new Promise((done) => setTimeout(done))" >"$SCRATCH/said"
check "a check that ends late does not take the place of a newer one" \
    shows bad "The issuer has revoked this certificate"

open
script "document.activeElement.blur(); document.body.focus()" >"$SCRATCH/said"
tab=$(printf '\356\200\204')
press "$tab" "$tab" "$tab" "$tab" "$tab" "$tab"
check "the keyboard reaches the text" sh -c '[ "$1" = "\"text\"" ]' - "$(script 'return document.activeElement.id')"
press $(printf %s "${good#*#}" | sed 's/./& /g') "$(printf '\356\200\207')"
check "and checks it" shows good "The seal is genuine"
check "and is told where the verdict stands" sh -c '[ "$1" = "\"result\"" ]' - "$(script 'return document.activeElement.id')"

open
script "document.getElementById('camera').click()" >"$SCRATCH/said"
check "the camera reads a code" shows good "Айтмұхамбетов-Байдәулетов"
check "and is switched off then" sh -c '[ "$1" = true ]' - "$(script 'return stream === null')"

mv "$site/seal-list.js" "$SCRATCH/list.js"
open "${revoked#*#}"
check "without a list it says that nothing is known of revocation" shows good "There is no list of revoked certificates"
choose "$longest"
check "and of no PDF whether it was issued" shows unsure "CANNOT BE CHECKED"
cp "$SCRATCH/strange-list.js" "$site/seal-list.js"
open "${good#*#}"
check "with a list of somebody else nothing is certain" shows unsure "cannot be trusted"
check "but whose seal it is" grep -qF "Айтмұхамбетов-Байдәулетов" "$SCRATCH/out"
head -c 300 "$SCRATCH/list.js" >"$site/seal-list.js"
open "${good#*#}"
check "nor with one that was cut off" shows unsure "cannot be trusted"
mv "$SCRATCH/list.js" "$site/seal-list.js"
mv "$site/seal-keys.js" "$SCRATCH/keys.js"
open "${good#*#}"
check "without keys nothing is proven" shows unsure "The keys (seal-keys.js) are not beside this page"
mv "$SCRATCH/keys.js" "$site/seal-keys.js"

browser POST /se/log '{"type": "performance"}' | jq -r '.[].message | fromjson | .message |
    select(.method == "Network.requestWillBeSent") | .params.request.url' |
    sed 's/#.*//' | sort | uniq -c >"$SCRATCH/requests"
check "the browser's log of requests was read" grep -q "verify.html" "$SCRATCH/requests"
check "nothing is requested but the page's own files" sh -c \
    '! grep -v "file://.*/site/\(verify.html\|seal-keys.js\|seal-list.js\)$\|about:blank\| blob:\| data:" "$1"' - "$SCRATCH/requests"
exit "$failed"
