#!/bin/sh
# One allocation of a run fails, of the program or of a library, here and there from its first to
# its last: nothing is written but what is right, and one sentence says why the run ended.
. tests/e2e/lib

make_demo_key
cat >"$SCRATCH/list.ini" <<'END'
[document]
title = {name}
lang  = kk
file  = {name}
who   = {name}
[font text]
family = PT Serif
[page 1]
size = A5 landscape
[qr code]
box  = 150mm 80mm 30mm 30mm
text = https://example.kz/{name}
alt  = {name}
[text name]
box  = 20mm 20mm 170mm 30mm
text = {name}
lang = kk
font = text
size = 24pt
[signature]
box  = 20mm 90mm 60mm 20mm
text = {signer}
alt  = ЭЦҚ
lang = kk
font = text
size = 9pt
END
printf 'name\nТата Үміт\nӘлия Жанәбілқызы\n' >"$SCRATCH/two.csv"
out=$SCRATCH/certificates
SOURCE_DATE_EPOCH=$(date +%s)
export SOURCE_DATE_EPOCH

# issue_two NTH DIR: with the NTH allocation failing, or none.
issue_two()
{
    rm -rf "$SCRATCH/mark"
    run env LD_PRELOAD="$BUILD/tests/memory.so" FAULT_NTH="$1" FAULT_MARK="$SCRATCH/mark" \
        "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/two.csv" -o "$2" \
        --key "$demo/signer.p12" --password-file "$demo/password" -j 1
}

whole() { ended 0 && holds "$1" 2 && verified "$1"/*.pdf && ended 0; }

# Whatever is there has its name and its bytes.
only_right()
{
    for file in "$out"/*.pdf; do
        [ ! -e "$file" ] || cmp "$file" "$SCRATCH/right/${file##*/}" || return 1
    done
}

told() { [ "$(grep -c 'There is not enough memory' "$SCRATCH/err")" -eq 1 ]; }

# right NTH: what the exit status says is what is in the folder.
right()
{
    issue_two "$1" "$out"
    case $status in
    2) holds "$out" 0 && told ;;
    3) only_right && told ;;
    *) false ;;
    esac || fails ended "no status for allocation $1"
}

# From the first to the last one in $1 steps, and as many next to the end, where it is written.
every_one()
{
    i=0
    while [ "$i" -lt "$1" ]; do
        rm -rf "$out"
        right $((1 + (count - 2) * i / $1)) || return 1
        rm -rf "$out"
        right $((count - 1 - (count / 20) * i / $1)) || return 1
        i=$((i + 1))
    done
}

issue_two 0 "$SCRATCH/right"
check "with memory enough all is whole" whole "$SCRATCH/right"
count=$(cat "$SCRATCH/mark")
check "the program and its libraries ask in one place" [ "$count" -gt 30000 ]
check "without, what is written is right" every_one 40
issue_two 0 "$out"
check "the next run finishes" whole "$out"
run env LD_PRELOAD="$BUILD/tests/memory.so" FAULT_NTH=2000 FAULT_MARK="$SCRATCH/mark" \
    "$KUALIK" check -t "$SCRATCH/list.ini" -r "$SCRATCH/two.csv" --json -j 1
check "--json tells it, too" eval 'ended 2 && told &&
    tail -n 1 "$SCRATCH/out" | jq -e ".code == \"memory-exhausted\" and .exit == 2"'
