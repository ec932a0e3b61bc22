#!/bin/sh
# kualik calibrate: the sheet to be measured, the profile that follows, and that it puts right
# where marks come to lie, seen on rendered pages.
. tests/e2e/lib

sheet=$SCRATCH/sheet.pdf
profiles=$SCRATCH/config/kualik/printers.ini
mark=$BUILD/tests/mark
XDG_CONFIG_HOME=$SCRATCH/config; export XDG_CONFIG_HOME
calibrate() { run "$KUALIK" calibrate "$@"; }
read_sheet() { pdftotext -layout "$sheet" - | tr -s ' \n' ' ' && echo; }
on_sheet() { read_sheet | grep -F -e "$1" || fails read_sheet; }
# near A B: two lengths in mm that are the same within 0.1 mm; so for all in two lists.
near()
{
    echo "$1 | $2" | awk '{ half = (NF - 1) / 2; bad = NF < 3 || NF % 2 == 0
        for (i = 1; i <= half; i++) { d = $i - $(half + 1 + i); if (d > 0.1 || d < -0.1) bad = 1 }
        if (bad) print; exit bad }'
}

# ---- the sheet --------------------------------------------------------------------------

calibrate --printer office/2 -o "$sheet"
check "there is a sheet" ended 0
check "for actual size" eval 'qpdf --json "$sheet" | grep -F "\"/PrintScaling\": \"/None\""'
check "that says in Kazakh what to do" on_sheet "көлденең сызғыштың ұзындығы (100 мм)"
check "and in Russian" on_sheet "длину горизонтальной линейки (100 мм)"
check "and what to type" on_sheet "kualik calibrate --printer office/2 --measured A,B,C,D"
calibrate --printer office/2 --profiles "$SCRATCH/our printers.ini" -o "$SCRATCH/theirs.pdf"
typed() { pdftotext "$SCRATCH/theirs.pdf" - | tr -d ' \n\f'; }
check "with the profiles that were given, as a shell takes them" eval \
    'typed | grep -F -e "office/2--profiles'"'"'"$(printf %s "$SCRATCH" | tr -d " ")"/ourprinters.ini'"'"'--measuredA,B,C,D" || fails typed'
inked() { pdftoppm -r 300 -png "$sheet" "$SCRATCH/sheet" && near "$("$mark" 300 000000 "$SCRATCH/sheet-1.png" | cut -d' ' -f3,4)" "273 186"; }
check "the farthest cross stands where it should" inked
calibrate --printer office/2 -o "$sheet"
check "it is written anew" ended 0
cp "$list" "$SCRATCH/mine.pdf"
calibrate --printer office/2 -o "$SCRATCH/mine.pdf"
check "but over nothing else" eval 'ended 2 && cmp "$list" "$SCRATCH/mine.pdf"'

# ---- the profile ------------------------------------------------------------------------

# A printer that makes all 2 % narrower and 1 % higher, and moves it 2 mm right and 1.5 mm up.
calibrate --printer office/2 --measured 31.4,28.8,98,101
check "what was measured becomes a profile" ended 0
check "in the folder of settings" grep -x '\[printer office/2\]' "$profiles"
check "and is told, with the side to which all is moved" prints "scaled to 102.04 % across and 99.01 % down. Moved 2.04 mm to the left. Moved 1.49 mm down."
cp "$profiles" "$SCRATCH/kept.ini"
calibrate --printer office/2 --measured "31,5 28,8 98 101"
check "a profile is not replaced unasked" eval \
    'ended 2 && says "There is already a [printer office/2]." && cmp "$profiles" "$SCRATCH/kept.ini"'
