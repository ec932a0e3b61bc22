#!/bin/sh
# detached = cms: beside each certificate lies a signature of all its bytes.
. tests/e2e/lib
. tests/e2e/servers

make_demo_key >"$SCRATCH/made" 2>&1 && make_keys rsa2048 tsa >"$SCRATCH/made" 2>&1 || exit 1
export SOURCE_DATE_EPOCH=$seminar_end
folder=$SCRATCH/қолтаңба\ қасында
mkdir "$folder"
cp -r "$example"/* "$folder"
sed 's|^\[page 1\]|[sign]\ndetached = cms\n\n&|' "$template" >"$folder/detached.ini"
out=$folder/out

# sign_beside DIR OPTION…
sign_beside() { issue_with "$keys" rsa2048 "$@" -t "$folder/detached.ini"; }

openssl_agrees()
{
    for file in "$1"/*.pdf; do
        openssl cms -verify -binary -inform DER -in "$file.cms" -content "$file" \
            -CAfile "$keys/ca.pem" -purpose any -out "$SCRATCH/content" 2>"$SCRATCH/said" &&
            cmp "$SCRATCH/content" "$file" || return 1
    done
}

pairs() # DIR NUMBER
{
    [ "$(find "$1" -maxdepth 1 -name '*.pdf' | wc -l)" -eq "$2" ] &&
        [ "$(find "$1" -maxdepth 1 -name '*.pdf.cms' | wc -l)" -eq "$2" ] ||
        fails ls "$1"
}

verified_2017() { run "$KUALIK" verify --trust "$keys/ca.pem" "$@"; }

sign_beside "$out" --only 2-5 -j4
check "each certificate gets a signature beside it" ended 0
check "as many as there are certificates" pairs "$out" 4
check "OpenSSL finds each to be of its certificate" openssl_agrees "$out"
check "so does kualik, which takes the certificates too" verified_2017 "$out"/*
check "and says so" ended 0
check "each covers its file" prints "It covers the whole file."
check "for all of them" prints "All 8 files are good and trusted."
# Other programs give other names, and text.
mkdir "$SCRATCH/text"
find "$out" -name '*.pdf.cms' | sort | head -n 1 | while read -r first; do
    cp "${first%.cms}" "$SCRATCH/text/a.pdf"
    cp "$first" "$SCRATCH/text/a.pdf.p7s"
    base64 -w 0 "$first" >"$SCRATCH/text/a.pdf.sig"
    openssl cms -cmsout -inform DER -in "$first" -outform PEM -out "$SCRATCH/text/a.pdf.cms"
done
check "signatures of other names, in PEM and in Base64, are judged" verified_2017 "$SCRATCH"/text/*
check "as good" prints "All 4 files are good and trusted."
printf ' ' >>"$SCRATCH/text/a.pdf"
verified_2017 "$SCRATCH/text/a.pdf.sig"
check "each by its file" ended 1
mkdir "$SCRATCH/spoilt"
find "$out" -name '*.pdf.cms' | sort | head -n 1 | while read -r one; do
    cp "$one" "${one%.cms}" "$SCRATCH/spoilt"
    printf ' ' >>"$SCRATCH/spoilt/$(basename "${one%.cms}")"
done
check "one of a changed file is found out" verified_2017 "$SCRATCH"/spoilt/*.cms
check "and covers nothing" eval 'ended 1 && fails grep -F "It covers" "$SCRATCH/out"'
# has FILE ATTRIBUTE…: the signature has these, and no others.
has()
{
    openssl cms -cmsout -print -noout -inform DER -in "$1" | sed -n 's/^ *object: \([^ ]*\) .*/\1/p' |
        grep -v X509 | sort >"$SCRATCH/attributes"
    shift
    printf '%s\n' "$@" | sort | diff - "$SCRATCH/attributes"
}
signed="contentType messageDigest signingTime id-smime-aa-signingCertificateV2"
one=$(find "$out" -name '*.pdf' | sort | head -n 1)
: "${one:?no certificate was written}" # what is made of this name would lie in the tree
check "it claims its time, and names its certificate, as CAdES wants" has "$one.cms" $signed
cp -r "$out" "$SCRATCH/first"
sign_beside "$out" --only 2-5
check "a second run keeps both" same_files "$SCRATCH/first" "$out"
check "and says that all was there" prints "4 "
check "and finds nothing strange" fails grep "belongs to no row" "$SCRATCH/err"

rm "$one.cms"
sign_beside "$out" --only 2-5
check "a signature that is missing is made again" same_files "$SCRATCH/first" "$out"
printf 'something else' >"$one.cms"
sign_beside "$out" --only 2-5
check "what is there under its name is left as it is" ended 1
check "and named" says "is no signature of this certificate"
check "to the last byte" grep -qx "something else" "$one.cms"
verified_2017 "$one.cms"
check "kualik cannot judge it" ended 4
sign_beside "$out" --only 2-5 --replace
check "--replace writes over it" same_files "$SCRATCH/first" "$out"
printf x >>"$one"
verified_2017 "$one.cms"
check "a certificate that was changed is told by its signature" ended 1
sign_beside "$out" --only 2-5 --replace
check "--replace makes both anew" same_files "$SCRATCH/first" "$out"

