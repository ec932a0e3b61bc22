#!/bin/sh
# What `make install` puts into a folder works from there, without this one.
. tests/e2e/lib
unset MAKEFLAGS MAKELEVEL MFLAGS

root="$SCRATCH/түбір root"
kualik=$root/usr/bin/kualik
share=$root/usr/share
installed() { make -s "$@" BUILD="$BUILD" DESTDIR="$root" PREFIX=/usr; }

# elsewhere COMMAND…: in an empty folder, with nothing of this environment.
mkdir "$SCRATCH/elsewhere"
elsewhere() { (cd "$SCRATCH/elsewhere" && env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"); }

run installed install
check "make install" ended 0

run elsewhere "$kualik" new first
check "the installed program finds its templates" ended 0
run elsewhere "$kualik" issue -t first/template.ini -r first/list.csv -o out --no-sign
check "and issues from them" last_line "3 certificates written to out."
run elsewhere "$kualik" --ui-lang kk help issue
check "it speaks Kazakh" prints "қолданылуы: kualik issue"
seminar=$share/kualik/examples/seminar-2017
run elsewhere "$share/kualik/examples/demo-key.sh" key
run elsewhere "$kualik" issue -t "$seminar/seminar.ini" -r "$seminar/trainers.csv" -o seminar \
    --key key/signer.p12 --password-file key/password --only 2-4
check "it issues the example" prints "3 certificates written to seminar."
run elsewhere sh -c '"$1" verify seminar/*.pdf --trust key/ca.pem' sh "$kualik"
check "and verifies it" ended 0
cp -r "$seminar" "$SCRATCH/elsewhere/day"
printf '\n[register]\nevent = E\nnumber = {seq:3}\n' >>"$SCRATCH/elsewhere/day/seminar.ini"
run elsewhere TEMPLATE=day/seminar.ini LIST="$seminar/trainers.csv" OUT=shares NUMBERS=200 \
    OPTIONS="--no-sign --only 2-4" KUALIK="$kualik" "$share/kualik/examples/shards/share.sh" 1 1
check "a share of a list can be issued" prints "3 certificates written to shares/1."
check "and a Slurm array of them" [ -f "$share/kualik/examples/shards/issue.sbatch" ]

links=$PWD/tests/links
check "what its documents refer to is there" eval '(cd "$share/doc/kualik" && "$links")'

# ---- the man pages ----------------------------------------------------------------------

# page NAME SECTION [LANGUAGE]: as a reader sees it.
page()
{
    groff -man -Tutf8 -K utf8 -P -c -P -b -P -u -w all -rLL=90n -rHY=0 \
        <"$share/man/${3+$3/}man$2/$1.$2" 2>"$SCRATCH/warnings" >"$SCRATCH/page" &&
        [ ! -s "$SCRATCH/warnings" ] || fails cat "$SCRATCH/warnings" "$SCRATCH/page"
}

# holds_all WORD…: the page says each.
holds_all()
{
    for word; do
        grep -qF -e "$word" "$SCRATCH/page" || { echo "$word is missing"; return 1; }
    done
}

# statuses HEADING: below it the numbers stand alone in their column, ascending from 0.
statuses()
{
    awk -v heading="$1" '$0 == heading { on = 1; next } /^[^ ]/ { on = 0 }
         on && /^ +[0-9] +[^ ]/ { if ($1 < last + (last > "")) exit 1; last = $1; found++ }
         END { exit found < 2 }' "$SCRATCH/page" || fails cat "$SCRATCH/page"
}

options_of() { "$KUALIK" help "$1" | grep -o '^  ....--[a-z-]*' | grep -o -e '--.*'; }
# Of the help, each line that begins with the program and a word which is not an option.
commands=$("$KUALIK" --help |
    awk '/^  kualik [a-z]/ && $2 != "help" { print $2 }' | sort)
check "the help has commands, the longest, too" eval \
    'echo "$commands" | grep -qx attendance && echo "$commands" | grep -qx seal-list'
pages() { (cd "$share/man/man1" && ls kualik-*.1 | sed 's/^kualik-//; s/\.1$//' | sort); }
check "each command has a page, and nothing else has" [ "$(pages)" = "$commands" ]
for command in $commands; do
    check "kualik-$command.1 can be read" page "kualik-$command" 1
    check "and has every option" holds_all $(options_of "$command")
    check "and a paragraph for each exit status" statuses "EXIT STATUS"
done
page kualik-register 1
check "an action of kualik register is a paragraph" grep -qx ' *spoil NUMBER…' "$SCRATCH/page"
page kualik-issue 1
check "so is what begins one in the help" grep -q "^ *The *key's *password" "$SCRATCH/page"

# In Kazakh and Russian, too, and without an English word but for what is typed.
foreign() { sed 's/kualik[a-z-]*([15])//Ig' "$SCRATCH/page" | tests/foreign; }
while read -r language heading; do
    check "$language has the same pages" eval '[ "$(cd "$share/man/man1" && ls)" = "$(cd "$share/man/$language/man1" && ls)" ]'
    for command in $commands; do
        check "kualik-$command.1 can be read in $language" page "kualik-$command" 1 "$language"
        check "with every option" holds_all $(options_of "$command")
        check "and every exit status" statuses "$heading"
        check "and no English word" foreign
    done
    page kualik 1 "$language"
    check "kualik.1 is in $language, too" eval 'foreign && holds_all $(printf "kualik-%s " $commands)'
done <<END
kk АЯҚТАЛУ КОДЫ
ru КОД ЗАВЕРШЕНИЯ
END

check "kualik.1 can be read" page kualik 1
check "and names every command" holds_all $(printf 'kualik-%s ' $commands)
check "kualik-template.5 can be read" page kualik-template 5
check "and names every section" holds_all \
    $(sed -n '/^## Template reference/,/^## Form/s/^### \(\[.*\]\)/\1/p' templates/README.md)
check "and every key" holds_all \
    $(sed -n '/^## Template reference/,/^## Form/s/^| `\([a-z]*\)` |.*|.*|.*/\1/p' templates/README.md)
check "and the forms' sections" holds_all FORMS: \
    $(sed -n '/^## Form reference/,$s/^### \(\[.*\]\)/\1/p' templates/README.md)
form_keys() { sed -n '/^## Form reference/,$s/^| `\([a-z_]*\)` |.*|.*|.*/\1/p' templates/README.md; }
check "and their keys" eval \
    'form_keys | grep -qx again_kk && holds_all $(form_keys)'

# ---- completion -------------------------------------------------------------------------

# completed WORD…: what the last word may become.
completed()
{
    elsewhere bash -c '
        PATH=$1:$PATH
        . "$2"
        shift 2
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _kualik
        printf "%s\n" "${COMPREPLY[@]}"' bash "$root/usr/bin" \
        "$share/bash-completion/completions/kualik" "$@"
}
check "every command is completed" [ "$(completed kualik '' | sort)" = \
    "$(printf '%s\nhelp\n' "$commands" | sort)" ]
check "a command that has begun" test "$(completed kualik ver)" = verify
check "a command's options are completed" \
    test "$(completed kualik verify --t)" = --trust
check "all of a command" test "$(completed kualik decline -- | sort)" = \
    "$(options_of decline | sort)"
check "actions of the register are completed" test "$(completed kualik register sp)" = spoil
check "behind an option, too" test "$(completed kualik register --json ve)" = verify
check "what an option takes is no action" test "$(completed kualik register --register fir)" = first
check "and behind that an action is" test "$(completed kualik register --register r.db --json fi)" = find
check "behind the action there are files" test "$(completed kualik register merge fir)" = first
check "commands of two words are completed" test "$(completed kualik seal-l)" = seal-list
check "languages are completed" test "$(completed kualik check --ui-lang k)" = kk
check "levels are completed" test "$(completed kualik issue --level B-LTA)" = B-LTA
check "files are completed" test "$(completed kualik check -t fir)" = first
check "of a template's type alone" test "$(completed kualik check -t first/)" = first/template.ini
check "templates that come with it are completed by their names" test "$(completed kualik check -t po)" = portrait
check "where one is copied these alone" test "$(completed kualik new -t '' | tr '\n' ' ')" = \
    "kazakh long-topic plain portrait thanks three-signatures two-signatures "
check "and forms" test "$(completed kualik attendance -t att)" = attendance

# ---- and away ---------------------------------------------------------------------------

touch "$root/usr/bin/other" "$share/man/man1/other.1"
run installed uninstall
check "make uninstall" ended 0
check "leaves nothing but what others put there" test \
    "$(cd "$root" && find . -type f | sort | tr '\n' ' ')" = \
    "./usr/bin/other ./usr/share/man/man1/other.1 "
