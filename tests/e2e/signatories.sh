#!/bin/sh
# Several signatories, one after another, each in a field that the template gives.
. tests/e2e/lib
. tests/e2e/servers

start_authorities
sheet=$SCRATCH/sheet
mkdir "$sheet"
# The first signatory's name stands on the page; of the second it is known who it will be.
sed '/^\[signature first\]/,$d' templates/three-signatures.ini >"$sheet/three.ini"
cat >>"$sheet/three.ini" <<END
[register]
event = Seminar
[signature chairman]
box  = 20mm 180mm 60mm 10mm
font = text
size = 7pt
text = {signer}
alt  = Төраға / Председатель
[signature secretary]
box  = 120mm 180mm 60mm 10mm
font = text
size = 7pt
text = Хатшы / Секретарь
alt  = Хатшы / Секретарь
[signature member]
box  = 200mm 180mm 60mm 10mm
font = text
size = 7pt
text = Мүше: {signer}, {time}
alt  = Мүше / Член комиссии
END
issued=$SCRATCH/issued
register=$SCRATCH/register.db

# signed KEY FILE… OPTION…: adds a signature with that key.
signed()
{
    key=$own/$1.p12
    shift
    run "$KUALIK" sign "$@" --key "$key" --password-file "$own/password"
}

issued_by()
{
    issue_with "$own" "$1" "$issued" -t "$sheet/three.ini" --only 2,3 --register "$register"
}

# verified FILE…: as of tomorrow: a time-stamp may be of this second.
verified() { run "$KUALIK" verify --trust "$own/ca.pem" --at "$(date -d tomorrow +%F)" "$@"; }
# tells FILE JQ: so says verify of it.
tells()
{
    "$KUALIK" verify --json --trust "$own/ca.pem" --at "$(date -d tomorrow +%F)" "$1" \
        2>/dev/null >"$SCRATCH/json"
    jq -e "$2" "$SCRATCH/json"
}

# grown OLD NEW: the new file begins with all of the old one, and is longer.
grown()
{
    size=$(wc -c <"$1")
    [ "$(wc -c <"$2")" -gt "$size" ] && head -c "$size" "$2" | cmp - "$1"
}

# entered_in REGISTER FILE…: it has the digest of each as it is.
entered_in()
{
    "$KUALIK" register list --json --register "$1" | jq -r .sha256 >"$SCRATCH/digests"
    shift
    for one; do
        sha256sum "$one" | cut -d ' ' -f 1 | grep -qxFf - "$SCRATCH/digests" || return 1
    done
}

entered() { entered_in "$register" "$@"; }

shows() { pdftotext -layout "$1" - | grep -qF "$2"; }

# valid_by_poppler FILE NUMBER: so many signatures hold.
valid_by_poppler()
{
    [ "$(pdfsig -nocert "$1" 2>"$SCRATCH/pdfsig" | grep -c 'Signature is Valid')" = "$2" ] &&
        qpdf --check "$1" >"$SCRATCH/qpdf" 2>&1
}