calibrate --printer office/2 --measured "31,4 28,8 98 101" --replace
check "when asked, it is; decimals may have commas" eval 'ended 0 && cmp "$profiles" "$SCRATCH/kept.ini"'
calibrate --printer office/2 --measured 31,4,28,8,98,0,101,0 --replace
check "commas may be decimal ones, too" eval 'ended 0 && prints "scaled to 102.04 % across and 99.01 % down"'
calibrate --printer hall --measured 30,30,100,100
check "another stands beside it, and moves nothing" eval 'ended 0 && prints "100.00 % down." && fails grep Moved "$SCRATCH/out" && [ "$(grep -c "^\[printer" "$profiles")" = 2 ]'
calibrate --printer hall --measured 29,31,100,100 --replace
check "the other sides are told, too" prints "Moved 1.00 mm to the right. Moved 1.00 mm up."
calibrate --printer hall --measured 29,31,100,100 --replace --ui-lang ru
check "in Russian" prints "Сдвиг вправо на 1.00 мм. Сдвиг вверх на 1.00 мм."
calibrate --printer hall --measured 31,29,100,100 --replace --ui-lang kk
check "and in Kazakh" prints "Солға 1.00 мм жылжытылады. Төмен 1.00 мм жылжытылады."

mistaken()
{
    words=$1
    shift
    cp "$profiles" "$SCRATCH/kept.ini"
    calibrate "$@"
    ended 2 && says "$words" && cmp "$profiles" "$SCRATCH/kept.ini"
}
check "a printer needs a name" mistaken "The name of the printer is missing" --measured 30,30,100,100
check "of small letters" mistaken "cannot be the name of a printer" --printer Кеңсе
check "four numbers are asked for" mistaken "Write the four numbers" --printer a --measured 30,30,100
check "not five" mistaken "Write the four numbers" --printer a --measured 30,30,100,100,5
check "nor words" mistaken "Write the four numbers" --printer a --measured 30,30,A,100
check "nor nothing" mistaken "Write the four numbers" --printer a --measured 30,30,0,100
check "no printer is 12 % wrong" mistaken "no printer is so wrong" --printer a --measured 30,30,88,100
check "nor 6 cm" mistaken "no printer is so wrong" --printer a --measured 95,30,100,100
check "no sheet with what was measured" mistaken "leave -o out" --printer a --measured 30,30,100,100 -o x.pdf
check "nothing stands alone" mistaken "is not expected here" --printer a word
sed '/^\[line down\]/,/^$/d' templates/forms/calibration.ini >"$SCRATCH/no.ini"
check "a sheet without a ruler is none" mistaken "There is no [line down]" --printer a \
    -t "$SCRATCH/no.ini" --measured 30,30,100,100
sed 's/{printer}/{region}/' templates/forms/calibration.ini >"$SCRATCH/no.ini"
check "nor shows it people" mistaken "{region} stands for nothing here" --printer a \
    -t "$SCRATCH/no.ini" -o "$SCRATCH/no.pdf"
if [ "$(id -u)" != 0 ]; then
    mkdir "$SCRATCH/closed" && chmod 555 "$SCRATCH/closed"
    check "a folder that cannot be written to is told" mistaken "cannot be made" --printer a \
        --measured 30,30,100,100 --profiles "$SCRATCH/closed/x/printers.ini"
fi
mkdir "$SCRATCH/linked"
echo '# ours' >"$SCRATCH/linked/ours.ini"
ln -s ours.ini "$SCRATCH/linked/printers.ini"
calibrate --printer a --measured 30,30,100,100 --profiles "$SCRATCH/linked/printers.ini"
check "what a link leads to gets the profile" eval \
    'ended 0 && [ -L "$SCRATCH/linked/printers.ini" ] && grep -x "\[printer a\]" "$SCRATCH/linked/ours.ini"'
for target in nowhere.ini lost.ini; do
    ln -s "$target" "$SCRATCH/linked/lost.ini"
    calibrate --printer a --measured 30,30,100,100 --profiles "$SCRATCH/linked/lost.ini"
    check "a link to $target, which leads to nothing, stays" eval \
        'ended 2 && says "linked/lost.ini: A file cannot be written: it is a symbolic link" && [ "$(readlink "$SCRATCH/linked/lost.ini")" = "$target" ]'
    rm "$SCRATCH/linked/lost.ini"
