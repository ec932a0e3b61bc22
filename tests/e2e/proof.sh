#!/bin/sh
# kualik proof: a list for each delegation with the texts as they will be printed, and all
# certificates made small, the tightest first; what is told of lists and forms that are wrong.
. tests/e2e/lib

out=$SCRATCH/proof.pdf
form=templates/forms/proof.ini
proof() { run "$KUALIK" proof -t "$template" -r "$list" -o "${to:-$out}" "$@"; }
pages() { pdfinfo "$out" | sed -n 's/^Pages: *//p'; }

proof
check "the example has its proof" ended 0
check "with all people, groups and certificates" last_line "$out: People: 150; groups: 16; pages: 54."
check "and so many pages" [ "$(pages)" = 54 ]
page() { pdftotext -f "$1" -l "$1" -layout "$out" -; }
check "each delegation begins a page" eval \
    'page 2 | grep -q "Ақтөбе облысы *Актюбинская область" && page 2 | grep -q "Мельниченко Оксана"'
check "with a line to sign on" eval 'page 2 | grep -q "Представитель делегации"'
figures() { pdfinfo -struct "$out" 2>"$SCRATCH/warnings" | grep -c '^ *Figure'; }
check "each page of each certificate is there" [ "$(figures)" -eq 300 ]
check "the tightest is the first" eval \
    'run "$KUALIK" preview -t "$template" -r "$list" --tightest -o "$SCRATCH/one.svg"; prints "row 50:" &&
     page 17 | grep -o "строка [0-9]*" | head -n 1 | grep -x "строка 50"'
check "the certificate's own words are in it" eval 'page 17 | grep -q "СЕРТИФИКАТ"'

# What is heard of the first 20 of the list.
head -n 21 "$list" >"$SCRATCH/first.csv"
run "$KUALIK" proof -t "$template" -r "$SCRATCH/first.csv" -o "$out"
listen "$out"
check "each group has its sum" [ "$(heard | sed -n 's/^Всего: //p' | awk '{ sum += $1 } END { print sum }')" -eq 20 ]
named() { tail -n +2 "$SCRATCH/first.csv" | awk -F';' '{ print $2 " " $3 ($4 == "" ? "" : " " $4) }'; }
check "every name stands in its list" eval \
    'heard | tr "\n" " " >"$SCRATCH/all"; named | while read -r name; do
         grep -qF "$name" "$SCRATCH/all" || { echo "$name is missing"; exit 1; }; done'

run "$KUALIK" check -t "$form" -r "$list"
check "a form is no template of certificates" eval \
    'prints "This is a form, which says what stands on a printed list" && [ "$(wc -l <"$SCRATCH/out")" = 2 ]'

# Case forms are shown as they will be printed.
run "$KUALIK" proof -t templates/thanks.ini -r "$SCRATCH/first.csv" -o "$out"
listen "$out"
check "a letter of thanks has its proof" ended 0
check "in the Kazakh dative" eval 'heard | tr "\n" " " | grep -q "Бейсенов Дархан Қанатовичке"'
check "and the Russian one" eval 'heard | tr "\n" " " | grep -q "Бейсенову Дархану Канатовичу"'

# What no row changes is the same for everybody, though it stands in a definition: whose event it
# names is the certificate's matter, not the form's.
{ head -n 1 "$list"; echo '1;Цой;Ольга;;Цой;Ольга;;f;Астана қаласы;город Астана;;'; } >"$SCRATCH/others.csv"
run "$KUALIK" proof -t long-topic -r "$SCRATCH/others.csv" -o "$out"
check "a reason that all have is not read with each name" eval \
    'ended 0 && silent && page 1 | grep "Цой Ольга" && page 1 | fails grep "қатысқаны"'
run "$KUALIK" proof -t thanks -r "$SCRATCH/others.csv" -o "$out"
check "whose event it names is not the form's matter" silent

SOURCE_DATE_EPOCH=1800000000 "$KUALIK" proof -t "$template" -r "$list" -o "$SCRATCH/one.pdf" >"$SCRATCH/said"
SOURCE_DATE_EPOCH=1800000000 "$KUALIK" proof -t "$template" -r "$list" -o "$SCRATCH/two.pdf" >"$SCRATCH/said"
check "the same list gives the same bytes" cmp "$SCRATCH/one.pdf" "$SCRATCH/two.pdf"

# A list of 1,200: memory does not grow with it. The sanitizers have their own idea of memory.
awk 'NR == 1 { print; next } { rows[NR] = $0 }
    END { for (k = 1; k <= 8; k++) for (i = 2; i <= NR; i++) {
        $0 = rows[i]; sub(/^[0-9]+/, k "&"); print } }' "$list" >"$SCRATCH/many.csv"
bounded() { (ulimit -d 32768; "$KUALIK" proof -t "$template" -r "$SCRATCH/many.csv" -o "$out"); }
case $BUILD in
*asan) ;;
*) check "1,200 people are no more than 32 MB" bounded ;;
esac
check "and a small file" [ "$(stat -c %s "$SCRATCH/one.pdf")" -lt 400000 ]

