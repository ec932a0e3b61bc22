#!/bin/sh
# A list in shares: together they are the whole, each person is always in the same one, and GNU
# parallel runs them as docs/manual.md says.
. tests/e2e/lib

whole=$SCRATCH/whole
SOURCE_DATE_EPOCH=$seminar_end
export SOURCE_DATE_EPOCH
run "$KUALIK" issue -t "$template" -r "$list" -o "$whole" --no-sign
check "the whole list is issued" ended 0
for share in 1 2 3; do
    run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/$share" --no-sign --shard $share/3
    check "share $share of 3 is issued" eval 'ended 0 && only_notes'
done
fair() { for share in 1 2 3; do [ "$(count "$SCRATCH/$share")" -gt 30 ] || return; done; }
check "each has its part" fair
mkdir "$SCRATCH/joined"
run ln "$SCRATCH"/1/*.pdf "$SCRATCH"/2/*.pdf "$SCRATCH"/3/*.pdf "$SCRATCH/joined"
check "nobody is in two" ended 0
run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/joined" --no-sign
check "together they are the whole" last_line "0 certificates written to $SCRATCH/joined. 150 were there already."
names() { (cd "$1" && ls); }
check "and nothing else" [ "$(names "$SCRATCH/joined")" = "$(names "$whole")" ]

# Other rows before, between and behind move nobody.
{
    head -n 1 "$list"
    sed -n '3p' "$list" | sed 's/[^;]*;[^;]*;[^;]*/900;Жаңабаев;Еркін/'
    tail -n +2 "$list" | tac
} >"$SCRATCH/other.csv"
run "$KUALIK" issue -t "$template" -r "$SCRATCH/other.csv" -o "$SCRATCH/2" --no-sign --shard 2/3
check "a person stays in the share, wherever the row is" eval \
    'grep -E "^[01] certificates? written to .*\. $(ls "$SCRATCH/joined" | wc -l)" "$SCRATCH/out" ||
     prints "$(ls "$SCRATCH/2" | grep -vc ^900) were there already."'
run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/none" --no-sign --shard 99999/99999
check "a share may be empty" eval 'ended 0 && last_line "0 certificates written to $SCRATCH/none."'
run "$KUALIK" issue -t "$template" -r "$list" --shard 2/3 --dry-run
check "a dry run counts the share" last_line \
    "$(ls "$SCRATCH/2" | grep -vc ^900) of $(ls "$SCRATCH/2" | grep -vc ^900) certificates can be written."
for shard in 0/3 4/3 3 1/0 -1/3 1/3x a/b; do
    run "$KUALIK" issue -t "$template" -r "$list" -o "$SCRATCH/nothing" --no-sign --shard "$shard"
    check "--shard $shard is refused" refused "--shard takes a share of the list and how many there are, such as 3/16, not «$shard»."
done
unset SOURCE_DATE_EPOCH

# ---- shares with registers --------------------------------------------------------------

plain_template '{number}_{name}' '{name} {region} № {number}' '[register]
event  = Семинар
number = {seq:2}' >"$SCRATCH/numbered.ini"
printf '%s\n' 'name;region' Болат\;Ақтау Әлия\;Ақтау Үміт\;Семей Сәуле\;Семей Асқар\;Абай >"$SCRATCH/five.csv"
numbered() { share=$1; shift; run "$KUALIK" issue -t "$SCRATCH/numbered.ini" -r "$SCRATCH/five.csv" -o "$SCRATCH/n$share" --no-sign --shard "$share/2" "$@"; }
told='The register gives out all numbers, so a share with another register gives the same ones. Use this register for all shares, or give each register its own --range.'
numbered 1 --register "$SCRATCH/n1.db"
check "a share whose numbers another may give, too, is warned of" eval 'ended 0 && says "n1.db: warning: $told"'
numbered 1 --register "$SCRATCH/n1.db"
check "once" eval 'ended 0 && silent'
numbered 2 --register "$SCRATCH/n1.db" --reissue
check "not where the register is that of all" eval 'ended 0 && silent'
rm -r "$SCRATCH/n2"
numbered 2 --register "$SCRATCH/n2.db" --range 51-99
check "nor with a range" eval 'ended 0 && silent'

# ---- as docs/manual.md says -------------------------------------------------------------

sed -e 's/^\[define\]/[register]\nevent = Семинар 2017\nnumber = ОСК-{seq:5}\n&/' \
    -e '/^required/s/number, //' "$template" >"$SCRATCH/seminar.ini"
cp "$example"/*.png "$SCRATCH"
tail -n +1 "$list" | cut -d';' -f2- >"$SCRATCH/people.csv"
root=$PWD
case $KUALIK in /*) program=$KUALIK ;; *) program=$root/$KUALIK ;; esac
mkdir "$SCRATCH/bin"
ln -s "$program" "$SCRATCH/bin/kualik"
ln -s "$root/examples" "$SCRATCH/examples"
like_the_manual()
{
    sed -n '/^    export TEMPLATE=/,/^    kualik register merge/p' "$root/docs/manual.md" >"$SCRATCH/manual.sh"
    [ "$(wc -l <"$SCRATCH/manual.sh")" -eq 3 ] && cd "$SCRATCH" &&
        KUALIK=$program PATH=$SCRATCH/bin:$PATH PARALLEL_HOME=$SCRATCH sh -eu manual.sh
}
run like_the_manual
check "eight shares run at once under GNU parallel" ended 0
check "their registers are joined" prints '150 records were added.'
cd "$root" || exit
mkdir "$SCRATCH/all"
find "$SCRATCH/shares" -name '*.pdf' -exec ln -t "$SCRATCH/all" {} +
run "$KUALIK" register verify --register "$SCRATCH/register.db" -o "$SCRATCH/all"
check "register and files of all agree" eval 'ended 0 && prints "Certificates: 150, of which duplicates: 0; files: 150;"'
numbers() { run "$KUALIK" register list --register "$SCRATCH/register.db" && cut -d' ' -f1 "$SCRATCH/out" | sort -u | wc -l; }
check "everybody has a number, and nobody another's" [ "$(numbers)" -eq 150 ]
check "the scripts are sound" shellcheck examples/shards/share.sh examples/shards/issue.sbatch
