#!/bin/sh
# What a command has made is told as JSON to whoever asks for it, in lines that have standard
# output for themselves; sentences for people stand beside it, in English, and the files are the
# same. What keeps it from that is tried in json.sh.
. tests/e2e/lib

# Three people, whose numbers a register gives out; in a list without numbers one of them cannot
# be issued.
kualik=$(realpath "$KUALIK")
event=$SCRATCH/"біздің шара"
mkdir "$event"
name='[define]
name = {last_kk} {first_kk}'
plain_template '{number}' '{name} {number}' "$name
[register]
event  = Семинар
number = {seq:3}
spares = 2" >"$event/t.ini"
plain_template '{name}' '{name}' "$name" >"$event/plain.ini"
cat >"$event/list.csv" <<'END'
last_kk,first_kk,last_ru,first_ru,gender,region_kk,region_ru
Ахметова,Әлия,Ахметова,Алия,f,Астана,Астана
Ким,Юлия,Ким,Юлия,f,Алматы,Алматы
Ким,Ольга,Ким,Ольга,f,Алматы,Алматы
END
sed 's/Ким,Юлия/Ким,Ю?ия/' "$event/list.csv" >"$event/lost.csv"
in_event() { run env -C "$event" "$kualik" "$@"; }
in_event issue -t t.ini -r list.csv -o out --no-sign
in_event register spoil 002 --reason қате

# told STATUS FILTER: what the last run printed are lines of JSON of which the filter of jq says
# true.
told()
{
    ended "$1" && jq -es "$2" "$SCRATCH/out" >"$SCRATCH/judged" || fails cat "$SCRATCH/out" "$SCRATCH/err"
}
# made STATUS FILTER WORD…: the command tells this in a Kazakh locale, and whether it is asked
# for JSON or not, people are told the same.
made()
{
    wanted=$1
    filter=$2
    shift 2
    in_event "$@" --ui-lang en
    sort "$SCRATCH/out" "$SCRATCH/err" >"$SCRATCH/plain"
    LC_ALL=kk_KZ.UTF-8 in_event "$@" --json
    told "$wanted" "$filter" && sort "$SCRATCH/err" | diff "$SCRATCH/plain" -
}

# ---- what is warned of -------------------------------------------------------------------

# A list that is warned of, in a folder with a file of nobody's.
sed 's/Ахметова,Әлия/Ахметова,Aлия/' "$event/list.csv" >"$event/warned.csv"
in_event issue -t plain.ini -r warned.csv -o warned --no-sign
echo x >"$event/warned/old.pdf"
check "issue: what is warned of, before the rows and behind them" made 0 'map(.status) ==
    ["warning", "kept", "kept", "kept", "warning"] and .[0].code == "scripts-mixed" and .[0].row == 2 and
    .[4].code == "folder-strays" and .[4].file == "warned" and all(has("exit") | not)' \
    issue -t plain.ini -r warned.csv -o warned --no-sign
check "where nothing is written, too" made 0 'map(.code) == ["scripts-mixed", "folder-strays"]' \
    issue -n -t plain.ini -r warned.csv -o warned --no-sign
sed '/Ольга/d; s/Ким,Юлия/Омаров,Ерлан/g; s/,f,Алматы/,m,Алматы/' "$event/list.csv" >"$event/fewer.csv"
check "whom the register misses" made 0 'map(.code) == ["people-missing", "spares-beside-new", "folder-unlisted"] and
    all(.status == "warning")' issue -n -t t.ini -r fewer.csv -o out --no-sign

# ---- certificates to look at, and to print -----------------------------------------------

drawn='{file: "p.svg", status: "written", row: 3, who: "Ким Юлия", region: "Алматы"}'
check "preview: the file, and whose certificate it shows" made 0 ". == [$drawn]" \
    preview -t t.ini -r list.csv --row 3 -o p.svg
