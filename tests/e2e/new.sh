#!/bin/sh
# `kualik new` gives a folder in which the next commands of its README work as they stand there.
. tests/e2e/lib

kualik=$(realpath "$KUALIK")

# commands_of README: the lines that are to be typed.
commands_of() { sed -n 's/^ *kualik /"$kualik" /p' "$1"; }

# work_in DIR: types them there.
work_in() { (cd "$1" && eval "$(commands_of README.txt)"); }

# in_folder NAME WORD…: a command of the program there.
in_folder() { (cd "$SCRATCH/$1" && shift && "$kualik" "$@"); }

columns() { head -n 1 "$SCRATCH/$1/list.csv"; }

for ini in templates/*.ini; do
    name=$(basename "$ini" .ini)
    run "$KUALIK" new "$SCRATCH/$name" --template "$name"
    check "new --template $name" ended 0
    check "$name: the template is a copy" cmp "$ini" "$SCRATCH/$name/template.ini"
    check "$name: which names no file that is not there" \
        fails grep -nE '^#.*([[:alnum:]]+\.(md|csv|ini)|[[:alnum:]]+/[[:alnum:]])' "$ini"
    run work_in "$SCRATCH/$name"
    check "$name: the README's commands work" eval 'ended 0 && prints "3 certificates written to out." && prints "print.pdf: people: 3;"'
    check "$name: what is to be changed is marked as it says" eval 'grep -q "change what stands" "$SCRATCH/$name/README.txt" && grep -q "^# >>> " "$ini"'
    check "$name: and find nothing wrong but the made-up people, whom they name" \
        eval 'prints "errors: 0; warnings: 3;" && prints "list.csv: rows 2–4: warning: the name is made up"'
    check "$name: the mark of a sample is noted" prints " note: [text sample"
    run in_folder "$name" proof -t template.ini -r list.csv
    check "$name: its list can be proof-read" prints "proof.pdf: People: 3; groups: 3;"
    run in_folder "$name" attendance -r list.csv
    check "$name: and signed by those who are present" \
        prints "attendance.pdf: People: 3; groups: 3;"
done

# somebody_else ROW NUMBER: that row of a new list is of another person of that number.
somebody_else()
{
    sed "$1s/.*/$2;Омаров;Нұрлан;;Омаров;Нурлан;;m;Алматы облысы;Алматинская область/" \
        "$SCRATCH/long-topic/list.csv" >"$SCRATCH/long-topic/mine.csv"
}

somebody_else 3 002
run in_folder long-topic issue -t template.ini -r mine.csv -o mine --no-sign
check "made-up people who are left are told before anything is issued" \
    says "mine.csv:4: warning: Ким Ольга Сергеевна: the name is made up: "
sed 's/^003;/017;/' "$SCRATCH/long-topic/list.csv" >"$SCRATCH/long-topic/mine.csv"
run in_folder long-topic check -t template.ini -r mine.csv
check "somebody of another number is no made-up one" prints "errors: 0; warnings: 2;"

mark=$(printf '\357\273\277')
check "a list has what the template and the forms show, and no more" \
    test "$(columns kazakh)" = "${mark}number;last_kk;first_kk;patronymic_kk;last_ru;first_ru;patronymic_ru;gender;region_kk;region_ru$(printf '\r')"

# in_language LOCALE: how the README begins.
in_language()
{
    LC_ALL=$1 "$KUALIK" new "$SCRATCH/$1" >"$SCRATCH/said" && sed -n 1p "$SCRATCH/$1/README.txt"
}
check "the README is Kazakh for a Kazakh" \
    test "$(in_language kk_KZ.UTF-8)" = "kualik list.csv тізіміндегі әр адамға template.ini бойынша сертификат жасайды."
check "Russian for a Russian" \
    test "$(in_language ru_RU.UTF-8)" = "kualik делает сертификат для каждого из list.csv, как сказано в template.ini."
check "else English" \
    test "$(in_language de_DE.UTF-8)" = "kualik makes a certificate for everybody in list.csv, as template.ini says."

# ---- the comments of its template are in the user's language --------------------------------

# statements FILE: its lines but the comments, and of those the marks of what is to be changed.
statements() { sed -n -e '/^# >>> /s/>>> .*/>>>/p' -e '/^# /!p' "$1"; }
comments() { sed -n 's/^# *//p' "$1" | tr '\n' ' '; }

for locale in kk_KZ.UTF-8 ru_RU.UTF-8; do
    for ini in templates/*.ini; do
        name=$(basename "$ini" .ini)
        made=$SCRATCH/$locale-$name/template.ini
        LC_ALL=$locale "$KUALIK" new "$SCRATCH/$locale-$name" --template "$name" >"$SCRATCH/said"
        statements "$ini" >"$SCRATCH/statements"
        check "$name: all but the comments is copied for $locale" \
            eval 'statements "$made" | cmp - "$SCRATCH/statements"'
        check "$name: and no comment stays English" \
            eval 'comments "$made" | grep -q kualik-template && comments "$made" | tests/foreign'
        check "$name: nor is a line longer than an editor shows" \
            fails env LC_ALL=C.UTF-8 grep -nE "^# .{99}" "$made"
        run in_folder "$locale-$name" check -t template.ini -r list.csv
        check "$name: and kualik reads it" ended 0
    done
done

# ---- nothing is written over ------------------------------------------------------------

mkdir "$SCRATCH/taken"
echo mine >"$SCRATCH/taken/list.csv"
run "$KUALIK" new "$SCRATCH/taken"
check "a file that is there stays" ended 2
check "and is named" says "taken/list.csv: There is a file of this name already, and nothing was written."
check "nothing is beside it" test "$(ls "$SCRATCH/taken"; cat "$SCRATCH/taken/list.csv")" = "list.csv
mine"
run "$KUALIK" new "$SCRATCH/none/below"
check "a parent that is missing is not made" says "none/below: A folder cannot be made: there is no such file"
run "$KUALIK" new "$SCRATCH/other" -t nosuch
check "an unknown template names those that there are" \
    says "There is no template «nosuch». There are: kazakh, long-topic, plain, portrait,"
run "$KUALIK" new "$SCRATCH/other" -t ../examples/seminar-2017/seminar
check "a path is not a name" ended 2
check "and makes nothing" fails test -e "$SCRATCH/other"
run "$KUALIK" new
check "a name is needed" says "It takes the name of one folder to make."
run "$KUALIK" new one two
check "and one only" ended 2

# ---- names of templates -----------------------------------------------------------------

run "$KUALIK" check -t thanks -r "$list"
check "check -t thanks" ended 0
run "$KUALIK" issue -t portrait -r "$list" -n --no-sign
check "issue -t portrait" prints "150 of 150 certificates can be written."
mkdir "$SCRATCH/here"
sed 's/^title .*/title = /' templates/plain.ini >"$SCRATCH/here/plain"
run in_folder here check -t plain -r "$(realpath "$list")"
check "a file here comes before a template of that name" prints "plain:25: [document] title: "
run "$KUALIK" check -t nosuch -r "$list"
check "a name of nothing is told as a file" prints "nosuch"
