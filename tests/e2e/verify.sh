#!/bin/sh
# What `kualik verify` says of files that are not as they were signed.
. tests/e2e/lib

make_demo_key
make_keys stranger
issue "$SCRATCH/two" --only 2,3
check "two certificates are issued" ended 0
set -- "$SCRATCH"/two/*.pdf
good=$1
second=$2
size=$(stat -c %s "$good")
bad=$SCRATCH/bad.pdf

# found STATUS WORDS FILE…: verify ends so and says so of the last file.
found()
{
    wanted=$1
    words=$2
    shift 2
    verified "$@"
    ended "$wanted" && prints "$words"
}

# changed OFFSET: a copy with another byte there.
changed()
{
    cp "$good" "$bad"
    byte=$(od -An -tu1 -j "$1" -N 1 "$bad" | tr -d ' ')
    printf "$(printf '\\%03o' $((byte ^ 1)))" |
        dd of="$bad" bs=1 seek="$1" conv=notrunc 2>/dev/null
    fails cmp -s "$good" "$bad"
}

# tampered STATUS WORDS OFFSET…: verify says so for each copy with another byte there.
tampered()
{
    end=$1 verdict=$2
    shift 2
    for place in "$@"; do
        changed "$place" && found "$end" "$bad: $verdict: " "$bad" || fails echo "byte $place" ||
            return
    done
}

# seen OFFSET…: each copy with another byte there is invalid, or can no longer be read.
seen()
{
    for place in "$@"; do
        changed "$place" && run "$KUALIK" verify --trust "$demo/ca.pem" "$bad"
        [ "$status" -eq 1 ] || [ "$status" -eq 4 ] || fails echo "byte $place" || return
    done
}

# qpdf OPTION…: another form of the unsigned certificate.
other_form()
{
    qpdf "$@" "$unsigned" "$bad"
}

# offset TEXT: where it first stands in the file.
offset() { grep -abo -m 1 -e "$1" "$good" | head -n 1 | cut -d: -f1; }

check "a good one is good" found 0 "$good: good: signed by ҮЛГІ ОБРАЗЕЦ Demo Signer" "$good"
check "one is not spoken of as many" last_line \
    "1 file is good and trusted. Revocation was not checked."
check "two good ones are good" found 0 "All 2 files are good and trusted." "$good" "$second"
check "one other byte is seen, wherever it is" seen 1000 $((size / 2)) $((size - 40))
check "with one in its frame it cannot be read" \
    tampered 4 "cannot be read" 0 $((size - 2))
hole=$(offset '/Contents *<30')
check "another byte in the signature is seen" seen $((hole + 40)) $((hole + 3000))
range=$(offset '/ByteRange *\[')
check "another byte range is seen" tampered 1 changed $((range + 14)) $((range + 20))

{ cat "$good"; echo; } >"$bad"
check "an empty line behind the end is seen" found 1 "$bad: changed: " "$bad"
{ cat "$good"; printf '1 0 obj\nnull\nendobj\ntrailer\n<</Size 1>>\n%%%%EOF\n'; } >"$bad"
check "an appended revision is seen" \
    found 1 "$bad: changed: Something was added to the file after it was signed." "$bad"

# appended BYTES ENTRY: a revision of one object that nobody needs, behind it those bytes, and a
# table in whose entry that stands between the numbers and n.
appended()
{
    before=$(grep -a -A 1 '^startxref' "$good" | tail -n 1)
    roots=$(grep -aoE '/(Root|Info) [0-9]+ 0 R' "$good" | tr '\n' ' ')
    {
        cat "$good"
        printf '998 0 obj\nnull\nendobj\n'
        printf "$1"
    } >"$bad"
    table=$(stat -c %s "$bad")
    printf 'xref\n998 1\n%010d 00000%sn \ntrailer\n<</Size 999%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n' \
        "$size" "$2" "$roots" "$before" "$table" >>"$bad"
}
page='1 0 obj\n<</Type/Catalog/Pages 990 0 R>>\nendobj\n'
appended '' ' '
check "a revision that changes nothing does no harm" found 0 "$bad: good: " "$bad"
appended "$page" ' '
check "one with an object that no table has is seen" \
    found 1 "do not have; other programs may show it." "$bad"
appended "%%\r$page" ' '
check "so it is in a comment" found 1 "other programs may show it." "$bad"
appended "$page" 'x'
check "and behind a table that other programs do not read" found 1 "$bad: changed: " "$bad"

head -c $((size - 1)) "$good" >"$bad"
check "a missing byte is seen" found 1 "$bad: changed: " "$bad"
head -c $((size / 2)) "$good" >"$bad"
check "what breaks off cannot be read" \
    found 4 "$bad: cannot be read: The file does not end with %%EOF" "$bad"
: >"$bad"
check "nor can an empty file" found 4 "$bad: cannot be read: This is not a PDF file." "$bad"
head -c 5000 "$list" >"$bad"
check "nor what is no PDF" found 4 "$bad: cannot be read: This is not a PDF file." "$bad"

joined="$bad: changed: The file holds 2 signatures, as when several certificates are joined"
pdfunite "$good" "$second" "$bad"
check "certificates that pdfunite put together are told as such" found 1 "$joined" "$bad"
qpdf --empty --pages "$good" "$second" -- "$bad"
check "so are those of qpdf" found 1 "$joined" "$bad"
qpdf "$good" --object-streams=generate --pages . "$second" -- "$bad"
check "that were put into one of them, too" found 1 "$joined" "$bad"
qpdf "$good" "$bad"
check "one that was saved anew is not one of several" \
    found 1 "$bad: changed: /ByteRange does not cover the file up to /Contents." "$bad"

run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/unsigned" --no-sign --only 2
set -- "$SCRATCH"/unsigned/*.pdf
unsigned=$1
check "an unsigned one is told apart" found 3 "$unsigned: unsigned: " "$unsigned"
other_form --object-streams=disable
check "so it is with a plain cross-reference table" found 3 "$bad: unsigned: " "$bad"
other_form --object-streams=generate
check "and with another program's object streams" found 3 "$bad: unsigned: " "$bad"
other_form --encrypt user owner 256 -- --object-streams=disable
check "nor is an encrypted file" found 4 "$bad: cannot be read: The file is encrypted." "$bad"
verified --json "$bad"
unable() { jq -e '.verdict == "unreadable" and .code == "pdf-encrypted"' <"$SCRATCH/out"; }
check "--json says so" unable
check "unsigned files are whole" eval 'qpdf --check "$unsigned" | grep "No syntax"'

run "$KUALIK" verify "$good" --trust "$keys/other.pem"
check "another authority does not vouch for it" ended 2
check "it says that it is not trusted" prints "$good: untrusted: "
run "$KUALIK" verify "$good"
check "without an authority nobody is trusted" ended 2

verified "$SCRATCH/nobody.pdf"
check "a missing file is another matter" ended 4
check "it is named" says "$SCRATCH/nobody.pdf"
run "$KUALIK" verify "$good" --trust "$SCRATCH/nobody.pem"
check "so are missing authorities" ended 4
run "$KUALIK" verify --trust "$demo/ca.pem"
check "so is a command without files" ended 4
run "$KUALIK" verify "$good" --trust "$list"
check "so are authorities that are none" ended 4
openssl x509 -in "$demo/ca.pem" -outform DER -out "$SCRATCH/ca.cer"
run "$KUALIK" verify "$good" --trust "$SCRATCH/ca.cer"
check "an authority may come in DER form" ended 0

changed 1000
check "of several files the worst counts" \
    found 1 "3 files: 1 good and trusted, 1 not signed, 1 changed." "$unsigned" "$bad" "$good"
check "unsigned is worse than untrusted, and good ones do not help" \
    found 3 "2 files: 1 good and trusted, 1 not signed." "$unsigned" "$good"

odd=$SCRATCH/$(printf 'a\377\033b').pdf
cp "$good" "$odd"
check "a name that is no text is shown harmlessly" \
    found 0 "a<U+FFFD><U+001B>b.pdf: good: " "$odd"
verified --json "$odd"
name() { [ "$(jq -r .file <"$SCRATCH/out" | tail -c 11)" = "$(printf 'a\357\277\275\033b.pdf')" ]; }
check "and is UTF-8 in JSON" name

verified --json "$good" "$unsigned" "$bad"
words() { [ "$(jq -r .verdict <"$SCRATCH/out" | tr '\n' ' ')" = "good unsigned changed " ]; }
check "--json gives a line for each" words
signer() { [ "$(head -n 1 "$SCRATCH/out" | jq -r .signer)" = "ҮЛГІ ОБРАЗЕЦ Demo Signer" ]; }
check "with who signed" signer
