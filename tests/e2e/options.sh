#!/bin/sh
# The command line: help, wrong options, passwords, parts of the list, what is printed where.
. tests/e2e/lib

make_demo_key

# ---- help and mistakes ------------------------------------------------------------------

# answers STATUS WORDS OPTION…: kualik's answer to these options, on stdout or stderr.
answers()
{
    wanted=$1
    words=$2
    shift 2
    run "$KUALIK" "$@"
    ended "$wanted" && cat "$SCRATCH/out" "$SCRATCH/err" | grep -F -e "$words" ||
        fails cat "$SCRATCH/out" "$SCRATCH/err"
}

nothing=$SCRATCH/nothing
check "--help names the commands" answers 0 "kualik issue" --help
check "--version names the version" answers 0 "kualik 1" --version
check "issue --help names its options" answers 0 "--password-file FILE" issue --help
check "verify --help names its exit statuses" answers 0 "  3  one is unsigned" verify --help
check "without a command it helps, but that is no success" answers 2 "usage: kualik"
check "help goes to stderr only if it was not asked for" eval \
    '"$KUALIK" --help 2>&1 >/dev/null </dev/null | fails grep .'
check "help is a command, too" answers 0 "kualik issue" help
check "help COMMAND names its options" answers 0 "--password-file FILE" help issue
check "help knows no other commands" answers 2 "Did you mean: kualik issue?" help isue
check "an unknown command names the nearest" answers 2 "Did you mean: kualik issue?" isue
check "an unknown option names itself" answers 2 "has no option --pasword-file" \
    issue --pasword-file x
check "an unknown option names the nearest" answers 2 "Did you mean --password-file?" \
    issue --pasword-file=x
check "an unknown letter names itself" answers 2 "has no option -x" issue -x
check "a password on the command line is refused" answers 2 "must not stand on the command line" \
    issue --password=demo
check "an unknown option before a command names the nearest" answers 2 "kualik --help?" --hepl
check "an option without its argument says so" answers 2 "--key needs an argument" issue --key
check "so does one with an empty name" answers 2 "--output needs an argument" \
    issue -t "$template" -r "$list" -o '' --no-sign
check "an option given twice says so" answers 2 "--template was given twice" \
    issue -t "$template" -r "$list" --template "$template" -o "$nothing" --no-sign
check "an option with one argument too many says so" answers 2 "takes no argument" \
    issue --json=yes
check "a stray word is no option" answers 2 "«stray» is not an option" issue stray
dash="begins with a long dash, as word processors make it."
check "a long dash before a letter is told" answers 2 "«–t» $dash Type -t." \
    check –t "$template" –r "$list"
check "so is one before a word" answers 2 "«—template» $dash Type --template." \
    check —template "$template" -r "$list"
check "and one behind a hyphen, before a word that is not quite right" \
    answers 2 "«-–treads=2» $dash Type --threads=2." check -t "$template" -r "$list" -–treads=2
check "and one before no option" answers 2 "Type one hyphen before a letter, and two before a word." \
    check -t "$template" -r "$list" –Ақтау
check "swapped files are told" answers 2 "Are -t and -r swapped?" check -t "$list" -r "$template"
check "a missing template is named" answers 2 "-t TEMPLATE.ini is missing" \
    issue -r "$list" -o "$nothing" --no-sign
check "a missing list is named" answers 2 "-r LIST.csv is missing" \
    issue -t "$template" -o "$nothing" --no-sign
check "a missing folder is named" answers 2 "-o DIR is missing" \
    issue -t "$template" -r "$list" --no-sign
check "a missing key is named, and --no-sign" answers 2 "--no-sign" \
    issue -t "$template" -r "$list" -o "$nothing"
check "--key and --no-sign contradict each other" answers 2 "contradict" \
    issue -t "$template" -r "$list" -o "$nothing" --key "$demo/signer.p12" --no-sign
check "a template that is not there is named" answers 2 "$SCRATCH/none.ini" \
    issue -t "$SCRATCH/none.ini" -r "$list" -o "$nothing" --no-sign
for number in 0 -1 two 257 1.5 ''; do
    check "-j «$number» is refused" answers 2 "-j takes a number from 1 to 256" \
        issue -t "$template" -r "$list" -o "$nothing" --no-sign -j "$number"
done
check "--separator is one of three" answers 2 "--separator takes" \
    issue -t "$template" -r "$list" -o "$nothing" --no-sign --separator '|'
check "fonts that were asked for must be there" answers 2 "«$SCRATCH/none» is not a folder" \
    issue -t "$template" -r "$list" -o "$nothing" --no-sign --fonts "$SCRATCH/none"