issued_by signer
check "the first signs all" ended 0
set -- "$issued"/*.pdf
file=$1
check "in the first field" tells "$file" \
    '[.signatures[].field] == ["chairman"] and .empty_fields == ["secretary", "member"]'
check "words of an empty field are there" shows "$file" "Хатшы / Секретарь"
cp "$file" "$SCRATCH/before.pdf"
verified "$file"
check "verify says which are empty" prints "still empty: secretary, member."

signed rsa "$@"
check "where several are empty one must be named" ended 2
check "and they are told" says "Several fields are empty: secretary, member. Name one with --field."
signed rsa "$@" --field chair
check "an unknown field is refused by name" says \
    "$file: The file has no field «chair» for a signature. These are empty: secretary, member."
signed rsa "$@" --field chairman
check "a signed one, too" says "$file: The field «chairman» is signed already."
check "and nothing has changed" cmp "$file" "$SCRATCH/before.pdf"

cp "$register" "$SCRATCH/joined.db"
stamping signed rsa "$@" --field secretary --level B-T
check "the second signs all" last_line "2 files were signed."
check "behind what was there" grown "$SCRATCH/before.pdf" "$file"
check "the register beside the folder has what the files are now" entered "$@"
check "poppler finds two signatures valid" valid_by_poppler "$file" 2
check "verify tells each, with its level" tells "$file" '.verdict == "good" and
    [.signatures[] | [.field, .verdict, .level]] == [["chairman", "good", "PAdES-B-B"],
        ["secretary", "good", "PAdES-B-T"]] and .empty_fields == ["member"]'
cp "$SCRATCH/before.pdf" "$SCRATCH/low.pdf"
stamping run "$KUALIK" extend "$SCRATCH/low.pdf"
signed rsa "$SCRATCH/low.pdf" --field secretary
check "the lowest level is that of the file" tells "$SCRATCH/low.pdf" '.level == "PAdES-B-B" and
    [.signatures[] | select(.kind == "signature") | .level] == ["PAdES-B-LTA", "PAdES-B-B"]'
check "the first was followed by nothing that shows" tells "$file" \
    '.signatures[0] | .signature_after and (.visible_after | not) and (.whole | not)'
head -c "$(wc -c <"$SCRATCH/before.pdf")" "$file" >"$SCRATCH/cut.pdf"
check "where the second was cut off, its field is told to be empty" tells "$SCRATCH/cut.pdf" \
    '(.signatures | length) == 1 and .empty_fields == ["secretary", "member"]'
sed 's|/ETSI.CAdES.detached|/ETSI.CAdES.detacheX|' "$file" >"$SCRATCH/cut.pdf"
check "where the first is hidden, neither is good" fails tells "$SCRATCH/cut.pdf" \
    '[.signatures[] | select(.verdict == "good")] | length > 0'
check "what shows the signer is blank while a field is empty" fails shows "$file" "Мүше:"
signed signer "$file" -t "$sheet/three.ini"
check "with a template the field is named" says "With -t the field must be named: --field NAME."
signed signer "$file" -t "$sheet/three.ini" --field clerk
check "and the template must have it" says "The template has no [signature clerk]"
cp "$file" "$SCRATCH/blank.pdf"
signed signer "$SCRATCH/blank.pdf" -t "$sheet/three.ini" --field member
check "a template draws the signature" shows "$SCRATCH/blank.pdf" "Мүше: Signer, "
check "which all signatures bear" valid_by_poppler "$SCRATCH/blank.pdf" 3
check "a copy is not the register's" fails entered "$SCRATCH/blank.pdf"
cp "$file" "$SCRATCH/again.pdf"
signed signer "$SCRATCH/again.pdf" --register "$register"
check "nor can it be made so" says \
    "again.pdf: The register does not have this file. Give the register of this certificate with --register"
check "and then it is not signed" cmp "$file" "$SCRATCH/again.pdf"
signed signer "$SCRATCH/again.pdf" --register "$sheet/three.ini"
check "a register that is none is refused" says "three.ini: The file is not a register of certificates."
check "verify tells that it shows" tells "$SCRATCH/blank.pdf" '.verdict == "good" and
    ([.signatures[].visible_after] == [true, true, false])'
signed signer "$file" --json
check "the last empty field needs no name" prints '"status":"signed"'
check "all have signed" tells "$file" '.verdict == "good" and (.signatures | length) == 3 and
    .empty_fields == []'
signed signer "$@"
check "of several files each is told, and the others are signed" ended 1
check "by name" says "$file: The file has no empty field for a signature."

stamping run "$KUALIK" extend "$file"
check "all of it is extended" tells "$file" '[.signatures[] | select(.kind == "signature") |
    .level] == ["PAdES-B-LTA", "PAdES-B-LTA", "PAdES-B-LTA"]'

check "which the register has, too" entered "$@"
run "$KUALIK" register merge --register "$SCRATCH/joined.db" "$register"
check "and registers that were joined before are told by it" entered_in "$SCRATCH/joined.db" "$@"
run "$KUALIK" register verify --register "$register" -o "$issued"
check "and takes for what was issued" ended 0
issued_by signer
check "a second run keeps them" last_line "0 certificates written to $issued. 2 were there already."
run "$KUALIK" register verify --register "$register" -o "$issued"
check "and the register still agrees" ended 0
issue_with "$own" signer "$SCRATCH/nothing" -t "$sheet/three.ini" --field clerk --register "$register"
check "issue refuses a field that the template does not have" refused \
    "The template has no [signature clerk] to be signed (--field). It has these: chairman, secretary, member."
signed rsa "$file" -t "$sheet/three.ini" --field clerk
check "so does sign" says "It has these: chairman, secretary, member."

# Extended on another computer, and then revoked.
mkdir "$SCRATCH/away"
mv "$2" "$SCRATCH/away"
number=$(run "$KUALIK" register list --register "$register" && grep -F "${2##*/}" "$SCRATCH/out" | cut -d ' ' -f 1)
stamping run "$KUALIK" extend "$SCRATCH/away"/*.pdf
check "on another computer the file is extended" ended 0
mv "$SCRATCH/away"/*.pdf "$2"
check "of which its register does not know" fails entered "$2"
run "$KUALIK" register revoke "$number" --reason қате --register "$register"
issued_by signer
check "a revoked certificate goes to the archive, whatever was added to it since" [ -e "$issued/archive/$(basename "$2" .pdf)".v*.pdf ]
check "and from where it was" fails [ -e "$2" ]
run "$KUALIK" register verify --register "$register" -o "$issued"
check "where the register finds it" ended 0

# Register and file change together, whatever happens meanwhile.
cut=$SCRATCH/cut
mkdir "$cut"
issue_with "$own" signer "$cut/out" -t "$sheet/three.ini" --only 2 --register "$cut/register.db"
cp -a "$cut" "$SCRATCH/cut.before"
# hurt CALL ERRNO: lets each such call of sign end in that, one in each run.
hurt()
{
    faults=0
    while [ "$faults" -lt 100 ]; do
        rm -rf "$cut" "$SCRATCH/mark"
        cp -a "$SCRATCH/cut.before" "$cut"
        faults=$((faults + 1))
        run env LD_PRELOAD="$BUILD/tests/faults.so" FAULT_NO_SYNC=yes FAULT_CALL="$1" \
            FAULT_ERRNO="$2" FAULT_NTH="$faults" FAULT_MARK="$SCRATCH/mark" \
            "$KUALIK" sign "$cut"/out/*.pdf --field member --key "$own/rsa.p12" --password-file "$own/password"
        if ! together "$2" || ! "$KUALIK" register verify --register "$cut/register.db" -o "$cut/out"; then
            echo "$1 number $faults ended in $2; then:"
            cat "$SCRATCH/out" "$SCRATCH/err"
            return 1
        fi
        [ -e "$SCRATCH/mark" ] || break
    done
    [ "$faults" -gt 1 ] && [ "$faults" -lt 100 ]
}
# together ERRNO: what was signed is entered, or that is told; what was not signed is as it was.
together()
{
    case $status in
    0 | 4)
        [ "$status" -eq 0 ] || says "What is written is not yet safe" || return
        entered_in "$cut/register.db" "$cut"/out/*.pdf || says "kualik: warning: $cut/out/../register.db: "
        ;;
    *) [ "$1" = kill ] || cmp "$cut"/out/*.pdf "$SCRATCH"/cut.before/out/*.pdf ;;
    esac
}
# unsettled COMMAND…: the disk does not confirm the file's name, which is its second wait.
unsettled()
{
    grown=$("$KUALIK" register list --json --register "$cut/register.db" | jq -r .sha256)
    rm -f "$SCRATCH/mark"
    run env LD_PRELOAD="$BUILD/tests/faults.so" FAULT_NO_SYNC=yes FAULT_CALL=fsync FAULT_ERRNO=5 FAULT_NTH=2 \
        FAULT_MARK="$SCRATCH/mark" "$KUALIK" "$@"
    [ -e "$SCRATCH/mark" ] && ended 4 && says "What is written is not yet safe" &&
        entered_in "$cut/register.db" "$cut"/out/*.pdf &&
        fails grep -qxF "$grown" "$SCRATCH/digests"
}
case $BUILD in
*asan) ;;
*)
    check "sign may be killed before each call that changes the disk" hurt change kill
    for fault in 'pwrite 28' 'fsync 5' 'fdatasync 5' 'unlink 5'; do
        # shellcheck disable=SC2086
        check "each ${fault% *} of it may fail with errno ${fault#* }" hurt $fault
    done
    rm -rf "$cut"
    cp -a "$SCRATCH/cut.before" "$cut"
    check "what the disk does not confirm is signed, and entered" unsettled sign "$cut"/out/*.pdf \
        --field member --key "$own/rsa.p12" --password-file "$own/password"
    check "and counted so" last_line "1 file was signed."
    check "what it does not confirm is extended" stamping unsettled extend "$cut"/out/*.pdf --level B-T
    check "and counted so" last_line "1 file was extended to B-T."
    ;;
esac

# The first in another field; at each level, after a signature at another.
sed '/^\[register\]/,/^event/d' "$sheet/three.ini" >"$sheet/plain.ini"
stamping issue_with "$own" signer "$SCRATCH/long" -t "$sheet/plain.ini" --only 2 \
    --field secretary --level B-LTA
check "another field may be the first" ended 0
long=$(echo "$SCRATCH"/long/*.pdf)
stamping signed rsa "$long" --field chairman --level B-LT
check "who signs later signs at a level of their own" ended 0
check "and takes none from the first" tells "$long" '[.signatures[] | select(.kind == "signature") |
    [.field, .level]] == [["secretary", "PAdES-B-LTA"], ["chairman", "PAdES-B-LT"]]'

# What must not be signed.
LC_ALL=C sed 's/Adobe.PPKLite/Adobe.PPKLitf/' "$SCRATCH/before.pdf" >"$SCRATCH/changed.pdf"
signed signer "$SCRATCH/changed.pdf" --field secretary
check "a file that was changed is refused" ended 2
check "by name" says "changed.pdf: The document was changed after it was signed"
run "$KUALIK" issue -t "$sheet/plain.ini" -r "$list" --no-sign --only 2 -o "$SCRATCH/unsigned"
signed signer "$SCRATCH"/unsigned/*.pdf
check "one that is not signed is refused" says "kualik issue makes the first signature."
signed signer "$list"
check "what is no PDF is refused" says "This is not a PDF file."
run "$KUALIK" sign "$long" --field member
check "a key is needed" ended 2
check "and asked for" says "--key KEY.p12 is missing"

# Another program signs, too.
cat >"$SCRATCH/program.sh" <<END
#!/bin/sh
exec openssl cms -sign -binary -outform DER -md sha256 -signer '$own/rsa.pem' -inkey '$own/rsa.key'
END
chmod +x "$SCRATCH/program.sh"
issue_with "$own" signer "$SCRATCH/program" -t "$sheet/plain.ini" --only 2
set -- "$SCRATCH"/program/*.pdf
run "$KUALIK" sign "$1" --field member --signer-command "'$SCRATCH/program.sh'" \
    --certificate "$own/rsa.pem" --signer-input bytes
check "a program signs in the place of a key" last_line "1 file was signed."
check "and both signatures are good" tells "$1" '[.signatures[] | [.field, .verdict]] ==
    [["chairman", "good"], ["member", "good"]]'
signed rsa "$1" --field secretary --signer-command "'$SCRATCH/program.sh'"
check "a key beside it is refused" says "--signer-command and --key contradict each other"