check "of several people each, and that nothing is drawn" made 2 'length == 3 and
    [.[:2][] | .status, .row] == ["found", 3, "found", 4] and
    .[2].status == "error" and .[2].code == "wanted-several" and .[2].exit == 2' \
    preview -t t.ini -r list.csv --name Ким -o p.svg
lost='.[0].code == "letters-lost" and .[0].row == 3 and .[0].who == "Ким Ю?ия" and .[0].exit == 1'
check "what keeps a row back stands before" made 1 "length == 3 and $lost and
    .[1].row == 3 and .[2].code == \"row-kept-back\" and .[2].exit == 1" \
    preview -t plain.ini -r lost.csv --row 3 -o p.svg
check "print: the file, and its sheets" made 0 '. == [{file: "p.pdf", status: "written", people: 1,
    spares: 1, copies: 2, each: 1, separators: 0, sheets: 4, kept_back: 0}]' \
    print -t t.ini -r list.csv -o p.pdf --replace --only 2 --spares 1 --copies 2
check "what keeps a row back stands before" made 1 "length == 2 and $lost and
    .[1].people == 2 and .[1].kept_back == 1" print -t plain.ini -r lost.csv -o p.pdf --replace
printf '[printer office]\ndx = far\n' >"$event/printers.ini"
check "a printer that cannot be used" made 2 'length == 2 and .[0].file == "printers.ini" and
    .[0].line == 2 and .[1].code == "print-unusable"' \
    print -t plain.ini -r list.csv -o p.pdf --printer office --profiles printers.ini
check "calibrate: the sheet" made 0 '. == [{file: "sheet.pdf", status: "written", printer: "office"}]' \
    calibrate --printer office -o sheet.pdf
check "the profile" made 0 '. == [{file: "mine.ini", status: "written", printer: "office", dx: -2.6531,
    dy: 1.7822, scale_x: 102.0408, scale_y: 99.0099}]' \
    calibrate --printer office --measured 32,28.5,98,101 --replace --profiles mine.ini
sed '/^\[line across\]/,/^$/d' templates/forms/calibration.ini >"$event/sheet.ini"
check "a sheet without what is measured" made 2 'length == 2 and .[0].file == "sheet.ini" and
    .[0].code == "calibration-ruler-missing" and .[1].code == "sheet-not-made"' \
    calibrate --printer office --measured 32,28.5,98,101 -t sheet.ini --profiles mine.ini

# ---- forms ------------------------------------------------------------------------------

form() { printf '{status: "written", groups: %s, certificates: %s, left_out: 0, kept_back: %s, spoiled: %s, spares: %s}' "$@"; }
check "attendance: the file, and how many people and pages" made 0 \
    "map(.code // .status) == [\"form-names-example\", \"form-columns-lacking\", \"written\"] and
     (.[2] | del(.file, .pages, .people)) == $(form 2 0 0 0 0) and
     .[2].file == \"a.pdf\" and .[2].people == 3 and .[2].pages > 0" attendance -r list.csv -o a.pdf
check "proof, with certificates" made 0 \
    "length == 1 and (.[0] | del(.file, .pages, .people)) == $(form 2 3 0 0 0)" \
    proof -t plain.ini -r list.csv -o a.pdf
sed 's/^box .*/box = 20mm 20mm 24mm 6mm/' "$event/plain.ini" >"$event/narrow.ini"
check "of which one cannot be issued" made 1 "length == 2 and
    .[0].code == \"text-too-high\" and .[0].row == 2 and .[0].exit == 1 and
    (.[1] | del(.file, .pages, .people)) == $(form 2 2 1 0 0)" proof -t narrow.ini -r list.csv -o a.pdf
check "journal, with all lines" made 0 \
    "map(.code // .status) == [\"form-columns-lacking\", \"written\"] and .[1].people == 2 and
     (.[1] | del(.file, .pages, .people)) == $(form 3 0 0 1 2)" \
    journal -o a.pdf
