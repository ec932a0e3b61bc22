#!/bin/sh
# Numbers from a register: without gaps, never twice, the same for the same person, whatever
# happens between two runs.
. tests/e2e/lib

out=$SCRATCH/certificates
register=$SCRATCH/register.db
people=$SCRATCH/list.csv
cat >"$SCRATCH/t.ini" <<'END'
[document]
title = {number} {name}
lang  = kk
file  = {number}_{name}
who   = {name}
[register]
event  = Семинар 2017
number = ОСК-{year}-{seq:4}
order  = region, name
[font text]
family = PT Serif
[page 1]
size = A4
[text name]
box  = 20mm 20mm 170mm 250mm
text = {name} {region} № {number}
lang = kk
font = text
size = 12pt
END

# people LINE…: the list.
people()
{
    printf '%s\n' 'name;region' "$@" >"$people"
}

give()
{
    SOURCE_DATE_EPOCH=$seminar_end
    export SOURCE_DATE_EPOCH
    run "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$people" -o "$out" --no-sign "$@"
    unset SOURCE_DATE_EPOCH
}

# files NAME…: these are in the folder, and no others; `archived` the same for the archive.
names_in() { find "$1" -maxdepth 1 -name '*.pdf' -printf '%f\n' | LC_ALL=C sort; }
same_names()
{
    names_in "$1" >"$SCRATCH/names"
    shift
    printf '%s\n' "$@" | sed '/^$/d' | LC_ALL=C sort | diff - "$SCRATCH/names"
}
files() { same_names "$out" "$@"; }
archived() { same_names "$out/archive" "$@"; }
state() { find "$out" -type f -printf '%P %i %s %T@\n' | sort; }
untouched() { state | diff "$SCRATCH/state" -; }

people 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау' 'Юлия Ким;Ақмола' 'Асқар Болатов;Ақтау'
give --dry-run
check "a dry run ends well" ended 0
check "it makes no register" [ ! -e "$register" ]
give --dump-page
check "it shows the numbers that would come" prints 'ОСК-2017-0003_Әлия_Ахметова.pdf'
check "it uses none up" [ ! -e "$register" ]
give
check "numbers are given" ended 0
check "in the order of the columns, by the Kazakh alphabet" files ОСК-2017-0001_Юлия_Ким.pdf \
    ОСК-2017-0002_Асқар_Болатов.pdf ОСК-2017-0003_Әлия_Ахметова.pdf ОСК-2017-0004_Үміт_Сапарова.pdf

state >"$SCRATCH/state"
people 'Асқар Болатов;Ақтау' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау'
give
check "in another order everybody keeps the number" last_line \
    "0 certificates written to $out. 4 were there already."
check "and no file is touched" untouched

people 'Асқар Болатов;Астана' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'
give
check "a corrected row is issued anew, and a late arrival" last_line \
    "2 certificates written to $out. 3 were there already."
check "each under the right number" files ОСК-2017-0001_Юлия_Ким.pdf \
    ОСК-2017-0002_Асқар_Болатов.pdf ОСК-2017-0003_Әлия_Ахметова.pdf \
    ОСК-2017-0004_Үміт_Сапарова.pdf ОСК-2017-0005_Абай_Құнанбаев.pdf
check "the old certificate is in the archive" archived ОСК-2017-0002_Асқар_Болатов.v1.pdf

people 'Аскар Болатов;Астана' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'
give
check "a name that is nearly another is not guessed" ended 1
check "it is asked who that is" says 'list.csv:2: Аскар Болатов: the register has «Асқар Болатов» as number ОСК-2017-0002, of whom the list has no row: is that this person? Use --same 2=ОСК-2017-0002 if the name was corrected, or --new 2 if it is somebody new.'
give --same 2=ОСК-2017-0003
check "a wrong answer gives no number twice" \
    says 'rows 2 and 5 would both have the number ОСК-2017-0003.'
give --same 2=ОСК-2017-0099
check "a number that nobody has is no answer" refused \
    'The register has nobody with the number ОСК-2017-0099.'
give --same 2=ОСК-2017-0002
check "told that it is, the certificate is issued anew" last_line \
    "1 certificate written to $out. 4 were there already."
check "under its number and the new name" files ОСК-2017-0001_Юлия_Ким.pdf \
    ОСК-2017-0002_Аскар_Болатов.pdf ОСК-2017-0003_Әлия_Ахметова.pdf \
    ОСК-2017-0004_Үміт_Сапарова.pdf ОСК-2017-0005_Абай_Құнанбаев.pdf
check "nothing that was issued is lost" archived ОСК-2017-0002_Асқар_Болатов.v1.pdf \
    ОСК-2017-0002_Асқар_Болатов.v2.pdf
