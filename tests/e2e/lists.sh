#!/bin/sh
# Lists with faults: tests/golden/lists/NAME.csv gives what stands in NAME.txt, with the options
# in NAME.options, if there are any, and the template list.ini; those in names/, in any format,
# have the template names.ini. Nothing may be written.
. tests/e2e/lib

folder=tests/golden/lists

# says_of TEMPLATE LIST: all that is said of the list, and the exit status.
says_of()
{
    options=
    name=${2%.*}
    [ ! -e "$folder/$name.options" ] || options=$(cat "$folder/$name.options")
    run "$KUALIK" issue -t "$folder/$1" -r "$folder/$2" --dry-run $options
    { cat "$SCRATCH/err" "$SCRATCH/out"; echo "exit status $status"; } | golden "lists/$name.txt"
}

count=0
for path in "$folder"/*.csv; do
    name=$(basename "$path" .csv)
    check "list: $name" says_of list.ini "$name.csv"
    count=$((count + 1))
done
for path in "$folder"/names/*.csv "$folder"/names/*.tsv "$folder"/names/*.xlsx \
    "$folder"/names/*.ods; do
    name=names/$(basename "$path")
    check "list: $name" says_of names/names.ini "$name"
done
check "list: one that is not there" says_of list.ini no-such-list.csv
check "there are at least 30 lists" [ "$count" -ge 30 ]

# What is wrong with the whole list has its place in JSON, too.
run "$KUALIK" check -t "$folder/list.ini" -r "$folder/duplicate-heading.csv" --json
check "a fault of the list has its file" jq -es --arg file "$folder/duplicate-heading.csv" \
    'any(.file == $file and .line == 1 and .code == "heading-twice")' "$SCRATCH/out"
run "$KUALIK" check -t "$folder/list.ini" -r "$folder/control-character.csv" --json
check "a row that cannot be read has its person" grep -q '"who":"Ян…Ли"' "$SCRATCH/out"

# The same faults when it is not a rehearsal.
issue_faulty() { run "$KUALIK" issue -t "$folder/list.ini" -r "$folder/$1.csv" -o "$2" --no-sign; }
issue_faulty many "$SCRATCH/some"
check "rows with faults do not keep the others back" holds "$SCRATCH/some" 2
check "then the exit status is 1" ended 1
issue_faulty photo-outside "$SCRATCH/nothing"
check "if every row is bad, nothing is written" ended 2
check "there are no files then" holds "$SCRATCH/nothing" 0
issue_faulty missing-column "$SCRATCH/none"
check "without a column there is not even a folder" [ ! -e "$SCRATCH/none" ]
