#!/bin/sh
# kualik print: one file for the printer, seen by qpdf and poppler: who is in it, in which order,
# on how many sheets, and what it says when something is wrong.
. tests/e2e/lib

make_demo_key
pdf=$SCRATCH/print.pdf
printed() { run "$KUALIK" print -t "$template" -r "$list" --replace -o "$pdf" "$@"; }
pages() { [ "$(qpdf --show-npages "$pdf")" -eq "$1" ] || fails qpdf --show-npages "$pdf"; }
sound() { qpdf --check "$pdf" | grep 'No syntax or stream encoding errors'; }
counts() { ended "$1" && last_line "$pdf: $2"; }

# shown PAGE: what stands on a page.
shown() { pdftotext -f "$1" -l "$1" "$pdf" - | tr -s '\n\f ' ' ' && echo; }
on_page() { shown "$1" | grep -F -e "$2" || fails shown "$1"; }
not_on_page() { shown "$1" | fails grep -F -e "$2"; }

# outlined TITLE PAGE: the file's outline leads to that page under that title.
outlined() { qpdf --json --json-key=outlines "$pdf" | jq -e --arg title "$1" --argjson page "$2" \
    'any(.outlines[]; .title == $title and .destpageposfrom1 == $page)'; }

# names PAGE…: the number of the certificate on each page.
numbers() { for page; do shown "$page" | grep -o '№ [0-9]*' | head -n 1 | tr -d '№ \n'; echo; done; }

# ---- everybody --------------------------------------------------------------------------

printed
check "everybody comes, and the sum adds up" counts 0 \
    "people: 150; spares: 0; copies of each: 1; sheets of a copy: 1; separators: 0; sheets: 150."
check "with a front and a back" pages 300
check "under a title in both languages" eval 'pdfinfo "$pdf" | grep -x \
    "Title: *Сертификат: басып шығаруға арналған парақтар / листы для печати"'
