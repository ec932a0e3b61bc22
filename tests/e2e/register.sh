#!/bin/sh
# Numbers from a register: without gaps, never twice, the same for the same person, whatever
# happens between two runs.
. tests/e2e/lib

out=$SCRATCH/certificates
register=$SCRATCH/register.db
people=$SCRATCH/list.csv
plain_template '{number}_{name}' '{name} {region} № {number}' '[register]
event  = Семинар 2017
number = ОСК-{year}-{seq:4}
order  = region, name' >"$SCRATCH/t.ini"

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

people 'Асқар Болатов;Ақтау қаласы' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'
give
check "a corrected row is issued anew, and a late arrival" last_line \
    "2 certificates written to $out. 3 were there already."
check "each under the right number" files ОСК-2017-0001_Юлия_Ким.pdf \
    ОСК-2017-0002_Асқар_Болатов.pdf ОСК-2017-0003_Әлия_Ахметова.pdf \
    ОСК-2017-0004_Үміт_Сапарова.pdf ОСК-2017-0005_Абай_Құнанбаев.pdf
check "the old certificate is in the archive" archived ОСК-2017-0002_Асқар_Болатов.v1.pdf

people 'Аскар Болатов;Ақтау қаласы' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'
give
check "a name that is nearly another is not guessed" ended 1
check "it is asked who that is" says 'list.csv:2: Аскар Болатов: the register has «Асқар Болатов» as number ОСК-2017-0002, of whom the list has no row: is that this person? Use --same 2=ОСК-2017-0002 if the name was corrected, or --new 2 if it is somebody new.'
give --same 2=ОСК-2017-0003
check "a wrong answer gives no number twice" \
    says 'rows 2 and 5 would both have the number ОСК-2017-0003. Only one of them can have it: correct what --same says.'
give --same 2=ОСК-2017-0099
check "a number that nobody has is no answer" refused \
    'The register has no number ОСК-2017-0099. The nearest: ОСК-2017-0001 ('
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

people 'Аскар Болатов;Ақтау қаласы' 'Юлия Ли;Ақмола' 'Сапарова Үміт;Абай' 'Әлия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'
give
check "who has another surname, or names in another order, is asked for" eval 'ended 1 &&
    says "list.csv:3: Юлия Ли: the register has «Юлия Ким» as number ОСК-2017-0001, of whom the list has no row: is that this person? Use --same 3=ОСК-2017-0001" &&
    says "list.csv:4: Сапарова Үміт: the register has «Үміт Сапарова» as number ОСК-2017-0004"'
people 'Аскар Болатов;Ақтау қаласы' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'
give
check "nothing has changed by that" last_line \
    "0 certificates written to $out. 5 were there already."

# Whoever has quite another name is somebody new, or not: that is told before numbers are given.
people 'Абай Құнанбаев;Абай' 'Серік Жүнісов;Ақтау' 'Аскар Болатов;Ақтау қаласы' 'Тимур Цой;Ақмола' 'Әлия Ахметова;Ақтау'
give --dry-run
missing="list.csv: warning: 2 people of the register have no row in this list: ОСК-2017-0001 (Юлия Ким), ОСК-2017-0004 (Үміт Сапарова). Rows that get new numbers: 3, 5. If one of them is such a person"
check "new people beside some who are missing are told beforehand" eval 'ended 0 && says "$missing"'
SOURCE_DATE_EPOCH=$seminar_end run "$KUALIK" check -t "$SCRATCH/t.ini" -r "$people"
check "by check, too" eval 'cat "$SCRATCH/out" >>"$SCRATCH/err" && says "$missing"'
give --dry-run --new 3,5
check "not when somebody has said that they are new" eval 'ended 0 && fails says "have no row"'
people 'Аскар Болатов;Ақтау қаласы' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'

# ---- another folder --------------------------------------------------------------------

issued_to() { folder=$1; shift; out_before=$out; out=$folder; give "$@"; out=$out_before; }
state >"$SCRATCH/state"
issued_to "$SCRATCH/elsewhere" --dry-run
check "a dry run tells that nobody would be issued in another folder" eval 'ended 2 &&
    says "5 certificates were issued already, and none of their files is in this folder"'
issued_to "$SCRATCH/elsewhere"
check "in another folder nobody is issued anew" eval 'ended 2 && [ ! -e "$SCRATCH/elsewhere" ] &&
    says "$SCRATCH/elsewhere: 5 certificates were issued already, and none of their files is in this folder; the last run wrote to the folder $out. Give the folder of these files with -o, or put them here; --reissue issues them anew under their numbers."'
check "and the register stays as it was" eval 'untouched && "$KUALIK" register verify -o "$out" --register "$register"'
run "$KUALIK" register verify -o "$SCRATCH" --register "$register"
check "verifying another folder says so once" eval 'ended 1 && [ "$(wc -l <"$SCRATCH/out")" -eq 1 ] &&
    prints "5 certificates were issued already" && prints "the last run wrote to the folder $out."'
mv "$out" "$SCRATCH/moved"
give
check "nor are they when the folder has been moved" eval 'ended 2 && [ ! -e "$out" ]'
rm "$SCRATCH/moved/ОСК-2017-0001_Юлия_Ким.pdf"
issued_to "$SCRATCH/moved"
check "where it is now everybody is known" prints \
    "0 certificates written to $SCRATCH/moved. 4 were there already. 1 failed: row 3."
check "and whose file is gone is told" says \
    'list.csv:3: Юлия Ким: the certificate was issued, and its file is not in the folder any more. Put the file back from a backup; --reissue issues'
issued_to "$SCRATCH/moved" --reissue
check "it is issued anew when that is asked for" last_line \
    "1 certificate written to $SCRATCH/moved. 4 were there already."
run "$KUALIK" register verify -o "$SCRATCH/moved" --register "$register"
check "and all agrees" prints 'Register and files agree.'
cp "$register" "$SCRATCH/kept.db"
issued_to "$SCRATCH/second" --reissue
check "so are all" last_line "5 certificates written to $SCRATCH/second."
mv "$SCRATCH/kept.db" "$register"
mv "$SCRATCH/moved" "$out"

# Whoever is not issued this time keeps the certificate.
people 'Аскар Болатов;Ақтау қаласы' 'Юлия Ким;Ақм?ла' 'Үміт Сапарова;Ақтау' 'Элия Ахметова;Ақтау' \
    'Абай Құнанбаев;Абай'
give
check "the file of a row that fails is not taken for one of nobody" eval 'ended 1 &&
    says ":3: Юлия Ким: " && fails says ОСК-2017-0001_ && fails says "delete the old"'
check "that of a name that has changed is told with number and person" eval \
    'says "1 certificate of the register is of nobody in this list: ОСК-2017-0003_Әлия_Ахметова.pdf (ОСК-2017-0003: Әлия Ахметова)." &&
     says "use --same ROW=NUMBER" && says "kualik register revoke"'
people 'Аскар Болатов;Ақтау қаласы' 'Юлия Ким;Ақмола' 'Үміт Сапарова;Ақтау' 'Әлия Ахметова;Ақтау'
give
check "so is that of somebody who has left the list" eval 'ended 0 &&
    says "ОСК-2017-0005_Абай_Құнанбаев.pdf (ОСК-2017-0005: Абай Құнанбаев)." && fails says "delete the old"'

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
people 'Айгүл Ахметова;Семей' 'Айгүл Ахметова;Ақтау қаласы'
give
check "of which the one whose fields have changed is the other" eval \
    'ended 0 && archived ОСК-2017-0001.v1.pdf'
people 'Айгүл Ахметова;Абай' 'Айгүл Ахметова;Ұлытау'
give
check "where that says nothing, nobody guesses, and all are named" eval 'ended 2 &&
    says "list.csv:2: Айгүл Ахметова: the register has several people of this name, and none whose other fields are those of this row: ОСК-2017-0001 (region «Ақтау қаласы»), ОСК-2017-0002 (region «Семей»). Use --same 2=NUMBER with the number of the one that it is, or --new 2 if it is somebody new."'
check "whose files they are is known all the same" fails says "in this list: ОСК-2017-000"

