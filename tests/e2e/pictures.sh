#!/bin/sh
# Pictures come out of the certificates as they went in, and no larger than they were.
. tests/e2e/lib

cat >"$SCRATCH/picture.ini" <<'END'
[document]
title = {n}
file = {n}
who = {n}
[page 1]
size = A4 landscape
[image picture]
box = 20mm 20mm 200mm 150mm
file = picture.png
alt = {n}
END
printf 'n\nOne\n' >"$SCRATCH/list.csv"

# issue_picture PNG: a certificate with that picture in it, which is taken out again.
issue_picture()
{
    cp "$1" "$SCRATCH/picture.png"
    rm -rf "$SCRATCH/made"
    run "$KUALIK" issue -t "$SCRATCH/picture.ini" -r "$SCRATCH/list.csv" -o "$SCRATCH/made" \
        --no-sign
    pdf=$SCRATCH/made/One.pdf
    pdfimages -png "$pdf" "$SCRATCH/taken"
}
sound() { qpdf --check "$pdf"; }
same_picture() { cmp "$SCRATCH/taken-000.png" "$SCRATCH/$1.png"; }

# Of a palette's colours RGB is made, and what pdfimages writes is RGB without a palette.
issue_picture "$example/certificate.png"
check "a picture with a palette is issued" ended 0
cp "$SCRATCH/taken-000.png" "$SCRATCH/rgb.png"
issue_picture "$SCRATCH/rgb.png"
check "RGB without opacity is issued" ended 0
check "in a sound file" sound
check "and comes out as it went in" same_picture rgb
as_large() { [ "$(stat -c %s "$pdf")" -lt $(($(stat -c %s "$SCRATCH/rgb.png") + 20000)) ]; }
check "it takes no more than it took in the PNG" as_large

# The opacity of a seal is gray, and a picture of its own.
issue_picture "$example/seal.png"
check "a picture with opacity is issued" ended 0
cp "$SCRATCH/taken-001.png" "$SCRATCH/gray.png"
issue_picture "$SCRATCH/gray.png"
check "gray is issued" ended 0
check "in a sound file, too" sound
check "and comes out as it went in, too" same_picture gray
