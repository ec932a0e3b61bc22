#!/bin/sh
# What keeps a command from its work is told as JSON to whoever asked for it, whatever it is.
. tests/e2e/lib

make_demo_key
out=$SCRATCH/сертификаттар\ мұнда
none=$SCRATCH/"жоқ файл"
issue "$out" --only 2
certificate=$(find "$out" -name '*.pdf')
: "${certificate:?no certificate was written}"
printf '[document]\ntitle = x\n' >"$SCRATCH/faulty.ini"

# failure STATUS CODE WORD…: the last line on standard output is an error document with the code
# and the exit status, whose sentence is told on standard error, too; all lines are JSON.
failure()
{
    wanted=$1
    code=$2
    shift 2
    run env "LC_ALL=$language" "$KUALIK" "$@"
    ended "$wanted" && tail -n 1 "$SCRATCH/out" | jq -e --arg code "$code" --arg status "$wanted" '
        .status == "error" and .code == $code and .exit == ($status | tonumber) and
        (.what | length) > 0 and (.what as $what | .message | contains($what)) and
        ([.file, .who, .section, .key, .column, .placeholder, .cell, .advice] | all(type == "string")) and
        ([.line, .row] | all(type == "number"))' >"$SCRATCH/judged" &&
        jq -s . "$SCRATCH/out" >"$SCRATCH/read" && says "$(tail -n 1 "$SCRATCH/out" | jq -r .what | head -n 1)" ||
        fails cat "$SCRATCH/out" "$SCRATCH/err"
}
place() { [ "$(tail -n 1 "$SCRATCH/out" | jq -r "$1")" = "$2" ] || fails cat "$SCRATCH/out"; }

signing="--key $demo/signer.p12 --password-file $demo/password"
missing=file-cannot-be-opened
for language in C.UTF-8 kk_KZ.UTF-8; do
    check "verify: authorities that are not there" failure 4 $missing verify --json --trust "$none" "$certificate"
    check "with their place" place .file "$none"
    check "no file" failure 4 files-missing verify --json
    check "a time that is none" failure 4 time-invalid verify --at never --json "$certificate"
    check "a certificate that is none" failure 4 certificate-unreadable verify --json --signer "$list" "$certificate"
    check "a seal's key that is not there" failure 4 $missing verify --seal x --seal-key "$none" --json
    check "no seal" failure 4 seal-usage verify --seal --json
    check "register: none" failure 2 register-not-opened register list --register "$none" --json
    check "no action" failure 2 action-missing register --json
    check "another action" failure 2 action-unknown register lst --json
    check "too few words" failure 2 words-missing register show --json
    check "no reason" failure 2 register-not-opened register spoil 1 --register "$none" --json
    check "sign: no key" failure 2 sign-key-missing sign "$certificate" --json
    check "one that is not there" failure 2 $missing sign "$certificate" --key "$none" --json
    check "a password on the command line" failure 2 password-on-command-line sign --json --password x
    check "extend: a level that is none" failure 2 level-invalid extend --json --level XX "$certificate"
    check "authorities that are not there" failure 2 $missing extend --json --tsa http://127.0.0.1:9/ --tsa-trust "$none" "$certificate"
    check "check: no template" failure 2 template-missing check --json -r "$list"
    check "a folder of fonts that is not there" failure 2 fonts-not-a-folder check --json -t "$template" -r "$list" --fonts "$none"
    check "issue: no folder" failure 2 output-missing issue --json -t "$template" -r "$list"
    check "rows that are none" failure 2 only-invalid issue --json -t "$template" -r "$list" -n --only ,
    check "a list that is not there" failure 2 job-unusable issue --json -t "$template" -r "$none" -n
    check "preview: a row that is not there" failure 2 row-not-there preview --json -t "$template" -r "$list" --row 999
    check "print: nobody" failure 2 value-nowhere print --json -t "$template" -r "$list" --where region_kk=x
    check "calibrate: no printer" failure 2 printer-not-named calibrate --json
    check "attendance: no list" failure 2 list-missing attendance --json
    check "journal: a day that is none" failure 2 since-invalid journal --json --since x
    check "proof: a file that is no PDF" failure 2 output-not-pdf proof --json -o x
    check "new: a template that is not there" failure 2 template-name-unknown new "$none" --json -t x
    check "seal-key: nobody vouches" failure 2 seal-key-nobody seal-key "$none" --json --renew
    check "seal-list: no register" failure 2 seal-list-usage seal-list --json
    check "decline: no language" failure 2 lang-invalid decline --json
    check "a time that is none" env SOURCE_DATE_EPOCH=x sh -c '"$@" | jq -e ".code == \"epoch-invalid\""' - \
        "$KUALIK" issue --json -t "$template" -r "$list" -n