# A name alone takes nobody's certificate.
namesake=$SCRATCH/namesake
mkdir "$namesake"
plain_template '{number}' '{name} {region} № {number}' '[register]
event  = Аттастар
number = {seq:2}' >"$namesake/t.ini"
names() { run "$KUALIK" "$@" -t "$namesake/t.ini" -r "$people" --register "$namesake/register.db"; }
name() { names issue -o "$namesake/out" --no-sign "$@"; }
whose() { "$KUALIK" register list --register "$namesake/register.db" | sed 's/  issued//; s/  [^ ]*pdf.*$//' | tr '\n' '|'; }
has_fields() { "$KUALIK" register show "$1" --register "$namesake/register.db" | grep -F "  region=$2"; }
people 'Айгүл Ахметова;Ақтау' 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола'
name
find "$namesake/out" -type f -exec sha256sum {} + >"$namesake/sums"
people 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Семей'
asked='Айгүл Ахметова: the register has a person of this name under number 01, with other fields: region «Ақтау». Use --same 5=01 if it is the same person, or --new 5 if it is somebody new.'
name -n
check "a dry run asks whether somebody of the same name and another region is the same" eval 'ended 1 && says "$asked"'
names check
check "so does check" eval 'ended 1 && prints "$asked"'
names check --json
check "a program is told that, and nothing that follows from it" [ "$(jq -r 'select(.row) | .code' "$SCRATCH/out")" = person-unsure ]
name
check "and the run, which touches nothing" eval 'ended 1 && says "$asked" && sha256sum --quiet -c "$namesake/sums"'
cp -R "$namesake" "$SCRATCH/as_same"
name --new 5
check "who is new gets a number, and nobody's certificate" eval 'ended 0 && sha256sum --quiet -c "$namesake/sums" &&
    [ "$(whose)" = "01  Айгүл Ахметова|02  Юлия Ким|03  Дана Ли|04  Әлия Цой|05  Айгүл Ахметова|" ] && has_fields 05 Семей'
name
check "and keeps it" last_line "0 certificates written to $namesake/out. 4 were there already."
name --new 5
check "said once more, nobody gets a second" eval 'ended 1 &&
    says "Айгүл Ахметова: the register has this person as number 05 already. Leave 5 out of --new"'
people 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Семей' 'Айгүл Ахметова;Ақтау'
name
check "who comes back has the old one" last_line "0 certificates written to $namesake/out. 5 were there already."
people 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Семей' 'Юлия Ким;Ақмола'
name -n
check "whoever is listed twice gets no second number, either" eval 'ended 1 &&
    says "list.csv:6: Юлия Ким: row 2, which has number 02 in the register, is of the same name and says the same. Delete one of the two; if they are two people, use --new 6."'
people 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Семей' 'Айгүл Ахметова;Ақтау'
name --same 6=05
check "nobody has two at once" eval 'ended 1 && says "rows 5 and 6 would both have the number 05"'
people 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Ақтау'
name --same 5=05
check "nor one after the other" eval 'ended 1 &&
    says "the register has this person as number 01 already, and --same says 05. If the person is to have the other number, spoil 01 first"'
run "$KUALIK" register revoke 01 --reason x --register "$namesake/register.db"
people 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Семей' 'Айгүл Ахметова;Ұлытау'
name --new 6
check "a revoked certificate keeps nobody else of the name from one" eval 'ended 0 && has_fields 06 Ұлытау'
namesake=$SCRATCH/as_same
people 'Юлия Ким;Ақмола' 'Дана Ли;Ақмола' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Семей'
name --same 5=01
check "who is the same has the number, and it is told what was corrected" eval 'ended 0 &&
    prints "row 5: Айгүл Ахметова: corrected (region), № 01 is issued anew" && [ "$(whose | tr -dc "|" | wc -c)" -eq 4 ]'
people 'Юлия Ким;Көкшетау' 'Дана Ли;Көкшетау' 'Әлия Цой;Ақмола' 'Айгүл Ахметова;Семей'
name
check "two who moved alike are asked for" eval 'ended 1 && says "Use --same 2=02" && says "Use --same 3=03"'
people 'Юлия Ким;Көкшетау' 'Дана Ли;Көкшетау' 'Әлия Цой;Көкшетау' 'Айгүл Ахметова;Семей'
name
check "three are not: the region has another name" eval 'ended 0 &&
    last_line "3 certificates written to $namesake/out. 1 was there already."'
people 'Юлия Ким Олеговна;Ақмола' 'Дана Ли;Көкшетау' 'Әлия Цой;Көкшетау' 'Айгүл Ахметова;Семей'
name -n
check "a patronymic and another region make no new person" eval 'ended 1 &&
    says "Юлия Ким Олеговна: the register has «Юлия Ким» as number 02, of whom the list has no row"'
people 'Юлия Ким;Көкшетау' 'Тимур Ан;Абай' 'Рысты Ян;Абай'
name -n
check "who is missing is told where fewer are left, too" eval 'ended 0 &&
    says "3 people of the register have no row in this list: 01 (Айгүл Ахметова), 03 (Дана Ли), 04 (Әлия Цой). Rows that get new numbers: 3, 4."'
people 'Юлия Ким;Көкшетау қаласы' 'Дана Ли;Көкшетау' 'Әлия Цой;Көкшетау' 'Айгүл Ахметова;Семей' 'Ю?ия Ким;Көкшетау'
name
check "a changed row takes no number that a spoilt one may have" eval 'ended 1 &&
    says "list.csv:2: Юлия Ким: the register has «Юлия Ким» as number 02, and both this row and row 6 may be that person."'
# What cannot be read may be the one who is looked for.
{ printf '%s\n' 'name;region' 'Юлия Ким;Көкшетау қ.' 'Дана Ли;Көкшетау' 'Әлия Цой;Көкшетау'; printf 'Айгүл \377;Семей\n'; } >"$people"
sed -i '1s/^/\xef\xbb\xbf/' "$people"
name
check "beside a row that cannot be read nobody is taken for another" eval 'ended 1 &&
    says "Юлия Ким: the register has a person of this name under number 02, with other fields (region «Көкшетау»), and row 5, which cannot be read, may be that person. Correct row 5 first;"'

# Who has no identity number is known by name, and nobody else gets that certificate.
rm -rf "$out" "$register"
sed 's/^order .*/&\nperson = iin/' "$SCRATCH/t.ini" >"$SCRATCH/iin.ini"
identified() { SOURCE_DATE_EPOCH=$seminar_end run "$KUALIK" issue -t "$SCRATCH/iin.ini" -r "$people" -o "$out" --no-sign; }
printf '%s\n' 'iin;name;region' ';Әлия Ахметова;Ақтау' '870101300123;Болат Серіков;Ақтау' >"$people"
run "$KUALIK" check -t "$SCRATCH/iin.ini" -r "$people"
check "of who lacks an identity number it is told" prints \
    'list.csv:2: warning: Әлия Ахметова: the field «iin» is empty, so the register knows this person by name alone.'
