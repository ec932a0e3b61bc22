#!/bin/sh
# What a power cut could take: a file to be kept is on the disk before it has its name, and its
# name is before the command ends. That the disk is waited for shows when it fails.
. tests/e2e/lib

make_demo_key
register=$SCRATCH/register.db
keys=$SCRATCH/keys
plain_template '{name}' '{name} № {number}' '[register]
event  = Семинар 2017
number = {seq:3}' >"$SCRATCH/t.ini"
printf '%s\n' 'name;last_kk;first_kk;last_ru;first_ru' 'Әлия;Ахметова;Әлия;Ахметова;Алия' >"$SCRATCH/list.csv"
run "$KUALIK" issue -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv" --register "$register" -o "$SCRATCH/certificates" --no-sign
check "certificates are issued" ended 0

# The sanitizers have calls of their own in the place of these.
case $BUILD in
*asan) return ;;
esac

# cut N COMMAND…: the N-th wait for the disk fails, if the command comes to that.
cut()
{
    nth=$1
    shift
    rm -f "$SCRATCH/mark"
    run env LD_PRELOAD="$BUILD/tests/faults.so" FAULT_CALL=fsync FAULT_ERRNO=5 FAULT_NTH="$nth" \
        FAULT_MARK="$SCRATCH/mark" "$@"
}
was_cut() { [ -e "$SCRATCH/mark" ] || fails cat "$SCRATCH/err"; }

# lasts FILE COMMAND…: the command makes the file, which was not there; what the disk does not
# confirm is told.
lasts()
{
    file=$1
    shift
    cut 1 "$@"
    was_cut && ended 2 && says "cannot be written: the disk reports a fault" && [ ! -e "$file" ] || return
    cut 2 "$@"
    was_cut && ended 4 && says "What is written is not yet safe" && [ -s "$file" ] || return
    rm "$file"
    cut 3 "$@"
    ended 0 && [ -s "$file" ] && fails was_cut
}

pdf=$SCRATCH/form.pdf
anew() { rm -f "$pdf" && lasts "$pdf" "$KUALIK" "$@" -o "$pdf"; }
of_all() { anew "$@" -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv"; }
check "a journal lasts" anew journal --register "$register"
check "so does an attendance sheet" anew attendance -r "$list"
check "a proof" of_all proof
check "a file for the printer" of_all print --register "$register"
check "a calibration sheet" anew calibrate --printer hall --profiles "$SCRATCH/printers.ini"
check "a printer's profile" lasts "$SCRATCH/printers.ini" "$KUALIK" calibrate --printer hall \
    --measured 30,30,100,100 --profiles "$SCRATCH/printers.ini"
for table in csv xlsx; do
    check "the register as .$table" lasts "$SCRATCH/register.$table" \
        "$KUALIK" register export --register "$register" -o "$SCRATCH/register.$table"
done
run "$KUALIK" seal-key "$keys"
check "the list of seals" lasts "$SCRATCH/seal-list.js" "$KUALIK" seal-list --register "$register" \
    --seal-key "$keys/seal.key" -o "$SCRATCH/seal-list.js"
check "a statement about a key" lasts "$keys/seal.p7s" "$KUALIK" seal-key "$keys" --renew \
    --key "$demo/signer.p12" --password-file "$demo/password"

plain_template '{name}' '{name}' >"$SCRATCH/plain.ini"
# deep N: the disk does not confirm the name of the N-th folder that is made.
deep()
{
    rm -rf "$SCRATCH/deep"
    cut "$1" "$KUALIK" issue -t "$SCRATCH/plain.ini" -r "$SCRATCH/list.csv" -o "$SCRATCH/deep/er" --no-sign
    was_cut && ended 2 && says "deep/er: The folder cannot be opened: the disk reports a fault" && holds "$SCRATCH/deep" 0
}
check "the first of the folders on the way to the certificates lasts" deep 1
check "so does the second" deep 2

anew_key() { cut "$1" "$KUALIK" seal-key "$SCRATCH/others"; }
lasting_folder() { anew_key 1 && was_cut && ended 2 && says "others: A folder cannot be made" && rmdir "$SCRATCH/others"; }
check "the folder of a key lasts" lasting_folder
whole_key() { anew_key 5 && was_cut && ended 2 && [ ! -e "$SCRATCH/others/seal.key" ]; }
check "a key of seals is whole or not there" whole_key
lasting_key() { anew_key 5 && was_cut && ended 4 && [ -s "$SCRATCH/others/seal.key" ]; }
check "and lasts" lasting_key

# told_so COMMAND…: each line of JSON tells the status with which the command ends.
told_so()
{
    rm -f "$SCRATCH/some.pdf"
    cut 2 "$KUALIK" "$@" -t "$SCRATCH/t.ini" -r "$SCRATCH/some.csv" -o "$SCRATCH/some.pdf" --json
    was_cut && ended 4 && jq -se 'map(select(.status == "error")) | length > 1 and all(.exit == 4)' "$SCRATCH/out"
}
{ cat "$SCRATCH/list.csv"; printf ';Ким;Аян;Ким;Аян\n'; } >"$SCRATCH/some.csv"
check "faults of the list are told with that status, too" told_so proof
check "so they are of a file for the printer" told_so print --register "$register"

# What kualik new makes is there as a whole, or not at all.
begun=$SCRATCH/begun
"$KUALIK" new "$SCRATCH/whole" >"$SCRATCH/said"
anew_folder() { rm -rf "$begun" && cut "$1" "$KUALIK" new "$begun" && was_cut; }
none_stays()
{
    for nth in 2 3 4; do
        anew_folder "$nth" && ended 2 && says "begun/" && says "cannot be written: the disk reports a fault" &&
            rmdir "$begun" || return
    done
}
check "a folder to begin with has all its files or none" none_stays
lasting_start() { anew_folder 5 && ended 4 && says "What is written is not yet safe" && same_files "$begun" "$SCRATCH/whole"; }
check "and lasts" lasting_start
killed_start()
{
    kills=0
    while rm -rf "$begun" "$SCRATCH/mark" && [ "$kills" -lt 50 ]; do
        kills=$((kills + 1))
        run env LD_PRELOAD="$BUILD/tests/faults.so" FAULT_CALL=change FAULT_ERRNO=kill FAULT_NTH="$kills" \
            FAULT_MARK="$SCRATCH/mark" "$KUALIK" new "$begun"
        [ -e "$SCRATCH/mark" ] || break
        for file in "$begun"/*; do
            [ ! -e "$file" ] || cmp "$file" "$SCRATCH/whole/${file##*/}" || return
        done
    done
    [ "$kills" -gt 9 ] && [ "$kills" -lt 50 ] && ended 0
}
check "killed at any change to the disk it leaves no half of a file" killed_start

cut 1 "$KUALIK" preview -t "$SCRATCH/t.ini" -r "$SCRATCH/list.csv" --register "$register" --row 2 \
    -o "$SCRATCH/preview.svg"
check "a preview does not wait" eval 'ended 0 && fails was_cut'
