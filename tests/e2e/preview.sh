#!/bin/sh
# kualik preview: one certificate as PDF, PNG and SVG, chosen in every way; what it says when
# there is none, or several; that it replaces nothing but previews; and that all three formats
# show the same as a certificate that is issued.
. tests/e2e/lib

pixels=$BUILD/tests/pixels
of_example() { run "$KUALIK" preview -t "$template" -r "$list" "$@"; }
shows() { of_example -o "$SCRATCH/shown.svg" "$@" && ended 0 && prints "$person"; }
unmade() { [ ! -e "$SCRATCH/none.pdf" ] || fails ls -l "$SCRATCH/none.pdf"; }
turned_down() { of_example -o "$SCRATCH/none.pdf" "$@"; ended 2 && unmade; }

# ---- who is shown -----------------------------------------------------------------------

person="row 2: Әбдірахманова Жанаргүл Сәкенқызы (Ақмола облысы)"
check "without a word it is the first row" shows
person="row 17: Мельниченко Оксана Григорьевна (Ақтөбе облысы)"
check "a row by its number" shows --row 17
check "a certificate by its number" shows --number 016
check "zeros before it may be missing" shows --number 16
check "a person by parts of the name" shows --name 'мельн окс'
check "by name and region" shows --name 'Оксана Ақтөбе'
check "and in Russian" shows --name 'мельниченко Актюбинская'
person="row 50: Әбдірахманова-Нұрмұхамедова Мағрипабану Мұхамедғалиқызы (Атырау облысы)"
check "the longest name" shows --longest
check "the row with least room to spare" shows --tightest
shortest=$(tail -n +2 "$list" | awk -F';' '{ name = $2 " " $3 ($4 == "" ? "" : " " $4)
    if (!least || length(name) < least) { least = length(name); row = NR + 1 } } END { print row }')
person="row $shortest: "
check "the shortest name" shows --shortest

check "several are listed, not guessed" turned_down --name Әбд
check "with a word about how to choose" says "Choose one with --row."
check "each with row, name and region" says \
    "row 50: Әбдірахманова-Нұрмұхамедова Мағрипабану Мұхамедғалиқызы (Атырау облысы)"
check "nobody names the nearest" turned_down --name Мелниченко
check "with their rows" says "Мельниченко Оксана Григорьевна (17)"
check "so does a number that is not there" turned_down --number 0161
check "with its row" says "016 (17)"
check "the number of a certificate is not that of a row" turned_down --row 016
check "and has its own option" says "Use --number for that of a certificate."
check "a row that is not there" turned_down --row 152
check "names the last one" says "The last row here is 151."

# ---- numbers from a register ------------------------------------------------------------

cat >"$SCRATCH/register.ini" <<'END'
[document]
title = {number} {name}
file  = {number}_{name}
who   = {name}
[register]
event  = Семинар 2017
number = ОСК-{year}-{seq:4}
[font text]
family = PT Serif
[page 1]
size = A4
[text name]
box  = 20mm 20mm 170mm 250mm
text = {name} № {number}
font = text
size = 12pt
END
printf 'name\nҮміт Сапарова\nӘ?ия Ахметова\nЮлия Ким\n' >"$SCRATCH/register.csv"
numbered()
{
    SOURCE_DATE_EPOCH=$seminar_end run_numbered "$@"
    ended 0 && grep -F "$saying" "$SCRATCH/n.svg"
}
run_numbered() { run "$KUALIK" preview -t "$SCRATCH/register.ini" -r "$SCRATCH/register.csv" -o "$SCRATCH/n.svg" "$@"; }
saying='aria-label="Юлия Ким № ОСК-2017-0002"'
check "the number is the one that would come: a row that cannot be issued gets none" \
    numbered --row 4
check "and the row can be found by it" numbered --number ОСК-2017-0002
check "or by the end of it" numbered --number 2
check "none is used up" eval 'numbered --number 2 && [ ! -e "$SCRATCH/register.db" ]'

# ---- mistakes on the command line -------------------------------------------------------

