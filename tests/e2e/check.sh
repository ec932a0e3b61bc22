#!/bin/sh
# kualik check: the clean lists have nothing but notes, the spoilt list is told every fault,
# and issue stops at the same rows.
. tests/e2e/lib

spoilt=tests/golden/check/spoilt
stripped=tests/golden/check/stripped
check_list() { run "$KUALIK" check "$@"; }
quiet_above_notes() { fails grep -v -e ': note: ' -e '^Rows: 150; ' "$SCRATCH/out"; }
few_notes() { [ "$(grep -c ': note: ' "$SCRATCH/out")" -le 10 ]; }

check_list -t "$template" -r "$list" --strict
check "the example passes, even strictly" ended 0
check "nothing in it is worse than a note" quiet_above_notes
check "and the notes are few" few_notes
check "nothing is complained of" silent

# Names, posts and towns of all sorts, as they should be.
check_list -t "$template" -r tests/golden/check/clean.csv --strict
check "good names of many peoples pass, too" ended 0
check "none of them is worse than a note" fails grep -v -e ': note: ' -e '^Rows: ' "$SCRATCH/out"

check_list -t "$spoilt.ini" -r "$spoilt.csv" -j 1
check "a spoilt list does not pass" ended 1
cp "$SCRATCH/out" "$SCRATCH/single"
check "every fault is told, with its line, the person, and what to do" \
    golden check/spoilt.out <"$SCRATCH/single"
check_list -t "$spoilt.ini" -r "$spoilt.csv" -j 7
check "seven threads find what one finds" cmp "$SCRATCH/single" "$SCRATCH/out"

check_list -t "$stripped.ini" -r "$stripped.csv"
check "Kazakh typed in Russian letters is told, and who has no name" \
    golden check/stripped.out <"$SCRATCH/out"

people=tests/golden/check/people
check_list -t "$people.ini" -r "$people.csv"
check "nobody vanishes, and nobody is made up of a sum or a heading" \
    golden check/people.out <"$SCRATCH/out"

whole=tests/golden/check/whole
check_list -t "$whole.ini" -r "$whole.csv"
check "whole names in one column of each language are compared part by part" \
    golden check/whole.out <"$SCRATCH/out"

# Names under headings that no list of headings has.
headings=tests/golden/check/headings
check_list -t "$headings.ini" -r "$headings.csv"
check "names are checked whatever their columns are called" \
    golden check/headings.out <"$SCRATCH/out"

# The example with the Russian names of the row below, and with surname and given name swapped.
all_warned()
{
    words=$1 jq -r 'select(.level == "warning" and (.what | contains(env.words))).row' \
        "$SCRATCH/out" | sort -u >"$SCRATCH/rows"
    [ "$(grep -c . "$SCRATCH/rows")" = 150 ] || fails cat "$SCRATCH/out"
}
awk -F';' -v OFS=';' 'NR == 1 { print; next }
    NR > 2 { line[5] = $5; line[6] = $6; line[7] = $7; show() }
    { for (i = 1; i <= NF; i++) line[i] = $i; if (NR == 2) { a = $5; b = $6; c = $7 } }
    function show(text) { text = line[1]; for (i = 2; i <= NF; i++) text = text OFS line[i]; print text }
    END { line[5] = a; line[6] = b; line[7] = c; show() }' "$list" >"$SCRATCH/shifted.csv"
check_list -t "$template" -r "$SCRATCH/shifted.csv" --json
check "every shifted row of the example is noticed" all_warned ' in Russian'
awk -F';' -v OFS=';' 'NR > 1 { text = $5; $5 = $6; $6 = text } { print }' "$list" >"$SCRATCH/swapped.csv"
check_list -t "$template" -r "$SCRATCH/swapped.csv" --json
check "and every row in which surname and given name changed places" \
    all_warned 'have changed places'
check_list -t "$template" -r "$SCRATCH/swapped.csv"
check "but a person reads a few lines, with the rows in the form that --only takes" \
    prints 'swapped.csv: rows 5–151: warning: 147 more rows have a warning of this kind.'
check "and not a hundred" test "$(grep -c . "$SCRATCH/out")" -lt 25

