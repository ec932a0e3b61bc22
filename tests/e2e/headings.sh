#!/bin/sh
# A list with headings of its own, of which the template's [columns] says what they are: every
# command takes it like any other, and takes the template's names of columns beside the list's.
. tests/e2e/lib

cp "$example"/*.png "$SCRATCH/"
own=$SCRATCH/own.ini
theirs=$SCRATCH/тізім.csv
{
    echo 'Р/с;Тегі;Аты;Әкесінің аты;Фамилия;Имя;Отчество;Жынысы;Облысы;Область;Лауазымы;Должность'
    sed 1d "$list"
} >"$theirs"
columns='[columns]
number = Р/с
last_kk = Тегі
first_kk = Аты
patronymic_kk = Әкесінің аты
last_ru = Фамилия
first_ru = Имя
patronymic_ru = Отчество
gender = Жынысы
region_kk = Облысы
region_ru = Область
post_kk = Лауазымы
post_ru = Должность
'
{ cat "$template"; echo "$columns"; } >"$own"
kualik() { run "$KUALIK" "$@" -t "$own" -r "$theirs"; }
words() { pdftotext -layout "$1" -; }

# ---- both languages ---------------------------------------------------------------------

run "$KUALIK" check -t "$template" -r "$list"
tail -n 1 "$SCRATCH/out" >"$SCRATCH/summary"
kualik check
check "nothing is told but what is told of the list with the template's headings" \
    last_line "$(cat "$SCRATCH/summary")"
export SOURCE_DATE_EPOCH=1507183200 # the pages say when they are signed
"$KUALIK" issue -t "$template" -r "$list" --dump-page --only 17 >"$SCRATCH/page" 2>"$SCRATCH/err"
"$KUALIK" issue -t "$own" -r "$theirs" --dump-page --only 17 >"$SCRATCH/page-own" 2>"$SCRATCH/err"
unset SOURCE_DATE_EPOCH
check "a certificate is the same" cmp "$SCRATCH/page" "$SCRATCH/page-own"
kualik proof -o "$SCRATCH/proof.pdf"
check "so is the proof list" prints "proof.pdf: People: 150; groups: 16;"

run "$KUALIK" attendance -r "$theirs" -o "$SCRATCH/sheets.pdf"
check "an attendance sheet is referred to the template" says "Give the template of the certificates with -t"
kualik attendance -o "$SCRATCH/sheets.pdf"
check "and takes its names" last_line "$SCRATCH/sheets.pdf: People: 150; groups: 16; pages: 21."
run "$KUALIK" attendance -r "$list" -o "$SCRATCH/sheets-before.pdf"
words "$SCRATCH/sheets-before.pdf" >"$SCRATCH/before"
words "$SCRATCH/sheets.pdf" >"$SCRATCH/after"
check "for the same sheets" cmp "$SCRATCH/before" "$SCRATCH/after"
sed 's/^name_kk *=.*/name_kk = {first_kk} {last_kk}/' "$own" >"$SCRATCH/first.ini"
run "$KUALIK" attendance -t "$SCRATCH/first.ini" -r "$theirs" -o "$SCRATCH/sheets.pdf"
check "what it defines counts, not what the form does" eval \
    'words "$SCRATCH/sheets.pdf" | grep -q "Дархан Бейсенов"'
sed 's/Тренерлік корпусты даярлау/Мұғалімдер/' templates/forms/attendance.ini >"$SCRATCH/form.ini"
run "$KUALIK" attendance -t "$own" --form "$SCRATCH/form.ini" -r "$theirs" -o "$SCRATCH/sheets.pdf"
check "a form of one's own takes the names, too" eval \
    'ended 0 && words "$SCRATCH/sheets.pdf" | grep -q "Мұғалімдер семинары"'
run "$KUALIK" attendance -t "$SCRATCH/form.ini" --form "$SCRATCH/form.ini" -r "$theirs" -o "$SCRATCH/sheets.pdf"
check "two forms are one too many" eval 'ended 2 && says "is a form, too"'

pdf=$SCRATCH/print.pdf
kualik print --sides one -o "$pdf" --where 'region_kk=Ақмола облысы' --order last_kk,first_kk
words "$pdf" >"$SCRATCH/printed"
kualik print --sides one --replace -o "$pdf" --where 'Облысы=Ақмола облысы' --order 'Тегі,{first_kk}'
words "$pdf" >"$SCRATCH/again"
check "--where and --order take the template's names" grep -q 'Әбдірахманова Жанаргүл' "$SCRATCH/printed"
check "as they take the list's" cmp "$SCRATCH/printed" "$SCRATCH/again"
for column in region_kk '{region_kk}' Облысы облысы; do
    kualik print --sides one --replace -o "$pdf" --separators "$column" --only 2-12
    check "so does --separators: $column" prints "separators: 2; sheets: 24."
done
kualik print --replace -o "$pdf" --order last_kz
check "the nearest is told among both" says "There is no column «last_kz». Did you mean «last_kk»?"
kualik print --replace -o "$pdf" --order Тегы
check "and of the list" says "There is no column «Тегы». Did you mean «Тегі»?"
kualik print --replace -o "$pdf" --order name_kk
check "a definition is not taken for a column" says "«name_kk» is no column, but a definition"

# ---- Kazakh alone -----------------------------------------------------------------------

cut -d ';' -f 1-4,9,11 "$theirs" >"$SCRATCH/қазақша.csv"
theirs=$SCRATCH/қазақша.csv
{
    cat templates/kazakh.ini
    echo "$columns" | grep -v '_ru\|gender'
} >"$own"
kualik check
check "a Kazakh list needs no Russian column" prints "Rows: 150; errors: 0; warnings: 0;"
kualik issue --no-sign -o "$SCRATCH/out-kk"
check "all are issued" last_line "150 certificates written to $SCRATCH/out-kk."
check "with the list's names" eval \
    'words "$SCRATCH/out-kk/002_Бейсенов.pdf" | grep -q "Бейсенов Дархан Қанатовичке"'
kualik print --replace -o "$pdf" --where 'region_kk=Ақтөбе облысы' --order last_kk
check "some are printed" ended 0
sed 's/;Тегі;/;Тегы;/' "$theirs" >"$SCRATCH/other.csv"
run "$KUALIK" check -t "$own" -r "$SCRATCH/other.csv"
check "a heading that the list lost is told by its own name" prints "has no heading «Тегі»"
check "with the nearest" prints "Did you mean «Тегы»?"

# Forms of both languages leave the Russian half empty; a list with some of it lacks the rest.
theirs=$SCRATCH/қазақша.csv
kualik proof -o "$SCRATCH/kk.pdf"
check "a proof list is made of it" prints "kk.pdf: People: 150; groups: 16;"
kualik attendance -o "$SCRATCH/kk.pdf"
check "an attendance sheet, too" prints "kk.pdf: People: 150; groups: 16;"
check "with the names" eval 'words "$SCRATCH/kk.pdf" | grep -q "Бейсенов Дархан Қанатович"'
kualik print --replace -o "$pdf" --separators Облысы --only 2-12
check "and separators" prints "separators: 2;"
sed 's/;Лауазымы/;region_ru/' "$theirs" >"$SCRATCH/half.csv"
grep -v '^post_kk' "$own" >"$SCRATCH/half.ini"
run "$KUALIK" attendance -t "$SCRATCH/half.ini" -r "$SCRATCH/half.csv" -o "$SCRATCH/kk.pdf"
check "half a Russian list is none" eval 'ended 2 && says "{last_ru}: $SCRATCH/half.csv has no such column."'