done
language=C.UTF-8
commands=$("$KUALIK" --help | sed -n '/^  kualik help /q; s/^  kualik \([^ ]*\) .*/\1/p')
for command in $commands "verify --seal"; do
    check "$command has --json" eval '"$KUALIK" $command --help | grep -q "^ *--json "'
    check "$command: an option that there is not, before --json" eval \
        'failure "$(case $command in verify*) echo 4 ;; *) echo 2 ;; esac)" option-unknown $command --nope --json'
    check "$command: the option, shortened" eval \
        'failure "$(case $command in verify*) echo 4 ;; *) echo 2 ;; esac)" option-unknown $command --js --nope'
    check "$command: a language that is none" failure 2 ui-lang-invalid $command --ui-lang de --json
    check "$command without --json prints nothing there" eval \
        'run "$KUALIK" $command --nope; [ ! -s "$SCRATCH/out" ]'
done
check "issue: pages as text are no lines of JSON" failure 2 dump-contradicts issue --json --dump-page -t "$template" -r "$list"
check "a command that there is not" failure 2 command-unknown chek --json
# faulted CODE FILE: before its last line the last run told of that fault of the file.
faulted()
{
    sed '$d' "$SCRATCH/out" | jq -se --arg code "$1" --arg file "$2" 'length > 0 and
        any(.code == $code and .file == $file) and all(.status == "error" and .exit == 2)' ||
        fails cat "$SCRATCH/out"
}
check "issue: a template that cannot be used" failure 2 job-unusable \
    issue -n --json -t "$SCRATCH/faulty.ini" -r "$list"
check "each of its faults stands before, with its place" faulted \
    template-key-missing "$SCRATCH/faulty.ini"
check "a list that cannot be used" failure 2 job-unusable issue -n --json -t "$template" -r "$none"
check "its fault stands before, too" faulted $missing "$none"
check "so it does for sign" eval \
    'failure 2 sign-unusable sign --json "$certificate" -t "$SCRATCH/faulty.ini" --field a $signing'
check "with its place" faulted template-key-missing "$SCRATCH/faulty.ini"
check "--json that has an argument" failure 2 option-takes-no-argument issue --json=yes
check "what follows -- is no option" eval 'run "$KUALIK" verify -- --json; fails grep -q "^{" "$SCRATCH/out"'

# found CODE LEVEL: before its last line the last run of check had that finding.
found()
{
    sed '$d' "$SCRATCH/out" | jq -se --arg code "$1" --arg level "$2" \
        'any(.code == $code and .level == $level)' || fails cat "$SCRATCH/out"
}
{ echo Тізім && head -n 1 "$list"; } >"$SCRATCH/headings.csv"
check "check: a template that cannot be used" failure 2 check-unusable \
    check --json -t "$SCRATCH/faulty.ini" -r "$list"
check "its faults are findings" found template-key-missing error
check "a list that cannot be used" failure 2 check-unusable check --json -t "$template" -r "$none"
check "its fault is a finding" found $missing error
check "a list without rows" failure 2 list-without-rows \
    check --json -t "$template" -r "$SCRATCH/headings.csv"
check "what was found in its headings stands before" found headings-below note

# Of a folder in the language of its owner, whose letters are of two bytes each.
word=$(printf 'ә%.0s' $(seq 110))
deep=$SCRATCH/$word/$word/$word/$word/$word/$word
mkdir -p "$deep"
check "a long path is whole" failure 2 $missing issue --json -t "$template" -r "$list" -o x --key "$deep/кілт.p12"
check "to its end" place .file "$deep/кілт.p12"
