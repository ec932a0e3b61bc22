#!/bin/sh
# kualik journal: the journal of issue of a register, read back in reading order; its sums; the
# states of numbers told apart; what is told of registers, forms and filters that are wrong.
. tests/e2e/lib

event=$SCRATCH/event
out=$SCRATCH/journal.pdf
register=$event/register.db
form=templates/forms/journal.ini
journal() { run "$KUALIK" journal --register "$register" -o "${to:-$out}" "$@"; }
issue() { run "$KUALIK" issue -t "$event/t.ini" -r "$event/list.csv" -o "$event/out" --no-sign; }
mark() { run "$KUALIK" register "$@" --register "$register"; }
read_page() { pdftotext -f "$1" -l "$1" -layout "$out" -; }

mkdir "$event"
cp "$example"/*.png "$event"
cut -d';' -f2- "$list" >"$event/list.csv"
sed 's/^required = number, /required = /
     s/^\[define\]/[register]\nevent = Тренерлер семинары\nnumber = О-{seq:4}\nspares = 5\n&/
     s/^text  = № {number}$/& {duplicate}/' \
    "$template" >"$event/t.ini"
issue
mark spoil О-0003 О-0155 --reason "кофе төгілді"
mark duplicate О-0010 --reason жоғалды
mark revoke О-0020 --reason қате
issue

journal
check "a register has its journal" ended 0
check "the sum adds up: people, spoiled numbers and spares are the lines" \
    last_line "$out: People: 150; spoiled: 2; spares: 5; lines: 157; groups: 17; sheets: 13."
check "so many sheets" [ "$(pdfinfo "$out" | sed -n 's/^Pages: *//p')" = 13 ]
listen "$out"
heard >"$SCRATCH/read"
check "the lines are numbered" eval \
    'grep -x "[0-9]*" "$SCRATCH/read" >"$SCRATCH/numbers"; seq 157 | cmp - "$SCRATCH/numbers"'
check "each number of the register has its line" eval \
    '"$KUALIK" register list --register "$register" | cut -d" " -f1 | sort >"$SCRATCH/given"
     grep -x "О-[0-9]*" "$SCRATCH/read" | sort | cmp - "$SCRATCH/given"'
check "the spoiled number keeps its line, and its person has another" eval \
    '[ "$(grep -cx "Волошина Татьяна Викторовна" "$SCRATCH/read")" -eq 4 ] &&
     grep -A 2 -x "О-0156" "$SCRATCH/read" | grep -q Волошина'
sum() { sed -n "s/^$1\$/\\1/p" "$SCRATCH/read" | awk '{ sum += $1 } END { print sum }'; }
check "the regions' lines add up" [ "$(sum 'Строк: \([0-9]*\), людей: .*')" -eq 157 ]
check "so do their people" [ "$(sum 'Строк: .*, людей: \([0-9]*\), .*')" -eq 150 ]
check "and what was spoiled" [ "$(sum 'Строк: .*, испорчено: \([0-9]*\)')" -eq 2 ]
check "and come to the total" grep -qx \
    'Жолдардың барлығы: 157, адамдар: 150, бүлінгені: 2, қосалқы бланкілер: 5' "$SCRATCH/read"
# The line of a number, in reading order.
line() { awk -v number="$1" '/^[0-9]+$/ { on = 0 } $0 == number { on = 1 } on' "$SCRATCH/read" | tr '\n' '|'; }
check "a line tells that its number is spoiled, and why" [ "$(line О-0003)" = \
    "О-0003|Волошина Татьяна Викторовна|Волошина Татьяна Викторовна|Ақмола облысы|Акмолинская область|$(date -u +%d.%m.%Y)|–|бүлінген|испорчен: кофе төгілді|" ]
