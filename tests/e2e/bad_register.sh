#!/bin/sh
# A register that cannot be used is refused by every command, with its name and what to do; what
# is asked for in vain, too. Nothing is made or changed by that.
. tests/e2e/lib

plain_template '{number}' '{name} {region} № {number}' '[register]
event  = Семинар
number = {seq:2}
spares = 1' >"$SCRATCH/t.ini"
cat >"$SCRATCH/form.ini" <<'END'
[document]
title = Т
who   = {name}
[font text]
family = PT Serif
[style s]
font = text
size = 10pt
[head]
style = s
[column name]
heading = Аты
text    = {name}
style   = s
END
printf '%s\n' 'name;region' 'Болат;Ақтау' 'Әлия;Ақтау' >"$SCRATCH/list.csv"
kualik=$(realpath "$KUALIK")

# kualik_there WORD…: in the folder of all these files.
in_folder() { (cd "$SCRATCH" && "$kualik" "$@"); }
kualik_there() { run in_folder "$@"; }
kualik_there issue -t t.ini -r list.csv -o issued --no-sign --register good.db
check "there is a register" ended 0

# refused_with TEXT REGISTER WORD…: the command names the register and says TEXT, makes nothing
# and leaves the register as it was.
refused_with()
{
    text=$1
    bad=$2
    shift 2
    [ ! -f "$SCRATCH/$bad" ] || cp "$SCRATCH/$bad" "$SCRATCH/before"
    kualik_there "$@" --register "$bad"
    ended 2 || return 1
    cat "$SCRATCH/out" "$SCRATCH/err" >"$SCRATCH/said-all"
    grep -qF -e "$bad: $text" "$SCRATCH/said-all" || fails cat "$SCRATCH/said-all" || return 1
    [ -z "$(find "$SCRATCH" -maxdepth 1 -name 'none*')" ] || return 1
    [ ! -f "$SCRATCH/$bad" ] || cmp "$SCRATCH/before" "$SCRATCH/$bad"
}

# all_refuse TEXT REGISTER: each command that takes a register does that.
all_refuse()
{
    card='-t t.ini -r list.csv'
    while read -r words; do
        # shellcheck disable=SC2086
        refused_with "$1" "$2" $words || { echo "kualik $words"; return 1; }
    done <<END
issue $card --no-sign -o none
check $card
preview $card --row 2 -o none.pdf
print $card -o none.pdf
proof $card --form form.ini -o none.pdf
journal -t form.ini -o none.pdf
register list
register show 01
register find әлия
register export
register verify -o issued
register verify -o issued -r list.csv
register spoil 01 --reason x
register revoke 01 --reason x
register duplicate 01 --reason x
END
}

echo 'name;region' >"$SCRATCH/text.db"
check "a file that is not a register is refused by each command" \
    all_refuse "The file is not a register of certificates. Give the path of the register with --register." text.db
: >"$SCRATCH/empty.db"
check "so is an empty one" all_refuse \
    "The file is empty, so it is not a register. Take the register from the newest backup; if none was made yet, delete this file." empty.db
mkdir "$SCRATCH/folder.db"
check "so is a folder" all_refuse "This is not a file, so it is not a register. Give the path" folder.db
mkfifo "$SCRATCH/pipe.db"
check "and a pipe, for which nobody waits" all_refuse "This is not a file, so it is not a register." pipe.db
head -c 9000 "$SCRATCH/good.db" >"$SCRATCH/short.db"
check "one that was cut off" all_refuse \
    "The register is damaged. Take it from the newest backup, then run kualik register verify." short.db

# put AT BYTES REGISTER: overwrites bytes (octal) of a copy of the register.
put() { cp "$SCRATCH/good.db" "$SCRATCH/$3" && printf '%b' "$2" | dd of="$SCRATCH/$3" bs=1 seek="$1" conv=notrunc 2>"$SCRATCH/dd"; }
put 60 '\0000\0000\0000\0143' newer.db # its user_version
check "one of a newer version" all_refuse \
    "The register is of version 99, made by a newer kualik; this one knows version 2. Use the newer kualik." newer.db
put 68 'xxxx' foreign.db # its application_id
check "a database that is something else" all_refuse "The file is not a register of certificates." foreign.db
not_made()
{
    for words in list 'show 01' 'find x' export 'verify -o issued' 'spoil 01 --reason x'; do
        # shellcheck disable=SC2086
        refused_with "The register cannot be opened: there is no such file or folder. kualik issue makes it" \
            none.db register $words || return 1
    done
}
check "a register that is not there is not made by reading" not_made
check "nor by a journal" refused_with "The register cannot be opened: " none.db journal -t form.ini -o none.pdf