give
check "afterwards nobody needs to be told again" last_line \
    "0 certificates written to $out. 5 were there already."

# Rows with faults get no number, so that there is no gap.
rm -rf "$out" "$register"
people 'Болат;Ақтау' '?;Ақтау' 'Әлия;Ақтау' 'Бо?ат;Ақтау' 'Үміт;Ақтау'
give
check "faulty rows get no number" files ОСК-2017-0001_Әлия.pdf ОСК-2017-0002_Болат.pdf \
    ОСК-2017-0003_Үміт.pdf
people 'Болат;Ақтау' 'Анар;Ақтау' 'Әлия;Ақтау' 'Бекзат;Ақтау' 'Үміт;Ақтау'
give
check "once right, they get the next" eval 'ended 0 && [ -e "$out/ОСК-2017-0004_Анар.pdf" ] &&
    [ -e "$out/ОСК-2017-0005_Бекзат.pdf" ]'

# People of one name are told apart by their other fields.
rm -rf "$out" "$register"
sed 's/^file .*/file = {number}/' "$SCRATCH/t.ini" >"$SCRATCH/same.ini"
cp "$SCRATCH/same.ini" "$SCRATCH/t.ini"
people 'Айгүл Ахметова;Ақтау' 'Айгүл Ахметова;Семей'
give
check "two people of one name get two numbers" files ОСК-2017-0001.pdf ОСК-2017-0002.pdf
people 'Айгүл Ахметова;Семей' 'Айгүл Ахметова;Астана'
give
check "of which the one whose fields have changed is the other" eval \
    'ended 0 && archived ОСК-2017-0001.v1.pdf'
people 'Айгүл Ахметова;Абай' 'Айгүл Ахметова;Ұлытау'
give
check "where that says nothing, nobody guesses" eval 'ended 2 &&
    says "the register has several people of this name, and none whose other fields are those of this row"'

# A list that brings its numbers keeps them.
rm -rf "$out" "$register"
printf '%s\n' 'number;name;region' '17;Болат Серіков;Ақтау' '9;Әлия Ахметова;Ақтау' >"$people"
give
check "numbers of the list's own are kept" files 9.pdf 17.pdf
printf '%s\n' 'number;name;region' '17;Болат Сериков;Ақтау' '9;Юлия Ким;Ақтау' '10;Үміт;Ақтау' \
    '10;Анар;Ақтау' ';Абай;Ақтау' >"$people"
give
check "by its number a person is known under a corrected name" archived 17.v1.pdf
check "a number is not used for somebody else" says 'Юлия Ким: number 9 is that of «Әлия Ахметова» in the register.'
check "nor twice in the list" says 'rows 4 and 5 would both have the number 10.'
check "nor is none" says 'Абай: the row has no number.'

# What cannot be.
rm -rf "$out" "$register"
people 'Болат;Ақтау'
give
sed 's/^event .*/event = Форум/' "$SCRATCH/t.ini" >"$SCRATCH/other.ini"
nothing() { run "$KUALIK" issue -o "$SCRATCH/nothing" --no-sign "$@"; }
nothing -t "$SCRATCH/other.ini" -r "$people"
check "a register of another event is refused" refused 'The register is that of «Семинар 2017», not of «Форум»'
nothing -t "$SCRATCH/t.ini" -r "$people" --register "$people"
check "a file that is no register is refused" refused "$people: The file is not a register of certificates."
nothing -t "$SCRATCH/t.ini" -r "$people" --register "$SCRATCH/no/register.db"
check "a register in no folder is refused" refused 'The register cannot be opened'
nothing -t "$template" -r "$list" --register "$register"
check "a template without one is told so" refused 'There is no [register] section'
nothing -t "$SCRATCH/t.ini" -r "$people" --range 5-1
check "a range that makes no sense is refused" refused '--range takes the first and the last number'
nothing -t "$SCRATCH/t.ini" -r "$people" --range 5-9
check "a register's range does not change" refused 'The register gives out all numbers'
sed 's/^number .*/number = ОСК/' "$SCRATCH/t.ini" >"$SCRATCH/other.ini"
nothing -t "$SCRATCH/other.ini" -r "$people"
check "numbers that cannot be unique are refused" refused 'All numbers would be the same.'
sed 's/^order .*/order = district/' "$SCRATCH/t.ini" >"$SCRATCH/other.ini"
nothing -t "$SCRATCH/other.ini" -r "$people"
check "an order by a column that is not there is refused" refused 'has no such column'
people Болат\;Ақтау Әлия\;Ақтау Үміт\;Ақтау
nothing -t "$SCRATCH/t.ini" -r "$people" --register "$SCRATCH/two.db" --range 1-2
check "a range that is too short is refused" refused 'The register gives out the numbers from 1 to 2, and all of them are given.'
