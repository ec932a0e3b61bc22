#!/bin/sh
# share.sh K N: issues share K of N of a list, with a register and a folder of its own, so that
# many can run at once, on one machine or on many. What it works on stands in the environment:
# TEMPLATE, LIST, OUT (a folder), NUMBERS (how many numbers a share has at its disposal, with room
# to spare), and OPTIONS for `kualik issue`, such as --key and --password-file.
set -eu
share=$1
shares=$2
first=$(((share - 1) * NUMBERS + 1))
mkdir -p "$OUT"

# shellcheck disable=SC2086 # OPTIONS are several words
exec "${KUALIK:-kualik}" issue -t "$TEMPLATE" -r "$LIST" -o "$OUT/$share" \
    --register "$OUT/$share.db" --range "$first-$((share * NUMBERS))" \
    --shard "$share/$shares" ${OPTIONS:-}