mistaken()
{
    words=$1
    shift
    turned_down "$@" && says "$words"
}
check "two people at once are refused" mistaken "One certificate is shown" --row 2 --longest
check "row 1 is the headings" mistaken "The headings are row 1" --row 1
check "a row is a number" mistaken "not «x»" --row x
check "a name is none" mistaken "--name takes a part of a name" --name 17
check "nor is nothing" mistaken "What is looked for is empty" --name ''
check "a PDF has all pages" mistaken "A PDF has all pages" --page 1
check "a PDF has no pixels" mistaken "Only a PNG has pixels" --dpi 96
of_example -o "$SCRATCH/none.jpg"
check "another ending is refused" refused "ends in .pdf, .png or .svg"
of_example -o "$SCRATCH/none.png" --dpi 5
check "so are too few pixels" refused "--dpi takes a number from 10 to 1200"
of_example -o "$SCRATCH/none.png" --dpi 1200
check "and too many" refused "Use fewer dpi, or one page."
of_example -o "$SCRATCH/none.svg" --page 3
check "a page that is not there names the last" refused "The template's last page is 2."
of_example -o "$SCRATCH/no/folder/a.pdf"
check "a folder that is not there is named" refused "Make the folder, or give -o another one."
run "$KUALIK" preview --help
check "the help names its exit statuses" prints "  0  drawn"

# ---- faults -----------------------------------------------------------------------------

sed 's/^\[qr code\]/[qt code]/; s/^size = A4 landscape/size = A44/' "$template" >"$SCRATCH/bad.ini"
run "$KUALIK" preview -t "$SCRATCH/bad.ini" -r "$list" -o "$SCRATCH/none.pdf"
check "a broken template draws nothing" ended 2
check "and tells every fault" eval 'says "[qt code]" && says "A44"'
check "and says that nothing was drawn" eval 'says "Nothing was drawn" && unmade'

sed '17s/Мельниченко/М?льниченко/' "$list" >"$SCRATCH/lost.csv"
run "$KUALIK" preview -t "$template" -r "$SCRATCH/lost.csv" --row 17 -o "$SCRATCH/lost.pdf"
check "a row that is kept back is drawn all the same" eval 'ended 1 && [ -s "$SCRATCH/lost.pdf" ]'
check "with what is wrong" eval 'says ":17: " && says "but not issued"'
run "$KUALIK" preview -t "$template" -r "$SCRATCH/lost.csv" --row 18 -o "$SCRATCH/lost.pdf"
check "the faults of other rows are not told" eval 'ended 0 && silent'

# ---- the file ---------------------------------------------------------------------------

(cd "$SCRATCH" && mkdir -p here && ln -sf "$PWD/here" there)
here=$PWD
program=$(realpath "$KUALIK")
at_home() { (cd "$SCRATCH/here" && run "$program" preview -t "$here/$template" -r "$here/$list" "$@" && ended 0); }
check "without -o it is preview.pdf in the folder one is in" eval \
    'at_home --row 3 && [ "$(ls -A "$SCRATCH/here")" = preview.pdf ]'
cp "$SCRATCH/here/preview.pdf" "$SCRATCH/first.pdf"
check "a preview replaces a preview" eval \
    'at_home --row 4 && fails cmp -s "$SCRATCH/here/preview.pdf" "$SCRATCH/first.pdf"'
check "nothing else is left in the folder" eval '[ "$(ls -A "$SCRATCH/here")" = preview.pdf ]'

make_demo_key
issue "$SCRATCH/issued" --only 17,18
certificate=$(ls "$SCRATCH/issued"/016*.pdf)
cp "$certificate" "$SCRATCH/kept.pdf"
of_example --row 17 -o "$certificate"
check "a certificate that was issued is not written over" eval \
    'ended 2 && says "that this command has not made" && cmp "$certificate" "$SCRATCH/kept.pdf"'
"$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/unsigned" --no-sign --only 17 \
    >"$SCRATCH/out" 2>&1
unsigned=$(ls "$SCRATCH/unsigned"/016*.pdf)
of_example --row 17 -o "$unsigned"
check "nor is an unsigned one" eval 'ended 2 && says "that this command has not made"'
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >"$SCRATCH/mine.svg"
of_example --row 17 -o "$SCRATCH/mine.svg"
check "nor a drawing of somebody's" eval 'ended 2 && says "that this command has not made"'
of_example --row 17 -o "$SCRATCH/p.pdf"
run "$KUALIK" verify "$SCRATCH/p.pdf"
check "a preview is not signed" ended 3

