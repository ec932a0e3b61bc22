#!/bin/sh
# tests/pki.sh DIR [NAME…]: makes the authorities and keys that the tests sign with, all or
# those named, in DIR. Each NAME.p12 opens with the password in DIR/password; NAME.pem is its
# certificate. All certificates but `expired` and `future` are valid from 2017 to 2046.
set -eu
dir=$1
shift
mkdir -p "$dir"
cd "$dir"
umask 077
all='rsa2048 rsa3072 rsa4096 p256 chain nuc kazakh
     p384 p521 k256 ed25519 ed448 pss explicit colleague renewed unlocked pem
     stranger rsa1024 expired future encipher nousage login policy ocsp code tls tlsnr legal gost gostcert
     nokey nocert tsa untsa twinned'
[ $# -gt 0 ] || set -- $all

printf 'demo-2017\n' > password
pass='-passout file:password'

config() {
    cat > openssl.cnf <<'END'
[req]
distinguished_name = empty
[empty]
[ca]
default_ca = authority
[authority]
dir = .
database = index.txt
new_certs_dir = .
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
CN = optional
O = optional
serialNumber = optional
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[sign]
keyUsage = critical, digitalSignature, nonRepudiation
certificatePolicies = 1.2.398.3.3.2.3
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[unkeyed]
keyUsage = critical, digitalSignature, nonRepudiation
certificatePolicies = 1.2.398.3.3.2.3
authorityKeyIdentifier = none
[tsa]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[untsa]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping, emailProtection
[encipher]
keyUsage = critical, keyEncipherment
[nousage]
subjectKeyIdentifier = hash
[login]
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = clientAuth
[ocsp]
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = OCSPSigning
[code]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, codeSigning
[tls]
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
[tlsnr]
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = serverAuth, clientAuth
[legal]
keyUsage = critical, digitalSignature, nonRepudiation
certificatePolicies = 1.2.398.3.3.2.2
[policy]
keyUsage = critical, digitalSignature, nonRepudiation
certificatePolicies = 1.2.398.3.3.2.4
END
    : > index.txt
}

# key FILE KIND: RSA-2048 by default.
key() {
    [ -s "$1" ] && return
    case $2 in
    ed*) openssl genpkey -algorithm "$2" -out "$1" ;;
    pss) openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out "$1" 2>/dev/null ;;
    [pk]*) openssl ecparam -name "$(curve "$2")" -genkey -noout -out "$1" ;;
    *) openssl genrsa -out "$1" "$2" 2>/dev/null ;;
    esac
}

curve() {
    case $1 in k256) echo secp256k1 ;; p256) echo prime256v1 ;; *) echo "secp${1#p}r1" ;; esac
}

# authority NAME SUBJECT ISSUER: ISSUER is NAME for a root.
authority() {
    [ -s "$1.pem" ] && return
    key "$1.key" 2048
    certificate "$1" "$2" root "$3"
}

# certificate NAME SUBJECT EXTENSIONS ISSUER [FIRST LAST]
certificate() {
    openssl req -new -utf8 -batch -config openssl.cnf -key "$1.key" -subj "$2" -out "$1.csr"
    signed=$4
    [ "$signed" = "$1" ] && signer='-selfsign' || signer="-cert $signed.pem"
    openssl ca -batch -config openssl.cnf -utf8 -notext -preserveDN $signer \
        -keyfile "$signed.key" -extensions "$3" -startdate "${5:-20170101000000Z}" \
        -enddate "${6:-20461231000000Z}" -in "$1.csr" -out "$1.pem" 2>/dev/null
}

# pack NAME [OPTION…]
pack() {
    name=$1
    shift
    openssl pkcs12 -export -inkey "$name.key" -in "$name.pem" $pass -out "$name.p12" "$@"
}

subject='/CN=ҮЛГІ Әлия Мұқанқызы/serialNumber=IIN000000000000'

# person NAME KIND EXTENSIONS [FIRST LAST]: a key file of somebody under the authority `ca`.
# RSA-2048 keys are one and the same: making them is what takes time.
person() {
    if [ "$2" = 2048 ]; then
        key shared.key 2048
        cp shared.key "$1.key"
    fi
    key "$1.key" "$2"
    certificate "$1" "$subject" "$3" ca ${4:-} ${5:-}
    pack "$1"
}

