#!/bin/sh
# kualik attendance: a sheet for each day, whose sums add up with the list, in reading order;
# forms of one's own, and what is told of those that are wrong.
. tests/e2e/lib

out=$SCRATCH/sheets.pdf
form=templates/forms/attendance.ini
sheets() { run "$KUALIK" attendance -r "$list" -o "${to:-$out}" "$@"; }
pages() { pdfinfo "$out" | sed -n 's/^Pages: *//p'; }
words() { pdftotext -layout "$@" "$out" -; }

sheets
check "the example's list has its sheets" ended 0
check "whose event the form may name" fails says "warning:"
tail -n +2 "$list" >"$SCRATCH/rows"
{ head -1 "$list"; sed 1d "$SCRATCH/rows"; } >"$SCRATCH/people.csv"
run "$KUALIK" attendance -r "$SCRATCH/people.csv" -o "$out"
check "over other people it is told, with its section" \
    says "attendance.ini:78: warning: [heading event]: «Тренерлік корпусты даярлау семинары, Астана қаласы» is the event of the example."
check "with what to do" says "For an event of your own copy this file, change"
sed 's/Тренерлік корпусты даярлау/Мұғалімдер/; s/подготовке тренерского корпуса/обмену опытом/' \
    "$form" >"$SCRATCH/own.ini"
run "$KUALIK" attendance -t "$SCRATCH/own.ini" -r "$SCRATCH/people.csv" -o "$out"
check "once it is one's own event no more" fails says "warning:"
sheets
check "with all its people" last_line "$out: People: 150; groups: 16; pages: 21."
check "and so many pages" [ "$(pages)" = 21 ]
check "each page says which it is" eval \
    'words -f 21 -l 21 | grep -q "Страница 7 из 7" && words -f 21 -l 21 | grep -q "7 беттің 7-беті" && words -f 8 -l 8 | grep -q "Страница 1 из 7"'
check "each day begins a page" eval \
    'words -f 8 -l 8 | grep -q "2017 жылғы 4 қазан *4 октября 2017 года"'
heads() { [ "$(for page in $(seq 21); do words -f "$page" -l "$page" | grep -c 'Қолы$'; done | sort | uniq -c | tr -s ' ')" = " 21 1" ]; }
check "the head stands on each page, once" heads

sheets --days 2026-12-01
listen "$out"
check "one day is asked for" last_line "$out: People: 150; groups: 16; pages: 7."
check "its date is in words" eval 'heard | grep -qx "2026 жылғы 1 желтоқсан"'
sums() { heard | sed -n 's/^Всего: //p'; }
check "each region has its sum" [ "$(sums | wc -l)" -eq 16 ]
check "and the sums add up" [ "$(sums | awk '{ sum += $1 } END { print sum }')" -eq 150 ]
named() { tail -n +2 "$list" | awk -F';' '{ print $2 " " $3 ($4 == "" ? "" : " " $4) }'; }
check "every name of the list is heard, in its order" eval \
    'named >"$SCRATCH/named"; heard | grep -Fx -f "$SCRATCH/named" | uniq >"$SCRATCH/heard-names";
     uniq "$SCRATCH/named" | diff - "$SCRATCH/heard-names"'
check "the numbers go on to the empty rows" [ "$(heard | grep -cx '[0-9]*')" -eq 155 ]
sheets --days 2026-12-01 --empty 40
listen "$out"
check "there may be more of them" [ "$(heard | grep -cx '[0-9]*')" -eq 190 ]
tags() { pdfinfo -struct "$out" 2>"$SCRATCH/warnings" | tr -d ' ' | grep -c "^$1"; }
check "it is one table" [ "$(tags Table)" -eq 1 ]
check "with one head" [ "$(tags THead)" -eq 1 ]
check "and a body for each group and the end" [ "$(tags TBody)" -eq 17 ]

SOURCE_DATE_EPOCH=1800000000 "$KUALIK" attendance -r "$list" -o "$SCRATCH/one.pdf" >"$SCRATCH/said"
SOURCE_DATE_EPOCH=1800000000 "$KUALIK" attendance -r "$list" -o "$SCRATCH/two.pdf" >"$SCRATCH/said"
check "the same list gives the same bytes" cmp "$SCRATCH/one.pdf" "$SCRATCH/two.pdf"