check "a wrong separator is named" answers 2 "are separated by «;»; leave --separator out" \
    issue -t "$template" -r "$list" -o "$nothing" --no-sign --separator tab
check "SOURCE_DATE_EPOCH must be a number" eval 'SOURCE_DATE_EPOCH=today answers 2 \
    "SOURCE_DATE_EPOCH is «today»" issue -t "$template" -r "$list" -o "$nothing" --no-sign'
check "a file in the place of the folder is named" answers 2 "$SCRATCH/heard" \
    issue -t "$template" -r "$list" -o "$SCRATCH/heard" --no-sign --only 2
check "none of these made the folder" [ ! -e "$nothing" ]

# ---- passwords --------------------------------------------------------------------------

umask 077
printf 'not-the-password\n' >"$SCRATCH/wrong"
: >"$SCRATCH/empty"
issue "$nothing" --password-file "$SCRATCH/wrong"
check "a wrong password is said, and nothing is written" refused "The password is wrong"
issue "$nothing" --password-file "$SCRATCH/empty"
check "so is an empty password file" refused "The password given is empty"
issue "$nothing" --password-file "$SCRATCH/nobody"
check "so is one that is not there" refused "$SCRATCH/nobody"

with_environment()
{
    run env KUALIK_PASSWORD="$1" "$KUALIK" issue -t "$template" -r "$list" -o "$2" \
        --key "$demo/signer.p12" --only 2
}
password=$(cat "$demo/password")
with_environment "$password" "$SCRATCH/environment"
check "KUALIK_PASSWORD gives the password" ended 0
check "and a certificate" holds "$SCRATCH/environment" 1
with_environment wrong "$nothing"
check "a wrong one there is said, too" refused "The password is wrong"
# setsid takes the terminal away, if there is one.
run setsid -w "$KUALIK" issue -t "$template" -r "$list" -o "$nothing" --key "$demo/signer.p12"
check "without a terminal to ask on, it says where a password may come from" \
    refused "KUALIK_PASSWORD"
chmod 644 "$SCRATCH/wrong"
issue "$nothing" --password-file "$SCRATCH/wrong"
check "a password file that others can read is warned of" says "chmod 600 $SCRATCH/wrong"

# ---- parts of the list ------------------------------------------------------------------

make_keys rsa2048
issue_2017 "$SCRATCH/all"
check "all are written" ended 0
issue_2017 "$SCRATCH/part" --only 17,42 --json
check "--only counts rows as a spreadsheet does" \
    [ "$(cd "$SCRATCH/part" && echo 0*)" = "$(cd "$SCRATCH/all" && echo 016_* 041_*)" ]
words_and_id() { pdftotext -raw "$1" - && grep -ao '/ID *\[ *<[0-9A-Fa-f]*>' "$1"; }
same_certificates()
{
    for file in "$SCRATCH"/part/*; do
        words_and_id "$file" >"$SCRATCH/alone" && words_and_id "$SCRATCH/all/${file##*/}" |
            cmp - "$SCRATCH/alone" || return
    done
}
check "a reprint is the certificate of the whole batch" same_certificates
check "--json tells of these rows only" [ "$(jq .row <"$SCRATCH/out" | tr '\n' ' ')" = "17 42 " ]
issue_2017 "$SCRATCH/part" --only 17,42
check "without --json it names who was asked for" \
    prints "row 17: Мельниченко Оксана Григорьевна, № 016: 016_"
issue_2017 "$SCRATCH/ranges" --only '2–4, 17'
check "ranges are taken as they are printed" last_line "4 certificates written to $SCRATCH/ranges."
check "the first of them is named" prints "row 2: Әбдірахманова Жанаргүл Сәкенқызы, № 001: 001_"
issue_2017 "$SCRATCH/none" --only 2-016
check "the number of a certificate ends no range" ended 2
check "and is told as one" says "not «2-016». It does not look for numbers of certificates"
issue_2017 "$SCRATCH/name" --only 'әбдірах жанарг'
check "people are chosen by parts of their names" \
    [ "$(cd "$SCRATCH/name" && echo 0*)" = "$(cd "$SCRATCH/all" && echo 001_*)" ]
issue_2017 "$SCRATCH/many" --only 2-151
check "more than ten are named by the first ten" eval \
    'grep -c "^row [0-9]*: " "$SCRATCH/out" | grep -x 10'
