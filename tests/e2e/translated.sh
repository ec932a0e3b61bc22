#!/bin/sh
# Every command in three languages, when all is well and when something is wrong: Kazakh and
# Russian runs have no English word, and exit statuses, JSON and files are the same in all.
. tests/e2e/lib

make_keys rsa2048 stranger
SOURCE_DATE_EPOCH=$seminar_end
export SOURCE_DATE_EPOCH

# A small event: three of the example's people, and a template that gives out numbers.
event=$SCRATCH/event
mkdir "$event"
cp "$example"/*.png "$event"
sed -n '1p; 2,4p' "$list" | cut -d';' -f2- >"$event/list.csv"
sed 's/^required = number, /required = /
    s/^\[define\]/[register]\nevent = Семинар\nnumber = {seq:3}\nspares = 1\n&/' \
    "$template" >"$event/t.ini"
sed '2s/Жанаргүл/Жанаргул/' "$event/list.csv" >"$event/corrected.csv"
sed '3s/^[^;]*//' "$event/list.csv" >"$event/without.csv"
head -n 1 "$event/list.csv" >"$event/nobody.csv"
printf 'not a PDF' >"$event/text.pdf"
echo wrong >"$event/password"
echo '[register]' >"$event/half.ini"

# step STATUS WORD…: a command in $language; what it says and its exit status are kept.
step()
{
    wanted=$1
    shift
    run "$KUALIK" "$@" --ui-lang "$language"
    cat "$SCRATCH/out" "$SCRATCH/err" >>"$home.said"
    [ "$status" -eq "$wanted" ] || echo "$status instead of $wanted: kualik $*" >>"$home.wrong"
}


# programs STATUS WORD…: the same, and what it prints is for programs; folders aside.
programs()
{
    wanted=$1
    shift
    run "$KUALIK" "$@" --ui-lang "$language"
    sed "s|$home|HOME|g" "$SCRATCH/out" >>"$home.programs"
    [ "$status" -eq "$wanted" ] || echo "$status instead of $wanted: kualik $*" >>"$home.wrong"
}

helped()
{
    step 0 --help
    step 0 --version
    step 2
    step 2 isue
    for command in $commands; do
        step 0 help "$command"
        [ "$command" = verify ] && usage=4 || usage=2
        step "$usage" "$command" --nonsense
    done
}