check "a duplicate is told" eval 'grep -qx "телнұсқа" "$SCRATCH/read"'
check "so is a revoked certificate" eval 'grep -qx "аннулирован: қате" "$SCRATCH/read"'
check "the others have nothing to note" eval \
    '[ "$(grep -c "^испорчен\|^аннулирован\|^дубликат" "$SCRATCH/read")" -eq 4 ]'
check "the day of issue stands there" eval 'grep -qx "$(date -u +%d.%m.%Y)" "$SCRATCH/read"'
check "the event is named" grep -qx "Тренерлер семинары" "$SCRATCH/read"
check "the last sentence counts the sheets in Kazakh words" eval \
    'read_page 13 | grep -q "Осы журналда 13 (он үш) парақ тігілген, нөмірленген\."'
check "and in Russian ones" eval \
    'read_page 13 | grep -q "прошито, пронумеровано 13 (тринадцать) листов\."'
check "each sheet says which it is" eval 'read_page 7 | grep -q "Лист 7 из 13"'
heads() { [ "$(for page in $(seq 13); do read_page "$page" | grep -c 'Регистрационный'; done | sort | uniq -c | tr -s ' ')" = " 13 1" ]; }
check "the head stands on each sheet, once" heads
tags() { pdfinfo -struct "$out" 2>"$SCRATCH/warnings" | tr -d ' ' | grep -c "^$1"; }
check "it is one table" [ "$(tags Table)" -eq 1 ]
check "with one head" [ "$(tags THead)" -eq 1 ]
check "and a body for each region, the spares, and the end" [ "$(tags TBody)" -eq 18 ]

SOURCE_DATE_EPOCH=1800000000 "$KUALIK" journal --register "$register" -o "$SCRATCH/one.pdf" >"$SCRATCH/said"
SOURCE_DATE_EPOCH=1800000000 "$KUALIK" journal --register "$register" -o "$SCRATCH/two.pdf" >"$SCRATCH/said"
check "the same register gives the same bytes" cmp "$SCRATCH/one.pdf" "$SCRATCH/two.pdf"

# ---- some of it -------------------------------------------------------------------------

journal --where "region_kk=ақмола облысы"
listen "$out"
check "a region may be asked for" last_line "$out: People: 9; spoiled: 1; spares: 0; lines: 10; groups: 1; sheets: 2."
check "and is counted alone" eval 'heard | grep -qx "В настоящем журнале прошито, пронумеровано 2 (два) листа."'
journal --state spoiled,spare
check "so may states" last_line "$out: People: 0; spoiled: 2; spares: 5; lines: 7; groups: 2; sheets: 2."
journal --since "$(date -u +%Y-%m-%d)"
check "and what was issued since a day" prints "People: 150; spoiled: 1; spares: 0;"

# ---- mistakes ---------------------------------------------------------------------------

wrong() { to=$SCRATCH/none.pdf journal "$@"; ended 2 && [ ! -e "$SCRATCH/none.pdf" ]; }
check "a day of the next year is nobody's" wrong --since 2999-01-01
check "which is told" says "register.db: No number of the register is asked for."
check "no day is no day" wrong --since 2026-02-30
check "with what it should be" says "--since takes a day such as 2026-12-01, not «2026-02-30»."
check "a column that is none" wrong --where regoin_kk=x
check "is told with the nearest" says "register.db: There is no column «regoin_kk». Did you mean «region_kk»?"
check "so is half of a condition" eval 'wrong --where region_kk; says "--where takes COLUMN=VALUE"'
check "and a state that is none" eval 'wrong --state lost; says "--state takes issued, duplicate"'
check "a word too many" eval 'wrong "$list"; says "The register is given with --register."'
of_form() { sed "$1" "$form" >"$SCRATCH/form.ini" && wrong -t "$SCRATCH/form.ini"; }
check "a form with a column that the certificates have not" of_form 's/{last_kk}/{lats_kk}/'
check "is told with the nearest" says "Did you mean {last_kk}?"
check "another file is not written over" eval \
    'echo kept >"$SCRATCH/kept.pdf"; to=$SCRATCH/kept.pdf journal; ended 2 && grep -q kept "$SCRATCH/kept.pdf"'
