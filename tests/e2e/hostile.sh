#!/bin/sh
# A list that means harm: whatever it says, files stay in their folder, with harmless names, and
# what is said about them cannot deceive a terminal.
. tests/e2e/lib

cat >"$SCRATCH/list.ini" <<'END'
[document]
title = {name}
lang  = kk
file  = {name}
who   = {name}

[font text]
family = PT Serif

[page 1]
size = A4

[text name]
box   = 20mm 20mm 170mm 250mm
text  = {name}
lang  = kk
font  = text
size  = 8pt
least = 2pt
END

# Each name, as the shell's printf writes it, in a row of its own.
long=$(printf '%0600d' 0 | sed 's/0/ұ/g; s/ұұұұұұұұұ/&ұ /g')
while IFS= read -r name; do
    printf "\"$name\"\n"
done >"$SCRATCH/hostile.csv" <<END
name
../../escaped
/etc/passwd
..
.
.hidden
-rf
~root
\$(touch escaped)
\`touch escaped\`
a;b|c&d>e
a\\\\\\\\b
C:\\\\\\\\Windows
CON
lpt1
two\nlines
\342\200\256fdp.exe
zero\342\200\213width
name.pdf
$long
%%s%%n
{row}
**bold**
=1+1
.kualik-lock
100%%
END
run "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/hostile.csv" -o "$SCRATCH/in/side" --no-sign
check "all but two pairs of names and a turned one are written" last_line \
    "20 certificates written to $SCRATCH/in/side. 5 failed: rows 4, 5, 9, 10, 17."
# The warnings do not matter here.
grep -v "^$SCRATCH/hostile.csv:[0-9]*: warning: " "$SCRATCH/err" >"$SCRATCH/complaints"

check "every file stands in the folder" eval '[ "$(find "$SCRATCH/in" -type f | wc -l)" -eq 20 ]'
elsewhere() { find "$SCRATCH" . -maxdepth 1 -name '*escaped*'; find "$SCRATCH/in" -mindepth 2 -type d; }
check "none stands elsewhere" eval 'elsewhere | fails grep .'
harmless() { ls -A "$SCRATCH/in/side" | LC_ALL=C.UTF-8 fails grep -vxE '[[:alnum:]_][[:alnum:]_.+, -]*\.pdf'; }
check "names have only letters, digits and harmless signs" harmless
hidden() { ls -A "$SCRATCH/in/side" | LC_ALL=C grep -E "^[.-]|$(printf '\342\200[\213\256]')"; }
check "none is hidden, none is an option, none turns its direction" fails hidden
short() { ls "$SCRATCH/in/side" | LC_ALL=C fails grep -E '^.{256}'; }
check "no name has more than 255 bytes" short
full() { ls "$SCRATCH/in/side" | LC_ALL=C grep -E '^.{250}'; }
check "the long one is cut, not lost" full
devices() { ls "$SCRATCH/in/side" | grep -iE '^(con|lpt1)\.'; }
check "none is a device on Windows" fails devices

told() { grep -c ":$1: " "$SCRATCH/complaints" | grep -x 1; }
check "two dots are no name" told 4
check "one dot neither" told 5
check "two commands that become one name are both named" eval 'told 9 && told 10'
check "a sign that turns the direction of writing is told, by its number" says "<U+202E>fdp.exe"
no_signs() { LC_ALL=C fails grep -aE "$(printf '[\001-\010\013-\037\177]|\342\200[\216\217\252-\256]|\342\201[\246-\251]')" "$1"; }
check "and is not printed itself" no_signs "$SCRATCH/err"
one_line_each() { fails grep -vE "^($SCRATCH/hostile.csv(:[0-9]+|: rows [0-9–, ]+): .{9}|[0-9]+ notes? on the list: )" "$SCRATCH/err"; }
check "each complaint has one line" one_line_each

# The text, on the other hand, is what the list says.
text_of() { pdftotext -raw "$SCRATCH/in/side/$1.pdf" - | grep -xF -e "$2"; }
check "a placeholder in the list is text" text_of row '{row}'
check "so are bold signs" text_of bold '**bold**'
check "so are a formula and a format" eval 'text_of 1+1 =1+1 && text_of s_n %s%n'
check "so is a path" text_of escaped ../../escaped

# Names of many lines, or with what moves a terminal's cursor, cannot forge a message.
printf 'name\n"Ли\nkualik: all is well 漢"\n"\033[2J\033[HЯн"\n' >"$SCRATCH/forged.csv"
run "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/forged.csv" -o "$SCRATCH/forged" --no-sign
check "a message cannot be forged by a line break" eval '! grep "^kualik:" "$SCRATCH/err"'
check "nor by an escape sequence" fails grep -q "$(printf '\033')" "$SCRATCH/err"
check "both rows are refused" ended 2

# Links in the folder lead nowhere.
mkdir "$SCRATCH/linked" "$SCRATCH/target"
ln -s "$SCRATCH/target/victim" "$SCRATCH/linked/name.pdf"
printf 'name\nname\n' >"$SCRATCH/one.csv"
run "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/one.csv" -o "$SCRATCH/linked" --no-sign
check "a link that leads nowhere is not written through" [ ! -e "$SCRATCH/target/victim" ]
echo precious >"$SCRATCH/target/victim"
run "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/one.csv" -o "$SCRATCH/linked" --no-sign \
    --replace
check "nor is one that leads to a file" grep -x precious "$SCRATCH/target/victim"
