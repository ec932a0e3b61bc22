#!/bin/sh
# kualik print: one file for the printer, seen by qpdf and poppler: who is in it, in which order,
# on how many sheets, and what it says when something is wrong.
. tests/e2e/lib

pdf=$SCRATCH/print.pdf
printed() { run "$KUALIK" print -t "$template" -r "$list" --replace -o "$pdf" "$@"; }
pages() { [ "$(qpdf --show-npages "$pdf")" -eq "$1" ] || fails qpdf --show-npages "$pdf"; }
sound() { qpdf --check "$pdf" | grep 'No syntax or stream encoding errors'; }
counts() { ended "$1" && last_line "$pdf: $2"; }

# shown PAGE: what stands on a page.
shown() { pdftotext -f "$1" -l "$1" "$pdf" - | tr -s '\n\f ' ' ' && echo; }
on_page() { shown "$1" | grep -F -e "$2" || fails shown "$1"; }
not_on_page() { shown "$1" | fails grep -F -e "$2"; }

# names PAGE…: the number of the certificate on each page.
numbers() { for page; do shown "$page" | grep -o '№ [0-9]*' | head -n 1 | tr -d '№ \n'; echo; done; }

# ---- everybody --------------------------------------------------------------------------

printed
check "everybody comes, and the sum adds up" counts 0 \
    "people: 150; copies of each: 1; sheets of a copy: 1; sheets: 150."
check "with a front and a back" pages 300
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
check "its backs are those that are issued" same_page 2

# ---- who, and in which order ------------------------------------------------------------

printed --only 17,20-21
check "rows can be chosen" counts 0 \
    "people: 3; copies of each: 1; sheets of a copy: 1; sheets: 3."
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
    "people: 1; copies of each: 3; sheets of a copy: 1; sheets: 3."

# ---- the paper --------------------------------------------------------------------------

printed --only 17 --sides one
check "one side of the paper takes more sheets" counts 0 \
    "people: 1; copies of each: 1; sheets of a copy: 2; sheets: 2."
printed --only 17,20 --blank
check "sheets printed beforehand get the name" on_page 1 "Мельниченко Оксана Григорьевна"
check "and not what is on them" not_on_page 1 "СЕРТИФИКАТ"
check "that is sound, too" sound

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
check "nobody is nobody" mistaken "Nobody in the list is asked for." --where region_ru=Париж
check "a row that is not there is told" mistaken "There is no row 152." --only 152
check "no copies are none" mistaken "--copies takes a number from 1" --copies 0
check "paper has two sides" mistaken "--sides takes one, long or short" --sides three
run "$KUALIK" print -t "$template" -r "$list" -o "$pdf"
check "a file that is there stays" eval 'ended 2 && says "There is already a file"'
{ head -n 3 "$list"; sed -n 4p "$list" | sed 's/;[^;]*;/;К?л?ш;/'; } >"$SCRATCH/lost.csv"
run "$KUALIK" print -t "$template" -r "$SCRATCH/lost.csv" --replace -o "$pdf"
check "whoever has an error is kept back" ended 1
check "and named" says "К?л?ш"
check "the others are printed" prints "sheets: 2. 1 row is kept back"
check "the file has no more" pages 4
nothing_left() { [ "$(ls -A "$SCRATCH" | grep -c '^\.kualik-file')" -eq 0 ] || fails ls -A "$SCRATCH"; }
check "nothing else is left behind" nothing_left
