#!/bin/sh
# A run that is stopped, or whose report nobody takes: what is written is whole, it says so, and
# the next run finishes.
. tests/e2e/lib

make_demo_key
{
    head -n 1 "$list"
    tail -n +2 "$list" | awk '
        { line[NR] = $0 }
        END { for (i = 0; i < 1000; i++) { text = line[i % NR + 1]; sub(/^[^;]*/, "", text); printf "%04d%s\n", i + 1, text } }'
} >"$SCRATCH/long.csv"
no_other_files() { find "$1" -mindepth 1 ! -name '*.pdf' | fails grep .; }

# stopped SIGNAL: sends it when the first certificates are there; some shells start background
# jobs with SIGINT ignored, nohup everything with SIGHUP; env gives them back.
stopped()
{
    out=$SCRATCH/$1
    env --default-signal=INT,HUP "$KUALIK" issue -t "$template" -r "$SCRATCH/long.csv" -o "$out" \
        --key "$demo/signer.p12" --password-file "$demo/password" \
        >"$SCRATCH/out" 2>"$SCRATCH/err" </dev/null &
    writer=$!
    while [ "$(count "$out")" -eq 0 ] && kill -0 "$writer" 2>/dev/null; do
        :
    done
    kill -"$1" "$writer"
    wait "$writer"
    status=$?
    written=$(count "$out")
}
says_how_many()
{
    prints "$written certificates written to $out. $((1000 - written)) were not begun: rows "
}
for signal in INT TERM HUP; do
    stopped $signal
    check "SIG$signal stops the run" ended 3
    check "before its end" [ "$written" -lt 1000 ]
    check "it says what is written and what is not" says_how_many
    check "and why, in one line" eval '[ "$(grep -c "The run was stopped" "$SCRATCH/err")" -eq 1 ]'
    check "nothing half is left" no_other_files "$out"
done
rows=$(sed -n 's/.* not begun: rows \(.*\)\.$/\1/p' "$SCRATCH/out")
verified "$out"/*.pdf
check "what is written is whole and signed" ended 0
run "$KUALIK" issue -t "$template" -r "$SCRATCH/long.csv" -o "$out" --no-sign --dry-run --only "$rows"
check "the rows that are not begun can be asked for as they are told" last_line \
    "$((1000 - written)) of $((1000 - written)) certificates can be written."

# ---- a report that nobody takes ---------------------------------------------------------

few() { SOURCE_DATE_EPOCH=$seminar_end "$KUALIK" issue -t "$template" -r "$list" -o "$1" --no-sign --json; }
piped()
{
    { few "$1" 2>"$SCRATCH/err"; echo $? >"$SCRATCH/status"; } | head -n 1 >"$SCRATCH/out"
    status=$(cat "$SCRATCH/status")
}
piped "$SCRATCH/piped"
check "a reader who leaves does not end the run" holds "$SCRATCH/piped" 150
check "the exit status says that the report was lost" ended 4
check "it says so, and that the work is done" says \
    "What was asked for is done, but whoever read this report went away before its end."

filled() { few "$1" >/dev/full 2>"$SCRATCH/err"; status=$?; : >"$SCRATCH/out"; }
filled "$SCRATCH/filled"
check "so it is where the report's disk is full" eval 'ended 4 && holds "$SCRATCH/filled" 150 &&
    says "is the disk full?"'
closed() { few "$1" >&- 2>"$SCRATCH/err"; status=$?; : >"$SCRATCH/out"; }
closed "$SCRATCH/closed"
check "and where there is no output at all" eval 'ended 4 && holds "$SCRATCH/closed" 150'
check "nothing of the report stands in a certificate" same_files "$SCRATCH/filled" "$SCRATCH/piped"

"$KUALIK" check -t "$template" -r "$list" >/dev/full 2>"$SCRATCH/err"
status=$?
check "a check whose last line is lost is not good" ended 4
"$KUALIK" check -t "$template" -r "$list" --json >"$SCRATCH/out" 2>/dev/full
status=$?
check "nor is one that cannot write it to stderr" ended 4
"$KUALIK" verify "$SCRATCH"/filled/001_* >/dev/full 2>"$SCRATCH/err"
status=$?
check "verify is not sure then" ended 4
"$KUALIK" issue -t "$template" -r "$SCRATCH/none.csv" -o "$SCRATCH/none" --no-sign --json \
    >/dev/full 2>"$SCRATCH/err"
status=$?
check "if nothing was written, that is what the exit status says" ended 2