check "it is sound" sound
small() { [ "$(stat -c %s "$pdf")" -lt 1000000 ] || fails stat "$pdf"; }
check "150 certificates are less than a megabyte" small
check "the first is the list's first" on_page 1 "Әбдірахманова Жанаргүл Сәкенқызы"
check "its back follows" on_page 2 "БАҒДАРЛАМАСЫ"
last=$(tail -n 1 "$list" | cut -d';' -f2)
check "the last is the list's last" on_page 299 "$last"
actual_size() { qpdf --json "$pdf" | grep -F '"/PrintScaling": "/None"'; }
check "it asks to be printed at actual size" actual_size
long_edge() { qpdf --json "$pdf" | grep -F '"/Duplex": "/DuplexFlipLongEdge"'; }
check "and on both sides" long_edge
cp "$pdf" "$SCRATCH/first.pdf"
SOURCE_DATE_EPOCH=$seminar_end; export SOURCE_DATE_EPOCH
printed --threads 1; cp "$pdf" "$SCRATCH/first.pdf"; printed --threads 3
check "the same list gives the same file" cmp "$pdf" "$SCRATCH/first.pdf"
unset SOURCE_DATE_EPOCH
issue "$SCRATCH/issued" --only 17
issued=$(ls "$SCRATCH"/issued/*.pdf)
printed --only 17
same_page()
{
    pdftoppm -r 40 -f "$1" -l "$1" "$issued" >"$SCRATCH/a.ppm" &&
        pdftoppm -r 40 -f "$1" -l "$1" "$pdf" >"$SCRATCH/b.ppm" &&
        cmp "$SCRATCH/a.ppm" "$SCRATCH/b.ppm"
}
check "whoever is asked for is named with row and file" \
    prints "row 17: Мельниченко Оксана Григорьевна, № 016: 016_Актюбинская_область_Мельниченко.pdf"
check "its backs are those that are issued" same_page 2

# ---- who, and in which order ------------------------------------------------------------

printed --only 17,20-21
check "rows can be chosen" counts 0 \
    "people: 3; spares: 0; copies of each: 1; sheets of a copy: 1; separators: 0; sheets: 3."
check "they come as in the list" eval '[ "$(numbers 1 3 5)" = "016
019
020" ]'
printed --where 'region_ru=Акмолинская область' --order last_kk
check "or by what the list says of them" pages 18
check "by the Kazakh alphabet" eval '[ "$(numbers 1 3 5 7)" = "001
002
003
004" ]'
printed --order first_kk,last_kk --first 2
check "or the first ones" pages 4
check "of the order" eval 'on_page 1 "Қонысов Абзал" && on_page 3 "Тілепбергенов Азамат"'
printed --order region_kk --last 1
check "or the last one" pages 2
printed --only 17 --copies 3
check "each as often as is wanted" counts 0 \
    "people: 1; spares: 0; copies of each: 3; sheets of a copy: 1; separators: 0; sheets: 3."

# ---- the paper --------------------------------------------------------------------------

printed --only 17 --sides one
check "one side of the paper takes more sheets" counts 0 \
    "people: 1; spares: 0; copies of each: 1; sheets of a copy: 2; separators: 0; sheets: 2."
printed --only 17,20 --blank
check "sheets printed beforehand get the name" on_page 1 "Мельниченко Оксана Григорьевна"
check "and not what is on them" not_on_page 1 "СЕРТИФИКАТ"
check "that is sound, too" sound
cp "$example"/*.png "$SCRATCH"
sed -e 's/^\[text heading\]/&\npreprinted = no/' -e 's/^\[text name-ru\]/&\npreprinted = yes/' "$template" >"$SCRATCH/marked.ini"
run "$KUALIK" print -t "$SCRATCH/marked.ini" -r "$list" --replace -o "$pdf" --only 18 --blank
check "unless the template says otherwise" eval 'on_page 1 "СЕРТИФИКАТ" && on_page 1 "Өтепов Саламат" && not_on_page 1 "Утепов Саламат"'
run "$KUALIK" print -t long-topic -r "$list" --replace -o "$pdf" --only 18 --blank
check "a definition that no row changes is on them already" eval \
    'on_page 1 "Өтепов Саламат" && not_on_page 1 "семинарға" && not_on_page 1 "Имашев"'
run "$KUALIK" preview -t "$SCRATCH/marked.ini" -r "$list" --row 17 --blank -o "$SCRATCH/blank.pdf"
previewed() { pdftotext "$SCRATCH/blank.pdf" - | grep -F -e "$1"; }
check "a preview shows the same" eval 'ended 0 && previewed "СЕРТИФИКАТ" && fails previewed "БАҒДАРЛАМАСЫ"'

# ---- separators -------------------------------------------------------------------------

printed --separators region_kk
check "a sheet before each region is counted" counts 0 \
    "people: 150; spares: 0; copies of each: 1; sheets of a copy: 1; separators: 16; sheets: 166."
check "it has a back of its own, so that no other shifts" pages 332
check "that is sound, too" sound
check "it says whose certificates follow" on_page 1 "Ақмола облысы Акмолинская область"
check "how many" on_page 1 "Количество сертификатов: 9"
check "who they are" on_page 1 "Ёлшина Вера Николаевна"
check "and no others" not_on_page 1 "Ақтөбе"
check "its back is empty" [ -z "$(shown 2 | tr -d ' ')" ]
check "the certificates follow" eval '[ "$(numbers 3 5)" = "001
002" ]'
# Each person once, and everybody's region is that of the separator before.
fronts()
{
    pdftotext "$pdf" - | awk -v RS='\f' 'NR % 2 && match($0, /Сертификаттар саны: [0-9]*|№ [0-9]+/) {
        print substr($0, RSTART, RLENGTH) }'
}
fronts >"$SCRATCH/fronts"
check "the sheets are those of all people" [ "$(grep '^№' "$SCRATCH/fronts" | sort -u | wc -l)" -eq 150 ]
announced() { awk '/саны/ { if (left) bad = 1; left = $NF; next } { left-- } END { exit bad || left != 0 }' "$SCRATCH/fronts"; }
check "as many follow each as it says" announced
check "in Kazakh and Russian it tells of scaling" eval \
    'on_page 1 "Егер бұл сызық 100 мм болмаса" && on_page 1 "Если эта линия не 100 мм"'
ruler() { pdftoppm -r 300 -f 1 -l 1 -y 2191 -H 289 -png "$pdf" "$SCRATCH/ruler" && "$BUILD/tests/mark" 300 404040 "$SCRATCH/ruler-001.png"; }
# Its first and last mark are 0.15 mm wide.
exact() { ruler | awk '{ left = $1 + 0.075; right = $3 - 0.075
    exit !(left > 24.9 && left < 25.1 && right > 124.9 && right < 125.1) }' || fails ruler; }
check "and the line is 100 mm long" exact
for line in 1 20 2 21 3; do sed -n "${line}p" "$list"; done >"$SCRATCH/mixed.csv"
run "$KUALIK" print -t "$template" -r "$SCRATCH/mixed.csv" --replace -o "$pdf" --separators region_ru --sides one
check "who belongs together is brought together" eval 'counts 0 \
    "people: 4; spares: 0; copies of each: 1; sheets of a copy: 2; separators: 2; sheets: 10." &&
    [ "$(numbers 2 4 7 9)" = "019
020
001
002" ]'
mv "$pdf" "$SCRATCH/mixed.pdf"
run "$KUALIK" print -t templates/portrait.ini -r "$list" --replace -o "$pdf" --separators region_kk --last 1
portrait() { [ "$(pdfinfo -f 1 -l 1 "$pdf" | grep -c 'Page *1 size: *595.2[0-9]* x 841.89')" = 1 ] || fails pdfinfo "$pdf"; }
check "it is on the certificates' paper" portrait

# ---- spares -----------------------------------------------------------------------------

sed 's/^\[document\]/[register]\nevent = x\nnumber = К-{seq:3}\nfirst = 300\nspares = 3\n\n&/' "$template" >"$SCRATCH/spares.ini"
cp "$example"/*.png "$SCRATCH"
head -n 4 "$list" >"$SCRATCH/few.csv"
from_register() { run "$KUALIK" print -t "$SCRATCH/spares.ini" -r "$SCRATCH/few.csv" --register "$SCRATCH/r.db" --replace -o "$pdf" "$@"; }
from_register --spares 2
unissued='few.csv: Nothing has been issued of this list yet. Run kualik issue first: it gives the numbers that are printed.'
told_once() { ended 2 && says "$unissued" && [ "$(wc -l <"$SCRATCH/err")" -eq 1 ] && [ ! -e "$SCRATCH/r.db" ]; }
check "before anything is issued that is all there is to say, of spares, too" told_once
from_register
check "of everybody" told_once
from_register --changed-since 2017-10-05
check "and of changes" told_once
issue "$SCRATCH/spared" -t "$SCRATCH/spares.ini" -r "$SCRATCH/few.csv" --register "$SCRATCH/r.db"
from_register --spares 2 --separators region_kk
check "spares add to the sum" counts 0 \
    "people: 3; spares: 2; copies of each: 1; sheets of a copy: 1; separators: 2; sheets: 7."
check "each has a front and a back" pages 14
check "a sheet of their own stands before them, with how many they are" eval 'on_page 9 "Қосалқы сертификаттар Запасные сертификаты" &&
    on_page 9 "Количество сертификатов: 2" && not_on_page 9 "Ақмола"'
check "and which" on_page 9 "1 № К-300 2 № К-301"
check "it is no separator of people" not_on_page 1 "Қосалқы"
check "and stands with them in the outline" outlined "К-300–К-301" 9
check "each has a number that is reserved" eval 'on_page 11 "№ К-300" && on_page 13 "№ К-301"'
check "the sentence that is everybody's" on_page 11 "СЕРТИФИКАТ"
check "and nobody's name" not_on_page 11 "Волошина"
check "its back is everybody's, too" on_page 14 "БАҒДАРЛАМАСЫ"
check "with spares it is sound" sound
# Two thirds of the name's box, on its lower edge: seen in a strip that begins at 30 mm and 87 mm.
name_line() { pdftoppm -r 300 -f 11 -l 11 -x 354 -W 2800 -y 1028 -H 24 -png "$pdf" "$SCRATCH/line" && "$BUILD/tests/mark" 300 14323F "$SCRATCH"/line-*.png; }
on_its_line() { name_line | awk '{ exit !($1 > 44.75 && $1 < 44.95 && $3 > 192.1 && $3 < 192.3 && $2 > 0.8 && $4 < 1.2) }' || fails name_line; }
check "a line waits for the name" on_its_line
from_register --spares 2 --copies 2
check "copies are of spares, too" counts 0 \
    "people: 3; spares: 2; copies of each: 2; sheets of a copy: 1; separators: 0; sheets: 10."
"$KUALIK" register spoil К-302 --reason x --register "$SCRATCH/r.db" >"$SCRATCH/spoilt"
from_register --spares 3
check "of spares that are lacking only the run is missing" refused \
    'The register has reserved 2 spare numbers, not as many as are asked for. Run kualik issue with the whole list: it reserves those that are lacking.'
issue "$SCRATCH/spared" -t "$SCRATCH/spares.ini" -r "$SCRATCH/few.csv" --register "$SCRATCH/r.db"
from_register --spares 3
check "after which they are there" ended 0
from_register --spares 4
check "more than are reserved are refused" eval 'ended 2 && says "The register has reserved 3 spare numbers"'
run "$KUALIK" register list --register "$SCRATCH/r.db"
check "printing has used none up" [ "$(grep -c spare "$SCRATCH/out")" -eq 3 ]
# As that advises: the files of those who have theirs say something else by their template alone.
sed -i 's/^spares = 3/spares = 20/' "$SCRATCH/spares.ini"
run "$KUALIK" issue -t "$SCRATCH/spares.ini" -r "$SCRATCH/few.csv" --register "$SCRATCH/r.db" \
    -o "$SCRATCH/spared" --key "$demo/signer.p12" --password-file "$demo/password"
from_register --spares 20 --separators region_kk
check "more can be reserved later" eval 'ended 0 && on_page 9 "20" && shown 9 | grep "К-314"'
check "where a list is longer than a sheet, the next says whose it is" eval \
'on_page 10 "Қосалқы сертификаттар (жалғасы)" && on_page 10 "Запасные сертификаты (продолжение)" &&
     on_page 10 "К-319"'
sed -i 's/^text *= {name_kk}/text = Берілді: {name_kk}/' "$SCRATCH/spares.ini"
from_register --spares 1
check "in a sentence a gap is left" on_page 7 "Берілді: ________"

sed -n '5,6p' "$list" >>"$SCRATCH/few.csv"
from_register --only 5-6
check "so it is of rows that came later" eval 'ended 2 && says \
    "few.csv: Nothing has been issued yet of the rows that are asked for. Run kualik issue first"'
from_register --only 4-6
check "whoever has a number is printed without them" eval 'ended 1 && prints "people: 1;" &&
    says "The register has not given this row a number. Give it one: kualik issue." && says "few.csv: row 6: "'
head -n 4 "$list" >"$SCRATCH/few.csv"

# ---- what has changed -------------------------------------------------------------------

# The demo key is valid from today on.
day=$(date -u -d tomorrow +%F)
sed -i 's/Берілді: //' "$SCRATCH/spares.ini"
at() { SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s); export SOURCE_DATE_EPOCH; }
reissue() { issue "$SCRATCH/changed" -t "$SCRATCH/spares.ini" -r "$SCRATCH/few.csv" --register "$SCRATCH/c.db"; }
changed() { from_register --register "$SCRATCH/c.db" "$@"; }
from_register() { run "$KUALIK" print -t "$SCRATCH/spares.ini" -r "$SCRATCH/few.csv" --replace -o "$pdf" "$@"; }
at "$day 10:00"; reissue
sed -i 's/Дархан/Дарқан/' "$SCRATCH/few.csv"
changed
check "a row that was corrected since is named" eval 'ended 0 && says "has changed since its certificate was issued. Run kualik issue first"'
at "$day 12:00"; reissue
changed --changed-since "$day"T11:00
check "only what was issued anew is printed" eval 'ended 0 && prints "people: 1;" && on_page 1 "Дарқан" && silent'
changed --changed-since "$day 12:00"
check "what was issued at that time, too" prints "people: 1;"
changed --changed-since "$day"
check "or all of the day" prints "people: 3;"
TZ=Asia/Almaty changed --changed-since "$day"T12:00:00Z
check "a time in UTC is taken as the register tells it to programs" ended 0
changed --changed-since "$day"T18:00:00+06:00
check "and one with its offset as it tells it to people" prints "people: 1;"
changed --changed-since "$day"T18:01+06:00
check "to the minute" ended 2
changed --changed-since "$day"T18:00+6
check "an offset is an offset" eval 'ended 2 && says "--changed-since takes a day"'
TZ=Asia/Almaty changed --changed-since "$day"T12:01
check "nobody is nobody" eval 'ended 2 &&
    says "No certificate of this list has been issued, or issued anew, since then." && fails says "leave one of them out"'
changed --changed-since yesterday
check "a time is a time" eval 'ended 2 && says "--changed-since takes a day"'
changed --changed-since 2017-02-29
check "and a day a day" eval 'ended 2 && says "--changed-since takes a day"'
unset SOURCE_DATE_EPOCH

# ---- what is wrong ----------------------------------------------------------------------

printed --only 17
cp "$pdf" "$SCRATCH/kept.pdf"
mistaken()
{
    words=$1
    shift
    printed "$@"
    ended 2 && says "$words" && cmp "$pdf" "$SCRATCH/kept.pdf"
}
check "a column that is not there names the nearest" mistaken "Did you mean «region_ru»?" \
    --where regionru=Астана
check "what no row says is told, with the nearest" mistaken "Did you mean «Акмолинская область»?" --where "region_ru=Акмолинская обл"
check "or with what they say" mistaken "It says, for example: «Акмолинская область», «Актюбинская область»" --where region_ru=Париж
check "what does not go together is nobody" mistaken "leave one of them out" --where "region_ru=город Астана" --only 17
head -n 1 "$list" >"$SCRATCH/none.csv"
check "a list of headings is told as one" eval 'run "$KUALIK" print -t "$template" -r "$SCRATCH/none.csv" -o "$SCRATCH/none.pdf"
    ended 2 && says "not a single row under them" && fails says "leave one of them out"'
check "a column like none is told with those there are" mistaken "The columns are «number», «last_kk»" --order город
check "a row that is not there is told" mistaken "There is no row 152." --only 152
check "no copies are none" mistaken "--copies takes a number from 1" --copies 0
check "paper has two sides" mistaken "--sides takes one, long or short" --sides three
check "changes need a register" mistaken "Only a register knows" --changed-since 2017-10-05
check "spares need a register" mistaken "Spare certificates need numbers" --spares 1
check "no spares are none" mistaken "--spares takes a number from 1" --spares 0
check "separators need a column that is there" mistaken "Did you mean «region_kk»?" \
    --separators regionkk
check "a form needs separators" mistaken "say with --separators COLUMN" --form x.ini
check "and must be there" mistaken "x.ini" --separators region_kk --form "$SCRATCH/x.ini"
sed 's/{count}/{post_kz}/' templates/forms/separators.ini >"$SCRATCH/x.ini"
check "what it shows must be there, too" mistaken "Did you mean {post_kk}?" \
    --separators region_kk --form "$SCRATCH/x.ini"
sed 's/^width   = 12mm/width   = 400mm/' templates/forms/separators.ini >"$SCRATCH/x.ini"
check "its columns must fit" mistaken "The columns need 400.0mm" \
    --separators region_kk --form "$SCRATCH/x.ini"
sed 's/^bottom = .*/bottom = 20mm/' templates/forms/separators.ini >"$SCRATCH/x.ini"
check "and its foot" mistaken "The foot is higher than the lower margin." \
    --separators region_kk --form "$SCRATCH/x.ini"
# What is printed is what was signed, or it is told.
plain_template '{number}' '{name} № {number} А. Омаров' '[register]
event  = x
number = {seq:3}' >"$SCRATCH/tpl.ini"
printf '%s\n' name Болат Әлия >"$SCRATCH/tpl.csv"
of_template() { run "$KUALIK" "$@" -t "$SCRATCH/tpl.ini" -r "$SCRATCH/tpl.csv" --register "$SCRATCH/tpl.db" --replace; }
of_template issue -o "$SCRATCH/tpl" --no-sign
of_template print -o "$SCRATCH/tpl.pdf"
check "as long as the template stays, nothing is told" eval 'ended 0 && silent'
sed -i 's/Омаров/Жақыпов/' "$SCRATCH/tpl.ini"
of_template print -o "$SCRATCH/tpl.pdf"
check "a template that has changed since the certificates were issued is told" eval 'ended 0 &&
    says "tpl.ini: warning: The template has changed since the certificates were issued, so the sheets may say something else than the files."'
of_template issue -o "$SCRATCH/tpl" --no-sign --only 2
of_template print -o "$SCRATCH/tpl.pdf"
check "still when some of them were issued anew" says "The template has changed"
of_template issue -o "$SCRATCH/tpl" --no-sign
of_template print -o "$SCRATCH/tpl.pdf"
check "and not when all of them were" eval 'ended 0 && silent'

run "$KUALIK" print -t "$template" -r "$list" -o "$pdf"
check "a file that is there stays" eval 'ended 2 && says "There is already a file"'

# stays FILE WORDS: it is not written over, not even with --replace, and is said to be that.
stays()
{
    cp "$1" "$SCRATCH/before"
    run "$KUALIK" print -t "$template" -r "$list" --only 17 --replace -o "$1"
    ended 2 && says "$2" && cmp "$1" "$SCRATCH/before"
}
check "a signed certificate is never written over" stays "$issued" "such as a certificate"
cp "$SCRATCH/c.db" "$SCRATCH/named.pdf"
check "nor a register, whatever its name" stays "$SCRATCH/named.pdf" "is a register"
cp "$list" "$SCRATCH/named.pdf"
check "nor the list" stays "$SCRATCH/named.pdf" "is not one that kualik print has made"
check "what is written is a .pdf" stays "$SCRATCH/few.csv" "-o takes a file that ends in .pdf"
{ head -n 3 "$list"; sed -n 4p "$list" | sed 's/;[^;]*;/;К?л?ш;/'; } >"$SCRATCH/lost.csv"
run "$KUALIK" print -t "$template" -r "$SCRATCH/lost.csv" --replace -o "$pdf"
check "whoever has an error is kept back" ended 1
check "and named" says "К?л?ш"
check "the others are printed" prints "sheets: 2. 1 row is kept back"
check "the file has no more" pages 4
nothing_left() { [ "$(ls -A "$SCRATCH" | grep -c '^\.kualik-file')" -eq 0 ] || fails ls -A "$SCRATCH"; }
check "nothing else is left behind" nothing_left