identified
sed 's/^;.*/;Юлия Ким;Ақтау/' "$people" >"$SCRATCH/others.csv"
printf '%s\n' ';Әлия Ахметова;Ақтау' >>"$SCRATCH/others.csv"
mv "$SCRATCH/others.csv" "$people"
identified
check "somebody else who lacks one is somebody else" eval 'ended 0 &&
    [ "$("$KUALIK" register list --register "$register" | sed "s/  issued//; s/  [^ ]*pdf$//" | tr "\n" "|")" = "ОСК-2017-0001  Әлия Ахметова|ОСК-2017-0002  Болат Серіков|ОСК-2017-0003  Юлия Ким|" ]'

# A list that brings its numbers keeps them.
rm -rf "$out" "$register"
printf '%s\n' 'number;name;region' '17;Болат Серіков;Ақтау' '9;Әлия Ахметова;Ақтау' >"$people"
give
check "numbers of the list's own are kept" files 9.pdf 17.pdf
run "$KUALIK" check -t "$SCRATCH/t.ini" -r "$people"
check "and that [register] numbers only the spares is told" \
    prints "note: «number»: people get the numbers of this column; \`number\` in [register] is only for spares."
printf '%s\n' 'number;name;region' '17;Болат Сериков;Ақтау' '9;Юлия Ким;Ақтау' '10;Үміт;Ақтау' \
    '10;Анар;Ақтау' ';Абай;Ақтау' >"$people"
give
check "by its number a person is known under a corrected name" archived 17.v1.pdf
check "and it is told what was corrected, and where the old certificate is" \
    prints 'row 2: Болат Сериков: corrected (name), № 17 is issued anew, the old file is archive/17.v1.pdf'
check "a number is not used for somebody else" says 'Юлия Ким: number 9 is that of «Әлия Ахметова» in the register.'
check "nor twice in the list" says 'rows 4 and 5 would both have the number 10.'
check "nor is none" says 'Абай: the row has no number.'
rm -rf "$out" "$register"
sed 's/^number = .*/number = {seq:3}\nspares = 2/' "$SCRATCH/t.ini" >"$SCRATCH/own.ini"
printf '%s\n' 'number;name;region' '001;Болат;Ақтау' '003;Әлия;Ақтау' >"$people"
run "$KUALIK" issue -t "$SCRATCH/own.ini" -r "$people" -o "$out" --no-sign
check "spare numbers come after them" eval 'ended 0 &&
    [ "$("$KUALIK" register list --register "$register" | cut -d" " -f1 | tr "\n" " ")" = "001 003 004 005 " ]'
people 'Болат;Ақтау' 'Әлия;Ақтау' 'Үміт;Ақтау'
run "$KUALIK" issue -t "$SCRATCH/own.ini" -r "$people" -o "$out" --no-sign
check "and none is given out again when the list brings none any more" eval 'ended 0 &&
    [ "$("$KUALIK" register list --register "$register" | cut -d" " -f1 | tr "\n" " ")" = "001 002 003 004 005 " ]'

# What was issued keeps its number, and the sheet shows it.
rm -rf "$out" "$register"
printf '%s\n' 'number;name;region' '001;Болат;Ақтау' '002;Әлия;Ақтау' >"$people"
run "$KUALIK" issue -t "$SCRATCH/own.ini" -r "$people" -o "$out" --no-sign
state >"$SCRATCH/state"
printf '%s\n' 'number;name;region' '1;Болат;Ақтау' '2;Әлия;Ақтау' >"$people"
run "$KUALIK" issue -t "$SCRATCH/own.ini" -r "$people" -o "$out" --no-sign
check "of a number that lost its zeros it is told how to write it" eval 'ended 2 &&
    says "Болат: number 1 differs from number 001, that of «Болат» in the register, in zeros alone. If it is that number, write 001 into the list" && untouched'
run "$KUALIK" issue -t "$SCRATCH/own.ini" -r "$people" -o "$out" --no-sign --same 2=001
check "nobody gets a sheet with another number than the register's" eval \
    'refused "Row 2 has the number «1» in the list, and --same says 001" && untouched'

# One wrong number never gives somebody a second one, nor anybody else's.
mkdir "$SCRATCH/shifted"
shifted() { run "$KUALIK" issue -t "$SCRATCH/shifted/t.ini" -r "$people" -o "$SCRATCH/shifted/out" --register "$SCRATCH/shifted/r.db" --no-sign "$@"; }
numbered() { printf '%s\n' 'number;name;region' "$@" >"$people"; }
untaken() { find "$SCRATCH/shifted/out" -type f -exec sha256sum {} + | sort | diff "$SCRATCH/shifted/sums" -; }
four_people() { numbered '001;Асан Серіков;Ақтау' '002;Асхан Серіков;Ақтау' '003;Дана Ли;Семей' '004;Дана Ли;Абай облысы Аягөз ауданы' "$@"; }
sed '/^spares/d' "$SCRATCH/own.ini" >"$SCRATCH/shifted/t.ini"
four_people
shifted
find "$SCRATCH/shifted/out" -type f -exec sha256sum {} + | sort >"$SCRATCH/shifted/sums"
numbered '001;Абай Ян;Ақтау' '002;Асан Серіков;Ақтау' '003;Асхан Серіков;Ақтау' '004;Дана Ли;Семей' '005;Дана Ли;Абай облысы Аягөз ауданы'
shifted -n
cp "$SCRATCH/err" "$SCRATCH/shifted/foretold"
shifted
check "of numbers that were filled down none is issued" eval 'ended 2 && untaken &&
    says "Абай Ян: number 001 is that of «Асан Серіков» in the register. If" &&
    says "Асан Серіков: number 002 is somebody else'"'"'s in the register, and this person'"'"'s is 001. Give the row the number 001 back." &&
    says "Асхан Серіков: number 003 is that of «Дана Ли» in the register, and this person'"'"'s is 002. Give the row the number 002 back;" &&
    says "list.csv:5: Дана Ли: number 004 is somebody else'"'"'s in the register, and this person'"'"'s is 003." &&
    says "list.csv:6: Дана Ли: the register has a person of this name under number 003, of whom the list has no row with that number."'
check "which the dry run tells" diff "$SCRATCH/shifted/foretold" "$SCRATCH/err"
numbered '001;Абай Ян;Ақтау' '002;Асан Серіков;Ақтау' '003;Асхан Серіков;Ақтау' '004;Дана Ли;Семей' '005;Юлия Ли;Абай облысы Аягөз ауданы'
shifted
check "nor where the name of the last was corrected, too" eval 'ended 2 && untaken &&
    says "list.csv:6: Юлия Ли: the register has «Дана Ли» as number 004, of whom the list has no row: is that this person?"'
four_people '004;Юлия Ким;Абай облысы Аягөз ауданы'
sed -i '5s/^004/005/' "$people"
shifted
check "one whose number somebody else was given gets no other" eval 'ended 1 && untaken &&
    says "list.csv:5: Дана Ли: the register has a person of this name under number 004, of whom the list has no row with that number. If it is the same person, give the row that number, or spoil it with kualik register spoil so that the person gets this one; else use --new 5." &&
    says "list.csv:6: Юлия Ким: number 004 is that of «Дана Ли»"'
shifted --same 6=004 --new 5
check "unless somebody says so" eval 'ended 0 && [ -e "$SCRATCH/shifted/out/005.pdf" ]'
shifted --new 5
check "and says it again" eval 'ended 1 && says "the register has this person as number 005 already. Leave 5 out of --new; somebody else of this name"'

# ---- the register itself ---------------------------------------------------------------

rm -rf "$out" "$register"
sed -i -e 's/^text = .*/& {duplicate}/' -e 's/^order .*/&\nspares = 2/' -e 's/^file .*/file = {number}_{name}/' \
    -e 's/^number = .*/number = {seq:2}/' "$SCRATCH/t.ini"
registered() { run "$KUALIK" register "$@" --register "$register"; }
agrees() { registered verify -o "$out" && ended 0 && prints 'Register and files agree.'; }
people '?;Ақтау'
give
check "a run that issues nobody leaves no register" eval 'ended 2 && [ ! -e "$register" ]'
people '?;Ақтау' 'Болат;Ақтау'
give
people 'Әлия;Ақтау' 'Болат;Ақтау'
give --only 3
registered list
check "numbers for late arrivals come after everybody else's" eval '[ "$(wc -l <"$SCRATCH/out")" -eq 1 ]'
give
registered list
check "as soon as these have theirs" eval '[ "$(cut -d" " -f1-5 "$SCRATCH/out" | tr "\n" "|")" = \
    "01  issued  Болат|02  issued  Әлия|03  reserved  –|04  reserved  –|" ]'
rm -rf "$out" "$register"
people 'Болат;Ақтау' 'Әлия;Ақтау' 'Үміт;Ақтау' '=1+1 "Ким";Ақтау'
sed -i 's/^=1.*/"=1+1 ""Ким""";Ақтау/' "$people"
give
registered list
check "it lists who has which number, and the spares" eval 'ended 0 && [ "$(cut -d" " -f1-5 "$SCRATCH/out" | tr "\n" "|")" = \
    "01  issued  =1+1|02  issued  Әлия|03  issued  Болат|04  issued  Үміт|05  reserved  –|06  reserved  –|" ]'
check "register and files agree" agrees
registered spoil 02 --reason 'бүлінді'
check "a number is spoiled" eval 'ended 0 && prints "Number 02 is spoiled; it is not used again."'
give --same 2=02
check "and nobody has it" refused 'The register has nobody with the number 02.'
registered duplicate 03 --reason 'жоғалды'
check "a duplicate is asked for" ended 0
registered list
check "which the list tells" prints '03  issued  Болат  03_Болат.pdf  (a duplicate is asked for: жоғалды)'
registered revoke 04 --reason 'қате'
check "a certificate is revoked" ended 0
give
check "the person of the spoiled number gets another, after the spares" [ -e "$out/07_Әлия.pdf" ]
check "nobody gets one whose certificate was revoked" \
    says 'Үміт: certificate 04 of this person was revoked: қате. Nobody gets another for it, so delete the row from the list; if it is somebody else of this name, use --new 4.'
duplicate_shows() { pdftotext "$out/03_Болат.pdf" - | grep -F 'Телнұсқа / Дубликат'; }
check "the duplicate says what it is" duplicate_shows
check "what is no longer valid is in the archive" archived 02_Әлия.v1.pdf 03_Болат.v1.pdf 04_Үміт.v1.pdf
check "all agrees again" agrees
check "every row has a file and a record" prints \
    'Certificates: 3, of which duplicates: 1; files: 3; spares: 2; spoiled: 1; revoked: 1; superseded: 1.'
registered show 03
check "a number's past can be looked at" eval 'prints "03, 1: superseded: Болат" && prints "03, 2: duplicate: Болат" &&
    prints "  reason: жоғалды" && prints "  region=Ақтау"'
registered find бол
check "people are found by the beginnings of their names" eval \
    'ended 0 && prints "03  duplicate  Болат  03_Болат.pdf" && [ "$(wc -l <"$SCRATCH/out")" -eq 1 ]'
registered find АҚТАУ
check "and by what else their rows say" eval 'ended 0 && prints "03  duplicate  Болат"'
registered find Серік
check "nobody found is said" eval 'ended 1 && says "The register has nobody like that."'
registered find Болта
check "with the nearest" eval 'ended 1 && says "The register has nobody like that. The nearest: 03 (Болат)."'
registered show 'Болат'
check "a name that is given for a number names the number" refused 'The register has no number Болат. The nearest: 03 (Болат).'
registered spoil 3 --reason қате
check "so do digits without their zeros, and nothing is changed" eval \
    'refused "The register has no number 3. The nearest: 03 (Болат)." && agrees'
sum() { sha256sum "$out/07_Әлия.pdf" | cut -d' ' -f1; }
registered show 07 --json
check "a program is told the same" eval '[ "$(jq -r "[.event, .number, .state, .who, .file, .sha256, .time] | join(\"|\")" "$SCRATCH/out")" = \
    "Семинар 2017|07|issued|Әлия|07_Әлия.pdf|$(sum)|2017-10-05T12:00:00Z" ]'
TZ=Asia/Almaty registered show 07
check "a person reads the time of the place" prints "time: 2017-10-05T18:00:00+06:00"
check "and whose fingerprints these are, at the end" eval \
    'last_line "  SHA-256 of the file: $(sum)"'
registered export
export_begins() { head -c 3 "$SCRATCH/out" | od -An -tx1 | grep 'ef bb bf'; }
check "the table for Excel begins as that needs it" export_begins
check "its lines end as that wants" [ "$(grep -c "$(printf '\r')\$" "$SCRATCH/out")" -eq 9 ]
cp "$SCRATCH/out" "$SCRATCH/table"
registered export -o "$SCRATCH/table.csv"
check "it can be written to a file" eval 'ended 0 && cmp "$SCRATCH/table" "$SCRATCH/table.csv"'
registered export -o "$SCRATCH/table.csv"
check "and again" ended 0
registered export -o "$people"
check "but over nothing else" eval 'ended 2 && says "$people: There is something of this name already"'
cp "$SCRATCH/table" "$SCRATCH/out"
check "no field becomes a formula" prints "\"'=1+1 \"\"Ким\"\"\""
registered export -o "$SCRATCH/table.xlsx"
registered export -o "$SCRATCH/table.xlsx"
check "a workbook can be written, and again" eval 'ended 0 && silent'
plain_template '{number}_{version}' '{name}' '[columns]
name = who' >"$SCRATCH/exported.ini"
run "$KUALIK" issue -t "$SCRATCH/exported.ini" -r "$SCRATCH/table.xlsx" --dump-page
check "in which numbers keep their zeros" prints '07_1.pdf'
mv "$out/07_Әлия.pdf" "$SCRATCH"
registered verify -o "$out"
check "a file that is gone is named with its person" eval 'ended 1 &&
    prints "$out: Әлия: «07_Әлия.pdf»: number 07: the file of the certificate is gone."'
{ cat "$SCRATCH/07_Әлия.pdf"; echo; } >"$out/07_Әлия.pdf"
cp "$template" "$out/99.pdf"
registered verify -o "$out"
check "so is one that is another" prints 'number 07: the file is not the one that was issued.'
check "and one that nobody knows" prints '«99.pdf»: no record of the register has this file.'
rm "$out/99.pdf"
mv "$out/07_Әлия.pdf" "$SCRATCH/changed.pdf"
cp "$SCRATCH/07_Әлия.pdf" "$out/Әлия.pdf"
registered verify -o "$out"
check "one that was renamed is known" eval 'ended 1 &&
    prints "07_Әлия.pdf»: number 07: the file of the certificate is here under the name «Әлия.pdf». Give it its name back." &&
    fails grep "no record" "$SCRATCH/out"'
mv "$SCRATCH/changed.pdf" "$out/07_Әлия.pdf"
rm "$out/Әлия.pdf"
cp "$out/03_Болат.pdf" "$out/copy.pdf"
give
check "whoever issues is told of a copy, too" says '1 certificate of the register is here under a name that is not its own: copy.pdf (03: Болат). Give a renamed'
check "and of no file that nobody knows" fails grep "belongs to no row" "$SCRATCH/err"
rm "$out/copy.pdf"
mv "$SCRATCH/07_Әлия.pdf" "$out"

# refuses TEXT ACTION…: it cannot be done, and nothing has changed.
refuses()
{
    text=$1
    shift
    sha256sum "$register" >"$SCRATCH/sum"
    registered "$@"
    ended 2 && says "$text" && sha256sum --quiet -c "$SCRATCH/sum"
}
for words in 'list -o x' 'export --reason x' 'show 03 -r x' 'find x --reason x' 'revoke 03 --reason x -o x'; do
    # shellcheck disable=SC2086
    check "an option that would do nothing is refused: $words" refuses "kualik register ${words%% *} does not take -" $words
done
check "so is one about a list where none is given" refuses \
    '--sheet says how to read a list, which only kualik register verify -r LIST does.' verify -o "$out" --sheet x
check "a number that is not there cannot be spoiled" refuses 'The register has no number 88. ' spoil 03 88 --reason x
run "$KUALIK" register show 003 --register "$register"
check "nor shown, and the nearest is named" says 'The register has no number 003. The nearest: 03 (Болат).'
check "nor one that is spoiled already" refuses 'Number 02 is spoiled already.' spoil 02 --reason x
check "a reason is needed" refuses '--reason TEXT is missing' revoke 03
check "a spare number has no duplicate" refuses 'No certificate of number 05 has been issued yet.' duplicate 05 --reason x
check "an action that is not there names the nearest" refuses 'Did you mean: kualik register verify?' verfy
check "a folder that is not there is not made" eval \
    'refuses "cannot be opened" verify -o "$SCRATCH/no" && [ ! -e "$SCRATCH/no" ]'
run "$KUALIK" register list --register "$SCRATCH/no.db"
check "nor is a register" eval 'ended 2 && [ ! -e "$SCRATCH/no.db" ]'

# ---- a slip of the hand -----------------------------------------------------------------

mkdir "$SCRATCH/slip"
plain_template '{number}_{name}' '{name}' '[register]
event  = Қате
number = {seq:2}
spares = 1' >"$SCRATCH/slip/t.ini"
slip() { run "$KUALIK" issue -t "$SCRATCH/slip/t.ini" -r "$people" --register "$SCRATCH/slip/register.db" -o "$SCRATCH/slip/out" --no-sign; }
slipped() { run "$KUALIK" register "$@" --register "$SCRATCH/slip/register.db"; }
whole() { slipped verify -o "$SCRATCH/slip/out" && ended 0 && prints "$1" && prints "Register and files agree."; }
people Әлия Болат Вера
slip
sha256sum "$SCRATCH/slip/out/02_Болат.pdf" >"$SCRATCH/slip/sum"
slipped revoke 02 --reason 'қате'
slipped restore 02 --reason '20 нөмірі еді'
check "a number that was marked by mistake is what it was" eval 'ended 0 && prints "Number 02 is again what it was before."'
slipped list
check "with the reason of that" prints '02  issued  Болат  02_Болат.pdf  (20 нөмірі еді)'
slipped show 02
check "and behind it what was said by mistake" eval 'prints "02, 1: revoked: Болат" && prints "reason: қате" && prints "02, 2: issued: Болат"'
slipped spoil 02 04 --reason 'қате'
people Әлия Вера
slip
check "its file may have gone to the archive meanwhile" [ ! -e "$SCRATCH/slip/out/02_Болат.pdf" ]
slipped restore 02 04 --reason 'сол емес'
check "a spare is restored, beside the one that took its place" whole 'files: 2; spares: 2; spoiled: 0; revoked: 0; superseded: 0.'
people Әлия Болат Вера
slip
check "the next run brings the file back" eval 'ended 0 && sha256sum --check --quiet "$SCRATCH/slip/sum" &&
    whole "Certificates: 3, of which duplicates: 0; files: 3; spares: 2; spoiled: 0; revoked: 0; superseded: 0."'
slipped restore 03 --reason x
check "what is valid needs no restoring" refused 'Number 03 is neither spoiled nor revoked, and no duplicate of it is asked for.'
slipped restore 03
check "nor is anything restored without a reason" refused '--reason TEXT is missing'
slipped spoil 01 --reason 'бүлінді'
slip
slipped restore 01 --reason x
check "whoever has another number by now does not get the first back" refused \
    'The person of number 01 has been given number 06 since. Only one of the two can be valid: to go back to the first, spoil the second before.'
slipped spoil 06 --reason 'екеу'
slipped restore 01 --reason 'бірінші'
slip
check "but where the second is spoiled before" eval 'ended 0 &&
    whole "files: 3; spares: 2; spoiled: 1; revoked: 0; superseded: 0." && [ -e "$SCRATCH/slip/out/01_Әлия.pdf" ]'

# … also where the name was corrected meanwhile.
mkdir "$SCRATCH/renamed"
again() { run "$KUALIK" issue -t "$SCRATCH/slip/t.ini" -r "$people" --register "$SCRATCH/renamed/register.db" -o "$SCRATCH/renamed/out" --no-sign "$@"; }
renamed() { run "$KUALIK" register "$@" --register "$SCRATCH/renamed/register.db"; }
people 'Айгүл Ли'
again
renamed spoil 01 --reason 'бүлінді'
again
people 'Айгүл Ли Серікқызы'
again --same 2=03
renamed restore 01 --reason x
check "whoever has another number under another name does not either" refused \
    'The person of number 01 has been given number 03 since. Only one of the two can be valid'
renamed spoil 03 --reason 'екеу'
renamed restore 01 --reason 'бірінші'
check "and does where that is spoiled before" eval 'ended 0 && prints "Number 01 is again what it was before."'

# A duplicate that was asked for by mistake.
people Әлия Болат Вера
sed -i 's/^text = .*/text = {name} {duplicate}/' "$SCRATCH/slip/t.ini"
slip_all() { run "$KUALIK" issue -t "$SCRATCH/slip/t.ini" -r "$people" --register "$SCRATCH/slip/register.db" -o "$SCRATCH/slip/out" --no-sign "$@"; }
slip_all --replace
slipped duplicate 02 --reason 'жоғалды'
slipped restore 02 --reason '20 нөмірі еді'
check "a duplicate that was asked for by mistake is not made" eval 'ended 0 && last_line "No duplicate of 02 is made."'
find "$SCRATCH/slip/out" -type f -exec sha256sum {} + | sort >"$SCRATCH/slip/sums"
slip_all
check "by the next run, either" eval 'ended 0 && prints "0 certificates written" &&
    find "$SCRATCH/slip/out" -type f -exec sha256sum {} + | sort | diff "$SCRATCH/slip/sums" - && whole "of which duplicates: 0"'
slipped show 02
check "why it was, and was not, stays in the register" eval 'prints "reason: жоғалды" && prints "reason: 20 нөмірі еді"'
slipped restore 02 --reason x
check "it is taken back once" refused 'Number 02 is neither spoiled nor revoked, and no duplicate of it is asked for.'
slipped duplicate 02 --reason 'жоғалды'
slip_all
check "asked for again it is made" eval 'ended 0 && pdftotext "$SCRATCH/slip/out/02_Болат.pdf" - | grep -F "Телнұсқа / Дубликат"'
slipped restore 02 --reason x
check "and then it is too late to take it back" refused \
    'The duplicate of number 02 has been issued, so it cannot be taken back. It stands in the place of the certificate before. If it must not be valid, use kualik register revoke.'
slipped duplicate 02 --reason 'тағы жоғалды'
slipped restore 02 --reason 'табылды'
slip_all
check "that of a duplicate leaves the duplicate" eval 'ended 0 && prints "0 certificates written" && whole "of which duplicates: 1"'
check "the journal's words are those of a duplicate" eval 'slipped list && prints "02  duplicate  Болат"'

# ---- several machines ------------------------------------------------------------------

# issued_by N LIST RANGE: a machine with a register of its own.
issued_by()
{
    run "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$2" -o "$SCRATCH/machine$1" --no-sign \
        --register "$SCRATCH/machine$1.db" --range "$3"
}
sed -i '/^spares/d' "$SCRATCH/t.ini"
printf '%s\n' 'name;region' 'Болат;Ақтау' 'Әлия;Ақтау' >"$SCRATCH/one.csv"
printf '%s\n' 'name;region' 'Үміт;Семей' 'Сәуле;Семей' >"$SCRATCH/two.csv"
{ cat "$SCRATCH/one.csv"; sed 1d "$SCRATCH/two.csv"; } >"$SCRATCH/both.csv"
issued_by 1 "$SCRATCH/one.csv" 1-50
issued_by 2 "$SCRATCH/two.csv" 51-99
merge() { run "$KUALIK" register merge --register "$SCRATCH/all.db" "$@"; }
merge "$SCRATCH/machine1.db" "$SCRATCH/machine2.db"
check "registers are joined" eval 'ended 0 && prints "4 records were added." && silent'
run "$KUALIK" register list --register "$SCRATCH/all.db"
check "the result has them all" eval '[ "$(cut -d" " -f1 "$SCRATCH/out" | tr "\n" " ")" = "01 02 51 52 " ]'
merge "$SCRATCH/machine1.db"
check "twice is once" prints 'The register had all of this already; nothing was added.'
run "$KUALIK" register merge --register "$SCRATCH/all.db"
check "which are to be joined must be said" refused \
    'kualik register merge needs the files of the registers that are to be added.'
merge "$SCRATCH/machine2.db" "$SCRATCH/./all.db"
check "a register is not joined to itself" eval \
    'ended 2 && says "./all.db: This is the register itself that others are to be added to."'
issued_by 3 "$SCRATCH/two.csv" 1-50
merge "$SCRATCH/machine3.db"
check "a number of two people is refused by their names" eval \
    'ended 2 && says "other: 01 («Әлия», «Сәуле»), 02 («Болат», «Үміт»). Go on with one of the two:"'
cp "$SCRATCH/machine1.db" "$SCRATCH/further.db"
cp -r "$SCRATCH/machine1" "$SCRATCH/further"
run "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/both.csv" -o "$SCRATCH/further" --no-sign \
    --register "$SCRATCH/further.db"
check "whoever goes on with one of them gets numbers for all" eval 'ended 0 && [ -e "$SCRATCH/further/03_Сәуле.pdf" ] &&
    [ -e "$SCRATCH/further/04_Үміт.pdf" ]'
issued_by 4 "$SCRATCH/two.csv" 60-99
merge "$SCRATCH/machine4.db"
check "so is a person with two numbers" eval \
    'ended 2 && says "machine4.db: 2 people have one number in one register and another in the other: «Сәуле» (51, 60), «Үміт» (52, 61). Of each spoil one of the two"'
run "$KUALIK" register list --register "$SCRATCH/all.db"
check "and nothing is added by that" [ "$(wc -l <"$SCRATCH/out")" -eq 4 ]

sed 's/^first .*/spares = 2\n&/; /^spares/!s/^number .*/&\nspares = 2/' "$SCRATCH/t.ini" >"$SCRATCH/spared.ini"
run "$KUALIK" issue -t "$SCRATCH/spared.ini" -r "$SCRATCH/one.csv" -o "$SCRATCH/machine5" --no-sign \
    --register "$SCRATCH/machine5.db" --range 49-55
run "$KUALIK" register merge --register "$SCRATCH/spares.db" "$SCRATCH/machine2.db" "$SCRATCH/machine5.db"
check "a number of a person and a spare is told, too" eval \
    'ended 2 && says "machine5.db: 2 numbers are one" && says ": 51 («Сәуле», –), 52 («Үміт», –)."'

run "$KUALIK" register merge --register "$SCRATCH/refused.db" "$SCRATCH/machine1.db" "$SCRATCH/machine3.db"
check "of several registers none is added, if one cannot be" eval \
    'ended 2 && says "machine3.db: 2 numbers are one person" && [ ! -e "$SCRATCH/refused.db" ]'
cp "$SCRATCH/machine2.db" "$SCRATCH/kept.db"
run "$KUALIK" register merge --register "$SCRATCH/kept.db" "$SCRATCH/machine1.db" "$SCRATCH/machine3.db"
check "what was there before stays as it was" eval 'ended 2 && cmp "$SCRATCH/kept.db" "$SCRATCH/machine2.db"'
run "$KUALIK" register merge --register "$SCRATCH/nothing.db" "$SCRATCH/nowhere.db"
check "a register that is not there makes none" eval 'ended 2 && [ ! -e "$SCRATCH/nothing.db" ]'

# What becomes of certificates on their machine afterwards comes along, too.
mark_on() { machine=$1; shift; run "$KUALIK" register "$@" --register "$SCRATCH/machine$machine.db"; }
mark_on 2 spoil 51 --reason бүлінді
issued_by 2 "$SCRATCH/two.csv" 51-99
mark_on 1 revoke 02 --reason қате
mark_on 2 duplicate 52 --reason жоғалды
merge "$SCRATCH/machine1.db" "$SCRATCH/machine2.db"
check "registers are joined again" eval 'ended 0 && prints "4 records were added."'
run "$KUALIK" register list --register "$SCRATCH/all.db"
check "with what has become of their certificates" eval \
    '[ "$(cut -d" " -f1-3 "$SCRATCH/out" | tr -s " " | tr "\n" "|")" = "01 issued|02 revoked|51 spoiled|52 issued|53 issued|" ]'
sed -i 's/Әлия/Алия/' "$SCRATCH/one.csv"
run "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/one.csv" -o "$SCRATCH/machine1" --no-sign \
    --register "$SCRATCH/machine1.db" --same 3=01
merge "$SCRATCH/machine1.db"
check "a name that was corrected comes along under its number" eval 'ended 0 &&
    prints "2 records were added." &&
    "$KUALIK" register list --register "$SCRATCH/all.db" | grep -q "^01  issued  Алия"'
check "twice is once again" eval 'merge "$SCRATCH/machine1.db" "$SCRATCH/machine2.db"; prints "The register had all of this already; nothing was added."'
printf '%s\n' 'name;region' 'Әлия;Шымкент' >"$SCRATCH/six.csv"
issued_by 6 "$SCRATCH/six.csv" 70-79
cp "$SCRATCH/all.db" "$SCRATCH/asked.db"
run "$KUALIK" register merge --register "$SCRATCH/asked.db" "$SCRATCH/machine6.db"
check "somebody whom another machine has under the earlier name is asked about" eval 'ended 0 && prints "1 record was added." &&
    says "machine6.db: warning: 1 person may have a number in each of the two registers, since a name was corrected: «Әлия» (01, 70). Look at both numbers with kualik register show;"'
cp "$SCRATCH/all.db" "$SCRATCH/asked.db"
run "$KUALIK" register merge --register "$SCRATCH/asked.db" "$SCRATCH/machine6.db" --json
check "which a program learns, too" eval 'ended 0 && jq -es "length == 2 and .[0].status == \"warning\" and
    .[0].code == \"merge-person-renamed\" and (.[0] | has(\"exit\") | not) and .[1] == {added: 1}" "$SCRATCH/out"'
sed 's/^event .*/event = Форум/' "$SCRATCH/t.ini" >"$SCRATCH/forum.ini"
run "$KUALIK" issue -t "$SCRATCH/forum.ini" -r "$SCRATCH/two.csv" -o "$SCRATCH/forum" --no-sign --register "$SCRATCH/forum.db"
merge "$SCRATCH/forum.db"
check "registers of two events are not joined" eval 'ended 2 && says "forum.db: This register is that of «Форум», and the one that it is to be added to that of «Семинар 2017». Only registers of one event are joined."'
cp "$SCRATCH/all.db" "$SCRATCH/old.db"
run "$KUALIK" register spoil 01 --reason дақ --register "$SCRATCH/all.db"
merge "$SCRATCH/old.db"
check "an older copy takes nothing back" eval 'ended 0 && prints "The register had all of this already; nothing was added."'
run "$KUALIK" register revoke 01 --reason қате --register "$SCRATCH/old.db"
merge "$SCRATCH/old.db"
check "what has gone two ways is refused by number and person" eval \
    'ended 2 && says "old.db: Number 01 of «Алия» has different records in the two registers."'

# ---- at the same time ------------------------------------------------------------------

mkdir "$SCRATCH/eight"
i=0
for first in Айгүл Болат Дархан Ержан Жанар Мадина Руслан Сәуле; do
    i=$((i + 1))
    {
        echo 'name;region'
        for last in Ахметова Бейсенов Дүйсенбай Иманғали Қанатұлы Назарбек Оразова Сейітқали Тілеуберді; do
            echo "$last $first;Ақтау"
        done
    } >"$SCRATCH/eight/$i.csv"
done
for i in 1 2 3 4 5 6 7 8; do
    "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/eight/$i.csv" -o "$SCRATCH/eight/out$i" --no-sign \
        --register "$SCRATCH/eight/register.db" >"$SCRATCH/eight/said$i" 2>&1 &
done
wait
eight_numbers() { find "$SCRATCH/eight" -name '*.pdf' -printf '%f\n' | cut -d_ -f1 | sort -n; }
eight_right() { eight_numbers | diff - "$SCRATCH/wanted" || fails cat "$SCRATCH"/eight/said*; }
i=0
while [ $((i += 1)) -le 72 ]; do printf '%02d\n' $i; done >"$SCRATCH/wanted"
check "eight runs at once give each number once, without a gap" eight_right

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
cp "$register" "$SCRATCH/newer.db"
printf '\000\000\000\011' | dd of="$SCRATCH/newer.db" bs=1 seek=60 conv=notrunc 2>"$SCRATCH/dd"
nothing -t "$SCRATCH/t.ini" -r "$people" --register "$SCRATCH/newer.db"
check "a register of a newer version is refused" refused \
    "$SCRATCH/newer.db: The register is of version 9, made by a newer kualik; this one knows version 2. Use the newer kualik."
# Whoever may do all is refused nothing.
if [ "$(id -u)" -ne 0 ]; then
    cp "$register" "$SCRATCH/still.db"
    chmod 400 "$SCRATCH/still.db"
    nothing -t "$SCRATCH/t.ini" -r "$people" --register "$SCRATCH/still.db"
    check "a register that may only be read is refused" refused 'Allow writing to the file and to its folder'
    cp -R "$out" "$SCRATCH/stick"
    cp "$register" "$SCRATCH/stick.db"
    chmod a-w "$SCRATCH/stick" "$SCRATCH/stick.db"
    run "$KUALIK" register verify -o "$SCRATCH/stick" --register "$SCRATCH/stick.db"
    check "what only reads works there" fails grep "Nothing can be written" "$SCRATCH/err"
    chmod u+w "$SCRATCH/stick"
fi
# A clock that was set back: by a day it is told, by a year it would make numbers of another year.
mkdir "$SCRATCH/clock"
clock() { run env SOURCE_DATE_EPOCH="$1" "$KUALIK" issue -t "$SCRATCH/clock/t.ini" -r "$SCRATCH/clock/$2.csv" -o "$SCRATCH/clock/out" --no-sign; }
sed 's/^number *=.*/number = {year}-{seq:3}/' "$SCRATCH/t.ini" >"$SCRATCH/clock/t.ini"
printf '%s\n' 'name;region' 'Болат;Ақтау' >"$SCRATCH/clock/a.csv"
{ cat "$SCRATCH/clock/a.csv"; echo 'Әлия;Ақтау'; } >"$SCRATCH/clock/b.csv"
{ cat "$SCRATCH/clock/b.csv"; echo 'Үміт;Ақтау'; } >"$SCRATCH/clock/c.csv"
clock 1511740800 a
clock 1511740201 a
check "one that is some minutes behind another's is not" eval 'ended 0 && silent'
clock 1511740199 a
check "one that is more than ten minutes behind is told" eval 'ended 0 && says "the clock of this computer shows 26.11.2017 23:49."'
clock 1511654400 b
check "a clock before the newest certificate is told" eval 'ended 0 &&
    says "The newest certificate of the register was issued on 27.11.2017 00:00, and the clock of this computer shows 26.11.2017 00:00. Set the clock"'
clock 1480032000 c
check "and no number of a past year is given" eval 'ended 2 && says "the new numbers would have a wrong year" &&
    [ "$(find "$SCRATCH/clock/out" -name "*.pdf" | wc -l)" -eq 2 ]'
clock 1511740800 c
check "once it is right again, all is well" eval 'ended 0 && ! says "the clock of this computer" >"$SCRATCH/said"'
nothing -t "$template" -r "$list" --register "$register"
check "a template without one is told so" refused 'There is no [register] section'
for option in '--same 2=001' '--new 2' '--range 1-50' --reissue; do
    # shellcheck disable=SC2086
    nothing -t "$template" -r "$list" $option
    check "${option%% *} needs one, too" refused "Write one, or leave ${option%% *} out."
done
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
check "a range that is too short is refused" refused 'The register gives out the numbers from 1 to 2, which are too few: needed: 3; left: 2.'
issued_by 8 "$SCRATCH/one.csv" 1-2
nothing -t "$SCRATCH/t.ini" -r "$people" --register "$SCRATCH/machine8.db" --reissue
check "those that are given are not left" refused 'from 1 to 2, which are too few: needed: 1; left: 0.'

# People come before spare certificates: nobody goes without for want of numbers for these.
with_spares() { run "$KUALIK" issue -t "$SCRATCH/own.ini" -r "$people" -o "$SCRATCH/narrow" --no-sign --register "$SCRATCH/narrow.db" "$@"; }
with_spares --only 2-3 --range 1-4
check "a part of the list needs no numbers for the spares" eval 'ended 0 && fails says "spare"'
with_spares
check "all have their certificates, and as many spares are reserved as there are numbers" eval 'ended 0 &&
    says "1 spare number was not reserved: the register has no more to give out." &&
    [ "$("$KUALIK" register list --register "$SCRATCH/narrow.db" | cut -d" " -f1,3 | tr "\n" "|")" = "001 issued|002 issued|003 issued|004 reserved|" ]'

# Spare numbers are written as `number` says; where nothing does, that is told.
sed '/^number/d' "$SCRATCH/own.ini" >"$SCRATCH/unwritten.ini"
printf '%s\n' 'number;name;region' '001;Болат;Ақтау' >"$SCRATCH/own.csv"
run "$KUALIK" issue -t "$SCRATCH/unwritten.ini" -r "$SCRATCH/own.csv" -o "$SCRATCH/unwritten" --no-sign --register "$SCRATCH/unwritten.db"
check "spares that nothing says how to write are told" eval 'ended 0 &&
    says "warning: [register] spares: No spare numbers are reserved, since nothing says how they are written. Write it beside this, such as number = "'
run "$KUALIK" print -t "$SCRATCH/unwritten.ini" -r "$SCRATCH/own.csv" --register "$SCRATCH/unwritten.db" --spares 2 -o "$SCRATCH/spares.pdf"
check "so they are when they are to be printed" says 'Write `number`, which says how they are written, in [register] and run kualik issue.'

# Whoever was handed a spare certificate keeps its number.
spared() { run "$KUALIK" issue -t "$SCRATCH/own.ini" -r "$people" -o "$SCRATCH/spared" --no-sign --register "$SCRATCH/spared.db" "$@"; }
people Болат\;Ақтау Әлия\;Ақтау
spared
check "the first people are asked nothing about spares" eval 'ended 0 && silent'
people Болат\;Ақтау Әлия\;Ақтау Жанна\;Абай
asked='list.csv: warning: the register keeps 2 spare numbers: 003, 004. Rows that get new numbers: 4. If one of these people was handed a spare certificate, use --same ROW=NUMBER with kualik issue'
spared --dry-run
check "a late arrival may have one" eval 'ended 0 && says "$asked"'
spared --dry-run --new 4
check "or has none, as somebody says" eval 'ended 0 && silent'
spared --same 4=003
check "told that it is so, the number on the sheet is the person's" eval 'ended 0 && silent &&
    "$KUALIK" register show 003 --register "$SCRATCH/spared.db" | grep -q Жанна'

# ---- rows, files and records -----------------------------------------------------------

mkdir "$SCRATCH/roll"
plain_template '{number}' '{name} {region} № {number}' '[register]
event  = Тізім
number = {seq:2}
spares = 2' >"$SCRATCH/roll/t.ini"
printf '%s\n' 'name;region;phone' 'Болат;Ақтау;1' 'Әлия;Ақтау;2' 'Сәуле;Семей;3' >"$SCRATCH/roll/rows.csv"
run "$KUALIK" issue -t "$SCRATCH/roll/t.ini" -r "$SCRATCH/roll/rows.csv" -o "$SCRATCH/roll/out" --no-sign --json
check "a program is told each certificate's number" eval \
    '[ "$(jq -r "[.number, .who] | join(\" \")" "$SCRATCH/out" | tr "\n" ";")" = "01 Болат;02 Әлия;03 Сәуле;" ]'
compare() { run "$KUALIK" register verify -o "$SCRATCH/roll/out" -r "$SCRATCH/roll/rows.csv" --register "$SCRATCH/roll/register.db" "$@"; }
compare
check "rows, files and records agree" eval 'ended 0 &&
    prints "Certificates: 3, of which duplicates: 0; files: 3; spares: 2;" &&
    prints "Rows of the list: 3; certificates of people, with revoked ones: 3. Register, files and list agree."'
sed -i 's/;Ақтау;2/;Ақтау;22/' "$SCRATCH/roll/rows.csv"
compare
check "what no certificate shows may change" ended 0
sed -i 's/Семей/Семей қаласы/' "$SCRATCH/roll/rows.csv"
echo 'Дана;Семей;4' >>"$SCRATCH/roll/rows.csv"
compare
check "a corrected row and a new one have no certificate" ended 1
check "which is told with line and person" eval \
    'prints "rows.csv:4: Сәуле: the register has no certificate with what this row says." &&
     prints "rows.csv:5: Дана: the register has no certificate"'
check "and a certificate that no row says any more" prints \
    "Сәуле: number 03: no row of the list says what this certificate does."
check "all three are counted" prints "3 things do not agree."
compare --json
check "a program is told the rows" [ "$(jq -r 'select(.row) | .row' "$SCRATCH/out" | tr '\n' ' ')" = "4 5 " ]
run "$KUALIK" issue -t "$SCRATCH/roll/t.ini" -r "$SCRATCH/roll/rows.csv" -o "$SCRATCH/roll/out" --no-sign
compare
check "issued anew they agree again" ended 0
registered_rows() { run "$KUALIK" register "$@" --register "$SCRATCH/roll/register.db"; }
registered_rows revoke 01 --reason қате
sed -i '/^Болат/d' "$SCRATCH/roll/rows.csv"
run "$KUALIK" issue -t "$SCRATCH/roll/t.ini" -r "$SCRATCH/roll/rows.csv" -o "$SCRATCH/roll/out" --no-sign
compare
check "whose certificate was revoked may leave the list" ended 0

# ---- what a corrected certificate must not lose -----------------------------------------

make_demo_key
last=$SCRATCH/last
mkdir "$last" "$SCRATCH/next"
marked="{name} {region} № {number} {duplicate}"
roll() { plain_template '{number}_{name}' "$2" "[register]
event  = $3
number = {seq:2}" >"$SCRATCH/$1/t.ini"; }
roll last '{name} {region} № {number}' 'Семинар 2026'
signed()
{
    run "$KUALIK" issue -t "$last/t.ini" -r "$people" --register "$last/register.db" -o "$last/out" \
        --key "$demo/signer.p12" --password-file "$demo/password" "$@"
}
unsigned()
{
    run "$KUALIK" issue -t "$last/t.ini" -r "$people" --register "$last/register.db" -o "$last/out" --no-sign "$@"
}
people 'Болат;Ақтау' 'Әлия;Ақтау'
signed
run "$KUALIK" register duplicate 02 --reason 'жоғалды' --register "$last/register.db"
roll last '{name} ({region}) № {number}' 'Семинар 2026'
signed --only 3
check "no duplicate goes out that does not say so, whatever else has changed" eval '[ "$status" -eq 2 ] &&
    says "a duplicate is asked for, but the template does not show {duplicate}." && [ ! -e "$last/out/archive" ]'
run "$KUALIK" issue -t "$last/t.ini" -r "$people" --register "$last/register.db" --dry-run
check "which a dry run tells" eval 'ended 1 && last_line "0 of 2 certificates can be written. 1 was there already. 1 failed: row 3."'
run "$KUALIK" check -t "$last/t.ini" -r "$people" --register "$last/register.db"
check "and check, too" eval 'ended 1 && prints "a duplicate is asked for, but the template does not show {duplicate}."'
roll last "$marked" 'Семинар 2026'
unsigned --only 3
check "nor does one without the signature that the first had" eval 'ended 2 &&
    says "the certificate was issued with a signature, and a corrected one without it cannot take its place." &&
    [ ! -e "$last/out/archive" ]'
signed --only 3
check "signed and marked it is issued" eval 'ended 0 && pdftotext "$last/out/02_Әлия.pdf" - | grep -F "Телнұсқа / Дубликат"'

# Next year's people are called like those of last year.
roll next "$marked" 'Семинар 2027'
people 'Әлия;Ақтау' 'Сәуле;Семей'
find "$last/out" -type f -exec sha256sum {} + | sort >"$SCRATCH/before"
run "$KUALIK" issue -t "$SCRATCH/next/t.ini" -r "$people" --register "$SCRATCH/next/register.db" -o "$last/out" --no-sign
check "a new register does not begin in the folder of another" eval 'ended 2 &&
    says "The folder $last/out has 2 certificates already that belong neither to this list nor to its register, among them 01_Болат.pdf."'
check "and touches nothing there" eval 'find "$last/out" -type f -exec sha256sum {} + | sort | diff "$SCRATCH/before" -'
mkdir "$SCRATCH/next/out"
run "$KUALIK" preview -t "$SCRATCH/next/t.ini" -r "$people" --row 2 -o "$SCRATCH/next/out/preview.pdf"
echo '%PDF-1.4' >"$SCRATCH/next/out/programme.pdf"
run "$KUALIK" issue -t "$SCRATCH/next/t.ini" -r "$people" --register "$SCRATCH/next/register.db" -o "$SCRATCH/next/out" --no-sign
check "in one of its own it does, whatever else lies there" eval 'ended 0 && [ -e "$SCRATCH/next/out/01_Әлия.pdf" ]'

# An older copy of the register comes back, as after a crash of the disk.
people 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'
cp "$SCRATCH/next/register.db" "$SCRATCH/older.db"
next_year() { run "$KUALIK" issue -t "$SCRATCH/next/t.ini" -r "$people" --register "$SCRATCH/next/register.db" -o "$SCRATCH/next/out" --no-sign; }
next_year
cp "$SCRATCH/older.db" "$SCRATCH/next/register.db"
people 'Әлия;Ақтау' 'Сәуле;Семей' 'Ермек;Семей'
next_year
check "a register that is older than its folder gives no number a second time" eval '! ended 0 &&
    says "The folder $SCRATCH/next/out has the file 03_Дана.pdf, but the register has not given its number 03 yet" &&
    [ ! -e "$SCRATCH/next/out/03_Ермек.pdf" ]'
people 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'
next_year
check "whom the folder has at that number gets it again" eval 'ended 0 && [ "$(ls "$SCRATCH/next/out" | grep -c "^0.*pdf")" = 3 ]'
cp "$SCRATCH/next/out/01_Әлия.pdf" "$SCRATCH/next/out/01_Әлия - көшірме.pdf"
people 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей' 'Ермек;Семей'
next_year
check "a copy of a file keeps nobody from a number" eval 'ended 0 && [ -e "$SCRATCH/next/out/04_Ермек.pdf" ]'

# Another template by slip, one without a register.
plain_template '{name}' '{name} {region}' >"$SCRATCH/next/plain.ini"
run "$KUALIK" issue -t "$SCRATCH/next/plain.ini" -r "$people" -o "$SCRATCH/next/out" --no-sign
check "nothing goes into a register's folder that stands in none" eval 'ended 2 && says "The folder $SCRATCH/next/out holds the certificates of the register" &&
    [ ! -e "$SCRATCH/next/out/Сәуле.pdf" ]'
run "$KUALIK" issue -t "$SCRATCH/next/plain.ini" -r "$people" -o "$SCRATCH/plain" --no-sign
check "but into another" eval 'ended 0 && [ -e "$SCRATCH/plain/Сәуле.pdf" ]'

# The whole folder gets another name, and another PDF file lies in it.
mv "$SCRATCH/next" "$SCRATCH/moved"
cp "$SCRATCH/moved/out/01_Әлия.pdf" "$SCRATCH/moved/out/бәрі.pdf"
people 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей' 'Ермек;Семей' 'Жанар;Семей'
run "$KUALIK" issue -t "$SCRATCH/moved/t.ini" -r "$people" --register "$SCRATCH/moved/register.db" -o "$SCRATCH/moved/out" --no-sign
check "a register goes on in its folder under another name" eval 'ended 0 && [ -e "$SCRATCH/moved/out/05_Жанар.pdf" ]'

# Where the list brings its numbers the register gives none: digits in the name of another file
# are no number of somebody else's, whether or not a pattern says how spare numbers are written.
for pattern in '' 'number = {seq:3}'; do
    own="$SCRATCH/own${pattern:+-pattern}"
    mkdir -p "$own/out"
    cp "$example"/*.png "$own"
    { cat "$template"; printf '\n[register]\nevent = X\n%s\n' "$pattern"; } >"$own/t.ini"
    head -n 4 "$list" >"$own/list.csv"
    : >"$own/out/Бағдарлама 3 күн.pdf"
    own_issue() { run "$KUALIK" issue -t "$own/t.ini" -r "$own/list.csv" -o "$own/out" --no-sign; }
    own_issue
    check "a file with a digit in its name keeps nobody back${pattern:+, with a pattern}" \
        eval 'ended 0 && last_line "3 certificates written to $own/out."'
    : >"$own/out/2026-11-29.pdf"
    run "$KUALIK" register spoil 002 --register "$own/register.db" --reason torn
    sed 's/^002;/151;/' "$list" | head -n 5 >"$own/list.csv"
    own_issue
    check "nor does one keep back who gets another number${pattern:+, with a pattern}" \
        eval 'ended 0 && last_line "2 certificates written to $own/out. 2 were there already."'
done