# An error in a column that no sheet shows is no reason to leave somebody out.
tr -d '\r' <"$list" | sed '1s/$/;Балл/; 2s/$/;#Н\/Д/; 3,$s/$/;5/' >"$SCRATCH/score.csv"
run "$KUALIK" attendance -r "$SCRATCH/score.csv" -o "$out" --days 2026-12-01
check "nobody is left out for what no sheet shows" \
    last_line "$out: People: 150; groups: 16; pages: 7."

# ---- mistakes ---------------------------------------------------------------------------

wrong() { to=$SCRATCH/none.pdf sheets "$@"; ended 2 && [ ! -e "$SCRATCH/none.pdf" ]; }
of_form() { sed "$1" "$form" >"$SCRATCH/form.ini" && wrong -t "$SCRATCH/form.ini"; }
check "a key that is none is told" of_form 's/^width      = 5$/widht = 5/'
check "with its line" says "form.ini:$(grep -n '^widht' "$SCRATCH/form.ini" | head -1 | cut -d: -f1): [column name] widht: There is no such key. Did you mean width?"
check "a column that the list has not" of_form 's/{last_kk}/{lats_kk}/'
check "with the nearest" says "Did you mean {last_kk}?"
check "columns that are too wide" of_form 's/^width   = 10mm/width = 190mm/'
check "with their width" says "The columns need 228.0mm, but between the margins there are 178.0mm."
check "a day that is none" wrong --days 2026-13-01
check "is told once for both languages" eval '[ "$(grep -c "2026-13-01" "$SCRATCH/err")" = 1 ]'
check "with what it should be" says "2026-13-01"
check "no rows at all are refused" eval 'head -n 1 "$list" >"$SCRATCH/head.csv"; run "$KUALIK" attendance -r "$SCRATCH/head.csv" -o "$SCRATCH/none.pdf"; ended 2 && says "not a single row"'
check "so is a number of rows that is none" eval 'wrong --empty x; says "--empty takes a number"'
check "and another ending" eval 'to=$SCRATCH/none.txt sheets; ended 2 && says "ends in .pdf"'
run "$KUALIK" attendance --form "$template" -r "$list" -o "$SCRATCH/none.pdf"
check "so is a certificate's template that cannot be one" eval \
    'ended 2 && says "This is the template of a certificate, not a form" && [ "$(wc -l <"$SCRATCH/out")" -le 2 ]'
echo kept >"$SCRATCH/kept.pdf"
check "another file is not written over" eval \
    'to=$SCRATCH/kept.pdf sheets; ended 2 && says "that this command has not made" && grep -q kept "$SCRATCH/kept.pdf"'

# A list of 4,500 for three days: a page does not wait for those behind it, and memory does not
# grow with them. The sanitizers have their own idea of memory.
awk 'NR == 1 { print; next } { rows[NR] = $0 }
    END { for (k = 1; k <= 30; k++) for (i = 2; i <= NR; i++) print rows[i] }' \
    "$list" >"$SCRATCH/many.csv"
bounded() { (ulimit -d 32768; run "$KUALIK" attendance -r "$SCRATCH/many.csv" -o "$out"; ended 0); }
case $BUILD in
*asan) ;;
*) check "4,500 people are no more than 32 MB" bounded ;;
esac

{ head -n 3 "$list"; printf '003;x;y;z;a;b;c;f;d;e;f;g;too much\n'; } >"$SCRATCH/short.csv"
run "$KUALIK" attendance -r "$SCRATCH/short.csv" --days 2026-12-01 -o "$out"
check "a row that cannot be read is left out" ended 1
check "and counted" last_line "$out: People: 2; groups: 1; pages: 1. 1 row is left out, as told above."
check "and named" says "short.csv:4:"

# A line under the table signs nothing.
{ head -n 3 "$list"; printf 'Жауапты: Қ. Ахметов;;;;;;;;;;;\n'; } >"$SCRATCH/foot.csv"
run "$KUALIK" attendance -r "$SCRATCH/foot.csv" --days 2026-12-01 -o "$out"
check "a line under the table is no person" last_line "$out: People: 2; groups: 1; pages: 1. 1 row is left out, as told above."
check "and is told once" eval 'says "foot.csv:4: «Жауапты: Қ. Ахметов» looks like a line under the table" && [ "$(grep -c "foot.csv:4:" "$SCRATCH/err")" = 1 ]'
run "$KUALIK" proof -t "$template" -r "$SCRATCH/foot.csv" -o "$out"
check "nor is it in the proof" last_line "$out: People: 2; groups: 1; pages: 2. 1 row is left out, as told above."
check "where it is told once, too" [ "$(grep -c "foot.csv:4:" "$SCRATCH/err")" = 1 ]
