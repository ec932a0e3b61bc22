#!/bin/sh
# The day of README.md, typed word for word where somebody is after `make demo`.
. tests/e2e/lib

make_demo_key
manual=$PWD/README.md
home="$SCRATCH/Менің құжаттарым"
mkdir -p "$home/build"
ln -s "$PWD/examples" "$home/examples"
ln -s "$(realpath "$demo")" "$home/build/demo"
ln -s "$(realpath "$KUALIK")" "$home/build/kualik"
awk '/^## / { day = $0 == "## The day" }
    /^```/ { typed = day && $0 == "```sh"; next }
    typed' README.md >"$SCRATCH/day"
cd "$home" || exit 1

# type_next: the next line of the day; what it says is in $SCRATCH/out and err.
typed=0
type_next()
{
    typed=$((typed + 1))
    line=$(sed -n "${typed}p" "$SCRATCH/day")
    eval "$line" >"$SCRATCH/out" 2>"$SCRATCH/err" </dev/null
    status=$?
}
# shows WORDS: the line ended well and prints that.
shows() { ended 0 && prints "$1"; }
# makes FILE PAGES: the line ended well, and made a PDF of so many pages.
makes()
{
    ended 0 && qpdf --check "$1" >"$SCRATCH/said" && [ "$(qpdf --show-npages "$1")" -eq "$2" ]
}

# follows COMMAND TEST…: the next line is a `COMMAND`, and passes the test.
follows()
{
    command=$1
    shift
    type_next
    case $line in
    "$command"*) check "$line" "$@" ;;
    *) check "$command comes next, not $line" false ;;
    esac
}

follows 'PATH=' eval '[ "$(command -v kualik)" = "$home/build/kualik" ]'
follows 'cp ' [ -f day/seminar.ini ]
follows 'cd ' [ -f trainers.csv ]
follows 'printf ' grep -qx '\[register\]' seminar.ini
follows 'kualik check ' shows "Rows: 150; errors: 0"
follows 'kualik proof ' eval 'ended 0 && qpdf --check proof.pdf'
follows 'kualik preview ' eval 'ended 0 && [ "$(head -c 4 preview.png | tail -c 3)" = PNG ]'
follows 'kualik issue ' eval 'shows "150 certificates written to out." && holds out 150'
follows 'kualik verify ' shows "All 150 files are good and trusted."
follows 'kualik print ' makes print.pdf 300
follows 'kualik journal ' eval 'ended 0 && qpdf --check journal.pdf'
follows 'kualik register find ' shows "Мельниченко"
follows 'kualik print ' makes again.pdf 2
follows 'kualik register verify ' ended 0
only=$(sed -n 's/^`--only \([^`0-9]*\)` prints.*/\1/p' "$manual")
run kualik print -t seminar.ini -r trainers.csv --only "$only" -o other.pdf
check "the example has whom step 6 names: $only" makes other.pdf 2
check "that was the whole day" [ "$(wc -l <"$SCRATCH/day")" -eq "$typed" ]
