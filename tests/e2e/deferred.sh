#!/bin/sh
# Certificates that are prepared, signed by another program, and put together afterwards.
. tests/e2e/lib
. tests/e2e/servers

make_keys rsa2048 p256 stranger login tsa
out=$SCRATCH/certificates
answers=$SCRATCH/answers.json

# deferring OPTION…: issues like that with the certificate of rsa2048.
deferring()
{
    among -o "$@" || set -- -o "$out" "$@"
    among -t "$@" || set -- -t "$template" -r "$list" "$@"
    among --certificate "$@" || set -- --certificate "$keys/rsa2048.pem" "$@"
    run "$KUALIK" issue "$@"
}
prepare() { deferring --prepare "$@"; }
embed() { deferring --embed "$answers" "$@"; }

# sign KEY [OPTION…]: answers all that waits in $out, by `openssl cms` with these options.
sign()
{
    key=$1
    shift
    jq -r '.documents[] | [.contents_at, .contents_size, .prepared, .file] | @tsv' "$out/to-sign.json" |
        while IFS='	' read -r at size prepared file; do
            { head -c "$at" "$out/$prepared"; tail -c +$((at + size + 1)) "$out/$prepared"; } |
                openssl cms -sign -binary -outform DER -md sha256 -signer "$keys/$key.pem" \
                    -inkey "$keys/$key.key" "$@" | base64 -w 0 >"$SCRATCH/cms"
            jq -n --arg file "$file" --rawfile cms "$SCRATCH/cms" '{file: $file, cms: $cms}'
        done | jq -s '{version: 1, answers: .}' >"$answers"
}
# spoil FILTER: changes the answers by jq.
spoil() { jq "$1" "$answers" >"$answers.new" && mv "$answers.new" "$answers"; }
waiting() { find "$out" -name '.waiting-*' | wc -l; }
wait_now() { [ "$(waiting)" -eq "$1" ] && [ "$(jq '.documents | length' "$out/to-sign.json")" -eq "$1" ]; }
nothing_waits() { [ "$(waiting)" -eq 0 ] && [ ! -e "$out/to-sign.json" ]; }
all_good() { run "$KUALIK" verify --trust "$keys/ca.pem" "$out"/*.pdf && ended 0; }
begin()
{
    rm -rf "$out"
    among --only "$@" || set -- --only 2-5 "$@"
    prepare "$@"
}

# is_as FILE SCHEMA: the JSON is what its schema says.
is_as() { python3 -m jsonschema -i "$1" "share/$2.schema.json"; }

begin
check "certificates are prepared" ended 0
check "what waits is described as its schema says" is_as "$out/to-sign.json" to-sign
check "four wait" wait_now 4
check "and none has a name" holds "$out" 0
check "it says what to do" prints "4 wait for their signatures, as to-sign.json says: rows 2–5"
check "their digests are those of what is to be signed" sh -c '
    jq -r ".documents[0] | [.contents_at, .contents_size, .prepared, .digest] | @tsv" "$1/to-sign.json" | {
        read -r at size prepared digest
        sum=$({ head -c "$at" "$1/$prepared"; tail -c +$((at + size + 1)) "$1/$prepared"; } | sha256sum)
        [ "${sum%% *}" = "$digest" ]; }' - "$out"
cp "$out/to-sign.json" "$SCRATCH/first.json"
prepare --only 2-6
check "a second run prepares what is missing" wait_now 5
check "and keeps the others" sh -c \
    '[ "$(jq -c ".documents[:4]" "$1")" = "$(jq -c ".documents" "$2")" ]' - "$out/to-sign.json" "$SCRATCH/first.json"
deferring --no-sign --only 2 --certificate "$keys/rsa2048.pem"
check "the certificate is for signatures made elsewhere" ended 2
run "$KUALIK" issue -t "$template" -r "$list" -o "$out" --only 2-7 --no-sign
check "issue leaves alone what waits" says "rows 2–6: the certificate waits here for its signature"
check "and writes the others" holds "$out" 1
rm "$out"/*.pdf

sign rsa2048 -cades
check "so are the answers" is_as "$answers" answers
jq '.answers[0].file = "../x"' "$answers" >"$SCRATCH/elsewhere.json"
check "which leave no folder" fails is_as "$SCRATCH/elsewhere.json" answers
cp "$answers" "$SCRATCH/all.json"
spoil '.answers |= .[:2]'
embed --only 2-6
check "two answers make two certificates" holds "$out" 2
check "the others go on waiting" wait_now 3
check "which is told" prints "3 wait for their signatures"
check "by the status, too" ended 1
cp "$SCRATCH/all.json" "$answers"
embed --only 2-6
check "all answers make all certificates" ended 0
check "five" holds "$out" 5
check "and nothing waits any more" nothing_waits
check "kualik verify finds them good" all_good
for pdf in "$out"/*.pdf; do break; done
check "poppler finds one whole" signed_whole "$pdf"
check "qpdf finds no fault" qpdf --check "$pdf"
check "they are PAdES" grep -aq '/SubFilter /ETSI.CAdES.detached' "$pdf"
embed --only 2-6
check "the same once more changes nothing" prints "5 were there already"

# wrong WORDS FILTER KEY [OPTION…]: such answers fail each row with WORDS, and nothing is written.
wrong()
{
    words=$1
    filter=$2
    shift 2
    begin --only 2-3
    sign "$@"
    spoil "$filter"
    embed --only 2-3
    says "$words" && holds "$out" 0 && wait_now 2
}
check "an answer that is not PAdES is refused" wrong "does not name its certificate, as PAdES demands" . rsa2048
check "one of another person" wrong "but with that of Stranger" . stranger -cades
check "one that holds the document" wrong "not detached" . rsa2048 -cades -nodetach
check "garbage" wrong "not a CMS message in strict DER" '.answers[].cms = "bm9uc2Vuc2U="' rsa2048 -cades
check "an empty one" wrong "not a CMS message" '.answers[].cms = ""' rsa2048 -cades
check "those of each other" wrong "that of another document" '.answers |= [., .[1:] + .[:1]] | .answers |= [range(2) as $i | .[0][$i] + {cms: .[1][$i].cms}]' rsa2048 -cades
check "one with a certificate of somebody else" wrong "neither the signer's nor of an authority above it" . rsa2048 -cades -certfile "$keys/stranger.pem"
check "an answer for nobody" wrong "an answer for «x.pdf», which does not wait here" '.answers[0].file = "x.pdf"' rsa2048 -cades
check "two for one" wrong "There are two answers for" '.answers[0].file = .answers[1].file' rsa2048 -cades
check "what is no JSON" wrong "its «version» is not 1" '.version = 2' rsa2048 -cades

# Signed with GOST (the key's algorithm is 1.2.398.3.10.1.1.2.2, as the NUC RK has it).
begin --only 2-3
sign rsa2048 -cades
jq -r '.answers[] | .file, .cms' "$answers" | while read -r file && read -r cms; do
    echo "$cms" | base64 -d | perl -0777 -pe 's/\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01/\x2a\x83\x0e\x03\x0a\x01\x01\x02\x02/g' |
        base64 -w 0 >"$SCRATCH/cms"
    jq -n --arg file "$file" --rawfile cms "$SCRATCH/cms" '{file: $file, cms: $cms}'
done | jq -s '{version: 1, answers: .}' >"$answers.new"
mv "$answers.new" "$answers"
embed --only 2-3
check "one of a GOST key is refused plainly" says "GOST"
check "and the certificates go on waiting" wait_now 2

cat >"$SCRATCH/large.cnf" <<END
[req]
distinguished_name = name
[name]
[large]
keyUsage = digitalSignature
nsComment = $(head -c 18000 /dev/zero | tr '\0' x)
END
cp "$keys/rsa2048.key" "$SCRATCH/large.key"
openssl req -x509 -config "$SCRATCH/large.cnf" -extensions large -key "$SCRATCH/large.key" -subj /CN=Large \
    -out "$SCRATCH/large.pem"
begin --only 2-3 --certificate "$SCRATCH/large.pem"
own_keys=$keys keys=$SCRATCH
sign large -cades
keys=$own_keys
embed --only 2-3 --certificate "$SCRATCH/large.pem"
check "one that does not fit" says "has room for 16384"
check "and the certificates go on waiting" wait_now 2

begin --sub-filter adbe.pkcs7.detached
sign rsa2048
embed --only 2-5
check "what is prepared for signatures without that attribute takes them" ended 0
check "and says so" grep -aq '/SubFilter /adbe.pkcs7.detached' "$out"/001*.pdf
check "kualik verify finds them good" all_good

# Signatures that came are raised like others: they get time-stamps and evidence.
start_authorities
own_keys=$keys keys=$own
# at LEVEL: the signatures in $out are good, and at that level.
at()
{
    run "$KUALIK" verify --json --trust "$own/ca.pem" "$out"/*.pdf
    ended 0 && jq -se --arg level "$1" 'all(.signatures[0].level == "PAdES-" + $level)' "$SCRATCH/out"
}
for level in B-T B-LT B-LTA; do
    begin --only 2-3 --certificate "$own/signer.pem"
    sign signer -cades -certfile "$own/ca.pem"
    stamping embed --only 2-3 --level "$level" --certificate "$own/signer.pem"
    check "signatures that came later are raised to $level" ended 0
    check "and $level they are" at "$level"
done
stamping embed --only 2-3 --level B-LTA --certificate "$own/signer.pem"
check "the same once more keeps what was raised" prints "2 were there already"
begin --only 2-3 --certificate "$own/revoked.pem"
sign revoked -cades -certfile "$own/ca.pem"
stamping embed --only 2-3 --level B-LT --certificate "$own/revoked.pem"
check "a signer who was revoked is named" says "revoked"
check "and has no certificate" holds "$out" 0
check "but what was prepared goes on waiting" wait_now 2
echo dead >"$SCRATCH/ocsp/mode"
begin --only 2-3 --certificate "$own/signer.pem"
sign signer -cades -certfile "$own/ca.pem"
stamping embed --only 2-3 --level B-LT --certificate "$own/signer.pem"
check "so it does when nobody tells who was revoked" wait_now 2
stamping embed --only 2-3 --level B-LT --certificate "$own/signer.pem" --crl "$own/lists.pem"
check "until a list does" at B-LT
keys=$own_keys

# What has changed in between.
sed '2s/Жанаргүл/Жанар/' "$list" >"$SCRATCH/changed.csv"
sed '3s/$/ /; s/^title *= .*/title = Other {number}/' "$template" >"$SCRATCH/other.ini"
begin
sign rsa2048 -cades
embed --only 2-5 -t "$template" -r "$SCRATCH/changed.csv"
check "a row that was changed since is named" says "changed.csv:2:"
check "and only that" holds "$out" 3
sed '3,4d' "$list" >"$SCRATCH/shorter.csv"
begin
sign rsa2048 -cades
embed -n --only 2-3 -t "$template" -r "$SCRATCH/shorter.csv"
left=': 2 certificates that wait for their signatures are of no row of this list: 002'
check "it is foretold who waits and is not in the list any more" says "$left"
embed --only 2-3 -t "$template" -r "$SCRATCH/shorter.csv"
check "and told" eval 'says "$left" && wait_now 2'
prepare --only 4 -t "$template" -r "$SCRATCH/shorter.csv"
check "also where more is prepared" says "$left"
embed --only 3-4
check "with the whole list they are embedded" eval 'holds "$out" 4 && wait_now 1 && fails grep -F "of no row" "$SCRATCH/err"'
begin
sign rsa2048 -cades
embed --only 2-3
check "who is only not asked for is not told" eval 'wait_now 2 && fails grep -F "of no row" "$SCRATCH/err"'
begin
sign rsa2048 -cades
for prepared in "$out"/.waiting-*; do break; done
printf x | dd of="$prepared" bs=1 seek=2000 conv=notrunc 2>/dev/null
embed --only 2-5
check "a prepared file that was changed is named" says "is gone, or was changed since"
check "and has no certificate" holds "$out" 3
prepare --only 2-5
check "a second run does not replace it" says "Use --prepare --replace"
prepare --only 2-5 --replace
check "unless it is asked to" ended 0
sign rsa2048 -cades
embed --only 2-5
check "and then all is well" all_good
begin
prepare --only 2-5 -t "$template" -r "$SCRATCH/changed.csv"
check "another text does not replace what waits" says "says something else waits here"
prepare --only 2-5 --certificate "$keys/stranger.pem"
check "nor does another signer" says "prepared for another certificate, that of"
prepare -o "$SCRATCH/nothing" --certificate "$keys/login.pem"
check "a certificate that cannot sign is refused" refused "login.pem: "

# A register: numbers are reserved, and stand as issued only at the end.
plain_template '{number}' '{name} № {number}' '[register]
event  = deferred-2017
number = {seq:3}
order  = name' >"$SCRATCH/numbered.ini"
people() { printf '%s\n' name "$@" >"$SCRATCH/people.csv"; }
numbered() { "$@" -t "$SCRATCH/numbered.ini" -r "$SCRATCH/people.csv"; }
listed() { "$KUALIK" register list --register "$SCRATCH/register.db"; }
people Ботагөз Дана
rm -rf "$out"
numbered prepare
check "numbers are reserved" sh -c '[ "$(echo "$1" | grep -c reserved)" -eq 2 ]' - "$(listed)"
run "$KUALIK" register verify -o "$out" -r "$SCRATCH/people.csv" --register "$SCRATCH/register.db"
check "the register knows what waits, and whose rows they are" eval 'ended 1 &&
    [ "$(cat "$SCRATCH/out" "$SCRATCH/err" | grep -c "this certificate waits for its signature. Run kualik issue --embed")" -eq 2 ] &&
    last_line "Certificates: 0, of which duplicates: 0; files: 0; spares: 0; spoiled: 0; revoked: 0; superseded: 0. Rows of the list: 2; certificates of people, with revoked ones: 2. 2 things do not agree."'
run "$KUALIK" journal -t templates/forms/journal.ini --register "$SCRATCH/register.db" -o "$SCRATCH/journal.pdf"
check "a journal says what is to be done about them" eval 'ended 2 &&
    says "it waits for its signature, or the run that issues it was cut off" && says "use kualik register spoil"'
sign rsa2048 -cades
people Айгүл Ботагөз Дана
numbered embed
check "whoever comes later gets another number" says "Айгүл: This certificate was not prepared"
check "those who were prepared keep theirs" sh -c 'echo "$1" | grep "001.*issued.*Ботагөз" && echo "$1" | grep "002.*issued.*Дана"' - "$(listed)"
numbered prepare
check "the next number is for them" sh -c 'echo "$1" | grep "003.*reserved.*Айгүл"' - "$(listed)"
rm "$out"/.waiting-* "$out/to-sign.json"
numbered prepare
check "what was thrown away is prepared anew" wait_now 1

# A duplicate that waits for its signature is not taken back behind the back of whoever signs.
sed -i 's/^text = .*/& {duplicate}/' "$SCRATCH/numbered.ini"
"$KUALIK" register duplicate 001 --reason 'жоғалды' --register "$SCRATCH/register.db" >"$SCRATCH/marked"
numbered prepare --only Ботагөз
run "$KUALIK" register restore 001 --reason 'қате' --register "$SCRATCH/register.db"
check "a duplicate that waits for its signature cannot be taken back" eval 'ended 2 &&
    says "The duplicate of number 001 is on its way. Bring it to its end with kualik issue"'

# Whose a certificate is that waits, its number says, not only the name that its file will have.
out=$SCRATCH/regions
plain_template '{region}' '{name} № {number}' '[register]
event  = regions
number = {seq:3}' >"$SCRATCH/regions.ini"
of_regions() { printf '%s\n' name,region "$@" >"$SCRATCH/regions.csv"; }
regions() { "$@" -t "$SCRATCH/regions.ini" -r "$SCRATCH/regions.csv" --register "$SCRATCH/regions.db"; }
unlisted='of no row of this list: Ақтөбе.pdf'
not_stray() { fails grep -F 'of no row of this list' "$SCRATCH/err"; }
akhmetova='Ахметова Әлия'
kim='Ким Дана'
of_regions "$akhmetova,Ақтөбе" "$kim,Шымкент"
regions prepare
sign rsa2048 -cades
of_regions "$akhmetova," "$kim,Шымкент"
regions embed
check "who fails now is in the list all the same" eval 'ended 1 && holds "$out" 1 && wait_now 1 && not_stray'
of_regions "$akhmetova,Атырау" "$kim,Шымкент"
regions embed
check "so is who must be answered for" eval 'ended 1 && says "--same 2=001" && wait_now 1 && not_stray'
regions embed --only 3
check "also where others are asked for" eval 'ended 0 && wait_now 1 && not_stray'
of_regions "$kim,Шымкент" Ерлан,
regions embed
check "who is not in it any more is told, to be kept while rows fail" eval 'says "$unlisted" && says "Keep them until every row"'
of_regions "$kim,Шымкент" Ерлан,Алматы
regions embed --only 2
regions embed --only 2 --json
check "a program is told so, after all rows" eval 'jq -es "map(.status) == [\"kept\", \"warning\"] or map(.status) == [\"warning\", \"kept\", \"warning\"]" "$SCRATCH/out"
    tail -n 1 "$SCRATCH/out" | jq -e ".code == \"waiting-unlisted\" and (.what | contains(\"Ақтөбе.pdf\"))"'
regions embed --only 2
check "or are not asked for" eval 'says "$unlisted" && says "Keep them until every row"'
of_regions "$kim,Шымкент"
regions embed
check "and to be given up when all rows are there" eval 'says "$unlisted" && says "to give them up"'
of_regions "$akhmetova,Атырау" "$kim,Шымкент"
for dry in '' -n; do
    regions prepare $dry --same 2=001
    check "what waits under another name is prepared anew only when that is asked for${dry:+ ($dry)}" eval 'ended 1 && wait_now 1 &&
        says "something else waits here" && says "--prepare --replace" &&
        [ "$(jq -r ".documents[].file" "$out/to-sign.json")" = Ақтөбе.pdf ]'
done
regions prepare -n --replace --same 2=001
check "of who has been corrected nothing is said beforehand" eval 'ended 0 && not_stray'
regions prepare --replace --same 2=001
check "then it is there in the place of the other" eval 'wait_now 1 && not_stray &&
    [ "$(jq -r ".documents[].file" "$out/to-sign.json")" = Атырау.pdf ]'
sign rsa2048 -cades
regions embed
check "and is signed" eval 'ended 0 && holds "$out" 2 && nothing_waits'

# A further signature comes on top of one that came later, and is not deferred itself.
out=$SCRATCH/two
plain_template '{name}' '{name}' '[signature first]
alt = Қол
[signature second]
alt = Қол' >"$SCRATCH/two.ini"
printf '%s\n' name Ботагөз Дана >"$SCRATCH/two.csv"
set -- -t "$SCRATCH/two.ini" -r "$SCRATCH/two.csv"
rm -rf "$out"
prepare "$@"
sign rsa2048 -cades
embed "$@"
check "of two fields the first gets the signature that came" ended 0
further() { run "$KUALIK" sign "$out"/*.pdf --key "$keys/p256.p12" --password-file "$keys/password" "$@"; }
further --prepare
check "a further signature is not prepared" ended 2
check "which is told" says "has no option --prepare"
further
check "it is made at once" prints "2 files were signed."
check "both are good" all_good
check "two in each file" sh -c \
    '"$1" verify --json --trust "$2" "$3"/*.pdf | jq -se "all((.signatures | length) == 2)"' - "$KUALIK" "$keys/ca.pem" "$out"
embed "$@"
check "the answers once more change nothing" prints "2 were there already"

# A run that is killed at any moment leaves nothing wrong, and the next one finishes.
rm -rf "$out"
for turn in 1 2 3 4; do
    timeout -s KILL "0.0$turn" "$KUALIK" issue -t "$template" -r "$list" -o "$out" --only 2-21 \
        --certificate "$keys/rsa2048.pem" --prepare >/dev/null 2>&1
done
prepare --only 2-21
check "what a killed run has left is prepared" wait_now 20
sign rsa2048 -cades
for turn in 1 2 3 4; do
    timeout -s KILL "0.0$turn" "$KUALIK" issue -t "$template" -r "$list" -o "$out" --only 2-21 \
        --certificate "$keys/rsa2048.pem" --embed "$answers" >/dev/null 2>&1
done
embed --only 2-21
check "and put together" holds "$out" 20
check "with nothing left" nothing_waits
check "and all is good" all_good

begin
sign rsa2048 -cades
for nth in 1 3; do
    LD_PRELOAD=$BUILD/tests/faults.so ASAN_OPTIONS=verify_asan_link_order=0 FAULT_CALL=unlinkat \
        FAULT_NTH=$nth FAULT_ERRNO=kill \
        FAULT_MARK=$SCRATCH/mark embed --only 2-5
    check "killed when it removes hidden file $nth, it leaves whole certificates" all_good
done
prepare --only 2-5
check "and the next run tidies up" nothing_waits

run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --prepare
check "--prepare needs the certificate" refused "--certificate FILE is missing"
prepare -o "$SCRATCH/nothing" --embed "$answers"
check "--prepare and --embed contradict each other" refused "contradict each other"
prepare -o "$SCRATCH/nothing" --key x.p12
check "a key contradicts them" refused "are made elsewhere"
plain_template '{name}' '{name}' '[sign]
detached = cms' >"$SCRATCH/detached.ini"
prepare -o "$SCRATCH/beside" -t "$SCRATCH/detached.ini" -r "$SCRATCH/people.csv"
check "a detached signature beside the file cannot come later" says "rows 2–4: A detached signature"
prepare -o "$SCRATCH/nothing" --sub-filter adbe
check "a form that there is not" refused "--sub-filter takes"
