#!/bin/sh
# kill -9 at any moment leaves only whole certificates; the next run finishes the rest. And two
# do not write to one folder at a time.
. tests/e2e/lib

make_demo_key
out=$SCRATCH/certificates
rows=1000
{
    head -n 1 "$list"
    tail -n +2 "$list" | awk -v rows=$rows '
        { line[NR] = $0 }
        END { for (i = 0; i < rows; i++) { text = line[i % NR + 1]; sub(/^[^;]*/, "", text); printf "%04d%s\n", i + 1, text } }'
} >"$SCRATCH/long.csv"

# start: a run in the background, with its process in $writer.
start()
{
    "$KUALIK" issue -t "$template" -r "$SCRATCH/long.csv" -o "$out" --key "$demo/signer.p12" \
        --password-file "$demo/password" >"$SCRATCH/out" 2>"$SCRATCH/err" </dev/null &
    writer=$!
}

# wait_for N: until N certificates are there, or the run is over.
wait_for()
{
    while [ "$(count "$out")" -lt "$1" ] && kill -0 "$writer" 2>/dev/null; do
        :
    done
}

killed=0
for moment in 1 60 200; do
    start
    wait_for "$moment"
    kill -9 "$writer" 2>/dev/null && killed=$((killed + 1))
    wait "$writer" 2>/dev/null
    there=$(count "$out")
    verified "$out"/*.pdf
    check "killed at $moment: every file there is signed and whole" ended 0
done
check "all three runs were killed before their end" eval '[ "$killed" -eq 3 ] && [ "$there" -lt $rows ]'
sound() { find "$out" -name '*.pdf' | sed -n '1~100p' | xargs -d '\n' -n 1 qpdf --check; }
check "qpdf finds no fault in them" sound

state() { find "$out" -name '*.pdf' -printf '%P %i %s %T@\n' | sort; }
state >"$SCRATCH/before"
start
wait_for $((there + 1))
kill -STOP "$writer"
second=$SCRATCH/second
"$KUALIK" issue -t "$template" -r "$SCRATCH/long.csv" -o "$out" --no-sign >"$second" 2>&1
locked=$?
kill -CONT "$writer"
wait "$writer"
status=$?
check "a second kualik is kept out while one writes" [ "$locked" -eq 2 ]
check "it is told why" grep -F "$out: Another kualik is writing here" "$second"
check "the next run ends well" ended 0
check "it finishes the rest" last_line \
    "$((rows - there)) certificates written to $out. $there were there already."
check "each row has its certificate" holds "$out" $rows
untouched() { state | comm -23 "$SCRATCH/before" - | fails grep .; }
check "it did not touch what was there" untouched
no_other_files() { find "$out" -mindepth 1 ! -name '*.pdf' | fails grep .; }
check "no temporary file is left" no_other_files
verified "$out"/*.pdf
check "all are good" last_line "All $rows files are good and trusted. Revocation was not checked."

# A file for the printer that is half made is nobody's; the next run beside it takes it away.
print=$SCRATCH/print
mkdir "$print"
"$KUALIK" print -t "$template" -r "$SCRATCH/long.csv" -o "$print/print.pdf" >"$SCRATCH/out" 2>&1 &
writer=$!
unfinished() { find "$print" -name '.kualik-file-*' | grep .; }
until unfinished >"$SCRATCH/left" || ! kill -0 "$writer" 2>/dev/null; do
    :
done
kill -9 "$writer"
wait "$writer" 2>/dev/null
check "killed while it prints, it leaves no file for the printer" [ ! -e "$print/print.pdf" ]
check "but a part of one" unfinished
run "$KUALIK" preview -t "$template" -r "$list" -o "$print/preview.pdf"
check "the next run takes that away" eval 'ended 0 && [ "$(ls -A "$print")" = preview.pdf ]'

# A disk that takes no more: files may have 30 KiB at most, less than a certificate.
full=$SCRATCH/full
limited() { (trap '' XFSZ; ulimit -f 60; exec "$@"); }
run limited "$KUALIK" issue -t "$template" -r "$list" -o "$full" --no-sign
check "if nothing can be written, the exit status says so" ended 2
check "the reason is told once, for all rows" eval \
    'says ": rows 2–151: A file cannot be written: the disk takes no file that is so large." &&
    [ "$(grep -c "cannot be written" "$SCRATCH/err")" -eq 1 ]'
check "no more than one row a thread is tried" \
    eval '[ "$(sed -n "s/.*[.] \([0-9]*\) failed: .*/\1/p" "$SCRATCH/out")" -le "$(nproc)" ]'
check "no part of a file is left" eval '! find "$full" -mindepth 1 | grep .'
