#!/bin/sh
# Each system call of a small run fails once: no file is torn, the exit status and the words are
# right, and the next run finishes.
. tests/e2e/lib

make_demo_key
plain_template '{name}' '{name}' >"$SCRATCH/list.ini"
printf 'name\nӘлия\nАсқар\nҮміт\n' >"$SCRATCH/three.csv"
out=$SCRATCH/certificates
issue_three()
{
    run "$@" "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/three.csv" -o "$out" \
        --key "$demo/signer.p12" --password-file "$demo/password" -j 1
}

# right: what the exit status says is what is in the folder, and a fault is not silent.
right()
{
    there=$(count "$out")
    case $status in
    0 | 4) [ "$there" -eq 3 ] ;;
    1 | 3) [ "$there" -gt 0 ] && [ "$there" -lt 3 ] ;;
    2) [ "$there" -eq 0 ] ;;
    *) false ;;
    esac && { [ "$status" -eq 0 ] || [ -s "$SCRATCH/err" ]; }
}

whole() { [ "$there" -eq 0 ] || "$KUALIK" verify --trust "$demo/ca.pem" "$out"/*.pdf >"$SCRATCH/verified"; }
finished() { issue_three env && ended 0 && holds "$out" 3; }

# hurt CALL ERRNO: makes each of the calls fail in a run of its own; $faults are how many.
hurt()
{
    faults=0
    while [ "$faults" -lt 40 ]; do
        rm -rf "$out" "$SCRATCH/mark"
        issue_three env LD_PRELOAD="$BUILD/tests/faults.so" FAULT_CALL="$1" FAULT_ERRNO="$2" \
            FAULT_NTH=$((faults + 1)) FAULT_MARK="$SCRATCH/mark"
        [ -e "$SCRATCH/mark" ] || break
        faults=$((faults + 1))
        if ! right || ! whole || ! finished; then
            echo "$1 number $faults: status $status, $there files"
            cat "$SCRATCH/out" "$SCRATCH/err"
            return 1
        fi
    done
    [ "$faults" -gt 0 ]
}

# The sanitizers have calls of their own in the place of these.
case $BUILD in
*asan) check "without a fault all is whole" finished ;;
*)
    for fault in 'openat 5' 'read 5' 'write 28' 'close 5' 'fsync 5' 'syncfs 5' 'renameat2 13' \
        'renameat2 22' 'flock 5' 'lseek 5'; do
        # shellcheck disable=SC2086
        check "each ${fault% *} may fail with errno ${fault#* }" hurt $fault
    done
    ;;
esac
