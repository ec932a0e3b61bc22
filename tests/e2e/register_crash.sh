#!/bin/sh
# A run with a register is killed at more than 200 moments, before calls that change something on
# the disk, or such a call fails: after the next run every certificate has its record and every
# record its file, and no number is lost or given twice.
. tests/e2e/lib

out=$SCRATCH/certificates
register=$SCRATCH/register.db
plain_template '{name}' '{name} {region} № {number} {duplicate}' '[register]
event  = Семинар 2017
number = {seq:3}
spares = 1' >"$SCRATCH/t.ini"
give() { run "$@" "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv" -o "$out" --no-sign -j 1; }
register() { action=$1; shift; run "$KUALIK" register "$action" --register "$register" "$@"; }

# Before: three certificates and a spare. The run that is cut off corrects one, makes a duplicate
# of another, and has a late arrival.
printf '%s\n' 'name;region' 'Әлия;Ақтау' 'Болат;Ақтау' 'Үміт;Ақтау' >"$SCRATCH/list.csv"
give env
check "three certificates are issued" ended 0
register duplicate 003 --reason 'жоғалды'
check "a duplicate is asked for" ended 0
printf '%s\n' 'name;region' 'Әлия;Ақтау' 'Болат;Ақтау қаласы' 'Үміт;Ақтау' 'Сәуле;Абай' >"$SCRATCH/list.csv"
mkdir "$SCRATCH/before"
cp -a "$out" "$register" "$SCRATCH/before"
restore()
{
    rm -rf "$out" "$register" "$register-journal" "$SCRATCH/mark"
    cp -a "$SCRATCH"/before/* "$SCRATCH"
}

files=6
cat >"$SCRATCH/after" <<'END'
001  issued  Әлия  Әлия.pdf
002  issued  Болат  Болат.pdf
003  duplicate  Үміт  Үміт.pdf
004  reserved  –  (spare)
005  issued  Сәуле  Сәуле.pdf
END

# known: no file is without a record, whatever has happened.
known() { register verify -o "$out" && ! grep -F 'no record of the register has this file' "$SCRATCH/out"; }

# whole: after the next run all is as it would have been without the fault.
whole()
{
    give env && ended 0 && register verify -o "$out" && ended 0 && register list &&
        diff "$SCRATCH/after" "$SCRATCH/out" && [ "$(count "$out")" -eq "$files" ]
}

# A fault is told, unless it changed nothing for anybody.
told() { [ "$status" -ne 0 ] || [ -s "$SCRATCH/err" ] || whole; }

# hurt CALL ERRNO [STEP]: lets each of these calls, or each STEP-th from the first on, end in that,
# in a run of its own. Counts them in $faults, all that killed in $kills.
kills=0
hurt()
{
    faults=0
    while [ "$faults" -lt 400 ]; do
        restore
        nth=$((faults * ${3:-1} + 1))
        give env FAULT_CALL="$1" FAULT_ERRNO="$2" FAULT_NTH="$nth" FAULT_MARK="$SCRATCH/mark"
        [ -e "$SCRATCH/mark" ] || break
        faults=$((faults + 1))
        cp "$SCRATCH/err" "$SCRATCH/told"
        if ! told || ! known || ! whole; then
            echo "$1 number $nth ended in $2; then:"
            cat "$SCRATCH/told" "$SCRATCH/out" "$SCRATCH/err"
            return 1
        fi
    done
    [ "$2" != kill ] || kills=$((kills + faults))
    [ "$faults" -gt 0 ] && [ "$faults" -lt 400 ]
}

# The same for a list of 34, which fill more than one group of files, and no register before.
first_time()
{
    rm -rf "$out" "$register" "$register-journal" "$SCRATCH/before"
    mkdir -p "$SCRATCH/before/certificates"
    {
        echo 'name;region'
        i=0
        while [ $((i += 1)) -le 34 ]; do
            echo "Әлия №$i;Ақтау"
        done
    } | sed 's/№1;/№ бір;/' >"$SCRATCH/list.csv"
    give env && ended 0 && register list && cp "$SCRATCH/out" "$SCRATCH/after"
}

restore
check "without a fault all is as it shall be" whole

# The sanitizers have calls of their own in the place of these.
case $BUILD in
*asan) ;;
*)
    export LD_PRELOAD="$BUILD/tests/faults.so" FAULT_NO_SYNC=yes
    check "the run may be killed before each call that changes the disk" hurt change kill
    for fault in 'pwrite 28' 'write 28' 'fsync 5' 'fdatasync 5' 'syncfs 5' 'renameat2 13' 'unlink 5' \
        'mkdirat 13' 'openat 5' 'flock 5'; do
        # shellcheck disable=SC2086
        check "each ${fault% *} may fail with errno ${fault#* }" hurt $fault
    done
    files=34
    check "many certificates are issued for the first time" first_time
    check "that run may be killed before every second such call, too" hurt change kill 2
    check "these are more than 200 moments" [ "$kills" -gt 200 ]
    ;;
esac