printf 'x\n' >"$event/faulty.ini"
for command in "attendance -r list.csv" "proof -t plain.ini -r list.csv" journal; do
    # shellcheck disable=SC2086
    check "${command%% *}: each fault of the form, and that it is not made" made 2 \
        'length > 1 and all(.status == "error" and .exit == 2) and .[0].file == "faulty.ini" and
         .[-1].code == "form-not-made"' $command --form faulty.ini -o a.pdf
done

# ---- folders and lists ------------------------------------------------------------------

# new_in LOCALE DIR OPTION…: kualik new there.
new_in()
{
    locale=$1
    shift
    LC_ALL=$locale in_event new "$@"
}
new_in kk_KZ.UTF-8 "екі сөз" --json
check "new: each file" told 0 '[.[].file] == ["екі сөз/template.ini", "екі сөз/list.csv",
    "екі сөз/README.txt"] and all(.status == "written")'
check "people are told it in English" says "екі сөз has a template, a list and README.txt"
new_in kk_KZ.UTF-8 plain
check "but the files are in the user's language" same_files "$event/plain" "$event/екі сөз"
check "a folder that is there" made 2 'length == 1 and .[0].code == "project-exists" and
    .[0].file == "plain/template.ini"' new plain
check "one that cannot be made" made 2 '.[0].code == "project-write" and .[0].file == "none/below"' new none/below

make_demo_key
in_event seal-key keys --json
check "seal-key: each file" told 0 '[.[].file] == ["keys/seal.key", "keys/seal.pem",
    "keys/verify.html", "keys/seal-keys.js"] and all(.status == "written")'
in_event seal-key vouched --key "$(realpath "$demo/signer.p12")" --password-file "$(realpath "$demo/password")" --json
statement='{file: "vouched/seal.p7s", status: "written", voucher: "ҮЛГІ ОБРАЗЕЦ Demo Signer", baseline: "B-B"}'
check "and who vouches for the key" told 0 "length == 5 and .[4] == $statement"
named() { jq -r '.file | sub(".*/"; "")' "$SCRATCH/out" | sort >"$SCRATCH/named"; ls "$event/vouched" | sort | diff - "$SCRATCH/named"; }
check "those and no others" named
check "which is made anew alone" made 0 ". == [$statement]" seal-key vouched --renew \
    --key "$(realpath "$demo/signer.p12")" --password-file "$(realpath "$demo/password")"
check "a key that is there" made 2 'length == 1 and .[0].code == "seal-key-exists"' seal-key keys
check "seal-list: the file, and how many it names" made 0 \
    '. == [{file: "l.js", status: "written", certificates: 1}]' \
    seal-list --register register.db --seal-key keys/seal.key -o l.js
check "a register that is not there" made 2 'length == 1 and .[0].code == "register-not-opened"' \
    seal-list --register none.db --seal-key keys/seal.key -o l.js

# ---- names ------------------------------------------------------------------------------

in_event decline --lang ru --case dat --json "Волошина Татьяна Викторовна" "Ким Аян"
check "decline: each name with its form, or why it has none" told 1 '. == [
    {name: "Волошина Татьяна Викторовна", form: "Волошиной Татьяне Викторовне", status: "declined", code: "", message: ""},
    {name: "Ким Аян", form: "", status: "failed", code: "form-gender-missing", message: .[1].message}]'
check "which is told to people, too" says "Ким Аян: no patronymic shows"
in_event decline --lang ru --case dat --part first --gender f --json Асель
check "where usage differs, where to look" told 0 '.[0].form == "Асель" and .[0].status == "declined" and
    .[0].code == "form-women-soft" and (.[0].message | contains("usage differs"))'
run sh -c 'head -c 3000000 /dev/zero | tr "\0" a | "$1" decline --lang ru --case dat --json' - "$KUALIK"
check "what are no lines of names" told 1 '[.[].code] == ["line-too-long", "input-not-lines"] and
    .[0].status == "failed" and .[1].status == "error" and .[1].exit == 1'
check "a case that is none" made 2 'length == 1 and .[0].code == "case-invalid"' \
    decline --lang ru --case xx Анна
