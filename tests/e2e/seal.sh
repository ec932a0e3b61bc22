#!/bin/sh
# A seal proves a printed sheet: made, scanned from a rendered page by other programs, judged.
. tests/e2e/lib
. tests/e2e/servers

make_demo_key
make_keys stranger
seal=$SCRATCH/seal
url=https://sailau.example.kz/k

# The example with a seal in the place of its QR code.
sealed=$SCRATCH/sealed
cp -r "$example" "$sealed"
with_seal "$url" >"$sealed/seminar.ini"

issue_sealed()
{
    run "$KUALIK" issue -t "$sealed/seminar.ini" -r "$sealed/trainers.csv" \
        --key "$demo/signer.p12" --password-file "$demo/password" "$@"
}

# judge ARGUMENT…: verify with the issuer's key.
judge() { run "$KUALIK" verify --seal --seal-key "$seal/seal.pem" "$@"; }

run "$KUALIK" seal-key "$seal" --key "$demo/signer.p12" --password-file "$demo/password"
check "a key of seals is made" ended 0
check "its secret is the owner's alone" [ "$(stat -c %a "$seal/seal.key")" = 600 ]
check "openssl finds it to be one of P-256" sh -c \
    'openssl pkey -in "$1" -noout -text | grep -q "ASN1 OID: prime256v1"' - "$seal/seal.key"
check "openssl finds who vouches for it" openssl cms -verify -binary -inform DER \
    -in "$seal/seal.p7s" -content "$seal/seal.pem" -CAfile "$demo/ca.pem" -purpose any \
    -out "$SCRATCH/vouched"
check "and when" sh -c 'openssl cms -cmsout -print -noout -inform DER -in "$1" | grep -q signingTime' - "$seal/seal.p7s"
run "$KUALIK" seal-key "$seal"
check "a key is never written over" ended 2
check "and is told which file is in the way" says "$seal/seal-keys.js: There is a file of this name"
run "$KUALIK" seal-key "$SCRATCH/other"
check "without a key to vouch for it, that is said" prints "Nobody vouches for it yet"

issue_sealed -o "$SCRATCH/nothing"
check "issue asks for the key of seals" refused "--seal-key FILE is missing"
issue_sealed -o "$SCRATCH/nothing" --seal-key "$seal/seal.pem"
check "and does not take its public half" refused "public half"
run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --no-sign --seal-key "$seal/seal.key"
check "a key without a seal in the template is told" refused "no [seal] section"
run "$KUALIK" check -t "$sealed/seminar.ini" -r "$sealed/trainers.csv"
check "check needs no key" ended 0
check "and finds every code of the example large enough" fails grep -q "modules" "$SCRATCH/err"
issue_sealed -o "$SCRATCH/issued" --seal-key "$seal/seal.key" --only 30,12
check "certificates are sealed" ended 0
issue_sealed -o "$SCRATCH/issued" --seal-key "$seal/seal.key" --only 30,12
check "and kept by a second run" last_line "0 certificates written to $SCRATCH/issued. 2 were there already."
longest=$(echo "$SCRATCH"/issued/029_*.pdf)

judge "$longest"
check "a PDF's seal is good" ended 0
check "and says whose name the sheet must show" prints \
    "  Айтмұхамбетов-Байдәулетов Мұхамедрахым Сұлтанмахмұтұлы"
check "of which event, of which day" prints "event osk-2017, 05.10.2017"
pdftoppm -r 300 -gray -jpeg -f 1 -l 1 -singlefile "$longest" "$SCRATCH/scan"
judge "$SCRATCH/scan.jpg" --trust "$demo/ca.pem"
check "a scan's seal is good" ended 0
check "and whoever vouches for the key is named" prints "Demo Signer vouches for the key of seals"
mkdir "$SCRATCH/authorities"
cp "$demo/ca.pem" "$SCRATCH/authorities"
judge "$SCRATCH/scan.jpg" --trust "$SCRATCH/authorities"
check "authorities are taken from a folder, too" prints "Demo Signer vouches for the key of seals"
pdftoppm -r 300 -gray -png -f 1 -l 1 -x 2300 -y 1480 -W 1100 -H 900 -singlefile "$longest" "$SCRATCH/corner"
"$BUILD/tests/photo" "$SCRATCH/corner.png" "$SCRATCH/photo.jpg" 0.4 2 4 0.6 6 85
judge "$SCRATCH/photo.jpg"
check "so is that of a photograph: spread ink, askew, blurred, with noise" prints \
    "  Айтмұхамбетов-Байдәулетов Мұхамедрахым Сұлтанмахмұтұлы"