rm "$one"
sign_beside "$out" --only 3-5
check "a signature without its certificate is told" says "belongs to no row of this list: ${one##*/}.cms"
sign_beside "$out" --only 2-5
check "and not written over" says "without its certificate"
check "nor is the certificate made" [ ! -e "$one" ]
sign_beside "$out" --only 2-5 --replace
check "unless that is asked for" same_files "$SCRATCH/first" "$out"
verified_2017 "$SCRATCH/nobody.pdf.cms"
check "a signature that is not there is told" ended 4

unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
start_tsa tsa
stamped()
{
    sign_beside "$SCRATCH/stamped" --only 2-3 --level B-T --tsa "$tsa" --tsa-trust "$keys/ca.pem" "$@"
}
stamped
check "with a time-stamp authority" ended 0
for file in "$SCRATCH"/stamped/*.cms; do
    check "it has a time-stamp of its own" has "$file" $signed id-smime-aa-timeStampToken
done
check "and OpenSSL finds it good" openssl_agrees "$SCRATCH/stamped"
run "$KUALIK" verify --trust "$keys/ca.pem" "$SCRATCH"/stamped/*
check "so does kualik" prints "All 4 files are good and trusted."
check "which says when it was" prints "B-T"
two=$(find "$SCRATCH/stamped" -name '*.cms' | sort | tail -n 1)
: "${two:?no signature was written}"
rm "$two"
echo once >"$SCRATCH/tsa/mode"
stamped
check "one that gets no time-stamp is not made" [ ! -e "$two" ]
check "which is told" ended 1
echo once >"$SCRATCH/tsa/mode"
stamped --on-tsa-failure plain
check "unless one without will do" has "$two" $signed
check "which is told" says "The signature in the .cms file beside the certificate has no time-stamp"
check "for its row" last_line "0 certificates written to $SCRATCH/stamped. 2 were there already. 1 is signed without a time-stamp (B-B): row 3."

run "$KUALIK" sign "$one" --key "$keys/rsa2048.p12" --password-file "$keys/password"
check "a certificate with one is not changed by another signature" says "would not hold any more"
check "it stays as it was" same_files "$SCRATCH/first" "$out"

# Nothing but whole pairs, and perhaps certificates without a signature.
alone_nowhere()
{
    for signature in "$1"/*.cms; do
        [ ! -e "$signature" ] || [ -e "${signature%.cms}" ] || return 1
    done
}

export LD_PRELOAD="$BUILD/tests/faults.so" ASAN_OPTIONS=verify_asan_link_order=0 \
    FAULT_CALL=renameat2 FAULT_ERRNO=kill \
    FAULT_MARK="$SCRATCH/mark"
for FAULT_NTH in 1 2 3 4; do
    export FAULT_NTH
    sign_beside "$SCRATCH/killed" --only 2-3 -j1
    check "killed at the name of file $FAULT_NTH, no signature is without its certificate" \
        alone_nowhere "$SCRATCH/killed"
done
unset LD_PRELOAD ASAN_OPTIONS FAULT_CALL FAULT_NTH FAULT_ERRNO FAULT_MARK
sign_beside "$SCRATCH/killed" --only 2-3
check "the next run completes what was cut off" pairs "$SCRATCH/killed" 2
check "with good signatures" openssl_agrees "$SCRATCH/killed"

plain_template '{number}_{name}' '{name} {region} № {number}' '[register]
event  = Семинар 2017
number = ОСК-{year}-{seq:4}
[sign]
detached = cms' >"$SCRATCH/t.ini"

# give NAME…: issues the people of these lines, with numbers.
give()
{
    printf '%s\n' 'name;region' "$@" >"$SCRATCH/list.csv"
    issue_with "$keys" rsa2048 "$SCRATCH/numbered" -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv"
}

give 'Үміт Сапарова;Ақтау' 'Юлия Ким;Ақмола'
check "certificates with numbers have signatures, too" pairs "$SCRATCH/numbered" 2
give 'Үміт Сапарова;Ақтау' 'Юлия Ким;Ақмола облысы'
check "one that is corrected" ended 0
check "has its own" pairs "$SCRATCH/numbered" 2
check "which is good" openssl_agrees "$SCRATCH/numbered"
check "the one before went to the archive with its certificate" pairs "$SCRATCH/numbered/archive" 1
check "where it is as good" openssl_agrees "$SCRATCH/numbered/archive"
number=$(find "$SCRATCH/numbered" -maxdepth 1 -name '*Сапарова.pdf' | sed 's|.*/||; s|_.*||')
run "$KUALIK" register spoil "$number" --reason 'оттиск' --register "$SCRATCH/register.db"
check "one that is spoiled" ended 0
give 'Үміт Сапарова;Ақтау' 'Юлия Ким;Ақмола облысы'
check "goes there with its signature, too" pairs "$SCRATCH/numbered/archive" 2
