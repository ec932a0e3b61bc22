#!/bin/sh
# Authorities where their certificates say they are: the issuer's certificate, a revocation list,
# a time-stamp authority over https.
. tests/e2e/lib
. tests/e2e/servers

start_authorities

# start_files: a server of what lies in $SCRATCH/files/answer.der; sets $files.
start_files()
{
    mkdir -p "$SCRATCH/files"
    cat >"$SCRATCH/files/answer" <<'END'
#!/bin/sh
cp "${1%/*}/answer.der" "$1.answer" 2>/dev/null
exit 0
END
    chmod +x "$SCRATCH/files/answer"
    start_server files application/octet-stream 0 6
    files=$url
}

# certify NAME SUBJECT EXTENSION…: a key file of somebody under `between`, without that one's
# certificate.
certify()
{
    name=$1 subject=$2
    shift 2
    (
        cd "$own" || exit
        {
            printf '[far]\nkeyUsage = critical, digitalSignature, nonRepudiation\n'
            printf 'authorityKeyIdentifier = keyid\n'
            printf '%s\n' "$@"
        } >far.cnf
        openssl ecparam -name prime256v1 -genkey -noout -out "$name.key"
        openssl req -new -config openssl.cnf -key "$name.key" -subj "/CN=$subject" \
            -out "$name.csr"
        openssl ca -batch -config openssl.cnf -notext -cert between.pem -keyfile between.key \
            -extfile far.cnf -extensions far -days 30 -in "$name.csr" -out "$name.pem"
        openssl pkcs12 -export -inkey "$name.key" -in "$name.pem" -passout file:password \
            -out "$name.p12"
    ) >"$SCRATCH/said" 2>&1 || cat "$SCRATCH/said"
}

