#!/bin/sh
# A certificate carries what it says as data, and nothing of the list besides.
. tests/e2e/lib

make_demo_key
dir=$SCRATCH/issued
mkdir "$SCRATCH/design"
cp "$example"/*.png "$SCRATCH/design"
sed '0,/^lang .*/s//&\nembed = row/' "$template" >"$SCRATCH/design/seminar.ini"
# A column that no text shows, and an ё of two characters, as macOS writes it.
parted=$(printf '\320\265\314\210')
sed "s/\r//; 1s/\$/;phone/; 2,\$s/\$/;+7 701 000/; 23s/;Ян;/;Ян${parted}н;/" \
    "$list" >"$SCRATCH/list.csv"

issue_two()
{
    run "$KUALIK" issue -t "$SCRATCH/design/seminar.ini" -r "$SCRATCH/list.csv" -o "$dir" \
        --only 23,46 --key "$demo/signer.p12" --password-file "$demo/password"
}

# data FILE: takes the data out of the certificate.
data()
{
    rm -f "$SCRATCH/data"
    pdfdetach -savefile certificate.json -o "$SCRATCH/data" "$1" && [ -s "$SCRATCH/data" ]
}

shown_by_qpdf() { qpdf --show-attachment=certificate.json "$1" | cmp - "$SCRATCH/data"; }
holds() { jq -e "$1" "$SCRATCH/data"; }
valid() { python3 -m jsonschema -i "$SCRATCH/data" share/certificate.schema.json; }
associated() { qpdf --qdf --object-streams=disable "$1" - | grep -a -A 2 "^  /AF \["; }

issue_two
check "certificates with data are issued" ended 0
for file in "$dir"/*.pdf; do
    check "$file carries its data" data "$file"
    check "its data are what their schema says" valid
    check "its data are associated with it" associated "$file"
    check "qpdf shows the same" shown_by_qpdf "$file"
    check "what no text shows stays outside" fails grep -q '701' "$SCRATCH/data"
done
check "a certificate is there" data "$dir/045_город_Астана_Ор.pdf"
check "the row is there" holds '.number == "045" and .row.number == "045" and
    .row.last_kk == "Ор" and .row.region_ru == "город Астана" and (.row | has("phone") | not)'
check "names are there" holds '.defined.name_kk == "Ор Ән"'
check "texts are there as they are shown" holds \
    '[.texts[] | select(.lang == "ru") | .text] | index("город Астана") != null'
check "the template is there" holds ".template.sha256 ==
    \"$(sha256sum <"$SCRATCH/design/seminar.ini" | cut -c 1-64)\""
check "another certificate is there" data "$dir"/022_*.pdf
check "texts are in NFC" grep -q "Янён" "$SCRATCH/data"

run "$KUALIK" verify --trust "$demo/ca.pem" "$dir"/*.pdf
check "signatures are good" ended 0
issue_two
check "a second run keeps them" last_line \
    "0 certificates written to $dir. 2 were there already."
sed -i 's/;Ор;/;Орай;/' "$SCRATCH/list.csv"
issue_two
check "what has other data is told" ended 1
