#!/bin/sh
# A dry run says what the run would: in each situation both are made, and what they tell is
# compared but for how many certificates can be, or were, written. What `kualik check` can know of
# it without a key it says in the same words.
. tests/e2e/lib

make_demo_key
home=$SCRATCH/home
register=$home/register.db
marked='{name} {region} № {number} {duplicate}'

# template TEXT [LINE]: the template, with a line more in [register].
template()
{
    plain_template '{number}_{name}' "$1" "[register]
event  = Семинар 2017
number = {seq:2}${2:+
$2}" >"$home/t.ini"
}
people() { printf '%s\n' 'name;region' "$@" >"$home/list.csv"; }
four() { people 'Болат;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'; }
with=env
signed() { set -- --key "$demo/signer.p12" --password-file "$demo/password" "$@"; give "$@"; }
give() { run "$with" "$KUALIK" issue -t "$home/t.ini" -r "$home/list.csv" -o "$home/out" "$@"; }
marks() { run "$KUALIK" register "$@" --register "$register"; }

# begin [LINE]: four people are listed and nobody has a certificate; LINE is one more in [register].
begin()
{
    rm -rf "$home"
    mkdir "$home"
    template "$marked" "${1-}"
    four
}

# after COMMAND…: they have theirs, and then that happens.
after()
{
    begin
    signed
    for command; do eval "$command"; done
}

# told: what the last run has told, without the count of what is written.
told()
{
    sed 's/^[0-9]* certificates* written to .*out\./written./;
        s/^\([0-9]*\) of [0-9]* certificates* can be written\./written./' "$SCRATCH/out"
    cat "$SCRATCH/err"
}
number_written() { sed -n 's/^\([0-9]*\) \(of [0-9]* \)*certificates* .*written.*/\1/p' "$SCRATCH/out"; }
state() { find "$home" -type f -exec sha256sum {} + | sort; }

# same [OPTION…]: the dry run with these options tells what the run does, and changes nothing.
same()
{
    state >"$SCRATCH/before"
    signed -n "$@"
    state | diff "$SCRATCH/before" - || return 1
    told >"$SCRATCH/foretold"
    foretold=$status/$(number_written)
    signed "$@"
    told | diff "$SCRATCH/foretold" - && [ "$foretold" = "$status/$(number_written)" ] ||
        fails echo "foretold $foretold, came to $status/$(number_written)"
}

# says_too TEXT: the run has said that, not only nothing.
says_too() { told | grep -F -e "$1" >"$SCRATCH/hit" || fails told; }

begin
check "nobody has a certificate" same
check "all have theirs" eval 'same && says_too "4 were there already."'
after "people 'Болат;Ақтау қаласы' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'"
check "a row is corrected" eval 'same && says_too "row 2: Болат: corrected (region), № 01 is issued anew, the old file is archive/01_Болат.v1.pdf"'
after "people 'Болат;Астана' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'"
check "somebody of the name is in another region" eval 'same && says_too "Use --same 2=01 if it is the same person, or --new 2"'
check "who is the same" eval 'same --same 2=01 && says_too "row 2: Болат: corrected (region), № 01 is issued anew"'
after "people 'Болат;Астана' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'"
check "or somebody new" same --new 2
after "people 'Болад;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'"
check "a name is nearly another" eval 'same && says_too "is that this person?"'
check "and it is said whose it is" same --same 2=01
after "people 'Болат;Ақтау' 'Сәуле;Семей' 'Дана;Семей'"
check "somebody has left the list" eval 'same && says_too "1 certificate of the register is of nobody in this list"'
after "people 'Дана;Семей' 'Ермек;Абай' 'Болат;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей'"
check "somebody is new, and the order is another" same
after 'template "{name} ({region}) № {number} {duplicate}"'
check "the template has changed" eval 'same && says_too "There is already a certificate that says something else." &&
    says_too "t.ini: warning: The template has changed since the certificates of this list were issued"'
check "and others are to take their place" eval 'same --replace && says_too "row 2: Болат: № 01 is issued anew" &&
    ! says "has changed" >"$SCRATCH/said"'