# Numbers that a register would give are shown, and none is used up.
mkdir "$SCRATCH/event"
cp "$example"/*.png "$SCRATCH/event"
cut -d';' -f2- "$SCRATCH/first.csv" >"$SCRATCH/event/list.csv"
sed 's/^\[define\]/[register]\nevent = Семинар\nnumber = {seq:3}\n&/' \
    "$template" >"$SCRATCH/event/t.ini"
run "$KUALIK" proof -t "$SCRATCH/event/t.ini" -r "$SCRATCH/event/list.csv" -o "$out"
listen "$out"
check "a list without numbers has its proof" ended 0
check "with those that the register would give" eval 'heard | grep -q "№ 020$"'
check "which is not begun" [ ! -e "$SCRATCH/event/register.db" ]
# The name is long enough to be kept back, with places where the list's columns can break it.
sed "2s/^[^;]*/$(printf 'Нұрмұхамедова-%.0s' $(seq 8))қызы/" "$SCRATCH/event/list.csv" >"$SCRATCH/event/kept.csv"
run "$KUALIK" proof -t "$SCRATCH/event/t.ini" -r "$SCRATCH/event/kept.csv" -o "$out"
check "a row that cannot be issued stands in it" eval 'ended 1 && prints "The certificate of 1 row cannot be issued."'
pdftotext -raw -l 1 "$out" "$SCRATCH/raw"
check "without a number, which the next row has" eval \
    '[ "$(grep -c "№ 001$" "$SCRATCH/raw")" = 3 ] && [ "$(grep -c "№ —$" "$SCRATCH/raw")" = 3 ]'
check "and is marked" eval 'tr "\n" " " <"$SCRATCH/raw" | grep -q "сертификат не *выдаётся"'

# ---- mistakes ---------------------------------------------------------------------------

wrong() { to=$SCRATCH/none.pdf proof "$@"; ended 2 && [ ! -e "$SCRATCH/none.pdf" ]; }
of_form() { sed "$1" "$form" >"$SCRATCH/form.ini" && wrong --form "$SCRATCH/form.ini"; }
check "a form with a column that the list has not" of_form 's/{region_ru}/{regoin_ru}/'
check "names the nearest" says "Did you mean {region_ru}?"
check "so many certificates side by side are refused" of_form 's/^columns = 2/columns = 9/'
check "with the most there may be" says "It may be from 1 to 6."
check "a template with faults is told first" eval \
    'sed "s/^title .*/titel = x/" "$template" >"$SCRATCH/t.ini"; run "$KUALIK" proof -t "$SCRATCH/t.ini" -r "$list" -o "$SCRATCH/none.pdf"; ended 2 && says "t.ini:"'
run "$KUALIK" attendance -t "$form" -r "$list" -o "$SCRATCH/none.pdf"
check "its form is none for another command" eval 'ended 2 && says "Only kualik proof has certificates to show."'

# A name that does not fit keeps its certificate back, but stands in the list.
long=$(printf 'Аманкелді%.0s' $(seq 30))
{ head -n 3 "$list"; sed -n 4p "$list" | sed "s/;Волошина;/;$long;/"; } >"$SCRATCH/long.csv"
run "$KUALIK" proof -t "$template" -r "$SCRATCH/long.csv" -o "$out"
check "a word wider than its column is told, with its person" eval 'ended 1 && says "long.csv:4: warning: " && says "a word is wider than its column and is broken"'
check "and all of it stands in the list" eval '[ "$(pdftotext -raw -l 1 "$out" - | tr -d "\n" | grep -o "Аманкелді" | wc -l)" = 30 ]'
{ head -n 3 "$list"; sed -n 4p "$list" | sed 's/;Ақмола облысы;/;;/'; } >"$SCRATCH/empty.csv"
run "$KUALIK" proof -t "$template" -r "$SCRATCH/empty.csv" -o "$out"
check "a certificate that cannot be issued is missing" ended 1
check "and counted" prints "The certificate of 1 row cannot be issued."
check "and named" says "empty.csv:4:"

# ---- a list of whole names --------------------------------------------------------------

printf '№;ФИО;Регион\n1;Ахметов Аскар Болатович;Астана\n2;Оспан Шырын;Астана\n' >"$SCRATCH/fio.csv"
sed 's/^name_\(..\) *=.*/name_\1 = {fio}/; s/^required *=.*/required = number, fio/
    s/^file *=.*/file = {number}/' templates/thanks.ini >"$SCRATCH/fio.ini"
printf '[columns]\nnumber = №\nfio = ФИО\n' >>"$SCRATCH/fio.ini"
whole() { run "$KUALIK" proof -t "$SCRATCH/fio.ini" -r "$SCRATCH/fio.csv" -o "$SCRATCH/fio.pdf"; }
grep -v '^optional' templates/forms/proof.ini >"$SCRATCH/all.ini"
run "$KUALIK" proof -t "$SCRATCH/fio.ini" --form "$SCRATCH/all.ini" -r "$SCRATCH/fio.csv" \
    -o "$SCRATCH/fio.pdf"
check "columns that the form lacks are not taken for definitions of the certificate" eval \
    'ended 2 && says "«region_kk», «region_ru»" && fails says reason_kk'
whole
check "the form that comes with kualik does without them" eval \
    'ended 1 && says "there is no «region_kk», «region_ru»; what the form shows of that is left out."'
printf 'region_kk = Регион\nregion_ru = Регион\n' >>"$SCRATCH/fio.ini"
whole
check "one whose case form is not certain keeps back no one else" eval \
    'ended 1 && says "Оспан Шырын: {name_ru}: the names alone do not say for certain" && prints "People: 2;"'
check "and has a line without that form" eval \
    'pdftotext -layout "$SCRATCH/fio.pdf" - >"$SCRATCH/text";
     grep -q "Шырынға" "$SCRATCH/text" && grep -q "Ахметову Аскару" "$SCRATCH/text"'