before=$register
register=$SCRATCH/none.db
check "a register that is not there" wrong
check "is told with its name" says "none.db: The register cannot be opened: "
check "and is not made" [ ! -e "$register" ]
register=$event/list.csv
check "a list is not a register" wrong
check "which is told" says "list.csv: The file is not a register"
check "and the list stays" eval 'cut -d";" -f2- "$list" | cmp - "$event/list.csv"'
register=$before
check "the register has stayed as it was" eval \
    'journal; last_line "$out: People: 150; spoiled: 2; spares: 5; lines: 157; groups: 17; sheets: 13."'

# ---- a new project ----------------------------------------------------------------------

# in_project WORD…: there, with its register.
kualik=$(realpath "$KUALIK")
in_project() { (cd "$SCRATCH/project" && "$kualik" "$@"); }
run "$KUALIK" new "$SCRATCH/project"
printf '\n[register]\nevent = Семинар\nnumber = {seq:3}\n' >>"$SCRATCH/project/template.ini"
run in_project issue -t template.ini -r list.csv -o out --no-sign
check "a new project gets a register" ended 0
run in_project --ui-lang kk journal
check "and its journal at once, in the user's language" eval 'ended 0 && prints "journal.pdf: Адамдар: 3;"'
project_shows() { pdftotext "$SCRATCH/project/journal.pdf" - | grep -qxF -e "$1"; }
check "with regions, which the certificates do not show" project_shows 'Актюбинская область'
sed -i 's/Актюбинская область/Абайская область/' "$SCRATCH/project/list.csv"
run in_project issue -t template.ini -r list.csv -o out --no-sign
check "a region that was corrected makes no new certificate" prints '3 were there already.'
run in_project journal
check "and stands in the journal" project_shows 'Абайская область'
sed 's/{region_kk}/{oblys}/g' "$form" >"$SCRATCH/project/oblys.ini"
run in_project journal -t oblys.ini
check "what the register does not have is told" eval 'ended 2 && says "{oblys}: register.db has no such column" &&
    says "The register has: «number»" && fails says "Row 0"'

# ---- a list with headings of its own ----------------------------------------------------

printf 'Аты-жөні;ФИО\nОспанов Асқар;Оспанов Аскар\nӘлиева Дана;Алиева Дана\n' \
    >"$SCRATCH/project/list.csv"
sed -e 's/^#\(\[register\]\|event\|number\)/\1/; /^name_/d; s/^required.*/required = name_kk/' \
    -e 's/^file .*/file = {number}/' templates/kazakh.ini >"$SCRATCH/project/own.ini"
printf '[columns]\nname_kk = Аты-жөні\nname_ru = ФИО\n' >>"$SCRATCH/project/own.ini"
rm "$SCRATCH/project/register.db"
run in_project issue -t own.ini -r list.csv -o own --no-sign
run in_project journal
check "is told with the template that says what they are" eval 'ended 2 &&
    says "Give the template of the certificates with -t: its [columns] and [define] say what they are."'
run in_project journal -t own.ini
check "and has its journal with it, in one group" prints 'People: 2; spoiled: 0; spares: 0; lines: 2; groups: 1;'
check "with one word for the regions that are not there" eval \
    'says "register.db: warning: there is no «region_kk», «region_ru»;" && fails says "no group"'
check "with the names" eval 'project_shows "Оспанов Асқар" && project_shows "Алиева Дана"'
check "without a column for the regions" eval 'fails project_shows Облысы'
check "the template's {reason} is not the register's" eval \
    'fails project_shows "электораттық оқыту"'
sed '/^name_/d' "$form" >"$SCRATCH/project/form.ini"
run in_project journal -t own.ini --form form.ini
check "a form can be given beside it" prints "People: 2;"