# The same findings as JSON, printed as text again.
as_text()
{
    jq -r '.file + ":" + (.line | tostring) + ": " +
        (if .level == "error" then "" else .level + ": " end) +
        (if .who == "" then "" else .who + ": " end) +
        (if .section == "" then "" else "[" + .section + "]: " end) +
        (if .placeholder == "" then "" else "{" + .placeholder + "}: " end) +
        (if .cell == "" then "" else "cell " + .cell + ": " end) +
        (if .column == "" then "" else "«" + .column + "»: " end) +
        .what + (if .advice == "" then "" else " " + .advice end)'
}
check_list -t "$spoilt.ini" -r "$spoilt.csv" --json
as_text <"$SCRATCH/out" >"$SCRATCH/text"
# A line of several rows, or columns, is several findings.
sed '$d; /: rows [0-9]/d; /: «[^»]*», «[^»]*»: /d' "$SCRATCH/single" >"$SCRATCH/findings"
check "JSON says the same" fails grep -vxF -f "$SCRATCH/text" "$SCRATCH/findings"
check "and every finding, where a person is told the rest by its rows" \
    test "$(grep -c . "$SCRATCH/text")" = \
    "$(sed -n '$s/Rows: [0-9]*; errors: \([0-9]*\); warnings: \([0-9]*\); notes: \([0-9]*\).*/\1 + \2 + \3/p' \
        "$SCRATCH/single" | xargs expr)"
check "its summary stands on stderr" says " certificates can be issued"

# Warnings alone: the example with one name twice.
{ cat "$list"; sed -n '2s/^[^;]*/999/p' "$list"; } >"$SCRATCH/twice.csv"
check_list -t "$template" -r "$SCRATCH/twice.csv"
check "a warning is no error" ended 0
check "two rows with one name are noticed" prints "row 2 has the same name"
check_list -t "$template" -r "$SCRATCH/twice.csv" --strict
check "unless it is asked for strictly" ended 1

# Names in capitals throughout are one thing to tell; the template can write them otherwise.
sed '2,$s/^\([^;]*;\)\(\([^;]*;\)\{6\}\)/\1\U\2/' "$list" >"$SCRATCH/capitals.csv"
check_list -t "$template" -r "$SCRATCH/capitals.csv"
check "a list in capitals is told in one line" eval \
    '[ "$(grep -c "in capitals" "$SCRATCH/out")" = 1 ] && prints "«last_kk», «first_kk», «patronymic_kk», «last_ru»"'
check "with the filter that helps" prints "with the filter title: {name|title}"
{ head -6 "$list"; sed -n '7s/;\([^;]*\)/;\U\1/p' "$list"; } >"$SCRATCH/one.csv"
check_list -t "$template" -r "$SCRATCH/one.csv"
check "one name in capitals is told of its row" prints "one.csv:7: warning:"
cp "$example"/*.png "$SCRATCH"
sed '/^name_..  *=/s/\(_..\)}/\1|title}/g' "$template" >"$SCRATCH/title.ini"
check_list -t "$SCRATCH/title.ini" -r "$SCRATCH/capitals.csv"
check "of which a template with it has nothing to tell" prints "errors: 0; warnings: 0;"

sed 's/^\[qr code\]/[qt code]/' "$template" >"$SCRATCH/bad.ini"
check_list -t "$SCRATCH/bad.ini" -r "$SCRATCH/none.csv"
check "a template and a list that cannot be used give 2" ended 2
check "the template's fault is told" prints 'no kind of section "qt"'
check "and the list's" prints "none.csv"
check "the last line says what that means" prints "No certificate can be issued like this."
check_list -t "$template"
check "without a list there is nothing to check" refused "-r LIST.csv is missing"

# What check finds, issue stops at.
run "$KUALIK" issue -t "$spoilt.ini" -r "$spoilt.csv" -o "$SCRATCH/issued" --no-sign
check "issue writes the sound rows" ended 1
sound=$(sed -n 's/.*notes: [0-9]*\. \([0-9]*\) of .*/\1/p' "$SCRATCH/single")
check "as many as check says" holds "$SCRATCH/issued" "$sound"
check "it tells the errors" says "has lost letters"
check "and the warnings" says "has the same name"
check "but no notes" fails grep ': note: ' "$SCRATCH/err"
run "$KUALIK" issue -t "$spoilt.ini" -r "$spoilt.csv" -o "$SCRATCH/one" --no-sign --only 2
check "of rows that are not asked for nothing is told" fails grep -E 'spoilt.csv:([^2]|2[0-9])' "$SCRATCH/err"
