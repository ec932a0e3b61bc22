#!/bin/sh
# examples/demo-key.sh DIR: makes a demo authority and a demo signing key, for trying kualik
# out: DIR/ca.pem, DIR/signer.p12, DIR/password. What is there and still valid is kept.
# Nothing signed with them has any legal force: they say ҮЛГІ / ОБРАЗЕЦ in their names.
set -eu
dir=$1
umask 077
mkdir -p "$dir"
cd "$dir"

day=86400
ca_subject='/CN=ҮЛГІ ОБРАЗЕЦ Demo CA/O=ҮЛГІ \/ ОБРАЗЕЦ/C=KZ'
signer_subject='/CN=ҮЛГІ ОБРАЗЕЦ Demo Signer/O=ҮЛГІ \/ ОБРАЗЕЦ/C=KZ'

# Says whether signer.p12 opens with the password, is of this authority, and lasts a day.
is_valid() {
    [ -s ca.pem ] && [ -s signer.p12 ] && [ -s password ] || return 1
    openssl pkcs12 -in signer.p12 -passin file:password -nokeys -clcerts -out check.pem \
        2> /dev/null &&
        openssl x509 -in check.pem -noout -checkend $day > /dev/null &&
        openssl x509 -in ca.pem -noout -checkend $day > /dev/null &&
        openssl verify -CAfile ca.pem check.pem > /dev/null 2>&1
}

write_config() {
    cat > demo.cnf << 'END'
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END
}

make_authority() {
    openssl req -x509 -newkey rsa:2048 -noenc -keyout ca.key -out ca.pem -days 3650 -sha256 \
        -utf8 -subj "$ca_subject" -config demo.cnf -extensions authority 2> /dev/null
}

# The signer's key is nowhere but in the encrypted file.
make_signer() {
    openssl rand -base64 24 > password
    openssl req -new -newkey rsa:2048 -noenc -keyout signer.key -out signer.csr -utf8 \
        -subj "$signer_subject" -config demo.cnf 2> /dev/null
    openssl x509 -req -in signer.csr -CA ca.pem -CAkey ca.key -days 1825 -sha256 \
        -extfile demo.cnf -extensions signer -out signer.pem 2> /dev/null
    openssl pkcs12 -export -inkey signer.key -in signer.pem -certfile ca.pem \
        -passout file:password -out signer.p12
}

trap 'rm -f check.pem demo.cnf ca.key signer.key signer.csr signer.pem' EXIT
if ! is_valid; then
    write_config
    make_authority
    make_signer
    chmod 644 ca.pem
fi
