#!/bin/sh
# A list that cannot be read to its end, at whichever of its readings: either nothing is written
# (status 2), or every row is written or named. A preloaded library (tests/preload) spoils it.
. tests/e2e/lib

rows=1000
cat >"$SCRATCH/t.ini" <<'EOF'
[document]
title = {n}
file = {n}
who = {n}
[font text]
family = PT Serif
[page 1]
size = A6
[text n]
box = 20mm 20mm 60mm 10mm
font = text
text = {n}
EOF
awk -v rows=$rows 'BEGIN {
    print "n,remark"
    for (i = 1; i <= rows; i++)
        printf "%d,%100d\n", i, i
}' >"$SCRATCH/list.csv"
${CC:-gcc} -D_GNU_SOURCE -shared -fPIC -o "$SCRATCH/cut.so" tests/preload/cut_list.c -ldl

# spoiled PASS COMMAND…: runs it with a list that fails at that reading and all after it.
spoiled()
{
    pass=$1
    shift
    CUT_LIST=$SCRATCH/list.csv CUT_PASS=$pass LD_LIBRARY_PATH=$SCRATCH LD_PRELOAD=cut.so \
        ASAN_OPTIONS="verify_asan_link_order=0" run "$@"
}

# None of the rows is missing from what is said of them, or nothing has been done.
nobody_vanishes()
{
    if [ "$status" -eq 2 ]; then
        holds "$1" 0 && says "list.csv: cannot be read"
    else
        ended 1 && says "rows 627–1001: cannot be read" &&
            [ "$(grep -c '"number"' "$SCRATCH/out")" -eq $rows ] &&
            [ "$(grep -c '"status":"failed"' "$SCRATCH/out")" -eq $((rows - $(count "$1"))) ]
    fi
}

pass=1
seen=
while [ "$pass" -le 20 ]; do
    spoiled "$pass" "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv" \
        -o "$SCRATCH/out$pass" --no-sign -j 1 --json
    seen="$seen $status"
    [ "$status" -ne 0 ] || break
    check "issue, when reading $pass fails" nobody_vanishes "$SCRATCH/out$pass"
    pass=$((pass + 1))
done
check "the survey fails as a whole, and the writing row by row" \
    [ "$(echo $seen | tr ' ' '\n' | uniq | tr '\n' ' ')" = "2 1 0 " ]
check "with no failure all are written" holds "$SCRATCH/out$pass" $rows

refused_by_check()
{
    ended 2 && { says "list.csv: cannot be read" || prints "list.csv: cannot be read"; } &&
        fails prints "certificates can be"
}

pass=1
while [ "$pass" -le 20 ]; do
    spoiled "$pass" "$KUALIK" check -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv"
    [ "$status" -ne 0 ] || break
    check "check, when reading $pass fails" refused_by_check
    pass=$((pass + 1))
done
check "check reads the list more than once" [ "$pass" -gt 2 ]

# Somebody saves the list while the certificates are written.
last=$(echo $seen | wc -w)
CUT_TOUCH=1 spoiled $((last - 1)) "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv" \
    -o "$SCRATCH/touched" --no-sign -j 1
check "a list that is changed meanwhile is told" says "list.csv: the file was changed"
check "then the exit status says that all are written, but not surely" ended 4
echo hello >"$SCRATCH/touched/7.pdf"
CUT_TOUCH=1 spoiled $((last - 1)) "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv" \
    -o "$SCRATCH/touched" --no-sign -j 1
check "so is it where a row fails, too" says "list.csv: the file was changed"
check "which the exit status tells" ended 1