# far DIR NAME OPTION…: one certificate at B-LT by that signer.
far()
{
    dir=$1
    name=$2
    shift 2
    stamping issue_with "$own" "$name" "$dir" --only 2 --level B-LT "$@"
}
found_level()
{
    run "$KUALIK" verify --trust "$own/ca.pem" --at "$(date -d tomorrow +%F)" "$1"/*.pdf
    ended 0 && prints "PAdES B-LT"
}
serve() { openssl "$1" -in "$own/$2" -outform DER -out "$SCRATCH/files/answer.der"; }

start_files
certify fetched "Far away" "authorityInfoAccess = caIssuers;URI:$files"
serve x509 between.pem
far "$SCRATCH/issuer" fetched --crl "$own/lists.pem"
check "the issuer's certificate is fetched from where the signer's says" ended 0
check "and stored, so that verify needs no network" found_level "$SCRATCH/issuer"
serve x509 ca.pem
far "$SCRATCH/nothing" fetched --crl "$own/lists.pem"
check "another one in its place does not do" refused "The certificate of «Between», which issued"
echo nonsense >"$SCRATCH/files/answer.der"
far "$SCRATCH/nothing" fetched --crl "$own/lists.pem"
check "nor does what is no certificate" refused "The certificate of «Between», which issued"

certify listed "Listed" "crlDistributionPoints = URI:$files"
cat "$own/ca.crl" >"$SCRATCH/root.crl"
serve crl between.crl
far "$SCRATCH/list" listed --chain "$own/between.pem" --crl "$SCRATCH/root.crl"
check "a revocation list is fetched from where the certificate says" ended 0
check "and stored as well" found_level "$SCRATCH/list"
serve crl ca.crl
far "$SCRATCH/nothing" listed --chain "$own/between.pem" --crl "$SCRATCH/root.crl"
check "one of another issuer says nothing" refused \
    "Nothing tells whether the certificate of «Listed» is revoked"
rm "$SCRATCH/files/answer.der"
far "$SCRATCH/nothing" listed --chain "$own/between.pem" --crl "$SCRATCH/root.crl"
check "nor does a server without one" refused \
    "Nothing tells whether the certificate of «Listed» is revoked: $files, which it names for that, gives no answer"
certify closed "Closed" "crlDistributionPoints = URI:http://127.0.0.1:1/ca.crl"
far "$SCRATCH/nothing" closed --chain "$own/between.pem" --crl "$SCRATCH/root.crl"
check "where nobody listens, the address is named" refused \
    "«Closed» is revoked: http://127.0.0.1:1/ca.crl, which it names for that, cannot be reached. Give its authority's revocation list with --crl FILE"

# A list of authorities only, as a critical extension says, knows nothing of a signer.
(
    cd "$own" || exit
    printf '[part]\nissuingDistributionPoint = critical, @point\n[point]\nonlyCA = TRUE\n' \
        >>openssl.cnf
    openssl ca -config openssl.cnf -gencrl -crlexts part -keyfile between.key -cert between.pem \
        -out part.crl
) >"$SCRATCH/said" 2>&1
serve crl part.crl
far "$SCRATCH/nothing" listed --chain "$own/between.pem" --crl "$SCRATCH/root.crl"
check "a list that is about others only says nothing" refused \
    "Nothing tells whether the certificate of «Listed» is revoked"

(
    cd "$own" || exit
    openssl ca -config openssl.cnf -revoke listed.pem -keyfile between.key -cert between.pem
    openssl ca -config openssl.cnf -gencrl -keyfile between.key -cert between.pem -out between.crl
) >"$SCRATCH/said" 2>&1
serve crl between.crl
far "$SCRATCH/nothing" listed --chain "$own/between.pem" --crl "$SCRATCH/root.crl"
check "a revoked signer is refused by it" refused "The certificate of «Listed» is revoked"

# secure NAME SAN: the time-stamp authority over https, with a certificate for that name.
secure()
{
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 \
        -subj "/CN=$1" -addext "subjectAltName = $2" -keyout "$SCRATCH/$1.key" \
        -out "$SCRATCH/$1.pem" 2>"$SCRATCH/said"
    cat "$SCRATCH/$1.key" >>"$SCRATCH/$1.pem"
    RESPONDER_TLS=$SCRATCH/$1.pem
    export RESPONDER_TLS
    rm "$SCRATCH/tsa/port" "$SCRATCH/tsa/life"
    start_server tsa application/timestamp-reply 0 8
    unset RESPONDER_TLS
    secured=https${url#http}
}
# securely DIR OPTION…: stamped over https, by a machine that trusts the certificate in $trusted.
securely()
{
    dir=$1
    shift
    SSL_CERT_FILE=$trusted SSL_CERT_DIR=$SCRATCH/files issue_with "$own" signer "$dir" --only 2 --level B-T \
        --tsa "$secured" --tsa-trust "$own/ca.pem" --tsa-timeout 5 "$@"
}
secure here IP:127.0.0.1
trusted=$SCRATCH/here.pem
securely "$SCRATCH/secure" -j 1
check "a time-stamp comes over https" ended 0
relay=$SCRATCH/relay
mkfifo "$relay"
perl tests/e2e/relay.pl "$secured" >"$relay" &
relaying=$!
read -r port <"$relay"
direct=$secured
secured=https://127.0.0.1:443/
https_proxy=http://127.0.0.1:$port securely "$SCRATCH/relayed"
check "through a proxy as well" ended 0
kill "$relaying" 2>"$SCRATCH/said"
secured=$direct
check "poppler finds the signature whole" signed_whole "$SCRATCH"/secure/*.pdf
trusted=$own/ca.pem
securely "$SCRATCH/nothing"
check "a server for whom nobody vouches is not asked" refused \
    "shows a certificate that none of the system's authorities vouches for"
secure elsewhere DNS:tsa.example
trusted=$SCRATCH/elsewhere.pem
securely "$SCRATCH/nothing"
check "nor one that shows another's certificate" refused "shows a certificate"
