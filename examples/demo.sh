#!/bin/sh
# What `make demo` shows, with the program built in the folder BUILD: `examples/demo.sh BUILD OUT`.
set -eu
build=$1
out=$2
demo=$build/demo

examples/demo-key.sh "$demo"
"$build/kualik" issue -t examples/seminar-2017/seminar.ini \
    -r examples/seminar-2017/trainers.csv -o "$out" \
    --key "$demo/signer.p12" --password-file "$demo/password"
if ! "$build/kualik" verify "$out"/*.pdf --trust "$demo/ca.pem" >"$demo/verified.txt"; then
    cat "$demo/verified.txt"
    exit 1
fi

set -- "$out"/*.pdf
open=$(command -v xdg-open || command -v open || echo "any PDF viewer:")
cat <<EOF

This is what happened:
- A demo authority and a demo signing key were made in $demo (kept for the next time).
- Each person in examples/seminar-2017/trainers.csv has a certificate in $out: $# files,
  each signed with the demo key.
- Every signature was verified; what was found stands in $demo/verified.txt.

Open one:         ${open##*/} '$1'
Verify it again:  $build/kualik verify '$1' --trust $demo/ca.pem
The seminar took place, the trainers are made up, and the demo key proves nothing: the
certificates are marked ҮЛГІ / ОБРАЗЕЦ (sample).
EOF
