#!/bin/sh
# Which keys sign, and which are refused by name before anything is written.
. tests/e2e/lib

make_demo_key >"$SCRATCH/made" 2>&1 || exit 1
make_keys rsa2048 rsa3072 p256 chain nuc kazakh expired future encipher nousage login ocsp code tls tlsnr legal tsa rsa1024 \
    p384 p521 k256 ed25519 pss explicit colleague renewed unlocked pem gost nokey nocert

# signs NAME [PASSWORD-FILE]: the key signs, and kualik, given the authority, finds it good.
signs()
{
    key=$1
    issue "$SCRATCH/$key" --only 2 --key "$keys/$key.p12" --password-file "${2:-$keys/password}"
    ended 0 && run "$KUALIK" verify "$SCRATCH/$key"/*.pdf --trust "$keys/ca.pem" && ended 0
}

# refuses NAME WORDS
refuses()
{
    issue "$SCRATCH/nothing" --key "$keys/$1.p12" --password-file "$keys/password"
    refused "$keys/$1.p12" && says "$2"
}

printf 'құпия сөз №1\n' >"$SCRATCH/kazakh-password"
check "RSA-2048 signs" signs rsa2048
check "RSA-3072 signs" signs rsa3072
check "ECDSA P-256 signs" signs p256
check "ECDSA P-384 signs" signs p384
check "ECDSA P-521 signs" signs p521
check "a key under an intermediate authority signs" signs chain
check "the old encryption of the NUC is read" signs nuc
check "a password of Kazakh letters is read" signs kazakh "$SCRATCH/kazakh-password"
check "a colleague's certificate in the file stays behind" signs colleague
check "so does the one before a renewal" signs renewed
: >"$SCRATCH/empty"
check "an empty password stands in an empty file" signs unlocked "$SCRATCH/empty"
signs_pem()
{
    issue "$SCRATCH/pem-$1" --only 2 --key "$keys/$1.pem" ${2:+--password-file "$2"}
    ended 0 && run "$KUALIK" verify "$SCRATCH/pem-$1"/*.pdf --trust "$keys/ca.pem" && ended 0
}
check "a PEM file with an encrypted key signs, its chain in any order" \
    signs_pem locked "$keys/password"
check "one whose key is not encrypted needs no password" signs_pem open
issue "$SCRATCH/nothing" --key "$keys/locked.pem" --password-file "$SCRATCH/kazakh-password"
check "a wrong password of a PEM file is told" refused "$keys/locked.pem: The password is wrong"
printf '\357\273\277demo-2017\r\n' >"$SCRATCH/notepad"
check "a password file of Notepad is read" signs rsa2048 "$SCRATCH/notepad"
printf 'demo-2017 \n' >"$SCRATCH/blank"
issue "$SCRATCH/nothing" --key "$keys/rsa2048.p12" --password-file "$SCRATCH/blank"
check "a blank behind a wrong password is told" refused "begins or ends with a blank"

check "GOST is refused by name" refuses gost "GOST"
check "an expired certificate is refused with its date" refuses expired "expired on 2018-01-01"
SOURCE_DATE_EPOCH=1507190400 issue "$SCRATCH/past" --only 2 --key "$keys/expired.p12" \
    --password-file "$keys/password"
check "SOURCE_DATE_EPOCH is the time by which a key is judged" ended 0
check "but one that is no longer valid is warned of" says "warning: $keys/expired.p12"
SOURCE_DATE_EPOCH=1007190400 issue "$SCRATCH/early" --key "$keys/rsa2048.p12" \
    --password-file "$keys/password"
check "where it makes a key invalid, it is named" refused "SOURCE_DATE_EPOCH sets the time to"
check "one that is not yet valid is refused with its date" refuses future "not yet valid"
check "one without key usage is refused" refuses nousage "it has no keyUsage"
check "one for encryption is refused" refuses encipher "not for signing"
check "one for logging in is refused" refuses login "for logging in (authentication)"
check "so is an organisation's" refuses legal "for logging in (authentication)"
check "one for OCSP is refused by name" refuses ocsp "for answering about revocation (OCSP)"
check "one for time-stamps is refused by name" refuses tsa "for time-stamps"
check "one for programs is refused by name" refuses code "for signing programs"
check "one for servers is refused by name" refuses tls "for servers (TLS)"
check "but one that may sign as well signs" signs tlsnr
check "a short RSA key is refused" refuses rsa1024 "1024 bits"
check "another curve is refused" refuses k256 "on the curve secp256k1, which is not supported"
check "so is a key on Ed25519" refuses ed25519 "of a kind that kualik cannot sign with"
check "so is one for RSASSA-PSS alone" refuses pss "of a kind that kualik cannot sign with"
check "a curve without its name is refused" refuses explicit "written out by its numbers"
check "a file without a key is refused" refuses nokey "no private key"
openssl x509 -in "$keys/ca.pem" -outform DER -out "$SCRATCH/ca.cer"
chmod 644 "$SCRATCH/ca.cer"
issue "$SCRATCH/nothing" --key "$SCRATCH/ca.cer"
check "a certificate is no key, and no secret" eval 'refused "ca.cer: The file holds no private key" &&
    fails says "Other users"'
check "a file without the certificate is refused" refuses nocert "certificate"

issue "$SCRATCH/nothing" --key "$list"
check "what is no key is refused" refused "not a PKCS#12 file"
issue "$SCRATCH/nothing" --key "$SCRATCH/nobody.p12"
check "a key that is not there is refused" refused "$SCRATCH/nobody.p12"
cp "$keys/rsa2048.p12" "$SCRATCH/open.p12"
chmod 644 "$SCRATCH/open.p12"
issue "$SCRATCH/open" --only 2 --key "$SCRATCH/open.p12" --password-file "$keys/password"
check "a key that others can read is warned of" says "chmod 600 $SCRATCH/open.p12"
check "but signs" ended 0