checked()
{
    step 0 new "$home/new"
    step 2 new "$home/new"
    step 2 new "$home/other" --template none
    step 0 check -t "$home/new/template.ini" -r "$home/new/list.csv"
    step 0 check -t "$template" -r "$list"
    step 1 check -t tests/golden/check/spoilt.ini -r tests/golden/check/spoilt.csv
    step 2 check -t "$template"
    step 2 check -t "$template" -r "$event/none.csv"
    step 2 check -t "$list" -r "$template"
    step 2 check -t "$template" -r "$event/text.pdf"
    step 2 check -t "$template" -r "$list" --encoding koi8
    step 2 check -t "$template" -r "$list" -j many
    programs 1 check -t tests/golden/check/spoilt.ini -r tests/golden/check/spoilt.csv --json
    for faulty in tests/golden/templates/*.ini; do
        step 2 check -t "$faulty" -r "$list"
    done
}

drawn()
{
    set -- -t "$template" -r "$list"
    step 0 preview "$@" -o "$home.files/preview.svg" --longest
    step 0 preview "$@" -o "$home.files/preview.png" --row 3
    step 2 preview "$@" -o "$home.files/none.png" --name ер
    step 2 preview "$@" -o "$home.files/none.png" --name Ермухаметоф
    step 2 preview "$@" -o "$home.files/none.png" --row 1000
    step 2 preview "$@" -o "$home.files/none.jpg"
    step 2 preview "$@" -o "$home.files/none.pdf" --dpi 96
    step 2 preview "$@" -o "$home/none/none.pdf"
    step 0 print "$@" -o "$home.files/print.pdf" --only 2-4
    step 2 print "$@" -o "$home.files/print.pdf" --only 2-4
    step 2 print "$@" -o "$home.files/none.pdf" --where region_kk=Атлантида
    step 2 print "$@" -o "$home.files/none.pdf" --order regoin
    step 2 print "$@" -o "$home.files/none.pdf" --sides both
    step 0 calibrate --printer office -o "$home.files/calibration.pdf"
    step 0 calibrate --printer office --profiles "$home/printers.ini" --measured 30.5,29.8,100.2,99.9
    step 2 calibrate --printer office --profiles "$home/printers.ini" --measured 30.5,29.8,100.2,99.9
    step 2 calibrate --printer office --profiles "$home/printers.ini" --measured 1,2
    step 0 print "$@" -o "$home.files/office.pdf" --only 2 --printer office --profiles "$home/printers.ini"
    step 2 print "$@" -o "$home.files/none.pdf" --only 2 --printer attic --profiles "$home/printers.ini"
    step 0 proof "$@" -o "$home.files/proof.pdf"
    step 2 proof "$@" -o "$home.files/preview.svg"
    step 2 proof "$@" -o "$home.files/none.pdf" --form "$event/half.ini"
    step 0 attendance -r "$list" -o "$home.files/attendance.pdf" --days 2017-10-03
    step 2 attendance -r "$list" -o "$home.files/none.pdf" --days tomorrow
    step 2 attendance -r "$list" -o "$home.files/none.pdf" --empty many
}

issued()
{
    of="-t $template -r $list"
    step 0 issue $of --no-sign -n -o "$home/none"
    step 0 issue $of --no-sign --only 2-4 -o "$home.files"
    step 0 issue $of --no-sign --only 2-4 -o "$home.files"
    step 2 issue $of --no-sign --only 1000 -o "$home.files"
    step 2 issue $of --no-sign --only Ешкімов -o "$home.files"
    step 2 issue $of --no-sign
    step 2 issue $of -o "$home/none"
    step 2 issue $of -o "$home/none" --key "$keys/rsa2048.p12" --password-file "$event/password"
    step 2 issue $of -o "$home/none" --key "$event/text.pdf" --password-file "$event/password"
    step 2 issue $of -o "$event/text.pdf" --no-sign
    programs 0 issue $of --no-sign --only 2-4 -o "$home.files" --json
    programs 0 issue $of --no-sign --only 2 --dump-page
}

# The same event in each language: its numbers, its files, and what the register says.
registered()
{
    out=$home.files/event
    set -- -t "$event/t.ini" --register "$home.db" -o "$out" --no-sign
    step 2 register list --register "$event/none.db"
    step 2 register list --register "$event/text.pdf"
    step 2 register sell --register "$home.db"
    step 2 issue "$@" -r "$event/nobody.csv"
    step 1 issue "$@" -r "$event/without.csv"
    step 0 issue "$@" -r "$event/list.csv"
    step 1 issue "$@" -r "$event/corrected.csv"
    step 0 issue "$@" -r "$event/corrected.csv" --same 2=001
    step 0 register list --register "$home.db"
    step 0 register show 001 --register "$home.db"
    step 0 register find с --register "$home.db"
    step 1 register find Ешкімов --register "$home.db"
    step 2 register show 900 --register "$home.db"
    step 0 register verify -o "$out" --register "$home.db"
    step 2 register spoil 002 --register "$home.db"
    step 0 register spoil 002 --reason қате --register "$home.db"
    step 2 register spoil 002 --reason қате --register "$home.db"
    step 0 register duplicate 003 --reason қате --register "$home.db"
    step 0 register revoke 001 --reason қате --register "$home.db"
    step 1 issue "$@" -r "$event/corrected.csv"
    programs 0 register list --json --register "$home.db"
    programs 0 register export --register "$home.db"
    programs 0 register export --json --register "$home.db"
    rm "$out"/003_*.pdf
    step 1 register verify -o "$out" --register "$home.db"
    step 2 register merge "$event/text.pdf" --register "$home.db"
    step 2 issue "$@" -r "$event/list.csv" --range 7-9
    step 1 register verify -o "$out" -r "$event/list.csv" --register "$home.db"
    step 0 journal --register "$home.db" -o "$home.files/journal.pdf"
    step 2 journal --register "$event/none.db" -o "$home.files/none.pdf"
    step 2 journal --register "$home.db" -o "$home.files/none.pdf" --state lost
    step 2 journal --register "$home.db" -o "$home.files/none.pdf" --since tomorrow
}

verified_all()
{
    "$KUALIK" issue -t "$template" -r "$list" -o "$home/signed" --only 2,3 --key "$keys/rsa2048.p12" \
        --password-file "$keys/password" >"$SCRATCH/said"
    set -- "$home"/signed/*.pdf
    step 0 verify "$@" --trust "$keys/ca.pem"
    step 2 verify "$1" --trust "$keys/stranger.pem"
    head -c 9000 "$1" >"$home/cut.pdf"
    cp "$1" "$home/changed.pdf"
    printf x | dd of="$home/changed.pdf" bs=1 seek=9000 conv=notrunc 2>"$SCRATCH/said"
    step 4 verify "$home/cut.pdf" --trust "$keys/ca.pem"
    step 1 verify "$home/changed.pdf" --trust "$keys/ca.pem"
    step 3 verify "$home.files"/001_*.pdf --trust "$keys/ca.pem"
    step 4 verify "$event/text.pdf" --trust "$keys/ca.pem"
    step 4 verify "$1" --trust "$event/text.pdf"
    step 2 verify "$1"
    programs 1 verify "$@" "$home/changed.pdf" "$event/text.pdf" --trust "$keys/ca.pem" --json
}

sealed()
{
    step 0 seal-key "$home/seals" --key "$keys/rsa2048.p12" --password-file "$keys/password"
    step 2 seal-key "$home/seals"
    step 0 seal-list --register "$home.db" --seal-key "$home/seals/seal.key" -o "$home/list.js"
    step 2 seal-list --register "$event/none.db" --seal-key "$home/seals/seal.key" -o "$home/none.js"
    step 2 seal-list --register "$home.db" --seal-key "$event/text.pdf" -o "$home/none.js"
}

declined()
{
    programs 0 decline --lang kk --case barys 'Серік Асқар'
    programs 1 decline --lang ru --case dat 'Ахметова Әлия' '???'
    step 2 decline --lang de --case barys 'Серік Асқар'
    step 2 decline --lang kk --case dat 'Серік Асқар'
}

commands=$("$KUALIK" --help | sed -n 's/^  kualik \([a-z][a-z-]*\)  *[a-z].*/\1/p')
check "there are commands" [ "$(echo "$commands" | wc -l)" -gt 9 ]
for language in en kk ru; do
    home=$SCRATCH/$language
    mkdir "$home" "$home.files"
    : >"$home.wrong"
    helped
    checked
    drawn
    issued
    registered
    verified_all
    sealed
    declined
    check "$language: every command ends as it should" fails grep . "$home.wrong"
done
# Names that lists and templates have.
names="$(basename -s .ini templates/*.ini | tr '\n-' '  ') $(head -n 1 "$event/list.csv" | tr ';' ' ')
    CA attic office Bepa Marie bux colour body center vollkorn"
for language in kk ru; do
    home=$SCRATCH/$language
    check "$language: no English is left" tests/foreign $names <"$home.said"
    check "$language: JSON, pages and cases are the same" cmp "$SCRATCH/en.programs" "$home.programs"
    check "$language: so are files" diff -r "$SCRATCH/en.files" "$home.files"
done
check "a good signature has its level, one that is not has none" eval \
    'grep -q "\"verdict\":\"good\".*\"level\":\"PAdES-B-B\"" "$SCRATCH/en.programs" &&
     grep -q "\"verdict\":\"changed\".*\"level\":\"\"" "$SCRATCH/en.programs"'
check "there is JSON" [ "$(grep -c '^{' "$SCRATCH/en.programs")" -gt 20 ]
