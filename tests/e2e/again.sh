#!/bin/sh
# The same input gives the same bytes; a second run keeps what is there, and writes over what
# says something else only when asked to.
. tests/e2e/lib

make_keys rsa2048 rsa3072
first=$SCRATCH/first
issue_2017 "$first" -j 1
check "150 are written on one thread" last_line "150 certificates written to $first."
issue_2017 "$SCRATCH/second" -j 1
dated() { pdfinfo -isodates "$first"/001_* | grep -c 'Date: *2017-10-05T12:00:00Z' | grep -x 2; }
check "SOURCE_DATE_EPOCH is the time in the file" dated
signed_then() { pdfsig -nocert "$first"/001_* | grep 'Signing Time: Oct 05 2017 12:00:00'; }
check "and in the signature" signed_then
check "the same input gives the same bytes" same_files "$first" "$SCRATCH/second"
issue_2017 "$SCRATCH/third" -j 4
check "four threads make no difference" same_files "$first" "$SCRATCH/third"
COLUMNS=40 LC_ALL=kk_KZ.UTF-8 TZ=Asia/Almaty issue_2017 "$SCRATCH/fourth"
check "neither does where and in which language" same_files "$first" "$SCRATCH/fourth"

# What is there, with its inode, times and bytes.
state() { find "$1" -type f -printf '%P %i %s %T@ ' -exec md5sum {} ';' | sort; }
state "$first" >"$SCRATCH/before"
unchanged() { state "$first" | diff "$SCRATCH/before" -; }
issue_2017 "$first"
check "a second run writes nothing" last_line \
    "0 certificates written to $first. 150 were there already."
check "that is a success" ended 0
check "it touches nothing" unchanged
run "$KUALIK" issue -t "$template" -r "$list" -o "$first" --key "$keys/rsa2048.p12" \
    --password-file "$keys/password"
check "neither does a run at another time" last_line \
    "0 certificates written to $first. 150 were there already."
check "it touches nothing either" unchanged

# A name is corrected.
sed '11s/Нұрбол/Нұрболат/' "$list" >"$SCRATCH/corrected.csv"
check "the list has such a name" fails cmp -s "$list" "$SCRATCH/corrected.csv"
issue_2017 "$first" -r "$SCRATCH/corrected.csv"
check "a corrected certificate does not replace the old one unasked" last_line \
    "0 certificates written to $first. 149 were there already. 1 failed: row 11."
check "it says so, and what to do" says "There is already a certificate that says something else."
check "--replace is named" says "--replace"
check "the exit status says that one failed" ended 1
check "nothing is touched" unchanged
issue_2017 "$first" -r "$SCRATCH/corrected.csv" --replace
check "with --replace it does" last_line \
    "1 certificate written to $first. 149 were there already."
says_new() { pdftotext -raw "$first"/010_*.pdf - | grep 'Нұрболат'; }
check "it has the new name" says_new
only_one() { state "$first" | diff "$SCRATCH/before" - | grep -c '^>' | grep -x 1; }
check "no other is touched" only_one

# A corrected name makes a file of another name; the old one must not be handed out, too.
sed '11s/^010/0010/' "$SCRATCH/corrected.csv" >"$SCRATCH/renamed.csv"
issue_2017 "$first" -r "$SCRATCH/renamed.csv"
old=$(cd "$first" && echo 010_*)
check "a file that no row of the list gives is named" says \
    "$first: 1 file here belongs to no row of this list: $old."
check "that is no fault of the run" ended 0
issue_2017 "$first" -r "$SCRATCH/renamed.csv" --only 2
check "it is named whatever rows are asked for" says "$old"
sed '5s/^[^,;]*//' "$SCRATCH/renamed.csv" >"$SCRATCH/faulty.csv"
issue_2017 "$first" -r "$SCRATCH/faulty.csv"
check "while a row fails nobody is told to delete anything" eval 'ended 1 && says "$old" &&
    says "Keep them until every row of the list is issued" && fails says "delete the old"'
rm "$first/$old" "$first"/0010_*
issue_2017 "$first" -r "$SCRATCH/corrected.csv"
check "where each file has its row nothing is said of files" fails says "belongs to no row"
cp "$first"/001_*.pdf "$first/FOO.PDF"
ln -s "$first"/001_*.pdf "$first/link.pdf"
ln -s nowhere "$first/nothing.pdf"
ln -s "$SCRATCH" "$first/folder.pdf"
strange="3 files here belong to no row of this list: FOO.PDF, link.pdf, nothing.pdf."
issue_2017 "$first" -r "$SCRATCH/corrected.csv"
check "a PDF in capitals and links to files are named, too" says "$first: $strange"
issue_2017 "$first" -r "$SCRATCH/corrected.csv" --dry-run
check "a run that writes nothing names them in the same words" says "$first: $strange"
rm "$first/FOO.PDF" "$first/link.pdf" "$first/nothing.pdf" "$first/folder.pdf"