# Under the time of a build a preview is the same every time.
twice()
{
    for name in a b; do
        SOURCE_DATE_EPOCH=$seminar_end "$KUALIK" preview -t "$template" -r "$list" --row 17 \
            -o "$SCRATCH/$name.$1" >"$SCRATCH/out"
    done
    cmp "$SCRATCH/a.$1" "$SCRATCH/b.$1"
}
for format in pdf png svg; do
    check "the same row gives the same $format" twice "$format"
done

# ---- what is shown ----------------------------------------------------------------------

export SOURCE_DATE_EPOCH=$seminar_end
of_example --row 17 -o "$SCRATCH/p.pdf"
pdftotext -layout "$SCRATCH/p.pdf" "$SCRATCH/p.txt"
check "a preview says what the certificate says" grep -F "Мельниченко Оксана Григорьевна" \
    "$SCRATCH/p.txt"
check "and both pages" grep -F "ПРОГРАММА СЕМИНАРА" "$SCRATCH/p.txt"
check "a preview as SVG is well-formed" eval \
    'of_example --row 17 -o "$SCRATCH/p.svg" && xmllint --noout "$SCRATCH/p.svg"'
check "and small" eval '[ "$(wc -c <"$SCRATCH/p.svg")" -lt 300000 ]'
check "its name can be found" grep -F \
    'data-section="text name-ru" data-columns="last_ru|first_ru|patronymic_ru" data-row="17"' \
    "$SCRATCH/p.svg"
check "and is said in its language" grep -F \
    'data-section="text name-ru" role="heading" aria-level="2" lang="ru" aria-label="Мельниченко Оксана Григорьевна"' \
    "$SCRATCH/p.svg"

# looks_like A B: two pictures of a page, 288 dots an inch, differ nowhere at 96, but for what
# one renderer rounds otherwise than another.
looks_like()
{
    differ=$("$pixels" "$1" "$2" 3) || return
    echo "$differ squares differ"
    [ "${differ%% of *}" -le 50 ]
}

