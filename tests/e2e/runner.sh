#!/bin/sh
# What tests/run says of tests that do not come to their end: they fail.
. tests/e2e/lib

mkdir -p "$SCRATCH/project/tests"
cp tests/run tests/one "$SCRATCH/project/tests"

# test_that NAME DOES: makes a script of one line.
test_that()
{
    printf '#!/bin/sh\n%s\n' "$2" >"$SCRATCH/project/tests/$1"
    chmod +x "$SCRATCH/project/tests/$1"
}

# sums STATUS LINE TEST…: how tests/run ends with these tests, and its last line.
sums()
{
    status=$1 line=$2
    shift 2
    (cd "$SCRATCH/project" && exec tests/run "$@") >"$SCRATCH/ran" 2>&1
    [ "$?" -eq "$status" ] && [ "$(tail -n 1 "$SCRATCH/ran")" = "$line" ] || fails cat "$SCRATCH/ran"
}

test_that good 'echo "ok - good"'
test_that bad 'echo "not ok - bad"'
test_that silent :
test_that planned 'echo 1..2; echo "ok 1 - one"'
test_that whole 'echo 1..1; echo "ok 1 - one"'
mkdir "$SCRATCH/project/tests/e2e"
test_that e2e/early.sh 'echo "ok - one"; exit 0; echo "not ok - two"'
test_that e2e/late.sh 'echo "ok - one"'
test_that killed 'kill -9 "$PPID"'

check "tests that pass are counted" \
    sums 0 "2 passed, 0 failed" tests/good tests/good
check "a test that fails is counted" \
    sums 1 "1 passed, 1 failed" tests/good tests/bad
check "a test that tells nothing fails" \
    sums 1 "1 passed, 1 failed" tests/good tests/silent
check "a test that is killed fails" \
    sums 1 "0 passed, 1 failed" tests/killed
check "a program with fewer tests than its plan fails" \
    sums 1 "2 passed, 1 failed" tests/whole tests/planned
check "a script that exits before its last line fails" \
    sums 1 "2 passed, 1 failed" tests/e2e/late.sh tests/e2e/early.sh

# What tests/e2e/lib says of what was not found because it could not be looked for.
check "a grep without its file does not find nothing" fails fails grep text "$SCRATCH/missing"
check "nor does one with a wrong pattern" fails fails grep '[' "$SCRATCH/ran"
check "one that reads and does not find fails" fails grep 'no such text' "$SCRATCH/ran"
rm -f "$SCRATCH/err"
check "words that were not kept were not said" fails says text
