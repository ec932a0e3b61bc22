#!/bin/sh
# tests/softhsm.sh DIR KEYS NAME…: makes the token «Төраға» of SoftHSM2, with the PIN 4321, in
# DIR, and puts in the keys NAME that tests/pki.sh has made in the folder KEYS: label NAME, id the
# bytes of NAME, with their certificates and the authority's, but for `bare-NAME`, which gets no
# certificate. DIR/softhsm2.conf is for SOFTHSM2_CONF, DIR/pin holds the PIN.
set -eu
dir=$1
keys=$2
shift 2
mkdir -p "$dir/tokens"
umask 077
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' \
    "$(cd "$dir" && pwd)/tokens" >"$dir/softhsm2.conf"
printf '4321\n' >"$dir/pin"
SOFTHSM2_CONF=$dir/softhsm2.conf
export SOFTHSM2_CONF

id() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n'; }

# put_certificate NAME LABEL
put_certificate()
{
    openssl x509 -in "$keys/$1.pem" -outform DER -out "$dir/certificate.der"
    pkcs11-tool --module /usr/lib/softhsm/libsofthsm2.so --token-label Төраға --login --pin 4321 \
        --write-object "$dir/certificate.der" --type cert --label "$2" --id "$(id "$2")"
}

# put_key NAME LABEL
put_key()
{
    openssl pkcs8 -topk8 -nocrypt -in "$keys/$1.key" -out "$dir/key.pem"
    softhsm2-util --import "$dir/key.pem" --token Төраға --pin 4321 --label "$2" --id "$(id "$2")"
    rm "$dir/key.pem"
}

softhsm2-util --init-token --free --label Төраға --pin 4321 --so-pin 87654321
for name; do
    put_key "${name#bare-}" "$name"
    [ "$name" != "${name#bare-}" ] || put_certificate "$name" "$name"
done
put_certificate ca ca