# compare_page TEMPLATE N: the three formats of page N.
compare_page()
{
    one="preview -t $1 -r $list --row 17"
    "$KUALIK" $one -o "$SCRATCH/c.pdf" && "$KUALIK" $one --page "$2" -o "$SCRATCH/c.svg" &&
        "$KUALIK" $one --page "$2" --dpi 288 -o "$SCRATCH/c.png" || return
    pdftoppm -r 288 -png -singlefile -f "$2" -l "$2" "$SCRATCH/c.pdf" "$SCRATCH/pdf"
    rsvg-convert -d 288 -p 288 "$SCRATCH/c.svg" -o "$SCRATCH/svg.png"
    looks_like "$SCRATCH/pdf.png" "$SCRATCH/c.png" && looks_like "$SCRATCH/pdf.png" "$SCRATCH/svg.png"
}
check "PDF, PNG and SVG of the first page look alike" compare_page "$template" 1
check "so do those of the second" compare_page "$template" 2
# Two renderers take two seconds for each; what they see does not depend on how kualik was built.
case $BUILD in
*asan) compared=templates/three-signatures.ini ;;
*) compared=$(ls templates/*.ini) ;;
esac
for ini in $compared; do
    check "and those of $(basename "$ini")" compare_page "$ini" 1
done
of_example --row 18 --page 1 --dpi 288 -o "$SCRATCH/other.png"
"$KUALIK" preview -t "$template" -r "$list" --row 17 --page 1 --dpi 288 -o "$SCRATCH/c.png" >/dev/null
check "another person looks otherwise" fails looks_like "$SCRATCH/c.png" "$SCRATCH/other.png"

# Little is enough to be seen: a short text a millimetre away, a line of 0.2 mm that is missing.
sed '/^\[text number\]/,/^box/s/32mm 100mm/33mm 100mm/' templates/portrait.ini >"$SCRATCH/moved.ini"
awk '/^\[/ { skip = $0 == "[line signature-line]" } !skip' templates/portrait.ini >"$SCRATCH/missing.ini"
portrait() { "$KUALIK" preview -t "$1" -r "$list" --row 17 --dpi 288 -o "$SCRATCH/$2.png" >/dev/null; }
portrait templates/portrait.ini portrait
seen() { portrait "$SCRATCH/$1.ini" "$1" && fails looks_like "$SCRATCH/portrait.png" "$SCRATCH/$1.png"; }
check "a text that is moved by a millimetre looks otherwise" seen moved
check "so does a page without one of its lines" seen missing

# Without the mark, a preview is the certificate: the mark's ink alone may differ.
"$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/plain" --no-sign --only 17 >/dev/null 2>&1
pdftoppm -r 96 -png -singlefile -f 2 -l 2 "$SCRATCH/plain"/016*.pdf "$SCRATCH/issued"
pdftoppm -r 96 -png -singlefile -f 2 -l 2 "$SCRATCH/p.pdf" "$SCRATCH/marked"
marked() { differ=$("$pixels" "$SCRATCH/issued.png" "$SCRATCH/marked.png" 1) && echo "$differ" &&
    [ "${differ%% of *}" -gt 1000 ] && [ "${differ%% of *}" -lt 20000 ]; }
check "the mark lies over the page and hides no more than a fortieth of it" marked

of_example -o "$SCRATCH/both.png"
check "without --page all pages stand side by side" eval \
    'pngsize=$(od -An -tu1 -j16 -N4 "$SCRATCH/both.png" | awk "{ print \$3 * 256 + \$4 }"); [ "$pngsize" -eq 2275 ]'

# ---- watching ---------------------------------------------------------------------------

# A project of its own, whose files are saved while they are watched. What is said is waited for,
# never for a time; should nothing come, the program is ended and the tests fail.
project=$SCRATCH/project
mkdir "$project" "$project/fonts"
cp "$example"/* "$project"
mkfifo "$SCRATCH/said-there"
unset SOURCE_DATE_EPOCH

# A second signal would end it at once, and without --foreground timeout sends two.
start_watching()
{
    (cd "$project" && exec env --default-signal=INT timeout --foreground 120 "$program" preview \
        -t seminar.ini -r trainers.csv --row 17 --watch "$@") >"$SCRATCH/said-there" 2>&1 &
    watcher=$!
    exec 3<"$SCRATCH/said-there"
}

# hears TEXT: reads what is said up to a line with the text.
hears()
{
    while IFS= read -r line <&3; do
        echo "$line"
        case $line in *"$1"*) return ;; esac
    done
    return 1
}

draws() { hears "p.svg: row 17: "; }
keep() { cp "$project/p.svg" "$SCRATCH/before.svg"; }
changed() { fails cmp -s "$project/p.svg" "$SCRATCH/before.svg"; }
same() { cmp "$project/p.svg" "$SCRATCH/before.svg"; }
# edit FILE EXPRESSION: writes into the file; replace FILE EXPRESSION: puts another in its place.
edit()
{
    sed "$2" "$project/$1" >"$SCRATCH/edited"
    keep
    cat "$SCRATCH/edited" >"$project/$1"
}
replace()
{
    sed "$2" "$project/$1" >"$project/.$1.tmp"
    keep
    mv "$project/.$1.tmp" "$project/$1"
}

start_watching -o p.svg
check "a watched preview is drawn at once" draws
edit seminar.ini 's/^text     = СЕРТИФИКАТ/text     = ДИПЛОМ/'
check "and again when the template is saved" eval 'draws && changed'
check "with what it says now" grep -F 'aria-label="ДИПЛОМ"' "$project/p.svg"
replace seminar.ini 's/^text     = ДИПЛОМ/text     = АЛҒЫС ХАТ/'
check "a template that is put in place of another is seen, too" eval 'draws && changed'
replace trainers.csv '17s/Мельниченко/Мельник/g'
check "so is the list" eval 'hears "Мельник Оксана" && grep -F "Мельник" "$project/p.svg"'
keep
cp "$project/facsimile.png" "$project/new.png" && mv "$project/new.png" "$project/seal.png"
check "so is a picture" eval 'draws && changed'
font=$(fc-match -f '%{file}' 'PT Serif:style=Regular')
keep
cp "$font" "$project/fonts"
check "so is a font" draws

edit seminar.ini 's/^text     = АЛҒЫС ХАТ/text     = {nobody}/'
line=$(grep -n '^text     = {nobody}' "$project/seminar.ini" | cut -d: -f1)
check "what breaks the template is told" hears "seminar.ini:$line: [text heading] text: {nobody}"
check "and that the last picture stays" eval 'hears "stays as it is" && same'
edit seminar.ini 's/^text     = {nobody}/text     = РАҚМЕТ/'
check "and one line when it is well again" eval 'hears "p.svg: row 17: Мельник" && changed'
check "which says so" eval 'case $line in *"All is well again.") ;; *) false ;; esac'
keep
mv "$project/seal.png" "$project/away.png"
check "a picture that is taken away is told" eval 'hears "seal.png: there is no such file" && same'
check "with what it comes to" hears "stays as it is"
mv "$project/away.png" "$project/seal.png"
check "until it is back" hears "All is well again."
edit trainers.csv '17s/;Мельник;/;М?льник;/'
check "a row that issue would keep back is drawn, with what is wrong" \
    eval 'hears ":17: " && hears "p.svg: row 17: "'

kill -INT "$watcher"
wait "$watcher"
ended_with=$?
check "Ctrl-C ends it, and that is no failure" [ "$ended_with" -eq 0 ]
exec 3<&-
check "nothing is left behind" [ -z "$(find "$project" -name ".kualik-file*")" ]

# A folder of fonts, and a template's picture, that come only later.
rm -r "$project/fonts" && mv "$project/seal.png" "$project/away.png"
start_watching -o q.svg
check "what is broken from the beginning is waited for" hears "stays as it is"
mv "$project/away.png" "$project/seal.png"
check "and drawn when it is there" hears "q.svg: row 17"
mkdir "$project/later" && mv "$project/later" "$project/fonts"
check "a folder of fonts may come later" hears "q.svg: row 17"
kill -TERM "$watcher"
wait "$watcher"
ended_with=$?
check "SIGTERM ends it, too" [ "$ended_with" -eq 0 ]
exec 3<&-

start_watching -o p.svg --json
check "with --json each drawing is a line of it" hears '{"file":"p.svg","status":"written","row":17,'
edit seminar.ini 's/^text     = РАҚМЕТ/text     = {nobody}/'
check "and so is each fault" eval \
    'hears "{\"status\":\"error\"," && hears "\"code\":\"preview-unusable\"" && hears "stays as it is"'
edit seminar.ini 's/^text     = {nobody}/text     = РАҚМЕТ/'
check "until it is drawn again" hears '{"file":"p.svg","status":"written","row":17,'
kill -TERM "$watcher"
wait "$watcher"
exec 3<&-

# ---- showing it -------------------------------------------------------------------------

mkdir "$SCRATCH/bin" "$SCRATCH/no-bin"
mkfifo "$SCRATCH/opened"
printf '#!/bin/sh\necho "opened $1" >"%s"\n' "$SCRATCH/opened" >"$SCRATCH/bin/xdg-open"
chmod +x "$SCRATCH/bin/xdg-open"
opens()
{
    PATH="$SCRATCH/bin:$PATH" of_example --row 17 -o "$SCRATCH/o.svg" --open
    ended 0 && [ "$(timeout 60 cat "$SCRATCH/opened")" = "opened $SCRATCH/o.svg" ]
}
check "--open shows it with the desktop's program" opens
printf '#!/bin/sh\necho no method available; echo no display >&2; exit 3\n' >"$SCRATCH/no-bin/xdg-open"
chmod +x "$SCRATCH/no-bin/xdg-open"
run "$(command -v env)" PATH="$SCRATCH/no-bin:$PATH" "$program" preview -t "$template" -r "$list" -o "$SCRATCH/o.svg" --open
check "where it can show nothing, it is told where the file is" eval 'ended 0 &&
    says "kualik: «$SCRATCH/o.svg» is written, but no program here could show it. " &&
    fails grep "method\|display" "$SCRATCH/out" "$SCRATCH/err"'
rm "$SCRATCH/no-bin/xdg-open"
run "$(command -v env)" PATH="$SCRATCH/no-bin" "$program" preview -t "$template" -r "$list" -o "$SCRATCH/o.svg" --open
check "without one it says what to do" eval 'ended 0 && says "install the package xdg-utils"'