sed 's/^event .*/event = Форум/' "$SCRATCH/t.ini" >"$SCRATCH/forum.ini"
of_another_event()
{
    for words in 'issue --no-sign -o none' check 'preview --row 2 -o none.pdf' 'print -o none.pdf' \
        'proof --form form.ini -o none.pdf'; do
        # shellcheck disable=SC2086
        refused_with "The register is that of «Семинар», not of «Форум», as the template's [register] says. Give another" \
            good.db $words -t forum.ini -r list.csv || return 1
    done
}
check "one of another event is refused by whatever has a template" of_another_event
if [ "$(id -u)" -ne 0 ]; then
    cp "$SCRATCH/good.db" "$SCRATCH/closed.db"
    chmod a-w "$SCRATCH/closed.db"
    for words in 'issue -t t.ini -r list.csv --no-sign -o none' 'register spoil 01 --reason x'; do
        # shellcheck disable=SC2086
        check "one that may only be read is not written: ${words%% *}" \
            refused_with "The register cannot be opened: you have no permission for it. Allow writing" closed.db $words
    done
    kualik_there journal -t form.ini -o read.pdf --register closed.db
    check "but read" ended 0
fi

# ---- by another program -----------------------------------------------------------------

# One that has the file to itself, as SQLite locks it, until it is told to end.
mkfifo "$SCRATCH/hold"
cat >"$SCRATCH/holder" <<'END'
use Fcntl;
open my $file, '+<', $ARGV[0] or die;
my $all = pack 's s x4 q q l x4', F_WRLCK, 0, 0x40000000, 512, 0;
fcntl $file, F_SETLK, $all or die;
open my $held, '>', $ARGV[1] or die;
close $held;
open my $end, '<', $ARGV[2] or die;
END
perl "$SCRATCH/holder" "$SCRATCH/good.db" "$SCRATCH/held" "$SCRATCH/hold" &
while [ ! -e "$SCRATCH/held" ] && kill -0 $!; do :; done
check "a register that another program works with is refused" refused_with \
    "Another program is working with the register. Close it there, or wait until it ends; nothing was lost." \
    good.db journal -t form.ini -o none.pdf
check "for issuing, too" refused_with "Another program is working with the register." \
    good.db issue -t t.ini -r list.csv --no-sign -o none
: >"$SCRATCH/hold"
wait
kualik_there register verify -o issued -r list.csv --register good.db
check "afterwards nothing is lost" ended 0

# ---- in vain ----------------------------------------------------------------------------

of_template() { sed "$1" "$SCRATCH/t.ini" >"$SCRATCH/wrong.ini"; }
refuses_template()
{
    kualik_there issue -t wrong.ini -r list.csv -o none --no-sign --register fresh.db
    ended 2 && says "wrong.ini:$(grep -n "$1" "$SCRATCH/wrong.ini" | cut -d: -f1): [register] $1: $2" &&
        [ ! -e "$SCRATCH/none" ] && [ ! -e "$SCRATCH/fresh.db" ]
}
of_template 's/^number = .*/number = ОСК-{year}/'
check "numbers that are all the same" refuses_template number "All numbers would be the same."
of_template 's/^number = .*/number = {seq}-{seq}/'
check "or have their sequence twice" refuses_template number ""
of_template 's/^spares/order = regoin, name\n&/'
check "an order by a column that is not there names the nearest" refuses_template order ""
check "of the list" says "Did you mean {region}?"
of_template 's/^spares/person = namme\n&/'
check "so does a person's column" refuses_template person ""
vain() { text=$1; shift; kualik_there "$@" --register good.db; ended 2 && says "$text" && [ ! -e "$SCRATCH/none.pdf" ]; }
card='-t t.ini -r list.csv -o none.pdf'
# shellcheck disable=SC2086
check "nobody to print is told" vain "list.csv: No row has «Абай» in the column «region»." print $card --where region=Абай
# shellcheck disable=SC2086
check "and a column to print by that is not there" vain "list.csv: There is no column «regoin». Did you mean «region»?" \
    print $card --order regoin
check "and a journal of nobody" vain "good.db: No number of the register is asked for." \
    journal -t form.ini -o none.pdf --where region=Абай
check "and a number to spoil" vain "good.db: The register has no number 88." register spoil 88 --reason x