after 'rm "$home/out/02_Әлия.pdf"'
check "a file is gone" eval 'same && says_too "list.csv:3: Әлия: the certificate was issued, and its file is not in the folder any more."'
check "and is to be made again" same --reissue
after 'echo >>"$home/out/02_Әлия.pdf"'
check "a file was altered" eval 'same && says_too "damaged"'
after 'mv "$home/out/02_Әлия.pdf" "$home/out/a.pdf"' 'echo x >"$home/out/b.pdf"'
check "a file has another name, and one is nobody's" eval 'same && says_too "a.pdf (02: Әлия)" && says_too "b.pdf"'
after 'mv "$home/out" "$home/elsewhere"'
check "the folder is another" eval 'same && says_too "none of their files is in this folder"'
check "where all shall be issued anew" same --reissue
after 'marks spoil 02 --reason x'
check "a number is spoiled" same
after 'sed -i "s/^file .*/file = {name}/" "$home/t.ini"' 'signed --replace' 'marks spoil 02 --reason x'
check "and the file of the next has its name" eval 'same && says_too "3 were there already."'
after 'marks revoke 02 --reason x'
check "a certificate is revoked" eval 'same && says_too "was revoked: x"'
after 'marks revoke 02 --reason x' signed 'marks restore 02 --reason y'
check "and that was a mistake" eval 'same && says_too "4 were there already."'
after 'marks duplicate 02 --reason x'
check "a duplicate is asked for" eval 'same && says_too "№ 02 is issued anew"'
after 'give --no-sign --replace'
check "the certificates there are not signed" eval 'same && says_too "There is already an unsigned certificate."'
after 'marks duplicate 02 --reason x' 'template "{name} {region} № {number}"'
check "and the template does not show it" eval 'same && says_too "does not show {duplicate}"'
begin 'spares = 2'
signed
people 'Болат;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей' 'Ермек;Абай'
check "a newcomer may have a spare certificate" eval 'same && says_too "the register keeps 2 spare numbers"'
begin 'spares = 2'
signed
people 'Болат;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей' 'Ермек;Абай'
check "and has one" same --same 6=05
begin 'spares = 2'
check "the spares have no numbers" eval 'same --range 1-5 && says_too "1 spare number was not reserved"'
begin
check "neither have the people" eval 'same --range 1-3 && says_too "which are too few"'
begin
check "a share has no range" eval 'same --shard 1/2 && says_too "The register gives out all numbers"'
after 'cp "$register" "$SCRATCH/older.db"' "people 'Болат;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей' 'Ермек;Абай'" signed \
    'cp "$SCRATCH/older.db" "$register"' "people 'Болат;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей' 'Жанар;Абай'"
check "the register is an older one" eval 'same && says_too "but the register has not given its number 05 yet"'
after 'plain_template "{name}" "{name}" >"$home/t.ini"'
check "the template has no register any more" eval 'same && says_too "but the template has no [register]"'
begin
printf '%s\n' 'number;name;region' '5;Болат;Ақтау' '7;Әлия;Ақтау' >"$home/list.csv"
signed
printf '%s\n' 'number;name;region' '5;Болат;Астана' '7;Юлия;Ақтау' '05;Ерлан;Ақтау' >"$home/list.csv"
check "the list has numbers of its own" eval 'same && says_too "which differ in zeros alone"'

after "people 'Дана;Семей' 'Ермек;Абай' 'Болат;Ақтау' 'Әлия;Ақтау'"
check "somebody is gone, and somebody is new" eval 'same &&
    says_too "warning: 1 person of the register has no row in this list: 03 (Сәуле). Rows that get new numbers: 3." &&
    says_too "1 certificate of the register is of nobody in this list"'

# ---- the folder --------------------------------------------------------------------------

