#!/bin/sh
# How long a batch with time-stamps takes: `tests/bench-tsa.sh BUILD` issues the example's 150
# certificates at B-T, with an authority on the loopback address that takes 50 ms for each answer,
# besides what `openssl ts` takes to make it.
BUILD=$1 KUALIK=$1/kualik
SCRATCH=$(mktemp -d) || exit
trap 'rm -rf "$SCRATCH"' EXIT
mkdir -p "$BUILD/tests"
. tests/e2e/lib
. tests/e2e/servers

unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
make_keys rsa2048 tsa
start_tsa tsa 50
for threads in default 1; do
    set -- --level B-T --tsa "$tsa" --tsa-trust "$keys/ca.pem"
    [ "$threads" = default ] || set -- "$@" -j "$threads"
    begin=$(date +%s%N)
    issue_with "$keys" rsa2048 "$SCRATCH/$threads" "$@"
    end=$(date +%s%N)
    ended 0 && holds "$SCRATCH/$threads" 150 || exit 1
    echo "150 certificates at B-T, 50 ms a time-stamp, threads: $threads: $(((end - begin) / 1000000)) ms"
done
