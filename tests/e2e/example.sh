#!/bin/sh
# The whole example, signed with the demo key, as other programs see it: qpdf, poppler, NSS,
# OpenSSL, ZBar, and Tesseract, which reads the rendered page.
. tests/e2e/lib

make_demo_key
out=$SCRATCH/certificates
issue "$out"
check "the example is issued" ended 0
check "the last line says so" last_line "150 certificates written to $out."
check "nothing is said but that there are notes" only_notes
check "there is a file for each person" holds "$out" "$(tail -n +2 "$list" | wc -l)"
check "no file is larger than 60 kB, but for what a key of other lengths adds" \
    [ "$(find "$out" -name '*.pdf' -size -60501c | wc -l)" -eq "$(count "$out")" ]

# largest TEMPLATE: the bytes of the largest certificate that it gives the people of the example.
largest()
{
    run "$KUALIK" issue -t "$1" -r "$list" -o "$1.d" --key "$demo/signer.p12" --password-file "$demo/password"
    ended 0 >&2 && find "$1.d" -name '*.pdf' -printf '%s\n' | sort -n | tail -n 1
}
cp templates/thanks.ini "$SCRATCH/framed.ini"
awk '/^\[/ { frame = $0 == "[ornament frame]" } !frame' templates/thanks.ini >"$SCRATCH/plain.ini"
{
    cat templates/thanks.ini
    printf '%s\n' '[qr code]' 'box = 170mm 255mm 20mm 20mm' 'alt = QR: {number}' \
        'text = https://example.kz/verify?number={number}'
} >"$SCRATCH/coded.ini"
framed=$(largest "$SCRATCH/framed.ini")
plain=$(largest "$SCRATCH/plain.ini")
check "horns all around a sheet take less than 3 kB" \
    eval '[ "$plain" -lt "$framed" ] && [ $((framed - plain)) -lt 3000 ]'
check "a signed sheet with a frame, a QR code and the letters of all takes no more than 35 kB" \
    [ "$(largest "$SCRATCH/coded.ini")" -le 35000 ]