# unwritable WHAT REASON: in each of a template with a register and one without, what keeps the run
# from the folder keeps the dry run, too; `lay` brings that about.
unwritable()
{
    begin
    lay
    check "$1: it is foretold" eval "same && ended 2 && says_too '$2'"
    plain_template '{name}' '{name}' >"$home/t.ini"
    check "$1: without a register, too" eval "same && ended 2 && says_too '$2'"
}
lay() { echo x >"$home/out"; }
unwritable "a file has the folder's name" "out: The folder cannot be opened: a part of this path is a file"
run "$KUALIK" issue -n --dump-page -t "$home/t.ini" -r "$home/list.csv" -o "$home/out" --no-sign
check "and no page is printed before" eval 'ended 2 && says "out: The folder cannot be opened" && [ ! -s "$SCRATCH/out" ]'
run "$KUALIK" issue -n --dump-page -t "$home/t.ini" -r "$home/list.csv" -o "$home/none" --no-sign
check "pages are where the folder is right" eval 'ended 0 && prints "row 2 "'
lay() { ln -s nowhere "$home/out"; }
unwritable "a link that leads nowhere has it" "out: The folder cannot be opened"
give() { run "$with" "$KUALIK" issue -t "$home/t.ini" -r "$home/list.csv" -o "$home/file/inner/out" "$@"; }
lay() { echo x >"$home/file"; }
unwritable "a file stands where a folder is on the way" "out: The folder cannot be opened: a part of this path is a file"
lay() { :; }
begin
check "folders on the way are made" eval 'same && ended 0'
begin
give() { run "$with" "$KUALIK" issue -t "$home/t.ini" -r "$home/list.csv" -o "$home/new/$long/out" "$@"; }
long=$(printf '%0300d' 0)
check "a name on the way is too long" eval 'same && ended 2 && says_too "out: The folder cannot be opened: the name is too long"'
give() { run "$with" "$KUALIK" issue -t "$home/t.ini" -r "$home/list.csv" -o "$home/file/inner/out" "$@"; }
if bound true; then
    with=bound
    lay() { mkdir "$home/file" && chmod a-w "$home/file"; }
    unwritable "no folder may be made there" "out: The folder cannot be opened: you have no permission"
    lay() { mkdir -p "$home/file/inner/out" && chmod a-w "$home/file/inner/out"; }
    unwritable "nothing may be written there" "out: Nothing can be written to this folder: you have no permission"
    begin
    chmod a-w "$home"
    mkdir "$SCRATCH/home out"
    give() { run "$with" "$KUALIK" issue -t "$home/t.ini" -r "$home/list.csv" -o "$SCRATCH/home out" "$@"; }
    check "the register cannot be made" eval 'same && ended 2 && says_too "register.db: The register cannot be opened: you have no permission"'
    run bound "$KUALIK" check -t "$home/t.ini" -r "$home/list.csv"
    check "check warns of that" eval 'ended 0 && prints "register.db: warning: The register cannot be opened: you have no permission"'
    chmod u+w "$home"
    signed
    chmod a-w "$register"
    four
    check "the register cannot be written" eval 'same && ended 2 && says_too "register.db: The register cannot be opened: you have no permission"'
    check "nor go on with a copy" eval 'says "Do not go on with a copy of it" && fails says "copy it to another"'
    chmod u+w "$register"
    chmod a-w "$home"
    check "its folder takes no journal" eval 'same && ended 2 && says_too "register.db: The register cannot be opened: you have no permission"'
    chmod u+w "$home"
    mkdir "$home/kept"
    mv "$register" "$home/kept"
    ln -s kept/register.db "$register"
    chmod a-w "$home/kept"
    check "nor does that in which it is itself" eval 'same && ended 2 && says_too "register.db: The register cannot be opened: you have no permission"'
    chmod u+w "$home/kept"
    chmod a-w "$home"
    check "that of a link need not" eval 'same && ended 0'
    chmod u+w "$home"
    with=env
fi
give() { run "$with" "$KUALIK" issue -t "$home/t.ini" -r "$home/list.csv" -o "$home/out" "$@"; }

# ---- how it is signed --------------------------------------------------------------------

begin
check "a level has no authority that it needs" eval 'same --level B-T && says_too "The level B-T needs a time-stamp authority."'
plain_template '{number}' '{name}' '[sign]
detached = cms
[register]
event = S
number = {seq:3}' >"$home/t.ini"
signed
echo x >"$home/out/002.pdf.cms"
check "what lies beside a certificate is no signature of it" eval 'same && says_too "which is no signature of this certificate"'
begin
sed -i 's/^name/&;name_kk;name_ru/; 2,$s/^[^;]*/&;&;&/' "$home/list.csv"
cat >>"$home/t.ini" <<END
[seal code]
box = 20mm 250mm 28mm 28mm
url = https://example.kz/
date = 05.10.2017
event = osk-2017
alt = Мөр {number}
lang = kk
END
check "sheets are sealed, and the key is not given" eval 'same && says_too "--seal-key FILE is missing"'
run "$KUALIK" issue -n -t "$home/t.ini" -r "$home/list.csv"
check "whoever gives no key at all need not give that" ended 0