issue_2017 "$nothing" --only 17,1
check "the headings are no row to print" refused "There is no row 1."
issue_2017 "$nothing" --only 152
check "nor is one behind the last" refused "There is no row 152."
issue_2017 "$nothing" --only 17,150-152
check "nor do ranges end there" refused "There is no row 152."
issue_2017 "$nothing" --only Nobody
check "nor is somebody who is not in it" refused "No row of the list has «Nobody»."
issue_2017 "$nothing" --only 'Мелниченко,2'
check "the nearest of the list are named" refused \
    "No row of the list has «Мелниченко». The nearest, with their rows: Мельниченко Оксана Григорьевна (17)."
issue_2017 "$SCRATCH/words" --only 'оксана АҚТӨБЕ,Алимбетова Гаухар'
check "people are chosen by name and region, and in the other language" eval 'ended 0 &&
    [ "$(grep -o "^row [0-9]*: " "$SCRATCH/out" | tr -d "\n")" = "row 12: row 17: " ]'
for rows in 2,,3 2, 5-2 2x ''; do
    issue_2017 "$nothing" --only "$rows"
    check "--only «$rows» is refused" refused "--only takes rows, ranges of rows and words of names"
done

issue "$nothing" --dry-run
check "--dry-run counts what can be written" last_line "150 of 150 certificates can be written."
check "and writes nothing" [ ! -e "$nothing" ]

# ---- what is printed where --------------------------------------------------------------

# One row of four is bad, and one is there already.
{ head -n 5 "$list"; } | sed '4s/Волошина;Татьяна/Волошина;漢/' >"$SCRATCH/mixed.csv"
issue_mixed() { issue "$SCRATCH/mixed" -r "$SCRATCH/mixed.csv" "$@"; }
issue_mixed --only 2
issue_mixed
check "one bad row does not stop the others" holds "$SCRATCH/mixed" 3
check "the exit status says that there was one" ended 1
check "the row's fault is told with its place and person" \
    says "$SCRATCH/mixed.csv:4: Волошина 漢 Викторовна: "
check "the last line counts in plain words" last_line \
    "2 certificates written to $SCRATCH/mixed. 1 was there already. 1 failed: row 4."
check "no progress is shown where there is no terminal" fails grep -q "$(printf '\r')" "$SCRATCH/err"
issue_mixed --json --replace
statuses() { [ "$(jq -r .status <"$SCRATCH/out" | tr '\n' ' ')" = "kept kept failed kept " ]; }
check "--json says of each what became of it" statuses
check "and leaves the last line to stderr" says "3 were there already. 1 failed: row 4."
issue_mixed --only 4
check "if all fail, the exit status is 2" ended 2

# in_order THREADS: one line a certificate, in the list's order, with its file.
in_order()
{
    issue "$SCRATCH/json$1" --json -j "$1"
    jq -r 'select(.status == "written") | "\(.row) \(.line) \(.file)"' <"$SCRATCH/out" >"$SCRATCH/told"
    ls "$SCRATCH/json$1" | awk '{ print NR + 1, NR + 1, $0 }' | diff - "$SCRATCH/told"
}
check "--json keeps the list's order on one thread" in_order 1
check "and on four" in_order 4

# ---- on a terminal ----------------------------------------------------------------------

# script(1) makes one; its keyboard is the file descriptor 3.
mkfifo "$SCRATCH/keyboard"
on_screen() { grep -aF -e "$1" "$SCRATCH/screen"; }
script -qefc "'$KUALIK' issue -t '$template' -r '$list' -o '$SCRATCH/typed' \
    --key '$demo/signer.p12'" "$SCRATCH/screen" <"$SCRATCH/keyboard" >/dev/null 2>&1 &
terminal=$!
exec 3>"$SCRATCH/keyboard"
until on_screen "Password of" >/dev/null 2>&1 || ! kill -0 "$terminal" 2>/dev/null; do
    :
done
printf '%s\n' "$password" >&3
wait "$terminal"
status=$?
exec 3>&-
cat "$SCRATCH/screen" >>"$SCRATCH/heard"
check "on a terminal the password is asked for" on_screen "Password of $demo/signer.p12: "
check "typing it is enough" eval 'ended 0 && holds "$SCRATCH/typed" 150'
check "progress is shown: count, rate and time left" \
    grep -aE '[0-9]+ of 150, [0-9]+ a second, [0-9]+ s left' "$SCRATCH/screen"
check "the last line is the same as elsewhere" on_screen "150 certificates written to $SCRATCH/typed."

not_heard() { ! grep -rlF -e "$1" "$SCRATCH/heard" "$SCRATCH/all" "$SCRATCH/environment"; }
check "the password was never printed or written" not_heard "$password"
check "nor was a wrong one" not_heard not-the-password
