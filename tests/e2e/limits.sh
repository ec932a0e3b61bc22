#!/bin/sh
# What cannot be read to its end is refused at once, whatever it is given for; and a run that
# fails before its first row says so to programs, too.
. tests/e2e/lib

make_demo_key
mkfifo "$SCRATCH/pipe"
echo 'name,photo' >"$SCRATCH/photo.csv"
echo "Әли,pipe" >>"$SCRATCH/photo.csv"
cat >"$SCRATCH/photo.ini" <<'END'
[document]
title = {name}
lang  = kk
file  = {name}
who   = {name}
[page 1]
size = A6
[image photo]
file = {photo}
box  = 10mm 10mm 20mm 20mm
alt  = {name}
END

# tells STATUS WORDS: kualik check prints what it finds.
tells() { ended "$1" && prints "$2"; }

# Nobody ever writes to the pipe: whoever waits for it is killed.
limited() { run timeout 60 "$KUALIK" "$@"; }
why="is a pipe or a device, which cannot be read twice; give the path of an ordinary file."
for input in "$SCRATCH/pipe" /dev/zero; do
    name=${input##*/}
    limited check -t "$template" -r "$input"
    check "$name is not read as a list" tells 2 "$input: $why"
    limited check -t "$input" -r "$list"
    check "$name is not read as a template" tells 2 "$input: $why"
    limited issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --key "$input"
    check "$name is not read as a key" refused "$input: $why"
    limited issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --key "$demo/signer.p12" \
        --password-file "$input"
    check "$name does not keep the program waiting for a password" refused "$input: The password is"
    limited verify "$input" --trust "$demo/ca.pem"
    check "$name is not read as a certificate" eval 'ended 4 && says "$why"'
    limited verify "$list" --trust "$input"
    check "$name is not read as an authority" eval 'ended 4 && says "$why"'
done
limited issue -t "$SCRATCH/photo.ini" -r "$SCRATCH/photo.csv" -o "$SCRATCH/photos" --no-sign
check "a pipe is not read as a photo" eval 'ended 2 && says "$why" && holds "$SCRATCH/photos" 0'

# Files of that size that take no room on the disk.
truncate -s 600M "$SCRATCH/large"
limited check -t "$template" -r "$SCRATCH/large"
check "a list that is too large is refused before it is read" \
    tells 2 "is larger than 512 MB, the most that is allowed"
for end in '\n' '\r'; do
    yes x | head -n 1048578 | tr '\n' "$end" >"$SCRATCH/rows"
    sed -i '1s/^x/name,photo/' "$SCRATCH/rows"
    limited check -t "$SCRATCH/photo.ini" -r "$SCRATCH/rows"
    check "so is one of too many rows" tells 2 "has more than 1048576 lines, the most that is allowed"
done
rm "$SCRATCH/rows"
limited check -t "$SCRATCH/large" -r "$list"
check "so is a template" tells 2 "is larger than 1 MB"
limited issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --key "$SCRATCH/large"
check "so is a key" refused "is larger than 1 MB"
limited verify "$SCRATCH/large" --trust "$demo/ca.pem"
check "so is a PDF" eval 'ended 4 && says "is larger than 256 MB"'
# A file for the printer has as many object streams as certificates.
{ head -n 1 "$list"; for part in 1 2 3; do tail -n +2 "$list"; done; } |
    awk 'NR > 1 { sub(/^[^;]*/, sprintf("%04d", NR)) } { print }' >"$SCRATCH/many.csv"
run "$KUALIK" print -t "$template" -r "$SCRATCH/many.csv" -o "$SCRATCH/many.pdf"
check "a file with many compressed parts is made" eval 'ended 0 &&
    [ "$(grep -ac "/ObjStm" "$SCRATCH/many.pdf")" -gt 400 ]'
run "$KUALIK" verify "$SCRATCH/many.pdf" --trust "$demo/ca.pem"
check "and read: it is not signed" eval 'ended 3 && prints "The document is not signed."'

# first_line STATUS CODE OPTION…: lines of JSON that tell of errors, warnings aside, the first with
# that code.
first_line()
{
    wanted=$1
    code=$2
    shift 2
    run "$KUALIK" issue --json "$@"
    ended "$wanted" && jq -es --arg code "$code" 'map(select(.status != "warning")) |
        .[0].code == $code and all(.status == "error")' "$SCRATCH/out" >"$SCRATCH/judged" ||
        fails cat "$SCRATCH/out"
}
head -n 1 "$list" >"$SCRATCH/headings.csv"
printf 'name,photo\n,photo.png\n' >"$SCRATCH/nobody.csv"
check "--json tells of an option that there is not" first_line 2 option-unknown -t "$template" \
    -r "$list" -o "$SCRATCH/nothing" --no-sign --unknown
check "of one that is missing" first_line 2 list-missing -t "$template"
check "of a list that is not there" first_line 2 file-cannot-be-opened -t "$template" \
    -r "$SCRATCH/none" -o "$SCRATCH/nothing" --no-sign
check "of a key" first_line 2 key-file-not-pkcs12 -t "$template" -r "$list" \
    -o "$SCRATCH/nothing" --key "$list" --password-file "$demo/password"
check "of a folder" first_line 2 folder-not-opened -t "$template" -r "$list" -o "$list" --no-sign
check "of a row that is not there" first_line 2 row-not-there -t "$template" -r "$list" \
    -o "$SCRATCH/nothing" --no-sign --only 999
check "of a list without rows" first_line 2 list-without-rows -t "$template" \
    -r "$SCRATCH/headings.csv" -o "$SCRATCH/nothing" --no-sign
check "of a row in a dry run" first_line 2 row-cannot-be-issued -t "$SCRATCH/photo.ini" \
    -r "$SCRATCH/nobody.csv" --dry-run