# gost SECTION OUT: DER with a GOST 34.310-2015 algorithm, which OpenSSL cannot make or read:
# a PKCS#12 without encryption that holds a key, or a certificate.
gost() {
    cat > gost.cnf <<END
asn1 = SEQUENCE:$1
END
    cat >> gost.cnf <<'END'
[algorithm]
oid = OID:1.2.398.3.10.1.1.2.2
[file]
version = INTEGER:3
content = SEQUENCE:safes_content
[safes_content]
type = OID:1.2.840.113549.1.7.1
content = EXPLICIT:0,OCTWRAP,SEQUENCE:safes
[safes]
safe = SEQUENCE:bags_content
[bags_content]
type = OID:1.2.840.113549.1.7.1
content = EXPLICIT:0,OCTWRAP,SEQUENCE:bags
[bags]
bag = SEQUENCE:key_bag
[key_bag]
type = OID:1.2.840.113549.1.12.10.1.1
value = EXPLICIT:0,SEQUENCE:key
[key]
version = INTEGER:0
algorithm = SEQUENCE:algorithm
value = FORMAT:HEX,OCTETSTRING:0102030405060708
[certificate]
body = SEQUENCE:body
algorithm = SEQUENCE:algorithm
value = FORMAT:HEX,BITSTRING:0102030405060708
[body]
serial = INTEGER:1
algorithm = SEQUENCE:algorithm
issuer = SEQUENCE:name
validity = SEQUENCE:validity
subject = SEQUENCE:name
key = SEQUENCE:public
[name]
part = SET:name_part
[name_part]
common = SEQUENCE:common
[common]
type = OID:2.5.4.3
value = UTF8:GOST
[validity]
first = UTCTIME:170101000000Z
last = UTCTIME:461231000000Z
[public]
algorithm = SEQUENCE:algorithm
value = FORMAT:HEX,BITSTRING:0102030405060708
END
    openssl asn1parse -genconf gost.cnf -noout -out "$2"
}

make() {
    case $1 in
    rsa2048) person "$1" 2048 sign ;;
    rsa3072 | rsa4096 | rsa1024) person "$1" "${1#rsa}" sign ;;
    p256 | p384 | p521 | k256 | ed25519 | ed448 | pss) person "$1" "$1" sign ;;
    explicit)
        openssl ecparam -name prime256v1 -param_enc explicit -genkey -noout -out explicit.key
        person explicit 2017 sign
        ;;
    colleague) # with the certificate of somebody else, as some programs export it
        person colleague 2048 sign
        key colleague2.key 2048
        certificate colleague2 '/CN=ҮЛГІ Асқар Ғабитұлы' sign ca
        pack colleague -certfile colleague2.pem
        ;;
    renewed) # with the certificate before the last renewal, of the same key
        person renewed 2048 sign 20170101000000Z 20170601000000Z
        mv renewed.pem before.pem
        person renewed 2048 sign
        pack renewed -certfile before.pem
        ;;
    pem) # the chain of `chain`, with its key, and a certificate of somebody else
        make chain
        openssl pkcs8 -topk8 -in chain.key -v2 aes-256-cbc -passout file:password -out pem.key
        key colleague2.key 2048
        certificate colleague2 '/CN=ҮЛГІ Асқар Ғабитұлы' sign ca
        cat colleague2.pem chain.pem ca.pem between.pem pem.key >locked.pem
        cat chain.key chain.pem between.pem >open.pem
        cat chain.pem between.pem >nokey.pem
        cat chain.key ca.pem >nocert.pem
        ;;
    unlocked)
        person unlocked 2048 sign
        openssl pkcs12 -export -inkey unlocked.key -in unlocked.pem -out unlocked.p12 \
            -passout pass:
        ;;
    encipher | nousage | login | policy | ocsp | code | tls | tlsnr | legal | tsa | untsa) person "$1" 2048 "$1" ;;
    expired) person "$1" 2048 sign 20170101000000Z 20180101000000Z ;;
    future) person "$1" 2048 sign 20450101000000Z 20461231000000Z ;;
    chain)
        authority between '/CN=ҮЛГІ ОБРАЗЕЦ Intermediate' ca
        key chain.key 2048
        certificate chain "$subject" sign between
        cat between.pem ca.pem >chain-authorities.pem
        pack chain -certfile chain-authorities.pem
        ;;
    twinned) # by an authority that has the name of another one; it does not say of which key
        make chain
        authority twin '/CN=ҮЛГІ ОБРАЗЕЦ Intermediate' ca
        key twinned.key 2048
        certificate twinned "$subject" unkeyed twin
        cat twin.pem between.pem >twins.pem
        pack twinned -certfile twins.pem
        ;;
    stranger)
        authority other '/CN=Another authority' other
        key stranger.key 2048
        certificate stranger '/CN=Stranger' sign other
        pack stranger
        ;;
    nuc)
        person nuc 2048 sign
        pack nuc -legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES -macalg sha1
        ;;
    kazakh)
        person kazakh 2048 sign
        openssl pkcs12 -export -inkey kazakh.key -in kazakh.pem -out kazakh.p12 \
            -passout 'pass:құпия сөз №1'
        ;;
    nokey)
        person nokey 2048 sign
        openssl pkcs12 -export -nokeys -in nokey.pem $pass -out nokey.p12
        ;;
    nocert)
        person nocert 2048 sign
        openssl pkcs12 -export -nocerts -inkey nocert.key $pass -out nocert.p12
        ;;
    gost) gost file gost.p12 ;;
    gostcert)
        gost certificate gostcert.der
        openssl x509 -inform DER -in gostcert.der -out gostcert.pem
        openssl pkcs12 -export -nokeys -in gostcert.pem $pass -out gostcert.p12
        ;;
    *)
        echo "tests/pki.sh: no key is called '$1'" >&2
        exit 1
        ;;
    esac
}

config
authority ca '/CN=ҮЛГІ ОБРАЗЕЦ CA' ca
for name in "$@"; do
    [ -s "$name.p12" ] || make "$name"
done
