#!/bin/sh
# kualik decline: names from the command line and from standard input, in both languages.
. tests/e2e/lib

# declined FORM OPTION…: kualik decline prints this.
declined()
{
    wanted=$1
    shift
    run "$KUALIK" decline "$@"
    ended 0 && [ "$(cat "$SCRATCH/out")" = "$wanted" ] || fails cat "$SCRATCH/out" "$SCRATCH/err"
}

check "a Russian name is given in the dative" declined "Волошиной Татьяне Викторовне" \
    --lang ru --case dat "Волошина Татьяна Викторовна"
check "a Kazakh one with барыс" declined "Жанаргүл Сәкенқызына" \
    --lang kk --case barys "Жанаргүл Сәкенқызы"
check "several names are several lines" declined "Ивана
Петра" --lang ru --case gen --part first --gender m Иван Пётр
check "a part of a name needs the gender where nothing shows it" declined "Ким Анне" \
    --lang ru --case dat --gender f "Ким Анна"
check "or where the surname and the given name show it together" declined "Оспановой Алие" \
    --lang ru --case dat "Оспанова Алия"
check "a post is a noun" declined "председателя комиссии" \
    --lang ru --case gen --part noun "председатель комиссии"

# from_input TEXT OPTION…: the names on standard input, as printf writes them.
from_input()
{
    printf "$1" >"$SCRATCH/names"
    shift
    "$KUALIK" decline "$@" <"$SCRATCH/names" >"$SCRATCH/out" 2>"$SCRATCH/err"
    status=$?
}
from_input 'Волошина Татьяна Викторовна\r\nМельниченко Оксана Григорьевна' --lang ru --case dat
check "names are read a line each, whatever its end" eval \
    'ended 0 && [ "$(tail -n 1 "$SCRATCH/out")" = "Мельниченко Оксане Григорьевне" ]'
from_input 'Ким Анна\tf\nКим Аян\t\n' --lang ru --case dat --tsv
check "with --tsv a gender follows each name" eval '[ "$(head -n 1 "$SCRATCH/out")" = "Ким Анне" ]'
check "where it is not known, the line is empty and says why" eval \
    'ended 1 && [ "$(wc -l <"$SCRATCH/out")" -eq 2 ] && says "Ким Аян: "'
from_input 'Ким Анна\tx\n' --lang ru --case dat --tsv
check "another word is not a gender" eval 'ended 1 && says "«x» is not a gender"'
from_input '\377\n' --lang ru --case dat
check "what is no text is told" eval 'ended 1 && says "not text in UTF-8"'
head -c 100000 /dev/zero | tr '\0' a >"$SCRATCH/endless"
run sh -c '{ cat "$1"; echo; echo Анна; } | "$2" decline --lang ru --case dat --part first --gender f' \
    - "$SCRATCH/endless" "$KUALIK"
check "a line without end is not a name" eval 'ended 1 && says "longer than 4095 bytes"'
check "and the next one is" last_line Анне
run sh -c 'timeout 20 "$1" decline --lang ru --case dat </dev/zero' - "$KUALIK"
check "what has no end at all is given up" eval 'ended 1 && says "longer than 4095 bytes" &&
    says "nothing behind it is read"'

for wrong in '--lang xx --case dat' '--lang ru --case barys' '--lang kk --case dat' '--lang ru' \
    '--lang ru --case dat --part nose' '--lang ru --case dat --gender x'; do
    # shellcheck disable=SC2086
    run "$KUALIK" decline $wrong Анна
    check "decline $wrong is refused" eval 'ended 2 && says "must be"'
done
printf '\357\273\277Иванов Иван\nПетров Пётр\n' | "$KUALIK" decline --lang ru --case dat --gender m >"$SCRATCH/out"
check "a list that Notepad saved is read" test "$(cat "$SCRATCH/out")" = "Иванову Ивану
Петрову Петру"
"$KUALIK" decline --lang ru --case dat --gender f Анна >/dev/full 2>"$SCRATCH/err"
status=$?
check "forms that cannot be written are told" ended 4
