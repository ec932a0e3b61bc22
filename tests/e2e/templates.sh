#!/bin/sh
# All templates take the same list, and give what they promise.
. tests/e2e/lib

two=--only=46,30

all_rows() { ended 0 && only_notes && prints "150 of 150 certificates can be written."; }

# shown PAGES SIZE: both certificates have so many pages of that size in points.
shown()
{
    for file in "$dir/$shortest" "$dir/$longest"; do
        pdfinfo "$file" >"$SCRATCH/info" || return
        grep -q "^Pages: *$1\$" "$SCRATCH/info" && grep -q "^Page size: *$2 " "$SCRATCH/info" ||
            fails cat "$SCRATCH/info" || return
    done
}

# names FILE TEXT…: each text is in the certificate, line breaks aside.
names()
{
    pdftotext "$dir/$1" - | tr '\n' ' ' | tr -s ' ' >"$SCRATCH/words"
    shift
    for text in "$@"; do
        grep -qF -e "$text" "$SCRATCH/words" || fails cat "$SCRATCH/words" || return
    done
}

# Whoever hears it read must not hear two words as one where a line ends.
spoken() { pdfinfo -struct-text "$dir/$longest" 2>/dev/null | grep -F -e "$1"; }

# frames COUNT: so many paths are drawn on the page, and nothing else that is no text.
frames()
{
    [ "$(grep -c '^  path' "$SCRATCH/out")" -eq "$1" ] &&
        ! grep -E '^  picture|background' "$SCRATCH/out" || fails cat "$SCRATCH/out"
}

# judge TEMPLATE PAGES SIZE
judge()
{
    template=$1
    run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/no" --no-sign --dry-run
    check "$1: every row fits, without a finding" all_rows
    issue "$SCRATCH/$(basename "$1")" $two
    check "$1: the shortest and the longest name are issued" ended 0
    shortest=$(basename "$dir"/045_*)
    longest=$(basename "$dir"/029_*)
    check "$1: pages and their size" shown "$2" "$3"
    check "$1: the shortest name in both languages" \
        names "$shortest" "Ор Ән" "Ор Ан" ҮЛГІ ОБРАЗЕЦ "№ 045"
    check "$1: the longest name in both languages" \
        names "$longest" "Айтмұхамбетов-Байдәулетов Мұхамедрахым Сұлтанмахмұтұлы" \
        "Айтмухамбетов-Байдаулетов Мухамедрахим Султанмахмутович" "№ 029"
    check "$1: the name read aloud" spoken "Айтмұхамбетов-Байдәулетов Мұхамедрахым"
    verified "$dir/$shortest" "$dir/$longest"
    check "$1: the signatures are good" ended 0
}

make_demo_key
judge examples/seminar-2017/seminar.ini 2 '841.89 x 595.276 pts'
judge templates/portrait.ini 1 '595.276 x 841.89 pts'
judge templates/plain.ini 1 '841.89 x 595.276 pts'
judge templates/two-signatures.ini 1 '841.89 x 595.276 pts'
judge templates/three-signatures.ini 1 '841.89 x 595.276 pts'
judge templates/long-topic.ini 1 '595.276 x 841.89 pts'

# dative TEMPLATE TEXT…: every row fits, and these stand in the certificate with the long name.
dative()
{
    of=$1
    shift
    run "$KUALIK" issue -t "templates/$of" -r "$list" -o "$SCRATCH/no" --no-sign --dry-run
    check "$of: every row fits" prints "150 of 150 certificates can be written."
    run "$KUALIK" issue -t "templates/$of" -r "$list" -o "$SCRATCH/no" --no-sign --dump-page $two
    for text in "$@"; do check "$of: $text" prints "$text"; done
}

dative thanks.ini "Мұхамедрахым Сұлтанмахмұтұлына" "Мухамедрахиму Султанмахмутовичу"
dative kazakh.ini "Айтмұхамбетов-Байдәулетов Мұхамедрахым Сұлтанмахмұтұлына" ҮЛГІ "Тіркеу нөмірі № 029"
check "kazakh.ini: nothing in Russian" fails grep -E "lang=ru|Мухамедрахим" "$SCRATCH/out"
run "$KUALIK" issue -t templates/plain.ini -r "$list" -o "$SCRATCH/no" --no-sign --dump-page $two
check "plain.ini draws nothing but the signature's line on each page" frames 2

# The lines of a register that stand in each as a comment work as they are, with the manual's
# number on every certificate, and a duplicate is marked as one.
mkdir "$SCRATCH/registers"
cp "$example"/*.png "$SCRATCH/registers"
cut -d';' -f2- "$list" >"$SCRATCH/registers/list.csv"
registered() { run env SOURCE_DATE_EPOCH=1800000000 "$KUALIK" "$@" --register "$SCRATCH/registers/$of.db"; }
give() { registered issue -t "$SCRATCH/registers/$of.ini" -r "$SCRATCH/registers/list.csv" -o "$SCRATCH/registers/$of" --no-sign "$@"; }
says_duplicate() { grep -l Дубликат "$SCRATCH/registers/$of"/*.txt | wc -l; }
for template in examples/seminar-2017/seminar.ini templates/*.ini; do
    of=$(basename "$template" .ini)
    sed -E 's/^#(\[register\]|event |number )/\1/' "$template" >"$SCRATCH/registers/$of.ini"
    give --dry-run
    check "$of: numbers of the register's fit for everybody" prints "150 of 150 certificates can be written."
    give --only 2,3
    registered register duplicate ОСК-2027-0001 --reason жоғалды
    check "$of: a number is what the manual says" ended 0
    give --only 2,3
    for file in "$SCRATCH/registers/$of"/*.pdf; do pdftotext "$file"; done
    check "$of: a duplicate is marked, and nothing else" [ "$(says_duplicate)" -eq 1 ]
done
