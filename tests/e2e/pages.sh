#!/bin/sh
# The pages of the shortest name, the longest and an ordinary one, as text that can be read:
# what stands where, in which font and size.
. tests/e2e/lib

# dumped TEMPLATE ROW
dumped()
{
    SOURCE_DATE_EPOCH=$seminar_end
    export SOURCE_DATE_EPOCH
    run "$KUALIK" issue -t "$1" -r "$list" --dump-page --only "$2"
    ended 0 && golden "pages/$(basename "$1" .ini)-$2.txt" <"$SCRATCH/out"
}

for ini in "$template" templates/*.ini; do
    for row in 23 50 78; do
        check "pages of $(basename "$ini"), row $row" dumped "$ini" "$row"
    done
done
check "the count is told apart from the pages" says "1 of 1 certificate can be written."