# ---- what is known without a key and a folder --------------------------------------------

looked() { run "$KUALIK" check -t "$home/t.ini" -r "$home/list.csv" "$@"; }
after
looked
check "check has nothing to say of certificates that are there" eval 'ended 0 && last_line "Rows: 4; errors: 0; warnings: 0; notes: 0. All certificates can be issued."'
rm "$home/out/02_Әлия.pdf"
missing='list.csv:3: Әлия: the certificate was issued, and its file is not in the folder any more. Put the file back from a backup; --reissue issues'
looked
check "check tells a file that is gone" eval 'ended 1 && prints "$missing" &&
    prints "3 of 4 certificates can be issued"'
looked --json
check "a program is told it, too" [ "$(jq -r '[.code, .row, .level] | join(" ")' "$SCRATCH/out")" = "issued-file-missing 3 error" ]
run "$KUALIK" issue -n -t "$home/t.ini" -r "$home/list.csv"
check "so does a dry run that is given no folder" eval 'ended 1 && says "$missing" &&
    last_line "0 of 4 certificates can be written. 3 were there already. 1 failed: row 3."'
signed -n --json
check "and a program hears of it from a dry run" eval '[ "$(jq -r "[.status, .code, .row, .who] | join(\" \")" "$SCRATCH/out")" = "error issued-file-missing 3 Әлия" ]'
template '{name} ({region}) № {number} {duplicate}'
looked
check "check tells a template that has changed" prints "t.ini: warning: The template has changed since the certificates of this list were issued"
after "people 'Болат;Ақтау қаласы' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'"
looked
check "check tells who would be issued anew, under which number, and why" eval 'ended 0 &&
    prints "list.csv:2: note: Болат: the row was corrected (region) since certificate 01 was issued. kualik issue makes the certificate anew, under its number."'
after
mv "$home/out" "$home/elsewhere"
looked
check "that all files are gone is told once" eval 'ended 0 &&
    prints "warning: 4 certificates were issued already, and none of their files is in this folder" && fails prints ":3: Әлия"'

after 'mv "$home/out" "$home/elsewhere"' 'echo x >"$home/out"'
looked
check "check tells that the folder that the register remembers cannot be written" eval 'ended 0 &&
    prints "$home/out: warning: The folder cannot be opened: a part of this path is a file"'
run "$KUALIK" issue -n --no-sign -t "$home/t.ini" -r "$home/list.csv"
check "so does a dry run that is given none" eval 'says "$home/out: warning: The folder cannot be opened: a part of this path is a file"'

# What the run asks is answered to whatever shows numbers, before anything is issued.
after "people 'Болад;Ақтау' 'Әлия;Ақтау' 'Сәуле;Семей' 'Дана;Семей'"
# answered COMMAND ANSWER TEXT: with the answer the command ends well and its file, if it makes one, says so.
answered()
{
    file=$home/shown.pdf
    rm -f "$file"
    # shellcheck disable=SC2086
    case $1 in
    check) looked $2 ;;
    *) run "$KUALIK" $1 -t "$home/t.ini" -r "$home/list.csv" -o "$file" $2 ;;
    esac
    ended 0 && { [ -z "$3" ] || { pdftotext -layout "$file" - | grep -F "$3"; }; }
}
for command in 'preview --row 2' 'print --only 2' proof; do
    check "${command%% *}: whose row it is can be told" answered "$command" '--same 2=01' 'Болад Ақтау № 01'
done
check "check: whose row it is can be told" answered check '--same 2=01' ''
for command in 'preview --row 2' proof; do
    check "${command%% *}: or that it is nobody's" answered "$command" '--new 2' 'Болад Ақтау № 05'
done
run "$KUALIK" print -t "$home/t.ini" -r "$home/list.csv" -o "$home/print.pdf" --only 2 --same 2=01
check "and print says that the certificate is still to be issued" says "The row has changed since its certificate was issued. Run kualik issue first"