# A name in capitals, which is corrected, gives a file whose name differs in nothing else.
sed -E '2s/[^;]*/\U&/5' "$list" >"$SCRATCH/capitals.csv"
issue_2017 "$SCRATCH/capitals" -r "$SCRATCH/capitals.csv" --only 2
capitals=$(cd "$SCRATCH/capitals" && echo 001_*)
check "a file with capitals" fails [ "$capitals" = "$(basename "$first"/001_*)" ]
issue_2017 "$SCRATCH/capitals" --only 2
check "is told when the name is corrected" says \
    "1 file here belongs to no row of this list: $capitals."
rm "$SCRATCH/capitals"/*
issue_2017 "$SCRATCH/capitals" -r "$SCRATCH/capitals.csv" --only 2
mv "$SCRATCH/capitals/$capitals" "$SCRATCH/capitals/$(basename "$first"/001_*)"
issue_2017 "$SCRATCH/capitals" -r "$SCRATCH/capitals.csv" --only 3
check "but not where it is the only one, as on a disk that knows no case" fails says "belongs to no row"

# Another key, another template.
state "$first" >"$SCRATCH/before"
issue_2017 "$first" -r "$SCRATCH/corrected.csv" --key "$keys/rsa3072.p12" --only 2,3,4,6
check "what another key signed is not taken for the same" last_line \
    "0 certificates written to $first. 4 failed: rows 2–4, 6."
check "it says so" says "There is already a certificate signed with another key."
run "$KUALIK" issue -t "$template" -r "$list" -o "$first" --no-sign --only 2
check "nor is a signed one for an unsigned one" ended 2
check "it says so, too" says "There is already a signed certificate."
cp "$example"/*.png "$SCRATCH"
sed 's/^author .*/author = ОСК/' "$template" >"$SCRATCH/seminar.ini"
issue_2017 "$first" -t "$SCRATCH/seminar.ini" --only 2
check "nor is one of another template" says "There is already a certificate that says something else."
check "nothing is touched then" unchanged

issue_2017 "$first" -t "$SCRATCH/seminar.ini"
check "many that say something else are told in one line" says \
    ": rows 2–151: There is already a certificate that says something else. Move it away,"

# Something else has the name.
printf 'not a certificate\n' >"$SCRATCH/alien"
alien=$(basename "$first"/001_*)
mkdir "$SCRATCH/aliens"
cp "$SCRATCH/alien" "$SCRATCH/aliens/$alien"
issue_2017 "$SCRATCH/aliens" --only 2,3
check "a foreign file is not written over" cmp "$SCRATCH/alien" "$SCRATCH/aliens/$alien"
check "the other is written" last_line \
    "1 certificate written to $SCRATCH/aliens. 1 failed: row 2."
head -c 40000 "$first/$alien" >"$SCRATCH/aliens/$alien"
issue_2017 "$SCRATCH/aliens" --only 2
check "half a certificate is not taken for one" ended 2
check "it says that it is damaged" says "There is already a file that is damaged or not a certificate."

# Damage: a changed byte, and a file that another program has written anew.
harm()
{
    set -- "$1"/001_* "$1"/002_*
    printf 'XXXX' | dd of="$1" bs=1 seek=30000 conv=notrunc 2>/dev/null
    qpdf "$2" "$SCRATCH/rewritten.pdf" && cp "$SCRATCH/rewritten.pdf" "$2"
}
for how in --no-sign "--key $keys/rsa2048.p12 --password-file $keys/password"; do
    harmed=$SCRATCH/harmed
    rm -rf "$harmed"
    # shellcheck disable=SC2086
    run "$KUALIK" issue -t "$template" -r "$list" -o "$harmed" --only 2,3,4 $how
    harm "$harmed"
    # shellcheck disable=SC2086
    run "$KUALIK" issue -t "$template" -r "$list" -o "$harmed" --only 2,3,4 $how
    check "damaged certificates are not taken for whole (${how%% *})" last_line \
        "0 certificates written to $harmed. 1 was there already. 2 failed: rows 2, 3."
    check "it says that they are damaged" says "There is already a file that is damaged or not a certificate."
done

# A picture that a row brings counts, too, though its name stays.
cp "$example/seal.png" "$SCRATCH/photo.png"
cat >"$SCRATCH/photo.ini" <<'END'
[document]
title = {n}
file = {n}
who = {n}
[page 1]
size = A4
[image photo]
box = 20mm 20mm 30mm 40mm
file = {photo}
alt = {n}
END
printf 'n,photo\nAset,photo.png\nBota,\n' >"$SCRATCH/photo.csv"
issue_photo()
{
    run "$KUALIK" issue -t "$SCRATCH/photo.ini" -r "$SCRATCH/photo.csv" -o "$SCRATCH/photos" \
        --no-sign "$@"
}
issue_photo
issue_photo
check "certificates with a picture of their own are kept" last_line \
    "0 certificates written to $SCRATCH/photos. 2 were there already."
cp "$example/facsimile.png" "$SCRATCH/photo.png"
issue_photo
check "another picture is another certificate" last_line \
    "0 certificates written to $SCRATCH/photos. 1 was there already. 1 failed: row 2."
issue_photo --replace
check "--replace takes the new picture" last_line \
    "1 certificate written to $SCRATCH/photos. 1 was there already."
has_new() { pdfimages -list "$SCRATCH/photos/Aset.pdf" | grep '330 *127'; }
check "which is then in the file" has_new