done
XDG_CONFIG_HOME=; HOME=$SCRATCH/home
calibrate --printer a --measured 30,30,100,100
check "without XDG_CONFIG_HOME it is ~/.config" [ -s "$SCRATCH/home/.config/kualik/printers.ini" ]
XDG_CONFIG_HOME=$SCRATCH/config

# ---- what it does -----------------------------------------------------------------------

cat >"$SCRATCH/marks.ini" <<'INI'
[document]
title = {n}
file = {n}
[page 1]
size = A4 landscape
[font text]
family = PT Serif
[rect mark]
box = 250mm 20mm 20mm 30mm
width = 0mm
fill = "#D00000"
[text name]
box = 20mm 100mm 200mm 40mm
font = text
text = {n}
INI
echo 'n
1' >"$SCRATCH/marks.csv"
pdf=$SCRATCH/marks.pdf
draw() { run "$KUALIK" print -t "$SCRATCH/marks.ini" -r "$SCRATCH/marks.csv" --replace -o "$pdf" "$@"; }
found() { pdftoppm -r 300 -png "$pdf" "$SCRATCH/marks" && "$mark" 300 D00000 "$SCRATCH/marks-1.png"; }
draw
check "a mark stands where the template says" near "$(found)" "250 20 270 50"
draw --printer office/2
check "a profile is used" ended 0
# The printer does its wrong to what is found: the mark comes to lie where it should.
printed() { found | awk '{ print $1 * .98 + 2, $2 * 1.01 - 1.5, $3 * .98 + 2, $4 * 1.01 - 1.5 }'; }
check "and puts the printer right" near "$(printed)" "250 20 270 50"
check "which it was not before" eval 'draw; fails near "$(printed)" "250 20 270 50"'
draw --printer office
check "an unknown printer names the nearest" eval 'ended 2 && says "Did you mean office/2?"'
printf '[printer bad]\nscale_x = 111\n' >"$SCRATCH/bad.ini"
draw --printer bad --profiles "$SCRATCH/bad.ini"
check "a scale out of sense is refused" eval 'ended 2 && says "It may be from 90 to 110."'
printf '[printer bad]\ndx = 300mm\n' >"$SCRATCH/bad.ini"
draw --printer bad --profiles "$SCRATCH/bad.ini"
check "so is an offset beyond the sheet" eval 'ended 2 && says "It may be from -50mm to 50mm."'
draw --printer bad --profiles "$SCRATCH/none.ini"
check "no profiles at all are told" eval 'ended 2 && says "There is no profile of any printer yet."'

# ---- bleed ------------------------------------------------------------------------------

sed -i 's/^size = .*/&\nbleed = 3mm/' "$SCRATCH/marks.ini"
draw
boxes() { pdfinfo -box "$pdf" | sed -n 's/^\(Media\|Bleed\|Trim\)Box: *//p' | awk '{ for (i = 1; i <= 4; i++) printf "%s%.1f", (i > 1 ? " " : ""), $i * 25.4 / 72; print "" }'; }
check "a bleed has its box, and the trim" [ "$(boxes)" = "0.0 0.0 317.0 230.0
7.0 7.0 310.0 223.0
10.0 10.0 307.0 220.0" ]
check "the mark has moved with the trim" near "$(found)" "260 30 280 60"
# What is black and not in the middle are the crop marks: they end 1 mm from each edge.
crop() { "$mark" 300 000000 "$SCRATCH/marks-1.png"; }
check "crop marks stand around it" near "$(crop)" "1 1 316 229"
cut() { pdftoppm -r 300 -png -x 83 -y 83 -W 3578 -H 2550 "$pdf" "$SCRATCH/cut" && fails "$mark" 300 000000 "$SCRATCH/cut-1.png"; }
sed -i 's/^text = .*/&\ncolor = "#D00000"/' "$SCRATCH/marks.ini"; draw
check "and none within the bleed" cut
draw --printer office/2
check "they are put right, too" eval 'found >"$SCRATCH/at" && near "$(crop | awk "{ print \$2 * 1.01 - 1.5, \$4 * 1.01 - 1.5 }")" "1 229"'