verified "$out"/*.pdf
check "kualik finds every signature good" ended 0
check "it says so in plain words" \
    last_line "All 150 files are good and trusted. Revocation was not checked."

# ---- the text ---------------------------------------------------------------------------

# The names stand in the two lines behind the heading.
mkdir "$SCRATCH/text"
find "$out" -name '*.pdf' -printf '%f\n' | sort >"$SCRATCH/files"
xargs -P "$(nproc)" -I {} pdftotext -raw "$out/{}" "$SCRATCH/text/{}.txt" <"$SCRATCH/files"
found_names() { sed -s -n '/^СЕРТИФИКАТ$/{n;p;n;p}' "$SCRATCH"/text/*.txt; }
listed_names()
{
    tail -n +2 "$list" | tr -d '\r' | awk -F';' '{ print $2, $3, $4; print $5, $6, $7 }' |
        sed 's/ *$//'
}
listed_names >"$SCRATCH/listed"
same_names() { found_names | diff "$SCRATCH/listed" -; }
check "every name comes back exactly, the Kazakh one first" same_names

# of NUMBER: the certificate of that number.
of() { echo "$out/$1"_*.pdf; }
without_time() { sed 's/..[.]..[.]20.. ..:.. UTC+00:00/TIME/'; }
# text_of NUMBER FILE OPTION…
text_of()
{
    number=$1
    file=$2
    shift 2
    pdftotext "$@" "$(of "$number")" - | without_time | golden "text/$number$file.txt"
}
check "the text comes in reading order" text_of 001 ""
check "the content is written in reading order" text_of 001 -raw -raw

facts_of() { pdfinfo -l 2 "$(of "$1")" | sed '/Date: /d; /^File size/d' | golden "text/$1-info.txt"; }
check "title, tags, version and sizes are as they should be" facts_of 001

# ---- the file ---------------------------------------------------------------------------

sed -n '1~15p' "$SCRATCH/files" >"$SCRATCH/sample"

# each COMMAND…: runs it with every file of the sample.
each()
{
    while IFS= read -r file; do
        "$@" "$out/$file" </dev/null || fails echo "$file" || return
    done <"$SCRATCH/sample"
}

sound() { qpdf --check "$1" | grep 'No syntax or stream encoding errors'; }
check "qpdf finds no fault" each sound

fonts_are_there()
{
    pdffonts "$1" | tail -n +3 >"$SCRATCH/fonts"
    [ -s "$SCRATCH/fonts" ] && ! grep -v 'Identity-H  *yes yes yes' "$SCRATCH/fonts"
}
check "fonts are embedded subsets that know their letters" each fonts_are_there

# ---- the signature ----------------------------------------------------------------------

nss=sql:$SCRATCH/nss
mkdir "$SCRATCH/nss"
certutil -N -d "$nss" --empty-password
certutil -A -d "$nss" -n demo -t CT,C,C -i "$demo/ca.pem"

pdfsig_agrees()
{
    pdfsig -nssdir "$nss" "$1" >"$SCRATCH/pdfsig"
    for words in 'Signature is Valid' 'Total document signed' 'Certificate is Trusted' \
        'ETSI.CAdES.detached'; do
        grep -F "$words" "$SCRATCH/pdfsig" || fails cat "$SCRATCH/pdfsig" || return
    done
}
check "pdfsig: valid, of the whole document, trusted" each pdfsig_agrees

# cut FILE: the signature and what it signs, by /ByteRange alone.
cut_out()
{
    set -- "$1" $(grep -ao '/ByteRange *\[[0-9 ]*\]' "$1" | tr -dc '0-9 ')
    [ $# -eq 5 ] && [ "$2" -eq 0 ] && [ $(($4 + $5)) -eq "$(stat -c %s "$1")" ] || return 1
    { head -c "$3" "$1"; tail -c "$5" "$1"; } >"$SCRATCH/signed"
    head -c "$4" "$1" | tail -c +$(($3 + 1)) >"$SCRATCH/hole"
    perl -e '$_ = <>; /^<([0-9A-Fa-f]+)>$/ or exit 1; print pack "H*", $1' "$SCRATCH/hole" \
        >"$SCRATCH/cms"
}

openssl_agrees()
{
    cut_out "$1" && openssl cms -verify -inform DER -in "$SCRATCH/cms" \
        -content "$SCRATCH/signed" -binary -CAfile "$demo/ca.pem" -purpose any -cades \
        -out /dev/null
}
check "openssl: the signature fits the two ranges, and all but it is signed" each openssl_agrees

# ---- the rendered page ------------------------------------------------------------------

qr_of()
{
    pdftoppm -r 150 -f 1 -l 1 -gray "$(of "$1")" "$SCRATCH/page"
    zbarimg -q --raw "$SCRATCH/page-1.pgm" 2>/dev/null | golden "text/$1-qr.txt"
}
check "the QR code of a page says number and name" qr_of 001
check "the QR code of the longest name too" qr_of 049

# pixels ROW LANGUAGE: where the name stands at 300 dpi. It stands on the lower edge of its
# box: what hangs below is in the 3 mm more.
pixels()
{
    "$KUALIK" issue -t "$template" -r "$list" --dump-page --only "$1" 2>/dev/null |
        sed -n "s/^text name-$2 .* box //p" |
        awk '{ k = 300 / 25.4; printf "-x %d -y %d -W %d -H %d", $1 * k, $2 * k, $3 * k, ($4 + 3) * k }'
}

# read_name ROW LANGUAGE MODEL N: reads the name from the picture and compares it with the first
# (0) or second (1) listed one, spaces aside.
read_name()
{
    number=$(printf %03d $(($1 - 1)))
    pdftoppm -r 300 -f 1 -l 1 -gray $(pixels "$1" "$2") "$(of "$number")" "$SCRATCH/name"
    read=$(OMP_THREAD_LIMIT=1 tesseract "$SCRATCH/name-1.pgm" - -l "$3" --psm 7 2>/dev/null)
    wanted=$(found_names | sed -n "$((2 * ($1 - 1) - 1 + ($4)))p")
    echo "read «$read», wanted «$wanted»"
    [ "$(echo "$read" | tr -d ' \f')" = "$(echo "$wanted" | tr -d ' ')" ]
}
check "a Kazakh name can be read from the picture" read_name 50 kk kaz 0
check "a Russian name can be read from the picture" read_name 78 ru rus 1