# photographed DPI SPREAD TURN KEYSTONE BLUR NOISE QUALITY: the seal of such a picture is good.
photographed()
{
    dpi=$1
    shift
    pdftoppm -r "$dpi" -gray -png -f 1 -l 1 -x $((dpi * 23 / 3)) -y $((dpi * 74 / 15)) \
        -W $((dpi * 11 / 3)) -H $((dpi * 3)) -singlefile "$longest" "$SCRATCH/part"
    "$BUILD/tests/photo" "$SCRATCH/part.png" "$SCRATCH/part.jpg" "$@" &&
        run env TMPDIR="$SCRATCH/drawn" "$KUALIK" verify --seal --seal-key "$seal/seal.pem" \
            "$SCRATCH/part.jpg" && ended 0
}
mkdir "$SCRATCH/drawn"
check "so is that of a smaller one" photographed 240 0.3 4 8 0.8 12 60
check "of one that is blurred, too" photographed 240 0.3 2 12 1.0 8 75
check "of one from farther away" photographed 200 0.4 3 6 0.8 8 80
check "and with more noise" photographed 200 0.4 10 6 0.7 10 65
check "leaving nothing behind" rmdir "$SCRATCH/drawn"
text=$(zbarimg --quiet --raw --nodbus -Sdisable -Sqrcode.enable "$SCRATCH/scan.jpg")
check "the code of the longest row has at most 65 modules a side (version 12)" \
    [ "${#text}" -le $((${#url} + 1 + 608)) ] # with a URL of 31 letters (ISO/IEC 18004, 7.4)
check "and is a link to the page, for any camera" [ "${text%%#*}" = "$url" ]
judge "$text" --json
check "the text alone is enough" prints '"verdict":"good","name_kk":"Айтмұхамбетов-Байдәулетов'
echo "$text" >"$SCRATCH/text.txt"
judge "$SCRATCH/text.txt"
check "also in a file" ended 0

# What holds several seals is as good as the worst of them.
printf '%s\n%s\n%s\n' "$text" "${text%????????}12345678" "$text" >"$SCRATCH/text.txt"
judge "$SCRATCH/text.txt"
check "another seal in it is not overlooked" [ "$status" -ne 0 ]
check "each is told once" prints "Seal 2 of 2:"
pdfunite "$longest" "$longest" "$SCRATCH"/issued/011_*.pdf "$SCRATCH/several.pdf"
judge "$SCRATCH/several.pdf"
check "all pages of a PDF are looked at" prints "  number 011"
check "in their order" sh -c \
    '[ "$(grep -E "^(Seal|  number)" "$1" | tr "\n" ";")" = "Seal 1 of 2:;  number 029;Seal 2 of 2:;  number 011;" ]' - "$SCRATCH/out"
printf '%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 101/Kids[%s]>>
endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%%%EOF\n' \
    "$(yes '3 0 R' | head -n 101 | tr '\n' ' ')" >"$SCRATCH/many.pdf"
judge "$SCRATCH/many.pdf"
check "more pages than that are told" says "The PDF has 101 pages, of which the first 100 were looked at."
qpdf --qdf --object-streams=disable "$longest" "$SCRATCH/plain.pdf"
# resized BOXES: the same sheet with these boxes of its pages is judged.
resized()
{
    boxes=$1 perl -0777 -pe 's/\/(TrimBox|BleedBox)\s*\[[^]]*\]//g; s/\/MediaBox\s*\[[^]]*\]/$ENV{boxes}/g' \
        "$SCRATCH/plain.pdf" >"$SCRATCH/resized.pdf"
    judge "$SCRATCH/resized.pdf"
    prints "  number 029"
}
check "a seal is found on A3" resized '/MediaBox [0 0 1191 842]'
check "on A2" resized '/MediaBox [0 0 1684 1191]'
check "on A1" resized '/MediaBox [0 0 2384 1684]'
check "on what is shown of a page that is large without end" \
    resized '/MediaBox [0 0 14400 14400]/CropBox [0 0 842 595]'
# A program that draws as many dots as it is asked for, and says how many these are.
mkdir "$SCRATCH/counted"
cat >"$SCRATCH/counted/pdftoppm" <<END
#!/bin/sh
"$(command -v pdftoppm)" "\$@" >"$SCRATCH/page.pgm" && wc -c <"$SCRATCH/page.pgm" >>"$SCRATCH/dots"
cat "$SCRATCH/page.pgm"
END
chmod +x "$SCRATCH/counted/pdftoppm"
printf '%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>
endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 6000 6000]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%%%EOF\n' >"$SCRATCH/vast.pdf"
run env PATH="$SCRATCH/counted:$PATH" "$KUALIK" verify --seal --seal-key "$seal/seal.pem" "$SCRATCH/vast.pdf"
check "a page of two metres is looked at, too" ended 3
check "with no more dots than can be read soon" [ "$(cat "$SCRATCH/dots")" -lt 25100000 ]
printf '#!/bin/sh\nexec sleep 60\n' >"$SCRATCH/counted/pdftoppm"
env PATH="$SCRATCH/counted:$PATH" "$KUALIK" verify --seal --seal-key "$seal/seal.pem" \
    "$SCRATCH/vast.pdf" >"$SCRATCH/out" 2>"$SCRATCH/err" &
sleep 1
kill -TERM $!
wait $!
status=$?
check "whoever stops it need not wait for a program that draws" ended 4
check "and is told" says "The run was stopped."
judge --json "$SCRATCH/several.pdf"
check "--json has a line for each" sh -c \
    '[ "$(jq -r .number <"$1" | tr "\n" " ")" = "029 011 " ]' - "$SCRATCH/out"

judge "$(echo "$text" | tr 3 4)"
check "a seal that was changed is not good" [ "$status" -ne 0 ]
run "$KUALIK" verify --seal "$text" --seal-key "$SCRATCH/other/seal.pem"
check "a seal of another key is not trusted" ended 2
check "and says that it proves nothing" says "so it proves nothing"
judge "$text" --trust "$keys/stranger.pem"
check "a key that a stranger's authority does not vouch for is not trusted" ended 2
check "and the statement is named, not the key" says "seal.p7s: "
cp "$SCRATCH/other/seal.pem" "$SCRATCH/swapped.pem"
cp "$seal/seal.p7s" "$SCRATCH/swapped.p7s"
run "$KUALIK" verify --seal "$text" --seal-key "$SCRATCH/swapped.pem" --trust "$demo/ca.pem"
check "nor is one with a statement about another key" ended 2
check "and it is told that they do not belong together" says \
    "The statement is about another key of seals than this one. Get it from the issuer, with the key."
# Other pictures are read as far as zbarimg reads them, which Debian's does.
pdftoppm -r 300 -gray -f 1 -l 1 -singlefile "$longest" "$SCRATCH/front"
perl -0777 -ne '/^P5\s+(\d+)\s+(\d+)\s+255\s/ or exit 1; my ($w, $h, $dots) = ($1, $2, substr $_, $+[0]);
    my @tags = ([256, 4, $w], [257, 4, $h], [258, 3, 8], [259, 3, 1], [262, 3, 1], [273, 4, 8],
        [277, 3, 1], [278, 4, $h], [279, 4, length $dots]);
    print pack("A2vV", "II", 42, 8 + length $dots), $dots, pack("v", scalar @tags),
        (map { $_->[1] == 3 ? pack("vvVvv", @$_[0, 1], 1, $_->[2], 0) : pack("vvVV", @$_[0, 1], 1, $_->[2]) } @tags),
        pack("V", 0)' "$SCRATCH/front.pgm" >"$SCRATCH/-scan [1].tif"
judge "$SCRATCH/-scan [1].tif"
check "a TIFF of a scanner is read" prints "The sheet must say exactly this"
printf 'RIFF\20\0\0\0WEBPjunk' >"$SCRATCH/damaged.webp"
judge "$SCRATCH/damaged.webp"
check "a picture that cannot be read is told apart from one without a seal" ended 4
check "by its kind" says "of the kind WebP"
check "with what to do" says "Save it as JPEG or PNG"
judge "$KUALIK"
check "so is a file that is none" says "neither a picture of a kind that is read, nor a PDF, nor text"
head -c 3000 "$longest" >"$SCRATCH/half.pdf"
judge "$SCRATCH/half.pdf"
check "and a PDF that cannot be drawn" says "The PDF cannot be drawn"
pdftoppm -r 100 -png -f 2 -l 2 -singlefile "$longest" "$SCRATCH/back"
judge "$SCRATCH/back.png"
check "a picture without a seal is told" ended 3
check "with what to do" says "the whole code and the white around it"
judge "$SCRATCH/missing.png"
check "a file that is not there cannot be read" ended 4
mkdir "$SCRATCH/empty"
run env PATH="$SCRATCH/empty" "$(realpath "$KUALIK")" verify --seal "$SCRATCH/back.png" --seal-key "$seal/seal.pem"
check "without zbarimg the package is named" says "sudo apt install zbar-tools"

run "$KUALIK" preview -t "$sealed/seminar.ini" -r "$sealed/trainers.csv" --row 12 -o "$SCRATCH/p.png" --dpi 300 --page 1
check "a preview needs no key" ended 0
judge "$SCRATCH/p.png"
check "and its seal is nobody's" [ "$status" -ne 0 ]

# What has become of certificates since, from a register.
registered=$SCRATCH/registered
cp -r "$sealed" "$registered"
printf '\n[register]\nevent = ОСК семинары\n' >>"$registered/seminar.ini"
issue_registered()
{
    run "$KUALIK" issue -t "$registered/seminar.ini" -r "$registered/trainers.csv" \
        -o "$SCRATCH/registered-out" --seal-key "$seal/seal.key" --no-sign --only 2,3,4 "$@"
}
list() { run "$KUALIK" seal-list --register "$registered/register.db" --seal-key "$seal/seal.key" -o "$SCRATCH/list.js"; }
of() { set -- "$SCRATCH/registered-out/$1"_*.pdf && echo "$1"; }

issue_registered
check "certificates are registered and sealed" ended 0
old=$SCRATCH/old.pdf
cp "$(of 002)" "$old"
cp "$(of 001)" "$SCRATCH/revoked.pdf"
run "$KUALIK" register revoke 001 --reason "сынақ" --register "$registered/register.db"
check "one is revoked" ended 0
sed -i 's/Бейсенов;Дархан;Қанатович/Бейсенов;Дарқан;Қанатович/' "$registered/trainers.csv"
issue_registered
check "the name of another is corrected" prints "Дарқан"
list
check "the list of both is written" prints "names 2 certificates that are not valid any more"
list
check "and written anew" ended 0
judge "$(of 003)" --seal-list "$SCRATCH/list.js"
check "who is not in it has a good seal" ended 0
check "of which the list's day is told" prints "It is not in the list of what was revoked until"
judge "$SCRATCH/revoked.pdf" --seal-list "$SCRATCH/list.js"
check "a revoked certificate is not valid" ended 1
check "and says so" says "has revoked the certificate with the number 001"
check "behind whose it is" prints "  number 001"
run "$KUALIK" register restore 001 --reason "қате" --register "$registered/register.db"
check "who revoked it by mistake is told of the list" prints "make a new one with kualik seal-list"
judge "$SCRATCH/revoked.pdf" --seal-list "$SCRATCH/list.js"
check "the list of before still says it" ended 1
list
judge "$SCRATCH/revoked.pdf" --seal-list "$SCRATCH/list.js"
check "the next has nothing against the sheet any more" ended 0
judge "$old" --seal-list "$SCRATCH/list.js"
check "the sheet with the wrong name is not good" ended 1
check "and it is told who has the number now" says "Дарқан"
judge "$(of 002)" --seal-list "$SCRATCH/list.js"
check "the corrected sheet is good" ended 0
judge "$(of 003)" --seal-list "$registered/trainers.csv"
check "another file is no list" says "not a list of"
echo "something of mine" >"$SCRATCH/list.js"
list
check "nothing else is written over" ended 2
rm "$SCRATCH/list.js"

# A raised level is a new file of the same certificate, and people may be called by any name.
renewed=$SCRATCH/renewed
cp -r "$registered" "$renewed"
rm "$renewed/register.db"
sed -i 's/^who .*/who = {last_ru}/' "$renewed/seminar.ini"
start_authorities
run "$KUALIK" issue -t "$renewed/seminar.ini" -r "$renewed/trainers.csv" -o "$SCRATCH/renewed-out" \
    --seal-key "$seal/seal.key" --key "$own/signer.p12" --password-file "$own/password" --only 2-4
check "people may be called otherwise than in the seal" ended 0
stamping run "$KUALIK" extend "$SCRATCH"/renewed-out/*.pdf --register "$renewed/register.db"
check "levels are raised" last_line "3 files were extended to B-LTA."
sed -i 's/Бейсенов;Дарқан;/Бейсенов;Дархан;/' "$renewed/trainers.csv"
cp "$SCRATCH"/renewed-out/002_*.pdf "$SCRATCH/before.pdf"
run "$KUALIK" seal-list --register "$renewed/register.db" --seal-key "$seal/seal.key" -o "$SCRATCH/list.js"
check "which replaces no certificate" prints "names 0 certificates"
judge "$SCRATCH"/renewed-out/001_*.pdf --seal-list "$SCRATCH/list.js"
check "so its sheet stays good" prints "It is not in the list"
run "$KUALIK" issue -t "$renewed/seminar.ini" -r "$renewed/trainers.csv" -o "$SCRATCH/renewed-out" \
    --seal-key "$seal/seal.key" --key "$own/signer.p12" --password-file "$own/password" --only 2-4
check "a correction is issued then" prints "corrected (first_kk)"
run "$KUALIK" seal-list --register "$renewed/register.db" --seal-key "$seal/seal.key" -o "$SCRATCH/list.js"
check "which replaces the one before" prints "names 1 certificate that"
judge "$SCRATCH"/renewed-out/002_*.pdf --seal-list "$SCRATCH/list.js"
check "the corrected sheet is good, whatever the register calls its owner" ended 0
judge "$SCRATCH/before.pdf" --seal-list "$SCRATCH/list.js"
check "and the one before is not" ended 1
judge "$(of 003)" --seal-list "$SCRATCH/list.js" --json
check "another sheet of the event is known to the list, for programs, too" prints '"listed":true'
with_seal "$url" | sed 's/^event = osk-2017/event = osk-2018/' >"$sealed/other.ini"
run "$KUALIK" issue -t "$sealed/other.ini" -r "$sealed/trainers.csv" -o "$SCRATCH/other-event" \
    --seal-key "$seal/seal.key" --no-sign --only 3
judge "$SCRATCH"/other-event/*.pdf --seal-list "$SCRATCH/list.js"
check "one of another event with the same number is not" prints "does not know this sheet"

# The statement carries the proofs that nobody was revoked, of responders or of lists.
proven=$SCRATCH/proven
proved() { stamping run "$KUALIK" seal-key "$proven" --key "$own/signer.p12" --password-file "$own/password" --level B-LT "$@"; }
# shown OPTION…: what becomes of a seal with that key, for whoever trusts the authority.
shown() { run "$KUALIK" verify --seal "$SCRATCH"/proven-out/*.pdf --seal-key "$proven/seal.pem" --trust "$own/ca.pem" "$@"; }
vouched_by_openssl()
{
    openssl cms -verify -binary -inform DER -in "$proven/seal.p7s" -content "$proven/seal.pem" \
        -CAfile "$own/ca.pem" -purpose any -out "$SCRATCH/vouched"
}
# carries NUMBER OID: the statement has so many of them.
carries()
{
    openssl asn1parse -inform DER -in "$proven/seal.p7s" >"$SCRATCH/tree" &&
        [ "$(grep -c ":$2\$" "$SCRATCH/tree")" -eq "$1" ] || fails cat "$SCRATCH/tree"
}
proved
check "a statement at B-LT carries proofs" prints "with a time-stamp and the proofs that nobody was revoked"
check "what the responder says of signer and time-stamp authority" carries 2 1.3.6.1.5.5.7.16.2
check "openssl finds it good" vouched_by_openssl
run "$KUALIK" issue -t "$sealed/seminar.ini" -r "$sealed/trainers.csv" -o "$SCRATCH/proven-out" \
    --seal-key "$proven/seal.key" --no-sign --only 2
shown
check "verify reads them" prints "Signer vouches for the key of seals, with a certificate that was not revoked then."
perl -0777 -pe 's/(\x2b\x06\x01\x05\x05\x07\x10)\x02/$1\x03/g' "$proven/seal.p7s" >"$SCRATCH/blind.p7s"
cp "$SCRATCH/blind.p7s" "$proven/seal.p7s"
shown
check "and takes nothing else for them" prints "Signer vouches for the key of seals."
echo dead >"$SCRATCH/ocsp/mode"
proved --renew
check "nobody vouches without proofs" says "Nothing tells whether the certificate of «Signer» is revoked"
proved --renew --crl "$own/lists.pem"
check "a list that is given does instead" ended 0
check "and is in it" carries 0 1.3.6.1.5.5.7.16.2
check "for openssl as well" vouched_by_openssl
shown
check "verify reads it, too" prints "with a certificate that was not revoked then"
echo good >"$SCRATCH/ocsp/mode"
perl -0777 -pi -e 's/\x02\x01\x01\x31/\x02\x01\x05\x31/' "$proven/seal.p7s"
shown
check "a version that such a message does not have is not understood" ended 4
run "$KUALIK" seal-key "$proven" --renew --key "$own/signer.p12" --password-file "$own/password" --level B-LTA
check "there is no higher level" says "seal.p7s reaches the level B-LT, not B-LTA."

# The statement outlives its certificate by a time-stamp, and can be made anew for the same key.
lasting=$SCRATCH/lasting
later=$(date -d '60 days' +%F) # the certificates in $own are good for 30
sed -i "s|^keys='[^']*'|keys='$(realpath "$keys")'|" "$SCRATCH/tsa/answer"
mkdir "$SCRATCH/both"
cp "$own/ca.pem" "$SCRATCH/both/own.pem"
cp "$keys/ca.pem" "$SCRATCH/both/stamps.pem"
# statement OPTION…: for the key in $lasting, by the signer of $own.
statement() { run "$KUALIK" seal-key "$lasting" --key "$own/signer.p12" --password-file "$own/password" "$@"; }
# stands OPTION…: what becomes of the text's seal with that key.
stands() { run "$KUALIK" verify --seal "$SCRATCH/lasting.png" --seal-key "$lasting/seal.pem" --trust "$SCRATCH/both" "$@"; }
statement
check "a statement without a time-stamp holds as long as its certificate" prints "until the certificate ends"
cp -r "$lasting" "$SCRATCH/kept"
run "$KUALIK" issue -t "$sealed/seminar.ini" -r "$sealed/trainers.csv" -o "$SCRATCH/lasting-out" \
    --seal-key "$lasting/seal.key" --no-sign --only 2
pdftoppm -r 300 -gray -png -f 1 -l 1 -singlefile "$SCRATCH"/lasting-out/*.pdf "$SCRATCH/lasting"
stands
check "so the key is trusted now" ended 0
stands --at "$later"
check "but not later" ended 2
check "and it is told how to get another" says "kualik seal-key --renew"
statement --renew --tsa "$tsa" --tsa-trust "$keys/ca.pem"
check "it is made anew, with a time-stamp" prints "with a time-stamp"
check "of the same key" cmp "$SCRATCH/kept/seal.pem" "$lasting/seal.pem"
check "which stays" cmp "$SCRATCH/kept/seal.key" "$lasting/seal.key"
stands --at "$later"
check "then it holds later" ended 0
run "$KUALIK" verify --seal "$SCRATCH/lasting.png" --seal-key "$lasting/seal.pem" --trust "$own/ca.pem" --at "$later"
check "for whoever trusts the clock" ended 2
check "openssl finds it good, too" openssl cms -verify -binary -inform DER -in "$lasting/seal.p7s" \
    -content "$lasting/seal.pem" -CAfile "$own/ca.pem" -purpose any -out "$SCRATCH/vouched"
echo "something of mine" >"$lasting/seal.p7s"
statement --renew
check "what is no statement is not written over" says "not a statement about the key of seals"
check "and stays" grep -qx "something of mine" "$lasting/seal.p7s"
run "$KUALIK" seal-key "$lasting" --renew
check "somebody has to vouch" says "--key KEY.p12 is missing"
stands --at someday
check "a day that is none is told" ended 4
